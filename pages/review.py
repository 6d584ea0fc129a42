"""Review: read a claim against its sentence; confirm it, reject it, or put it right."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from extract.model import Claim, Review
from maps.evidence import claim_html, standing_ever
from maps.words import literal, one_line
from store.decisions import root_of
from timeline.claims import superseded
from timeline.review import urgency
from translation.messages import _, counted, number, spoken
from web import resources, workspace
from web.article_view import article_html, notice_html
from web.desk import correction, history, reread
from web.person import ask_person, person

theatre = resources.theatre()
opened = resources.store()
state = st.session_state
REREAD = "reread"
STATES = {
    "auto": _("not yet reviewed"),
    "confirmed": _("confirmed"),
    "corrected": _("corrected"),
    "rejected": _("rejected"),
    REREAD: _("decided, but read otherwise since"),
}

claims = workspace.claims()
claims = claims[~claims["id"].isin(superseded(claims))]  # of a claim that was corrected, the correction
st.title(_("Review"), anchor=False)
if claims.empty:
    st.html(notice_html(_("There is no claim here yet: add an article on the Articles page.")))
    st.stop()
st.caption(
    _(
        "{n} of {all} claims reviewed. A confirmed claim counts as sure, a rejected one counts for nothing. What the "
        "map doubts comes first, then what changes it most and is least sure."
    ).format(n=number(int((claims["review"] != "auto").sum())), all=number(len(claims)))
)

which, words, _rest = st.columns([2, 3, 3])
wanted = which.selectbox(_("Claims"), list(STATES), format_func=STATES.__getitem__, key="review-state")
place = words.text_input(_("Place named"), key="review-place", max_chars=80)
if wanted == REREAD:
    queue = claims[claims["id"].map(root_of).isin(opened.decisions.reread())]
else:
    queue = claims[claims["review"] == wanted]
if place.strip():
    here = queue["name"].str.contains(place.strip(), case=False, regex=False)
    called = queue["place_id"].map(workspace.called(spoken())["name"]).fillna("")
    queue = queue[here | called.str.contains(place.strip(), case=False, regex=False)]
queue = queue.assign(urgency=urgency(queue, workspace.control()))
queue = queue.sort_values(["urgency", "confidence"], ascending=[False, True], kind="stable")
skipped: set[str] = state.setdefault("review-skipped", set())
decided: list[str] = state.setdefault("review-decided", [])  # in this session, the last one last
undone: list[str] = state.setdefault("review-undone", [])


def step(former: list[str], later: list[str], take: Callable[..., bool]) -> None:
    """Undo the last decision of this session, or do it again."""
    id = former.pop()
    take(id, by=person())
    later.append(id)
    skipped.discard(id)
    st.rerun()


def undo_redo(undo: DeltaGenerator, redo: DeltaGenerator, keys: bool) -> None:
    """The buttons for what was decided last in this session."""
    if undo.button(_("Undo"), width="stretch", disabled=not decided, shortcut="U" if keys else None):
        step(decided, undone, opened.decisions.undo)
    if redo.button(_("Redo"), width="stretch", disabled=not undone, shortcut="D" if keys else None):
        step(undone, decided, opened.decisions.redo)


waiting = queue[~queue["id"].isin(skipped)]
if waiting.empty:
    text = _("No claim that is {state} is left here; choose others above, or another place.")
    st.html(notice_html(text.format(state=STATES[wanted])))
    undo, redo, _rest = st.columns([1, 1, 5])
    undo_redo(undo, redo, keys=False)
    if skipped and st.button(_("Bring back the skipped ones")):
        skipped.clear()
        st.rerun()
    st.stop()

row = waiting.iloc[0]
claim = next(each for each in opened.claims_of(str(row["article"])) if each.id == row["id"])
article = opened.article(claim.article)


def settled() -> None:
    """Decided: the next claim comes, and this one can be brought back by undoing."""
    skipped.discard(claim.id)
    decided.append(root_of(claim.id))
    undone.clear()
    st.rerun()


def save(verdict: Review, corrected: Claim | None, why: str) -> None:
    opened.decisions.decide(claim.id, verdict, corrected, why=why, by=person())
    settled()


def verdicts(why: str) -> None:
    """The buttons, each with its key."""
    confirm, reject, skip, undo, redo, keys = st.columns([1, 1, 1, 1, 1, 2], vertical_alignment="center")
    with_keys = keys.toggle(
        _("Keys Y, N, S, U, D"), value=True, key="review-keys", help=_("Press a key for its button.")
    )

    def key(letter: str) -> str | None:
        return letter if with_keys else None

    if confirm.button(_("Confirm"), type="primary", width="stretch", disabled=wanted == "confirmed", shortcut=key("Y")):
        save(Review.CONFIRMED, None, why)
    if reject.button(_("Reject"), width="stretch", disabled=wanted == "rejected", shortcut=key("N")):
        save(Review.REJECTED, None, why)
    if skip.button(_("Skip"), width="stretch", shortcut=key("S")):
        skipped.add(claim.id)
        st.rerun()
    undo_redo(undo, redo, with_keys)


shown = workspace.in_words(waiting.iloc[:1]).iloc[0].to_dict()
st.html(claim_html(shown, theatre=theatre, standing=standing_ever(row.to_dict(), workspace.control())))
reason, name = st.columns([3, 2])
with name:
    ask_person()
because = reason.text_input(_("Why, if you like to say so"), key=f"why-{claim.id}", max_chars=300).strip()
verdicts(because)
with st.expander(_("Put it right")):
    corrected = correction(claim, claim.id)
    if corrected is not None:
        save(Review.CORRECTED, corrected, because)
reread(claim, opened.decisions.rereading(claim.id), save)
history(opened.decisions.history(claim.id))
if article is not None:
    with st.expander(_("The article: {title}").format(title=literal(one_line(article.title, 120)))):
        st.html(Path(__file__).with_name("reading.css"))
        st.html(article_html(article, [claim], theatre))
st.caption(counted(len(waiting), "{n} in this list.", "{n} in this list."))

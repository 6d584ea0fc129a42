"""Review: read a claim against its sentence; confirm it, reject it, or put it right."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import streamlit as st

from extract.model import Action, Claim, DateBasis, Mode, Review
from gazetteer.place import Place
from maps.evidence import claim_html, standing_ever
from maps.words import literal, one_line
from timeline.review import urgency
from web import resources, workspace
from web.article_view import article_html, notice_html

theatre = resources.theatre()
opened = resources.store()
state = st.session_state
STATES = {"auto": "not yet reviewed", "confirmed": "confirmed", "corrected": "corrected", "rejected": "rejected"}

claims = workspace.claims()
st.title("Review", anchor=False)
if claims.empty:
    st.html(notice_html("There is no claim here yet: add an article on the Articles page."))
    st.stop()
st.caption(
    f"{int((claims['review'] != 'auto').sum())} of {len(claims)} claims reviewed. A confirmed claim counts as sure, "
    "a rejected one counts for nothing. What the map doubts comes first, then what changes it most and is least sure."
)

which, words, _ = st.columns([2, 3, 3])
wanted = which.selectbox("Claims", list(STATES), format_func=STATES.__getitem__, key="review-state")
place = words.text_input("Place named", key="review-place", max_chars=80)
queue = claims[claims["review"] == wanted]
if place.strip():
    queue = queue[queue["name"].str.contains(place.strip(), case=False, regex=False)]
queue = queue.assign(urgency=urgency(queue, workspace.control()))
queue = queue.sort_values(["urgency", "confidence"], ascending=[False, True], kind="stable")
skipped: set[str] = state.setdefault("review-skipped", set())
waiting = queue[~queue["id"].isin(skipped)]
if waiting.empty:
    st.html(notice_html(f"No claim that is {STATES[wanted]} is left here; choose others above, or another place."))
    if skipped and st.button("Bring back the skipped ones"):
        skipped.clear()
        st.rerun()
    st.stop()

row = waiting.iloc[0]
claim = next(each for each in opened.claims_of(str(row["article"])) if each.id == row["id"])
article = opened.article(claim.article)


def settled() -> None:
    skipped.discard(claim.id)
    st.rerun()


def told(place: Place | None, claim: Claim) -> str:
    """A place so that it can be told from others of its name: the list needs every line to be another."""
    if place is None:  # a part of a region, or nobody knows
        name = one_line(claim.name or claim.place)
        return f"{name} ({claim.place_id})" if claim.place_id else f"{name}: not clear which"
    where = ", ".join(filter(None, (place.admin1, place.admin2)))
    return f"{one_line(place.name)} ({where}; {place.latitude:.2f} N {place.longitude:.2f} E, {place.id})"


def ask_correction(claim: Claim) -> Claim | None:
    """The claim as the user would have it, once they say so."""
    sides = [None, *theatre.sides, "contested"]
    with st.form(f"correct-{claim.id}", border=False):
        what, after, how = st.columns(3)
        action = what.selectbox("What happened", list(Action), index=list(Action).index(claim.action))
        controller = after.selectbox(
            "Who holds it afterwards",
            sides,
            index=sides.index(claim.controller_after),
            format_func=lambda side: theatre.sides[side].name if side in theatre.sides else side or "it does not say",
        )
        mode = how.selectbox("How it is said", list(Mode), index=list(Mode).index(claim.mode))
        first, last, name = st.columns(3)
        begin: date | None = first.date_input("From day", claim.event_from, format="YYYY-MM-DD")
        end: date | None = last.date_input("To day", claim.event_to, format="YYYY-MM-DD")
        places = resources.gazetteer()
        likely = [alternative.place_id for alternative in claim.alternatives]
        ids = list(dict.fromkeys([claim.place_id, *likely, *(each.id for each in places.candidates(claim.place))]))
        known = {id: place for id in ids if (place := places.place(id))}
        chosen = name.selectbox("Which place", ids, format_func=lambda id: told(known.get(id), claim))
        if not st.form_submit_button("Save the correction") or action is None or mode is None:
            return None
    if begin and end and begin > end:
        st.html(notice_html("The first day is after the last; put them in order.", "error"))
        return None
    gained = controller if action in (Action.CAPTURED, Action.LIBERATED, Action.TRANSFERRED) else claim.gained_by
    changed = replace(
        claim,
        action=action,
        controller_after=controller,
        gained_by=gained,
        mode=mode,
        event_from=begin,
        event_to=end,
        date_basis=claim.date_basis if (begin, end) == (claim.event_from, claim.event_to) else DateBasis.EXPLICIT,
    )
    if chosen == claim.place_id:
        return changed
    put = known[chosen]
    return replace(
        changed,
        place_id=chosen,
        name=put.name,
        admin1=put.admin1,
        latitude=put.latitude,
        longitude=put.longitude,
        precision=str(put.precision),
    )


st.html(claim_html(row.to_dict(), theatre=theatre, standing=standing_ever(row.to_dict(), workspace.control())))
confirm, reject, skip, _ = st.columns([1, 1, 1, 4])
if confirm.button("Confirm", type="primary", width="stretch", disabled=wanted == "confirmed"):
    opened.review(claim.id, Review.CONFIRMED)
    settled()
if reject.button("Reject", width="stretch", disabled=wanted == "rejected"):
    opened.review(claim.id, Review.REJECTED)
    settled()
if skip.button("Skip", width="stretch"):
    skipped.add(claim.id)
    st.rerun()
with st.expander("Put it right"):
    corrected = ask_correction(claim)
    if corrected is not None:
        opened.correct(claim.id, corrected)
        settled()
if article is not None:
    with st.expander(f"The article: {literal(one_line(article.title, 120))}"):
        st.html(Path(__file__).with_name("reading.css"))
        st.html(article_html(article, [claim], theatre))
st.caption(f"{len(waiting)} in this list.")

"""The desk: one editor for a claim, wherever it is seen, kept or not yet saved.

It says what was read, takes what a person makes of it, and shows what was decided before. On its own it opens as a
dialog; the Review page lays its parts out itself.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit_folium import st_folium

from extract.claims.speakers import ADMITTED
from extract.model import Action, Article, Claim, DateBasis, Mode, Review, Sentence
from extract.sentences import split
from gazetteer.place import Kind, Place
from maps.evidence import claim_html
from maps.pick import PickMap
from maps.words import ACTIONS, MODES, literal, one_line, side_name
from store.access import Role
from store.decisions import PERSON, Decision, Rereading
from store.drafts import Decided, Draft
from timeline.claims import claims_table
from translation.messages import N_, Messages, _, spoken
from web import resources, signin, workspace
from web.article_view import claim_line, notice_html
from web.dialog import open_dialog
from web.person import ask_person, owner, person

__all__ = ["card", "correction", "history", "open_missed", "put_draft_right", "put_right", "reread"]

_TAKEN = (Action.CAPTURED, Action.LIBERATED, Action.TRANSFERRED)  # whoever gains it holds it then
_WORDS = re.compile(r"\S+")
_EDGES = "\"'“”„«»()[].,;:!?…"  # what stands around a word and is not of it
_NEAR_KM, _NEAREST = 30.0, 8  # places offered around a point on the map
_FIELDS = Messages({
    "name": N_("place"),
    "place_id": N_("place's id"),
    "action": N_("what happened"),
    "gained_by": N_("gained by"),
    "lost_by": N_("lost by"),
    "controller_after": N_("holder afterwards"),
    "mode": N_("how it is said"),
    "claimant": N_("who says so"),
    "claimant_side": N_("their side"),
    "partial": N_("only a part"),
    "event_from": N_("from day"),
    "event_to": N_("to day"),
    "review": N_("review"),
})  # fmt: skip
_VERDICTS = Messages({
    "auto": N_("not yet reviewed"),
    "confirmed": N_("confirmed"),
    "corrected": N_("corrected"),
    "rejected": N_("rejected"),
})  # fmt: skip

Save = Callable[[Review, Claim | None, str], None]


# --- a claim that is kept ---------------------------------------------------------------------------------------------


def put_right(claim_id: str, key: str, publisher: str = "") -> None:
    """A button that opens the editor of a kept claim; `publisher` tells it from others for whoever can't see it
    beside."""
    if not signin.may(Role.REVIEWER):
        return
    of = _("Confirm, reject or correct the claim of {source}").format(source=literal(publisher))
    hint = of if publisher else _("Confirm, reject or correct this claim")
    if st.button(_("Put right"), key=f"desk-{key}", type="tertiary", help=hint):
        open_dialog(_("Put a claim right"), _kept, claim_id)


def _kept(claim_id: str) -> None:
    opened = resources.store()
    claim = opened.decisions.standing(claim_id)
    article = opened.article(claim.article) if claim else None
    if claim is None or article is None:
        st.html(notice_html(_("This claim is no longer here."), "warning"))
        return

    def save(verdict: Review, corrected: Claim | None, why: str) -> None:
        opened.decisions.decide(claim_id, verdict, corrected, why=why, by=person())
        st.rerun()

    decisions = opened.decisions.history(claim_id)
    key = f"{claim.id}-{len(decisions)}"
    _edit(claim, article, key, save, verdicts=(Review.CONFIRMED, Review.REJECTED, Review.AUTO))
    steps = opened.decisions.steps(claim_id)
    undo, redo, _rest = st.columns([1, 1, 4])
    if undo.button(_("Undo"), key=f"undo-{key}", disabled=not steps.undo, width="stretch"):
        opened.decisions.undo(claim_id, by=person())
        st.rerun()
    if redo.button(_("Redo"), key=f"redo-{key}", disabled=not steps.redo, width="stretch"):
        opened.decisions.redo(claim_id, by=person())
        st.rerun()
    reread(claim, opened.decisions.rereading(claim_id), save)
    history(decisions)


def reread(claim: Claim, rereading: Rereading | None, save: Save) -> None:
    """What a later reading would make of a claim that a person decided about, to be taken if it is better."""
    if rereading is None:
        return
    if rereading.claim is None:
        st.html(notice_html(_("Read anew, this claim is not found any more. What was decided stands."), "warning"))
        return
    line = claim_line(rereading.claim, resources.theatre())
    st.html(notice_html(_("Read anew, it would be: {claim}. What was decided stands.").format(claim=line), "warning"))
    if st.button(_("Take the new reading"), key=f"reread-{claim.id}"):
        save(Review.CORRECTED, rereading.claim, "the new reading")


def history(decisions: list[Decision]) -> None:
    """Who decided what about a claim, the latest first."""
    if not decisions:
        return
    with st.expander(_("What was decided ({n})").format(n=len(decisions))):
        for each in reversed(decisions):
            verdict = _VERDICTS.get(each.verdict, each.verdict)
            said = f"{each.at[:16].replace('T', ' ')} UTC, {each.by or _('no name given')}: {verdict}"
            changes = "; ".join(
                f"{_FIELDS.get(name, name)}: {_value(before)} → {_value(after)}"
                for name, (before, after) in each.differences().items()
            )
            why = " " + _("Why: {reason}").format(reason=each.why) if each.why else ""
            st.caption(literal(f"{said} ({changes}).{why}" if changes else f"{said}.{why}"))


def _value(value: object) -> str:
    return "–" if value in (None, "") else one_line(value, 60)


# --- a claim of a draft -----------------------------------------------------------------------------------------------


def put_draft_right(draft: Draft, claim: Claim, key: str) -> None:
    """A button that opens the editor of a claim that is not yet saved."""
    hint = _("Confirm or correct {place}").format(place=literal(claim.place))
    if st.button(_("Put right"), key=f"desk-{key}", help=hint):
        open_dialog(_("Put a claim right, before it is saved"), _of_draft, draft.id, claim.id)


def _of_draft(draft_id: int, claim_id: str) -> None:
    drafts = resources.store().drafts.belonging_to(owner())
    draft = drafts.get(draft_id)
    claim = next((each for each in draft.standing if each.id == claim_id), None) if draft else None
    if draft is None or claim is None:
        st.html(notice_html(_("This claim is no longer here."), "warning"))
        return

    def save(verdict: Review, corrected: Claim | None, why: str) -> None:
        drafts.decide(draft_id, claim_id, Decided(verdict, corrected, why, person()))
        st.rerun()

    key = f"{draft_id}-{claim_id}-{claim.review}"
    _edit(claim, draft.article, key, save, verdicts=(Review.CONFIRMED, Review.REJECTED, Review.AUTO))


# --- a claim that was missed ------------------------------------------------------------------------------------------


def open_missed(article: Article) -> None:
    """Open a dialog to add a claim that was missed."""
    open_dialog(_("Add a claim that was missed"), _missed, article)


def _missed(article: Article) -> None:
    """Choose a sentence of an article and the words that name a place in it; the rest is as for any claim."""
    sentences = split(article.text)
    number = st.selectbox(
        _("The sentence"),
        range(len(sentences)),
        format_func=lambda index: f"{index + 1}. {one_line(sentences[index].text)}",
    )
    if number is None:
        return
    key = f"missed-{article.id[:12]}-{number}"
    named = _choose_words(sentences[number], key)
    if named is None:
        st.caption(_("Choose the first word of the place's name, and the last where it has several."))
        return
    why = _reason(key)
    added = correction(
        _blank(article, sentences[number], *named), f"{key}-{named[0]}-{named[1]}", label=_("Add the claim")
    )
    if added is not None and not added.place_id:
        st.html(notice_html(_("Say which place it is about: look it up by its name."), "error"))
    elif added is not None:
        resources.store().decisions.add(added, why=why, by=person())
        st.rerun()


def _choose_words(sentence: Sentence, key: str) -> tuple[int, int] | None:
    """Where the words of a sentence that a person chose begin and end in the article's text, without what stands
    around them."""
    words = list(_WORDS.finditer(sentence.text))
    chosen = st.pills(
        _("The words that name the place"),
        range(len(words)),
        selection_mode="multi",
        format_func=lambda index: literal(words[index][0].strip(_EDGES) or words[index][0]),
        key=f"{key}-words",
    )
    if not chosen:
        return None
    start, end = words[min(chosen)].start(), words[max(chosen)].end()
    named = sentence.text[start:end]
    bare = named.strip(_EDGES) or named
    start += sentence.start + named.index(bare)
    return start, start + len(bare)


def _blank(article: Article, sentence: Sentence, start: int, end: int) -> Claim:
    """A claim about the words from `start` to `end`, of which nothing else is said yet."""
    words = article.text[start:end]
    return Claim(
        id="",
        article=article.id,
        start=sentence.start,
        end=sentence.end,
        quote=article.text[sentence.start : sentence.end],
        place=words,
        place_start=start,
        place_end=end,
        place_id="",
        name=words,
        kind=Kind.SETTLEMENT,
        latitude=None,
        longitude=None,
        admin1="",
        precision="",
        radius_km=0.0,
        alternatives=(),
        action=Action.CAPTURED,
        gained_by=None,
        lost_by=None,
        controller_after=None,
        mode=Mode.FACT,
        claimant=None,
        claimant_side=None,
        admission=False,
        partial=False,
        event_from=article.published,
        event_to=article.published,
        date_basis=DateBasis.PUBLICATION,
        confidence=1.0,
        trigger="",
        extractor=PERSON,
        published=article.published,
        publisher=article.publisher,
        language=article.language,
    )


# --- the editor -------------------------------------------------------------------------------------------------------


def card(claim: Claim, article: Article, standing: str = "") -> str:
    """A claim as a card of escaped HTML, with its article; `standing` as `maps.evidence.claim_html` takes it."""
    row = claims_table([workspace.claim_in_words(claim)]).iloc[0].to_dict() | {"title": article.title}
    return claim_html({str(name): value for name, value in row.items()}, theatre=resources.theatre(), standing=standing)


def _edit(claim: Claim, article: Article, key: str, save: Save, *, verdicts: tuple[Review, ...]) -> None:
    labels = {
        Review.CONFIRMED: _("Confirm"), Review.REJECTED: _("Reject"), Review.AUTO: _("Not yet reviewed"),
    }  # fmt: skip
    st.html(card(claim, article))
    why = _reason(key)
    for column, verdict in zip(st.columns([1, 1, 1.4, 2]), verdicts, strict=False):
        if column.button(
            labels[verdict], key=f"{verdict}-{key}", width="stretch", disabled=claim.review == verdict,
            type="primary" if verdict is Review.CONFIRMED else "secondary",
        ):  # fmt: skip
            save(verdict, None, why)
    corrected = correction(claim, key)
    if corrected is not None:
        save(Review.CORRECTED, corrected, why)


def _reason(key: str) -> str:
    """Who decides and, if they like, why."""
    left, right = st.columns([3, 2])
    with right:
        ask_person()
    return left.text_input(_("Why, if you like to say so"), key=f"why-{key}", max_chars=300).strip()


# long: the fields one after another, as they stand on the page
def correction(claim: Claim, key: str, *, label: str = "") -> Claim | None:
    """Fields for all that a claim says; the claim as the user would have it, once they say so."""
    theatre = resources.theatre()

    def side(name: str | None) -> str:
        if name in theatre.sides:
            return side_name(theatre.sides[str(name)])
        return _("contested") if name == "contested" else name or _("it does not say")

    sides = [None, *theatre.sides]
    what, how, part = st.columns([2, 2, 2], vertical_alignment="bottom")
    action = what.selectbox(
        _("What happened"),
        list(Action),
        list(Action).index(claim.action),
        format_func=ACTIONS.__getitem__,
        key=f"{key}-action",
    )
    mode = how.selectbox(
        _("How it is said"), list(Mode), list(Mode).index(claim.mode), format_func=MODES.__getitem__, key=f"{key}-mode"
    )
    partial = part.checkbox(_("Only a part of the place"), claim.partial, key=f"{key}-partial")
    gain, loss, then = st.columns(3)
    gained = gain.selectbox(
        _("Gained by"), sides, _index(sides, claim.gained_by), format_func=side, key=f"{key}-gained"
    )
    lost = loss.selectbox(_("Lost by"), sides, _index(sides, claim.lost_by), format_func=side, key=f"{key}-lost")
    holders = [*sides, "contested"]
    after = then.selectbox(
        _("Who holds it afterwards"),
        holders,
        _index(holders, claim.controller_after),
        format_func=side,
        key=f"{key}-after",
    )
    who, whose, first, last = st.columns([3, 2, 2, 2])
    claimant = who.text_input(
        _("Who says so"),
        claim.claimant or "",
        key=f"{key}-claimant",
        max_chars=200,
        placeholder=_("the article itself"),
    )
    stands = [*sides, "other"]
    claimant_side = whose.selectbox(
        _("Their side"),
        stands,
        _index(stands, claim.claimant_side),
        format_func=lambda name: _("neither side") if name == "other" else side(name),
        key=f"{key}-side",
    )
    begin = _day(first, _("From day"), claim.event_from, f"{key}-from")
    end = _day(last, _("To day"), claim.event_to, f"{key}-to")
    place = _choose_place(claim, key)
    if (
        not st.button(label or _("Save the correction"), key=f"{key}-save", type="primary")
        or action is None
        or mode is None
    ):
        return None
    if begin and end and begin > end:
        st.html(notice_html(_("The first day is after the last; put them in order."), "error"))
        return None
    if action in _TAKEN and after in theatre.sides:
        gained = after
    told = replace(
        claim,
        action=action,
        mode=mode,
        partial=partial,
        gained_by=gained,
        lost_by=lost,
        controller_after=after,
        claimant=claimant.strip() or None,
        claimant_side=claimant_side,
        admission=mode is Mode.CLAIMED and claimant_side is not None and claimant_side == lost and action in ADMITTED,
        event_from=begin,
        event_to=end,
        date_basis=claim.date_basis if (begin, end) == (claim.event_from, claim.event_to) else DateBasis.EXPLICIT,
    )
    return told if place is None else at_place(told, place)


def _index(options: list[str | None], value: str | None) -> int:
    return options.index(value) if value in options else 0


def _day(column: DeltaGenerator, label: str, value: date | None, key: str) -> date | None:
    day: date | None = column.date_input(label, value, format="YYYY-MM-DD", min_value=date(1990, 1, 1), key=key)
    return day


def at_place(claim: Claim, place: Place) -> Claim:
    """The claim about a place that a person chose."""
    if place.id == claim.place_id:
        return claim
    whole = Kind.REGION in (place.kind, claim.kind)
    return replace(
        claim,
        place_id=place.id,
        name=place.name,
        kind=place.kind if whole else claim.kind,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=str(place.precision),
        alternatives=(),
    )


def _choose_place(claim: Claim, key: str) -> Place | None:
    """The place that a person chose among those that may be meant, those of a name, or those around a point on a map;
    None to leave it as it is."""
    gazetteer = resources.gazetteer()
    search, which = st.columns([2, 3])
    name = search.text_input(_("Look a place up by name"), key=f"{key}-search", max_chars=80).strip()
    ids = [claim.place_id, *(each.place_id for each in claim.alternatives)]
    namesakes = [each.id for each in gazetteer.candidates(claim.place)]
    ids += namesakes
    first = namesakes[0] if not claim.id and namesakes else claim.place_id  # of a claim that was read, what was read
    if name:
        found = [each.id for each in gazetteer.candidates(name)]
        ids, first = [*found, *ids], found[0] if found else claim.place_id
        if not found:
            search.caption(_("No place is called “{name}”.").format(name=literal(name)))
    point = _point(claim, ids, key) if st.toggle(_("Choose on a map"), key=f"{key}-map") else None
    if point:
        around = [each.id for each in gazetteer.nearest(*point, limit=_NEAREST, within_km=_NEAR_KM)]
        ids, first = [*around, *ids], around[0] if around else first
    ids = list(dict.fromkeys(ids))
    known = {id: place for id in ids if (place := gazetteer.place(id))}
    chosen = which.selectbox(
        _("Which place"),
        ids,
        ids.index(first),
        format_func=lambda id: told_apart(known.get(id), claim),
        key=f"{key}-place-{name}-{point}",
    )
    return known.get(chosen)


def _point(claim: Claim, ids: list[str], key: str) -> tuple[float, float] | None:
    """Where a person clicked on a small map: latitude and longitude."""
    gazetteer = resources.gazetteer()
    offered = [place for id in dict.fromkeys(ids) if (place := gazetteer.place(id))]
    around = None
    if claim.latitude is not None and claim.longitude is not None:
        around = (claim.latitude, claim.longitude)
    answer = st_folium(
        PickMap(resources.theatre(), offered, around),
        key=f"{key}-pick",
        height=320,
        use_container_width=True,
        returned_objects=["last_clicked"],
    )
    clicked = answer.get("last_clicked") or {}
    return (clicked["lat"], clicked["lng"]) if clicked else None


def told_apart(place: Place | None, claim: Claim) -> str:
    """A place so that it can be told from others of its name: the list needs every line to be another."""
    if place is None:  # a part of a region, or nobody knows
        name = one_line(workspace.place_name(claim.place_id, claim.name or claim.place))
        return f"{name} ({claim.place_id})" if claim.place_id else _("{place}: not clear which").format(place=name)
    where = ", ".join(filter(None, workspace.units_in_words(place.admin1, place.admin2)))
    name = dict(place.names).get(spoken(), place.name)
    return f"{one_line(name)} ({where}; {place.latitude:.2f} N {place.longitude:.2f} E, {place.id})"

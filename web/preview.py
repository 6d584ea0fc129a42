"""Before saving: what the drafts' claims would change on the map, place by place, with the sentences they rest on."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
import streamlit as st

from extract.model import Claim, Mode, Review
from maps.evidence import status_sentence
from maps.words import day_words, escaped, literal, one_line
from store.drafts import Decided, Draft
from timeline.changes import differences
from timeline.claims import claims_table
from translation.messages import _, counted, spoken
from web import resources, workspace
from web.article_view import notice_html
from web.desk import at_place, card, put_draft_right, told_apart
from web.person import owner, person

__all__ = ["Consequence", "consequences", "show"]

_SHOWN = 20  # places, and claims whose place is not clear
_STRETCHES = 4  # stretches of days of one place


@dataclass(frozen=True, slots=True)
class Consequence:
    """What would change at one place: rows of `timeline.changes.differences`, and the claims of drafts behind it.
    `sure` is the least confidence of these, 0 where the map itself would doubt them."""

    name: str
    stretches: tuple[dict[str, Any], ...]
    claims: tuple[tuple[Draft, Claim], ...]
    sure: float


def consequences(drafts: Sequence[Draft]) -> list[Consequence]:
    """What the map would show otherwise if these drafts were saved as they stand, the most doubtful first."""
    return _consequences(resources.now(), tuple(drafts))


@st.cache_resource(
    show_spinner=False,
    max_entries=4,
    hash_funcs={
        resources.Moment: lambda moment: (moment.store.address, moment.revision, moment.version),
        Draft: lambda draft: (draft.id, draft.turn, draft.link, repr(draft.decided)),
    },
)
def _consequences(moment: resources.Moment, drafts: tuple[Draft, ...]) -> list[Consequence]:
    table = _as_saved(drafts)
    if table.empty:
        return []
    found = []
    changed = differences(workspace.control(), workspace.control_with(table))
    own = [(draft, claim) for draft in drafts for claim in draft.standing if claim.review is not Review.REJECTED]
    for place, rows in changed.groupby("place_id", sort=False):
        cited = set(" ".join([*rows["claims_for"], *rows["claims_against"]]).split())
        claims = tuple(each for each in own if each[1].id in cited or each[1].place_id == place)
        doubted = ((rows["rule"] == "R18") & (rows["status"] == "claimed")).any()
        sure = 0.0 if doubted else min((claim.confidence for _, claim in claims), default=1.0)
        stretches = tuple({str(name): value for name, value in row.items()} for row in rows.to_dict("records"))
        name = f"{one_line(rows['name'].iloc[0], 60)} ({one_line(rows['admin1'].iloc[0], 60)})"
        found.append(Consequence(name, stretches, claims, sure))
    return sorted(found, key=lambda each: (not each.claims, each.sure))


def _as_saved(drafts: Sequence[Draft]) -> pd.DataFrame:
    """The drafts' claims as `Store.claims` would give them, and those of the articles that they take the place of."""
    opened = resources.store()
    rows: list[dict[str, Any]] = []
    replaced = []
    for draft in drafts:
        other = opened.drafts.other(draft) if draft.link in ("voice", "version") else None
        voice = (other.publisher or other.url) if other and draft.link == "voice" else ""
        facts = {
            "title": draft.article.title,
            "url": draft.article.url,
            "sample": False,
            "label": draft.label,
            "voice_of": voice,
        }
        rows += [asdict(claim) | facts | {"replaced_on": None} for claim in draft.standing]
        if other and draft.link == "version":
            replaced.append(opened.claims([other.id]).assign(replaced_on=pd.Timestamp(draft.article.published)))
    table = claims_table(rows)
    if table.empty:
        return table
    whole = pd.concat([table, *replaced], ignore_index=True)
    whole["replaced_on"] = pd.to_datetime(whole["replaced_on"]).astype("datetime64[s]")
    return whole.astype({"title": "str", "url": "str", "sample": "bool", "label": "str", "voice_of": "str"})


def show(drafts: Sequence[Draft]) -> None:
    """What saving would change, with a way to leave out or correct each claim; first the claims whose place is not
    clear."""
    found = consequences(drafts)
    asserted = [
        (draft, claim) for draft in drafts for claim in draft.standing if claim.mode in (Mode.FACT, Mode.CLAIMED)
    ]
    open_ = [each for each in asserted if not each[1].place_id and each[1].review is not Review.REJECTED]
    st.subheader(_("What saving would change on the map"), anchor=False)
    if not found and not open_:
        st.html(notice_html(_("Nothing: no claim in it would change who is shown to hold a place on any day.")))
    for draft, claim in open_[:_SHOWN]:
        _ask_place(draft, claim)
    for number, each in enumerate(found[:_SHOWN]):
        _show(each, number)
    rest = max(0, len(found) - _SHOWN) + max(0, len(open_) - _SHOWN)
    if rest:
        st.caption(counted(rest, "And {n} more place, surer than these.", "And {n} more places, surer than these."))
    _left_out(drafts)


def _show(consequence: Consequence, number: int) -> None:
    theatre = resources.theatre()
    with st.container(border=True, key=f"change-{number}"):
        lines = []
        for row in consequence.stretches[:_STRETCHES]:
            was = {"status": row["status_before"], "holder": row["holder_before"], "basis": ""}
            before, after = status_sentence(was, theatre), status_sentence({**row, "basis": ""}, theatre)
            lines.append(f"<li>{escaped(_days(row))}: {escaped(before)} → <b>{escaped(after)}</b></li>")
        more = len(consequence.stretches) - _STRETCHES
        rest = counted(more, "and {n} more stretch of days", "and {n} more stretches of days")
        lines += [f"<li>{escaped(rest)}</li>"] if more > 0 else []
        doubt = "" if consequence.sure else escaped(_("; the map would doubt it"))
        place = consequence.stretches[0]
        name = one_line(workspace.place_name(place["place_id"], place["name"]), 60)
        where = one_line(workspace.regions(spoken()).get(place["admin1"], place["admin1"]), 60)
        st.html(f"<b>{escaped(f'{name} ({where})')}</b>{doubt}<ul style='margin:.2rem 0'>{''.join(lines)}</ul>")
        for draft, claim in consequence.claims[:_STRETCHES]:
            _claim(draft, claim, consequence, f"{number}-{draft.id}-{claim.id}")
        if not consequence.claims:
            st.caption(_("It follows from the same claims elsewhere."))


def _days(row: dict[str, Any]) -> str:
    """ "from 10 September 2022", "3 to 9 September 2022"; its last day is included."""
    first, end = row["day_from"], row["day_to"]
    last = None if pd.isna(end) else (end - pd.Timedelta(days=1)).date()
    if pd.isna(first):
        return _("up to {day}").format(day=day_words(last)) if last else _("at all times")
    return day_words(first.date(), last) if last else _("from {day}").format(day=day_words(first.date()))


def _claim(draft: Draft, claim: Claim, consequence: Consequence, key: str) -> None:
    against = any(claim.id in row["claims_against"].split() for row in consequence.stretches)
    st.html(card(claim, draft.article, "against" if against else "for"))
    leave, right, _rest = st.columns([1, 1, 4])
    with leave:
        hint = _("Not what it says of {place}").format(place=literal(claim.place))
        if st.button(_("Leave out"), key=f"leave-{key}", help=hint):
            _decide(draft, claim, Decided(Review.REJECTED, by=person()))
    with right:
        put_draft_right(draft, claim, key)


def _ask_place(draft: Draft, claim: Claim) -> None:
    """A claim whose words name several places: which one, or left open."""
    places = resources.gazetteer()
    ids = [each.place_id for each in claim.alternatives] or [each.id for each in places.candidates(claim.place)]
    known = {id: place for id in dict.fromkeys(ids) if (place := places.place(id))}
    key = f"open-{draft.id}-{claim.id}"
    with st.container(border=True, key=key):
        st.html(card(claim, draft.article))
        chosen = st.selectbox(
            _("Which “{place}”?").format(place=literal(one_line(claim.place, 60))),
            list(known),
            index=None,
            format_func=lambda id: told_apart(known[id], claim),
            key=f"{key}-which",
            placeholder=_("not clear: it will be on no map"),
        )
        if chosen:
            _decide(draft, claim, Decided(Review.CORRECTED, at_place(claim, known[chosen]), by=person()))
        put_draft_right(draft, claim, key)


def _left_out(drafts: Sequence[Draft]) -> None:
    """What a person took out, to be taken in again."""
    out = [(draft, claim) for draft in drafts for claim in draft.standing if claim.review is Review.REJECTED]
    if not out:
        return
    with st.expander(_("Left out ({n})").format(n=len(out))):
        for draft, claim in out[:_SHOWN]:
            st.html(card(claim, draft.article))
            if st.button(_("Take in again"), key=f"in-{draft.id}-{claim.id}"):
                _decide(draft, claim, Decided(Review.AUTO))


def _decide(draft: Draft, claim: Claim, decided: Decided) -> None:
    resources.store().drafts.belonging_to(owner()).decide(draft.id, claim.id, decided)
    st.rerun()

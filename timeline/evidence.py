"""Claims to weighted evidence: who speaks, in whose interest, for which side, of which day.

`evidence` keeps the claims that can bear on control and says of each what it is worth. Rules are cited by the ids of
docs/method.md (R1 ... R18). Days are whole numbers since 1970-01-01 (`timeline.claims.day_numbers`).
"""

from datetime import date
from typing import Any, NamedTuple, Self

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from theatre.region_id import states_part
from theatre.theatre import Theatre
from timeline.arrow import Coded, Flags, Ints, among, coded, in_order, picked, whole
from timeline.claims import NO_DAY, article_numbers, day_numbers, known_by, publication_days, superseded
from timeline.hostilities import Hostilities
from timeline.independence import voices
from timeline.keys import place_day
from timeline.policy import POLICY, Policy
from timeline.sources import owners

__all__ = [
    "ADMISSION",
    "ENTRY",
    "FIGHT",
    "LEFT",
    "NEUTRAL",
    "OWN",
    "SHARED",
    "assertions",
    "counts",
    "evidence",
    "sides_of",
    "slots_of",
    "weighed",
]

_JUDGED = (
    "place_id",
    "kind",
    "action",
    "gained_by",
    "lost_by",
    "controller_after",
    "mode",
    "claimant",
    "claimant_side",
    "date_basis",
    "publisher",
    "review",
)

# How good a voice is: in its own favour, standing on neither side, or against its own interest (R2, R3).
OWN, NEUTRAL, ADMISSION = 1, 2, 3
_CREDIT = np.array([0.0, 0.55, 0.8, 0.95])  # the weight of a claim surely read, by grade
# in the column `side`: fighting, somebody's getting in, leaving to nobody who is said, being held by two at once; to no
# side does any of these give control
FIGHT, ENTRY, LEFT, SHARED = -1, -2, -3, -4
LONG_AGO = -1_000_000  # a range that is open at its start
_NONE = np.empty(0, dtype="int64")


def sides_of(theatre: Theatre) -> tuple[str, ...]:
    """The theatre's sides in their order; tables number them from 0."""
    return tuple(theatre.sides)


def evidence(
    claims: pd.DataFrame, *, theatre: Theatre, policy: Policy = POLICY, as_known: date | None = None
) -> pd.DataFrame:
    """What the claims are worth: one row an assertion that can bear on control, by place and by the claim's id.

    Columns: `row` (position in `claims`), `id` (of the claim), place_id, regional (it is about a whole region), day
    (since when, or when, it is surely so), until (the last day of fighting), side (number of the side it speaks for;
    FIGHT; ENTRY; LEFT; SHARED), gained and lost (by whom; -1 for not said), change (it dates a change of hands), grade
    (OWN, NEUTRAL or ADMISSION), weight (0 to 1), voice (who speaks: one voice counts once), checked (a person bears it
    out) and article (its number, as `timeline.claims.article_numbers` has it).

    Left out: planned and hypothetical claims, and denied ones but for a side's denial that it lost a place, which
    speaks for that side (R9); rejected and superseded ones; nearness, parts of places (but not named sites) and places
    that stayed ambiguous (R8); events before the theatre's first day; and, with `as_known`, whatever was published
    after that day (R12).
    """
    asserted = assertions(claims, theatre=theatre, policy=policy, as_known=as_known)
    asserted = weighed(asserted, claims["quote"], theatre=theatre, policy=policy)
    return asserted[counts(asserted, theatre)]


class _Content(NamedTuple):
    """What each claim says of its place, whoever says it: a row a claim. Sides are numbers, -1 for none."""

    holder: Ints  # the side that has the place by it
    gained: Ints
    lost: Ints
    change: Flags  # it dates a change of hands
    state: Flags  # it says who holds the place on a day
    fight: Flags
    entry: Flags
    inferred: Flags  # the holder is not said, but follows
    denial: Flags  # a side denies that it lost the place
    left: Flags  # somebody lost it, and nobody is said to have gained it
    shared: Flags  # two sides hold it together

    def take(self, rows: Ints) -> Self:
        return type(self)._make(column[rows] for column in self)


def assertions(
    claims: pd.DataFrame,
    *,
    theatre: Theatre,
    policy: Policy = POLICY,
    as_known: date | None = None,
    superseding: pd.Series | None = None,
) -> pd.DataFrame:
    """What each claim asserts and is worth by itself, whatever the others say; by place and by the claim's id.

    The columns of `evidence`, of which the day is still as told and the voice yet to be found; `first` and `last`,
    between which it became so; and `family`, who owns the publisher. `superseding` has the ids of the superseded
    claims, where not all the claims are here.
    """
    sides = sides_of(theatre)
    text = {name: coded(claims[name]) for name in _JUDGED}
    published = publication_days(claims)
    hostilities = Hostilities.of(theatre.sides)
    content = _content(text, sides, hostilities, _told_days(claims, published))
    if superseding is None:
        superseding = superseded(claims if as_known is None else claims[known_by(claims, as_known)])  # R12
    usable = _usable(claims, text, content) & (published != NO_DAY) & ~among(claims["id"], superseding)
    if as_known is not None:
        usable &= known_by(claims, as_known)  # R12
    if "replaced_on" in claims:  # by a newer version of the article
        replaced = day_numbers(claims["replaced_on"])
        now = np.iinfo(np.int64).max if as_known is None else np.datetime64(as_known, "D").astype("int64")
        usable &= (replaced == NO_DAY) | (replaced > now)

    rows = np.flatnonzero(usable)
    content = content.take(rows)
    undated = text["date_basis"].among("publication", "")[rows]
    first, last = (day_numbers(claims[name])[rows] for name in ("event_from", "event_to"))
    first, last = _span(first, last, published[rows], content, undated, policy)
    family, of_publisher = owners(claims, text["publisher"], rows, theatre, sides)
    speaker = _speaker(text, rows, of_publisher, sides)
    grade = _grade(speaker, claims["admission"].to_numpy()[rows], content, hostilities, last)
    checked = text["review"].among("confirmed", "corrected")[rows]
    trust = np.where(checked, 1.0, claims["confidence"].to_numpy()[rows].clip(0, 1))
    columns = {
        "row": rows.astype("int32"),
        "place_id": text["place_id"].codes[rows].astype("int32"),
        "regional": text["kind"].among("region")[rows],
        "first": first.astype("int32"),
        "last": last.astype("int32"),
        "day": last.astype("int32"),
        "until": last.astype("int32"),
        "side": _codes(content).astype("int8"),
        "gained": content.gained.astype("int8"),
        "lost": np.where(content.change, content.lost, -1).astype("int8"),
        "change": content.change,
        "grade": grade.astype("int8"),
        "weight": trust * _CREDIT[grade],
        "checked": checked,
        "article": article_numbers(claims)[rows],
        "family": family.codes,
    }
    return _by_place(columns, picked(claims["id"], rows), text["place_id"].texts, family.texts)


def _told_days(claims: pd.DataFrame, published: Ints) -> Ints:
    """The last day of what each claim tells of."""
    last = day_numbers(claims["event_to"])
    return np.where(last == NO_DAY, published, np.minimum(last, published))


def _content(text: dict[str, Coded], sides: tuple[str, ...], hostilities: Hostilities, day: Ints) -> _Content:
    """What the claims say, by their columns `text` and the days that they tell of."""
    action, mode = text["action"], text["mode"]
    holder, gained, lost, denier = (
        text[name].numbered(sides) for name in ("controller_after", "gained_by", "lost_by", "claimant_side")
    )
    fight = action.among("contested") & (holder < 0)
    entry = action.among("entered") & (gained >= 0)
    # Where there are but two sides, who leaves a place leaves it to the other; that is inferred, and worth less.
    inferred = (holder < 0) & action.among("withdrew") & (lost >= 0) & (len(sides) == 2)
    holder = np.where(inferred, 1 - lost, holder)
    regained = action.among("liberated") & (lost < 0) & (holder >= 0) & (len(sides) == 2)
    lost = np.where(regained, 1 - holder, lost)
    # A side that denies that it lost a place to an enemy says, in its own favour, that it still holds it, or that its
    # ally does (R9). Who denies what others do to each other says nothing of who holds it.
    taking = action.among("captured", "liberated", "transferred")
    loser = np.where((lost >= 0) & (lost != holder), lost, denier)
    denial = mode.among("denied") & taking & (denier >= 0) & (denier != holder)
    denial &= hostilities.allied(denier, loser, day) & ((holder < 0) | hostilities.hostile(loser, holder, day))
    change = (taking | action.among("withdrew")) & ~denial
    left = change & (holder < 0) & (gained < 0) & (lost >= 0)
    return _Content(
        holder=np.where(denial, loser, holder),
        gained=gained,
        lost=lost,
        change=change,
        state=action.among("held", "repelled"),
        fight=fight,
        entry=entry,
        inferred=inferred,
        denial=denial,
        left=left,
        shared=action.among("held") & text["controller_after"].among("contested"),
    )


def _codes(content: _Content) -> Ints:
    """The side that each speaks for, or what else it tells of."""
    flags = [content.left, content.shared, content.entry, content.fight]
    return np.select(flags, [LEFT, SHARED, ENTRY, FIGHT], content.holder)


def _usable(claims: pd.DataFrame, text: dict[str, Coded], content: _Content) -> Flags:
    """Which claims can bear on control, by what they say and of what kind of place."""
    kind, place_id = text["kind"], text["place_id"]
    speaks = (content.change | content.state) & (content.holder >= 0) | content.fight | content.entry | content.denial
    speaks |= (content.left | content.shared) & ~kind.among("region")
    # A named site (a plant, an airfield, an island) is part of no settlement's control, but a place.
    site = kind.among("part", "other") & place_id.that(lambda id: id.startswith("site:"))
    region = kind.among("region") & (content.change | place_id.that(states_part))
    return (
        speaks
        & (text["mode"].among("fact", "claimed") | content.denial)  # R9
        & ~text["review"].among("rejected")
        & ~claims["partial"].to_numpy()  # R8
        & ~place_id.among("")
        & (kind.among("settlement") | site | region)
    )


def _span(
    first: Ints, last: Ints, published: Ints, content: _Content, undated: Flags, policy: Policy
) -> tuple[Ints, Ints]:
    """The days between which each assertion became so, by the event's own as far as they are told (R6)."""
    last = np.where(last == NO_DAY, published, np.minimum(last, published))  # nobody reports what hasn't happened yet
    ended = content.state & (first > NO_DAY) & (first < last) & (last < published)
    last = np.where(ended, last - 1, last)  # a state told as past no longer held at the end of its last day
    recent = undated & content.change
    first = np.where(first == NO_DAY, np.where(recent, last - policy.reporting, LONG_AGO), first)
    first = np.where(recent, np.minimum(first, last - policy.reporting), first)
    return np.minimum(first, last), last


def _speaker(text: dict[str, Coded], rows: Ints, of_publisher: Ints, sides: tuple[str, ...]) -> Ints:
    """The side of whoever speaks: of the claimant, or of the publisher where nobody is named."""
    nobody = text["claimant_side"].among("") & (text["mode"].among("fact") | text["claimant"].among(""))
    return np.where(nobody[rows], of_publisher, text["claimant_side"].numbered(sides)[rows])


def _grade(speaker: Ints, admission: Flags, content: _Content, hostilities: Hostilities, day: Ints) -> Ints:
    """How good a voice each is: OWN, NEUTRAL or ADMISSION (R2, R3). A side that speaks of an ally speaks of itself; one
    that tells of others' changes of hands is neutral."""
    holder, lost = content.holder, content.lost
    of_own = hostilities.allied(speaker, lost, day)  # its own loss, or its ally's
    favours = (speaker >= 0) & (speaker == holder) | (hostilities.allied(speaker, holder, day) & ~of_own)
    favours |= content.left & hostilities.hostile(speaker, lost, day)
    concedes = hostilities.hostile(speaker, holder, day) & ((lost < 0) | (lost == holder) | of_own)
    admits = admission | concedes | (content.left & of_own)
    grade = np.where(speaker < 0, NEUTRAL, np.where(admits, ADMISSION, np.where(favours, OWN, NEUTRAL)))
    grade = np.where(content.fight | content.entry, NEUTRAL, grade)
    grade = np.where(content.inferred & (grade != ADMISSION) & (speaker >= 0), OWN, grade)
    return np.where(content.denial, OWN, grade)


def _by_place(
    columns: dict[str, NDArray[Any]],
    ids: pa.LargeStringArray,
    place_ids: NDArray[np.object_],
    families: NDArray[np.object_],
) -> pd.DataFrame:
    """The columns as a table, by place and claim's id; places and families become categories."""
    order = in_order(ids)
    order = order[np.argsort(_small(columns["place_id"][order], len(place_ids)), kind="stable")]
    table: dict[str, Any] = {"id": pd.Series(ids.take(pa.array(order)), dtype="str")}
    table |= {name: column[order] for name, column in columns.items()}
    owner = pd.CategoricalDtype(pd.Index(families, dtype="str"))
    table["place_id"] = pd.Categorical.from_codes(table["place_id"], pd.Index(place_ids, dtype="str"))
    table["family"] = pd.Categorical.from_codes(table["family"], dtype=owner)
    table["voice"] = pd.Categorical.from_codes(np.full(len(ids), -1, dtype="int8"), dtype=owner)
    return pd.DataFrame(table, copy=False)


def weighed(
    asserted: pd.DataFrame, quotes: pd.Series, *, theatre: Theatre, policy: Policy = POLICY, lapsed: Ints = _NONE
) -> pd.DataFrame:
    """The assertions with the `day` that each bears on, `until` when, and its voice, by all that is said of its place.

    Where they were weighed before and some came or went since, voices are sought anew only in the slots (place, day
    and side) that gained or lost one; `lapsed` are the slots of those that went.
    """
    sides = len(sides_of(theatre))
    place, first, last, side = map(
        whole, (asserted["place_id"].cat.codes, asserted["first"], asserted["last"], asserted["side"])
    )
    change = asserted["change"].to_numpy()
    day, until = _dated(place, first, _outlasted(place, first, last, side, change), side, change, policy)
    family, voice = (whole(asserted[name].cat.codes) for name in ("family", "voice"))
    slot = _slots(place, day, side, sides)
    stale = voice < 0
    if not stale.all():
        former = slots_of(asserted, theatre)
        moved = np.flatnonzero(stale | (slot != former))
        stale = np.isin(slot, np.concatenate([slot[moved], former[moved], lapsed]))
    voice = np.where(stale, family, voice)
    speaks = np.flatnonzero(stale & (side >= 0) & ~asserted["regional"].to_numpy())
    voice[speaks] = voices(slot[speaks], family[speaks], quotes, whole(asserted["row"])[speaks])
    return asserted.assign(
        day=day.astype("int32"),
        until=until.astype("int32"),
        voice=pd.Categorical.from_codes(voice, asserted["family"].cat.categories),
    )


def slots_of(asserted: pd.DataFrame, theatre: Theatre) -> Ints:
    """The slot of each weighed assertion, as one number: its place, day and side."""
    return _slots(
        whole(asserted["place_id"].cat.codes), whole(asserted["day"]), whole(asserted["side"]), len(sides_of(theatre))
    )


def _slots(place: Ints, day: Ints, side: Ints, sides: int) -> Ints:
    return place_day(place * (sides - SHARED) + side - SHARED, day)


def counts(asserted: pd.DataFrame, theatre: Theatre) -> Flags:
    """Which weighed assertions bear on control: they weigh something and are of the theatre's time."""
    since = np.datetime64(theatre.start, "D").astype("int64")
    return np.asarray((asserted["day"] >= since) & (asserted["weight"] > 0))


def _small(codes: Ints, count: int) -> NDArray[np.integer[Any]]:
    """The numbers in as few bytes as they need: two of them are sorted much faster than eight."""
    return codes.astype(np.min_scalar_type(max(count - 1, 0)))


def _outlasted(place: Ints, first: Ints, day: Ints, side: Ints, change: Flags) -> Ints:
    """The day of each assertion; what had lasted "since" some day ends the day before another side is told to have
    changed it."""
    key = place_day(place, day)
    lasted = ~change & (side >= 0) & (first > LONG_AGO) & (first < day)
    result = day.copy()
    for own in np.unique(side[lasted]):
        mine = np.flatnonzero(lasted & (side == own))
        changed = np.sort(key[change & (side != own)])
        found = np.searchsorted(changed, key[mine])
        result[mine] -= (found < len(changed)) & (np.append(changed, 0)[found] == key[mine])
    return result


def _dated(place: Ints, first: Ints, last: Ints, side: Ints, change: Flags, policy: Policy) -> tuple[Ints, Ints]:
    """The day that every assertion bears on, and until when.

    An event known to a day stands on it. One known to a range stands on the last exactly dated change of the same
    place to the same side within that range, since it tells of the same event (R6); else on the last day of the
    range, from which on it is surely true. What is held "as of" a day stands on that day. Fighting stands on its
    first day and lasts to its last.
    """
    fight = side == FIGHT
    vague = np.flatnonzero((last > first) & ~fight & (change | (first > LONG_AGO)))
    key = place_day(place * 64 + side, 0)  # of day 0: days are added to it
    exact = change & (first == last)
    days = np.sort(key[exact] + last[exact])
    found = np.searchsorted(days, key[vague] + last[vague], side="right") - 1
    match = np.append(days, -1)[found]
    retold = (found >= 0) & (match >= key[vague] + first[vague])
    day = last.copy()
    day[vague[retold]] = (match - key[vague])[retold]
    short = fight & (last - first <= policy.longest_fight)
    return np.where(short, first, day), np.where(short, last, day)

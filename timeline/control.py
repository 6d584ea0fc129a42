"""Evidence to control: who held each place on every day, by which rule, and how sure.

`timeline.verdicts` gathers evidence to one verdict for each place and day, `timeline.states` walks each place through
them; here both are put together, and what comes of it is told as rows. The rules and their ids are those of
docs/method.md.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from gazetteer.gazetteer import Gazetteer
from theatre.theatre import Theatre
from timeline.arrow import Flags, Ints, among, as_arrow, rows_of, taken, whole
from timeline.baseline import PLACE_COLUMNS, baseline_day, baseline_holders, openings
from timeline.claims import claims_table, known_by
from timeline.doubt import Contacts, Footholds, likely_beside, likely_from, town_sizes
from timeline.evidence import LEFT, evidence, sides_of
from timeline.keys import day_of, place_day, place_of
from timeline.policy import POLICY, Policy
from timeline.regions import inside
from timeline.states import Ground, States, states
from timeline.verdicts import (
    CLAIMED,
    CONTESTED,
    DIRECT,
    DISPUTED,
    FAR,
    HELD,
    REGION,
    UNKNOWN,
    Spoken,
    Verdicts,
    begins,
    believed,
    judged,
    spoken,
)
from translation.messages import N_

__all__ = ["CONTROL_COLUMNS", "RULES", "Regional", "control", "decided", "first_told", "named", "on_day", "regional"]

CONTROL_COLUMNS = (
    *PLACE_COLUMNS,
    "valid_from",
    "valid_to",
    "status",
    "holder",
    "confidence",
    "basis",
    "rule",
    "claims_for",
    "claims_against",
    "last_evidence",
)

RULES: Mapping[str, str] = {
    "R1": N_("Claims are never overwritten; status is derived from all of them each time."),
    "R2": N_("An admission against one's own interest outweighs a claim in one's own favour."),
    "R3": N_(
        "A source on neither side is enough; a claim in one's own favour alone is only claimed, until another "
        "source bears it out or nobody opposes it for some days."
    ),
    "R4": N_(
        "Opposing live claims make a place disputed, until something surer is told or one side alone renews its claim."
    ),
    "R5": N_("An owner family, and near-identical text, is one voice; two independent voices bear each other out."),
    "R6": N_("The event's date beats the publication's; an older event retold never flips a newer status."),
    "R7": N_("A place that changes hands within a day stays contested."),
    "R8": N_(
        "A claim about a whole region informs the places in it, but not where they just changed hands, nor against "
        "what is told of them next."
    ),
    "R9": N_("Plans, hypotheses and denials support nothing; a side's denial that it lost a place opposes the claim."),
    "R10": N_("Without evidence a place is as the pre-war baseline has it, or unknown; evidence ages."),
    "R11": N_("Ties are shown, not broken."),
    "R12": N_("As known on a day: only what was published by then."),
    "R13": N_("Fighting in a place makes it contested; when the reports stop, the last holder still holds it."),
    "R14": N_(
        "A place that a side takes back had been lost before: since the fighting or entry told of before that, else "
        "(an estimate) since the other side's opening advance."
    ),
    "R15": N_(
        "A place reported in other hands than before changed hands by that day at the latest; with nothing told of "
        "it before, it is estimated to have fallen in the opening advance."
    ),
    "R16": N_("A report that those before and after it contradict is outvoted, and shown as a claim against."),
    "R17": N_("Where nobody told of a place, it is estimated from the nearest places with evidence and the baseline."),
    "R18": N_(
        "A change of hands that one report alone tells of and nothing around makes likely is only claimed, until "
        "another voice, a person or events bear it out."
    ),
    "R19": N_(
        "A side that is said to have left a place, or lost it, holds it no more; where nobody is said to have it "
        "then, that is unknown until the next report."
    ),
    "R20": N_(
        "A place that two sides are said to hold together is contested between them until something newer is told."
    ),
}

_STATUS = np.array(["held", "claimed", "disputed", "contested", "unknown"], dtype=object)
_BASIS = np.array(["baseline", "region", "direct", "estimate"], dtype=object)


def control(
    claims: pd.DataFrame | None,
    *,
    theatre: Theatre,
    gazetteer: Gazetteer | None = None,
    on: date | None = None,
    as_known: date | None = None,
    places: pd.DataFrame | None = None,
    policy: Policy = POLICY,
    contacts: Contacts | None = None,
) -> pd.DataFrame:
    """Control intervals of every place that a claim concerns, and of `places`, in the columns CONTROL_COLUMNS.

    `claims` is a table of `claims_table`. `places` (place_id, name, latitude, longitude, admin1 and perhaps country)
    adds places that nobody claimed anything about; they stand as the baseline has them. `on` keeps the intervals that
    hold on that day. `as_known` uses only what was published by that day (R12). The `gazetteer` knows which places lie
    in a raion, a hromada or between places: claims about such land raise ValueError without one. It knows the large
    towns too (R14, R18). `contacts` are those of all claims, where not all the claims are here.

    Intervals of a place are half-open, run from the baseline's day without a gap and end with one that has no
    valid_to. claims_for and claims_against are the ids of the claims that bear on the interval, separated by spaces;
    of a disputed place, for and against whoever held it before.
    """
    claims = claims_table([]) if claims is None else claims
    proof = evidence(claims, theatre=theatre, policy=policy, as_known=as_known)
    wide = proof["regional"].to_numpy()
    own, of_regions = proof[~wide], regional(proof[wide], theatre)
    where = named(rows_of(claims, PLACE_COLUMNS, first_told(own)), places)
    if contacts is None:
        contacts = Contacts.of(claims if as_known is None else claims[known_by(claims, as_known)])
    table = decided(
        own, of_regions, contacts, where, theatre=theatre, gazetteer=gazetteer, policy=policy, as_known=as_known
    )
    return table if on is None else on_day(table, on)


def decided(
    own: pd.DataFrame,
    of_regions: "Regional",
    contacts: Contacts,
    where: pd.DataFrame,
    *,
    theatre: Theatre,
    gazetteer: Gazetteer | None,
    policy: Policy = POLICY,
    as_known: date | None = None,
) -> pd.DataFrame:
    """Control intervals of the places `where`, by what is said of themselves (rows of `timeline.evidence.evidence`)
    and of regions, and by where troops are told to have met."""
    sides = sides_of(theatre)
    before = pd.Categorical(baseline_holders(where, theatre), categories=list(sides)).codes.astype("int64")
    start = _number(baseline_day(theatre))
    first, of = _places(own)
    place = np.repeat(pd.Index(where["place_id"]).get_indexer(of), np.diff(np.append(first, len(own))))
    size = town_sizes(where, theatre, gazetteer)
    bearing = _Bearing(place_day(place, whole(own["day"])), whole(own["side"]), as_arrow(own["id"]))
    horizon = FAR if as_known is None else _number(as_known) + 1
    fell = openings(theatre)
    opening = [_number(fell[side]) if side in fell else FAR for side in sides]

    def walked(likely: Ints) -> tuple[States, _Bearing]:
        verdicts, bears = judged(spoken(own.assign(likely=likely), place, len(sides)), DIRECT), bearing
        if len(of_regions.spoken.key) and len(where):
            of_region, more = _informed(of_regions, where, verdicts, theatre, gazetteer, policy)
            verdicts, bears = verdicts.merged(of_region), bearing.merged(more)
        verdicts = believed(verdicts, before, start)
        return states(verdicts, Ground(before, size, start, opening), policy, horizon), bears

    likely = likely_from(own, place, where, before, size, contacts, theatre)
    stood, bears = walked(likely)
    while contacts.thin:  # where a side stands makes more likely, and by that it stands elsewhere too
        sooner = likely_beside(_footholds(stood, place), likely, own, place, where, before, size, theatre)
        if (sooner == likely).all():
            break
        likely = sooner
        stood, bears = walked(likely)
    return _rows(stood, bears, where, sides)


def _footholds(walked: States, told_of: Ints) -> Footholds:
    """Where sides stand by what is told, of the places that something is told of."""
    place, day = walked.place, walked.day
    until = np.where(np.append(place[1:] != place[:-1], True), FAR, np.append(day[1:], FAR))
    rows = (walked.status == HELD) & np.isin(walked.basis, [REGION, DIRECT]) & np.isin(place, told_of)
    return Footholds(place[rows], walked.holder[rows], day[rows], until[rows])


def on_day(table: pd.DataFrame, day: date) -> pd.DataFrame:
    """The rows of a control table that hold on a day, one a place."""
    when = pd.Timestamp(day)
    return table[(table["valid_from"] <= when) & (table["valid_to"].isna() | (table["valid_to"] > when))].reset_index(
        drop=True
    )


def _number(day: date) -> int:
    return int(np.datetime64(day, "D").astype("int64"))


def _places(own: pd.DataFrame) -> tuple[Ints, pd.Index]:
    """The first row of each place and its id; rows go by place."""
    codes = whole(own["place_id"].cat.codes)
    first = begins(codes)
    return first, own["place_id"].cat.categories[codes[first]]


def first_told(own: pd.DataFrame) -> Ints:
    """The row of the first claim about each place, by id, that evidence is about."""
    return whole(own["row"])[_places(own)[0]]


def named(found: pd.DataFrame, places: pd.DataFrame | None) -> pd.DataFrame:
    """The places to tell of, by id: those that evidence is about, as the first of its claims has them, and `places`.
    What `places` says of one goes before what a claim says."""
    if places is not None:
        places = places.drop_duplicates("place_id")
        found = pd.concat([places, found[~among(found["place_id"], places["place_id"])]])
    return found.sort_values("place_id", ignore_index=True)


class _Bearing(NamedTuple):
    """What bears on each place: ids of claims, for which side they speak, and of which place and day."""

    key: Ints
    side: Ints
    ids: pa.LargeStringArray

    def merged(self, other: "_Bearing") -> "_Bearing":
        ids = pa.concat_arrays([self.ids, other.ids])
        return _Bearing(np.append(self.key, other.key), np.append(self.side, other.side), ids)


class Regional(NamedTuple):
    """What is said of whole regions: by region and day, and the claims' ids by row and side."""

    region: pd.Index  # the id of each region that a key has the number of
    spoken: Spoken
    ids: pa.LargeStringArray


def regional(wide: pd.DataFrame, theatre: Theatre) -> Regional:
    """Gather the evidence about regions. It is the same for all places: `decided` says what it means to each."""
    sides = len(sides_of(theatre))
    number = whole(wide["place_id"].cat.codes)
    word = spoken(wide.assign(likely=-FAR), number, sides)  # R18 is about single places
    slot = np.searchsorted(word.key, place_day(number, whole(wide["day"]))) * sides + wide["side"].to_numpy()
    ids = _joined(as_arrow(wide["id"]), slot, len(word.key) * sides)
    return Regional(wide["place_id"].cat.categories, word, ids)


def _informed(
    of_regions: Regional,
    where: pd.DataFrame,
    own: Verdicts,
    theatre: Theatre,
    gazetteer: Gazetteer | None,
    policy: Policy,
) -> tuple[Verdicts, _Bearing]:
    """What is said of whole regions, as it informs each place in them (R8).

    What is next said of the place itself must leave room for it: a place that is fought over, taken by the same side
    or held by another in the weeks after was not in that side's hands when "the whole region" was. On a day that has
    evidence of the place itself, the region's says nothing more.
    """
    word = of_regions.spoken
    sides = word.grade.shape[1]
    region = place_of(word.key)
    codes, number = np.unique(region, return_inverse=True)
    where = where.assign(admin1=where["admin1"].to_numpy(dtype=object))  # each region looks at them
    within = [np.flatnonzero(inside(of_regions.region[code], where, theatre, gazetteer)) for code in codes]
    count = np.array([len(members) for members in within])[number]
    rows = np.flatnonzero(count)
    source = np.repeat(rows, count[rows])
    members = np.concatenate([np.empty(0, dtype="int64"), *(within[each] for each in number[rows])])
    key = place_day(members, day_of(word.key)[source])
    order = np.argsort(key, kind="stable")
    key, source = key[order], source[order]

    following = np.searchsorted(own.key, key, side="right")
    silent = np.append(own.key, np.iinfo("int64").max)[following] > key + policy.region
    side, change = np.append(own.side, -1)[following], np.append(own.change & (own.side >= 0), False)[following]
    refuted = ~silent[:, None] & ((side[:, None] == np.arange(sides)) == change[:, None])
    there = word.take(source)._replace(key=key).without(refuted)
    backed = there.grade > 0
    fresh = np.append(-1, own.key)[following] != key
    verdict = judged(there.take(np.flatnonzero(backed.any(axis=1) & fresh)), REGION)
    row, speaks = np.nonzero(backed)
    return verdict, _Bearing(key[row], speaks, of_regions.ids.take(pa.array(source[row] * sides + speaks)))


def _rows(walked: States, bearing: _Bearing, where: pd.DataFrame, sides: tuple[str, ...]) -> pd.DataFrame:
    """The walk's changes as control rows, with the claims that bear on each."""
    place, day, status, count = walked.place, walked.day, walked.status, len(walked.place)
    final = np.append(place[1:] != place[:-1], True)[:count]
    interval = np.searchsorted(place_day(place, day), bearing.key, side="right") - 1
    whom = np.where(walked.holder >= 0, walked.holder, walked.prior)
    fits = np.where(bearing.side == LEFT, status[interval] == UNKNOWN, status[interval] == CONTESTED)
    backs = np.where(bearing.side < 0, fits, bearing.side == whom[interval])
    opposes = (bearing.side >= 0) & ~backs

    newest = np.full(count, -FAR)
    np.maximum.at(newest, interval, day_of(bearing.key))
    # An interval without evidence of its own (a claim that ripened, fighting that died down) rests on what came before.
    rests = _filled(newest > -FAR, place)
    days = day.astype("datetime64[D]").astype("datetime64[s]")
    own = _joined(bearing.ids.filter(pa.array(backs)), interval[backs], count)
    against = _joined(bearing.ids.filter(pa.array(opposes)), interval[opposes], count)
    since = np.where(rests >= 0, newest[rests], np.datetime64("NaT", "D").astype("int64"))
    table = {
        **taken(where, PLACE_COLUMNS, place),
        "valid_from": days,
        "valid_to": np.where(final, np.datetime64("NaT"), np.append(days[1:], days[:1])[:count]),
        "status": _text(_STATUS, status),
        "holder": _text(np.array([*sides, ""], dtype=object), walked.holder),
        "confidence": walked.confidence.round(3),
        "basis": _text(_BASIS, walked.basis),
        "rule": _text(np.array([f"R{number}" for number in range(len(RULES) + 1)], dtype=object), walked.rule),
        "claims_for": pd.Series(_rest_on(own, walked, whom), dtype="str"),
        "claims_against": pd.Series(against, dtype="str"),
        "last_evidence": since.astype("datetime64[D]").astype("datetime64[s]"),
    }
    return pd.DataFrame(table, copy=False)


def _text(names: NDArray[np.object_], number: Ints) -> pd.Series:
    encoded = pa.DictionaryArray.from_arrays(pa.array(number % len(names)), pa.array(names, pa.large_string()))
    return pd.Series(encoded.cast(pa.large_string()), dtype="str")


def _filled(good: Flags, group: Ints) -> Ints:
    """The last good row at or before each of the same group, -1 for none. Rows of a group stand together."""
    row = np.maximum.accumulate(np.where(good, np.arange(len(good)), -1))
    return np.where((row >= 0) & (group[row] == group), row, -1)


def _rest_on(own: pa.LargeStringArray, walked: States, whom: Ints) -> pa.LargeStringArray:
    """What each row rests on where no claim of its own days speaks for it.

    A claim that ripened, a place that is held again when fighting or a dispute died down: the words that made it so
    before. A loss that only the taking back tells of (R14): the words that tell of the taking back.
    """
    none = pc.equal(own, "").to_numpy(zero_copy_only=False)
    sure = np.isin(walked.status, [HELD, CLAIMED])
    source = np.arange(len(own))
    bare = none & np.isin(walked.basis, [REGION, DIRECT]) & np.isin(walked.status, [HELD, CLAIMED, DISPUTED])
    order = np.lexsort((whom, walked.place))
    last = _filled((~none & sure)[order], _place_and_side(walked.place, whom)[order])
    before = np.empty(len(own), dtype="int64")
    before[order] = np.where(last >= 0, order[last], -1)
    after = np.where(np.append(walked.place[1:] == walked.place[:-1], False)[: len(own)], source + 1, -1)
    source = np.where(bare, np.where(walked.rule == 14, after, before), source)
    return own.take(pa.array(source, mask=source < 0)).fill_null("")


def _place_and_side(place: Ints, side: Ints) -> Ints:
    """One number for a place and a side, of which -1 is none."""
    return (place << 8) + side + 1


def _joined(ids: pa.LargeStringArray, slot: Ints, count: int) -> pa.LargeStringArray:
    """Ids by the slot that each belongs to, in their order, separated by spaces."""
    order = np.argsort(slot, kind="stable")
    bounds = np.searchsorted(slot[order], np.arange(count + 1))
    lists = pa.ListArray.from_arrays(pa.array(bounds, pa.int32()), ids.take(pa.array(order)))
    return pc.binary_join(lists, pa.scalar(" ", pa.large_string()))

"""Evidence to control: who held each place on every day, by which rule, and how sure.

`timeline.verdicts` gathers evidence to one verdict for each place and day; here each place is walked through them, at
most one step a day however many claims there are. The rules and their ids are those of docs/method.md.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, islice
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from theatre.theatre import Theatre
from timeline.arrow import Flags, Floats, Ints, among, as_arrow, rows_of, taken, whole
from timeline.baseline import PLACE_COLUMNS, baseline_day, baseline_holders, openings
from timeline.claims import claims_table
from timeline.evidence import NEUTRAL, evidence, sides_of
from timeline.keys import day_of, place_day, place_of
from timeline.policy import POLICY, Policy
from timeline.regions import inside
from timeline.verdicts import (
    BASELINE,
    CLAIMED,
    CONTESTED,
    DIRECT,
    DISPUTED,
    ESTIMATE,
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
    "R1": "Claims are never overwritten; status is derived from all of them each time.",
    "R2": "An admission against one's own interest outweighs a claim in one's own favour.",
    "R3": "A source on neither side is enough; a claim in one's own favour alone is only claimed, until another "
    "source bears it out or nobody opposes it for some days.",
    "R4": "Opposing live claims make a place disputed, until something surer is told or one side alone renews its "
    "claim.",
    "R5": "An owner family, and near-identical text, is one voice; two independent voices bear each other out.",
    "R6": "The event's date beats the publication's; an older event retold never flips a newer status.",
    "R7": "A place that changes hands within a day stays contested.",
    "R8": "A claim about a whole region informs the places in it, but not where they just changed hands, nor against "
    "what is told of them next.",
    "R9": "Plans, hypotheses and denials support nothing; a side's denial that it lost a place opposes the claim.",
    "R10": "Without evidence a place is as the pre-war baseline has it, or unknown; evidence ages.",
    "R11": "Ties are shown, not broken.",
    "R12": "As known on a day: only what was published by then.",
    "R13": "Fighting in a place makes it contested; when the reports stop, the last holder still holds it.",
    "R14": "A place that a side takes back had been lost before: since the fighting or entry told of before that, else "
    "(an estimate) since the other side's opening advance.",
    "R15": "A place reported in other hands than before changed hands by that day at the latest; with nothing told of "
    "it before, it is estimated to have fallen in the opening advance.",
    "R16": "A report that those before and after it contradict is outvoted, and shown as a claim against.",
    "R17": "Where nobody told of a place, it is estimated from the nearest places with evidence and the baseline.",
}

_STATUS = np.array(["held", "claimed", "disputed", "contested", "unknown"], dtype=object)
_BASIS = np.array(["baseline", "region", "direct", "estimate"], dtype=object)
_BASELINE_CONFIDENCE = 0.9
_NEVER = 2 * FAR  # later than any horizon
_AT_ONCE = 10_000  # verdicts turned into Python's own numbers in one go, so that memory stays bounded


def control(
    claims: pd.DataFrame | None,
    *,
    theatre: Theatre,
    on: date | None = None,
    as_known: date | None = None,
    places: pd.DataFrame | None = None,
    policy: Policy = POLICY,
) -> pd.DataFrame:
    """Control intervals of every place that a claim concerns, and of `places`, in the columns CONTROL_COLUMNS.

    `claims` is a table of `claims_table`. `places` (place_id, name, latitude, longitude, admin1 and perhaps country)
    adds places that nobody claimed anything about; they stand as the baseline has them. `on` keeps the intervals that
    hold on that day. `as_known` uses only what was published by that day (R12).

    Intervals of a place are half-open, run from the baseline's day without a gap and end with one that has no
    valid_to. claims_for and claims_against are the ids of the claims that bear on the interval, separated by spaces;
    of a disputed place, for and against whoever held it before.
    """
    claims = claims_table([]) if claims is None else claims
    proof = evidence(claims, theatre=theatre, policy=policy, as_known=as_known)
    wide = proof["regional"].to_numpy()
    own, of_regions = proof[~wide], regional(proof[wide], theatre)
    where = named(rows_of(claims, PLACE_COLUMNS, first_told(own)), places)
    table = decided(own, of_regions, where, theatre=theatre, policy=policy, as_known=as_known)
    return table if on is None else on_day(table, on)


def decided(
    own: pd.DataFrame,
    of_regions: "Regional",
    where: pd.DataFrame,
    *,
    theatre: Theatre,
    policy: Policy = POLICY,
    as_known: date | None = None,
) -> pd.DataFrame:
    """Control intervals of the places `where`, by what is said of themselves (rows of `timeline.evidence.evidence`)
    and of regions."""
    sides = sides_of(theatre)
    before = pd.Categorical(baseline_holders(where, theatre), categories=list(sides)).codes.astype("int64")
    start = _number(baseline_day(theatre))
    first, of = _places(own)
    place = np.repeat(pd.Index(where["place_id"]).get_indexer(of), np.diff(np.append(first, len(own))))
    told = judged(spoken(own, place, len(sides)), DIRECT)
    bearing = _Bearing(place_day(place, whole(own["day"])), whole(own["side"]), as_arrow(own["id"]))
    if len(of_regions.heard.key) and len(where):
        of_region, more = _informed(of_regions, where, told, theatre, policy)
        told, bearing = told.merged(of_region), bearing.merged(more)
    told = believed(told, before, start)
    horizon = FAR if as_known is None else _number(as_known) + 1
    fell = openings(theatre)
    opening = [_number(fell[side]) if side in fell else FAR for side in sides]
    return _rows(_walk(told, before, start, opening, policy, horizon), bearing, where, sides)


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
    heard: Spoken
    ids: pa.LargeStringArray


def regional(wide: pd.DataFrame, theatre: Theatre) -> Regional:
    """Gather the evidence about regions. It is the same for all places: `decided` says what it means to each."""
    sides = len(sides_of(theatre))
    number = whole(wide["place_id"].cat.codes)
    heard = spoken(wide, number, sides)
    slot = np.searchsorted(heard.key, place_day(number, whole(wide["day"]))) * sides + wide["side"].to_numpy()
    ids = _joined(as_arrow(wide["id"]), slot, len(heard.key) * sides)
    return Regional(wide["place_id"].cat.categories, heard, ids)


def _informed(
    of_regions: Regional, where: pd.DataFrame, told: Verdicts, theatre: Theatre, policy: Policy
) -> tuple[Verdicts, _Bearing]:
    """What is said of whole regions, as it informs each place in them (R8).

    What is next said of the place itself must leave room for it: a place that is fought over, taken by the same side
    or held by another in the weeks after was not in that side's hands when "the whole region" was. On a day that has
    evidence of the place itself, the region's says nothing more.
    """
    heard = of_regions.heard
    sides = heard.grade.shape[1]
    region = place_of(heard.key)
    codes, number = np.unique(region, return_inverse=True)
    where = where.assign(admin1=where["admin1"].to_numpy(dtype=object))  # each region looks at them
    within = [np.flatnonzero(inside(of_regions.region[code], where, theatre)) for code in codes]
    count = np.array([len(members) for members in within])[number]
    rows = np.flatnonzero(count)
    said = np.repeat(rows, count[rows])
    members = np.concatenate([np.empty(0, dtype="int64"), *(within[each] for each in number[rows])])
    key = place_day(members, day_of(heard.key)[said])
    order = np.argsort(key, kind="stable")
    key, said = key[order], said[order]

    following = np.searchsorted(told.key, key, side="right")
    silent = np.append(told.key, np.iinfo("int64").max)[following] > key + policy.region
    side, change = np.append(told.side, -1)[following], np.append(told.change & (told.side >= 0), False)[following]
    refuted = ~silent[:, None] & ((side[:, None] == np.arange(sides)) == change[:, None])
    there = heard.take(said)._replace(key=key).without(refuted)
    backed = there.grade > 0
    fresh = np.append(-1, told.key)[following] != key
    verdict = judged(there.take(np.flatnonzero(backed.any(axis=1) & fresh)), REGION)
    row, speaks = np.nonzero(backed)
    return verdict, _Bearing(key[row], speaks, of_regions.ids.take(pa.array(said[row] * sides + speaks)))


class _Told(NamedTuple):
    """How places stand, a row a change: from that day on; who held it last for sure; and as what rows show it."""

    place: Ints
    day: Ints
    status: Ints
    holder: Ints
    prior: Ints
    rule: Ints
    basis: Ints
    confidence: Floats


_Step = tuple[int, int, int, bool, int, float, int, int, int, int, int, int, bool]


def _walk(told: Verdicts, before: Ints, start: int, opening: list[int], policy: Policy, horizon: int) -> _Told:
    """Walk every place through its days of evidence; what changed when."""
    place, day = told.place, told.day
    direct = told.basis == DIRECT
    since = np.repeat(first := begins(place), np.diff(np.append(first, len(place))))

    def last_day(flag: Flags) -> Ints:
        """The last day before this one, of the same place, that is flagged; -FAR for none."""
        row = np.maximum.accumulate(np.where(flag, np.arange(len(flag)), -1))
        row = np.append(-1, row)[: len(row)]
        return np.where(row >= since, day[row], -FAR)

    # A region's word is not heard where the place itself has surely just changed hands (R8).
    changed = direct & told.change & (told.side >= 0) & (told.grade >= NEUTRAL)
    heard = direct | (day - last_day(changed) > policy.live)
    # For whom somebody spoke within the last days: a bit a side.
    spoke = np.zeros(len(day), dtype="int64")
    for side, said in enumerate(told.said.T):
        spoke |= (day - last_day(direct & said) <= policy.live).astype("int64") << side
    entered = last_day(direct & (told.entered > 0) & (told.entered - 1 != before[place]))
    columns: tuple[NDArray[Any], ...] = (day, told.side, told.grade, told.change, told.lost, told.score, told.rule)
    columns += (told.basis, told.tie, told.until, spoke, entered, heard)

    rows, sure = array("q"), array("d")
    count = np.bincount(place, minlength=len(before)).tolist()
    steps = _steps(columns)
    for number, holder in enumerate(before.tolist()):
        mine = chain(islice(steps, count[number]), [_end(horizon)])
        _course(number, holder, start, opening, mine, horizon, policy, rows, sure)
    return _merged(np.frombuffer(rows, dtype="int64").reshape(-1, 7), np.frombuffer(sure))


def _steps(columns: tuple[NDArray[Any], ...]) -> Iterator[_Step]:
    """The rows of columns of the same length; not many at a time stand as Python's own numbers."""
    for begin in range(0, len(columns[0]), _AT_ONCE):
        yield from zip(*(column[begin : begin + _AT_ONCE].tolist() for column in columns), strict=True)


def _course(
    place: int,
    before: int,
    start: int,
    opening: list[int],
    steps: Iterable[_Step],
    horizon: int,
    policy: Policy,
    rows: "array[int]",
    sures: "array[float]",
) -> None:
    """Walk one place through its days of evidence and put down, in `rows` and `sures`, how it stands since when."""
    unopposed, live, lull = policy.unopposed, policy.live, 1 + policy.fighting
    holder = before  # the last side that surely held it; -1 for none
    rival = -1  # who claims it
    status = HELD if before >= 0 else UNKNOWN  # apart from fighting
    due = _NEVER  # when that changes by itself
    fight = -FAR  # contested until that day, excluded
    dated = -FAR  # the last day on which a change was surely dated
    known = -FAR  # the last day on which the holder was surely told of
    rule, basis = 10, BASELINE
    sure = _BASELINE_CONFIDENCE if before >= 0 else 0.0
    told = start  # the last day put down

    def tell(day: int) -> None:
        """Put down how the place stands from that day on."""
        nonlocal told
        told = day
        if fight > day:
            rows.extend((place, day, CONTESTED, -1, holder, 13, DIRECT))
        else:
            shown = holder if status == HELD else rival if status == CLAIMED else -1
            rows.extend((place, day, status, shown, holder, rule, basis))
        sures.append(sure)

    def lost_before(day: int, lost: int, score: float, entered: int) -> None:
        """R14: who takes a place back had lost it: since the fighting or entry told of before, else just before."""
        contact = max(fight, entered)
        since = contact if contact >= told else day - 1
        if contact < told:
            assume(since, lost, 14, score)
        if told <= since < day:
            rows.extend((place, since, HELD, lost, holder, 14, DIRECT))
            sures.append(0.5 * score)

    def assume(day: int, side: int, rule: int, score: float) -> None:
        """Before that day nothing was told of the place: most likely it fell when most places did."""
        if told <= opening[side] < day <= opening[side] + policy.assumed:
            rows.extend((place, opening[side], HELD, side, holder, rule, ESTIMATE))
            sures.append(0.3 * score)

    tell(start)
    for day, side, grade, change, lost, score, by, level, tie, until, spoke, entered, heard in steps:
        # What changes by itself: a claim stays unopposed (R3), nobody renews one against a sure report (R4), fighting
        # is reported no more (R13).
        if due <= day:
            if told < fight < due:
                tell(fight)
            if status == CLAIMED:
                holder, rule = rival, 3
            status = HELD
            tell(due)
            due = _NEVER
        if told < fight <= day:
            tell(fight)
        if day == horizon:
            return

        # The loss goes untold of a place told of before, if its loss is; and not every town of a freed region was lost.
        untold = change and basis == BASELINE and lost >= 0 and lost != holder and level != REGION
        changed = False
        if not heard:
            pass
        elif side < 0:
            if tie != HELD:
                status, rule, sure, basis, due = tie, by, score, level, _NEVER
        elif grade >= NEUTRAL:  # a source on neither side, an admission, or two voices of one side
            if status == HELD and side != holder and not change and day - dated <= live:
                sure *= 1 - 0.3 * score  # R6: "held by" in passing does not undo a change dated within the last days
            else:
                if untold:
                    lost_before(day, lost, score, entered)
                known = day
                if change:
                    dated, changed = day, True
                if status == HELD and side == holder:
                    sure = 1 - (1 - sure) * (1 - 0.5 * score)
                    rule, basis = by if basis == BASELINE else rule, max(basis, level)
                else:
                    implied = not change and status == HELD and holder >= 0 and level == DIRECT
                    if implied and basis == BASELINE and max(fight, entered) < start:
                        assume(day, side, 15, score)
                    holder, status, due, sure = side, HELD, _NEVER, score
                    rule, basis = 15 if implied else by, level
        elif side == (holder if status == HELD else rival if status == CLAIMED else -1):  # more of the same
            if untold:
                lost_before(day, lost, score, entered)
            sure = 1 - (1 - sure) * (1 - 0.5 * score)
            rule, basis = by if basis == BASELINE else rule, max(basis, level)
        else:  # a claim in one's own favour alone (R3), disputed where somebody says otherwise (R4)
            if status == CLAIMED:
                opposed = True
            elif status == HELD:
                opposed = not change and holder >= 0 and spoke >> holder & 1 == 1
            else:
                opposed = spoke & ~(1 << side) != 0
            if opposed:
                weaker = day - known <= live if status == HELD else status == DISPUTED and due < _NEVER
                due = day + live if weaker else _NEVER
                status, rule, basis, sure = DISPUTED, 4, DIRECT, min(sure, score)
            else:
                status, rival, due, rule, basis, sure = CLAIMED, side, day + unopposed, by, level, score
                changed = change
        if changed:
            fight = min(fight, day)
        elif until > -FAR:
            fight = max(fight, until + lull)
        tell(day)


def _end(horizon: int) -> _Step:
    """The day behind the last that is told of."""
    return (horizon, -1, 0, False, -1, 0.0, 0, BASELINE, HELD, -FAR, 0, -FAR, False)


def _merged(rows: Ints, sure: Floats) -> _Told:
    """The last word of each day; and neighbouring rows that say the same are one, begun by the first and as sure as
    the last."""
    last = np.flatnonzero(np.append((rows[1:, :2] != rows[:-1, :2]).any(axis=1), True)[: len(rows)])
    place, day, status, holder, prior, rule, basis = rows[last].T
    sure = sure[last]
    # What a whole region's change says of a town that was never lost begins on its day; so does what is assumed.
    guessed = basis == ESTIMATE
    apart = (guessed[1:] != guessed[:-1]) | ((basis[1:] == REGION) & (basis[:-1] == BASELINE))
    first = (place[1:] != place[:-1]) | (status[1:] != status[:-1]) | (holder[1:] != holder[:-1])
    first = np.append(True, first | apart)
    first = np.flatnonzero(first[: len(place)])
    last = np.append(first[1:], len(place))[: len(first)] - 1
    place, day, status, holder, prior, rule = (each[first] for each in (place, day, status, holder, prior, rule))
    return _Told(place, day, status, holder, prior, rule, basis[last], sure[last])


def _rows(told: _Told, bearing: _Bearing, where: pd.DataFrame, sides: tuple[str, ...]) -> pd.DataFrame:
    """The walk's changes as control rows, with the claims that bear on each."""
    place, day, status, count = told.place, told.day, told.status, len(told.place)
    final = np.append(place[1:] != place[:-1], True)[:count]
    interval = np.searchsorted(place_day(place, day), bearing.key, side="right") - 1
    whom = np.where(told.holder >= 0, told.holder, told.prior)
    backs = np.where(bearing.side < 0, status[interval] == CONTESTED, bearing.side == whom[interval])
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
        "holder": _text(np.array([*sides, ""], dtype=object), told.holder),
        "confidence": told.confidence.round(3),
        "basis": _text(_BASIS, told.basis),
        "rule": _text(np.array([f"R{number}" for number in range(len(RULES) + 1)], dtype=object), told.rule),
        "claims_for": pd.Series(_rest_on(own, told, whom), dtype="str"),
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


def _rest_on(own: pa.LargeStringArray, told: _Told, whom: Ints) -> pa.LargeStringArray:
    """What each row rests on where no claim of its own days speaks for it.

    A claim that ripened, a place that is held again when fighting or a dispute died down: the words that made it so
    before. A loss that only the taking back tells of (R14): the words that tell of the taking back.
    """
    none = pc.equal(own, "").to_numpy(zero_copy_only=False)
    sure = np.isin(told.status, [HELD, CLAIMED])
    source = np.arange(len(own))
    bare = none & np.isin(told.basis, [REGION, DIRECT]) & np.isin(told.status, [HELD, CLAIMED, DISPUTED])
    order = np.lexsort((whom, told.place))
    last = _filled((~none & sure)[order], (told.place[order] << 8) + whom[order] + 1)
    before = np.empty(len(own), dtype="int64")
    before[order] = np.where(last >= 0, order[last], -1)
    after = np.where(np.append(told.place[1:] == told.place[:-1], False)[: len(own)], source + 1, -1)
    source = np.where(bare, np.where(told.rule == 14, after, before), source)
    return own.take(pa.array(source, mask=source < 0)).fill_null("")


def _joined(ids: pa.LargeStringArray, slot: Ints, count: int) -> pa.LargeStringArray:
    """Ids by the slot that each belongs to, in their order, separated by spaces."""
    order = np.argsort(slot, kind="stable")
    bounds = np.searchsorted(slot[order], np.arange(count + 1))
    lists = pa.ListArray.from_arrays(pa.array(bounds, pa.int32()), ids.take(pa.array(order)))
    return pc.binary_join(lists, pa.scalar(" ", pa.large_string()))

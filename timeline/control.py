"""Evidence to control: who held each place on every day, by which rule, and how sure.

Evidence is gathered, by array operations, to one verdict for each place and day; then each place is walked through
its days of evidence, at most one step a day however many claims there are. The rules and their ids are those of
docs/method.md.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain, groupby, pairwise
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from extract.theatre import Theatre
from timeline.baseline import PLACE_COLUMNS, baseline_day, baseline_holders
from timeline.evidence import (
    ADMISSION,
    ENTRY,
    FIGHT,
    NEUTRAL,
    OWN,
    POLICY,
    Policy,
    among,
    claims_table,
    evidence,
    sides_of,
)

__all__ = ["CONTROL_COLUMNS", "RULES", "control", "on_day", "updated"]

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
    "R4": "Opposing live claims make a place disputed; once neither is renewed, the last sure holder stands.",
    "R5": "An owner family, and near-identical text, is one voice; two independent voices bear each other out.",
    "R6": "The event's date beats the publication's; an older event retold never flips a newer status.",
    "R7": "A place that changes hands within a day stays contested.",
    "R8": "A claim about a whole region informs the places in it, but not against fresh evidence of their own.",
    "R9": "Plans, hypotheses and denials support nothing; a side's denial that it lost a place opposes the claim.",
    "R10": "Without evidence a place is as the pre-war baseline has it, or unknown; evidence ages.",
    "R11": "Ties are shown, not broken.",
    "R12": "As known on a day: only what was published by then.",
    "R13": "Fighting in a place makes it contested; when the reports stop, the last holder still holds it.",
    "R14": "A place that a side takes back had been lost before: since the fighting or entry told of before that.",
    "R15": "A place reported in other hands than before changed hands by that day at the latest.",
    "R16": "A report that those before and after it contradict is outvoted, and shown as a claim against.",
    "R17": "Where nobody told of a place, it is estimated from the nearest places with evidence and the baseline.",
}

HELD, CLAIMED, DISPUTED, CONTESTED, UNKNOWN = range(5)
_STATUS = np.array(["held", "claimed", "disputed", "contested", "unknown"], dtype=object)
_BASIS = np.array(["baseline", "region", "direct"], dtype=object)
BASELINE, REGION, DIRECT = range(3)
_NO_RULE, _FAR = 0, 2**40
_BASELINE_CONFIDENCE = 0.9

Ints = NDArray[np.int64]


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
    where = _places(claims, proof, places)
    sides = sides_of(theatre)
    start = _number(baseline_day(theatre))
    before = pd.Categorical(baseline_holders(where, theatre), categories=list(sides)).codes.astype("int64")
    proof = _of_places(proof, where, theatre, policy)
    horizon = _FAR if as_known is None else _number(as_known) + 1
    told = _walk(_cells(proof, len(sides)), before, start, len(sides), policy, horizon)
    table = _rows(told, proof, claims, where, sides)
    return table if on is None else on_day(table, on)


def on_day(table: pd.DataFrame, day: date) -> pd.DataFrame:
    """The rows of a control table that hold on a day, one a place."""
    when = pd.Timestamp(day)
    return table[(table["valid_from"] <= when) & (table["valid_to"].isna() | (table["valid_to"] > when))].reset_index(
        drop=True
    )


def updated(
    table: pd.DataFrame, claims: pd.DataFrame, place_ids: set[str], *, theatre: Theatre, **options: Any
) -> pd.DataFrame:
    """A control table after claims about `place_ids` were added or removed: only those places are worked out anew.

    `claims` are all the claims there are now; `options` are those of `control` that made the table. Equal to working
    everything out anew, as long as none of the changed claims is about a region.
    """
    touched = among(claims["place_id"], place_ids) | (claims["kind"] == "region")
    of_places = claims[touched]
    anew = control(of_places, theatre=theatre, **options)
    anew = anew[among(anew["place_id"], place_ids)]
    # Rows go by place: what is told anew of one takes the place of its old rows.
    ids, pieces, done = table["place_id"], [], 0
    for place in sorted(place_ids):
        pieces += [table.iloc[done : int((ids < place).sum())], anew[anew["place_id"] == place]]
        done = int((ids <= place).sum())
    return pd.concat([*pieces, table.iloc[done:]], ignore_index=True)


def _number(day: date) -> int:
    return int(np.datetime64(day, "D").astype("int64"))


def _places(claims: pd.DataFrame, proof: pd.DataFrame, places: pd.DataFrame | None) -> pd.DataFrame:
    """The places to tell of, by id. What `places` says of one goes before what a claim says."""
    direct = proof.loc[~proof["regional"].to_numpy(), "row"].to_numpy()
    named = claims.iloc[direct][list(PLACE_COLUMNS)].drop_duplicates("place_id")
    if places is not None:
        named = pd.concat([places, named[~among(named["place_id"], places["place_id"])]])
    return named.drop_duplicates("place_id").sort_values("place_id", ignore_index=True)


def _of_places(proof: pd.DataFrame, where: pd.DataFrame, theatre: Theatre, policy: Policy) -> pd.DataFrame:
    """Evidence with the number of its place; what is said of a whole region is said of each place in it (R8)."""
    numbers = pd.Index(where["place_id"]).get_indexer(proof["place_id"])
    direct = ~proof["regional"].to_numpy()
    own = proof[direct].assign(place=numbers[direct], basis=DIRECT)
    regional = proof[~direct]
    if regional.empty or where.empty:
        return own
    units = {
        f"region:{feature['properties']['iso']}": feature["properties"]["name"]
        for feature in theatre.outlines("regions")["features"]
    }
    names = regional["place_id"].map(units).rename("admin1")
    inside = pd.DataFrame({"admin1": where["admin1"], "place": np.arange(len(where))})
    spread = regional.assign(admin1=names, basis=REGION).merge(inside, on="admin1").drop(columns="admin1")
    return pd.concat([own, spread[_uncontradicted(spread, own, policy)]], ignore_index=True)


def _uncontradicted(spread: pd.DataFrame, own: pd.DataFrame, policy: Policy) -> NDArray[np.bool_]:
    """Whether what is next said of the place itself leaves room for a region's claim (R8).

    A place that is fought over, taken by the same side or held by another in the weeks after was not in that side's
    hands when "the whole region" was.
    """
    own = own.sort_values(["place", "day"], kind="stable")
    key = (own["place"].to_numpy("int64") << 32) + own["day"].to_numpy("int64")
    asked = (spread["place"].to_numpy("int64") << 32) + spread["day"].to_numpy("int64")
    found = np.searchsorted(key, asked, side="right")
    following = own.take(np.minimum(found, len(own) - 1)) if len(own) else own
    if following.empty:
        return np.ones(len(spread), dtype=bool)
    soon = (found < len(key)) & (key[np.minimum(found, len(key) - 1)] <= asked + policy.region)
    same = following["side"].to_numpy() == spread["side"].to_numpy()
    change = following["change"].to_numpy()
    return ~(soon & (same == change))


class _Cell(NamedTuple):
    """What all evidence of one place and day comes to."""

    place: int
    day: int
    side: int  # whom it speaks for; -1 where for nobody, or where it ties
    tie: int  # HELD for none, else DISPUTED or CONTESTED
    grade: int
    change: bool
    lost: int  # who lost it by that change; -1 where it isn't said
    until: int  # last day of fighting, -_FAR for none
    entered: int  # 1 + the side that got into it, 0 for none
    score: float
    rule: int
    basis: int
    said: tuple[bool, ...]  # for each side: somebody speaks for it


def _cells(proof: pd.DataFrame, sides: int) -> Iterable[_Cell]:
    """Gather evidence by place and day, in that order."""
    key = (proof["place"].to_numpy("int64") << 32) + proof["day"].to_numpy("int64")
    basis = proof["basis"].to_numpy("int64")
    if (basis != DIRECT).any():  # on a day that has evidence of the place itself, the region's says nothing more (R8)
        keep = (basis == DIRECT) | ~np.isin(key, key[basis == DIRECT])
        proof, key, basis = proof[keep], key[keep], basis[keep]
    order = np.argsort(key, kind="stable")
    proof, key, basis = proof.take(order), key[order], basis[order]
    begins = np.append(True, key[1:] != key[:-1])[: len(key)]
    keys, cell = key[begins], np.cumsum(begins) - 1
    count = len(keys)
    side = proof["side"].to_numpy("int64")
    speaks = side >= 0

    def highest(values: Ints, of: NDArray[np.bool_], empty: int) -> Ints:
        best = np.full(count, empty, dtype="int64")
        np.maximum.at(best, cell[of], values[of])
        return best

    until = highest(proof["until"].to_numpy("int64"), side == FIGHT, -_FAR)
    entered = highest(proof["gained"].to_numpy("int64") + 1, side == ENTRY, 0)
    level = highest(basis, np.ones(len(basis), dtype=bool), BASELINE)

    # A voice speaks once (R5): its best word counts.
    slot = cell[speaks] * sides + side[speaks]
    weight = proof["weight"].to_numpy("float64")[speaks]
    voice = pd.factorize(proof["voice"].to_numpy()[speaks])[0]
    order = np.lexsort((-weight, voice, slot))
    slot, voice = slot[order], voice[order]
    once = np.append(True, (slot[1:] != slot[:-1]) | (voice[1:] != voice[:-1]))[: len(slot)]
    size = count * sides
    doubt = np.bincount(slot[once], np.log1p(-np.minimum(weight[order][once], 0.999)), minlength=size)
    many = np.bincount(slot[once], minlength=size)

    def best(column: str) -> Ints:
        found = np.full(size, -1, dtype="int64")
        np.maximum.at(found, slot, proof[column].to_numpy("int64")[speaks][order])
        return found

    grade, change, lost = np.maximum(best("grade"), 0), best("change") > 0, best("lost")
    borne_out = (grade == OWN) & (many > 1)
    grade[borne_out] = NEUTRAL
    shape = (count, sides)
    return _judged(
        keys,
        until,
        entered,
        level,
        grade.reshape(shape),
        change.reshape(shape),
        lost.reshape(shape),
        (1 - np.exp(doubt)).reshape(shape),
        borne_out.reshape(shape),
    )


def _judged(
    keys: Ints,
    until: Ints,
    entered: Ints,
    level: Ints,
    grade: Ints,
    change: NDArray[np.bool_],
    lost: Ints,
    score: NDArray[np.float64],
    borne_out: NDArray[np.bool_],
) -> Iterable[_Cell]:
    """One verdict a place and day: the better grade, then a change over a state, then the clearly heavier side."""
    rows = np.arange(len(keys))
    order = np.argsort(-(grade * 100 + (change & (grade >= NEUTRAL)) * 10 + score), axis=1, kind="stable")
    best, second = order[:, 0], order[:, 1]
    g1, g2 = grade[rows, best], grade[rows, second]
    c1, c2 = change[rows, best], change[rows, second]
    opposed = g2 > 0
    taken_since = c1 & ~c2 & (g1 >= NEUTRAL)  # one side's in the morning, taken by the other that day
    even = opposed & (g1 == g2) & ~taken_since
    both_took = even & c1 & c2 & (g1 >= NEUTRAL)
    # "still theirs this morning" doesn't settle whether it was taken that day, as the other side claims
    overtaken = opposed & ~c1 & c2 & (g1 > g2)
    close = score[rows, second] >= 0.6 * score[rows, best]
    tied = (even & (close | (g1 == OWN)) & ~both_took) | overtaken
    tie = np.where(both_took, CONTESTED, np.where(tied, DISPUTED, HELD))
    side = np.where((g1 == 0) | (tie != HELD), -1, best)
    rule = np.select(
        [
            both_took,
            tied & ((g1 == OWN) | overtaken),
            tied,
            level == REGION,
            g1 == ADMISSION,
            taken_since & opposed,
            borne_out[rows, best],
        ],
        [7, 4, 11, 8, 2, 6, 5],
        default=3,
    )
    total = score[rows, best] * np.where(opposed, 1 - 0.5 * score[rows, second], 1.0)
    columns = (keys >> 32, keys & 0xFFFFFFFF, side, tie, g1, c1, lost[rows, best], until, entered, total, rule, level)
    said = map(tuple, (grade > 0).tolist())
    return map(_Cell._make, zip(*(column.tolist() for column in columns), said, strict=True))


_Told = tuple[int, int, int, int, int, float, int, int]


class _Course:
    """How one place stands while its days of evidence are walked through; the rules of sequence are its methods."""

    __slots__ = (
        "basis",
        "cause",
        "dated",
        "direct",
        "entered",
        "fight",
        "holder",
        "out",
        "place",
        "policy",
        "rival",
        "rule",
        "since",
        "spoke",
        "status",
        "sure",
        "told",
    )

    def __init__(self, place: int, before: int, start: int, sides: int, policy: Policy, out: list[_Told]) -> None:
        self.place, self.policy, self.out = place, policy, out
        self.holder = before  # the last side that surely held it; -1 for none
        self.status = HELD if before >= 0 else UNKNOWN  # apart from fighting
        self.rival = -1  # who claims it
        self.since = -_FAR  # of the rival's claim, or the last claim in a dispute
        self.fight = -_FAR  # contested until that day, excluded
        self.entered = -_FAR  # since when somebody else is said to be in it
        self.spoke = [-_FAR] * sides  # the last day that somebody spoke for a side
        self.dated = -_FAR  # the last day on which a change was surely dated
        self.direct = -_FAR  # the last day with evidence of the place itself
        self.rule, self.cause, self.basis = 10, 13, BASELINE
        self.sure = _BASELINE_CONFIDENCE if before >= 0 else 0.0
        self.tell(start)

    def tell(self, day: int) -> None:
        """Put down how the place stands from that day on."""
        self.told = day
        if self.fight > day:
            self.out.append((self.place, day, CONTESTED, -1, self.holder, self.sure, self.cause, DIRECT))
            return
        shown = self.holder if self.status == HELD else self.rival if self.status == CLAIMED else -1
        self.out.append((self.place, day, self.status, shown, self.holder, self.sure, self.rule, self.basis))

    def pass_time(self, day: int) -> None:
        """What changes by itself up to `day`: a claim stays unopposed (R3), nobody renews a dispute, so that the last
        sure holder stands (R4), fighting is reported no more (R13)."""
        ripe = self.since + self.policy.unopposed
        if self.status == CLAIMED and ripe <= day:
            if self.told < self.fight < ripe:
                self.tell(self.fight)
            self.holder, self.status, self.rule = self.rival, HELD, 3
            self.tell(ripe)
        stale = self.since + self.policy.live
        if self.status == DISPUTED and self.holder >= 0 and stale <= day:
            if self.told < self.fight < stale:
                self.tell(self.fight)
            self.status = HELD
            self.tell(stale)
        if self.told < self.fight <= day:
            self.tell(self.fight)

    def hear(self, cell: _Cell) -> None:
        """Take in all evidence of one more day."""
        day = cell.day
        direct = cell.basis == DIRECT
        change = False
        if cell.side >= 0 and (direct or day - self.direct > self.policy.live):  # R8
            change = self.hear_solid(cell) if cell.grade >= NEUTRAL else self.hear_own(cell)
        elif cell.tie != HELD:
            self.status, self.rule, self.sure, self.basis = cell.tie, cell.rule, cell.score, cell.basis
            self.since = day if cell.rule == 4 else _FAR  # a tie of better than own words stays shown (R11)
        if direct:
            self.direct = day if cell.grade else self.direct
            self.spoke = [day if said else last for said, last in zip(cell.said, self.spoke, strict=True)]
            if cell.entered and cell.entered - 1 != self.holder:
                self.entered = max(self.entered, day)
        if change:
            self.fight = min(self.fight, day)
        elif cell.until > -_FAR:
            self.fight = max(self.fight, cell.until + 1 + self.policy.fighting)
        self.tell(day)

    def hear_solid(self, cell: _Cell) -> bool:
        """A source on neither side, an admission, or two voices of one side; says whether the place changed hands."""
        day, side = cell.day, cell.side
        if self.status == HELD and side != self.holder and not cell.change and day - self.dated <= self.policy.live:
            # R6: "held by" said in passing does not undo a change dated within the last days.
            self.sure *= 1 - 0.3 * cell.score
            return False
        if cell.change:
            self.lost_before(cell)
            self.dated = day
        if self.status == HELD and side == self.holder:
            self.confirm(cell)
            return cell.change
        taken_before = not cell.change and self.status == HELD and self.holder >= 0 and cell.basis == DIRECT
        self.holder, self.status, self.rule = side, HELD, 15 if taken_before else cell.rule
        self.sure, self.basis = cell.score, cell.basis
        return cell.change

    def hear_own(self, cell: _Cell) -> bool:
        """A claim in one's own favour alone (R3); says whether the place is claimed to have changed hands."""
        day, side, live = cell.day, cell.side, self.policy.live
        if (self.status == HELD and side == self.holder) or (self.status == CLAIMED and side == self.rival):
            if cell.change:
                self.lost_before(cell)
            self.confirm(cell)
            return False
        if self.status == CLAIMED:
            opposed = True
        elif self.status == HELD:
            opposed = not cell.change and self.holder >= 0 and day - self.spoke[self.holder] <= live
        else:
            opposed = any(day - last <= live for i, last in enumerate(self.spoke) if i != side)
        if opposed:  # R4
            self.status, self.rule, self.basis, self.since = DISPUTED, 4, DIRECT, day
            self.sure = min(self.sure, cell.score)
            return False
        self.status, self.rival, self.since, self.rule = CLAIMED, side, day, cell.rule
        self.sure, self.basis = cell.score, cell.basis
        return cell.change

    def confirm(self, cell: _Cell) -> None:
        """More of the same."""
        self.sure = 1 - (1 - self.sure) * (1 - 0.5 * cell.score)
        if self.basis == BASELINE:
            self.rule = cell.rule
        self.basis = max(self.basis, cell.basis)

    def lost_before(self, cell: _Cell) -> None:
        """R14: who takes a place back had lost it: since the fighting or entry told of before, else just before."""
        if cell.lost < 0 or cell.lost == self.holder or self.basis != BASELINE or cell.basis == REGION:
            return  # told of before, or its loss is; and not every town of a region that was freed had been lost
        contact = max(self.fight, self.entered)
        since = contact if contact >= self.told else cell.day - 1
        if self.told <= since < cell.day:
            self.out.append((self.place, since, HELD, cell.lost, self.holder, 0.5 * cell.score, 14, DIRECT))


# What it costs to disbelieve a verdict of each grade, for one that was surely read, and to believe a change of hands:
# told as a change, or implied by "held". One change that nobody tells of again is cheaper to believe than to
# disbelieve; a change and its reversal, neither told as such, are not.
_DISBELIEF = (0.0, 1.1, 1.3, 2.2)
_CHANGE_TOLD, _CHANGE_IMPLIED, _NO_CHANGE = 0.5, 1.0, 0.4
_IN_PASSING = 0.7  # of the disbelief, where the text only says who holds the place (R6)


def _outvoted(cells: list[_Cell], before: int, start: int) -> list[_Cell]:
    """The days of one place without the verdicts that those around them contradict (R16).

    Of all courses that the place may have taken, the one that asks for the least disbelief is taken to be true:
    disbelief in verdicts, and in changes of hands, which weigh less the longer nobody spoke of the place. A verdict
    against that course is not heard, but stays in the table as a claim against it.
    """
    told = [cell for cell in cells if cell.side >= 0 and cell.grade >= NEUTRAL]
    turns = sum(a != b for a, b in pairwise([before, *(cell.side for cell in told)]))
    if turns < 2:
        return cells
    sides = range(len(cells[0].said))
    cost = [0.0 if side == before else 2.0 for side in sides]
    came: list[list[int]] = []
    last = start
    for cell in told:
        calm = 0.3 + 0.7 * 0.5 ** (max(0, cell.day - last - 7) / 20)
        last = cell.day
        cheapest = min(sides, key=cost.__getitem__)
        turned = cost[cheapest] + calm * _CHANGE_IMPLIED
        step, origin = [], []
        for side in sides:
            turn = cost[cheapest] + calm * _CHANGE_TOLD if cell.change and cell.side == side else turned
            stays = cost[side] <= turn
            best = cost[side] if stays else turn
            if side != cell.side:
                best += _DISBELIEF[cell.grade] * cell.score * (1.0 if cell.change else _IN_PASSING)
            elif cell.change and stays:
                best += _NO_CHANGE
            step.append(best)
            origin.append(side if stays else cheapest)
        cost = step
        came.append(origin)
    side = min(sides, key=cost.__getitem__)
    kept = set()
    for cell, origin in zip(reversed(told), reversed(came), strict=True):
        if cell.side == side:
            kept.add(id(cell))
        side = origin[side]
    doubted = {id(cell) for cell in told} - kept
    return [cell._replace(side=-1, grade=0) if id(cell) in doubted else cell for cell in cells]


def _walk(cells: Iterable[_Cell], before: Ints, start: int, sides: int, policy: Policy, horizon: int) -> pd.DataFrame:
    """Walk every place through its days of evidence; what changed when, one row a change."""
    out: list[_Told] = []
    believed = chain.from_iterable(
        _outvoted(list(group), before[place], start) for place, group in groupby(cells, key=attrgetter("place"))
    )
    courses = [_Course(place, holder, start, sides, policy, out) for place, holder in enumerate(before.tolist())]
    for cell in believed:
        course = courses[cell.place]
        course.pass_time(cell.day)
        course.hear(cell)
    for course in courses:
        course.pass_time(horizon)
    names = ["place", "day", "status", "holder", "prior", "confidence", "rule", "basis"]
    told = pd.DataFrame(out, columns=names).astype(
        {name: "float64" if name == "confidence" else "int64" for name in names}
    )
    told = told.sort_values(["place", "day"], kind="stable").drop_duplicates(["place", "day"], keep="last")
    # Neighbouring rows that say the same are one interval, begun by the first and as sure as the last.
    same = [told[name] == told[name].shift() for name in ("place", "status", "holder")]
    again = (same[0] & same[1] & same[2]).to_numpy()
    last = np.append(~again[1:], True)[: len(again)]
    told = told[~again].assign(confidence=told["confidence"].to_numpy()[last], basis=told["basis"].to_numpy()[last])
    return told.reset_index(drop=True)


def _rows(
    told: pd.DataFrame, proof: pd.DataFrame, claims: pd.DataFrame, where: pd.DataFrame, sides: tuple[str, ...]
) -> pd.DataFrame:
    """The walk's changes as control rows, with the claims that bear on each."""
    place, day = told["place"].to_numpy(), told["day"].to_numpy()
    final = np.append(place[1:] != place[:-1], True)[: len(place)]
    day_to = np.append(day[1:], 0)[: len(day)]
    begins = (place << 32) + day

    proof_key = (proof["place"].to_numpy("int64") << 32) + proof["day"].to_numpy("int64")
    interval = np.searchsorted(begins, proof_key, side="right") - 1
    speaks_for, status = proof["side"].to_numpy(), told["status"].to_numpy()
    whom = np.where(told["holder"] >= 0, told["holder"], told["prior"]).astype("int64")
    backs = np.where(speaks_for < 0, status[interval] == CONTESTED, speaks_for == whom[interval])
    ids = claims["id"].take(proof["row"].to_numpy())
    aside = (speaks_for < 0) & ~backs

    newest = np.full(len(told), -_FAR)
    np.maximum.at(newest, interval, proof["day"].to_numpy())
    # An interval without evidence of its own (a claim that ripened, fighting that died down) rests on what came before.
    rests = pd.Series(np.where(newest == -_FAR, np.nan, newest)).groupby(place).ffill().to_numpy()
    table = where.iloc[place][list(PLACE_COLUMNS)].reset_index(drop=True)
    table["valid_from"] = day.astype("datetime64[D]").astype("datetime64[s]")
    table["valid_to"] = np.where(final, np.datetime64("NaT"), day_to.astype("datetime64[D]")).astype("datetime64[s]")
    table["status"] = pd.Series(_STATUS[status], dtype="str")
    names = np.array([*sides, ""], dtype=object)
    table["holder"] = pd.Series(names[told["holder"].to_numpy()], dtype="str")
    table["confidence"] = told["confidence"].round(3)
    table["basis"] = pd.Series(_BASIS[told["basis"].to_numpy()], dtype="str")
    table["rule"] = ("R" + told["rule"].astype("str")).astype("str")
    table["claims_for"] = _joined(ids[backs & ~aside], interval[backs & ~aside], len(told))
    table["claims_against"] = _joined(ids[~backs & ~aside], interval[~backs & ~aside], len(told))
    table["claims_for"] = _rest_on(table, whom)
    table["last_evidence"] = pd.to_datetime(pd.Series(rests), unit="D").astype("datetime64[s]")
    return table


def _rest_on(table: pd.DataFrame, whom: Ints) -> pd.Series:
    """What each row rests on where no claim of its own days speaks for it.

    A claim that ripened, a place that is held again when fighting or a dispute died down: the words that made it so
    before. A loss that only the taking back tells of (R14): the words that tell of the taking back.
    """
    own = table["claims_for"]
    place = table["place_id"]
    said = own.where((own != "") & table["status"].isin(["held", "claimed"]))
    before = said.groupby([place, pd.Series(whom)], sort=False).ffill()
    after = own.shift(-1).where(place == place.shift(-1), "")
    bare = (own == "") & (table["basis"] != "baseline") & table["status"].isin(["held", "claimed", "disputed"])
    implied = bare & (table["rule"] == "R14")
    return own.where(~bare | implied, before.fillna("")).where(~implied, after).astype("str")


def _joined(ids: pd.Series, interval: Ints, count: int) -> pd.Series:
    """Ids by interval, in order, separated by spaces."""
    pairs = pa.table({"interval": interval, "id": pa.array(ids, pa.string())}).sort_by(
        [("interval", "ascending"), ("id", "ascending")]
    )
    offsets = np.searchsorted(pairs["interval"].to_numpy(), np.arange(count + 1))
    lists = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pairs["id"].combine_chunks())
    return pd.Series(pc.binary_join(lists, " ").to_pylist(), dtype="str")

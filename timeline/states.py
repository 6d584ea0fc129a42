"""Verdicts to states: how every place stands from day to day.

Each place is walked through its days of evidence, at most one step a day however many claims there are. The rules and
their ids are those of docs/method.md.
"""

from array import array
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

import numpy as np

from timeline.arrow import Flags, Floats, Ints
from timeline.doubt import CAPITAL, LARGE
from timeline.evidence import NEUTRAL
from timeline.policy import Policy
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
    Verdicts,
    begins,
)

__all__ = ["States", "states"]

_BASELINE_CONFIDENCE = 0.9
_NEVER = 2 * FAR  # later than any horizon
_AT_ONCE = 10_000  # verdicts turned into Python's own numbers in one go, so that memory stays bounded


class States(NamedTuple):
    """How places stand, a row a change: from that day on; who held it last for sure; and as what rows show it. Places,
    days and sides are numbers (-1: no side)."""

    place: Ints
    day: Ints
    status: Ints
    holder: Ints
    prior: Ints
    rule: Ints
    basis: Ints
    confidence: Floats


class _Step(NamedTuple):
    """The verdict on one place and day (timeline.verdicts), and what it has to be seen with."""

    day: int
    side: int
    grade: int
    change: bool
    lost: int
    score: float
    rule: int
    basis: int
    tie: int
    until: int
    spoke: int  # for whom somebody spoke within the last days: a bit a side
    left: int  # 1 + the side that surely left it to nobody who is said, 0 for none
    entered: int  # the last day on which somebody got in who did not hold the place before the war; -FAR for none
    heard: bool  # a region's word is not, where the place itself has surely just changed hands (R8)
    doubted: bool  # one voice's alone, and nothing around makes it likely (R18)
    voice: int  # whose word it is; -1 for several voices', or what a person bears out
    likely: int  # the day from which on it is


class Ground(NamedTuple):
    """What is known of the places and of the war before anything is told: who held each place before the war (-1:
    nobody), its size (timeline.doubt.town_sizes), the day from which on control is told, and the day by which each
    side's opening advance had taken most of what it took."""

    before: Ints
    size: Ints
    start: int
    opening: list[int]


def states(verdicts: Verdicts, ground: Ground, policy: Policy, horizon: int) -> States:
    """Walk every place through its days of evidence, up to the day `horizon`, excluded; what changed when."""
    place, day = verdicts.place, verdicts.day
    direct = verdicts.basis == DIRECT
    since = np.repeat(first := begins(place), np.diff(np.append(first, len(place))))

    def last_day(flag: Flags) -> Ints:
        """The last day before this one, of the same place, that is flagged; -FAR for none."""
        row = np.maximum.accumulate(np.where(flag, np.arange(len(flag)), -1))
        row = np.append(-1, row)[: len(row)]
        return np.where(row >= since, day[row], -FAR)

    doubted = verdicts.doubted
    changed = direct & verdicts.change & (verdicts.side >= 0) & (verdicts.grade >= NEUTRAL) & ~doubted
    spoke = np.zeros(len(day), dtype="int64")
    for side, speaks in enumerate(verdicts.said.T):
        spoke |= np.where(day - last_day(direct & speaks) <= policy.live, _bit(side), 0)
    columns = (
        *(day, verdicts.side, verdicts.grade, verdicts.change, verdicts.lost, verdicts.score),
        *(verdicts.rule, verdicts.basis, verdicts.tie, verdicts.until, spoke, verdicts.left),
        last_day(direct & (verdicts.entered > 0) & (verdicts.entered - 1 != ground.before[place])),
        direct | (day - last_day(changed) > policy.live),
        *(doubted, verdicts.voice, verdicts.likely),
    )
    rows, confidence = array("q"), array("d")
    count = np.bincount(place, minlength=len(ground.before)).tolist()
    steps = _steps(columns)
    for number, (holder, size) in enumerate(zip(ground.before.tolist(), ground.size.tolist(), strict=True)):
        walk = _Walk(number, holder, size, ground, policy, rows, confidence)
        walk.through(islice(steps, count[number]), horizon)
    return _merged(np.frombuffer(rows, dtype="int64").reshape(-1, 7), np.frombuffer(confidence))


def _steps(columns: Iterable[Ints | Floats | Flags]) -> Iterator[_Step]:
    """The rows of columns of the same length; not many at a time stand as Python's own numbers."""
    columns = list(columns)
    parts = (
        zip(*(column[begin : begin + _AT_ONCE].tolist() for column in columns), strict=True)
        for begin in range(0, len(columns[0]), _AT_ONCE)
    )
    return map(partial(tuple.__new__, _Step), chain.from_iterable(parts))  # as _Step._make does, but in C


def _bit(side: int) -> int:
    """The bit that stands for a side in `_Step.spoke`."""
    return 1 << side


class _Walk:
    """One place on its way through its days of evidence. What it comes to is put down in `rows`, seven numbers a row
    (the columns of States but the last), and `sures`, the last."""

    __slots__ = (
        "basis", "changed_on", "doubted", "due", "fight", "ground", "holder", "known_on", "left", "place", "policy",
        "put_down", "rival", "rows", "rule", "size", "status", "sure", "sures",
    )  # fmt: skip

    def __init__(
        self,
        place: int,
        before: int,
        size: int,
        ground: Ground,
        policy: Policy,
        rows: "array[int]",
        sures: "array[float]",
    ) -> None:
        self.place, self.size, self.ground, self.policy, self.rows, self.sures = (
            place,
            size,
            ground,
            policy,
            rows,
            sures,
        )
        self.holder = before  # the last side that surely held it; -1 for none
        self.rival = -1  # who claims it
        self.left = -1  # who left it last, since when nobody holds it
        self.doubted = -1  # whose word alone that is, where it is doubted (R18)
        self.status = HELD if before >= 0 else UNKNOWN  # apart from fighting
        self.due = _NEVER  # when that changes by itself
        self.fight = -FAR  # contested until that day, excluded
        self.changed_on = -FAR  # the last day on which a change was surely dated
        self.known_on = -FAR  # the last day on which the holder was surely told of
        self.rule, self.basis = 10, BASELINE
        self.sure = _BASELINE_CONFIDENCE if before >= 0 else 0.0
        self.put_down = ground.start  # the last day put down
        self._put_down(ground.start)

    def through(self, steps: Iterable[_Step], horizon: int) -> None:
        """Take the steps, and whatever changes by itself between them and up to the horizon."""
        for step in steps:
            day = step.day
            if self.due <= day or self.put_down < self.fight <= day:
                self._let_pass(day)
            if step.heard and self._hear(step):
                self.fight = min(self.fight, day)
            elif step.until > -FAR:
                self.fight = max(self.fight, step.until + 1 + self.policy.fighting)
            self._put_down(day)
        self._let_pass(horizon)

    def _put_down(self, day: int) -> None:
        """Put down how the place stands from that day on."""
        self.put_down = day
        status = self.status
        if self.fight > day:
            self.rows.extend((self.place, day, CONTESTED, -1, self.holder, 13, DIRECT))
        else:
            shown = self.holder if status == HELD else self.rival if status == CLAIMED else -1
            self.rows.extend((self.place, day, status, shown, self.holder, self.rule, self.basis))
        self.sures.append(self.sure)

    @property
    def dispossessed(self) -> int:
        """Who held the place before the war and was told to have lost it since: that he takes it back is likely."""
        before = int(self.ground.before[self.place])
        return before if before != self.holder and self.basis == DIRECT else self.holder

    def _let_pass(self, day: int) -> None:
        """What changes by itself by that day: a claim stays unopposed (R3) or becomes likely (R18), nobody renews one
        against a sure report (R4), fighting is reported no more (R13)."""
        if self.due <= day:
            if self.put_down < self.fight < self.due:
                self._put_down(self.fight)
            if self.status == CLAIMED:
                self.holder, self.rule = self.rival, 3 if self.doubted < 0 else 18
            self.status = HELD
            self._put_down(self.due)
            self.due = _NEVER
        if self.put_down < self.fight <= day:
            self._put_down(self.fight)

    def _hear(self, step: _Step) -> bool:
        """Take a verdict in; whether by it the place changes hands, or is claimed to, on that day."""
        side, status = step.side, self.status
        if step.left and (side < 0 or (side == step.left - 1 and not step.change)) and step.tie == HELD:
            return self._hear_left(step)
        if side < 0:
            if step.tie != HELD:
                self.status, self.due = step.tie, _NEVER
                self.rule, self.basis, self.sure = step.rule, step.basis, step.score
            return False
        waiting = status == CLAIMED and side == self.rival and self.doubted >= 0
        if waiting and step.voice != self.doubted:  # a second voice bears out what was doubted (R5)
            return self._hear_sure(step)
        if step.doubted and not (status == HELD and side in (self.holder, self.dispossessed)):
            self._doubt(step)
            return False
        if step.grade >= NEUTRAL:  # a source on neither side, an admission, or two voices of one side
            return self._hear_sure(step)
        if side == (self.holder if status == HELD else self.rival if status == CLAIMED else -1):
            if step.change:
                self._find_lost(step)
            self._bear_out(step)
            if waiting:
                self.doubted, self.due = -1, min(self.due, step.day + self.policy.unopposed)
            return False
        return self._hear_claim(step)

    def _doubt(self, step: _Step) -> None:
        """R18: one voice tells of what nothing around makes likely: it is claimed, until it becomes likely."""
        if self.status in (HELD, UNKNOWN):
            self.status, self.rival, self.doubted = CLAIMED, step.side, step.voice
            self.due = step.likely if step.likely < FAR else _NEVER
            self.rule, self.basis, self.sure = 18, step.basis, 0.5 * step.score

    def _hear_sure(self, step: _Step) -> bool:
        """Believe what is surely told."""
        day, side, change = step.day, step.side, step.change
        if self.status == HELD and side != self.holder and not change and day - self.changed_on <= self.policy.live:
            # R6: "held by" in passing does not undo a change dated within the last days
            self.sure *= 1 - 0.3 * step.score
            return False
        self.known_on = day
        if change:
            self._find_lost(step)
            self.changed_on = day
        if self.status == HELD and side == self.holder:
            self._bear_out(step)
            return change
        implied = not change and self.status == HELD and self.holder >= 0 and step.basis == DIRECT
        if implied and self.basis == BASELINE and max(self.fight, step.entered) < self.ground.start:
            self._assume(day, side, 15, step.score)
        self.holder, self.status, self.due, self.sure = side, HELD, _NEVER, step.score
        self.rule, self.basis = 15 if implied else step.rule, step.basis
        return change

    def _hear_left(self, step: _Step) -> bool:
        """R19: who leaves a place holds it no more, and nobody does whom nobody told of."""
        side = step.left - 1
        if self.status == CLAIMED and side == self.rival:
            self.status, self.due = HELD if self.holder >= 0 else UNKNOWN, _NEVER
        if side != self.holder:
            return False
        self.holder, self.left, self.changed_on = -1, side, step.day
        if self.status == HELD:
            self.status, self.due, self.sure = UNKNOWN, _NEVER, 0.0
            self.rule, self.basis = 19, DIRECT
        return True

    def _bear_out(self, step: _Step) -> None:
        """More of the same makes it surer."""
        self.sure = 1 - (1 - self.sure) * (1 - 0.5 * step.score)
        if self.basis == BASELINE:
            self.rule = step.rule
        self.basis = max(self.basis, step.basis)

    def _hear_claim(self, step: _Step) -> bool:
        """A claim in one's own favour alone: it is claimed (R3), or disputed where somebody says otherwise (R4)."""
        day, side = step.day, step.side
        if self.status == CLAIMED:
            opposed = True
        elif self.status == HELD:
            opposed = not step.change and self.holder >= 0 and step.spoke & _bit(self.holder) != 0
        else:
            gone = _bit(self.left) if self.status == UNKNOWN and self.left >= 0 else 0
            opposed = step.spoke & ~_bit(side) & ~gone != 0
        if not opposed:
            self.status, self.rival, self.doubted, self.due = CLAIMED, side, -1, day + self.policy.unopposed
            self.rule, self.basis, self.sure = step.rule, step.basis, step.score
            return step.change
        live = self.policy.live
        weaker = day - self.known_on <= live if self.status == HELD else self.status == DISPUTED and self.due < _NEVER
        self.status, self.due = DISPUTED, day + live if weaker else _NEVER
        self.rule, self.basis, self.sure = 4, DIRECT, min(self.sure, step.score)
        return False

    def _find_lost(self, step: _Step) -> None:
        """R14: who takes a place back had lost it: since the fighting or entry told of before, else just before.

        A place that was told of before would have been told to be lost; and not every town of a freed region was. Nor
        is it so where the taking back is doubted; a large town has to have been entered, or two voices to tell of it;
        and that a capital was lost is never left to be concluded."""
        if not (self.basis == BASELINE and 0 <= step.lost != self.holder and step.basis != REGION):
            return
        alone = step.voice >= 0 and step.entered == -FAR
        if step.doubted or self.size == CAPITAL or (self.size == LARGE and alone):
            return
        day, lost = step.day, step.lost
        contact = max(self.fight, step.entered)
        since = contact if contact >= self.put_down else day - 1
        if contact < self.put_down:
            self._assume(since, lost, 14, step.score)
        if self.put_down <= since < day:
            self.rows.extend((self.place, since, HELD, lost, self.holder, 14, DIRECT))
            self.sures.append(0.5 * step.score)

    def _assume(self, day: int, side: int, rule: int, score: float) -> None:
        """Before that day nothing was told of the place: most likely it fell when most places did."""
        fell = self.ground.opening[side]
        if self.put_down <= fell < day <= fell + self.policy.assumed:
            self.rows.extend((self.place, fell, HELD, side, self.holder, rule, ESTIMATE))
            self.sures.append(0.3 * score)


def _merged(rows: Ints, sure: Floats) -> States:
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
    return States(place, day, status, holder, prior, rule, basis[last], sure[last])

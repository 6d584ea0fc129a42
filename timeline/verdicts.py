"""What all evidence of one place and day comes to, and which of these verdicts those around them contradict.

All places are worked out at once, on columns of whole numbers. The rules and their ids are those of docs/method.md.
"""

from typing import NamedTuple, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from timeline.arrow import Flags, Floats, Ints, whole
from timeline.evidence import ADMISSION, ENTRY, FIGHT, LEFT, NEUTRAL, OWN, SHARED
from timeline.keys import day_of, place_day, place_of

__all__ = [
    "BASELINE",
    "CLAIMED",
    "CONTESTED",
    "DIRECT",
    "DISPUTED",
    "ESTIMATE",
    "FAR",
    "HELD",
    "REGION",
    "UNKNOWN",
    "Spoken",
    "Verdicts",
    "begins",
    "believed",
    "judged",
    "spoken",
]

HELD, CLAIMED, DISPUTED, CONTESTED, UNKNOWN = range(5)
BASELINE, REGION, DIRECT, ESTIMATE = range(4)
FAR = 2**40


class Spoken(NamedTuple):
    """What the voices of one place and day say: a row each, in order, and a column a side."""

    key: Ints  # of the place and the day (timeline.keys)
    until: Ints  # last day of fighting, -FAR for none
    entered: Ints  # 1 + the side that got into it, 0 for none
    left: Ints  # 1 + the side that surely left it to nobody who is said, 0 for none
    shared: Floats  # the weight of the word that two sides hold it together, 0 for none
    grade: Ints  # 0 where nobody speaks for the side
    change: Flags
    lost: Ints
    score: Floats
    borne_out: Flags
    voice: Ints  # whose word alone it is; -1 for several voices', or what a person bears out
    likely: Ints  # the day from which on what is told around it makes it likely (R18)

    def take(self, rows: Ints) -> Self:
        return type(self)._make(column[rows] for column in self)

    def without(self, side: Flags) -> Self:
        """As if nobody had spoken for some sides."""
        return self._replace(
            grade=np.where(side, 0, self.grade),
            change=self.change & ~side,
            lost=np.where(side, -1, self.lost),
            score=np.where(side, 0.0, self.score),
            borne_out=self.borne_out & ~side,
        )


class Verdicts(NamedTuple):
    """What that comes to: a row a place and day, in order."""

    key: Ints  # of the place and the day (timeline.keys)
    side: Ints  # whom it speaks for; -1 where for nobody, or where it ties
    tie: Ints  # HELD for none, else DISPUTED or CONTESTED
    grade: Ints
    change: Flags
    lost: Ints  # who lost it by that change; -1 where it isn't said
    until: Ints
    entered: Ints
    left: Ints
    score: Floats
    rule: Ints
    basis: Ints
    voice: Ints  # as in Spoken; so is `likely`
    likely: Ints
    said: Flags  # a column a side: somebody speaks for it

    @property
    def doubted(self) -> Flags:
        """Which are one voice's alone, and not likely on their day (R18)."""
        return (self.voice >= 0) & (self.likely > self.day)

    @property
    def place(self) -> Ints:
        return place_of(self.key)

    @property
    def day(self) -> Ints:
        return day_of(self.key)

    def merged(self, other: Self) -> Self:
        """Both in one, in order."""
        order = np.argsort(np.append(self.key, other.key), kind="stable")
        return type(self)._make(np.concatenate(both)[order] for both in zip(self, other, strict=True))


def begins(key: Ints) -> Ints:
    """Where in sorted numbers each begins."""
    return np.flatnonzero(np.append(True, key[1:] != key[:-1])[: len(key)])


def spoken(proof: pd.DataFrame, place: Ints, sides: int) -> Spoken:
    """Gather evidence by place and day. A voice speaks once (R5): its best word counts. `proof` has the columns of
    `timeline.evidence.evidence` and `likely` (timeline.doubt)."""
    key = place_day(place, whole(proof["day"]))
    order = np.argsort(key, kind="stable")
    first = begins(key[order])
    count = len(first)
    cell = np.empty(len(key), dtype="int64")
    cell[order] = np.repeat(np.arange(count), np.diff(np.append(first, len(key))))
    side = proof["side"].to_numpy()
    until = np.full(count, -FAR)
    fight = np.flatnonzero(side == FIGHT)
    np.maximum.at(until, cell[fight], proof["until"].to_numpy()[fight])
    entered = np.zeros(count, dtype="int64")
    entry = np.flatnonzero(side == ENTRY)
    np.maximum.at(entered, cell[entry], proof["gained"].to_numpy()[entry] + 1)
    left = np.zeros(count, dtype="int64")
    leaving = np.flatnonzero((side == LEFT) & (proof["grade"].to_numpy() >= NEUTRAL))
    np.maximum.at(left, cell[leaving], proof["lost"].to_numpy()[leaving] + 1)
    shared = np.zeros(count)
    joint = np.flatnonzero(side == SHARED)
    np.maximum.at(shared, cell[joint], proof["weight"].to_numpy()[joint])

    speaks = np.flatnonzero(side >= 0)
    voices = len(proof["voice"].cat.categories)
    speech = (cell[speaks] * sides + side[speaks]) * voices + proof["voice"].cat.codes.to_numpy()[speaks]
    speaks, speech = speaks[(by_voice := np.argsort(speech, kind="stable"))], speech[by_voice]
    slot = speech // max(voices, 1)
    once, each = begins(speech), begins(slot)
    size = count * sides

    def best(name: str, empty: float) -> NDArray[np.generic]:
        values = proof[name].to_numpy()[speaks]
        found = np.full(size, empty, dtype=values.dtype)
        found[slot[each]] = np.maximum.reduceat(values, each)
        return found.reshape(count, sides)

    voice, likely = np.full(size, -1), np.full(size, FAR)
    voice[slot[each]] = speech[each] % max(voices, 1)
    likely[slot[each]] = np.minimum.reduceat(proof["likely"].to_numpy()[speaks], each)
    weight = np.maximum.reduceat(proof["weight"].to_numpy()[speaks], once)
    doubt = np.bincount(slot[once], np.log1p(-np.minimum(weight, 0.999)), minlength=size).reshape(count, sides)
    several = np.bincount(slot[once], minlength=size).reshape(count, sides) > 1
    lone = ~several & ~best("checked", False).astype(bool)
    grade = best("grade", 0).astype("int64")
    borne_out = (grade == OWN) & several
    return Spoken(
        key[order[first]],
        until,
        entered,
        left,
        shared,
        np.where(borne_out, NEUTRAL, grade),
        best("change", False).astype(bool),
        best("lost", -1).astype("int64"),
        1 - np.exp(doubt),
        borne_out,
        np.where(lone, voice.reshape(count, sides), -1),
        likely.reshape(count, sides),
    )


def judged(heard: Spoken, basis: int) -> Verdicts:
    """One verdict a place and day: the better grade, then a change over a state, then the clearly heavier side."""
    grade, change, score = heard.grade, heard.change, heard.score
    rows, sides = np.arange(len(heard.key)), grade.shape[1]
    order = np.argsort(-(grade * 100 + (change & (grade >= NEUTRAL)) * 10 + score), axis=1, kind="stable")
    best, second = order[:, 0], order[:, min(1, sides - 1)]
    others = rows[:, None], order[:, 1:]  # none, where there is but one side
    g1, g2 = grade[rows, best], grade[rows, second] * (sides > 1)
    c1, c2 = change[rows, best], change[rows, second]
    s1, s2 = score[rows, best], score[rows, second]
    opposed = g2 > 0
    taken_since = c1 & ~c2 & (g1 >= NEUTRAL)  # one side's in the morning, taken by the other that day
    even = opposed & (g1 == g2) & ~taken_since
    both_took = even & c1 & c2 & (g1 >= NEUTRAL)
    # "still theirs this morning" doesn't settle whether it was taken that day, as another side claims
    claimed_since = (change[others] & (grade[others] > 0) & (grade[others] < g1[:, None])).any(axis=1)
    overtaken = ~c1 & claimed_since
    tied = (even & ((s2 >= 0.6 * s1) | (g1 == OWN)) & ~both_took) | overtaken
    shared = (heard.shared > 0) & (g1 < NEUTRAL)
    tie = np.where(both_took | shared, CONTESTED, np.where(tied, DISPUTED, HELD))
    rule = np.select(
        [
            shared,
            both_took,
            tied & ((g1 == OWN) | overtaken),
            tied,
            np.full(len(rows), basis == REGION),
            g1 == ADMISSION,
            taken_since & opposed,
            heard.borne_out[rows, best],
        ],
        [20, 7, 4, 11, 8, 2, 6, 5],
        default=3,
    )
    return Verdicts(
        heard.key,
        np.where((g1 == 0) | (tie != HELD), -1, best),
        tie,
        g1,
        c1,
        heard.lost[rows, best],
        heard.until,
        heard.entered,
        heard.left,
        np.where(shared, heard.shared, s1) * (1 - 0.5 * score[others].max(axis=1, initial=0.0)),
        rule,
        np.full(len(rows), basis),
        heard.voice[rows, best],
        heard.likely[rows, best],
        grade > 0,
    )


# What it costs to disbelieve a verdict of each grade, for one that was surely read, and to believe a change of hands:
# told as a change, or implied by "held". One change that nobody tells of again is cheaper to believe than to
# disbelieve; a change and its reversal, neither told as such, are not.
_DISBELIEF = np.array([0.0, 1.1, 1.3, 2.2])
_CHANGE_TOLD, _CHANGE_IMPLIED, _NO_CHANGE = 0.5, 1.0, 0.4
_IN_PASSING = 0.7  # of the disbelief, where the text only says who holds the place (R6)
_NOT_AS_BEFORE = 2.0  # that the baseline was wrong


def believed(told: Verdicts, before: Ints, start: int) -> Verdicts:
    """The verdicts without the word of those that others around them contradict (R16).

    Of all courses that a place may have taken, the one that asks for the least disbelief is taken to be true:
    disbelief in verdicts, and in changes of hands, which weigh less the longer nobody spoke of the place. A verdict
    against that course is not heard, but stays in the table as a claim against it.

    The course of least disbelief is found as A. Viterbi's algorithm (1967) does; all places take each step together.
    """
    solid = np.flatnonzero((told.side >= 0) & (told.grade >= NEUTRAL) & ~told.doubted)  # R18 sees to what is doubted
    place, day, side = told.place[solid], told.day[solid], told.side[solid]
    first = begins(place)
    steps = np.diff(np.append(first, len(place)))
    turns = side != np.append(-1, side)[: len(side)]
    turns[first] = side[first] != before[place[first]]
    many = np.flatnonzero(np.add.reduceat(turns.astype("int64"), first) >= 2)  # elsewhere nothing contradicts anything
    if not len(many):
        return told
    last = np.append(start, day)[: len(day)]
    last[first] = start

    # The first steps of all places, then all second steps ...; the places that have most steps in front.
    many = many[np.argsort(-steps[many], kind="stable")]
    going = np.searchsorted(-steps[many], -np.arange(steps[many[0]]))  # how many places have so many steps
    step = np.repeat(np.arange(len(going)), going)
    at = first[many[np.arange(len(step)) - (np.cumsum(going) - going)[step]]] + step
    side, rows = side[at], solid[at]
    silence, number = np.unique(np.maximum(0, day[at] - last[at] - 7), return_inverse=True)
    calm = np.array([0.3 + 0.7 * 0.5 ** (days / 20) for days in silence.tolist()])[number]
    change = told.change[rows]
    each = np.arange(told.said.shape[1])[:, None]
    said = each == side
    turning = calm * np.where(said & change, _CHANGE_TOLD, _CHANGE_IMPLIED)
    staying = np.where(said & change, _NO_CHANGE, 0.0)
    loss = _DISBELIEF[told.grade[rows]] * told.score[rows] * np.where(change, 1.0, _IN_PASSING)
    doubting = np.where(said, 0.0, loss)

    parts = [slice(end - count, end) for end, count in zip(np.cumsum(going).tolist(), going.tolist(), strict=True)]
    cost = np.where(each == before[place[first[many]]], 0.0, _NOT_AS_BEFORE)
    costs = np.empty(said.shape)
    for count, part in zip(going, parts, strict=True):
        old = costs[:, part] = cost[:, :count]
        turned = old.min(axis=0) + turning[:, part]
        cost[:, :count] = np.minimum(old + staying[:, part], turned) + doubting[:, part]
    origin = np.where(costs + staying <= costs.min(axis=0) + turning, each, costs.argmin(axis=0)).T
    course = cost.argmin(axis=0)
    held, places = np.empty(len(side), dtype="int64"), np.arange(len(course))
    for count, part in zip(reversed(going), reversed(parts), strict=True):
        held[part] = course[:count]
        course[:count] = origin[part][places[:count], course[:count]]
    doubted = rows[held != side]
    heard, grade = told.side.copy(), told.grade.copy()
    heard[doubted], grade[doubted] = -1, 0
    return told._replace(side=heard, grade=grade)

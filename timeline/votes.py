"""What the evidence around a place comes to: votes by side on each day, and the intervals in which one of them
prevails (R17).

Places are worked out some at a time, on all days of a grid. Where days come into the grid or leave it and nothing else
is other than before, only those days are looked at (`Spans.followed`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from timeline.arrow import Flags, Floats, Ints
from timeline.kernel import Kernel
from timeline.keys import place_day
from timeline.neighbours import Singles

__all__ = ["Around", "Spans", "Speech", "Voices", "doubted", "intervals", "uninformed"]

_CELLS = 32 * 1_024  # places and days worked out at a time: so few that their numbers stay in the processor's cache
_DAYS = 256  # of them days
_NOISE = 1e-5  # how far, relatively, sums of single precision may be off
_LEAST = 0.05  # changes of weights above this are never taken for small
_SAY = 0.1  # the weight from which on evidence counts as near


def uninformed(table: pd.DataFrame) -> pd.Series:
    """Rows of the baseline that end without saying when the place was lost (R14, R15), or whether it was (R8)."""
    after = table["rule"].shift(-1)
    regained = (after == "R8") & (table["holder"] == table["holder"].shift(-1))
    return (table["basis"] == "baseline") & (after.isin(["R14", "R15"]) | regained)


def doubted(table: pd.DataFrame) -> pd.Series:
    """Rows of what is reported and doubted (R18): they say nothing of the land around."""
    return (table["rule"] == "R18") & (table["status"] == "claimed")


class Speech(NamedTuple):
    """What anchors say, in rows by anchor and first day: the anchor's number, the first day, the number of the holder
    (-1 for none) and how loudly they speak; and a number for all that each anchor says."""

    number: Ints
    first: Ints
    holder: NDArray[np.int8]
    loud: Singles
    digest: NDArray[np.uint64]

    @classmethod
    def of(cls, voting: pd.DataFrame, number: Ints, silent: Flags, sides: list[str], kernel: Kernel) -> Self:
        first = voting["valid_from"].to_numpy().astype("datetime64[D]").astype("int64")
        holder = pd.Categorical(voting["holder"], categories=sides).codes.astype("int8")
        loud = np.where((uninformed(voting) | doubted(voting)).to_numpy(), 0.0, 1.0).astype("float32")
        for basis, say in (("baseline", kernel.before), ("estimate", kernel.assumed)):
            loud = np.where((voting["basis"] == basis).to_numpy() & ~silent[number], np.float32(say) * loud, loud)
        row = first * 1_000 + holder + (loud * 100).astype("int64") * 10**9
        hashed = pd.util.hash_array(row, categorize=False)
        digest = np.zeros(len(silent), dtype="uint64")
        np.add.at(digest, number, hashed)
        return cls(number, first, holder, loud.astype("float32"), digest)


@dataclass(frozen=True, slots=True)
class Voices:
    """All that is said: by anchors, of which some are towns that are `silent`, and of whole regions (`wide`, control
    rows by place); for which `sides`, and after which day, the baseline's (`start`)."""

    speech: Speech
    silent: Flags
    wide: pd.DataFrame | None
    sides: list[str]
    start: int
    kernel: Kernel


class Around(NamedTuple):
    """Some places and what has a say in them, a row a place: the anchors around, how much of a say each has by side,
    and the number of the side that held the place before the war (-1 for none)."""

    place_id: pd.Index
    nearest: NDArray[np.int32]
    weights: Singles
    before: Ints


class Spans(NamedTuple):
    """Runs of days of a grid with the same probable holder, in order by place and day: the place's row, the number of
    the first day, the holder's number (-1 for none), whether nothing was reported near enough, the day of the last
    evidence (nan for none); the number of the grid's days in it, and sums over these of how sure the holder is
    (`share`) and of what changes of weights may do to that (`play`)."""

    place: Ints
    day: Ints
    holder: NDArray[np.int8]
    unheard: Flags
    last: Floats
    length: Floats
    share: Floats
    play: Floats

    @classmethod
    def none(cls) -> Self:
        return cls._make(np.empty(0, dtype=kind) for kind in ("int64", "int64", "int8", "bool", *["float64"] * 4))

    @property
    def sure(self) -> Floats:
        """How sure the holder is, 0 to 1."""
        return self.share / self.length

    @property
    def margin(self) -> Floats:
        """By how much, relatively, weights may change before the confidence of a span, rounded, does."""
        thousandths = (900 * self.sure + 0.5) % 1
        play = np.minimum(thousandths, 1 - thousandths) / 1000 - _NOISE
        return np.asarray(play / (2.5 * self.play / self.length + _NOISE), dtype="float64")

    def at(self, row: Ints, place: Ints) -> Self:
        """Those of the places in some `row`s, which are now the places `place`."""
        number = np.full(max(self.place.max(initial=-1), row.max(initial=-1)) + 1, -1)
        number[row] = place
        rows = np.flatnonzero(number[self.place] >= 0)
        return type(self)._make([number[self.place[rows]], *(column[rows] for column in self[1:])])._in_order()

    def without(self, places: Flags) -> Self:
        """Those of all places but these."""
        rows = np.flatnonzero(~places[self.place])
        return type(self)._make([column[rows] for column in self])

    def joined(self, other: Self) -> Self:
        """With those of other places."""
        pairs: Iterator[tuple[Any, Any]] = zip(self, other, strict=True)
        return type(self)._make(np.concatenate(pair) for pair in pairs)._in_order()

    def _in_order(self) -> Self:
        order = np.argsort(self.place, kind="stable")
        return type(self)._make([column[order] for column in self])

    def followed(self, places: Ints, around: Around, voices: Voices, came: Ints, went: Ints) -> "tuple[Self, Singles]":
        """The spans of some `places`, about which the same is said as before, on a grid that has other days, `came`
        and `went`; and the margins of these places, negative for those whose spans are no longer these."""
        days = np.union1d(came, went)
        sign = np.where(np.isin(days, went), -1.0, 1.0)
        key = place_day(self.place, self.day)
        length, share, play = (sums.copy() for sums in (self.length, self.share, self.play))
        margin = np.full(len(places), np.inf, dtype="float32")
        touched = np.zeros(len(key), dtype=bool)
        for part in _parts(around, voices, days):
            found = _verdicts(part.votes, around.before[part.places], days == voices.start, voices.kernel)
            row = np.searchsorted(key, place_day(places[part.places, None], days), side="right") - 1
            other = (found.holder != self.holder[row]) | (found.unheard != self.unheard[row])
            other |= (self.day[row] == days) & (sign < 0)
            margin[part.places] = np.where(other, -1, found.margin).min(axis=1)
            touched[row] = True
            for sums, each in ((length, sign), (share, sign * found.share), (play, sign * found.play)):
                sums += np.bincount(row.ravel(), np.broadcast_to(each, row.shape).ravel(), len(sums))
        spans = self._replace(length=length, share=share, play=play)
        some = np.flatnonzero(touched & (length > 0))  # of the others the first day went
        np.minimum.at(margin, np.searchsorted(places, self.place[some]), spans.margin[some].astype("float32"))
        return spans, np.minimum(margin - _NOISE, _LEAST)


def intervals(around: Around, voices: Voices, days: Ints) -> tuple[Spans, Singles]:
    """Runs of days with the same probable holder, of some places, and how much their weights may change before they
    do."""
    pieces, margins = [], [np.empty(0, dtype="float32")]
    for part in _parts(around, voices, days):
        found = _verdicts(part.votes, around.before[part.places], days == voices.start, voices.kernel)
        spans, margin = _runs(found, days, part.age, part.nearest, around.weights[part.places].max(axis=2))
        pieces.append(spans._replace(place=part.places.start + spans.place))
        margins.append(margin)
    if not pieces:
        return Spans.none(), margins[0]
    return Spans._make(np.concatenate(parts) for parts in zip(*pieces, strict=True)), np.concatenate(margins)


class _Volume(NamedTuple):
    """How loudly each of some anchors speaks on each day: for each side, by side, anchor and day, and on the whole, in
    blocks of some days each; and how old that is, by anchor and day."""

    by_side: list[Singles]
    fresh: list[Singles]
    age: Singles

    @classmethod
    def of(cls, voices: Voices, some: Ints, days: Ints) -> Self:
        speech, kernel = voices.speech, voices.kernel
        key = place_day(speech.number, speech.first)
        quiet = voices.silent[some, None]  # silence doesn't age
        volume = cls([], [], np.empty((len(some), len(days)), dtype="float32"))
        for begin in range(0, len(days), _DAYS):
            block = slice(begin, begin + _DAYS)
            row = np.searchsorted(key, place_day(some[:, None], days[block]), side="right") - 1
            age = (days[block] - speech.first[row]).astype("float32")
            fresh = np.where(quiet, np.float32(kernel.silence), np.exp2(-age / kernel.half_life, dtype="float32"))
            fresh = speech.loud[row] * fresh
            holder = speech.holder[row]
            by_side = [np.where(holder == side, fresh, np.float32(0)) for side in range(len(voices.sides))]
            volume.by_side.append(np.stack(by_side))
            volume.fresh.append(fresh)
            volume.age[:, block] = age
        return volume


class _Part(NamedTuple):
    """Some of the places: which, the votes by side, place and day, as shares of the freshest evidence around on the
    day; how old the evidence of each anchor is, by anchor and day, and the numbers of those around each place."""

    places: slice
    votes: Singles
    age: Singles
    nearest: Ints


def _parts(around: Around, voices: Voices, days: Ints) -> Iterator[_Part]:
    """The votes of all the places, of some at a time."""
    some, number = np.unique(around.nearest, return_inverse=True)
    number = number.reshape(around.nearest.shape)
    volume = _Volume.of(voices, some.astype("int64"), days)
    regional = _Regional.of(voices, around.place_id, days)
    at_once = max(_CELLS // len(days), 1)
    for begin in range(0, len(number), at_once):
        places = slice(begin, begin + at_once)
        weights, nearest = around.weights[places], number[places]
        votes = np.empty((len(voices.sides), len(nearest), len(days)), dtype="float32")
        for block, (by_side, fresh) in enumerate(zip(volume.by_side, volume.fresh, strict=True)):
            within = slice(block * _DAYS, (block + 1) * _DAYS)
            for side in range(len(voices.sides)):
                loud = np.take(by_side[side], nearest, axis=0)
                votes[side, :, within] = np.matmul(weights[:, None, :, side], loud)[:, 0]
            votes[:, :, within] /= np.maximum(np.take(fresh, nearest, axis=0).max(axis=1), 1e-9)
        regional.add(votes, begin)
        yield _Part(places, votes, volume.age, nearest)


class _Regional(NamedTuple):
    """What is said of whole regions, as votes: in which of some places, for which side, on which days, since when and
    how loudly; in the order of the places."""

    place: Ints
    side: NDArray[np.int8]
    since: Ints
    first: Ints
    last: Ints
    say: Floats
    days: Ints
    half_life: float

    @classmethod
    def of(cls, voices: Voices, place_id: pd.Index, days: Ints) -> Self:
        wide, kernel = voices.wide, voices.kernel
        if wide is None or wide.empty:
            return cls._make([*[np.empty(0, dtype="int64")] * 6, days, kernel.half_life])
        number = place_id.get_indexer(pd.Index(wide["place_id"]))
        begin = wide["valid_from"].to_numpy().astype("datetime64[D]").astype("int64")
        end = wide["valid_to"].to_numpy().astype("datetime64[D]").astype("int64")
        end = np.where(wide["valid_to"].isna(), days[-1] + 1, end)
        side = pd.Categorical(wide["holder"], categories=voices.sides).codes
        say = kernel.region * wide["confidence"].to_numpy()
        rows = np.flatnonzero((number >= 0) & (side >= 0))
        rows = rows[np.argsort(number[rows], kind="stable")]
        first, last = np.searchsorted(days, begin[rows]), np.searchsorted(days, end[rows])
        return cls(number[rows], side[rows], begin[rows], first, last, say[rows], days, kernel.half_life)

    def add(self, votes: Singles, begin: int) -> None:
        """Add them to the votes by side, place and day of the places from `begin` on."""
        low, high = np.searchsorted(self.place, [begin, begin + votes.shape[1]])
        for row in range(low, high):
            within = slice(self.first[row], self.last[row])
            faded = np.exp2(-(self.days[within] - self.since[row]) / self.half_life)
            votes[self.side[row], self.place[row] - begin, within] += self.say[row] * faded


class _Verdicts(NamedTuple):
    """What votes come to, by place and day: the number of the side that has most (-1 for none), its share, whether
    nothing was reported near enough, and how much weights may change before any of this does, or to the share."""

    holder: Ints
    share: Singles
    unheard: Flags
    margin: Singles

    @property
    def play(self) -> Singles:
        return self.share * (1 - self.share)


def _verdicts(votes: Singles, before: Ints, baseline: Flags, kernel: Kernel) -> _Verdicts:
    """Of votes by side, place and day, which are changed on the way; `baseline` tells which day is the baseline's."""
    rows = np.arange(len(before))
    known = before >= 0
    votes[:, :, baseline] = 0  # of the baseline's own day nothing needs to be guessed
    votes[before[known], rows[known]] += kernel.inertia
    total = votes.sum(axis=0)
    best = votes.argmax(axis=0)
    most = np.take_along_axis(votes, best[None], axis=0)[0]
    share = most / np.maximum(total, 1e-9)
    np.put_along_axis(votes, best[None], -1, axis=0)
    second = votes.max(axis=0).clip(0)
    bound = 2 * np.float32(kernel.inertia)
    ahead = (most - second) / np.maximum(total, 1e-9)
    off = np.abs(total - bound) / np.maximum(total, bound)
    margin = np.where(total > 0, np.minimum(ahead, off), 1)
    return _Verdicts(np.where(total > 0, best, -1), share, total < 2 * kernel.inertia, margin)


def _runs(found: _Verdicts, days: Ints, age: Singles, nearest: Ints, weight: Singles) -> tuple[Spans, Singles]:
    """Runs of days with the same holder, and the margins by place; `age` is by anchor and day."""
    begins = np.ones(found.holder.shape, dtype=bool)
    begins[:, 1:] = (found.holder[:, 1:] != found.holder[:, :-1]) | (found.unheard[:, 1:] != found.unheard[:, :-1])
    place, day = np.nonzero(begins)
    flat = np.flatnonzero(begins)
    length = np.diff(np.append(flat, begins.size)).astype("float64")
    share, play = (np.add.reduceat(each.ravel(), flat, dtype="float64") for each in (found.share, found.play))
    near = np.where(weight[place] > _SAY, age[nearest[place], day[:, None]], np.inf).min(axis=1)
    last = np.where(np.isfinite(near), days[day] - near, np.nan)
    holder = found.holder[place, day].astype("int8")
    spans = Spans(place, days[day], holder, found.unheard[place, day], last, length, share, play)
    # by how much weights may change: until a verdict is another, until evidence is near enough or no longer, until the
    # confidence, rounded, is another
    margin = found.margin.min(axis=1)
    margin = np.minimum(margin, (np.abs(weight - _SAY) / np.maximum(weight, _SAY)).min(axis=1))
    np.minimum.at(margin, place, spans.margin.astype(margin.dtype))
    return spans, np.minimum(margin - _NOISE, _LEAST).astype("float32")

"""Control to an estimate of the rest: who probably held the settlements that nobody wrote about (R17).

Everything here is an estimate and says so (basis "estimate"). A settlement with evidence of its own keeps it; any
other is as the nearest ones with evidence were on that day, the nearer and the fresher weighing more, against its
pre-war holder, who weighs a little everywhere and so prevails where nothing was told of for a long way around. Who
holds a town has most likely come through the land behind it, so a side's evidence reaches farther back towards the
ground that it came from than onwards.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gazetteer.gazetteer import Gazetteer
from theatre.theatre import Theatre
from timeline.arrow import Flags, Ints, among
from timeline.baseline import PLACE_COLUMNS, at_home, baseline_day
from timeline.control import CONTROL_COLUMNS, control
from timeline.kernel import KERNEL, Kernel
from timeline.keys import place_day
from timeline.neighbours import Anchors, Neighbours, Singles, Terrain, rows_among
from timeline.regions import inside

__all__ = ["Estimate", "doubted", "estimate"]

_PLACES, _DAYS = 32, 256  # worked out at a time: so few that their numbers stay in the processor's cache
_AT_ONCE = 500  # places whose weights are worked out at a time
_NOISE = 1e-5  # how far, relatively, sums of single precision may be off
_LEAST = 0.05  # changes of weights above this are never taken for small
_SAY = 0.1  # the weight from which on evidence counts as heard of


def estimate(
    table: pd.DataFrame,
    places: pd.DataFrame,
    *,
    theatre: Theatre,
    cities: pd.DataFrame | None = None,
    mentioned: Collection[str] = (),
    claims: pd.DataFrame | None = None,
    gazetteer: Gazetteer | None = None,
    kernel: Kernel = KERNEL,
) -> pd.DataFrame:
    """Control rows for all `places` and all places of the control table `table`.

    `cities` (by default `places`) are where towns of `kernel.city` people and more are looked up that nobody told of;
    those `mentioned` by id in any claim, whatever it says, are not silent. `claims` are those that the table was made
    from: what they say of whole regions has a say in every place in them, which the `gazetteer` knows as in `control`.

    Rows with evidence stay as they are. What the baseline alone said is estimated, except where the first thing told
    of a place is that it changed hands on a day, which says that until then it hadn't.
    """
    return Estimate.of(
        table,
        places,
        theatre=theatre,
        cities=cities,
        mentioned=mentioned,
        claims=claims,
        gazetteer=gazetteer,
        kernel=kernel,
    ).rows


@dataclass(frozen=True, slots=True)
class Estimate:
    """The `rows` of `estimate`, and what they rest on, by which the next estimate is worked out from this one. A value;
    the rows are not to be written to."""

    rows: pd.DataFrame
    terrain: Terrain
    wide: "_Wide | None" = None
    guess: "_Guess | None" = None

    @classmethod
    def of(
        cls,
        table: pd.DataFrame,
        places: pd.DataFrame,
        *,
        theatre: Theatre,
        cities: pd.DataFrame | None = None,
        mentioned: Collection[str] = (),
        claims: pd.DataFrame | None = None,
        gazetteer: Gazetteer | None = None,
        kernel: Kernel = KERNEL,
        former: Self | None = None,
    ) -> Self:
        """As `estimate` takes them. With a `former` one, of the same theatre, gazetteer and kernel, only the places
        are worked out whose evidence around is another; the rows are the same as without."""
        assuming, table = table, _as_told(table)
        columns = list(PLACE_COLUMNS)
        extra = [name for name in ("country",) if name in places]
        everywhere = pd.concat([places[columns + extra], table[columns]]).drop_duplicates("place_id", ignore_index=True)
        terrain = Terrain.of(everywhere, theatre, None if former is None else former.terrain)
        anchors = table[among(table["place_id"], table.loc[table["basis"] != "baseline", "place_id"])]
        voting = assuming[among(assuming["place_id"], anchors["place_id"])]
        voting = voting[among(voting["place_id"], everywhere.loc[terrain.at_home, "place_id"])]
        # an island or a plant says nothing of the land around
        voting = voting[~voting["place_id"].str.startswith("site:")]
        if voting.empty:
            rest = control(None, theatre=theatre, places=everywhere[~among(everywhere["place_id"], table["place_id"])])
            return cls(_in_order(pd.concat([table, rest])), terrain)
        towns = places if cities is None else cities
        silent = _silent(towns[~among(towns["place_id"], mentioned)], anchors, theatre, kernel)
        voting = pd.concat([voting, silent], ignore_index=True)
        spans = anchors[_uninformed(anchors)]
        asked = terrain.take(
            np.flatnonzero(
                ~among(everywhere["place_id"], anchors["place_id"]) | among(everywhere["place_id"], spans["place_id"])
            )
        )
        wide = (
            None
            if claims is None
            else _Wide.of(claims, asked, theatre, gazetteer, None if former is None else former.wide)
        )
        guess = _Guess.of(asked, voting, wide, theatre, kernel, None if former is None else former.guess)
        guessed = guess.as_control(theatre)
        told = pd.Series(among(guessed["place_id"], anchors["place_id"]), index=guessed.index)
        rows = pd.concat([anchors.drop(index=spans.index), _clip(guessed[told], spans), guessed[~told]])
        return cls(_in_order(rows[list(CONTROL_COLUMNS)]), terrain, wide, guess)


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """By place and day."""
    return rows.sort_values(["place_id", "valid_from"], kind="stable", ignore_index=True)


def _as_told(table: pd.DataFrame) -> pd.DataFrame:
    """The rows without the assumptions of R14 and R15, whose days go back to the row before: here they are estimated
    better."""
    assumed = (table["basis"] == "estimate").to_numpy()
    until = table["valid_to"].where(~np.append(assumed[1:], False)[: len(table)], table["valid_to"].shift(-1))
    return table.assign(valid_to=until)[~assumed].reset_index(drop=True)


def _silent(cities: pd.DataFrame, anchors: pd.DataFrame, theatre: Theatre, kernel: Kernel) -> pd.DataFrame:
    """The baseline's rows of towns so large that their fall would have been told of."""
    if "population" not in cities:
        return anchors.iloc[:0]
    large = cities[(cities["population"] >= kernel.city) & ~among(cities["place_id"], anchors["place_id"])]
    return control(None, theatre=theatre, places=large[at_home(large, theatre)])


def _uninformed(table: pd.DataFrame) -> pd.Series:
    """Rows of the baseline that end without saying when the place was lost (R14, R15), or whether it was (R8)."""
    after = table["rule"].shift(-1)
    regained = (after == "R8") & (table["holder"] == table["holder"].shift(-1))
    return (table["basis"] == "baseline") & (after.isin(["R14", "R15"]) | regained)


def doubted(table: pd.DataFrame) -> pd.Series:
    """Rows of what is told and doubted (R18): they say nothing of the land around."""
    return (table["rule"] == "R18") & (table["status"] == "claimed")


@dataclass(frozen=True, slots=True)
class _Wide:
    """What is said of whole regions: the claims, and the control `rows` that follow from them alone at `places`."""

    claims: pd.DataFrame
    places: pd.DataFrame
    rows: pd.DataFrame

    @classmethod
    def of(
        cls, claims: pd.DataFrame, asked: Terrain, theatre: Theatre, gazetteer: Gazetteer | None, former: Self | None
    ) -> Self:
        claims = claims[(claims["kind"] == "region").to_numpy()]
        places = asked.places.assign(admin1=asked.admin1)
        if former is None:
            rows = control(claims, theatre=theatre, gazetteer=gazetteer, places=places)
            return cls(claims, places, rows[(rows["basis"] == "region").to_numpy()].reset_index(drop=True))
        stale = rows_among(places, former.places) < 0
        for region in former._changed(claims):
            stale |= inside(region, places, theatre, gazetteer)
        kept = former.rows[among(former.rows["place_id"], places.loc[~stale, "place_id"])]
        if not stale.any():
            return cls(claims, places, kept.reset_index(drop=True))
        rows = control(claims, theatre=theatre, gazetteer=gazetteer, places=places[stale])
        rows = rows[(rows["basis"] == "region").to_numpy() & among(rows["place_id"], places.loc[stale, "place_id"])]
        return cls(claims, places, _in_order(pd.concat([kept, rows])))

    def _changed(self, claims: pd.DataFrame) -> set[str]:
        """The regions of which something else is said now."""
        if claims.reset_index(drop=True).equals(self.claims.reset_index(drop=True)):
            return set()
        one, other = (pd.util.hash_pandas_object(each, index=False).to_numpy() for each in (self.claims, claims))
        changed = pd.concat([self.claims[~np.isin(one, other)], claims[~np.isin(other, one)]])
        corrected = pd.concat([self.claims, claims])
        corrected = corrected[among(corrected["id"], changed["supersedes"])]
        return {*changed["place_id"], *corrected["place_id"]} - {""}


class _Speech(NamedTuple):
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
        loud = np.where((_uninformed(voting) | doubted(voting)).to_numpy(), 0.0, 1.0).astype("float32")
        for basis, say in (("baseline", kernel.before), ("estimate", kernel.assumed)):
            loud = np.where((voting["basis"] == basis).to_numpy() & ~silent[number], np.float32(say) * loud, loud)
        row = first * 1_000 + holder + (loud * 100).astype("int64") * 10**9
        hashed = pd.util.hash_array(row, categorize=False)
        digest = np.zeros(len(silent), dtype="uint64")
        np.add.at(digest, number, hashed)
        return cls(number, first, holder, loud.astype("float32"), digest)


class _Spans(NamedTuple):
    """Runs of days with the same probable holder, by place: its row, the number of the first day, the holder's number,
    how sure it is, whether nothing was heard, and the day of the last evidence (nan for none)."""

    place: Ints
    day: Ints
    holder: NDArray[np.int8]
    share: NDArray[np.float64]
    unheard: Flags
    last: NDArray[np.float64]

    def take(self, rows: Ints, place: Ints) -> Self:
        return type(self)._make([place, *(column[rows] for column in self[1:])])


@dataclass(frozen=True, slots=True)
class _Guess:
    """Estimated intervals of the places `asked`, and what they were worked out from.

    `margin` is by how much, relatively, the weights of a place's neighbours may change before its intervals do.
    """

    asked: Terrain
    anchors: Anchors
    neighbours: Neighbours
    weights: Singles
    margin: Singles
    digest: NDArray[np.uint64]
    days: Ints
    wide: pd.DataFrame | None
    spans: _Spans

    @classmethod
    def of(
        cls,
        asked: Terrain,
        voting: pd.DataFrame,
        wide: _Wide | None,
        theatre: Theatre,
        kernel: Kernel,
        former: Self | None,
    ) -> Self:
        """From the control rows `voting`, by place."""
        number, _ = pd.factorize(voting["place_id"])
        spoken = np.bincount(number, weights=(voting["basis"] != "baseline").to_numpy())
        silent = spoken == 0
        at = voting.drop_duplicates("place_id")[list(PLACE_COLUMNS)].reset_index(drop=True)
        anchors = Anchors.of(at, silent, theatre, kernel, None if former is None else former.anchors)
        row = np.full(len(asked.places), -1) if former is None else rows_among(asked.places, former.asked.places)
        before = None if former is None else (former.neighbours, former.anchors, row)
        neighbours = Neighbours.of(asked.places, anchors, theatre, kernel, before)
        weights = _weights(asked, anchors, neighbours, kernel)
        speech = _Speech.of(voting, number, silent, [*theatre.sides], kernel)
        told = None if wide is None else wide.rows
        days = _grid(speech, told, theatre)
        guess = cls(
            asked, anchors, neighbours, weights, np.zeros(len(row), dtype="float32"), speech.digest, days, told,
            _Spans._make([np.empty(0, dtype="int64")] * 6),
        )  # fmt: skip
        return guess._worked_out(speech, theatre, kernel, row, former)

    def _worked_out(
        self, speech: _Speech, theatre: Theatre, kernel: Kernel, row: Ints, former: "_Guess | None"
    ) -> Self:
        """With the intervals, which are those of the `former` guess where that has the place in a `row` (-1 for none)
        and nothing around it changed that matters."""
        weights, margin = self.weights.copy(), self.margin.copy()
        stale, kept = np.ones(len(row), dtype=bool), None
        if former is not None and former._comparable(self):
            stale = self._stale(row, former)
            kept = np.flatnonzero(~stale)
            weights[kept], margin[kept] = former.weights[row[kept]], former.margin[row[kept]]
        again = np.flatnonzero(stale)
        spans, margin[again] = _worked_out(self, again, speech, [*theatre.sides], kernel)
        if former is not None and kept is not None:
            spans = _joined(former.spans, row[kept], kept, len(former.margin), spans)
        return replace(self, weights=weights, margin=margin, spans=spans)

    def _comparable(self, other: "_Guess") -> bool:
        """Whether both are about the same days, and have as many neighbours to each place."""
        return np.array_equal(self.days, other.days) and self.weights.shape[1] == other.weights.shape[1]

    def _stale(self, row: Ints, former: "_Guess") -> Flags:
        """The places of which something else may come out than before."""
        stale = row < 0
        at = np.flatnonzero(~stale)
        before = row[at]
        ids = pd.Index(former.anchors.places["place_id"])
        number = ids.get_indexer(pd.Index(self.anchors.places["place_id"]))  # of each anchor, among the former ones
        same = (number >= 0) & (self.digest == former.digest[number])
        same &= self.anchors.silent == former.anchors.silent[number]
        nearest, former_nearest = self.neighbours.nearest[at], former.neighbours.nearest[before]
        other = ((number[nearest] != former_nearest) | ~same[nearest]).any(axis=1)
        one, ours = former.weights[before], self.weights[at]
        with np.errstate(divide="ignore", invalid="ignore"):
            moved = np.where(one == ours, 0, np.abs(ours / one - 1)).max(axis=(1, 2))
        other |= (moved > 0) & ~(moved <= former.margin[before])
        stale[at] = other
        return stale | self._informed_otherwise(former)

    def _informed_otherwise(self, former: "_Guess") -> Flags:
        """The places of which something else is told as of a part of a region."""
        if self.wide is None or former.wide is None or self.wide.equals(former.wide):
            return np.zeros(len(self.asked.places), dtype=bool)
        one, other = (
            each.groupby("place_id")["digest"].sum()
            for each in (
                table[["place_id"]].assign(digest=pd.util.hash_pandas_object(table, index=False))
                for table in (self.wide, former.wide)
            )
        )
        one, other = one.align(other, fill_value=np.uint64(0))
        return among(self.asked.places["place_id"], one.index[(one != other).to_numpy()])

    def as_control(self, theatre: Theatre) -> pd.DataFrame:
        """The intervals as control rows, by place and day."""
        return _as_control(self.spans, self.asked.places, [*theatre.sides])


def _grid(speech: _Speech, wide: pd.DataFrame | None, theatre: Theatre) -> Ints:
    """The days that are worked out: those on which something is told, and every seventh."""
    start = int(np.datetime64(baseline_day(theatre), "D").astype("int64"))
    regional = [] if wide is None else [wide["valid_from"].to_numpy().astype("datetime64[D]").astype("int64")]
    turns = np.unique(np.concatenate([[start], speech.first, *regional]))
    return np.unique(np.append(turns, np.arange(start, turns[-1] + 8, 7)))


def _weights(asked: Terrain, anchors: Anchors, neighbours: Neighbours, kernel: Kernel) -> Singles:
    """How much of a say each neighbour has in each place, by side: the less the longer the way that the side has
    gone. A town's silence tells of its surroundings alike."""
    nearest = neighbours.nearest
    weights = np.empty((*nearest.shape, anchors.terrain.depth.shape[1]), dtype="float32")
    for begin in range(0, len(nearest), _AT_ONCE):
        some = slice(begin, begin + _AT_ONCE)
        near = nearest[some]
        onwards = asked.depth[some, None, :] - anchors.terrain.depth[near]
        onwards = np.where(anchors.silent[near][:, :, None], 0, onwards)
        way = np.maximum(neighbours.away[some, :, None] + np.float32(kernel.lean) * onwards, 0)
        weights[some] = np.exp(-way / np.float32(kernel.reach)) * anchors.share[near][:, :, None]
    return weights


class _Volume(NamedTuple):
    """How loudly each of some anchors speaks on each day: for each side, by side, anchor and day, and on the whole, in
    blocks of some days each; and how old that is, by anchor and day."""

    by_side: list[Singles]
    fresh: list[Singles]
    age: Singles

    @classmethod
    def of(cls, speech: _Speech, some: Ints, silent: Flags, days: Ints, sides: int, kernel: Kernel) -> Self:
        key = place_day(speech.number, speech.first)
        quiet = silent[some, None]  # silence doesn't age
        volume = cls([], [], np.empty((len(some), len(days)), dtype="float32"))
        for begin in range(0, len(days), _DAYS):
            block = slice(begin, begin + _DAYS)
            row = np.searchsorted(key, place_day(some[:, None], days[block]), side="right") - 1
            age = (days[block] - speech.first[row]).astype("float32")
            fresh = np.where(quiet, np.float32(kernel.silence), np.exp2(-age / kernel.half_life, dtype="float32"))
            fresh = speech.loud[row] * fresh
            holder = speech.holder[row]
            volume.by_side.append(np.stack([np.where(holder == side, fresh, np.float32(0)) for side in range(sides)]))
            volume.fresh.append(fresh)
            volume.age[:, block] = age
        return volume


def _worked_out(
    guess: _Guess, places: Ints, speech: _Speech, sides: list[str], kernel: Kernel
) -> tuple[_Spans, Singles]:
    """The intervals of some of the places asked, and the margins of each."""
    near = guess.neighbours.nearest[places]
    some, number = np.unique(near, return_inverse=True)
    number = number.reshape(near.shape)
    volume = _Volume.of(speech, some.astype("int64"), guess.anchors.silent, guess.days, len(sides), kernel)
    regional = _Regional.of(guess, places, sides, kernel)
    pieces, margins = [], [np.empty(0, dtype="float32")]
    for begin in range(0, len(places), _PLACES):
        chunk = slice(begin, begin + _PLACES)
        weights, nearest = guess.weights[places[chunk]], number[chunk]
        votes = _votes(weights, nearest, volume)
        regional.add(votes, begin)
        before = guess.asked.before[places[chunk]]
        spans, margin = _intervals(votes, before, guess.days, kernel, volume.age, nearest, weights.max(axis=2))
        pieces.append(spans._replace(place=places[begin + spans.place]))
        margins.append(margin)
    columns = [np.concatenate(parts) for parts in zip(*pieces, strict=True)] or [np.empty(0, dtype="int64")] * 6
    return _Spans._make(columns), np.concatenate(margins)


def _votes(weights: Singles, nearest: Ints, volume: _Volume) -> Singles:
    """The votes by side, place and day, as shares of the freshest evidence around on the day."""
    sides, days = len(volume.by_side[0]), volume.age.shape[1]
    votes = np.empty((sides, len(nearest), days), dtype="float32")
    for block, (by_side, fresh) in enumerate(zip(volume.by_side, volume.fresh, strict=True)):
        some = slice(block * _DAYS, (block + 1) * _DAYS)
        for side in range(sides):
            around = np.take(by_side[side], nearest, axis=0)
            votes[side, :, some] = np.matmul(weights[:, None, :, side], around)[:, 0]
        votes[:, :, some] /= np.maximum(np.take(fresh, nearest, axis=0).max(axis=1), 1e-9)
    return votes


class _Regional(NamedTuple):
    """What is said of whole regions, as votes: in which of the places worked out, for which side, on which days, since
    when and how loudly; in the order of the places."""

    place: Ints
    side: NDArray[np.int8]
    since: Ints
    first: Ints
    last: Ints
    say: NDArray[np.float64]
    days: Ints
    half_life: float

    @classmethod
    def of(cls, guess: _Guess, places: Ints, sides: list[str], kernel: Kernel) -> Self:
        """Those of some of the places asked."""
        days, wide = guess.days, guess.wide
        if wide is None or wide.empty:
            return cls._make([*[np.empty(0, dtype="int64")] * 6, days, kernel.half_life])
        number = pd.Index(guess.asked.places["place_id"].iloc[places]).get_indexer(pd.Index(wide["place_id"]))
        begin = wide["valid_from"].to_numpy().astype("datetime64[D]").astype("int64")
        end = wide["valid_to"].to_numpy().astype("datetime64[D]").astype("int64")
        end = np.where(wide["valid_to"].isna(), days[-1] + 1, end)
        side = pd.Categorical(wide["holder"], categories=sides).codes
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


def _intervals(
    votes: Singles,
    before: Ints,
    days: Ints,
    kernel: Kernel,
    age: Singles,
    nearest: Ints,
    weight: Singles,
) -> tuple[_Spans, Singles]:
    """Runs of days with the same probable holder, and how much the weights may change before they do; `votes` is by
    side, place and day, `age` by place with evidence."""
    rows = np.arange(len(before))
    known = before >= 0
    votes[:, :, 0] = 0  # of the baseline's own day nothing needs to be guessed
    votes[before[known], rows[known]] += kernel.inertia
    total = votes.sum(axis=0)
    best = votes.argmax(axis=0)
    most = np.take_along_axis(votes, best[None], axis=0)[0]
    share = most / np.maximum(total, 1e-9)
    unheard = total < 2 * kernel.inertia
    best = np.where(total > 0, best, -1)
    begins = np.ones(best.shape, dtype=bool)
    begins[:, 1:] = (best[:, 1:] != best[:, :-1]) | (unheard[:, 1:] != unheard[:, :-1])
    place, day = np.nonzero(begins)
    flat = np.flatnonzero(begins)
    length = np.diff(np.append(flat, share.size))
    sure = np.add.reduceat(share.ravel(), flat) / length
    heard = np.where(weight[place] > _SAY, age[nearest[place], day[:, None]], np.inf).min(axis=1)
    last = np.where(np.isfinite(heard), days[day] - heard, np.nan)
    spans = _Spans(place, days[day], best[place, day].astype("int8"), sure, unheard[place, day], last)

    # by how much weights may change: until another side has most, until it counts as heard or not, until the
    # confidence, rounded, is another, until evidence is near enough to be heard of
    np.put_along_axis(votes, best[None].clip(0), -1, axis=0)
    second = votes.max(axis=0).clip(0)
    bound = 2 * np.float32(kernel.inertia)
    ahead = (most - second) / np.maximum(total, 1e-9)
    off = np.abs(total - bound) / np.maximum(total, bound)
    margin = np.where(total > 0, np.minimum(ahead, off), 1).min(axis=1)
    margin = np.minimum(margin, (np.abs(weight - _SAY) / np.maximum(weight, _SAY)).min(axis=1))
    thousandths = (900 * sure + 0.5) % 1
    play = np.minimum(thousandths, 1 - thousandths) / 1000 - _NOISE
    give = 2.5 * np.add.reduceat((share * (1 - share)).ravel(), flat) / length + _NOISE
    np.minimum.at(margin, place, (play / give).astype(margin.dtype))
    return spans, np.minimum(margin - _NOISE, _LEAST).astype("float32")


def _joined(former: _Spans, row: Ints, place: Ints, count: int, anew: _Spans) -> _Spans:
    """The spans of some `row`s of a former guess of `count` places, which are now of `place`, and those worked out
    anew, by place."""
    number = np.full(count, -1)
    number[row] = place
    rows = np.flatnonzero(number[former.place] >= 0)
    kept = former.take(rows, number[former.place[rows]])
    pairs: Iterable[tuple[Any, Any]] = zip(kept, anew, strict=True)
    columns = [np.concatenate(pair) for pair in pairs]
    order = np.argsort(columns[0], kind="stable")
    return _Spans._make(column[order] for column in columns)


def _as_control(spans: _Spans, places: pd.DataFrame, sides: list[str]) -> pd.DataFrame:
    place = spans.place
    table = places.iloc[place][list(PLACE_COLUMNS)].reset_index(drop=True)
    day = spans.day.astype("datetime64[D]").astype("datetime64[s]")
    table["valid_from"] = day
    last = np.append(place[1:] != place[:-1], True)
    table["valid_to"] = np.where(last, np.datetime64("NaT"), np.append(day[1:], day[:1]))
    holder = np.array([*sides, ""], dtype=object)[spans.holder]
    table["status"] = pd.Series(np.where(holder == "", "unknown", "held"), dtype="str")
    table["holder"] = pd.Series(holder, dtype="str")
    table["confidence"] = np.where(holder == "", 0.0, 0.9 * spans.share).round(3)
    table["basis"] = pd.Series(np.where(spans.unheard, "baseline", "estimate"), dtype="str")
    table["rule"] = pd.Series(np.where(spans.unheard, "R10", "R17"), dtype="str")
    table["claims_for"] = pd.Series([""] * len(table), dtype="str")
    table["claims_against"] = pd.Series([""] * len(table), dtype="str")
    table["last_evidence"] = pd.to_datetime(spans.last, unit="D").astype("datetime64[s]")
    return table


def _clip(rows: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Rows cut to the one open span of their place."""
    bounds = spans.set_index("place_id")
    begin = bounds["valid_from"].reindex(rows["place_id"]).to_numpy()
    end = bounds["valid_to"].reindex(rows["place_id"]).fillna(pd.Timestamp.max.floor("s")).to_numpy()
    until = rows["valid_to"].fillna(pd.Timestamp.max.floor("s")).to_numpy()
    inside = (rows["valid_from"].to_numpy() < end) & (until > begin)
    cut_from, cut_to = np.maximum(rows["valid_from"].to_numpy(), begin), np.minimum(until, end)
    cut_to = np.where(cut_to == np.datetime64(pd.Timestamp.max.floor("s")), np.datetime64("NaT"), cut_to)
    return rows.assign(valid_from=cut_from, valid_to=cut_to.astype("datetime64[s]"))[inside]

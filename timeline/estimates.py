"""Control to an estimate of the rest: who probably held the settlements that nobody wrote about (R17).

Everything here is an estimate and says so (basis "estimate"). A settlement with evidence of its own keeps it; any
other is as the nearest ones with evidence were on that day, the nearer and the fresher weighing more, against its
pre-war holder, who weighs a little everywhere and so prevails where nothing was told of for a long way around. Who
holds a town has most likely come through the land behind it, so a side's evidence reaches farther back towards the
ground that it came from than onwards.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gazetteer.gazetteer import Gazetteer
from theatre.region_id import Most, Whole
from theatre.theatre import Theatre
from timeline.arrow import Flags, Ints, among
from timeline.baseline import PLACE_COLUMNS, at_home, baseline_day
from timeline.control import CONTROL_COLUMNS, control
from timeline.doubt import regions_borne_out
from timeline.kernel import KERNEL, Kernel
from timeline.neighbours import Anchors, Neighbours, Singles, Terrain, rows_among
from timeline.regions import inside
from timeline.votes import Around, Spans, Speech, Voices, intervals, uninformed

__all__ = ["Estimate", "estimate"]

_AT_ONCE = 500  # places whose weights are worked out at a time
_MOST_SURE = 0.5  # of the confidence of a claim of most of a region, for each place in it
_FEW_DAYS = 0.3  # of the days of a grid, up to which a changed one is followed


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
    the rows are not to be written to. `large` are the baseline's rows of the towns whose silence has a say."""

    rows: pd.DataFrame
    terrain: Terrain
    large: pd.DataFrame
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
        large = _large(places if cities is None else cities, theatre, kernel) if former is None else former.large
        anchors = table[among(table["place_id"], table.loc[table["basis"] != "baseline", "place_id"])]
        voting = assuming[among(assuming["place_id"], anchors["place_id"])]
        voting = voting[among(voting["place_id"], everywhere.loc[terrain.at_home, "place_id"])]
        # an island or a plant says nothing of the land around
        voting = voting[~voting["place_id"].str.startswith("site:")]
        if voting.empty:
            rest = control(None, theatre=theatre, places=everywhere[~among(everywhere["place_id"], table["place_id"])])
            return cls(_in_order(pd.concat([table, rest])), terrain, large)
        silent = ~among(large["place_id"], mentioned) & ~among(large["place_id"], anchors["place_id"])
        voting = pd.concat([voting, large[silent]], ignore_index=True)
        spans = anchors[uninformed(anchors)]
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
        return cls(_in_order(rows[list(CONTROL_COLUMNS)]), terrain, large, wide, guess)


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """By place and day."""
    return rows.sort_values(["place_id", "valid_from"], kind="stable", ignore_index=True)


def _as_told(table: pd.DataFrame) -> pd.DataFrame:
    """The rows without the assumptions of R14 and R15, whose days go back to the row before: here they are estimated
    better."""
    assumed = (table["basis"] == "estimate").to_numpy()
    until = table["valid_to"].where(~np.append(assumed[1:], False)[: len(table)], table["valid_to"].shift(-1))
    return table.assign(valid_to=until)[~assumed].reset_index(drop=True)


def _large(cities: pd.DataFrame, theatre: Theatre, kernel: Kernel) -> pd.DataFrame:
    """The baseline's rows of towns so large that their fall would have been reported."""
    if "population" not in cities:
        cities = cities.iloc[:0].assign(population=0)
    large = cities[cities["population"] >= kernel.city]
    return control(None, theatre=theatre, places=large[at_home(large, theatre)])


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
        regional = claims[(claims["kind"] == "region").to_numpy()].reset_index(drop=True)
        claims = _as_of_all(regional[regions_borne_out(regional, claims, theatre, gazetteer)])
        places = asked.places.assign(admin1=asked.admin1)
        if former is None:
            rows = control(claims, theatre=theatre, gazetteer=gazetteer, places=places)
            return cls(claims, places, rows[(rows["basis"] == "region").to_numpy()].reset_index(drop=True))
        stale = rows_among(places, former.places) < 0
        for region in former.changed(claims):
            stale |= inside(region, places, theatre, gazetteer)
        kept = former.rows[among(former.rows["place_id"], places.loc[~stale, "place_id"])]
        if not stale.any():
            return cls(claims, places, kept.reset_index(drop=True))
        rows = control(claims, theatre=theatre, gazetteer=gazetteer, places=places[stale])
        rows = rows[(rows["basis"] == "region").to_numpy() & among(rows["place_id"], places.loc[stale, "place_id"])]
        return cls(claims, places, _in_order(pd.concat([kept, rows])))

    def changed(self, claims: pd.DataFrame) -> set[str]:
        """The regions of which something else is said now."""
        if claims.reset_index(drop=True).equals(self.claims.reset_index(drop=True)):
            return set()
        one, other = (pd.util.hash_pandas_object(each, index=False).to_numpy() for each in (self.claims, claims))
        changed = pd.concat([self.claims[~np.isin(one, other)], claims[~np.isin(other, one)]])
        corrected = pd.concat([self.claims, claims])
        corrected = corrected[among(corrected["id"], changed["supersedes"])]
        return {*changed["place_id"], *corrected["place_id"]} - {""}


def _as_of_all(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of regions, those of most of one as a half-sure word on every place in it: which are meant nobody says."""
    most = claims["place_id"].str.endswith(f"/{Most()}").to_numpy(dtype=bool)
    region = claims["place_id"].str.removesuffix(f"/{Most()}") + f"/{Whole()}"
    return claims.assign(
        place_id=claims["place_id"].where(~most, region),
        partial=claims["partial"] & ~most,
        confidence=claims["confidence"].where(~most, claims["confidence"] * _MOST_SURE),
    )


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
    wide: _Wide | None
    spans: Spans

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
        sides = [*theatre.sides]
        speech = Speech.of(voting, number, silent, sides, kernel)
        regional = None if wide is None else wide.rows
        start = int(np.datetime64(baseline_day(theatre), "D").astype("int64"))
        guess = cls(
            asked, anchors, neighbours, weights, np.zeros(len(row), dtype="float32"), speech.digest,
            _grid(start, speech, regional), wide, Spans.none(),
        )  # fmt: skip
        return guess._worked_out(Voices(speech, silent, regional, sides, start, kernel), row, former)

    def _worked_out(self, voices: Voices, row: Ints, former: "_Guess | None") -> Self:
        """With the intervals, which are those of the `former` guess where that has the place in a `row` (-1 for none)
        and nothing around it changed that matters."""
        weights, margin = self.weights.copy(), self.margin.copy()
        stale, spans = np.ones(len(row), dtype=bool), Spans.none()
        if former is not None and former._comparable(self):
            stale, moved = self._stale(row, former)
            kept = np.flatnonzero(~stale)
            weights[kept], margin[kept] = former.weights[row[kept]], former.margin[row[kept]]
            spans = former.spans.at(row[kept], kept)
            if not np.array_equal(self.days, former.days):
                came, went = np.setdiff1d(self.days, former.days), np.setdiff1d(former.days, self.days)
                spans, least = spans.followed(kept, self._around(kept, weights), voices, came, went)
                margin[kept] = np.minimum(margin[kept], least)
                stale[kept] = (moved[kept] > np.maximum(margin[kept], 0)) | (least < 0)
                spans = spans.without(stale)
        again = np.flatnonzero(stale)
        weights[again] = self.weights[again]
        anew, margin[again] = intervals(self._around(again, weights), voices, self.days)
        spans = spans.joined(anew._replace(place=again[anew.place]))
        return replace(self, weights=weights, margin=margin, spans=spans)

    def _around(self, places: Ints, weights: Singles) -> Around:
        """What has a say in some of the places asked."""
        ids = pd.Index(self.asked.places["place_id"].iloc[places])
        return Around(ids, self.neighbours.nearest[places], weights[places], self.asked.before[places])

    def _comparable(self, other: "_Guess") -> bool:
        """Whether both are about much the same days, and have as many neighbours to each place."""
        changed = np.setxor1d(self.days, other.days, assume_unique=True)
        return self.weights.shape[1] == other.weights.shape[1] and len(changed) < _FEW_DAYS * len(self.days)

    def _stale(self, row: Ints, former: "_Guess") -> tuple[Flags, Singles]:
        """The places of which something else may come out than before; and how much, relatively, weights changed."""
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
        moved = np.zeros(len(row), dtype="float32")
        with np.errstate(divide="ignore", invalid="ignore"):
            moved[at] = np.where(one == ours, 0, np.abs(ours / one - 1)).max(axis=(1, 2))
        other |= (moved[at] > 0) & ~(moved[at] <= former.margin[before])
        stale[at] = other
        return stale | self._informed_otherwise(former), moved

    def _informed_otherwise(self, former: "_Guess") -> Flags:
        """The places of which something else is told as of a part of a region."""
        if self.wide is None or former.wide is None or not former.wide.changed(self.wide.claims):
            return np.zeros(len(self.asked.places), dtype=bool)
        one, other = (
            each.groupby("place_id")["digest"].sum()
            for each in (
                table[["place_id"]].assign(digest=pd.util.hash_pandas_object(table, index=False))
                for table in (self.wide.rows, former.wide.rows)
            )
        )
        one, other = one.align(other, fill_value=np.uint64(0))
        return among(self.asked.places["place_id"], one.index[(one != other).to_numpy()])

    def as_control(self, theatre: Theatre) -> pd.DataFrame:
        """The intervals as control rows, by place and day."""
        return _as_control(self.spans, self.asked.places, [*theatre.sides])


def _grid(start: int, speech: Speech, wide: pd.DataFrame | None) -> Ints:
    """The days that are worked out: those on which something is reported, and every seventh from `start`."""
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


def _as_control(spans: Spans, places: pd.DataFrame, sides: list[str]) -> pd.DataFrame:
    place = spans.place
    table = places.iloc[place][list(PLACE_COLUMNS)].reset_index(drop=True)
    day = spans.day.astype("datetime64[D]").astype("datetime64[s]")
    table["valid_from"] = day
    last = np.append(place[1:] != place[:-1], True)
    table["valid_to"] = np.where(last, np.datetime64("NaT"), np.append(day[1:], day[:1]))
    holder = np.array([*sides, ""], dtype=object)[spans.holder]
    table["status"] = pd.Series(np.where(holder == "", "unknown", "held"), dtype="str")
    table["holder"] = pd.Series(holder, dtype="str")
    table["confidence"] = np.where(holder == "", 0.0, 0.9 * spans.sure).round(3)
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

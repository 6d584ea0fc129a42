"""Which places with evidence have a say in which others, and how much of one: the nearest, by the way between (R17).

None of this depends on what the evidence says, only on where there is any. So it is kept from one estimate to the next
and worked out only for the places around which evidence came or went.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np
import pandas as pd
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from theatre.plane import DEGREE_KM
from theatre.theatre import Theatre
from timeline.arrow import Flags, Floats, Ints, picked
from timeline.baseline import at_home, baseline_holders, depths, region_of
from timeline.kernel import Kernel

__all__ = ["Anchors", "Neighbours", "Terrain", "rows_among"]

_CHUNK = 500
_FAR = 12  # times `Kernel.crowd`: who is farther away is no company
_MANY = 300  # anchors that came; with more, all neighbours are looked for anew
Singles = NDArray[np.float32]


def rows_among(places: pd.DataFrame, others: pd.DataFrame) -> Ints:
    """The row that each of `places` has among `others`, the same in all the columns of `places`; -1 for none."""
    found = pd.Index(others["place_id"]).get_indexer(pd.Index(places["place_id"])).astype("int64")
    at = np.flatnonzero(found >= 0)
    for name in places.columns:
        one, other = places[name], others[name]
        if isinstance(one.dtype, pd.StringDtype) and isinstance(other.dtype, pd.StringDtype):
            texts, compared = picked(one, at), picked(other, found[at])
            same = np.asarray(pc.fill_null(pc.equal(texts, compared), False).to_numpy(zero_copy_only=False), dtype=bool)
            same |= np.asarray(pc.and_(pc.is_null(texts), pc.is_null(compared)).to_numpy(zero_copy_only=False))
        else:
            mine, theirs = one.to_numpy()[at], other.to_numpy()[found[at]]
            same = (mine == theirs) | (pd.isna(mine) & pd.isna(theirs))
        found[at[~same]] = -1
        at = at[same]
    return found


@dataclass(frozen=True, slots=True)
class Terrain:
    """What is so of places whatever is told of them, a row a place: whether they lie in the theatre's own country, the
    number of the side that held them before the war (-1 for none), how deep they lie by side (timeline.baseline.depths)
    and their first-level unit, by their point where they name none."""

    places: pd.DataFrame
    at_home: Flags
    before: Ints
    depth: Singles
    admin1: NDArray[np.object_]

    @classmethod
    def of(cls, places: pd.DataFrame, theatre: Theatre, former: Self | None = None) -> Self:
        """That of `places` (PLACE_COLUMNS, and perhaps country), of those in a former one as it has them."""
        known = np.full(len(places), -1) if former is None else rows_among(places, former.places)
        new = np.flatnonzero(known < 0)
        found = cls._surveyed(places.iloc[new], theatre)
        if former is None:
            return found
        row = known.copy()
        row[new] = len(former.places) + np.arange(len(new))
        columns = ("at_home", "before", "depth", "admin1")
        joined = {name: np.concatenate([getattr(former, name), getattr(found, name)])[row] for name in columns}
        return cls(places, **joined)

    @classmethod
    def _surveyed(cls, places: pd.DataFrame, theatre: Theatre) -> Self:
        points = shapely.points(places["longitude"].to_numpy("float64"), places["latitude"].to_numpy("float64"))
        admin1 = places["admin1"].to_numpy(dtype=object).copy()
        nameless = admin1 == ""
        admin1[nameless] = region_of(points[nameless], theatre)
        before = pd.Categorical(baseline_holders(places, theatre), categories=[*theatre.sides]).codes.astype("int64")
        return cls(places, at_home(places, theatre), before, depths(places, theatre), admin1)

    def take(self, rows: Ints) -> Self:
        """Some of the rows."""
        return type(self)(
            self.places.iloc[rows].reset_index(drop=True),
            self.at_home[rows], self.before[rows], self.depth[rows], self.admin1[rows],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchors:
    """Places with evidence, in whose company others are estimated, and towns whose silence has a say (`silent`).

    `share` is the say of each among those close around it: many that are told of together are one voice."""

    terrain: Terrain
    silent: Flags
    share: Singles

    @classmethod
    def of(
        cls, places: pd.DataFrame, silent: Flags, theatre: Theatre, kernel: Kernel, former: Self | None = None
    ) -> Self:
        """Those at `places` (PLACE_COLUMNS)."""
        terrain = Terrain.of(places, theatre, None if former is None else former.terrain)
        spots = _spots(places, theatre)
        share, crowded = np.zeros(len(places), dtype="float32"), np.ones(len(places), dtype=bool)
        if former is not None:
            row = rows_among(places[["place_id", "latitude", "longitude"]], former.places)
            gone = np.ones(len(former), dtype=bool)
            gone[row[row >= 0]] = False
            other = np.concatenate([spots[row < 0], _spots(former.places[gone], theatre)])
            crowded = (row < 0) | (_apart(spots, other) < _FAR * kernel.crowd).any(axis=1)
            share[~crowded] = former.share[row[~crowded]]
        share[crowded] = _shares(spots[crowded], spots, kernel)
        return cls(terrain, silent, share)

    def __len__(self) -> int:
        return len(self.silent)

    @property
    def places(self) -> pd.DataFrame:
        return self.terrain.places

    def rows_in(self, others: Self) -> Ints:
        """The row of each among others, where it stands at the same point and is as silent; else -1."""
        found = rows_among(self.places[["place_id", "latitude", "longitude"]], others.places)
        at = np.flatnonzero(found >= 0)
        found[at[self.silent[at] != others.silent[found[at]]]] = -1
        return found


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The anchors that have a say in each place, a row a place: their rows, the nearest first, of two as near that
    with the lower id; how many kilometres away they count as; and how far away the last of them is."""

    nearest: NDArray[np.int32]
    away: Singles
    farthest: Singles

    @classmethod
    def of(
        cls,
        places: pd.DataFrame,
        anchors: Anchors,
        theatre: Theatre,
        kernel: Kernel,
        former: "tuple[Self, Anchors, Ints] | None" = None,
    ) -> Self:
        """Those of `places`. `former` are those found before, the anchors then, and the row there of each place (-1
        for none)."""
        count = min(kernel.nearest, len(anchors))
        nearest = np.zeros((len(places), count), dtype="int32")
        away, farthest = np.zeros(nearest.shape, dtype="float32"), np.zeros(len(places), dtype="float32")
        stale = np.ones(len(places), dtype=bool)
        if former is not None and former[0].nearest.shape[1] == count:
            before, anchors_before, row = former
            stale = before._stale(places, row, anchors, anchors_before)
            kept = np.flatnonzero(~stale)
            moved = anchors_before.rows_in(anchors)
            nearest[kept] = moved[before.nearest[row[kept]]]
            away[kept], farthest[kept] = before.away[row[kept]], before.farthest[row[kept]]
        rivers = _rivers(theatre)
        rank = np.argsort(np.argsort(anchors.places["place_id"].to_numpy(dtype=object)))
        again = np.flatnonzero(stale)
        for begin in range(0, len(again), _CHUNK):
            some = again[begin : begin + _CHUNK]
            nearest[some], away[some], farthest[some] = _found(places.iloc[some], anchors, rank, count, rivers, kernel)
        return cls(nearest, away, farthest)

    def _stale(self, places: pd.DataFrame, row: Ints, anchors: Anchors, before: Anchors) -> Flags:
        """The places whose neighbours are no longer the same, or may not be."""
        come = np.flatnonzero(anchors.rows_in(before) < 0)
        gone = before.rows_in(anchors) < 0
        stale = row < 0
        if len(come) > _MANY:
            return np.ones(len(row), dtype=bool)
        known = np.flatnonzero(~stale)
        lost = gone[self.nearest[row[known]]].any(axis=1)
        nearer = _distances(places.iloc[known], anchors.places.iloc[come]) <= self.farthest[row[known], None]
        stale[known] = lost | nearer.any(axis=1)
        return stale


def _distances(places: pd.DataFrame, others: pd.DataFrame) -> Singles:
    """Kilometres from each place to each of the others."""
    latitude, longitude = (places[name].to_numpy("float64")[:, None] for name in ("latitude", "longitude"))
    north = (latitude - others["latitude"].to_numpy("float64")) * DEGREE_KM
    east = (longitude - others["longitude"].to_numpy("float64")) * DEGREE_KM * np.cos(np.radians(latitude))
    return np.hypot(north, east).astype("float32")


def _found(
    places: pd.DataFrame, anchors: Anchors, rank: Ints, count: int, rivers: BaseGeometry, kernel: Kernel
) -> tuple[NDArray[np.int32], Singles, Singles]:
    """The neighbours of some places: their rows, how far they count as being, and how far the last of them is."""
    distance = _distances(places, anchors.places)
    itself = pd.Index(anchors.places["place_id"]).get_indexer(pd.Index(places["place_id"]))
    own = np.flatnonzero((itself >= 0) & ~anchors.silent[itself])
    distance[own, itself[own]] = np.inf  # what is told of a place later says nothing of it before
    nearest = np.argpartition(distance, count - 1, axis=1)[:, :count]
    near = np.take_along_axis(distance, nearest, axis=1)
    farthest = near.max(axis=1)
    for row in np.flatnonzero((distance <= farthest[:, None]).sum(axis=1) > count):  # several are last
        nearest[row] = np.lexsort((rank, distance[row]))[:count]
    near = np.take_along_axis(distance, nearest, axis=1)
    order = np.lexsort((rank[nearest], near), axis=1)
    nearest, away = np.take_along_axis(nearest, order, axis=1), np.take_along_axis(near, order, axis=1)
    if kernel.river:
        here = places[["longitude", "latitude"]].to_numpy("float64")[:, None, :]
        there = anchors.places[["longitude", "latitude"]].to_numpy("float64")[nearest]
        between = shapely.linestrings(np.stack([np.broadcast_to(here, there.shape), there], axis=2))
        away = away + np.float32(kernel.river) * shapely.intersects(rivers, between)
    away = np.where(anchors.silent[nearest], 2 * away, away)  # that a town did not fall says less of its surroundings
    return nearest.astype("int32"), away.astype("float32"), farthest


def _spots(places: pd.DataFrame, theatre: Theatre) -> Floats:
    """Where places lie, in kilometres north and east."""
    south, _, north, _ = theatre.bounds
    width = np.cos(np.radians((south + north) / 2))
    return places[["latitude", "longitude"]].to_numpy("float64") * (DEGREE_KM, DEGREE_KM * width)


def _apart(spots: Floats, others: Floats) -> Floats:
    """Kilometres from each spot to each of the others."""
    found: Floats = np.hypot(spots[:, None, 0] - others[:, 0], spots[:, None, 1] - others[:, 1])
    return found


def _shares(some: Floats, spots: Floats, kernel: Kernel) -> Singles:
    """The say of some of the spots, which is less the more there are around."""
    share = np.empty(len(some), dtype="float32")
    for begin in range(0, len(some), _CHUNK):
        apart = _apart(some[begin : begin + _CHUNK], spots) / kernel.crowd
        share[begin : begin + _CHUNK] = 1 / np.where(apart < _FAR, np.exp(-apart), 0).sum(axis=1)
    return share


@lru_cache(maxsize=4)
def _rivers(theatre: Theatre) -> BaseGeometry:
    """The theatre's rivers as one shape, ready for many questions; empty where it has none."""
    rivers = shapely.union_all([shape(feature["geometry"]) for feature in theatre.outlines("rivers")["features"]])
    shapely.prepare(rivers)
    return rivers

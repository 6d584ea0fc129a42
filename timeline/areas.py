"""Control to estimated areas: who probably held the settlements that nobody wrote about, and how much land that is.

Everything here is an estimate and says so (basis "estimate", rule R17). Each settlement stands for the land nearer to
it than to any other (its Voronoi cell, clipped to the theatre). A settlement with evidence of its own keeps it; any
other is as the nearest ones with evidence were on that day, the nearer and the fresher weighing more, against its
pre-war holder, who weighs a little everywhere and so prevails where nothing was told of for a long way around. Who
holds a town has most likely come through the land behind it, so a side's evidence reaches farther back towards the
ground that it came from than onwards.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from gazetteer.gazetteer import Gazetteer
from gazetteer.place import Precision
from theatre.plane import DEGREE_KM
from theatre.theatre import Theatre
from timeline.arrow import Ints, among
from timeline.baseline import PLACE_COLUMNS, at_home, baseline_day, baseline_holders, depths, region_of
from timeline.control import CONTROL_COLUMNS, control
from timeline.keys import place_day

__all__ = [
    "KERNEL", "Cells", "Kernel", "cells", "estimate", "history", "landmarks", "outlines", "settlements", "towns",
    "within",
]  # fmt: skip

_CHUNK = 500
_TOWN = 10_000  # people
Floats = NDArray[np.float32]
Codes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Kernel:
    """How evidence reaches across the land.

    `reach`: kilometres over which a place's say falls to 1/e. `nearest`: how many places have a say. `half_life`:
    days by which older evidence counts half as much as the freshest around. `inertia`: the say of the pre-war holder
    (1 is that of a place at no distance). `city`: people from which on a place's silence has a say, since the fall of
    such a town is always told of; `silence`: how much of a say. `river`: kilometres that a river in
    between adds. `lean`: how much farther evidence reaches back towards the ground that a side came from than onwards.
    `crowd`: kilometres within which places with evidence share one say. `before`: the say of what a place was before
    anything was told of it; `assumed`: of what R14 and R15 assume; `region`: of what is told of a whole region, times
    the confidence of that. The figures were chosen as docs/method.md tells.
    """

    reach: float = 40.0
    nearest: int = 24
    half_life: float = 365.0
    inertia: float = 0.03
    city: int = 20_000
    silence: float = 0.5
    river: float = 25.0
    lean: float = 0.8
    crowd: float = 10.0
    before: float = 0.3
    assumed: float = 0.6
    region: float = 1.5


KERNEL = Kernel()


def settlements(gazetteer: Gazetteer, theatre: Theatre) -> pd.DataFrame:
    """The gazetteer's settlements in the theatre's own country, as a table of places."""
    table = pd.DataFrame(
        {
            "place_id": gazetteer.ids,
            "name": gazetteer.titles,
            "latitude": np.asarray(gazetteer.latitudes, dtype="float64"),
            "longitude": np.asarray(gazetteer.longitudes, dtype="float64"),
            "admin1": gazetteer.admin1s,
            "country": gazetteer.countries,
            "kind": gazetteer.kinds,
            "precision": gazetteer.precisions,
            "population": gazetteer.populations,
        }
    )
    ours = (table["kind"] == "settlement") & (table["country"] == theatre.outlines("baseline")["country"])
    return table[ours].reset_index(drop=True)


def towns(gazetteer: Gazetteer, theatre: Theatre) -> pd.DataFrame:
    """The settlements of 10,000 people and more, whose control is told whether or not any article names them."""
    places = settlements(gazetteer, theatre)
    return places[places["population"] >= _TOWN].reset_index(drop=True)


def landmarks(gazetteer: Gazetteer, theatre: Theatre) -> pd.DataFrame:
    """The settlements that stand for the land around them: of those whose position is exact, the largest at each
    point."""
    places = settlements(gazetteer, theatre)
    places = places[places["precision"] == Precision.EXACT].sort_values("population", kind="stable")
    return places.drop_duplicates(["latitude", "longitude"], keep="last").reset_index(drop=True)


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
    assuming, table = table, _as_told(table)
    columns = list(PLACE_COLUMNS)
    extra = [name for name in ("country",) if name in places]
    everywhere = pd.concat([places[columns + extra], table[columns]]).drop_duplicates("place_id", ignore_index=True)
    anchors = table[among(table["place_id"], table.loc[table["basis"] != "baseline", "place_id"])]
    voting = assuming[among(assuming["place_id"], anchors["place_id"])]
    voting = voting[among(voting["place_id"], everywhere.loc[at_home(everywhere, theatre), "place_id"])]
    voting = voting[~voting["place_id"].str.startswith("site:")]  # an island or a plant says nothing of the land around
    if voting.empty:
        rest = control(None, theatre=theatre, places=everywhere[~among(everywhere["place_id"], table["place_id"])])
        return pd.concat([table, rest]).sort_values(["place_id", "valid_from"], kind="stable", ignore_index=True)
    towns = places if cities is None else cities
    silent = _silent(towns[~among(towns["place_id"], mentioned)], anchors, theatre, kernel)
    voting = pd.concat([voting, silent], ignore_index=True)
    spans = anchors[_uninformed(anchors)]
    asked = everywhere[
        ~among(everywhere["place_id"], anchors["place_id"]) | among(everywhere["place_id"], spans["place_id"])
    ].reset_index(drop=True)
    wide = _regional(claims, asked, theatre, gazetteer)
    guessed = _guess(asked, voting, _uninformed(voting), wide, theatre, kernel)
    told = pd.Series(among(guessed["place_id"], anchors["place_id"]), index=guessed.index)
    rows = pd.concat([anchors.drop(index=spans.index), _clip(guessed[told], spans), guessed[~told]])
    return rows[list(CONTROL_COLUMNS)].sort_values(["place_id", "valid_from"], kind="stable", ignore_index=True)


def _as_told(table: pd.DataFrame) -> pd.DataFrame:
    """The rows without the assumptions of R14 and R15, whose days go back to the row before: here they are estimated
    better."""
    assumed = (table["basis"] == "estimate").to_numpy()
    until = table["valid_to"].where(~np.append(assumed[1:], False)[: len(table)], table["valid_to"].shift(-1))
    return table.assign(valid_to=until)[~assumed].reset_index(drop=True)


def _regional(
    claims: pd.DataFrame | None, asked: pd.DataFrame, theatre: Theatre, gazetteer: Gazetteer | None
) -> pd.DataFrame:
    """Control rows of `asked` by what is said of whole regions alone."""
    if claims is None:
        return control(None, theatre=theatre)
    points = shapely.points(asked["longitude"].to_numpy("float64"), asked["latitude"].to_numpy("float64"))
    nameless = (asked["admin1"] == "").to_numpy()
    admin1 = asked["admin1"].to_numpy(dtype=object).copy()
    admin1[nameless] = region_of(points[nameless], theatre)
    wide = claims[(claims["kind"] == "region").to_numpy()]
    return control(wide, theatre=theatre, gazetteer=gazetteer, places=asked.assign(admin1=admin1))


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


def _doubted(table: pd.DataFrame) -> pd.Series:
    """Rows of what is told and doubted (R18): they say nothing of the land around."""
    return (table["rule"] == "R18") & (table["status"] == "claimed")


def _guess(
    asked: pd.DataFrame,
    anchors: pd.DataFrame,
    uninformed: pd.Series,
    wide: pd.DataFrame,
    theatre: Theatre,
    kernel: Kernel,
) -> pd.DataFrame:
    """Estimated intervals of the places `asked`, from the control rows `anchors`."""
    sides = [*theatre.sides]
    number, names = pd.factorize(anchors["place_id"])
    first = anchors["valid_from"].to_numpy().astype("datetime64[D]").astype("int64")
    start = int(np.datetime64(baseline_day(theatre), "D").astype("int64"))
    regional = wide.loc[wide["basis"] == "region", "valid_from"].to_numpy().astype("datetime64[D]").astype("int64")
    turns = np.unique(np.concatenate([[start], first, regional]))
    days = np.unique(np.append(turns, np.arange(start, turns[-1] + 8, 7)))
    row = np.searchsorted(place_day(number, first), place_day(np.arange(len(names))[:, None], days), side="right") - 1
    holder = pd.Categorical(anchors["holder"], categories=sides).codes.astype("int8")[row]
    mute = (uninformed | _doubted(anchors)).to_numpy()
    says = np.where(mute[row], 0.0, 1.0).astype("float32")
    age = (days - first[row]).astype("float32")
    spoken = np.bincount(number, weights=(anchors["basis"] != "baseline").to_numpy())
    silent = (spoken == 0)[:, None]  # silence doesn't age
    fresh = says * np.where(silent, np.float32(kernel.silence), np.exp2(-age / kernel.half_life, dtype="float32"))
    for basis, say in (("baseline", kernel.before), ("estimate", kernel.assumed)):
        fresh = np.where((anchors["basis"] == basis).to_numpy()[row] & ~silent, np.float32(say) * fresh, fresh)

    told = [np.where(holder == side, fresh, np.float32(0)) for side in range(len(sides))]

    at = anchors.drop_duplicates("place_id")
    before = pd.Categorical(baseline_holders(asked, theatre), categories=sides).codes.astype("int64")
    rivers = _rivers(theatre)
    depth = depths(at, theatre)
    share = _shares(at, kernel)
    pieces = []
    for begin in range(0, len(asked), _CHUNK):
        some = asked.iloc[begin : begin + _CHUNK]
        nearest, far = _nearest(some, at, silent[:, 0], rivers, kernel)
        # of the way that each side has gone; a town's silence tells of its surroundings alike
        onwards = np.where(silent[nearest], 0, depths(some, theatre)[:, None, :] - depth[nearest])
        way = np.maximum(far[:, :, None] + np.float32(kernel.lean) * onwards, 0)
        weights = np.exp(-way / np.float32(kernel.reach)) * share[nearest][:, :, None]
        votes = np.stack([np.matmul(weights[:, None, :, side], said[nearest])[:, 0] for side, said in enumerate(told)])
        votes /= np.maximum(fresh[nearest].max(axis=1), 1e-9)
        weight = weights.max(axis=2)
        _add_regional(votes, wide[among(wide["place_id"], some["place_id"])], some, days, sides, kernel)
        pieces.append(_intervals(votes, before[begin : begin + _CHUNK], days, kernel, begin, age, nearest, weight))
    spans = pd.concat(pieces, ignore_index=True)
    return _as_control(spans, asked, sides)


def _add_regional(
    votes: Floats, wide: pd.DataFrame, some: pd.DataFrame, days: Ints, sides: list[str], kernel: Kernel
) -> None:
    """Add to the votes, by side, place of `some` and day, those of what is said of the regions that they lie in."""
    told = wide[wide["basis"] == "region"]
    if told.empty:
        return
    number = pd.Index(some["place_id"]).get_indexer(told["place_id"])
    begin = told["valid_from"].to_numpy().astype("datetime64[D]").astype("int64")
    end = told["valid_to"].to_numpy().astype("datetime64[D]").astype("int64")
    end = np.where(told["valid_to"].isna(), days[-1] + 1, end)
    side = pd.Categorical(told["holder"], categories=sides).codes
    say = kernel.region * told["confidence"].to_numpy()
    for place, since, until, holder, each in zip(number, begin, end, side, say, strict=True):
        if holder >= 0:
            within = slice(*np.searchsorted(days, [since, until]).tolist())
            votes[holder, place, within] += each * np.exp2(-(days[within] - since) / kernel.half_life)


def _nearest(
    some: pd.DataFrame, at: pd.DataFrame, silent: NDArray[np.bool_], rivers: BaseGeometry, kernel: Kernel
) -> tuple[NDArray[np.int64], Floats]:
    """The places with evidence that have a say in each of `some`, and how many kilometres away they count as."""
    latitude, longitude = some["latitude"].to_numpy("float64"), some["longitude"].to_numpy("float64")
    north = (latitude[:, None] - at["latitude"].to_numpy("float64")) * DEGREE_KM
    east = (longitude[:, None] - at["longitude"].to_numpy("float64")) * DEGREE_KM
    distance = np.hypot(north, east * np.cos(np.radians(latitude))[:, None]).astype("float32")
    itself = some["place_id"].to_numpy(dtype=object)[:, None] == at["place_id"].to_numpy(dtype=object)
    distance[itself & ~silent] = np.inf  # what is told of a place later says nothing of it before
    count = min(kernel.nearest, len(at))
    nearest = np.argpartition(distance, count - 1, axis=1)[:, :count]
    far = np.take_along_axis(distance, nearest, axis=1)
    if kernel.river:
        here = np.column_stack([longitude, latitude])[:, None, :]
        there = np.column_stack([at["longitude"].to_numpy("float64"), at["latitude"].to_numpy("float64")])[nearest]
        between = shapely.linestrings(np.stack([np.broadcast_to(here, there.shape), there], axis=2))
        far = far + np.float32(kernel.river) * shapely.intersects(rivers, between)
    far = np.where(silent[nearest], 2 * far, far)  # that a town did not fall says less of its surroundings
    return nearest, far.astype("float32")


def _shares(at: pd.DataFrame, kernel: Kernel) -> Floats:
    """The say of each place with evidence among those close around it: many that are told of together are one voice."""
    north = at["latitude"].to_numpy("float64") * DEGREE_KM
    east = at["longitude"].to_numpy("float64") * DEGREE_KM * np.cos(np.radians(at["latitude"].mean()))
    share = np.empty(len(at), dtype="float32")
    for begin in range(0, len(at), _CHUNK):
        some = slice(begin, begin + _CHUNK)
        distance = np.hypot(north[some, None] - north, east[some, None] - east)
        share[some] = 1 / np.exp(-distance / kernel.crowd).sum(axis=1)
    return share


def _rivers(theatre: Theatre) -> BaseGeometry:
    """The theatre's rivers as one shape, ready for many questions; empty where it has none."""
    lines = [shape(feature["geometry"]) for feature in theatre.outlines("rivers")["features"]]
    rivers = shapely.union_all(lines)
    shapely.prepare(rivers)
    return rivers


def _intervals(
    votes: Floats,
    before: NDArray[np.int64],
    days: NDArray[np.int64],
    kernel: Kernel,
    offset: int,
    age: Floats,
    nearest: NDArray[np.int64],
    weight: Floats,
) -> pd.DataFrame:
    """Runs of days with the same probable holder; `votes` is by side, place and day, `age` by place with evidence."""
    rows = np.arange(len(before))
    known = before >= 0
    votes[:, :, 0] = 0  # of the baseline's own day nothing needs to be guessed
    votes[before[known], rows[known]] += kernel.inertia
    total = votes.sum(axis=0)
    best = votes.argmax(axis=0)
    share = np.take_along_axis(votes, best[None], axis=0)[0] / np.maximum(total, 1e-9)
    unheard = total < 2 * kernel.inertia
    best = np.where(total > 0, best, -1)
    begins = np.ones(best.shape, dtype=bool)
    begins[:, 1:] = (best[:, 1:] != best[:, :-1]) | (unheard[:, 1:] != unheard[:, :-1])
    place, day = np.nonzero(begins)
    flat = np.flatnonzero(begins)
    sure = np.add.reduceat(share.ravel(), flat) / np.diff(np.append(flat, share.size))
    heard = np.where(weight[place] > 0.1, age[nearest[place], day[:, None]], np.inf).min(axis=1)
    return pd.DataFrame(
        {
            "place": place + offset,
            "day": days[day],
            "holder": best[place, day],
            "share": sure,
            "unheard": unheard[place, day],
            "last": np.where(np.isfinite(heard), days[day] - heard, np.nan),
        }
    )


def _as_control(spans: pd.DataFrame, asked: pd.DataFrame, sides: list[str]) -> pd.DataFrame:
    place = spans["place"].to_numpy()
    table = asked.iloc[place][list(PLACE_COLUMNS)].reset_index(drop=True)
    day = spans["day"].to_numpy().astype("datetime64[D]").astype("datetime64[s]")
    table["valid_from"] = day
    last = np.append(place[1:] != place[:-1], True)
    table["valid_to"] = np.where(last, np.datetime64("NaT"), np.append(day[1:], day[:1]))
    holder = np.array([*sides, ""], dtype=object)[spans["holder"].to_numpy()]
    table["status"] = pd.Series(np.where(holder == "", "unknown", "held"), dtype="str")
    table["holder"] = pd.Series(holder, dtype="str")
    table["confidence"] = np.where(holder == "", 0.0, 0.9 * spans["share"]).round(3)
    table["basis"] = pd.Series(np.where(spans["unheard"], "baseline", "estimate"), dtype="str")
    table["rule"] = pd.Series(np.where(spans["unheard"], "R10", "R17"), dtype="str")
    table["claims_for"] = pd.Series([""] * len(table), dtype="str")
    table["claims_against"] = pd.Series([""] * len(table), dtype="str")
    table["last_evidence"] = pd.to_datetime(spans["last"], unit="D").astype("datetime64[s]")
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


@dataclass(frozen=True)
class Cells:
    """The land that stands for each place: polygons (longitude, latitude), their km2 and first-level unit.

    Places at one point share a cell: `cell` numbers the cell of each of `place_id`.
    """

    place_id: pd.Index
    cell: NDArray[np.int64]
    polygon: NDArray[np.object_]
    km2: NDArray[np.float64]
    admin1: NDArray[np.object_]


def cells(places: pd.DataFrame, theatre: Theatre) -> Cells:
    """The Voronoi cells of `places`, clipped to the theatre's first-level units. Keep the result: it takes a while."""
    spots = np.column_stack([places["longitude"].to_numpy("float64"), places["latitude"].to_numpy("float64")])
    spots, cell = np.unique(spots, axis=0, return_inverse=True)
    south, west, north, east = theatre.bounds
    land = shapely.union_all([shape(each["geometry"]) for each in theatre.outlines("regions")["features"]])
    shapely.prepare(land)
    frame = shapely.box(west - 1, south - 1, east + 1, north + 1)
    polygon = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(spots), extend_to=frame, ordered=True))
    partly = ~shapely.contains_properly(land, polygon)
    polygon[partly] = shapely.intersection(polygon[partly], land)
    middle, there = spots[:, 1].copy(), ~shapely.is_empty(polygon)  # off the coast a place may have no land at all
    middle[there] = shapely.get_y(shapely.centroid(polygon[there]))
    km2 = shapely.area(polygon) * DEGREE_KM**2 * np.cos(np.radians(middle))
    named = places["admin1"].to_numpy(dtype=object)
    admin1 = np.full(len(spots), "", dtype=object)
    admin1[cell] = named
    unnamed = np.flatnonzero(admin1 == "")
    admin1[unnamed] = region_of(shapely.points(spots[unnamed]), theatre)
    return Cells(pd.Index(places["place_id"]), cell.ravel().astype("int64"), polygon, km2, admin1)


def within(land: Cells, box: tuple[float, float, float, float]) -> Cells:
    """The cells that reach into a box: west, south, east, north, in degrees."""
    west, south, east, north = box
    left, low, right, high = shapely.bounds(land.polygon).T
    kept = (
        (left < east) & (right > west) & (low < north) & (high > south)
    )  # none of a cell without land, which has none
    ours = kept[land.cell]
    cell = (np.cumsum(kept) - 1)[land.cell[ours]]
    return Cells(land.place_id[ours], cell, land.polygon[kept], land.km2[kept], land.admin1[kept])


_OPEN = ("contested", "disputed", "unknown")  # what a cell may be beside a side's
_SURE = 0.6  # the confidence from which on a cell counts as surely its holder's
_DAYS = 64  # days worked out at a time


def _states(table: pd.DataFrame, land: Cells, days: Sequence[date]) -> tuple[list[str], Codes, Codes, Floats]:
    """What each place and each cell of `land` is on each of `days`, and how sure that is of the cell.

    Returns the names of the states (the sides in the table, then `_OPEN`), their numbers by place and day, those by
    cell and day, and the cells' confidence. Where places share a cell, those with evidence of their own count first.
    """
    sides = sorted({name for name in table["holder"].unique() if name})
    names = [*sides, *_OPEN]
    number = land.place_id.get_indexer(pd.Index(table["place_id"]))
    rows = table[number >= 0].assign(number=number[number >= 0]).sort_values(["number", "valid_from"], kind="stable")
    begin = rows["valid_from"].to_numpy().astype("datetime64[D]").astype("int64")
    asked = np.array(days, dtype="datetime64[D]").astype("int64")
    key = place_day(rows["number"].to_numpy("int64"), begin)
    found = np.searchsorted(key, place_day(np.arange(len(land.place_id))[:, None], asked), side="right") - 1
    at = np.maximum(found, 0)
    told = (found >= 0) & (rows["number"].to_numpy()[at] == np.arange(len(land.place_id))[:, None])
    holder = rows["holder"].where(~_doubted(rows), rows["holder"].shift())  # it is left to whom it was before
    shown = holder.where(holder != "", rows["status"])
    code = pd.Categorical(shown, categories=names).codes.astype("int8")
    state = np.where(told, code[at], np.int8(len(names) - 1))
    sure = np.where(told, rows["confidence"].to_numpy("float32")[at], np.float32(0))

    places = np.bincount(land.cell, minlength=len(land.km2))
    of_cell = np.full((len(land.km2), len(asked)), len(names) - 1, dtype="int8")
    of_cell[land.cell], of_sure = state, np.zeros(of_cell.shape, dtype="float32")
    of_sure[land.cell] = sure
    shared = np.flatnonzero(places[land.cell] > 1)
    if len(shared):
        direct = rows["basis"].isin(["direct", "region"]).to_numpy()
        say = np.where(told & direct[at], np.float32(10), np.float32(1))[shared] * (sure[shared] + np.float32(0.01))
        shared = shared[order := np.argsort(land.cell[shared], kind="stable")]
        say = say[order]
        first = np.flatnonzero(np.append(True, np.diff(land.cell[shared]) > 0))
        mine = [state[shared] == each for each in range(len(names))]
        says = np.stack([np.add.reduceat(np.where(own, say, 0), first) for own in mine])
        best = says.argmax(axis=0)
        count = np.stack([np.add.reduceat(own.astype("float32"), first) for own in mine])
        total = np.stack([np.add.reduceat(np.where(own, sure[shared], 0), first) for own in mine])
        mean = np.take_along_axis(total, best[None], 0)[0] / np.take_along_axis(count, best[None], 0)[0]
        of_cell[land.cell[shared[first]]], of_sure[land.cell[shared[first]]] = best, mean
    return names, state, of_cell, of_sure


def outlines(table: pd.DataFrame, land: Cells, day: date) -> dict[str, Any]:
    """A GeoJSON FeatureCollection of the estimated areas on a day and the line between the sides.

    Each area has `holder` (a side, contested, disputed or unknown), `km2` and `estimate` true; the line has `holder`
    "line". Coordinates are longitude, latitude.
    """
    names, _, of_cell, _ = _states(table, land, [day])
    features = []
    areas: dict[str, Any] = {}
    for state, holder in enumerate(names):
        numbers = np.flatnonzero(of_cell[:, 0] == state)
        if not len(numbers):
            continue
        areas[holder] = shapely.coverage_union_all(land.polygon[numbers])
        properties = {"holder": holder, "km2": round(float(land.km2[numbers].sum())), "estimate": True}
        features.append({"type": "Feature", "properties": properties, "geometry": mapping(areas[holder])})
    held = [area for holder, area in areas.items() if holder not in _OPEN]
    if len(held) > 1:
        line = shapely.line_merge(
            shapely.union_all(
                [
                    shapely.intersection(shapely.boundary(a), shapely.boundary(b))
                    for i, a in enumerate(held)
                    for b in held[i + 1 :]
                ]
            )
        )
        features.append(
            {"type": "Feature", "properties": {"holder": "line", "estimate": True}, "geometry": mapping(line)}
        )
    return {"type": "FeatureCollection", "day": day.isoformat(), "features": features}


def history(
    table: pd.DataFrame, land: Cells, days: Sequence[date] | None = None, *, by_oblast: bool = False
) -> pd.DataFrame:
    """How much land each side probably held over time, for charts and tables; by oblast where asked.

    Columns: day, admin1 (with `by_oblast`), holder (a side), km2, km2_low, km2_high, share (of the theatre's country
    or the oblast, 0 to 1), share_low, share_high, settlements. Sorted by day, oblast and holder, a row for each of
    them. `table` are the rows of `estimate`. `days` are by default the first day of the table, every seventh from
    there, and the last day on which anything changed.

    `km2_low` counts only cells held with a confidence of 0.6 or more; `km2_high` adds what is contested, disputed or
    unknown, and what another side holds with less. Sums are of estimates, and are estimates.
    """
    if days is None:
        first, last = table["valid_from"].min(), table["valid_from"].max()
        days = sorted({*(each.date() for each in pd.date_range(first, last, freq="7D")), last.date()})
    unit, units = pd.factorize(land.admin1, sort=True) if by_oblast else (np.zeros(len(land.km2), int), [""])
    of_place = unit[land.cell]
    count = len(units)
    whole = np.bincount(unit, land.km2, count)
    pieces = []
    for begin in range(0, len(days), _DAYS):
        some = days[begin : begin + _DAYS]
        names, state, of_cell, sure = _states(table, land, some)
        day = np.arange(len(some))
        slot, place_slot = unit[:, None] * len(some) + day, of_place[:, None] * len(some) + day
        km2 = np.broadcast_to(land.km2[:, None], of_cell.shape)
        weak = (of_cell >= len(names) - len(_OPEN)) | (sure < _SURE)

        def total(cells: NDArray[np.bool_], slot: Ints = slot, km2: NDArray[np.float64] = km2) -> Any:
            return np.bincount(slot[cells], km2[cells], count * slot.shape[1])

        doubtful = total(weak)
        for number, side in enumerate(names[: -len(_OPEN)]):
            own = of_cell == number
            held, low = total(own), total(own & ~weak)
            pieces.append(
                pd.DataFrame(
                    {
                        "day": np.tile(np.array(some, dtype="datetime64[s]"), count),
                        "admin1": np.repeat(np.asarray(units, dtype=object), len(some)),
                        "holder": side,
                        "km2": held,
                        "km2_low": low,
                        "km2_high": low + doubtful,
                        "whole": np.repeat(whole, len(some)),
                        "settlements": np.bincount(place_slot[state == number], minlength=count * len(some)),
                    }
                )
            )
    result = pd.concat(pieces).sort_values(["day", "admin1", "holder"], ignore_index=True)
    for name in ("share", "share_low", "share_high"):
        result[name] = result[name.replace("share", "km2")] / result["whole"]
    columns = ["day", "admin1", "holder", "km2", "km2_low", "km2_high", "share", "share_low", "share_high"]
    return result[[name for name in [*columns, "settlements"] if by_oblast or name != "admin1"]]

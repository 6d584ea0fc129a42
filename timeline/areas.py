"""An estimate of control to areas: how much land each side probably holds, and where the line between them runs.

Each settlement stands for the land nearer to it than to any other (its Voronoi cell, clipped to the theatre). All of it
is an estimate and says so (timeline.estimates).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping, shape

from gazetteer.gazetteer import Gazetteer
from gazetteer.place import Precision
from theatre.plane import DEGREE_KM
from theatre.theatre import Theatre
from timeline.arrow import Ints
from timeline.baseline import region_of
from timeline.keys import place_day
from timeline.votes import doubted

__all__ = ["Cells", "cells", "history", "landmarks", "outlines", "settlements", "towns", "within"]

_TOWN = 10_000  # people
Floats = NDArray[np.float32]
Codes = NDArray[np.int8]


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
    holder = rows["holder"].where(~doubted(rows), rows["holder"].shift())  # it is left to whom it was before
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

"""Who held what before the first day that is told: the theatre's stated pre-war control.

The theatre's `baseline.geojson` names the exceptions (whole first-level units, or polygons); every other place is
held by the side whose internationally recognised territory it is. What lies in a third state is held by nobody here.
"""

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from theatre.plane import on_plane
from theatre.theatre import Theatre

__all__ = [
    "PLACE_COLUMNS",
    "at_home",
    "baseline_day",
    "baseline_holders",
    "capitals",
    "depths",
    "openings",
    "region_of",
    "within_reach",
]

PLACE_COLUMNS = ("place_id", "name", "latitude", "longitude", "admin1")


def baseline_day(theatre: Theatre) -> date:
    """The day that the baseline describes, from which control rows run."""
    return date.fromisoformat(theatre.outlines("baseline")["on"])


def openings(theatre: Theatre) -> dict[str, date]:
    """The day by which a side's opening advance had taken most of what it was ever to take, where the theatre says."""
    return {side: date.fromisoformat(day) for side, day in theatre.outlines("baseline").get("opening", {}).items()}


def capitals(theatre: Theatre) -> frozenset[str]:
    """The ids of the capitals that the theatre names."""
    return frozenset(theatre.outlines("baseline").get("capitals", ()))


def baseline_holders(places: pd.DataFrame, theatre: Theatre) -> NDArray[np.object_]:
    """The side that held each place before the war, "" where that is nobody's or not known.

    `places` has latitude, longitude (degrees) and admin1, and may have `country` (ISO alpha-2). Without it a place
    lies in the country of the first-level unit that its point falls in, of those outlined for the theatre.
    """
    points = shapely.points(places["longitude"].to_numpy("float64"), places["latitude"].to_numpy("float64"))
    admin1 = places["admin1"].fillna("").to_numpy(dtype=object)
    country = _countries(places, points, theatre)
    home = theatre.outlines("baseline")["country"]
    legitimate = {each: theatre.legitimate_holder(each) or "" for each in set(country)}
    holder = np.array([legitimate[each] for each in country], dtype=object)
    for feature, area in zip(
        theatre.outlines("baseline")["features"], _areas(theatre.folder / "baseline.geojson"), strict=True
    ):
        stated = feature["properties"]
        inside = np.isin(admin1, stated["admin1"])
        if area is not None:
            inside |= shapely.contains(area, points)
        elif stated["admin1"]:
            unnamed = (admin1 == "") & ~inside
            inside[unnamed] = np.isin(region_of(points[unnamed], theatre), stated["admin1"])
        holder[inside & (country == home)] = stated["holder"]
    return holder


def at_home(places: pd.DataFrame, theatre: Theatre) -> NDArray[np.bool_]:
    """Whether each place lies in the theatre's own country."""
    points = shapely.points(places["longitude"].to_numpy("float64"), places["latitude"].to_numpy("float64"))
    return np.asarray(_countries(places, points, theatre) == theatre.outlines("baseline")["country"], dtype=bool)


def depths(places: pd.DataFrame, theatre: Theatre) -> NDArray[np.float32]:
    """How deep each place lies, side by side of the theatre: kilometres from the ground that the side's troops came
    from (neighbours named by the baseline, and what it held before the war). Of a side that came from nowhere, being
    at home, it is the nearest other's, negative: the farther from them, the closer to its own. Zeros where the
    baseline names no ground. Plane coordinates about the theatre's middle latitude, right to some percent."""
    points = shapely.points(on_plane(places[["longitude", "latitude"]].to_numpy("float64"), theatre.bounds))
    came = {side: shapely.distance(_ground(theatre, side), points) for side in theatre.outlines("baseline")["ground"]}
    nearest = np.min(list(came.values()), axis=0) if came else np.zeros(len(places))
    return np.column_stack([came.get(side, -nearest) for side in theatre.sides]).astype("float32")


def within_reach(places: pd.DataFrame, side: str, km: Iterable[float], theatre: Theatre) -> NDArray[np.bool_]:
    """Whether each place lies within so many kilometres of the ground that a side's troops came from; for the side at
    home, of the land that it held before the war. A row a distance, a column a place. Right to some percent."""
    points = shapely.points(on_plane(places[["longitude", "latitude"]].to_numpy("float64"), theatre.bounds))
    ground = theatre.outlines("baseline")["ground"]
    land = _ground(theatre, side) if side in ground else _home(theatre.folder, theatre.bounds)
    return np.array([shapely.dwithin(land, points, each) for each in km], dtype=bool)


def region_of(points: NDArray[np.object_], theatre: Theatre) -> NDArray[np.object_]:
    """The name of the outlined first-level unit each point lies in or, since outlines are good to a few km, is within
    a tenth of a degree of; else ""."""
    path = theatre.folder / "regions.geojson"
    found = _name_at(points, path)
    names, tree = _outlined(path)
    astray = np.flatnonzero(found == "")
    which, unit = tree.query_nearest(points[astray], max_distance=0.1, all_matches=False)
    found[astray[which]] = names[unit]
    return found


def _ground(theatre: Theatre, side: str) -> BaseGeometry:
    """Where a side's troops came from, in kilometres on `theatre.plane`."""
    baseline = theatre.outlines("baseline")
    held = [each for each in baseline["features"] if each["properties"]["holder"] == side]
    units = frozenset(name for each in held for name in each["properties"]["admin1"])
    return _land(theatre.folder, theatre.bounds, side, frozenset(baseline["ground"][side]), units)


@lru_cache(maxsize=8)
def _land(
    folder: Path,
    bounds: tuple[float, float, float, float],
    side: str,
    neighbours: frozenset[str],
    units: frozenset[str],
) -> BaseGeometry:
    """The land that a side held before the war, and that of some neighbours and first-level units, on the plane."""
    outlines = {name: _features(folder / f"{name}.geojson") for name in ("baseline", "neighbours", "regions")}
    parts = [
        each["geometry"]
        for each in outlines["baseline"]
        if each["properties"]["holder"] == side and each["geometry"] is not None
    ]
    for name, names in (("neighbours", neighbours), ("regions", units)):
        parts += [each["geometry"] for each in outlines[name] if each["properties"]["name"] in names]
    south, west, north, east = bounds
    frame = shapely.box(west - 1, south - 1, east + 1, north + 1)
    land = shapely.union_all([shapely.intersection(shapely.make_valid(shape(part)), frame) for part in parts])
    ground = shapely.transform(shapely.simplify(land, 0.01), lambda corners: on_plane(corners, bounds))
    shapely.prepare(ground)
    return ground


@lru_cache(maxsize=4)
def _home(folder: Path, bounds: tuple[float, float, float, float]) -> BaseGeometry:
    """The theatre's own country without what anybody else held before the war, on the plane."""
    units = {each["properties"]["name"]: shape(each["geometry"]) for each in _features(folder / "regions.geojson")}
    lost = _features(folder / "baseline.geojson")
    for name in {name for each in lost for name in each["properties"]["admin1"]}:
        units.pop(name, None)
    taken = [shapely.make_valid(shape(each["geometry"])) for each in lost if each["geometry"] is not None]
    whole = shapely.union_all([shapely.make_valid(unit) for unit in units.values()])
    land = shapely.simplify(shapely.difference(whole, shapely.union_all(taken)), 0.01)
    ground = shapely.transform(land, lambda corners: on_plane(corners, bounds))
    shapely.prepare(ground)
    return ground


def _countries(places: pd.DataFrame, points: NDArray[np.object_], theatre: Theatre) -> NDArray[np.object_]:
    """Each place's country (ISO alpha-2) as far as a side's: as stated, by first-level unit, or by its point."""
    home = theatre.outlines("baseline")["country"]
    units = [feature["properties"]["name"] for feature in theatre.outlines("regions")["features"]]
    country = np.full(len(places), "", dtype=object)
    if "country" in places:
        country = places["country"].fillna("").to_numpy(dtype=object).copy()
    country[(country == "") & np.isin(places["admin1"].fillna("").to_numpy(dtype=object), units)] = home
    where = np.flatnonzero((country == "") & (places["admin1"].fillna("") == "").to_numpy())
    country[where[region_of(points[where], theatre) != ""]] = home
    where = np.flatnonzero(country == "")
    abroad = {side.name: side.country for side in theatre.sides.values()}
    names = _name_at(points[where], theatre.folder / "neighbours.geojson")
    country[where] = [abroad.get(name, "") for name in names]
    return country


def _name_at(points: NDArray[np.object_], outlines: Path) -> NDArray[np.object_]:
    names, tree = _outlined(outlines)
    found = np.full(len(points), "", dtype=object)
    which, unit = tree.query(points, predicate="within")
    found[which] = names[unit]
    return found


@lru_cache(maxsize=8)
def _areas(path: Path) -> list[BaseGeometry | None]:
    features = _features(path)
    areas = [None if feature["geometry"] is None else shape(feature["geometry"]) for feature in features]
    shapely.prepare([area for area in areas if area is not None])
    return areas


@lru_cache(maxsize=8)
def _outlined(path: Path) -> tuple[NDArray[np.object_], shapely.STRtree]:
    features = _features(path)
    names = np.array([feature["properties"]["name"] for feature in features], dtype=object)
    return names, shapely.STRtree([shape(feature["geometry"]) for feature in features])


def _features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["features"]
    return features

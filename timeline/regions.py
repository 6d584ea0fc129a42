"""Which places lie in a region that claims speak of: a first-level unit, a district, or a part of either.

A region's id may carry what part of it is meant (extract.extents): "region:UA-63/north", "/west-of-oskil", "/all".
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from extract.extents import COMPASS, river_key
from extract.gazetteer import load_gazetteer
from extract.theatre import Theatre

__all__ = ["inside", "is_region", "regions", "states_part"]

Flags = NDArray[np.bool_]
Spots = NDArray[np.float64]  # longitude, latitude

_OUTER = 0.4  # of the way between a region's ends: what its north, south, east or west is
_WAYS = {"north": (1, 1), "south": (1, -1), "east": (0, 1), "west": (0, -1)}  # column of Spots, sign


def regions(theatre: Theatre) -> tuple[str, ...]:
    """The ids of the regions that the theatre outlines: first-level units, and parts that it draws."""
    return (*_units(theatre), *_parts(theatre))


def is_region(id: str, theatre: Theatre) -> bool:
    """Whether an id is that of a region whose places can be known, or of a part of one."""
    region = id.partition("/")[0]
    return region in _units(theatre) or region in _parts(theatre) or _is_district(region)


def states_part(id: str) -> bool:
    """Whether a region's id says what part of it is meant, be it all of it."""
    return "/" in id


def inside(region: str, places: pd.DataFrame, theatre: Theatre) -> Flags:
    """Which of `places` (place_id, admin1, latitude, longitude in degrees) lie in the region with this id; none, where
    nobody knows it. A part holds only places of its own first-level units.

    What compass points mean is an estimate: the outer 40 per cent of the way between the region's ends. On which side
    of a river a place lies goes by the nearest point of the theatre's course of it, good to a few kilometres.
    """
    region, _, extent = region.partition("/")
    if (part := _parts(theatre).get(region)) is not None:
        found = _of_units(part["properties"]["admin1"], places)
        if found.any():
            found[found] = shapely.contains_xy(shape(part["geometry"]), *_spots(places, found).T)
    elif (unit := _units(theatre).get(region)) is not None:
        found = _of_units([unit["properties"]["name"]], places)
    else:
        found = _of_district(region, places, theatre)
    if not found.any():
        return found
    if extent in COMPASS:
        found[found] = _towards(extent, _spots(places, found), _ends(region, theatre))
    elif "-of-" in extent:
        found[found] = _beside(extent, _spots(places, found), theatre)
    return found


def _of_units(names: list[str], places: pd.DataFrame) -> Flags:
    return np.isin(places["admin1"].to_numpy(dtype=object), names)


def _spots(places: pd.DataFrame, chosen: Flags) -> Spots:
    return np.column_stack([places["longitude"].to_numpy("float64"), places["latitude"].to_numpy("float64")])[chosen]


def _ends(region: str, theatre: Theatre) -> tuple[float, ...]:
    """How far a region reaches, whichever places are asked about: west, south, east, north."""
    outlined = _parts(theatre).get(region) or _units(theatre).get(region)
    if outlined is not None:
        return shape(outlined["geometry"]).bounds
    known = load_gazetteer(theatre)
    asked = known.rows[region]
    there = np.asarray(known.admin1s, dtype=object) == known.admin1s[asked]
    there &= np.asarray(known.admin2s, dtype=object) == known.admin2s[asked]
    longitude, latitude = np.asarray(known.longitudes)[there], np.asarray(known.latitudes)[there]
    return longitude.min(), latitude.min(), longitude.max(), latitude.max()


def _towards(points: str, spots: Spots, ends: tuple[float, ...]) -> Flags:
    west, south, east, north = ends
    share = (spots - [west, south]) / np.maximum([east - west, north - south], 1e-9)
    ways = [_WAYS[point] for point in points.split("-")]
    kept = [share[:, column] >= 1 - _OUTER if sign > 0 else share[:, column] <= _OUTER for column, sign in ways]
    return np.logical_and.reduce(kept)


def _beside(extent: str, spots: Spots, theatre: Theatre) -> Flags:
    point, _, river = extent.partition("-of-")
    course = next(
        (each for each in _features(theatre, "rivers") if river_key(each["properties"]["name"]) == river), None
    )
    if course is None or point not in _WAYS:
        return np.zeros(len(spots), dtype=bool)
    line = shape(course["geometry"])
    nearest = shapely.line_interpolate_point(line, shapely.line_locate_point(line, shapely.points(spots)))
    column, sign = _WAYS[point]
    away: Flags = sign * (spots - shapely.get_coordinates(nearest))[:, column] > 0
    return away


def _is_district(id: str) -> bool:
    """A raion by its code in the official register: the numbers below oblast and raion are naught."""
    return id.startswith("katottg:UA") and len(id) == 27 and set(id[14:22]) == {"0"}


def _of_district(id: str, places: pd.DataFrame, theatre: Theatre) -> Flags:
    """Which places the gazetteer has in a district."""
    found: Flags = np.zeros(len(places), dtype=bool)
    if not _is_district(id) or id not in (gazetteer := load_gazetteer(theatre)).rows:
        return found
    asked = gazetteer.rows[id]
    named = (gazetteer.admin1s[asked], gazetteer.admin2s[asked])
    rows = [gazetteer.rows.get(place) for place in places["place_id"]]
    found[:] = [row is not None and (gazetteer.admin1s[row], gazetteer.admin2s[row]) == named for row in rows]
    return found


def _units(theatre: Theatre) -> dict[str, Any]:
    return {f"region:{each['properties']['iso']}": each for each in _features(theatre, "regions")}


def _parts(theatre: Theatre) -> dict[str, Any]:
    return {each["properties"]["id"]: each for each in _features(theatre, "parts")}


def _features(theatre: Theatre, name: str) -> Iterable[dict[str, Any]]:
    exists = (theatre.folder / f"{name}.geojson").exists()
    features: list[dict[str, Any]] = theatre.outlines(name)["features"] if exists else []
    return features

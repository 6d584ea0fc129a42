"""Which places lie in a region that claims speak of: a first-level unit, a raion, a hromada, or a part of one.

What part of it is meant stands in its id (theatre.region_id): "region:UA-63/north", "region:UA-63/west-of-oskil",
"region:UA-09/all-except-geonames:702972". Land that is named without its region is a part of the country:
"country:UA/left-bank-of-inhulets".
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from gazetteer.gazetteer import Gazetteer
from gazetteer.hromadas import hromadas_of
from gazetteer.place import Precision
from theatre.plane import on_plane
from theatre.region_id import Between, Compass, RegionId, RiverBank, RiverSide
from theatre.theatre import Theatre
from timeline.arrow import Flags, Floats
from timeline.rivers import between_rivers, on_bank, on_side

__all__ = ["inside", "is_region", "regions"]

_OUTER = 0.4  # of the way between a region's ends: what its north, south, east or west is
_CORRIDOR_KM = 5.0  # to either side of the straight line between two places: what lies between them
_WAYS = {"north": (1, 1), "south": (1, -1), "east": (0, 1), "west": (0, -1)}  # column of the points, sign


def regions(theatre: Theatre) -> tuple[str, ...]:
    """The ids of the regions that the theatre outlines: first-level units, and parts that it draws."""
    return (*_units(theatre), *_parts(theatre))


def is_region(id: str, theatre: Theatre) -> bool:
    """Whether an id is that of a region whose places can be known, or of a part of one."""
    if (known := _parsed(id)) is None:
        return False
    region = known.region
    if region.startswith("country:"):
        return known.part is not None
    return region in _units(theatre) or region in _parts(theatre) or _is_raion(region) or _is_hromada(region)


def _parsed(id: str) -> RegionId | None:
    """An id taken apart; None for a text that is none."""
    try:
        return RegionId.parse(id)
    except ValueError:
        return None


def inside(region: str, places: pd.DataFrame, theatre: Theatre, gazetteer: Gazetteer | None) -> Flags:
    """Which of `places` (place_id, admin1, latitude, longitude in degrees) lie in the region with this id; none, where
    nobody knows it. A part holds only places of its own first-level units.

    Raises ValueError for a region whose places only a gazetteer knows, where none is given: a raion, a hromada, a
    bank, what lies between, and what leaves something out.

    What compass points mean is an estimate: the outer 40 per cent of the way between the region's ends. On which side
    of a river a place lies goes by the nearest point of the theatre's course of it, good to a few kilometres; a bank
    reaches from 2 km to 25 km from it, and not across another river. Between two places lies what is less than 5 km
    off the straight line from one to the other; between two rivers what has the nearest points of both in opposite
    directions, neither being a river's end, and the rivers no more than 80 km apart there. Of banks and what lies
    between, only places whose own point is known are told. A city that is left out takes the rest of its own hromada
    with it: who names only the city may mean its surroundings too, and of these the region's word then says nothing.
    """
    id = _parsed(region)
    if id is None or (id.region.startswith("country:") and id.part is None):
        return _nowhere(places)
    found = _whole(id.region, places, theatre, gazetteer)
    if not found.any():
        return found
    match id.part:
        case Compass(point):
            found[found] = _towards(point, _points(places[found]), _ends(id.region, theatre, gazetteer))
        case RiverBank():
            found[found] = on_bank(id.part, _points(places[found]), theatre)
            found[found] = _exact(places[found], _needed(gazetteer, region))
        case RiverSide():
            found[found] = on_side(id.part, _points(places[found]), theatre)
        case Between(one, other):
            found[found] = _between(one, other, places[found], theatre, _needed(gazetteer, region))
            found[found] = _exact(places[found], _needed(gazetteer, region))
    for left_out in id.left_out:
        found &= ~_left_out(left_out, places, theatre, _needed(gazetteer, region))
    return found


def _needed(gazetteer: Gazetteer | None, region: str) -> Gazetteer:
    if gazetteer is None:
        raise ValueError(f"which places lie in {region!r} only a gazetteer knows: hand one in")
    return gazetteer


def _nowhere(places: pd.DataFrame) -> Flags:
    return np.zeros(len(places), dtype=bool)


def _whole(region: str, places: pd.DataFrame, theatre: Theatre, gazetteer: Gazetteer | None) -> Flags:
    """The places of a region as a whole."""
    if region.startswith("country:"):
        return _of_units([unit["properties"]["name"] for unit in _units(theatre).values()], places)
    if (part := _parts(theatre).get(region)) is not None:
        found = _of_units(part["properties"]["admin1"], places)
        if found.any():
            found[found] = shapely.contains_xy(shape(part["geometry"]), *_points(places[found]).T)
        return found
    if (unit := _units(theatre).get(region)) is not None:
        return _of_units([unit["properties"]["name"]], places)
    if _is_hromada(region):
        of = hromadas_of(_needed(gazetteer, region), theatre).of
        return np.array([of.get(place) == region for place in places["place_id"]], dtype=bool)
    return _of_raion(region, places, _needed(gazetteer, region)) if _is_raion(region) else _nowhere(places)


def _left_out(id: str, places: pd.DataFrame, theatre: Theatre, gazetteer: Gazetteer) -> Flags:
    """The places that an exception names: a settlement, with its hromada where it is the city of one; or a region."""
    if is_region(id, theatre):
        return inside(id, places, theatre, gazetteer)
    hromada = hromadas_of(gazetteer, theatre).cities.get(id)
    around = _whole(hromada, places, theatre, gazetteer) if hromada is not None else _nowhere(places)
    return around | (places["place_id"] == id).to_numpy(dtype=bool)


def _exact(places: pd.DataFrame, gazetteer: Gazetteer) -> Flags:
    """Which places don't merely stand at the middle of their hromada or raion, as far as the gazetteer knows them."""
    rows = [gazetteer.rows.get(place) for place in places["place_id"]]
    return np.array([row is None or gazetteer.precisions[row] == Precision.EXACT for row in rows], dtype=bool)


def _of_units(names: list[str], places: pd.DataFrame) -> Flags:
    return np.isin(places["admin1"].to_numpy(dtype=object), names)


def _points(places: pd.DataFrame) -> Floats:
    """Longitude and latitude, a row a place."""
    return places[["longitude", "latitude"]].to_numpy("float64")


def _ends(region: str, theatre: Theatre, gazetteer: Gazetteer | None) -> tuple[float, ...]:
    """How far a region reaches, whichever places are asked about: west, south, east, north."""
    outlined = _parts(theatre).get(region) or _units(theatre).get(region)
    if outlined is not None:
        return shape(outlined["geometry"]).bounds
    known = _needed(gazetteer, region)
    there = np.array(_members(region, known, theatre))
    longitude, latitude = np.asarray(known.longitudes)[there], np.asarray(known.latitudes)[there]
    return longitude.min(), latitude.min(), longitude.max(), latitude.max()


def _members(region: str, known: Gazetteer, theatre: Theatre) -> list[int]:
    """The rows of the gazetteer that lie in a raion or hromada."""
    if _is_hromada(region):
        return [known.rows[place] for place, hromada in hromadas_of(known, theatre).of.items() if hromada == region]
    named = _named(region, known)
    return [row for row, units in enumerate(zip(known.admin1s, known.admin2s, strict=True)) if units == named]


def _towards(compass: str, points: Floats, ends: tuple[float, ...]) -> Flags:
    west, south, east, north = ends
    share = (points - [west, south]) / np.maximum([east - west, north - south], 1e-9)
    ways = [_WAYS[way] for way in compass.split("-")]
    kept = [share[:, column] >= 1 - _OUTER if sign > 0 else share[:, column] <= _OUTER for column, sign in ways]
    return np.logical_and.reduce(kept)


def _between(one: str, other: str, places: pd.DataFrame, theatre: Theatre, gazetteer: Gazetteer) -> Flags:
    """What lies between two places by id, or two rivers by key."""
    points = _points(places)
    rows = [gazetteer.rows[end] for end in (one, other) if end in gazetteer.rows]
    if len(rows) < 2:
        return between_rivers(one, other, points, theatre)
    ends = np.array([[gazetteer.longitudes[row], gazetteer.latitudes[row]] for row in rows])
    plane, (first, last) = on_plane(points, theatre.bounds), on_plane(ends, theatre.bounds)
    way = last - first
    share = (plane - first) @ way / max(way @ way, 1e-9)
    off = np.hypot(*(plane - first - share[:, None] * way).T)
    there: Flags = (share > 0) & (share < 1) & (off <= _CORRIDOR_KM) & ~places["place_id"].isin([one, other]).to_numpy()
    return there


def _is_raion(id: str) -> bool:
    """A raion by its code in the official register: the numbers below oblast and raion are naught."""
    return id.startswith("katottg:UA") and len(id) == 27 and set(id[14:22]) == {"0"}


def _is_hromada(id: str) -> bool:
    """A hromada by its code: the numbers below it are naught."""
    return id.startswith("katottg:UA") and len(id) == 27 and id[14:17] != "000" and set(id[17:22]) == {"0"}


def _of_raion(id: str, places: pd.DataFrame, gazetteer: Gazetteer) -> Flags:
    """Which places the gazetteer has in a raion."""
    if id not in gazetteer.rows:
        return _nowhere(places)
    named = _named(id, gazetteer)
    rows = [gazetteer.rows.get(place) for place in places["place_id"]]
    there = [row is not None and (gazetteer.admin1s[row], gazetteer.admin2s[row]) == named for row in rows]
    return np.array(there, dtype=bool)


def _named(raion: str, gazetteer: Gazetteer) -> tuple[str, str]:
    row = gazetteer.rows[raion]
    return gazetteer.admin1s[row], gazetteer.admin2s[row]


def _units(theatre: Theatre) -> Mapping[str, Any]:
    return _outlined(theatre.folder / "regions.geojson", _id_of_unit)


def _parts(theatre: Theatre) -> Mapping[str, Any]:
    return _outlined(theatre.folder / "parts.geojson", _id_of_part)


_id_of_part = itemgetter("id")


def _id_of_unit(stated: Mapping[str, str]) -> str:
    return f"region:{stated['iso']}"


@lru_cache(maxsize=8)
def _outlined(path: Path, id_of: Callable[[Any], str]) -> Mapping[str, Any]:
    """The features of a file of outlines by their ids; none where there is no such file."""
    features = json.loads(path.read_text("utf-8"))["features"] if path.exists() else []
    return {id_of(each["properties"]): each for each in features}

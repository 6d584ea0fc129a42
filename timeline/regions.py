"""Which places lie in a region that claims speak of: a first-level unit, a raion, a hromada, or a part of one.

What part of it is meant stands in its id (theatre.region_id): "region:UA-63/north", "region:UA-63/west-of-oskil",
"region:UA-09/all-except-geonames:702972". Land that is named without its region is a part of the country:
"country:UA/left-bank-of-inhulets".
"""

from collections.abc import Callable, Iterable
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from gazetteer.files import load_gazetteer
from gazetteer.gazetteer import Gazetteer
from gazetteer.hromadas import hromadas_of
from gazetteer.place import Precision
from theatre.region_id import Between, Compass, RegionId, RiverBank, RiverSide, river_key
from theatre.theatre import Theatre

__all__ = ["inside", "is_region", "regions"]

Flags = NDArray[np.bool_]
Spots = NDArray[np.float64]  # longitude, latitude

_OUTER = 0.4  # of the way between a region's ends: what its north, south, east or west is
_BANK_KM = 25.0  # how far from a river its bank reaches
_WATER_KM = 2.0  # nearer to the course, which is good to about that, nobody can tell the bank
_CORRIDOR_KM = 5.0  # to either side of the straight line between two places: what lies between them
_BETWEEN_KM = 80.0  # from river to river at most, across a place that lies between them
_WAYS = {"north": (1, 1), "south": (1, -1), "east": (0, 1), "west": (0, -1)}  # column of Spots, sign
_TURNS = {"left": 1, "right": -1}  # of who looks downstream
_DEGREE_KM = 111.195  # a degree of latitude on a sphere of 6371 km
_STEP_KM = 1.0  # along a river, to see which way it flows


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


def inside(region: str, places: pd.DataFrame, theatre: Theatre) -> Flags:
    """Which of `places` (place_id, admin1, latitude, longitude in degrees) lie in the region with this id; none, where
    nobody knows it. A part holds only places of its own first-level units.

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
    found = _whole(id.region, places, theatre)
    if not found.any():
        return found
    match id.part:
        case Compass(point):
            found[found] = _towards(point, _spots(places, found), _ends(id.region, theatre))
        case RiverBank():
            found[found] = _on_bank(id.part, _spots(places, found), theatre)
            found[found] = _exact(places[found], theatre)
        case RiverSide():
            found[found] = _beside(id.part, _spots(places, found), theatre)
        case Between():
            found[found] = _between(id.part, places[found], theatre)
            found[found] = _exact(places[found], theatre)
    for left_out in id.left_out:
        found &= ~_left_out(left_out, places, theatre)
    return found


def _nowhere(places: pd.DataFrame) -> Flags:
    return np.zeros(len(places), dtype=bool)


def _whole(region: str, places: pd.DataFrame, theatre: Theatre) -> Flags:
    """The places of a region as a whole."""
    if region.startswith("country:"):
        return _of_units([unit["properties"]["name"] for unit in _units(theatre).values()], places)
    if (part := _parts(theatre).get(region)) is not None:
        found = _of_units(part["properties"]["admin1"], places)
        if found.any():
            found[found] = shapely.contains_xy(shape(part["geometry"]), *_spots(places, found).T)
        return found
    if (unit := _units(theatre).get(region)) is not None:
        return _of_units([unit["properties"]["name"]], places)
    if _is_hromada(region):
        of = hromadas_of(load_gazetteer(theatre), theatre).of
        return np.array([of.get(place) == region for place in places["place_id"]], dtype=bool)
    return _of_raion(region, places, theatre)


def _left_out(id: str, places: pd.DataFrame, theatre: Theatre) -> Flags:
    """The places that an exception names: a settlement, with its hromada where it is the city of one; or a region."""
    if is_region(id, theatre):
        return inside(id, places, theatre)
    hromada = hromadas_of(load_gazetteer(theatre), theatre).cities.get(id)
    around = _whole(hromada, places, theatre) if hromada is not None else _nowhere(places)
    return around | (places["place_id"] == id).to_numpy(dtype=bool)


def _exact(places: pd.DataFrame, theatre: Theatre) -> Flags:
    """Which places don't merely stand at the middle of their hromada or raion, as far as the gazetteer knows them."""
    gazetteer = load_gazetteer(theatre)
    rows = [gazetteer.rows.get(place) for place in places["place_id"]]
    return np.array([row is None or gazetteer.precisions[row] == Precision.EXACT for row in rows], dtype=bool)


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
    there = np.array(_members(region, known, theatre))
    longitude, latitude = np.asarray(known.longitudes)[there], np.asarray(known.latitudes)[there]
    return longitude.min(), latitude.min(), longitude.max(), latitude.max()


def _members(region: str, known: Gazetteer, theatre: Theatre) -> list[int]:
    """The rows of the gazetteer that lie in a raion or hromada."""
    if _is_hromada(region):
        return [known.rows[place] for place, hromada in hromadas_of(known, theatre).of.items() if hromada == region]
    named = _named(region, known)
    return [row for row, units in enumerate(zip(known.admin1s, known.admin2s, strict=True)) if units == named]


def _towards(points: str, spots: Spots, ends: tuple[float, ...]) -> Flags:
    west, south, east, north = ends
    share = (spots - [west, south]) / np.maximum([east - west, north - south], 1e-9)
    ways = [_WAYS[point] for point in points.split("-")]
    kept = [share[:, column] >= 1 - _OUTER if sign > 0 else share[:, column] <= _OUTER for column, sign in ways]
    return np.logical_and.reduce(kept)


def _course(river: str, theatre: Theatre) -> BaseGeometry | None:
    """The course of a river, downstream, in kilometres as `_plane` has them."""
    for each in _features(theatre, "rivers"):
        if river_key(each["properties"]["name"]) == river:
            return shapely.transform(shape(each["geometry"]), lambda corners: _plane(corners, theatre))
    return None


def _plane(spots: Spots, theatre: Theatre) -> Spots:
    """Longitudes and latitudes in kilometres on a plane that touches the theatre at its middle latitude."""
    south, _, north, _ = theatre.bounds
    return spots * [_DEGREE_KM * np.cos(np.radians((south + north) / 2)), _DEGREE_KM]


def _nearest(course: BaseGeometry, spots: Spots) -> tuple[Spots, Spots]:
    """How far along a course the nearest point to each spot is, and the way from there to the spot."""
    along = shapely.line_locate_point(course, shapely.points(spots))
    return along, spots - shapely.get_coordinates(shapely.line_interpolate_point(course, along))


def _inner(along: Spots, course: BaseGeometry) -> Flags:
    """Where along a course is neither of its ends, beyond which nobody knows which side is which."""
    within: Flags = (along > 0) & (along < course.length)
    return within


def _beside(part: RiverSide, spots: Spots, theatre: Theatre) -> Flags:
    side, course = part.side, _course(part.river, theatre)
    if course is None:
        return np.zeros(len(spots), dtype=bool)
    along, away = _nearest(course, _plane(spots, theatre))
    if side in _WAYS:
        column, sign = _WAYS[side]
        there: Flags = sign * away[:, column] > 0
        return there
    before, behind = (
        shapely.get_coordinates(shapely.line_interpolate_point(course, np.clip(along + step, 0, course.length)))
        for step in (-_STEP_KM, _STEP_KM)
    )
    flow = behind - before
    there = _TURNS[side] * (flow[:, 0] * away[:, 1] - flow[:, 1] * away[:, 0]) > 0
    return there


def _on_bank(part: RiverBank, spots: Spots, theatre: Theatre) -> Flags:
    river = part.river
    if (course := _course(river, theatre)) is None:
        return np.zeros(len(spots), dtype=bool)
    found = _within(course, _BANK_KM, plane := _plane(spots, theatre))
    along, away = _nearest(course, plane[found])
    found[found] = (np.hypot(*away.T) >= _WATER_KM) & _inner(along, course)
    found[found] = _beside(RiverSide(part.side, river), spots[found], theatre)
    keys = [river_key(each["properties"]["name"]) for each in _features(theatre, "rivers")]
    others = shapely.union_all([_course(key, theatre) for key in keys if key != river])
    found[found] = _reached(course, plane[found], others)  # beyond the next river it is called that one's bank
    return found


def _within(course: BaseGeometry, km: float, plane: Spots) -> Flags:
    """Which spots lie no farther than that from a course."""
    shapely.prepare(course)
    near: Flags = shapely.dwithin(course, shapely.points(plane), km)
    return near


def _reached(course: BaseGeometry, plane: Spots, others: BaseGeometry) -> Flags:
    """To which spots the straight way from the nearest point of a course crosses none of the others."""
    _, away = _nearest(course, plane)
    clear: Flags = ~shapely.intersects(others, shapely.linestrings(np.stack([plane - away, plane], axis=1)))
    return clear


def _between(part: Between, places: pd.DataFrame, theatre: Theatre) -> Flags:
    """What lies between two places by id, or two rivers by key."""
    ends = (part.one, part.other)
    spots = _plane(_spots(places, np.ones(len(places), dtype=bool)), theatre)
    known = load_gazetteer(theatre)
    rows = [known.rows[end] for end in ends if end in known.rows]
    if len(rows) == 2:
        first, last = _plane(np.array([[known.longitudes[row], known.latitudes[row]] for row in rows]), theatre)
        way = last - first
        share = (spots - first) @ way / max(way @ way, 1e-9)
        off = np.hypot(*(spots - first - share[:, None] * way).T)
        there: Flags = (share > 0) & (share < 1) & (off <= _CORRIDOR_KM) & ~places["place_id"].isin(ends).to_numpy()
        return there
    courses = [course for end in ends if (course := _course(end, theatre)) is not None]
    if len(courses) != 2:
        return _nowhere(places)
    found = _within(courses[0], _BETWEEN_KM, spots) & _within(courses[1], _BETWEEN_KM, spots)
    (along, away), (further, off) = (_nearest(course, spots[found]) for course in courses)
    far = np.hypot(*away.T), np.hypot(*off.T)
    apart = (np.sum(far, axis=0) <= _BETWEEN_KM) & (np.min(far, axis=0) >= _WATER_KM)
    inner = _inner(along, courses[0]) & _inner(further, courses[1])
    found[found] = ((away * off).sum(axis=1) < 0) & apart & inner
    for course, other in (courses, courses[::-1]):
        found[found] = _reached(course, spots[found], other)
    return found


def _is_raion(id: str) -> bool:
    """A raion by its code in the official register: the numbers below oblast and raion are naught."""
    return id.startswith("katottg:UA") and len(id) == 27 and set(id[14:22]) == {"0"}


def _is_hromada(id: str) -> bool:
    """A hromada by its code: the numbers below it are naught."""
    return id.startswith("katottg:UA") and len(id) == 27 and id[14:17] != "000" and set(id[17:22]) == {"0"}


def _of_raion(id: str, places: pd.DataFrame, theatre: Theatre) -> Flags:
    """Which places the gazetteer has in a raion."""
    found = _nowhere(places)
    if not _is_raion(id) or id not in (gazetteer := load_gazetteer(theatre)).rows:
        return found
    named = _named(id, gazetteer)
    rows = [gazetteer.rows.get(place) for place in places["place_id"]]
    found[:] = [row is not None and (gazetteer.admin1s[row], gazetteer.admin2s[row]) == named for row in rows]
    return found


def _named(raion: str, gazetteer: Gazetteer) -> tuple[str, str]:
    row = gazetteer.rows[raion]
    return gazetteer.admin1s[row], gazetteer.admin2s[row]


def _units(theatre: Theatre) -> dict[str, Any]:
    return _index(theatre, "regions", lambda stated: f"region:{stated['iso']}")


def _parts(theatre: Theatre) -> dict[str, Any]:
    return _index(theatre, "parts", itemgetter("id"))


_indexes: dict[tuple[Path, str], dict[str, Any]] = {}


def _index(theatre: Theatre, name: str, id_of: Callable[[Any], str]) -> dict[str, Any]:
    """Outlines by their id."""
    if (at := (theatre.folder, name)) not in _indexes:
        _indexes[at] = {id_of(each["properties"]): each for each in _features(theatre, name)}
    return _indexes[at]


def _features(theatre: Theatre, name: str) -> Iterable[dict[str, Any]]:
    features: list[dict[str, Any]] = theatre.outlines(name)["features"]
    return features

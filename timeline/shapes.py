"""The areas in files that map projects publish: GeoJSON, Esri JSON, TopoJSON, KML, KMZ and GeoPackage.

An area is what an odd number of its rings is around, so that holes are holes in whatever order and direction a format
writes rings, and a line that crosses itself needs no mending. Coordinates are longitude and latitude in degrees; Web
Mercator's are turned into them.

Bounds, checked before the work they bound: 60 MB a file, packed or not, 1,000,000 points, 50,000 areas.
"""

import io
import json
import re
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from lzma import LZMAError
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import shapely
from lxml import etree
from numpy.typing import NDArray

from theatre.errors import MarchlandError

__all__ = ["MAX_BYTES", "Area", "ReferenceMapError", "Shape", "read_shapes"]

MAX_BYTES = 60_000_000
MAX_POINTS = 1_000_000
MAX_AREAS = 50_000
MAX_NESTED = 20  # collections of geometries in one another
_MAX_BRACKETS, _MAX_COMMAS = 3_000_000, 8_000_000  # of JSON, which bound what it takes to hold it

Area: TypeAlias = Sequence[shapely.Polygon]
_Ring: TypeAlias = NDArray[np.float64]  # a row a point: longitude, latitude
_Rings: TypeAlias = list[_Ring]


class ReferenceMapError(MarchlandError, ValueError):
    """A reference map that can't be used; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A feature of a map that has areas, each a sequence of rings as polygons of their own, to be counted odd or
    even."""

    properties: Mapping[str, Any]
    areas: Sequence[Area]


def read_shapes(data: bytes, name: str) -> list[Shape]:
    """The features with areas of a map, told by its bytes. Raises ReferenceMapError, which names the file `name`."""
    if len(data) > MAX_BYTES:
        raise ReferenceMapError(f"{name}: is {len(data) / 1e6:,.0f} MB; a map may have {MAX_BYTES / 1e6:.0f} MB")
    if data.startswith(b"PK\x03\x04"):
        data = _unpacked(data, name)
    if data.startswith(b"SQLite format 3\x00"):
        drawn = _geopackage(data, name)
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        drawn = _kml(data, name)
    else:
        drawn = _json(data, name)
    sheet = _Sheet(name)
    return [shape for properties, areas in drawn if (shape := sheet.shape(properties, areas))]


_Drawn: TypeAlias = Iterator[tuple[Mapping[str, Any], list[_Rings]]]  # properties and areas of each feature


@dataclass(slots=True)
class _Sheet:
    """What has been drawn of a file so far."""

    name: str
    points: int = 0
    areas: int = 0
    features: int = field(default=0)

    def shape(self, properties: Mapping[str, Any], areas: list[_Rings]) -> Shape | None:
        self.features += 1
        rings = [[_closed(ring) for ring in area if len(ring) >= 3] for area in areas]
        rings = [area for area in rings if area]
        self.areas += len(rings)
        self.points += sum(len(ring) for area in rings for ring in area)
        if self.points > MAX_POINTS or self.areas > MAX_AREAS:
            raise _too_much(self.name)
        every = [ring for area in rings for ring in area]
        if not every:
            return None
        for ring in every:
            if not np.isfinite(ring).all():
                raise ReferenceMapError(f"{self.name}: feature {self.features} has a coordinate that is no number")
            if (np.abs(ring) > (180, 90)).any():
                longitude, latitude = ring[(np.abs(ring) > (180, 90)).any(axis=1)][0]
                raise ReferenceMapError(
                    f"{self.name}: feature {self.features} has a point at longitude {longitude:g}, latitude "
                    f"{latitude:g}, which are no degrees; save the map in degrees (EPSG:4326)"
                )
        return Shape(properties, [[shapely.Polygon(ring) for ring in area] for area in rings])


def _closed(ring: _Ring) -> _Ring:
    return ring if (ring[0] == ring[-1]).all() and len(ring) > 3 else np.vstack([ring, ring[:1]])


def _too_much(name: str) -> ReferenceMapError:
    return ReferenceMapError(f"{name}: has more than {MAX_POINTS:,} points or {MAX_AREAS:,} areas; simplify its lines")


def _ring(coordinates: Any, where: str) -> _Ring:
    try:
        ring = np.array([(point[0], point[1]) for point in coordinates], dtype="float64").reshape(-1, 2)
    except (TypeError, ValueError, LookupError, OverflowError):
        raise ReferenceMapError(f"{where}: its coordinates are no lists of longitude and latitude") from None
    return ring


# --- projections ----------------------------------------------------------------------------------------------------

_DEGREES = frozenset(
    {"4326", "4258", "4979", "CRS84", "0", "-1", "99999"}
)  # the last three: of a file that doesn't say
_MERCATOR = frozenset({"3857", "3785", "900913", "102100", "102113"})
_EARTH_METRES = 6_378_137.0


def _in_degrees(areas: list[_Rings], crs: str, where: str) -> list[_Rings]:
    """Areas in the reference system `crs` (EPSG's number) in degrees."""
    if not crs or crs in _DEGREES:
        return areas
    if crs not in _MERCATOR:
        raise ReferenceMapError(f"{where}: is in the projection EPSG:{crs}; save the map in degrees (EPSG:4326)")
    return [[_unprojected(ring) for ring in area] for area in areas]


def _unprojected(ring: _Ring) -> _Ring:
    with np.errstate(over="ignore", invalid="ignore"):
        east, north = ring.T / _EARTH_METRES
        return np.column_stack([np.degrees(east), np.degrees(2 * np.arctan(np.exp(north)) - np.pi / 2)])


def _crs(raw: Mapping[str, Any]) -> str:
    """EPSG's number of what a GeoJSON's `crs` or an Esri JSON's `spatialReference` names; empty without one."""
    named, reference = raw.get("crs"), raw.get("spatialReference")
    if isinstance(named, dict):
        properties = named.get("properties")
        written = str(properties.get("name", "")) if isinstance(properties, dict) else ""
        return "" if not written else re.split(r"[:/]", written[:200])[-1]
    if isinstance(reference, dict):
        return str(reference.get("latestWkid") or reference.get("wkid") or "")[:20]
    return ""


# --- JSON -----------------------------------------------------------------------------------------------------------


def _json(data: bytes, name: str) -> _Drawn:
    if data.count(b"[") + data.count(b"{") > _MAX_BRACKETS or data.count(b",") > _MAX_COMMAS:
        raise _too_much(name)
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ReferenceMapError(f"{name}: can't be read: it is not in UTF-8") from None
    except RecursionError:
        raise ReferenceMapError(f"{name}: can't be read: its parts are too deeply nested") from None
    except json.JSONDecodeError as trouble:
        raise ReferenceMapError(
            f"{name}: can't be read: it is not JSON ({trouble.msg}, line {trouble.lineno})"
        ) from None
    except ValueError:
        raise ReferenceMapError(f"{name}: can't be read: a number in it is too long") from None
    if isinstance(raw, dict) and isinstance(raw.get("map"), dict):  # as in exports of DeepStateMap's history
        raw = raw["map"]
    if isinstance(raw, dict) and raw.get("type") == "Topology":
        return _topology(raw, name)
    if isinstance(raw, dict) and raw.get("type") == "Feature":
        raw = {**raw, "features": [raw]}
    if not isinstance(raw, dict) or not isinstance(raw.get("features"), list) or not raw["features"]:
        raise ReferenceMapError(
            f"{name}: is not a GeoJSON FeatureCollection with features, nor another map that is read"
        )
    return _features(raw, name)


def _features(raw: Mapping[str, Any], name: str) -> _Drawn:
    """Those of GeoJSON, or of Esri's JSON, which says `attributes` and `rings`."""
    crs = _crs(raw)
    for number, feature in enumerate(raw["features"], 1):
        where = f"{name}: feature {number}"
        if not isinstance(feature, dict):
            raise ReferenceMapError(f"{where} is no object")
        properties = feature.get("properties") or feature.get("attributes") or {}
        if not isinstance(properties, dict):
            raise ReferenceMapError(f"{where}: its properties are no object")
        geometry = feature.get("geometry") or {}
        if not isinstance(geometry, dict):
            raise ReferenceMapError(f"{where}: its geometry is no object")
        if isinstance(geometry.get("rings"), list):
            areas = [[_ring(ring, where) for ring in geometry["rings"]]]
        else:
            areas = _areas(geometry, where)
        yield properties, _in_degrees(areas, crs, where)


_WITHOUT_AREA = ("Point", "MultiPoint", "LineString", "MultiLineString")


def _areas(geometry: Mapping[str, Any], where: str, nested: int = 0) -> list[_Rings]:
    """The areas of a GeoJSON geometry; points and lines have none."""
    kind = geometry.get("type")
    if kind is None or kind in _WITHOUT_AREA:
        return []
    if kind == "GeometryCollection":
        inner = geometry.get("geometries")
        if not isinstance(inner, list) or nested >= MAX_NESTED or not all(isinstance(each, dict) for each in inner):
            raise ReferenceMapError(f"{where}: its collection of geometries can't be read")
        return [area for each in inner for area in _areas(each, where, nested + 1)]
    if kind not in ("Polygon", "MultiPolygon"):
        raise ReferenceMapError(f"{where}: {str(kind)[:40]!r} is no type of geometry")
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list):
        raise ReferenceMapError(f"{where}: its polygon has no coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not all(isinstance(polygon, list) for polygon in polygons):
        raise ReferenceMapError(f"{where}: its coordinates are no lists of longitude and latitude")
    return [[_ring(ring, where) for ring in polygon] for polygon in polygons]


def _topology(raw: Mapping[str, Any], name: str) -> _Drawn:
    """The features of a TopoJSON, whose rings are chains of arcs that neighbours share."""
    objects, listed = raw.get("objects"), raw.get("arcs")
    if not isinstance(objects, dict) or not isinstance(listed, list):
        raise ReferenceMapError(f"{name}: is a TopoJSON without objects and arcs")
    arcs = [_ring(arc, f"{name}: arc {number}") for number, arc in enumerate(listed)]
    if transform := raw.get("transform"):
        try:
            scale, move = (np.array(transform[key], dtype="float64").reshape(2) for key in ("scale", "translate"))
        except (TypeError, ValueError, LookupError, OverflowError):
            raise ReferenceMapError(f"{name}: is a TopoJSON whose transform can't be read") from None
        if not (np.isfinite(scale).all() and np.isfinite(move).all()):
            raise ReferenceMapError(f"{name}: is a TopoJSON whose transform has a number without end")
        arcs = [np.cumsum(arc, axis=0) * scale + move for arc in arcs]
    geometries = [geometry for each in objects.values() for geometry in _geometries(each, name)]
    for number, geometry in enumerate(geometries, 1):
        where = f"{name}: feature {number}"
        kind, chains = geometry.get("type"), geometry.get("arcs")
        polygons: Any = [chains] if kind == "Polygon" else chains if kind == "MultiPolygon" else []
        properties = geometry.get("properties")
        try:
            areas = [[_chained(chain, arcs, name) for chain in polygon] for polygon in polygons or ()]
        except (TypeError, IndexError):
            raise ReferenceMapError(f"{where}: its arcs can't be read") from None
        yield properties if isinstance(properties, dict) else {}, areas


def _geometries(raw: Any, name: str, nested: int = 0) -> Iterator[Mapping[str, Any]]:
    """The geometries of an object of a TopoJSON; a collection within hands on its properties."""
    if not isinstance(raw, dict) or nested > MAX_NESTED:
        raise ReferenceMapError(f"{name}: is a TopoJSON with an object that can't be read")
    inner = raw.get("geometries")
    if isinstance(inner, list):
        for each in inner:
            for geometry in _geometries(each, name, nested + 1):
                yield geometry if geometry.get("properties") else {**geometry, "properties": raw.get("properties")}
    else:
        yield raw


def _chained(chain: Sequence[int], arcs: list[_Ring], name: str) -> _Ring:
    """The ring of a chain of arcs; arc ~n is arc n from its end. Each begins where the one before ends."""
    if sum(len(arcs[number if number >= 0 else ~number]) for number in chain) > MAX_POINTS:
        raise _too_much(name)
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in chain]
    return np.vstack([part[:-1] for part in parts]) if parts else np.empty((0, 2))


# --- KML ------------------------------------------------------------------------------------------------------------


_IS_MAP = re.compile(r"(?i)\.(?:kml|(?:geo)?json|gpkg)$")


def _unpacked(data: bytes, name: str) -> bytes:
    """The map in a .kmz, or in another .zip of a single map."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = [
                each for each in package.infolist() if re.search(r"(?i)\.(?:kml|(?:geo)?json|gpkg)$", each.filename)
            ]
            if not members:
                raise ReferenceMapError(f"{name}: is an archive without a map in it (.kml, .geojson, .gpkg)")
            first = min(members, key=lambda each: (each.filename != "doc.kml", each.filename))
            with package.open(first) as inner:
                unpacked = inner.read(MAX_BYTES + 1)
    except (
        zipfile.BadZipFile,
        ValueError,
        RuntimeError,
        EOFError,
        OSError,
        NotImplementedError,
        zlib.error,
        LZMAError,
    ) as error:
        if isinstance(error, ReferenceMapError):
            raise
        raise ReferenceMapError(f"{name}: is a damaged archive") from None
    if len(unpacked) > MAX_BYTES:
        raise ReferenceMapError(f"{name}: unpacks to more than {MAX_BYTES / 1e6:.0f} MB, more than a map may have")
    return unpacked


def _kml(data: bytes, name: str) -> _Drawn:
    if data.count(b"<") > _MAX_BRACKETS:
        raise _too_much(name)
    parser = etree.iterparse(
        io.BytesIO(data), events=("end",), tag="{*}Placemark", resolve_entities=False, no_network=True, huge_tree=False
    )
    number = 0
    try:
        for _, placemark in parser:
            number += 1
            yield _properties(placemark), _kml_areas(placemark, f"{name}: placemark {number}")
            placemark.clear()
    except etree.XMLSyntaxError:
        raise ReferenceMapError(f"{name}: can't be read: it is no sound KML") from None
    if not number:
        raise ReferenceMapError(f"{name}: is no KML with placemarks, nor another map that is read")


def _properties(placemark: Any) -> dict[str, str]:
    """What a placemark says of itself: its name, style and days, and its extended data by their names."""
    found: dict[str, str] = {}
    for element in placemark.iter("{*}name", "{*}styleUrl", "{*}when", "{*}begin", "{*}Data", "{*}SimpleData"):
        key, value = str(element.tag).rpartition("}")[2], element.text
        if key == "Data":
            value = element.findtext("{*}value")
        key = {"when": "date", "begin": "date"}.get(key, element.get("name") or key)
        found.setdefault(key, (value or "").strip())
    return found


def _kml_areas(placemark: Any, where: str) -> list[_Rings]:
    return [
        [_kml_ring(line.text or "", where) for line in polygon.iter("{*}coordinates")]
        for polygon in placemark.iter("{*}Polygon")
    ]


def _kml_ring(written: str, where: str) -> _Ring:
    return _ring([[_number(part) for part in point.split(",")[:2]] for point in written.split()], where)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


# --- GeoPackage -----------------------------------------------------------------------------------------------------

_MAX_STEPS = 100_000_000  # of SQLite's machine
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}  # bytes, by the number in a geometry's head


def _geopackage(data: bytes, name: str) -> _Drawn:
    """The features of a GeoPackage's tables, which are an SQLite database."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "map.gpkg")
        path.write_bytes(data)
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
                yield from _geopackage_rows(database, name)
        except (sqlite3.Error, OverflowError, UnicodeError):
            raise ReferenceMapError(f"{name}: is a database, but no sound GeoPackage") from None


def _geopackage_rows(database: sqlite3.Connection, name: str) -> _Drawn:
    steps = iter(range(_MAX_STEPS // 100_000))
    database.set_progress_handler(lambda: next(steps, None) is None, 100_000)
    database.execute("PRAGMA trusted_schema = OFF")
    tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    columns = database.execute("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns").fetchmany(100)
    for table, column, srs in columns:
        if table not in tables:
            continue
        rows = database.execute('SELECT * FROM "{}"'.format(str(table).replace('"', '""')))
        names = [each[0] for each in rows.description]
        for number, row in enumerate(rows, 1):
            values = dict(zip(names, row, strict=True))
            where = f"{name}: row {number} of {str(table)[:40]}"
            areas = _binary_areas(values.pop(column, None), where)
            yield values, _in_degrees(areas, str(srs), where)


def _binary_areas(blob: Any, where: str) -> list[_Rings]:
    """The areas of a geometry in GeoPackage's binary form: a head, an envelope, well-known binary."""
    if blob is None:
        return []
    try:
        if not isinstance(blob, bytes) or blob[:2] != b"GP":
            raise ValueError
        geometry = shapely.from_wkb(blob[8 + _ENVELOPES[blob[3] >> 1 & 7] :])
    except (ValueError, LookupError, shapely.errors.ShapelyError):
        raise ReferenceMapError(f"{where}: its geometry can't be read") from None
    if shapely.get_num_coordinates(geometry) > MAX_POINTS:
        raise _too_much(where)
    return [
        [shapely.get_coordinates(ring) for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in shapely.get_parts(shapely.get_parts(geometry))
        if isinstance(polygon, shapely.Polygon) and not polygon.is_empty
    ]

"""Features as files that geographic programs open: KML and GeoPackage.

A feature is what GeoJSON calls one: properties (plain values) and a geometry (longitude, latitude, WGS 84) or None.
What properties hold is other people's text: in KML it is escaped twice where a viewer renders it as HTML, and what no
XML may hold is left out.
"""

import re
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from html import escape
from pathlib import Path
from typing import IO, Any

import shapely
from shapely.geometry import shape

__all__ = ["Feature", "write_geopackage", "write_kml"]

Feature = Mapping[str, Any]  # {"properties": {...}, "geometry": {...} or None}
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TIMES = (("valid_from", "valid_to"), ("event_from", "event_to"), ("day", "day"))  # columns that say when a row holds
_BALLOON = "<![CDATA[<h3>$[name]</h3>$[description]]]>"  # the rest of a feature's data is not rendered as HTML


def write_kml(features: Iterable[Feature], columns: Sequence[str], out: IO[bytes]) -> None:
    """Write a placemark for each feature, called by its "name" (or "holder"), described by its "statement" or "quote",
    with all its columns as data, and the time that it holds."""
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>')
    out.write(f'<Style id="plain"><BalloonStyle><text>{_BALLOON}</text></BalloonStyle></Style>\n'.encode())
    for feature in features:
        out.write(_placemark(feature, columns).encode("utf-8", "replace"))
    out.write(b"</Document></kml>\n")


def _placemark(feature: Feature, columns: Sequence[str]) -> str:
    row = feature["properties"]
    data = "".join(
        f'<Data name="{_xml(name)}"><value>{_xml(row[name])}</value></Data>'
        for name in columns
        if row.get(name) is not None
    )
    begin, end = next(((row.get(a), row.get(b)) for a, b in _TIMES if row.get(a) or row.get(b)), (None, None))
    times = "".join(f"<{tag}>{_xml(day)}</{tag}>" for tag, day in (("begin", begin), ("end", end)) if day)
    described = "<br/>".join(escape(str(row[name])) for name in ("statement", "quote") if row.get(name))
    return (
        f"<Placemark><name>{_xml(escape(str(row.get('name') or row.get('holder') or '')))}</name>"
        f"<description>{_xml(described)}</description>{f'<TimeSpan>{times}</TimeSpan>' if times else ''}"
        f"<styleUrl>#plain</styleUrl><ExtendedData>{data}</ExtendedData>{_kml_geometry(feature['geometry'])}"
        "</Placemark>\n"
    )


def _xml(value: object) -> str:
    return escape(_NO_XML.sub(" ", str(value)))


def _kml_geometry(geometry: Mapping[str, Any] | None) -> str:
    if geometry is None:
        return ""
    kind, at = geometry["type"], geometry["coordinates"]
    if kind.startswith("Multi"):
        parts = ({"type": kind.removeprefix("Multi"), "coordinates": part} for part in at)
        return f"<MultiGeometry>{''.join(map(_kml_geometry, parts))}</MultiGeometry>"
    if kind == "Polygon":
        rings = (
            f"<{side}BoundaryIs><LinearRing>{_kml_points(ring)}</LinearRing></{side}BoundaryIs>"
            for side, ring in zip(["outer", *["inner"] * len(at)], at, strict=False)
        )
        return f"<Polygon>{''.join(rings)}</Polygon>"
    return f"<{kind}>{_kml_points([at] if kind == 'Point' else at)}</{kind}>"


def _kml_points(points: Iterable[Sequence[float]]) -> str:
    return f"<coordinates>{' '.join(f'{point[0]:.6f},{point[1]:.6f}' for point in points)}</coordinates>"


_SCHEMA = """
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT PRIMARY KEY REFERENCES gpkg_contents (table_name),
    column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
    m TINYINT NOT NULL);
INSERT INTO gpkg_spatial_ref_sys VALUES
    ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', NULL),
    ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL),
    ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
        || 'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]', NULL);
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
    VALUES ('marchland', 'features', 'marchland', 4326);
INSERT INTO gpkg_geometry_columns VALUES ('marchland', 'geom', 'GEOMETRY', 4326, 0, 0);
"""
_TYPES = {"double": "DOUBLE", "int64": "INTEGER", "bool": "BOOLEAN", "date32": "DATE", "timestamp[ms]": "DATE"}


def write_geopackage(
    features: Iterable[Feature], columns: Sequence[str], out: IO[bytes], types: Mapping[str, str]
) -> None:
    """Write the features as the table "marchland" of a GeoPackage; `types` is as for theatre.tables.write."""
    names = ", ".join(f'"{name}" {_TYPES.get(types.get(name, ""), "TEXT")}' for name in columns)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "marchland.gpkg")
        with closing(sqlite3.connect(path)) as database:
            database.executescript(_SCHEMA)
            database.execute(f"CREATE TABLE marchland (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom BLOB, {names})")
            marks = ", ".join("?" * (len(columns) + 1))
            listed = ", ".join(f'"{name}"' for name in columns)
            rows = (
                [_binary(feature["geometry"]), *(feature["properties"].get(name) for name in columns)]
                for feature in features
            )
            with database:
                database.executemany(f"INSERT INTO marchland (geom, {listed}) VALUES ({marks})", rows)
        out.write(path.read_bytes())


def _binary(geometry: Mapping[str, Any] | None) -> bytes | None:
    """A geometry as GeoPackage keeps it: a head without an envelope, then well-known binary."""
    if geometry is None:
        return None
    head = b"GP\x00\x01" + (4326).to_bytes(4, "little")
    return head + bytes(shapely.to_wkb(shape(geometry), byte_order=1))

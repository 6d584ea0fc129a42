"""Areas of maps: every format gives the same square, and no file of another kind gives a traceback."""

import io
import json
import math
import random
import sqlite3
import zipfile

import pytest
import shapely

from timeline import shapes
from timeline.shapes import ReferenceMapError, read_shapes

SQUARE = [[30.0, 47.0], [32.0, 47.0], [32.0, 49.0], [30.0, 49.0], [30.0, 47.0]]
HOLE = [[30.5, 47.5], [30.5, 48.0], [31.0, 48.0], [31.0, 47.5], [30.5, 47.5]]


def geojson(*geometries, **more):
    listed = [{"type": "Feature", "properties": {"name": "held"}, "geometry": geometry} for geometry in geometries]
    return json.dumps({"type": "FeatureCollection", "features": listed, **more}).encode()


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def esri(rings, wkid=4326):
    feature = {"attributes": {"name": "held"}, "geometry": {"rings": rings}}
    return json.dumps({"spatialReference": {"wkid": wkid}, "features": [feature]}).encode()


def metres(ring):
    """Degrees as Web Mercator writes them, from the projection's own formulas."""
    radius = 6378137.0
    return [[math.radians(x) * radius, math.log(math.tan(math.pi / 4 + math.radians(y) / 2)) * radius] for x, y in ring]


def topojson():
    """The square and its hole as arcs of whole numbers: steps of half a degree from (30, 47)."""
    arcs = [[[0, 0], [4, 0], [0, 4]], [[4, 4], [-4, 0], [0, -4]], [[1, 1], [1, 0], [0, 1], [-1, 0], [0, -1]]]
    geometry = {"type": "Polygon", "arcs": [[0, 1], [-3]], "properties": {"name": "held"}}
    objects = {"land": {"type": "GeometryCollection", "geometries": [geometry]}}
    transform = {"scale": [0.5, 0.5], "translate": [30.0, 47.0]}
    return json.dumps({"type": "Topology", "objects": objects, "arcs": arcs, "transform": transform}).encode()


def kml(prefix=""):
    def boundary(kind, ring):
        points = " ".join(f"{x},{y},0" for x, y in ring)
        return f"<{kind}><LinearRing><coordinates>{points}</coordinates></LinearRing></{kind}>"

    rings = boundary("outerBoundaryIs", SQUARE) + boundary("innerBoundaryIs", HOLE)
    return (
        f'{prefix}<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>held</name>'
        f"<TimeStamp><when>2022-06-04</when></TimeStamp><Polygon>{rings}</Polygon></Placemark></Document></kml>"
    ).encode()


def packed(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("icon.png", b"no map")
        package.writestr(name, data)
    return out.getvalue()


def geopackage(tmp_path):
    path = tmp_path / "map.gpkg"
    database = sqlite3.connect(path)
    head = b"GP\x00\x01" + (4326).to_bytes(4, "little", signed=True)
    blob = head + shapely.to_wkb(shapely.Polygon(SQUARE, [HOLE]))
    database.executescript(
        "CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m);"
        "INSERT INTO gpkg_geometry_columns VALUES ('land', 'geom', 'POLYGON', 4326, 0, 0);"
        "CREATE TABLE land (fid INTEGER PRIMARY KEY, name TEXT, geom BLOB)"
    )
    database.execute("INSERT INTO land (name, geom) VALUES ('held', ?), ('nothing', NULL)", (blob,))
    database.commit()
    database.close()
    return path.read_bytes()


def inside(data, longitude, latitude):
    found = read_shapes(data, "a map")
    assert [shape.properties["name"] for shape in found] == ["held"]
    around = [sum(shapely.contains_xy(ring, longitude, latitude) for ring in area) for area in found[0].areas]
    return any(count % 2 for count in around)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: geojson(polygon(SQUARE, HOLE)),
        lambda path: b"\xef\xbb\xbf" + geojson(polygon(SQUARE, HOLE)),
        lambda path: geojson({"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE]]}),
        lambda path: geojson({"type": "GeometryCollection", "geometries": [polygon(SQUARE, HOLE), {"type": "Point"}]}),
        lambda path: geojson(
            polygon(metres(SQUARE), metres(HOLE)), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
        ),
        lambda path: json.dumps({"map": json.loads(geojson(polygon(SQUARE, HOLE)))}).encode(),
        lambda path: esri([HOLE, SQUARE]),
        lambda path: esri([metres(SQUARE), metres(HOLE)], 102100),
        lambda path: topojson(),
        lambda path: kml(),
        lambda path: kml('<?xml version="1.0" encoding="UTF-8"?>\n'),
        lambda path: packed("doc.kml", kml()),
        lambda path: packed("map.geojson", geojson(polygon(SQUARE, HOLE))),
        geopackage,
    ],
)
def test_every_format_draws_the_same_square_with_its_hole(tmp_path, make):
    data = make(tmp_path)
    assert inside(data, 31.5, 48.5) and not inside(data, 30.75, 47.75) and not inside(data, 33.0, 48.0)


def test_a_placemark_tells_its_day():
    (shape,) = read_shapes(kml(), "a map")
    assert shape.properties["date"] == "2022-06-04"


def test_a_line_that_crosses_itself_has_both_its_loops():
    bow = geojson(polygon([[30, 47], [32, 49], [32, 47], [30, 49], [30, 47]]))
    assert inside(bow, 30.2, 48.0) and inside(bow, 31.8, 48.0) and not inside(bow, 31.0, 48.8)


def test_an_open_ring_is_closed_and_one_without_area_is_left_out():
    assert inside(geojson(polygon(SQUARE[:-1])), 31.0, 48.0)
    assert read_shapes(geojson(polygon(SQUARE[:2]), None, {"type": "Point", "coordinates": [1, 2]}), "a map") == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe{}", "not in UTF-8"),
        (b"[" * 100_000, "too deeply nested"),
        (b"[]", "not a GeoJSON FeatureCollection"),
        (b'{"features": [null]}', "feature 1 is no object"),
        (b'{"features": [{"properties": [1]}]}', "its properties are no object"),
        (b'{"features": [{"geometry": 5}]}', "its geometry is no object"),
        (geojson({"type": "Heptagon"}), "'Heptagon' is no type of geometry"),
        (geojson({"type": 7}), "'7' is no type of geometry"),
        (geojson({"type": "Polygon"}), "its polygon has no coordinates"),
        (geojson(polygon(["a", "b"])), "no lists of longitude and latitude"),
        (geojson(polygon([[1], [2], [3]])), "no lists of longitude and latitude"),
        (geojson(polygon([[float("nan"), 2], [3, 4], [5, 6]])), "a coordinate that is no number"),
        (geojson(polygon(metres(SQUARE))), "are no degrees"),
        (geojson(polygon(SQUARE), crs={"properties": {"name": "EPSG:32636"}}), "projection EPSG:32636"),
        (b'{"type": "Topology"}', "without objects and arcs"),
        (topojson().replace(b"[[0, 1], [-3]]", b"[[0, 99]]"), "its arcs can't be read"),
        (topojson().replace(b'"scale": [0.5, 0.5]', b'"scale": "x"'), "transform can't be read"),
        (topojson().replace(b'"scale": [0.5, 0.5]', b'"scale": [1e999, 1]'), "a number without end"),
        (topojson().replace(b'"scale": [0.5, 0.5]', b'"scale": [1' + b"0" * 400 + b", 1]"), "transform can't be read"),
        (b"<kml><Placemark></kml>", "no sound KML"),
        (b"<html></html>", "no KML with placemarks"),
        (kml().replace(b"30.0,47.0", b"east,47.0"), "a coordinate that is no number"),
        (b"SQLite format 3\x00" + bytes(500), "no sound GeoPackage"),
        (packed("notes.txt", b"no map"), "without a map in it"),
        (packed("doc.kml", kml())[:-40], "damaged archive"),
    ],
)
def test_what_is_no_map_gets_a_sentence_with_the_name(data, says):
    with pytest.raises(ReferenceMapError, match=says) as caught:
        read_shapes(data, "a map")
    assert str(caught.value).startswith("a map: ") and "\n" not in str(caught.value)


def test_bounds_stand_before_the_work(monkeypatch):
    monkeypatch.setattr(shapes, "MAX_POINTS", 100)
    arc = [[30 + random.random(), 47 + random.random()] for _ in range(60)]
    repeated = {"type": "Topology", "arcs": [arc], "objects": {"a": {"type": "Polygon", "arcs": [[0] * 50]}}}
    for data in (geojson(polygon(SQUARE * 30)), json.dumps(repeated).encode()):
        with pytest.raises(ReferenceMapError, match="more than 100 points"):
            read_shapes(data, "a map")
    monkeypatch.setattr(shapes, "MAX_BYTES", 10_000)
    for data, says in ((b" " * 10_001, "may have"), (packed("doc.kml", b" " * 10_001), "unpacks to more")):
        with pytest.raises(ReferenceMapError, match=says):
            read_shapes(data, "a map")

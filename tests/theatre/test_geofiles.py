"""Features in KML and GeoPackage: what a program reads back, and that hostile text stays text."""

import io
import sqlite3

import shapely
from lxml import etree

from theatre.geofiles import write_geopackage, write_kml
from theatre.tables import write

EVIL = '<script>alert(1)</script> & ]]> \x00 "q"'
ROW = {
    "name": EVIL, "quote": EVIL, "latitude": 49.2, "longitude": 37.25, "valid_from": "2022-09-10", "valid_to": None,
    "others": [{"name": EVIL}], "km2": 12.5,
}  # fmt: skip
AREA = {
    "properties": {"day": "2022-09-10", "holder": "UA", "km2": 4, "estimate": True},
    "geometry": {
        "type": "MultiPolygon",
        "coordinates": [
            [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 1]]],
            [[[9, 9], [10, 9], [10, 10], [9, 9]]],
        ],
    },
}


def test_a_placemark_has_place_time_and_all_columns_and_no_markup_of_an_article():
    out = io.BytesIO()
    write([ROW, ROW | {"latitude": None}], list(ROW), out, ".kml", {"km2": "double"})
    one, other = etree.fromstring(out.getvalue()).iter("{*}Placemark")
    assert one.findtext(".//{*}coordinates") == "37.250000,49.200000" and other.find(".//{*}Point") is None
    assert one.findtext("{*}TimeSpan/{*}begin") == "2022-09-10" and one.find("{*}TimeSpan/{*}end") is None
    data = {each.get("name"): each.findtext("{*}value") for each in one.iter("{*}Data")}
    assert data["km2"] == "12.5" and data["quote"] == EVIL.replace("\x00", " ") and "valid_to" not in data
    # a viewer takes name and description for HTML
    assert "<" not in one.findtext("{*}name") and one.findtext("{*}description").startswith("&lt;script&gt;")


def test_a_geopackage_is_one_and_holds_rows_with_their_points():
    out = io.BytesIO()
    write([ROW, ROW | {"longitude": None}], list(ROW), out, ".gpkg", {"km2": "double"})
    database = sqlite3.connect(":memory:")
    database.deserialize(out.getvalue())
    assert database.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    (one, other) = database.execute("SELECT geom, name, km2, others FROM marchland").fetchall()
    assert shapely.from_wkb(one[0][8:]) == shapely.Point(37.25, 49.2) and other[0] is None
    assert one[1] == EVIL and one[2] == 12.5 and one[3].startswith("[{")
    assert database.execute("SELECT srs_id FROM gpkg_geometry_columns").fetchone() == (4326,)


def test_areas_keep_their_holes():
    out = io.BytesIO()
    write_kml([AREA], ("day", "holder"), out)
    kml = etree.fromstring(out.getvalue())
    assert len(list(kml.iter("{*}Polygon"))) == 2 and len(list(kml.iter("{*}innerBoundaryIs"))) == 1
    assert kml.findtext(".//{*}TimeSpan/{*}end") == "2022-09-10"
    out = io.BytesIO()
    write_geopackage([AREA], ("holder",), out, {})
    database = sqlite3.connect(":memory:")
    database.deserialize(out.getvalue())
    assert shapely.from_wkb(database.execute("SELECT geom FROM marchland").fetchone()[0][8:]).area == 16 - 0.5 + 0.5

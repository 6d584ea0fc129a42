"""What is taken away as files: with the words of the cards where people look at it, and with how much it rests on."""

import json

import pandas as pd
from lxml import etree

from tests.maps.conftest import interval, table
from theatre.theatre import load_theatre
from timeline.files import coverage
from web.files import areas_as_file, as_file, worded

CONTROL = table(
    interval("izium", "2022-09-10", None, "held", "UA", name="Izium"),
    interval("lviv", "2022-02-23", None, "held", "UA", basis="baseline", name="Lviv"),
)


def test_geojson_says_on_how_much_it_rests():
    covered = coverage(CONTROL, pd.DataFrame({"article": ["a", "a", "b"]}))
    assert covered == {"places_with_reports": 1, "articles": 2, "last_report": "2022-09-10"}
    read = json.loads(as_file(CONTROL, ".geojson", {"coverage": covered}))
    assert read["coverage"] == covered and len(read["features"]) == 2
    assert coverage(CONTROL.iloc[1:], pd.DataFrame({"article": []}))["last_report"] is None


def test_what_other_programs_show_says_in_words_what_it_is():
    kml = etree.fromstring(as_file(worded(CONTROL, load_theatre()), ".kml"))
    said = [each.text for each in kml.iter("{*}description")]
    assert said == ["held by Ukraine", "held by Ukraine (as before the invasion; no report since)"]
    assert next(kml.iter("{*}begin")).text == "2022-09-10"


def test_areas_are_files_of_three_kinds():
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    area = {
        "properties": {"day": "2022-09-10", "holder": "UA", "km2": 4, "estimate": True},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    areas = {"type": "FeatureCollection", "features": [area]}
    assert json.loads(areas_as_file(areas, ".geojson")) == areas
    assert b"<Polygon>" in areas_as_file(areas, ".kml") and areas_as_file(areas, ".gpkg")[:6] == b"SQLite"

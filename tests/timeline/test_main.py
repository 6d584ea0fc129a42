import csv
import json

import pandas as pd
import pytest

from tests.timeline.conftest import claim
from timeline.__main__ import main
from timeline.control import CONTROL_COLUMNS


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "claims.jsonl"
    rows = [claim("captured", "2022-04-01"), claim("liberated", "2022-09-10")]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_control_is_written_by_suffix(file, tmp_path):
    for suffix in ("csv", "jsonl", "parquet", "geojson"):
        assert main(["control", str(file), "--out", str(tmp_path / f"out.{suffix}")]) == 0
    rows = list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8")))
    assert [(row["valid_from"], row["valid_to"], row["holder"]) for row in rows] == [
        ("2022-02-23", "2022-04-01", "UA"),
        ("2022-04-01", "2022-09-10", "RU"),
        ("2022-09-10", "", "UA"),
    ]
    assert tuple(rows[0]) == CONTROL_COLUMNS
    assert [json.loads(line)["holder"] for line in (tmp_path / "out.jsonl").open(encoding="utf-8")] == [
        "UA",
        "RU",
        "UA",
    ]
    assert pd.read_parquet(tmp_path / "out.parquet")["holder"].tolist() == ["UA", "RU", "UA"]
    feature = json.loads((tmp_path / "out.geojson").read_text("utf-8"))["features"][1]
    assert feature["geometry"]["coordinates"] == [37.25, 49.21]
    assert feature["properties"]["holder"] == "RU"


def test_control_on_a_day_and_as_known(file, capsys):
    assert main(["control", str(file), "--on", "2022-05-01", "--out", "-"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["holder"], row["evidence_age"]) == ("RU", 30)
    assert main(["control", str(file), "--as-known", "2022-05-01", "--out", "-"]) == 0
    assert [json.loads(line)["holder"] for line in capsys.readouterr().out.splitlines()] == ["UA", "RU"]


def test_r10_a_day_says_how_old_its_evidence_is(tmp_path, capsys):
    told = tmp_path / "told.jsonl"
    rows = [claim("captured", "2022-04-01"), claim("held", "2022-06-01", controller_after="RU")]
    told.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    for day, age in (("2022-05-01", 0), ("2022-07-01", 30)):  # evidence of June bears May out
        assert main(["control", str(told), "--on", day, "--out", "-"]) == 0
        assert json.loads(capsys.readouterr().out)["evidence_age"] == age


def test_estimate_for_places_of_ones_own(file, tmp_path, capsys):
    mine = tmp_path / "mine.csv"
    mine.write_text("place_id,name,latitude,longitude\nuser:1,A farm,49.2,37.3\n", "utf-8")
    assert main(["control", str(file), "--estimate", "--places", str(mine), "--on", "2022-05-01", "--out", "-"]) == 0
    rows = {row["name"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert (rows["A farm"]["holder"], rows["A farm"]["basis"]) == ("RU", "estimate")


@pytest.fixture
def farms(tmp_path):
    path = tmp_path / "farms.csv"
    rows = ["user:1,Near Izium,49.2,37.3,Kharkiv", "user:2,Near Lviv,49.8,24.0,Lviv", "user:3,Yalta,44.5,34.2,Crimea"]
    path.write_text("place_id,name,latitude,longitude,admin1\n" + "\n".join(rows) + "\n", "utf-8")
    return path


def test_areas_on_a_day_by_oblast_and_side(file, farms, capsys):
    assert main(["areas", str(file), "--places", str(farms), "--on", "2022-05-01", "--out", "-"]) == 0
    rows = {(row["admin1"], row["holder"]): row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert {key for key, row in rows.items() if row["settlements"]} == {
        ("Kharkiv", "RU"), ("Lviv", "UA"), ("Crimea", "RU"),
    }  # fmt: skip
    izium = rows["Kharkiv", "RU"]
    assert 0 <= izium["km2_low"] <= izium["km2"] <= izium["km2_high"] and izium["share"] == 1
    assert izium["day"] == "2022-05-01" and "gained" not in izium


def test_areas_over_time_with_what_changed_between(file, farms, tmp_path):
    out = tmp_path / "areas.csv"
    days = ["--from", "2022-09-01", "--to", "2022-09-12"]
    assert main(["areas", str(file), "--places", str(farms), *days, "--out", str(out)]) == 0
    table = pd.read_csv(out)
    assert sorted(set(table["day"])) == ["2022-09-01", "2022-09-08", "2022-09-12"]
    izium = table[(table["admin1"] == "Kharkiv") & (table["holder"] == "UA")].set_index("day")
    assert izium["gained"].fillna(-1).tolist() == [-1, 0, 1]
    assert izium.loc["2022-09-12", "km2_more"] == pytest.approx(izium["km2"].iloc[-1]) and izium["km2"].iloc[0] == 0


def test_areas_as_outlines_and_the_line_between_the_sides(file, farms, tmp_path):
    out = tmp_path / "areas.geojson"
    assert main(["areas", str(file), "--places", str(farms), "--on", "2022-05-01", "--out", str(out)]) == 0
    features = json.loads(out.read_text("utf-8"))["features"]
    assert {each["properties"]["holder"] for each in features} == {"UA", "RU", "line"}
    assert all(each["properties"]["estimate"] and each["properties"]["day"] == "2022-05-01" for each in features)


def test_areas_as_known_on_a_day_lack_what_was_told_later(file, farms, capsys):
    asked = ["areas", str(file), "--places", str(farms), "--on", "2022-10-01", "--out", "-"]
    held = []
    for known in ([], ["--as-known", "2022-09-01"]):
        assert main([*asked, *known]) == 0
        rows = map(json.loads, capsys.readouterr().out.splitlines())
        held.append([row["holder"] for row in rows if row["admin1"] == "Kharkiv" and row["settlements"]])
    assert held == [["UA"], ["RU"]]


def test_changes_between_two_days(file, capsys):
    assert main(["changes", str(file), "--from", "2022-04-01", "--to", "2022-12-31", "--out", "-"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["day"], row["holder_from"], row["holder"]) == ("2022-09-10", "RU", "UA")
    assert row["quotes_for"]


def test_a_policy_of_ones_own(file, tmp_path, capsys):
    claims = tmp_path / "one.jsonl"
    claims.write_text(json.dumps(claim("captured", "2022-04-01", side="RU")), "utf-8")
    mine = tmp_path / "mine.toml"
    mine.write_text("unopposed = 20\n", "utf-8")
    assert main(["control", str(claims), "--policy", str(mine), "--on", "2022-04-15", "--out", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "claimed"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("patience = 3", "no setting 'patience'; there are: unopposed, live"),
        ("live = -1", "a whole number of days"),
        ("live = 7.5", "a whole number of days"),
        ("live =", "can't be read as TOML"),
    ],
)
def test_a_policy_that_cannot_be_used_is_named_with_the_reason(file, tmp_path, capsys, text, says):
    mine = tmp_path / "mine.toml"
    mine.write_text(text, "utf-8")
    assert main(["control", str(file), "--policy", str(mine), "--out", "-"]) == 1
    assert f"{mine}: " in (said := capsys.readouterr().err)
    assert says in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["control", "nowhere.jsonl", "--out", "x.csv"], "there is no such file"),
        (["control", "FILE", "--out", "x.xlsx"], "must end in one of"),
        (["control", "FILE", "--out", "x.csv", "--theatre", "mars"], "no theatre named 'mars'"),
        (["changes", "FILE", "--from", "2022-05-01", "--to", "2022-04-01", "--out", "x.csv"], "is not before"),
        (["areas", "FILE", "--out", "x.csv"], "name either --on DATE, or both --from DATE and --to DATE"),
        (["areas", "FILE", "--from", "2022-05-01", "--out", "x.csv"], "name either --on DATE, or both"),
        (["areas", "FILE", "--from", "2022-05-01", "--to", "2022-05-01", "--out", "x.csv"], "is not before"),
        (["areas", "FILE", "--on", "2021-05-01", "--out", "x.csv"], "is before 2022-02-23, the first day"),
        (["areas", "FILE", "--on", "2022-05-01", "--places", "nowhere.csv", "--out", "x.csv"], "there is no such file"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(file, capsys, arguments, says):
    assert main([str(file) if word == "FILE" else word for word in arguments]) == 1
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("place_id,name,latitude\nuser:1,A farm,49.2\n", "has no column 'longitude'"),
        ("place_id,name,latitude,longitude\n", "names no place"),
        ("place_id,name,latitude,longitude\nuser:1,A farm,49.2,here\n", "row 2: 'here' is no longitude in degrees"),
        ("place_id,name,latitude,longitude\nuser:1,A farm,492,37\n", "row 2: '492' is no latitude in degrees"),
    ],
)
def test_places_that_cannot_be_used_are_named_with_the_reason(file, tmp_path, capsys, text, says):
    mine = tmp_path / "mine.csv"
    mine.write_text(text, "utf-8")
    assert main(["areas", str(file), "--places", str(mine), "--on", "2022-05-01", "--out", "-"]) == 1
    assert f"{mine}: {says}" in capsys.readouterr().err

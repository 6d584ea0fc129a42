"""A theatre is what its folder says, and a broken folder is named with file, line and remedy."""

from datetime import date

import pytest

from tests.theatre.conftest import collection
from theatre.errors import MarchlandError
from theatre.folders import DATA
from theatre.reading import TheatreError
from theatre.theatre import DEFAULT_THEATRE, faults, load_theatre, read_theatre, theatre_ids

HOSTILE = """"#d9600b"
flags = ["red white"]
[[hostile]]
sides = ["UP", "LOW"]
from = 2020-02-01
to = 2020-03-01
"""


def test_the_least_folder_makes_a_theatre(folder):
    theatre = read_theatre(folder)
    assert (theatre.id, theatre.title, theatre.bounds) == (
        "valleys",
        "The war of the valleys",
        (48.0, 35.0, 51.0, 38.0),
    )
    assert list(theatre.sides) == ["UP", "LOW"] and theatre.sides.home.id == "UP"
    assert theatre.sides["LOW"].country == ""
    assert theatre.table("actors")[0] == {"words": "uplanders", "side": "UP", "role": "force"}


def test_a_theatre_says_who_fights_whom_and_what_flags_look_like(folder):
    path = folder / "theatre.toml"
    path.write_text(path.read_text("utf-8").replace('"#d9600b"\n', HOSTILE), "utf-8")
    sides = read_theatre(folder).sides
    assert sides.hostile("UP", "LOW", date(2020, 2, 29)) and not sides.hostile("UP", "LOW", date(2020, 3, 1))
    assert (sides["LOW"].flags, sides["UP"].flags) == (("red white",), ())


WORDS = """[en]
forces = "uplander lowland"
[en.voice]
LOW = "the (?:so-called )?uplanders"
"""


def test_a_theatre_may_have_words_by_language(folder):
    (folder / "words.toml").write_text(WORDS, "utf-8")
    theatre = read_theatre(folder)
    assert theatre.words("en")["forces"] == "uplander lowland" and theatre.words("uk") == {}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("forces", "force", "words.toml, line 2: en: there is no key 'force'; write forces"),
        ("LOW", "ICE", "words.toml, line 3: en: voice is .*; write a table of regular expressions by side"),
        ("(?:", "(", "no fault"),
        ("(?:so", "(?so", "words.toml, line 3: en: voice is"),
        ("[en]", "[english]", "words.toml, line 1: english: 'english' is no table of a language; write one as .en."),
        ("[en]", "[en", "words.toml: it is no TOML"),
    ],
)
def test_what_is_wrong_with_words_is_named(folder, old, new, message):
    (folder / "words.toml").write_text(WORDS.replace(old, new, 1), "utf-8")
    if message == "no fault":
        assert read_theatre(folder).words("en")["voice"]
    else:
        with pytest.raises(TheatreError, match=message):
            read_theatre(folder)


def test_optional_files_that_are_missing_are_empty(folder):
    theatre = read_theatre(folder)
    assert theatre.table("hromadas") == () and theatre.outlines("rivers")["features"] == []


def test_the_theatres_that_come_with_the_project_keep_the_contract():
    assert DEFAULT_THEATRE in theatre_ids()
    for id in theatre_ids():
        assert load_theatre(id).folder == DATA / "theatres" / id


def test_the_longest_table_is_checked_when_it_is_read(folder):
    (folder / "places_postcodes.csv").write_text("name,latitude,longitude\nМлин,abc,37.0\n", "utf-8")
    theatre = read_theatre(folder)
    with pytest.raises(TheatreError, match=r"places_postcodes\.csv, line 2 .Млин.: latitude is 'abc'"):
        theatre.table("places_postcodes")


def test_an_unknown_theatre_is_told_which_there_are():
    with pytest.raises(ValueError, match=r"no theatre named 'atlantis'; there is: .*ukraine"):
        load_theatre("atlantis")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        # theatre.toml
        ("theatre.toml", "title", "titel", "valleys/theatre.toml, line 2: there is no key 'titel'; write title"),
        ("theatre.toml", 'title = "The war of the valleys"', "", "theatre.toml, line 1: the key 'title' is missing"),
        ("theatre.toml", "2020-01-02", '"2020-01-02"', "line 3: start is '2020-01-02'; write a day as 2022-02-24"),
        ("theatre.toml", "[48, 35, 51, 38]", "[51, 35, 48, 38]", "line 4: bounds is .*; write .south, west"),
        ("theatre.toml", "title =", "title", "theatre.toml: it is no TOML: .*line 2"),
        ("theatre.toml", '"#d9600b"', '"orange"', "line 15: side LOW: colour is 'orange'; write a colour"),
        ("theatre.toml", 'adjective = "Low', 'adjectiv = "Low', "line 14: side LOW: .* 'adjectiv'; write adjective"),
        ("theatre.toml", 'country = "UP"\n', "", "side UP: the first side is the one at home; write its country"),
        ("theatre.toml", 'country = "UP"', 'country = "Upland"', "line 9: side UP: country is 'Upland'; write an ISO"),
        ("theatre.toml", '"#d9600b"\n', HOSTILE.replace('"LOW"', '"ICE"'), "line 18: hostile 1: sides is .*; write"),
        ("theatre.toml", '"#d9600b"\n', HOSTILE.replace("to =", "until ="), "line 20: hostile 1: .* no key 'until'"),
        ("theatre.toml", '"#d9600b"\n', HOSTILE.replace("2020-03", "2020-02"), "line 19: hostile 1: from 2020-02-01"),
        # tables
        ("actors.csv", "words,side", "word,side", "actors.csv, line 2: there is no column 'word'; write words"),
        ("actors.csv", "words,side,role", "words,role", "actors.csv, line 2: the column 'side' is missing"),
        ("actors.csv", "words,side,role", "words,side,role,role", "actors.csv, line 2: a column stands twice"),
        ("actors.csv", "uplanders,UP", "uplanders,UPP", "line 3 .uplanders.: side is 'UPP'; write a side"),
        ("actors.csv", "LOW,force", "LOW,forces", "line 4 .lowland militia.: role is 'forces'; write one of appointed"),
        ("actors.csv", "militia,LOW,force", "militia,LOW", "line 4 .*: it has 2 cells; write one for each of the 3"),
        ("places_regions.csv", "Mill,oblast", "Mill,oblasts", "line 2 .region:UP-1.: unit is 'oblasts'"),
        ("places_regions.csv", "region:UP-1,Mill", "UP-1,Mill", "line 2 .UP-1.: id is 'UP-1'; write an id such as"),
        ("places_regions.csv", ",,,\n", ",95,37,\n", "latitude is '95'; write degrees of latitude, -90 to 90"),
        ("sources.csv", "post,\n", "post,NOBODY\n", "side is 'NOBODY'; write a side of theatre.toml, or nothing"),
        # outlines
        ("regions.geojson", '"iso"', '"isso"', "regions.geojson, feature 1 .Mill.: there is no key 'isso'; write iso"),
        ("regions.geojson", "Polygon", "LineString", "geometry is LineString; write MultiPolygon or Polygon"),
        ("regions.geojson", "[[36.0, 49.0]", "[[36.0, 149.0]", "its first position is .*; write .longitude, latitude."),
        ("regions.geojson", "FeatureCollection", "Features", "regions.geojson: it is no FeatureCollection"),
        ("regions.geojson", "{", "{{", "regions.geojson: it is no JSON: .*line 1"),
        ("baseline.geojson", '"holder": "LOW"', '"holder": "ICE"', "feature 1 .The ford.: holder is 'ICE'; write"),
        ("baseline.geojson", '"holder"', '"since": "March", "holder"', "since is 'March'; write a day as 2014-03-18"),
        ("baseline.geojson", '"on"', '"day"', "baseline.geojson: there is no key 'day'; .*on"),
        ("baseline.geojson", "2020-01-01", "New Year", "on is 'New Year'; write a day as"),
        # one file and another
        ("baseline.geojson", '"country": "UP"', '"country": "XX"', "country is 'XX'; write UP"),
        ("baseline.geojson", '["Lowland"]', '["Loland"]', "ground of LOW names 'Loland', which neighbours.geojson"),
        ("regions.geojson", "UP-1", "UP-2", "places_regions.csv .region:UP-1.: it has no point; write its latitude"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_line_and_remedy(folder, file, old, new, message):
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(TheatreError, match=message):
        read_theatre(folder)


@pytest.mark.parametrize("file", ["theatre.toml", "actors.csv", "claimants.csv", "sources.csv", "places_regions.csv",
                                  "regions.geojson", "neighbours.geojson", "baseline.geojson"])  # fmt: skip
def test_a_missing_file_is_named(folder, file):
    (folder / file).unlink()
    with pytest.raises(TheatreError, match=f"valleys/{file}: the file is missing; docs/theatres.md"):
        read_theatre(folder)


def test_a_misspelt_file_is_told_its_name(folder):
    (folder / "place_sites.csv").write_text("", "utf-8")
    with pytest.raises(TheatreError, match=r"place_sites\.csv: no file .* is called so; rename it to places_sites"):
        read_theatre(folder)
    (folder / "place_sites.csv").rename(folder / "notes.md")
    assert read_theatre(folder).title


def test_an_id_that_stands_twice_is_named(folder):
    path = folder / "places_regions.csv"
    path.write_text(path.read_text("utf-8") + path.read_text("utf-8").splitlines()[1] + "\n", "utf-8")
    with pytest.raises(TheatreError, match=r"line 3 .region:UP-1.: id 'region:UP-1' stands twice"):
        read_theatre(folder)


def test_a_file_in_another_encoding_is_named(folder):
    (folder / "actors.csv").write_bytes("words,side,role\nополченцы,LOW,force\n".encode("cp1251"))
    with pytest.raises(TheatreError, match=r"actors\.csv, after line .: it is no CSV in UTF-8"):
        read_theatre(folder)


def test_the_error_is_of_the_project_and_a_value_error():
    assert issubclass(TheatreError, MarchlandError) and issubclass(TheatreError, ValueError)


def test_a_broken_geometry_of_a_later_feature_is_counted(folder):
    good = {"name": "Mill", "iso": "UP-1"}
    (folder / "regions.geojson").write_text(collection(good, {"name": "", "iso": "UP-2"}), "utf-8")
    with pytest.raises(TheatreError, match=r"regions\.geojson, feature 2 .*: name is ''; write a text"):
        read_theatre(folder)


def test_what_was_held_before_the_war_is_told_with_its_day():
    assert load_theatre().held_before["Crimea"] == date(2014, 3, 18)
    assert "Kherson" not in load_theatre().held_before


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('annexed = ["region:XX"]\n', "'region:XX' is no id in places_regions.csv"),
        ('[spans]\n"region:XX" = []\n', "'region:XX' is no id in places_regions.csv"),
    ],
)
def test_regions_that_settings_name_are_those_of_the_table(folder, line, fault):
    settings = (folder / "theatre.toml").read_text("utf-8")
    head, table = (line, "") if line.startswith("annexed") else ("", line)
    (folder / "theatre.toml").write_text(head + settings + "\n" + table, "utf-8")
    assert any(fault in str(found) for found in faults(folder))

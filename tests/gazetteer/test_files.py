"""The gazetteer's files: what info tells of them, and what importing a dump does to them."""

import sqlite3
from contextlib import closing

import pytest

from gazetteer.files import gazetteer_path, import_dump, info, load_gazetteer
from tests.gazetteer.conftest import line
from theatre.theatre import load_theatre


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


def test_an_import_makes_a_village_exact(dump, tmp_path, monkeypatch):
    monkeypatch.setenv("MARCHLAND_HOME", str(tmp_path))
    theatre = load_theatre()
    # the village Topoli lies in Kupiansk raion; GeoNames' cities500 doesn't hold it
    done = import_dump(theatre, dump(line(c1="Topoli", c2="Topoli", c3="Тополі", c4="49.95", c5="37.85")))
    assert done.changed == 1
    with closing(sqlite3.connect(gazetteer_path(theatre))) as db:
        found = db.execute("SELECT id, precision, admin1 FROM place WHERE id = 'geonames:1'").fetchall()
    assert found == [("geonames:1", "exact", "Kharkiv")]

"""The written contract of a theatre's folder says what the declared one does."""

import re

import pytest

from theatre.folders import DATA
from theatre.schema import HOSTILITY, OUTLINES, SETTINGS, SIDE, TABLES, WORDS, Value

CONTRACT = (DATA.parent / "docs" / "theatres.md").read_text("utf-8")
ROWS = {found[1]: found[0] for found in re.finditer(r"^\| `([\w.]+)`.*$", CONTRACT, re.MULTILINE)}


@pytest.mark.parametrize("name", TABLES)
def test_the_contract_names_every_table_with_its_columns(name):
    row = ROWS[f"{name}.csv"]
    assert re.findall(r"`(\w+)`", row)
    assert set(TABLES[name].columns) <= set(re.findall(r"`(\w+)`", row))
    assert ("(required)" in row) is TABLES[name].required


@pytest.mark.parametrize("name", OUTLINES)
def test_the_contract_names_every_outline_with_its_properties(name):
    row = ROWS[f"{name}.geojson"]
    assert set(OUTLINES[name].properties) <= set(re.findall(r"`(\w+)`", row))
    assert ("(required)" in row) is OUTLINES[name].required
    assert all(f"`{key}`" in CONTRACT for key in OUTLINES[name].keys)
    assert all(kind in row for kind in OUTLINES[name].geometries)


def test_the_contract_names_the_settings():
    assert {key for key in SETTINGS if key not in ("sides", "hostile")} <= set(ROWS)
    assert "| `[[hostile]]`" in CONTRACT
    assert all(f"`{key}`" in CONTRACT for key in (*SIDE, *HOSTILITY, *WORDS))


@pytest.mark.parametrize(
    ("table", "column", "good", "bad"),
    [
        ("actors", "side", ("RU", "enemy"), ("ru", "", "legitimate")),
        ("claimants", "side", ("UA", "legitimate", "other"), ("enemy", "")),
        ("fighting", "to", ("2022-02-24", ""), ("24.02.2022", "2022-02-30")),
        ("places_names", "former", ("", "Artemivsk@1924/2016", "A@/2016|B@2016/"), ("Artemivsk", "A@2016")),
        ("places_sites", "radius_km", ("0.5", "20"), ("", "0", "-1", "nan", "far")),
        ("places_sites", "longitude", ("37.3", "-180"), ("181", "", "nan")),
        ("places_renamed", "code", ("UA05020230030021474",), ("UA05", "05020230030021474")),
        ("places_regions", "country", ("UA",), ("Ukraine", "ua", "")),
    ],
)
def test_cells_hold_what_they_may(table, column, good, bad):
    value: Value = TABLES[table].columns[column]
    assert all(value.accepts(text, ("UA", "RU")) for text in good)
    assert not any(value.accepts(text, ("UA", "RU")) for text in bad)


def test_a_reader_is_borrowed_from_a_theatre_that_has_one():
    reader = SETTINGS["reader"]
    assert reader.accepts("ukraine", ())
    assert not any(reader.accepts(name, ()) for name in ("sudan", "atlantis", "../ukraine", 3))

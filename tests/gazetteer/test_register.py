"""Ukraine's register of settlements as it is read."""

import pytest

from gazetteer.regions import first_level_units
from gazetteer.register import oblast_names, read_register
from theatre.theatre import load_theatre


@pytest.fixture(scope="module")
def register():
    return read_register(load_theatre())


def test_every_settlement_has_its_oblast_by_the_theatre_s_name(register):
    settlements, _, _ = register
    assert len(settlements) > 29_000
    assert {settlement.oblast for settlement in settlements} <= {u["name"] for u in first_level_units(load_theatre())}


def test_a_raion_bears_the_name_of_its_seat_and_the_one_before(register):
    _, raions, _ = register
    assert [(raion.english, raion.oblast) for raion in raions if raion.name == "Ізюмський"] == [("Izium", "Kharkiv")]
    assert {raion.former_english for raion in raions if raion.english == "Berestyn"} == {"Krasnohrad"}


def test_hromadas_are_named_by_adjectives(register):
    _, _, hromadas = register
    assert len(hromadas) > 1_700 and "Ізюмська" in hromadas.values()


def test_kyiv_city_counts_as_kyiv():
    assert oblast_names(load_theatre(), "register")["UA80"] == "Kyiv"

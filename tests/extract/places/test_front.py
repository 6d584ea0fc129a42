"""How near each settlement lay to the fighting of a day."""

from datetime import date

import pytest

from extract.places.front import Front
from gazetteer.files import load_gazetteer
from theatre.theatre import load_theatre


@pytest.fixture(scope="module")
def zone():
    gazetteer = load_gazetteer(load_theatre())
    front = Front(gazetteer, load_theatre())

    def of(name: str, day: date | None) -> int:
        row = next(gazetteer.rows[place.id] for place in gazetteer.candidates(name))
        return front.zones(day)[row]

    return of


def test_the_front_moves(zone):
    assert zone("Bucha", date(2022, 3, 10)) == 2
    assert zone("Bucha", date(2023, 5, 1)) == 0
    assert zone("Bakhmut", date(2023, 5, 1)) == 2


def test_without_a_day_it_is_wherever_it_ever_was(zone):
    assert zone("Bucha", None) == zone("Bakhmut", None) == 2
    assert zone("Uzhhorod", None) == 0


def test_before_the_war_there_is_none(zone):
    assert zone("Bakhmut", date(2000, 1, 1)) == 0

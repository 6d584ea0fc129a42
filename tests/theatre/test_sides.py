"""The sides of a war."""

from dataclasses import replace

import pytest

from theatre.sides import Side, Sides

UP = Side("UP", "Upland", "Uplandish", "UP", "#1f6fb4")
LOW = Side("LOW", "Lowland", "Lowlandish", "", "#d9600b")
HIGH = Side("HIGH", "Highland", "Highlandish", "HI", "#009e73")


def test_sides_are_kept_in_order_and_the_first_is_at_home():
    sides = Sides([UP, LOW])
    assert list(sides) == ["UP", "LOW"] and sides.home is UP and len(sides) == 2
    assert sides["LOW"] is LOW and sides.get("ICE") is None


def test_each_of_two_sides_has_an_opponent():
    sides = Sides([UP, LOW])
    assert (sides.opponent("UP"), sides.opponent("LOW")) == ("LOW", "UP")
    assert sides.opponent("other") is None and sides.opponent(None) is None


def test_of_three_sides_nobody_is_the_other_one():
    assert Sides([UP, LOW, HIGH]).opponent("UP") is None


def test_a_country_is_its_side_s_and_no_country_is_nobody_s():
    sides = Sides([UP, LOW])
    assert sides.legitimate_holder("UP") == "UP"
    assert sides.legitimate_holder("XX") is None and sides.legitimate_holder("") is None


@pytest.mark.parametrize("listed", [[], [UP], [UP, UP]])
def test_fewer_than_two_sides_or_one_twice_are_refused(listed):
    with pytest.raises(ValueError, match="two sides or more, each once"):
        Sides(listed)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"id": ""}, "needs an id"), ({"country": "Upland"}, "'Upland' is no ISO code"), ({"colour": "blue"}, "'blue'")],
)
def test_a_side_that_cannot_be_is_refused_with_its_value(changes, reason):
    with pytest.raises(ValueError, match=reason):
        replace(UP, **changes)


def test_sides_of_the_same_values_are_the_same():
    assert Sides([UP, LOW]) == Sides([replace(UP), LOW])
    assert hash(Sides([UP, LOW])) == hash(Sides([replace(UP), LOW]))

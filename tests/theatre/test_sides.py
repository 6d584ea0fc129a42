"""The sides of a war, and who fights whom."""

from dataclasses import replace
from datetime import date

import pytest

from theatre.sides import Hostility, Side, Sides

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


def test_all_fight_all_where_nothing_else_is_said():
    sides = Sides([UP, LOW, HIGH])
    assert sides.hostile("UP", "HIGH") and sides.hostile("LOW", "HIGH", date(2020, 1, 1))
    assert not (sides.hostile("UP", "UP") or sides.hostile("UP", "other") or sides.hostile(None, "UP"))
    assert sides.enemy("UP") is None and Sides([UP, LOW]).enemy("UP") == "LOW" and Sides([UP]).enemy("UP") is None


FELL_OUT = Sides(
    [UP, LOW, HIGH],
    [
        Hostility(frozenset({"UP", "LOW"})),
        Hostility(frozenset({"UP", "HIGH"}), end=date(2020, 6, 1)),
        Hostility(frozenset({"LOW", "HIGH"}), date(2020, 6, 1), date(2020, 7, 1)),
    ],
)


def test_sides_fight_each_other_from_a_day_until_before_another():
    assert [FELL_OUT.hostile("HIGH", "UP", date(2020, month, 1)) for month in (5, 6, 7)] == [True, False, False]
    assert [FELL_OUT.hostile("LOW", "HIGH", date(2020, month, 1)) for month in (5, 6, 7)] == [False, True, False]
    assert FELL_OUT.hostile("LOW", "HIGH")  # at some time


def test_an_enemy_is_certain_where_there_is_one_on_the_day():
    assert [FELL_OUT.enemy("HIGH", date(2020, month, 1)) for month in (5, 6, 7)] == ["UP", "LOW", None]
    assert [FELL_OUT.enemy("LOW", date(2020, month, 1)) for month in (5, 6, 7)] == ["UP", None, "UP"]


def test_allies_have_an_enemy_in_common():
    assert [FELL_OUT.allied("LOW", "HIGH", date(2020, month, 1)) for month in (5, 6, 7)] == [True, False, False]
    assert FELL_OUT.allied("UP", "HIGH", date(2020, 6, 1)) and FELL_OUT.allied("UP", "UP")
    assert not (FELL_OUT.allied("UP", "LOW") or FELL_OUT.allied("UP", "other") or FELL_OUT.allied(None, None))


@pytest.mark.parametrize(
    ("sides", "days", "reason"),
    [
        ({"UP"}, (None, None), "UP: two sides"),
        ({"UP", "LOW"}, (date(2020, 2, 1), date(2020, 2, 1)), "from 2020-02-01 is not before to 2020-02-01"),
    ],
)
def test_hostility_that_cannot_be_is_refused(sides, days, reason):
    with pytest.raises(ValueError, match=reason):
        Hostility(frozenset(sides), *days)


def test_only_sides_are_hostile():
    with pytest.raises(ValueError, match="'ICE' is hostile and none of the sides"):
        Sides([UP, LOW], [Hostility(frozenset({"UP", "ICE"}))])


@pytest.mark.parametrize("listed", [[], [UP, UP]])
def test_no_sides_or_one_twice_are_refused(listed):
    with pytest.raises(ValueError, match="one side or more, each once"):
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
    assert Sides([UP, LOW]) != Sides([UP, LOW], [Hostility(frozenset({"UP", "LOW"}))])

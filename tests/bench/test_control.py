"""The figures of how right control is, on made days of made places."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from bench.control import agreement, around, as_drawn, dated_changes, left_out
from timeline.kernel import KERNEL

UA, RU, OPEN = 0, 1, -1


@pytest.fixture
def truth() -> pd.DataFrame:
    return pd.DataFrame(
        {"geonameid": ["1", "2"], "name": ["Izium", "Ostriv"], "lat": [49.2, 50.0], "lon": [37.2, 36.0]}
    )


def rows(*intervals: tuple[str, str, str, str]) -> pd.DataFrame:
    table = pd.DataFrame(intervals, columns=["place_id", "valid_from", "valid_to", "holder"])
    where = {"geonames:1": ("Izium", 49.2, 37.2), "user:9": ("Ostrov", 50.001, 36.001), "user:8": ("Lviv", 50.0, 36.0)}
    for number, column in enumerate(("name", "latitude", "longitude")):
        table[column] = [where[place][number] for place in table["place_id"]]
    return table.assign(**{name: pd.to_datetime(table[name]) for name in ("valid_from", "valid_to")})


def test_control_is_read_as_the_maps_are_drawn_and_what_it_does_not_tell_is_as_on_the_first_day(truth):
    drawn = np.array([[UA, UA, RU, RU], [RU, OPEN, UA, UA]], "int8")
    table = rows(("geonames:1", "2022-02-23", "2022-02-26", "UA"), ("geonames:1", "2022-02-26", None, "RU"))
    ours, covered = as_drawn(table, truth, drawn, date(2022, 2, 24), ["UA", "RU"])
    assert ours.tolist() == [[UA, UA, RU, RU], [RU] * 4] and covered.tolist() == [True, False]


def test_a_place_is_known_by_its_id_or_by_a_like_name_nearby(truth):
    table = rows(("user:9", "2022-02-23", None, "UA"), ("user:8", "2022-02-23", None, "RU"))
    _, covered = as_drawn(table, truth, np.zeros((2, 4), "int8"), date(2022, 2, 24), ["UA", "RU"])
    assert covered.tolist() == [False, True]


def test_days_on_which_the_maps_differ_do_not_count():
    assert agreement(np.array([[UA, RU, UA]]), np.array([[UA, OPEN, RU]])) == 0.5


def test_changes_are_right_when_near_enough_and_of_the_same_side():
    ours, drawn = np.zeros((2, 30), "int8"), np.zeros((2, 30), "int8")
    ours[0, 10:], drawn[0, 15:] = RU, RU
    drawn[1, 5:] = RU
    assert dated_changes(ours, drawn, 7) == pytest.approx((1, 0.5, 2 / 3))
    assert dated_changes(ours, drawn, 3)[2] == 0


def test_settings_around_one_differ_in_one_figure_or_two():
    settings = list(around(KERNEL))
    names = KERNEL.__slots__
    assert settings[0] == KERNEL and len(set(settings)) == len(settings) == 1 + 2 * 12 + 4 * 66
    assert {sum(getattr(each, name) != getattr(KERNEL, name) for name in names) for each in settings} == {0, 1, 2}


def test_what_is_left_out_is_measured_by_what_is_best_on_the_rest():
    right = np.array([[10, 4, 4], [0, 9, 9]])  # the first is best on all but the first part, where the second is
    best, share = left_out(right, np.array([10, 10, 10]))
    assert best.tolist() == [1, 0, 0]
    assert share == pytest.approx((0 + 4 + 4) / 30)

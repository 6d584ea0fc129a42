from datetime import date

import pytest

from extract.dates.days import is_day, leap_days, shifted
from extract.dates.expressions import Expression, Reach
from extract.model import DateBasis, DayRange

SUNDAY = date(2022, 9, 11)


@pytest.mark.parametrize(
    ("amount", "unit", "first", "last"),
    [
        (-1, "day", date(2022, 9, 10), date(2022, 9, 10)),
        (-1, "week", date(2022, 8, 29), date(2022, 9, 4)),
        (0, "month", date(2022, 9, 1), date(2022, 9, 30)),
        (-9, "month", date(2021, 12, 1), date(2021, 12, 31)),
        (-1, "year", date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_a_unit_away_is_the_whole_of_it(amount, unit, first, last):
    assert shifted(SUNDAY, Expression(0, 1, Reach.NOW, amount=amount, unit=unit)) == (first, last)


def test_ago_blurs_its_unit():
    first, last = shifted(SUNDAY, Expression(0, 1, Reach.NOW, amount=-2, unit="week", length=1))
    assert (first, last) == (date(2022, 8, 25), date(2022, 8, 31))


def test_going_back_costs_twice():
    assert leap_days(date(2022, 9, 13), SUNDAY) == 2
    assert leap_days(date(2022, 9, 9), SUNDAY) == 4


def test_a_day_is_a_range_of_one():
    assert is_day(DayRange(SUNDAY, SUNDAY, DateBasis.EXPLICIT))
    assert not is_day(DayRange(date(2022, 9, 1), SUNDAY, DateBasis.EXPLICIT))

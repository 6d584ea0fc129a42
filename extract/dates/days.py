"""Arithmetic of days for expressions of time."""

from datetime import date, timedelta

from extract.dates.expressions import Calendar, Expression, Reach
from extract.model import DayRange

__all__ = ["is_day", "leap_days", "length_of", "names_day", "shifted"]


def is_day(days: DayRange) -> bool:
    """Whether a range ends on a known day and is that day, or reaches back from it without a beginning."""
    return days.end is not None and (days.start is None or days.start == days.end)


def names_day(e: Expression) -> bool:
    """Whether an expression is a calendar date with its day."""
    return e.reach is Reach.CALENDAR and e.first.day is not None


def leap_days(day: date, last: date) -> float:
    """How far the telling would go from one day to another; back costs twice."""
    return float((day - last).days) if day >= last else 2.0 * (last - day).days


def length_of(e: Expression) -> timedelta:
    """How long `amount` of the expression's units are."""
    days = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}[e.unit] * e.amount
    return timedelta(days=round(days))


def shifted(base: date, e: Expression) -> tuple[date, date]:
    """The day, week, month or year that lies `amount` from `base`."""
    if e.unit == "day":
        day = base + timedelta(days=e.amount)
        return day, day
    if e.length:  # "two weeks ago": about then
        slack = {"week": 3, "month": 10, "year": 60}[e.unit]
        middle = base + length_of(e)
        return middle - timedelta(days=slack), middle + timedelta(days=slack)
    if e.unit == "week":
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=e.amount)
        return monday, monday + timedelta(days=6)
    if e.unit == "month":
        month = base.year * 12 + base.month - 1 + e.amount
        days = Calendar(month // 12, month % 12 + 1).days(month // 12)
    else:
        days = Calendar(base.year + e.amount).days(base.year + e.amount)
    assert days is not None
    return days

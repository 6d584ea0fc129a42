"""A place (or whatever else is numbered) and a day as one whole number, by which sorted rows are searched for both.

The numbers are in the order of the places, those of one place in the order of the days, and a day may be added to one.
Days are numbers since 1970-01-01, from -2**31 to 2**31 - 1; places are from -2**31 too.
"""

from typing import overload

from timeline.arrow import Ints

__all__ = ["day_of", "place_day", "place_of"]

_DAYS = 32  # bits for the day
_SHIFT = 2**31  # keeps a day before 1970 positive


@overload
def place_day(place: int, day: int) -> int: ...
@overload
def place_day(place: Ints, day: Ints | int) -> Ints: ...
def place_day(place: Ints | int, day: Ints | int) -> Ints | int:
    """The number of a place and day. Arrays are taken element by element, as numpy broadcasts them."""
    return (place << _DAYS) + day + _SHIFT


def place_of(key: Ints) -> Ints:
    """The place that is in such a number."""
    return key >> _DAYS


def day_of(key: Ints) -> Ints:
    """The day that is in such a number."""
    return (key & (2**_DAYS - 1)) - _SHIFT

"""Who fights whom on which day, for columns of sides and days at once (`theatre.sides` has it one by one)."""

from typing import Self

import numpy as np
from numpy.typing import NDArray

from theatre.sides import Sides
from timeline.arrow import Flags, Ints

__all__ = ["Hostilities"]


class Hostilities:
    """The hostilities of a theatre's sides, which are numbered from 0 in their order; -1 is nobody, who fights nobody.
    Days are whole numbers since 1970-01-01. Columns are as long as each other, or broadcast."""

    def __init__(self, turns: Ints, hostile: NDArray[np.bool_]) -> None:
        self._turns, self._hostile = turns, hostile

    @classmethod
    def of(cls, sides: Sides) -> Self:
        """Those of a theatre."""
        turns = sorted({day for each in sides.hostilities for day in (each.start, each.end) if day is not None})
        hostile = np.zeros((len(turns) + 1, len(sides) + 1, len(sides) + 1), dtype=bool)
        for period in range(len(turns) + 1):
            day = turns[period - 1] if period else None
            for one, id in enumerate(sides):
                for other, its in enumerate(sides):
                    hostile[period, one, other] = sides.hostile(id, its, day) if day else _from_first(sides, id, its)
        return cls(np.array(turns, dtype="datetime64[D]").astype("int64"), hostile)

    def hostile(self, one: Ints, other: Ints, day: Ints) -> Flags:
        """Whether the sides fight each other on the days."""
        return np.asarray(self._hostile[self._period(day), one, other])

    def allied(self, one: Ints, other: Ints, day: Ints) -> Flags:
        """Whether the sides stand together on the days: they do not fight each other, and have an enemy in common, or
        are one."""
        period = self._period(day)
        common = (self._hostile[period, one] & self._hostile[period, other]).any(axis=-1)
        known = (np.asarray(one) >= 0) & (np.asarray(other) >= 0)
        return np.asarray(known & ~self._hostile[period, one, other] & (common | (np.asarray(one) == other)))

    def enemy(self, side: Ints, day: Ints) -> Ints:
        """The one side that fights each side on its day, -1 where there is none, or more than one."""
        enemies = self._hostile[self._period(day), side]
        return np.where(enemies.sum(axis=-1) == 1, enemies.argmax(axis=-1), -1)

    def _period(self, day: Ints) -> Ints:
        return np.searchsorted(self._turns, day, side="right")


def _from_first(sides: Sides, one: str, other: str) -> bool:
    """Whether two sides fight each other before the first day on which that changes for any."""
    between = [each for each in sides.hostilities if each.sides == {one, other}]
    return one != other and (not sides.hostilities or any(each.start is None for each in between))

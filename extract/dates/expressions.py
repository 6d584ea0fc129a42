"""What an expression of time says, before anybody asks which day that was.

It leaves open what only the article can tell: the year of "10 September", the week of "Saturday", the day before "the
next day". `extract.dates.chronology` closes that.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum

__all__ = ["Bound", "Calendar", "Expression", "Part", "Reach"]


class Part(Enum):
    """A third of a month, a season or a year."""

    EARLY = 0
    MID = 1
    LATE = 2


class Bound(Enum):
    """How a preposition bends the days that follow it."""

    AT = "at"
    BY = "by"  # by, until, before: not later
    SINCE = "since"  # since, from, after: not earlier


class Reach(Enum):
    """From where an expression counts."""

    CALENDAR = "calendar"  # a date of its own
    WEEKDAY = "weekday"  # the last such day; amount: weeks further back
    NOW = "now"  # from the day of publication: yesterday, two weeks ago, this month
    PAST = "past"  # the stretch up to then: in the past week, for five months
    LAST_NAMED = "last named"  # from the date named before: the next day, two weeks later
    WAR = "war"  # days of the theatre's war: amount to length


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date as far as the words give it."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: Part | None = None
    season: int | None = None  # 0 winter (December to February) ... 3 autumn

    def days(self, year: int) -> tuple[date, date] | None:
        """First and last day meant if the year is `year`; None when there is no such day."""
        if self.season is not None:
            months = [3 * self.season + n for n in range(3)]
            if self.part is not None:
                months = [months[self.part.value]]
            begin, end = (date(year, month, 1) if month else date(year - 1, 12, 1) for month in (months[0], months[-1]))
            return begin, date(end.year, end.month, monthrange(end.year, end.month)[1])
        if self.month is None:
            if self.part is None:
                return date(year, 1, 1), date(year, 12, 31)
            last_month = 4 * self.part.value + 4
            return date(year, 4 * self.part.value + 1, 1), date(year, last_month, monthrange(year, last_month)[1])
        length = monthrange(year, self.month)[1]
        if self.day is not None:
            return (date(year, self.month, self.day),) * 2 if 1 <= self.day <= length else None
        if self.part is None:
            return date(year, self.month, 1), date(year, self.month, length)
        return date(year, self.month, 10 * self.part.value + 1), date(
            year, self.month, length if self.part is Part.LATE else 10 * self.part.value + 10
        )


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression at text[start:end], its preposition left out. `unit` is day, week, month or year."""

    start: int
    end: int
    reach: Reach
    bound: Bound = Bound.AT
    first: Calendar = Calendar()
    last: Calendar | None = None  # of a range
    weekday: int = 0  # Monday is 0
    amount: int = 0
    unit: str = "day"
    # in days, of a stretch of the war; with NOW, 1 if "ago" blurs its unit; with LAST_NAMED, 1 for "the next month"
    length: int = 0
    ahead: bool = False  # the date it counts from is named behind it: "two days after the bridge fell on"
    spoken: bool = False  # it dates a statement ("said on Sunday"), not what is stated

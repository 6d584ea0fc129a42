"""A day as metadata, tables and names of files write it."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from extract.months import MONTHS

__all__ = [
    "DATE",
    "DAY_OF_YEAR",
    "WEEKDAY",
    "date_in_address",
    "date_in_name",
    "day_of_match",
    "day_reader",
    "parse_day",
    "parse_days",
]

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = (
    r"(?:(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})"
    rf"|(?P<m2>{_MONTH})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>\d{{4}})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s(?P<m3>{_MONTH})\.?,?\s(?P<y3>\d{{4}})"
    r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})"
    # between hyphens and slashes either number may be the month: a day where one can't be, or where both are the same
    r"|(?P<d5>1[3-9]|2\d|3[01])[-/](?P<m5>0?[1-9]|1[0-2])[-/](?P<y5>\d{4})"
    r"|(?P<m6>0?[1-9]|1[0-2])[-/](?P<d6>1[3-9]|2\d|3[01])[-/](?P<y6>\d{4})"
    r"|(?P<d7>0?[1-9]|1[0-2])[-/](?P<m7>(?P=d7))[-/](?P<y7>\d{4}))(?!\d)"
)
DAY_OF_YEAR = (
    rf"(?:(?P<m1>{_MONTH})\.?\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m2>{_MONTH})\.?)"
    r"(?!\d|,?\s?\d{4})"
)  # a day without its year
WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|понеділок|вівторок|середа|четвер|п.ятниця"
    r"|субота|неділя|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)"
)


def day_of_match(found: re.Match[str]) -> date | None:
    """The day that a match of DATE names, under whatever numbers its groups go; None for a day that never was."""
    groups = found.groupdict()
    for form in [key.removeprefix("y") for key in groups if key.startswith("y")]:
        year, month, day = (groups[part + form] for part in "ymd")
        if year:
            number = MONTHS.get(month.lower()) or int(month)
            try:
                return date(int(year), number, int(day))
            except ValueError:
                return None
    return None


_DAY = re.compile(rf"\s*(?:{WEEKDAY},?\s+)?{DATE}", re.IGNORECASE)
_EPOCH = re.compile(r"(?P<seconds>[12]\d{9})(?:\d{3})?(?:\.\d+)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?=$|T?\d{2}:?\d{2})")
_MOMENT = re.compile(
    r"\D{0,4}?(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?\d{2}(?:[.,]\d+)?)?\s*(?P<zone>Z|GMT|UTC|[+-]\d{2}:?\d{2})(?!\d)"
)


def parse_day(written: str, zone: tzinfo | None = None) -> date | None:
    """The day at the start of "2022-09-11T10:45:00+03:00", "Sun, 11 Sep 2022 10:45", "20220911", "1662882300" and
    their like. A moment whose offset is told is of the day that it was in `zone`; any other is of the day written."""
    written = written.strip()[:100]
    if epoch := _EPOCH.fullmatch(written):
        return datetime.fromtimestamp(int(epoch["seconds"]), zone or UTC).date()
    compact = _COMPACT.match(written)
    if compact:
        written = "-".join(compact.groups()) + written[compact.end() :]
    found = _DAY.match(written)
    day = day_of_match(found) if found else None
    moment = _MOMENT.match(written, found.end()) if found else None
    if day is None or moment is None or zone is None:
        return day
    sign = moment["zone"].replace(":", "")
    offset = timedelta(hours=int(sign[:3]), minutes=int(sign[0] + sign[3:])) if sign[0] in "+-" else timedelta(0)
    try:
        hour = time(int(moment["hour"]), int(moment["minute"]), tzinfo=timezone(offset))
        return datetime.combine(day, hour).astimezone(zone).date()
    except (ValueError, OverflowError):
        return day


_SLASHED = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)(.{0,60})", re.DOTALL)
_SERIAL = re.compile(r"[34]\d{4}(?:\.\d+)?")  # Excel's number of a day of 1982 to 2036
_SERIAL_ZERO = date(1899, 12, 30)


def parse_days(written: Sequence[str], zone: tzinfo | None = None) -> list[date | None]:
    """The days of a column of a table, each as `day_reader` reads it; None for what is no day."""
    return list(map(day_reader(written, zone), written))


def day_reader(sample: Iterable[str], zone: tzinfo | None = None) -> Callable[[str], date | None]:
    """What reads the days of a column of which these are some: as `parse_day` does, or as Excel numbers them.

    Which part of "04/06/2022" or "04-06-2022" is the month the sample tells by another day that can be read in one way
    only; where none does, such a day is None.
    """
    slashed = [found for text in sample if (found := _SLASHED.match(text))]
    day_first = any(int(found[1]) > 12 for found in slashed)
    month_first = any(int(found[2]) > 12 for found in slashed)
    month_at, day_at = (2, 1) if day_first else (1, 2)

    def read(text: str) -> date | None:
        if found := _SLASHED.match(text):
            month, day = found[month_at], found[day_at]
            if day_first == month_first and month != day:
                return None
            return parse_day(f"{found[3]}-{month}-{day}{found[4]}", zone)
        if _SERIAL.fullmatch(text.strip()):
            return _SERIAL_ZERO + timedelta(days=int(float(text)))
        return parse_day(text, zone)

    return read


def date_in_address(url: str) -> date | None:
    """The day in a page's address ("https://a.example/2022/09/11/town", "/20220911-town"); None for one of a month."""
    found = _IN_PATH.search(url[:2_000])
    return parse_day("-".join(found.group("year", "month", "day"))) if found else None


_IN_PATH = re.compile(r"/(?P<year>20\d\d)(?P<between>[-_/]?)(?P<month>\d\d?)(?P=between)(?P<day>\d\d?)(?=[-_/.?]|$)")


def date_in_name(name: str) -> date | None:
    """The day in a file's name ("2022-09-11-izium.txt", "report_20220911.txt", "11.09.2022.pdf")."""
    found = re.search(r"(?<!\d)(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)", name)
    if found:
        return parse_day("-".join(found.groups()))
    found = re.search(r"(?<!\d)(\d{2})[-_.](\d{2})[-_.](\d{4})(?!\d)", name)
    return parse_day(".".join(found.groups())) if found else None

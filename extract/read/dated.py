"""The days that the head of a text states, and those that its parts stand under."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from extract.months import month_number
from extract.read.days import DATE, DAY_OF_YEAR, WEEKDAY, day_of_match

__all__ = [
    "HEAD_LINE",
    "DayOfYear",
    "day_of_year",
    "head",
    "is_dated_line",
    "later_date",
    "parts_by_day",
    "stated_date",
    "states_date",
]


_DATE_2, _DATE_3 = (re.sub(r"\(\?P([<=])([ymd])(\d)", rf"(?P\1\g<2>{n}\3", DATE) for n in (1, 2))  # groups y11 ... y24
_CLOCK = (
    r"[\s,|·•—–-]*(?:at\s|о\s|в\s|року|года|р\.|г\.)?[\s,]*(?:T?\d{1,2}[:.]\d{2}(?::\d{2})?"
    r"\s*(?:[ap]\.?m\.?)?\s*\(?[A-Z]{0,5}[+\-:\d]{0,6}\)?)?"
)
_ERA = r"\s*(?:року|года|р\.|г\.)?"
_HOUR = r"\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
_LABELLED = re.compile(
    r"(?:[^\n]{0,60}?(?=\bfirst\s+published\b))?\s*(?:first\s+)?(?:published|publication\sdate|posted|date|dated|опубліковано|опубликовано|дата)"
    rf"(?:\s(?:on|at|by\s[^\d\n]{{1,60}}?))?\s*[:\-–—]?\s*(?:{WEEKDAY},?\s+)?{DATE}",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:[^\n|·•—–]{{0,80}}[|·•—–]\s*)?(?:{_HOUR},?\s+)?(?:{WEEKDAY},?\s+)?{DATE}(?:,?\s*{WEEKDAY})?{_CLOCK}[\s.|]*$",
    re.IGNORECASE,
)
# "станом на 18.00 11.09.2022", "as of 6:00 pm on 07.05.2022": with its hour, the head of a daily report
_AS_OF = re.compile(
    r"[^\n]{0,120}?\b(?:as\sof|станом\sна|по\sсостоянию\sна)\s+"
    rf"(?:{_HOUR},?\s*(?:год\w*\.?|час\w*\.?|мск)?[\s,(]*(?:on\s|на\s)?[\s(]*{DATE}|{_DATE_2}[\s,]*{_HOUR}"
    rf"|{_DATE_3}{_ERA}[)\s.:]*$)",
    re.IGNORECASE,
)
# "Campaign Assessment, September 11, 2022", "... (11.09.2022 г.)", "War watch, [11.09.2022 12:31]"
_ENDING = re.compile(
    rf"[^\n]{{0,120}}?(?:[,:(\[–—]|\s-|\bfor)\s*(?:{WEEKDAY},?\s+)?{DATE}(?:,?\s+{_HOUR})?{_ERA}\s*[)\]]?[\s.:]*$",
    re.IGNORECASE,
)
# "Sep 11, 2022 - ISW Press"
_BEFORE_NAME = re.compile(rf"(?i:{DATE})(?:,?\s+{_HOUR})?\s*[|·•—–-]\s*(?=[A-ZА-ЯІЇЄҐ])[^\n.!?]{{1,40}}$")
_DATELINE = re.compile(rf"(?=[^\W\d_]{{2}})[^\n\d]{{2,60}}?[,—–-]\s*(?i:{DATE})\s*(?:\([^)\n]{{1,40}}\))?\s*[—–-]\s")
_HEADS = (_LABELLED, _ALONE, _DATELINE, _AS_OF, _BEFORE_NAME, _ENDING)
_HEAD_LINES, HEAD_LINE, _HEAD_CHARACTERS = 12, 250, 2_000


def stated_date(text: str) -> date | None:
    """The day that the head of a text states as its own: "Published: 2022-09-11", a line that is a date, or a
    dateline with its year ("KYIV, Sept. 11, 2022 (Agency) -"). A date in running text is not one."""
    lines = head(text)[:_HEAD_LINES]
    for pattern in _HEADS:
        for line in lines:
            found = pattern.match(line)
            day = day_of_match(found) if found else None
            if day:
                return day
    return None


def head(text: str) -> list[str]:
    """The first lines of a text that say something, each cut short and without runs of blanks."""
    lines = (" ".join(line.split()) for line in text[:_HEAD_CHARACTERS].splitlines() if line.strip())
    return [line if len(line) <= HEAD_LINE else f"{line[:HEAD_LINE]}…" for line in lines]


def is_dated_line(line: str) -> bool:
    """Whether a line of the head says the day and nothing else."""
    return bool(_LABELLED.match(line) or _ALONE.match(line))


def states_date(line: str) -> bool:
    """Whether a line says the day of what it heads, whatever else it says."""
    return any(pattern.match(line) for pattern in _HEADS)


def later_date(text: str, day: date, today: date) -> date | None:
    """The first full date in a text's past that is later than `day`, if it tells of one: then `day` is no likely
    day of its publication. What is planned, due or expected is no past."""
    return next((named for named in _past_days(text, today) if named > day + timedelta(days=1)), None)


def _past_days(text: str, today: date) -> Iterator[date]:
    """The full dates of a text that are no later than `today`, without those of what is planned, due or expected."""
    for found in _FULL.finditer(text):
        named = day_of_match(found)
        if named is None or named > today:
            continue
        before, behind = text[max(0, found.start() - 80) : found.start()], text[found.end() : found.end() + 80]
        if not (_AHEAD.search(before) or _PLANNED.search(before) or _PLANNED.search(behind)):
            yield named


_FULL = re.compile(rf"(?<![\d.])(?i:{DATE})")
_AHEAD = re.compile(
    r"(?i)\b(?:by|until|till|before|to|retrieved|archived|accessed|updated|до|оновлено|обновлено)\s+(?:on\s)?$"
)
_PLANNED = re.compile(
    r"(?i)\b(?:will|shall|would|due|expect\w*|plan\w*|schedul\w*|retrieved|archived|accessed|deadline|expires?|"
    r"буд(?:е|уть|ет|ут)|план\w*|заплан\w*|очіку\w*|ожида\w*)\b"
)


_POSTED = re.compile(rf"(?P<who>[^\n\[\]]{{0,80}}?),?\s*\[(?i:{DATE})[\s,]+{_HOUR}\]:?\s*$")


def parts_by_day(text: str) -> list[tuple[date, str]]:
    """The parts of a text that stands under dates of its own, each with its day; none for a text of one day.

    A date is a heading where nothing else stands in its line (a mark of a heading aside), and the first one stands
    at the text's head.
    """
    starts: list[tuple[int, int, date]] = []
    place = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip().lstrip("#=•*· ").rstrip("=* ")
        found = (_BARE.match(bare) or _POSTED.match(bare)) if 6 <= len(bare) <= 120 else None
        if found and (day := day_of_match(found)):
            starts.append((place, place + len(line), day))
        place += len(line)
    if len({day for *_, day in starts}) < 2 or text[: starts[0][0]].strip().count("\n") > 1:
        return []
    ends = [start for start, *_ in starts[1:]] + [len(text)]
    parts = [(day, text[begin:end].strip()) for (_, begin, day), end in zip(starts, ends, strict=True)]
    return [(day, part) for day, part in parts if any(map(str.isalnum, part))]


_BARE = re.compile(
    rf"(?:(?:day|день)\s\d{{1,4}}\s?[-–—:|,.]\s*)?(?:{WEEKDAY},?\s+)?{DATE}{_ERA}(?:,?\s*{WEEKDAY})?(?:,?\s*{_HOUR})?[\s.:]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day that the head of a text states without its year: the one that is likely meant, if any, and a sentence that
    says why."""

    likely: date | None
    why: str


def day_of_year(text: str, first: date, today: date) -> DayOfYear | None:
    """The day at the head of a text that lacks its year ("12 March", "KYIV, March 12 (Agency) -"). Which year is
    likely, from `first` to `today`, its day of the week tells, or the last of the other days that it tells of."""
    lines = head(text)[:_HEAD_LINES]
    found = next((found for pattern in _YEARLESS for line in lines if (found := pattern.match(line))), None)
    if found is None:
        return None
    groups = found.groupdict()
    number, month = int(groups["d1"] or groups["d2"]), groups["m1"] or groups["m2"]
    weekday = groups["weekday"] or groups.get("weekday2") or ""
    days = list(_in_years(number, month_number(month), _weekday(weekday), first, today))
    if weekday and len(days) == 1:
        why = f"its head says {number} {month} without a year, and that was {weekday} in {days[0].year}"
        return DayOfYear(days[0], why)
    last = max(_past_days(text, today), default=None)
    likely = next((day for day in days if last and timedelta(0) <= day - last <= _SOON), None)
    why = f"its head says {number} {month} without a year"
    if likely and last:
        why = f"its head says {number} {month} without a year, and the last day that it tells of is {last.isoformat()}"
    return DayOfYear(likely, why)


def _in_years(number: int, month: int, weekday: int | None, first: date, today: date) -> Iterator[date]:
    """A day of each year in which there is one, from `first` to `today`; with a `weekday` (0: Monday), where it is
    that."""
    for year in range(first.year, today.year + 1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if first <= day <= today and weekday in (None, day.weekday()):
            yield day


def _weekday(written: str) -> int | None:
    return next((number for number, stems in enumerate(_WEEKDAYS) if re.match(stems, written, re.IGNORECASE)), None)


_SOON = timedelta(days=100)  # so long after the last day that it tells of an article is likely published
_WEEKDAYS = ("mon|пон", "tue|вів|вто", "wed|сер|сре", "thu|чет", "fri|п.?ят", "sat|суб", "sun|нед|вос")
_OWN_LINE = re.compile(
    r"(?:(?:first\s+)?(?:published|posted|dated?|опубліковано|опубликовано|дата)(?:\s(?:on|at))?\s*[:\-–—]?\s*)?"
    rf"(?:[^\n|·•—–]{{0,80}}[|·•—–]\s*)?(?:{_HOUR},?\s+)?(?:(?P<weekday>{WEEKDAY}),?\s+)?{DAY_OF_YEAR}"
    rf"(?:,?\s*(?P<weekday2>{WEEKDAY}))?{_CLOCK}[\s.|]*$",
    re.IGNORECASE,
)
_OWN_DATELINE = re.compile(
    rf"(?=[^\W\d_]{{2}})[^\n\d]{{2,60}}?[,—–-]\s*(?i:(?:(?P<weekday>{WEEKDAY}),?\s+)?{DAY_OF_YEAR})"
    r"\s*(?:\([^)\n]{1,40}\))?\s*[—–-]\s"
)
_YEARLESS = (_OWN_LINE, _OWN_DATELINE)

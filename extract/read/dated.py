"""The days that the head of a text, a piece of metadata or a file's name state."""

import re
from datetime import date

from extract.months import MONTHS

__all__ = ["HEAD_LINE", "date_in_name", "head", "is_dated_line", "parse_day", "stated_date"]


_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = (
    r"(?:(?P<y1>\d{4})[-/](?P<m1>\d{1,2})[-/](?P<d1>\d{1,2})"
    rf"|(?P<m2>{_MONTH})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>\d{{4}})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m3>{_MONTH})\.?,?\s(?P<y3>\d{{4}})"
    r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4}))(?!\d)"
)
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|понеділок|вівторок|середа|четвер|п.ятниця"
    r"|субота|неділя|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)"
)
_CLOCK = (
    r"[\s,|·•—–-]*(?:at\s|о\s|в\s|року|года|р\.|г\.)?[\s,]*(?:T?\d{1,2}[:.]\d{2}(?::\d{2})?"
    r"\s*(?:[ap]\.?m\.?)?\s*\(?[A-Z]{0,5}[+\-:\d]{0,6}\)?)?"
)
_LABELLED = re.compile(
    r"\s*(?:first\s+)?(?:published|publication\sdate|posted|date|dated|опубліковано|опубликовано|дата)"
    rf"(?:\s(?:on|at|by\s[^\d\n]{{1,60}}?))?\s*[:\-–—]?\s*(?:{_WEEKDAY},?\s+)?{_DATE}",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:[^\n|·•—–]{{0,80}}[|·•—–]\s*)?(?:{_WEEKDAY},?\s+)?{_DATE}{_CLOCK}[\s.|]*$",
    re.IGNORECASE,
)
_DATELINE = re.compile(rf"(?=[^\W\d_]{{2}})[^\n\d]{{2,60}}?[,—–-]\s*(?i:{_DATE})\s*(?:\([^)\n]{{1,40}}\))?\s*[—–-]\s")
_HEAD_LINES, HEAD_LINE, _HEAD_CHARACTERS = 12, 250, 2_000


def stated_date(text: str) -> date | None:
    """The day that the head of a text states as its own: "Published: 2022-09-11", a line that is a date, or a
    dateline with its year ("KYIV, Sept. 11, 2022 (Agency) -"). A date in running text is not one."""
    lines = head(text)[:_HEAD_LINES]
    for pattern in (_LABELLED, _ALONE, _DATELINE):
        for line in lines:
            found = pattern.match(line)
            day = _from_match(found) if found else None
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


def _from_match(found: re.Match[str]) -> date | None:
    for form in "1234":
        year, month, day = (found.group(part + form) for part in "ymd")
        if year:
            number = MONTHS.get(month.lower()) or int(month)
            try:
                return date(int(year), number, int(day))
            except ValueError:
                return None
    return None


_DAY = re.compile(rf"\s*(?:{_WEEKDAY},?\s+)?{_DATE}", re.IGNORECASE)


def parse_day(written: str) -> date | None:
    """The day at the start of "2022-09-11T10:45:00+03:00", "Sun, 11 Sep 2022 10:45" and their like, as written."""
    found = _DAY.match(written[:100])
    return _from_match(found) if found else None


def date_in_name(name: str) -> date | None:
    """The day in a file's name ("2022-09-11-izium.txt", "report_20220911.txt")."""
    found = re.search(r"(?<!\d)(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)", name)
    return parse_day("-".join(found.groups())) if found else None

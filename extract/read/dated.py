"""The days that the head of a text, a piece of metadata or a file's name state."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from extract.months import MONTHS

__all__ = [
    "HEAD_LINE",
    "date_in_name",
    "head",
    "is_dated_line",
    "later_date",
    "parse_day",
    "parts_by_day",
    "stated_date",
    "states_date",
]


_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = (
    r"(?:(?P<y1>\d{4})[-/](?P<m1>\d{1,2})[-/](?P<d1>\d{1,2})"
    rf"|(?P<m2>{_MONTH})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>\d{{4}})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m3>{_MONTH})\.?,?\s(?P<y3>\d{{4}})"
    r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4}))(?!\d)"
)
_DATE_2, _DATE_3 = (re.sub(r"\(\?P<([ymd])(\d)>", rf"(?P<\g<1>{n}\2>", _DATE) for n in (1, 2))  # groups y11 ... y24
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|понеділок|вівторок|середа|четвер|п.ятниця"
    r"|субота|неділя|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)"
)
_CLOCK = (
    r"[\s,|·•—–-]*(?:at\s|о\s|в\s|року|года|р\.|г\.)?[\s,]*(?:T?\d{1,2}[:.]\d{2}(?::\d{2})?"
    r"\s*(?:[ap]\.?m\.?)?\s*\(?[A-Z]{0,5}[+\-:\d]{0,6}\)?)?"
)
_ERA = r"\s*(?:року|года|р\.|г\.)?"
_HOUR = r"\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
_LABELLED = re.compile(
    r"\s*(?:first\s+)?(?:published|publication\sdate|posted|date|dated|опубліковано|опубликовано|дата)"
    rf"(?:\s(?:on|at|by\s[^\d\n]{{1,60}}?))?\s*[:\-–—]?\s*(?:{_WEEKDAY},?\s+)?{_DATE}",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:[^\n|·•—–]{{0,80}}[|·•—–]\s*)?(?:{_HOUR},?\s+)?(?:{_WEEKDAY},?\s+)?{_DATE}(?:,\s*{_WEEKDAY})?{_CLOCK}[\s.|]*$",
    re.IGNORECASE,
)
# "станом на 18.00 11.09.2022", "as of 6:00 pm on 07.05.2022": with its hour, the head of a daily report
_AS_OF = re.compile(
    r"[^\n]{0,120}?\b(?:as\sof|станом\sна|по\sсостоянию\sна)\s+"
    rf"(?:{_HOUR},?\s*(?:год\w*\.?|час\w*\.?|мск)?[\s,(]*(?:on\s|на\s)?[\s(]*{_DATE}|{_DATE_2}[\s,]*{_HOUR}"
    rf"|{_DATE_3}{_ERA}[)\s.:]*$)",
    re.IGNORECASE,
)
# "Campaign Assessment, September 11, 2022", "... (11.09.2022 г.)", "War watch, [11.09.2022 12:31]"
_ENDING = re.compile(
    rf"[^\n]{{0,120}}?(?:[,:(\[–—]|\s-|\bfor)\s*(?:{_WEEKDAY},?\s+)?{_DATE}(?:,?\s+{_HOUR})?{_ERA}\s*[)\]]?[\s.:]*$",
    re.IGNORECASE,
)
# "Sep 11, 2022 - ISW Press"
_BEFORE_NAME = re.compile(rf"(?i:{_DATE})(?:,?\s+{_HOUR})?\s*[|·•—–-]\s*(?=[A-ZА-ЯІЇЄҐ])[^\n.!?]{{1,40}}$")
_DATELINE = re.compile(rf"(?=[^\W\d_]{{2}})[^\n\d]{{2,60}}?[,—–-]\s*(?i:{_DATE})\s*(?:\([^)\n]{{1,40}}\))?\s*[—–-]\s")
_HEADS = (_LABELLED, _ALONE, _DATELINE, _AS_OF, _BEFORE_NAME, _ENDING)
_HEAD_LINES, HEAD_LINE, _HEAD_CHARACTERS = 12, 250, 2_000


def stated_date(text: str) -> date | None:
    """The day that the head of a text states as its own: "Published: 2022-09-11", a line that is a date, or a
    dateline with its year ("KYIV, Sept. 11, 2022 (Agency) -"). A date in running text is not one."""
    lines = head(text)[:_HEAD_LINES]
    for pattern in _HEADS:
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


def states_date(line: str) -> bool:
    """Whether a line says the day of what it heads, whatever else it says."""
    return any(pattern.match(line) for pattern in _HEADS)


def _from_match(found: re.Match[str]) -> date | None:
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


_DAY = re.compile(rf"\s*(?:{_WEEKDAY},?\s+)?{_DATE}", re.IGNORECASE)
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
    day = _from_match(found) if found else None
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


def later_date(text: str, day: date, today: date) -> date | None:
    """The first full date in a text's past that is later than `day`, if it tells of one: then `day` is no likely
    day of its publication. What is planned, due or expected is no past."""
    for found in _FULL.finditer(text):
        named = _from_match(found)
        if named is None or not day + timedelta(days=1) < named <= today:
            continue
        before, behind = text[max(0, found.start() - 80) : found.start()], text[found.end() : found.end() + 80]
        if not (_AHEAD.search(before) or _PLANNED.search(before) or _PLANNED.search(behind)):
            return named
    return None


_FULL = re.compile(rf"(?<![\d.])(?i:{_DATE})")
_AHEAD = re.compile(
    r"(?i)\b(?:by|until|till|before|to|retrieved|archived|accessed|updated|до|оновлено|обновлено)\s+(?:on\s)?$"
)
_PLANNED = re.compile(
    r"(?i)\b(?:will|shall|would|due|expect\w*|plan\w*|schedul\w*|retrieved|archived|accessed|deadline|expires?|"
    r"буд(?:е|уть|ет|ут)|план\w*|заплан\w*|очіку\w*|ожида\w*)\b"
)


def date_in_name(name: str) -> date | None:
    """The day in a file's name ("2022-09-11-izium.txt", "report_20220911.txt", "11.09.2022.pdf")."""
    found = re.search(r"(?<!\d)(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)", name)
    if found:
        return parse_day("-".join(found.groups()))
    found = re.search(r"(?<!\d)(\d{2})[-_.](\d{2})[-_.](\d{4})(?!\d)", name)
    return parse_day(".".join(found.groups())) if found else None


_POSTED = re.compile(rf"(?P<who>[^\n\[\]]{{0,80}}?),?\s*\[(?i:{_DATE})[\s,]+{_HOUR}\]:?\s*$")


def parts_by_day(text: str) -> list[tuple[date, str]]:
    """The parts of a text that stands under dates of its own, each with its day; none for a text of one day.

    A date is a heading where nothing else stands in its line (a mark of a heading aside), and the first one stands
    at the text's head.
    """
    starts: list[tuple[int, int, date]] = []
    place = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip().lstrip("#= ").rstrip("= ")
        found = (_BARE.match(bare) or _POSTED.match(bare)) if 6 <= len(bare) <= 120 else None
        if found and (day := _from_match(found)):
            starts.append((place, place + len(line), day))
        place += len(line)
    if len({day for *_, day in starts}) < 2 or text[: starts[0][0]].strip().count("\n") > 1:
        return []
    ends = [start for start, *_ in starts[1:]] + [len(text)]
    parts = [(day, text[begin:end].strip()) for (_, begin, day), end in zip(starts, ends, strict=True)]
    return [(day, part) for day, part in parts if any(map(str.isalnum, part))]


_BARE = re.compile(rf"(?:{_WEEKDAY},?\s+)?{_DATE}{_ERA}(?:,?\s*{_WEEKDAY})?(?:,?\s*{_HOUR})?[\s.:]*$", re.IGNORECASE)

# ruff: noqa: E501 (a row of a table stays on its line)
"""What a sentence says about time, before anybody asks which day that was.

A table of patterns a language (English, Ukrainian, Russian) finds the expressions; each becomes a `When`, which still
leaves open what only the article can tell: the year of "10 September", the week of "Saturday", the day before "the
next day". `extract.dates.chronology` closes that. Month and weekday names count only with a capital in English, so that nobody
"may" be "march"ing.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

__all__ = ["Bound", "Calendar", "Expression", "Part", "Reach", "duration", "find"]


class Part(Enum):
    """A third of a month or a year."""

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
            first = date(year - 1, 12, 1) if self.season == 0 else date(year, 3 * self.season, 1)
            last_month = 3 * self.season + 2
            return first, date(year, last_month, monthrange(year, last_month)[1])
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
    length: int = 0  # in days, of a stretch of the war; with NOW, 1 if "ago" blurs its unit; with LAST_NAMED, 1 for "the following month"
    ahead: bool = False  # the date it counts from is named behind it: "two days after the bridge fell on"
    spoken: bool = False  # it dates a statement ("said on Sunday"), not what is stated


# --- words --------------------------------------------------------------------------------------------------------

EN_MONTHS = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Oct": 10, "Nov": 11, "Dec": 12,
}  # fmt: skip
UK_MONTHS = {
    "січ": 1, "лют": 2, "берез": 3, "квіт": 4, "трав": 5, "черв": 6, "лип": 7, "серп": 8, "верес": 9, "жовт": 10,
    "листоп": 11, "груд": 12,
}  # fmt: skip
RU_MONTHS = {
    "янв": 1, "фев": 2, "март": 3, "апр": 4, "ма": 5, "июн": 6, "июл": 7, "авг": 8, "сент": 9, "окт": 10, "ноя": 11, "дек": 12,
}  # fmt: skip
EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
UK_DAYS = ("понеділ", "вівтор", "серед", "четвер", "п'ятниц", "субот", "неділ")
RU_DAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
SEASONS = {
    "winter": 0, "spring": 1, "summer": 2, "autumn": 3, "fall": 3, "зим": 0, "взим": 0, "весн": 1, "навесн": 1,
    "літ": 2, "влітк": 2, "осін": 3, "восен": 3, "весен": 1, "лет": 2, "осен": 3,
}  # fmt: skip
PARTS = {
    "early": Part.EARLY, "mid": Part.MID, "late": Part.LATE, "start": Part.EARLY, "beginning": Part.EARLY,
    "first": Part.EARLY, "middle": Part.MID, "end": Part.LATE, "поч": Part.EARLY, "сер": Part.MID, "кін": Part.LATE,
    "напр": Part.LATE, "нач": Part.EARLY, "кон": Part.LATE,
}  # fmt: skip
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "few": 3, "several": 4, "recent": 3, "half": 0, "": 1,
    "два": 2, "дві": 2, "двох": 2, "три": 3, "трьох": 3, "чотири": 4, "п'ять": 5, "шість": 6, "сім": 7, "вісім": 8, "дев'ять": 9,
    "десять": 10, "кілька": 3, "декілька": 3, "останні": 3, "две": 2, "двух": 2, "трех": 3, "трёх": 3, "четыре": 4, "пять": 5,
    "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "несколько": 3, "последние": 3,
}  # fmt: skip
UNITS = {
    "hour": "hour", "day": "day", "night": "day", "week": "week", "month": "month", "year": "year", "годин": "hour", "час": "hour",
    "дн": "day", "ден": "day", "дiб": "day", "доб": "day", "сут": "day", "тиж": "week", "тижн": "week", "недел": "week",
    "місяц": "month", "месяц": "month", "рік": "year", "рок": "year", "год": "year", "лет": "year", "пів": "half", "пол": "half",
}  # fmt: skip

M = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
D = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
Y = r"(?:19|20)\d\d\b"
DASH = r"\s?(?:[-–—/]|\bto\b|\band\b|\buntil\b|\btill\b|\bthrough\b)\s?"
W = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
P = r"(?i:early|mid|late|(?:(?:the\s)?(?:very\s)?(?:start|beginning|middle|end)\sof)|first\shalf\sof)[\s-]{1,2}(?:in\s|the\s)?"
N = r"(?i:\d{1,3}|a\scouple\sof|a\sfew|the\sfew|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several)"
U = r"(?i:hour|day|week|month|year)s?"
WAR = r"(?:(?:full-scale\s|Russian\s|Russia['’]s\s|Moscow['’]s\s)*(?:war|invasion|conflict|offensive\sof\s2022))"
CM = (
    r"(?i:січ(?:ень|ня|ні)|лют(?:ий|ого|ому)|берез(?:ень|ня|ні)|квіт(?:ень|ня|ні)|трав(?:ень|ня|ні)|черв(?:ень|ня|ні)|"
    r"лип(?:ень|ня|ні)|серп(?:ень|ня|ні)|верес(?:ень|ня|ні)|жовт(?:ень|ня|ні)|листопад[аіу]?|груд(?:ень|ня|ні)|"
    r"январ[ьяею]|феврал[ьяею]|март[аеу]?|апрел[ьяею]|ма[йяею]|июн[ьяею]|июл[ьяею]|август[аеу]?|сентябр[ьяею]|"
    r"октябр[ьяею]|ноябр[ьяею]|декабр[ьяею])\b"
)
CD = r"(?:0?[1-9]|[12]\d|3[01])(?:-?(?:го|е|те|ого))?\b"
CY = r"(?:19|20)\d\d\b(?:-?(?:го|му|м|й)\b)?(?:\s?(?i:р\.|року|році|рік|г\.|года|году|год)(?!\w))?"
CW = (
    r"(?i:понеділ(?:ок|ка|ку)|вівтор(?:ок|ка|ку)|серед[ауиі]|четвер(?:га)?|п['’ʼ]ятниц[юяіи]|субот[ауиі]|неділ[юяі]|"
    r"понедельник[ау]?|вторник[ау]?|сред[ауые]|четверг[ау]?|пятниц[ауые]|суббот[ауые]|воскресень[еяю])\b"
)
CP = (
    r"(?i:(?:(?:на|в|у|з|із|с|со|до|від|от|к)\s)?(?:поч\w{4,6}|нач\w{2,4}|серед[иі]н\w{1,2}|середин\w|кін(?:ець|ця|ці)|"
    r"кон(?:ец|ца|це|цу)|наприкінці))\s"
)
CN = (
    r"(?i:\d{1,3}|два|дві|двох|три|трьох|чотири|п['’]ять|шість|сім|вісім|дев['’]ять|десять|кілька|декілька|две|двух|тр[её]х|"
    r"четыре|пять|шесть|семь|восемь|девять|несколько)"
)
CU = r"(?i:годин\w?|час(?:а|ов)|дн\w{1,3}|ден[ьй]|дней|доб\w?|сут(?:ки|ок)|тиж\w{2,5}|недел\w{1,2}|місяц\w{1,3}|месяц\w{0,2}|рік|рок\w{1,2}|год[ау]?|лет)"


def _month(word: str) -> int:
    low = word.lower()
    for table in (UK_MONTHS, RU_MONTHS):
        for stem, number in table.items():
            if low.startswith(stem):
                return number
    return EN_MONTHS[word[:3].title()]


def _part(word: str | None) -> Part | None:
    if not word:
        return None
    low = word.lower().strip(" -")
    for token in reversed(re.findall(r"\w+", low)):
        for stem, part in PARTS.items():
            if token.startswith(stem):
                return part
    return None


def _weekday(word: str) -> int:
    low = word.lower().replace("’", "'").replace("ʼ", "'")
    for days in (EN_DAYS, UK_DAYS, RU_DAYS):
        for number, stem in enumerate(days):
            if low.startswith(stem.lower()):
                return number
    raise ValueError(word)


def _number(word: str | None) -> int:
    if not word:
        return 1
    if word.isdecimal():
        return int(word)
    low = word.lower().replace("’", "'")
    return next((NUMBERS[token] for token in reversed(low.split()) if token in NUMBERS), 1)


def _unit(word: str) -> str:
    low = word.lower()
    return next(unit for stem, unit in UNITS.items() if low.startswith(stem))


def _season(word: str) -> int:
    low = word.lower()
    return next(number for stem, number in SEASONS.items() if low.startswith(stem))


def _int(word: str | None) -> int | None:
    digits = re.match(r"\d+", word) if word else None
    return int(digits.group()) if digits else None


# --- patterns -----------------------------------------------------------------------------------------------------

Fields = dict[str, object]
Reader = Callable[[re.Match[str]], Fields | None]


def _calendar(match: re.Match[str]) -> Fields | None:
    """Groups: y, m, d, p; for a range also m2, d2, y2 (what the first half leaves out it takes from the second)."""
    group = match.groupdict()
    month2 = _month(group["m2"]) if group.get("m2") else None
    month = _month(group["m"]) if group.get("m") else month2
    year2 = _int(group.get("y2"))
    year = _int(group.get("y")) or year2
    first = Calendar(year, month, _int(group.get("d")), _part(group.get("p")))
    if not (month2 or group.get("d2") or year2):
        return {"reach": Reach.CALENDAR, "first": first}
    last = Calendar(year2 or year, month2 or month, _int(group.get("d2")), _part(group.get("p2")))
    return {"reach": Reach.CALENDAR, "first": first, "last": last}


def _numeric(match: re.Match[str]) -> Fields | None:
    month = int(match["m"])
    return (
        {"reach": Reach.CALENDAR, "first": Calendar(int(match["y"]), month, int(match["d"]))} if month <= 12 else None
    )


def _years(match: re.Match[str]) -> Fields | None:
    first = int(match["y"])
    last = match["y2"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return {"reach": Reach.CALENDAR, "first": Calendar(first), "last": Calendar(end)} if end > first else None


def _on_weekday(match: re.Match[str]) -> Fields | None:
    return {"reach": Reach.WEEKDAY, "weekday": _weekday(match["w"])}


def _ago(match: re.Match[str]) -> Fields | None:
    unit, amount = _unit(match["u"]), _number(match["n"])
    if unit == "hour":
        return {"reach": Reach.NOW}
    return {"reach": Reach.NOW, "amount": -amount, "unit": unit, "length": 1}


def _stretch(match: re.Match[str]) -> Fields | None:
    unit, amount = _unit(match["u"]), _number(match.groupdict().get("n"))
    return {
        "reach": Reach.PAST,
        "amount": max(1, amount // 24) if unit == "hour" else amount,
        "unit": "day" if unit == "hour" else unit,
    }


def _later(match: re.Match[str]) -> Fields | None:
    unit, amount = _unit(match["u"]), _number(match["n"])
    sign = -1 if re.search(r"(?i)earlier|before|раніше|раньше", match["dir"]) else 1
    return {
        "reach": Reach.LAST_NAMED,
        "amount": 0 if unit == "hour" else sign * amount,
        "unit": "day" if unit == "hour" else unit,
    }


def _after(match: re.Match[str]) -> Fields | None:
    fields = _later(match)
    return {**fields, "ahead": True} if fields else None


def _season_of(match: re.Match[str]) -> Fields | None:
    return {"reach": Reach.CALENDAR, "first": Calendar(_int(match["y"]), season=_season(match["s"]))}


def _fixed(reach: Reach, amount: int = 0, unit: str = "day", length: int = 0) -> Reader:
    """A reader for words that always mean the same."""
    fields: Fields = {"reach": reach, "amount": amount, "unit": unit, "length": length}
    return lambda match: fields


def _war_day(match: re.Match[str]) -> Fields | None:
    return {"reach": Reach.WAR, "amount": int(match["n"]) - 1, "length": 0}


def _none(match: re.Match[str]) -> Fields | None:
    """Words that look like a date and say nothing about the past; they keep shorter patterns off."""
    return None


def _of_year(match: re.Match[str]) -> Fields | None:
    """ "March of last year", "31 March that year": `unit` says from which year `amount` counts."""
    fields = _calendar(match)
    which = match["which"].lower()
    unit = "named year" if which.startswith(("that", "the same")) else "year"
    return {**fields, "amount": 0 if "this" in which or unit == "named year" else -1, "unit": unit} if fields else None


def _day_of_month(match: re.Match[str]) -> Fields | None:
    """ "On the 9th": of the month in which the telling stands."""
    return {"reach": Reach.CALENDAR, "first": Calendar(day=_int(match["d"]))}


# The first pattern that matches at a place wins it, so the longer forms stand first.
ENGLISH: tuple[tuple[str, Reader], ...] = (
    (rf"(?P<y>{Y[:-2]})-(?P<m>0\d|1[0-2])-(?P<d>[0-3]\d)\b", _numeric),
    (rf"\b(?P<d>{D})\s(?:of\s)?(?P<m>{M})(?:,?\s(?P<y>{Y}))?{DASH}(?P<d2>{D})\s(?:of\s)?(?P<m2>{M})(?:,?\s(?P<y2>{Y}))?", _calendar),
    (rf"\b(?P<d>{D}){DASH}(?P<d2>{D})\s(?:of\s)?(?P<m2>{M})(?:,?\s(?P<y2>{Y}))?", _calendar),
    (rf"\b(?P<m>{M})\s(?P<d>{D}){DASH}(?P<m2>{M})\s(?P<d2>{D})(?:,?\s(?P<y2>{Y}))?", _calendar),
    (rf"\b(?P<m>{M})\s(?P<d>{D}){DASH}(?P<d2>{D})(?!\s(?i:{U}|km|percent|per|troops|people|soldiers))(?:,?\s(?P<y2>{Y}))?", _calendar),
    (rf"\b(?:(?P<d>{D})\s(?:of\s)?|(?P<p>{P}))?(?P<m>{M})\s(?:of\s|in\s)?(?P<which>(?i:last|that|this|the\ssame|the\sprevious)\syear)\b", _of_year),
    (rf"\b(?P<d>{D})\s(?:of\s)?(?P<m>{M})(?:,?\s(?P<y>{Y}))?", _calendar),
    (rf"\b(?P<m>{M})\s(?:the\s)?(?P<d>{D})(?!\s?[:%])(?:,?\s(?P<y>{Y}))?", _calendar),
    (rf"\b(?P<p>{P})(?P<m>{M}){DASH}(?P<p2>{P})?(?P<m2>{M})(?:,?\s(?P<y2>{Y}))?", _calendar),
    (rf"\b(?P<m>{M})(?:,?\s(?P<y>{Y}))?{DASH}(?P<p2>{P})?(?P<m2>{M})(?:,?\s(?P<y2>{Y}))?", _calendar),
    (rf"\b(?P<p>{P})(?P<m>{M})(?:,?\s(?:of\s)?(?P<y>{Y}))?", _calendar),
    (rf"\b(?P<m>{M}),?\s(?:of\s)?(?P<y>{Y})", _calendar),
    (rf"\b(?P<p>{P})(?P<y>{Y})", _calendar),
    (rf"\b(?P<y>{Y})\s?[-–—/]\s?(?P<y2>{Y}|\d\d\b)", _years),
    (rf"\b(?i:last|past|in\sthe|this|the|in|during\sthe|during)?\s?(?P<s>(?i:winter|spring|summer|autumn|(?<=in\sthe\s)fall))\s(?:of\s)?(?P<y>{Y})", _season_of),
    (r"\b(?i:(?:last|past|previous|during\sthe|during|in|in\sthe|over\sthe|this|the)\s)(?P<s>(?i:winter|spring|summer|autumn))(?P<y>)\b", _season_of),
    (rf"(?<=\b[Ii]n\s)(?P<m>{M})|(?<=\b(?:[Bb]y|of)\s)(?P<m2>{M})", _calendar),
    (rf"(?<=\b[Ss]ince\s)(?P<m>{M})|(?<=\b[Uu]ntil\s)(?P<m2>{M})", _calendar),
    (rf"(?<=\b(?:[Ff]rom|[Ll]ast|[Tt]his)\s)(?P<m>{M})|(?<=\b[Dd]uring\s)(?P<m2>{M})", _calendar),
    (rf"\b(?P<m>{M})(?=['’]s\s)", _calendar),
    (rf"(?<=\b(?:[Ii]n|[Bb]y|of)\s)(?P<y>{Y})", _calendar),
    (rf"(?<=\b(?:[Ss]ince|[Uu]ntil|[Aa]fter)\s)(?P<y>{Y})|(?<=\b(?:[Ff]rom|[Ll]ate|[Tt]his)\s)(?P<y2>{Y})", _calendar),
    (rf"(?<=\b[Bb]efore\s)(?P<y>{Y})|(?<=\b[Dd]uring\s)(?P<y2>{Y})|\b(?P<y3>{Y})(?=['’]s\s|\s(?i:annexation|invasion|war\b))", lambda m: {"reach": Reach.CALENDAR, "first": Calendar(_int(m["y"] or m["y2"] or m["y3"]))}),
    (rf"\b(?i:next|coming|following)\s(?:{W}|{M}|{U})(?=\s(?:it|he|she|they|will|is|are)\b)", _none),
    (rf"\b(?i:next\s(?:{W}|week|month|year|summer|winter|spring))\b", _none),
    (rf"\b(?:(?i:the\snight\sof|last|past|this)\s)?(?P<w>{W})\b", _on_weekday),
    (r"\b(?i:the\sday\sbefore\syesterday)\b", _fixed(Reach.NOW, -2)),
    (r"\b(?i:yesterday|last\snight)\b", _fixed(Reach.NOW, -1)),
    (r"\b(?i:overnight)\b", _fixed(Reach.PAST, 1)),
    (r"\b(?i:today|tonight|this\s(?:morning|afternoon|evening))\b", _fixed(Reach.NOW, 0)),
    (r"\b(?i:(?:over|during|at|last|this|this\spast|on)\s(?:the\s)?(?:last\s|past\s)?weekend)\b", _fixed(Reach.WEEKDAY, 0, "weekend")),
    (r"\b(?i:(?:earlier\s|late\s|later\s)?this\sweek)\b", _fixed(Reach.NOW, 0, "week")),
    (r"\b(?i:(?:earlier\s|late\s|later\s)?(?:last|the\sprevious|the\spreceding)\sweek)\b", _fixed(Reach.NOW, -1, "week")),
    (r"\b(?i:(?:earlier\s|late\s|later\s)?this\smonth)\b", _fixed(Reach.NOW, 0, "month")),
    (r"\b(?i:(?:earlier\s|late\s|later\s)?last\smonth)\b", _fixed(Reach.NOW, -1, "month")),
    (r"\b(?i:(?:earlier\s|late\s|later\s)?this\syear)\b", _fixed(Reach.NOW, 0, "year")),
    (r"\b(?i:(?:earlier\s|early\s|late\s|later\s)?last\syear)\b", _fixed(Reach.NOW, -1, "year")),
    (rf"\b(?i:(?:about|around|some|roughly|nearly|almost|only|just|more\sthan|over)\s)?(?P<n>{N})\s(?P<u>{U})\sago\b", _ago),
    (rf"\b(?i:(?:in|over|for|during|within)\s(?:the\s)?(?:past|last|recent)\s(?:(?P<n>{N})\s)?(?P<u>{U}))\b", _stretch),
    (r"\b(?i:(?:in|over|for|during)\s(?P<n>recent)\s(?P<u>days|weeks|months))\b", _stretch),
    (rf"\b(?i:[Ff]or\s(?:about\s|around\s|some\s|roughly\s|nearly\s|almost\s|more\sthan\s|over\s|at\sleast\s|the\s(?:past|last)\s)?(?P<n>{N})\s(?P<u>days|weeks?|months?|years?))\b", _stretch),
    (rf"\b(?i:(?P<n>{N})\s(?P<u>{U})\s(?P<dir>later|earlier|afterwards?|before(?=[,.])|after(?=[,.])))\b", _later),
    (rf"\b(?i:(?P<n>{N})\s(?P<u>{U})\s(?P<dir>after|before))\b", _after),
    (r"(?<=\b[OoBb][ny]\sthe\s)(?P<d>(?:[12]?1st|2?2nd|2?3rd|[12]?[04-9]th|1[123]th|30th|31st))\b(?=[,.;]|$|\s(?:and|it|they|the)\b|\s[A-Z]\w+(?:n|e|a)\s)", _day_of_month),
    (r"\b(?i:(?:the|by\sthe|on\sthe)\s(?:next|following)\s(?:day|morning|night|evening|afternoon))\b", _fixed(Reach.LAST_NAMED, 1)),
    (r"\b(?i:(?:the\s)?(?:day|night|morning|evening)\s(?:before|earlier)(?=[,.;]|$)|the\sprevious\s(?:day|night))\b", _fixed(Reach.LAST_NAMED, -1)),
    (r"\b(?i:(?:(?:on|during|later|earlier|late|early)\s)?(?:the\ssame|that(?:\ssame|\svery)?)\s(?:day|morning|afternoon|evening|night))\b", _fixed(Reach.LAST_NAMED, 0)),
    (r"\b(?i:the\s(?:following|next)\sweek)\b", _fixed(Reach.LAST_NAMED, 1, "week", 1)),
    (r"\b(?i:the\s(?:following|next)\smonth)\b", _fixed(Reach.LAST_NAMED, 1, "month", 1)),
    (r"\b(?i:the\s(?:following|next)\syear)\b", _fixed(Reach.LAST_NAMED, 1, "year", 1)),
    (rf"\b(?i:day\s(?P<n>\d{{1,4}})\sof\s(?:the\s)?{WAR})", _war_day),
    (rf"\b(?i:(?:the\s)?(?:first|opening)\s(?:few\s)?days?\s(?:of|in|into)\s(?:the\s)?{WAR})", _fixed(Reach.WAR, 0, length=4)),
    (rf"\b(?i:(?:the\s)?(?:first|opening)\sweek\s(?:of|in|into)\s(?:the\s)?{WAR})", _fixed(Reach.WAR, 0, length=7)),
    (rf"\b(?i:(?:the\s)?(?:first|opening|early)\s(?:few\s)?weeks\s(?:of|in|into)\s(?:the\s)?{WAR})", _fixed(Reach.WAR, 0, length=28)),
    (rf"\b(?i:(?:the\s)?early\sdays\s(?:of|in)\s(?:the\s)?{WAR})", _fixed(Reach.WAR, 0, length=14)),
    (rf"\b(?i:(?:very\s)?early\s(?:on\s)?in\s(?:the\s)?{WAR})", _fixed(Reach.WAR, 0, length=30)),
    (rf"\b(?i:(?:the\s)?(?:first|opening|early)\s(?:few\s)?months?\s(?:of|in)\s(?:the\s)?{WAR})", _fixed(Reach.WAR, 0, length=60)),
    (rf"\b(?i:(?:the\s)?(?:start|beginning|outset|onset|outbreak|launch)\sof\s(?:the\s|its\s|this\s)?{WAR})", _fixed(Reach.WAR, 0, length=4)),
    (rf"(?<=[Ss]ince\s)(?i:(?:the\s)?{WAR}\s(?:began|started|was\slaunched))", _fixed(Reach.WAR, 0, length=0)),
)  # fmt: skip

CYRILLIC: tuple[tuple[str, Reader], ...] = (
    (r"\b(?P<d>[0-3]?\d)\.(?P<m>0\d|1[0-2])\.(?P<y>(?:19|20)\d\d)\b", _numeric),
    (rf"\b(?P<d>{CD})\s(?P<m>{CM})(?:\s(?P<y>{CY}))?\s?(?:[-–—]|по|до|и|і|та)\s?(?P<d2>{CD})\s(?P<m2>{CM})(?:\s(?P<y2>{CY}))?", _calendar),
    (rf"\b(?P<d>{CD})\s?(?:[-–—]|по|до|и|і|та|на)\s?(?P<d2>{CD})\s(?P<m2>{CM})(?:\s(?P<y2>{CY}))?", _calendar),
    (rf"\b(?P<d>{CD})\s(?P<m>{CM})(?:\s(?P<y>{CY}))?", _calendar),
    (rf"\b(?i:з|із|с|від|от)\s(?P<p>{CP})?(?P<m>{CM})(?:\s(?P<y>{CY}))?\s(?:до|по)\s(?P<p2>{CP})?(?P<m2>{CM})(?:\s(?P<y2>{CY}))?", _calendar),
    (rf"\b(?P<p>{CP})(?P<m>{CM})(?:\s(?P<y>{CY}))?", _calendar),
    (rf"\b(?P<m>{CM})\s(?P<y>{CY})", _calendar),
    (rf"(?<=\b[ВвУуЗзСс]\s)(?P<m>{CM})|(?<=\b(?:[Сс]о|[Іі]з|по|[Дд]о|[Зз]а)\s)(?P<m2>{CM})", _calendar),
    (rf"(?i:(?:протягом|на\sпротяжении|впродовж|в\sтечение)\s)(?P<m>{CM})", _calendar),
    (r"\b(?P<y>(?:19|20)\d\d)\s?[-–—]\s?(?P<y2>(?:19|20)\d\d\b|\d\d\b)", _years),
    (rf"(?<=\b[ВвУуЗзСс]\s)(?P<y>{CY})|(?<=\b(?:до|от|по)\s)(?P<y2>{CY})", _calendar),
    (rf"\b(?P<s>(?i:взимку|навесні|влітку|восени|весною|зимой|весной|летом|осенью))(?:\s(?P<y>{CY}))?", _season_of),
    (rf"(?<=\b[ВвУу]\s)(?i:(?:минул\w{{1,3}}|прошл\w{{2,3}}|цю|эту)\s)?(?P<w>{CW})|(?<=\b[Вв]о\s)(?P<w2>{CW})", lambda m: {"reach": Reach.WEEKDAY, "weekday": _weekday(m["w"] or m["w2"])}),
    (rf"(?i:\b(?:минул\w{{1,3}}|прошл\w{{2,3}})\s)(?P<w>{CW})", _on_weekday),
    (r"\b(?i:позавчора|позавчера)\b", _fixed(Reach.NOW, -2)),
    (r"\b(?i:[ву]чора|вчера|минулої\sночі|прошлой\sночью|минулої\sдоби|напередодні|накануне)\b", _fixed(Reach.NOW, -1)),
    (r"\b(?i:сьогодні|сегодня|зранку|цього\sранку|(?:сьогодні|сегодня)\s(?:вранці|утром))\b", _fixed(Reach.NOW, 0)),
    (r"\b(?i:за\s(?:минулу\s|останню\s|прошедшие\s|минувшие\s|последние\s|истекшие\s|ист[её]кшие\s)?(?:добу|сутки)|вночі|ночью)\b", _fixed(Reach.PAST, 1)),
    (r"\b(?i:цього\sтижня|на\s(?:этой|цьому)\s(?:неделе|тижні))\b", _fixed(Reach.NOW, 0, "week")),
    (r"\b(?i:(?:минулого\sтижня|на\s(?:прошлой|минулому)\s(?:неделе|тижні)))\b", _fixed(Reach.NOW, -1, "week")),
    (r"\b(?i:(?:за|в\sтечение)\s(?:последнюю\s|минувшую\s)?неделю|за\s(?:останній\s|минулий\s)?тиждень|с\s\d\d?\sпо\s\d\d?)\b", _fixed(Reach.PAST, 1, "week")),
    (r"\b(?i:цього\sмісяця|в\sэтом\sмесяце)\b", _fixed(Reach.NOW, 0, "month")),
    (r"\b(?i:минулого\sмісяця|в\sпрошлом\sмесяце)\b", _fixed(Reach.NOW, -1, "month")),
    (r"\b(?i:цього(?:річ|\sроку)|в\sэтом\sгоду)\b", _fixed(Reach.NOW, 0, "year")),
    (r"\b(?i:торік|минулого\sроку|в\sпрошлом\sгоду)\b", _fixed(Reach.NOW, -1, "year")),
    (r"\b(?i:півроку\sтому|полгода\sназад)\b", _fixed(Reach.NOW, -6, "month")),
    (rf"\b(?i:(?:(?P<n>{CN})\s)?(?P<u>{CU})\s(?:тому|назад))\b", _ago),
    (rf"\b(?i:(?:за|[ву]|впродовж|протягом|в\sтечение|упродовж)\s(?:(?:останні|последние|крайние)\s)(?:(?P<n>{CN})\s)?(?P<u>{CU}))\b", lambda m: _stretch(m) if m["n"] else {"reach": Reach.PAST, "amount": 3, "unit": _unit(m["u"])}),
    (rf"\b(?i:(?:впродовж|протягом|в\sтечение|упродовж|более|понад|більше)\s(?P<n>{CN})\s(?P<u>{CU}))\b", _stretch),
    (rf"\b(?i:через\s(?P<n>{CN})\s(?P<u>{CU})(?P<dir>))", _later),
    (r"\b(?i:наступного\sдня|на\sследующий\sдень)\b", _fixed(Reach.LAST_NAMED, 1)),
    (r"\b(?i:того\s(?:ж|самого|же)\sдня|в\sтот\sже\sдень)\b", _fixed(Reach.LAST_NAMED, 0)),
    (r"\b(?i:(?:на\s|в\s|у\s)?(?:поч\w{4,6}|нач\w{2,4}|перш\w{1,3}\sд[ен]\w{1,3}|перв\w{2,3}\sдн\w{1,3})\s(?:російськ\w+\s|повномасштабн\w+\s|полномасштабн\w+\s)*(?:війни|вторгнення|войны|вторжения|спецоперации|сво))\b", _fixed(Reach.WAR, 0, length=4)),
)  # fmt: skip

CUE = re.compile(
    r"\d|January|February|March|April|May\b|June|July|August|Sept|October|November|December|day\b|days\b|night|week|month|"
    r"year|morning|evening|later\b|earlier|early\b|winter|spring|summer|autumn|war\b|invasion|ago\b"
)
CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")
_EN = tuple((re.compile(pattern), reader) for pattern, reader in ENGLISH)
_CY = tuple((re.compile(pattern), reader) for pattern, reader in CYRILLIC)

BY = re.compile(
    r"(?i)\b(?:by|until|till|before|up\sto|prior\sto|as\sof|as\slate\sas|no\slater\sthan|до|к|станом\sна|по\sсостоянию\sна)"
    r"\s(?:the\s)?(?:(?:evening|morning|night|end)\sof\s)?$"
)
SINCE = re.compile(
    r"(?i)\b(?:since|from|after|starting|beginning|з|із|с|со|від|от|після|после|починаючи\sз|начиная\sс)\s(?:the\s|on\s|in\s|about\s)?$"
)
SPOKEN = re.compile(
    r"(?i)\b(?:said|says|told|tells|announced|reported|claimed|stated|confirmed|wrote|posted|added|declared|acknowledged|"
    r"admitted|statement|interview|briefing|address|speech|video|telegram|(?:за|по)яви\w+|повідоми\w+|сообщи\w+|розпові\w+|"
    r"рассказ\w+|сказа\w+|написа\w+|підтверди\w+|подтверди\w+)"
    r"(?:\s(?!(?:that|its|his|their|the\s(?:town|city|village))\b)[\w’'-]+){0,4}?,?\s(?:(?:late|early|earlier)\s)?(?:on\s|in\s|in\sthe\s|в\s|у\s|во\s)?$"
)

DURATION = re.compile(
    rf"\b(?:(?P<half>(?i:пів\s?року|полгода|half\sa\syear))|(?P<n>{N}|{CN})\s(?P<u>{U}|{CU})|"
    r"(?P<one>(?i:місяц[ья]|месяца?|тижня|тиждень|недел[юи]|year|month|week)))\b"
)


def duration(text: str, start: int, end: int) -> tuple[int, str] | None:
    """How long text[start:end] says that something lasted, as a number of days, weeks, months or years."""
    match = DURATION.search(text, start, end)
    if match is None:
        return None
    if match["half"]:
        return 6, "month"
    unit, amount = _unit(match["one"] or match["u"]), _number(match["n"])
    return (max(1, amount // 24), "day") if unit == "hour" else (amount, unit)


def find(text: str, start: int, end: int) -> tuple[Expression, ...]:
    """The expressions of text[start:end], in order, none overlapping another."""
    piece = text[start:end]
    cyrillic = CYRILLIC_LETTER.search(piece) is not None
    if not cyrillic and CUE.search(piece) is None:
        return ()
    taken: list[tuple[int, int]] = []
    found: list[Expression] = []
    for pattern, reader in (*_CY, *_EN) if cyrillic else _EN:
        for match in pattern.finditer(text, start, end):
            if any(match.start() < right and left < match.end() for left, right in taken):
                continue
            taken.append(match.span())
            fields = reader(match)
            if fields is not None:
                found.append(_expression(text, start, match, fields))
    return tuple(sorted(found, key=lambda expression: expression.start))


def _expression(text: str, start: int, match: re.Match[str], fields: Fields) -> Expression:
    before = text[max(start, match.start() - 80) : match.start()]
    bound = Bound.AT
    if fields["reach"] not in (Reach.PAST,):
        if BY.search(before):
            bound = Bound.BY
        elif SINCE.search(before) and "last" not in fields:
            bound = Bound.SINCE
    words = match.group().lower()
    if bound is Bound.AT and words.startswith(("до ", "к ")):
        bound = Bound.BY
    elif bound is Bound.AT and "last" not in fields and words.startswith(("з ", "із ", "с ", "со ", "від ", "от ")):
        bound = Bound.SINCE
    spoken = bound is Bound.AT and SPOKEN.search(before) is not None
    return Expression(match.start(), match.end(), bound=bound, spoken=spoken, **fields)  # type: ignore[arg-type]

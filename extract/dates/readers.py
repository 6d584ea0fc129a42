"""What the words that a pattern matched say: its groups become the fields of an Expression.

The groups are named alike in every language: y, m, d a date's year, month and day, p a part of it, w a weekday, s a
season, n a number, u a unit of time; y2, m2, d2, p2 the same of a range's end.
"""

import re
from collections.abc import Callable

from extract.dates.expressions import Calendar, Part, Reach
from extract.months import month_number

__all__ = [
    "Fields",
    "Reader",
    "after",
    "ago",
    "between_months",
    "calendar",
    "day_of_month",
    "fixed",
    "fixed_day",
    "into_war",
    "later",
    "leading_number",
    "nothing",
    "number_of",
    "numeric",
    "of_year",
    "on_weekday",
    "ranked_day",
    "season_of",
    "stretch",
    "unit_of",
    "war_day",
    "weekday_of",
    "years",
]

EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
UK_DAYS = ("понеділ", "вівтор", "серед", "четвер", "п'ятниц", "субот", "неділ")
RU_DAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
SEASONS = {
    "winter": 0, "spring": 1, "summer": 2, "autumn": 3, "fall": 3, "зим": 0, "взим": 0, "весн": 1, "навесн": 1,
    "літ": 2, "влітк": 2, "осін": 3, "восен": 3, "весен": 1, "лет": 2, "осен": 3,
}  # fmt: skip
PARTS = {
    "early": Part.EARLY, "mid": Part.MID, "late": Part.LATE, "start": Part.EARLY, "beginning": Part.EARLY,
    "first": Part.EARLY, "opening": Part.EARLY, "middle": Part.MID, "end": Part.LATE, "last": Part.LATE,
    "final": Part.LATE, "closing": Part.LATE, "dying": Part.LATE, "second": Part.LATE,
    "поч": Part.EARLY, "перш": Part.EARLY, "сер": Part.MID, "кін": Part.LATE, "напр": Part.LATE, "останн": Part.LATE,
    "нач": Part.EARLY, "перв": Part.EARLY, "кон": Part.LATE, "послед": Part.LATE, "двадц": Part.LATE,
}  # fmt: skip
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "few": 3, "several": 4, "recent": 3, "half": 0, "": 1,
    "два": 2, "дві": 2, "двох": 2, "три": 3, "трьох": 3, "чотири": 4, "п'ять": 5, "шість": 6, "сім": 7, "вісім": 8,
    "дев'ять": 9, "десять": 10, "кілька": 3, "декілька": 3, "останні": 3, "две": 2, "двух": 2, "трех": 3, "трёх": 3,
    "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "несколько": 3, "последние": 3,
}  # fmt: skip
ORDINALS = (
    ("first", "перш", "перв"), ("second", "друг", "втор"), ("third", "трет"), ("fourth", "четверт"),
    ("fifth", "п'ят", "пят"), ("sixth", "шост", "шест"), ("seventh", "сьом", "седьм"), ("eighth", "восьм"),
    ("ninth", "дев'ят", "девят"), ("tenth", "десят"), ("одинадцят", "одиннадцат"), ("дванадцят", "двенадцат"),
    ("тринадцят", "тринадцат"), ("чотирнадцят", "четырнадцат"), ("п'ятнадцят", "пятнадцат"),
    ("шістнадцят", "шестнадцат"), ("сімнадцят", "семнадцат"), ("вісімнадцят", "восемнадцат"),
    ("дев'ятнадцят", "девятнадцат"), ("двадцят", "двадцат"),
)  # fmt: skip
UNITS = {
    "hour": "hour", "day": "day", "night": "day", "week": "week", "month": "month", "year": "year",
    "годин": "hour", "час": "hour", "дн": "day", "ден": "day", "дiб": "day", "доб": "day", "сут": "day",
    "тиж": "week", "тижн": "week", "недел": "week",
    "місяц": "month", "месяц": "month", "рік": "year", "рок": "year", "год": "year",
    "лет": "year", "пів": "half", "пол": "half",
}  # fmt: skip

# days that a unit into the war is, and how many days longer it may be
INTO_WAR = {"hour": (0, 1), "day": (1, 1), "week": (7, 3), "month": (30, 7), "year": (365, 60)}


def _part(word: str | None) -> Part | None:
    if not word:
        return None
    low = word.lower().strip(" -")
    for token in reversed(re.findall(r"\w+", low)):
        for stem, part in PARTS.items():
            if token.startswith(stem):
                return part
    return None


def weekday_of(word: str) -> int:
    """0 for Monday to 6, of a weekday's name in any form. Raises ValueError for another word."""
    low = word.lower().replace("’", "'").replace("ʼ", "'")
    for days in (EN_DAYS, UK_DAYS, RU_DAYS):
        for number, stem in enumerate(days):
            if low.startswith(stem.lower()):
                return number
    raise ValueError(word)


def number_of(word: str | None) -> int:
    """The number that a word or digits give; 1 for none."""
    if not word:
        return 1
    if word.isdecimal():
        return int(word)
    low = word.lower().replace("’", "'")
    return next((NUMBERS[token] for token in reversed(low.split()) if token in NUMBERS), 1)


def unit_of(word: str) -> str:
    """hour, day, week, month, year or half, of a unit's name in any form."""
    low = word.lower()
    return next(unit for stem, unit in UNITS.items() if low.startswith(stem))


def _season(word: str) -> int:
    low = word.lower()
    return next(number for stem, number in SEASONS.items() if low.startswith(stem))


def leading_number(word: str | None) -> int | None:
    """The digits that a word begins with, as a number: 11 of "11th"."""
    digits = re.match(r"\d+", word) if word else None
    return int(digits.group()) if digits else None


def _rank(word: str) -> int | None:
    """2 of "second" or "другий", up to 31 of "тридцать первого"."""
    *tens, unit = word.lower().replace("’", "'").replace("ʼ", "'").split()
    ten = 20 if tens and tens[0].startswith("двад") else 30 if tens else 0
    ranked = [(len(stem), n) for n, stems in enumerate(ORDINALS, 1) for stem in stems if unit.startswith(stem)]
    return ten + max(ranked)[1] if ranked else None  # "пятнадцатого" begins as "пятого" does


Fields = dict[str, object]
Reader = Callable[[re.Match[str]], Fields | None]


def calendar(match: re.Match[str]) -> Fields | None:
    """Groups: y, m, d, p; for a range also m2, d2, y2 (what the first half leaves out it takes from the second)."""
    group = match.groupdict()
    month2 = month_number(group["m2"]) if group.get("m2") else None
    month = month_number(group["m"]) if group.get("m") else month2
    year2 = leading_number(group.get("y2"))
    year = leading_number(group.get("y")) or year2
    first = Calendar(year, month, leading_number(group.get("d")), _part(group.get("p")))
    if not (month2 or group.get("d2") or year2):
        return {"reach": Reach.CALENDAR, "first": first}
    last = Calendar(year2 or year, month2 or month, leading_number(group.get("d2")), _part(group.get("p2")))
    return {"reach": Reach.CALENDAR, "first": first, "last": last}


def numeric(match: re.Match[str]) -> Fields | None:
    month = int(match["m"])
    return (
        {"reach": Reach.CALENDAR, "first": Calendar(int(match["y"]), month, int(match["d"]))} if month <= 12 else None
    )


def years(match: re.Match[str]) -> Fields | None:
    first = int(match["y"])
    last = match["y2"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return {"reach": Reach.CALENDAR, "first": Calendar(first), "last": Calendar(end)} if end > first else None


def on_weekday(match: re.Match[str]) -> Fields | None:
    return {"reach": Reach.WEEKDAY, "weekday": weekday_of(match["w"])}


def ago(match: re.Match[str]) -> Fields | None:
    unit, amount = unit_of(match["u"]), number_of(match["n"])
    if unit == "hour":
        return {"reach": Reach.NOW}
    return {"reach": Reach.NOW, "amount": -amount, "unit": unit, "length": 1}


def stretch(match: re.Match[str]) -> Fields | None:
    unit, amount = unit_of(match["u"]), number_of(match.groupdict().get("n"))
    return {
        "reach": Reach.PAST,
        "amount": max(1, amount // 24) if unit == "hour" else amount,
        "unit": "day" if unit == "hour" else unit,
    }


def later(match: re.Match[str]) -> Fields | None:
    unit, amount = unit_of(match["u"]), number_of(match["n"])
    sign = -1 if re.search(r"(?i)earlier|before|раніше|раньше", match["dir"]) else 1
    return {
        "reach": Reach.LAST_NAMED,
        "amount": 0 if unit == "hour" else sign * amount,
        "unit": "day" if unit == "hour" else unit,
    }


def after(match: re.Match[str]) -> Fields | None:
    fields = later(match)
    return {**fields, "ahead": True} if fields else None


def season_of(match: re.Match[str]) -> Fields | None:
    group = match.groupdict()
    return {
        "reach": Reach.CALENDAR,
        "first": Calendar(leading_number(group.get("y")), season=_season(group["s"]), part=_part(group.get("p"))),
    }


def fixed(reach: Reach, amount: int = 0, unit: str = "day", length: int = 0) -> Reader:
    """A reader for words that always mean the same."""
    fields: Fields = {"reach": reach, "amount": amount, "unit": unit, "length": length}
    return lambda match: fields


def fixed_day(month: int, day: int) -> Reader:
    """A reader for the name of a day of the year."""
    return lambda match: {"reach": Reach.CALENDAR, "first": Calendar(month=month, day=day)}


def war_day(match: re.Match[str]) -> Fields | None:
    """ "Day 20 of the war", "the third day of the war"."""
    word = match["n"].lower().replace("’", "'")
    return {"reach": Reach.WAR, "amount": (_rank(word) or leading_number(word) or number_of(word)) - 1, "length": 0}


def into_war(match: re.Match[str]) -> Fields | None:
    """ "Ten days into the war", "a month after the invasion began": as exact as the unit is."""
    count, (days, length) = leading_number(match["n"]) or number_of(match["n"]), INTO_WAR[unit_of(match["u"])]
    return {"reach": Reach.WAR, "amount": count * days, "length": length}


def ranked_day(match: re.Match[str]) -> Fields | None:
    """ "The fifth of March" in words."""
    first = Calendar(leading_number(match["y"]), month_number(match["m"]), _rank(match["n"]))
    return {"reach": Reach.CALENDAR, "first": first}


def between_months(match: re.Match[str]) -> Fields | None:
    """ "At the turn of May and June"."""
    first, last = month_number(match["m"]), month_number(match["m2"])
    return {
        "reach": Reach.CALENDAR,
        "first": Calendar(month=first, part=Part.LATE),
        "last": Calendar(month=last, part=Part.EARLY),
    }


def nothing(match: re.Match[str]) -> Fields | None:
    """Words that look like a date and say nothing about the past; they keep shorter patterns off."""
    return None


def of_year(match: re.Match[str]) -> Fields | None:
    """ "March of last year", "31 March that year", last year's spring: `unit` says from which year `amount` counts."""
    fields = season_of(match) if match.groupdict().get("s") else calendar(match)
    which = match["which"].lower()
    unit = "named year" if which.startswith(("that", "the same", "того")) else "year"
    if unit == "named year" or which.startswith(("this", "ц", "эт", "нин", "текущ")):
        amount = 0
    else:
        amount = -2 if which.startswith("поза") else -1
    return {**fields, "amount": amount, "unit": unit} if fields else None


def day_of_month(match: re.Match[str]) -> Fields | None:
    """ "On the 9th": of the month in which the telling stands."""
    return {"reach": Reach.CALENDAR, "first": Calendar(day=leading_number(match["d"]))}

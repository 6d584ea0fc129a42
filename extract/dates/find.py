"""Finding the expressions of time in a sentence, and how long something lasted."""

import re
from functools import lru_cache

from extract.dates import cyrillic, english
from extract.dates.expressions import Bound, Expression, Reach
from extract.dates.readers import Fields, Reader, number_of, unit_of
from extract.dates.war_words import WarWords

__all__ = ["NO_WAR", "duration", "find"]

CUE = re.compile(
    r"\d|January|February|March|April|May\b|June|July|August|Sept|October|November|December|day\b|days\b|night|week|month|"
    r"year|morning|evening|later\b|earlier|early\b|winter|spring|summer|autumn|war\b|invasion|ago\b|weekend|Christmas|New\sYear|DAY\b|NIGHT|WEEK|MONTH|YEAR|AGO\b"
)
CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")
NO_WAR = WarWords()
Patterns = tuple[tuple[re.Pattern[str], Reader], ...]

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
    rf"\b(?:(?P<half>(?i:пів\s?року|полгода|half\sa\syear))|(?P<n>{english.NUMBER}|{cyrillic.NUMBER})\s(?P<u>{english.UNIT}|{cyrillic.UNIT})|"
    r"(?P<one>(?i:місяц[ья]|месяца?|тижня|тиждень|недел[юи]|year|month|week)))\b"
)


@lru_cache(maxsize=16)
def _patterns(war: WarWords) -> tuple[Patterns, Patterns]:
    """The English patterns, and the Ukrainian and Russian ones, for articles about one war."""
    return (
        tuple((re.compile(p.replace(english.WAR, war.english)), reader) for p, reader in english.ENGLISH),
        tuple((re.compile(p.replace(cyrillic.OF_WAR, war.cyrillic)), reader) for p, reader in cyrillic.CYRILLIC),
    )


def duration(text: str, start: int, end: int) -> tuple[int, str] | None:
    """How long text[start:end] says that something lasted, as a number of days, weeks, months or years."""
    match = DURATION.search(text, start, end)
    if match is None:
        return None
    if match["half"]:
        return 6, "month"
    unit, amount = unit_of(match["one"] or match["u"]), number_of(match["n"])
    return (max(1, amount // 24), "day") if unit == "hour" else (amount, unit)


def find(text: str, start: int, end: int, war: WarWords = NO_WAR) -> tuple[Expression, ...]:
    """The expressions of text[start:end], in order, none overlapping another; `war` is what the war is called."""
    piece = text[start:end]
    is_cyrillic = CYRILLIC_LETTER.search(piece) is not None
    if not is_cyrillic and CUE.search(piece) is None:
        return ()
    taken: list[tuple[int, int]] = []
    found: list[Expression] = []
    in_english, in_cyrillic = _patterns(war)
    for pattern, reader in (*in_cyrillic, *in_english) if is_cyrillic else in_english:
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

"""What the tense of a sentence says about time: which holdings it tells as over, and which words are another clause's.

"The town had been held since March" is no news of the day: it began in March and was over when something else
happened. English marks that by the past perfect, Ukrainian and Russian by the plain past («перебувало», «был под
оккупацией»). After a verb of saying the past perfect may only shift the present ("he said the town had been occupied
since March"), so there it marks nothing.
"""

import re

__all__ = ["in_relative_clause", "is_earlier", "is_over", "is_starting_point", "spell_before", "was_taken"]

_WINDOW = 300  # characters of a sentence looked at before the words in question
_SAID = (
    r"\b(?:sa(?:id|ys)|t(?:old|ells)|claim(?:s|ed)|announced|report(?:s|ed)|confirm(?:s|ed)|stated|wrote|posted|added|"
    r"declared|acknowledged|admitted|according|alleg\w+|believed?)\b"
)
_PERFECT = re.compile(r"(?:\b(?:had|having)|['’]d)(?:\s[\w’'-]+){0,3}\s?$")
_SHIFTED = re.compile(rf"{_SAID}.{{0,200}}\bhad\b", re.DOTALL)
_CONDITION = re.compile(r"\b[Ii]f\b[^,;]{0,60}\bhad\b|\bhad\s(?:not|it\snot)\b")
# "after five months of occupation", "following almost a month under Russian control"
_AFTER = re.compile(
    r"\b(?i:after|following)\s(?P<spell>(?:[\w’'-]+\s){0,4}(?:day|week|month|year)s?)\s(?:of|under|in)\s"
    r"(?:[\w’'-]+\s){0,2}$"
)
_STARTING = re.compile(
    r"\b(?:[Aa]fter|[Ff]ollowing|[Ii]n\sthe\s(?:wake|aftermath)\sof|[Пп]ісля|[Пп]осле)\s(?:[\w’'ʼ-]+\s){0,5}$"
)
_EARLIER = re.compile(r"\b(?:which|who|whom|where)\b[^,;:.]{0,80}\bhad\s(?:[\w’'-]+\s){0,2}$")
_STANDING = re.compile(r"(?i)\b(?:(?:fight|fought|battl|contest|besieg|siege|encircl|surround|clash)\w*|war)\b")
_STANDING_CYRILLIC = re.compile(r"(?i)\b(?:бо[їяюєи]|боїв|боев|облог|осад|осажд|оточ|окруж|обложен|йшли|шли)")
_WAS = (
    r"(?:був|була|було|були|был|была|было|были|перебува(?:в|ла|ло|ли)|залиша(?:вся|лася|лось|лося|лися)|"
    r"находил(?:ся|ась|ось|ись)|оставал(?:ся|ась|ось|ись)|пробу(?:в|ла|ло|ли)|пробы(?:л|ла|ло|ли)|"
    r"контролюва(?:в|ла|ло|ли)|контролирова(?:л|ла|ло|ли)|утримува(?:в|ла|ло|ли)|удержива(?:л|ла|ло|ли))"
)
_WAS_BEFORE = re.compile(rf"\b(?i:{_WAS})(?:\s[\w’'-]+){{0,2}}\s?$")
_WAS_OR_IN = re.compile(rf"\b(?i:{_WAS})\b")
_HELD_WORDS = re.compile(r"(?i)\b(?:оку\w+|окку\w+|захоплен\w+|захвачен\w+|контрол\w+|під|под|в|у)\b")
# "the town they had lost", "Izium, which lies on the river": what stands behind is of that clause, if no comma ends it
_RELATIVE = re.compile(
    r"(?:\b(?:that|which|who|whom|where)\s[^,;:]*\bhad\s[^,;:]*"
    r"|\bthe\s[\w-]+\s(?:they|it|[A-Z][\w-]+\s(?:forces|troops|soldiers))\shad\s[^,;:]*"
    r"|,\s(?:(?:in|of|at|from|to|for)\s)?(?:which|who|whom|whose|where)\s[^,;:]*"
    r"|,\s(?:[\w’']{1,4}\s)?(?:як(?:ий|а|е|і|ого|ому|им|ій|ої|их|у|ою)|котор\w{2,3}|де|где)\s[^,;:]*)$"
)
_PASSIVE = re.compile(r"(?i)(?:окупован|оккупирован|захоплен|захвачен)\w*")
_BACK = re.compile(
    r"\b(?:liberated|freed|retaken|recaptured|regained|reclaimed|retook|deoccupied|de-occupied)\b"
    r"|\b(?i:(?:звільн|деокуп|відби|визвол|освобо|отби|деоккуп|верну)\w+)"
)
_PARTICIPLE = re.compile(r",\s(?:first\s|once\s|long\s)?$")


def is_over(text: str, low: int, start: int, end: int, high: int) -> bool:
    """Whether text[low:high], a sentence, tells the holding at text[start:end] as over."""
    low = max(low, start - _WINDOW)
    before, words = text[low:start], text[start:end]
    if _STANDING.search(words) or _STANDING_CYRILLIC.search(words):
        return False
    if _AFTER.search(before):
        return True
    if _PERFECT.search(before) or " had " in f" {words} ":
        return not (_SHIFTED.search(text[low:end]) or _CONDITION.search(text[low:end]))
    if _PARTICIPLE.search(before):  # "Balakliia, occupied since March, was retaken"
        return _BACK.search(text, end, high) is not None
    if _WAS_BEFORE.search(before):
        return True
    return _WAS_OR_IN.fullmatch(words) is not None and _HELD_WORDS.search(text, end, min(high, end + 60)) is not None


def spell_before(text: str, low: int, start: int) -> tuple[int, int] | None:
    """Where the words before a holding say how long it had been when something ended it: "after almost a month of"."""
    found = _AFTER.search(text, max(low, start - _WINDOW), start)
    return found.span("spell") if found else None


def is_earlier(text: str, low: int, start: int) -> bool:
    """Whether a change is told by a clause about what was before: "the town, which Russian troops had captured"."""
    low = max(low, start - _WINDOW)
    return _EARLIER.search(text, low, start) is not None and _SHIFTED.search(text, low, start) is None


def is_starting_point(text: str, low: int, start: int) -> bool:
    """Whether a change is only told as what something else came after: "After its occupation, officials said"."""
    return _STARTING.search(text, max(low, start - _WINDOW), start) is not None


def in_relative_clause(between: str) -> bool:
    """Whether what stands behind `between` is of a clause that begins in it."""
    return _RELATIVE.search(between[-_WINDOW:]) is not None


def was_taken(text: str, low: int, start: int, end: int) -> bool:
    """Whether a Ukrainian or Russian participle tells a change of hands as over: "було окуповане" with a "since"."""
    return (
        _PASSIVE.fullmatch(text, start, end) is not None
        and _WAS_BEFORE.search(text, max(low, start - _WINDOW), start) is not None
    )

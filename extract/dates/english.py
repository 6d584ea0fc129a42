# ruff: noqa: E501 (a row of a table stays on its line)
"""The patterns that find English expressions of time. Month and weekday names count only with a capital, so that nobody
"may" be "march"ing."""

from extract.dates.expressions import Calendar, Reach
from extract.dates.readers import (
    Reader,
    after,
    ago,
    calendar,
    day_of_month,
    fixed,
    fixed_day,
    into_war,
    later,
    leading_number,
    nothing,
    numeric,
    of_year,
    on_weekday,
    season_of,
    stretch,
    war_day,
    years,
)
from extract.months import ENGLISH_MONTHS, ENGLISH_MONTHS_SHORT

__all__ = ["ENGLISH", "NUMBER", "UNIT", "WAR"]

_MONTHS = "|".join(form for name in ENGLISH_MONTHS for form in (name, name.upper()))
M = rf"(?:(?:{_MONTHS})\b|(?:{'|'.join(ENGLISH_MONTHS_SHORT)})\b\.?)"
D = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
Y = r"(?:19|20)\d\d\b"
DASH = r"\s?(?:[-–—/]|\bto\b|\band\b|\buntil\b|\btill\b|\bthrough\b)\s?"
W = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
P = r"(?i:early|mid|late|(?:(?:the\s)?(?:very\s)?(?:start|beginning|middle|end)\sof)|(?:the\s)?(?:(?:first|opening|early|last|final|closing|dying)\s(?:few\s)?(?:days?|weeks?)|(?:first|second)\shalf)\sof)[\s-]{1,2}(?:in\s|the\s)?"
NUMBER = r"(?i:\d{1,3}|a\scouple\sof|a\sfew|the\sfew|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several)"
UNIT = r"(?i:hour|day|week|month|year)s?"
WAR = "<war>"  # stands for what a theatre calls its war (war_words.py)

# The first pattern that matches at a place wins it, so the longer forms stand first.
ENGLISH: tuple[tuple[str, Reader], ...] = (
    (rf"(?P<y>{Y[:-2]})-(?P<m>0?[1-9]|1[0-2])-(?P<d>[0-3]?\d)\b", numeric),
    (rf"\b(?P<d>{D})\s(?:of\s)?(?P<m>{M})(?:,?\s(?P<y>{Y}))?{DASH}(?P<d2>{D})\s(?:of\s)?(?P<m2>{M})(?:,?\s(?P<y2>{Y}))?", calendar),
    (rf"\b(?P<d>{D}){DASH}(?P<d2>{D})\s(?:of\s)?(?P<m2>{M})(?:,?\s(?P<y2>{Y}))?", calendar),
    (rf"\b(?P<m>{M})\s(?P<d>{D}){DASH}(?P<m2>{M})\s(?P<d2>{D})(?:,?\s(?P<y2>{Y}))?", calendar),
    (rf"\b(?P<m>{M})\s(?P<d>{D}){DASH}(?P<d2>{D})(?!\s(?i:{UNIT}|km|percent|per|troops|people|soldiers))(?:,?\s(?P<y2>{Y}))?", calendar),
    (rf"\b(?:(?P<d>{D})\s(?:of\s)?|(?P<p>{P}))?(?P<m>{M})\s(?:of\s|in\s)?(?P<which>(?i:last|that|this|the\ssame|the\sprevious)\syear)\b", of_year),
    (rf"\b(?P<d>{D})\s(?:of\s)?(?P<m>{M})(?:,?\s(?P<y>{Y}))?", calendar),
    (rf"\b(?P<m>{M})\s(?:the\s)?(?P<d>{D})(?!\s?[:%])(?:,?\s(?P<y>{Y}))?", calendar),
    (rf"\b(?P<p>{P})(?P<m>{M}){DASH}(?P<p2>{P})?(?P<m2>{M})(?:,?\s(?P<y2>{Y}))?", calendar),
    (rf"\b(?P<m>{M})(?:,?\s(?P<y>{Y}))?{DASH}(?P<p2>{P})?(?P<m2>{M})(?:,?\s(?P<y2>{Y}))?", calendar),
    (rf"\b(?P<p>{P})(?P<m>{M})(?:,?\s(?:of\s)?(?P<y>{Y}))?", calendar),
    (rf"\b(?P<m>{M}),?\s(?:of\s)?(?P<y>{Y})", calendar),
    (rf"\b(?P<p>{P})(?P<y>{Y})", calendar),
    (rf"\b(?P<y>{Y})\s?[-–—/]\s?(?P<y2>{Y}|\d\d\b)", years),
    (rf"\b(?i:last|past|in\sthe|this|the|in|during\sthe|during)?\s?(?P<s>(?i:winter|spring|summer|autumn|(?<=in\sthe\s)fall))\s(?:of\s)?(?P<y>{Y})", season_of),
    (r"\b(?i:(?:last|past|previous|during\sthe|during|in|in\sthe|over\sthe|this|the)\s)(?P<s>(?i:winter|spring|summer|autumn))(?P<y>)\b", season_of),
    (rf"(?<=\b[Ii]n\s)(?P<m>{M})|(?<=\b(?:[Bb]y|of)\s)(?P<m2>{M})", calendar),
    (rf"(?<=\b[Ss]ince\s)(?P<m>{M})|(?<=\b[Uu]ntil\s)(?P<m2>{M})", calendar),
    (rf"(?<=\b(?:[Ff]rom|[Ll]ast|[Tt]his)\s)(?P<m>{M})|(?<=\b[Dd]uring\s)(?P<m2>{M})", calendar),
    (rf"\b(?P<m>{M})(?=['’]s\s)", calendar),
    (rf"(?<=\b(?:[Ii]n|[Bb]y|of)\s)(?P<y>{Y})", calendar),
    (rf"(?<=\b(?:[Ss]ince|[Uu]ntil|[Aa]fter)\s)(?P<y>{Y})|(?<=\b(?:[Ff]rom|[Ll]ate|[Tt]his)\s)(?P<y2>{Y})", calendar),
    (rf"(?<=\b[Bb]efore\s)(?P<y>{Y})|(?<=\b[Dd]uring\s)(?P<y2>{Y})|\b(?P<y3>{Y})(?=['’]s\s|\s(?i:annexation|invasion|war\b))", lambda m: {"reach": Reach.CALENDAR, "first": Calendar(leading_number(m["y"] or m["y2"] or m["y3"]))}),
    (rf"\b(?i:next|coming|following)\s(?:{W}|{M}|{UNIT})(?=\s(?:it|he|she|they|will|is|are)\b)", nothing),
    (rf"\b(?i:next\s(?:{W}|week|month|year|summer|winter|spring))\b", nothing),
    (rf"\b(?:(?i:the\snight\sof|last|past|this)\s)?(?P<w>{W})\b", on_weekday),
    (r"\b(?i:the\sday\sbefore\syesterday)\b", fixed(Reach.NOW, -2)),
    (r"\bNew\sYear['’]s\sEve\b", fixed_day(12, 31)),
    (r"\bNew\sYear['’]s(?:\sDay)?\b", fixed_day(1, 1)),
    (r"\bChristmas\sEve\b", fixed_day(12, 24)),
    (r"\bChristmas\sDay\b", fixed_day(12, 25)),
    (r"\b(?i:yesterday|last\snight)\b", fixed(Reach.NOW, -1)),
    (r"\b(?i:overnight)\b", fixed(Reach.PAST, 1)),
    (r"\b(?i:today|tonight|this\s(?:morning|afternoon|evening))\b", fixed(Reach.NOW, 0)),
    (r"\b(?i:(?:over|during|at|last|this|this\spast|on)\s(?:the\s)?(?:last\s|past\s)?weekend)\b", fixed(Reach.WEEKDAY, 0, "weekend")),
    (r"\b(?i:(?:earlier\s|late\s|later\s)?this\sweek)\b", fixed(Reach.NOW, 0, "week")),
    (r"\b(?i:(?:earlier\s|late\s|later\s)?(?:last|the\sprevious|the\spreceding)\sweek)\b", fixed(Reach.NOW, -1, "week")),
    (r"\b(?i:(?:earlier\s|late\s|later\s)?this\smonth)\b", fixed(Reach.NOW, 0, "month")),
    (r"\b(?i:(?:earlier\s|late\s|later\s)?last\smonth)\b", fixed(Reach.NOW, -1, "month")),
    (r"\b(?i:(?:earlier\s|late\s|later\s)?this\syear)\b", fixed(Reach.NOW, 0, "year")),
    (r"\b(?i:(?:earlier\s|early\s|late\s|later\s)?last\syear)\b", fixed(Reach.NOW, -1, "year")),
    (rf"\b(?i:(?:about|around|some|roughly|nearly|almost|only|just|more\sthan|over)\s)?(?P<n>{NUMBER})\s(?P<u>{UNIT})\sago\b", ago),
    (rf"\b(?i:(?:in|over|for|during|within)\s(?:the\s)?(?:past|last|recent)\s(?:(?P<n>{NUMBER})\s)?(?P<u>{UNIT}))\b", stretch),
    (r"\b(?i:(?:in|over|for|during)\s(?P<n>recent)\s(?P<u>days|weeks|months))\b", stretch),
    (rf"\b(?i:[Ff]or\s(?:about\s|around\s|some\s|roughly\s|nearly\s|almost\s|more\sthan\s|over\s|at\sleast\s|the\s(?:past|last)\s)?(?P<n>{NUMBER})\s(?P<u>days|weeks?|months?|years?))\b", stretch),
    (rf"\b(?i:(?P<n>{NUMBER})\s(?P<u>{UNIT})\s(?:into|after\s(?:the\s)?(?:start|beginning|outbreak)\sof)\s(?:the\s|its\s|this\s|their\s)?{WAR})", into_war),
    (rf"\b(?i:(?P<n>{NUMBER})\s(?P<u>{UNIT})\safter\s(?:the\s|its\s)?{WAR}\s(?:began|started|was\slaunched))", into_war),
    (rf"\b(?i:(?P<n>{NUMBER})\s(?P<u>{UNIT})\s(?P<dir>later|earlier|afterwards?|before(?=[,.])|after(?=[,.])))\b", later),
    (rf"\b(?i:(?P<n>{NUMBER})\s(?P<u>{UNIT})\s(?P<dir>after|before))\b", after),
    (r"(?<=\b[OoBb][ny]\sthe\s)(?P<d>(?:[12]?1st|2?2nd|2?3rd|[12]?[04-9]th|1[123]th|30th|31st))\b(?=[,.;]|$|\s(?:and|it|they|the)\b|\s[A-Z]\w+(?:n|e|a)\s)", day_of_month),
    (r"\b(?i:(?:the|by\sthe|on\sthe)\s(?:next|following)\s(?:day|morning|night|evening|afternoon))\b", fixed(Reach.LAST_NAMED, 1)),
    (r"\b(?i:(?:the\s)?(?:day|night|morning|evening)\s(?:before|earlier)(?=[,.;]|$)|the\sprevious\s(?:day|night))\b", fixed(Reach.LAST_NAMED, -1)),
    (r"\b(?i:(?:(?:on|during|later|earlier|late|early)\s)?(?:the\ssame|that(?:\ssame|\svery)?)\s(?:day|morning|afternoon|evening|night))\b", fixed(Reach.LAST_NAMED, 0)),
    (r"\b(?i:the\s(?:following|next)\sweek)\b", fixed(Reach.LAST_NAMED, 1, "week", 1)),
    (r"\b(?i:the\s(?:following|next)\smonth)\b", fixed(Reach.LAST_NAMED, 1, "month", 1)),
    (r"\b(?i:the\s(?:following|next)\syear)\b", fixed(Reach.LAST_NAMED, 1, "year", 1)),
    (rf"\b(?i:day\s(?P<n>\d{{1,4}}|{NUMBER})\sof\s(?:the\s)?{WAR})", war_day),
    (rf"\b(?i:the\s(?P<n>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\sday\sof\s(?:the\s)?{WAR})", war_day),
    (rf"\b(?i:within\s(?:hours|days|a\sfew\sdays|a\sweek)\sof\s(?:the\s)?{WAR}|(?:the\s)?(?:war|invasion)['’]s\s(?:first|opening)\s(?:days|week))", fixed(Reach.WAR, 0, length=7)),
    (rf"\b(?i:within\s(?:a\sfew\s)?weeks\sof\s(?:the\s)?{WAR}|(?:the\s)?(?:war|invasion)['’]s\s(?:first|opening)\s(?:weeks|month))", fixed(Reach.WAR, 0, length=28)),
    (rf"\b(?i:(?:the\s)?(?:first|opening)\s(?:few\s)?days?\s(?:of|in|into)\s(?:the\s)?{WAR})", fixed(Reach.WAR, 0, length=4)),
    (rf"\b(?i:(?:the\s)?(?:first|opening)\sweek\s(?:of|in|into)\s(?:the\s)?{WAR})", fixed(Reach.WAR, 0, length=7)),
    (rf"\b(?i:(?:the\s)?(?:first|opening|early)\s(?:few\s)?weeks\s(?:of|in|into)\s(?:the\s)?{WAR})", fixed(Reach.WAR, 0, length=28)),
    (rf"\b(?i:(?:the\s)?early\sdays\s(?:of|in)\s(?:the\s)?{WAR})", fixed(Reach.WAR, 0, length=14)),
    (rf"\b(?i:(?:very\s)?early\s(?:on\s)?in\s(?:the\s)?{WAR})", fixed(Reach.WAR, 0, length=30)),
    (rf"\b(?i:(?:the\s)?(?:first|opening|early)\s(?:few\s)?months?\s(?:of|in)\s(?:the\s)?{WAR})", fixed(Reach.WAR, 0, length=60)),
    (rf"\b(?i:(?:the\s)?(?:start|beginning|outset|onset|outbreak|launch)\sof\s(?:the\s|its\s|this\s)?{WAR})", fixed(Reach.WAR, 0, length=4)),
    (rf"(?<=[Ss]ince\s)(?i:(?:the\s)?{WAR}\s(?:began|started|was\slaunched))", fixed(Reach.WAR, 0, length=0)),
)  # fmt: skip

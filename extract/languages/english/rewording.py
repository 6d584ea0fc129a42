"""A passage as the parser reads it: place names it has never met give way to ones it knows.

A small model takes "Sievierodonetsk" for an adverb as soon as for a city, and the sentence falls apart around it. So
every named place is parsed under the name of a city that any English model has seen a thousand times (and a rare form
such as "retook" under a common one), and what is found is carried back to the words that were written.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from extract.languages.english.words import FAMILIAR, is_common
from extract.languages.phrases import after_dateline
from extract.languages.reading import Passage

__all__ = ["Rewording"]

CITIES = ("London", "Boston", "Chicago", "Berlin", "Vienna", "Madrid", "Dublin", "Houston")
# "Kyiv", "Moscow": side names stay. "Kherson region", "Hostomel airport": only the name gives way.
NAME = re.compile(
    r"(?P<name>[A-Z][\w'’ʼ`-]+(?:\s(?:[ae](?:l|n|d|r|s|t|sh)[- ])?[A-Z][\w'’ʼ`-]+)?)"
    r"(?P<rest>(?:\s[a-z]+|\s(?:Oblast|Province|Region|Raion|Airport)s?)*)"
)
RARE = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(FAMILIAR, key=len, reverse=True)))})\b", re.IGNORECASE)
# what only says when or how far, in commas and figures that a small parser stumbles over: "on Friday, 9 September,
# that", "a town 35 kilometres south-east of". Dates and distances are read elsewhere, from the words as written.
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DAY = rf"(?:\d{{1,2}}\s{MONTH}|{MONTH}\s\d{{1,2}})(?:,?\s\d{{4}})?"
DATED = re.compile(rf"(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),\s{DAY}\b(?:,(?=\sthat\b))?")
# "Over the past day units of the army": without a comma the units are read as the day's
FRONTED = re.compile(
    r"(?:^|(?<=[.!?]\s)|(?<=[“\"]))(?P<when>(?:Over|In|During|Within|Throughout)\sthe\s(?:past|last|previous|same)\s"
    r"(?:[\w-]+\s)?(?:days?|hours?|nights?|weeks?|months?))(?=\s\w)"
)
THAT_MONTH = re.compile(rf"\b(?P<that>that)(?=\s(?:{MONTH}|spring|summer|autumn|winter)\b)")  # "retaken that July"
DISTANT = re.compile(
    r"\b(?:town|city|port|village|hamlet|settlement|suburb|place)\s(?P<far>(?:(?:some|about|around|just|roughly|lying)\s)*"
    r"\d[\d.,]*[\s-](?:km|miles?|kilomet(?:er|re)s?)\s(?:(?:to\sthe\s)?(?:north|south|east|west)[\w-]*\s)?(?:of|from))\b"
)
# "20 kilometres (12 miles) from"
CONVERTED = re.compile(
    r"\s\((?:[a-z]+\s){0,2}\d[\d.,]*[\s-](?:sq|square|km|kilomet|mile|mi\b|met|yard|feet|acre)[^()]{0,20}\)"
)
# "fled to Tawila, 60 km away, a town"
AWAY = re.compile(
    r"(?<=,\s)(?:(?:some|about|around|just|roughly)\s)?\d[\d.,]*\s?(?:km|miles?|kilomet(?:er|re)s?)\saway,\s(?=(?:a|an|the)\s)"
)
# "an offensive east of", where the parser makes "offensive" the east's adjective
OFFENSIVE = re.compile(
    r"\b(?:counter-?)?offensives?(?P<at>\s)(?=(?:north|south|east|west)(?:-?east|-?west)?\sof\b)", re.IGNORECASE
)
# the clock of a live blog: "9 May 2022 02.21 Ukraine's ..."
CLOCK = re.compile(rf"^(?:From\s)?\d{{1,2}}\s(?:{MONTH}|[A-Z][a-z]{{2}})\s\d{{4}}\s\d\d[.:]\d\d\s(?=\w)")
WORD = re.compile(r"[A-Za-z]+")
SHOUTED = 0.85  # of the words of a text in capitals
TITLED = 0.8  # of the longer words of a headline


@dataclass(frozen=True)
class Rewording:
    """A passage and its reading for the parser; offsets of the one carry over to the other."""

    passage: Passage
    is_side: Callable[[str], object] = field(default=lambda name: None)
    """Whether a name stands for a side ("DPR"): such a name is known by what it says and stays."""
    polities: frozenset[str] = frozenset()
    """What sides and their capitals are called, in small letters: known and staying too."""

    @cached_property
    def _changes(self) -> tuple[tuple[int, int, str], ...]:
        """(start, end, new name) in the passage, left to right."""
        begin = after_dateline(self.passage.text)
        changes = [(0, begin, "")] if begin else []
        names: dict[str, str] = {}
        for start, end in sorted(self.passage.places):
            found = NAME.fullmatch(self.passage.text[start:end])
            if (
                found is None
                or found["name"].lower() in self.polities
                or self.is_side(found["name"])
                or (changes and start < changes[-1][1])
            ):
                continue
            name = names.setdefault(found["name"], CITIES[len(names) % len(CITIES)])
            changes.append((start, start + len(found["name"]), name))
        taken = [(start, end) for start, end, _ in changes]
        text = self.passage.text
        simpler = [(*found.span(), found["day"]) for found in DATED.finditer(text)]
        simpler += [(*found.span(), "") for found in CONVERTED.finditer(text)]
        simpler += [(*found.span("when"), "Yesterday") for found in FRONTED.finditer(text)]
        simpler += [(*found.span("that"), "in") for found in THAT_MONTH.finditer(text)]
        simpler += [(*found.span("far"), "near") for found in DISTANT.finditer(text)]
        simpler += [(*found.span(), "") for found in AWAY.finditer(text)]
        simpler += [(*found.span("at"), " to the ") for found in OFFENSIVE.finditer(text)]
        simpler += [(*found.span(), "") for found in CLOCK.finditer(text)]
        simpler += [(*word.span(), FAMILIAR[word.group().lower()]) for word in RARE.finditer(text)]
        simpler += self._lowered()
        for start, end, words in simpler:
            if not any(start < other and first < end for first, other in taken):
                taken.append((start, end))
                changes.append((start, end, words))
        return tuple(sorted(changes))

    def _lowered(self) -> list[tuple[int, int, str]]:
        """The words of a Headline That Capitalises Them, in small letters, but for those that name a side."""
        words = list(WORD.finditer(self.passage.text))
        long = [w for w in words if len(w.group()) > 3]
        if len(words) > 3 and sum(w.group().isupper() for w in words) > SHOUTED * len(words):
            # "RUSSIAN FORCES CAPTURED IT": names keep their first capital
            return [
                (*w.span(), w.group().lower() if is_common(w.group().lower()) else w.group().capitalize())
                for w in words
                if len(w.group()) > 1
            ]
        capital = [w for w in long if w.group()[0].isupper()]
        if len(long) < 4 or len(capital) < TITLED * len(long) or self.passage.text.rstrip().endswith("."):
            return []
        return [
            (*w.span(), w.group().lower()) for w in words if w.group()[0].isupper() and is_common(w.group().lower())
        ]

    @cached_property
    def text(self) -> str:
        """What the parser gets."""
        parts, at = [], 0
        for start, end, name in self._changes:
            parts += [self.passage.text[at:start], name]
            at = end
        return "".join([*parts, self.passage.text[at:]])

    @cached_property
    def _edges(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The same offsets in the passage and in the rewording: both ends of every change."""
        here, there, shift = [0], [0], 0
        for start, end, name in self._changes:
            here += [start, end]
            there += [start + shift, start + shift + len(name)]
            shift += len(name) - (end - start)
        return tuple(here), tuple(there)

    def to_reworded(self, offset: int) -> int:
        """From the passage to the rewording."""
        return _carry(offset, *self._edges)

    def to_written(self, offset: int) -> int:
        """From the rewording to the passage."""
        return _carry(offset, *reversed(self._edges))

    def words(self, start: int, end: int) -> str:
        """The words of the passage for a span of the rewording."""
        return self.passage.text[self.to_written(start) : self.to_written(end)]

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """The places named, in the rewording."""
        return tuple((self.to_reworded(start), self.to_reworded(end)) for start, end in self.passage.places)

    @property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """What stands in quotation marks, in the rewording; a quotation may begin or end outside."""
        return tuple(
            (self.to_reworded(max(0, start)), self.to_reworded(max(0, end))) for start, end in self.passage.quoted
        )


def _carry(offset: int, here: tuple[int, ...], there: tuple[int, ...]) -> int:
    edge = bisect_right(here, offset) - 1
    inside = edge % 2 == 1 and edge + 1 < len(here)  # within a changed name: no further than its end
    target = there[edge] + offset - here[edge]
    return min(target, there[edge + 1]) if inside else target

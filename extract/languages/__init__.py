"""One module a language: its words and grammar. Each offers a `Grammar`; `grammar` chooses by an article's language."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from extract.claimants import Claimants
from extract.model import Mode

__all__ = ["SCALES", "SEVERAL", "Continuation", "Grammar", "Passage", "PlaceRef", "Reading", "calibrated", "grammar"]

SCALES = {"uk": (0.48, 1.28), "ru": (0.48, 1.28)}
"""Slope and offset, on the log-odds, from what a reading's features say to the chance that it is right; other languages
have none, as the features were fitted to them. Found by `python -m bench.claims --fit`: docs/accuracy.md."""


SEVERAL = "several"
"""The anaphor of a place that is only counted ("three villages"), which the next sentence may name."""


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """The words of a sentence that stand for a claim's place.

    A named place (`mention` counts the passage's places), or "the city", "it", "there" (`anaphor` is the noun or the
    word itself). `near` and `part` say that only the surroundings or a piece of it are meant; `lands` that it is
    unnamed villages or territory in it; `region` that a region of that name is meant.
    """

    start: int
    end: int
    mention: int | None
    anaphor: str = ""
    near: bool = False
    part: bool = False
    lands: str = ""
    region: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One assertion, as grammar gives it: offsets count characters of the passage.

    `sense` is the frame's; `actor` and `other` are sides, or "enemy" (of whoever speaks), "self" (the speaker's own),
    "they" (those of whom the text spoke last), or None when the words do not tell. `claimant` is None in the text's own
    voice or when nobody is named; `claimant_side` is None when only the article can tell ("he", "the ministry").
    `loser` is whose setback the sentence says it was; `complete` that a place was left to the last man. `clues` are the
    features that confidence rests on.
    """

    sense: str
    place: PlaceRef
    actor: str | None
    other: str | None
    mode: Mode
    claimant: str | None
    claimant_side: str | None
    trigger: tuple[int, int]
    preposition: str
    complete: bool
    loser: str | None
    clues: frozenset[str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence to read: its text, the spans of places named in it (`regions` numbers those that are regions), and of
    what stands in quotation marks."""

    text: str
    places: tuple[tuple[int, int], ...]
    regions: frozenset[int] = frozenset()
    quoted: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Continuation:
    """A sentence without a verb of its own to say what happened: the places (by their number in the passage) of which
    it says the same as the sentence before, or (`listed`) which are those that one only counted; the words that do so;
    whether somebody is said to have `named` them."""

    places: tuple[int, ...]
    trigger: tuple[int, int]
    listed: bool
    named: bool


class Grammar(Protocol):
    """What a language module offers."""

    def may_claim(self, text: str, named: bool) -> bool:
        """A cheap look at a sentence: could it hold a claim? `named` says whether a place is named in it."""

    def read(self, passages: Sequence[Passage]) -> list[tuple[Reading, ...]]:
        """The assertions of each passage, in its order."""

    def continuation(self, passage: Passage) -> Continuation | None:
        """Which places a sentence adds to what the one before it said ("So is Borova."); cheap, no parse."""

    def denial(self, text: str) -> tuple[str, int, int] | None:
        """Who denies what was said before ("Kyiv denied it"): the words that name them, and where the denied thing
        is referred to; cheap, no parse."""

    def speaker(self, text: str) -> str | None:
        """The words that say who speaks in a sentence ("the mayor said"), or None; cheap, no parse."""

    def voice(self, text: str) -> str | None:
        """The side in whose words a whole article speaks, None when they do not tell. For articles of publishers that
        are not known: "освобождён" is the word of whoever took a place."""


@lru_cache(maxsize=8)
def _english(claimants: Claimants) -> Grammar:
    from extract.languages.english import English  # the parser takes half a second to load

    return English(claimants)


@lru_cache(maxsize=8)
def _ukrainian(claimants: Claimants) -> Grammar:
    from extract.languages.ukrainian import Ukrainian

    return Ukrainian(claimants)


@lru_cache(maxsize=8)
def _russian(claimants: Claimants) -> Grammar:
    from extract.languages.russian import Russian

    return Russian(claimants)


GRAMMARS = {"en": _english, "uk": _ukrainian, "ru": _russian}


def grammar(language: str, claimants: Claimants) -> Grammar | None:
    """The grammar for an ISO 639-1 language, or None where there is none yet."""
    make = GRAMMARS.get(language)
    return make(claimants) if make is not None else None


def calibrated(confidence: float, language: str) -> float:
    """The chance that a claim is right, from what the features of its reading say; both between 0 and 1."""
    if language not in SCALES:
        return confidence
    slope, offset = SCALES[language]
    return 1 / (1 + math.exp(-slope * math.log(confidence / (1 - confidence)) - offset))

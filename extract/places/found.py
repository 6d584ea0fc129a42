"""What the steps of finding places hand on to each other: names, what they may mean, what stands before them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from gazetteer.place import Alternative, Kind, Place

__all__ = ["Answer", "Choice", "Codes", "Form", "Preceding", "Toponym", "Word"]

Codes = tuple[tuple[int, int], ...]  # (row of the gazetteer, grade)
Answer = tuple[Place | None, float, float, tuple[Alternative, ...]]  # place, radius in km, share, alternatives


@dataclass(slots=True, eq=False)
class Choice:
    """What a name may mean: how likely each row is, the likeliest, and its share of the likelihood."""

    scores: Mapping[int, float]
    best: int
    share: float
    answer: Answer | None = None  # what follows from it, once it was asked for


UNDECIDED = Choice({}, -1, 0.0)


@dataclass(slots=True, eq=False)
class Form:
    """What is known of a name before its context is looked at. One object a name, so that it is its own quick key."""

    key: str
    codes: Codes
    evidence: float  # that a place is meant at all
    kind: Kind  # of the first of its places
    region: bool  # a region is among its places
    common: bool  # a common word or demonym, and no city
    given: bool  # a given name
    river: bool  # a river is among its places
    abroad: bool  # a great city elsewhere in the world bears it too


class Word(NamedTuple):
    """What a capitalised word may be."""

    key: str
    opens: bool  # a name of several words
    form: Form | None
    length: int  # of the name in the word, without an English possessive
    adjective: bool  # an adjective made from a place
    others: tuple[tuple[int, int, Form], ...]  # (start, end, name) in a word that is no listed form
    cued: bool  # the words of `others` vouch for each other


@dataclass(slots=True, eq=False)
class Preceding:
    """What the word just before a name says, whatever the name."""

    last: str  # in small letters
    cue: float  # that it is a preposition
    appositive: bool  # it may end "the village of"
    plain: bool  # it is small and no title: no part of a person's name
    verb: bool  # "captured"
    person: bool  # "General"
    named: bool  # the second word of "named after"
    previous: str  # as matched, empty when it can't be a person's
    given: bool  # it is a given name or an initial
    stranger: bool  # capitalised, and nothing known


@dataclass(slots=True)
class Toponym:
    """Words of the text that some place bears as its name, and what is thought of them so far."""

    start: int
    end: int
    form: Form
    evidence: float = 0.0  # that a place is meant
    cued: bool = False  # words beside it say that a place is meant
    kind: Kind | None = None  # where the words beside it tell; else the place's own
    choice: Choice = UNDECIDED
    sentence: int = 0
    low: int = 0  # where the words before it begin that are of its sentence
    last: str = ""  # the word just before it, in small letters
    leads: bool = False  # the word after it may make it a part, the surroundings or an organisation
    metonym: bool = False
    point: tuple[float, float, float] | None = None  # latitude, longitude, radius in km

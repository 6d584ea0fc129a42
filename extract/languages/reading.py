"""What a grammar reads and gives: passages in, readings out, and the protocol that every language offers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from extract.languages.phrases import JOINTLY
from extract.model import Mode

__all__ = ["SEVERAL", "Continuation", "Grammar", "Passage", "PlaceRef", "Reading"]

SEVERAL = "several"
"""The anaphor of a place that is only counted ("three villages"), which the next sentence may name."""


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """The words of a sentence that stand for a claim's place.

    A named place (`mention` counts the passage's places), or "the city", "it", "there" (`anaphor` is the noun or the
    word itself). `near` and `part` say that only the surroundings or a piece of it are meant, `share` that nobody could
    say which piece ("most of it"); `lands` that it is unnamed villages or territory in it; `region` that a region of
    that name is meant.
    """

    start: int
    end: int
    mention: int | None
    anaphor: str = ""
    near: bool = False
    part: bool = False
    share: bool = False
    lands: str = ""
    region: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One assertion, as grammar gives it: offsets count characters of the passage.

    `sense` is the frame's; `actor` and `other` are sides, or "enemy" (of whoever speaks), "self" (the speaker's own),
    "they" (those of whom the text spoke last), "going on" (who went forward last), or None when the words do not tell.
    `claimant` is None in the text's own
    voice or when nobody is named; `claimant_side` is None when only the article can tell ("he", "the ministry").
    `loser` is whose setback the sentence says it was; `complete` that a place was left to the last man. `clues` are the
    features that confidence rests on. `forces` are the sides whose fighters the sentence tells of, in a theatre of more
    than two: of two, they tell nothing that the parties do not.
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
    forces: frozenset[str] = frozenset()

    def beside(self, forces: frozenset[str], text: str) -> "Reading":
        """The same in a sentence, `text`, that tells of fighters of some sides; clue "jointly": they hold together."""
        jointly = {"jointly"} if len(forces) > 1 and JOINTLY.search(text) else set()
        return replace(self, forces=forces, clues=self.clues | jointly)


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
    whether somebody is said to have `named` them; whether it is an `item` of the list that the sentence before
    opened, and no more than that."""

    places: tuple[int, ...]
    trigger: tuple[int, int]
    listed: bool
    named: bool
    item: bool = False


class Grammar(Protocol):
    """What a language module offers."""

    def may_claim(self, text: str, named: bool) -> bool:
        """A cheap look at a sentence: could it hold a claim? `named` says whether a place is named in it."""

    def read(self, passages: Sequence[Passage]) -> list[tuple[Reading, ...]]:
        """The assertions of each passage, in its order."""

    def settlements(self, passage: Passage) -> list[PlaceRef]:
        """Where a passage means a settlement by a noun for it ("the city"), in its order; cheap, no parse."""

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

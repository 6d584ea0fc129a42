"""A sentence as the grammar reads it: words, clauses, lists of places, fighters."""

import re
from dataclasses import dataclass
from functools import cached_property

from extract.languages.slavic.clauses import ClauseSplitter
from extract.languages.slavic.fighters import FighterPhrases, Fighters
from extract.languages.slavic.place_phrases import PlacePhrase, PlacePhrases
from extract.languages.slavic.tokens import Tokens

__all__ = ["Text"]

DIRECTION = re.compile(r"(?:[сц]ькому|ском)\Z")


@dataclass
class Text(Tokens):
    """One passage, taken apart."""

    @cached_property
    def clauses(self) -> list[int]:
        """The clause of each word, counted from 0."""
        return ClauseSplitter(self).clauses()

    @cached_property
    def place_phrases(self) -> list[PlacePhrase]:
        """The lists of places, left to right."""
        return PlacePhrases(self, self.clauses, self.fighters).found()

    @cached_property
    def fighters(self) -> list[Fighters]:
        """Who fights and governs, left to right."""
        return FighterPhrases(self, self.clauses).found()

    def clause_has(self, clause: int, *lists: str) -> bool:
        """Does a word of the clause stand in one of the lists?"""
        return any(
            c == clause and self.lexicon.has(w.low, *lists) for w, c in zip(self.words, self.clauses, strict=True)
        )

    def of_direction(self, phrase: PlacePhrase) -> bool:
        """ "На Лиманському напрямку", "на Лиманському"."""
        behind = self.words[phrase.last + 1].low if phrase.last + 1 < len(self.words) else ""
        named = phrase.relation == "на" and DIRECTION.search(self.words[phrase.last].low) is not None
        return self.lexicon.has(behind, "direction") or named

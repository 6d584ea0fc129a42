"""Who fights and governs: the noun phrases of a sentence that name fighters or a side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.languages.slavic.tokens import QUOTES, Tokens, Word, is_adjective
from extract.languages.slavic.words import Lexicon

__all__ = ["FighterPhrases", "Fighters", "grammatical_case"]

NUMBERED = re.compile(r"\d{1,3}-(?:м?а|[гтшь]а|тя|я)\Z")
LONGEST = 5  # words behind the first of fighters


@dataclass(frozen=True, slots=True)
class Fighters:
    """Words that name fighters or a side. `case` is nominative, instrumental, oblique, or any."""

    first: int
    last: int
    side: str | None  # of the theatre, "enemy", "self", "they", or None
    case: str
    clause: int


class FighterPhrases:
    """Finds the fighters of one passage, whose words' clauses are given."""

    def __init__(self, tokens: Tokens, clauses: Sequence[int]) -> None:
        self.tokens, self.clauses = tokens, clauses
        self.words, self.lexicon = tokens.words, tokens.lexicon

    def found(self) -> list[Fighters]:
        """Who fights and governs, left to right."""
        words, lexicon = self.words, self.lexicon
        found: list[Fighters] = []
        i = 0
        while i < len(words):
            if words[i].mention is None and self._numbered(i):
                found.append(Fighters(i, i, self.tokens.side_of_force(words[i].low), "nominative", self.clauses[i]))
            if words[i].mention is not None or not lexicon.has(
                words[i].low, "fighters", "fighter_stems", "self", "they"
            ):
                i += 1
                continue
            first, last = self._extent(i)
            head = self._head(i, last)
            side = self._side(first, last)
            armed = any(lexicon.has(w.low, "armed") for w in words[first:head])
            if side is not None or armed or not lexicon.has(words[head].low, "common"):
                case = grammatical_case(words, lexicon, head, first)
                found.append(Fighters(first, last, side, case, self.clauses[i]))
            i = last + 1
        return found

    def _extent(self, i: int) -> tuple[int, int]:
        """The first and the last word of the noun phrase around word i."""
        words = self.words
        first = last = i
        while (
            first
            and words[first - 1].mention is None
            and self.clauses[first - 1] == self.clauses[i]
            and (self._attribute(first - 1) or words[first - 1].low in ("зс", "вс"))
        ):
            first -= 1
        while last + 1 < len(words) and last - i < LONGEST and self._belongs(last + 1):
            last += 1
        return first, last

    def _attribute(self, i: int) -> bool:
        """Is this an adjective that could go with the fighters behind it?"""
        word, lexicon = self.words[i], self.lexicon
        return (
            is_adjective(word.low)
            and not lexicon.has(word.low, "opening", "time", "settlement", "under_control")
            and not word.anaphor
            and (all(f.kind == "state" for f in lexicon.frames_of(word.low)) or lexicon.has(word.low, "armed"))
            and lexicon.form(word.low) != "noun"
        )

    def _side(self, first: int, last: int) -> str | None:
        """The side that the words name, "self" or "they" where they only point at one."""
        words, lexicon = self.words[first : last + 1], self.lexicon
        side = self.tokens.side_of_force(self.tokens.passage.text[words[0].start : words[-1].end])
        if side is not None and is_adjective(words[0].low):
            side = self.tokens.side_of_force(words[0].low) or side  # "украинская группировка «Восток»"
        if side in (None, "enemy") and any(lexicon.has(w.low, "self") for w in words):
            return "self"
        if side is None and any(lexicon.has(w.low, "they") for w in words):
            return "they"
        return side

    def _numbered(self, i: int) -> bool:
        """ "68-ма взяла", "5-я заняла": a brigade, named by its number alone before what it did."""
        following = self.words[i + 1].low if i + 1 < len(self.words) else ""
        if NUMBERED.match(self.words[i].low) is None:
            return False
        acts = self.tokens.is_verb(following) and following.endswith("ла")
        return acts or self.lexicon.has(following, "armed")  # "57-ма мотопіхотна"

    def _head(self, first: int, last: int) -> int:
        """The noun that fighters are named by; "військові" is one, "російські" only goes with one."""
        words, lexicon = self.words, self.lexicon
        for k in range(first, last + 1):
            low = words[k].low
            if lexicon.has(low, "fighters", "instrumentals") or not is_adjective(low):
                return k if lexicon.has(low, "fighters", "fighter_stems") else first
        return last

    def _belongs(self, i: int) -> bool:
        """Does this word belong to the fighters named before it: "сили оборони України", "війська РФ"?"""
        word, lexicon = self.words[i], self.lexicon
        if word.mention is not None or self.clauses[i] != self.clauses[i - 1]:
            return False
        if lexicon.frames_of(word.low) and self.tokens.is_verb(word.low):
            return False
        if word.low in QUOTES:
            return True
        if word.capital:
            return True
        named = is_adjective(self.words[i - 1].low) and lexicon.has(word.low, "fighters")  # "украинские части"
        return (
            named
            or self.tokens.side_of_force(word.low) is not None
            or lexicon.has(word.low, "fighter_stems", "belonging")
        )


def grammatical_case(words: Sequence[Word], lexicon: Lexicon, head: int, first: int) -> str:
    """The case of a noun phrase of fighters, by its head and what stands before its first word."""
    low = words[head].low
    if first and lexicon.has(words[first - 1].low, "prepositions"):
        return "oblique"
    if lexicon.has(low, "indeclinable"):
        return "any"
    if low.endswith(("ами", "ями", "ими", "ыми", "ьми", "ею")) or lexicon.has(low, "instrumentals"):
        return "instrumental"
    return "nominative" if lexicon.has(low, "fighters") else "oblique"

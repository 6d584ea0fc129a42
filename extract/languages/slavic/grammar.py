"""The face of the grammar: what a language answers about passages and sentences."""

from collections.abc import Iterator, Sequence

from extract.claimants import Claimants
from extract.languages.reading import Continuation, Passage, PlaceRef, Reading
from extract.languages.slavic.ellipsis import continuation
from extract.languages.slavic.factuality import claimant_words
from extract.languages.slavic.reader import Reader
from extract.languages.slavic.text import Text
from extract.languages.slavic.words import Lexicon, of_fighters, plain
from extract.model import Mode

__all__ = ["Slavic"]

NOUNS = frozenset({"city", "town", "village", "settlement"})  # anaphors that stand for a whole settlement


class Slavic:
    """The grammar of one language, by the name of its folder and its ISO 639-1 code. Keeps nothing of what it reads."""

    def __init__(self, name: str, code: str, claimants: Claimants) -> None:
        words = claimants.words(code)
        self._lexicon = Lexicon(name, words if "fighters" in words else {**of_fighters(claimants.fighting), **words})
        self._claimants = claimants

    def may_claim(self, text: str, named: bool) -> bool:
        """Could this sentence hold a claim? A word of control, and a place named or referred to."""
        low = plain(text)
        return bool((named or self._lexicon.refers.search(low)) and self._lexicon.scan.search(low))

    def read(self, passages: Sequence[Passage]) -> list[tuple[Reading, ...]]:
        """The assertions of each passage."""
        return [tuple(self._read(passage)) for passage in passages]

    def settlements(self, passage: Passage) -> list[PlaceRef]:
        """Where a passage means a settlement by a noun for it ("місто")."""
        if not self._lexicon.refers.search(plain(passage.text)):
            return []
        words = Text(passage, self._lexicon, self._claimants.side_of_force).words
        return [
            PlaceRef(word.start, word.end, None, anaphor=word.anaphor)
            for word in words
            if word.mention is None and word.anaphor in NOUNS
        ]

    def continuation(self, passage: Passage) -> Continuation | None:
        """Which places a sentence adds to what the one before it said."""
        return continuation(passage, self._lexicon)

    def denial(self, text: str) -> tuple[str, int, int] | None:
        """Who denies what was said before ("Міноборони заперечило цю інформацію"), and where that stands."""
        found = self._lexicon.pattern_of_denial.search(text)
        if found is None:
            return None
        who = found["who"].strip(" ,")
        return (who, *found.span("denied" if found["denied"] else "before")) if who else None

    def speaker(self, text: str) -> str | None:
        """The words that say who speaks in a sentence."""
        taken = Text(Passage(text, ()), self._lexicon, self._claimants.side_of_force)
        for i, word in enumerate(taken.words):
            if self._lexicon.has(word.low, "say"):
                return claimant_words(taken, i, self._claimants.side_of)
            if i and self._lexicon.has(word.low, "by_words") and self._lexicon.has(taken.words[i - 1].low, "by"):
                return text[word.end :].split(",")[0].strip() or None
        return None

    def voice(self, text: str) -> str | None:
        """The side in whose words a whole article speaks, None when they do not tell."""
        return self._lexicon.voice(plain(text))

    def _read(self, passage: Passage) -> Iterator[Reading]:
        if self._lexicon.past_war.search(plain(passage.text)):
            return  # the wars before this one
        text = Text(passage, self._lexicon, self._claimants.side_of_force)
        seen: set[tuple[str, int, Mode]] = set()
        for reading in Reader(text, self._claimants).readings():
            key = (reading.sense, reading.place.start, reading.mode)
            if key not in seen:
                seen.add(key)
                yield reading

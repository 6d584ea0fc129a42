"""What a capitalised word may be: the form of a place's name, the first word of a longer one, an adjective, or two
names with a hyphen between; and which names careless spellings may stand for.

Most words of a text are none of these, and few texts bring many new ones: what was found of a word is kept.
"""

import json
import math
import re
from functools import lru_cache
from itertools import accumulate

from rapidfuzz.fuzz import ratio

from extract.places import words
from extract.places.catalogue import REGION, SETTLEMENT, Catalogue
from extract.places.found import Codes, Form, Word
from gazetteer.arabic import without_article
from gazetteer.inflection import adjective_stem
from gazetteer.naming import sound_rule
from gazetteer.place import Grade
from gazetteer.spelling import fold, romanise_russian, romanise_ukrainian

__all__ = ["LONGEST", "POSSESSIVE", "UNREAD", "Forms"]

LONGEST = 80  # letters of a word that may be a name
POSSESSIVE = frozenset(("'s", "’s", "'S", "’S"))
UNREAD = Word("", False, None, 0, False, (), False)  # stands for a word not met before
_WORDS_KEPT = 32768
_UNLIKELY = (0.0, 0.5, 1.0, 3.0)  # by grade, that a place is meant at all
_ALIKE, _UNLIKE = 70.0, 40.0  # per cent of its letters with which a word is, or never is, another spelling of a name
_CAMEL = re.compile(r"(?<=[a-zа-яіїєґё'’])(?=[A-ZА-ЯІЇЄҐЁ])")  # between the words of a hashtag
# words within a name that are written small: "Ростов-на-Дону", "Wad al-Nayal"
_SMALL = frozenset(
    ("на", "над", "під", "под", "al", "el", "an", "en", "ad", "ed", "ar", "er", "as", "es", "ash", "esh", "at", "az")
)
_LEAST_LIKENED = 6  # letters of a word that may be another spelling


class Forms:
    """The forms of a theatre's names. Threads may share it: what it keeps is kept a word at a time, never changed
    once kept, and bounded; two threads that meet a new word together read it twice."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._gazetteer = catalogue.gazetteer
        self._sound, _ = sound_rule(catalogue.romanised)
        self._common, self.given_names = words.common_words(), words.given_names()
        self.words_read: dict[str, Word | None] = {}  # looked up directly by who scans: a call a word costs too much

    def read(self, word: str) -> Word | None:
        """What a capitalised word may be, kept for the next time; None for most: nothing."""
        if len(self.words_read) >= _WORDS_KEPT:
            self.words_read.clear()
        self.words_read[word] = meaning = self._reading(word)
        return meaning

    def _reading(self, word: str) -> Word | None:
        gazetteer = self._gazetteer
        if len(word) > LONGEST and "-" not in word:
            return None
        key = fold(word)
        opens = key in gazetteer.openers
        form, length, cued = None, len(word), False
        others: tuple[tuple[int, int, Form], ...] = ()
        if key in gazetteer.forms:
            form = self.form(key)
        elif word[-2:] in POSSESSIVE and key[:-1] in gazetteer.forms:
            form, length = self.form(key[:-1]), length - 2
        else:
            others, cued = self._unlisted(word, key), "-" in word
        stem = adjective_stem(key) if key[0] > "а" else None
        adjective = bool(stem and gazetteer.coded("*" + stem))
        if not (opens or form or adjective or others):
            return None
        return Word(key, opens, form, length, adjective, others, cued)

    @lru_cache(maxsize=16384)  # noqa: B019 - one finder lives as long as its process
    def form(self, key: str, rows: tuple[int, ...] = ()) -> Form:
        """What a folded form means; `rows` are the places that an unlisted one may carelessly spell."""
        catalogue = self._catalogue
        codes = tuple((row, Grade.FORMER) for row in rows) or self._gazetteer.coded(key)
        evidence = -math.inf
        for row, grade in codes:
            if catalogue.distinctive[row]:
                evidence = 4.0
                break
            evidence = max(evidence, catalogue.standing[row] - _UNLIKELY[grade])
        evidence += (1.5 if " " in key else 0.0) - (1.0 if rows else 0.0)
        borne = [row for row, _ in codes]
        region = any(catalogue.kinds[row] == REGION for row in borne)
        river = not catalogue.rivers.isdisjoint(borne)
        common = (key in self._common or bool(words.DEMONYM.match(key))) and not self._of_city(codes)
        abroad = 0 < sum(row in catalogue.world for row in borne) < len(borne)
        given = key in self.given_names
        return Form(key, codes, evidence, catalogue.kinds[borne[0]], region, common, given, river, abroad)

    @lru_cache(maxsize=4096)  # noqa: B019 - one finder lives as long as its process
    def unit(self, key: str, rows: tuple[int, ...]) -> Form:
        """A name that is known to mean a region or the like, whatever else its words may mean."""
        codes = tuple((row, Grade.CURRENT) for row in rows)
        return Form(key, codes, 5.0, self._catalogue.kinds[rows[0]], True, False, False, False, False)

    @lru_cache(maxsize=4096)  # noqa: B019 - one finder lives as long as its process
    def may_span(self, key: str, surface: str) -> bool:
        """Whether words may be one name: a settlement's are all capitals, a region's or site's needn't be."""
        if all(part[:1].isupper() or part in _SMALL for part in re.split(r"[ \u00a0\-]", surface)):
            return True
        return any(self._catalogue.kinds[row] != SETTLEMENT for row, _ in self._gazetteer.coded(key))

    def _of_city(self, codes: Codes) -> bool:
        return any(grade <= Grade.VARIANT and self._catalogue.is_city(row) for row, grade in codes)

    def _unlisted(self, word: str, key: str) -> tuple[tuple[int, int, Form], ...]:
        """Places in a capitalised word that is no listed form: "Izium-Sloviansk", "ChasivYar", careless spellings."""
        if self._catalogue.romanised and (bare := without_article(word)):
            rows = self._like(bare) if len(bare) >= _LEAST_LIKENED - 1 else ()
            return ((0, len(word), self.form(key, rows)),) if rows else ()
        if "-" in word:
            parts = word.split("-")
            if not all(part[:1].isupper() and fold(part) in self._gazetteer.forms for part in parts):
                return ()
            ends = list(accumulate(len(part) + 1 for part in parts))
            return tuple(
                (end - len(part) - 1, end - 1, self.form(fold(part))) for part, end in zip(parts, ends, strict=True)
            )
        if (spaced := _CAMEL.sub(" ", word)) != word and (key := fold(spaced)) in self._gazetteer.forms:
            return ((0, len(word), self.form(key)),)
        if len(key) >= _LEAST_LIKENED and (rows := self._like(key)) and key not in self.given_names:
            return ((0, len(word), self.form(key, rows)),)
        return ()

    def _like(self, key: str) -> tuple[int, ...]:
        """Rows of settlements that an unlisted word may carelessly spell: alike in sound and nearly so in letters."""
        rows = self._gazetteer.sounds.get(self._sound(key))
        if rows is None:
            return ()
        spelt = {romanise_russian(key), romanise_ukrainian(key)} if key[0] > "а" else {key}
        return tuple(row for row in map(int, rows.split()) if any(self._alike(row, word) for word in map(fold, spelt)))

    def _alike(self, row: int, spelt: str) -> bool:
        """Whether letters are nearly those of a place's English, Ukrainian or Russian name."""
        close = ratio(spelt, fold(self._gazetteer.titles[row]))
        if close >= _ALIKE or close < _UNLIKE:
            return close >= _ALIKE
        names = json.loads(self._gazetteer.spellings[row])[1:3]
        return any(ratio(spelt, fold(romanise_ukrainian(n) if n[0] > "Ѐ" else n)) >= _ALIKE for _, n in names)

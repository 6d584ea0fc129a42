"""Sentences taken apart, with their places marked in the test: "звільнили [Ізюм] і [Лиман]"."""

import re
from functools import lru_cache

from extract.claimants import Claimants
from extract.languages.reading import Passage, Reading
from extract.languages.slavic.reader import Reader
from extract.languages.slavic.text import Text
from extract.languages.slavic.words import Lexicon
from theatre.theatre import load_theatre

MARK = re.compile(r"\[([^\]]+)\]")
NAMES = {"uk": "ukrainian", "ru": "russian"}


@lru_cache(maxsize=1)
def claimants() -> Claimants:
    return Claimants(load_theatre("ukraine"))


@lru_cache(maxsize=2)
def lexicon(language: str) -> Lexicon:
    return Lexicon(NAMES[language], load_theatre("ukraine").words(language))


def text(marked: str, language: str = "uk", *, regions: tuple[int, ...] = ()) -> Text:
    """The sentence, its places those between square brackets; `regions` numbers those that are regions."""
    places, shift = [], 0
    for found in MARK.finditer(marked):
        start = found.start() - shift
        places.append((start, start + len(found[1])))
        shift += 2
    passage = Passage(MARK.sub(r"\1", marked), tuple(places), frozenset(regions))
    return Text(passage, lexicon(language), claimants().side_of_force)


def readings(marked: str, language: str = "uk", *, regions: tuple[int, ...] = ()) -> list[Reading]:
    """What the grammar reads in the sentence."""
    return list(Reader(text(marked, language, regions=regions), claimants()).readings())

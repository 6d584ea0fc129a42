"""Sentences that leave it to one before what happened: items of a list, places added to one, places only counted."""

import re

from extract.languages.reading import Continuation, Passage
from extract.languages.slavic.words import Lexicon, plain

__all__ = ["continuation"]

WORD = re.compile(r"[^\W_]+(?:['’ʼ`‑-][^\W_]+)*")
MOST_WORDS = 12  # of a list item, its places aside
ITEM = ("settlement", "region", "near", "district", "prepositions", "joining", "populated", "compass", "time")


def continuation(passage: Passage, lexicon: Lexicon) -> Continuation | None:
    """The places of a sentence that goes on so, None for any other."""
    if not passage.places:
        return None
    places = sorted(range(len(passage.places)), key=lambda number: passage.places[number])
    named = tuple(n for n in places if n not in passage.regions) or tuple(places)
    first = passage.places[named[0]]
    before = [plain(word) for word in WORD.findall(passage.text[: passage.places[places[0]][0]])]
    if any(lexicon.has(a, "add") and lexicon.has(b, "to_list") for a, b in _pairs(before)):
        return Continuation(named, (0, first[0]), False, True)  # "Маляр додала до переліку А і Б"
    if before and lexicon.has(before[0], "these_are") and len(before) <= 4:
        return Continuation(named, (0, first[0]), True, False)  # "Це А, Б і В", "Ідеться про А"
    others = _others(passage)
    if len(others) <= MOST_WORDS and all(word.isdigit() or lexicon.has(word, *ITEM) for word in others):
        return Continuation(named, first, False, False, item=True)
    return None


def _pairs(words: list[str]) -> list[tuple[str, str]]:
    """Each word with each behind it, a word or two between."""
    return [(a, b) for i, a in enumerate(words) for b in words[i + 1 : i + 4]]


def _others(passage: Passage) -> list[str]:
    """The (plain) words that name no place."""
    text, parts, at = passage.text, [], 0
    for start, end in sorted(passage.places):
        parts.append(text[at:start])
        at = max(at, end)
    return [plain(word) for word in WORD.findall(" ".join([*parts, text[at:]]))]

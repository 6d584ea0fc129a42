"""How romanised Arabic names vary from paper to paper, by rule: the article ("Al-Fashir", "El Fasher", "Fasher"), the
words that many names open with ("Umm", "Um"), the last letters ("Malha", "Malhah"), and vowels in general."""

import re
from collections.abc import Iterator
from itertools import product

from gazetteer.spelling import fold

__all__ = ["skeleton", "variants", "without_article"]

# the article's consonant becomes that of the word behind it, where that is one of these: "Ad-Dinder", "Esh-Shajara"
_ASSIMILATED = {"sh": "sh", "t": "t", "d": "d", "r": "r", "z": "z", "s": "s", "n": "n"}
_ARTICLES = frozenset({"al", "el"} | {vowel + consonant for vowel in "ae" for consonant in _ASSIMILATED.values()})
_OPENERS = (
    ("umm", "um", "om"),
    ("abu", "abou"),
    ("jebel", "jabal", "jabel", "gebel"),
    ("wad", "wed", "wadd"),
    ("wadi", "wady"),
    ("hajar", "hagar", "hajjar"),
    ("deim", "dem"),
    ("goz", "gouz", "qoz"),
    ("khor", "khour"),
    ("rahad", "rehed", "rahid"),
)
_OPENER = {word: group for group in _OPENERS for word in group}
_FEMININES = ("iya", "iyya", "iyah", "iyyah", "ia")  # endings of one kind, the longest that fits is exchanged
_FEMININE = re.compile(r"(?:iyy?ah?|ia)$")
_OPEN = re.compile(r"(?<=[^aeiouy])ah?$")
_LEAST = 4  # letters of a name that stands without its article, or with another ending
_CONSONANTS = (("kh", "x"), ("gh", "g"), ("sh", "c"), ("th", "t"), ("dh", "d"), ("q", "g"), ("j", "g"))
_VOWELS = re.compile(r"[aeiouy]+|h\b")
_TWICE = re.compile(r"(.)\1+")


def variants(name: str) -> Iterator[str]:
    """Every spelling of a name by rule, its own among them, with capitals. The article is put before a bare name of one
    word too: such names are met with it ("al-Khartoum")."""
    words = fold(name).split()
    led = len(words) > 1 and words[0] in _ARTICLES
    bare = words[1:] if led else words
    if not bare:
        return
    heads: tuple[str, ...] = ("",)
    if led or len(bare) == 1:
        heads = (*(("",) if not led or len(bare[0]) >= _LEAST else ()), *_articles(bare[0]))
    spelt = [tuple(_spelt(bare, at)) for at in range(len(bare))]
    for head, *rest in product(heads, *spelt):
        yield " ".join(word.capitalize() for word in (head, *rest) if word)


def without_article(name: str) -> str:
    """A name in small letters without the article that it opens with; "" where it opens with none."""
    first, _, rest = fold(name).partition(" ")
    return rest if first in _ARTICLES else ""


def _articles(word: str) -> tuple[str, ...]:
    """The articles that may stand before a word."""
    own = next((consonant for letters, consonant in _ASSIMILATED.items() if word.startswith(letters)), "")
    return ("al", "el", *(("a" + own, "e" + own) if own else ()))


def _spelt(words: list[str], at: int) -> Iterator[str]:
    """How one word of a name may be written; an article within a name may be left out."""
    word = words[at]
    if word in _ARTICLES and at + 1 < len(words):
        yield from ("", *_articles(words[at + 1]))
        return
    if at == 0 and len(words) > 1:
        yield from _OPENER.get(word, (word,))
        return
    yield word
    if at + 1 < len(words) or len(word) < _LEAST:
        return
    if _FEMININE.search(word):
        yield from (_FEMININE.sub(ending, word) for ending in _FEMININES)
    elif _OPEN.search(word):
        yield from (_OPEN.sub(ending, word) for ending in ("a", "ah"))


def skeleton(name: str) -> str:
    """A name's consonants, under which careless romanisations of it meet ("Khuwai" and "Khuwei"; "Sodari", "Sodiri").
    Other names meet there too: what is found by it must be checked by closeness of spelling and by context."""
    words = [_OPENER.get(word, (word,))[0] for word in fold(name).split() if word not in _ARTICLES]
    key = " ".join(words)
    for letters, plain in _CONSONANTS:
        key = key.replace(letters, plain)
    return _VOWELS.sub("", _TWICE.sub(r"\1", key)).replace(" ", "")

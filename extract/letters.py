"""The letters of a text as a reader takes them, for whatever looks words up; and the way back to the text as it is.

A stress mark (Изю́м), a soft hyphen or zero-width space inside a word, letters written as base and mark, a Latin letter
in a Cyrillic word (Iзюм) or the reverse are seen by nobody and hide a word from every list. They are folded once, for
all steps of the extraction; what these find is then told in offsets of the text as it was given.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.model import Claim, Mention, Sentence

__all__ = ["Folded", "folded"]

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width spaces and joiners, byte order mark
_MARKS = "\u0300-\u036f"
_CHANGED = re.compile(rf"[{_UNSEEN}]|[^\W\d_][{_MARKS}]+")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_BOTH = re.compile("[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
_WORD = re.compile("[A-Za-zЀ-ӿ]+")
_STRESS = re.compile("[\u0300\u0301\u0341]")
# Letters that look the same in both scripts.
_LATIN, _ALIKE = "ABCEHIKMOPTXYaceiopxy", "АВСЕНІКМОРТХУасеіорху"
_TO_CYRILLIC, _TO_LATIN = str.maketrans(_LATIN, _ALIKE), str.maketrans(_ALIKE, _LATIN)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text's letters folded: `text`. `starts` and `ends` say where each of its characters begins and ends in the text
    as it was `given`; both are empty where every character kept its place."""

    text: str
    given: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the text as it was given."""
        if not self.starts or start == end:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def sentence(self, found: Sentence) -> Sentence:
        """A sentence found in `text`, as the given text has it."""
        start, end = self.span(found.start, found.end)
        return replace(found, start=start, end=end, text=self.given[start:end])

    def mention(self, found: Mention) -> Mention:
        """A mention found in `text`, as the given text has it."""
        start, end = self.span(found.start, found.end)
        return replace(found, start=start, end=end, surface=self.given[start:end])

    def claim(self, found: Claim) -> Claim:
        """A claim found in `text`, as the given text has it; its id, trigger and claimant stay as they were read."""
        start, end = self.span(found.start, found.end)
        at, to = self.span(found.place_start, found.place_end)
        return replace(
            found, start=start, end=end, quote=self.given[start:end],
            place_start=at, place_end=to, place=self.given[at:to],
        )  # fmt: skip


def folded(text: str) -> Folded | None:
    """A text with its letters folded; None for nearly all: nothing is to be folded."""
    if text.isascii():
        return None
    changed = _CHANGED.search(text) is not None if _may_change(text) else False
    mixed = _CYRILLIC.search(text) is not None and _BOTH.search(text) is not None
    if changed:
        plain, starts, ends = _without_marks(text)
        return Folded(_WORD.sub(_of_one_script, plain), text, starts, ends)
    if mixed and (plain := _WORD.sub(_of_one_script, text)) != text:
        return Folded(plain, text)
    return None


def _may_change(text: str) -> bool:
    """A quick look before the pattern is tried."""
    return any(mark in text for mark in _UNSEEN) or not unicodedata.is_normalized("NFC", text) or "\u0301" in text


def _without_marks(text: str) -> tuple[str, list[int], list[int]]:
    """The text without what nobody sees, each letter and its marks as one; and where its characters begin and end."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for found in _CHANGED.finditer(text):
        pieces.append(text[done : found.start()])
        starts.extend(range(done, found.start()))
        ends.extend(range(done + 1, found.start() + 1))
        letter = _letter(found[0]) if found[0] not in _UNSEEN else ""
        pieces.append(letter)
        starts.extend([found.start()] * len(letter))
        ends.extend([found.end()] * len(letter))
        done = found.end()
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return "".join(pieces), starts, ends


def _letter(marked: str) -> str:
    """A letter with its marks as one: "и" and a breve are "й"; stress on a Cyrillic vowel is no part of it."""
    if _CYRILLIC.match(marked):
        marked = _STRESS.sub("", marked)
    return unicodedata.normalize("NFC", marked)


def _of_one_script(word: re.Match[str]) -> str:
    """A word in the script that those of its letters show which the other has not, or else most of them; a word that
    truly mixes both stays."""
    letters = word[0]
    latin = [letter for letter in letters if letter.isascii()]
    if not latin or len(latin) == len(letters):
        return letters
    cyrillic = [letter for letter in letters if not letter.isascii()]
    may_be_cyrillic, may_be_latin = set(latin) <= set(_LATIN), set(cyrillic) <= set(_ALIKE)
    if may_be_cyrillic and not (may_be_latin and len(latin) >= len(cyrillic)):
        return letters.translate(_TO_CYRILLIC)
    return letters.translate(_TO_LATIN) if may_be_latin and len(latin) > len(cyrillic) else letters

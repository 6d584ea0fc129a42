"""Two texts that are nearly the same, side by side, with what differs marked. Both are hostile input, and escaped."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from maps.words import escaped

__all__ = ["difference_html"]

_MOST_WORDS = 2_000  # of each text; what follows is not compared
_AROUND = 12  # words that are shown on either side of what differs


@lru_cache(maxsize=32)  # the page asks again at every turn
def difference_html(one: str, other: str) -> tuple[str, str]:
    """Each of the texts as HTML, what the other does not have marked, long stretches that both have left out."""
    left, right = _words(one), _words(other)
    shown: tuple[list[str], list[str]] = ([], [])
    steps = list(Indel.opcodes(left, right))  # of the fewest words put in and taken out
    for number, step in enumerate(steps):
        pieces = left[step.src_start : step.src_end], right[step.dest_start : step.dest_end]
        for side, words in zip(shown, pieces, strict=True):
            if step.tag == "equal":
                side.append(_shortened(words, first=number == 0, last=number == len(steps) - 1))
            elif words:
                side.append(f"<mark>{escaped(' '.join(words))}</mark>")
    cut = (len(one.split()) > _MOST_WORDS, len(other.split()) > _MOST_WORDS)
    first, second = (
        f'<p class="ml-difference">{" ".join(side)}{" …" if more else ""}</p>'
        for side, more in zip(shown, cut, strict=True)
    )
    return first, second


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)[:_MOST_WORDS]


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> str:
    before, after = (0 if first else _AROUND), (0 if last else _AROUND)
    if len(words) <= before + after + 1:
        return escaped(" ".join(words))
    return escaped(" ".join([*words[:before], "…", *words[len(words) - after :]]))

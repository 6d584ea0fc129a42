"""Which texts are nearly the same: wire copies, and amended versions of one article.

MinHash (A. Broder, "On the resemblance and containment of documents", 1997) over pairs of neighbouring words: a text
has 20 marks, each the smallest hashes of three. Two texts with 60 % of their word pairs in common share a mark in 99
of 100 cases; the share itself then decides.
"""

import re
import unicodedata
from hashlib import blake2b
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["ALIKE", "marks", "share"]

ALIKE: Final = 0.6  # of the word pairs that either text has
_BANDS, _ROWS = 20, 3
_LEAST_PAIRS = 30  # a line or two: "they took X" and "they took Y" are alike and no copies
_WORD = re.compile(r"\w+")
_ODD = np.random.default_rng(20220224).integers(1, 2**63, _BANDS * _ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_ADD = np.random.default_rng(19910824).integers(0, 2**63, _BANDS * _ROWS, dtype=np.uint64)


def share(one: str, other: str) -> float:
    """How much two texts have in common, 0 to 1: of the pairs of neighbouring words that either has."""
    left, right = _pairs(one), _pairs(other)
    return len(left & right) / max(len(left | right), 1)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(_words(text)))


def marks(text: str) -> list[int]:
    """The marks of a text, whole numbers of 63 bits; none for a text of a few words."""
    pairs = _pairs(text)
    if len(pairs) < _LEAST_PAIRS:
        return []
    hashes = np.fromiter((_hash(" ".join(pair)) for pair in pairs), dtype=np.uint64, count=len(pairs))
    least = np.array([_stirred(hashes * odd + add).min() for odd, add in zip(_ODD, _ADD, strict=True)])
    return [_hash(f"{band} {rows.tolist()}") >> 1 for band, rows in enumerate(least.reshape(_BANDS, _ROWS))]


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _stirred(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return hashes ^ (hashes >> np.uint64(31))

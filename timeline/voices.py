"""Who speaks independently: an owner family is one voice, and so is a text that several families carry (R5).

Texts are compared where it matters, among claims about one place, day and side by different families. MinHash
(A. Broder, "On the resemblance and containment of documents", 1997) finds the pairs that may be alike, and the share
of word pairs that they have in common decides.
"""

import re
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

__all__ = ["voices"]

Ints = NDArray[np.int64]

_MARKS = 16
_MAY_BE_ALIKE = 6  # equal marks of 16: lets a pair with 0.6 in common through in 98 of 100 cases
_ALIKE = 0.6  # of the word pairs that either has (Jaccard): a wire story edited, not two reports of one event
_BETWEEN_WORDS = r"[^\p{L}\p{N}]+"
_WORD = re.compile(r"[^\W_]+")
_PRIME = 0x9E3779B97F4A7C15  # odd, its bits evenly spread


def voices(slot: Ints, family: NDArray[np.object_], quotes: pd.Series) -> NDArray[np.object_]:
    """The voice of each claim: its owner family, or the first by name of those that carry the same text.

    `slot` numbers what a claim speaks of (place, day and side). The answer depends on no order of the claims.
    """
    codes = pd.factorize(family)[0]
    mixed = _mixed(slot, codes)
    if not len(mixed):
        return family
    mixed = mixed[np.argsort(slot[mixed], kind="stable")]
    texts = pa.array(quotes.take(mixed), pa.string())
    words: dict[int, frozenset[tuple[str, str]]] = {}
    leader: dict[int, int] = {}

    def root(index: int) -> int:
        while leader.setdefault(index, index) != index:
            index = leader[index]
        return index

    for left, right in _pairs(slot[mixed], codes[mixed], _marks(texts)):
        for row in (left, right):
            if row not in words:
                words[row] = _word_pairs(texts[row].as_py())
        a, b = words[left], words[right]
        if a and len(a & b) >= _ALIKE * len(a | b):
            one, other = root(left), root(right)
            leader[max(one, other)] = min(one, other)
    groups: dict[int, list[int]] = {}
    for index in leader:
        groups.setdefault(root(index), []).append(int(mixed[index]))
    found = family.copy()
    for members in groups.values():
        found[members] = min(family[members])
    return found


def _mixed(slot: Ints, family: Ints) -> Ints:
    """The claims in whose slot more than one family speaks."""
    if not len(slot):
        return slot
    order = np.lexsort((family, slot))
    slot, family = slot[order], family[order]
    begins = np.append(True, slot[1:] != slot[:-1])
    another = np.append(True, family[1:] != family[:-1]) | begins
    families = np.add.reduceat(another.astype("int64"), np.flatnonzero(begins))
    return order[families[np.cumsum(begins) - 1] > 1]


def _marks(texts: pa.StringArray) -> NDArray[np.uint64]:
    """The MinHash marks of each text's pairs of neighbouring words, a row a text."""
    lists = pc.split_pattern_regex(pc.utf8_lower(texts), _BETWEEN_WORDS)
    words = lists.values.dictionary_encode()
    # Hashes of the words themselves, not their numbers, so that a text's marks don't depend on the others.
    each = pd.util.hash_array(np.asarray(words.dictionary.to_pylist(), dtype=object))[words.indices.to_numpy()]
    pairs = each.copy()
    pairs[:-1] += each[1:] * np.uint64(_PRIME)
    offsets = lists.offsets.to_numpy()
    ends = offsets[1:] - 1
    pairs[ends] = each[ends]  # the last word has no neighbour
    marks = np.empty((len(texts), _MARKS), dtype="uint64")
    for number in range(_MARKS):
        mixed = (pairs ^ (pairs >> np.uint64(29))) * np.uint64(_PRIME * (2 * number + 1) % 2**64)
        marks[:, number] = np.minimum.reduceat(mixed ^ (mixed >> np.uint64(32)), offsets[:-1])
    return marks


def _pairs(slot: Ints, family: Ints, marks: NDArray[np.uint64]) -> list[tuple[int, int]]:
    """Pairs of rows of one slot and of different families whose marks may be those of like texts; rows go by slot."""
    found: list[tuple[int, int]] = []
    left = np.arange(len(slot) - 1)
    step = 1
    while len(left := left[left + step < len(slot)]) and len(left := left[slot[left] == slot[left + step]]):
        near = left[family[left] != family[left + step]]
        alike = near[(marks[near] == marks[near + step]).sum(axis=1) >= _MAY_BE_ALIKE]
        found += zip(alike.tolist(), (alike + step).tolist(), strict=True)
        step += 1
    return found


def _word_pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(_WORD.findall(text.lower())))

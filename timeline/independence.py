"""Who speaks independently: an owner family is one voice, and so is a text that several families carry (R5).

Texts are compared where it matters, among claims about one place, day and side by different families. MinHash
(A. Broder, "On the resemblance and containment of documents", 1997) finds the pairs that may be alike, and the share
of word pairs that they have in common decides.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from timeline.arrow import Ints, picked

__all__ = ["voices"]

Hashes = NDArray[np.uint64]

_MARKS = 16
_MAY_BE_ALIKE = 6  # equal marks of 16: lets a pair with 0.6 in common through in 98 of 100 cases
_ALIKE = 0.6  # of the word pairs that either has (Jaccard): a wire story edited, not two reports of one event
_BETWEEN_WORDS = r"[^\p{L}\p{N}]+"
_PRIME = 0x9E3779B97F4A7C15  # odd, its bits evenly spread
_AT_ONCE = 50_000  # texts, or pairs of texts, so that memory stays bounded


def voices(slot: Ints, family: Ints, quotes: pd.Series, row: Ints) -> Ints:
    """The voice of each claim: its owner family, or the first of those that carry the same text.

    `slot` numbers what a claim speaks of (place, day and side), `family` the owner families, `row` is the claim's
    position in `quotes`. The answer depends on no order of the claims.
    """
    mixed = _mixed(slot, family)
    found = family.copy()
    for part in _parts(slot[mixed]):
        here = mixed[part]
        words = _word_pairs(picked(quotes, row[here]))
        left, right = _pairs(slot[here], family[here], _marks(words))
        alike = _alike(words, left, right)
        for group in _joined(left[alike], right[alike]):
            members = here[group]
            found[members] = family[members].min()
    return found


def _mixed(slot: Ints, family: Ints) -> Ints:
    """The claims in whose slot more than one family speaks, slot by slot."""
    order = np.argsort(slot, kind="stable")
    slot, family = slot[order], family[order]
    begins = np.flatnonzero(np.append(True, slot[1:] != slot[:-1])[: len(slot)])
    if not len(begins):
        return begins
    several = np.minimum.reduceat(family, begins) < np.maximum.reduceat(family, begins)
    return order[np.repeat(several, np.diff(np.append(begins, len(slot))))]


def _parts(slot: Ints) -> Iterator[slice]:
    """The rows in parts of about _AT_ONCE that divide no slot; rows go by slot."""
    ends = np.append(np.flatnonzero(slot[1:] != slot[:-1]) + 1, len(slot))
    cuts = np.unique(
        ends[np.searchsorted(ends, np.arange(_AT_ONCE, len(slot) + _AT_ONCE, _AT_ONCE).clip(0, len(slot)))]
    )
    return (slice(begin, end) for begin, end in pairwise([0, *cuts.tolist()]))


class _WordPairs(NamedTuple):
    """Hashes of every text's pairs of neighbouring words, text after text; where those of each begin and end."""

    hashes: Hashes
    bounds: Ints


def _word_pairs(texts: pa.LargeStringArray) -> _WordPairs:
    lists = pc.split_pattern_regex(pc.utf8_lower(texts), _BETWEEN_WORDS)
    words = lists.values.dictionary_encode()
    # Hashes of the words themselves, not their numbers, so that a text's marks don't depend on the others.
    known = np.asarray(words.dictionary.to_pylist(), dtype=object)
    number = words.indices.to_numpy()
    real = (known != "")[number]  # nothing stands before a text's first mark and behind its last
    bounds = np.append(0, np.cumsum(real))[lists.offsets.to_numpy()]
    each = pd.util.hash_array(known)[number[real]]
    pairs = each[:-1] + each[1:] * np.uint64(_PRIME)
    within = np.ones(len(pairs), dtype=bool)
    ends = bounds[1:-1] - 1  # a text's last word has no neighbour
    within[ends[(ends >= 0) & (ends < len(pairs))]] = False
    return _WordPairs(pairs[within], np.append(0, np.cumsum(within))[bounds.clip(max=len(pairs))])


def _marks(words: _WordPairs) -> Hashes:
    """The MinHash marks of each text, a row a text."""
    hashes, bounds = words
    marks = np.zeros((len(bounds) - 1, _MARKS), dtype="uint64")
    said = np.flatnonzero(bounds[:-1] < bounds[1:])
    for number in range(_MARKS if len(said) else 0):
        marks[said, number] = np.minimum.reduceat(_stirred(hashes, 2 * number + 1), bounds[said])
    return marks


def _stirred(hashes: Hashes, odd: int) -> Hashes:
    mixed = (hashes ^ (hashes >> np.uint64(29))) * np.uint64(_PRIME * odd % 2**64)
    return mixed ^ (mixed >> np.uint64(32))


def _pairs(slot: Ints, family: Ints, marks: Hashes) -> tuple[Ints, Ints]:
    """Pairs of rows of one slot and of different families whose marks may be those of like texts; rows go by slot."""
    found: list[Ints] = [np.empty((2, 0), dtype="int64")]
    left = np.arange(len(slot) - 1)
    step = 1
    while len(left := left[left + step < len(slot)]) and len(left := left[slot[left] == slot[left + step]]):
        near = left[family[left] != family[left + step]]
        like = near[(marks[near] == marks[near + step]).sum(axis=1) >= _MAY_BE_ALIKE]
        found.append(np.array([like, like + step]))
        step += 1
    both = np.concatenate(found, axis=1)
    return both[0], both[1]


def _alike(words: _WordPairs, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Whether the texts of each pair have enough of their word pairs in common."""
    result = np.zeros(len(left), dtype=bool)
    for begin in range(0, len(left), _AT_ONCE):
        some = slice(begin, begin + _AT_ONCE)
        texts, number = np.unique(np.append(left[some], right[some]), return_inverse=True)
        one, other = number.reshape(2, -1)
        at, owner = _spread(words.bounds[texts], words.bounds[texts + 1])
        key, first = np.unique(_owned(words.hashes[at], owner), return_index=True)
        first.sort()
        hashes, owner = words.hashes[at[first]], owner[first]
        size = np.bincount(owner, minlength=len(texts))
        bounds = np.append(0, np.cumsum(size))
        at, pair = _spread(bounds[one], bounds[one + 1])
        sought = _owned(hashes[at], other[pair])
        found = np.append(key, 0)[np.searchsorted(key, sought)] == sought
        common = np.bincount(pair[found], minlength=len(one))
        result[some] = (size[one] > 0) & (common >= _ALIKE * (size[one] + size[other] - common))
    return result


def _spread(begins: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Every whole number from each begin up to its end, excluded, and which of them it belongs to."""
    lengths = ends - begins
    owner = np.repeat(np.arange(len(begins)), lengths)
    return np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths - begins, lengths), owner


def _owned(hashes: Hashes, owner: Ints) -> Hashes:
    """One number for a hash and whose it is."""
    return _stirred(hashes + owner.astype(np.uint64) * np.uint64(_PRIME), 1)


def _joined(left: Ints, right: Ints) -> Iterator[list[int]]:
    """The groups that pairs join."""
    leader: dict[int, int] = {}

    def root(index: int) -> int:
        while leader.setdefault(index, index) != index:
            leader[index] = index = leader[leader[index]]
        return index

    for pair in zip(left.tolist(), right.tolist(), strict=True):
        one, other = root(pair[0]), root(pair[1])
        leader[max(one, other)] = min(one, other)
    groups: dict[int, list[int]] = {}
    for index in leader:
        groups.setdefault(root(index), []).append(index)
    yield from groups.values()

"""Which sentences are worth asking the second reader about: a linear model over words and pairs of words.

The encoder takes some ten thousand times as long for a sentence. It is asked where this model gives a claim the least
chance; `bench.reader screen` chooses that chance so that next to no labelled claim is lost.
"""

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

__all__ = ["BUCKETS", "Screen", "features"]

BUCKETS = 1 << 15  # of hashed features
BEFORE, BEHIND = 5, 3  # words that count as near a place
PLACE = "§"
WORD = re.compile(r"[^\W\d_]+|\d|[-“\"?]")
LENGTHS = 8  # steps of six words, beyond which a sentence is just long


class Screen:
    """A trained model. `weights` has one for each bucket, and the offset behind them; ValueError if not."""

    def __init__(self, weights: NDArray[np.float16]) -> None:
        if weights.shape != (BUCKETS + 1,):
            raise ValueError(f"a screen has {BUCKETS + 1:,} weights, not {weights.shape}")
        self._weights = weights.astype(np.float32)

    def chance(self, sentence: str, places: Sequence[tuple[int, int]]) -> float:
        """How likely something is claimed of one of the places (half-open spans, in order, apart), between 0 and 1."""
        odds = self._weights[features(sentence, places)].sum() + self._weights[BUCKETS]
        return float(1 / (1 + np.exp(-odds)))


def features(sentence: str, places: Sequence[tuple[int, int]]) -> NDArray[np.int32]:
    """The buckets of a sentence's features, its places told by one sign, in order and each once."""
    words: list[str] = []
    at = 0
    for start, end in places:
        words += [*WORD.findall(sentence[at:start].lower()), PLACE]
        at = end
    words += WORD.findall(sentence[at:].lower())
    found = {*words, f"{min(LENGTHS, len(words) // 6)} words"}
    found.update(map("{} {}".format, words, words[1:]))
    found.update(map("{} _ {}".format, words, words[2:]))
    for place in (number for number, word in enumerate(words) if word == PLACE):
        found.update(f"{word} <" for word in words[max(0, place - BEFORE) : place])
        found.update(f"> {word}" for word in words[place + 1 : place + 1 + BEHIND])
    return np.array(sorted({crc32(each.encode()) % BUCKETS for each in found}), dtype=np.int32)

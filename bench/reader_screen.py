"""The second reader's screen, trained: logistic regression over hashed words by stochastic gradient descent."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.learned.screen import BUCKETS, features

__all__ = ["Example", "screened"]

FOLDS = 5
EPOCHS = 6
PACE = 0.1
DECAY = 2e-5
CLAIMED = 3.0  # how much more it matters to miss a claim than to ask in vain
LOST = 0.02  # of the sentences with a claim that the reader would have added


class Example(NamedTuple):
    """A sentence with the spans of its places, whether anything is claimed in it, whether it is asked about whatever
    the screen says, because a claim of grammar's is to be weighed, and whether the reader adds a claim to one."""

    document: str
    sentence: str
    places: Sequence[tuple[int, int]]
    is_claim: bool
    is_asked_anyway: bool
    is_gain: bool


def screened(examples: Sequence[Example]) -> tuple[NDArray[np.float16], float]:
    """The weights learnt from all examples, and the chance from which on the reader is asked, so that of the sentences
    left out (a fifth of the documents at a time) no more than `LOST` are lost. Prints what it spares."""
    buckets = [features(each.sentence, each.places) for each in examples]
    is_claim = np.array([each.is_claim for each in examples])
    is_asked_anyway = np.array([each.is_asked_anyway for each in examples])
    folds = np.array([int(hashlib.sha256(each.document.encode()).hexdigest(), 16) % FOLDS for each in examples])
    chances = np.zeros(len(examples))
    for fold in range(FOLDS):
        weights = _fitted(buckets, is_claim, np.flatnonzero(folds != fold))
        for number in np.flatnonzero(folds == fold):
            chances[number] = _chance(weights, buckets[number])
    gained = np.array([each.is_gain for each in examples])
    threshold = round(float(np.quantile(chances[gained], LOST)), 3)
    spared = (chances < threshold) & ~is_asked_anyway
    print(
        f"{len(examples):,} sentences, {is_claim.sum():,} with a claim, of them {gained.sum():,} gained by the reader"
    )
    shares = (
        f"{spared[~is_claim].mean():.3f} of the others, {(spared & gained).sum() / is_claim.sum():.4f} of those, gained"
    )
    print(f"threshold {threshold}: spared {shares}")
    return _fitted(buckets, is_claim, np.arange(len(examples))).astype(np.float16), threshold


def _chance(weights: NDArray[np.float64], buckets: NDArray[np.int32]) -> float:
    return float(1 / (1 + np.exp(-(weights[buckets].sum() + weights[BUCKETS]))))


def _fitted(
    buckets: Sequence[NDArray[np.int32]], is_claim: NDArray[np.bool_], numbers: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Weights by the steps of AdaGrad, each bucket at a pace of its own; the offset is the last of them."""
    weights = np.zeros(BUCKETS + 1)
    squares = np.full(BUCKETS + 1, 0.01)
    random = np.random.default_rng(0)
    for _ in range(EPOCHS):
        for number in random.permutation(numbers):
            at = np.append(buckets[number], BUCKETS)
            miss = _chance(weights, buckets[number]) - is_claim[number]
            slope = miss * (CLAIMED if is_claim[number] else 1.0) + DECAY * weights[at]
            squares[at] += slope * slope
            weights[at] -= PACE * slope / np.sqrt(squares[at])
    return weights

"""How sure a claim is: the share of such claims that are right.

A claim without any doubt about it is right as often as `BASE` says. Each doubt of `DOUBTS` takes away its weight, and
how sure the place is weighs on the whole; languages whose readings differ from those that this was fitted to have a
scale of their own (`SCALES` of extract/languages/calibration.py). docs/accuracy.md compares what is stated with what
is right.
"""

from collections.abc import Callable
from typing import NamedTuple

from extract.claims.effects import ASSERTED, Effect
from extract.languages.calibration import calibrated
from extract.languages.reading import Reading
from extract.model import Action, Mention

__all__ = ["BASE", "DENIED_BY_POINTING", "DOUBTS", "Doubt", "confidence_of"]

BASE = 0.89  # 218 of 245 claims without a doubt
LEAST = 0.05  # the scales of languages take the logarithm of odds, which nothing may have
PLACE = (
    0.5  # the share that falls away when the place is not sure at all; judged: 22 of 28 right with a score under 0.7
)
VAGUE_EXTENT = 0.8  # of a part without a sharp edge ("the north of the region"); judged: too few are labelled
DENIED_BY_POINTING = 0.9  # of the claim that "denied it" points back to; judged: too few are labelled
WITH_ACTOR = ("take", "retake", "fall", "leave", "lose")  # senses whose doer decides who holds the place


class Doubt(NamedTuple):
    """A feature of a reading and its effect that makes a claim less sure.

    `weight` is taken off the chance that it is right. What that rests on: of `seen` hand-labelled English claims with
    this doubt, whatever others they raise, `right` were right. A claim with two doubts counts for both, so the weights
    are below what these shares alone would give.
    """

    what: str
    weight: float
    holds: Callable[[Reading, Effect], bool]
    right: int
    seen: int


DOUBTS = (
    Doubt("the place is an anaphor", 0.1, lambda reading, _: reading.place.mention is None, 78, 103),
    Doubt(
        "nobody is named who did it",
        0.08,
        lambda reading, _: reading.actor is None and reading.sense in WITH_ACTOR,
        124,
        152,
    ),
    Doubt("denied, planned or hypothetical", 0.08, lambda reading, _: reading.mode not in ASSERTED, 70, 98),
    Doubt("the actor is none for such a verb", 0.1, lambda reading, _: "odd actor" in reading.clues, 6, 9),
    Doubt("a noun tells it, no verb", 0.06, lambda reading, _: "noun" in reading.clues, 66, 84),
    Doubt("troops only move", 0.1, lambda _, effect: effect.action in (Action.ADVANCED, Action.REPELLED), 33, 47),
)


def confidence_of(reading: Reading, mention: Mention, effect: Effect, *, language: str, vague: bool) -> float:
    """The chance that a claim is right, between 0 and 1.

    Args:
        reading: What grammar read.
        mention: The place it is about; its score is how sure the place is.
        effect: What the reading means for control.
        language: ISO 639-1, of the article.
        vague: Whether the claim is about a part of a region without a sharp edge.
    """
    sure = BASE
    for doubt in DOUBTS:
        if doubt.holds(reading, effect):
            sure -= doubt.weight
    sure *= 1 - PLACE + PLACE * min(1.0, mention.score or 0.0)
    sure = round(calibrated(max(LEAST, sure), language), 3)
    return round(sure * VAGUE_EXTENT, 3) if vague else sure

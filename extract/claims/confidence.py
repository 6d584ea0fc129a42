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

BASE = 0.89
LEAST = 0.05  # the scales of languages take the logarithm of odds, which nothing may have
PLACE = 0.5  # share that falls away when the place is not sure at all
VAGUE_EXTENT = 0.8  # of a part without a sharp edge ("the north of the region"), as judged
DENIED_BY_POINTING = 0.9  # of the claim that "denied it" points back to, as judged
WITH_ACTOR = ("take", "retake", "fall", "leave", "lose")  # senses whose doer decides who holds the place


class Doubt(NamedTuple):
    """A feature of a reading and its effect that makes a claim less sure, and by how much."""

    what: str
    weight: float
    holds: Callable[[Reading, Effect], bool]


DOUBTS = (
    Doubt("the place is an anaphor", 0.1, lambda reading, _: reading.place.mention is None),
    Doubt("nobody is named who did it", 0.08, lambda reading, _: reading.actor is None and reading.sense in WITH_ACTOR),
    Doubt("denied, planned or hypothetical", 0.08, lambda reading, _: reading.mode not in ASSERTED),
    Doubt("the actor is none for such a verb", 0.1, lambda reading, _: "odd actor" in reading.clues),
    Doubt("a noun tells it, no verb", 0.06, lambda reading, _: "noun" in reading.clues),
    Doubt("troops only move", 0.1, lambda _, effect: effect.action in (Action.ADVANCED, Action.REPELLED)),
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

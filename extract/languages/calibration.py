"""How sure a reading is, as a chance: the scale of each language."""

import math

__all__ = ["SCALES", "calibrated"]

SCALES = {"uk": (0.48, 1.28), "ru": (0.48, 1.28)}
"""Slope and offset, on the log-odds, from what a reading's features say to the chance that it is right; other languages
have none, as the features were fitted to them. Found by `python -m bench.claims --fit`: docs/accuracy.md."""


def calibrated(confidence: float, language: str) -> float:
    """The chance that a claim is right, from what the features of its reading say; both between 0 and 1."""
    if language not in SCALES:
        return confidence
    slope, offset = SCALES[language]
    return 1 / (1 + math.exp(-slope * math.log(confidence / (1 - confidence)) - offset))

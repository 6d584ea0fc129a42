"""From a choice between places to the answer given: one place and how exactly it is known, or honestly several."""

import math
from collections.abc import Mapping

from extract.places.catalogue import SETTLEMENT, Catalogue
from extract.places.found import Answer, Choice
from gazetteer.place import Alternative, Place, distance_km

__all__ = ["Answers"]

_SURE = 0.5  # share of the likelihood that one place must have to be the answer,
_LEADING = (0.35, 2.5)  # or at least this, and so many times the next
_LEAST = 0.005  # share of an alternative worth telling
_NEIGHBOURS_KM = 25  # across which namesakes are so near each other that it hardly matters which is meant
_NEIGHBOURS_SHARE = 0.6
# How far a place may lie from the point given, by how it was located: of villages placed at the mean of their hromada's
# or raion's known places, 19 in 20 lie within this (docs/accuracy.md).
_RADIUS_KM = {"exact": 0.0, "hromada": 20.0, "raion": 60.0, "region": 60.0}


class Answers:
    """Answers from a theatre's gazetteer. Threads may share it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._kinds = catalogue.kinds
        self._gazetteer = catalogue.gazetteer

    def of(self, choice: Choice) -> Answer:
        """The place that a choice leads to, if any, within how many km, with what share, and what else it may be."""
        gazetteer, best, share = self._gazetteer, choice.best, choice.share
        radius = _RADIUS_KM[gazetteer.precisions[best]] if self._kinds[best] == SETTLEMENT else 0.0
        place: Place | None = gazetteer.at(best)
        others: tuple[Alternative, ...] = ()
        if share < 1 - _LEAST:
            top = choice.scores[best]
            least = top + math.log2(min(_LEAST / share, 0.125))
            shares = {row: 2.0 ** (score - top) * share for row, score in choice.scores.items() if score >= least}
            order = sorted((row for row in shares if shares[row] >= _LEAST), key=lambda row: (-shares[row], row))
            if share < _SURE:
                spread = self._spread(best, shares)
                if spread is not None:
                    radius = max(radius, spread)
                elif not (share >= _LEADING[0] and share >= _LEADING[1] * shares[order[1]]):
                    place = None
            others = tuple(self._alternative(row, shares[row]) for row in (order[1:6] if place else order[:6]))
        return place, round(radius, 1), round(share, 3), others

    def _spread(self, best: int, shares: Mapping[int, float]) -> float | None:
        """The distance in km within which nearly all that a name may mean lies, if that is a neighbourhood: which of
        the namesakes is meant isn't told then, but where it lies is."""
        close = [row for row, share in shares.items() if share >= shares[best] / 8]
        spread = max(self._away(best, row) for row in close)
        within = spread <= _NEIGHBOURS_KM and sum(shares[row] for row in close) >= _NEIGHBOURS_SHARE
        return spread if within else None

    def _alternative(self, row: int, share: float) -> Alternative:
        gazetteer = self._gazetteer
        return Alternative(
            gazetteer.ids[row], gazetteer.titles[row], gazetteer.admin1s[row], gazetteer.latitudes[row],
            gazetteer.longitudes[row], round(share, 3), gazetteer.admin2s[row],
        )  # fmt: skip

    def _away(self, a: int, b: int) -> float:
        gazetteer = self._gazetteer
        return distance_km(
            (gazetteer.latitudes[a], gazetteer.longitudes[a]), (gazetteer.latitudes[b], gazetteer.longitudes[b])
        )

"""Where the ground war was fought, by the theatre's table of fighting, and how near to it each settlement lies."""

import math
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import numpy as np

from gazetteer.gazetteer import Gazetteer
from gazetteer.place import Kind
from theatre.theatre import Theatre

__all__ = ["Front"]

_EARTH_KM = 6371.0
_CLOSE_KM, _NEAR_KM = 35, 80


class Front:
    """How near each settlement of a theatre lies to the fighting of a day. Threads may share it."""

    def __init__(self, gazetteer: Gazetteer, theatre: Theatre) -> None:
        rows = theatre.table("fighting")
        self._days = [_days(row) for row in rows]
        own = {row["country"] for row in theatre.table("places_regions")}
        latitudes, longitudes = np.radians(gazetteer.latitudes), np.radians(gazetteer.longitudes)
        self._away = np.empty((len(rows), len(latitudes)), dtype=np.float32)  # km, by stretch of fighting and place
        for n, row in enumerate(rows):
            latitude, longitude = math.radians(float(row["latitude"])), math.radians(float(row["longitude"]))
            north, east = latitudes - latitude, (longitudes - longitude) * math.cos(latitude)
            self._away[n] = _EARTH_KM * np.hypot(north, east)
        counts = [
            country in own and kind == Kind.SETTLEMENT
            for country, kind in zip(gazetteer.countries, gazetteer.kinds, strict=True)
        ]
        self._away[:, ~np.array(counts)] = np.inf
        self._zones = lru_cache(maxsize=64)(self._zones_of)

    def zones(self, day: date | None) -> bytes:
        """By row of the gazetteer: 2 within 35 km of the fighting on that day (or ever), 1 within 80 km, else 0."""
        return self._zones(
            tuple(n for n, (first, last) in enumerate(self._days) if day is None or first <= day <= last)
        )

    def _zones_of(self, active: tuple[int, ...]) -> bytes:
        if not active:
            return bytes(self._away.shape[1])
        away = self._away[list(active)].min(axis=0)
        return bytes((away < _NEAR_KM).astype(np.uint8) + (away < _CLOSE_KM))


def _days(row: Mapping[str, str]) -> tuple[date, date]:
    """The first and last day of a stretch of fighting; one without an end goes on."""
    return date.fromisoformat(row["from"]), date.fromisoformat(row["to"]) if row["to"] else date.max

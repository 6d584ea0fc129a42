"""The embedded gazetteer: every settlement of the theatre, its names and where it lies.

A settlement that GeoNames doesn't hold is placed at the mean of its hromada's (else raion's) known places and says so
in its `precision`; importing a full GeoNames country dump makes those exact. `gazetteer.files` builds and reads it.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from gazetteer.place import Kind, Place, Precision, distance_km
from gazetteer.spelling import fold

__all__ = ["Gazetteer"]


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Places by id and by name. Rows are numbered; `forms` maps a folded spelling to one coded row or several
    ("12 40"), where a code is the row number * 4 + Grade. Read-only, so threads may share one."""

    theatre: str
    meta: Mapping[str, str]
    ids: Sequence[str]
    titles: Sequence[str]
    kinds: Sequence[str]
    latitudes: Sequence[float]
    longitudes: Sequence[float]
    countries: Sequence[str]
    admin1s: Sequence[str]
    admin2s: Sequence[str]
    populations: Sequence[int]
    precisions: Sequence[str]
    spellings: Sequence[str]  # JSON: [[language or scheme, spelling], ...]
    forms: Mapping[str, int | str]
    openers: frozenset[str]  # the folded words that begin a form of several, one word, two, ... but not all
    lowercase: frozenset[str]  # openers that may stand in small letters ("south of Ukraine")
    sounds: Mapping[str, str]  # what a name sounds like (gazetteer.spelling.sound) to the rows so named
    rows: Mapping[str, int] = field(repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Place]:
        return (self.at(row) for row in range(len(self.ids)))

    @lru_cache(maxsize=8192)  # noqa: B019 - a gazetteer lives as long as its process
    def at(self, row: int) -> Place:
        """The place in a row."""
        return Place(
            self.ids[row],
            self.titles[row],
            tuple((language, name) for language, name in json.loads(self.spellings[row])),
            Kind(self.kinds[row]),
            self.latitudes[row],
            self.longitudes[row],
            self.countries[row],
            self.admin1s[row],
            self.admin2s[row],
            self.populations[row],
            Precision(self.precisions[row]),
        )

    def place(self, id: str) -> Place | None:
        """The place with this id, or None."""
        row = self.rows.get(id)
        return None if row is None else self.at(row)

    def coded(self, key: str) -> tuple[tuple[int, int], ...]:
        """(row, grade) of every place that a folded spelling may mean."""
        found = self.forms.get(key)
        if found is None:
            return ()
        if isinstance(found, int):
            return (divmod(found, 4),)
        return tuple(divmod(int(code), 4) for code in found.split())

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Every place that a spelling, in any case form, may mean: current names first, then the larger."""
        coded = self.coded(fold(name))
        order = sorted(coded, key=lambda code: (code[1], -self.populations[code[0]], self.ids[code[0]]))
        return tuple(self.at(row) for row, _ in order)

    def nearest(
        self, latitude: float, longitude: float, *, limit: int = 1, within_km: float = 50.0
    ) -> tuple[Place, ...]:
        """The settlements nearest to a point (degrees), nearest first, none farther than `within_km`."""
        reach = within_km / 111.0  # degrees; a degree is a little longer, so the box is wide enough
        wide = reach / max(0.1, math.cos(math.radians(latitude)))
        near = [
            (distance_km((latitude, longitude), (lat, lon)), row)
            for row, (lat, lon, kind) in enumerate(zip(self.latitudes, self.longitudes, self.kinds, strict=True))
            if kind == Kind.SETTLEMENT and abs(lat - latitude) <= reach and abs(lon - longitude) <= wide
        ]
        return tuple(self.at(row) for away, row in sorted(near)[:limit] if away <= within_km)

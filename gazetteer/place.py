"""A place of the gazetteer: what it is called, where it lies, and how exactly that is known.

Coordinates are decimal degrees (WGS 84), latitude before longitude.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Alternative", "Grade", "Kind", "Place", "Precision", "check_coordinates", "distance_km"]


class Kind(StrEnum):
    """What the words name: the whole of a settlement, or less, or more."""

    SETTLEMENT = "settlement"
    PART = "part"  # a district, station, plant or airport of one
    NEAR = "near"  # outskirts, villages around, direction of
    REGION = "region"  # oblast, raion, "the south"
    COUNTRY = "country"
    OTHER = "other"  # river, island, road


class Precision(StrEnum):
    """How exactly a gazetteer place is located."""

    EXACT = "exact"
    HROMADA = "hromada"  # at the mean of its hromada's known places
    RAION = "raion"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. `id` is `geonames:N`, `katottg:UA...`, `region:...`, `site:...` or `user:N`. Raises ValueError
    for coordinates that are not on Earth and for fewer people than none."""

    id: str
    name: str  # its usual English name
    names: tuple[tuple[str, str], ...]  # (language or scheme, spelling)
    kind: Kind
    latitude: float
    longitude: float
    country: str  # ISO 3166 alpha-2 of the legitimate holder: a place in Crimea is UA
    admin1: str  # oblast: the name without "Oblast" ("Kharkiv", "Crimea", "Kyiv", "Sevastopol")
    admin2: str  # raion
    population: int
    precision: Precision

    def __post_init__(self) -> None:
        check_coordinates(self.latitude, self.longitude, self.id)
        if self.population < 0:
            raise ValueError(f"{self.id}: the population {self.population} is less than nobody")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another gazetteer place that the same words could mean, with its score in [0, 1]. Raises ValueError for a score
    or coordinates outside their range."""

    place_id: str
    name: str
    admin1: str
    latitude: float
    longitude: float
    score: float
    admin2: str = ""  # raion

    def __post_init__(self) -> None:
        check_coordinates(self.latitude, self.longitude, self.place_id)
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"{self.place_id}: the score {self.score} is not between 0 and 1")


class Grade:
    """How a spelling stands to its place; a lower grade is the likelier meaning."""

    CURRENT = 0  # its name of today, in any case
    VARIANT = 1  # another spelling or transliteration of it
    FORMER = 2  # a name it bore before
    FOREIGN = 3  # a spelling of some other language's, seldom met in the news


def check_coordinates(latitude: float, longitude: float, whose: str) -> None:
    """Raise ValueError, naming `whose` they are, for degrees that are not on Earth (or not a number)."""
    if not -90.0 <= latitude <= 90.0:
        raise ValueError(f"{whose}: the latitude {latitude} is not between -90 and 90 degrees")
    if not -180.0 <= longitude <= 180.0:
        raise ValueError(f"{whose}: the longitude {longitude} is not between -180 and 180 degrees")


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) in kilometres."""
    lat1, lat2 = math.radians(a[0]), math.radians(b[0])
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    )
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))

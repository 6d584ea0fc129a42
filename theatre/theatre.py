"""A theatre: the war a map is about, as a folder of data under data/theatres/.

`theatre.toml` names the sides and bounds; tables beside it (CSV) and outlines (GeoJSON, longitude first) hold the
rest, each with its sources stated, so that a domain expert can read and extend them without touching code.
"""

import csv
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from theatre.folders import DATA
from theatre.sides import Side, Sides

__all__ = ["Theatre", "load_theatre", "theatre_ids"]


@dataclass(frozen=True)
class Theatre:
    """One theatre. `bounds` is (south, west, north, east) in degrees; `start` is the first day told; `called` has the
    names of the places that articles call by a bare noun, by that noun in English ("capital")."""

    id: str
    title: str
    start: date
    time_zone: str  # IANA's name of the zone whose days the theatre's are
    bounds: tuple[float, float, float, float]
    sides: Sides
    called: Mapping[str, str]
    folder: Path

    def table(self, name: str) -> tuple[dict[str, str], ...]:
        """The rows of `NAME.csv` in the theatre's folder; lines that begin with # are remarks."""
        return _table(self.folder / f"{name}.csv")

    def outlines(self, name: str) -> dict[str, Any]:
        """The GeoJSON FeatureCollection `NAME.geojson` (coordinates are longitude, latitude)."""
        return _outlines(self.folder / f"{name}.geojson")

    def legitimate_holder(self, country: str) -> str | None:
        """The side whose internationally recognised territory `country` (ISO alpha-2) is, or None."""
        return self.sides.legitimate_holder(country)


def theatre_ids() -> list[str]:
    """The theatres this installation carries."""
    return sorted(path.parent.name for path in (DATA / "theatres").glob("*/theatre.toml"))


@lru_cache(maxsize=8)
def load_theatre(id: str = "ukraine") -> Theatre:
    """Read a theatre's folder. Raises ValueError for a name that has none."""
    folder = DATA / "theatres" / id
    if id not in theatre_ids():
        raise ValueError(f"no theatre named {id!r}; there is: {', '.join(theatre_ids())}")
    raw = tomllib.loads((folder / "theatre.toml").read_text("utf-8"))
    south, west, north, east = raw["bounds"]
    sides = Sides(Side(id=key, **value) for key, value in raw["sides"].items())
    bounds = (south, west, north, east)
    return Theatre(id, raw["title"], raw["start"], raw["time_zone"], bounds, sides, raw.get("called", {}), folder)


@lru_cache(maxsize=64)
def _table(path: Path) -> tuple[dict[str, str], ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


@lru_cache(maxsize=16)
def _outlines(path: Path) -> dict[str, Any]:
    outlines: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return outlines

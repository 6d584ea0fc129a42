"""Reading a theatre's folder by its contract (`theatre.schema`).

Whatever is missing, misspelt or of another kind is a TheatreError that names the file, the line or feature, and what to
write instead.
"""

import csv
import json
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from theatre.errors import MarchlandError
from theatre.schema import HOSTILITY, OUTLINES, SETTINGS, SIDE, TABLES, WORDS, Value
from theatre.sides import Hostility, Side, Sides

__all__ = ["Report", "TheatreError", "check_files", "read_outlines", "read_settings", "read_table", "read_words"]


class TheatreError(MarchlandError, ValueError):
    """A theatre that is not there, or a file of its folder that breaks the contract."""


Report = Callable[[TheatreError], None]  # what becomes of a fault; unless told otherwise it is raised


def _raise(fault: TheatreError) -> None:
    raise fault


def check_files(folder: Path, report: Report = _raise) -> None:
    """Report a required file that is missing, and a data file that no theatre has."""
    outlines = {f"{name}.geojson" for name in OUTLINES}
    known = {"theatre.toml", "words.toml", *(f"{name}.csv" for name in TABLES), *outlines}
    held = {path.name for path in folder.iterdir() if path.suffix in (".toml", ".csv", ".geojson")}
    for name in sorted(held - known):
        remedy = _perhaps(name, sorted(known - held), "rename it to")
        report(TheatreError(f"{folder.name}/{name}: no file of a theatre is called so{remedy}"))
    tables = {f"{name}.csv" for name, table in TABLES.items() if table.required}
    outlines = {f"{name}.geojson" for name, contract in OUTLINES.items() if contract.required}
    for name in sorted({"theatre.toml", *tables, *outlines} - held):
        report(_missing(folder / name))


def read_settings(path: Path, report: Report = _raise) -> tuple[dict[str, Any], Sides]:
    """What theatre.toml says, and its sides. Raises the first fault when all are reported."""
    found: list[TheatreError] = []

    def note(where: str, reason: str) -> None:
        found.append(TheatreError(f"{_file(path)}{where}: {reason}"))
        report(found[-1])

    try:
        text = path.read_text("utf-8")
        settings = tomllib.loads(text)
    except ValueError as error:
        note("", f"it is no TOML: {error}")
        raise found[0] from error
    for key, reason in _faults_of_keys(settings, SETTINGS):
        note(f", line {_line_of(text, key)}", reason)
    listed = settings.get("sides")
    stated = listed if isinstance(listed, dict) else {}
    for id, side in stated.items():
        if not isinstance(side, dict):
            note("", f"side {id} is {side!r}; write a table [sides.{id}]")
            continue
        begin = max(0, text.find(f"[sides.{id}]"))
        for key, reason in _faults_of_keys(side, SIDE):
            note(f", line {_line_of(text, key, begin)}", f"side {id}: {reason}")
    hostilities = _hostilities(text, settings, stated, note)
    if found:
        raise found[0]
    sides = Sides((_side(id, side) for id, side in stated.items()), hostilities)
    if not sides.home.country:
        note("", f"side {sides.home.id}: the first side is the one at home; write its country")
        raise found[0]
    return settings, sides


def _side(id: str, stated: Mapping[str, Any]) -> Side:
    """A side as its table of theatre.toml has it."""
    lists = {key: tuple(stated.get(key, ())) for key in ("flags", "capitals")}
    spoken = {key: tuple(stated.get(key, {}).items()) for key in ("names", "adjectives")}
    return Side(id, **{"country": "", **stated, **lists, **spoken})


def _hostilities(
    text: str, settings: Mapping[str, Any], sides: Collection[str], note: Callable[[str, str], None]
) -> list[Hostility]:
    """Which sides fight each other, as theatre.toml says; faults are noted by where they stand."""
    begin, found = 0, []
    stated = settings.get("hostile", ())
    for number, each in enumerate(stated if isinstance(stated, list) else (), 1):
        begin = max(0, text.find("[[hostile]]", begin + 1))
        if not isinstance(each, dict):
            continue
        faults = list(_faults_of_keys(each, HOSTILITY, sides))
        for key, reason in faults:
            note(f", line {_line_of(text, key, begin)}", f"hostile {number}: {reason}")
        if not faults:
            try:
                found.append(Hostility(frozenset(each["sides"]), each.get("from"), each.get("to")))
            except ValueError as error:
                note(f", line {_line_of(text, 'from', begin)}", f"hostile {number}: {error}")
    return found


def read_words(path: Path, sides: Collection[str], report: Report = _raise) -> dict[str, dict[str, Any]]:
    """A theatre's words by language (ISO 639-1), checked; none of a file that is missing. Languages with a fault are
    reported and left out."""
    if not path.exists():
        return {}
    try:
        text = path.read_text("utf-8")
        words = tomllib.loads(text)
    except ValueError as error:
        report(TheatreError(f"{_file(path)}: it is no TOML: {error}"))
        return {}
    sound: dict[str, dict[str, Any]] = {}
    for language, stated in words.items():
        begin = max(0, text.find(f"[{language}"))
        if isinstance(stated, dict) and re.fullmatch("[a-z]{2}", language):
            faults = list(_faults_of_keys(stated, WORDS, sides))
        else:
            faults = [(language, f"{language!r} is no table of a language; write one as [en]")]
        for key, reason in faults:
            report(TheatreError(f"{_file(path)}, line {_line_of(text, key, begin)}: {language}: {reason}"))
        if not faults:
            sound[language] = stated
    return sound


def read_table(path: Path, sides: Collection[str], report: Report = _raise) -> tuple[dict[str, str], ...]:
    """The rows of a theatre's table, checked; none of an optional one that is missing. Lines that begin with # are
    remarks. `sides` are the ids of the theatre's. Rows with a fault are reported and left out."""
    table = TABLES[path.stem]
    if not path.exists():
        if table.required:
            report(_missing(path))
        return ()
    rows = _numbered_rows(path)
    number, header = next(rows, (1, []))
    if reason := _fault_of_header(header, table.columns):
        report(TheatreError(f"{_file(path)}, line {number}: {reason}"))
        return ()
    columns = [(column, header.index(column), value) for column, value in table.columns.items() if column in header]
    absent = dict.fromkeys((column for column in table.columns if column not in header), "")
    found: list[dict[str, str]] = []
    seen: set[str] = set()
    for number, cells in rows:
        reason = _fault_of_row(cells, columns, sides)
        if not reason and table.unique:
            key = cells[header.index(table.unique)]
            reason = f"{table.unique} {key!r} stands twice; take one of the rows out" if key in seen else ""
            seen.add(key)
        if reason:
            report(TheatreError(f"{_file(path)}, line {number} ({cells[0]}): {reason}"))
        else:
            found.append(dict(zip(header, cells, strict=True)) | absent)
    return tuple(found)


def read_outlines(path: Path, sides: Collection[str], report: Report = _raise) -> dict[str, Any]:
    """A theatre's FeatureCollection, checked; one without features for an optional file that is missing. `sides` are
    the ids of the theatre's. Features with a fault are reported and left out."""
    contract = OUTLINES[path.stem]
    none: dict[str, Any] = {"type": "FeatureCollection", "features": []}
    if not path.exists():
        if contract.required:
            report(_missing(path))
        return none
    try:
        outlines: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        report(TheatreError(f"{_file(path)}: it is no JSON: {error}"))
        return none
    listed = isinstance(outlines, dict) and isinstance(outlines.get("features"), list)
    if not listed or outlines.get("type") != "FeatureCollection":
        report(TheatreError(f"{_file(path)}: it is no FeatureCollection; write one, with a list of features"))
        return none
    stated = {key: value for key, value in outlines.items() if key not in ("type", "features")}
    for _, reason in _faults_of_keys(stated, contract.keys, sides):
        report(TheatreError(f"{_file(path)}: {reason}"))
    sound = []
    for number, feature in enumerate(outlines["features"], 1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            report(TheatreError(f"{_file(path)}, feature {number}: it has no properties; write a GeoJSON Feature"))
            continue
        reasons = [reason for _, reason in _faults_of_keys(properties, contract.properties, sides)]
        if reason := _fault_of_geometry(feature.get("geometry"), contract.geometries):
            reasons.append(reason)
        name = properties.get("name", "unnamed")
        for reason in reasons:
            report(TheatreError(f"{_file(path)}, feature {number} ({name}): {reason}"))
        if not reasons:
            sound.append(feature)
    return {**outlines, "features": sound}


# --- what is wrong --------------------------------------------------------------------------------------------------


def _fault_of_header(header: list[str], columns: Mapping[str, Value]) -> str:
    """What is wrong with a table's first row, or nothing."""
    missing = [column for column, value in columns.items() if value.required and column not in header]
    for column in header:
        if column not in columns:
            return f"there is no column {column!r}{_perhaps(column, [c for c in columns if c not in header], 'write')}"
    if missing:
        return f"the column {missing[0]!r} is missing; the columns are {', '.join(columns)}"
    return f"a column stands twice; the columns are {', '.join(columns)}" if len(set(header)) < len(header) else ""


def _fault_of_row(cells: list[str], columns: Collection[tuple[str, int, Value]], sides: Collection[str]) -> str:
    """What is wrong with a row, or nothing; `columns` are names, positions and what they may hold."""
    if len(cells) != len(columns):
        return f"it has {len(cells)} cells; write one for each of the {len(columns)} columns"
    for column, at, value in columns:
        if not value.accepts(cells[at], sides):
            return f"{column} is {cells[at]!r}; write {value.expected}"
    return ""


def _faults_of_keys(
    stated: Mapping[str, Any], keys: Mapping[str, Value], sides: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """The keys of a TOML or JSON table that are wrong, and what is wrong with each."""
    missing = [key for key in keys if key not in stated]
    for key, value in stated.items():
        if key not in keys:
            remedy = _perhaps(key, missing, "write")
            missing = [each for each in missing if not remedy.endswith(f"; write {each}")]  # it is there, misspelt
            yield key, f"there is no key {key!r}{remedy}"
        elif not keys[key].accepts(value, sides):
            yield key, f"{key} is {str(value)[:60]!r}; write {keys[key].expected}"
    for key in missing:
        if keys[key].required:
            yield key, f"the key {key!r} is missing; write {keys[key].expected}"


def _fault_of_geometry(geometry: Any, types: Collection[str]) -> str:
    """What is wrong with a feature's geometry, or nothing: its type, or its first position."""
    kind = geometry.get("type", "") if isinstance(geometry, dict) else ""
    if kind not in types:
        return f"its geometry is {kind or 'null'}; write {' or '.join(sorted(each or 'null' for each in types))}"
    position = geometry.get("coordinates") if kind else [0, 0]
    while isinstance(position, list) and position and isinstance(position[0], list):
        position = position[0]
    numbers = isinstance(position, list) and len(position) >= 2 and all(type(n) in (int, float) for n in position)
    if numbers and abs(position[0]) <= 180 and abs(position[1]) <= 90:
        return ""
    return f"its first position is {position!r}; write [longitude, latitude] in degrees"


def _perhaps(word: str, words: Collection[str], verb: str) -> str:
    """A remedy: the word that was likely meant, else all that could be."""
    if close := get_close_matches(word, words, 1):
        return f"; {verb} {close[0]}"
    return f"; take it out, or {verb} one of {', '.join(words)}" if words else "; take it out"


# --- where it stands ------------------------------------------------------------------------------------------------


def _numbered_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file and the numbers of the lines on which they end; no remarks, no empty lines."""
    number = 0

    def lines() -> Iterator[str]:
        nonlocal number
        with path.open(encoding="utf-8", newline="") as file:
            for line in file:
                number += 1
                if not line.startswith("#"):
                    yield line

    try:
        for row in csv.reader(lines()):
            if row:
                yield number, row
    except (csv.Error, UnicodeDecodeError) as error:
        raise TheatreError(f"{_file(path)}, after line {number}: it is no CSV in UTF-8: {error}") from error


def _line_of(text: str, key: str, begin: int = 0) -> int:
    """The line of a TOML text, from a character on, where a key stands, else where that character does."""
    found = re.compile(rf"^[ \t]*(?:\[[\w.]*)?{re.escape(key)}\b", re.MULTILINE).search(text, begin)
    return text.count("\n", 0, found.start() if found else begin) + 1


def _missing(path: Path) -> TheatreError:
    return TheatreError(f"{_file(path)}: the file is missing; docs/theatres.md says what it holds")


def _file(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"

"""The tables of a language, checked field by field when they are loaded: frames.csv and words.toml.

A misspelt sense would lose claims in silence, so whatever a table holds that the grammar does not know is a ValueError
that names the file, the line, the value and what is allowed there.
"""

import csv
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Column", "load_frames", "load_words"]


@dataclass(frozen=True, slots=True)
class Column:
    """What a field of frames.csv may hold: values apart by one of `separators`, each one of `allowed` (None: any
    words); whether the field may be empty."""

    allowed: frozenset[str] | None = None
    separators: str = "|"
    may_be_empty: bool = True

    def unknown(self, field: str) -> str | None:
        """The first value of a field that is not allowed."""
        values = re.split(f"[{re.escape(self.separators)}]", field) if field else []
        if self.allowed is None:
            return next((field for value in values if not value.strip()), None)
        return next((value for value in values if value not in self.allowed), None)


def load_frames(path: Path, columns: Mapping[str, Column]) -> list[dict[str, str]]:
    """The rows of a frames.csv, in its order; lines that begin with # are comments.

    Raises:
        ValueError: a column is missing or unknown, a row has too few or too many fields, or a field holds what its
            column does not allow.
    """
    lines = [line for line in enumerate(path.read_text("utf-8").splitlines(), 1) if not line[1].startswith("#")]
    (first, header), *rest = ((number, next(csv.reader([text]), [])) for number, text in lines if text)
    if set(header) != set(columns) or len(header) != len(columns):
        raise ValueError(f"{path}, line {first}: the columns are {_listed(header)}; they must be {_listed(columns)}.")
    rows: list[dict[str, str]] = []
    for number, fields in rest:
        if len(fields) != len(header):
            raise ValueError(f"{path}, line {number}: {len(fields)} fields, where the columns are {_listed(header)}.")
        row = dict(zip(header, fields, strict=True))
        for name, column in columns.items():
            if not (row[name] or column.may_be_empty):
                raise ValueError(f"{path}, line {number}: {name} is empty.")
            if (value := column.unknown(row[name])) is not None:
                allowed = "words" if column.allowed is None else _listed(sorted(column.allowed))
                raise ValueError(f"{path}, line {number}: {name} {value!r} is unknown; allowed: {allowed}.")
        rows.append(row)
    return rows


def load_words(path: Path, lists: Collection[str], tables: Mapping[str, Collection[str] | None]) -> dict[str, Any]:
    """A words.toml: word lists by their names, and tables of words by theirs.

    Args:
        path: the file.
        lists: the names of the word lists, all of which must be there and hold words.
        tables: the names of the tables, with the keys that each must have (None: any).

    Raises:
        ValueError: a list or table is missing, unknown, empty or of the wrong kind.
    """
    text = path.read_text("utf-8")
    found = tomllib.loads(text)
    _same_names(path, text, "word list or table", found, {*lists, *tables})
    for name in lists:
        if not isinstance(found[name], str) or not found[name].split():
            raise ValueError(f"{_where(path, text, name)}: {name} must be a text of words, not {found[name]!r}.")
    for name, keys in tables.items():
        table = found[name]
        if not isinstance(table, dict):
            raise ValueError(f"{_where(path, text, name)}: {name} must be a table, not {table!r}.")
        if keys is not None:
            _same_names(path, text, f"key of [{name}]", table, keys)
        for key, value in table.items():
            if not isinstance(value, str) or not value.strip():
                raise ValueError(f"{_where(path, text, key)}: {key} in [{name}] must be a text, not {value!r}.")
    return found


def _same_names(path: Path, text: str, what: str, found: Iterable[str], wanted: Collection[str]) -> None:
    found = set(found)
    for name in sorted(found - set(wanted)):
        raise ValueError(f"{_where(path, text, name)}: unknown {what} {name!r}; allowed: {_listed(sorted(wanted))}.")
    if missing := sorted(set(wanted) - found):
        raise ValueError(f"{path}: {what} {_listed(missing)} is missing.")


def _where(path: Path, text: str, key: str) -> str:
    """The file, and the line where a key stands."""
    start = re.search(rf"^\s*(?:\[\s*)?[\"']?{re.escape(key)}[\"']?\s*[\]=]", text, re.MULTILINE)
    return f"{path}, line {text.count(chr(10), 0, start.start()) + 1}" if start is not None else str(path)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)

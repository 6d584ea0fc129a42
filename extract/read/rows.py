"""JSON Lines: a file of many articles, one object a row, read one at a time in bounded memory."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import IO, Any

from extract.read.bytes import MOST_BAD, as_utf8
from extract.read.found import MAX_CHARACTERS, ArticleError, Found, storable, too_long
from extract.read.table import FIELDS, MAX_COLUMNS, TableHead, columns_of, head_of

__all__ = ["ROW_SUFFIXES", "bounded_lines", "head_of_rows", "listed_rows", "looks_like_rows", "read_row"]


ROW_SUFFIXES = (".jsonl", ".ndjson")
_MAX_ROW_BYTES = 8 * MAX_CHARACTERS  # every character may be written as an escape of several bytes


def looks_like_rows(text: str) -> bool:
    first = text.lstrip("\ufeff \t\r\n").split("\n", 1)[0].strip()
    if not first.startswith("{"):
        return False
    try:
        return "text" in json.loads(first)
    except (ValueError, RecursionError):
        return False


def listed_rows(text: str) -> Iterator[bytes] | None:
    """The rows of a JSON list of articles, or of an object that has one ({"articles": [...]}); None for other texts."""
    if text.lstrip("\ufeff \t\r\n")[:1] not in ("[", "{"):
        return None
    try:
        listed = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if isinstance(listed, dict):
        listed = next((listed[key] for key in ("articles", "items", "results", "data") if key in listed), None)
    return (json.dumps(row).encode() for row in listed) if _are_articles(listed) else None


def _are_articles(value: Any) -> bool:
    """Whether a list has articles, which have a text and, where that goes by another name, say more of themselves."""
    for each in value if isinstance(value, list) else ():
        known = _columns_of(tuple(each)) if isinstance(each, dict) else {}
        if isinstance(each, dict) and isinstance(each.get(known.get("text", "text")), str):
            return known.get("text") == "text" or ("title" in known and "published" in known)
    return False


def bounded_lines(file: IO[bytes]) -> Iterator[bytes]:
    """A file's lines; of one that is too long for a row, only as much as shows that it is."""
    while line := file.readline(_MAX_ROW_BYTES + 1):
        yield line
        while len(line) > _MAX_ROW_BYTES and not line.endswith(b"\n"):
            line = file.readline(_MAX_ROW_BYTES + 1)


_FIRST_MOMENT = 1_000_000_000  # seconds since 1970
_HEAD_ROWS, _HEAD_BYTES = 50, 2_000_000  # that tell which members a file's rows have


def head_of_rows(lines: Iterable[bytes], name: str) -> TableHead | None:
    """How a file of rows begins, a column a member; None for one that doesn't begin with rows."""
    rows: list[Mapping[str, Any]] = []
    size = 0
    for line in islice(lines, _HEAD_ROWS):
        size += len(line)
        if size > _HEAD_BYTES and rows:
            break
        try:
            row = _object(line.removeprefix(b"\xef\xbb\xbf"), name)
        except ArticleError:
            continue
        rows.append({key: value for key, value in row.items() if not isinstance(value, dict | list)})
    header = list(dict.fromkeys(key for row in rows for key in row))[:MAX_COLUMNS]
    if not header:
        return None
    cells = [["" if row.get(key) is None else str(row[key]) for key in header] for row in rows]
    return head_of([header, *cells], name)


def read_row(line: bytes, name: str, *, given_ids: bool, columns: Mapping[str, str] | None = None) -> Found:
    """What a row says; `name` names it in messages, `columns` says which member holds what, where their names don't
    ("" is none). Raises ArticleError for a row that is no article."""
    row = _object(line, name)
    known = {**_columns_of(tuple(row)), **(columns or {})}
    text = row.get(known.get("text") or "text")
    if not isinstance(text, str) or not text.strip():
        raise ArticleError(f"{name}: has no text; put the article's text into {json.dumps(known.get('text', 'text'))}.")
    told = {field: _string(row, known[field], name) for field in FIELDS if known.get(field) and field != "id"}
    given = row.get(known.get("id") or "id") if given_ids else None
    return Found(
        text,
        "application/jsonl",
        told.get("title", ""),
        told.get("publisher", ""),
        told.get("url", ""),
        date_text=told.get("published", ""),
        id=storable(str(given))[:200] if isinstance(given, str | int) else "",
        language=told.get("language", "")[:20],
    )


@lru_cache(maxsize=100)
def _columns_of(keys: tuple[str, ...]) -> dict[str, str]:
    return columns_of(keys)


def _object(line: bytes, name: str) -> dict[str, Any]:
    """The object of a row. Raises ArticleError for one that is too long or none."""
    if len(line) > _MAX_ROW_BYTES:
        raise ArticleError(too_long(name, len(line)))
    try:
        row = json.loads(line if (text := as_utf8(line, MOST_BAD)) is None else text)
    except (ValueError, RecursionError) as error:
        why = error.msg if isinstance(error, json.JSONDecodeError) else "broken encoding or too deeply nested"
        raise ArticleError(f'{name}: is not JSON ({why}); each row is one object like {{"text": ...}}.') from None
    if not isinstance(row, dict):
        raise ArticleError(f'{name}: is not an object; each row is one object like {{"text": ...}}.')
    return row


def _string(row: Mapping[str, Any], key: str, name: str) -> str:
    """A member as text: a moment may be a number, and what is called in another way than ours ("source") an object that
    has a name."""
    value = row.get(key)
    if value is None or isinstance(value, str):
        return value or ""
    if key not in FIELDS:
        value = value.get("name") if isinstance(value, dict) else value
        return str(value) if isinstance(value, str | int | float) else ""
    if isinstance(value, int) and value >= _FIRST_MOMENT:
        return str(value)
    raise ArticleError(f"{name}: {key!r} is not text; write it in quotes.")

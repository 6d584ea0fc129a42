"""JSON Lines: a file of many articles, one object a row, read one at a time in bounded memory."""

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from extract.read.bytes import MOST_BAD, as_utf8
from extract.read.found import MAX_CHARACTERS, ArticleError, Found, storable, too_long

__all__ = ["ROW_SUFFIXES", "bounded_lines", "listed_rows", "looks_like_rows", "read_row"]


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
    return isinstance(value, list) and any(
        isinstance(each, dict) and isinstance(each.get("text"), str) for each in value
    )


def bounded_lines(file: IO[bytes]) -> Iterator[bytes]:
    """A file's lines; of one that is too long for a row, only as much as shows that it is."""
    while line := file.readline(_MAX_ROW_BYTES + 1):
        yield line
        while len(line) > _MAX_ROW_BYTES and not line.endswith(b"\n"):
            line = file.readline(_MAX_ROW_BYTES + 1)


def read_row(line: bytes, name: str, *, given_ids: bool) -> Found:
    """What a row says; `name` names it in messages. Raises ArticleError for a row that is no article."""
    if len(line) > _MAX_ROW_BYTES:
        raise ArticleError(too_long(name, len(line)))
    try:
        row = json.loads(line if (text := as_utf8(line, MOST_BAD)) is None else text)
    except (ValueError, RecursionError) as error:
        why = error.msg if isinstance(error, json.JSONDecodeError) else "broken encoding or too deeply nested"
        raise ArticleError(f'{name}: is not JSON ({why}); each row is one object like {{"text": ...}}.') from None
    if not isinstance(row, dict):
        raise ArticleError(f'{name}: is not an object; each row is one object like {{"text": ...}}.')
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ArticleError(f'{name}: has no text; put the article\'s text into "text".')
    date_text = _string(row, "published", name)
    given = str(row["id"]) if given_ids and isinstance(row.get("id"), str | int) else ""
    return Found(
        text,
        "application/jsonl",
        _string(row, "title", name),
        _string(row, "publisher", name),
        _string(row, "url", name),
        date_text=date_text,
        id=storable(given)[:200],
        language=_string(row, "language", name)[:20],
    )


def _string(row: Mapping[str, Any], key: str, name: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ArticleError(f"{name}: {key!r} is not text; write it in quotes.")
    return value

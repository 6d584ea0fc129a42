"""Claims that were found elsewhere, by many machines say, taken into a store in bulk from a Parquet file.

Their articles are kept as stubs: what the claims say of them, and the sentences that they rest on, each where it stands
in the text. A stub is under the id of its article, so that the same file, or another part of the same run, adds to it
or changes nothing.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from extract.model import Action, DateBasis, Mode, PublishedBasis, Review
from gazetteer.place import Kind
from store import schema
from store.database import Store
from store.engine import now
from store.schema import StoreError
from timeline.claims import CLAIM_COLUMNS, claims_table

__all__ = ["add_claims", "is_claims_file"]

_AT_ONCE: Final = 20_000  # claims of one transaction
_MARKS = {"action", "article", "place_id", "quote"}  # the columns that only claims have all of
_NONE_IF_EMPTY = ("gained_by", "lost_by", "controller_after", "claimant", "claimant_side", "supersedes")
_WORDS: Mapping[str, Any] = {
    "kind": Kind, "action": Action, "mode": Mode, "date_basis": DateBasis, "review": Review,
}  # fmt: skip
_COLUMNS = (*CLAIM_COLUMNS, "position")
_DATES = ("event_from", "event_to", "published")
_LONGEST = 1_000_000  # characters of a stub
_DIGEST = re.compile(r"[0-9a-f]{64}")


def is_claims_file(path: Path) -> bool:
    """Whether a file holds claims rather than articles: a Parquet file with their columns."""
    if path.suffix.lower() != ".parquet":
        return False
    try:
        return set(pq.read_schema(path).names) >= _MARKS
    except (OSError, pa.ArrowException):
        return False  # whoever reads articles says what is wrong with it


def add_claims(store: Store, path: Path, *, publisher: str = "", label: str = "") -> Iterator[tuple[int, int, int]]:
    """Keep a file's claims, some thousand in a transaction; after each, how many articles and claims are new, and how
    many claims were there already. Killed, it goes on where it stood when it is asked again.

    Raises StoreError for a file that breaks off or holds what no claim has; what was kept before stays.
    """
    first = 1
    try:
        with pq.ParquetFile(path) as file:
            columns = [name for name in file.schema_arrow.names if name in (*CLAIM_COLUMNS, "title", "url")]
            for batch in file.iter_batches(_AT_ONCE, columns=columns):
                table = claims_table(batch.to_pandas())
                _refuse_unknown(table, path, first)
                if publisher:
                    table["publisher"] = table["publisher"].where(table["publisher"] != "", publisher)
                yield _keep(store, table, path, label)
                first += len(table)
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"{path}: can't be read as Parquet ({error}).") from None
    except IntegrityError:
        raise StoreError(
            f"{path}: a claim of it, from row {first} on, has the id of a claim of another article, or its article is "
            "kept under another id."
        ) from None


def _refuse_unknown(table: pd.DataFrame, path: Path, first: int) -> None:
    faults = [(name, ~table[name].isin(list(words))) for name, words in _WORDS.items()]
    faults += [(name, table[name] == "") for name in ("id", "article")]
    faults += [("published", table["published"].isna() & table["event_to"].isna())]
    for name, wrong in faults:
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            raise StoreError(f"{path}: row {row + first}: {str(table[name].iloc[row])!r} is no {name} of a claim.")


def _keep(store: Store, table: pd.DataFrame, path: Path, label: str) -> tuple[int, int, int]:
    rows = {row["id"]: row for row in _rows(table)}
    found = list(rows.values())
    with store.writing() as (connection, changed):
        held = _held(connection, list(rows))
        last = _last_positions(connection, list({row["article"] for row in found}))
        fresh: dict[str, list[dict[str, Any]]] = {}
        for row in found:
            if held.get(row["id"]) != row["article"]:
                fresh.setdefault(row["article"], []).append(row)
        stubs = [_stub(id, some, path, label) for id, some in fresh.items() if id not in last]
        for id, some in fresh.items():
            for position, row in enumerate(some, start=last.get(id, -1) + 1):
                row["position"] = position
        new = [{name: row[name] for name in _COLUMNS} for some in fresh.values() for row in some]
        if stubs:
            connection.execute(insert(schema.articles), stubs)
        if new:
            connection.execute(insert(schema.claims), new)
            changed("", "claims added", path.name, fresh, claims=len(new), articles=len(stubs))
    return len(stubs), len(new), len(table) - len(new)


def _held(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The article of each of these claims that is kept already."""
    table = schema.claims.c
    return {
        row.id: row.article
        for some in _parts(ids)
        for row in connection.execute(select(table.id, table.article).where(table.id.in_(some)))
    }


def _last_positions(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """The position of the last claim of each of these articles that is kept already; -1 for one without any."""
    articles, claims = schema.articles.c, schema.claims.c
    query = select(articles.id, func.coalesce(func.max(claims.position), -1).label("last"))
    query = query.outerjoin(schema.claims, claims.article == articles.id).group_by(articles.id)
    return {row.id: row.last for some in _parts(ids) for row in connection.execute(query.where(articles.id.in_(some)))}


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many as one question may name."""
    return (ids[begin : begin + 5_000] for begin in range(0, len(ids), 5_000))


def _stub(id: str, claims: Sequence[Mapping[str, Any]], path: Path, label: str) -> dict[str, Any]:
    """The row of an article of which only its claims are known."""
    first = claims[0]
    return {
        "id": id,
        "digest": id if _DIGEST.fullmatch(id) else sha256(f"stub {id}".encode()).hexdigest(),
        "title": first["title"] or first["quote"][:80] or f"Article {id[:12]}",
        "text": _text({(claim["start"], claim["quote"]) for claim in claims}),
        "published": first["published"],
        "published_basis": PublishedBasis.STATED.value,
        "publisher": first["publisher"],
        "url": first["url"],
        "language": first["language"],
        "added_at": now(),
        "added_by": "",
        "file_name": path.name,
        "media_type": schema.STUB,
        "sample": False,
        "label": label,
        "capture": None,
    }


def _text(quotes: Iterable[tuple[int, str]]) -> str:
    """The sentences that claims rest on, each where it stands, with blanks for what is between."""
    ordered = sorted(quotes)
    if ordered[0][0] < 0 or ordered[-1][0] > _LONGEST:
        return "\n\n".join(dict.fromkeys(quote for _, quote in ordered))
    text = ""
    for start, quote in ordered:
        gap = start - len(text)
        text = text[:start] + ("\n[…]\n".ljust(gap) if gap >= 5 else " " * gap) + quote
    return text


def _rows(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Typed claims as rows of the store, with title and address of their articles where the file has them."""
    values: dict[str, Sequence[Any]] = {name: table[name].tolist() for name in CLAIM_COLUMNS}
    values["alternatives"] = [json.loads(text) if text != "[]" else [] for text in values["alternatives"]]
    for name in _DATES:
        days = table[name].fillna(table["event_to"]) if name == "published" else table[name]
        values[name] = [None if day is pd.NaT else day.date() for day in days.tolist()]
    for name in ("latitude", "longitude"):
        values[name] = [None if number != number else number for number in values[name]]
    values["radius_km"] = table["radius_km"].fillna(0.0).tolist()
    for name in _NONE_IF_EMPTY:
        values[name] = [text or None for text in values[name]]
    for name in ("title", "url"):
        values[name] = table[name].fillna("").tolist() if name in table else [""] * len(table)
    return (dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True))

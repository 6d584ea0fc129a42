"""A whole store as one file that any database takes.

An archive is a ZIP of JSON Lines, a file a table, and `manifest.json`: the version of the schema and the rows of each
table. What an archive brings is what was exported, to the letter: exported again, it is the same file.
"""

import base64
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Column, Connection, Date, LargeBinary, Table, func, insert, select, text

from store import schema
from store.backup import refuse_existing, written_whole
from store.database import Store
from store.migrating import HEAD
from store.reviews import decisions_of
from store.schema import StoreError

__all__ = ["export_store", "import_store"]

_MANIFEST = "manifest.json"
_MADE_AT = (2022, 2, 24, 0, 0, 0)  # the same for every file, so that equal stores give equal archives
_AT_ONCE = 200  # rows


def export_store(store: Store, path: Path) -> int:
    """Write the whole store to an archive; how many articles are in it. Raises StoreError when there is such a file."""
    refuse_existing(path)
    rows: dict[str, int] = {}
    with written_whole(path) as beside:
        with store.reading() as connection, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            for table in _tables():
                with archive.open(_member(f"{table.name}.jsonl"), "w", force_zip64=True) as out:
                    rows[table.name] = _write_rows(connection, table, out)
            manifest = {"marchland": "store", "version": int(HEAD), "rows": rows}
            archive.writestr(_member(_MANIFEST), json.dumps(manifest, indent=1))
        with zipfile.ZipFile(beside) as written:
            if broken := written.testzip():
                raise StoreError(f"{path}: {broken} was not written whole; see to the disk.")
    return rows["articles"]


def import_store(store: Store, path: Path) -> int:
    """Put all that an archive holds into a new store; how many articles. All or nothing.

    Raises StoreError for a store that has been used, and for a file that is no archive, a newer one or a broken one.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            version, expected = manifest["version"], manifest["rows"]
            if version > int(HEAD):
                raise StoreError(f"{path}: was exported by a newer Marchland; update this one.")
            with store.writing() as (connection, _):
                if connection.scalar(select(schema.counters.c.value).where(schema.counters.c.name == "revision")):
                    raise StoreError(
                        "An archive is imported into a new store, and this one has been used; "
                        "name a new one in MARCHLAND_DATABASE, like sqlite:////folder/moved.sqlite."
                    )
                _replace_all(connection, archive, expected, path)
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        if isinstance(error, StoreError):
            raise
        raise StoreError(f"{path}: is no whole archive that `python -m store export` wrote ({error}).") from None
    return int(expected["articles"])


def _tables() -> list[Table]:
    """All that is moved, in an order in which rows find what they refer to."""
    return schema.metadata.sorted_tables


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _MADE_AT)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _write_rows(connection: Connection, table: Table, out: IO[bytes]) -> int:
    number = 0
    query = select(table).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
        values = {name: _plain(value) for name, value in row._mapping.items()}
        out.write(json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        number += 1
    return number


def _replace_all(connection: Connection, archive: zipfile.ZipFile, expected: Mapping[str, int], path: Path) -> None:
    for table in reversed(_tables()):
        connection.execute(table.delete())
    for table in _tables():
        if table.name not in expected:
            continue  # an archive of before there was such a table
        number = 0
        with archive.open(f"{table.name}.jsonl") as lines:
            found = _read_rows(table, lines)
            while rows := list(islice(found, _AT_ONCE)):
                connection.execute(insert(table), rows)
                number += len(rows)
        if number != expected[table.name]:
            raise StoreError(f"{path}: holds {number:,} rows of {table.name} instead of {expected[table.name]:,}.")
        _go_on_counting(connection, table)
    if "reviews" in expected:  # an archive of before there were decisions
        with archive.open("reviews.jsonl") as lines:
            reviews = [json.loads(line) for line in lines]
        known = [dict(row) for row in connection.execute(select(schema.claims)).mappings()]
        rows = list(decisions_of(reviews, known))
        if rows:
            connection.execute(insert(schema.decisions), rows)


def _read_rows(table: Table, lines: IO[bytes]) -> Iterator[dict[str, Any]]:
    columns = dict(table.columns.items())
    for line in lines:
        row = json.loads(line.decode("utf-8", "surrogatepass"))
        yield {name: _typed(columns[name], value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def _typed(column: Column[Any], value: Any) -> Any:
    if value is not None and isinstance(column.type, Date):
        return date.fromisoformat(value)
    if value is not None and isinstance(column.type, LargeBinary):
        return base64.b64decode(value)
    return value


def _go_on_counting(connection: Connection, table: Table) -> None:
    """PostgreSQL counts on from its own last number, which knows nothing of rows that brought theirs."""
    counted = [column for column in table.primary_key.columns if column.autoincrement is True]
    if connection.dialect.name != "postgresql" or not counted:
        return
    last = connection.scalar(select(func.max(counted[0])))
    if last:
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"),
            {"table": table.name, "column": counted[0].name, "last": last},
        )

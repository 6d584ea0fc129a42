"""A copy of a store's file, made while others use it and put back in its place; and whether a store is whole.

What is written is looked through before it gets its name: a copy that is there is a whole one.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.engine import make_url

from extract.read.article import article_id
from store import failures, migrating, schema
from store.database import Store
from store.engine import make_engine, now
from store.opening import file_of
from store.schema import StoreError
from theatre.folders import undisturbed

__all__ = ["back_up", "check", "refuse_existing", "restore", "written_whole"]

_MOST_FAULTS = 20
_AT_ONCE = 200  # rows
_ENDS = ("-wal", "-shm", "-journal")  # of the files that SQLite has beside its own


def back_up(store: Store, path: Path) -> int:
    """Copy an SQLite store, as it is at one moment, while others go on using it; how many articles are in the copy.
    Raises StoreError where it can't, or where the copy does not turn out whole."""
    refuse_existing(path)
    if store.engine.dialect.name != "sqlite":
        raise StoreError(
            "Only SQLite is backed up from here: for PostgreSQL use pg_dump, or `python -m store export` for either."
        )
    with written_whole(path) as beside, store.reading() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        with failures.told(str(path)), closing(sqlite3.connect(beside)) as copy:
            driver.backup(copy)
        rows = _rows(connection)
        _verify(beside, path, rows)
    return rows["articles"]


def restore(address: str, path: Path) -> Path | None:
    """Put a backup in the place of the SQLite store at an SQLAlchemy URL; where what was there before lies now, if
    there was any. The backup is looked through first and stays as it is.

    Raises StoreError where the backup is none or not whole, or somebody has the store open.
    """
    url = make_url(address)
    place = file_of(url)
    if place is None:
        raise StoreError(
            "Only SQLite is restored from here: for PostgreSQL use pg_restore, or `python -m store import` for either."
        )
    if not path.is_file():
        raise StoreError(f"{path}: there is no such file.")
    former = place.with_name(place.name + ".before-restore")
    if place.exists():
        refuse_existing(former)
    with undisturbed(place.parent), written_whole(place, replacing=True) as beside:
        _copy(path, beside)
        _verify(beside, path)
        last = _let_go(place) if place.exists() else 0
        _note(beside, path, last)
        if not place.exists():
            return None
        for end in _ENDS:  # a damaged one may have them still
            with suppress(FileNotFoundError):
                place.with_name(place.name + end).rename(former.with_name(former.name + end))
        former.hardlink_to(place)  # so that there is a store at any moment
    return former


def check(address: str) -> list[str]:
    """What is wrong with a store at an SQLAlchemy URL, a sentence each; nothing for a whole one. It reads everything.
    Raises StoreError for one that can't even be opened."""
    url = make_url(address)
    file = file_of(url)
    if file and not file.is_file():
        raise StoreError(f"{file}: there is no store yet.")
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return _faults(connection)[:_MOST_FAULTS]
    finally:
        engine.dispose()


def refuse_existing(path: Path) -> None:
    """Raises StoreError where a file is there, which is never written over."""
    if path.exists():
        raise StoreError(f"{path}: is there already and is left as it is; name another file.")


@contextmanager
def written_whole(path: Path, *, replacing: bool = False) -> Iterator[Path]:
    """Where to write a file that gets its name when it is whole and on the disk; nothing is left of one that is not.
    Raises StoreError where it can't be written."""
    beside = path.with_name(path.name + ".new")
    try:
        _clear(beside)
        yield beside
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        if not replacing:
            refuse_existing(path)
        beside.rename(path)
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except OSError as error:
        raise StoreError(f"{path}: can't be written ({error.strerror or error}).") from error
    finally:
        with suppress(OSError):
            _clear(beside)


def _clear(path: Path) -> None:
    for end in ("", *_ENDS):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _copy(path: Path, beside: Path) -> None:
    waiting = path.with_name(path.name + "-wal")
    how = "mode=ro" if waiting.exists() and waiting.stat().st_size else "immutable=1"  # with what is not in it yet
    source = f"{path.resolve().as_uri()}?{how}"
    given, copy = sqlite3.connect(source, uri=True), sqlite3.connect(beside)
    with failures.told(str(path)), closing(given), closing(copy):
        given.backup(copy)


def _verify(copy: Path, named: Path, rows: dict[str, int] | None = None) -> None:
    """Raises StoreError where a file is no whole store, or has not as many rows as it should."""
    engine = make_engine(f"sqlite:///{copy}")
    try:
        with engine.connect() as connection:
            faults = _faults(connection)
            if not faults and rows is not None and _rows(connection) != rows:
                faults = ["Rows are missing."]
    except StoreError as error:
        raise StoreError(str(error).replace(str(copy), str(named))) from error
    finally:
        engine.dispose()
    if faults:
        raise StoreError(f"{named}: is no whole backup of a store. {faults[0]}")


def _faults(connection: Connection) -> list[str]:
    """What is wrong with a database of any age: with its file, with what rows refer to, and with what was kept."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        found = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_FAULTS})").scalars().all()
        if damaged := [f"The file is damaged: {' '.join(line.split())}." for line in found if line != "ok"]:
            return damaged
    if migrating.revision_of(connection) is None:
        return ["It is empty and no store."]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST_FAULTS) if sqlite else []
    return [f"A row of {row[0]} refers to one of {row[2]} that is not there." for row in orphans] + [
        *_changed_texts(connection),
        *_changed_pages(connection),
    ]


def _changed_texts(connection: Connection) -> Iterator[str]:
    """Articles whose text is not the one that was kept, by the digest kept with it."""
    columns = schema.articles.c
    query = select(columns.id, columns.digest, columns.text).where(columns.media_type != schema.STUB)
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
        if article_id(row.text) != row.digest:
            yield f"The text of the article {row.id} is not the one that was kept."


def _changed_pages(connection: Connection) -> Iterator[str]:
    columns = schema.captures.c
    if not inspect(connection).has_table(schema.captures.name):
        return  # an older store
    query = select(columns.asked, columns.digest, columns.content)
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
        if sha256(row.content).hexdigest() != row.digest:
            yield f"The page {row.asked} is not as it was kept."


def _rows(connection: Connection) -> dict[str, int]:
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in schema.metadata.sorted_tables
    }


def _let_go(place: Path) -> int:
    """Make sure that nobody has a store open, and all of it is in its one file; its revision, as far as it can still
    be told."""
    with closing(sqlite3.connect(place, timeout=1)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise StoreError(f"{place}: somebody has it open; stop Marchland, then do it again.") from None
        except sqlite3.DatabaseError:
            return 0  # too damaged to be asked
        with suppress(sqlite3.DatabaseError):
            row = connection.execute("SELECT value FROM counters WHERE name = 'revision'").fetchone()
            return int(row[0]) if row else 0
    return 0


def _note(beside: Path, path: Path, last: int) -> None:
    """Bring a copy up to date, and to a revision that nobody has seen, so that nothing derived from another is kept."""
    engine = make_engine(f"sqlite:///{beside}")
    try:
        migrating.bring_up(engine)
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            counter = schema.counters.c.name == "revision"
            own = connection.scalar(select(schema.counters.c.value).where(counter)) or 0
            connection.execute(schema.counters.update().where(counter).values(value=max(own, last) + 1))
            connection.execute(schema.touched.delete())
            noted = {"at": now(), "by": "", "event": "store restored", "subject": path.name, "detail": {}}
            connection.execute(schema.audit.insert().values(noted))
    finally:
        engine.dispose()

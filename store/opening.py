"""From a database's address to its engine, ready to be used: made where there is none, refused where it is not ours or
is damaged, brought up to date where it is older."""

import time
from pathlib import Path

from sqlalchemy import URL, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from store import failures, migrating
from store.engine import make_engine
from store.schema import StoreError
from theatre.folders import undisturbed

__all__ = ["file_of", "open_engine"]

_CHECK_SECONDS = 1.0  # that looking through a file may take at the start; `python -m store check` takes its time


def open_engine(address: str) -> Engine:
    """The engine of the database at an SQLAlchemy URL. Raises StoreError, with a sentence that says what to do."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise StoreError(
            "MARCHLAND_DATABASE is no database URL; write it like sqlite:////folder/file.sqlite."
        ) from None
    shown = url.render_as_string(hide_password=True)
    try:
        return _opened(url)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(
            f"The database {shown} needs a driver that is not installed ({error}); for PostgreSQL, "
            "`pip install -r requirements-postgres.txt` and write the address as postgresql+psycopg://..."
        ) from None
    except DatabaseError as error:
        raise StoreError(
            f"The database {shown} can't be opened ({error.orig}); "
            "check that the file or server is there, whole and writable, or name another in MARCHLAND_DATABASE."
        ) from None
    except OSError as error:
        raise StoreError(
            f"The database {shown} can't be opened ({error.strerror}); "
            "check that its folder is there and writable, or name another in MARCHLAND_DATABASE."
        ) from None


def file_of(url: URL) -> Path | None:
    """The file of an SQLite database; None for any other, and for one in memory."""
    name = url.database or ""
    if url.get_backend_name() != "sqlite" or name in ("", ":memory:") or name.startswith("file:"):
        return None
    return Path(name)


def _opened(url: URL) -> Engine:
    file = file_of(url)
    if file and not file.exists():
        _make_file(url, file)
    if file and not file.stat().st_size:
        raise StoreError(_empty(url))
    engine = make_engine(url)
    try:
        if file:
            _look_through(engine)
        with engine.connect() as connection:
            revision = migrating.revision_of(connection)
        if revision is None and file:
            raise StoreError(_empty(url))
        if revision != migrating.HEAD:
            migrating.bring_up(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _make_file(url: URL, file: Path) -> None:
    """Make a new store beside its place and put it there in one step, so that whoever is killed leaves nothing half."""
    with undisturbed(file.parent):
        if file.exists():
            return
        beside = file.with_name(file.name + ".new")
        for left in (beside, *(beside.with_name(beside.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)
        try:
            engine = make_engine(url.set(database=str(beside)))
            migrating.bring_up(engine)
            beside.rename(file)
        finally:
            beside.unlink(missing_ok=True)


def _look_through(engine: Engine) -> None:
    """See whether a file is whole, as far as that takes no longer than a moment. Raises StoreError where it is not."""
    end = time.monotonic() + _CHECK_SECONDS
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(lambda: time.monotonic() > end, 10_000)
        try:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorname", "") != "SQLITE_INTERRUPT":
                raise
            found = "ok"
        finally:
            driver.set_progress_handler(None, 0)
    if found != "ok":
        shown = engine.url.render_as_string(hide_password=True)
        raise StoreError(failures.damaged(shown, str(found).removeprefix("*** in database main ***")))


def _empty(url: URL) -> str:
    return (
        f"The database {url.render_as_string(hide_password=True)} is an empty file and no store; "
        "delete it, so that a new store can be made there, or name another in MARCHLAND_DATABASE."
    )

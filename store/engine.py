"""The database itself: how it is reached, and how it is written to, one writer after another."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, select
from sqlalchemy.engine import ExceptionContext

from store import failures, schema
from store.access import COMMAND_LINE, Actor, Forbidden, Role
from store.schema import StoreError

__all__ = ["Changed", "Database", "make_engine", "now"]

_WAIT_SECONDS = 30  # for another writer
_SYNCHRONOUS = "FULL"  # what was saved outlives a power cut
_log = logging.getLogger("marchland.store")


class Changed(Protocol):
    """Notes a change: in the audit trail, and by a new revision with the articles that it touched."""

    def __call__(self, by: str, event: str, subject: str, articles: Iterable[str], /, **detail: Any) -> None: ...


def make_engine(url: str | URL) -> Engine:
    """The engine for an SQLAlchemy URL. Writers on SQLite take their turn; readers never wait. What the database can't
    do is raised as StoreError."""
    url = make_url(url)
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS, "check_same_thread": False})
        _prepare_sqlite(engine)
    else:
        engine = create_engine(url, pool_pre_ping=True)
    shown = url.render_as_string(hide_password=True)

    @event.listens_for(engine, "handle_error")
    def say(context: ExceptionContext) -> None:
        if words := failures.sentence(context.original_exception, shown):
            raise StoreError(words) from context.original_exception

    return engine


def _prepare_sqlite(engine: Engine) -> None:

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin below, not where the driver sees fit
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {_SYNCHRONOUS}")
        connection.execute("PRAGMA foreign_keys = ON")
        # SQLite's own lower() knows no Cyrillic
        connection.create_function("lower", 1, lambda text: text and text.lower(), deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # a writer takes its lock at once: one that began as a reader could find its view outdated
        options = connection.get_execution_options()
        if not options.get("foreign_keys", True):  # while tables are rebuilt
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


class Database:
    """One database, shared by threads. `acting` says who is at work where it is called; `wrote` is told each new
    revision, where it was written."""

    def __init__(self, engine: Engine, acting: Callable[[], Actor] = lambda: COMMAND_LINE) -> None:
        self.engine = engine
        self.acting = acting
        self.wrote: Callable[[int], None] = lambda revision: None

    def permit(self, needed: Role) -> Actor:
        """Who is at work, if they have a role or one above it. Raises Forbidden."""
        actor = self.acting()
        if actor.role < needed:
            _log.warning("refused", extra={"person": actor.name, "role": str(actor.role), "needed": str(needed)})
            raise Forbidden(actor, needed)
        return actor

    def probe(self) -> None:
        """Raise what keeps the database from answering, if anything does."""
        file = self.engine.url.database if self.engine.dialect.name == "sqlite" else None
        if file and not Path(file).exists():  # a connection that is open would not notice
            raise FileNotFoundError(file)
        with self.reading() as connection:
            connection.execute(select(schema.counters.c.value).limit(1)).all()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees one state and never waits."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, needed: Role = Role.EDITOR) -> Iterator[tuple[Connection, Changed]]:
        """One transaction of somebody with a role, that waits for its turn. Its second value notes a change that the
        map may show, by whoever is at work unless it is told another name. Raises Forbidden."""
        self.permit(needed)
        revisions: list[int] = []
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            counter = schema.counters.c.name == "revision"
            connection.execute(select(schema.counters.c.value).where(counter).with_for_update())

            def changed(by: str, event: str, subject: str, articles: Iterable[str], /, **detail: Any) -> None:
                self.note(connection, event, subject, by=by, **detail)
                connection.execute(schema.counters.update().where(counter).values(value=schema.counters.c.value + 1))
                revision = connection.scalar(select(schema.counters.c.value).where(counter))
                revisions.append(revision or 0)
                rows = [{"revision": revision, "article": article} for article in articles]
                if rows:  # else nobody knows which it touched, and all is worked out anew
                    connection.execute(schema.touched.insert(), rows)

            yield connection, changed
        if revisions:
            self.wrote(revisions[-1])

    def note(self, connection: Connection, event: str, subject: str, *, by: str = "", **detail: Any) -> None:
        """Note what happened in the audit trail, within a transaction that writes: by whoever is at work, unless it is
        told another name."""
        values = {"at": now(), "by": by or self.acting().name, "event": event, "subject": subject, "detail": detail}
        connection.execute(schema.audit.insert().values(values))

    def frame(self, query: Any) -> pd.DataFrame:
        """What a query finds, as a table."""
        with self.reading() as connection:
            result = connection.execute(query)
            return pd.DataFrame(result.fetchall(), columns=list(result.keys()))


def now() -> str:
    """This moment in UTC, as it is kept."""
    return datetime.now(UTC).isoformat(timespec="seconds")

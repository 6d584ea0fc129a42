"""The revision of a database's schema, and how it comes to the one that this Marchland knows.

A new database is made as it is to be. An older one goes up the revisions in `migrations/versions`, which are Alembic's,
in one transaction: at the end it is of today, or what it was. One of a newer Marchland is refused, never guessed at.
"""

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Column, Connection, Engine, Integer, MetaData, String, Table, func, inspect, select

from store import schema
from store.schema import StoreError

__all__ = ["HEAD", "REVISIONS", "bring_up", "make", "revision_of"]

_MIGRATIONS = Path(__file__).with_name("migrations")
REVISIONS: Final = tuple(sorted(path.name[1:5] for path in (_MIGRATIONS / "versions").glob("r*.py")))
HEAD: Final = REVISIONS[-1]
_LOCK = 0x6D617263  # a number of our own among the database's advisory locks
_upgrading = threading.Lock()  # Alembic has one context a process

_version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
# What had the version before Alembic did, a number. It goes on telling an older Marchland that the store is newer.
_numbered = Table(
    "schema_version",
    MetaData(),
    Column("version", Integer, primary_key=True),
    Column("applied_at", String, nullable=False),
)
_NUMBERED_LAST = 7


def revision_of(connection: Connection) -> str | None:
    """The revision that a database is of; None for one without any table. Raises StoreError for one that is not
    Marchland's, or a newer Marchland's."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    revision = None
    if schema.articles.name in tables and _version.name in tables:
        revision = connection.scalar(select(_version.c.version_num))
    if revision is None and schema.articles.name in tables and _numbered.name in tables:
        number = connection.scalar(select(func.max(_numbered.c.version)))
        revision = number and f"{number:04d}"
    if revision is None:
        raise StoreError(
            f"The database {_shown(connection.engine)} holds tables that are not Marchland's, and is left as it is; "
            "name another one, or none yet made, in MARCHLAND_DATABASE."
        )
    if revision not in REVISIONS:
        raise StoreError(
            f"The database was written by a newer Marchland (its version is {revision}, this one knows up to {HEAD}); "
            "update Marchland, or name another database in MARCHLAND_DATABASE."
        )
    return str(revision)


def make(connection: Connection) -> None:
    """Make an empty database a new store, within the caller's transaction."""
    schema.metadata.create_all(connection)
    connection.execute(schema.counters.insert().values(name="revision", value=0))
    _numbered.create(connection)
    connection.execute(_numbered.insert().values(version=_NUMBERED_LAST, applied_at=_now()))
    _version.create(connection)
    connection.execute(_version.insert().values(version_num=HEAD))


def bring_up(engine: Engine) -> None:
    """Bring a database to the revision of today, in one transaction, while others wait; one without tables is made."""
    migrating = engine.connect().execution_options(writes=True, foreign_keys=False)
    with _upgrading, migrating as connection, connection.begin():
        if connection.dialect.name == "postgresql":  # SQLite's writers queue anyway
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        revision = revision_of(connection)
        if revision is None:
            make(connection)
        elif revision != HEAD:
            if not inspect(connection).has_table(_version.name):
                _version.create(connection)
                connection.execute(_version.insert().values(version_num=revision))
            _upgrade(connection)
    engine.dispose()  # its connections may look after foreign keys again


def _upgrade(connection: Connection) -> None:
    from alembic import command  # here, since it takes a third of a second and is rarely needed
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreError(
            f"The database {_shown(connection.engine)} can't be brought up to date, since rows in it refer to others "
            "that are not there; it is as it was. Bring back a backup with `python -m store restore FILE`."
        )


def _shown(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

"""How Alembic reaches the store: on the connection, and in the transaction, of `store.migrating`; or, from the command
`alembic`, on the database that MARCHLAND_DATABASE names."""

from alembic import context
from sqlalchemy import Connection

from store import schema
from store.database import database_url
from store.engine import make_engine


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a revision may be about something: not the table that is there for older Marchlands alone."""
    return kind != "table" or name != "schema_version"


def run(connection: Connection) -> None:
    tables = schema.metadata
    context.configure(connection=connection, target_metadata=tables, render_as_batch=True, include_name=ours)
    context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(database_url()).connect().execution_options(writes=True) as opened, opened.begin():
        run(opened)

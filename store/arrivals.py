"""What was brought and is still to be read, in the order in which it came, and what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import delete, func, insert, select

from extract.read.article import ArticleError, NeedsDate, Read
from store import schema
from store.drafts import put_drafts
from store.engine import Database

__all__ = ["Arrival", "Arrivals"]

_table = schema.arrivals


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file to be read, or rows of a file of JSON Lines, of which `first` is the number of the first one."""

    name: str
    content: bytes
    first: int = 0
    id: int = 0


class Arrivals:
    """The arrivals of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, brought: Iterable[Arrival]) -> None:
        """Keep what was brought until it is read, with nothing of an earlier round left over."""
        with self._database.writing() as (connection, _):
            if not connection.scalar(select(func.count()).select_from(_table)):
                connection.execute(delete(schema.outcomes))
            for one in brought:
                connection.execute(insert(_table).values(name=one.name, first=one.first, content=one.content))

    def next(self) -> Arrival | None:
        """The first of those that wait."""
        with self._database.reading() as connection:
            row = connection.execute(select(_table).order_by(_table.c.id).limit(1)).first()
        return Arrival(row.name, row.content, row.first, row.id) if row else None

    def done(self, arrival: Arrival, found: Sequence[Read]) -> None:
        """In one step: what was found becomes drafts, and the arrival an outcome. Nothing, if another did it first."""
        read = [one for one in found if not isinstance(one, ArticleError)]
        with self._database.writing() as (connection, _):
            if not connection.execute(delete(_table).where(_table.c.id == arrival.id)).rowcount:
                return
            put_drafts(connection, read)
            connection.execute(
                insert(schema.outcomes).values(
                    name=arrival.name,
                    articles=len(read),
                    undated=sum(isinstance(one, NeedsDate) for one in read),
                    problems=[str(one) for one in found if isinstance(one, ArticleError)],
                )
            )

    def note(self, name: str, problem: str) -> None:
        """Note what became of an article later on, under the name that it came by."""
        with self._database.writing() as (connection, _):
            connection.execute(
                insert(schema.outcomes).values(name=name, articles=0, undated=0, problems=[f"{name}: {problem}"])
            )

    def counts(self) -> tuple[int, int]:
        """How many wait, and how many are done since there was nothing to do."""
        with self._database.reading() as connection:
            waiting, done = (
                connection.scalar(select(func.count()).select_from(each)) or 0 for each in (_table, schema.outcomes)
            )
        return waiting, done

    def stop(self) -> int:
        """Throw away what is not read yet; how many there were."""
        with self._database.writing() as (connection, _):
            return connection.execute(delete(_table)).rowcount

    def outcomes(self) -> pd.DataFrame:
        """A row a file, in the order in which they were done: name, articles, undated, and problems, a list."""
        rows = self._database.frame(select(schema.outcomes).order_by(schema.outcomes.c.id))
        return rows.groupby("name", sort=False, as_index=False).agg(
            articles=("articles", "sum"), undated=("undated", "sum"), problems=("problems", "sum")
        )

    def forget(self) -> None:
        """Clear the outcomes."""
        with self._database.writing() as (connection, _):
            connection.execute(delete(schema.outcomes))

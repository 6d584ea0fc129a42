"""What was brought and is still to be read, in the order in which it came, and what came of it.

A table of many articles waits until somebody has confirmed which of its columns holds what. All of it is theirs who
brought it (store.owners), and so is what is read in it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, func, insert, select, update

from extract.read.article import ArticleError, NeedsDate, Read
from extract.read.table import TableHead
from store import schema
from store.drafts import put_drafts
from store.engine import Database
from store.owners import EVERYBODY, theirs

__all__ = ["Arrival", "Arrivals", "Asking"]

_table = schema.arrivals
_ASKS = _table.c.asks.is_not(None)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file to be read, or rows of a file of JSON Lines, of which `first` is the number of the first one. `columns`
    says which column of a table holds which field of an article."""

    name: str
    content: bytes
    first: int = 0
    columns: Mapping[str, str] | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """Tables with the same columns that wait for somebody to say which holds what: their ids and names, their bytes
    together, how the first of them begins, and what was chosen so far, "" being no column."""

    ids: tuple[int, ...]
    names: tuple[str, ...]
    size: int
    head: TableHead
    chosen: Mapping[str, str]


class Arrivals:
    """The arrivals of one database, whoever's they are; or, by `belonging_to`, those that somebody works with."""

    def __init__(self, database: Database, owner: str | None = None) -> None:
        self._database = database
        self._owner = owner
        self._mine = theirs(_table.c.owner, owner)
        self._my_outcomes = theirs(schema.outcomes.c.owner, owner)

    def belonging_to(self, owner: str | None) -> "Arrivals":
        """Somebody's own, which those that are put here become, and everybody's; no others are found or thrown away.
        Without an owner, all."""
        return Arrivals(self._database, owner)

    def put(self, brought: Iterable[Arrival]) -> None:
        """Keep what was brought until it is read, with nothing of an earlier round left over."""
        with self._database.writing() as (connection, _):
            if not connection.scalar(select(func.count()).where(self._mine & ~_ASKS)):
                connection.execute(delete(schema.outcomes).where(self._my_outcomes))
            _put(connection, brought, self._owner or EVERYBODY)

    def ask(self, name: str, content: bytes, head: TableHead) -> None:
        """Keep a table until somebody has said which of its columns holds what."""
        asks = {"columns": head.columns, "rows": head.rows, "guess": head.guess, "chosen": head.guess}
        with self._database.writing() as (connection, _):
            values = {"owner": self._owner or EVERYBODY, "name": name, "first": 0, "content": content, "asks": asks}
            connection.execute(insert(_table).values(values))

    def asking(self) -> list[Asking]:
        """The tables that wait for that, those with the same columns together, in the order in which they came."""
        size = func.length(_table.c.content).label("size")
        query = select(_table.c.id, _table.c.name, _table.c.asks, size).where(self._mine & _ASKS).order_by(_table.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        alike: dict[tuple[str, ...], list[Any]] = {}
        for row in rows:
            alike.setdefault(tuple(row.asks["columns"]), []).append(row)
        return [
            Asking(
                tuple(row.id for row in some),
                tuple(row.name for row in some),
                sum(row.size for row in some),
                TableHead(columns, tuple(map(tuple, some[0].asks["rows"])), some[0].asks["guess"]),
                some[0].asks["chosen"],
            )
            for columns, some in alike.items()
        ]

    def choose(self, ids: Sequence[int], chosen: Mapping[str, str]) -> None:
        """Keep what a person chose for tables, which go on waiting."""
        with self._database.writing() as (connection, _):
            those = select(_table.c.id, _table.c.asks).where(self._mine, _table.c.id.in_(ids), _ASKS)
            for row in connection.execute(those).all():
                asks = {**row.asks, "chosen": dict(chosen)}
                connection.execute(update(_table).where(_table.c.id == row.id).values(asks=asks))

    def confirm(self, ids: Sequence[int], parts: Callable[[Arrival], Iterable[Arrival]]) -> None:
        """Have tables read with the columns chosen, in the parts that are made of each."""
        with self._database.writing() as (connection, _):
            for id in ids:
                row = connection.execute(select(_table).where(self._mine, _table.c.id == id, _ASKS)).first()
                if row:
                    connection.execute(delete(_table).where(_table.c.id == id))
                    _put(connection, parts(Arrival(row.name, row.content, columns=row.asks["chosen"])), row.owner)

    def discard(self, ids: Sequence[int]) -> None:
        """Throw away tables that wait for their columns."""
        with self._database.writing() as (connection, _):
            connection.execute(delete(_table).where(self._mine, _table.c.id.in_(ids), _ASKS))

    def next(self) -> Arrival | None:
        """The first of those that wait to be read."""
        with self._database.reading() as connection:
            row = connection.execute(select(_table).where(self._mine & ~_ASKS).order_by(_table.c.id).limit(1)).first()
        return Arrival(row.name, row.content, row.first, row.columns, row.id) if row else None

    def done(self, arrival: Arrival, found: Sequence[Read]) -> None:
        """In one step: what was found becomes drafts, and the arrival an outcome. Nothing, if another did it first."""
        read = [one for one in found if not isinstance(one, ArticleError)]
        with self._database.writing() as (connection, _):
            owner = connection.scalar(delete(_table).where(_table.c.id == arrival.id).returning(_table.c.owner))
            if owner is None:
                return
            put_drafts(connection, read, owner=owner)
            connection.execute(
                insert(schema.outcomes).values(
                    owner=owner,
                    name=arrival.name,
                    articles=len(read),
                    undated=sum(isinstance(one, NeedsDate) for one in read),
                    problems=[str(one) for one in found if isinstance(one, ArticleError)],
                )
            )

    def note(self, name: str, problem: str) -> None:
        """Note what became of an article later on, under the name that it came by."""
        values = {"name": name, "articles": 0, "undated": 0, "problems": [f"{name}: {problem}"]}
        with self._database.writing() as (connection, _):
            connection.execute(insert(schema.outcomes).values(owner=self._owner or EVERYBODY, **values))

    def counts(self) -> tuple[int, int]:
        """How many wait to be read, and how many are done since there was nothing to do."""
        waiting = select(func.count()).where(self._mine & ~_ASKS)
        done = select(func.count(schema.outcomes.c.id)).where(self._my_outcomes)
        with self._database.reading() as connection:
            return connection.scalar(waiting) or 0, connection.scalar(done) or 0

    def stop(self) -> int:
        """Throw away what is to be read and is not read yet; how many there were."""
        with self._database.writing() as (connection, _):
            return connection.execute(delete(_table).where(self._mine & ~_ASKS)).rowcount

    def outcomes(self) -> pd.DataFrame:
        """A row a file, in the order in which they were done: name, articles, undated, and problems, a list."""
        query = select(schema.outcomes).where(self._my_outcomes).order_by(schema.outcomes.c.id)
        rows = self._database.frame(query)
        return rows.groupby("name", sort=False, as_index=False).agg(
            articles=("articles", "sum"), undated=("undated", "sum"), problems=("problems", "sum")
        )

    def forget(self) -> None:
        """Clear the outcomes."""
        with self._database.writing() as (connection, _):
            connection.execute(delete(schema.outcomes).where(self._my_outcomes))


def _put(connection: Connection, brought: Iterable[Arrival], owner: str) -> None:
    for one in brought:
        values = {"name": one.name, "first": one.first, "content": one.content, "columns": one.columns}
        connection.execute(insert(_table).values(owner=owner, **values))

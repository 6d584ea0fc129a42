"""Whose it is what was brought and is not yet saved: a person's who signed in, a browser's where nobody does, or
everybody's, as what feeds find and the command line leaves to be saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import ColumnElement, func, select, true, update

from store import schema
from store.engine import Database

__all__ = ["EVERYBODY", "Waiting", "name_of", "of_browser", "of_others", "of_person", "take_over", "theirs"]

EVERYBODY = ""
_PERSON, _BROWSER = "person:", "browser:"
_TITLES = 3  # of an owner, to tell what it is


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits of somebody else's: how many articles not yet saved, the titles of the first, and how many tables
    whose columns are not yet confirmed."""

    owner: str
    articles: int
    titles: tuple[str, ...]
    tables: int


def of_person(name: str) -> str:
    """The owner that somebody is who signed in, by the name that the audit trail keeps."""
    return _PERSON + name


def of_browser(token: str) -> str:
    """The owner that a browser is, by what its cookie says. Who reads the store can't pass for the browser by it."""
    return _BROWSER + sha256(token.encode()).hexdigest()[:32]


def name_of(owner: str) -> str:
    """The name of a person; nothing for a browser and for everybody."""
    return owner.removeprefix(_PERSON) if owner.startswith(_PERSON) else ""


def theirs(column: ColumnElement[str], owner: str | None) -> ColumnElement[bool]:
    """What somebody works with: their own and everybody's. Without an owner, all there is."""
    return true() if owner is None else column.in_((owner, EVERYBODY))


def of_others(database: Database, owner: str) -> Sequence[Waiting]:
    """What waits of all others, by owner."""
    drafts, arrivals = schema.drafts, schema.arrivals
    waits = ~theirs(drafts.c.owner, owner) & ~drafts.c.accepted
    articles = select(drafts.c.owner, func.count()).where(waits).group_by(drafts.c.owner)
    asks = ~theirs(arrivals.c.owner, owner) & arrivals.c.asks.is_not(None)
    tables = select(arrivals.c.owner, func.count()).where(asks).group_by(arrivals.c.owner)
    with database.reading() as connection:
        articles_of = {each: int(number) for each, number in connection.execute(articles)}
        tables_of = {each: int(number) for each, number in connection.execute(tables)}
        titles = {
            each: connection.scalars(
                select(drafts.c.title).where(waits & (drafts.c.owner == each)).order_by(drafts.c.id).limit(_TITLES)
            ).all()
            for each in articles_of
        }
    return [
        Waiting(each, articles_of.get(each, 0), tuple(titles.get(each, ())), tables_of.get(each, 0))
        for each in sorted({*articles_of, *tables_of})
    ]


def take_over(database: Database, of: str, owner: str) -> None:
    """Make somebody's own what another brought and has not saved, read or not."""
    with database.writing() as (connection, _):
        numbers = [
            connection.execute(update(table).where(table.c.owner == of).values(owner=owner)).rowcount
            for table in (schema.drafts, schema.arrivals, schema.outcomes, schema.addresses)
        ]
        if any(numbers):
            database.note(connection, "taken over", name_of(of), articles=numbers[0])

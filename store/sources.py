"""What a user knows of publishers better than the theatre's list: owner family, side, addresses and reliability."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import select

from store import schema
from store.access import Role
from store.engine import Database
from translation.messages import N_

__all__ = ["RELIABILITY", "Source", "Sources"]

# The Admiralty scale of a source's reliability.
RELIABILITY = {
    "A": N_("completely reliable"),
    "B": N_("usually reliable"),
    "C": N_("fairly reliable"),
    "D": N_("not usually reliable"),
    "E": N_("unreliable"),
    "F": N_("can't be judged"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher: its name, its `domains`, the owner `family` that counts as one voice, the side that it is on or "",
    and its `reliability`, a key of RELIABILITY. Raises ValueError for another one."""

    publisher: str
    domains: tuple[str, ...]
    family: str
    side: str
    reliability: str = "F"

    def __post_init__(self) -> None:
        if not self.publisher.strip() or not self.family.strip():
            raise ValueError("a publisher needs a name and an owner family, be it a family of its own")
        if self.reliability not in RELIABILITY:
            raise ValueError(f"{self.publisher}: reliability {self.reliability!r} is none of {', '.join(RELIABILITY)}")

    def rows(self) -> list[dict[str, str]]:
        """The rows of the theatre's `sources.csv` that say the same."""
        facts = {"publisher": self.publisher, "family": self.family, "side": self.side}
        return [facts | {"domain": domain} for domain in self.domains or ("",)]


class Sources:
    """The sources that users edited, in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Source]:
        """Every one, by name."""
        table = schema.sources
        with self._database.reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.publisher)).mappings().all()
        return [Source(**dict(row) | {"domains": tuple(row["domains"])}) for row in rows]

    def put(self, source: Source, *, by: str = "") -> None:
        """Keep what is known of a publisher, in the place of what was."""
        self._change(source.publisher, [asdict(source)], by)

    def forget(self, publisher: str, *, by: str = "") -> None:
        """Go back to what the theatre says of a publisher."""
        self._change(publisher, [], by)

    def _change(self, publisher: str, rows: Iterable[dict[str, object]], by: str) -> None:
        table = schema.sources
        with self._database.writing(Role.REVIEWER) as (connection, changed):
            connection.execute(table.delete().where(table.c.publisher == publisher))
            for row in rows:
                connection.execute(table.insert().values(row))
            changed(by, "source edited", publisher, (), **next(iter(rows), {}))

"""What is asked of the web: addresses that wait to be fetched, pages as they were, and feeds. Whether anything is
fetched at all is the user's word, `allowed`; it begins as no."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from extract.read.article import ArticleError, NeedsDate, Read
from store import schema
from store.access import Role
from store.drafts import put_drafts
from store.engine import Database, now
from store.owners import EVERYBODY, theirs

__all__ = ["Capture", "Feed", "Online"]


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was when it was fetched; `address` is where redirects led, `digest` the SHA-256 of its content."""

    asked: str
    address: str
    fetched_at: str
    digest: str
    media_type: str
    charset: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS or Atom feed: how many minutes lie between two looks at it, and what came of the last."""

    id: int
    url: str
    title: str
    minutes: int
    running: bool
    looked_at: str | None
    result: str
    etag: str
    modified: str

    def due(self, at: datetime) -> bool:
        """Whether it is to be looked at."""
        if not self.running:
            return False
        if self.looked_at is None:
            return True
        looked = datetime.fromisoformat(self.looked_at)
        return not looked <= at < looked + timedelta(minutes=self.minutes)  # or the clock was set back since


class Online:
    """What one database keeps of this."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def allowed(self) -> bool:
        """Whether the user lets Marchland go online."""
        with self._database.reading() as connection:
            return bool(connection.scalar(select(schema.settings.c.value).where(schema.settings.c.key == "online")))

    def allow(self, yes: bool) -> None:
        """Note the user's word."""
        with self._database.writing(Role.ADMIN) as (connection, _):
            connection.execute(delete(schema.settings).where(schema.settings.c.key == "online"))
            connection.execute(insert(schema.settings).values(key="online", value=yes))
            self._database.note(connection, "going online allowed" if yes else "going online forbidden", "online")

    # addresses

    def ask_for(self, urls: Iterable[str], *, owner: str = EVERYBODY) -> int:
        """Have addresses fetched for somebody, whose drafts they become; how many of them do not wait already."""
        table = schema.addresses
        with self._database.writing() as (connection, _):
            waiting = set(connection.scalars(select(table.c.url).where(theirs(table.c.owner, owner))))
            new = [url for url in dict.fromkeys(urls) if url not in waiting]
            if new:
                connection.execute(insert(table), [{"url": url, "owner": owner} for url in new])
            return len(new)

    def waiting(self, owner: str | None = None) -> list[tuple[int, str]]:
        """Id and address of what waits of somebody's and everybody's, or of all that waits, the oldest first."""
        table = schema.addresses
        query = select(table).where(theirs(table.c.owner, owner)).order_by(table.c.id)
        with self._database.reading() as connection:
            return [(row.id, row.url) for row in connection.execute(query)]

    def stop(self, owner: str | None = None) -> int:
        """Fetch none of what waits of somebody's and everybody's, or of all that waits; how many there were."""
        table = schema.addresses
        with self._database.writing() as (connection, _):
            return connection.execute(delete(table).where(theirs(table.c.owner, owner))).rowcount

    def fetched(self, id: int, capture: Capture, found: Sequence[Read]) -> None:
        """In one step: the page is kept, what was read in it becomes drafts, and the address an outcome."""
        read = [one for one in found if not isinstance(one, ArticleError)]
        with self._database.writing() as (connection, _):
            owner = _no_more(connection, id)
            if owner is None:
                return
            values = {name: getattr(capture, name) for name in Capture.__slots__}
            page = connection.execute(
                insert(schema.captures).values(values).returning(schema.captures.c.id)
            ).scalar_one()
            put_drafts(connection, read, owner=owner, capture=page)
            problems = [str(one) for one in found if isinstance(one, ArticleError)]
            undated = sum(isinstance(one, NeedsDate) for one in read)
            connection.execute(
                insert(schema.outcomes).values(
                    owner=owner, name=capture.asked, articles=len(read), undated=undated, problems=problems
                )
            )

    def failed(self, id: int, url: str, problem: str) -> None:
        """An address that could not be fetched becomes an outcome that says why."""
        with self._database.writing() as (connection, _):
            owner = _no_more(connection, id) or EVERYBODY
            values = {"name": url, "articles": 0, "undated": 0, "problems": [problem]}
            connection.execute(insert(schema.outcomes).values(owner=owner, **values))

    def capture(self, article_id: str) -> Capture | None:
        """The page that an article was read from, as it was; None for one that came another way."""
        columns = [schema.captures.c[name] for name in Capture.__slots__]
        query = select(*columns).join(schema.articles, schema.articles.c.capture == schema.captures.c.id)
        with self._database.reading() as connection:
            row = connection.execute(query.where(schema.articles.c.id == article_id)).first()
        return Capture(*row) if row else None

    # feeds

    def add_feed(self, url: str, minutes: int) -> bool:
        """Keep a feed, running; False when it is there already."""
        with self._database.writing(Role.ADMIN) as (connection, _):
            if connection.scalar(select(func.count()).where(schema.feeds.c.url == url)):
                return False
            connection.execute(
                insert(schema.feeds).values(
                    url=url, title="", minutes=max(minutes, 5), running=True, result="", etag="", modified=""
                )
            )
            self._database.note(connection, "feed added", url)
            return True

    def feeds(self) -> list[Feed]:
        """All feeds, in the order in which they were added."""
        with self._database.reading() as connection:
            return [
                Feed(**row._mapping) for row in connection.execute(select(schema.feeds).order_by(schema.feeds.c.id))
            ]

    def due(self) -> list[Feed]:
        """The running feeds whose time has come."""
        at = datetime.now(UTC)
        return [feed for feed in self.feeds() if feed.due(at)]

    def set_feed(self, id: int, **values: Any) -> None:
        """Change a feed's `running` or `minutes`, or have it looked at now with looked_at=None."""
        with self._database.writing(Role.ADMIN) as (connection, _):
            connection.execute(update(schema.feeds).where(schema.feeds.c.id == id).values(values))

    def remove_feed(self, id: int) -> None:
        """Forget a feed and what it named. Articles that came by it stay."""
        with self._database.writing(Role.ADMIN) as (connection, _):
            url = connection.scalar(delete(schema.feeds).where(schema.feeds.c.id == id).returning(schema.feeds.c.url))
            if url:
                self._database.note(connection, "feed forgotten", url)

    def looked(
        self, feed: Feed, items: Sequence[tuple[str, str]], *, title: str, result: str, etag: str, modified: str
    ) -> int:
        """Note what a feed named, (item, address) each, and have fetched what neither it named before nor anybody
        asked for; how many those are. `{new}` in `result` is that number."""
        table = schema.feed_items
        with self._database.writing() as (connection, _):
            seen = set(connection.scalars(select(table.c.item).where(table.c.feed == feed.id)))
            fresh = {item: url for item, url in items if item not in seen}
            asked = set(connection.scalars(select(schema.captures.c.asked))) | set(
                connection.scalars(select(schema.addresses.c.url))
            )
            new = [url for url in dict.fromkeys(fresh.values()) if url and url not in asked]
            if fresh:
                connection.execute(insert(table), [{"feed": feed.id, "item": item} for item in fresh])
            if new:
                connection.execute(insert(schema.addresses), [{"url": url} for url in new])
            values = {
                "looked_at": now(),
                "title": title[:200] or feed.title,
                "result": result.replace("{new}", f"{len(new):,}"),
                "etag": etag,
                "modified": modified,
            }
            connection.execute(update(schema.feeds).where(schema.feeds.c.id == feed.id).values(values))
            return len(new)


def _no_more(connection: Connection, id: int) -> str | None:
    """Have an address wait no more; whose it was, or None where it did not wait."""
    table = schema.addresses
    return connection.scalar(delete(table).where(table.c.id == id).returning(table.c.owner))

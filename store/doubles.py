"""Texts in a database that are nearly the same: marked when they come, so that the next one finds them."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select

from store import schema
from store.alike import ALIKE, marks, share

__all__ = ["mark", "mark_and_compare"]

_MOST_CANDIDATES = 10  # those that share most marks


def mark(connection: Connection, text: str, digest: str) -> None:
    """Have a text found by those that are like it; nothing where it is marked already."""
    if connection.scalar(select(schema.marks.c.mark).where(schema.marks.c.digest == digest).limit(1)) is None:
        _keep(connection, marks(text), digest)


def mark_and_compare(connection: Connection, text: str, digest: str) -> tuple[str, float] | None:
    """The same, and the digest of the text kept, or waiting as a draft, that is most like this one, and how much the
    two share; None where none is alike. The same text itself does not count."""
    sought = marks(text)
    found = _likest(connection, text, digest, sought) if sought else None
    if connection.scalar(select(schema.marks.c.mark).where(schema.marks.c.digest == digest).limit(1)) is None:
        _keep(connection, sought, digest)
    return found


def _keep(connection: Connection, found: list[int], digest: str) -> None:
    if found:
        connection.execute(insert(schema.marks), [{"mark": each, "digest": digest} for each in found])


def _likest(connection: Connection, text: str, digest: str, sought: list[int]) -> tuple[str, float] | None:
    table = schema.marks
    common = (
        select(table.c.digest).where(table.c.mark.in_(sought) & (table.c.digest != digest)).group_by(table.c.digest)
    )
    near = connection.scalars(common.order_by(func.count().desc(), table.c.digest).limit(_MOST_CANDIDATES)).all()
    articles, drafts = schema.articles, schema.drafts
    waiting = select(drafts.c.digest, drafts.c.article).where(drafts.c.digest.in_(near))
    found = {row.digest: row.article["text"] for row in connection.execute(waiting)}
    kept = select(articles.c.digest, articles.c.text).where(articles.c.digest.in_(near))
    return _best(text, (found | {row.digest: row.text for row in connection.execute(kept)}).items())


def _best(text: str, others: Iterable[tuple[str, str]]) -> tuple[str, float] | None:
    shares = {digest: share(text, other) for digest, other in others}
    best = max(shares, key=lambda digest: (shares[digest], digest), default=None)
    return (best, shares[best]) if best is not None and shares[best] >= ALIKE else None

"""Articles forgotten: their texts, claims and decisions, and what else of them the store holds. What stays is that
there was one, by its id, and who had it forgotten when."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, or_, select, union, update

from store import schema
from store.access import Role
from store.database import Store
from theatre.folders import worked_out

__all__ = ["added_before", "forget"]

_AT_ONCE = 500  # articles in one transaction


def added_before(store: Store, days: int) -> list[str]:
    """The ids of the articles that were added more than some days ago, the oldest first; samples are not counted."""
    limit = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    table = schema.articles
    query = select(table.c.id).where((table.c.added_at < limit) & ~table.c.sample).order_by(table.c.added_at)
    with store.reading() as connection:
        return list(connection.scalars(query))


def forget(store: Store, ids: Sequence[str]) -> int:
    """Forget articles by their ids, those removed before too; of how many there was anything. A backup, and an archive,
    that was made before still has them. Raises Forbidden."""
    forgotten = sum(_forget(store, ids[start : start + _AT_ONCE]) for start in range(0, len(ids), _AT_ONCE))
    if forgotten:
        shutil.rmtree(worked_out(), ignore_errors=True)  # tables of before still have its sentences
    if forgotten and store.engine.dialect.name == "sqlite":
        with store.engine.connect() as connection:  # the write-ahead log still has the pages as they were
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return forgotten


def _forget(store: Store, ids: Sequence[str]) -> int:
    kept, trail, decisions = schema.articles, schema.audit, schema.decisions
    with store.writing(Role.ADMIN) as (connection, changed):
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete = ON")  # what is deleted is overwritten too
        rows = connection.execute(select(kept.c.id, kept.c.digest, kept.c.capture).where(kept.c.id.in_(ids))).all()
        known = {row.id for row in rows} | set(
            connection.scalars(select(trail.c.subject).where(trail.c.subject.in_(ids)))
        )
        if not known:
            return 0
        digests = [row.digest for row in rows]
        linked = select(schema.links.c.digest).where(schema.links.c.other.in_(digests))
        touched = {*known, *connection.scalars(select(kept.c.id).where(kept.c.digest.in_(linked)))}
        # the trail keeps what happened, without titles and sentences
        claims = select(schema.claims.c.id).where(schema.claims.c.article.in_(known))
        decided = select(decisions.c.claim).where(decisions.c.article.in_(known))
        about = or_(*(trail.c.subject.in_(those) for those in (known, claims, decided)))
        connection.execute(update(trail).where(about).values(detail={}))
        connection.execute(delete(decisions).where(decisions.c.article.in_(known)))
        connection.execute(delete(kept).where(kept.c.id.in_(known)))  # claims with them
        connection.execute(delete(schema.drafts).where(schema.drafts.c.digest.in_(digests)))
        for column in (schema.links.c.digest, schema.links.c.other, schema.marks.c.digest):
            connection.execute(delete(column.table).where(column.in_(digests)))
        _forget_pages(connection, [row.capture for row in rows if row.capture is not None])
        changed("", "articles forgotten", "articles", touched, articles=len(known), ids=sorted(known))
        return len(known)


def _forget_pages(connection: Connection, pages: Sequence[int]) -> None:
    """Of fetched pages, forget those that nothing else was read from."""
    table = schema.captures
    used = [select(other.c.capture).where(other.c.capture.is_not(None)) for other in (schema.articles, schema.drafts)]
    connection.execute(delete(table).where(table.c.id.in_(pages) & table.c.id.not_in(union(*used))))

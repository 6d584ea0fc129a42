"""Addresses and feeds, and pages as they were when they were fetched."""

from alembic import op
from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, String, Text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "captures",
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("asked", Text, nullable=False, index=True),
        Column("address", Text, nullable=False),
        Column("fetched_at", String, nullable=False),
        Column("digest", String(64), nullable=False),
        Column("media_type", String, nullable=False),
        Column("charset", String, nullable=False),
        Column("content", LargeBinary, nullable=False),
    )
    op.create_table(
        "addresses",
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("url", Text, nullable=False),
    )
    op.create_table(
        "feeds",
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("url", Text, nullable=False, unique=True),
        Column("title", Text, nullable=False),
        Column("minutes", Integer, nullable=False),
        Column("running", Boolean, nullable=False),
        Column("looked_at", String),
        Column("result", Text, nullable=False),
        Column("etag", Text, nullable=False),
        Column("modified", Text, nullable=False),
    )
    op.create_table(
        "feed_items",
        Column("feed", Integer, ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
        Column("item", Text, primary_key=True),
    )
    op.add_column("articles", Column("capture", Integer))
    op.add_column("drafts", Column("capture", Integer))

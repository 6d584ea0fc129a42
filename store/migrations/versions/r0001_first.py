"""The first schema: articles, claims, reviews, the audit trail, geocodes, settings and counters."""

from alembic import op
from sqlalchemy import JSON, Boolean, Column, Date, Float, ForeignKey, Integer, String, Text, column, table

revision = "0001"
down_revision = None


# long: the tables one after another, as they were
def upgrade() -> None:
    op.create_table(
        "schema_version",
        Column("version", Integer, primary_key=True),
        Column("applied_at", String, nullable=False),
    )
    op.create_table(
        "articles",
        Column("id", String, primary_key=True),
        Column("digest", String(64), nullable=False, unique=True),
        Column("title", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("published", Date, nullable=False, index=True),
        Column("published_basis", String, nullable=False),
        Column("publisher", Text, nullable=False),
        Column("url", Text, nullable=False),
        Column("language", String, nullable=False),
        Column("added_at", String, nullable=False),
        Column("added_by", Text, nullable=False),
        Column("file_name", Text, nullable=False),
        Column("media_type", String, nullable=False),
        Column("sample", Boolean, nullable=False, index=True),
    )
    op.create_index("articles_by_title", "articles", ["title"])
    op.create_table(
        "claims",
        Column("id", String, primary_key=True),
        Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
        Column("position", Integer, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("quote", Text, nullable=False),
        Column("place", Text, nullable=False),
        Column("place_start", Integer, nullable=False),
        Column("place_end", Integer, nullable=False),
        Column("place_id", String, nullable=False, index=True),
        Column("name", Text, nullable=False),
        Column("kind", String, nullable=False),
        Column("latitude", Float),
        Column("longitude", Float),
        Column("admin1", Text, nullable=False),
        Column("precision", String, nullable=False),
        Column("radius_km", Float, nullable=False),
        Column("alternatives", JSON, nullable=False),
        Column("action", String, nullable=False),
        Column("gained_by", String),
        Column("lost_by", String),
        Column("controller_after", String),
        Column("mode", String, nullable=False),
        Column("claimant", Text),
        Column("claimant_side", String),
        Column("admission", Boolean, nullable=False),
        Column("partial", Boolean, nullable=False),
        Column("event_from", Date),
        Column("event_to", Date),
        Column("date_basis", String, nullable=False),
        Column("confidence", Float, nullable=False),
        Column("trigger", Text, nullable=False),
        Column("extractor", String, nullable=False),
        Column("published", Date, nullable=False),
        Column("publisher", Text, nullable=False),
        Column("language", String, nullable=False),
        Column("review", String, nullable=False),
        Column("supersedes", String),
    )
    op.create_table(
        "reviews",
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("claim", String, ForeignKey("claims.id", ondelete="CASCADE"), nullable=False, index=True),
        Column("verdict", String, nullable=False),
        Column("former", String, nullable=False),
        Column("note", Text, nullable=False),
        Column("reviewed_by", Text, nullable=False),
        Column("reviewed_at", String, nullable=False),
    )
    op.create_table(
        "audit",
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("at", String, nullable=False),
        Column("by", Text, nullable=False),
        Column("event", String, nullable=False),
        Column("subject", Text, nullable=False),
        Column("detail", JSON, nullable=False),
    )
    op.create_table(
        "geocodes",
        Column("service", String, primary_key=True),
        Column("query", Text, primary_key=True),
        Column("answer", JSON, nullable=False),
        Column("asked_at", String, nullable=False),
    )
    op.create_table(
        "settings",
        Column("key", String, primary_key=True),
        Column("value", JSON, nullable=False),
    )
    op.create_table(
        "counters",
        Column("name", String, primary_key=True),
        Column("value", Integer, nullable=False),
    )
    op.bulk_insert(table("counters", column("name"), column("value")), [{"name": "revision", "value": 0}])

"""Decisions about claims keep what stood before and after, and outlive the claim; what was reviewed is among them."""

from alembic import op
from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, String, Table, Text, select

from store.reviews import decisions_of

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    decisions = op.create_table(
        "decisions",
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("at", String, nullable=False),
        Column("by", Text, nullable=False),
        Column("claim", String, nullable=False, index=True),
        Column("article", String, nullable=False),
        Column("verdict", String, nullable=False),
        Column("before", JSON(none_as_null=True)),
        Column("after", JSON(none_as_null=True)),
        Column("why", Text, nullable=False),
    )
    op.create_table(
        "rereadings",
        Column("claim", String, primary_key=True),
        Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
        Column("reading", JSON(none_as_null=True)),
    )
    op.add_column("drafts", Column("decided", JSON, nullable=False, server_default="{}"))
    bind, older = op.get_bind(), MetaData()
    reviews = Table("reviews", older, autoload_with=bind, resolve_fks=False)
    claims = Table("claims", older, autoload_with=bind, resolve_fks=False)
    found, known = (
        [dict(row) for row in bind.execute(query).mappings()]
        for query in (select(reviews).order_by(reviews.c.id), select(claims))
    )
    rows = list(decisions_of(found, known))
    op.drop_table("reviews")
    op.bulk_insert(decisions, rows)

"""Drafts live in the store, and an article may have a label."""

from alembic import op
from sqlalchemy import JSON, Boolean, Column, Date, Integer, String, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "drafts",
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("name", Text, nullable=False),
        Column("digest", String(64), nullable=False, index=True),
        Column("article", JSON, nullable=False),
        Column("title", Text, nullable=False),
        Column("published", Date),
        Column("published_basis", String, nullable=False),
        Column("publisher", Text, nullable=False),
        Column("label", Text, nullable=False),
        Column("suggestion", Date),
        Column("asked", Text, nullable=False),
        Column("keep", Boolean, nullable=False),
        Column("turn", Integer, nullable=False),
        Column("claims", JSON(none_as_null=True)),
        Column("places", JSON, nullable=False),
        Column("mentions", Integer, nullable=False),
        Column("problem", Text, nullable=False),
    )
    op.add_column("articles", Column("label", Text, nullable=False, server_default=""))

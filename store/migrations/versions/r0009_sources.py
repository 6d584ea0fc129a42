"""Publishers are edited in the app: their owner families, sides, addresses and reliability."""

from alembic import op
from sqlalchemy import JSON, Column, String, Text

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "sources",
        Column("publisher", String, primary_key=True),
        Column("domains", JSON, nullable=False),
        Column("family", Text, nullable=False),
        Column("side", String, nullable=False),
        Column("reliability", String, nullable=False),
    )

"""Which articles each revision touched, so that what is derived follows article by article."""

from alembic import op
from sqlalchemy import Column, Integer, String

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "touched",
        Column("revision", Integer, primary_key=True, autoincrement=False),
        Column("article", String, primary_key=True),
    )

"""What is brought waits in the store until it is read, and drafts until they are saved, beside the app."""

from alembic import op
from sqlalchemy import JSON, Boolean, Column, Integer, LargeBinary, Text, false

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "arrivals",
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("name", Text, nullable=False),
        Column("first", Integer, nullable=False),
        Column("content", LargeBinary, nullable=False),
    )
    op.create_table(
        "outcomes",
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("name", Text, nullable=False),
        Column("articles", Integer, nullable=False),
        Column("undated", Integer, nullable=False),
        Column("problems", JSON, nullable=False),
    )
    op.add_column("drafts", Column("accepted", Boolean, nullable=False, server_default=false()))

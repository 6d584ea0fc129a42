"""What is brought and not yet saved is somebody's; what was there before is everybody's."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    for table in ("drafts", "arrivals", "outcomes", "addresses"):
        op.add_column(table, Column("owner", Text, nullable=False, server_default=""))

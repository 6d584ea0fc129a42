"""Tables of many articles wait until somebody has said which of their columns holds what."""

from alembic import op
from sqlalchemy import JSON, Column

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("arrivals", Column("columns", JSON(none_as_null=True)))
    op.add_column("arrivals", Column("asks", JSON(none_as_null=True)))

"""The revision is kept where Alembic keeps it. The table that had it says to an older Marchland that it is too old."""

from datetime import UTC, datetime

from alembic import op
from sqlalchemy import column, table

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    older = table("schema_version", column("version"), column("applied_at"))
    op.bulk_insert(older, [{"version": 7, "applied_at": datetime.now(UTC).isoformat(timespec="seconds")}])

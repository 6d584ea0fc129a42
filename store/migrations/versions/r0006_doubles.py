"""Nearly the same texts are found when they come, the articles kept so far among them."""

from alembic import op
from sqlalchemy import BigInteger, Column, Float, String, column, select, table

from store import alike

revision = "0006"
down_revision = "0005"

_articles = table("articles", column("digest"), column("text"))


def upgrade() -> None:
    marks = op.create_table(
        "marks",
        Column("digest", String(64), primary_key=True),
        Column("mark", BigInteger, primary_key=True, index=True),
    )
    op.create_table(
        "links",
        Column("digest", String(64), primary_key=True),
        Column("other", String(64), nullable=False, index=True),
        Column("link", String, nullable=False),
    )
    op.add_column("drafts", Column("like", String(64)))
    op.add_column("drafts", Column("alike", Float, nullable=False, server_default="0"))
    op.add_column("drafts", Column("link", String, nullable=False, server_default=""))
    for digest, body in op.get_bind().execute(select(_articles.c.digest, _articles.c.text)).all():
        op.bulk_insert(marks, [{"digest": digest, "mark": mark} for mark in alike.marks(body)])

"""The tables as they are today. How an older database comes to them is written in `migrations` (store.migrating)."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
)

from theatre.errors import MarchlandError

__all__ = [
    "STUB",
    "StoreError",
    "addresses",
    "arrivals",
    "articles",
    "audit",
    "captures",
    "claims",
    "counters",
    "decisions",
    "drafts",
    "feed_items",
    "feeds",
    "geocodes",
    "links",
    "marks",
    "metadata",
    "outcomes",
    "rereadings",
    "settings",
    "sources",
    "touched",
]


class StoreError(MarchlandError, RuntimeError):
    """The database can't be used. Its text is one sentence for the user: what is wrong and what to do."""


STUB = "application/x-marchland-stub"  # the media type of an article of which only its claims are known

metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),  # of the normalised text: what makes two the same
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
    Column("label", Text, nullable=False, server_default=""),
    Column("capture", Integer),  # the page that it was read from, as it was
)

# The fields of extract.model.Claim, and `position`: its rank in the article.
claims = Table(
    "claims",
    metadata,
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

# What people decided about claims, and about the facts of articles (then `claim` is ""): store.decisions. Rows are only
# ever added: what was decided outlives what it was about.
decisions = Table(
    "decisions",
    metadata,
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

# What users know of publishers better than the theatre's list (store.sources).
sources = Table(
    "sources",
    metadata,
    Column("publisher", String, primary_key=True),
    Column("domains", JSON, nullable=False),
    Column("family", Text, nullable=False),
    Column("side", String, nullable=False),
    Column("reliability", String, nullable=False),
)

# What a later reading says of a claim that was decided about, where it says something else (NULL: nothing at all).
rereadings = Table(
    "rereadings",
    metadata,
    Column("claim", String, primary_key=True),
    Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("reading", JSON(none_as_null=True)),
)

# Rows are only ever added: what happened outlives what it happened to.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("by", Text, nullable=False),
    Column("event", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", JSON, nullable=False),
)

geocodes = Table(
    "geocodes",
    metadata,
    Column("service", String, primary_key=True),
    Column("query", Text, primary_key=True),
    Column("answer", JSON, nullable=False),
    Column("asked_at", String, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", JSON, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

# The articles that each revision added, removed, or changed the claims or reviews of.
touched = Table(
    "touched",
    metadata,
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("article", String, primary_key=True),
)

# Articles that were read and are not yet saved. What a person may change stands in columns of its own. Whose they are,
# and what is still to be read of what was brought, says `owner` (store.owners).
drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("owner", Text, nullable=False, server_default=""),
    Column("name", Text, nullable=False),  # the file, page or row that it came from
    Column("digest", String(64), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("published", Date),  # NULL: a person is asked for it
    Column("published_basis", String, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("suggestion", Date),
    Column("asked", Text, nullable=False),  # why the date found in it won't do
    Column("keep", Boolean, nullable=False),  # whether it is to be saved with the others
    Column("turn", Integer, nullable=False),  # how often what its claims depend on was changed
    Column("accepted", Boolean, nullable=False, server_default=false()),  # to be saved as soon as it can be
    Column("capture", Integer),
    Column("like", String(64)),  # the digest of a text, kept or waiting, that this one is nearly the same as
    Column("alike", Float, nullable=False, server_default="0"),  # how much the two share, 0 to 1
    Column("link", String, nullable=False, server_default=""),  # what a person made of it: see `links`, or "own"
    Column("mentions", Integer, nullable=False),
    Column("problem", Text, nullable=False),  # why it can't be kept
    Column("decided", JSON, nullable=False, server_default="{}"),  # what a person decided, by the claim's id
    # what is long comes last, so that counting need not read it
    Column("article", JSON, nullable=False),  # as it was read; its title, date and publisher are those above
    Column("places", JSON, nullable=False),
    Column("claims", JSON(none_as_null=True)),  # NULL: still to be found
)

# What was brought and is still to be read: a file, or some rows of one. A table whose columns somebody is to confirm
# first has its head and what was chosen so far in `asks` (store.arrivals); `columns` says which holds what.
arrivals = Table(
    "arrivals",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("owner", Text, nullable=False, server_default=""),
    Column("first", Integer, nullable=False),  # the number of the first row; 0 for a whole file
    Column("content", LargeBinary, nullable=False),
    Column("columns", JSON(none_as_null=True)),
    Column("asks", JSON(none_as_null=True)),
)

# What came of each of them.
outcomes = Table(
    "outcomes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("owner", Text, nullable=False, server_default=""),
    Column("articles", Integer, nullable=False),
    Column("undated", Integer, nullable=False),
    Column("problems", JSON, nullable=False),
)

# Pages as they were when they were fetched.
captures = Table(
    "captures",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("asked", Text, nullable=False, index=True),
    Column("address", Text, nullable=False),  # where redirects led
    Column("fetched_at", String, nullable=False),
    Column("digest", String(64), nullable=False),  # SHA-256 of the content
    Column("media_type", String, nullable=False),
    Column("charset", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# Addresses that the user, or a feed of the user's, wants fetched.
addresses = Table(
    "addresses",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("url", Text, nullable=False),
    Column("owner", Text, nullable=False, server_default=""),
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("url", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("minutes", Integer, nullable=False),  # from one look to the next
    Column("running", Boolean, nullable=False),
    Column("looked_at", String),  # NULL: never yet
    Column("result", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
)

# What a feed has named already, which is not fetched again.
feed_items = Table(
    "feed_items",
    metadata,
    Column("feed", Integer, ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Text, primary_key=True),
)

# What nearly the same texts are found by (store.alike).
marks = Table(
    "marks",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("mark", BigInteger, primary_key=True, index=True),
)

# What an article is to another one that is nearly the same, by the digests of their texts: "voice", a copy that is no
# second voice, or "version", which takes the place of the other from its own publication on.
links = Table(
    "links",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("other", String(64), nullable=False, index=True),
    Column("link", String, nullable=False),
)

Index("articles_by_title", articles.c.title)

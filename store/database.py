"""The store: what was read and found, kept.

One transaction an article: it is there with all its claims, or not at all. `revision` changes with every write, so
that what is derived can be cached by it. Safe for many threads and processes at once: SQLite writes queue behind one
another (write-ahead log, readers never wait), PostgreSQL writes behind one row's lock.
"""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Select, Text, cast, func, or_, select

from extract.model import Article, Claim, PublishedBasis
from extract.read.article import article_id
from store import schema
from store.access import COMMAND_LINE, Actor, Role
from store.arrivals import Arrivals
from store.decisions import Decisions, decide, note_edit, put_anew
from store.doubles import mark
from store.drafts import Decided, Drafts
from store.engine import Database, now
from store.online import Online
from store.opening import open_engine
from store.sources import Sources
from store.values import CLAIM_FIELDS, as_claim, claim_row
from theatre.folders import home
from theatre.theatre import DEFAULT_THEATRE, own_theatre
from timeline.claims import claims_table
from translation.messages import N_

__all__ = ["Added", "Store", "database_url", "open_store"]

_ARTICLE_FIELDS = tuple(field.name for field in fields(Article))


@dataclass(frozen=True, slots=True)
class Added:
    """What `Store.add` did. When the same text was there before, `new` is False, `article_id` is that of the one
    kept, and nothing has changed."""

    article_id: str
    new: bool
    claims: int


def database_url(theatre: str | None = None) -> str:
    """The URL of a theatre's store, by default of the installation's own theatre. Each has its own: the environment
    variable MARCHLAND_DATABASE_SUDAN (of the installation's own theatre MARCHLAND_DATABASE too), else
    `marchland-sudan.sqlite` in Marchland's home; Ukraine's is called `marchland.sqlite`."""
    theatre = theatre or own_theatre()
    stated = os.environ.get(f"MARCHLAND_DATABASE_{theatre.upper().replace('-', '_')}")
    if not stated and theatre == own_theatre():
        stated = os.environ.get("MARCHLAND_DATABASE")
    file = "marchland.sqlite" if theatre == DEFAULT_THEATRE else f"marchland-{theatre}.sqlite"
    return stated or f"sqlite:///{home() / file}"


def open_store(
    url: str | None = None, acting: Callable[[], Actor] = lambda: COMMAND_LINE, *, theatre: str | None = None
) -> "Store":
    """Open the database of a theatre (by default the installation's own) at an SQLAlchemy URL, else at
    `database_url(theatre)`, made or brought up to date as needed. What is written is asked of, and noted by, whom
    `acting` says.

    Raises StoreError, with a sentence that says what to do.
    """
    store = Store(open_engine(url or database_url(theatre)), acting)
    store.theatre = theatre or own_theatre()
    return store


class Store(Database):
    """Articles with their claims, the audit trail, geocodes and settings; `decisions` has what people decided about
    claims, `drafts` what is not yet saved, `arrivals` what is not yet read, `online` what is asked of the web,
    `sources` what is known of publishers. Made by `open_store`."""

    def __init__(self, engine: Engine, acting: Callable[[], Actor] = lambda: COMMAND_LINE) -> None:
        super().__init__(engine, acting)
        self.theatre = own_theatre()  # what its articles are about
        self.decisions = Decisions(self)
        self.drafts = Drafts(self)
        self.arrivals = Arrivals(self)
        self.online = Online(self)
        self.sources = Sources(self)

    # articles

    def add(
        self,
        article: Article,
        claims: Sequence[Claim],
        *,
        sample: bool = False,
        label: str = "",
        capture: int | None = None,
        linked: tuple[str, str] | None = None,
        decided: Mapping[str, Decided] | None = None,
        by: str = "",
    ) -> Added:
        """Keep an article and its claims, under a label if it is to have one, with the page that it was read from, and
        linked to a text that it is nearly the same as: its digest, and "voice" or "version"; then what a person
        decided about claims of it, by their ids. The same text again changes nothing.

        Raises ValueError when another text is kept under the article's id, or a claim is not this article's.
        """
        strangers = [claim.id for claim in claims if claim.article != article.id]
        if strangers:
            raise ValueError(f"the claim {strangers[0]!r} does not belong to the article {article.id!r}")
        digest = article_id(article.text)
        with self.writing() as (connection, changed):
            there = connection.execute(
                select(schema.articles.c.id, schema.articles.c.digest).where(
                    (schema.articles.c.digest == digest) | (schema.articles.c.id == article.id)
                )
            ).first()
            if there:
                if there.digest != digest:
                    raise ValueError(f"another text is already kept under the id {article.id!r}")
                return Added(there.id, False, _count(connection, there.id))
            row = asdict(article) | {
                "digest": digest,
                "sample": sample,
                "label": _labels(label),
                "capture": capture,
                "added_at": article.added_at or now(),
                "added_by": article.added_by or by or self.acting().name,
            }
            connection.execute(schema.articles.insert(), row)
            rows = list({claim.id: claim_row(claim, position) for position, claim in enumerate(claims)}.values())
            if rows:
                connection.execute(schema.claims.insert(), rows)
            mark(connection, article.text, digest)
            event = "sample added" if sample else "article added"
            touched = [article.id, *(_link(connection, digest, *linked) if linked else ())]
            changed(by, event, article.id, touched, title=article.title, claims=len(rows))
            for id, each in (decided or {}).items():
                decide(connection, changed, id, each.verdict, each.corrected, why=each.why, by=each.by)
            return Added(article.id, True, len(rows))

    def replace_claims(self, article_id: str, claims: Sequence[Claim], *, by: str = "") -> None:
        """Put newly extracted claims in the place of an article's. What a person decided is left as it is
        (`Decisions.rereading`)."""
        with self.writing() as (connection, changed):
            fresh, kept = put_anew(connection, article_id, claims)
            changed(by, "claims extracted anew", article_id, [article_id], claims=fresh, kept=kept)

    def edit(self, article: Article, claims: Sequence[Claim], *, why: str = "", by: str = "") -> bool:
        """Take over the title, day, publisher and address of a kept article that a person edited, with the claims read
        anew by them; what a person decided about claims stays. False when there is no such article."""
        table = schema.articles
        names = ("title", "published", "published_basis", "publisher", "url")
        with self.writing(Role.REVIEWER) as (connection, changed):
            mine = table.c.id == article.id
            row = connection.execute(select(*(table.c[name] for name in names)).where(mine)).mappings().first()
            if row is None:
                return False
            new = {name: getattr(article, name) for name in names}
            connection.execute(table.update().where(mine).values(new))
            put_anew(connection, article.id, claims)
            facts = {"published": article.published, "publisher": article.publisher}
            connection.execute(schema.claims.update().where(schema.claims.c.article == article.id).values(facts))
            differing = [name for name in names if row[name] != new[name]]
            before, after = ({name: str(each[name]) for name in differing} for each in (row, new))
            touched = {article.id, *_linked_with(connection, [article.id])}
            note_edit(connection, article.id, before, after, why=why, by=by or self.acting().name)
            changed(by, "article edited", article.id, touched, before=before, after=after)
            return True

    def label(self, article_ids: Collection[str], labels: str, *, by: str = "") -> None:
        """Give articles their labels, apart by commas, in the place of those that they had."""
        table = schema.articles
        with self.writing() as (connection, changed):
            connection.execute(table.update().where(table.c.id.in_(article_ids)).values(label=_labels(labels)))
            changed(by, "articles labelled", _labels(labels), article_ids, articles=len(article_ids))

    def labels(self, article_id: str) -> str:
        """The labels of an article, apart by commas."""
        with self.reading() as connection:
            return connection.scalar(select(schema.articles.c.label).where(schema.articles.c.id == article_id)) or ""

    def article(self, article_id: str) -> Article | None:
        """One article, its text as it was read."""
        columns = [schema.articles.c[name] for name in _ARTICLE_FIELDS]
        with self.reading() as connection:
            row = connection.execute(select(*columns).where(schema.articles.c.id == article_id)).mappings().first()
        return Article(**dict(row) | {"published_basis": PublishedBasis(row["published_basis"])}) if row else None

    def holds(self, text: str) -> str | None:
        """The id of the article kept with this text, or None."""
        with self.reading() as connection:
            return connection.scalar(select(schema.articles.c.id).where(schema.articles.c.digest == article_id(text)))

    def count_articles(self, search: str = "") -> int:
        """How many `articles` has."""
        query = _searched(select(func.count()).select_from(schema.articles), search)
        with self.reading() as connection:
            return connection.scalar(query) or 0

    def articles(self, search: str = "", rows: slice = slice(None)) -> pd.DataFrame:
        """All articles, newest first, or some rows of these (from `start` to `stop`), without their texts: the fields
        of Article, `sample`, `label`, `characters` and the number of `claims`. `search` keeps those with these words in
        title, text, publisher, label or address."""
        table = schema.articles
        counted = select(func.count()).where(schema.claims.c.article == table.c.id).scalar_subquery()
        shown = [table.c[name] for name in _ARTICLE_FIELDS if name != "text"]
        query = (
            select(
                *shown,
                table.c.sample,
                table.c.label,
                func.length(table.c.text).label("characters"),
                counted.label("claims"),
            )
            .order_by(table.c.published.desc(), table.c.title, table.c.id)
            .offset(rows.start or 0)
            .limit(None if rows.stop is None else rows.stop - (rows.start or 0))
        )
        frame = self.frame(_searched(query, search))
        frame["published"] = pd.to_datetime(frame["published"]).astype("datetime64[s]")
        return frame

    def links(self, article_id: str) -> list[tuple[str, str, str]]:
        """What an article is to others and they to it, as (id, title, words) each."""
        kept, links = schema.articles, schema.links
        mine = select(kept.c.digest).where(kept.c.id == article_id).scalar_subquery()
        to = select(kept.c.id, kept.c.title, links.c.link).join(links, links.c.other == kept.c.digest)
        back = select(kept.c.id, kept.c.title, links.c.link).join(links, links.c.digest == kept.c.digest)
        words = {
            ("voice", True): N_("a copy, one voice with"),
            ("voice", False): N_("copied, as one voice, by"),
            ("version", True): N_("a newer version of"),
            ("version", False): N_("replaced by the newer version"),
        }
        with self.reading() as connection:
            forth = connection.execute(to.where(links.c.digest == mine)).all()
            there = connection.execute(back.where(links.c.other == mine)).all()
        return [(row.id, row.title, words[row.link, True]) for row in forth] + [
            (row.id, row.title, words[row.link, False]) for row in there
        ]

    def remove(self, *article_ids: str, by: str = "") -> int:
        """Remove articles with their claims; how many were there."""
        table = schema.articles
        with self.writing(Role.REVIEWER) as (connection, changed):
            titles = dict(
                connection.execute(select(table.c.id, table.c.title).where(table.c.id.in_(article_ids))).all()
            )
            for id, title in titles.items():
                touched = {id, *_linked_with(connection, [id])}
                connection.execute(table.delete().where(table.c.id == id))
                changed(by, "article removed", id, touched, title=title)
            return len(titles)

    def remove_samples(self, *, by: str = "") -> int:
        """Remove every sample at once; how many there were."""
        with self.writing(Role.ADMIN) as (connection, changed):
            ids = connection.scalars(select(schema.articles.c.id).where(schema.articles.c.sample)).all()
            if ids:
                touched = {*ids, *_linked_with(connection, ids)}
                connection.execute(schema.articles.delete().where(schema.articles.c.sample))
                changed(by, "samples removed", "samples", touched, articles=len(ids))
            return len(ids)

    def has_samples(self) -> bool:
        with self.reading() as connection:
            return connection.scalar(select(schema.articles.c.id).where(schema.articles.c.sample).limit(1)) is not None

    # claims

    def claims(self, articles: Collection[str] | None = None) -> pd.DataFrame:
        """All claims, or those of some articles, as `timeline.claims.claims_table` types them, in the order of
        publication and text, with the article's `title`, `url`, `sample` and `label` (its labels, apart by commas);
        `voice_of`, the publisher (or address) that an article linked as a copy speaks for, and `replaced_on`, the day
        of a newer version of it."""
        mine, kept, links = schema.claims, schema.articles, schema.links
        first, newer = kept.alias("first"), kept.alias("newer")
        copies, versions = links.alias("copies"), links.alias("versions")
        copied = (copies.c.digest == kept.c.digest) & (copies.c.link == "voice")
        voice_of = (
            select(func.coalesce(func.nullif(first.c.publisher, ""), first.c.url))
            .join(copies, first.c.digest == copies.c.other)
            .where(copied)
            .correlate(kept)
            .scalar_subquery()
        )
        replaced_on = (
            select(func.min(newer.c.published))
            .join(versions, newer.c.digest == versions.c.digest)
            .where((versions.c.other == kept.c.digest) & (versions.c.link == "version"))
            .correlate(kept)
            .scalar_subquery()
        )
        # days and lists as the text that they are kept as: the table types whole columns faster than rows
        as_text = ("alternatives", "event_from", "event_to", "published")
        query = (
            select(
                *(cast(mine.c[name], Text).label(name) if name in as_text else mine.c[name] for name in CLAIM_FIELDS),
                schema.articles.c.title,
                schema.articles.c.url,
                schema.articles.c.sample,
                schema.articles.c.label,
                func.coalesce(voice_of, "").label("voice_of"),
                cast(replaced_on, Text).label("replaced_on"),
            )
            .join(schema.articles, schema.articles.c.id == mine.c.article)
            .order_by(schema.articles.c.published, mine.c.article, mine.c.position)
        )
        if articles is not None:
            query = query.where(mine.c.article.in_(articles))
        table = claims_table(self.frame(query))
        table["replaced_on"] = pd.to_datetime(table["replaced_on"]).astype("datetime64[s]")
        return table.astype({"title": "str", "url": "str", "sample": "bool", "label": "str", "voice_of": "str"})

    def claims_of(self, article_id: str) -> tuple[Claim, ...]:
        """One article's claims as values, in the order of its text."""
        columns = [schema.claims.c[name] for name in CLAIM_FIELDS]
        query = select(*columns).where(schema.claims.c.article == article_id).order_by(schema.claims.c.position)
        with self.reading() as connection:
            return tuple(as_claim(dict(row._mapping)) for row in connection.execute(query))

    # what happened, settings, geocodes

    @property
    def revision(self) -> int:
        """Changes with every write to articles, claims or reviews."""
        with self.reading() as connection:
            return connection.scalar(select(schema.counters.c.value).where(schema.counters.c.name == "revision")) or 0

    def touched(self, after: int, revision: int) -> frozenset[str] | None:
        """The articles that were added, removed, or whose claims or reviews changed, after one revision and up to
        another; None where the store does not know, since it was kept by an older Marchland then."""
        table = schema.touched
        query = select(table).where((table.c.revision > after) & (table.c.revision <= revision))
        with self.reading() as connection:
            rows = connection.execute(query).all()
        known = len({row.revision for row in rows}) == revision - after
        return frozenset(row.article for row in rows) if known else None

    @property
    def address(self) -> str:
        """The database's URL, without a password."""
        return self.engine.url.render_as_string(hide_password=True)

    def audit(self, limit: int = 1000) -> pd.DataFrame:
        """What happened, newest first: at (UTC), by, event, subject, detail."""
        return self.frame(select(schema.audit).order_by(schema.audit.c.id.desc()).limit(limit))

    def setting(self, key: str, default: Any = None) -> Any:
        with self.reading() as connection:
            row = connection.execute(select(schema.settings.c.value).where(schema.settings.c.key == key)).first()
        return row.value if row else default

    def set(self, key: str, value: Any) -> None:
        """Keep a setting; `value` is anything that JSON can hold."""
        with self.writing() as (connection, _):
            connection.execute(schema.settings.delete().where(schema.settings.c.key == key))
            connection.execute(schema.settings.insert().values(key=key, value=value))

    def geocoded(self, service: str, query: str) -> Any:
        """What an online geocoder answered before, or None when it was never asked."""
        table = schema.geocodes
        with self.reading() as connection:
            row = connection.execute(
                select(table.c.answer).where((table.c.service == service) & (table.c.query == query))
            ).first()
        return row.answer if row else None

    def keep_geocode(self, service: str, query: str, answer: Mapping[str, Any]) -> None:
        """Keep an online geocoder's answer; "nothing found" is an answer too."""
        table = schema.geocodes
        with self.writing() as (connection, _):
            connection.execute(table.delete().where((table.c.service == service) & (table.c.query == query)))
            connection.execute(table.insert().values(service=service, query=query, answer=dict(answer), asked_at=now()))

    def close(self) -> None:
        self.engine.dispose()

    def _frame(self, query: Any) -> pd.DataFrame:
        with self.reading() as connection:
            result = connection.execute(query)
            return pd.DataFrame(result.fetchall(), columns=list(result.keys()))


def _labels(text: str) -> str:
    """Labels as they are kept: each once, apart by a comma and a blank."""
    return ", ".join(dict.fromkeys(filter(None, (part.strip()[:100] for part in text.split(",")))))


def _searched(query: Select[Any], search: str) -> Select[Any]:
    """With only the articles that have these words in them."""
    table = schema.articles.c
    for word in search.split():
        places = (table.title, table.text, table.publisher, table.url, table.label)
        query = query.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    return query


def _link(connection: Connection, digest: str, other: str, link: str) -> list[str]:
    """Note what an article is to another text; the other's id, where that is kept. A copy of a copy is one of the
    first."""
    links, kept = schema.links, schema.articles
    if link == "voice":
        first = select(links.c.other).where((links.c.digest == other) & (links.c.link == "voice"))
        other = connection.scalar(first) or other
    connection.execute(links.delete().where(links.c.digest == digest))
    connection.execute(links.insert().values(digest=digest, other=other, link=link))
    return list(connection.scalars(select(kept.c.id).where(kept.c.digest == other)))


def _linked_with(connection: Connection, ids: Collection[str]) -> list[str]:
    """The articles that are linked to some others, either way."""
    kept, links = schema.articles, schema.links
    those = select(kept.c.digest).where(kept.c.id.in_(ids))
    ends = (
        select(links.c.other)
        .where(links.c.digest.in_(those))
        .union(select(links.c.digest).where(links.c.other.in_(those)))
    )
    return list(connection.scalars(select(kept.c.id).where(kept.c.digest.in_(ends))))


def _count(connection: Connection, article: str) -> int:
    return connection.scalar(select(func.count()).where(schema.claims.c.article == article)) or 0

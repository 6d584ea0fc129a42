"""Articles that were read and are not yet saved: what was found in them, and what a person typed and decided.

They stay, through clicked links, reloads and restarts, until they are saved or thrown away, and are theirs who brought
them (store.owners). Nothing of them is on the map. Their claims are looked for again whenever what claims depend on was
changed: date, publisher or title.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, false, func, insert, select, update

from extract.model import Article, Claim, Extraction, PublishedBasis, Review
from extract.read.article import NeedsDate, article_id
from store import schema
from store.doubles import mark_and_compare
from store.engine import Database
from store.owners import EVERYBODY, theirs
from store.values import claim_from_json, claim_json

__all__ = ["Decided", "Draft", "DraftCounts", "Drafts", "put_drafts"]

_table = schema.drafts
_TO_LOOK = _table.c.published.is_not(None) & _table.c.claims.is_(None) & (_table.c.problem == "")
_KEPT = select(schema.articles.c.digest)
_READY = _table.c.claims.is_not(None) & (_table.c.problem == "") & _table.c.digest.not_in(_KEPT)
_other = _table.alias("other")
_DOUBLE = (_table.c.link == "") & (
    _table.c.like.in_(_KEPT) | _table.c.like.in_(select(_other.c.digest))
)  # nearly the same as another, and nobody has said what that means
_CHOSEN = _READY & _table.c.keep & ~_table.c.accepted & ~func.coalesce(_DOUBLE, false())


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided about a claim of a draft: rejected, confirmed, or CORRECTED to `corrected`."""

    verdict: Review
    corrected: Claim | None = None
    why: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One article before it is saved. `article.published` has no meaning while it is not `dated`; `claims` is None
    until they have been looked for."""

    id: int
    owner: str
    article: Article
    dated: bool
    label: str
    keep: bool
    suggestion: date | None
    asked: str
    turn: int
    claims: tuple[Claim, ...] | None
    places: tuple[str, ...]
    mentions: int
    problem: str
    capture: int | None  # the page that it was read from
    like: str | None  # the digest of another text that this one is nearly the same as
    alike: float  # how much the two share, 0 to 1
    link: str  # what a person made of that: "voice", "version" or "own"; nothing yet
    already: str  # the id of the article kept with the same text, or nothing
    decided: Mapping[str, Decided]  # by the id of the claim

    @property
    def standing(self) -> tuple[Claim, ...]:
        """The claims as they would stand once it is saved, those left out being marked as rejected."""
        claims = []
        for claim in self.claims or ():
            each = self.decided.get(claim.id)
            if each and each.corrected:
                claim = replace(each.corrected, id=claim.id, review=each.verdict, confidence=1.0)
            elif each:
                claim = replace(claim, review=each.verdict)
            claims.append(replace(claim, published=self.article.published, publisher=self.article.publisher))
        return tuple(claims)

    @property
    def ready(self) -> bool:
        """Whether it can be saved."""
        return self.claims is not None and not self.problem and not self.already


@dataclass(frozen=True, slots=True)
class DraftCounts:
    """How many drafts there are; how many of them ask for their date, can be saved and are chosen to be, are being
    saved, are still to be looked at, and are in the collection already; and how many are
    nearly the same as another text, and nobody has said yet what that means."""

    all: int
    undated: int
    chosen: int
    accepted: int
    unread: int
    already: int
    double: int


class Drafts:
    """The drafts of one database, whoever's they are; or, by `belonging_to`, those that somebody works with."""

    def __init__(self, database: Database, owner: str | None = None) -> None:
        self._database = database
        self._owner = owner
        self._mine = theirs(_table.c.owner, owner)

    def belonging_to(self, owner: str | None) -> "Drafts":
        """Somebody's own, which those that are put here become, and everybody's; no others are found, changed or
        thrown away. Without an owner, all."""
        return Drafts(self._database, owner)

    def put(self, found: Iterable[Article | NeedsDate], *, label: str = "") -> list[int]:
        """Keep what was read, to be looked at; the new drafts' ids in their order."""
        with self._database.writing() as (connection, _):
            return put_drafts(connection, found, label=label, owner=self._owner or EVERYBODY)

    def counts(self) -> DraftCounts:
        """How many there are of each kind."""
        kinds = (
            _table.c.published.is_(None),
            _CHOSEN,
            _table.c.accepted,
            _TO_LOOK,
            _table.c.digest.in_(_KEPT),
            _DOUBLE & ~_table.c.accepted,
        )
        with self._database.reading() as connection:
            numbers = connection.execute(
                select(func.count(), *(func.count().filter(kind) for kind in kinds))
                .select_from(_table)
                .where(self._mine)
            ).one()
        return DraftCounts(*map(int, numbers))

    def first(self, limit: int) -> list[Draft]:
        """The drafts that have waited longest and are not being saved."""
        return self._find(~_table.c.accepted, limit)

    def chosen(self, limit: int, ids: Collection[int] | None = None) -> list[Draft]:
        """Those, or those of some, that can be saved and are chosen to be, the oldest first."""
        return self._find(_CHOSEN if ids is None else _CHOSEN & _table.c.id.in_(ids), limit)

    def accept(self) -> int:
        """Have all that are chosen saved by whoever works in the background; how many there are. Everybody's become
        those of whoever accepts them."""
        values: dict[str, Any] = {"accepted": True} | ({} if self._owner is None else {"owner": self._owner})
        with self._database.writing() as (connection, _):
            return connection.execute(update(_table).where(self._mine & _CHOSEN).values(values)).rowcount

    def accept_no_more(self) -> int:
        """Let those that are not saved yet be drafts again; how many there are."""
        with self._database.writing() as (connection, _):
            return connection.execute(
                update(_table).where(self._mine & _table.c.accepted).values(accepted=False)
            ).rowcount

    def accepted(self, limit: int) -> list[Draft]:
        """Those that are to be saved, the oldest first."""
        return self._find(_table.c.accepted & _table.c.claims.is_not(None), limit)

    def unread(self, limit: int) -> list[Draft]:
        """Those whose claims are still to be looked for, the oldest first."""
        return self._find(_TO_LOOK, limit)

    def of(self, ids: Sequence[int]) -> list[Draft]:
        """Those of some drafts that are still there, the oldest first."""
        return self._find(_table.c.id.in_(ids), len(ids))

    def holds(self, text: str) -> int | None:
        """The first draft with this text, or None."""
        with self._database.reading() as connection:
            return connection.scalar(
                select(func.min(_table.c.id)).where(self._mine & (_table.c.digest == article_id(text)))
            )

    def get(self, id: int) -> Draft | None:
        """One draft, or None when it was saved or thrown away."""
        return next(iter(self._find(_table.c.id == id, 1)), None)

    def looked(self, draft: Draft, found: Extraction | None, problem: str = "") -> None:
        """Note what was found in a draft, unless it was changed since; or why nothing can be."""
        values: dict[str, Any] = {"problem": problem}
        if found is not None:
            named = (each.place.name for each in found.mentions if each.place and not each.metonym)
            values["claims"] = [claim_json(claim) for claim in found.claims]
            values["places"] = list(dict.fromkeys(named))
            values["mentions"] = len(found.mentions)
        with self._database.writing() as (connection, _):
            same = (_table.c.id == draft.id) & (_table.c.turn == draft.turn)
            connection.execute(update(_table).where(self._mine & same).values(values))

    def change(
        self,
        ids: Sequence[int] | None = None,
        *,
        day: date | None = None,
        title: str | None = None,
        publisher: str | None = None,
        label: str | None = None,
        keep: bool | None = None,
        undated_only: bool = False,
    ) -> int:
        """Take over what a person typed, for some drafts or for all that are chosen; how many it was for.

        `undated_only` gives the day to those alone that ask for it. Raises ArticleError for a day that can't be right.
        """
        those = self._mine & ~_table.c.accepted & (_table.c.keep if ids is None else _table.c.id.in_(ids))
        changed: dict[str, Any] = {}
        if title is not None and title.strip():
            changed["title"] = title.strip()[:300]
        if publisher is not None:
            changed["publisher"] = publisher.strip()[:200]
        again = {"claims": None, "problem": "", "turn": _table.c.turn + 1}
        with self._database.writing() as (connection, _):
            number = connection.scalar(select(func.count()).select_from(_table).where(those)) or 0
            if day is not None:
                name = connection.scalar(select(_table.c.name).where(those).limit(1)) or ""
                NeedsDate(replace(_NOBODY, file_name=name)).dated(day)
                asking = those & _table.c.published.is_(None) if undated_only else those
                dated = {"published": day, "published_basis": PublishedBasis.USER.value, "asked": "", **again}
                connection.execute(update(_table).where(asking).values(dated))
            if changed:
                connection.execute(update(_table).where(those).values({**changed, **again}))
            if label is not None:
                connection.execute(update(_table).where(those).values(label=label.strip()[:100]))
            if keep is not None:
                connection.execute(update(_table).where(those).values(keep=keep))
        return number

    def decide(self, draft_id: int, claim_id: str, decided: Decided) -> None:
        """Keep what a person decided about a claim of a draft; AUTO takes it back."""
        values = {
            "verdict": str(decided.verdict),
            "corrected": claim_json(decided.corrected) if decided.corrected else None,
            "why": decided.why,
            "by": decided.by,
        }
        mine = self._mine & (_table.c.id == draft_id)
        with self._database.writing() as (connection, _):
            known = connection.scalar(select(_table.c.decided).where(mine))
            if known is None:
                return
            others = {id: each for id, each in known.items() if id != claim_id}
            if decided.verdict is not Review.AUTO:
                others[claim_id] = values
            connection.execute(update(_table).where(mine).values(decided=others))

    def link(self, link: str, ids: Sequence[int] | None = None) -> int:
        """Say what drafts are to the texts that they are nearly the same as: "voice", "version" or "own". For all that
        nobody has said it of, without `ids`; how many there were."""
        those = self._mine & (_DOUBLE if ids is None else _table.c.id.in_(ids))
        with self._database.writing() as (connection, _):
            doubles = connection.scalars(select(_table.c.id).where(those & ~_table.c.accepted)).all()
            connection.execute(update(_table).where(_table.c.id.in_(doubles)).values(link=link))
            return len(doubles)

    def other(self, draft: Draft) -> Article | None:
        """The article or draft, whoever's, that a draft is nearly the same as, while it is there."""
        if not draft.like:
            return None
        kept = schema.articles
        columns = [kept.c[field.name] for field in fields(Article)]
        with self._database.reading() as connection:
            row = connection.execute(select(*columns).where(kept.c.digest == draft.like)).mappings().first()
        if row:
            return Article(**dict(row) | {"published_basis": PublishedBasis(row["published_basis"])})
        return next((each.article for each in Drafts(self._database)._find(_table.c.digest == draft.like, 1)), None)

    def discard(self, ids: Sequence[int] | None = None) -> int:
        """Throw some drafts away, or all that are not being saved; how many there were."""
        those = ~_table.c.accepted if ids is None else _table.c.id.in_(ids)
        with self._database.writing() as (connection, _):
            return connection.execute(delete(_table).where(self._mine & those)).rowcount

    def discard_already_kept(self) -> int:
        """Throw away those whose text is in the collection; how many there were."""
        with self._database.writing() as (connection, _):
            return connection.execute(delete(_table).where(self._mine & _table.c.digest.in_(_KEPT))).rowcount

    def _find(self, which: ColumnElement[bool], limit: int) -> list[Draft]:
        kept = schema.articles
        query = select(_table, kept.c.id.label("already")).outerjoin(kept, kept.c.digest == _table.c.digest)
        query = query.where(self._mine & which).order_by(_table.c.id).limit(limit)
        with self._database.reading() as connection:
            return [_draft(row) for row in connection.execute(query)]


_NOBODY = Article(id="-", title="", text="", published=date.min)


def put_drafts(
    connection: Connection,
    found: Iterable[Article | NeedsDate],
    *,
    owner: str,
    label: str = "",
    capture: int | None = None,
) -> list[int]:
    """Within a transaction, make somebody's drafts of what was read, each with the text that it is nearly the same as;
    their ids."""
    ids = []
    for one in found:
        row = _row(one, label)
        text, digest = row["article"]["text"], row["digest"]
        like, alike = mark_and_compare(connection, text, digest) or (None, 0.0)
        values = {**row, "owner": owner, "capture": capture, "like": like, "alike": alike, "link": ""}
        ids.append(connection.execute(insert(_table).values(values).returning(_table.c.id)).scalar_one())
    return ids


def _row(found: Article | NeedsDate, label: str) -> dict[str, Any]:
    asking = isinstance(found, NeedsDate)
    article = found.draft if isinstance(found, NeedsDate) else found
    return {
        "name": article.file_name,
        "digest": article_id(article.text),
        "article": {**asdict(article), "published": article.published.isoformat()},
        "title": article.title,
        "published": None if asking else article.published,
        "published_basis": str(article.published_basis),
        "publisher": article.publisher,
        "label": label,
        "suggestion": found.suggestion if isinstance(found, NeedsDate) else None,
        "asked": found.problem if isinstance(found, NeedsDate) else "",
        "keep": True,
        "turn": 0,
        "decided": {},
        "claims": None,
        "places": [],
        "mentions": 0,
        "problem": "",
    }


def _draft(row: Row[Any]) -> Draft:
    facts = row.article
    article = Article(
        **{
            **facts,
            "title": row.title,
            "published": row.published or date.fromisoformat(facts["published"]),
            "published_basis": PublishedBasis(row.published_basis),
            "publisher": row.publisher,
        }
    )
    return Draft(
        id=row.id,
        owner=row.owner,
        article=article,
        dated=row.published is not None,
        label=row.label,
        keep=row.keep,
        suggestion=row.suggestion,
        asked=row.asked,
        turn=row.turn,
        claims=None if row.claims is None else tuple(map(claim_from_json, row.claims)),
        places=tuple(row.places),
        mentions=row.mentions,
        problem=row.problem,
        capture=row.capture,
        like=row.like,
        alike=row.alike,
        link=row.link,
        already=row.already or "",
        decided={id: _decided(each) for id, each in row.decided.items()},
    )


def _decided(values: Mapping[str, Any]) -> Decided:
    corrected = claim_from_json(values["corrected"]) if values["corrected"] else None
    return Decided(Review(values["verdict"]), corrected, values["why"], values["by"])

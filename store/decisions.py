"""What people decided about claims: who, when, what stood before and after, and why. Nothing of it is ever taken away.

The claim that was read, or that a person added, is the root of its decisions and keeps its id. A correction stands
beside it as a claim "ROOT~n" that supersedes it. Undoing puts back what stood before, and is a decision too. A later
reading changes nothing that was decided: what it would say instead is kept beside (`rereading`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from extract.model import Claim, Review
from store import schema
from store.access import Role
from store.engine import Changed, Database, now
from store.values import CLAIM_FIELDS, as_claim, claim_from_json, claim_json, claim_row

__all__ = ["PERSON", "Decision", "Decisions", "Rereading", "Steps", "decide", "note_edit", "put_anew", "root_of"]

PERSON = "a person"  # the extractor of a claim that nobody but a person found
_SAID = (
    "place_id", "name", "action", "gained_by", "lost_by", "controller_after", "mode", "claimant", "claimant_side",
    "partial", "event_from", "event_to",
)  # fmt: skip
_claims, _table = schema.claims, schema.decisions


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about the claim `claim`, or about the facts of an article (then that is ""). `verdict` is a Review,
    "added", "undone", "redone" or "edited"; `before` and `after` are what stood, as JSON has it, None where nothing
    did; `at` is in UTC."""

    at: str
    by: str
    claim: str
    article: str
    verdict: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    why: str

    def differences(self) -> dict[str, tuple[Any, Any]]:
        """What it changed: each field's value before and after."""
        before, after = self.before or {}, self.after or {}
        shown = (*_SAID, "review") if self.claim else tuple(after)
        return {name: (before.get(name), after.get(name)) for name in shown if before.get(name) != after.get(name)}


@dataclass(frozen=True, slots=True)
class Steps:
    """Whether the last decision about a claim can be undone, and the last that was undone done again."""

    undo: bool
    redo: bool


@dataclass(frozen=True, slots=True)
class Rereading:
    """What a later reading says where a person had decided otherwise; `claim` is None where it finds no such claim."""

    claim: Claim | None


class Decisions:
    """The decisions in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def decide(
        self, claim_id: str, verdict: Review, corrected: Claim | None = None, *, why: str = "", by: str = ""
    ) -> Claim | None:
        """Confirm, reject or correct a claim (then `corrected` is what it should say), or take all that back (AUTO).

        Gives the claim that stands now, None where there is none of that id. Raises ValueError for a correction that
        rests on another sentence.
        """
        with self._database.writing(Role.REVIEWER) as (connection, changed):
            return decide(connection, changed, claim_id, verdict, corrected, why=why, by=self._name(by))

    def add(self, claim: Claim, *, why: str = "", by: str = "") -> Claim:
        """Keep a claim that a person found in an article; the claim as it is kept, its id of its own."""
        with self._database.writing(Role.REVIEWER) as (connection, changed):
            number = connection.scalar(select(func.count()).select_from(_table)) or 0
            new = replace(claim, id=f"{claim.article[:12]}+{number + 1}", review=Review.CONFIRMED, extractor=PERSON)
            _put(connection, new.id, new)
            _note(connection, changed, new.id, "added", None, new, why=why, by=self._name(by))
            return new

    def undo(self, claim_id: str, *, by: str = "") -> bool:
        """Put back what stood before the last decision; False where there is none left, or its article is gone."""
        return self._step(root_of(claim_id), "undone", by)

    def redo(self, claim_id: str, *, by: str = "") -> bool:
        """Do again what was undone last; False where nothing was."""
        return self._step(root_of(claim_id), "redone", by)

    def standing(self, claim_id: str) -> Claim | None:
        """The claim that stands for one of that id: itself, or its correction."""
        with self._database.reading() as connection:
            found = _of(connection, root_of(claim_id))
        return found[-1] if found else None

    def steps(self, claim_id: str) -> Steps:
        """What can be undone and done again about a claim."""
        done, undone = _stacks(self.history(claim_id))
        return Steps(bool(done), bool(undone))

    def history(self, claim_id: str) -> list[Decision]:
        """All decisions about a claim, the oldest first."""
        with self._database.reading() as connection:
            return _history(connection, root_of(claim_id))

    def rereading(self, claim_id: str) -> Rereading | None:
        """What a later reading would say of a claim that was decided about; None where it says the same."""
        table = schema.rereadings
        with self._database.reading() as connection:
            row = connection.execute(select(table).where(table.c.claim == root_of(claim_id))).first()
        return Rereading(claim_from_json(row.reading) if row.reading else None) if row else None

    def reread(self) -> list[str]:
        """The claims of which a later reading would say something else than a person decided."""
        with self._database.reading() as connection:
            return list(connection.scalars(select(schema.rereadings.c.claim)))

    def log(self) -> pd.DataFrame:
        """Every decision, newest first, a row each: at (UTC), by, decision, why, article, title, claim, place, quote,
        and `before` and `after`, what it changed as JSON."""
        query = select(_table, schema.articles.c.title).outerjoin(
            schema.articles, schema.articles.c.id == _table.c.article
        )
        rows = []
        with self._database.reading() as connection:
            for row in connection.execute(query.order_by(_table.c.id.desc())):
                decision = _decision(row)
                claim = decision.after or decision.before or {}
                differences = decision.differences()
                before, after = (
                    json.dumps({name: pair[side] for name, pair in differences.items()}, ensure_ascii=False)
                    for side in (0, 1)
                )
                rows.append(
                    {
                        "at": decision.at,
                        "by": decision.by,
                        "decision": decision.verdict,
                        "why": decision.why,
                        "article": decision.article,
                        "title": row.title or "",
                        "claim": decision.claim,
                        "place": claim.get("name") or claim.get("place") or "",
                        "quote": claim.get("quote") or "",
                        "before": before,
                        "after": after,
                    }
                )
        return pd.DataFrame(rows, columns=list(_LOGGED))

    def _name(self, by: str) -> str:
        return by or self._database.acting().name

    def _step(self, root: str, verdict: str, by: str) -> bool:
        with self._database.writing(Role.REVIEWER) as (connection, changed):
            done, undone = _stacks(_history(connection, root))
            steps = done if verdict == "undone" else undone
            kept = schema.articles.c.id
            if not steps or connection.scalar(select(kept).where(kept == steps[-1].article)) is None:
                return False
            before, after = steps[-1].before, steps[-1].after
            if verdict == "undone":
                before, after = after, before
            stands, then = (claim_from_json(each) if each else None for each in (before, after))
            _put(connection, root, then)
            _note(connection, changed, root, verdict, stands, then, by=self._name(by))
            return True


_LOGGED = ("at", "by", "decision", "why", "article", "title", "claim", "place", "quote", "before", "after")


def root_of(claim_id: str) -> str:
    """The id of the claim that a correction stands beside; a claim's own, where it is none."""
    return claim_id.split("~")[0]


def decide(
    connection: Connection,
    changed: Changed,
    claim_id: str,
    verdict: Review,
    corrected: Claim | None = None,
    *,
    why: str = "",
    by: str = "",
) -> Claim | None:
    """`Decisions.decide` within a transaction."""
    root = root_of(claim_id)
    found = _of(connection, root)
    if not found:
        return None
    before = found[-1]
    if verdict is Review.CORRECTED:
        if corrected is None or (before.article, before.start, before.end) != (
            corrected.article, corrected.start, corrected.end,
        ):  # fmt: skip
            raise ValueError(f"a correction of {claim_id!r} must rest on the same sentence")
        number = connection.scalar(select(func.count()).where(_table.c.claim == root)) or 0
        after = replace(corrected, id=f"{root}~{number + 1}", review=verdict, supersedes=root, confidence=1.0)
    elif verdict is Review.AUTO:
        after = replace(found[0], review=Review.CONFIRMED if found[0].extractor == PERSON else Review.AUTO)
    else:
        after = replace(before, review=verdict)
    if after != before:
        after = _put(connection, root, after) or after
        _note(connection, changed, root, str(verdict), before, after, why=why, by=by)
    connection.execute(schema.rereadings.delete().where(schema.rereadings.c.claim == root))  # it was seen
    return after


def note_edit(
    connection: Connection,
    article_id: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    why: str = "",
    by: str = "",
) -> None:
    """Note, within a transaction, that a person edited facts of an article."""
    facts = {"before": dict(before), "after": dict(after)}
    connection.execute(
        _table.insert().values(at=now(), by=by, claim="", article=article_id, verdict="edited", why=why, **facts)
    )


def put_anew(connection: Connection, article_id: str, claims: Sequence[Claim]) -> tuple[int, int]:
    """Within a transaction, put newly read claims in the place of an article's; how many are new to the store, and how
    many stay as they were decided. Where the reading differs from a decision, it is kept as a rereading; so is a claim
    that is new where a person has decided about the same words."""
    table = schema.rereadings
    mine = _claims.c.article == article_id
    rows = _as_claims(connection.execute(select(_claims).where(mine).order_by(_claims.c.position)))
    decided = {root_of(claim.id) for claim in rows if claim.review != Review.AUTO}
    roots = {claim.id: claim for claim in rows if claim.id in decided}
    standing = {root_of(claim.id): claim for claim in sorted(rows, key=lambda claim: _rank(claim.id))}
    read_last = sorted(roots.values(), key=lambda claim: claim.extractor != PERSON)
    words = {(claim.place_start, claim.place_end): claim.id for claim in read_last}
    left = {claim.id for claim in rows if root_of(claim.id) not in decided}
    connection.execute(_claims.delete().where(mine & _claims.c.id.in_(left)))
    connection.execute(table.delete().where(table.c.article == article_id))
    readings: dict[str, Claim | None] = {id: None for id, claim in roots.items() if claim.extractor != PERSON}
    fresh: dict[str, dict[str, Any]] = {}
    for position, claim in enumerate(claims):
        root = claim.id if claim.id in decided else words.get((claim.place_start, claim.place_end), "")
        if root and (claim.id == root or claim.id not in left):
            if claim.id == root or readings.get(root) is None:
                readings[root] = claim
        else:
            fresh[claim.id] = claim_row(claim, position)
    if fresh:
        connection.execute(_claims.insert(), list(fresh.values()))
    differing = [
        {"claim": id, "article": article_id, "reading": claim_json(claim) if claim else None}
        for id, claim in readings.items()
        if claim is None or _says(claim) not in (_says(roots[id]), _says(standing[id]))
    ]
    if differing:
        connection.execute(table.insert(), differing)
    return len(fresh), len(decided)


def _says(claim: Claim) -> tuple[Any, ...]:
    return tuple(getattr(claim, name) for name in _SAID)


def _rank(claim_id: str) -> tuple[int, str]:
    """A claim's corrections come after it, the latest last."""
    return len(claim_id), claim_id


def _as_claims(rows: Iterable[Any]) -> list[Claim]:
    return [as_claim({name: row._mapping[name] for name in CLAIM_FIELDS}) for row in rows]


def _of(connection: Connection, root: str) -> list[Claim]:
    """The claim of a root, then what stands beside it; the last one stands."""
    mine = (_claims.c.id == root) | _claims.c.id.startswith(f"{root}~", autoescape=True)
    return sorted(_as_claims(connection.execute(select(_claims).where(mine))), key=lambda claim: _rank(claim.id))


def _put(connection: Connection, root: str, claim: Claim | None) -> Claim | None:
    """Have a claim stand at a root, dated and published as its article is now; None takes the root itself away."""
    found = {each.id: each for each in _of(connection, root)}
    beside = [id for id in found if id != root]
    connection.execute(_claims.delete().where(_claims.c.id.in_(beside)))
    mine = _claims.c.id == root
    if claim is None:
        connection.execute(_claims.delete().where(mine))
        return None
    kept = schema.articles.c
    facts = connection.execute(select(kept.published, kept.publisher).where(kept.id == claim.article)).one()
    claim = replace(claim, published=facts.published, publisher=facts.publisher)
    if root in found:
        review = claim.review if claim.id == root else Review.REJECTED
        connection.execute(_claims.update().where(mine).values(review=review))
    if claim.id not in found or claim.id != root:
        connection.execute(_claims.insert(), [claim_row(claim, _position(connection, claim))])
    return claim


def _position(connection: Connection, claim: Claim) -> int:
    """Where a claim stands among those of its article: with the last that does not begin after it."""
    before = (_claims.c.article == claim.article) & (_claims.c.place_start <= claim.place_start)
    return connection.scalar(select(func.max(_claims.c.position)).where(before)) or 0


def _note(
    connection: Connection,
    changed: Changed,
    root: str,
    verdict: str,
    before: Claim | None,
    after: Claim | None,
    *,
    why: str = "",
    by: str = "",
) -> None:
    claim = after or before
    assert claim is not None
    states = {"before": claim_json(before) if before else None, "after": claim_json(after) if after else None}
    connection.execute(
        _table.insert().values(at=now(), by=by, claim=root, article=claim.article, verdict=verdict, why=why, **states)
    )
    changed(by, f"claim {verdict}", root, [claim.article], why=why)


def _history(connection: Connection, root: str) -> list[Decision]:
    query = select(_table).where(_table.c.claim == root).order_by(_table.c.id)
    return [_decision(row) for row in connection.execute(query)]


def _decision(row: Any) -> Decision:
    return Decision(row.at, row.by, row.claim, row.article, row.verdict, row.before, row.after, row.why)


def _stacks(history: Iterable[Decision]) -> tuple[list[Decision], list[Decision]]:
    """The decisions that can be undone, and those that can be done again; the next one last."""
    done: list[Decision] = []
    undone: list[Decision] = []
    for decision in history:
        if decision.verdict == "undone":
            undone.append(done.pop())
        elif decision.verdict == "redone":
            done.append(undone.pop())
        else:
            done.append(decision)
            undone.clear()
    return done, undone

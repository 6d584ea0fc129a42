"""Claims as rows and rows as claims: what a table or JSON holds of the values of `extract.model`."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from extract.model import Action, Claim, DateBasis, Mode, Review
from gazetteer.place import Alternative, Kind

__all__ = ["CLAIM_FIELDS", "as_claim", "claim_from_json", "claim_json", "claim_row"]

CLAIM_FIELDS = tuple(field.name for field in fields(Claim))
_KINDS: Mapping[str, Any] = {
    "kind": Kind,
    "action": Action,
    "mode": Mode,
    "date_basis": DateBasis,
    "review": Review,
}
_DAYS = ("event_from", "event_to", "published")


def claim_row(claim: Claim, position: int) -> dict[str, Any]:
    """The row of a claim that stands at a position among those of its article."""
    row = asdict(claim) | {"position": position}
    row["alternatives"] = list(row["alternatives"])
    return row


def as_claim(row: Mapping[str, Any]) -> Claim:
    """The claim of a row with the fields of Claim."""
    values = dict(row)
    values["alternatives"] = tuple(Alternative(**alternative) for alternative in values["alternatives"])
    for name, kind in _KINDS.items():
        values[name] = kind(values[name])
    return Claim(**values)


def claim_json(claim: Claim) -> dict[str, Any]:
    """The claim as plain JSON, its days as ISO dates."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(claim).items()}


def claim_from_json(values: Mapping[str, Any]) -> Claim:
    """What `claim_json` wrote."""
    days = {name: date.fromisoformat(values[name]) if values[name] else None for name in _DAYS}
    return as_claim({**values, **days})

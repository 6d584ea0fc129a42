"""Reviews, as an older Marchland kept them, made decisions (store.decisions): verdicts, with neither what stood before
nor what stands since. That is told from the claims that are there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

__all__ = ["decisions_of"]


def decisions_of(reviews: Iterable[Mapping[str, Any]], claims: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows of decisions by the rows of reviews, the oldest first, and of claims."""
    known = {claim["id"]: claim for claim in claims}
    times: Counter[str] = Counter()
    for review in reviews:
        claim = known[review["claim"]]
        times[claim["id"]] += 1
        corrected = review["verdict"] == "corrected"
        after = known.get(f"{claim['id']}~{times[claim['id']]}", claim) if corrected else claim
        yield {
            "at": review["reviewed_at"],
            "by": review["reviewed_by"],
            "claim": claim["id"].split("~")[0],
            "article": claim["article"],
            "verdict": review["verdict"],
            "before": _plain(claim, review["former"]),
            "after": _plain(after, review["verdict"]),
            "why": review["note"],
        }


def _plain(claim: Mapping[str, Any], review: str) -> dict[str, Any]:
    """A claim as JSON, as it was when it had this review."""
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in claim.items()}
    del values["position"]
    return values | {"review": review}

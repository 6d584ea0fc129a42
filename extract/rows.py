"""Claims and places as rows of a table (theatre.tables): the contracts that scripts outside the project rely on.

A row is a dict in the order of its columns. Days are ISO dates, alternatives a list of objects.
"""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from enum import Enum
from typing import Any

from extract.model import Claim, Mention, Sentence
from gazetteer.place import Alternative, Place
from theatre.tables import Row

__all__ = ["CLAIM_COLUMNS", "PLACE_COLUMNS", "TYPES", "claim_row", "location_row", "place_row"]

CLAIM_COLUMNS = tuple(field.name for field in fields(Claim))
PLACE_COLUMNS = (
    "article", "start", "end", "place", "place_start", "place_end", "place_id", "name", "kind", "latitude", "longitude",
    "admin1", "precision", "radius_km", "score", "metonym", "alternatives",
)  # fmt: skip

# What Arrow is to make of the columns that are not text.
TYPES = {
    **dict.fromkeys(["latitude", "longitude", "radius_km", "score", "confidence"], "double"),
    **dict.fromkeys(["start", "end", "place_start", "place_end"], "int64"),
    **dict.fromkeys(["admission", "partial", "metonym"], "bool"),
    **dict.fromkeys(["event_from", "event_to", "published"], "date32"),
}


def claim_row(claim: Claim) -> Row:
    """A claim as its row: every field of Claim, in order."""
    return {column: _plain(getattr(claim, column)) for column in CLAIM_COLUMNS}


def place_row(article: str, sentence: Sentence, mention: Mention) -> Row:
    """A place named in `sentence` as its row; start and end are the sentence's."""
    place = mention.place
    precision = "" if place is None else str(place.precision)
    return {
        "article": article,
        "start": sentence.start,
        "end": sentence.end,
        "place": mention.surface,
        "place_start": mention.start,
        "place_end": mention.end,
        "place_id": place.id if place else "",
        "name": place.name if place else mention.surface,
        "kind": str(mention.kind),
        "latitude": mention.latitude,
        "longitude": mention.longitude,
        "admin1": place.admin1 if place else "",
        "precision": "near" if place is not None and mention.radius_km > 0 and mention.kind == "near" else precision,
        "radius_km": mention.radius_km,
        "score": mention.score,
        "metonym": mention.metonym,
        "alternatives": _plain(mention.alternatives),
    }


def location_row(query: str, found: Sequence[tuple[Place, float]]) -> Row:
    """What a name may mean, as its row: the likeliest place with its score, the others as alternatives."""
    (place, score), *others = found
    return {
        "query": query,
        "place_id": place.id,
        "name": place.name,
        "kind": str(place.kind),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "country": place.country,
        "population": place.population,
        "precision": str(place.precision),
        "score": score,
        "alternatives": [
            asdict(Alternative(p.id, p.name, p.admin1, p.latitude, p.longitude, likely, p.admin2))
            for p, likely in others
        ],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [asdict(item) for item in value]
    return value

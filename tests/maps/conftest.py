import pandas as pd
import pytest

from theatre.theatre import load_theatre

COLUMNS = [
    "place_id", "name", "latitude", "longitude", "admin1", "valid_from", "valid_to", "status", "holder", "confidence",
    "basis", "rule", "claims_for", "claims_against", "last_evidence",
]  # fmt: skip


def interval(place, begin, end, status, holder, *, basis="direct", evidence=None, at=(49.2, 37.25), name=None):
    """A control row."""
    evidence = evidence or (begin if basis == "direct" else None)
    return (
        place, name or place, *at, "Kharkiv", pd.Timestamp(begin), pd.Timestamp(end) if end else pd.NaT, status, holder,
        0.9, basis, "R3", "", "", pd.Timestamp(evidence) if evidence else pd.NaT,
    )  # fmt: skip


def table(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


def about(**people: int):
    """What the gazetteer knows: population by place."""
    return pd.DataFrame(
        {"population": people.values(), "precision": "exact", "context": True},
        index=pd.Index([place.replace("_", ":") for place in people], name="place_id"),
    )


@pytest.fixture
def theatre():
    return load_theatre()

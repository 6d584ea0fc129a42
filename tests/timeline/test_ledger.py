"""A ledger that followed article after article equals the ledger of all of them."""

import pandas as pd
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.synthetic_claims import synthetic_claims
from tests.timeline.conftest import PLACES, claim
from tests.timeline.test_properties import some_claim
from theatre.theatre import load_theatre
from timeline import arrow as tables
from timeline import claim_pieces as stock
from timeline.claims import claims_table
from timeline.control import control
from timeline.ledger import Ledger

THEATRE = load_theatre()
TOWNS = pd.DataFrame(
    [(id, name, *where) for name, (id, *where) in PLACES.items()],
    columns=["place_id", "name", "latitude", "longitude", "admin1"],
)


@st.composite
def articles(draw):
    """Articles by name, with their claims; some take up a claim of another's."""
    found = draw(st.dictionaries(st.sampled_from("abcd"), st.lists(some_claim(), min_size=1, max_size=6)))
    rows = [row | {"article": name} for name, claims in found.items() for row in claims]
    for row in rows:
        if draw(st.booleans()) and draw(st.booleans()):
            row["supersedes"] = draw(st.sampled_from(rows))["id"]
    return rows


def table(rows):
    return claims_table(pd.DataFrame(rows, columns=[*claim("held", "2022-03-01"), "article", "supersedes"]))


def assert_alike(one: Ledger, other: Ledger):
    pd.testing.assert_frame_equal(one.claims, other.claims, check_exact=True)
    pd.testing.assert_frame_equal(one.control, other.control, check_exact=True)
    said = [ledger.said.table.astype({"place_id": "str", "family": "str", "voice": "str"}) for ledger in (one, other)]
    said = [table.sort_values(["place_id", "id"], ignore_index=True) for table in said]
    pd.testing.assert_frame_equal(said[0].drop(columns="row"), said[1].drop(columns="row"), check_exact=True)
    for ledger, table in zip((one, other), said, strict=True):
        assert ledger.stock.rows(["id"], table["row"].to_numpy())["id"].tolist() == table["id"].tolist()


@settings(max_examples=12, deadline=None)
@given(articles(), articles(), st.booleans())
def test_articles_that_come_change_and_go_leave_the_ledger_of_those_there_are(before, after, towns):
    places = TOWNS if towns else None
    first = Ledger.of(table(before), theatre=THEATRE, places=places)
    last = Ledger.of(table(after), theatre=THEATRE, places=places)
    names = {row["article"] for row in [*before, *after]}
    ledger = first
    for name in sorted(names):
        ledger = ledger.updated({name}, table([row for row in after if row["article"] == name]))
    assert_alike(ledger, last)
    assert_alike(last.updated(names, table(before)), first)


def test_its_control_is_that_of_its_claims():
    claims = synthetic_claims(1_500, places=60)
    ledger = Ledger.of(claims[500:].reset_index(drop=True), theatre=THEATRE)
    ledger = ledger.updated(set(claims["article"][:500]), claims[:500].reset_index(drop=True))
    pd.testing.assert_frame_equal(ledger.control, control(ledger.claims, theatre=THEATRE), check_exact=True)
    assert sorted(ledger.claims["id"]) == sorted(claims["id"])


def test_what_many_updates_leave_in_pieces_is_put_together(monkeypatch):
    monkeypatch.setattr(stock, "_PIECES", 6)
    monkeypatch.setattr(tables, "_PIECES", 6)
    claims = synthetic_claims(40, places=5)
    ledger = Ledger.of(claims[:0], theatre=THEATRE)
    for name, rows in claims.groupby("article", sort=False):
        ledger = ledger.updated({name}, rows.reset_index(drop=True))
    assert len(ledger.stock.pieces) <= 7
    assert pa.chunked_array(ledger.control["name"]).num_chunks <= 7
    assert_alike(ledger, Ledger.of(claims, theatre=THEATRE))

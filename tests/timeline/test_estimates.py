"""An estimate that followed article after article equals that of all of them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from bench.synthetic_claims import synthetic_claims
from tests.timeline.test_ledger import TOWNS, articles, table
from theatre.theatre import load_theatre
from timeline import estimates, neighbours
from timeline.estimates import Estimate
from timeline.ledger import Ledger

THEATRE = load_theatre()
GRID = pd.DataFrame(
    [
        (f"user:{north}-{east}", f"{north} {east}", north, east, "", 30_000 if east == 31 else 500)
        for north in np.arange(46.2, 51.5, 0.4).round(1)
        for east in np.arange(31, 39, 0.8).round(1)
    ],
    columns=["place_id", "name", "latitude", "longitude", "admin1", "population"],
)


def estimated(ledger: Ledger, former: Estimate | None = None) -> Estimate:
    control = ledger.control[ledger.control["place_id"].isin(set(ledger.claims["place_id"]))]
    return Estimate.of(
        control, GRID, theatre=THEATRE, mentioned=set(ledger.claims["place_id"]), claims=ledger.claims, former=former
    )


@settings(max_examples=6, deadline=None)
@given(articles(), articles())
def test_articles_that_come_change_and_go_leave_the_estimate_of_those_there_are(before, after):
    ledger = Ledger.of(table(before), theatre=THEATRE, places=TOWNS)
    followed = estimated(ledger)
    for name in sorted({row["article"] for row in [*before, *after]}):
        ledger = ledger.updated({name}, table([row for row in after if row["article"] == name]))
        followed = estimated(ledger, followed)
    pd.testing.assert_frame_equal(followed.rows, estimated(ledger).rows, check_exact=True)


@pytest.fixture(scope="module")
def many() -> tuple[pd.DataFrame, Ledger, Estimate]:
    """Claims about enough places that some are far from others, the last of them of whole regions, and what follows."""
    claims = synthetic_claims(900, places=4_000, seed=3)
    claims = claims[claims["place_id"] != "region:UA-43"].reset_index(drop=True)
    ledger = Ledger.of(claims, theatre=THEATRE)
    return claims, ledger, estimated(ledger)


@pytest.mark.parametrize("what", ["settlement", "region", "new", "day"])
def test_only_what_rests_on_other_evidence_is_worked_out(many, monkeypatch, what):
    claims, ledger, former = many
    rows = claims[claims["kind"] == ("region" if what == "region" else "settlement")]
    rows = rows[rows["action"] == "captured"].iloc[:2]
    more = rows.assign(id="more " + rows["id"], article="one more", confidence=1.0).reset_index(drop=True)
    if what == "new":
        more = more.assign(place_id="user:new", name="New", latitude=50.9, longitude=38.2, admin1="")
    if what == "day":  # on one of which nobody spoke, and the newest
        days = pd.Series(former.guess.days.astype("datetime64[D]").astype("datetime64[s]"))
        free = pd.date_range(days.iloc[-40], days.iloc[-1]).difference(days)
        more = more.assign(event_from=[free[0], days.iloc[-1] + pd.Timedelta(days=3)])
        more = more.assign(event_to=more["event_from"], published=more["event_from"], controller_after="UA")
    counted = []
    intervals = estimates.intervals
    monkeypatch.setattr(
        estimates, "intervals", lambda around, *rest: counted.append(len(around.place_id)) or intervals(around, *rest)
    )
    added = ledger.updated({"one more"}, more)
    followed = estimated(added, former)
    assert np.array_equal(followed.guess.days, former.guess.days) == (what != "day")
    assert sum(counted) < len(followed.guess.margin)
    pd.testing.assert_frame_equal(followed.rows, estimated(added).rows, check_exact=True)
    pd.testing.assert_frame_equal(estimated(ledger, followed).rows, former.rows, check_exact=True)


def test_of_neighbours_as_far_those_with_the_lower_id_count(theatre):
    spots = pd.DataFrame(
        [(f"user:{number:02}", str(number), 48.0, 35.0, "") for number in reversed(range(30))],
        columns=["place_id", "name", "latitude", "longitude", "admin1"],
    )
    anchors = neighbours.Anchors.of(spots, np.zeros(30, dtype=bool), theatre, estimates.KERNEL)
    found = neighbours.Neighbours.of(
        GRID[["place_id", "latitude", "longitude"]][:3], anchors, theatre, estimates.KERNEL
    )
    assert spots["name"].to_numpy()[found.nearest[0]].tolist() == [str(number) for number in range(24)]

"""What must hold of any claims whatever."""

import itertools
from datetime import date, timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.theatre import load_theatre
from tests.timeline.conftest import PLACES, claim
from timeline.control import control
from timeline.evidence import claims_table

THEATRE = load_theatre()
number = itertools.count()


REGIONS = {"region:UA-63": "Kharkiv", "region:UA-14": "Donetsk"}


@st.composite
def some_claim(draw):
    day = date(2022, 2, 20) + timedelta(draw(st.integers(0, 60)))
    length = draw(st.sampled_from([0, 0, 0, 5, 40]))
    region = draw(st.sampled_from([None] * 9 + sorted(REGIONS)))
    about = {"place_id": region, "admin1": REGIONS[region], "kind": "region"} if region else {}
    return claim(
        draw(st.sampled_from(["captured", "liberated", "held", "contested", "withdrew", "entered", "advanced"])),
        day.isoformat(),
        event_from=(day - timedelta(length)).isoformat(),
        name=draw(st.sampled_from(sorted(PLACES))),
        controller_after=draw(st.sampled_from(["RU", "UA", "contested", ""])),
        lost_by=draw(st.sampled_from(["RU", "UA", ""])),
        gained_by=draw(st.sampled_from(["RU", "UA", ""])),
        mode=draw(st.sampled_from(["fact", "claimed", "claimed", "denied"])),
        claimant_side=draw(st.sampled_from(["", "RU", "UA", "other"])),
        publisher=draw(st.sampled_from(["TASS", "Kommersant", "BBC News", "Ukrinform", "a blog"])),
        published=(day + timedelta(draw(st.integers(0, 20)))).isoformat(),
        confidence=draw(st.floats(0, 1)),
        id=f"claim-{next(number)}",
        **({"kind": draw(st.sampled_from(["settlement", "settlement", "settlement", "near"]))} | about),
    )


claims = st.lists(some_claim(), max_size=25)


def worked_out(rows, **options) -> pd.DataFrame:
    return control(claims_table(rows), theatre=THEATRE, **options)


@settings(max_examples=60, deadline=None)
@given(claims)
def test_intervals_follow_each_other_without_overlap_or_gap(rows):
    for _, place in worked_out(rows).groupby("place_id"):
        assert (place["valid_from"] < place["valid_to"].fillna(pd.Timestamp("2100-01-01"))).all()
        assert place["valid_to"].iloc[:-1].tolist() == place["valid_from"].iloc[1:].tolist()
        assert place["valid_to"].isna().tolist() == [False] * (len(place) - 1) + [True]


@settings(max_examples=40, deadline=None)
@given(claims, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert_same(worked_out(rows), worked_out(shuffled))


@settings(max_examples=40, deadline=None)
@given(claims, claims, st.integers(0, 80))
def test_what_is_published_later_never_changes_what_was_known(rows, more, days):
    known = date(2022, 2, 20) + timedelta(days)
    later = [row | {"published": (known + timedelta(1)).isoformat()} for row in more]
    assert_same(worked_out(rows, as_known=known), worked_out(rows + later, as_known=known))


@settings(max_examples=40, deadline=None)
@given(claims)
def test_holder_status_and_confidence_agree(rows):
    table = worked_out(rows)
    named = table["holder"] != ""
    assert (table["status"].isin(["held", "claimed"]) == named).all()
    assert table["confidence"].between(0, 1).all()
    state = table[["place_id", "status", "holder"]].assign(told=~table["basis"].isin(["baseline", "estimate"]))
    same = state.eq(state.shift()).all(axis=1)
    assert not same.any()


def assert_same(one, other):
    pd.testing.assert_frame_equal(one, other, check_exact=True)

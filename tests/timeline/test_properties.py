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


REGIONS = {
    "region:UA-63": "Kharkiv",
    "region:UA-14": "Donetsk",
    "region:UA-63/all": "Kharkiv",
    "region:UA-63/south-east": "Kharkiv",
    "region:UA-63/east-of-oskil": "Kharkiv",
    "region:ua-right-bank": "Kherson",
}
ACTIONS = ("captured", "liberated", "transferred", "held", "repelled", "contested", "withdrew", "entered", "advanced")
WIRE = "The defence ministry said on Friday that its troops had taken the town after a week of heavy fighting."


def mostly(usual, *others):
    """The usual value in half of the cases, one of the others in the rest."""
    return st.sampled_from([usual] * len(others) + list(others))


@st.composite
def some_claim(draw):
    """A claim about one of a few places, or about a region of some of them: of any action, mode, date and speaker."""
    day = date(2022, 2, 20) + timedelta(draw(st.integers(0, 60)))
    length = draw(mostly(0, 5, 20, 40, None))
    published = draw(mostly(0, 1, 5, 20, None))
    fields = {
        "event_from": None if length is None else (day - timedelta(length)).isoformat(),
        "date_basis": draw(mostly("explicit", "relative", "context", "publication")),
        "published": None if published is None else (day + timedelta(published)).isoformat(),
        "name": draw(st.sampled_from(sorted(PLACES))),
        "controller_after": draw(st.sampled_from(["RU", "UA", "contested", ""])),
        "lost_by": draw(st.sampled_from(["RU", "UA", ""])),
        "gained_by": draw(st.sampled_from(["RU", "UA", ""])),
        "mode": draw(mostly("claimed", "fact", "denied", "planned", "hypothetical")),
        "claimant_side": draw(st.sampled_from(["", "RU", "UA", "other"])),
        "admission": draw(mostly(False, True)),
        "partial": draw(mostly(False, False, False, True)),
        "review": draw(mostly("auto", "confirmed", "corrected", "rejected")),
        "publisher": draw(st.sampled_from(["TASS", "Kommersant", "BBC News", "Ukrinform", "a blog"])),
        "confidence": draw(st.floats(0, 1)),
        "id": f"claim-{next(number)}",
        "kind": draw(mostly("settlement", "near", "part")),
    }
    if draw(mostly(False, True)):  # a story that several papers print
        fields["quote"] = draw(st.sampled_from([WIRE, WIRE.replace("heavy", "bitter")]))
    region = draw(st.sampled_from([None] * 18 + sorted(REGIONS)))
    if region:
        fields |= {"place_id": region, "admin1": REGIONS[region], "kind": "region"}
    elif draw(st.sampled_from([False] * 9 + [True])):
        fields |= {"place_id": "site:plant", "kind": "part"}
    return claim(draw(st.sampled_from(ACTIONS)), day.isoformat(), **fields)


@st.composite
def some_claims(draw):
    """Claims, of which some take the place of another."""
    rows = draw(st.lists(some_claim(), max_size=25))
    for row in rows:
        if draw(st.sampled_from([False] * 7 + [True])):
            row["supersedes"] = draw(st.sampled_from(rows))["id"]
    return rows


claims = some_claims()


def worked_out(rows, **options) -> pd.DataFrame:
    return control(claims_table(rows), theatre=THEATRE, **options)


@settings(max_examples=40, deadline=None)
@given(claims)
def test_r1_intervals_follow_each_other_without_overlap_or_gap(rows):
    for _, place in worked_out(rows).groupby("place_id"):
        assert (place["valid_from"] < place["valid_to"].fillna(pd.Timestamp("2100-01-01"))).all()
        assert place["valid_to"].iloc[:-1].tolist() == place["valid_from"].iloc[1:].tolist()
        assert place["valid_to"].isna().tolist() == [False] * (len(place) - 1) + [True]


@settings(max_examples=25, deadline=None)
@given(claims, st.randoms(use_true_random=False))
def test_r1_the_order_of_claims_does_not_matter(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert_same(worked_out(rows), worked_out(shuffled))


@settings(max_examples=10, deadline=None)
@given(claims, claims)
def test_r1_taking_claims_away_restores_what_was(rows, more):
    before = worked_out(rows)
    worked_out([*rows, *more])
    assert_same(worked_out(rows), before)


@settings(max_examples=30, deadline=None)
@given(claims, claims, st.integers(0, 80))
def test_r12_what_is_published_later_never_changes_what_was_known(rows, more, days):
    known = date(2022, 2, 20) + timedelta(days)
    later = [row | {"published": (known + timedelta(1)).isoformat()} for row in more]
    assert_same(worked_out(rows, as_known=known), worked_out(rows + later, as_known=known))


@settings(max_examples=25, deadline=None)
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

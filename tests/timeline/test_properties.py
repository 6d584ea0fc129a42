"""What must hold of any claims whatever."""

import itertools
from datetime import date, timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.conftest import PLACES, claim
from theatre.theatre import load_theatre
from timeline.claims import claims_table
from timeline.control import control

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
ACTIONS = ("captured", "liberated", "held", "held", "transferred", "repelled", "contested", "withdrew", "entered")
WIRE = "The defence ministry said on Friday that its troops had taken the town after a week of heavy fighting."


def mostly(usual, *others):
    """The usual value in most cases, one of the others in some."""
    return st.sampled_from([usual] * 20 + list(others))


@st.composite
def some_claim(draw):
    """A claim about one of a few places, or about a region of some of them: of any action, mode, date and speaker."""
    action = draw(st.sampled_from(ACTIONS))
    day = date(2022, 2, 23) + timedelta(draw(st.integers(0, 60)) // draw(st.sampled_from([1, 4, 4])))
    length = draw(st.sampled_from([0, 0, 0, 0, 5, 20, 40, None]))
    published = draw(st.sampled_from([0, 1, 5, 20, None]))
    fields = {
        "event_from": None if length is None else (day - timedelta(length)).isoformat(),
        "date_basis": draw(mostly("explicit", "publication")),
        "published": None if published is None else (day + timedelta(published)).isoformat(),
        "name": draw(st.sampled_from(["Izium"] * 4 + list(PLACES))),
        "controller_after": "contested"
        if action == "contested"
        else draw(st.sampled_from(["RU", "UA", "RU", "UA", ""])),
        "lost_by": draw(st.sampled_from(["RU", "UA", ""])),
        "gained_by": draw(st.sampled_from(["RU", "UA", ""])),
        "mode": draw(st.sampled_from(["claimed"] * 12 + ["fact"] * 6 + ["denied", "planned"])),
        "claimant_side": draw(st.sampled_from(["RU", "UA", "RU", "UA", "other", ""])),
        "admission": draw(mostly(False, True)),
        "partial": draw(mostly(False, True)),
        "review": draw(mostly("auto", "confirmed", "corrected", "rejected")),
        "publisher": draw(st.sampled_from(["TASS", "Kommersant", "BBC News", "Ukrinform", "a blog"])),
        "confidence": draw(st.sampled_from([0.9, 0.8, 0.6, 1.0, 0.3, 0.9, 0.8, 0.0])),
        "id": f"claim-{next(number)}",
        "kind": draw(mostly("settlement", "near", "part")),
    }
    if draw(st.booleans()):  # a story that several papers print
        fields["quote"] = draw(st.sampled_from([WIRE, WIRE.replace("heavy", "bitter")]))
    region = draw(st.sampled_from([None] * 18 + sorted(REGIONS)))
    if region:
        fields |= {"place_id": region, "admin1": REGIONS[region], "kind": "region"}
    elif draw(mostly(False, True)):
        fields |= {"place_id": "site:plant", "kind": "part"}
    return claim(action, day.isoformat(), **fields)


@st.composite
def some_claims(draw):
    """Claims, of which some take the place of another."""
    count = draw(st.sampled_from([20, 8]))
    rows = draw(st.lists(some_claim(), min_size=count, max_size=count))
    for row in rows:
        if draw(mostly(False, True)):
            row["supersedes"] = draw(st.sampled_from(rows))["id"]
    return rows


claims = some_claims()


def worked_out(rows, **options) -> pd.DataFrame:
    return control(claims_table(rows), theatre=THEATRE, **options)


@settings(max_examples=30, deadline=None)
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


@settings(max_examples=8, deadline=None)
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
    if rows and later:  # what is put right later was not known to be wrong
        later[0] = later[0] | {"supersedes": rows[0]["id"]}
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

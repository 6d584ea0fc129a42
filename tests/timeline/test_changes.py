"""What changed between two days, and how long it took from the first claim to confirmation."""

from datetime import date

import pandas as pd
import pytest

from tests.timeline.conftest import claim
from timeline.changes import CHANGE_COLUMNS, changes, counts, differences, lags
from timeline.claims import claims_table
from timeline.control import control

FIRST, LAST = date(2022, 2, 23), date(2022, 12, 31)
TAKEN = claim("captured", "2022-04-01", side="RU", id="taken")
DENIED = claim("held", "2022-04-02", side="UA", controller_after="UA", id="denied")


def changed(theatre, *told, start=FIRST, end=LAST) -> pd.DataFrame:
    claims = claims_table(told)
    return changes(control(claims, theatre=theatre), start, end, claims=claims)


def waited(table):
    return [
        (f"{day:%m-%d} {status}", None if pd.isna(lag) else int(lag))
        for day, status, lag in zip(table["day"], table["status"], table["lag_days"], strict=True)
    ]


def test_a_row_tells_place_hands_rule_and_the_words_for_and_against(theatre):
    row = changed(theatre, claim("captured", "2022-04-01", id="a"), DENIED, start=date(2022, 3, 31)).iloc[0]
    assert (row["name"], row["status_from"], row["holder_from"], row["status"], row["holder"]) == (
        "Izium", "held", "UA", "held", "RU",
    )  # fmt: skip
    assert row["changed_hands"] and (row["rule"], row["claims_for"], row["actions"]) == ("R3", "a", "captured")
    assert row["quotes_for"] == claim("captured", "2022-04-01")["quote"]


def test_the_first_day_is_left_out_and_the_last_is_in(theatre):
    told = [claim("captured", "2022-04-01"), claim("liberated", "2022-09-10")]
    assert changed(theatre, *told, start=date(2022, 4, 1), end=date(2022, 9, 10))["holder"].tolist() == ["UA"]
    assert changed(theatre, *told, start=date(2022, 3, 31), end=date(2022, 9, 9))["holder"].tolist() == ["RU"]


def test_a_claim_waits_for_its_confirmation_from_the_first_on(theatre):
    again = claim("held", "2022-04-20", side="RU", controller_after="RU")
    assert waited(changed(theatre, TAKEN)) == [("04-01 claimed", 3), ("04-04 held", 3)]
    assert waited(changed(theatre, TAKEN, DENIED, again)) == [
        ("04-01 claimed", 22),
        ("04-02 disputed", None),
        ("04-20 claimed", 22),
        ("04-23 held", 22),
    ]


def test_what_is_held_at_once_waited_no_day_and_what_never_was_for_ever(theatre):
    assert waited(changed(theatre, claim("captured", "2022-04-01"))) == [("04-01 held", 0)]
    assert waited(changed(theatre, TAKEN, DENIED)) == [("04-01 claimed", None), ("04-02 disputed", None)]


def test_what_is_assumed_waited_for_nothing(theatre):
    back = claim("liberated", "2022-09-10", lost_by="RU")
    assert waited(changed(theatre, back)) == [("03-03 held", None), ("09-10 held", 0)]


def test_lags_by_side_count_each_change_of_hands_once(theatre):
    elsewhere = [claim("captured", "2022-04-01", name="Kupiansk"), claim("liberated", "2022-09-10", name="Kupiansk")]
    disputed = [each | {"place_id": "geonames:1", "id": f"other {each['id']}"} for each in (TAKEN, DENIED)]
    table = lags(changed(theatre, TAKEN, *elsewhere, *disputed)).set_index("holder")
    russia = {"median": 1.5, "longest": 3, "at_once": 0.5, "confirmed": 2, "open": 1}
    assert table.loc["RU"].to_dict() == pytest.approx(russia)
    assert table.loc["UA", ["median", "confirmed", "open"]].tolist() == [0, 1, 0]


def test_places_gained_are_counted_by_oblast_and_side(theatre):
    told = [
        claim("captured", "2022-04-01"),
        claim("liberated", "2022-09-10"),
        claim("captured", "2022-05-01", name="Bucha"),
    ]
    assert counts(changed(theatre, *told)).to_numpy().tolist() == [
        ["Kharkiv", "RU", 1],
        ["Kharkiv", "UA", 1],
        ["Kyiv", "RU", 1],
    ]


def test_without_claims_there_is_an_empty_table(theatre):
    table = changed(theatre)
    assert table.empty and tuple(table.columns[: len(CHANGE_COLUMNS)]) == CHANGE_COLUMNS
    assert lags(table).empty


def stretches(theatre, before, after):
    tables = (control(claims_table(each), theatre=theatre) for each in (before, after))
    return [
        (
            row["name"],
            *("" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in (row["day_from"], row["day_to"])),
            f"{row['status_before']} {row['holder_before']}".strip(),
            f"{row['status']} {row['holder']}".strip(),
            row["claims_for"],
        )
        for row in differences(*tables).to_dict("records")
    ]


def test_what_more_claims_change_is_told_by_place_and_stretch_of_days(theatre):
    taken, back = claim("captured", "2022-04-01", id="taken"), claim("liberated", "2022-09-10", id="back")
    elsewhere = claim("captured", "2022-05-01", name="Kupiansk", id="elsewhere")
    assert stretches(theatre, [taken, elsewhere], [taken, elsewhere, back]) == [
        ("Izium", "2022-09-10", "", "held RU", "held UA", "back")
    ]
    assert stretches(theatre, [taken], [taken]) == []


def test_a_place_that_nobody_told_of_before_was_not_known(theatre):
    (first, *_) = stretches(theatre, [], [claim("captured", "2022-05-01", name="Kupiansk", id="new")])
    assert first[0] == "Kupiansk" and first[3] == "unknown"

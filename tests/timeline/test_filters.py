"""Filters: what each keeps, how they combine, what their counts promise, and what to loosen when nothing is left."""

from dataclasses import fields
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from theatre.theatre import load_theatre
from timeline.claims import claims_table
from timeline.filters import (
    CHOICES,
    EVERYTHING,
    NOBODY,
    STANDING,
    Filters,
    described,
    kept_places,
    loosen,
    matching,
    matching_changes,
    options,
    stands,
    values,
)

DAY = date(2022, 9, 15)


def told(id: str, place: str, **fields: object) -> dict[str, object]:
    return {
        "id": id, "article": "a", "place_id": place, "name": place.title(), "quote": f"About {place}.",
        "action": "liberated", "mode": "claimed", "published": "2022-09-11", "review": "auto", "language": "en",
        **fields,
    }  # fmt: skip


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    rows = [
        told("1", "izium", admin1="Kharkiv", event_from="2022-09-10", event_to="2022-09-10", publisher="TASS",
             label="north"),
        told("2", "izium", admin1="Kharkiv", action="captured", publisher="RIA Novosti", claimant_side="RU",
             claimant="The ministry", event_from="2022-04-01", event_to="2022-04-03", published="2022-04-04"),
        told("3", "lyman", admin1="Donetsk", publisher="The Herald", claimant_side="UA", mode="denied",
             review="confirmed", language="uk", quote="Прапор над Лиманом"),
        told("4", "odesa", admin1="Odesa", publisher="The Herald", action="held", mode="fact", label="south, north"),
    ]  # fmt: skip
    return described(claims_table(rows), theatre=load_theatre(), raions={"izium": "Izium", "lyman": "Kramatorsk"})


@pytest.fixture(scope="module")
def standing() -> pd.DataFrame:
    """How the places stand on DAY."""
    rows = [
        ("izium", "held", "UA", 0.9, "2022-09-10"),
        ("lyman", "disputed", "", 0.4, "2022-09-14"),
        ("odesa", "held", "UA", 0.6, None),
        ("donetsk", "held", "RU", 0.9, None),
    ]
    table = pd.DataFrame(rows, columns=["place_id", "status", "holder", "confidence", "last_evidence"])
    return table.assign(last_evidence=pd.to_datetime(table["last_evidence"]))


def kept(claims: pd.DataFrame, filters: Filters) -> str:
    return "".join(claims["id"][matching(claims, filters)])


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (EVERYTHING, "1234"),
        (Filters(first=date(2022, 4, 3), last=date(2022, 9, 9)), "2"),  # both days included, ranges by overlap
        (Filters(first=date(2022, 9, 11)), "34"),  # no day of the event: the article's
        (Filters(oblasts=("Kharkiv", "Odesa")), "124"),
        (Filters(raions=("Kramatorsk",)), "3"),
        (Filters(labels=("north",)), "14"),  # an article may bear several
        (Filters(labels=("south", "west")), "4"),
        (Filters(actions=("captured", "held")), "24"),
        (Filters(modes=("fact",)), "4"),
        (Filters(claimant_sides=("RU",)), "2"),
        (Filters(claimant_sides=(NOBODY,)), "14"),
        (Filters(claimants=("The ministry",)), "2"),
        (Filters(sources=("TASS",)), "1"),
        (Filters(sources=("family:russian-state",)), "12"),
        (Filters(reviewed=True), "3"),
        (Filters(reviewed=False), "124"),
        (Filters(languages=("uk",)), "3"),
        (Filters(text="ABOUT izium"), "12"),
        (Filters(text="прапор"), "3"),
        (Filters(text="ministry izium"), "2"),
        (Filters(text="nowhere"), ""),
        (Filters(oblasts=("Kharkiv",), actions=("captured",)), "2"),
    ],
)
def test_each_filter_keeps_what_it_says(claims: pd.DataFrame, filters: Filters, ids: str):
    assert kept(claims, filters) == ids


@pytest.mark.parametrize(
    ("filters", "places"),
    [
        (Filters(sides=("RU",)), {"donetsk"}),
        (Filters(statuses=("disputed",)), {"lyman"}),
        (Filters(confidence=0.9), {"izium", "donetsk"}),
        (Filters(age=5), {"izium", "lyman"}),
        (Filters(age=4), {"lyman"}),
        (Filters(age=0), set()),
    ],
)
def test_what_is_asked_of_a_place_on_the_day(
    claims: pd.DataFrame, standing: pd.DataFrame, filters: Filters, places: set[str]
):
    assert set(standing["place_id"][stands(standing, filters, DAY)]) == places
    left = claims[matching(claims, filters, standing=standing, day=DAY)]
    assert set(left["place_id"]) == places - {"donetsk"}
    assert kept(claims, filters) == "1234"  # without a day there is nothing to ask


def test_a_map_keeps_the_places_of_a_region_and_those_with_a_claim_that_fits(claims: pd.DataFrame):
    places = pd.DataFrame({
        "place_id": ["izium", "donetsk", "lyman"], "admin1": ["Kharkiv", "Donetsk", "Donetsk"], "admin2": ["", "", ""],
    })  # fmt: skip
    assert kept_places(claims, EVERYTHING, places) is None
    assert kept_places(claims, Filters(sides=("RU",)), places) is None
    assert kept_places(claims, Filters(oblasts=("Donetsk",)), places) == {"donetsk", "lyman"}
    assert kept_places(claims, Filters(oblasts=("Donetsk",), reviewed=True), places) == {"lyman"}


@pytest.mark.parametrize(
    ("filters", "days"),
    [
        (EVERYTHING, [1, 10, 11]),
        (Filters(first=date(2022, 9, 10), last=date(2022, 9, 10)), [10]),
        (Filters(oblasts=("Kharkiv",)), [1, 10]),
        (Filters(sides=("RU",)), [1, 10]),  # who gains or loses
        (Filters(statuses=("disputed",)), [11]),
        (Filters(confidence=0.8), [10]),
        (Filters(claimant_sides=("UA",)), [11]),  # of a claim against it too
        (Filters(actions=("liberated",), sources=("TASS",)), [10]),
    ],
)
def test_changes_follow_the_filters(claims: pd.DataFrame, filters: Filters, days: list[int]):
    rows = [
        ("2022-09-01", "Kharkiv", "UA", "RU", "held", 0.5, "2", ""),
        ("2022-09-10", "Kharkiv", "RU", "UA", "held", 0.9, "1", "2"),
        ("2022-09-11", "Donetsk", "UA", "", "disputed", 0.4, "", "3"),
    ]
    names = ["day", "admin1", "holder_from", "holder", "status", "confidence", "claims_for", "claims_against"]
    changed = pd.DataFrame(rows, columns=names).assign(day=lambda table: pd.to_datetime(table["day"]))
    assert changed["day"][matching_changes(changed, claims, filters)].dt.day.tolist() == days


def test_an_empty_result_says_what_to_loosen(claims: pd.DataFrame, standing: pd.DataFrame):
    filters = Filters(oblasts=("Kharkiv",), reviewed=True, languages=("uk",))
    assert loosen(claims, filters) == {"oblasts": 1}
    filters = Filters(first=date(2022, 9, 1), last=date(2022, 9, 20), statuses=("contested",))
    assert loosen(claims, filters, standing=standing, day=DAY) == {"statuses": 3}


def test_counts_are_of_what_the_other_filters_leave(claims: pd.DataFrame, standing: pd.DataFrame):
    found = options(claims, Filters(oblasts=("Kharkiv",), actions=("held",)), standing=standing, day=DAY)
    assert found["oblasts"] == {"Odesa": 1, "Kharkiv": 0}  # under the action alone; what is chosen stays there
    assert found["actions"] == {"liberated": 1, "captured": 1, "held": 0}
    found = options(claims, EVERYTHING, standing=standing, day=DAY)
    assert found["sources"]["family:russian-state"] == 2 and found["sources"]["The Herald"] == 2
    assert found["claimant_sides"] == {NOBODY: 2, "RU": 1, "UA": 1}
    assert found["statuses"] == {"held": 3, "disputed": 1} and found["sides"] == {"UA": 2, "RU": 1}
    assert found["reviewed"] == {"yes": 1, "no": 3}


CHOSEN = {
    "oblasts": ("Kharkiv", "Odesa"), "actions": ("captured", "held"), "modes": ("fact", "claimed"),
    "claimant_sides": ("RU", NOBODY), "sources": ("TASS", "family:russian-state"), "languages": ("en", "uk"),
}  # fmt: skip
SETS = st.fixed_dictionaries(
    {},
    optional={name: st.lists(st.sampled_from(of), min_size=1, unique=True).map(tuple) for name, of in CHOSEN.items()},
)


@settings(deadline=None, max_examples=15)
@given(SETS, st.sampled_from(sorted(CHOSEN)))
def test_a_count_is_what_choosing_it_alone_leaves(claims: pd.DataFrame, asked: dict, name: str):
    filters = Filters(**asked)
    for value, count in options(claims, filters)[name].items():
        alone = Filters(**asked | {name: (value,)})
        assert matching(claims, alone).sum() == count


def test_every_filter_is_either_of_the_claim_or_of_the_day(claims: pd.DataFrame):
    own = {"first", "last", "reviewed", "text"}
    assert {field.name for field in fields(Filters)} == own | set(CHOICES) | set(STANDING)
    assert set(values(claims, load_theatre())) == (set(CHOICES) | {"sides", "statuses"})


def test_what_is_set_can_be_named_and_dropped():
    filters = Filters(first=date(2022, 3, 1), age=0, reviewed=False, text="x")
    assert filters.chosen() == ("days", "age", "reviewed", "text")
    assert filters.without("days", "text") == Filters(age=0, reviewed=False)


def test_without_claims_nothing_fits_and_nothing_breaks():
    none = described(claims_table([]), theatre=load_theatre(), raions={})
    assert not matching(none, Filters(text="x", oblasts=("y",), first=DAY)).any()
    assert options(none, EVERYTHING)["oblasts"] == {} and loosen(none, Filters(text="x")) == {}


def test_each_label_is_a_choice_of_its_own(claims: pd.DataFrame):
    assert options(claims, EVERYTHING)["labels"] == {"north": 2, "south": 1}
    assert values(claims, load_theatre())["labels"] == {"north", "south"}

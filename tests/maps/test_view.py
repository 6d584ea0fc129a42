"""Links: what they ask for is shown, or the nearest there is with a sentence that says so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.view import NAMED_THEATRE, View, parse, to_query
from timeline.filters import Filters

FIRST, LAST = date(2022, 2, 24), date(2025, 12, 31)
PLACES = ("geonames:1", "katottg:UA2")


def read(**query):
    return parse(query, first=FIRST, last=LAST, places=PLACES)


def test_a_link_opens_its_day_and_place():
    assert read(day="2022-09-10", place="geonames:1") == (View(date(2022, 9, 10), "geonames:1"), ())


def test_without_a_day_the_last_one_is_shown():
    assert read() == (View(LAST), ())


@pytest.mark.parametrize(("asked", "shown"), [("2021-01-01", FIRST), ("2031-01-01", LAST)])
def test_a_day_out_of_range_opens_the_nearest_and_says_so(asked, shown):
    view, notes = read(day=asked)
    assert view.day == shown
    assert len(notes) == 1 and str(shown.year) in notes[0] and asked[:4] in notes[0]


@pytest.mark.parametrize("asked", ["yesterday", "2022-13-40", "<b>", "0", "2022-09-10T00:00:00Z"])
def test_a_day_that_is_none_is_named(asked):
    view, notes = read(day=asked)
    assert view.day == LAST and asked in notes[0]


def test_an_unknown_place_is_named_and_left_out():
    view, notes = read(place="geonames:999", day="2022-03-01")
    assert view == View(date(2022, 3, 1)) and "geonames:999" in notes[0]


def test_a_long_value_is_cut_in_the_note():
    _, notes = read(place="x" * 5000)
    assert len(notes[0]) < 140


@given(st.dates(FIRST, LAST), st.sampled_from(("", *PLACES)))
def test_every_view_survives_its_link(day, place):
    assert parse(to_query(View(day, place)), first=FIRST, last=LAST, places=PLACES) == (View(day, place), ())


@given(st.dictionaries(st.sampled_from(["day", "place", "other"]), st.text(max_size=60)))
def test_any_query_opens_a_view(query):
    view, _ = parse(query, first=FIRST, last=LAST, places=PLACES)
    assert FIRST <= view.day <= LAST and view.place in ("", *PLACES)


def test_a_link_opens_its_part_of_the_map_and_its_filter():
    view, notes = read(day="2022-09-10", at="49.2,37.25,8.5", hide="held/RU,contested/")
    assert view.at == (49.2, 37.25, 8.5) and view.hide == ("held/RU", "contested/") and notes == ()
    assert parse(to_query(view), first=FIRST, last=LAST, places=PLACES) == (view, ())


@pytest.mark.parametrize("at", ["x", "1,2", "1,2,3,4", "91,0,5", "nan,nan,nan", "1,1,99"])
def test_a_broken_part_of_the_map_is_named(at):
    view, notes = read(at=at)
    assert view.at is None and at in notes[0]


def test_a_broken_filter_is_named_and_the_rest_kept():
    view, notes = read(hide="held/UA,nonsense")
    assert view.hide == ("held/UA",) and "nonsense" in notes[0]


def test_a_link_opens_its_range_and_language():
    view, notes = read(day="2022-09-10", since="2022-09-01", language="uk")
    assert (view.since, view.day, view.language) == (date(2022, 9, 1), date(2022, 9, 10), "uk") and not notes
    assert parse(to_query(view), first=FIRST, last=LAST, places=PLACES) == (view, ())


def test_a_range_that_ends_before_it_begins_is_turned_round():
    view, notes = read(day="2022-09-01", since="2022-09-10")
    assert (view.since, view.day) == (date(2022, 9, 1), date(2022, 9, 10)) and "ends before it begins" in notes[0]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"language": "xx"}, "xx"), ({"since": "then"}, "then"), ({"sure": "lots"}, "lots"), ({"sure": "101"}, "101"),
        ({"age": "-1"}, "-1"), ({"reviewed": "maybe"}, "maybe"), ({"first": "2022-99-01"}, "2022-99-01"),
        ({"action": "teleported"}, "teleported"), ({"status": "lost"}, "lost"), ({"mode": "x"}, "mode=x"),
        ({"oblast": "Atlantis"}, "Atlantis"),
    ],
)  # fmt: skip
def test_a_broken_value_is_named_and_left_out(broken, said):
    view, notes = parse(broken, first=FIRST, last=LAST, places=PLACES, known={"oblasts": {"Kharkiv"}})
    assert view == View(LAST) and len(notes) == 1 and said in notes[0]


def test_the_values_of_a_filter_that_are_known_are_kept():
    view, notes = parse({"oblast": "Kharkiv,Atlantis"}, first=FIRST, last=LAST, places=PLACES,
                        known={"oblasts": {"Kharkiv"}})  # fmt: skip
    assert view.filters.oblasts == ("Kharkiv",) and "Atlantis" in notes[0]


def test_units_go_by_general_names_in_every_theatre():
    view, notes = parse({"admin1": "Kharkiv", "admin2": "Izium"}, first=FIRST, last=LAST, places=PLACES)
    assert (view.filters.oblasts, view.filters.raions, notes) == (("Kharkiv",), ("Izium",), ())
    assert to_query(view)["oblast"] == "Kharkiv"
    token = NAMED_THEATRE.set("sudan")
    try:
        query = to_query(view)
    finally:
        NAMED_THEATRE.reset(token)
    assert (query["theatre"], query["admin1"], query["admin2"]) == ("sudan", "Kharkiv", "Izium")
    assert "oblast" not in query and parse(query, first=FIRST, last=LAST, places=PLACES) == (view, ())


NAMES = st.lists(st.text(min_size=1, max_size=20), max_size=3, unique=True).map(tuple)
DAYS = st.none() | st.dates(FIRST, LAST)
FILTERS = st.builds(
    Filters,
    first=DAYS, last=st.none(), oblasts=NAMES, sources=NAMES, sides=NAMES,
    statuses=st.lists(st.sampled_from(["held", "disputed"]), unique=True).map(tuple),
    confidence=st.integers(0, 100).map(lambda percent: percent / 100),
    age=st.none() | st.integers(0, 2000), reviewed=st.sampled_from([None, True, False]),
    text=st.text(max_size=30).map(lambda text: " ".join(text.split())),
)  # fmt: skip


@given(FILTERS)
def test_every_filter_survives_its_link(filters):
    view = View(LAST, filters=filters)
    assert parse(to_query(view), first=FIRST, last=LAST, places=PLACES) == (view, ())


@given(st.dictionaries(
    st.sampled_from(["since", "language", "first", "last", "oblast", "status", "sure", "age", "reviewed", "text"]),
    st.text(max_size=60)))  # fmt: skip
def test_any_filter_opens_a_view(query):
    view, _ = parse(query, first=FIRST, last=LAST, places=PLACES)
    assert parse(to_query(view), first=FIRST, last=LAST, places=PLACES) == (view, ())

"""The expressions of time that a sentence holds, in three languages, before their days are known."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dates.expressions import Bound, Calendar, Expression, Part, Reach
from extract.dates.find import duration, find
from extract.dates.war_words import WarWords


def sole(text: str) -> Expression:
    (found,) = find(text, 0, len(text))
    return found


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("They came on 10 September 2022.", Calendar(2022, 9, 10)),
        ("They came on Sept. 10.", Calendar(None, 9, 10)),
        ("| They came | 2022-9-8 |", Calendar(2022, 9, 8)),
        ("They came in late March.", Calendar(None, 3, part=Part.LATE)),
        ("It fell in the summer of 2023.", Calendar(2023, season=2)),
        ("Місто звільнили 10 вересня 2022 року.", Calendar(2022, 9, 10)),
        ("Город взяли в начале мая.", Calendar(None, 5, part=Part.EARLY)),
        ("Місто звільнили 10.09.2022.", Calendar(2022, 9, 10)),
    ],
)
def test_a_date_as_far_as_the_words_give_it(text, calendar):
    found = sole(text)
    assert (found.reach, found.first, found.last) == (Reach.CALENDAR, calendar, None)


def test_a_range_takes_from_its_end_what_its_beginning_leaves_out():
    found = sole("The battle lasted from 3 to 9 June 2022.")
    assert (found.first, found.last) == (Calendar(2022, 6, 3), Calendar(2022, 6, 9))


@pytest.mark.parametrize(
    ("text", "reach", "amount", "unit"),
    [
        ("It fell yesterday.", Reach.NOW, -1, "day"),
        ("It fell two weeks ago.", Reach.NOW, -2, "week"),
        ("It fell three days later.", Reach.LAST_NAMED, 3, "day"),
        ("За минулу добу ворог відступив.", Reach.PAST, 1, "day"),
        ("Два тижні тому місто взяли.", Reach.NOW, -2, "week"),
        ("На следующий день город сдали.", Reach.LAST_NAMED, 1, "day"),
    ],
)
def test_words_that_count_from_another_day(text, reach, amount, unit):
    found = sole(text)
    assert (found.reach, found.amount, found.unit) == (reach, amount, unit)


def test_a_preposition_bends_what_follows_it_and_a_word_of_saying_keeps_its_date():
    assert sole("They held it until 3 May.").bound is Bound.BY
    assert sole("They have held it since 3 May.").bound is Bound.SINCE
    assert sole("The ministry said on 3 May that the town had fallen.").spoken


def test_nobody_may_be_marching():
    assert find("They may be marching on.", 0, 24) == ()


@given(st.text(max_size=200))
def test_what_is_found_is_in_order_and_does_not_overlap(text):
    found = find(text, 0, len(text))
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "lasted"),
    [
        ("held for five months", (5, "month")),
        ("пів року", (6, "month")),
        ("две недели", (2, "week")),
        ("48 hours", (2, "day")),
        ("for a long time", None),
    ],
)
def test_how_long_something_lasted(text, lasted):
    assert duration(text, 0, len(text)) == lasted


def test_capitals_name_months_and_weekdays_too():
    assert sole("TROOPS CAPTURED THE TOWN ON 12 JANUARY 2023.").first == Calendar(2023, 1, 12)
    assert sole("TROOPS CAPTURED THE TOWN ON SUNDAY.").reach is Reach.WEEKDAY
    assert sole("МІСТО ЗВІЛЬНИЛИ 10 ВЕРЕСНЯ 2022 РОКУ.").first == Calendar(2022, 9, 10)


def test_a_war_is_dated_by_what_its_theatre_calls_it():
    text = "It fell in the first week of the Sudanese war."
    sudanese = WarWords(adjectives=("sudanese|khartoum.s",))
    assert not [e for e in find(text, 0, len(text)) if e.reach is Reach.WAR]
    (found,) = find(text, 0, len(text), sudanese)
    assert found.reach is Reach.WAR

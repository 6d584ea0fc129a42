import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from timeline.keys import day_of, place_day, place_of

places = arrays("int64", 3, elements=st.integers(-(2**20), 2**20))
days = arrays("int64", 3, elements=st.integers(-1_000_000, 1_000_000))


@given(places, days)
def test_a_key_gives_back_its_place_and_day(place, day):
    key = place_day(place, day)
    assert place_of(key).tolist() == place.tolist() and day_of(key).tolist() == day.tolist()


@given(places, days)
def test_keys_go_by_place_and_then_by_day(place, day):
    assert np.argsort(place_day(place, day), kind="stable").tolist() == np.lexsort((day, place)).tolist()


def test_days_may_be_added_to_a_key():
    assert place_day(7, 100) + 5 == place_day(7, 105)

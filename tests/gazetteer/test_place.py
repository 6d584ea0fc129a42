"""Places check themselves where they are made."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.place import Alternative, Kind, Place, Precision, distance_km

IZIUM = Place(
    "geonames:707292", "Izium", (("en", "Izium"),), Kind.SETTLEMENT, 49.2, 37.3, "UA", "Kharkiv", "Izium", 50_000,
    Precision.EXACT,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"latitude": 999.0, "longitude": -5000.0}, r"geonames:707292: the latitude 999\.0"),
        ({"longitude": -180.1}, r"the longitude -180\.1"),
        ({"latitude": float("nan")}, "the latitude nan"),
        ({"population": -1}, "the population -1"),
    ],
)
def test_a_place_that_cannot_be_is_refused_with_its_value(changes, reason):
    with pytest.raises(ValueError, match=reason):
        replace(IZIUM, **changes)


@pytest.mark.parametrize("at", [(90.0, 180.0), (-90.0, -180.0), (0.0, 0.0)])
def test_the_ends_of_the_earth_are_on_it(at):
    assert replace(IZIUM, latitude=at[0], longitude=at[1]).latitude == at[0]


@pytest.mark.parametrize(("latitude", "score", "reason"), [(91.0, 0.5, "latitude"), (49.0, 1.2, r"score 1\.2")])
def test_an_alternative_that_cannot_be_is_refused(latitude, score, reason):
    with pytest.raises(ValueError, match=reason):
        Alternative("geonames:1", "Lan", "Kharkiv", latitude, 37.0, score)


POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(POINTS, POINTS)
def test_distances_are_the_same_both_ways_and_no_longer_than_half_the_earth(a, b):
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert 0.0 <= distance_km(a, b) <= 20_016


def test_a_degree_of_latitude():
    assert distance_km((49.0, 37.0), (50.0, 37.0)) == pytest.approx(111.2, abs=0.1)

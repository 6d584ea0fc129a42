import pytest

from tests.timeline.conftest import claim
from timeline.claims import claims_table
from timeline.control import control
from timeline.review import urgency


@pytest.fixture
def first(theatre, gazetteer):
    """The ids of claims by how much they ask for a look."""

    def order(*rows):
        claims = claims_table(rows)
        found = urgency(claims, control(claims, theatre=theatre, gazetteer=gazetteer))
        return [claims["id"][row] for row in (-found).argsort(kind="stable")]

    return order


def test_what_decides_longest_comes_first_and_what_decides_nothing_last(first):
    brief = claim("captured", "2022-04-01", id="brief")
    long = claim("liberated", "2022-04-20", id="long")
    later = claim("captured", "2023-04-01", name="Kupiansk", id="elsewhere")
    near = claim("advanced", "2022-05-01", id="near")
    assert first(near, brief, long, later) == ["long", "brief", "elsewhere", "near"]


def test_of_two_alike_the_less_sure_comes_first(first):
    sure = claim("captured", "2022-04-01", id="sure", confidence=0.95)
    unsure = claim("captured", "2022-04-01", name="Kupiansk", id="unsure", confidence=0.6)
    assert first(sure, unsure) == ["unsure", "sure"]


def test_a_side_that_left_without_a_word_of_who_came_is_looked_at_too(first):
    left = claim("withdrew", "2022-04-01", lost_by="UA", controller_after="", id="left", confidence=0.5)
    assert first(claim("advanced", "2022-05-01", id="near"), left) == ["left", "near"]


def test_what_is_doubted_comes_before_all(first):
    kyiv = {"place_id": "geonames:703448", "latitude": 50.45, "longitude": 30.52, "admin1": "Kyiv"}
    doubted = claim("captured", "2023-04-01", id="doubted", confidence=0.99) | kyiv | {"name": "Kyiv"}
    assert first(claim("captured", "2022-04-01", id="long", confidence=0.5), doubted) == ["doubted", "long"]

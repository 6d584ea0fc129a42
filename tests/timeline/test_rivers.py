import numpy as np
import pytest

from theatre.region_id import RiverBank, RiverSide
from timeline.rivers import between_rivers, on_bank, on_side

# longitude, latitude
KHERSON, OLESHKY, VYSOKOPILLIA, BERLIN = (32.618, 46.656), (32.718, 46.624), (33.52, 47.49), (13.4, 52.5)


@pytest.mark.parametrize(
    ("side", "there"), [("right", [True, False]), ("left", [False, True]), ("north", [True, False])]
)
def test_sides_of_a_river_are_those_of_who_looks_downstream_or_of_the_compass(theatre, side, there):
    points = np.array([KHERSON, OLESHKY])
    assert on_side(RiverSide(side, "dnipro"), points, theatre).tolist() == there


def test_a_bank_is_no_farther_than_25_km(theatre):
    points = np.array([VYSOKOPILLIA, BERLIN])
    assert on_bank(RiverBank("left", "inhulets"), points, theatre).tolist() == [True, False]
    assert on_side(RiverSide("right", "inhulets"), points, theatre)[1]


def test_between_two_rivers_is_the_same_either_way_round(theatre):
    points = np.array([VYSOKOPILLIA, OLESHKY, BERLIN])
    for ends in (("dnipro", "inhulets"), ("inhulets", "dnipro")):
        assert between_rivers(*ends, points, theatre).tolist() == [True, False, False]


def test_a_river_that_the_theatre_lacks_has_nothing_beside_it(theatre):
    points = np.array([KHERSON])
    assert not on_side(RiverSide("left", "styx"), points, theatre).any()
    assert not on_bank(RiverBank("left", "styx"), points, theatre).any()
    assert not between_rivers("styx", "dnipro", points, theatre).any()

"""Ids of regions: written, read again, and refused where they say nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theatre.region_id import (
    COMPASS,
    SIDES,
    Between,
    Compass,
    Most,
    RegionId,
    RiverBank,
    RiverSide,
    Whole,
    can_be_left_out,
    parse_part,
    river_key,
    states_part,
)

schemes = st.sampled_from(["geonames:", "katottg:", "user:", "site:"])
places = st.tuples(schemes, st.from_regex(r"[A-Z0-9]{1,9}", fullmatch=True)).map("".join)
names = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,8}", fullmatch=True)
regions = st.tuples(st.sampled_from(["region:", "country:", "katottg:"]), names).map("".join)
rivers = st.from_regex(r"[a-zі]{1,8}(-[a-z]{1,6})?", fullmatch=True).filter(lambda key: "except" not in key)
sides = st.sampled_from(SIDES)
banks = st.builds(RiverSide, sides, rivers) | st.builds(RiverBank, sides, rivers)
pairs = st.lists(places, min_size=2, max_size=2, unique=True) | st.lists(rivers, min_size=2, max_size=2, unique=True)
parts = st.just(Whole()) | st.builds(Compass, st.sampled_from(COMPASS)) | banks | pairs.map(lambda ends: Between(*ends))
spared = places | regions | st.builds(lambda region, part: str(RegionId(region, part)), regions, banks)
ids = st.builds(RegionId, regions, parts, st.lists(spared, max_size=3).map(tuple)) | st.builds(RegionId, regions)


@given(ids)
def test_what_is_written_is_read_again(id):
    assert RegionId.parse(str(id)) == id
    assert states_part(str(id)) == (id.part is not None)


@given(st.text("abz:/+-exceptbwnofkrl", max_size=40) | st.text(max_size=20))
def test_any_text_is_read_as_it_is_written_or_refused(text):
    try:
        id = RegionId.parse(text)
    except ValueError:
        return
    assert str(id) == text


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("region:UA-63", RegionId("region:UA-63")),
        ("region:UA-63/north-east", RegionId("region:UA-63", Compass("north-east"))),
        ("region:UA-09/most", RegionId("region:UA-09", Most())),
        ("region:UA-63/west-of-oskil", RegionId("region:UA-63", RiverSide("west", "oskil"))),
        ("country:UA/left-bank-of-siverskyi-donets", RegionId("country:UA", RiverBank("left", "siverskyi-donets"))),
        ("country:UA/between-geonames:1+user:2", RegionId("country:UA", Between("geonames:1", "user:2"))),
        ("country:UA/between-dnipro+inhulets", RegionId("country:UA", Between("dnipro", "inhulets"))),
        ("region:UA-09/all-except-geonames:1+region:UA-09/left-bank-of-aidar",
         RegionId("region:UA-09", Whole(), ("geonames:1", "region:UA-09/left-bank-of-aidar"))),
    ],
)  # fmt: skip
def test_each_kind_of_part(text, id):
    assert RegionId.parse(text) == id
    assert str(id) == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no id of a region"),
        ("Kharkiv", "no id of a region"),
        ("region:UA-63/", "no compass point"),
        ("region:UA-63/upwards", "'upwards' is no compass point; there is north"),
        ("region:UA-63/up-of-oskil", "'up' is no side of a river"),
        ("region:UA-63/west-of-", "no river's key"),
        ("region:UA-63/west-bank-of-the Oskil", "no river's key"),
        ("country:UA/between-dnipro", "lies nothing"),
        ("country:UA/between-dnipro+dnipro", "lies nothing"),
        ("country:UA/between-dnipro+geonames:1", "lies nothing"),
        ("region:UA-63/all-except-", "'' can't be left out"),
        ("region:UA-63/all-except-geonames:1+", "'' can't be left out"),
        ("region:UA-63/-except-geonames:1", "no compass point"),
        ("region:UA-63/all-except-country:UA/between-a+b", "can't be left out"),
    ],
)
def test_nonsense_is_refused_by_name(text, fault):
    with pytest.raises(ValueError, match=fault):
        RegionId.parse(text)


def test_what_can_be_left_out_is_a_place_or_a_part_that_can_be_told_from_its_neighbours():
    assert can_be_left_out("geonames:702972") and can_be_left_out("region:UA-09/north")
    assert not can_be_left_out("country:UA/between-dnipro+inhulets")
    assert not can_be_left_out("region:UA-09/all-except-geonames:1")
    with pytest.raises(ValueError, match="of what part"):
        RegionId("region:UA-09", None, ("geonames:1",))


def test_a_part_and_a_rivers_key_stand_alone_too():
    assert parse_part("east-of-oskil") == RiverSide("east", river_key("Oskil"))
    assert river_key(" Siverskyi Donets ") == "siverskyi-donets"

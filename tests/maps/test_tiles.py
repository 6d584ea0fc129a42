"""The street map's tiles: OpenStreetMap's, or those that the environment names, with their makers."""

import pytest

from maps.tiles import OPENSTREETMAP, configured

OTHERS = {"MARCHLAND_TILES": "https://tiles.example/{z}/{x}/{y}.png?key=k", "MARCHLAND_TILES_CREDIT": "© Somebody"}


def test_without_configuration_they_are_openstreetmap_s():
    assert configured({}) is OPENSTREETMAP and "OpenStreetMap" in OPENSTREETMAP.credit


def test_another_provider_is_named_with_its_makers():
    tiles = configured(OTHERS)
    assert (tiles.url, tiles.credit) == (OTHERS["MARCHLAND_TILES"], "© Somebody")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"MARCHLAND_TILES": "tiles.example"}, "must be an address such as"),
        ({"MARCHLAND_TILES": "https://tiles.example/{z}.png"}, "must be an address such as"),
        ({"MARCHLAND_TILES_CREDIT": ""}, "CREDIT is missing"),
        ({"MARCHLAND_TILES_LINK": "javascript:alert(1)"}, "LINK"),
    ],
)
def test_what_is_wrong_is_said(wrong, said):
    with pytest.raises(ValueError, match=said):
        configured(OTHERS | wrong)

import pytest

from extract.extents import Extent, Extents
from extract.theatre import load_theatre

EXTENTS = Extents(load_theatre())


def read(text: str, trigger: str = "took") -> Extent:
    name = next(name for name in ("Kharkiv Oblast", "Харківської області", "Харьковской области") if name in text)
    start = text.index(name)
    return EXTENTS.of(text, start, start + len(name), trigger)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("They left all of Kharkiv Oblast west of the Oskil river, except for two hamlets.", "west-of-oskil"),
        ("The army crossed into Kharkiv Oblast east of the Siverskyi Donets.", "east-of-siverskyi-donets"),
        ("The eastern bank of the Oskil in Kharkiv Oblast was lost.", "east-of-oskil"),
        ("They abandoned the north of Kharkiv Oblast.", "north"),
        ("They took the southern part of Kharkiv Oblast.", "south"),
        ("They took north-eastern Kharkiv Oblast.", "north-east"),
        ("The whole of Kharkiv Oblast is free.", "all"),
        ("All settlements of Kharkiv Oblast are free.", "all"),
        ("The rest of Kharkiv Oblast was freed.", "all"),
        ("Війська звільнили північ Харківської області.", "north"),
        ("Войска заняли восточную часть Харьковской области.", "east"),
    ],
)
def test_a_part_of_a_region_that_can_be_drawn(text, part):
    told = read(text)
    assert (told.part, told.less) == (part, "into" in text)


@pytest.mark.parametrize(
    "text",
    [
        "They freed 300 square kilometres of Kharkiv Oblast.",
        "Forty villages in Kharkiv Oblast were freed.",
        "Some villages in the east of Kharkiv Oblast fell.",
        "Not all of Kharkiv Oblast was taken.",
        "They seized much of Kharkiv Oblast.",
        "### Fall of Kharkiv Oblast",
    ],
)
def test_less_than_the_region_is_said_to_be_less(text):
    assert read(text).less


def test_almost_all_is_not_all_and_a_decree_changes_no_ground():
    assert read("They took almost all of Kharkiv Oblast.") == Extent()
    assert read("They hold all of Kharkiv Oblast except Lyman.") == Extent()
    assert read("Moscow annexed Kharkiv Oblast.", "annexed").less


def test_a_region_that_only_says_where_a_town_lies_is_not_meant():
    text = "They took Lyptsi, Kharkiv Oblast, on Sunday."
    start = text.index("Kharkiv")
    assert EXTENTS.of(text, start, start + 14, "took", [(10, 16)]).less


def test_what_is_meant_goes_behind_the_id():
    assert Extent("north").put_behind("region:UA-63") == "region:UA-63/north"
    assert Extent("north", less=True).put_behind("region:UA-63") == "region:UA-63"

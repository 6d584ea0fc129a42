import pytest

from extract.places.extents import Extent, Extents, Named
from gazetteer.place import Kind
from theatre.region_id import Compass, RiverBank, Whole
from theatre.theatre import load_theatre

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
    assert (str(told.part), told.less) == (part, "into" in text)


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


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("They hold 93% of Kharkiv Oblast.", "region:UA-63/most"),
        ("They hold almost 80 percent of the territory of Kharkiv Oblast.", "region:UA-63/most"),
        ("They hold some 97.5 per cent of the Kharkiv Oblast.", "region:UA-63/most"),
        ("They hold 60% of Kharkiv Oblast.", "region:UA-63"),
        ("Вони захопили 90 відсотків території Харківської області.", "region:UA-63/most"),
        ("Они захватили 90% территории Харьковской области.", "region:UA-63/most"),
    ],
)
def test_most_of_a_region_goes_behind_its_id_and_is_less_than_it(text, id):
    assert read(text).less
    assert read(text).put_behind("region:UA-63") == id


def test_almost_all_is_not_all_and_a_decree_changes_no_ground():
    assert read("They took almost all of Kharkiv Oblast.") == Extent()
    assert read("They hold all of Kharkiv Oblast except Lyman.") == Extent()
    assert read("Moscow annexed Kharkiv Oblast.", "annexed").less


def test_a_region_that_only_says_where_a_town_lies_is_not_meant():
    text = "They took Lyptsi, Kharkiv Oblast, on Sunday."
    start = text.index("Kharkiv")
    assert EXTENTS.of(text, start, start + 14, "took", [Named(10, 16, (), Kind.SETTLEMENT, "Lyptsi")]).less


def test_what_is_meant_goes_behind_the_id():
    assert Extent(Compass("north")).put_behind("region:UA-63") == "region:UA-63/north"
    assert Extent(Compass("north"), less=True).put_behind("region:UA-63") == "region:UA-63"


LUHANSK = ("Luhansk Oblast", "Луганську область", "Луганскую область")
TOWNS = {"Lysychansk": "geonames:702972", "Rubizhne": "geonames:695324", "Лисичанська": "geonames:702972",
         "Рубежного": "geonames:695324"}  # fmt: skip


def spared(text: str) -> tuple[str, str]:
    """The id and the name of what a sentence about Luhansk Oblast means."""
    named = [
        Named(text.index(t), text.index(t) + len(t), (id,), Kind.SETTLEMENT, t) for t, id in TOWNS.items() if t in text
    ]
    named.sort()
    name = next(name for name in LUHANSK if name in text)
    start = text.index(name)
    told = EXTENTS.of(text, start, start + len(name), "took", named)
    return told.put_behind("region:UA-09"), told.called("Luhansk Oblast")


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("They took all of Luhansk Oblast except Lysychansk.", ["geonames:702972"]),
        ("They took the whole of Luhansk Oblast, apart from the city of Lysychansk.", ["geonames:702972"]),
        ("They took all of Luhansk Oblast but for Rubizhne and Lysychansk.", ["geonames:695324", "geonames:702972"]),
        ("Except for Lysychansk, all of Luhansk Oblast was theirs.", ["geonames:702972"]),
        ("Вони взяли всю Луганську область, за винятком Лисичанська.", ["geonames:702972"]),
        ("Вони взяли усю Луганську область, крім міста Лисичанська.", ["geonames:702972"]),
        ("Они взяли всю Луганскую область, кроме Рубежного.", ["geonames:695324"]),
    ],
)
def test_a_town_that_is_named_as_left_out_is_left_out(text, towns):
    assert spared(text)[0] == "region:UA-09/all-except-" + "+".join(towns)


@pytest.mark.parametrize(
    "text",
    [
        "They took all of Luhansk Oblast except a few villages near Lysychansk.",
        "They took all of Luhansk Oblast except Lysychansk's outskirts.",
        "They took almost all of Luhansk Oblast except Lysychansk.",
    ],
)
def test_what_cannot_be_subtracted_leaves_less_than_all(text):
    assert spared(text)[0] == "region:UA-09"


def test_what_is_left_out_is_told_in_the_name_and_claimed_by_nobody():
    text = "They took all of Luhansk Oblast except Rubizhne and Lysychansk."
    assert spared(text)[1] == "Luhansk Oblast except Rubizhne and Lysychansk"
    others = [
        Named(17, 31, ("region:UA-09",), Kind.REGION, ""),
        Named(39, 47, ("geonames:1",), Kind.SETTLEMENT, "Rubizhne"),
    ]
    assert EXTENTS.left_out(text, others) == {others[1]}
    assert not EXTENTS.left_out("Apart from Rubizhne, they took Kreminna.", others[1:])


def test_land_that_no_id_can_leave_out_leaves_less_than_all():
    text = "They hold all of Kharkiv Oblast except the land between them."
    for id, rest in (("region:UA-63/left-bank-of-oskil", Whole()), ("country:UA/between-dnipro+inhulets", None)):
        others = [Named(43, 47, (id,), Kind.REGION, "the land")]
        assert EXTENTS.of(text, 17, 31, "hold", others).part == rest


def test_land_that_only_says_where_something_is_is_less():
    text = "They took villages on the left bank of the Oskil."
    start, part = text.index("left"), RiverBank("left", "oskil")
    assert EXTENTS.of_land(text, start, len(text) - 1, "took", part) == Extent(part, less=True, vague=True)


def test_what_is_said_of_one_region_is_said_of_those_listed_with_it():
    text = "They freed all settlements of Kherson Oblast and Kharkiv Oblast."
    kherson = Named(30, 44, ("region:UA-65",), Kind.REGION, "Kherson Oblast")
    start = text.index("Kharkiv")
    assert EXTENTS.of(text, start, start + 14, "freed", [kherson]) == Extent(Whole(), every=True)

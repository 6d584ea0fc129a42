"""What about a place is meant."""

from datetime import date

import pytest

from extract.places.doubt import PlaceDoubt
from extract.places.resolve import Resolver
from extract.places.senses import Senses
from gazetteer.place import distance_km

IZIUM = (49.207, 37.277)


@pytest.fixture(scope="module")
def told(catalogue, forms, scan):
    def of(text: str, language: str = "en"):
        names = PlaceDoubt(catalogue, forms).kept(scan(text), text, [0])
        Resolver(catalogue).resolve(names, text, date(2022, 9, 11), language)
        Senses(catalogue).tell(names, text, language)
        return names

    return of


@pytest.mark.parametrize(
    ("text", "km", "north", "east"),
    [
        ("They stood 12 km east of Izium.", 12, 0, 1),
        ("They stood 12 km north of Izium.", 12, 1, 0),
        ("They stood ten miles south-west of Izium.", 16.1, -1, -1),
        ("Вони стоять за 5 км на схід від Ізюма.", 5, 0, 1),
    ],
)
def test_a_point_is_told_by_distance_and_bearing(told, text, km, north, east):
    (name,) = told(text)
    latitude, longitude, radius = name.point
    assert name.kind == "near" and radius >= 2
    assert distance_km((latitude, longitude), IZIUM) == pytest.approx(km, abs=1)
    assert (latitude - IZIUM[0]) * north >= 0 and (longitude - IZIUM[1]) * east >= 0


def test_without_a_distance_the_surroundings_are_ten_kilometres(told):
    (name,) = told("They stood near Izium.")
    assert name.point[2] == 10.0


def test_a_point_too_far_away_is_none(told):
    assert told("They stood 900 km east of Izium.")[0].point[2] == 10.0


def test_the_outskirts_of_two_towns_are_of_both(told):
    assert [name.kind for name in told("Fighting on the outskirts of Izium and Lyman.")] == ["near", "near"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("attacks near Lyman, Izium and Kupiansk", "near near near"),
        ("attacks near Lyman, Izium, and Kupiansk", "near near near"),
        ("attacks near Lyman, Izium, Kupiansk", "near near near"),
        ("attacks in the areas of the following settlements: Lyman; Izium and Kupiansk", "near near near"),
        ("attacks near Lyman, and Izium was quiet", "near None"),
        ("attacks near Lyman and in Izium", "near None"),
        ("attacks near Lyman, Izium said", "near None"),
        ("атаки біля Лиману та Ізюму", "near near"),
        ("атаки в районах Лимана, Изюма и Купянска", "near near near"),
    ],
)
def test_what_is_near_the_first_of_a_list_is_near_each(told, text, kinds):
    assert " ".join(str(name.kind) for name in told(text)) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("They reached the Svatove-Kreminna line.", "near near"),
        ("They took the Bakhmut-Kostiantynivka road.", "other other"),
        ("Fighting on the Kupiansk–Lyman axis.", "near near"),
        ("Взяли дорогу Бахмут – Костянтинівка.", "other other"),
        ("Бои на линии Сватово — Кременная.", "near near"),
        ("The Izium-Lyman match was fun.", "None None"),
    ],
)
def test_roads_and_lines_between_two_towns_are_neither_town(told, text, kinds):
    names = told(text)
    assert " ".join(str(name.kind) for name in names) == kinds
    assert names[0].point == names[1].point


def test_parts_are_told_by_the_site_before_or_behind(told):
    assert [name.kind for name in told("the airport in Izium, Kramatorsk airport")] == ["part", "part"]


def test_a_government_listed_with_another_is_one(told):
    assert [name.metonym for name in told("Weapons by Moscow and Kyiv will come.")] == [True, True]

"""The embedded gazetteer: what it holds, and under which names."""

import pytest

from gazetteer.place import Kind, Precision, distance_km
from theatre.theatre import load_theatre


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Izium", "geonames:707292"),
        ("Kupyansk", "geonames:703656"),
        ("Куп’янська", "geonames:703656"),
        ("Куп'янську", "geonames:703656"),
        ("Купʼянськ", "geonames:703656"),
        ("Купянске", "geonames:703656"),
        ("Снигирёвку", "geonames:693379"),
        ("Снигиревку", "geonames:693379"),
        ("Severodonetsk", "geonames:691999"),
        ("Kiev", "geonames:703448"),
        ("Kharkiv Province", "region:UA-63"),
        ("Харківській області", "region:UA-63"),
        ("Херсонщині", "region:UA-65"),
        ("Донбасі", "region:donbas"),
        ("Ізюмського району", "katottg:UA63040000000023521"),
        ("Zaporizhzhia nuclear power station", "site:znpp"),
        ("Запорізькій АЕС", "site:znpp"),
        ("остров Змеиный", "site:snake-island"),
        ("сході України", "region:ua-east"),
        ("Sudzha", "geonames:486816"),
    ],
)
def test_a_name_leads_to_its_place(gazetteer, name, id):
    assert gazetteer.candidates(name)[0].id == id


def test_renamed_towns_keep_their_former_names_with_the_years(gazetteer):
    bakhmut = gazetteer.candidates("Artemivsk")[0]
    assert bakhmut.name == "Bakhmut"
    assert ("former:1924/2016", "Artemivsk") in bakhmut.names


def test_oblasts_bear_the_outlines_names(gazetteer):
    named = {f["properties"]["name"] for f in load_theatre().outlines("regions")["features"]} - {"Kyiv City"}
    assert {place.admin1 for place in gazetteer if place.country == "UA" and place.kind == Kind.SETTLEMENT} == named


def test_a_settlement_without_coordinates_says_how_roughly_it_lies(gazetteer):
    rough = [place for place in gazetteer if place.precision == Precision.HROMADA]
    assert len(rough) > 10_000
    assert all(place.id.startswith("katottg:") for place in rough)


def test_the_list_of_postcodes_places_villages_and_never_two_at_one_point(gazetteer):
    (robotyne,) = [p for p in gazetteer.candidates("Robotyne") if p.admin1 == "Zaporizhzhia"]
    assert robotyne.precision == Precision.EXACT
    assert distance_km((robotyne.latitude, robotyne.longitude), (47.448, 35.837)) < 2
    listed = [p for p in gazetteer if p.precision == Precision.EXACT and p.id.startswith("katottg:")]
    assert len(listed) > 11_000
    assert len({(p.name, p.latitude, p.longitude) for p in listed}) == len(listed)


def test_namesakes_are_joined_within_their_hromada(gazetteer):
    places = [p for p in gazetteer.candidates("Blahodatne") if p.admin1 == "Donetsk" and p.admin2 == "Volnovakha"]
    exact = [place for place in places if place.precision == Precision.EXACT]
    assert all(distance_km((exact[0].latitude, exact[0].longitude), (p.latitude, p.longitude)) > 1 for p in places[1:])
    assert len(places) == 2


def test_nearest_settlements_come_nearest_first(gazetteer):
    nearest = gazetteer.nearest(49.207, 37.277, limit=3)
    assert nearest[0].name == "Izium"
    assert gazetteer.nearest(0.0, 0.0) == ()


def test_unknown_names_and_ids_find_nothing(gazetteer):
    assert gazetteer.candidates("Atlantis") == ()
    assert gazetteer.place("geonames:0") is None


@pytest.mark.parametrize(
    ("former", "name", "oblast"),
    [
        ("Pervomaiske", "Avdiivske", "Donetsk"),
        ("Желанное", "Blahodatne", "Donetsk"),
        ("Невського", "Balka Zhuravka", "Luhansk"),
        ("Metelkino", "Metolchyne", "Luhansk"),
        ("Krasnohrad raion", "Berestyn Raion", "Kharkiv"),
    ],
)
def test_what_was_renamed_of_late_is_found_by_its_former_name(gazetteer, former, name, oblast):
    assert (name, oblast) in {(place.name, place.admin1) for place in gazetteer.candidates(former)}

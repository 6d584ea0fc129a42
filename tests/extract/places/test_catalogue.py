"""What is known of each place before any text is read."""

from gazetteer.place import Kind


def row(catalogue, name, admin1=None):
    places = catalogue.gazetteer.candidates(name)
    return next(catalogue.gazetteer.rows[p.id] for p in places if admin1 in (None, p.admin1))


def test_lists_go_by_the_gazetteers_rows(catalogue):
    rows = len(catalogue.gazetteer)
    for values in (catalogue.kinds, catalogue.standing, catalogue.weight, catalogue.fought, catalogue.units):
        assert len(values) == rows
    assert len(catalogue.distinctive) == len(catalogue.longitude_scale) == rows


def test_the_larger_and_the_known_weigh_more(catalogue):
    city, town, village = (row(catalogue, name) for name in ("Kharkiv", "Izium", "Robotyne"))
    assert catalogue.weight[city] > catalogue.weight[town]
    assert catalogue.standing[town] > catalogue.standing[village]
    assert catalogue.is_city(city) and not catalogue.is_city(village)


def test_only_names_that_nothing_else_bears_are_distinctive(catalogue):
    assert catalogue.distinctive[row(catalogue, "Kharkiv Oblast")]
    assert not catalogue.distinctive[row(catalogue, "Kharkiv")]


def test_units_of_regions(catalogue):
    assert catalogue.units_of(catalogue.gazetteer.rows["region:donbas"]) == ("Donetsk", "Luhansk")
    assert catalogue.units_of(catalogue.oblasts["Kharkiv"]) == ("Kharkiv",)
    raion = catalogue.gazetteer.rows["katottg:UA63040000000023521"]
    assert catalogue.units_of(raion) == (("Kharkiv", "Izium"),)


def test_the_rest_of_the_world_is_told_from_the_theatres_countries(catalogue):
    abroad = {catalogue.gazetteer.countries[row] for row in catalogue.world}
    assert abroad and "UA" not in abroad and "RU" not in abroad


def test_rivers_are_no_settlements(catalogue):
    assert all(catalogue.kinds[row] == Kind.OTHER for row in catalogue.rivers)

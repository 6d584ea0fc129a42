import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.files import load_gazetteer
from gazetteer.hromadas import hromadas_of
from tests.timeline.conftest import claim
from theatre.theatre import load_theatre
from timeline.claims import claims_table
from timeline.control import control, on_day
from timeline.ledger import Ledger
from timeline.regions import inside, is_region, regions

# (latitude, longitude) from GeoNames; which bank each lies on is plain geography
RIGHT = {"Kherson": (46.656, 32.618), "Antonivka": (46.682, 32.740), "Beryslav": (46.842, 33.429),
         "Stanislav": (46.567, 32.146), "Dudchany": (47.190, 33.773)}  # fmt: skip
LEFT = {"Oleshky": (46.624, 32.718), "Hola Prystan": (46.517, 32.517), "Nova Kakhovka": (46.755, 33.349),
        "Kakhovka": (46.814, 33.487), "Hornostaivka": (47.007, 33.730), "Heroiske": (46.509, 31.904)}  # fmt: skip


@pytest.fixture
def towns() -> pd.DataFrame:
    rows = [(f"user:{name}", name, *spot, "Kherson", 500) for name, spot in (RIGHT | LEFT).items()]
    return pd.DataFrame(rows, columns=["place_id", "name", "latitude", "longitude", "admin1", "population"])


def bank(action: str, day: str, **fields: str) -> dict[str, object]:
    about = {"place_id": "region:ua-right-bank", "kind": "region", "admin1": "Kherson"}
    return claim(action, day) | about | {"id": f"bank-{day}"} | fields


def test_each_bank_has_its_towns_and_none_has_both(theatre, towns, gazetteer):
    for id, mine in (("region:ua-right-bank", RIGHT), ("region:ua-left-bank", LEFT)):
        assert id in regions(theatre)
        assert set(towns.loc[inside(id, towns, theatre, gazetteer), "name"]) == set(mine)


def test_an_oblast_has_its_places_and_an_unknown_region_none(theatre, towns, gazetteer):
    assert inside("region:UA-65", towns, theatre, gazetteer).all()
    assert not inside("region:UA-63", towns, theatre, gazetteer).any()
    assert not inside("region:atlantis", towns, theatre, gazetteer).any()


def test_r8_a_claim_about_one_bank_informs_its_towns_alone(theatre, towns, gazetteer):
    whole = bank("captured", "2022-03-15", id="all", place_id="region:UA-65")
    told = claims_table([whole, bank("liberated", "2022-11-11")])
    table = on_day(control(told, theatre=theatre, gazetteer=gazetteer, places=towns), pd.Timestamp("2022-12-01").date())
    held = table.set_index("name")
    assert {held.at[name, "holder"] for name in RIGHT} == {"UA"}
    assert {held.at[name, "holder"] for name in LEFT} == {"RU"}
    assert set(held.loc[list(RIGHT), "basis"]) == {"region"}


def test_an_update_by_a_claim_about_one_bank_is_as_working_all_out(theatre, towns, gazetteer):
    before = claims_table([bank("captured", "2022-03-15", id="all", article="one", place_id="region:UA-65")])
    more = claims_table([bank("liberated", "2022-11-11", article="two")])
    after = Ledger.of(before, theatre=theatre, gazetteer=gazetteer, places=towns).updated({"two"}, more)
    pd.testing.assert_frame_equal(
        after.control, control(after.claims, theatre=theatre, gazetteer=gazetteer, places=towns)
    )
    assert len(after.claims) == 2


@pytest.fixture
def kharkiv() -> pd.DataFrame:
    spots = {"Vovchansk": (50.29, 36.94), "Izium": (49.21, 37.25), "Kupiansk-Vuzlovyi": (49.66, 37.68),
             "Borova": (49.38, 37.62), "Balakliia": (49.46, 36.86), "Krasnohrad": (49.37, 35.45)}  # fmt: skip
    rows = [(f"user:{name}", name, *spot, "Kharkiv") for name, spot in spots.items()]
    return pd.DataFrame(rows, columns=["place_id", "name", "latitude", "longitude", "admin1"])


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("all", {"Vovchansk", "Izium", "Kupiansk-Vuzlovyi", "Borova", "Balakliia", "Krasnohrad"}),
        ("north", {"Vovchansk"}),
        ("west", {"Krasnohrad"}),
        ("south-east", {"Izium"}),
        ("east-of-oskil", {"Kupiansk-Vuzlovyi", "Borova"}),
        ("west-of-oskil", {"Vovchansk", "Izium", "Balakliia", "Krasnohrad"}),
        ("west-of-styx", set()),
    ],
)
def test_r8_a_part_of_an_oblast_has_the_towns_that_lie_there(theatre, kharkiv, part, names, gazetteer):
    assert set(kharkiv.loc[inside(f"region:UA-63/{part}", kharkiv, theatre, gazetteer), "name"]) == names


def test_a_district_has_the_places_that_the_register_puts_there(theatre, kharkiv, gazetteer):
    izium = kharkiv.assign(place_id=["user:1", "geonames:707292", "user:3", "user:4", "user:5", "user:6"])
    district = "katottg:UA63040000000023521"
    assert izium.loc[inside(district, izium, theatre, gazetteer), "name"].tolist() == ["Izium"]
    assert not inside("katottg:UA63040010010043712", izium, theatre, gazetteer).any()
    assert is_region(f"{district}/all", theatre)
    assert not is_region("katottg:UA63040010010043712", theatre)


def test_r8_a_state_informs_towns_only_where_all_or_a_part_is_said(theatre, kharkiv, gazetteer):
    lasting = {"kind": "region", "controller_after": "RU"}
    for region, told in (("region:UA-63", set()), ("region:UA-63/east-of-oskil", {"Kupiansk-Vuzlovyi", "Borova"})):
        claims = claims_table([claim("held", "2022-05-01") | lasting | {"place_id": region}])
        table = on_day(
            control(claims, theatre=theatre, gazetteer=gazetteer, places=kharkiv), pd.Timestamp("2022-06-01").date()
        )
        assert set(table.loc[table["holder"] == "RU", "name"]) == told


def test_r8_a_town_that_a_freed_region_never_lost_is_told_of_from_that_day_only(theatre, kharkiv, gazetteer):
    freed = claim("liberated", "2022-09-13") | {"place_id": "region:UA-63/west-of-oskil", "kind": "region"}
    table = control(claims_table([freed]), theatre=theatre, gazetteer=gazetteer, places=kharkiv)
    izium = table[table["name"] == "Izium"]
    assert izium["basis"].tolist() == ["baseline", "region"]
    assert set(izium["holder"]) == {"UA"}


def of_oblasts(*names: str) -> pd.DataFrame:
    """The settlements of some oblasts as the gazetteer has them."""
    known = load_gazetteer(load_theatre())
    rows = [row for row, (kind, admin1) in enumerate(zip(known.kinds, known.admin1s, strict=True))
            if kind == "settlement" and admin1 in names]  # fmt: skip
    columns = {"place_id": known.ids, "name": known.titles, "admin1": known.admin1s, "latitude": known.latitudes,
               "longitude": known.longitudes, "precision": known.precisions}  # fmt: skip
    return pd.DataFrame({name: [column[row] for row in rows] for name, column in columns.items()})


LUHANSK = of_oblasts("Luhansk")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(LUHANSK["place_id"].tolist()), min_size=1, max_size=4, unique=True))
def test_all_but_some_is_all_without_them(left_out):
    theatre, gazetteer = load_theatre(), load_gazetteer(load_theatre())
    hromadas = hromadas_of(gazetteer, theatre)
    rest = inside(f"region:UA-09/all-except-{'+'.join(left_out)}", LUHANSK, theatre, gazetteer)
    around = {id for id, of in hromadas.of.items() if of in {hromadas.cities.get(place) for place in left_out}}
    assert set(LUHANSK["place_id"][~rest]) == (set(left_out) | around) & set(LUHANSK["place_id"])


def test_a_city_that_is_left_out_takes_its_hromada_with_it_and_a_village_does_not(theatre, gazetteer):
    names = LUHANSK["name"]
    lysychansk = inside("region:UA-09/all-except-geonames:702972", LUHANSK, theatre, gazetteer)
    assert {"Lysychansk", "Pryvillia", "Novodruzhesk"} <= set(names[~lysychansk])
    village = LUHANSK.loc[names == "Novodruzhesk", "place_id"].item()
    assert set(names[~inside(f"region:UA-09/all-except-{village}", LUHANSK, theatre, gazetteer)]) == {"Novodruzhesk"}


def test_a_raion_can_be_left_out_and_of_a_part_of_the_whole(theatre, kharkiv, gazetteer):
    izium = kharkiv.assign(place_id=["user:1", "geonames:707292", "user:3", "user:4", "user:5", "user:6"])
    rest = inside("region:UA-63/all-except-katottg:UA63040000000023521", izium, theatre, gazetteer)
    assert izium["name"][~rest].tolist() == ["Izium"]
    west = inside("region:UA-63/west-of-oskil-except-user:5", izium, theatre, gazetteer)
    assert izium["name"][west].tolist() == ["Vovchansk", "Izium", "Krasnohrad"]


def test_what_is_left_out_is_not_told_of(theatre, gazetteer):
    luhansk = LUHANSK.assign(country="UA")
    told = {"kind": "region", "controller_after": "RU", "admin1": "Luhansk"}
    claims = claims_table(
        [claim("held", "2022-06-26") | told | {"place_id": "region:UA-09/all-except-geonames:702972"}]
    )
    table = on_day(
        control(claims, theatre=theatre, gazetteer=gazetteer, places=luhansk), pd.Timestamp("2022-07-01").date()
    ).set_index("name")
    assert table.at["Kreminna", "holder"] == "RU"
    assert table.at["Lysychansk", "holder"] == table.at["Novodruzhesk", "holder"] == "UA"


def test_a_hromada_has_its_own_settlements(theatre, gazetteer):
    kherson = of_oblasts("Kherson")
    hromada = "katottg:UA65020070000029027"
    assert is_region(hromada, theatre) and is_region(f"{hromada}/all", theatre)
    mine = kherson[inside(hromada, kherson, theatre, gazetteer)]
    assert {"Vysokopillia", "Arkhanhelske", "Olzhyne"} <= set(mine["name"])
    assert 15 < len(mine) < 30
    north = kherson[inside(f"{hromada}/north", kherson, theatre, gazetteer)]
    assert 0 < len(north) < len(mine) and north["latitude"].min() > mine["latitude"].min()


# which bank a town lies on is plain geography
BANKS = {
    "left-bank-of-siverskyi-donets": {"Vovchansk", "Balakliia", "Savyntsi", "Lyman", "Sievierodonetsk", "Kreminna"},
    "right-bank-of-siverskyi-donets": {"Husarivka", "Siversk", "Sloviansk", "Zolote", "Hirske", "Toshkivka"},
    "east-bank-of-oskil": {"Borova", "Petropavlivka", "Kurylivka"},
    "west-bank-of-oskil": {"Horokhovatka", "Spodobivka"},
    "left-bank-of-inhulets": {"Sukhyi Stavok", "Vysokopillia"},
    "right-bank-of-inhulets": {"Bila Krynytsia", "Bereznehuvate"},
    "between-dnipro+inhulets": {"Vysokopillia", "Dudchany", "Sukhyi Stavok", "Mylove"},
    "left-bank-of-styx": set(),
}
EAST = of_oblasts("Kharkiv", "Donetsk", "Luhansk", "Kherson", "Mykolaiv")


@pytest.mark.parametrize("part", BANKS)
def test_a_bank_has_its_towns_and_none_of_the_other(theatre, part, gazetteer):
    assert is_region(f"country:UA/{part}", theatre)
    there = inside(f"country:UA/{part}", EAST, theatre, gazetteer)
    assert BANKS[part] <= set(EAST["name"][there])
    assert (EAST["precision"][there] == "exact").all()
    turned = part.replace("left", "?").replace("right", "left").replace("?", "right")
    turned = turned.replace("east", "?").replace("west", "east").replace("?", "west")
    if turned != part:
        assert not (there & inside(f"country:UA/{turned}", EAST, theatre, gazetteer)).any()


def test_what_lies_between_two_towns_is_a_corridor_without_them(theatre, gazetteer):
    ends = "geonames:693468+geonames:707292"  # Sloviansk, Izium
    there = EAST[inside(f"country:UA/between-{ends}", EAST, theatre, gazetteer)]
    assert {"Dolyna", "Bohorodychne"} <= set(there["name"])
    assert not {"Izium", "Sloviansk", "Barvinkove", "Lyman", "Sviatohirsk"} & set(there["name"])
    back = inside("country:UA/between-geonames:707292+geonames:693468", EAST, theatre, gazetteer)
    assert EAST["name"][back].tolist() == there["name"].tolist()
    assert not inside("country:UA/between-geonames:707292+geonames:0", EAST, theatre, gazetteer).any()
    assert not is_region("country:UA", theatre) and not inside("country:UA", EAST, theatre, gazetteer).any()


@pytest.mark.parametrize("part", ["right-bank-of-inhulets", "between-dnipro+inhulets", "between-user:1+user:2"])
def test_an_update_by_a_claim_about_such_land_is_as_working_all_out(theatre, towns, part, gazetteer):
    before = claims_table([bank("captured", "2022-03-15", id="all", article="one", place_id="region:UA-65")])
    more = claims_table([bank("liberated", "2022-11-11", article="two", place_id=f"country:UA/{part}")])
    after = Ledger.of(before, theatre=theatre, gazetteer=gazetteer, places=towns).updated({"two"}, more)
    pd.testing.assert_frame_equal(
        after.control, control(after.claims, theatre=theatre, gazetteer=gazetteer, places=towns)
    )
    freed = {"right-bank-of-inhulets": set(), "between-dnipro+inhulets": {"Dudchany"}}
    rows = after.control[(after.control["holder"] == "UA") & (after.control["basis"] == "region")]
    assert set(rows["name"]) == freed.get(part, set())


@pytest.mark.parametrize("region", ["katottg:UA63040000000023521", "region:UA-63/all-except-geonames:707292"])
def test_what_only_a_gazetteer_knows_is_not_asked_without_one(theatre, kharkiv, region):
    assert inside("region:UA-63/all", kharkiv, theatre, None).all()
    with pytest.raises(ValueError, match=f"which places lie in '{region}' only a gazetteer knows"):
        inside(region, kharkiv, theatre, None)

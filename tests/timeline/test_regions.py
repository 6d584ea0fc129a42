import pandas as pd
import pytest

from tests.timeline.conftest import claim
from timeline.control import control, on_day, updated
from timeline.evidence import claims_table
from timeline.regions import inside, regions

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


def test_each_bank_has_its_towns_and_none_has_both(theatre, towns):
    for id, mine in (("region:ua-right-bank", RIGHT), ("region:ua-left-bank", LEFT)):
        assert id in regions(theatre)
        assert set(towns.loc[inside(id, towns, theatre), "name"]) == set(mine)


def test_an_oblast_has_its_places_and_an_unknown_region_none(theatre, towns):
    assert inside("region:UA-65", towns, theatre).all()
    assert not inside("region:UA-63", towns, theatre).any()
    assert not inside("region:atlantis", towns, theatre).any()


def test_a_claim_about_one_bank_informs_its_towns_alone(theatre, towns):
    whole = bank("captured", "2022-03-15", id="all", place_id="region:UA-65")
    told = claims_table([whole, bank("liberated", "2022-11-11")])
    table = on_day(control(told, theatre=theatre, places=towns), pd.Timestamp("2022-12-01").date())
    held = table.set_index("name")
    assert {held.at[name, "holder"] for name in RIGHT} == {"UA"}
    assert {held.at[name, "holder"] for name in LEFT} == {"RU"}
    assert set(held.loc[list(RIGHT), "basis"]) == {"region"}


def test_an_update_by_a_claim_about_one_bank_is_as_working_all_out(theatre, towns):
    whole = bank("captured", "2022-03-15", id="all", place_id="region:UA-65")
    before = control(claims_table([whole]), theatre=theatre, places=towns)
    told = claims_table([whole, bank("liberated", "2022-11-11")])
    after = updated(before, told, {"region:ua-right-bank"}, theatre=theatre, places=towns)
    pd.testing.assert_frame_equal(after, control(told, theatre=theatre, places=towns))

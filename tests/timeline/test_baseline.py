import pandas as pd
import pytest

from timeline.baseline import at_home, baseline_holders

# (latitude, longitude) from GeoNames; who held them on 23 February 2022
HELD_BY_RUSSIA_OR_ITS_PROXIES = {
    "Donetsk": (48.023, 37.802), "Luhansk": (48.568, 39.306), "Horlivka": (48.300, 38.017),
    "Makiivka": (48.048, 37.926), "Yenakiieve": (48.239, 38.204), "Debaltseve": (48.336, 38.403),
    "Alchevsk": (48.470, 38.800), "Khrustalnyi": (48.122, 38.946), "Dovzhansk": (48.085, 39.652),
    "Ilovaisk": (47.925, 38.201), "Starobesheve": (47.751, 38.026), "Novoazovsk": (47.111, 38.089),
    "Dokuchaievsk": (47.752, 37.678), "Yasynuvata": (48.127, 37.859), "Pervomaisk": (48.628, 38.524),
    "Kadiivka": (48.568, 38.644), "Holubivka": (48.638, 38.643), "Simferopol": (44.957, 34.111),
    "Sevastopol": (44.600, 33.530), "Kerch": (45.357, 36.467), "Olenivka": (47.827, 37.660),
    "Donetskyi": (48.700, 38.676), "Pikuzy": (47.177, 37.818), "Slovianoserbsk": (48.698, 38.981),
}  # fmt: skip
HELD_BY_UKRAINE = {
    "Avdiivka": (48.140, 37.750), "Marinka": (47.945, 37.505), "Krasnohorivka": (48.005, 37.507),
    "Volnovakha": (47.601, 37.494), "Mariupol": (47.097, 37.543), "Toretsk": (48.395, 37.848),
    "Popasna": (48.632, 38.371), "Zolote": (48.695, 38.515), "Svitlodarsk": (48.434, 38.223),
    "Bakhmut": (48.595, 38.000), "Stanytsia Luhanska": (48.662, 39.484), "Shchastia": (48.738, 39.230),
    "Krymske": (48.752, 38.792), "Novoluhanske": (48.426, 38.175), "Niu-York": (48.330, 37.841),
    "Verkhnotoretske": (48.224, 37.873), "Chermalyk": (47.314, 37.808), "Pavlopil": (47.260, 37.781),
    "Shyrokyne": (47.098, 37.818), "Opytne": (48.097, 37.722), "Henichesk": (46.170, 34.799),
    "Kyiv": (50.450, 30.524), "Kharkiv": (49.982, 36.253),
}  # fmt: skip


def places(spots: dict[str, tuple[float, float]], **columns: str) -> pd.DataFrame:
    table = pd.DataFrame([(name, *spot) for name, spot in spots.items()], columns=["name", "latitude", "longitude"])
    return table.assign(admin1="").assign(**columns)


@pytest.mark.parametrize(("spots", "holder"), [(HELD_BY_RUSSIA_OR_ITS_PROXIES, "RU"), (HELD_BY_UKRAINE, "UA")])
def test_who_held_what_the_day_before_the_invasion(theatre, spots, holder):
    table = places(spots)
    assert dict(zip(table["name"], baseline_holders(table, theatre), strict=True)) == dict.fromkeys(spots, holder)


def test_abroad_it_is_the_recognised_holder_or_nobody(theatre):
    table = places({"Belgorod": (50.597, 36.588), "Kursk": (51.730, 36.193), "Brest": (52.098, 23.761)})
    assert baseline_holders(table, theatre).tolist() == ["RU", "RU", ""]
    assert not at_home(table, theatre).any()


def test_a_stated_country_or_oblast_goes_before_the_outline(theatre):
    edge = {"Sudzha": (51.19, 35.27)}
    assert baseline_holders(places(edge, country="RU"), theatre).tolist() == ["RU"]
    assert baseline_holders(places(edge, admin1="Sumy"), theatre).tolist() == ["UA"]
    assert baseline_holders(places({"a ship": (44.2, 32.0)}, admin1="Crimea"), theatre).tolist() == ["RU"]

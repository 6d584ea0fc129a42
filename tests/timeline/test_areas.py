from datetime import date

import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import shape

from tests.timeline.conftest import PLACES, claim
from timeline.areas import cells, history, outlines
from timeline.claims import claims_table
from timeline.control import control, on_day
from timeline.estimates import estimate
from timeline.kernel import KERNEL, Kernel

AROUND = {"near": (49.15, 37.30), "farther": (49.55, 36.80), "far": (49.80, 30.10), "in Crimea": (45.20, 34.20)}


@pytest.fixture
def places() -> pd.DataFrame:
    rows = [(f"user:{name}", name, *spot, "", 500) for name, spot in AROUND.items()]
    rows += [(place, name, latitude, longitude, "", 500) for name, (place, latitude, longitude, _) in PLACES.items()]
    return pd.DataFrame(rows, columns=["place_id", "name", "latitude", "longitude", "admin1", "population"])


@pytest.fixture
def table(theatre, places) -> pd.DataFrame:
    claims = [claim("captured", "2022-04-01"), claim("liberated", "2022-09-10")]
    return estimate(control(claims_table(claims), theatre=theatre), places, theatre=theatre)


def on(table, name, *day):
    rows = on_day(table, date(*day))
    return rows[rows["name"] == name].iloc[0]


def test_r17_a_village_is_as_the_town_beside_it_and_says_that_it_is_an_estimate(table):
    assert [on(table, "near", 2022, *day)["holder"] for day in ((3, 1), (5, 1), (10, 1))] == ["UA", "RU", "UA"]
    assert on(table, "near", 2022, 5, 1)["basis"] == "estimate"
    assert on(table, "near", 2022, 5, 1)["rule"] == "R17"


def test_r17_far_from_all_evidence_the_baseline_stands(table):
    assert on(table, "far", 2022, 5, 1)[["holder", "basis"]].tolist() == ["UA", "baseline"]
    assert on(table, "in Crimea", 2022, 10, 1)[["holder", "basis"]].tolist() == ["RU", "baseline"]


def test_r17_evidence_of_a_place_itself_is_never_overruled(theatre, table, places):
    plain = control(claims_table([claim("captured", "2022-04-01"), claim("liberated", "2022-09-10")]), theatre=theatre)
    own = table[table["name"] == "Izium"].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, plain[plain["name"] == "Izium"].reset_index(drop=True))


def test_r17_the_nearer_the_surer(table):
    assert on(table, "near", 2022, 5, 1)["confidence"] > on(table, "farther", 2022, 5, 1)["confidence"]


def test_r17_who_took_a_town_holds_what_lies_behind_it_sooner_than_what_lies_ahead(theatre, places):
    spots = {"behind": (49.50, 38.60), "ahead": (48.90, 35.90)}  # both about 105 km from Izium; Russia lies to the east
    rows = [(f"user:{name}", name, *spot, "", 500) for name, spot in spots.items()]
    table = control(claims_table([claim("captured", "2022-04-01")]), theatre=theatre)
    guessed = estimate(table, pd.DataFrame(rows, columns=places.columns), theatre=theatre)
    behind, ahead = (on(guessed, name, 2022, 5, 1) for name in spots)
    assert behind["holder"] == "RU"
    assert ahead["holder"] == "UA"


def test_r17_a_river_between_makes_it_less_sure(theatre, places):
    kakhovka = claim("captured", "2022-03-10") | {"place_id": "user:left", "latitude": 46.814, "longitude": 33.487}
    beryslav = pd.DataFrame([("user:right", "Beryslav", 46.842, 33.429, "", 500)], columns=places.columns)
    table = control(claims_table([kakhovka]), theatre=theatre)
    over, without = (estimate(table, beryslav, theatre=theatre, kernel=kernel) for kernel in (KERNEL, Kernel(river=0)))
    assert on(over, "Beryslav", 2022, 5, 1)["confidence"] < on(without, "Beryslav", 2022, 5, 1)["confidence"]


def test_r17_the_older_evidence_says_less(theatre, places):
    told = [claim("captured", "2022-04-01"), claim("held", "2024-04-01", name="Kupiansk", controller_after="UA")]
    table = control(claims_table(told), theatre=theatre)  # Kupiansk stands since before the war
    aged, ageless = (estimate(table, places, theatre=theatre, kernel=each) for each in (KERNEL, Kernel(half_life=1e9)))
    assert on(aged, "near", 2024, 5, 1)["holder"] == "RU"
    assert on(aged, "near", 2024, 5, 1)["confidence"] > on(ageless, "near", 2024, 5, 1)["confidence"]


def test_r17_on_the_day_of_the_baseline_all_is_as_it_says(theatre, places):
    told = control(claims_table([claim("captured", "2022-02-24")]), theatre=theatre)
    first = on_day(estimate(told, places, theatre=theatre), date(2022, 2, 23)).set_index("place_id")
    assert first.loc["user:near", ["holder", "basis"]].tolist() == ["UA", "baseline"]


def test_estimated_intervals_leave_no_gap(table, places):
    assert set(places["place_id"]) <= set(table["place_id"])
    for _, rows in table.groupby("place_id"):
        assert rows["valid_to"].iloc[:-1].tolist() == rows["valid_from"].iloc[1:].tolist()
        assert rows["valid_to"].isna().tolist()[-1]


def test_r17_when_a_place_was_lost_is_estimated_where_only_its_recapture_is_told(theatre, places):
    claims = [
        claim("captured", "2022-04-01"),
        claim("liberated", "2022-09-12", name="Kupiansk", lost_by="RU"),
    ]
    beside = places.assign(latitude=places["latitude"].where(places["name"] != "Kupiansk", 49.25))
    told = [each | {"latitude": 49.25, "longitude": 37.30} if each["name"] == "Kupiansk" else each for each in claims]
    table = estimate(control(claims_table(told), theatre=theatre), beside, theatre=theatre)
    assert on(table, "Kupiansk", 2022, 6, 1)[["holder", "basis"]].tolist() == ["RU", "estimate"]
    assert on(table, "Kupiansk", 2022, 9, 12)[["holder", "basis"]].tolist() == ["UA", "direct"]


def test_r17_a_large_town_that_nobody_told_of_did_not_fall(theatre, places):
    claims = claims_table([claim("captured", "2022-04-01")])
    city = places.assign(population=np.where(places["name"] == "farther", 90_000, 500))
    town = estimate(control(claims, theatre=theatre), city, theatre=theatre)
    village = estimate(control(claims, theatre=theatre), places, theatre=theatre)
    assert on(village, "farther", 2022, 5, 1)["holder"] == "RU"
    named = estimate(control(claims, theatre=theatre), city, theatre=theatre, mentioned=["user:farther"])
    assert on(town, "farther", 2022, 5, 1)["holder"] == "UA"
    assert on(named, "farther", 2022, 5, 1)["holder"] == "RU"


def test_places_that_stand_in_the_table_as_before_the_war_change_no_estimate(theatre, places):
    claims = claims_table([claim("captured", "2022-04-01")])
    city = places.assign(population=np.where(places["name"] == "farther", 90_000, 500))
    alone = estimate(control(claims, theatre=theatre), city, theatre=theatre)
    with_city = estimate(control(claims, theatre=theatre, places=city), city, theatre=theatre)
    pd.testing.assert_frame_equal(alone.drop(columns="admin1"), with_city.drop(columns="admin1"))


def test_r17_without_any_evidence_all_is_baseline(theatre, places):
    table = estimate(control(claims_table([]), theatre=theatre), places, theatre=theatre)
    assert set(table["basis"]) == {"baseline"}
    assert len(table) == len(places)


def test_cells_cover_the_country_once(theatre, places):
    land = cells(places, theatre)
    whole = shapely.union_all([shape(each["geometry"]) for each in theatre.outlines("regions")["features"]])
    assert sum(map(shapely.area, land.polygon)) == pytest.approx(whole.area, rel=1e-6)
    assert land.km2.sum() == pytest.approx(603_000, rel=0.03)


def test_areas_by_side_and_the_line_between(theatre, table, places):
    land = cells(places, theatre)
    drawn = outlines(table, land, date(2022, 5, 1))
    areas = {each["properties"]["holder"]: each for each in drawn["features"]}
    assert {"RU", "UA", "line"} <= set(areas)
    assert all(each["properties"]["estimate"] for each in drawn["features"])
    assert shape(areas["RU"]["geometry"]).intersection(shape(areas["UA"]["geometry"])).area == pytest.approx(
        0, abs=1e-6
    )
    assert shape(areas["RU"]["geometry"]).contains(shapely.Point(37.25, 49.21))


def test_km2_by_oblast_have_bounds_and_shares_that_add_up(theatre, table, places):
    land = cells(places, theatre)
    days = [date(2022, 3, 1), date(2022, 5, 1)]
    result = history(table, land, days, by_oblast=True)
    assert (result["km2_low"] <= result["km2"]).all() and (result["km2"] <= result["km2_high"]).all()
    assert np.allclose(result.groupby(["day", "admin1"])["share"].sum(), 1)
    russia = result[result["holder"] == "RU"].groupby("day")["km2"].sum()
    assert russia.iloc[1] > russia.iloc[0]
    whole = history(table, land, days)
    assert whole.loc[whole["holder"] == "RU", "km2"].tolist() == pytest.approx(russia.tolist())
    assert whole.groupby("day")["settlements"].sum().tolist() == [len(places)] * 2


def test_areas_over_time_agree_with_the_areas_drawn(theatre, table, places):
    land = cells(places, theatre)
    over_time = history(table, land)
    assert over_time["day"].iloc[0].date() == date(2022, 2, 23)
    assert over_time["day"].iloc[-1] == table["valid_from"].max()
    drawn = outlines(table, land, date(2022, 5, 4))["features"]
    assert over_time["day"].isin([pd.Timestamp(2022, 5, 4)]).any()
    for row in over_time[over_time["day"] == pd.Timestamp(2022, 5, 4)].to_dict("records"):
        [area] = [each for each in drawn if each["properties"]["holder"] == row["holder"]]
        assert area["properties"]["km2"] == pytest.approx(row["km2"], abs=1)


def test_of_places_in_one_spot_those_with_evidence_count_first(theatre, table, places):
    twins = pd.concat([places, places[places["name"] == "Izium"].assign(place_id="user:twin", name="twin")])
    rows = table[table["name"] == "Izium"].assign(place_id="user:twin", name="twin", basis="estimate", confidence=0.9)
    rows = rows.iloc[:1].assign(holder="UA", valid_to=pd.NaT)
    both = pd.concat([table, rows, rows.assign(place_id="user:third")], ignore_index=True)
    land = cells(twins, theatre)
    russia = history(both, land, [date(2022, 5, 1)])
    alone = history(table, cells(places, theatre), [date(2022, 5, 1)])
    assert russia["km2"].tolist() == pytest.approx(alone["km2"].tolist())


def test_r17_what_is_told_of_a_part_of_an_oblast_has_a_say_in_its_towns(theatre, places):
    spots = {"Vovchansk": (50.29, 36.94), "Pervomaiskyi": (49.39, 36.21)}
    rows = [(f"user:{name}", name, *spot, "", 500) for name, spot in spots.items()]
    towns = pd.DataFrame(rows, columns=places.columns)
    north = claim("captured", "2022-05-01") | {"place_id": "region:UA-63/north", "kind": "region"}
    again = north | {"id": "again", "article": "another"}
    claims = claims_table([claim("held", "2022-03-01", controller_after="UA"), north, again])
    table = control(claims, theatre=theatre)
    alone = estimate(table, towns, theatre=theatre)
    told = estimate(table, towns, theatre=theatre, claims=claims)
    asked = (2022, 6, 1)
    assert (on(alone, "Vovchansk", *asked)["holder"], on(told, "Vovchansk", *asked)["holder"]) == ("UA", "RU")
    assert on(told, "Pervomaiskyi", *asked)["holder"] == on(alone, "Pervomaiskyi", *asked)["holder"] == "UA"


def test_r18_one_article_alone_moves_no_oblast(theatre, places):
    towns = pd.DataFrame([("user:Lubny", "Lubny", 50.02, 33.00, "", 44_000)], columns=places.columns)
    held = claim("held", "2022-03-01", controller_after="UA")
    fell = claim("captured", "2022-05-01") | {"place_id": "region:UA-53", "kind": "region", "article": "stray"}
    beside = claim("captured", "2022-04-20") | {
        "id": "b",
        "article": "b",
        "place_id": "user:Hrebinka",
        "admin1": "Poltava",
    }
    spot = {"latitude": 50.12, "longitude": 32.43, "name": "Hrebinka"}

    def holder(*claims):
        table = claims_table([held, *claims])
        guessed = estimate(control(table, theatre=theatre), towns, theatre=theatre, claims=table)
        return on(guessed, "Lubny", 2022, 6, 1)["holder"]

    assert holder(fell) == "UA"
    assert holder(fell | {"review": "confirmed"}) == "RU"
    assert holder(fell, fell | {"id": "again"}) == "UA"  # the same article
    assert holder(fell, fell | {"id": "again", "article": "another"}) == "RU"
    assert holder(fell, beside | spot) == "RU"


def test_r17_most_of_an_oblast_tells_of_its_towns_only_where_nothing_else_does(theatre, places):
    spots = {"Vovchansk": (50.29, 36.94), "beside": (49.20, 37.27)}
    towns = pd.DataFrame(
        [(f"user:{name}", name, *spot, "", 500) for name, spot in spots.items()], columns=places.columns
    )
    most = claim("captured", "2022-05-01") | {"place_id": "region:UA-63/most", "kind": "region", "partial": True}
    again = most | {"id": "again", "article": "another"}
    claims = claims_table([claim("held", "2022-05-20", controller_after="UA"), most, again])
    table = control(claims, theatre=theatre)
    told = estimate(table, towns, theatre=theatre, claims=claims)
    asked = (2022, 6, 1)
    assert on(told, "Vovchansk", *asked)[["holder", "basis"]].tolist() == ["RU", "estimate"]
    assert on(told, "beside", *asked)["holder"] == "UA"  # whose neighbour is told to be free
    assert set(table.loc[table["basis"] == "direct", "holder"]) == {"UA"}


def test_r17_what_is_assumed_of_a_place_has_a_say_in_its_surroundings_too(theatre, places):
    back = claims_table([claim("liberated", "2022-09-10", lost_by="RU")])
    guessed = estimate(control(back, theatre=theatre), places, theatre=theatre)
    assert [on(guessed, "near", 2022, *day)["holder"] for day in ((2, 27), (6, 1), (10, 1))] == ["UA", "RU", "UA"]

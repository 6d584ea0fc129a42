"""R18: what one report tells of and nothing around makes likely is claimed, not held."""

from datetime import date

import pandas as pd
import pytest

from bench.doubt import believed_flips, deep_flips
from tests.timeline.conftest import PLACES, claim, lines
from timeline.claims import claims_table
from timeline.control import control, on_day
from timeline.doubt import CAPITAL, LARGE, Contacts, town_sizes
from timeline.estimates import estimate
from timeline.ledger import Ledger
from timeline.partitions import control_by_parts

# place id, latitude, longitude, oblast: the first two lie deep behind every line there was
ELSEWHERE = {
    "Vinnytsia": ("geonames:689558", 49.23, 28.48, "Vinnytsia"),
    "Uman": ("geonames:690688", 48.75, 30.22, "Cherkasy"),
    "Khrystynivka": ("geonames:706713", 48.82, 29.97, "Cherkasy"),
    "Kyiv": ("geonames:703448", 50.45, 30.52, "Kyiv"),
    "Mykolaiv": ("geonames:700569", 46.97, 32.0, "Mykolaiv"),
    "Kherson": ("geonames:706448", 46.66, 32.62, "Kherson"),
    "Sudzha": ("geonames:485698", 51.19, 35.27, "Kursk"),
    "Huliaipole": ("geonames:707898", 47.66, 36.26, "Zaporizhzhia"),
    "Polohy": ("geonames:696677", 47.48, 36.25, "Zaporizhzhia"),
    "Lysychansk": ("geonames:702972", 48.92, 38.43, "Luhansk"),
}


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch):
    for name, spot in ELSEWHERE.items():
        monkeypatch.setitem(PLACES, name, spot)


def told(action, day, **fields):
    """A claim of an article of its own; `said` is the day."""
    row = claim(action, day, **fields)
    return {"article": f"of {row['publisher']} {day} {action}"} | row


@pytest.fixture
def of(theatre, gazetteer):
    """Control of one place as lines, the baseline's left out, by claims and with the gazetteer."""

    def work(name, *claims, **options):
        table = control(claims_table(claims), theatre=theatre, gazetteer=gazetteer, **options)
        return lines(table[table["name"] == name])[1:]

    return work


def test_r18_one_report_of_what_nothing_makes_likely_is_claimed_and_stays_so(of):
    assert of("Uman", told("captured", "2022-07-01", name="Uman")) == ["07-01 claimed RU R18"]
    own = told("captured", "2022-07-01", name="Uman", side="RU")  # not held after three days unopposed, as by R3
    assert of("Uman", own) == ["07-01 claimed RU R18"]
    given_up = told("withdrew", "2022-07-01", name="Uman", lost_by="UA", side="UA")  # nor as an admission
    assert of("Uman", given_up) == ["07-01 claimed RU R18"]


def test_r18_a_second_voice_bears_it_out_on_its_day(of):
    one = told("captured", "2022-07-01", name="Uman", publisher="The Herald")
    for other in (
        told("captured", "2022-07-04", name="Uman", publisher="The Globe"),
        told("captured", "2022-07-04", name="Uman", publisher="A third", side="RU"),
    ):
        assert of("Uman", one, other)[-1].startswith("07-04 held RU")
    again = told("captured", "2022-07-04", name="Uman", publisher="The Herald")
    assert of("Uman", one, again) == ["07-01 claimed RU R18"]


def test_r18_two_voices_of_one_day_are_believed_at_once(of):
    papers = {"The Herald": "Uman is lost, say those who fled", "The Globe": "Troops marched into Uman this morning"}
    one, other = (told("captured", "2022-07-01", name="Uman", publisher=each, quote=papers[each]) for each in papers)
    assert of("Uman", one, other)[0].startswith("07-01 held RU")


def test_r18_a_person_bears_it_out(of):
    assert of("Uman", told("captured", "2022-07-01", name="Uman", review="confirmed"))[0].startswith("07-01 held RU")


def test_r18_fighting_told_of_nearby_before_makes_it_likely_and_later_fighting_from_then_on(of):
    taken = told("captured", "2022-07-10", name="Uman")
    before, later = (told("contested", day, name="Khrystynivka") for day in ("2022-06-20", "2022-07-25"))
    assert of("Uman", taken, before)[0].startswith("07-10 held RU")
    assert of("Uman", taken, later) == ["07-10 claimed RU R18", "07-25 held RU R18"]
    same = [each | {"article": "one"} for each in (taken, before)]
    assert of("Uman", *same) == ["07-10 claimed RU R18"]  # an article does not bear itself out


def test_r18_the_holder_s_next_word_ends_it(of):
    claims = (
        told("captured", "2022-07-01", name="Uman"),
        told("held", "2022-07-20", name="Uman", controller_after="UA"),
    )
    assert of("Uman", *claims)[-1].startswith("07-20 held UA")


def test_r18_what_a_side_may_have_reached_is_believed(of):
    assert of("Izium", told("captured", "2022-04-01"))[0].startswith("04-01 held RU")
    assert of("Sudzha", told("captured", "2024-08-15", name="Sudzha", controller_after="UA"))[0].startswith(
        "08-15 held UA"
    )
    assert of("Kherson", told("captured", "2022-03-02", name="Kherson"))[0].startswith("03-02 held RU")


def test_r18_a_large_town_asks_for_more_and_a_capital_for_two_voices(of):
    assert of("Mykolaiv", told("captured", "2022-05-01", name="Mykolaiv")) == ["05-01 claimed RU R18"]
    fights = [told("contested", "2022-04-28", name=name, publisher="The Globe") for name in ("Mykolaiv", "Kyiv")]
    assert of("Mykolaiv", told("captured", "2022-05-01", name="Mykolaiv"), *fights)[-1].startswith("05-01 held RU")
    assert of("Kyiv", told("captured", "2022-05-01", name="Kyiv"), *fights)[-1] == "05-01 claimed RU R18"


def test_r14_that_a_large_town_was_lost_is_not_concluded_from_one_word_of_its_recapture(of):
    assert of("Kyiv", told("liberated", "2022-04-02", name="Kyiv", lost_by="RU")) == []
    assert of("Mykolaiv", told("liberated", "2022-04-02", name="Mykolaiv", lost_by="RU")) == []
    entered = told("entered", "2022-03-10", name="Mykolaiv", gained_by="RU", publisher="The Globe")
    freed = told("liberated", "2022-04-02", name="Mykolaiv", lost_by="RU")
    assert of("Mykolaiv", entered, freed)[0] == "03-10 held RU R14"


def test_r14_nor_that_a_place_was_lost_where_nobody_came(of):
    assert of("Uman", told("liberated", "2022-07-01", name="Uman", lost_by="RU")) == []


def test_a_doubted_place_has_no_say_around_it(theatre, gazetteer):
    places = pd.DataFrame(
        {"place_id": ["user:1"], "name": ["A farm"], "latitude": [48.7], "longitude": [30.3], "admin1": [""]}
    )
    claims = claims_table([told("captured", "2022-07-01", name="Uman")])
    table = control(claims, theatre=theatre, gazetteer=gazetteer)
    guessed = on_day(estimate(table, places, theatre=theatre, gazetteer=gazetteer), date(2022, 7, 5))
    assert guessed.set_index("name").at["A farm", "holder"] == "UA"


def test_sizes_of_towns_are_the_gazetteer_s(theatre, gazetteer):
    places = pd.DataFrame({"place_id": [ELSEWHERE[name][0] for name in ("Kyiv", "Mykolaiv", "Uman")] + ["user:1"]})
    assert town_sizes(places, theatre, gazetteer).tolist() == [CAPITAL, LARGE, 0, 0]
    assert town_sizes(places, theatre, None).tolist() == [CAPITAL, 0, 0, 0]


def test_contacts_are_fighting_approaches_and_sieges_by_whoever_tells_of_them():
    rows = [told(each, "2022-07-01") for each in ("contested", "advanced", "besieged", "captured")]
    rows += [told("contested", "2022-07-01", mode="planned"), told("contested", "2022-07-01", review="rejected")]
    assert len(Contacts.of(claims_table(rows)).told.article) == 3
    assert len(Contacts.of(claims_table([])).told.article) == 0


def test_an_article_that_makes_another_s_report_likely_changes_the_ledger_alike(theatre, gazetteer):
    taken, fight = told("captured", "2022-07-10", name="Uman"), told("contested", "2022-06-20", name="Khrystynivka")
    given = {"theatre": theatre, "gazetteer": gazetteer}
    ledger = Ledger.of(claims_table([taken]), **given)
    both = ledger.updated({fight["article"]}, claims_table([fight]))
    pd.testing.assert_frame_equal(both.control, control(both.claims, **given))
    assert "held" in set(both.control.loc[both.control["holder"] == "RU", "status"])
    alone = both.updated({fight["article"]}, claims_table([]))
    pd.testing.assert_frame_equal(alone.control, ledger.control)


def test_parts_know_of_contacts_in_others(theatre, gazetteer):
    dd = pytest.importorskip("dask.dataframe")
    claims = claims_table(
        [told("captured", "2022-07-10", name="Uman"), told("contested", "2022-06-20", name="Khrystynivka")]
    )
    parted = control_by_parts(dd.from_pandas(claims, npartitions=1), parts=3).compute(scheduler="sync")
    parted = parted.sort_values(["place_id", "valid_from"], kind="stable", ignore_index=True)
    pd.testing.assert_frame_equal(parted, control(claims, theatre=theatre, gazetteer=gazetteer))


def test_of_made_deep_flips_hardly_any_is_believed(theatre, gazetteer):
    days = pd.date_range("2022-03-01", "2022-08-30", freq="1D").strftime("%Y-%m-%d")
    fights = [told("contested", day, publisher=f"Paper of {day}") for day in days]
    claims = claims_table(fights)
    flips = deep_flips(claims, 20, km=100, theatre=theatre, gazetteer=gazetteer)
    assert len(flips) > 10
    assert believed_flips(claims, flips, theatre=theatre, gazetteer=gazetteer).empty


def elsewhere(*days):
    """Fighting told of far away, by articles of their own."""
    return [told("contested", day, name="Lysychansk", publisher=f"Paper of {day}") for day in days]


def test_r18_where_little_is_told_a_side_comes_from_where_it_stands(of):
    """Huliaipole lies 95 km from any ground of before the war, 25 from Polohy."""
    fallen = told("captured", "2024-07-01", name="Huliaipole", publisher="The Globe")
    assert of("Huliaipole", fallen, *elsewhere("2024-06-20")) == ["07-01 claimed RU R18"]
    beside = told("held", "2024-05-01", name="Polohy", controller_after="RU")
    soon = told("held", "2024-07-09", name="Polohy", controller_after="RU")
    checked = {"review": "confirmed"}
    assert of("Huliaipole", fallen, beside | checked, *elsewhere("2024-06-20"))[0].startswith("07-01 held RU")
    assert of("Huliaipole", fallen, soon | checked, *elsewhere("2024-06-20")) == [
        "07-01 claimed RU R18",
        "07-09 held RU R18",
    ]
    gone = told("liberated", "2024-05-10", name="Polohy", lost_by="RU") | checked
    assert of("Huliaipole", fallen, beside | checked, gone, *elsewhere("2024-06-20")) == ["07-01 claimed RU R18"]


def test_r18_a_report_is_believed_farther_from_the_border_where_nobody_tells_of_those_weeks(of):
    fallen = told("captured", "2024-07-01", name="Huliaipole", publisher="The Globe")
    assert of("Huliaipole", fallen)[0].startswith("07-01 held RU")
    assert of("Huliaipole", fallen, *elsewhere("2023-06-20"))[0].startswith("07-01 held RU")
    assert of("Huliaipole", fallen, *elsewhere("2024-06-20")) == ["07-01 claimed RU R18"]


def test_r18_who_alone_tells_of_the_battle_may_tell_of_the_fall_within_100_km(of):
    fallen = told("captured", "2024-07-01", name="Huliaipole", publisher="The Globe")
    battle = told("contested", "2024-06-25", name="Polohy") | {"article": fallen["article"]}
    assert of("Huliaipole", fallen, battle, *elsewhere("2024-06-20"))[0].startswith("07-01 held RU")


def test_where_little_is_told_the_ledger_and_parts_are_those_of_all_claims(theatre, gazetteer):
    dd = pytest.importorskip("dask.dataframe")
    fallen = told("captured", "2024-07-01", name="Huliaipole", publisher="The Globe")
    beside = told("held", "2024-05-01", name="Polohy", controller_after="RU", review="confirmed")
    given = {"theatre": theatre, "gazetteer": gazetteer}
    ledger = Ledger.of(claims_table([fallen, *elsewhere("2024-06-20")]), **given)
    both = ledger.updated({beside["article"]}, claims_table([beside]))
    pd.testing.assert_frame_equal(both.control, control(both.claims, **given))
    assert "R18" in set(ledger.control["rule"]) and "R18" not in set(both.control["rule"])
    parted = control_by_parts(dd.from_pandas(both.claims, npartitions=1), parts=3).compute(scheduler="sync")
    parted = parted.sort_values(["place_id", "valid_from"], kind="stable", ignore_index=True)
    pd.testing.assert_frame_equal(parted, both.control)

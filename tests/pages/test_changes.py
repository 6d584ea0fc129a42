"""The Changes page: what changed when, narrowed by the reader, each row with its link to the map."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from extract.read.article import read_file
from store import open_store
from store.samples import SAMPLES
from theatre.folders import DATA
from web import resources

TEXT = b"""Two towns change hands

Published: 11 September 2022

Ukrainian forces recaptured Izium on Saturday. Russian forces captured Soledar on Friday.
"""


@pytest.fixture
def page(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'changes.sqlite'}"
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    store = open_store(url)
    store.set(SAMPLES, "removed")
    (article,) = read_file(TEXT, "towns.txt")
    store.add(article, resources.pipeline().extract(article).claims)
    yield AppTest.from_file(str(DATA.parent / "pages" / "changes.py"), default_timeout=60).run()
    store.close()


def test_every_change_is_a_row_with_a_link_to_its_day_and_place(page):
    assert not page.exception
    rows = page.dataframe[0].value
    latest = rows[rows["name"] == "Izium"].iloc[-1]
    assert (latest["holder_from"], latest["holder"], latest["actions"]) == ("Russia", "Ukraine", "liberated")
    assert latest["map"] == "/?day=2022-09-10&place=geonames:707292"
    assert set(rows["name"]) == {"Izium", "Soledar"}
    assert latest["lag_days"] == 0 and pd.isna(rows[rows["name"] == "Izium"].iloc[0]["lag_days"])  # that was assumed
    assert "first claim to confirmation, median: Ukraine 0 (at once 100%" in page.caption[0].value
    assert page.get("download_button")[0].label == "Download these changes"


def test_filters_narrow_the_table_and_an_empty_one_says_what_to_loosen(page):
    def box(label):
        page.session_state["filter-panel"] = True  # open
        page.run()
        return next(each for each in page.multiselect if each.label == label)

    assert set(box("Oblast").options) == {"Kharkiv (1)", "Donetsk (1)"}
    box("Oblast").select("Donetsk").run()
    assert set(page.dataframe[0].value["name"]) == {"Soledar"} and "Donetsk" in page.query_params["oblast"]
    assert box("What happened").options == ["taken (1)"]  # under the other filters


def test_where_nothing_fits_it_says_what_to_loosen(page):
    page.query_params["oblast"], page.query_params["action"] = "Kharkiv", "captured"
    page.run()
    assert not page.dataframe and "Nothing fits" in page.markdown[-1].value
    next(each for each in page.button if each.label == "Without “Oblast”: 1 claim").click().run()
    assert set(page.dataframe[0].value["name"]) == {"Soledar"}


def test_a_link_opens_with_its_filters_and_names_what_it_can_not_have(page):
    page = AppTest.from_file(str(DATA.parent / "pages" / "changes.py"), default_timeout=60)
    page.query_params["oblast"] = "Donetsk,Atlantis"
    page.run()
    assert set(page.dataframe[0].value["name"]) == {"Soledar"} and "Atlantis" in page.warning[0].value


def test_what_changed_by_oblast_is_counted_with_its_area_and_range(page):
    table = next(each.value for each in page.dataframe if "Oblast" in each.value)
    row = table.set_index("Oblast").loc["Kharkiv"]
    assert row["Gained by Ukraine"] == 1 and row["Ukraine, km² then"].count(" to ") == 1


def test_without_articles_it_says_so(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    store = open_store(url)
    store.set(SAMPLES, "removed")
    page = AppTest.from_file(str(DATA.parent / "pages" / "changes.py"), default_timeout=60).run()
    assert not page.exception and "no article here yet" in page.info[0].value
    store.close()

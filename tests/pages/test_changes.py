"""The Changes page: what changed when, narrowed by the reader, each row with its link to the map."""

import pytest
from streamlit.testing.v1 import AppTest

import workspace
from extract.folders import DATA
from extract.read import read_file
from store import open_store
from store.samples import SAMPLES

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
    store.add(article, workspace.pipeline().extract(article).claims)
    yield AppTest.from_file(str(DATA.parent / "pages" / "changes.py"), default_timeout=60).run()
    store.close()


def test_every_change_is_a_row_with_a_link_to_its_day_and_place(page):
    assert not page.exception
    rows = page.dataframe[0].value
    latest = rows[rows["name"] == "Izium"].iloc[-1]
    assert (latest["holder_from"], latest["holder"], latest["actions"]) == ("Russia", "Ukraine", "liberated")
    assert latest["map"] == "/?day=2022-09-10&place=geonames:707292"
    assert set(rows["name"]) == {"Izium", "Soledar"}


def test_filters_narrow_the_table_and_an_empty_one_says_what_to_loosen(page):
    def box(label):
        return next(each for each in page.multiselect if each.label == label)

    box("Oblast").select("Donetsk").run()
    assert set(page.dataframe[0].value["name"]) == {"Soledar"}
    box("Action").select("liberated").run()
    assert not page.dataframe and "Choose more oblasts" in page.info[0].value
    box("Oblast").unselect("Donetsk").run()
    assert "Izium" in set(page.dataframe[0].value["name"])


def test_without_articles_it_says_so(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    store = open_store(url)
    store.set(SAMPLES, "removed")
    page = AppTest.from_file(str(DATA.parent / "pages" / "changes.py"), default_timeout=60).run()
    assert not page.exception and "no article here yet" in page.info[0].value
    store.close()

"""The Map page beside its map: filters by link and by hand, what they leave, and what to loosen."""

from datetime import date

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
def open_map(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'map.sqlite'}"
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    store = open_store(url)
    store.set(SAMPLES, "removed")
    (article,) = read_file(TEXT, "towns.txt")
    store.add(article, resources.pipeline().extract(article).claims)

    def run(**query):
        page = AppTest.from_file(str(DATA.parent / "pages" / "map.py"), default_timeout=60)
        for name, value in query.items():
            page.query_params[name] = value
        page.run()
        assert not page.exception
        return page

    yield run
    store.close()


def labels(page):
    return [each.label for each in page.button]


def test_the_list_of_changes_follows_the_filters(open_map):
    whole = open_map(day="2022-09-11")
    assert {"Izium", "Soledar"} == {label.split(" · ")[1] for label in labels(whole)}
    page = open_map(day="2022-09-11", oblast="Donetsk", action="captured")
    assert {"Soledar"} == {label.split(" · ")[1] for label in labels(page) if " · " in label}
    assert "1 place, 1 claim fit." in [each.value for each in page.caption]
    next(each for each in page.button if each.label.startswith("Oblast")).click().run()
    assert not page.exception and "oblast" not in page.query_params and "action" in page.query_params


def test_where_nothing_fits_it_says_what_to_loosen(open_map):
    page = open_map(day="2022-09-11", oblast="Kharkiv", action="captured")
    assert "Without “Oblast”: 1 claim" in labels(page)
    next(each for each in page.button if each.label == "Clear all").click().run()
    assert set(page.query_params) == {"day"}


def test_a_place_shows_the_claims_that_fit_and_says_how_many_do_not(open_map):
    page = open_map(day="2022-09-11", place="geonames:707292", mode="denied")
    said = [each.value for each in page.caption]
    assert "0 of 1 claim about it fit the filters." in said
    assert any("10 September 2022, 1 day before" in each for each in said)  # how old its evidence is


def test_a_link_opens_its_range_and_moving_the_day_before_it_leaves_the_range(open_map):
    page = open_map(day="2022-09-11", since="2022-09-10", language="uk")
    assert page.subheader[0].value == "Since 10 September 2022"
    assert {each.label: each.value for each in page.date_input}["Changes since"] == date(2022, 9, 10)
    assert page.query_params["language"] in ("uk", ["uk"])


def test_what_a_link_asks_that_is_not_there_is_said(open_map):
    page = open_map(day="2031-01-01", oblast="Atlantis", place="nowhere:1", sure="lots")
    said = " ".join(each.value for each in page.warning)
    assert all(word in said for word in ("2031", "Atlantis", "nowhere", "lots"))

"""The Compare page: what differs between two days, between truth and knowledge, and from another map."""

import json

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from extract.read.article import read_file
from store import open_store
from store.samples import SAMPLES
from theatre.folders import DATA
from web import resources

TEXTS = (
    b"Izium is free\n\nPublished: 11 September 2022\n\nUkrainian forces recaptured Izium on Saturday.\n",
    b"Soledar fell\n\nPublished: 20 September 2022\n\nRussian forces captured Soledar on 1 September 2022.\n",
)
AROUND_SOLEDAR = [[[37.9, 48.6], [38.2, 48.6], [38.2, 48.8], [37.9, 48.8], [37.9, 48.6]]]


@pytest.fixture
def open_page(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'compare.sqlite'}"
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    store = open_store(url)
    store.set(SAMPLES, "removed")
    for number, text in enumerate(TEXTS):
        (article,) = read_file(text, f"{number}.txt")
        store.add(article, resources.pipeline().extract(article).claims)

    def run(**query):
        page = AppTest.from_file(str(DATA.parent / "pages" / "compare.py"), default_timeout=60)
        for name, value in query.items():
            page.query_params[name] = value
        page.run()
        assert not page.exception
        return page

    yield run
    store.close()


def test_two_days_differ_by_what_happened_between(open_page):
    page = open_page(**{"from": "2022-09-09", "to": "2022-09-15"})
    table = page.dataframe[0].value
    assert table["Place"].tolist() == ["Izium"] and table["Now"].tolist() == ["held by Ukraine"]
    days = [pd.Timestamp(table[name].iloc[0]).date().isoformat() for name in ("Since", "Last report")]
    assert days == ["2022-09-10", "2022-09-11"]  # the title tells of the day it was published
    assert page.subheader[0].value == "What is different: 1 place"


def test_a_day_as_known_then_lacks_what_was_told_later(open_page):
    page = open_page(way="known", known="2022-09-12", on="2022-09-12")
    table = page.dataframe[0].value.set_index("Place")
    assert list(table.index) == ["Soledar"]
    assert table.at["Soledar", "As known then"].startswith("held by Ukraine")
    assert table.at["Soledar", "As known today"] == "held by Russia"


def test_another_map_is_laid_beside_ours(open_page):
    page = open_page(way="reference")
    assert "Bring a map" in page.info[0].value
    feature = {"type": "Feature", "properties": {"date": "2022-09-15"},
               "geometry": {"type": "Polygon", "coordinates": AROUND_SOLEDAR}}  # fmt: skip
    drawn = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    page.get("file_uploader")[0].upload("theirs.geojson", drawn, "application/json").run()
    assert not page.exception and "agree" in page.subheader[0].value
    differing = page.dataframe[-1].value.set_index("Place")
    assert "Soledar" not in differing.index  # both show it Russian
    assert differing.at["Donetsk", "Theirs"] == "Ukraine"  # whatever it does not draw is the other side's
    assert str(differing.at["Donetsk", "Since"]) == "2022-09-15" and pd.isna(differing.at["Donetsk", "Last report"])


def test_a_map_that_can_not_be_read_is_named(open_page):
    page = open_page(way="reference")
    page.get("file_uploader")[0].upload("theirs.csv", b"a,b\n1,2\n", "text/csv").run()
    assert not page.exception and page.error[0].value.startswith("theirs") and "place" in page.error[0].value

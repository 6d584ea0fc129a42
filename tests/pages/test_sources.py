"""The Sources page: who published, and what users know better of them."""

import pytest
from streamlit.testing.v1 import AppTest

from extract.read.article import read_file
from store import open_store
from store.samples import SAMPLES
from store.sources import Source
from theatre.folders import DATA
from timeline.sources import families
from web import resources, workspace

STORY = b"Town lost\n\nPublished: 3 April 2022\n\nRussian forces captured Izium on 1 April 2022."


@pytest.fixture
def store(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'sources.sqlite'}"
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    opened = open_store(url)
    opened.set(SAMPLES, "removed")
    (article,) = read_file(STORY, "town.txt")
    opened.add(article, resources.pipeline().extract(article).claims)
    yield opened
    opened.close()


def test_a_publisher_is_edited_and_the_map_follows(store):
    page = AppTest.from_file(str(DATA.parent / "pages" / "sources.py"), default_timeout=60).run()
    assert not page.exception
    row = page.dataframe[0].value.iloc[0]
    assert (row["Publisher"], row["Claims"], row["Lag, days"]) == ("(none given)", 1, 2)
    page.selectbox[0].select("tass").run()
    owner = next(each for each in page.text_input if each.label == "Owner family")
    assert owner.value == "russian-state"
    owner.set_value("own")
    next(each for each in page.selectbox if each.label == "Reliability").select("D")
    next(each for each in page.button if each.label == "Save").click().run()
    assert not page.exception
    assert store.sources.all() == [Source("TASS", ("tass.ru", "tass.com"), "own", "RU", "D")]
    assert families(["TASS", "x.tass.ru"], workspace.theatre_as_edited()) == {"TASS": "own", "x.tass.ru": "own"}
    next(each for each in page.button if each.label.startswith("Back to")).click().run()
    assert store.sources.all() == [] and not page.exception

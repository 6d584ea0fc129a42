"""The Data page: what is here, to take away, and without the samples when asked."""

import pytest
from streamlit.testing.v1 import AppTest

from extract.model import Review
from extract.read.article import read_file
from store import open_store
from store.samples import SAMPLES
from theatre.folders import DATA
from web import resources

STORY = b"=1+1 Town regained\n\nPublished: 11 September 2022\n\nUkrainian forces recaptured Izium on Saturday."


@pytest.fixture
def store(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'data.sqlite'}"
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    opened = open_store(url)
    opened.set(SAMPLES, "removed")
    (article,) = read_file(STORY, "story.txt")
    opened.add(article, resources.pipeline().extract(article).claims)
    opened.add(*sample(), sample=True)
    yield opened
    opened.close()


def sample():
    (article,) = read_file(b"Published: 2022-09-12\n\nUkrainian forces recaptured Kupiansk on Saturday.", "sample.txt")
    return article, resources.pipeline().extract(article).claims


@pytest.fixture
def page(store):
    shown = AppTest.from_file(str(DATA.parent / "pages" / "data.py"), default_timeout=60).run()
    assert not shown.exception
    return shown


def button(page, label):
    return next(each for each in page.button if each.label == label)


def test_it_says_what_is_here(page):
    numbers = {metric.label: metric.value for metric in page.metric}
    assert (numbers["Articles"], numbers["of them samples"], numbers["Claims"]) == ("2", "1", "2")
    assert any("GeoNames cities500 (geonames.org), CC BY 4.0" in each.proto.body for each in page.get("html"))
    assert page.dataframe[-1].value["What"].tolist() == ["sample added", "article added"]


def test_samples_can_be_removed_and_brought_back(page, store):
    button(page, "Remove all samples").click().run()
    assert not page.exception and len(store.articles()) == 1
    assert button(page, "Bring the samples back")


def test_a_wrong_dump_is_refused_with_line_and_reason_and_changes_nothing(page):
    version = resources.gazetteer().meta["version"]
    page.file_uploader[0].upload("UA.txt", b"this is\tno dump\n").run()
    button(page, "Merge it into the gazetteer").click().run()
    assert not page.exception
    assert any("UA.txt, line 1" in each.proto.body and "as it was" in each.proto.body for each in page.get("html"))
    assert resources.gazetteer().meta["version"] == version


def test_claims_are_found_anew_but_for_those_reviewed(page, store):
    kept, other = store.claims()["id"].tolist()
    store.decisions.decide(kept, Review.CONFIRMED)
    with store.writing() as (connection, _):
        connection.exec_driver_sql("UPDATE claims SET confidence = 0.01")
    button(page, "Read all articles again").click().run()
    assert not page.exception
    after = store.claims().set_index("id")["confidence"]
    assert after[kept] == 0.01 and after[other] > 0.01

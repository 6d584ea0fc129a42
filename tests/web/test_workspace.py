"""What the pages share."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pandas as pd
import pytest

from extract.model import Article, Review
from extract.read.article import read_file
from store import Store, open_store
from store.samples import SAMPLES, remove_samples, samples
from theatre.theatre import load_theatre
from timeline.control import control
from web import files, resources, workspace


@pytest.fixture
def store(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'workspace.sqlite'}"
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    opened = open_store(url)
    opened.set(SAMPLES, "removed")
    yield opened
    opened.close()


def add(store, town="Izium", **options):
    text = f"Published: 2022-09-11\n\nUkrainian forces recaptured {town} on Saturday."
    (article,) = read_file(text.encode(), "story.txt")
    return store.add(article, resources.pipeline().extract(article).claims, **options)


def test_what_is_derived_follows_the_store(store):
    assert workspace.claims().empty
    add(store)
    assert workspace.claims()["name"].tolist() == ["Izium"]
    control = workspace.control()
    assert "UA" in control[control["name"] == "Izium"]["holder"].tolist()
    store.remove(workspace.claims()["article"].iloc[0])
    assert workspace.claims().empty


def test_articles_that_come_and_go_leave_what_working_all_out_would(store):
    def assert_as_all_anew():
        anew = control(
            store.claims(),
            theatre=resources.theatre(),
            gazetteer=resources.gazetteer(),
            places=workspace._towns("ukraine", version),
        )
        pd.testing.assert_frame_equal(workspace.control(), anew, check_exact=True)
        told = workspace.claims()
        pd.testing.assert_frame_equal(told[store.claims().columns], store.claims(), check_exact=True)

    version = resources.gazetteer().meta["version"]
    add(store)
    first = workspace.control()
    add(store, "Kupiansk")
    assert_as_all_anew()
    claim = workspace.claims().iloc[0]
    store.decisions.decide(claim["id"], Review.REJECTED)
    assert_as_all_anew()
    add(store, "Balakliia", sample=True)
    store.replace_claims(claim["article"], [])
    assert_as_all_anew()
    store.remove_samples()
    store.remove(workspace.claims()["article"].iloc[-1])
    assert_as_all_anew()
    assert "UA" in first[first["name"] == "Izium"]["holder"].tolist()  # who looked before keeps what he saw


def test_an_article_is_told_of_without_reading_the_others_again(store, monkeypatch):
    add(store)
    workspace.claims()
    asked = []
    claims_of = Store.claims
    monkeypatch.setattr(
        Store, "claims", lambda opened, articles=None: asked.append(articles) or claims_of(opened, articles)
    )
    added = add(store, "Kupiansk")
    assert sorted(workspace.claims()["name"]) == ["Izium", "Kupiansk"] and asked == [{added.article_id}]


def test_a_page_asks_the_store_once_what_it_shows(store, monkeypatch):
    add(store)
    asked = []
    revision = Store.revision.fget
    monkeypatch.setattr(Store, "revision", property(lambda opened: asked.append(1) or revision(opened)))
    monkeypatch.setattr(resources, "_page", threading.local())
    resources.look()
    for shown in (workspace.claims, workspace.control, workspace.payload, workspace.changes, workspace.places):
        shown()
    assert len(asked) == 1
    add(store, "Kupiansk")
    assert workspace.claims()["name"].tolist() == ["Izium"]  # one moment all through the page
    resources.look()
    assert len(workspace.claims()) == 2


def test_what_a_page_does_to_its_table_stays_with_it(store):
    add(store)
    mine = workspace.claims()
    mine.loc[0, "name"] = "changed"
    mine["more"] = 1
    assert workspace.claims()["name"].tolist() == ["Izium"] and "more" not in workspace.claims()


def test_towns_stand_as_before_the_war_though_nobody_wrote_of_them(store):
    control = workspace.control().set_index(["admin1", "name"])
    assert control.loc[("Donetsk", "Donetsk"), "holder"] == "RU"
    assert control.loc[("Lviv", "Lviv"), "holder"] == "UA"
    assert set(control["basis"]) == {"baseline"}


def test_as_known_uses_only_what_was_published(store):
    add(store)
    before = workspace.control(as_known=date(2022, 9, 1))
    assert "Izium" not in before[before["basis"] == "direct"]["name"].tolist()


def test_samples_are_read_whole_and_dated():
    briefs = list(samples(load_theatre()))
    assert len(briefs) >= 60 and all(isinstance(brief, Article) for brief in briefs)


def test_the_first_start_reads_the_samples_once_however_many_come(store, few_samples):
    with store.writing() as (connection, _):
        connection.exec_driver_sql("DELETE FROM settings")
    with ThreadPoolExecutor(4) as visitors:
        list(visitors.map(lambda _: resources.store(), range(4)))
    assert store.setting(SAMPLES) == "loaded"
    assert len(store.articles()) == few_samples == len(store.audit())
    remove_samples(store)
    resources.store()
    assert store.articles().empty


@pytest.mark.parametrize(
    ("suffix", "reader"),
    [
        (".csv", pd.read_csv),
        (".jsonl", lambda file: pd.read_json(file, lines=True)),
        (".parquet", pd.read_parquet),
    ],
)
def test_a_table_as_a_file_can_be_read_again(store, suffix, reader):
    add(store)
    table = workspace.claims()
    again = reader(io.BytesIO(files.as_file(table, suffix)))
    assert again["quote"].tolist() == table["quote"].tolist()
    assert list(again.columns) == list(table.columns)


def test_a_spreadsheet_runs_nothing_of_an_article():
    texts = ["=HYPERLINK(1)", "+1", "-2", "@x", "\tx", "plain", "a=b"]
    table = pd.DataFrame({"quote": texts, "latitude": [-1.0] * 7})
    again = pd.read_csv(io.BytesIO(files.as_file(table, ".csv")))
    assert again["quote"].tolist() == ["'=HYPERLINK(1)", "'+1", "'-2", "'@x", "'\tx", "plain", "a=b"]
    assert again["latitude"].tolist() == [-1.0] * 7

"""What the pages share."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pandas as pd
import pytest

import workspace
from extract.model import Article
from extract.read import read_file
from store import open_store
from store.samples import SAMPLES, remove_samples, samples


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
    return store.add(article, workspace.pipeline().extract(article).claims, **options)


def test_what_is_derived_follows_the_store(store):
    assert workspace.claims().empty
    add(store)
    assert workspace.claims()["name"].tolist() == ["Izium"]
    control = workspace.control()
    assert "UA" in control[control["name"] == "Izium"]["holder"].tolist()
    store.remove(workspace.claims()["article"].iloc[0])
    assert workspace.claims().empty


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
    briefs = list(samples())
    assert len(briefs) >= 60 and all(isinstance(brief, Article) for brief in briefs)


def test_the_first_start_reads_the_samples_once_however_many_come(store):
    with store._write() as (connection, _):
        connection.exec_driver_sql("DELETE FROM settings")
    with ThreadPoolExecutor(4) as visitors:
        list(visitors.map(lambda _: workspace.store(), range(4)))
    assert store.setting(SAMPLES) == "loaded"
    assert len(store.articles()) == len(list(samples())) == len(store.audit())
    remove_samples(store)
    workspace.store()
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
    again = reader(io.BytesIO(workspace.as_file(table, suffix)))
    assert again["quote"].tolist() == table["quote"].tolist()
    assert list(again.columns) == list(table.columns)


def test_a_spreadsheet_runs_nothing_of_an_article():
    texts = ["=HYPERLINK(1)", "+1", "-2", "@x", "\tx", "plain", "a=b"]
    table = pd.DataFrame({"quote": texts, "latitude": [-1.0] * 7})
    again = pd.read_csv(io.BytesIO(workspace.as_file(table, ".csv")))
    assert again["quote"].tolist() == ["'=HYPERLINK(1)", "'+1", "'-2", "'@x", "'\tx", "plain", "a=b"]
    assert again["latitude"].tolist() == [-1.0] * 7

"""`python -m store add`: one line a file of what came of it, and the same command goes on where it broke off."""

import json

import pytest

from store import open_store
from store.__main__ import main

STORY = "Town regained\n\nPublished: 11 September 2022\n\nUkrainian forces recaptured {} on Saturday, officials said."


@pytest.fixture
def store(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path):
    there = tmp_path / "clippings"
    there.mkdir()
    (there / "a.txt").write_text(STORY.format("Izium"))
    (there / "b.txt").write_text("Town regained\n\nUkrainian forces recaptured Lyman on Saturday.")
    (there / "c.bin").write_bytes(b"\x00\x01")
    rows = [{"text": STORY.format(town)} for town in ("Kupiansk", "Balakliia", "Izium")]
    (there / "d.jsonl").write_text("\n".join([*map(json.dumps, rows), "{broken"]))
    return there


def test_each_file_gets_its_line_and_a_bad_row_stops_nothing(store, folder, capsys):
    assert main(["add", str(folder), "--publisher", "Daily", "--label", "autumn", "--yes"]) == 1
    said = capsys.readouterr()
    assert [line.split("/")[-1] for line in said.out.splitlines()] == [
        "a.txt: 1 saved with 1 claim",
        "b.txt: 1 on the Articles page, which asks for the day",
        "c.bin: left out, it is no kind of file that is read",
        "d.jsonl: 2 saved with 2 claims; 1 already here; 1 not read",
    ]
    assert "d.jsonl, row 4: is not JSON" in said.err
    assert store.articles("autumn")["publisher"].tolist() == ["Daily"] * 3
    assert store.drafts.counts().undated == 1

    revision = store.revision
    main(["add", str(folder), "--published", "2022-09-11", "--yes"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("a.txt: 1 already here") and lines[3].endswith("d.jsonl: 3 already here; 1 not read")
    assert store.revision == revision and store.drafts.counts().all == 1  # asked for once, not twice


def test_without_a_yes_they_wait_on_the_page(store, folder, capsys):
    assert main(["add", str(folder / "a.txt")]) == 0
    assert "a.txt: 1 on the Articles page, to be saved there" in capsys.readouterr().out
    assert store.articles().empty and store.drafts.counts().chosen == 1
    assert main(["add", str(folder / "a.txt"), "--yes"]) == 0
    assert store.articles()["claims"].tolist() == [1] and store.drafts.counts().all == 0


def test_a_file_that_is_not_there_is_said(store, tmp_path, capsys):
    assert main(["add", str(tmp_path / "none.txt"), "--yes"]) == 1
    assert "none.txt: there is no such file" in capsys.readouterr().err


def test_a_table_whose_columns_are_unknown_asks_rather_than_fails(store, tmp_path, capsys):
    table = tmp_path / "table.csv"
    table.write_text(f'when,words\n2022-09-11,"{STORY.format("Izium")}"\n')
    for _ in range(2):  # asked once, however often it is brought
        assert main(["add", str(table), "--yes"]) == 0
        said = capsys.readouterr().out
        assert "has no column for the articles' text" in said and "It waits on the Articles page, which asks" in said
    assert [asked.names for asked in store.arrivals.asking()] == [("table.csv",)]
    assert main(["add", str(table), "--yes", "--column", "text=words", "--column", "published=when"]) == 0
    assert "table.csv: 1 saved with 1 claim" in capsys.readouterr().out


def test_a_column_is_named_by_what_it_holds(capsys):
    with pytest.raises(SystemExit):
        main(["add", "a.csv", "--column", "words"])
    assert "write it as text=body" in capsys.readouterr().err

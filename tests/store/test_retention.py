"""What is forgotten is nowhere in the store."""

from dataclasses import replace
from pathlib import Path

import pytest

from extract.model import Review
from store import open_store
from store.__main__ import main
from store.access import Actor, Forbidden, Role
from store.online import Capture
from store.retention import added_before, forget
from theatre.folders import worked_out

SECRET = "Zanzibarovka"


def test_nothing_of_a_forgotten_article_is_left(store, url, article, claim):
    text = f"Troops took Lantern Hill on Saturday, the ministry of {SECRET} said."
    gone, stays = article(text, title=SECRET, publisher=SECRET), article("Troops left Oakford on Sunday.")
    found = claim(gone)
    page = Capture("https://example.org/a", "https://example.org/a", "2022", "0" * 64, "text/html", "", SECRET.encode())
    store.online.ask_for([page.asked])
    store.online.fetched(store.online.waiting()[0][0], page, [gone])
    draft = store.drafts.first(1)[0]
    store.add(gone, [found], capture=draft.capture, linked=(stays.id, "version"))
    store.add(stays, [])
    store.decisions.decide(found.id, Review.CONFIRMED, why=SECRET)
    before = store.revision
    assert forget(store, [gone.id, "no such article"]) == 1
    assert store.article(gone.id) is None and store.claims().empty
    assert store.article(stays.id) is not None and store.links(stays.id) == []
    assert store.drafts.counts().all == 0
    assert gone.id in store.touched(before, store.revision)
    newest = store.audit().iloc[0]
    assert newest["event"] == "articles forgotten" and newest["detail"]["ids"] == [gone.id]
    assert not store.audit()["detail"].astype(str).str.contains(SECRET).any()
    store.close()
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        for each in file.parent.glob(f"{file.name}*"):
            assert SECRET.encode() not in each.read_bytes(), each


def test_what_was_worked_out_from_it_goes_too(store, article, monkeypatch, tmp_path):
    monkeypatch.setenv("MARCHLAND_HOME", str(tmp_path))
    told = article(f"Troops took {SECRET}.")
    store.add(told, [])
    (worked_out() / "edition").mkdir(parents=True)
    (worked_out() / "edition" / "claims.arrow").write_text(SECRET)
    assert forget(store, [told.id]) == 1 and not worked_out().exists()


def test_articles_are_forgotten_by_age(store, article):
    old = article("Old news.", added_at="2022-09-12T08:00:00+00:00")
    sample = replace(article("A sample."), added_at="2022-09-12T08:00:00+00:00")
    store.add(old, [])
    store.add(sample, [], sample=True)
    store.add(article("New news."), [])
    assert added_before(store, 30) == [old.id]
    assert forget(store, added_before(store, 30)) == 1
    assert len(store.articles()) == 2


def test_an_admin_alone_forgets(url, article):
    store = open_store(url, acting=lambda: Actor("rob@example.org", Role.REVIEWER))
    given = article()
    store.add(given, [])
    with pytest.raises(Forbidden):
        forget(store, [given.id])
    assert store.article(given.id) is not None
    store.close()


def test_the_command_asks_for_a_word_before_it_forgets_by_age(store, url, article, monkeypatch, capsys):
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    old = article("Old news.", added_at="2022-09-12T08:00:00+00:00")
    store.add(old, [])
    assert main(["forget", "--older-than", "30"]) == 1
    assert "1 of 1 articles" in capsys.readouterr().err and store.article(old.id)
    assert main(["forget", "--older-than", "30", "--yes"]) == 0
    assert "Articles forgotten: 1." in capsys.readouterr().out
    assert store.article(old.id) is None
    assert main(["forget", "no such article"]) == 1


def test_what_was_only_removed_can_still_be_forgotten(store, article):
    given = article(title=SECRET)
    store.add(given, [])
    store.remove(given.id)
    assert store.audit()["detail"].astype(str).str.contains(SECRET).any()
    assert forget(store, [given.id]) == 1
    assert not store.audit()["detail"].astype(str).str.contains(SECRET).any()

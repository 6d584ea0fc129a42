"""Whose it is what is not yet saved: nobody finds, saves or throws away another's, unless they take it over."""

import pytest

from extract.read.article import read_table_head
from store import open_store
from store.intake.work import arrivals_of, work
from store.online import Capture
from store.owners import EVERYBODY, name_of, of_browser, of_others, of_person, take_over
from tests.store.test_arrivals import Reader, rows

ANN, BROWSER = of_person("ann@example.org"), of_browser("a browser's secret")


@pytest.fixture
def reader(claim):
    return Reader(claim)


def test_a_person_has_a_name_and_a_browser_keeps_its_secret():
    assert (name_of(ANN), name_of(BROWSER), name_of(EVERYBODY)) == ("ann@example.org", "", "")
    assert "secret" not in BROWSER and BROWSER == of_browser("a browser's secret") != of_browser("another's")


def test_somebody_works_with_their_own_and_everybodys_drafts_alone(store, article, reader):
    ann, other = store.drafts.belonging_to(ANN), store.drafts.belonging_to(BROWSER)
    (hers,), (theirs,), (found,) = (
        drafts.put([article(text)])
        for text, drafts in {
            "Troops took Lantern Hill on Saturday, the ministry said.": ann,
            "Nobody holds Lantern Hill, wrote the mayor of Oakford town.": other,
            "On Monday the village of Lantern Hill had no water, its people told us.": store.drafts,
        }.items()
    )
    work(store, reader)
    assert [[draft.id for draft in each.first(9)] for each in (ann, other)] == [[hers, found], [theirs, found]]
    assert (ann.counts().chosen, other.counts().chosen, store.drafts.counts().chosen) == (2, 2, 3)
    assert ann.get(theirs) is None and ann.of([theirs]) == [] and ann.holds(other.get(theirs).article.text) is None
    assert ann.change([theirs], title="Mine") == 0 and ann.change(label="september") == 2
    assert ann.link("own", [theirs]) == 0 and ann.discard([theirs]) == 0
    assert (other.get(theirs).label, other.get(theirs).article.title) == ("", other.get(theirs).article.text[:30])
    assert ann.accept() == 2 and other.counts().chosen == 1  # what was everybody's is whose who had it saved
    assert other.accept_no_more() == 0 and store.drafts.counts().accepted == 2
    work(store, reader)
    assert store.articles()["added_by"].tolist() == ["ann@example.org"] * 2
    assert ann.discard() == 0 and other.discard() == 1


def test_what_is_being_saved_is_not_thrown_away_with_all_others(store, article, reader):
    (id,) = store.drafts.put([article()])
    work(store, reader)
    store.drafts.accept(), store.drafts.put([article("And one.")])
    assert store.drafts.discard() == 1 and store.drafts.get(id)


def test_what_is_read_in_the_background_stays_whose_it_was(store, url, reader):
    ann, other = store.arrivals.belonging_to(ANN), store.arrivals.belonging_to(BROWSER)
    ann.put(arrivals_of("ann.jsonl", rows(40)))
    other.put(arrivals_of("other.jsonl", rows(3) + b"\nbroken"))
    ann.ask("table.csv", b"x,y\n1,2\n", read_table_head(b"x,y\n1,2\n", "table.csv"))
    assert (len(ann.asking()), other.asking()) == (1, []) and other.counts() == (1, 0)
    store.close()
    again = open_store(url)
    work(again, reader)
    ann, other = again.arrivals.belonging_to(ANN), again.arrivals.belonging_to(BROWSER)
    assert [each.outcomes()["name"].tolist() for each in (ann, other)] == [["ann.jsonl"], ["other.jsonl"]]
    assert [again.drafts.belonging_to(each).counts().all for each in (ANN, BROWSER)] == [40, 3]
    (table,) = ann.asking()
    other.confirm(table.ids, list), other.discard(table.ids)
    assert ann.asking()
    ann.confirm(table.ids, lambda arrival: arrivals_of(arrival.name, arrival.content))
    assert ann.counts()[0] == 1 and other.stop() == 0 and ann.stop() == 1
    other.forget()
    assert ann.counts()[1] and not other.counts()[1]


def test_a_page_that_was_asked_for_comes_to_whom_it_was_fetched_for(store, article):
    address = "https://news.example/a"
    assert store.online.ask_for([address], owner=ANN) == 1 == store.online.ask_for([address], owner=BROWSER)
    ((id, _),) = store.online.waiting(ANN)
    assert len(store.online.waiting()) == 2 and store.online.stop(BROWSER) == 1
    page = Capture(address, address, "2022-09-11", "", "text/html", "", b"page")
    store.online.fetched(id, page, [article()])
    assert [store.drafts.belonging_to(each).counts().all for each in (ANN, BROWSER)] == [1, 0]
    assert store.arrivals.belonging_to(BROWSER).counts() == (0, 0)
    assert store.arrivals.belonging_to(ANN).counts() == (0, 1)


def test_what_others_have_is_told_and_taken_over_whole(store, article):
    store.drafts.put([article("Everybody's.")])
    for number in range(5):
        store.drafts.belonging_to(ANN).put([article(f"Report {number}.")])
    store.arrivals.belonging_to(ANN).ask("a.csv", b"x\n1\n", read_table_head(b"x,y\n1,2\n", "a.csv"))
    (waiting,) = of_others(store, BROWSER)
    assert (waiting.owner, waiting.articles, waiting.tables) == (ANN, 5, 1)
    assert waiting.titles == ("Report 0.", "Report 1.", "Report 2.") and of_others(store, ANN) == []
    take_over(store, ANN, BROWSER)
    assert of_others(store, BROWSER) == [] and store.drafts.belonging_to(BROWSER).counts().all == 6
    assert store.drafts.belonging_to(ANN).counts().all == 1 and store.arrivals.belonging_to(BROWSER).asking()
    assert store.audit()[["event", "subject"]].values.tolist() == [["taken over", "ann@example.org"]]

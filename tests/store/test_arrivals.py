import json

import pytest

from extract.model import Extraction
from extract.read.article import read_table_head
from store import open_store
from store.intake.work import PAUSED, arrivals_of, confirm, pending, work
from theatre.theatre import load_theatre

WORDS = "Troops took Lantern Hill on Saturday, the ministry said. This is article number {}."


class Reader:
    """A pipeline that finds the same claim in every article."""

    theatre = load_theatre()

    def __init__(self, claim):
        self._claim = claim

    def extract_all(self, articles):
        return [Extraction(article, (), (), (self._claim(article, id=article.id[:9]),)) for article in articles]


@pytest.fixture
def reader(claim):
    return Reader(claim)


def rows(number, **more):
    return "\n".join(
        json.dumps({"text": WORDS.format(each), "published": "2022-09-11", **more}) for each in range(number)
    ).encode()


def test_rows_are_worked_off_in_parts_and_a_bad_one_keeps_its_number(store, reader):
    store.arrivals.put(arrivals_of("news.jsonl", rows(70) + b"\n{broken\n" + rows(1)))
    store.arrivals.put(arrivals_of("one.txt", WORDS.format("x").encode()))
    assert store.arrivals.counts() == (4, 0) and pending(store)
    work(store, reader)
    assert store.arrivals.counts() == (0, 4) and not pending(store)
    lines = store.arrivals.outcomes()
    assert lines[["name", "articles", "undated"]].values.tolist() == [["news.jsonl", 71, 0], ["one.txt", 1, 1]]
    (problem,) = lines["problems"][0]
    assert problem.startswith("news.jsonl, row 71: is not JSON")
    counts = store.drafts.counts()
    assert (counts.all, counts.undated, counts.chosen) == (72, 1, 71)


def test_another_process_goes_on_where_one_was_killed(store, url, reader):
    store.arrivals.put(arrivals_of("news.jsonl", rows(100)))
    looks = iter([False, False, True])
    work(store, reader, stop=lambda: next(looks))
    assert 0 < store.drafts.counts().all < 100
    store.close()
    again = open_store(url)
    work(again, reader)
    assert again.drafts.counts().chosen == 100


def test_two_that_read_the_same_make_one_of_it(store, article):
    store.arrivals.put(arrivals_of("one.txt", b"words"))
    arrival = store.arrivals.next()
    for _ in range(2):
        store.arrivals.done(arrival, [article()])
    assert store.drafts.counts().all == 1 and store.arrivals.counts() == (0, 1)


def test_nothing_is_done_while_paused_and_what_is_stopped_is_not_read(store, reader):
    store.arrivals.put(arrivals_of("news.jsonl", rows(100)))
    store.set(PAUSED, True)
    work(store, reader)
    assert store.drafts.counts().all == 0 and not pending(store)
    store.set(PAUSED, False)
    assert pending(store) and store.arrivals.stop() == 4
    work(store, reader)
    assert store.drafts.counts().all == 0 and not pending(store)


def test_accepted_drafts_are_saved_and_a_second_copy_is_said(store, reader):
    store.arrivals.put(arrivals_of("news.jsonl", rows(40) + b"\n" + rows(1)))
    work(store, reader)
    assert store.drafts.accept() == 41 and store.drafts.counts().accepted == 41
    work(store, reader)
    assert len(store.articles()) == 40 and store.drafts.counts().all == 0
    assert any("already here" in problem for each in store.arrivals.outcomes()["problems"] for problem in each)


def test_what_is_not_saved_yet_can_be_taken_back(store, reader):
    store.arrivals.put(arrivals_of("news.jsonl", rows(3)))
    work(store, reader)
    store.drafts.accept()
    assert store.drafts.first(10) == []
    assert store.drafts.accept_no_more() == 3 and len(store.drafts.first(10)) == 3


def test_tables_wait_for_their_columns_and_are_then_read_by_the_dozen(store, url, reader):
    lines = [json.dumps({"a": WORDS.format(each), "b": "2022-09-11", "content": "x"}) for each in range(40)]
    for name in ("one.jsonl", "two.jsonl"):
        data = "\n".join(lines).replace("article", name).encode()
        store.arrivals.ask(name, data, read_table_head(data, name))
    assert not pending(store) and store.arrivals.counts() == (0, 0) and store.arrivals.stop() == 0
    (tables,) = store.arrivals.asking()
    assert tables.names == ("one.jsonl", "two.jsonl") and tables.chosen == {"text": "content"}
    assert tables.head.columns == ("a", "b", "content") and len(tables.head.rows) == 5
    store.arrivals.choose(tables.ids, {"text": "a", "published": "b", "title": ""})
    store.close()
    again = open_store(url)
    (tables,) = again.arrivals.asking()
    assert tables.chosen["text"] == "a" and tables.size > 2_000
    confirm(again, tables.ids)
    assert again.arrivals.asking() == [] and again.arrivals.counts() == (4, 0)
    work(again, reader)
    assert (again.drafts.counts().chosen, again.drafts.counts().undated) == (80, 0)


def test_a_table_that_waits_can_be_thrown_away(store):
    store.arrivals.ask("a.csv", b"x,y", read_table_head(b"x,y\n1,2\n", "a.csv"))
    (table,) = store.arrivals.asking()
    store.arrivals.discard(table.ids)
    assert store.arrivals.asking() == []

from datetime import date, timedelta

import pytest

from extract.model import Extraction, PublishedBasis
from extract.read.article import ArticleError, NeedsDate
from store import open_store
from store.intake.looking import look, save


def look_at_all(store, reader):
    waiting = store.drafts.unread(100)
    look(store, reader, waiting)
    return len(waiting)


class Reader:
    """A pipeline that finds one claim in every article, and stumbles over some."""

    def __init__(self, claim):
        self._claim = claim

    def extract_all(self, articles):
        for article in articles:
            if "stumble" in article.text:
                raise ValueError
            yield Extraction(article, (), (), (self._claim(article),))


@pytest.fixture
def reader(claim):
    return Reader(claim)


def test_a_draft_outlives_the_store_that_it_was_put_in(store, url, article, reader):
    (id,) = store.drafts.put([NeedsDate(article(), date(2022, 9, 12), "it does not say")])
    store.drafts.change([id], publisher=" Daily ", title="Another title", label="september", keep=False)
    store.close()
    (draft,) = open_store(url).drafts.first(5)
    assert (draft.article.publisher, draft.article.title, draft.label, draft.keep) == (
        "Daily", "Another title", "september", False,
    )  # fmt: skip
    assert (draft.dated, draft.suggestion, draft.asked) == (False, date(2022, 9, 12), "it does not say")
    assert draft.article.text == article().text


def test_claims_are_looked_for_once_the_day_is_known_and_again_when_it_changes(store, article, reader):
    (id,) = store.drafts.put([NeedsDate(article())])
    assert look_at_all(store, reader) == 0 and not store.drafts.get(id).ready
    store.drafts.change([id], day=date(2022, 9, 11))
    assert look_at_all(store, reader) == 1 and look_at_all(store, reader) == 0
    assert store.drafts.get(id).ready and store.drafts.get(id).article.published_basis == PublishedBasis.USER
    store.drafts.change([id], day=date(2022, 9, 12))
    assert store.drafts.get(id).claims is None
    look_at_all(store, reader)
    assert store.drafts.get(id).claims[0].published == date(2022, 9, 12)


def test_what_was_found_before_a_change_is_not_taken_for_what_holds_after_it(store, article, claim):
    (id,) = store.drafts.put([article()])
    before = store.drafts.get(id)
    store.drafts.change([id], day=date(2022, 9, 20))
    store.drafts.looked(before, Extraction(before.article, (), (), (claim(before.article),)))
    assert store.drafts.get(id).claims is None


def test_a_day_that_cannot_be_changes_nothing(store, article):
    ids = store.drafts.put([NeedsDate(article()), NeedsDate(article("Another text."))])
    with pytest.raises(ArticleError, match="lies in the future"):
        store.drafts.change(day=date.today() + timedelta(days=40), publisher="Daily")
    assert [store.drafts.get(id).article.publisher for id in ids] == ["", ""]
    assert store.drafts.counts().undated == 2


def test_one_day_for_all_that_ask_leaves_the_others_theirs(store, article):
    ids = store.drafts.put([NeedsDate(article()), article("Another text.", published=date(2022, 3, 1))])
    assert store.drafts.change(day=date(2022, 9, 11), undated_only=True) == 2
    assert [store.drafts.get(id).article.published for id in ids] == [date(2022, 9, 11), date(2022, 3, 1)]


def test_an_article_that_stumbles_stops_no_other(store, article, reader):
    ids = store.drafts.put([article(), article("Troops took Lantern Hill and stumble " * 3)])
    assert look_at_all(store, reader) == 2
    assert store.drafts.get(ids[0]).ready and "stumbled" in store.drafts.get(ids[1]).problem
    assert store.drafts.counts().chosen == 1


def test_saving_makes_an_article_of_a_draft_and_nothing_of_it_was_on_the_map_before(store, article, reader):
    (id,) = store.drafts.put([article()], label="september")
    look_at_all(store, reader)
    assert store.revision == 0 and store.claims().empty
    assert save(store, store.drafts.get(id)).new
    assert store.drafts.get(id) is None and store.articles()["label"].tolist() == ["september"]
    store.drafts.put([article()])
    assert store.drafts.counts().already == 1 and store.drafts.discard_already_kept() == 1

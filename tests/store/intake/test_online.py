import pytest

from store import open_store
from store.intake.fetch import Fetcher
from store.intake.online import go_online
from tests.site import serving, story

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title>{}</channel></rss>"""
ITEM = "<item><title>{0}</title><link>/{0}.html</link><guid isPermaLink='false'>wire-{0}</guid></item>"
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Atoms</title><entry><id>tag:a</id><title>A</title>'
    '<link href="{}"/></entry><entry><id>tag:b</id><link href="javascript:alert(1)"/></entry></feed>'
)


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def site():
    with serving() as running:
        yield running


@pytest.fixture
def online(store, site):
    def go():
        return go_online(store, Fetcher(allowed={("127.0.0.1", site.port)}, pause=0), "ukraine")

    store.online.allow(True)
    return go


def test_nothing_is_fetched_until_it_is_allowed(store, site):
    store.online.ask_for([f"{site.url}/a.html"])
    store.online.add_feed(f"{site.url}/feed", 60)
    assert go_online(store, Fetcher(allowed={("127.0.0.1", site.port)}, pause=0), "ukraine") == 0
    assert not site.asked and len(store.online.waiting()) == 1


def test_addresses_become_drafts_with_the_page_kept_as_it_was(store, site, online):
    site.put("/izium.html", story("Izium"))
    site.redirect("/moved", "http://169.254.169.254/")
    urls = [f"{site.url}/izium.html", f"{site.url}/moved", f"{site.url}/none"]
    assert store.online.ask_for([*urls, urls[0]]) == 3
    assert online() == 3 and store.online.waiting() == []
    (draft,) = store.drafts.first(5)
    assert (draft.article.url, draft.article.publisher, draft.dated) == (urls[0], "127.0.0.1", True)
    lines = store.arrivals.outcomes()
    assert lines[["name", "articles"]].values.tolist() == [[urls[0], 1], [urls[1], 0], [urls[2], 0]]
    assert "no public address" in lines["problems"][1][0] and "404" in lines["problems"][2][0]

    store.add(draft.article, [], capture=draft.capture)
    capture = store.online.capture(draft.article.id)
    assert capture.content == story("Izium").encode() and len(capture.digest) == 64


def test_the_letters_are_those_that_the_server_says(store, site, online):
    site.put("/a.html", story("Изюм").encode("cp1251"), Content_Type="text/html; charset=windows-1251")
    store.online.ask_for([f"{site.url}/a.html"])
    online()
    assert "Изюм" in store.drafts.first(1)[0].article.text


def test_a_feed_is_looked_at_when_due_and_no_item_fetched_twice(store, site, online):
    for name in ("izium", "lyman", "kupiansk"):
        site.put(f"/{name}.html", story(name.title()))
    site.put("/feed", FEED.format(ITEM.format("izium") + ITEM.format("lyman")), Content_Type="application/rss+xml")
    assert store.online.add_feed(f"{site.url}/feed", 60) and not store.online.add_feed(f"{site.url}/feed", 60)
    online()
    (feed,) = store.online.feeds()
    assert (feed.title, feed.result) == ("The Wire", "2 items, 2 of them new")
    assert store.drafts.counts().all == 2

    assert online() == 0  # its time has not come
    site.put("/feed", FEED.format(ITEM.format("izium") + ITEM.format("kupiansk")))
    store.online.set_feed(feed.id, looked_at=None)
    online()
    assert store.online.feeds()[0].result == "2 items, 1 of them new"
    assert [site.times(f"/{name}.html") for name in ("izium", "lyman", "kupiansk")] == [1, 1, 1]


def test_a_feed_that_was_stopped_is_left_alone_and_one_that_fails_says_why(store, site, online):
    store.online.add_feed(f"{site.url}/feed", 60)
    (feed,) = store.online.feeds()
    store.online.set_feed(feed.id, running=False)
    assert online() == 0 and not site.asked
    store.online.set_feed(feed.id, running=True)
    online()
    assert "answers 404" in store.online.feeds()[0].result
    site.put("/feed", "<html>words</html>")
    store.online.set_feed(feed.id, looked_at=None)
    online()
    assert "is no RSS or Atom feed" in store.online.feeds()[0].result
    store.online.remove_feed(feed.id)
    assert store.online.feeds() == []


def test_an_unchanged_feed_is_not_sent_again_and_a_link_that_is_no_address_is_left(store, site, online):
    site.put("/a.html", story("Izium"))
    site.put("/feed", ATOM.format(f"{site.url}/a.html"), Content_Type="application/atom+xml", ETag='"7"')
    store.online.add_feed(f"{site.url}/feed", 60)
    online()
    (feed,) = store.online.feeds()
    assert (feed.title, feed.result, feed.etag) == ("Atoms", "1 items, 1 of them new", '"7"')
    store.online.set_feed(feed.id, looked_at=None)
    online()
    assert store.online.feeds()[0].result == "nothing new since the last look"


def test_drafts_feeds_and_pages_are_there_after_a_restart(store, site, online, tmp_path):
    site.put("/a.html", story("Izium"))
    store.online.ask_for([f"{site.url}/a.html"])
    online()
    store.online.ask_for([f"{site.url}/b.html"])
    store.close()
    again = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    assert again.online.allowed and len(again.online.waiting()) == 1 and again.drafts.first(1)[0].capture == 1
    again.close()

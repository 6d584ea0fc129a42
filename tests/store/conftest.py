"""Stores and values for the tests of the store, which run on SQLite and on PostgreSQL."""

from datetime import date
from hashlib import sha256

import pytest

from extract.model import Action, Article, Claim, DateBasis, Mode, Review
from extract.read.article import NeedsDate, article_id
from gazetteer.place import Alternative, Kind
from store import open_store
from store.arrivals import Arrival
from store.online import Capture
from tests.postgresql import serve

TEXT = "Troops took Lantern Hill on Saturday, the ministry said. Oakford is still held."


@pytest.fixture(scope="session")
def postgresql():
    with serve() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of a store that is still to be made, on each database in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.sqlite'}"
        return
    server = request.getfixturevalue("postgresql")
    address = server.database()
    yield address
    server.drop(address)


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def article():
    def make(text=TEXT, **changes):
        values = {"id": article_id(text), "title": text[:30], "text": text, "published": date(2022, 9, 11)}
        return Article(**values | changes)

    return make


@pytest.fixture
def claim():
    def make(article, place="Lantern Hill", **changes):
        start = article.text.index(place)
        values = {
            "id": f"{article.id[:12]}-{start}",
            "article": article.id,
            "start": 0,
            "end": 56,
            "quote": article.text[:56],
            "place": place,
            "place_start": start,
            "place_end": start + len(place),
            "place_id": "user:1",
            "name": place,
            "kind": Kind.SETTLEMENT,
            "latitude": 49.2,
            "longitude": 37.3,
            "admin1": "Kharkiv",
            "precision": "exact",
            "radius_km": 0.0,
            "alternatives": (Alternative("user:2", "Lantern Hill", "Kherson", 46.6, 32.6, 0.2),),
            "action": Action.CAPTURED,
            "gained_by": "UA",
            "lost_by": None,
            "controller_after": "UA",
            "mode": Mode.CLAIMED,
            "claimant": "the ministry",
            "claimant_side": "UA",
            "admission": False,
            "partial": False,
            "event_from": date(2022, 9, 10),
            "event_to": date(2022, 9, 10),
            "date_basis": DateBasis.RELATIVE,
            "confidence": 0.9,
            "trigger": "took",
            "extractor": "test 1",
            "published": article.published,
            "publisher": article.publisher,
            "language": "en",
        }
        return Claim(**values | changes)

    return make


@pytest.fixture
def used(store, article, claim):
    """A store with something in every corner."""
    given = article(
        "Troops took Lantern Hill on Saturday, the ministry said. \u2028Оріхів \U0001f5fa \x0b stands. " * 2
    )
    found = claim(given)
    store.add(given, [found, claim(given, "Оріхів", alternatives=())], label="september", by="ann")
    store.decisions.decide(found.id, Review.CONFIRMED, why="read it", by="ann")
    store.add(article(), [], sample=True)
    store.set("samples", {"state": ["loaded", 1.5, None]})
    store.keep_geocode("nominatim", "Oakford", {"latitude": 1.5})
    store.arrivals.put([Arrival("waits.txt", b"\x00\xff words")])
    store.online.ask_for(["https://news.example/a", "https://news.example/b"])
    digest = sha256(b"\xffpage").hexdigest()
    page = Capture(
        "https://news.example/a", "https://news.example/a", "2022-09-11", digest, "text/html", "", b"\xffpage"
    )
    store.online.fetched(1, page, [article("From a page. " * 30)])
    store.online.add_feed("https://news.example/feed", 60)
    store.online.looked(
        store.online.feeds()[0], [("1", "https://news.example/c")], title="F", result="", etag="", modified=""
    )
    store.drafts.put([NeedsDate(article("Another one."), date(2022, 9, 11)), article("And one.")])
    return store

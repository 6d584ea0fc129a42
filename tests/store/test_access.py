"""Every write asks who is at work, whatever the page before it showed."""

import pytest

from extract.model import Review
from store import open_store
from store.access import COMMAND_LINE, Actor, Forbidden, Role
from store.arrivals import Arrival
from store.samples import load_samples, remove_samples


@pytest.fixture
def opened(url):
    """A store, and a function that has somebody of a role at work in it."""
    somebody = [COMMAND_LINE]
    store = open_store(url, acting=lambda: somebody[0])

    def enter(role, name="ann@example.org"):
        somebody[0] = Actor(name, role)

    yield store, enter
    store.close()


def test_what_each_role_may_write(opened, article, claim):
    store, enter = opened
    given = article()
    found = claim(given)
    store.add(given, [found])
    writes = {
        Role.EDITOR: [
            lambda: store.add(article("Troops left Oakford."), []),
            lambda: store.arrivals.put([Arrival("a.txt", b"text")]),
            lambda: store.drafts.put([article("Troops left Oakford.")]),
            lambda: store.drafts.discard(),
            lambda: store.online.ask_for(["https://example.org/a"]),
            lambda: store.set("paused", True),
        ],
        Role.REVIEWER: [
            lambda: store.decisions.decide(found.id, Review.CONFIRMED),
            lambda: store.decisions.undo(found.id),
            lambda: store.remove(given.id),
        ],
        Role.ADMIN: [
            lambda: store.online.allow(True),
            lambda: store.online.add_feed("https://example.org/feed", 60),
            lambda: store.online.set_feed(1, running=False),
            lambda: store.online.remove_feed(1),
            lambda: store.remove_samples(),
            lambda: load_samples(store, None),
            lambda: remove_samples(store),
        ],
    }
    for needed, those in writes.items():
        for write in those:
            for role in Role:
                if role < needed:
                    enter(role)
                    with pytest.raises(Forbidden, match=f"needs the role of {needed}"):
                        write()
    assert len(store.articles()) == 1 and store.drafts.counts().all == 0 and not store.online.allowed
    assert store.claims_of(given.id) == (found,)
    for needed, those in writes.items():
        enter(needed)
        for write in those:
            if write is not writes[Role.ADMIN][-2]:  # loading the samples would read them all
                write()


def test_the_trail_names_who_was_at_work(opened, article, claim):
    store, enter = opened
    given = article()
    enter(Role.REVIEWER)
    store.add(given, [claim(given)])
    store.decisions.decide(claim(given).id, Review.REJECTED)
    enter(Role.ADMIN, "bob@example.org")
    store.online.allow(True)
    store.online.add_feed("https://example.org/feed", 60)
    trail = store.audit()
    assert list(trail["event"])[:2] == ["feed added", "going online allowed"]
    assert list(trail["by"]) == ["bob@example.org", "bob@example.org", "ann@example.org", "ann@example.org"]
    assert store.article(given.id).added_by == "ann@example.org"


def test_a_refusal_says_what_is_missing(opened):
    store, enter = opened
    enter(Role.READER)
    with pytest.raises(Forbidden, match=r"needs the role of admin; ann@example.org has that of reader\."):
        store.remove_samples()
    enter(Role.NOBODY, "")
    with pytest.raises(Forbidden, match=r"needs the role of admin; you are not signed in\."):
        store.remove_samples()

"""While the next edition is worked out, readers have the one before; who saved something waits for theirs."""

import threading
import time

import pytest
import streamlit as st

from tests.web.test_workspace import add, store  # noqa: F401
from web import resources, workspace
from web.editions import Editions, editions


@pytest.fixture(autouse=True)
def page(monkeypatch):
    monkeypatch.setattr(resources, "_page", threading.local())
    yield
    st.session_state.pop(resources._OWN, None)


def shown(work_out=workspace.claims):
    """The names of the places claimed, on a page that begins now."""
    resources.look(work_out)
    return sorted(workspace.claims()["name"])


def test_readers_keep_the_map_of_before_until_the_next_is_there(store):  # noqa: F811
    add(store)
    assert shown() == ["Izium"] and resources.behind() == 0
    add(store, "Kupiansk")
    go_on = threading.Event()

    def slowly():
        go_on.wait(60)
        workspace.claims()

    assert shown(slowly) == ["Izium"] and resources.behind() == 1
    assert shown(slowly) == ["Izium"]
    go_on.set()
    moment = resources.now()
    found = editions(moment.store.address, moment.version)
    deadline = time.monotonic() + 60
    while found.newest < store.revision and time.monotonic() < deadline:
        time.sleep(0.01)
    assert shown() == ["Izium", "Kupiansk"] and resources.behind() == 0


def test_who_saved_sees_theirs(store):  # noqa: F811
    add(store)
    assert shown() == ["Izium"]
    add(store, "Kupiansk")
    st.session_state[resources._OWN] = {store.address: store.revision}
    assert shown() == ["Izium", "Kupiansk"]


def test_an_edition_that_fails_leaves_it_to_the_next_page_to_say_why():
    found = Editions()
    found.add(3)
    found.begin(lambda: 1 // 0)
    deadline = time.monotonic() + 10
    while found.newest and time.monotonic() < deadline:
        time.sleep(0.01)
    assert found.newest == 0


def test_the_store_tells_who_writes_of_the_new_revision(store):  # noqa: F811
    heard = []
    store.wrote = heard.append
    add(store)
    assert heard == [store.revision]

"""What the store can't do is told on the page where it happens, in a sentence; then it is done again."""

import sqlite3
from contextlib import closing

import pytest
from streamlit.testing.v1 import AppTest

from store import database_url, open_store
from web.resources import open_without_page


def page():
    """As the pages are: run within `failures_told`, with a button that does something before."""
    import streamlit as st

    from store import database_url
    from web.resources import failures_told, open_without_page

    store = open_without_page(database_url())

    @failures_told()
    def clicked():
        store.set("clicked", True)

    st.button("Before", on_click=clicked)
    with failures_told():
        if st.button("Within"):
            store.set("clicked", True)
        st.write(len(store.articles()))


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr("store.engine._WAIT_SECONDS", 0.1)
    path = tmp_path / "store.sqlite"
    monkeypatch.setenv("MARCHLAND_DATABASE", f"sqlite:///{path}")
    yield path
    open_without_page.clear()


def test_a_store_that_is_kept_busy_says_so_and_then_does_it(path):
    shown = AppTest.from_function(page, default_timeout=60).run()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for button in shown.button:
            button.click().run()
            assert not shown.exception and "not saved, try again" in shown.error[0].value
        other.execute("ROLLBACK")
    assert open_store().setting("clicked") is None
    shown.button[0].click().run()
    assert not shown.error and open_store().setting("clicked")


def test_a_store_that_is_damaged_while_the_app_runs_says_so(path):
    shown = AppTest.from_function(page, default_timeout=60).run()
    size = path.stat().st_size
    with path.open("r+b") as file:  # all but the first page
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    open_without_page(database_url()).engine.dispose()  # what it read before it remembers
    shown.button[1].click().run()
    assert not shown.exception
    assert "is damaged" in shown.error[0].value and "store restore FILE" in shown.error[0].value

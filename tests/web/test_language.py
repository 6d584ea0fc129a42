"""The language of a session: by its link, by choice, kept over pages; English where nobody asks for another."""

import json

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from maps.view import theatre_query
    from translation.messages import _
    from web import language

    language.settle()
    language.choose(embedded=False)
    st.title(_("Map"))
    st.json(theatre_query())


def opened(**query: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_without_a_link_it_is_english_and_addresses_say_nothing_of_it() -> None:
    app = opened()
    assert app.title[0].value == "Map" and json.loads(app.json[0].value) == {}


def test_a_link_asks_for_ukrainian_and_links_keep_it() -> None:
    app = opened(lang="uk")
    assert app.title[0].value == "Карта" and json.loads(app.json[0].value) == {"lang": "uk"}
    del app.query_params["lang"]  # as on another page
    assert app.run().title[0].value == "Карта"


def test_a_choice_changes_page_and_address_and_the_names_of_the_map_follow() -> None:
    app = opened()
    app.session_state["language"] = "en"  # the map's
    app = app.selectbox[0].set_value("uk").run()
    assert app.title[0].value == "Карта" and app.query_params["lang"] in ("uk", ["uk"])
    assert app.session_state["language"] == "uk"
    app = app.selectbox[0].set_value("en").run()
    assert app.title[0].value == "Map" and app.query_params["lang"] in ("en", ["en"])


def test_a_language_that_there_is_not_is_told() -> None:
    app = opened(lang="tlh")
    assert app.title[0].value == "Map" and "tlh" in app.warning[0].value


@pytest.mark.parametrize(("browsers", "title"), [("uk-UA", "Карта"), ("de-DE", "Map"), (None, "Map")])
def test_a_browser_in_ukrainian_begins_in_it(monkeypatch: pytest.MonkeyPatch, browsers: str | None, title: str) -> None:
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.locale", browsers)
    assert opened().title[0].value == title

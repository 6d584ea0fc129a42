"""A theatre is chosen by its link or from a list; nothing of one is seen in the other, and a broken one is told."""

import json
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from store import database_url, open_store
from store.samples import SAMPLES
from tests.theatre.conftest import folder  # noqa: F401 - a fixture
from theatre.folders import home

BRIEF = b"Mill is free\n\nPublished: 3 March 2020\n\nUplanders recaptured Mill on Monday.\n"


def page() -> None:
    import streamlit as st

    from maps.view import theatre_query
    from web import resources, theatres

    theatres.choose(embedded=False)
    resources.look()
    moment = resources.now()
    st.json(
        {
            "title": resources.theatre().title,
            "store": moment.store.address,
            "articles": list(moment.store.articles()["title"]),
            "mill": [place.id for place in moment.gazetteer.candidates("Mill oblast")],
            "izium": [place.name for place in moment.gazetteer.candidates("Izium")],
            "address": theatre_query(),
            "left": st.session_state.get("place"),
        }
    )
    st.session_state.place = "of " + resources.theatre().id


@pytest.fixture
def valleys(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: F811
    """A second theatre beside Ukraine, with an article in its store and one in Ukraine's."""
    own = tmp_path / "home"
    own.mkdir()
    for built in home().glob("gazetteer-ukraine*"):
        shutil.copy(built, own)
    monkeypatch.delenv("MARCHLAND_DATABASE", raising=False)
    monkeypatch.setenv("MARCHLAND_HOME", str(own))
    monkeypatch.setenv("MARCHLAND_THEATRES", str(folder.parent))
    for theatre in ("ukraine", "valleys"):
        store = open_store(theatre=theatre)
        store.set(SAMPLES, "removed")
        store.close()
    return folder


def shown(page: AppTest) -> dict[str, object]:
    assert not page.exception, page.exception
    return dict(json.loads(page.json[0].value))


def test_nothing_of_one_theatre_shows_in_the_other(valleys: Path) -> None:
    from extract.read.article import read_file

    (article,) = read_file(BRIEF, "mill.txt")
    store = open_store(theatre="valleys")
    store.add(article, [])
    store.close()
    app = AppTest.from_function(page, default_timeout=120).run()
    ukraine = shown(app)
    assert (ukraine["title"], ukraine["articles"], ukraine["mill"], ukraine["address"]) == (
        "The war in Ukraine",
        [],
        [],
        {},
    )
    assert ukraine["izium"]
    chooser = app.selectbox[0]
    assert "The war of the valleys" in chooser.options
    app = chooser.set_value("valleys").run()
    other = shown(app)
    assert (other["title"], other["articles"]) == ("The war of the valleys", ["Mill is free"])
    assert other["mill"] == ["region:UP-1"] and not other["izium"]
    assert other["address"] == {"theatre": "valleys"} and other["left"] is None
    assert other["store"] != ukraine["store"] and "marchland-valleys.sqlite" in str(other["store"])
    linked = AppTest.from_function(page, default_timeout=120)
    linked.query_params["theatre"] = "valleys"
    assert shown(linked.run())["title"] == "The war of the valleys"


def test_a_theatre_of_which_nothing_is_known_yet_has_an_empty_map(valleys: Path) -> None:
    def drawn() -> None:
        import streamlit as st

        from web import resources, theatres, workspace

        theatres.choose(embedded=False)
        resources.look()
        payload = workspace.payload()
        st.json({"places": payload.places, "land": payload.cells is not None, "rows": len(workspace.drawn())})

    app = AppTest.from_function(drawn, default_timeout=120)
    app.query_params["theatre"] = "valleys"
    assert shown(app.run()) == {"places": [], "land": False, "rows": 0}


def test_a_broken_theatre_is_told_and_the_other_goes_on(valleys: Path) -> None:
    (valleys / "actors.csv").write_text("words,side,role\nmartians,MARS,force\n", "utf-8")
    linked = AppTest.from_function(page, default_timeout=120)
    linked.query_params["theatre"] = "valleys"
    linked.run()
    assert shown(linked)["title"] == "The war in Ukraine"
    assert "valleys/actors.csv, line 2 (martians): side is 'MARS'" in linked.error[0].value.replace("\\", "")
    app = AppTest.from_function(page, default_timeout=120).run()
    assert not app.error
    app = app.selectbox[0].set_value("valleys").run()
    assert shown(app)["title"] == "The war in Ukraine" and "can't be shown" in app.error[0].value.replace("\\", "")


def test_each_theatre_has_a_store_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARCHLAND_DATABASE", "postgresql://here/one")
    monkeypatch.setenv("MARCHLAND_DATABASE_VALLEYS", "postgresql://here/two")
    assert database_url() == database_url("ukraine") == "postgresql://here/one"
    assert database_url("valleys") == "postgresql://here/two"
    assert database_url("sudan").endswith("/marchland-sudan.sqlite")
    monkeypatch.setenv("MARCHLAND_THEATRE", "sudan")
    assert database_url() == "postgresql://here/one" and database_url("ukraine").endswith("/marchland.sqlite")

"""The whole way in a real browser: an article is dropped in, and the map tells who held what, and by which words."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import workspace
from extract.folders import home
from store import open_store

from .conftest import MapOnPage, serve

ARTICLES = Path(__file__).parents[1] / "articles"
REAL = Path(__file__).parents[3] / "shared" / "articles" / "izium-2022-09-11.txt"
LIBERATION = "Ukrainian forces retook Kupiansk and Izium on Saturday"


@pytest.fixture(scope="module")
def empty_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app without the samples, so that all it knows comes from what the tests bring."""
    folder = tmp_path_factory.mktemp("empty")
    for built in home().glob("gazetteer-*"):
        shutil.copy(built, folder)
    opened = open_store(f"sqlite:///{folder / 'marchland.sqlite'}")
    opened.set(workspace.SAMPLES, "removed")
    opened.close()
    with serve(folder) as url:
        yield url


def bring(page: Page, url: str, path: Path, *, published: str = "") -> None:
    """Upload an article on the Articles page, give the day it asks for, and save it."""
    page.goto(f"{url}/articles")
    page.locator('input[type="file"]').set_input_files(path)
    expect(page.get_by_text("Found, not yet saved")).to_be_visible()
    if published:
        day = page.get_by_role("group", name="Published on")
        year, month, date = published.split("-")
        for part, value in (("year", year), ("month", month), ("day", date)):
            day.get_by_role("spinbutton", name=part).fill(value)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Save 1 article").click()
    expect(page.get_by_text("Saved “")).to_be_visible()


def test_an_uploaded_article_changes_the_map(page: Page, empty_url: str) -> None:
    bring(page, empty_url, ARTICLES / "kharkiv-counteroffensive.txt")
    the_map = MapOnPage(page, empty_url).open("?day=2022-09-09")
    before = {name: the_map.place(name) for name in ("Izium", "Kupiansk")}
    the_map.open("?day=2022-09-11")
    after = {name: the_map.place(name) for name in ("Izium", "Kupiansk")}
    assert {name: place["holder"] for name, place in before.items()} == {"Izium": "RU", "Kupiansk": "RU"}
    assert {name: place["holder"] for name, place in after.items()} == {"Izium": "UA", "Kupiansk": "UA"}
    the_map.click("Izium")
    expect(page.get_by_role("heading", name="Izium")).to_be_visible()
    expect(page.get_by_text(LIBERATION).first).to_be_visible()
    expect(page).to_have_url(f"{empty_url}/?day=2022-09-11&place=geonames%3A707292")

"""The whole way in a real browser: an article is dropped in, and the map tells who held what, and by which words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import MapOnPage, serve

ROOT = Path(__file__).parents[2]
ARTICLES = [
    (ROOT / "tests/articles/kharkiv-counteroffensive.txt", "Ukrainian forces retook Kupiansk and Izium on Saturday"),
    # a published article that is measured with where it lies beside the project, and never part of it
    (ROOT.parent / "shared/articles/izium-2022-09-11.txt", "Izium and Kupyansk were both retaken"),
]
ARTICLES = [(path, quote) for path, quote in ARTICLES if path.exists()]


@pytest.fixture
def empty_url(empty_home: Path) -> Iterator[str]:
    with serve(empty_home) as url:
        yield url


def bring(page: Page, url: str, path: Path) -> None:
    """Upload an article on the Articles page, confirm its day where it does not state one, and save it."""
    page.goto(f"{url}/articles")
    page.locator('input[type="file"]').set_input_files(path)
    expect(page.get_by_text("Found, not yet saved")).to_be_visible()
    if "Published:" not in path.read_text("utf-8"):
        page.get_by_role("button", name="It was 11 September 2022, as the file suggests").click()
    page.get_by_role("button", name="Save 1 article").click()
    expect(page.get_by_text("Saved “")).to_be_visible()


@pytest.mark.parametrize("path, quote", ARTICLES, ids=lambda value: getattr(value, "stem", ""))
def test_an_uploaded_article_changes_the_map(page: Page, empty_url: str, path: Path, quote: str) -> None:
    bring(page, empty_url, path)
    the_map = MapOnPage(page, empty_url)
    seen = {}
    for day in ("2022-09-09", "2022-09-11"):
        the_map.open(f"?day={day}")
        seen[day] = {name: the_map.place(name)["holder"] for name in ("Izium", "Kupiansk")}
    assert seen == {
        "2022-09-09": {"Izium": "RU", "Kupiansk": "RU"},
        "2022-09-11": {"Izium": "UA", "Kupiansk": "UA"},
    }
    the_map.click("Izium")
    expect(page.get_by_role("heading", name="Izium")).to_be_visible()
    expect(page.get_by_text(quote).first).to_be_visible()
    expect(page).to_have_url(f"{empty_url}/?day=2022-09-11&place=geonames%3A707292")

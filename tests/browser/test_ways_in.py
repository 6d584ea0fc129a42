"""The ways in, in a real browser: what is not yet saved stays, whatever happens to the page or the app."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from store import open_store
from store.samples import SAMPLES
from tests.browser.conftest import serve
from theatre.folders import home

UNDATED = "Town regained\n\nUkrainian forces recaptured Izium on Saturday, officials said."


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A home for an app without samples."""
    for built in home().glob("gazetteer-*"):
        shutil.copy(built, tmp_path)
    store = open_store(f"sqlite:///{tmp_path / 'marchland.sqlite'}")
    store.set(SAMPLES, "removed")
    store.close()
    return tmp_path


def test_a_draft_survives_a_click_a_reload_and_a_restart(page: Page, folder: Path) -> None:
    def typed() -> None:
        expect(page.get_by_text("11 September 2022 (as the user gave it)")).to_be_visible()
        expect(page.get_by_role("textbox", name="Publisher", exact=True)).to_have_value("The Daily")
        expect(page.get_by_role("button", name="Save 1 article")).to_be_enabled()

    with serve(folder) as url:
        page.goto(f"{url}/articles")
        page.locator('input[type="file"]').set_input_files(
            {"name": "izium-2022-09-11.txt", "mimeType": "text/plain", "buffer": UNDATED.encode()}
        )
        page.get_by_role("button", name="It was 11 September 2022").click()
        page.get_by_role("textbox", name="Publisher", exact=True).fill("The Daily")
        page.get_by_role("textbox", name="Publisher", exact=True).press("Enter")
        expect(page.get_by_role("button", name="Save 1 article")).to_be_enabled()
        page.get_by_role("link", name="Review").click()
        expect(page.get_by_text("There is no claim here yet")).to_be_visible()
        page.get_by_role("link", name="Articles").click()
        typed()
        page.reload()
        typed()
        page.goto("about:blank")
    with serve(folder) as url:
        page.goto(f"{url}/articles")
        typed()
        page.get_by_role("button", name="Save 1 article").click()
        expect(page.get_by_text("Saved “")).to_be_visible()

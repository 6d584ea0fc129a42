"""The desk in a real browser: a claim is put right wherever it is seen, by keyboard alone too."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from store import open_store
from tests.browser.conftest import MAP_FRAME, MapOnPage, axe_finds_nothing, serve, wait_for_rest

STORY = """Two towns

Published: 12 September 2022

Ukrainian forces recaptured Izium on Saturday. Russian forces left Kupiansk on Saturday.

Flags were seen in Balakliia, too.
"""
BEFORE, AFTER = "Ukrainian forces recaptured Izium on Saturday.", "?day=2022-09-12&place=geonames:707292"


def press_to(page: Page, wanted: Locator) -> None:
    """Move the focus on with the Tab key until it is there."""
    wanted.wait_for()
    for _ in range(60):
        if wanted.evaluate("each => each === document.activeElement || each.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not lead to {wanted}")


def choose(page: Page, label: str, option: str) -> None:
    """In a dialog, choose by keyboard what a list is to have; a dialog that is still being written loses it."""
    wait_for_rest(page)
    press_to(page, page.get_by_role("dialog").get_by_label(label).last)
    page.keyboard.type(option)
    page.keyboard.press("Enter")
    wait_for_rest(page)


def test_a_claim_is_put_right_wherever_it_is_seen(page: Page, empty_home: Path) -> None:
    story = empty_home / "towns.txt"
    story.write_text(STORY, encoding="utf-8")
    with serve(empty_home) as url:
        page.goto(f"{url}/articles")
        page.locator('input[type="file"]').set_input_files(story)
        expect(page.get_by_role("heading", name="What saving would change on the map")).to_be_visible()
        expect(page.get_by_text("Kupiansk (Kharkiv)")).to_be_visible()
        axe_finds_nothing(page)
        page.get_by_role("button", name="Save 1 article").click()
        expect(page.get_by_text("Saved “")).to_be_visible()

        the_map = MapOnPage(page, url).open(AFTER)
        assert the_map.place("Izium")["holder"] == "UA"
        press_to(page, page.get_by_role("button", name="Put right").first)
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text(BEFORE)
        axe_finds_nothing(page)
        choose(page, "What happened", "held")
        choose(page, "Who holds it afterwards", "Russia")
        press_to(page, dialog.get_by_role("button", name="Save the correction"))
        page.keyboard.press("Enter")
        expect(dialog).to_have_count(0)
        expect(page.get_by_text("corrected by a reviewer")).to_be_visible()
        the_map.frame.locator('[data-state="shown"]').wait_for()
        wait_for_rest(page)
        assert the_map.place("Izium")["holder"] == "RU"

        page.goto(f"{url}/review")
        expect(page.get_by_text("1 of 2 claims reviewed")).to_be_visible()
        axe_finds_nothing(page)
        page.keyboard.press("n")
        expect(page.get_by_text("No claim that is not yet reviewed is left")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("1 of 2 claims reviewed")).to_be_visible()

        page.goto(f"{url}/articles")
        page.goto(f"{url}/articles?article={article_of(empty_home)}")
        wait_for_rest(page)
        page.get_by_role("button", name="Add a claim that was missed").click()
        choose(page, "The sentence", "Flags were")
        page.get_by_role("dialog").get_by_role("button", name="Balakliia").click()
        choose(page, "Who holds it afterwards", "Ukraine")
        chosen = page.get_by_role("dialog").get_by_role("combobox", name="Which place")
        expect(chosen).to_have_value(re.compile(r"^Balakliia \(Kharkiv"))
        wait_for_rest(page)
        page.get_by_role("dialog").get_by_text("Choose on a map").click()
        small = page.get_by_role("dialog").frame_locator(MAP_FRAME).locator(".leaflet-container")
        small.click(position={"x": 600, "y": 160})
        expect(chosen).not_to_have_value(re.compile(r"^Balakliia \(Kharkiv"))
        page.get_by_role("dialog").get_by_label("Look a place up by name").fill("Balakliia")
        page.keyboard.press("Enter")
        wait_for_rest(page)
        page.get_by_role("dialog").get_by_text("Choose on a map").click()
        expect(chosen).to_have_value(re.compile(r"^Balakliia \(Kharkiv"))
        axe_finds_nothing(page)
        page.get_by_role("dialog").get_by_role("button", name="Add the claim").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.locator(".ml-note").filter(has_text="Balakliia")).to_be_visible()


def article_of(home: Path) -> str:
    store = open_store(f"sqlite:///{home / 'marchland.sqlite'}")
    try:
        return str(store.articles()["id"].iloc[0])
    finally:
        store.close()

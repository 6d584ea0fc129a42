"""Every page can be used by everybody: axe-core finds no fault by WCAG 2.2 AA, in the light theme and the dark."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MAP_FRAME, axe_finds_nothing

PAGES = {  # and what stands on it once it is whole
    "?day=2022-09-11&place=geonames:707292": "blockquote",
    "?day=2022-09-11&oblast=Kharkiv&action=liberated": ".st-key-filter-chips button",
    "changes": '[data-testid="stVegaLiteChart"] svg',
    "compare?from=2022-09-01&to=2022-09-20": "h3",
    "compare?way=known&layout=swipe&known=2022-09-10&on=2022-09-10&place=geonames:707292": "blockquote",
    "embed?embed=true&day=2022-09-11&place=geonames:707292": "iframe",
    "numbers": '[data-testid="stVegaLiteChart"] svg',
    "articles": '[data-testid="stDataFrame"]',
    "review": "blockquote",
    "?lang=uk&day=2022-09-11&place=geonames:707292": "blockquote",
    "data": '[data-testid="stDataFrame"]',
    "sources": '[data-testid="stDataFrame"]',
}
GROUND = {"light": "rgb(251, 250, 247)", "dark": "rgb(21, 25, 30)"}  # as .streamlit/config.toml has it


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(page: Page, app_url: str, address: str):
    page.goto(f"{app_url}/{address}")
    page.locator(PAGES[address]).first.wait_for()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    maps = page.locator(MAP_FRAME)
    for number in range(maps.count()):
        maps.nth(number).content_frame.locator('[data-state="shown"]').wait_for()
    expect(page.locator("html")).to_have_attribute("lang", "uk" if "lang=uk" in address else "en")
    ground = page.locator(".stApp")
    for scheme, colour in GROUND.items():
        page.emulate_media(color_scheme=scheme)
        expect(ground).to_have_css("background-color", colour)
        axe_finds_nothing(page)

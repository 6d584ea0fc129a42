"""Two days side by side: each map on its own day, one view, and what is different between them."""

import re

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import MAP_FRAME

DAY = "() => marchland.current.control.isoOf(marchland.current.points.day)"
VIEW = "() => [marchland.current.map.getCenter().lat.toFixed(2), marchland.current.map.getZoom()]"


@pytest.fixture
def maps(page: Page, app_url: str) -> tuple[FrameLocator, FrameLocator]:
    page.goto(f"{app_url}/compare?from=2022-09-05&to=2022-09-15")
    earlier, later = page.frame_locator(MAP_FRAME).nth(0), page.frame_locator(MAP_FRAME).nth(1)
    for each in (earlier, later):
        each.locator('[data-state="shown"]').wait_for()
    return earlier, later


def run(each: FrameLocator, script: str) -> object:
    return each.locator(".marchland").evaluate(f"() => ({script})()")


def test_each_map_stands_on_its_day(maps: tuple[FrameLocator, FrameLocator]):
    assert [run(each, DAY) for each in maps] == ["2022-09-05", "2022-09-15"]
    holder = "() => marchland.current.describe('Izium').holder"
    assert [run(each, holder) for each in maps] == ["RU", "UA"]


def test_moving_one_map_moves_the_other(page: Page, maps: tuple[FrameLocator, FrameLocator]):
    earlier, later = maps
    run(earlier, "() => { marchland.current.map.setView([49.2, 37.2], 8, { animate: false }); }")
    expect(later.locator(".marchland")).to_be_visible()
    for _ in range(50):
        if run(later, VIEW) == ["49.20", 8]:
            break
        page.wait_for_timeout(100)
    assert run(later, VIEW) == ["49.20", 8]


def test_the_difference_is_counted_and_the_address_keeps_the_days(page: Page, maps: tuple[FrameLocator, FrameLocator]):
    expect(page.get_by_role("heading", name=re.compile(r"What is different: [1-9]\d* places"))).to_be_visible()
    assert "from=2022-09-05" in page.url and "to=2022-09-15" in page.url


def test_days_without_a_difference_say_what_to_do(page: Page, app_url: str):
    page.goto(f"{app_url}/compare?from=2022-09-15&to=2022-09-15")
    expect(page.get_by_text("Choose days farther apart")).to_be_visible()


def test_the_map_to_embed_is_the_map_alone(page: Page, app_url: str):
    page.goto(f"{app_url}/embed?embed=true&day=2022-09-15")
    frame = page.frame_locator(MAP_FRAME)
    frame.locator('[data-state="shown"]').wait_for()
    expect(frame.locator(".marchland-date")).to_have_text("15 September 2022")
    expect(page.get_by_text("Articles", exact=True)).to_have_count(0)

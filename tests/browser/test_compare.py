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


def test_two_days_in_one_map_with_a_divider_between(page: Page, maps: tuple[FrameLocator, FrameLocator]):
    page.get_by_role("radio", name="Swipe").click()
    expect(page.locator(MAP_FRAME)).to_have_count(1)
    swiped = page.frame_locator(MAP_FRAME)
    divider = swiped.get_by_role("slider", name="Divider: 5 Sept 2022 on its left, 15 Sept 2022 on its right")
    expect(divider).to_have_attribute("aria-valuenow", "50")
    assert re.search("layout=swipe&from=2022-09-05&to=2022-09-15", page.url)
    izium = "() => { const { control, points, swipe } = marchland.current, place = control.names.indexOf('Izium');"
    looks = f"{izium} return [points, swipe.points].map((each) => control.states[each._look[place] & 31].join()); }}"
    assert run(swiped, looks) == ["held,RU", "held,UA"]
    at = run(swiped, "() => marchland.current.describe('Izium')")
    assert isinstance(at, dict)
    swiped.locator(".marchland").hover(position={"x": at["x"], "y": at["y"]})
    expect(swiped.locator(".marchland-tip")).to_contain_text("held by Ukraine; on 5 September 2022: held by Russia")
    cut = "() => document.querySelector('.leaflet-swipe-pane').style.clipPath"
    before = run(swiped, cut)
    divider.press("PageUp")
    expect(divider).to_have_attribute("aria-valuenow", "60")
    box = divider.bounding_box()
    assert box and run(swiped, cut) != before
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] - 300, box["y"] + 200)
    page.mouse.up()
    expect(divider).not_to_have_attribute("aria-valuenow", "60")


def test_days_without_a_difference_say_what_to_do(page: Page, app_url: str):
    page.goto(f"{app_url}/compare?from=2022-09-15&to=2022-09-15")
    expect(page.get_by_text("Choose days farther apart")).to_be_visible()


def test_the_map_to_embed_is_the_map_alone(page: Page, app_url: str):
    page.goto(f"{app_url}/embed?embed=true&day=2022-09-15")
    frame = page.frame_locator(MAP_FRAME)
    frame.locator('[data-state="shown"]').wait_for()
    expect(frame.locator(".marchland-date")).to_have_text("15 September 2022")
    expect(page.get_by_text("Articles", exact=True)).to_have_count(0)

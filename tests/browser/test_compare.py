"""Two maps beside each other or behind a divider: each on its own day or knowledge, one view, what is different between
them, and the sentences behind it."""

import json
import re
from pathlib import Path

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import MAP_FRAME, wait_for_rest

DAY = "() => marchland.current.control.isoOf(marchland.current.points.day)"
VIEW = "() => [marchland.current.map.getCenter().lat.toFixed(2), marchland.current.map.getZoom()]"
SHOWN = "() => marchland.current.faces.map(({ points }) => points.counts.reduce((sum, n) => sum + n, 0))"
# who holds a place on each side of the divider
SIDES = """() => marchland.current.faces.map(({ control, points }) =>
    control.states[points._look[control.names.indexOf('Izium')] & 31].join())"""
AROUND_IZIUM = [[[36.9, 48.9], [37.6, 48.9], [37.6, 49.5], [36.9, 49.5], [36.9, 48.9]]]


def maps_of(page: Page, count: int) -> list[FrameLocator]:
    frames = [page.frame_locator(MAP_FRAME).nth(number) for number in range(count)]
    for each in frames:
        each.locator('[data-state="shown"]').wait_for()
    expect(page.locator(MAP_FRAME)).to_have_count(count)
    wait_for_rest(page)
    return frames


def run(each: FrameLocator, script: str) -> object:
    return each.locator(".marchland").evaluate(f"() => ({script})()")


def at(each: FrameLocator, name: str) -> dict:
    found = run(each, f"() => marchland.current.describe('{name}')")
    assert isinstance(found, dict)
    return found


def click(each: FrameLocator, name: str) -> None:
    spot = at(each, name)
    each.locator(".marchland").click(position={"x": spot["x"], "y": spot["y"]})


def test_two_days_side_by_side(page: Page, app_url: str):
    page.goto(f"{app_url}/compare?from=2022-09-05&to=2022-09-15")
    earlier, later = maps_of(page, 2)
    assert [run(each, DAY) for each in (earlier, later)] == ["2022-09-05", "2022-09-15"]
    assert [at(each, "Izium")["holder"] for each in (earlier, later)] == ["RU", "UA"]
    expect(page.get_by_role("heading", name=re.compile(r"What is different: [1-9]\d* place"))).to_be_visible()
    expect(page).to_have_url(re.compile("from=2022-09-05&to=2022-09-15"))

    run(earlier, "() => { marchland.current.map.setView([49.2, 37.2], 8, { animate: false }); }")
    for _ in range(50):
        if run(later, VIEW) == ["49.20", 8]:
            break
        page.wait_for_timeout(100)
    assert run(later, VIEW) == ["49.20", 8]

    click(later, "Izium")  # its sentences appear, by what holds on each of the days
    expect(page.get_by_role("heading", name="Izium")).to_be_visible()
    expect(page.get_by_text("On 2022-09-05: held by Russia")).to_be_visible()
    expect(page.get_by_text("On 2022-09-15: held by Ukraine")).to_be_visible()
    expect(page.locator("blockquote", has_text="Izium").first).to_be_visible()
    expect(earlier.locator(".marchland-ring")).to_have_count(1)

    page.get_by_role("radio", name="What changed").click()
    (changed,) = maps_of(page, 1)
    expect(changed.locator(".marchland-date")).to_have_text("5 Sept 2022 – 15 Sept 2022")
    (number,) = run(changed, SHOWN)
    expect(changed.locator(".marchland-between")).to_have_text(f"changed between these days: {number} places")
    assert 2 <= number < 50
    listed = page.get_by_role("heading", name=re.compile("What is different")).inner_text()
    guessed = page.get_by_text("more changed on the map by estimate alone")  # what the table lacks of the map's count
    sums = [int(re.sub(r"\D", "", text)) for text in (listed, *guessed.all_inner_texts())]
    assert sum(sums) == number


def test_two_days_behind_a_divider(page: Page, app_url: str):
    page.goto(f"{app_url}/compare?layout=swipe&from=2022-09-05&to=2022-09-15&oblast=Kharkiv")
    (swiped,) = maps_of(page, 1)
    divider = swiped.get_by_role("slider", name="Divider: 5 Sept 2022 on its left, 15 Sept 2022 on its right")
    expect(divider).to_have_attribute("aria-valuenow", "50")
    assert run(swiped, SIDES) == ["held,RU", "held,UA"]
    tip = swiped.locator(".marchland-tip")
    spot = at(swiped, "Izium")  # to the right of the divider: the later day
    swiped.locator(".marchland").hover(position={"x": spot["x"], "y": spot["y"]})
    expect(tip).to_contain_text("held by Ukraine; on 5 September 2022: held by Russia")
    cut = "() => document.querySelector('.leaflet-swipe-pane').style.clipPath"
    before = run(swiped, cut)
    divider.press("PageUp")
    expect(divider).to_have_attribute("aria-valuenow", "60")
    assert run(swiped, cut) != before
    divider.press("End")
    swiped.locator(".marchland").hover(position={"x": 20, "y": 200})
    swiped.locator(".marchland").hover(position={"x": spot["x"], "y": spot["y"]})
    expect(tip).to_contain_text("held by Russia; on 15 September 2022: held by Ukraine")
    divider.press("Home")
    places = swiped.get_by_role("application", name="Places")
    places.focus()
    expect(places).to_contain_text("Kharkiv")
    box = divider.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.up()
    expect(divider).not_to_have_attribute("aria-valuenow", "0")

    # the map's filters hold here too, on both sides and in the table, and stay in the address
    few = run(swiped, SHOWN)
    assert isinstance(few, list) and all(0 < n < 100 for n in few)
    expect(swiped.locator(".marchland-note").first).to_contain_text("Filtered")
    expect(page.get_by_text("more that the filters leave out")).to_be_visible()
    expect(page).to_have_url(re.compile("layout=swipe&from=2022-09-05&to=2022-09-15&oblast=Kharkiv"))
    page.get_by_role("button", name="Oblast: Kharkiv").click()
    expect(swiped.locator(".marchland-note").first).to_be_empty()
    many = run(swiped, SHOWN)
    assert isinstance(many, list) and all(n > 200 for n in many)


def test_what_was_known_behind_a_divider_with_what_is_true(page: Page, app_url: str):
    page.goto(f"{app_url}/compare?way=known&layout=swipe&known=2022-09-10&on=2022-09-10")
    (swiped,) = maps_of(page, 1)
    expect(swiped.locator(".marchland-date")).to_have_text("10 September 2022")
    expect(swiped.locator(".marchland-between")).to_have_text(
        "as known on 10 September 2022 | by all that is known today"
    )
    assert run(swiped, SIDES) == ["held,RU", "held,UA"]
    spot = at(swiped, "Izium")
    swiped.locator(".marchland").hover(position={"x": spot["x"], "y": spot["y"]})
    expect(swiped.locator(".marchland-tip")).to_contain_text(
        "held by Ukraine; as known on 10 September 2022: held by Russia"
    )
    expect(page.get_by_role("heading", name=re.compile(r"Known only later: [1-9]"))).to_be_visible()


def test_somebody_else_s_map_beside_ours(page: Page, app_url: str, tmp_path: Path):
    feature = {"type": "Feature", "properties": {"date": "2022-09-15"},
               "geometry": {"type": "Polygon", "coordinates": AROUND_IZIUM}}  # fmt: skip
    theirs = tmp_path / "theirs<b>.geojson"
    theirs.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    page.goto(f"{app_url}/compare?way=reference&layout=swipe")
    page.locator('input[type="file"]').set_input_files(theirs)
    (swiped,) = maps_of(page, 1)
    expect(swiped.locator(".marchland-between")).to_have_text("as Marchland has it | as theirs<b>.geojson has it")
    assert run(swiped, SIDES) == ["held,UA", "held,RU"]
    extent = run(swiped, "() => marchland.current.faces.map(({ areas }) => areas.extent().RU)")
    assert isinstance(extent, list) and 500 < extent[1] < 10_000 < extent[0]
    expect(page.get_by_role("heading", name=re.compile(r"Where they differ: [1-9]"))).to_be_visible()


def test_a_link_that_asks_for_what_is_not_there_says_so(page: Page, app_url: str):
    page.goto(f"{app_url}/compare?from=1999-01-01&to=2022-02-24&layout=upside-down&oblast=Atlantis&place=nowhere:1")
    for said in ("what is known begins on 24 February 2022", "upside-down", "Atlantis", "nowhere:1"):
        expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_text("Choose days farther apart")).to_be_visible()


def test_the_map_to_embed_is_the_map_alone(page: Page, app_url: str):
    page.set_viewport_size({"width": 700, "height": 500})
    page.goto(f"{app_url}/embed?embed=true&day=2022-09-15")
    (frame,) = maps_of(page, 1)
    expect(frame.locator(".marchland-kicker")).to_have_text("The war in Ukraine")
    expect(frame.locator(".marchland-date")).to_have_text("15 September 2022")
    expect(frame.locator(".marchland-legend")).to_be_visible()
    expect(frame.locator(".marchland-caveat")).to_contain_text("Not for navigation, evacuation or targeting")
    expect(page.get_by_text("Articles", exact=True)).to_have_count(0)
    assert page.evaluate("() => document.querySelector('iframe').getBoundingClientRect().height") == 500
    frame.locator(".marchland-legend summary").click()
    run(frame, "() => { marchland.current.map.setView([49.2, 36.6], 8, { animate: false }); }")
    click(frame, "Izium")
    card = frame.get_by_role("region", name="Evidence")
    expect(card.locator("blockquote").first).to_contain_text("Izium")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)

"""The map in a real browser: what it shows, and that map, panel, date control and address bar are one."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import TILES, MapOnPage

KEPT = """() => { const map = marchland.current.map, { lat, lng } = map.getCenter();
    return [lat.toFixed(3), lng.toFixed(3), map.getZoom()]; }"""
LAYERS = """() => { const { sheet } = marchland.current, { wide, high } = sheet.view;
    const pixels = (canvas) => canvas.getContext("2d").getImageData(0, 0, wide, high).data;
    const colours = (canvas) => new Set(new Uint32Array(pixels(canvas).buffer)).size;
    return [sheet._land, sheet._under, sheet._container].map(colours); }"""


def test_it_is_whole_without_a_network(the_map: MapOnPage, outside: list[str]):
    the_map.open("?day=2022-09-11")
    assert the_map.place("Izium")["holder"] == "UA" and the_map.place("Mariupol")["holder"] == "RU"
    expect(the_map.frame.locator(".marchland-date")).to_have_text("11 September 2022")
    expect(the_map.frame.locator(".marchland-legend")).to_contain_text("Held by Ukraine")
    expect(the_map.frame.locator(".marchland-caveat")).to_contain_text("Not for navigation, evacuation or targeting")
    ground, with_areas, with_places = the_map.run(LAYERS)
    assert 10 < ground < with_areas < with_places  # each adds colours of its own
    assert outside == []


def test_only_leaflet_is_loaded(the_map: MapOnPage):
    the_map.open()
    assert the_map.run("() => [typeof jQuery, typeof bootstrap, typeof L]") == ["undefined", "undefined", "object"]


def test_a_link_opens_its_day_and_place(the_map: MapOnPage):
    the_map.open("?day=2022-09-09")
    assert the_map.place("Izium")["holder"] == "RU"
    izium = the_map.page.url
    the_map.click("Izium")
    expect(the_map.page).to_have_url(re.compile(r"place="))
    link = the_map.page.url
    the_map.page.goto("about:blank")
    the_map.page.goto(link)
    expect(the_map.page.get_by_role("heading", name="Izium")).to_be_visible()
    assert izium != link and "day=2022-09-09" in link


def test_the_slider_moves_date_control_panel_and_address(the_map: MapOnPage):
    the_map.open("?day=2022-09-09")
    the_map.click("Izium")
    expect(the_map.page.get_by_role("heading", name="Izium")).to_be_visible()
    expect(the_map.page.get_by_text("on 9 September 2022")).to_be_visible()
    slider = the_map.frame.get_by_role("slider", name="Day")
    slider.press("ArrowRight")
    expect(the_map.page).to_have_url(re.compile("day=2022-09-10"))
    slider.press("ArrowRight")
    expect(the_map.page).to_have_url(re.compile("day=2022-09-11"))
    expect(the_map.page.get_by_text("on 11 September 2022")).to_be_visible()
    expect(slider).to_have_attribute("aria-valuetext", "11 September 2022")
    assert the_map.place("Izium")["holder"] == "UA"


def test_the_date_control_moves_the_map_and_keeps_its_view(the_map: MapOnPage):
    the_map.open("?day=2022-09-11")
    the_map.run("() => { marchland.current.map.setView([49.3, 37.2], 9, { animate: false }); }")
    kept = the_map.run(KEPT)
    choose_day(the_map.page, "2023", "05", "21")
    expect(the_map.frame.locator(".marchland-date")).to_have_text("21 May 2023")
    expect(the_map.page).to_have_url(re.compile("day=2023-05-21"))
    assert the_map.run(KEPT) == kept


def test_a_click_opens_the_sentences_behind_a_colour(the_map: MapOnPage):
    the_map.open("?day=2022-09-12")
    the_map.click("Izium")
    expect(the_map.page.get_by_role("heading", name="Izium")).to_be_visible()
    expect(the_map.page.locator("blockquote").first).to_contain_text("Izium")
    expect(the_map.page.get_by_text("counts for").first).to_be_visible()
    the_map.page.get_by_role("button", name=re.compile("^Show ")).first.click()
    expect(the_map.page).not_to_have_url(re.compile("day=2022-09-12"))


def test_a_place_is_found_by_name(the_map: MapOnPage):
    the_map.open("?day=2022-12-01")
    box = the_map.page.get_by_role("combobox", name="Place")
    box.fill("Kherson")
    the_map.page.get_by_role("option", name="Kherson (Kherson)").click()
    expect(the_map.page.get_by_role("heading", name="Kherson")).to_be_visible()
    expect(the_map.page).to_have_url(re.compile(r"place="))


def test_play_runs_and_pausing_tells_the_page(the_map: MapOnPage):
    the_map.open("?day=2022-03-01")
    the_map.frame.get_by_role("button", name="Play").click()
    expect(the_map.frame.locator(".marchland-date")).to_contain_text(re.compile("(April|May|June) 2022"))
    the_map.frame.get_by_role("button", name="Pause").click()
    expect(the_map.page).not_to_have_url(re.compile("day=2022-03-01"))
    shown = the_map.place("Izium")["day"]
    expect(the_map.page).to_have_url(re.compile(f"day={shown}"))


def test_tiles_are_a_choice_and_without_an_answer_the_map_stays(the_map: MapOnPage, outside: list[str]):
    the_map.open("?day=2022-09-11")
    assert outside == []
    the_map.frame.get_by_label("street map (online)").check()
    expect(the_map.frame.get_by_role("link", name="OpenStreetMap contributors")).to_be_visible()
    the_map.page.wait_for_function("() => true")
    assert outside and all(url.startswith(TILES) for url in outside)
    assert the_map.place("Mariupol")["holder"] == "RU"
    ground = """() => { const canvas = document.querySelector('.leaflet-ground-pane canvas');
        marchland.current._tiles[0].flush();
        const { width, height } = canvas;
        const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, width, height).data.buffer);
        return new Set(pixels).size; }"""
    assert the_map.run(ground) > 10


def test_a_broken_link_opens_the_nearest_view_and_says_so(the_map: MapOnPage):
    the_map.open("?day=2050-01-01&place=nowhere:1")
    expect(the_map.page.get_by_text("what is known ends on")).to_be_visible()
    expect(the_map.page.get_by_text("is not on this map")).to_be_visible()


def test_no_border_is_drawn_at_perekop_but_an_oblast_line(the_map: MapOnPage):
    """Crimea's edge to Kherson Oblast has the colour of every other line between oblasts, not of the outline."""
    the_map.open("?day=2022-02-24")
    names = the_map.run(
        "async () => (await (await fetch(marchland.current.options.outlines)).json()).regions.features"
        ".map(f => f.properties.name)"
    )
    assert "Crimea" in names and "Sevastopol" in names
    russia = the_map.run(
        "async () => (await (await fetch(marchland.current.options.outlines)).json()).neighbours.features"
        ".filter(f => f.properties.name === 'Russia').flatMap(f => f.geometry.coordinates)"
        ".flat(2).filter(([lon, lat]) => lon > 33 && lon < 36.4 && lat > 44.3 && lat < 46).length"
    )
    assert russia == 0


def choose_day(page: Page, year: str, month: str, day: str) -> None:
    """Type a day into Streamlit's date control, part by part."""
    for part, value in (("year", year), ("month", month), ("day", day)):
        box = page.get_by_role("spinbutton", name=re.compile(f"^{part}, "))
        box.click()
        box.press_sequentially(value)
    page.keyboard.press("Escape")
    page.mouse.click(1300, 890)  # leaving the control is when Streamlit takes the day


AREA = "(lat, lng) => marchland.current.areas.stateAt(lat, lng)"
MELITOPOL, LVIV = (46.85, 35.37), (49.84, 24.03)


def test_areas_say_who_holds_the_land_and_how_much(the_map: MapOnPage):
    the_map.open("?day=2022-11-20")
    assert the_map.run(AREA, *MELITOPOL) == "RU" and the_map.run(AREA, *LVIV) == "UA"
    extent = the_map.run("() => marchland.current.areas.extent()")
    assert extent["RU"] < extent["UA"] and 590_000 < sum(extent.values()) < 615_000
    legend = the_map.frame.locator(".marchland-legend")
    expect(legend).to_contain_text(re.compile(r"Estimated area\s*estimate"))
    expect(legend.locator(".marchland-area", has_text="Russia")).to_contain_text(re.compile(r"≈ \d+,000 km²"))
    expect(the_map.frame.locator(".marchland-caveat")).to_contain_text("estimates")


def test_areas_can_be_hidden_and_the_link_keeps_it(the_map: MapOnPage):
    pixels = """() => { const { sheet } = marchland.current, { wide, high } = sheet.view;
        sheet.flush();
        const all = (canvas) => new Uint32Array(canvas.getContext("2d").getImageData(0, 0, wide, high).data.buffer);
        const under = all(sheet._under);
        return all(sheet._land).filter((pixel, i) => pixel !== under[i]).length; }"""
    the_map.open("?day=2022-11-20")
    rivers = 20_000
    assert the_map.run(pixels) > 10 * rivers
    the_map.frame.get_by_role("button", name="Estimated area").click()
    assert the_map.run(pixels) < rivers
    link = the_map.run("() => marchland.current.link")
    assert "hide=area" in link
    the_map.open(link[link.index("?") :])
    assert the_map.run(pixels) < rivers
    assert the_map.place("Kyiv")["shown"] and the_map.place("Kyiv")["area"] is None


def test_a_day_without_a_change_of_areas_draws_none(the_map: MapOnPage):
    the_map.open("?day=2022-11-20")
    steps = the_map.run(
        """() => {
            const { areas, time, sheet } = marchland.current;
            const seen = [];
            let painted = 0;
            const paint = areas.paint;
            areas.paint = function (...given) { painted++; paint.apply(this, given); };
            let before = [...areas._state];
            for (let day = 200; day < 330; day++) {
                painted = 0;
                time.set(day);
                sheet.flush();
                const after = [...areas._state];
                seen.push([after.filter((state, cell) => state !== before[cell]).length, painted]);
                before = after;
            }
            return seen;
        }"""
    )
    assert all(painted == (differ > 0) for differ, painted in steps[1:])
    assert any(differ for differ, _ in steps) and any(not differ for differ, _ in steps)
    assert max(differ for differ, _ in steps[1:]) < 2_000, "a step of a day changes only a part of the land"


def test_what_is_drawn_anew_is_as_if_all_were(the_map: MapOnPage):
    """Steps, jumps, pans and zooms redraw parts; the picture is the same as of a map drawn whole."""
    the_map.open("?day=2022-03-20")
    differ = the_map.run(
        """() => {
            const { time, sheet, map } = marchland.current;
            const pixels = () => new Int32Array(sheet._pixels);
            const seen = [];
            const check = () => {
                sheet.flush();
                const parts = pixels();
                sheet.stale("ground", "areas", "points", "names");
                sheet.flush();
                const whole = pixels();
                const off = (a, b, bits) => Math.abs(((a >>> bits) & 255) - ((b >>> bits) & 255)) > 24;
                const far = (a, b) => [0, 8, 16].some((bits) => off(a, b, bits));
                seen.push(parts.filter((pixel, i) => far(pixel, whole[i])).length);
            };
            for (let day = 24; day < 44; day++) time.set(day), sheet.flush();
            check();
            map.panBy([90, -40], { animate: false });
            map.panBy([-30, 70], { animate: false });
            check();
            time.set(210, 180);
            sheet.flush();
            for (let day = 211; day < 220; day++) time.set(day), sheet.flush();
            check();
            time.set(215, null);
            map.setZoom(8, { animate: false });
            check();
            return seen;
        }"""
    )
    assert max(differ) < 60, differ  # of two million; hatch and smoothing at the rim of a part may differ a little

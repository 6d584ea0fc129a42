"""The map in a real browser: what it shows, and that map, panel, date control and address bar are one."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import TILES, MapOnPage, wait_for_rest

KEPT = """() => { const map = marchland.current.map, { lat, lng } = map.getCenter();
    return [lat.toFixed(3), lng.toFixed(3), map.getZoom()]; }"""
LAYERS = """() => { const { canvas: map } = marchland.current, { wide, high } = map.view;
    const pixels = (canvas) => canvas.getContext("2d").getImageData(0, 0, wide, high).data;
    const colours = (canvas) => new Set(new Uint32Array(pixels(canvas).buffer)).size;
    return [map._land, map._under, map._container].map(colours); }"""


GROUND = """() => { const canvas = document.querySelector('.leaflet-ground-pane canvas');
    marchland.current.streetMap.ground.flush();
    const { width, height } = canvas;
    const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, width, height).data.buffer);
    return new Set(pixels).size; }"""
FEATURES = """async () => {
    const { regions, neighbours } = await (await fetch(marchland.current.options.outlines)).json();
    const russia = neighbours.features.filter(f => f.properties.name === 'Russia');
    const corners = russia.flatMap(f => f.geometry.coordinates).flat(2);
    return [regions.features.map(f => f.properties.name),
        corners.filter(([lon, lat]) => lon > 33 && lon < 36.4 && lat > 44.3 && lat < 46).length]; }"""
COUNTED = "() => marchland.current.points.counts.reduce((sum, n) => sum + n, 0)"


def test_it_is_whole_without_a_network_and_with_tiles_that_fail_or_never_come(the_map: MapOnPage, outside: list[str]):
    the_map.open("?day=2022-09-11")
    assert the_map.place("Izium")["holder"] == "UA" and the_map.place("Mariupol")["holder"] == "RU"
    expect(the_map.frame.locator(".marchland-kicker")).to_have_text("The war in Ukraine")
    expect(the_map.frame.locator(".marchland-date")).to_have_text("11 September 2022")
    coverage = the_map.frame.locator(".marchland-coverage")
    expect(coverage).to_have_text(
        re.compile(r"^from \d+ articles · \d+ places with reports · last report \d+ Sept? 2022$")
    )
    expect(the_map.frame.locator(".marchland-legend")).to_contain_text("Held by Ukraine")
    expect(the_map.frame.locator(".marchland-caveat")).to_contain_text("Not for navigation, evacuation or targeting")
    expect(the_map.frame.locator(".marchland-caveat")).to_contain_text("Rivers: schematic")
    ground, with_areas, with_places = the_map.run(LAYERS)
    assert 10 < ground < with_areas < with_places  # each adds colours of its own
    assert the_map.run("() => [typeof jQuery, typeof bootstrap, typeof L]") == ["undefined", "undefined", "object"]
    # Crimea's edge to Kherson Oblast has the colour of every other line between oblasts, not of the outline
    regions, of_russia_near_crimea = the_map.run(FEATURES)
    assert {"Crimea", "Sevastopol"} <= set(regions) and of_russia_near_crimea == 0
    assert outside == []

    tick = the_map.frame.get_by_label("street map (online)")
    held: list[Route] = []  # neither answered nor refused
    for number in range(2):
        if number:
            the_map.page.route(f"{TILES}**", lambda route: held.append(route))
        tick.check()
        expect(the_map.frame.get_by_role("link", name="OpenStreetMap contributors")).to_be_visible()
        for _ in range(50):
            if held or (not number and outside):
                break
            the_map.page.wait_for_timeout(50)
        assert the_map.run(GROUND) > 10 and the_map.place("Mariupol")["holder"] == "RU"
        the_map.frame.get_by_role("slider", name="Day").press("ArrowRight")
        expect(the_map.frame.locator(".marchland-date")).to_have_text(f"{12 + number} September 2022")
        tick.uncheck()
    assert held and outside and all(url.startswith(TILES) for url in outside)
    for route in held:
        route.abort()


def test_slider_date_control_panel_and_address_are_one(the_map: MapOnPage):
    the_map.open("?day=2022-09-09")
    page, slider = the_map.page, the_map.frame.get_by_role("slider", name="Day")
    assert the_map.place("Izium")["holder"] == "RU"
    the_map.click("Izium")
    expect(page.get_by_role("heading", name="Izium")).to_be_visible()
    expect(page.get_by_text("on 9 September 2022")).to_be_visible()
    slider.press("ArrowRight")
    expect(page).to_have_url(re.compile("day=2022-09-10"))
    slider.press("ArrowRight")
    expect(page).to_have_url(re.compile("day=2022-09-11"))
    expect(page.get_by_text("on 11 September 2022")).to_be_visible()
    expect(slider).to_have_attribute("aria-valuetext", "11 September 2022")
    assert the_map.place("Izium")["holder"] == "UA"

    the_map.run("() => { marchland.current.map.setView([49.3, 37.2], 9, { animate: false }); }")
    kept = the_map.run(KEPT)
    expect(page).to_have_url(re.compile("at=49.300(,|%2C)37.200(,|%2C)9"))
    the_map.frame.get_by_text("Legend").click()  # over so much data it has closed
    the_map.frame.get_by_role("button", name="Held by Russia").click()
    choose_day(page, "2023", "05", "21")
    expect(the_map.frame.locator(".marchland-date")).to_have_text("21 May 2023")
    expect(page).to_have_url(re.compile("day=2023-05-21"))
    assert the_map.run(KEPT) == kept
    link = page.url  # the address bar alone brings all of it back
    assert "place=" in link and "hide=held" in link and "at=49.3" in link
    the_map.page.goto("about:blank")
    the_map.open(link.removeprefix(f"{the_map.url}/"))
    expect(page.get_by_role("heading", name="Izium")).to_be_visible()
    assert the_map.run(KEPT) == kept and not the_map.place("Mariupol")["shown"]
    assert the_map.place("Izium")["day"] == "2023-05-21"
    the_map.frame.get_by_text("Legend").click()
    the_map.frame.get_by_role("button", name="Held by Russia").click()
    expect(page).not_to_have_url(re.compile("hide="))

    the_map.frame.locator(".marchland").press("Escape")
    expect(page).not_to_have_url(re.compile("place="))
    the_map.frame.get_by_role("button", name="Changes since another day").click()
    expect(page.get_by_role("heading", name="Since 21 April 2023")).to_be_visible()
    expect(page).to_have_url(re.compile("since=2023-04-21"))
    the_map.frame.get_by_role("button", name="Changes since another day").click()
    expect(page).not_to_have_url(re.compile("since="))

    the_map.frame.get_by_label("Speed").select_option("91")
    the_map.frame.get_by_role("button", name="Play").click()
    expect(the_map.frame.locator(".marchland-date")).to_contain_text(re.compile("(July|August|September|October) 2023"))
    the_map.frame.get_by_role("button", name="Pause").click()
    expect(page).not_to_have_url(re.compile("day=2023-05-21"))
    expect(page).to_have_url(re.compile(f"day={the_map.place('Izium')['day']}"))


def test_back_and_forward_show_what_was_seen_and_enter_takes_a_typed_day(the_map: MapOnPage):
    the_map.open()
    page, date = the_map.page, the_map.frame.locator(".marchland-date")
    first, steps = date.inner_text(), page.evaluate("() => history.length")
    assert "day=" not in page.url  # opening it is no step of the history more
    year = page.get_by_role("spinbutton", name=re.compile("^year, "))
    year.click()
    year.press_sequentially("2023")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("day=2023-"))
    expect(date).to_contain_text("2023")
    assert page.evaluate("() => history.length") == steps + 1
    expect(page).to_have_title(re.compile("2023 · Map · Marchland$"))
    page.go_back()
    expect(date).to_have_text(first)
    page.go_forward()
    expect(date).to_contain_text("2023")


def test_a_place_opens_with_the_sentences_behind_its_colour(the_map: MapOnPage):
    the_map.open("?day=2022-12-01")
    page = the_map.page
    search = page.get_by_role("combobox", name="Place")
    search.fill("Kherson")
    page.get_by_role("option", name="Kherson (Kherson)").click()
    expect(page.get_by_role("heading", name="Kherson")).to_be_visible()
    expect(page).to_have_url(re.compile(r"place="))
    the_map.click("Izium")
    expect(page.get_by_role("heading", name="Izium")).to_be_visible()
    expect(page.locator("blockquote").first).to_contain_text("Izium")
    expect(page.get_by_text("counts for").first).to_be_visible()
    # the band over time: a click on a claim's mark moves the map to its day
    mark = page.locator('[data-testid="stVegaLiteChart"] svg [aria-roledescription="point"]').first
    mark.scroll_into_view_if_needed()
    wait_for_rest(page)
    box = mark.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # the mark of a near day may cover it
    expect(page).to_have_url(re.compile("day=2022-0[34]-"))
    expect(the_map.frame.locator(".marchland-date")).to_have_text(re.compile("(March|April) 2022"))
    page.get_by_role("button", name="Show 10 September 2022").first.click()
    expect(page).to_have_url(re.compile("day=2022-09-10"))

    # names of places and sides, and the words around the quotes, follow the map's language
    the_map.frame.get_by_label("Language of the map").select_option("uk")
    expect(page.get_by_role("heading", name="Ізюм")).to_be_visible()
    expect(page.get_by_text("свідчить за").first).to_be_visible()
    expect(page.get_by_text(re.compile("^(Звільняє Україна|Залишає Росія) · ")).first).to_be_visible()
    expect(page.get_by_text("Цитати подано мовою статей")).to_be_visible()
    expect(page).to_have_url(re.compile("language=uk"))


def test_filters_combine_count_and_say_what_to_loosen(the_map: MapOnPage):
    the_map.open("?day=2022-11-20&oblast=Kharkiv,Kherson")
    page = the_map.page
    fit = page.get_by_text(re.compile(r"^[\d,]+ places?, [\d,]+ claims? fit"))
    expect(fit).to_have_text(f"{the_map.run(COUNTED)} places, {fit.inner_text().split()[2]} claims fit.")
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_role("combobox", name="Who holds it").click()
    option = page.get_by_role("option", name=re.compile(r"^Russia \([1-9]\d*\)$"))
    offered = int(re.sub(r"\D", "", option.inner_text()))
    option.click()
    page.keyboard.press("Escape")
    expect(the_map.frame.locator(".marchland-note").first).to_contain_text("side Russia; claims chosen on the page")
    expect(fit).to_have_text(re.compile(f"^{the_map.run(COUNTED)} places?, "))
    legend = the_map.frame.get_by_role("button", name="Held by Russia").locator(".marchland-count")
    expect(legend).to_have_text(str(the_map.run(COUNTED)))
    assert the_map.run(COUNTED) and offered
    expect(page).to_have_url(re.compile("oblast=Kharkiv%2CKherson&side=RU"))
    page.get_by_role("button", name="Who holds it: Russia").click()
    expect(page).not_to_have_url(re.compile("side="))
    the_map.open("?day=2022-11-20&oblast=Kharkiv&text=nosuchword")
    expect(page.get_by_text("Nothing fits all of these filters.")).to_be_visible()
    expect(the_map.frame.locator(".marchland-note").first).to_contain_text("No place passes the filters on this day")
    page.get_by_role("button", name=re.compile("^Without “Words”: ")).click()
    expect(the_map.frame.locator(".marchland-note").first).not_to_contain_text("No place passes")


def test_it_is_shared_as_a_link_a_frame_and_a_file(the_map: MapOnPage, outside: list[str], tmp_path: Path):
    the_map.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    the_map.open("?day=2022-09-12&place=geonames:707292")
    page = the_map.page
    the_map.frame.get_by_text("Legend").click()
    the_map.frame.get_by_role("button", name="Copy link").click()
    expect(the_map.frame.locator(".marchland-note").last).to_have_text("Link copied.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert re.search(r"\?day=2022-09-12&place=geonames%3A707292&at=[\d.]+%2C[\d.]+%2C[\d.]+$", copied)
    with page.expect_download() as picture:
        the_map.frame.get_by_role("button", name="Save picture").click()
    assert picture.value.suggested_filename == "marchland-2022-09-12.png"
    page.get_by_role("button", name="Share").click()
    expect(page.locator("code", has_text="/embed?embed=true&day=2022-09-12")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the map as one file").click()
    file = tmp_path / "map.html"
    download.value.save_as(file)
    page.goto(file.as_uri())
    page.locator('[data-state="shown"]').wait_for()
    expect(page.locator(".marchland-date")).to_have_text("12 September 2022")
    card = page.locator(".marchland-card")
    expect(card.locator("blockquote").first).to_contain_text("Izium")
    page.get_by_role("slider", name="Day").press("ArrowLeft")
    expect(page.locator(".marchland-date")).to_have_text("11 September 2022")
    page.get_by_label("Language of the map").select_option("ru")
    expect(card.get_by_role("heading")).to_have_text("Изюм")
    expect(card.get_by_text("свидетельствует за").first).to_be_visible()
    expect(card.get_by_text("counts for").first).to_be_hidden()
    assert outside == []


def test_a_broken_link_opens_the_nearest_view_and_says_so(the_map: MapOnPage):
    the_map.open("?day=2050-01-01&place=nowhere:1&oblast=Atlantis&sure=lots&at=here&language=xx&hide=nonsense")
    for said in ("what is known ends on", "“nowhere:1”, is not on this map", "Atlantis", "sure=lots", "“here”", "“xx”"):
        expect(the_map.page.get_by_text(said)).to_be_visible()
    expect(the_map.page.get_by_text("“nonsense” is not known")).to_be_visible()
    expect(the_map.page).to_have_url(re.compile(r"\?day=20\d\d-\d\d-\d\d$"))


def test_a_day_in_a_chart_leads_to_the_map(the_map: MapOnPage):
    for page, mark in (("changes", ".mark-rect path"), ("numbers", ".mark-symbol path")):
        the_map.page.goto(f"{the_map.url}/{page}")
        chart = the_map.page.locator('[data-testid="stVegaLiteChart"] svg').first
        chart.locator(mark).nth(30).wait_for(state="attached")
        wait_for_rest(the_map.page)  # a chart drawn anew forgets the click
        chart.locator(mark).nth(30).click(force=True)
        expect(the_map.page).to_have_url(re.compile(r"/\?day=20\d\d-\d\d-\d\d"))
        the_map.frame.locator('[data-state="shown"]').wait_for()
        assert f"day={the_map.place('Izium')['day']}" in the_map.page.url


def test_a_phone_s_tap_opens_a_place(browser: Browser, the_map: MapOnPage):
    """The page of a phone: touched, narrow, nothing beyond its right edge."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    the_map.page = page = context.new_page()
    the_map.open("?day=2022-09-12")
    for part in (".marchland-date", ".marchland-key", ".marchland-timebar", ".marchland-caveat"):
        expect(the_map.frame.locator(part)).to_be_visible()
    the_map.run("() => { marchland.current.map.setView([49.2, 37.2], 8, { animate: false }); }")
    spot = the_map.place("Izium")
    the_map.frame.locator(".marchland").tap(position={"x": spot["x"], "y": spot["y"]})
    expect(page.get_by_role("heading", name="Izium")).to_be_visible()
    wait_for_rest(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    context.close()


def choose_day(page: Page, year: str, month: str, day: str) -> None:
    """Type a day into Streamlit's date control, part by part."""
    for part, value in (("year", year), ("month", month), ("day", day)):
        box = page.get_by_role("spinbutton", name=re.compile(f"^{part}, "))
        box.click()
        box.press_sequentially(value)
    page.keyboard.press("Enter")


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
    pixels = """() => { const { canvas: map } = marchland.current, { wide, high } = map.view;
        map.flush();
        const all = (canvas) => new Uint32Array(canvas.getContext("2d").getImageData(0, 0, wide, high).data.buffer);
        const under = all(map._under);
        return all(map._land).filter((pixel, i) => pixel !== under[i]).length; }"""
    the_map.open("?day=2022-11-20")
    rivers = 10_000
    assert the_map.run(pixels) > 10 * rivers
    the_map.frame.get_by_role("button", name="Estimated area").click()
    assert the_map.run(pixels) < rivers
    link = the_map.run("() => marchland.current.address.link")
    assert "hide=area" in link
    the_map.open(link[link.index("?") :])
    assert the_map.run(pixels) < rivers
    assert the_map.place("Kyiv")["shown"] and the_map.place("Kyiv")["area"] is None


def test_a_day_without_a_change_of_areas_draws_none(the_map: MapOnPage):
    the_map.open("?day=2022-11-20")
    steps = the_map.run(
        """() => {
            const { areas, time, canvas } = marchland.current;
            const seen = [];
            let painted = 0;
            const paint = areas.paint;
            areas.paint = function (...given) { painted++; paint.apply(this, given); };
            let before = [...areas._state];
            let known = [...areas.coverage.level];
            for (let day = 200; day < 330; day++) {
                painted = 0;
                time.set(day);
                canvas.flush();
                const after = [...areas._state];
                const told = [...areas.coverage.level];
                const faded = told.some((level, square) => level !== known[square]);
                seen.push([after.filter((state, cell) => state !== before[cell]).length, faded, painted]);
                before = after;
                known = told;
            }
            return seen;
        }"""
    )
    assert all(painted == (differ > 0 or faded) for differ, faded, painted in steps[1:])
    assert any(differ for differ, _, _ in steps) and any(not painted for _, _, painted in steps)
    assert max(differ for differ, _, _ in steps[1:]) < 2_000, "a step of a day changes only a part of the land"


def test_what_is_drawn_anew_is_as_if_all_were(the_map: MapOnPage):
    """Steps, jumps, pans and zooms redraw parts; the picture is the same as of a map drawn whole."""
    the_map.open("?day=2022-03-20")
    differ = the_map.run(
        """() => {
            const { time, canvas, map } = marchland.current;
            const pixels = () => new Int32Array(canvas._pixels);
            const seen = [];
            const check = () => {
                canvas.flush();
                const parts = pixels();
                canvas.stale("ground", "areas", "points", "names");
                canvas.flush();
                const whole = pixels();
                const off = (a, b, bits) => Math.abs(((a >>> bits) & 255) - ((b >>> bits) & 255)) > 24;
                const far = (a, b) => [0, 8, 16].some((bits) => off(a, b, bits));
                seen.push(parts.filter((pixel, i) => far(pixel, whole[i])).length);
            };
            for (let day = 24; day < 44; day++) time.set(day), canvas.flush();
            check();
            map.panBy([90, -40], { animate: false });
            map.panBy([-30, 70], { animate: false });
            check();
            time.set(210, 180);
            canvas.flush();
            for (let day = 211; day < 220; day++) time.set(day), canvas.flush();
            check();
            time.set(215, null);
            map.setZoom(8, { animate: false });
            check();
            return seen;
        }"""
    )
    assert max(differ) < 60, differ  # of two million; hatch and smoothing at the rim of a part may differ a little


def test_another_theatre_is_chosen_from_a_list_and_back(the_map: MapOnPage, page: Page):
    """What the other one's map draws is its own: title, sides and places; the address says which one it is."""
    drawn = """() => ({ title: marchland.current.heading.title || marchland.current.options.title,
        sides: Object.keys(marchland.current.sides), izium: marchland.current.control.names.includes("Izium") })"""
    the_map.open()
    ours = the_map.run(drawn)
    assert ours["sides"] == ["UA", "RU"] and ours["izium"]
    for title, sides, address in (
        ("The war of the valleys", ["UP", "LOW"], re.compile(r"[?&]theatre=valleys")),
        ("The war in Ukraine", ["UA", "RU"], re.compile(r"^(?!.*theatre=valleys)")),
    ):
        page.get_by_role("combobox", name="Theatre").click()
        page.get_by_role("option", name=title).click()
        expect(the_map.frame.locator(".marchland-title")).to_contain_text(title)
        the_map.frame.locator('[data-state="shown"]').wait_for()
        wait_for_rest(page)
        shown = the_map.run(drawn)
        assert (shown["sides"], shown["izium"]) == (sides, sides == ["UA", "RU"])
        expect(page).to_have_url(address)

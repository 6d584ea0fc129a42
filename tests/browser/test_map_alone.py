"""The map in one file: opens from disk, asks for nothing, shows hostile names as text, and can be used by everybody."""

import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from maps.evidence import cards
from maps.page import standalone
from maps.payload import encode
from maps.view import View
from tests.browser.conftest import axe_finds_nothing, wait_for_rest
from tests.maps.conftest import about, interval, table
from theatre.theatre import load_theatre

EVIL = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>'


def claim(place: str, quote: str) -> dict:
    return {
        "id": f"claim-{place}", "article": "a1", "quote": quote, "place": place, "name": place, "place_id": place,
        "action": "liberated", "gained_by": "UA", "lost_by": "RU", "controller_after": "UA", "mode": "claimed",
        "claimant": EVIL, "claimant_side": "UA", "event_from": pd.Timestamp("2022-09-10"), "event_to": pd.NaT,
        "date_basis": "relative", "confidence": 0.9, "published": pd.Timestamp("2022-09-11"), "publisher": EVIL,
        "title": EVIL,
    }  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    theatre = load_theatre()
    control = table(
        interval("izium", "2022-04-01", "2022-09-10", "held", "RU", name="Izium"),
        interval("izium", "2022-09-10", None, "held", "UA", name="Izium"),
        interval("evil", "2022-03-01", None, "claimed", "RU", at=(48.5, 30.0), name=EVIL),
        interval("fought", "2022-03-01", None, "contested", "", at=(47.5, 34.0), name="Fought"),
        interval("unsure", "2022-03-01", None, "disputed", "", at=(46.7, 33.0), name="Unsure"),
    )
    control.loc[1, "claims_for"] = "claim-izium"
    places = about(izium=46_000, evil=900_000, fought=1, unsure=1).assign(uk=["Ізюм", EVIL, "Бої", "Хтозна"])
    places.loc["unsure", "precision"] = "hromada"
    payload = encode(control, theatre=theatre, places=places)
    early = claim("izium", "An older report.") | {"id": "early", "event_from": pd.Timestamp("2022-03-01")}
    claims = pd.DataFrame([early, claim("izium", f"The flag was raised. {EVIL}"), claim("evil", EVIL)])
    view = View(theatre.start.replace(year=2022, month=9, day=9))
    path = tmp_path_factory.mktemp("alone") / "map.html"
    path.write_text(
        standalone(theatre, payload, view, evidence=cards(control, claims, payload.places, theatre)), "utf-8"
    )
    return path


@pytest.fixture
def alone(page: Page, file: Path) -> Page:
    page.goto(file.as_uri())
    page.locator('[data-state="shown"]').wait_for()
    return page


def describe(page: Page, name: str) -> dict:
    return page.evaluate("name => marchland.current.describe(name)", name)


def choose(page: Page, name: str) -> None:
    at = describe(page, name)
    page.locator(".marchland").click(position={"x": at["x"], "y": at["y"]})


def test_it_asks_for_nothing(page: Page, file: Path):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.locator('[data-state="shown"]').wait_for()
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]


def test_its_slider_moves_time(alone: Page):
    assert describe(alone, "Izium")["holder"] == "RU"
    alone.get_by_role("slider", name="Day").press("ArrowRight")
    assert describe(alone, "Izium")["holder"] == "UA"
    expect(alone.locator(".marchland-date")).to_have_text("10 September 2022")


def test_keys_move_time_from_the_map_itself(alone: Page):
    alone.locator(".marchland").focus()
    alone.keyboard.press(".")
    expect(alone.locator(".marchland-date")).to_have_text("10 September 2022")
    alone.keyboard.press("[")
    expect(alone.locator(".marchland-date")).to_have_text("11 August 2022")


def test_it_shows_the_sentences_behind_a_place(alone: Page):
    choose(alone, "Izium")
    card = alone.get_by_role("region", name="Evidence")
    expect(card).to_contain_text("The flag was raised.")
    expect(card).to_contain_text("10 September 2022")
    card.focus()
    alone.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(alone.locator(".marchland")).to_be_focused()


def test_a_place_s_card_lies_beside_it_and_what_decides_on_the_day_comes_first(alone: Page):
    choose(alone, "Izium")
    card, legend = alone.locator(".marchland-card"), alone.locator(".marchland-legend")
    at, box, key = describe(alone, "Izium"), card.bounding_box(), legend.bounding_box()
    assert key["x"] + key["width"] < at["x"] < box["x"]  # neither lies over the place
    for name in ("Izium", "Fought", "Unsure"):
        assert describe(alone, name)["x"] > key["x"] + key["width"]  # nor the legend over land that has data
    claims = card.locator(".marchland-claim")
    expect(claims.first).to_contain_text("took no part in the decision")
    alone.get_by_role("slider", name="Day").press("ArrowRight")
    expect(claims.first).to_contain_text("counts for")
    expect(claims.first).to_contain_text("The flag was raised.")
    assert alone.title() == "Izium · 10 September 2022 · The war in Ukraine"


def test_markup_is_shown_as_text_everywhere(alone: Page):
    at = describe(alone, EVIL)
    alone.mouse.move(at["x"], at["y"])
    expect(alone.locator(".marchland-tip strong")).to_have_text(EVIL)
    choose(alone, EVIL)
    expect(alone.get_by_role("region", name="Evidence")).to_contain_text(EVIL)
    alone.evaluate(
        """async () => {
            const { picture } = await import("marchland/picture.js");
            return picture(marchland.current).toDataURL().length;
        }"""
    )
    assert alone.evaluate("() => window.hurt") is None
    assert alone.locator(".marchland img:not([src^='data:image/png'])").count() == 0


def test_every_status_has_its_own_look(alone: Page):
    """The pictures of the statuses differ in shape, not in colour alone: also in grey."""
    grey = alone.evaluate(
        """async () => {
            const { paintMark } = await import("marchland/sprites.js");
            const map = marchland.current;
            const looks = [["held", "UA"], ["claimed", "UA"], ["contested", ""], ["disputed", ""], ["unknown", ""]];
            return [false, true].flatMap((approximate) => looks.map(([status, holder]) => {
                const canvas = document.createElement("canvas");
                canvas.width = canvas.height = 24;
                const context = canvas.getContext("2d");
                context.translate(12, 12);
                paintMark(context, { status, holder, r: 7, ring: 0, baseline: false, approximate, fade: 1 },
                    { UA: { colour: "#777" }, RU: { colour: "#777" } }, map.palette);
                return canvas.toDataURL();
            }));
        }"""
    )
    assert len(set(grey)) == 10


def test_an_approximate_place_is_marked_as_such(alone: Page):
    """Its mark is another than that of an exact place; legend, tooltip and what is read aloud say so."""
    marks = """name => { const { control, points, map } = marchland.current, place = control.names.indexOf(name);
        const picture = (kind) => String(points._sprites.get(points._look[place], kind, map.getZoom()).pixels);
        return picture(points._kind[place]) === picture(control.rank[place]); }"""
    assert alone.evaluate(marks, "Fought") and not alone.evaluate(marks, "Unsure")
    words = "Approximate: known only to its municipality, about 10 km"
    expect(alone.locator(".marchland-legend")).to_contain_text(words)
    for name, tells in (("Unsure", 1), ("Fought", 0)):
        at = describe(alone, name)
        alone.mouse.move(at["x"], at["y"])
        expect(alone.locator(".marchland-tip strong")).to_have_text(name)
        assert alone.locator(".marchland-tip", has_text=words).count() == tells
    places = alone.get_by_role("application", name="Places")
    places.focus()
    places.press("ArrowRight")
    places.press("ArrowDown")
    expect(places).to_contain_text(f"Unsure, Kharkiv: disputed: reports conflict, since 1 March 2022. {words}")


def test_the_legend_gives_way_to_data_until_its_user_opens_it(alone: Page):
    legend = alone.locator(".marchland-legend")
    expect(legend).to_have_attribute("open", "")
    under = """() => { const { map } = marchland.current, at = marchland.current.describe("Izium");
        map.panBy([at.x - 100, at.y - map.getSize().y + 200], { animate: false }); }"""
    alone.evaluate(under)
    expect(legend).not_to_have_attribute("open", "")
    alone.evaluate("() => marchland.current.map.panBy([-3000, 0], { animate: false })")
    expect(legend).to_have_attribute("open", "")
    alone.evaluate(under)
    legend.locator("summary").click()
    alone.evaluate("() => marchland.current.map.panBy([1, 0], { animate: false })")
    expect(legend).to_have_attribute("open", "")


def test_the_legend_hides_and_shows(alone: Page):
    row = alone.get_by_role("button", name="Claimed by Russia only")
    row.click()
    assert describe(alone, EVIL)["shown"] is False and describe(alone, "Izium")["shown"] is True
    row.click()
    assert describe(alone, EVIL)["shown"] is True


def test_hiding_everything_says_so(alone: Page):
    for row in alone.locator(".marchland-row").all():
        row.click()
    expect(alone.get_by_role("status")).to_contain_text("Nothing is shown")


def test_the_picture_has_title_date_legend_caveat_and_source_as_text(alone: Page):
    choose(alone, EVIL)
    alone.evaluate(
        """() => { window.written = [];
            const { fillText } = CanvasRenderingContext2D.prototype;
            CanvasRenderingContext2D.prototype.fillText = function (...given) {
                window.written.push(given[0]);
                fillText.apply(this, given);
            };
            marchland.current.names._pictures.clear();
            marchland.current.canvas.stale("names"); }"""
    )
    with alone.expect_download() as download:
        alone.get_by_role("button", name="Save picture").click()
    assert download.value.suggested_filename == "marchland-2022-09-09.png"
    body = Path(download.value.path()).read_bytes()
    assert body.startswith(b"\x89PNG") and len(body) > 20_000
    written = alone.evaluate("() => window.written")
    assert {"The war in Ukraine", "9 September 2022", "Held by Ukraine", "Disputed: reports conflict", EVIL} <= set(
        written
    )
    said = "\n".join(written)
    assert "Not for navigation, evacuation or targeting" in said and "Marchland, from dated claims in articles" in said
    assert alone.evaluate("() => window.hurt") is None


def test_the_focus_goes_through_the_map_in_reading_order(alone: Page):
    alone.locator(".marchland").focus()
    named = """() => { const { ariaLabel, textContent, labels } = document.activeElement;
        return ariaLabel || textContent.trim() || labels[0].textContent; }"""
    order = [alone.evaluate(named)]
    while order[-1] != "Changes since another day" and len(order) < 40:
        alone.keyboard.press("Tab")
        order.append(alone.evaluate(named))
    wanted = ("Map: The war in Ukraine", "Zoom in", "Zoom out", "Places", "Language of the map", "Save picture")
    wanted += ("One day back", "Play", "One day on", "Day", "Speed: a second plays", "Changes since another day")
    assert [each for each in order if each in wanted] == list(wanted)
    assert "" not in order  # everything that can be reached has a name


def test_zoom_and_position_survive_time(alone: Page):
    alone.evaluate("() => { marchland.current.map.setView([49.2, 37.2], 9, { animate: false }); }")
    alone.get_by_role("slider", name="Day").press("PageUp")
    assert alone.evaluate("() => marchland.current.map.getZoom()") == 9


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, file: Path, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.goto(file.as_uri())
    page.locator('[data-state="shown"]').wait_for()
    expect(page.locator(".marchland")).to_have_attribute("data-theme", scheme)
    axe_finds_nothing(page)


def test_a_phone_shows_date_time_and_caveat(page: Page, file: Path):
    page.set_viewport_size({"width": 390, "height": 780})
    page.goto(file.as_uri())
    page.locator('[data-state="shown"]').wait_for()
    wait_for_rest(page)
    for part in (".marchland-date", ".marchland-timebar", ".marchland-caveat", ".marchland-play"):
        box = page.locator(part).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] + box["height"] <= 780
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    bar, caveat = (page.locator(part).bounding_box() for part in (".marchland-timebar", ".marchland-caveat"))
    assert bar["y"] + bar["height"] <= caveat["y"] + 1


def test_the_link_of_a_view_names_day_part_and_filter(alone: Page):
    alone.get_by_role("button", name="Disputed: reports conflict").click()
    link = alone.evaluate("() => marchland.current.address.link")
    assert re.search(r"day=2022-09-09", link) and "at=" in link and "hide=disputed" in link


DAY = "() => marchland.current.control.isoOf(marchland.current.time.day)"


def test_a_late_echo_does_not_undo_a_step_but_a_wish_of_the_page_is_done(alone: Page):
    slider = alone.get_by_role("slider", name="Day")
    slider.press("ArrowLeft")
    alone.wait_for_function("() => marchland.current.sent === 1")
    slider.press("ArrowLeft")  # the page still believes in the day before
    say = "given => marchland.show({ ...marchland.current._wanted, ...given })"
    alone.evaluate(say, {"day": "2022-09-08", "answers": 1})
    assert alone.evaluate(DAY) == "2022-09-07"
    alone.wait_for_function("() => marchland.current.sent === 2")
    alone.evaluate(say, {"day": "2022-09-08", "answers": 1})
    assert alone.evaluate(DAY) == "2022-09-07"
    alone.evaluate(say, {"day": "2022-05-01", "answers": 2})
    assert alone.evaluate(DAY) == "2022-05-01"


def test_two_handles_show_what_changed_between_them(alone: Page):
    alone.get_by_role("slider", name="Day").press("ArrowRight")
    alone.get_by_role("button", name="Changes since another day").click()
    expect(alone.locator(".marchland-date")).to_have_text("11 Aug 2022 – 10 Sept 2022")
    expect(alone.locator(".marchland-between")).to_have_text("changed between these days: 1 place")
    expect(alone.get_by_role("button", name="Now held by Ukraine")).to_contain_text("1")
    assert describe(alone, "Izium")["shown"] and not describe(alone, "Fought")["shown"]
    assert "since=2022-08-11" in alone.evaluate("() => marchland.current.address.link")
    earlier = alone.get_by_role("slider", name="Changes since")
    for _ in range(30):
        earlier.press("ArrowRight")
    expect(alone.locator(".marchland-note").first).to_contain_text("Nothing known changed between these two days")
    alone.keyboard.press("r")
    expect(alone.locator(".marchland-date")).to_have_text("10 September 2022")


def test_a_walk_through_time_comes_to_what_a_leap_does(alone: Page):
    """A step looks only at places whose look ends; with filters and two handles, too, nothing is missed by it."""
    differ, looks = alone.evaluate(
        """async () => {
            const { Points } = await import("marchland/points.js");
            const { control } = marchland.current;
            const everything = () => true;
            const recent = (place, k, day) => control.silent(k, day) <= 30;
            const points = (test, age) => {
                const made = new Points();
                made.setControl(control);
                made.setFilter(control.states.map(() => false), test, age);
                return made;
            };
            const differ = [], looks = new Set();
            for (const [test, age] of [[everything, Infinity], [recent, 30]]) {
                const walker = points(test, age);
                for (let step = 0; step < 900; step++) {
                    const day = step < 450 ? step : 900 - step;
                    const since = step % 300 < 200 ? null : day - 10 - (step % 7);
                    walker.turn(day, since);
                    const leaper = points(test, age);
                    leaper.turn(day, since);
                    const seen = (each) => `${each._look} ${each.counts}`;
                    looks.add(seen(leaper));
                    if (seen(walker) !== seen(leaper)) differ.push([day, since, seen(walker), seen(leaper)]);
                }
            }
            return [differ, looks.size];
        }"""
    )
    assert not differ, differ[:3]
    assert looks > 10


def test_names_and_words_in_another_language(alone: Page):
    alone.get_by_label("Language of the map").select_option("uk")
    expect(alone.locator(".marchland-kicker")).to_have_text("Війна в Україні")
    expect(alone.locator(".marchland-date")).to_have_text("9 вересня 2022")
    expect(alone.get_by_role("button", name="Утримує Росія")).to_be_visible()
    at = describe(alone, "Izium")
    alone.mouse.move(at["x"], at["y"])
    expect(alone.locator(".marchland-tip")).to_have_text("ІзюмХарківська областьутримує Росія, з 1 квітня 2022")
    assert alone.evaluate("() => document.documentElement.lang") == "uk"
    alone.get_by_label("Мова карти").select_option("en")
    expect(alone.locator(".marchland-kicker")).to_have_text("The war in Ukraine")


def test_places_are_reached_by_keyboard(alone: Page):
    places = alone.get_by_role("application", name="Places")
    places.focus()
    alone.keyboard.press("Home")
    expect(places).to_contain_text(f"{EVIL}, Kharkiv: claimed by Russia")
    alone.keyboard.press("ArrowRight")
    expect(places).to_contain_text("Fought, Kharkiv: contested: fighting in it")
    alone.keyboard.press("ArrowRight")
    expect(places).to_contain_text("Izium, Kharkiv: held by Russia, since 1 April 2022")
    alone.keyboard.press("Enter")
    expect(alone.get_by_role("region", name="Evidence")).to_contain_text("The flag was raised.")


def test_filters_leave_faint_dots_and_say_so(alone: Page):
    ask = """given => marchland.show({ ...marchland.current._wanted, answers: marchland.current.sent, ...given,
        filters: { sides: [], statuses: [], confidence: 0, age: null, ...given.filters } })"""
    alone.evaluate(ask, {"filters": {"statuses": ["contested"]}})
    assert describe(alone, "Fought")["shown"] and not describe(alone, "Izium")["shown"]
    expect(alone.locator(".marchland-note").first).to_have_text("Filtered: status contested")
    expect(alone.get_by_role("button", name="Held by Russia")).to_contain_text("0")
    alone.evaluate(ask, {"filters": {"age": 30}})
    expect(alone.locator(".marchland-note").first).to_contain_text("No place passes the filters on this day")
    bit = alone.evaluate("n => btoa(String.fromCharCode(1 << n))", describe(alone, "Izium")["place"])
    alone.evaluate(ask, {"filters": {}, "kept": bit})
    assert describe(alone, "Izium")["shown"] and not describe(alone, "Fought")["shown"]
    alone.evaluate(ask, {"filters": {}, "kept": None})
    assert describe(alone, "Fought")["shown"]
    expect(alone.locator(".marchland-note").first).to_be_empty()

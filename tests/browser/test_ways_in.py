"""The ways in, in a real browser: what is not yet saved stays, whatever happens to the page or the app."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import serve
from tests.site import serving, story

UNDATED = "Town regained\n\nUkrainian forces recaptured Izium on Saturday, officials said."


def test_a_draft_survives_a_click_a_reload_and_a_restart(page: Page, empty_home: Path) -> None:
    def typed() -> None:
        expect(page.get_by_text("11 September 2022 (as the user gave it)")).to_be_visible()
        expect(page.get_by_role("textbox", name="Publisher", exact=True)).to_have_value("The Daily")
        expect(page.get_by_role("button", name="Save 1 article")).to_be_enabled()

    with serve(empty_home) as url:
        page.goto(f"{url}/articles")
        page.locator('input[type="file"]').set_input_files(
            {"name": "izium-2022-09-11.txt", "mimeType": "text/plain", "buffer": UNDATED.encode()}
        )
        page.get_by_role("button", name="It was 11 September 2022").click()
        expect(page.get_by_text("11 September 2022 (as the user gave it)")).to_be_visible()
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
    with serve(empty_home) as url:
        page.goto(f"{url}/articles")
        typed()
        page.get_by_role("button", name="Save 1 article").click()
        expect(page.get_by_text("Saved “")).to_be_visible()


def test_two_at_once_see_and_save_each_their_own(page: Page, browser: Browser, empty_home: Path) -> None:
    def paste(page: Page, town: str) -> None:
        page.get_by_role("tab", name="Pasted text").click()
        words = f"{town} regained\n\nPublished: 2022-09-11\n\nUkrainian forces recaptured {town} on Saturday."
        page.get_by_label("The article's text, headline first").fill(words)
        page.get_by_role("button", name="Find the claims in it").click()
        expect(page.get_by_role("heading", name=f"{town} regained")).to_be_visible()

    def others_have(page: Page) -> None:
        expect(page.get_by_text("Brought in other browsers: 1 article not yet saved")).to_be_visible()

    with browser.new_context() as context, serve(empty_home) as url:
        other = context.new_page()
        for each in (page, other):
            each.goto(f"{url}/articles")
        paste(page, "Izium"), paste(other, "Lyman")
        for each, town in ((page, "Izium"), (other, "Lyman"), (page, "Izium")):
            each.reload()
            expect(each.get_by_role("heading", name=f"{town} regained")).to_be_visible()
            expect(each.get_by_role("button", name="Save 1 article")).to_be_enabled()
            expect(each.get_by_role("heading", name="regained")).to_have_count(1)
            others_have(each)
        other.get_by_role("button", name="Save 1 article").click()
        expect(other.get_by_text("Saved “Lyman regained”")).to_be_visible()
        others_have(other)
        page.get_by_role("button", name="Save 1 article").click()
        expect(page.get_by_text("Saved “Izium regained”")).to_be_visible()
        expect(page.get_by_text("Brought in other browsers")).to_have_count(0)
        for each in (page, other):
            each.goto("about:blank")
        cookie = next(each for each in context.cookies(url) if each["name"] == "marchland_browser")
        assert cookie["httpOnly"] and cookie["sameSite"] == "Lax"


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title>{}</channel></rss>"""
ITEM = "<item><title>{0}</title><link>/{0}.html</link></item>"


def test_addresses_and_feeds_are_fetched_once_they_are_allowed_and_never_from_this_network(
    page: Page, empty_home: Path
) -> None:
    with serving() as site, serve(empty_home, "tests/browser/app_with_site.py", TEST_SITE_PORT=str(site.port)) as url:
        for town in ("izium", "lyman", "kupiansk"):
            site.put(f"/{town}.html", story(town.title()))
        site.redirect("/inside", "http://127.0.0.1:1/")
        site.redirect("/metadata", "http://169.254.169.254/latest/meta-data/")
        page.goto(f"{url}/articles")
        page.get_by_role("tab", name="Web addresses").click()
        expect(page.get_by_role("button", name="Fetch them")).to_be_disabled()
        page.get_by_text("Let Marchland go online").first.click()
        expect(page.get_by_role("button", name="Fetch them")).to_be_enabled()
        box = page.get_by_label("Web addresses of articles, one a line")
        box.fill("\n".join(f"{site.url}/{path}" for path in ("izium.html", "inside", "metadata")))
        page.get_by_role("button", name="Fetch them").click()
        expect(page.get_by_text("What came of 3 files: 1 article read, 2 not")).to_be_visible()
        expect(page.get_by_role("heading", name="Izium regained")).to_be_visible()

        site.put("/feed", FEED.format(ITEM.format("izium") + ITEM.format("lyman")))
        page.get_by_role("tab", name="Feeds").click()
        page.get_by_label("Address of an RSS or Atom feed").fill(f"{site.url}/feed")
        page.get_by_role("button", name="Add the feed").click()
        expect(page.get_by_text("2 items, 1 of them new")).to_be_visible()
        expect(page.get_by_role("heading", name="Lyman regained")).to_be_visible()
        site.put("/feed", FEED.format(ITEM.format("lyman") + ITEM.format("kupiansk")))
        page.get_by_role("tab", name="Feeds").click()
        page.get_by_role("button", name="Look now").click()
        expect(page.get_by_role("heading", name="Kupiansk regained")).to_be_visible()
        assert [site.times(f"/{town}.html") for town in ("izium", "lyman", "kupiansk")] == [1, 1, 1]
        page.get_by_role("button", name="Save 3 articles").click()
        expect(page.get_by_text("Saved “")).to_have_count(3)

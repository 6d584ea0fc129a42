"""The Articles page in a real browser: a hostile article stays words wherever it is shown, and nothing of it runs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

TELL = "parent.ran=1;window.ran=1;alert(1)"
TITLE = f"<script>{TELL}</script> [link](javascript:{TELL}) ![i](http://evil.example/a.png) :red[x] $x^2$"
QUOTE = (
    "Ukrainian forces recaptured Izium on Saturday, officials said <img src=http://evil.example/b.png onerror=ran=1>."
)
SPOKEN = f"<a href='javascript:{TELL}'>They</a> were \u202edias\u202c to be **proud**."
BODY = f"""{TITLE}

Published: 2022-09-11

{QUOTE} {SPOKEN}

<svg onload={TELL}><style>body {{ display: none }}</style><iframe src="http://evil.example/"></iframe>
<math><mtext><table><mglyph><style><img src=x onerror={TELL}></style></mglyph></table></mtext></math>
"><script>{TELL}</script> \x00 \u2028 http://evil.example/ {"A" * 3_000}
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / f"{'<img src=x onerror=ran=1>'} ![i](javascript:1).txt"
    path = path.with_name(path.name.replace("/", "_"))
    path.write_text(BODY, encoding="utf-8")
    return path


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A page on which nothing may speak up: no dialog, no error, nothing run in any frame."""
    heard: list[str] = []
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    yield page
    assert not heard
    for frame in page.frames:
        assert frame.evaluate("window.ran") is None
        assert not frame.locator("[onerror], [onload], a[href^='javascript:'], [src*='evil'], [href*='evil']").count()


def test_a_hostile_article_stays_words_before_it_is_saved_and_after(watched: Page, app_url: str, hostile: Path) -> None:
    page = watched
    page.goto(f"{app_url}/articles")
    page.locator('input[type="file"]').set_input_files(hostile)
    expect(page.get_by_role("heading", name="<script>")).to_be_visible()
    article = page.locator(".ml-article")
    expect(article).to_contain_text("<img src=http://evil.example/b.png")
    expect(article).to_contain_text('<iframe src="http://evil.example/">')
    expect(article).to_contain_text("□dias□ to be **proud**")  # what would turn letters round is shown as a box
    assert not article.locator("script, img, iframe, svg, style, strong, table").count()
    assert article.evaluate("each => each.scrollWidth <= each.clientWidth + 1")  # the endless word is broken

    page.get_by_role("button", name="Save 1 article").click()
    expect(page.get_by_text("Saved “")).to_be_visible()
    page.get_by_role("link", name="Read it").click()
    expect(page).to_have_url(re.compile(r"/articles\?article=[0-9a-f]{64}$"))
    expect(page.locator(".ml-article mark").first).to_be_visible()
    assert not page.locator(".ml-article").locator("script, img, iframe, svg, style, strong, table").count()

    page.locator(".ml-article p a.ml-place", has_text="Izium").first.click()
    expect(page).to_have_url(re.compile(r"/\?day=2022-09-10&place="))
    expect(page.get_by_text("<img src=http://evil.example/b.png").first).to_be_visible()

    page.locator('[data-testid="stVegaLiteChart"] svg [aria-roledescription="point"]').last.hover(force=True)
    expect(page.locator("#vg-tooltip-element")).to_contain_text("claim")
    assert not page.locator("#vg-tooltip-element").locator("img, script, a").count()
    page.locator("a[href*='claim=']").first.click()  # the claim leads back to its sentence in the article
    expect(page.locator(".ml-article .ml-opened").first).to_be_in_viewport()


def test_a_hostile_page_is_read_for_its_words_alone(watched: Page, app_url: str, tmp_path: Path) -> None:
    page = watched
    path = tmp_path / "page.html"
    words = "Ukrainian forces recaptured Kupiansk on Saturday, officials said, after days of fighting in the streets. "
    path.write_text(
        f"<html><head><title>Kupiansk</title><meta property='article:published_time' content='2022-09-11'>"
        f"<script>{TELL}</script></head><body onload='{TELL}'><article><p>{words * 3}"
        f"&lt;script&gt;{TELL}&lt;/script&gt;"
        f"<img src=http://evil.example/c.png onerror={TELL}></p></article></body></html>"
    )
    page.goto(f"{app_url}/articles")
    page.locator('input[type="file"]').set_input_files(path)
    expect(page.locator(".ml-article")).to_contain_text(f"<script>{TELL}</script>")
    expect(page.get_by_text("11 September 2022 (by its metadata)")).to_be_visible()


def test_a_link_to_an_article_opens_it_with_the_navigation(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/articles?article=nothing")
    expect(page.get_by_text("is not here; it may have been removed")).to_be_visible()
    expect(page.get_by_role("link", name="Map")).to_be_visible()


def test_a_row_of_the_list_opens_its_article(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/articles")
    table = page.get_by_test_id("stDataFrame").last
    expect(table).to_be_visible()
    table.scroll_into_view_if_needed()
    table.click(position={"x": 16, "y": 52})  # the mark of the first row: the table is a canvas
    expect(page.locator(".ml-article")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?article=[0-9a-f]{64}$"))
    page.get_by_role("button", name="All articles").click()
    expect(page.get_by_role("heading", name="The collection")).to_be_visible()

"""What the real server answers, and people who sign in to it."""

import json
import re
import shutil
import urllib.request
from collections.abc import Iterator
from datetime import date
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from extract.model import Article
from extract.read.article import article_id
from store import open_store
from store.samples import SAMPLES
from tests.browser.conftest import MAP_FRAME, serve
from tests.provider import Provider, providing
from tests.site import serving
from theatre.folders import home


def ask(url: str, **headers: str) -> tuple[int, Message, str]:
    """Status, headers and body of an answer."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
    except HTTPError as error:
        return error.code, error.headers, error.read().decode("utf-8", "replace")


def test_streamlits_own_addresses_are_guarded_too(app_url: str) -> None:
    for path in ("/", "/articles", "/embed?embed=true", "/_stcore/health", "/static/nothing", "/map/data/nothing"):
        _, headers, _ = ask(app_url + path)
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert "default-src 'self'" in headers["Content-Security-Policy"], path
    assert ask(f"{app_url}/_stcore/metrics")[0] == 404
    assert ask(f"{app_url}/", Host="evil.example")[0] == 421
    assert json.loads(ask(f"{app_url}/_stcore/host-config")[2])["allowedOrigins"] == []
    status, _, body = ask(f"{app_url}/healthz")
    assert status == 200 and body.count("\n") == 0 and json.loads(body)["store"] == "ok"


def test_the_map_to_embed_works_in_somebody_elses_page_and_no_other_does(context: BrowserContext, app_url: str) -> None:
    frames = "".join(
        f'<iframe id="{name}" src="{app_url}/{path}" width="900" height="640"></iframe>'
        for name, path in (("map", "embed?embed=true"), ("whole", "embed"), ("data", "data"))
    )
    page = context.new_page()
    with serving() as elsewhere:  # on another port, which makes it another site's for the browser
        elsewhere.put("/", frames)
        page.goto(f"{elsewhere.url}/")
        inside = page.frame_locator("#map").frame_locator(MAP_FRAME)
        inside.locator('[data-state="shown"]').wait_for()
        shown = [frame.url.partition("?")[0] for frame in page.main_frame.child_frames]
        assert shown == [f"{app_url}/embed", "chrome-error://chromewebdata/", "chrome-error://chromewebdata/"]
        # a page that frames the map may not have its own script run in it
        page.evaluate(
            """() => {
                const map = document.querySelector("#map").contentWindow;
                const script = "document.title = 'ours no more';";
                const bad = { script, header: script, html: "", feature_group: script, layer_control: script };
                for (let each = 0; each < map.length; each++)
                    map[each].postMessage({ type: "streamlit:render", args: bad, disabled: false }, "*");
            }"""
        )
        page.wait_for_timeout(500)
        assert inside.locator(".marchland").evaluate("() => document.title") == "Streamlit Folium Component"


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Provider, Path]]:
    """An app without samples that asks a provider, the provider, and the app's home."""
    folder = tmp_path_factory.mktemp("home")
    for built in home().glob("gazetteer-*"):
        shutil.copy(built, folder)
    store = open_store(f"sqlite:///{folder / 'marchland.sqlite'}")
    text = "Ukrainian forces recaptured Izium, officials said."
    store.add(Article(article_id(text), "Izium", text, date(2022, 9, 11)), [], sample=True)
    store.set(SAMPLES, "loaded")
    store.close()
    with (
        providing() as provider,
        serve(folder, **provider.environment(MARCHLAND_REVIEWERS="rob@example.org", MARCHLAND_READERS="*")) as url,
    ):
        yield url, provider, folder


def sign_in(context: BrowserContext, url: str, provider: Provider, **person: str) -> Page:
    provider.person = {"sub": person["email"], **person}
    page = context.new_page()
    page.goto(f"{url}/data")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Account")).to_be_visible()
    page.goto(f"{url}/data")
    expect(page.get_by_role("heading", name="Data", exact=True)).to_be_visible()
    return page


def test_people_sign_in_and_may_do_what_their_role_says(
    browser: Browser, signed_in: tuple[str, Provider, Path]
) -> None:
    url, provider, folder = signed_in
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(url)
        expect(page.get_by_text("This Marchland asks who you are.")).to_be_visible()
        assert page.locator(MAP_FRAME).count() == 0

        page = sign_in(context, url, provider, email="reader@example.org")
        with page.expect_response(re.compile("/map/data/")) as drawn:
            page.goto(url)
        page.frame_locator(MAP_FRAME).locator('[data-state="shown"]').wait_for()
        assert drawn.value.status == 200 and "private" in drawn.value.headers["cache-control"]
        assert ask(drawn.value.url)[0] == 403  # to whoever knows the address alone
        page.goto(f"{url}/data")
        expect(page.get_by_role("heading", name="Where it comes from")).to_be_visible()
        for words in ("Make every village exact", "What happened here", "Remove all samples", "Review"):
            assert page.get_by_text(words, exact=True).count() == 0, words
        page.goto(f"{url}/account")
        expect(page.get_by_text("You are signed in as reader@example.org.")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_text("This Marchland asks who you are.")).to_be_visible()

    with browser.new_context() as context:
        page = sign_in(context, url, provider, email="ann@example.org")
        page.get_by_role("button", name="Remove all samples").click()
        expect(page.get_by_role("button", name="Bring the samples back")).to_be_visible()

    store = open_store(f"sqlite:///{folder / 'marchland.sqlite'}")
    assert store.articles().empty
    assert list(store.audit()["by"]) == ["ann@example.org", ""]  # who removed it; before that, nobody was asked
    store.close()

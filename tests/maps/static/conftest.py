"""Our modules in a browser, from the addresses that the app serves them at, with no app or map around them."""

import time
from collections.abc import Callable, Iterator
from threading import Thread

import pytest
import uvicorn
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from maps.assets import address, routes

BLANK = f'<!doctype html><title>Blank</title><script src="{address("leaflet/leaflet.js")}"></script>'

Run = Callable[..., object]


@pytest.fixture(scope="session")
def blank(browser: Browser) -> Iterator[Page]:
    """A page that has Leaflet and nothing else, beside the map's files."""
    app = Starlette(routes=[*routes(), Route("/", lambda _: HTMLResponse(BLANK))])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server of the map's files did not start"
        time.sleep(0.05)
    (port,) = (socket.getsockname()[1] for each in server.servers for socket in each.sockets)
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{port}/")
    yield page
    page.close()
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def run(blank: Page) -> Run:
    """run("pixels.js", "({ over }, a, b) => over(a, b)", 1, 2): what a function of a module's exports answers."""

    def run(module: str, script: str, *given: object) -> object:
        call = f"async ([module, given]) => ({script})(await import(module), ...given)"
        return blank.evaluate(call, [address(module), list(given)])

    return run

"""A real Chromium against the real app. No test can reach outside 127.0.0.1; what tries is recorded and fails it."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    FrameLocator,
    Page,
    Request,
    expect,
)

from store import open_store
from store.samples import SAMPLES
from tests.theatre.conftest import least_folder
from theatre.folders import DATA, home

TILES = "https://tile.openstreetmap.org/"  # only after the user has asked for them
MAP_FRAME = 'iframe[title="streamlit_folium.st_folium"]'
PATIENCE = 150_000  # milliseconds; two cores that many share
LONG_PATIENCE = 180_000  # for what takes longest: the samples' first reading, a page until nothing on it moves

# What still moves in a frame, in words; none where it rests. Streamlit fades new and outdated elements in and out, and
# says on its own element whether a script runs.
_UNREST = """() => {
    const motions = document.getAnimations().filter(({ playState }) => playState === "running");
    const moving = motions.map(({ effect }) => `moving: ${effect?.target?.outerHTML.slice(0, 200)}`);
    const outdated = [...document.querySelectorAll('[data-stale="true"]')].map((each) => `outdated: ${each.className}`);
    const faded = [...document.querySelectorAll('[data-testid="stElementContainer"]')]
        .filter((each) => getComputedStyle(each).opacity !== "1").map((each) => `faded: ${each.className}`);
    const app = document.querySelector('[data-testid="stApp"]');
    const running = document.querySelector('[data-testid="stStatusWidget"], [data-testid="stSkeleton"]') ||
        (app && app.dataset.testScriptState !== "notRunning");
    return [...moving, ...outdated, ...faded, ...(running ? ["Streamlit is running"] : [])];
}"""
# WCAG 2.2 AA, and of what axe-core finds, the faults alone: it would name each sound element by a selector, which took
# 15 s on a page of charts.
_AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
_CALM = 3  # so many looks in a row have to find nothing that moves,
_BETWEEN = 100  # so many milliseconds apart

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def app_url(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app, running in a folder of its own with the samples read."""
    folder = tmp_path_factory.mktemp("home")
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own  # a process has a folder of its own in it
    for made in _read_once(shared).iterdir():
        shutil.copy(made, folder)
    valleys = tmp_path_factory.mktemp("theatres") / "valleys"  # a second theatre, with nothing in its store
    valleys.mkdir()
    least_folder(valleys)
    with serve(folder, MARCHLAND_THEATRES=str(valleys.parent)) as url:
        page = browser.new_page()
        page.set_default_timeout(LONG_PATIENCE)
        page.goto(url)
        page.frame_locator(MAP_FRAME).locator('[data-state="shown"]').wait_for()
        page.close()
        yield url


def _read_once(shared: Path) -> Path:
    """A home with gazetteer and samples read, that the processes which run the tests make once between them."""
    folder = shared / "home-with-samples"
    with (shared / "home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            begun = Path(tempfile.mkdtemp(dir=shared))
            for built in home().glob("gazetteer-*"):  # building it again would only take time
                shutil.copy(built, begun)
            environment = os.environ | {"MARCHLAND_HOME": str(begun)}
            environment.pop("MARCHLAND_DATABASE", None)
            subprocess.run([sys.executable, "-m", "store"], cwd=DATA.parent, env=environment, check=True)
            begun.rename(folder)
    return folder


@pytest.fixture
def empty_home(tmp_path: Path) -> Path:
    """A home for an app without the samples, so that all it knows comes from what a test brings."""
    for built in home().glob("gazetteer-*"):
        shutil.copy(built, tmp_path)
    store = open_store(f"sqlite:///{tmp_path / 'marchland.sqlite'}")
    store.set(SAMPLES, "removed")
    store.close()
    return tmp_path


class serve:
    """The app on a free port of 127.0.0.1, with `folder` as its home, while the `with` lasts; or another script that
    wraps it, with `environment` beside the usual."""

    def __init__(self, folder: Path, script: str = "app.py", **environment: str) -> None:
        self.folder = folder
        self.script = script
        self.environment = environment

    def __enter__(self) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.log = (self.folder / "app.log").open("w+", encoding="utf-8")
        server = ["--server.address", "127.0.0.1", "--server.port", str(port), "--server.headless", "true"]
        self.app = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", self.script, *server],
            cwd=DATA.parent,
            env={key: value for key, value in os.environ.items() if key != "MARCHLAND_DATABASE"}
            | {"MARCHLAND_HOME": str(self.folder)}
            | self.environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        url = f"http://127.0.0.1:{port}"
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):
                    return url
            except OSError:
                time.sleep(0.25)
            if self.app.poll() is not None:
                break
        self.__exit__()
        pytest.fail("The app did not start:\n" + Path(self.log.name).read_text("utf-8")[-4000:])

    def __exit__(self, *_: object) -> None:
        self.app.terminate()
        try:
            self.app.wait(10)
        except subprocess.TimeoutExpired:
            self.app.kill()
        self.log.close()


@pytest.fixture
def outside() -> list[str]:
    """The addresses outside 127.0.0.1 that the test's pages asked for. None of them is found (tests/conftest.py)."""
    return []


@pytest.fixture
def context(browser: Browser, outside: list[str]) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light", locale="en-GB")

    def note(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "file:")):
            outside.append(request.url)

    context.on("request", note)  # a route would ask Python about every request, a second for each page of the app
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()
    forbidden = [url for url in outside if not url.startswith(TILES)]
    assert not forbidden, f"the page asked for addresses outside the app: {forbidden}"


def wait_for_rest(page: Page) -> None:
    """Wait until nothing moves, fades or is computed any more in any frame of a page: what it shows then, it keeps.

    A test that measures (colours, contrast, boxes, pixels) must wait for this; what is asked with `expect` need not.
    """
    deadline = time.monotonic() + LONG_PATIENCE / 1000
    calm = 0
    while calm < _CALM:
        try:
            unrest = [each for frame in page.frames for each in frame.evaluate(_UNREST)]
        except Error as error:  # a frame that goes away while it is asked
            unrest = [str(error)]
        calm = 0 if unrest else calm + 1
        if time.monotonic() > deadline:
            pytest.fail("The page does not come to rest:\n" + "\n".join(unrest))
        page.wait_for_timeout(_BETWEEN)


def axe_finds_nothing(page: Page) -> None:
    """axe-core finds no fault in any frame of a page that is at rest."""
    wait_for_rest(page)
    for frame in page.frames:
        found = Axe().run(frame, options=_AXE)
        assert found.violations_count == 0, f"{frame.url}: {found.generate_report()}"


def slow_down(page: Page, request: pytest.FixtureRequest) -> None:
    """Have a page's processor run as many times slower as `--slow-cpu` says."""
    rate = request.config.getoption("slow_cpu")
    if rate > 1:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


@pytest.fixture
def page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page whose console stays free of errors; that tiles can't be had is not one, nor that a test ended the app."""
    page = context.new_page()
    slow_down(page, request)
    errors: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        url = message.location["url"]
        is_ended = (
            "ERR_CONNECTION_REFUSED" in message.text and "/_stcore/" in url
        )  # Streamlit asks for its server again
        if message.type == "error" and not url.startswith(TILES) and not is_ended:
            errors.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not errors, f"the console has errors: {errors}"


class MapOnPage:
    """The map in a page, through its own hook: what a canvas shows can't be read from the document."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator(MAP_FRAME)

    def open(self, query: str = "") -> "MapOnPage":
        self.page.goto(f"{self.url}/{query}")
        self.frame.locator('[data-state="shown"]').wait_for()
        wait_for_rest(self.page)
        return self

    def run(self, script: str, *arguments: object) -> object:
        """Run a function of the map's own frame."""
        return self.frame.locator(".marchland").evaluate(f"(_, given) => ({script})(...given)", list(arguments))

    def place(self, name: str) -> dict:
        """What the map shows of a place: status, holder, day, position in its frame."""
        return self.run("name => marchland.current.describe(name)", name)

    def click(self, name: str) -> None:
        at = self.place(name)
        self.frame.locator(".marchland").click(position={"x": at["x"], "y": at["y"]})


@pytest.fixture
def the_map(page: Page, app_url: str) -> MapOnPage:
    return MapOnPage(page, app_url)

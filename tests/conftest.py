"""Options of the test command, and the browser that tests share."""

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from extract.pipeline import Pipeline
from store.samples import samples
from tests.extract.languages.pipeline import pipeline as loaded_once
from theatre.theatre import load_theatre

_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # the network ends at this computer
]
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--slow-cpu",
        type=float,
        default=1.0,
        metavar="RATE",
        help="run the pages of the browser tests on a processor that Chromium makes RATE times slower",
    )


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by their argument: those of an archive hold the second it was made, and every
    worker must find the same names."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The installation's own pipeline, loaded once a process."""
    return loaded_once()


@pytest.fixture
def few_samples(monkeypatch: pytest.MonkeyPatch) -> int:
    """Only the first briefs are samples, so that they are soon read; how many."""
    briefs = list(islice(samples(load_theatre()), 6))
    monkeypatch.setattr("store.samples.samples", lambda theatre: iter(briefs))
    return len(briefs)


@pytest.fixture(scope="session", autouse=True)
def no_power_cuts() -> Iterator[None]:
    """Stores opened by the tests themselves don't wait for the disk."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("store.engine._SYNCHRONOUS", "OFF")
        yield


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, _NAMES)), None) or (_MACOS if Path(_MACOS).exists() else None)
    own = Path(playwright.chromium.executable_path)
    if not found and not own.exists():
        pytest.fail(
            "The browser tests need Chromium, and there is none: looked for " + ", ".join(_NAMES) + f", {_MACOS} and "
            f"{own}. Install Chromium (Debian: apt-get install chromium), then run the tests again."
        )
    browser = playwright.chromium.launch(executable_path=found or str(own), args=_FLAGS)
    yield browser
    browser.close()

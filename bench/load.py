"""How the app bears many at once, and how it grows: `python -m bench.load [--readers 50] [--uploaders 5] [--seconds 60]
[--articles 1000] [--database URL]`, or `python -m bench.load --growth 1000 10000 50000`.

Readers are clients of Streamlit's websocket: each has the server run the whole map page as for a browser, fetches what
the map loads, and every few seconds lets go of the time bar at another day. Uploaders are real browsers: each pastes an
article, saves it and opens the map, until the time is over, once at least. Said are the times that readers wait for the
map and for an answer, those from a save to the map with it, the server's memory for each reader, who gave up and why,
and whether every article that was saved is there once. With --growth: what starting and saving take with so many
articles, without and with what an app that ran before kept on disk. Articles are made ones (bench.made_store);
`--database` names an empty database, by default a file of SQLite.
"""

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import websockets
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.made_store import filled
from gazetteer.files import load_gazetteer
from store import open_store
from theatre.folders import DATA, home
from theatre.theatre import load_theatre

__all__ = [
    "Measured",
    "Reader",
    "chromium",
    "main",
    "p95",
    "paste",
    "readers_and_uploaders",
    "running",
    "start",
    "wait_for",
]

COMPONENT = "streamlit_folium.st_folium"
LOADED = re.compile(r"/map/data/[0-9a-f]{16}")
SHOWN = '[data-state="shown"]'
FRAME = f'iframe[title="{COMPONENT}"]'
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu"]
PATIENCE = 180.0
PAUSE = (2.0, 6.0)  # seconds between what a reader does


@dataclass
class Measured:
    """Seconds that things took, by what they were; and why readers and uploaders gave up, a line each."""

    map: list[float] = field(default_factory=list)
    answer: list[float] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    gave_up: list[str] = field(default_factory=list)


def p95(times: Sequence[float]) -> float:
    """The time that 19 of 20 stay under; not a number for none."""
    return sorted(times)[max(-(-len(times) * 19 // 20) - 1, 0)] if times else float("nan")


def start(folder: Path, database: str) -> tuple[str, subprocess.Popen[bytes]]:
    """The app with a folder for its home and a database, begun on a free port: its host and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = ["--server.address", "127.0.0.1", "--server.port", str(port), "--server.headless", "true"]
    app = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", *server],
        cwd=DATA.parent,
        env=os.environ | {"MARCHLAND_HOME": str(folder), "MARCHLAND_DATABASE": database},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return f"127.0.0.1:{port}", app


def wait_for(host: str, app: subprocess.Popen[bytes]) -> bool:
    """Wait until the app answers; whether it does."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and app.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"http://{host}/_stcore/health", timeout=5):
            return True
        time.sleep(0.05)
    return False


@contextmanager
def running(folder: Path, database: str) -> Iterator[tuple[str, int]]:
    """The app with a folder for its home and a database, on a free port: its host and the process's id."""
    host, app = start(folder, database)
    try:
        wait_for(host, app)
        yield host, app.pid
    finally:
        app.terminate()
        app.wait(30)


class Reader:
    """One session on the map page, without a browser."""

    def __init__(self, host: str, measured: Measured) -> None:
        self.host, self.measured = host, measured
        self.component = self.data = ""
        self.had: set[str] = set()
        self.number = 0

    async def stay(self, until: float) -> None:
        """Open the map, and move in time until then."""
        address = f"ws://{self.host}/_stcore/stream"
        async with websockets.connect(
            address, subprotocols=[websockets.Subprotocol("streamlit")], max_size=None, origin=None
        ) as self.socket:
            began = time.monotonic()
            await self._run(BackMsg())
            self.measured.map.append(time.monotonic() - began)
            while time.monotonic() < until:
                await asyncio.sleep(random.uniform(*PAUSE))
                began = time.monotonic()
                await self._run(self._moved())
                self.measured.answer.append(time.monotonic() - began)

    def _moved(self) -> BackMsg:
        """The map's user has let go of the time bar."""
        self.number += 1
        day = date(2022, 2, 24) + timedelta(days=random.randrange(1_000))
        message = {"number": self.number, "day": day.isoformat(), "place": -1, "data": self.data}
        asked = BackMsg()
        state = asked.rerun_script.widget_states.widgets.add()
        state.id, state.json_value = self.component, json.dumps(message)
        return asked

    async def _run(self, asked: BackMsg) -> None:
        """Have the script run, until it ends; what the map loads is loaded too."""
        asked.rerun_script.is_auto_rerun = False
        await self.socket.send(asked.SerializeToString())
        while True:
            message = ForwardMsg.FromString(await asyncio.wait_for(self.socket.recv(), PATIENCE))
            if message.WhichOneof("type") == "script_finished":
                return
            component = message.delta.new_element.component_instance
            if component.component_name == COMPONENT:
                self.component = component.id
                found = LOADED.findall(component.json_args)
                self.data = next(iter(found), self.data)
                for path in {*found} - self.had:
                    await asyncio.to_thread(self._load, path)
                self.had |= {*found}

    def _load(self, path: str) -> None:
        with urllib.request.urlopen(f"http://{self.host}{path}", timeout=PATIENCE) as answer:
            answer.read()


async def _read(host: str, readers: int, until: float, measured: Measured) -> None:
    """Readers that come one after another within some seconds."""

    async def one(number: int) -> None:
        await asyncio.sleep(number * 0.1)
        await Reader(host, measured).stay(until)

    ended = await asyncio.gather(*(one(number) for number in range(readers)), return_exceptions=True)
    measured.gave_up += [f"a reader: {_cause(each)}" for each in ended if isinstance(each, BaseException)]


def _cause(error: BaseException) -> str:
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"


def chromium(playwright: Playwright) -> Browser:
    """The browser that is installed."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


def _upload(host: str, number: int, until: float, measured: Measured) -> None:
    """A browser that saves article after article, and looks at the map after each; one at least, however long it took
    to start."""
    try:
        with sync_playwright() as playwright:
            browser = chromium(playwright)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(PATIENCE * 1000)
            for turn in count(1):
                title = f"Report {number}-{turn} of {random.randrange(10**9)}"
                measured.saved.append(_save_one(page, host, title))
                measured.titles.append(title)
                if time.monotonic() >= until:
                    break
            browser.close()
    except Error as error:
        measured.gave_up.append(f"uploader {number}: {_cause(error)}")


def paste(page: Page, host: str, text: str) -> float:
    """Paste an article on the Articles page and save it; the moment at which the button was pressed."""
    page.goto(f"http://{host}/articles")
    page.get_by_role("tab", name="Pasted text").click()
    page.get_by_label("The article's text, headline first").fill(text)
    page.get_by_role("button", name="Find the claims in it").click()
    save = page.get_by_role("button", name=re.compile(r"Save \d+ article"))
    save.wait_for()
    began = time.monotonic()
    save.click()
    page.get_by_text("Saved “").first.wait_for()
    return began


def _save_one(page: Page, host: str, title: str) -> float:
    """Paste and save one article; the seconds from the button to the map that has it."""
    words = f"{title}\n\nPublished: 2022-09-11\n\nUkrainian forces recaptured Izium on Saturday, {title.lower()} says."
    began = paste(page, host, words)
    page.get_by_role("link", name="Map", exact=True).first.click()
    page.frame_locator(FRAME).locator(SHOWN).wait_for()
    return time.monotonic() - began


def _memory(process: int) -> float:
    """What a process holds, in MB."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def readers_and_uploaders(host: str, readers: int, uploaders: int, seconds: float) -> Measured:
    """What they measured."""
    measured = Measured()
    until = time.monotonic() + seconds
    browsers = [
        threading.Thread(target=_upload, args=(host, number, until, measured), daemon=True)
        for number in range(uploaders)
    ]
    for each in browsers:
        each.start()
    asyncio.run(_read(host, readers, until, measured))
    for number, each in enumerate(browsers):
        each.join(PATIENCE)
        if each.is_alive():
            measured.gave_up.append(f"uploader {number}: is not done {PATIENCE:.0f} s after the end")
    return measured


def _made(folder: Path, database: str, articles: int) -> None:
    for built in home().glob("gazetteer-*"):
        shutil.copy(built, folder)
    theatre = load_theatre()
    store = open_store(database)
    filled(store, articles, theatre=theatre, gazetteer=load_gazetteer(theatre))
    store.close()


def _first_map(host: str) -> float:
    """Seconds until a first reader has the map."""
    measured = Measured()
    asyncio.run(Reader(host, measured).stay(0))
    return measured.map[0]


def _lost_or_doubled(database: str, titles: Sequence[str]) -> tuple[int, int]:
    store = open_store(database)
    kept = store.articles("Report")["title"].tolist()
    store.close()
    return len({*titles} - {*kept}), len(kept) - len({*kept})


def _load(options: argparse.Namespace, folder: Path, database: str) -> None:
    _made(folder, database, options.articles)
    with running(folder, database) as (host, process):
        _first_map(host)
        before = _memory(process)
        measured = readers_and_uploaders(host, options.readers, options.uploaders, options.seconds)
        each = (_memory(process) - before) / max(options.readers + options.uploaders, 1)
    company = f"{options.readers} readers, {options.uploaders} uploaders"
    print(f"{options.articles:,} articles, {company}, {options.seconds:g} s")
    for name, times in (("map opened", measured.map), ("answer", measured.answer), ("save to map", measured.saved)):
        middle = sorted(times)[len(times) // 2] if times else float("nan")
        print(f"  {name:12} {len(times):5} times, median {middle:6.2f} s, p95 {p95(times):6.2f} s")
    lost, doubled = _lost_or_doubled(database, measured.titles)
    print(f"  gave up {len(measured.gave_up)}; articles lost {lost}, doubled {doubled}; {each:.1f} MB a session")
    for line in measured.gave_up:
        print(f"  {line}")


def _grow(sizes: Sequence[int]) -> None:
    print("articles  start to map, first  again   save to map  memory")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder, database = Path(name), f"sqlite:///{name}/marchland.sqlite"
            _made(folder, database, size)
            took = []
            for _ in range(2):
                began = time.monotonic()
                with running(folder, database) as (host, process):
                    _first_map(host)
                    took.append(time.monotonic() - began)
                    time.sleep(30)  # until what was worked out is on disk
                    if len(took) == 2:
                        measured = readers_and_uploaders(host, 0, 1, 1)
                        saved = measured.saved[-1] if measured.saved else float("nan")
                        print(
                            f"{size:8,}  {took[0]:18.1f} s {took[1]:5.1f} s {saved:9.1f} s {_memory(process):6,.0f} MB",
                            *measured.gave_up,
                            flush=True,
                        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--uploaders", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--database", metavar="URL", help="an empty database; by default a file of SQLite")
    parser.add_argument("--growth", type=int, nargs="+", metavar="ARTICLES", help="measure growth instead")
    options = parser.parse_args()
    if options.growth:
        _grow(options.growth)
        return
    with tempfile.TemporaryDirectory() as folder:
        _load(options, Path(folder), options.database or f"sqlite:///{folder}/marchland.sqlite")


if __name__ == "__main__":
    main()

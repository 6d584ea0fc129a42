"""Whether the running app survives: its server killed at random moments, and what is left then looked through.

    python -m bench.kills [--kills 100] [--seed 1] [--seconds 10] [--no-browser]

Each time files are brought, as an upload brings them, and articles that were read before are accepted; the server is
started, which works both off in a process beside it, while a reader looks at the map and a browser pastes and saves
articles. The server is killed with SIGKILL after a random time, some while it starts. Then the process beside it must
end by itself, the store must open and be whole (`store.backup.check`), and all that was brought or said to be saved
must be there, as an article once. At the end the server may finish, and everything is an article.
"""

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen
from threading import Thread, Timer

import websockets
from playwright.sync_api import Browser, Error, sync_playwright
from sqlalchemy import select

from bench.load import Measured, Reader, chromium, paste, start, wait_for
from gazetteer.files import load_gazetteer
from store import open_store, schema
from store.arrivals import Arrival
from store.backup import check
from store.intake.work import pending
from store.owners import of_person
from store.samples import SAMPLES
from theatre.folders import home
from theatre.theatre import load_theatre

__all__ = ["Run", "main"]

_BROUGHT = 4  # files each time
_BRINGER = of_person("bench")  # so that the browser saves its own alone
_ORPHANED = 30.0  # seconds after which the process beside a killed server must be gone
_PATIENCE = 240.0  # seconds for the last server to finish, and one more for each article


def _article(title: str) -> str:
    """An article that is like no other."""
    chance = random.Random(title)
    words = " ".join(f"word{chance.randrange(5_000)}" for _ in range(80))
    return f"{title}\n\nPublished: 2022-09-11\n\nUkrainian forces recaptured Izium on Saturday. {words}."


@dataclass
class Run:
    """A home with a store, and what was brought to it or said to be saved, by title."""

    folder: Path
    chance: random.Random
    browser: Browser | None = None
    titles: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path, seed: int, browser: Browser | None = None) -> "Run":
        """One that begins in an empty folder."""
        load_gazetteer(load_theatre())
        for built in home().glob("gazetteer-*"):
            shutil.copy(built, folder)
        run = cls(folder, random.Random(seed), browser)
        store = open_store(run.url)
        store.set(SAMPLES, "removed")
        store.close()
        return run

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'marchland.sqlite'}"

    def kill(self, seconds: float) -> list[str]:
        """Have the server work and kill it after at most so long; what is wrong then."""
        self._bring()
        host, app = start(self.folder, self.url)
        life = self.chance.uniform(0.2, seconds)
        killer = Timer(life, app.kill)
        killer.start()
        reader = Thread(target=_look, args=(host, life), daemon=True)
        reader.start()
        if self.browser and wait_for(host, app):
            self._save(self.browser, host, app, time.monotonic() + life)
        app.wait()
        killer.join()
        reader.join()
        return self._faults()

    def finish(self) -> list[str]:
        """Let servers work everything off; what is wrong then. Each begins with what was accepted before."""
        end = time.monotonic() + _PATIENCE + len(self.titles)
        while self._left() and time.monotonic() < end:
            _, app = start(self.folder, self.url)
            while self._left(accept=False) and time.monotonic() < end and app.poll() is None:
                time.sleep(0.5)
            app.terminate()
            app.wait(30)
        faults = self._faults()
        store = open_store(self.url)
        there = {*store.articles()["title"]}
        store.close()
        return faults + [f"{title} never became an article" for title in self.titles if title not in there]

    def _left(self, accept: bool = True) -> bool:
        """Whether anything waits to be worked off; what was read is accepted first."""
        store = open_store(self.url)
        if accept:
            store.drafts.accept()
        left = pending(store)
        store.close()
        return left

    def _bring(self) -> None:
        titles = [f"Report {len(self.titles) + number}" for number in range(_BROUGHT)]
        store = open_store(self.url)
        store.drafts.accept()
        store.arrivals.belonging_to(_BRINGER).put(Arrival(f"{title}.txt", _article(title).encode()) for title in titles)
        store.close()
        self.titles += titles

    def _save(self, browser: Browser, host: str, app: "Popen[bytes]", until: float) -> None:
        """Paste article after article until the server is dead, which it will be by then."""
        page = browser.new_page()
        while app.poll() is None:
            page.set_default_timeout(1000 * max(until - time.monotonic(), 0.2))
            title = f"Report {len(self.titles)} pasted"
            with suppress(Error):
                paste(page, host, _article(title))
                self.titles.append(title)
        with suppress(Error):
            page.close()

    def _faults(self) -> list[str]:
        """What is wrong with what is left."""
        faults = [f"process {process} goes on" for process in _orphans(self.folder)]
        store = open_store(self.url)
        articles = Counter(store.articles()["title"])
        waiting = {draft.article.title for draft in [*store.drafts.first(10_000), *store.drafts.accepted(10_000)]}
        with store.reading() as connection:
            waiting |= {name.removesuffix(".txt") for name in connection.scalars(select(schema.arrivals.c.name))}
        store.close()
        faults += [f"check: {each}" for each in check(self.url)]
        faults += [f"{title} is there {times} times" for title, times in articles.items() if times > 1]
        return faults + [f"{title} is gone" for title in self.titles if title not in articles and title not in waiting]


def _look(host: str, seconds: float) -> None:
    """Read the map so long, or until the server is dead. Not in a thread of Playwright's, which has a loop already."""
    until = time.monotonic() + seconds
    while True:
        with suppress(OSError, TimeoutError, websockets.WebSocketException):
            asyncio.run(Reader(host, Measured()).stay(until))
        if time.monotonic() >= until:
            return
        time.sleep(0.1)


def _orphans(folder: Path) -> list[int]:
    """The processes of a killed server that go on working in its home, after a while to end by themselves."""
    end = time.monotonic() + _ORPHANED
    while (found := [*_working(folder)]) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def _working(folder: Path) -> list[int]:
    """The processes whose home is a folder."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"MARCHLAND_HOME={folder}".encode() in (each / "environ").read_bytes().split(b"\0"):
                found.append(int(each.name))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10.0, help="that a server lives at most")
    parser.add_argument("--no-browser", action="store_true", help="paste nothing; files and a reader only")
    options = parser.parse_args()
    begun, number = time.monotonic(), 0
    with (
        tempfile.TemporaryDirectory() as folder,
        nullcontext() if options.no_browser else sync_playwright() as playwright,
    ):
        browser = chromium(playwright) if playwright else None
        run = Run.of(Path(folder), options.seed, browser)
        for kill in range(1, options.kills + 1):
            for fault in run.kill(options.seconds):
                number += 1
                print(f"kill {kill}: {fault}", flush=True)
        for fault in run.finish():
            number += 1
            print(f"at the end: {fault}", flush=True)
        if browser:
            browser.close()
    seconds = time.monotonic() - begun
    print(f"{options.kills} kills in {seconds:.0f} s, {len(run.titles)} articles acknowledged: {number} faults")
    return int(bool(number))


if __name__ == "__main__":
    sys.exit(main())

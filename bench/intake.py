"""Thousands of articles into a store: `python -m bench.intake [--articles 5000] [--by command page] [--kilobytes 6]`.

Articles are made of sentences of the theatre's samples and of labelled ones, in any order, and come as one .jsonl: by
`python -m store add --yes`, and by the Articles page in a real browser, where the columns are confirmed, what is read
in the background is held and goes on, and all of it is saved. Meanwhile another visitor opens the map again and again.
Said are the articles a second, the memory of who reads and of the app a tenth of the way and at its most, and how long
the visitor waited. `--seconds` ends each way after so long, wherever it is.
"""

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.load import FLAGS, Measured, Reader, p95, running
from extract.sentences import split
from store import Store, open_store
from store.samples import SAMPLES, samples
from theatre.folders import DATA, home
from theatre.theatre import load_theatre

__all__ = ["made", "main"]

VISIT_SECONDS = 20.0  # from one visit to the map to the next
LOOK_SECONDS = 5.0
PATIENCE_MS = 600_000
AT_ONCE_BYTES = 1_000_000  # less than that the page reads itself, and there is nothing to hold
_GOLD = Path(__file__).with_name("gold")


def made(count: int, characters: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Rows of made articles, each in one language and of about so many characters."""
    theatre, chance = load_theatre(), random.Random(seed)
    pools: dict[str, set[str]] = {}
    texts = [(each.language, each.text) for each in samples(theatre)]
    for path in sorted(_GOLD.glob("*docs.jsonl")):
        rows = map(json.loads, path.read_text("utf-8").splitlines())
        texts += [(row["language"], row["text"]) for row in rows if "sudan" not in path.name]
    for language, text in texts:
        pools.setdefault(language, set()).update(" ".join(each.text.split()) for each in split(text))
    sentences = {language: sorted(pool) for language, pool in pools.items()}
    for number in range(count):
        language = chance.choice(["en", "en", "uk", "ru"])
        day = theatre.start + timedelta(days=chance.randrange(1_000))
        words = [f"Made report {number} of {chance.randrange(10**9)}"]
        while sum(map(len, words)) < characters:
            words.append(" ".join(chance.choices(sentences[language], k=4)))
        yield {
            "headline": words[0],
            "body": "\n\n".join(words),
            "date": day.isoformat(),
            "source": chance.choice(["Reuters", "Ukrinform", "TASS", "ISW", "The Daily"]),
            "link": f"https://example.org/{number}",
        }


@dataclass
class Watch:
    """What is seen while articles come: seconds since the start, articles so far, and MB of the processes by name."""

    seen: list[tuple[float, int, dict[str, float]]] = field(default_factory=list)
    visits: Measured = field(default_factory=Measured)
    given_up: int = 0

    def __str__(self) -> str:
        seconds, articles, _ = self.seen[-1]
        lines = [f"{articles:,} articles in {seconds:,.0f} s, {articles / max(seconds, 1):.2f} a second"]
        for name in sorted({name for *_, memory in self.seen for name in memory}):
            course = [memory[name] for *_, memory in self.seen if name in memory]
            early = max(course[: max(len(course) // 10, 1)])
            lines.append(f"memory of {name}: {early:,.0f} MB a tenth of the way, {max(course):,.0f} MB at most")
        waits = self.visits.map
        if waits:
            middle = sorted(waits)[len(waits) // 2]
            lines.append(
                f"another visitor's map: {len(waits)} times, median {middle:.2f} s, p95 {p95(waits):.2f} s, "
                f"at most {max(waits):.2f} s; given up {self.given_up}"
            )
        return "\n".join(f"  {line}" for line in lines)


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def _processes(process: int) -> dict[str, float]:
    """MB of a process and of all below it, by what they are."""
    found: dict[str, float] = {}
    with suppress(OSError, StopIteration):
        words = Path(f"/proc/{process}/cmdline").read_text("utf-8", "replace").split("\0")
        names = {"add": "the command", "work": "who reads beside the app", "streamlit": "the app"}
        name = next((names[word] for word in words if word in names), "readers of files")
        found[name] = _memory(process)
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            for child in children.read_text("utf-8").split():
                for each, size in _processes(int(child)).items():
                    found[each] = found.get(each, 0.0) + size
    return found


@contextmanager
def _watched(host: str, processes: Sequence[int], done: Callable[[], int]) -> Iterator[Watch]:
    """Look at processes and count what is done, and have a visitor open the map, until the `with` ends."""
    watch, over, began = Watch(), threading.Event(), time.monotonic()

    def look() -> None:
        memory: dict[str, float] = {}
        for process in processes:
            memory |= _processes(process)
        watch.seen.append((time.monotonic() - began, done(), memory))

    def looking() -> None:
        while not over.wait(LOOK_SECONDS):
            look()

    def visiting() -> None:
        while not over.wait(VISIT_SECONDS):
            try:
                asyncio.run(Reader(host, watch.visits).stay(0))
            except Exception:  # whatever the server did to it, it is a visitor who saw no map
                watch.given_up += 1

    threads = [threading.Thread(target=each, daemon=True) for each in (looking, visiting)]
    for thread in threads:
        thread.start()
    try:
        yield watch
    finally:
        over.set()
        for thread in threads:
            thread.join(60)
        look()


def _by_command(file: Path, folder: Path, store: Store, deadline: float) -> Watch:
    with running(folder, store.address) as (host, app):
        asyncio.run(Reader(host, Measured()).stay(0))
        command = [sys.executable, "-m", "store", "add", str(file), "--yes"]
        command += [f"--column={field}={column}" for field, column in (("text", "body"), ("title", "headline"))]
        environment = os.environ | {"MARCHLAND_HOME": str(folder), "MARCHLAND_DATABASE": store.address}
        adding = subprocess.Popen(command, cwd=DATA.parent, env=environment)
        with _watched(host, [app, adding.pid], store.count_articles) as watch, suppress(subprocess.TimeoutExpired):
            adding.wait(max(deadline - time.monotonic(), 1))
        adding.kill()
        adding.wait()
    return watch


def _hold(page: Page, store: Store) -> None:
    """Pause what is read in the background, see that it rests, and let it go on."""
    page.get_by_role("button", name="Pause").click()
    page.get_by_text("Paused: ").wait_for()
    time.sleep(10)  # the dozen under way is read to its end
    held = store.drafts.counts().all
    time.sleep(10)
    print(f"  held: {store.drafts.counts().all - held} articles came in ten seconds", flush=True)
    page.get_by_role("button", name="Go on").click()


def _by_page(file: Path, folder: Path, store: Store, deadline: float) -> Watch:
    def found() -> bool:
        counts = store.drafts.counts()
        return bool(counts.all) and not (store.arrivals.counts()[0] or counts.unread)

    def wait(until: Callable[[], bool]) -> bool:
        while not until() and time.monotonic() < deadline:
            time.sleep(1)
        return until()

    with running(folder, store.address) as (host, app), sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        page = playwright.chromium.launch(executable_path=path, args=FLAGS).new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"http://{host}/articles")
        page.locator('input[type="file"]').set_input_files(file)
        with _watched(host, [app], lambda: store.drafts.counts().all + store.count_articles()) as watch:
            page.get_by_role("button", name="Read it so").click()
            if file.stat().st_size > AT_ONCE_BYTES:
                _hold(page, store)
            if wait(found):
                print(f"  read after {watch.seen[-1][0]:,.0f} s", flush=True)
                page.get_by_role("button", name=re.compile(r"Save [\d,]+ articles")).click()
                wait(lambda: store.drafts.counts().accepted + store.count_articles() > 0)
                wait(lambda: store.drafts.counts().accepted + store.drafts.counts().chosen == 0)
        print(f"  {store.count_articles():,} saved, {store.drafts.counts().all:,} drafts left", flush=True)
    return watch


_WAYS = {"command": _by_command, "page": _by_page}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--kilobytes", type=float, default=6)
    parser.add_argument("--by", nargs="+", choices=list(_WAYS), default=list(_WAYS))
    parser.add_argument("--seconds", type=float, default=4 * 3_600)
    options = parser.parse_args()
    for way in options.by:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for built in home().glob("gazetteer-*"):
                shutil.copy(built, folder)
            file = folder / "articles.jsonl"
            rows = made(options.articles, int(options.kilobytes * 1_000))
            with file.open("w", encoding="utf-8") as out:
                out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            store = open_store(f"sqlite:///{folder / 'marchland.sqlite'}")
            store.set(SAMPLES, "removed")
            print(f"by {way}: {options.articles:,} articles, {file.stat().st_size / 1e6:.1f} MB", flush=True)
            print(_WAYS[way](file, folder, store, time.monotonic() + options.seconds), flush=True)
            store.close()


if __name__ == "__main__":
    main()

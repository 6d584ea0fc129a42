"""Reading what strangers wrote: as `extract.read.article`, in a process of its own that no file can take along.

The readers parse PDF, Word and HTML with libraries in C, and a file of a kilobyte may ask for gigabytes or for ever.
So they run in a separate process (`extract.read.worker`), bounded in memory (1 GB) and in time (20 seconds of the
processor, 60 on the clock). A file that exceeds them gets one sentence; the process is started anew for the next.
JSON Lines and CSV are read here, and archives and mailboxes taken apart: their pieces are bounded before they are
parsed, and each file in them is read in the separate process.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from extract.read import article
from extract.read.article import Read
from extract.read.found import ArticleError, TooCostly
from extract.read.table import TableHead, UnknownColumns
from extract.read.worker import MAX_SECONDS, from_message, receive, send

__all__ = ["read_file", "read_paste", "read_table_head"]

CLOCK_SECONDS = 3 * MAX_SECONDS  # for a file on a machine that has much else to do
START_SECONDS = 120
MAX_FILES = 300  # that one process reads before a fresh one takes its place
AT_ONCE = 2  # processes; who comes third waits

_ROOT = Path(__file__).parents[2]


def read_file(
    source: Path | bytes,
    name: str = "",
    *,
    published: date | None = None,
    language: str | None = None,
    given_ids: bool = False,
    columns: Mapping[str, str] | None = None,
    today: date | None = None,
    theatre: str | None = None,
) -> list[Read]:
    """Read one file into its articles, as `extract.read.article.read_file` does, whatever the file holds.

    Raises ArticleError for a file that takes too long or too much memory, as for any other that can't be read.
    """
    options: dict[str, Any] = {
        "published": published, "language": language, "given_ids": given_ids, "columns": columns and dict(columns),
        "today": today, "theatre": theatre,
    }  # fmt: skip
    return article.read_file(source, name, **options, whole=lambda data, name: _ask({"name": name, **options}, data))


def read_table_head(source: Path | bytes, name: str = "") -> TableHead | None:
    """How a table begins, as `extract.read.article.read_table_head` says. Raises ArticleError as it does, and for a
    file that takes too long or too much memory."""

    def apart(data: bytes, name: str) -> TableHead:
        answer = _answer({"name": name, "head": True}, data)
        if "error" in answer:
            raise ArticleError(answer["error"])
        columns, rows, guess = answer["head"]
        return TableHead(tuple(columns), tuple(map(tuple, rows)), guess)

    return article.read_table_head(source, name, whole=apart)


def read_paste(
    text: str,
    *,
    title: str = "",
    published: date | None = None,
    today: date | None = None,
    theatre: str | None = None,
) -> list[Read]:
    """Read text that a person typed or pasted, as `extract.read.article.read_paste` does."""
    options = {"name": "The pasted text", "title": title, "published": published, "today": today, "theatre": theatre}
    return _ask(options, text.encode("utf-8", "replace"))


class _Process:
    """One process that reads, and how many files it has read."""

    def __init__(self) -> None:
        # one thread of linear algebra: more would take address space, which is bounded
        environment = {**os.environ, "PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, "-m", "extract.read.worker"]
        self.files = 0
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self._receive(START_SECONDS)

    def ask(self, request: dict[str, Any], data: bytes) -> dict[str, Any]:
        """Its answer. Raises EOFError or OSError when it has died over the file."""
        assert self._process.stdin
        self.files += 1
        send(self._process.stdin, request, data)
        return self._receive(CLOCK_SECONDS)

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """End it and wait until it is gone."""
        self._process.kill()
        with suppress(OSError):  # what it did not read any more
            self._process.communicate()

    def _receive(self, seconds: float) -> dict[str, Any]:
        assert self._process.stdout
        clock = threading.Timer(seconds, self._process.kill)
        clock.start()
        try:
            return receive(self._process.stdout)[0]
        finally:
            clock.cancel()


_turn = threading.Semaphore(AT_ONCE)
_lock = threading.Lock()
_idle: list[_Process] = []


def _ask(request: dict[str, Any], data: bytes) -> list[Read]:
    """Have a process read the bytes."""
    days = {key: day.isoformat() if isinstance(day := request[key], date) else None for key in ("published", "today")}
    answer = _answer({**request, **days}, data)
    if "error" in answer:
        raise (UnknownColumns if answer["columns"] else ArticleError)(answer["error"])
    return [from_message(one) for one in answer["found"]]


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """What a process answers; one that dies over the bytes is replaced."""
    with _turn:
        process = _ready()
        try:
            answer = process.ask(request, data)
        except (EOFError, OSError):
            process.end()
            raise TooCostly(
                f"{request['name']}: takes too long or too much memory to read, more than an article may; "
                "paste its text, or save it as .txt."
            ) from None
        except BaseException:
            process.end()
            raise
        if process.files >= MAX_FILES:
            process.end()
        else:
            with _lock:
                _idle.append(process)
    return answer


def _ready() -> _Process:
    """A process that waits for a file: one that has read others, or a fresh one."""
    with _lock:
        while _idle:
            process = _idle.pop()
            if process.lives:
                return process
    try:
        return _Process()
    except (EOFError, OSError) as error:
        raise ArticleError(f"The reader of files can't be started ({type(error).__name__}); try once more.") from error

"""Many articles at once: over all cores of a machine or a Dask cluster, in bounded memory, and safe to kill.

The input is cut into chunks that hold the bytes of some files or rows, so that whoever works on one needs no shared
disk. A worker reads its chunk, runs the pipeline and hands back one part: the rows, and what could not be read. The
parts are committed one by one (written beside, then renamed), in a folder next to the output; what is there is done,
and the next run of the same command goes on behind it. When all are there they become the output in the order of the
input, again in one step. Only so many chunks are under way at once, and nothing else is held.
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from extract.claims.finder import EXTRACTOR
from extract.model import Article
from extract.pipeline import Pipeline
from extract.read.article import MAX_FILE_BYTES, SUFFIXES, ArticleError, Read, read_rows
from extract.read.isolated import read_file
from extract.read.rows import ROW_SUFFIXES, bounded_lines
from extract.rows import CLAIM_COLUMNS, PLACE_COLUMNS, TYPES, claim_row, place_row
from theatre.tables import FORMATS, Row, json_line, write
from theatre.theatre import own_theatre

__all__ = ["Job", "Report", "cores", "files", "row_groups", "run"]

CHUNK_ARTICLES = 32
CHUNK_BYTES = 200_000
LAYOUT = 1  # of a parts folder; a folder of another layout is begun anew
CONNECT_SECONDS = 20.0
TRIES = 3  # workers that may die over a chunk before it is given up and reported

Progress = Callable[[int, int], None]
"""Told (articles read, rows found) so far."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of every article. `what` is "claims" or "places"; `named` says which column of a table holds what,
    (field, column) each."""

    what: str = "claims"
    theatre: str = field(default_factory=own_theatre)
    published: date | None = None
    language: str | None = None
    named: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return CLAIM_COLUMNS if self.what == "claims" else PLACE_COLUMNS


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a .jsonl file, or one whole file of another kind, by path or by content."""

    index: int
    name: str
    first: int = 1  # the number of the first row
    lines: tuple[bytes, ...] = ()
    source: Path | bytes | None = None
    problem: str = ""  # why it could not even be opened


@dataclass(frozen=True, slots=True)
class Part:
    """What came of a chunk: the rows as JSON Lines, and a sentence for each article that could not be read."""

    index: int
    articles: int
    rows: int
    problems: tuple[str, ...]
    lines: str


@dataclass(slots=True)
class Report:
    """How a run went."""

    articles: int = 0
    rows: int = 0
    resumed: int = 0  # articles that an earlier, broken-off run had done
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0


# --- input ----------------------------------------------------------------------------------------------------------


def files(inputs: Iterable[str]) -> Iterator[Path]:
    """The files meant by paths of files and folders; a folder gives its readable files in the order of their names."""
    for given in inputs:
        path = Path(given)
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
        else:
            yield path


def _chunks(paths: Iterable[Path]) -> Iterator[Chunk]:
    """Cut the input into chunks, the same ones every time."""
    index = 0
    for path in paths:
        if path.suffix.lower() not in ROW_SUFFIXES:
            yield Chunk(index, str(path), source=path)
            index += 1
            continue
        try:
            with path.open("rb") as source:
                for first, lines in row_groups(source):
                    yield Chunk(index, str(path), first, lines)
                    index += 1
        except OSError as error:
            yield Chunk(index, str(path), problem=f"{path}: can't be opened ({error.strerror}).")
            index += 1


def row_groups(source: BinaryIO) -> Iterator[tuple[int, tuple[bytes, ...]]]:
    """The rows of JSON Lines by the dozen, each time with the number of the first; one empty group for no rows."""
    lines: list[bytes] = []
    first, size = 1, 0
    number = 0
    for number, line in enumerate(bounded_lines(source), start=1):
        if not lines:
            first = number
        lines.append(line)
        size += len(line)
        if len(lines) >= CHUNK_ARTICLES or size >= CHUNK_BYTES:
            yield first, tuple(lines)
            lines, size = [], 0
    if lines or number == 0:
        yield first, tuple(lines)


# --- one chunk ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def _pipeline(theatre: str) -> Pipeline:
    return Pipeline(theatre)


def work(job: Job, chunk: Chunk) -> Part:
    """Read a chunk and extract from it. Never raises for what an article holds: a problem becomes a sentence."""
    problems: list[str] = []
    lines: list[str] = []
    articles = 0
    for rows in rows_of(job, _articles(job, chunk, problems)):
        articles += 1
        lines.extend(map(json_line, rows))
    return Part(chunk.index, articles, len(lines), tuple(problems), "".join(lines))


def rows_of(job: Job, articles: Iterable[Article]) -> Iterator[list[Row]]:
    """The rows that each article gives."""
    pipeline = _pipeline(job.theatre)
    if job.what == "claims":
        for extraction in pipeline.extract_all(articles):
            yield [claim_row(claim) for claim in extraction.claims]
        return
    for article in articles:
        sentences, mentions = pipeline.locate(article)
        yield [place_row(article.id, sentences[mention.sentence], mention) for mention in mentions]


def _articles(job: Job, chunk: Chunk, problems: list[str]) -> Iterator[Article]:
    """The chunk's readable articles; what the others lack goes to `problems`."""
    if chunk.problem:
        problems.append(chunk.problem)
        return
    try:
        for item in _read(job, chunk):
            if isinstance(item, Article):
                yield item
            else:
                problems.append(str(item))
    except ArticleError as error:
        problems.append(str(error))


def _read(job: Job, chunk: Chunk) -> Iterable[Read]:
    given: dict[str, Any] = {
        "published": job.published, "language": job.language, "columns": dict(job.named), "theatre": job.theatre,
    }  # fmt: skip
    if chunk.source is not None:
        return read_file(chunk.source, chunk.name, **given)
    return read_rows(chunk.lines, chunk.name, first=chunk.first, **given)


# --- workers --------------------------------------------------------------------------------------------------------


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Pool(Protocol):
    def parts(self, job: Job, todo: Iterable[Chunk]) -> Iterator[Part]: ...


@dataclass(frozen=True, slots=True)
class _Here:
    """This process."""

    def parts(self, job: Job, todo: Iterable[Chunk]) -> Iterator[Part]:
        return (work(job, chunk) for chunk in todo)


@dataclass(frozen=True, slots=True)
class _Processes:
    """Processes of this machine. One that dies takes its chunk back to the queue, TRIES times."""

    workers: int

    def parts(self, job: Job, todo: Iterable[Chunk]) -> Iterator[Part]:
        waiting = iter(todo)
        again: list[tuple[Chunk, int]] = []
        running: dict[Future[Part], tuple[Chunk, int]] = {}
        alone = False  # after a death, one chunk at a time until the queue of suspects is empty
        pool = self._open()
        try:
            while True:
                room = 1 if alone else 2 * self.workers
                while len(running) < room and (task := _next(again, waiting)) is not None:
                    running[pool.submit(work, job, task[0])] = task
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                broken: list[tuple[Chunk, int]] = []
                for future in done:
                    task = running.pop(future)
                    try:
                        yield future.result()
                    except BrokenProcessPool:
                        broken.append(task)
                if broken:
                    broken += running.values()
                    running.clear()
                    pool.shutdown(wait=False, cancel_futures=True)
                    pool = self._open()
                    # only when it ran alone is it certain whose fault it was
                    again += [(chunk, tries + (len(broken) == 1)) for chunk, tries in broken]
                    again.sort(key=lambda task: task[0].index)
                    for chunk, tries in [task for task in again if task[1] >= TRIES]:
                        again.remove((chunk, tries))
                        yield _lost(chunk)
                alone = bool(again)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _open(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"))


def _next(again: list[tuple[Chunk, int]], waiting: Iterator[Chunk]) -> tuple[Chunk, int] | None:
    if again:
        return again.pop(0)
    chunk = next(waiting, None)
    return None if chunk is None else (chunk, 0)


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A Dask cluster; its scheduler gives a dead worker's chunks to the others."""

    scheduler: str

    def parts(self, job: Job, todo: Iterable[Chunk]) -> Iterator[Part]:
        try:
            from distributed import Client, as_completed
            from distributed.scheduler import KilledWorker
        except ImportError:
            raise ValueError("--scheduler needs Dask: pip install -r requirements-cluster.txt") from None
        try:
            client = Client(self.scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
        except OSError as error:
            raise ValueError(f"no Dask scheduler answers at {self.scheduler} ({error})") from None
        with client:
            room = max(4, 3 * sum(client.nthreads().values()))
            waiting = iter(todo)
            running: dict[Any, Chunk] = {}
            ready = as_completed(loop=client.loop)
            for chunk in waiting:
                self._submit(client, job, chunk, running, ready)
                if len(running) >= room:
                    break
            for future in ready:
                chunk = running.pop(future)
                try:
                    part: Part = future.result()
                except KilledWorker:
                    part = _lost(chunk)
                future.release()
                yield part
                following = next(waiting, None)
                if following is not None:
                    self._submit(client, job, following, running, ready)

    @staticmethod
    def _submit(client: Any, job: Job, chunk: Chunk, running: dict[Any, Chunk], ready: Any) -> None:
        future = client.submit(work, job, _carried(chunk), pure=False)
        running[future] = chunk
        ready.add(future)


def _carried(chunk: Chunk) -> Chunk:
    """The chunk with its file's bytes, for a worker that does not share this disk."""
    if not isinstance(chunk.source, Path):
        return chunk
    try:
        with chunk.source.open("rb") as source:
            return replace(chunk, source=source.read(MAX_FILE_BYTES + 1))  # one more, so that the reader refuses it
    except OSError as error:
        return replace(chunk, problem=f"{chunk.name}: can't be opened ({error.strerror}).")


def _lost(chunk: Chunk) -> Part:
    rows = f", rows {chunk.first} to {chunk.first + len(chunk.lines) - 1}" if chunk.lines else ""
    return Part(chunk.index, 0, 0, (f"{chunk.name}{rows}: {TRIES} workers died over it; it was left out.",), "")


# --- parts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Parts:
    """The folder of committed parts: the journal of a run."""

    folder: Path

    def begin(self, key: str) -> bool:
        """Make the folder ready for the run that `key` names; whether an earlier one of that name is taken up."""
        name = self.folder / "run"
        if name.is_file() and name.read_text("ascii", "replace") == key:
            return True
        for old in self.folder.glob("*.part*"):
            old.unlink()
        _commit(name, key.encode())
        return False

    def done(self) -> dict[int, Part]:
        """The parts that are there, without their rows."""
        return {part.index: part for part in map(self._head, sorted(self.folder.glob("*.part")))}

    def add(self, part: Part) -> None:
        """Commit a part: after this it survives the death of the process and of the machine."""
        head = {"index": part.index, "articles": part.articles, "rows": part.rows, "problems": part.problems}
        body = json.dumps(head) + "\n" + part.lines
        _commit(self.folder / f"{part.index:09d}.part", body.encode("utf-8", "replace"))

    def rows(self) -> Iterator[Row]:
        """All rows, in the order of the input."""
        for path in sorted(self.folder.glob("*.part")):
            with path.open(encoding="utf-8") as lines:
                next(lines)
                yield from map(json.loads, lines)

    @staticmethod
    def _head(path: Path) -> Part:
        with path.open(encoding="utf-8") as lines:
            head = json.loads(next(lines))
        return Part(head["index"], head["articles"], head["rows"], tuple(head["problems"]), "")


def _commit(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with _replacing(path) as out:
        out.write(content)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` when it is complete."""
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)


@contextmanager
def _alone(folder: Path, out: Path) -> Iterator[None]:
    """Keep a second run off the same output; the system lifts this when the process ends, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ValueError(f"another run is writing {out} just now; wait for it or name another output") from None
        yield


def _key(paths: Sequence[Path], job: Job) -> str:
    """What makes two runs the same: the files as they are now, what is asked, and the code that answers."""
    stamps = []
    for path in paths:
        stat = path.stat() if path.exists() else None
        stamps.append((str(path), stat and stat.st_size, stat and stat.st_mtime_ns))
    said = json.dumps([LAYOUT, CHUNK_ARTICLES, CHUNK_BYTES, EXTRACTOR, asdict(job), stamps], default=str)
    return sha256(said.encode("utf-8", "surrogateescape")).hexdigest()


# --- the run --------------------------------------------------------------------------------------------------------


def run(
    inputs: Iterable[str],
    job: Job,
    out: Path,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Extract from all inputs (paths of files and folders) into `out`, in the format of its suffix.

    Until it is complete the work lies in the folder `OUT.parts`, and the same call takes it up there after a kill: no
    article is lost or told twice. Raises ValueError for an output format that is not known, a scheduler that does not
    answer, or a second run on the same output; OSError when the output can't be written.
    """
    begun = time.monotonic()
    if out.suffix not in FORMATS:
        raise ValueError(f"can't write {out.name}; give it one of the suffixes {', '.join(FORMATS)}")
    paths = list(files(inputs))
    pool: _Pool = _Cluster(scheduler) if scheduler else _Processes(workers) if workers > 1 else _Here()
    parts = _Parts(out.with_name(out.name + ".parts"))
    report = Report()
    problems: dict[int, tuple[str, ...]] = {}
    with _alone(parts.folder, out):
        parts.begin(_key(paths, job))
        done = parts.done()
        for part in done.values():
            _count(report, part, problems)
        report.resumed = report.articles
        todo = (chunk for chunk in _chunks(paths) if chunk.index not in done)
        for part in pool.parts(job, todo):
            parts.add(part)
            _count(report, part, problems)
            if progress is not None:
                progress(report.articles, report.rows)
        with _replacing(out) as target:
            write(parts.rows(), job.columns, target, out.suffix, TYPES)
        shutil.rmtree(parts.folder)
    report.problems = [problem for index in sorted(problems) for problem in problems[index]]
    report.seconds = time.monotonic() - begun
    return report


def _count(report: Report, part: Part, problems: dict[int, tuple[str, ...]]) -> None:
    report.articles += part.articles
    report.rows += part.rows
    if part.problems:
        problems[part.index] = part.problems

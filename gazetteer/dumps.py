"""GeoNames country dumps that a user imports: read with care, kept beside the gazetteer, taken back on demand.

A dump is `UA.zip` or `UA.txt` from the GeoNames download server (19 tab-separated columns, CC BY 4.0), or the alternate
names of one (`alternatenames/UA.zip`: id, geonameid, language, name, ...). Each import is a batch; a place's latest
batch holds.
"""

import hashlib
import io
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from lzma import LZMAError
from operator import attrgetter
from pathlib import Path
from typing import IO, Any

__all__ = ["DumpPoint", "Imported", "Imports", "Progress", "read_dump"]

Progress = Callable[[float, str], None]  # the share done, 0 to 1, and what is being done

_LARGEST = 600_000_000  # bytes of an unpacked dump; Ukraine's is about 12 MB
_LONGEST = 40_000  # characters of a line
_TABLES = """
CREATE TABLE IF NOT EXISTS batch (n INTEGER PRIMARY KEY, file TEXT, sha256 TEXT, at TEXT, places INTEGER);
CREATE TABLE IF NOT EXISTS point (batch INTEGER, id INTEGER, name TEXT, latitude REAL, longitude REAL, country TEXT,
    admin1 TEXT, population INTEGER, alternates TEXT, PRIMARY KEY (id, batch)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS alternate (batch INTEGER, id INTEGER, name TEXT,
    PRIMARY KEY (id, name, batch)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the places its file holds, and how many of them are new or changed."""

    places: int
    changed: int


@dataclass(frozen=True, slots=True)
class DumpPoint:
    """A populated place as GeoNames has it; in a dump `admin1` is its code."""

    id: int
    name: str
    latitude: float
    longitude: float
    country: str
    admin1: str
    population: int
    alternates: Sequence[str] = field(default=())


def read_dump(path: Path, countries: Collection[str]) -> Iterator[DumpPoint | tuple[int, str]]:
    """The populated places (feature class P) of the `countries` in a dump, or the (geonameid, name) pairs of a table of
    alternate names. Raises ValueError with file, line and reason for anything else."""
    with _opened(path) as (lines, name):
        columns, any_place = 0, False
        for number, line in enumerate(lines, 1):
            where = f"{name}, line {number}"
            if len(line) > _LONGEST:
                raise ValueError(f"{where}: the line is longer than any of GeoNames'; this is not a GeoNames dump")
            cells = line.rstrip("\r\n").split("\t")
            if cells == [""]:
                continue
            columns = columns or len(cells)
            if len(cells) != columns or columns not in (4, 6, 8, 10, 19):
                wanted = columns if columns in (4, 6, 8, 10, 19) else "19 (a country dump) or 10 (alternate names)"
                raise ValueError(f"{where}: {len(cells)} columns instead of {wanted}; the file is cut off or another")
            if columns == 19:
                point = _point(cells, where)
                any_place = any_place or point.country in countries
                if cells[6] == "P" and point.country in countries:
                    yield point
            else:
                any_place = True
                if cells[2] in ("", "uk", "ru", "en", "crh"):
                    yield _whole(cells[1], "geonameid", where), cells[3]
        if not any_place:
            listed = sorted(countries)
            raise ValueError(
                f"{name}: it holds no place of {' or '.join(listed)}; take {' or '.join(f'{c}.zip' for c in listed)} "
                "from GeoNames' download page"
            )


def _point(cells: Sequence[str], where: str) -> DumpPoint:
    try:
        latitude, longitude = float(cells[4]), float(cells[5])
    except ValueError:
        raise ValueError(f"{where}: {cells[4][:40]!r}, {cells[5][:40]!r} are no coordinates") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"{where}: latitude {latitude} or longitude {longitude} is not on Earth")
    if not cells[1]:
        raise ValueError(f"{where}: the name is missing")
    alternates = tuple(name for name in (cells[2], *cells[3].split(",")) if name)
    population = _whole(cells[14] or "0", "population", where)
    return DumpPoint(
        _whole(cells[0], "geonameid", where), cells[1], latitude, longitude, cells[8], cells[10], population, alternates
    )


def _whole(text: str, what: str, where: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise ValueError(f"{where}: the {what} {text[:40]!r} is no whole number")
    return int(text)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Iterator[str], str]]:
    """The lines of a dump, unpacked if need be, and the name to call it by."""
    if not path.is_file():
        raise ValueError(f"{path}: there is no such file")
    if not _is_zip(path):
        with path.open("rb") as raw:
            if raw.peek(4).startswith(b"PK\x03\x04"):
                raise ValueError(f"{path.name}: the archive is cut off; download it again")
            yield _decoded(raw, path.name), path.name
        return
    try:
        with zipfile.ZipFile(path) as packed:
            tables = [
                i for i in packed.infolist() if i.filename.endswith(".txt") and "readme" not in i.filename.lower()
            ]
            if len(tables) != 1:
                raise ValueError(f"{path.name}: it holds {len(tables)} tables instead of one, like UA.txt")
            if tables[0].file_size > _LARGEST:
                raise ValueError(
                    f"{path.name}: {tables[0].file_size:,} bytes unpacked are more than any country's dump"
                )
            with packed.open(tables[0]) as raw:
                called = f"{path.name}/{tables[0].filename[-80:]}"
                yield _decoded(raw, called), called
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, zlib.error, LZMAError) as error:
        raise ValueError(f"{path.name}: the archive is damaged ({str(error)[:200]}); download it again") from error


def _is_zip(path: Path) -> bool:
    try:
        return zipfile.is_zipfile(path)
    except OSError:  # its directory points to before the file
        return False


def _decoded(raw: IO[bytes], name: str) -> Iterator[str]:
    lines = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    number = read = 0
    while True:
        try:
            line = lines.readline(_LONGEST + 1)
        except UnicodeDecodeError as error:
            raise ValueError(f"{name}, after line {number}: it is not UTF-8 text ({error.reason})") from None
        if not line:
            return
        number, read = number + 1, read + len(line)
        if read > _LARGEST:
            raise ValueError(f"{name}: it is larger than any country's dump")
        yield line


class Imports:
    """The imports kept in one SQLite file, which need not exist yet."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fingerprint(self) -> str:
        """A text that changes with every import and undo; empty while there is none."""
        return " ".join(f"{n}:{sha}" for n, sha in self._query("SELECT n, sha256 FROM batch ORDER BY n"))

    def summaries(self) -> list[str]:
        """One line an import: its file, places and time."""
        rows = self._query("SELECT file, places, at FROM batch ORDER BY n")
        return [f"{file}, {places:,} places, imported {at} (GeoNames, CC BY 4.0)" for file, places, at in rows]

    def points(self) -> Iterator[DumpPoint]:
        """Every imported place by its latest import, with its alternate names."""
        names: dict[int, list[str]] = {}
        for id, name in self._query("SELECT id, name FROM alternate ORDER BY id, batch"):
            names.setdefault(id, []).append(name)
        latest = "SELECT * FROM point AS p WHERE batch = (SELECT max(batch) FROM point WHERE id = p.id) ORDER BY id"
        for _, id, name, latitude, longitude, country, admin1, population, alternates in self._query(latest):
            spellings = (*alternates.split("\t"), *names.get(id, ()))
            yield DumpPoint(id, name, latitude, longitude, country, admin1, population, spellings)

    @contextmanager
    def draft(self) -> Iterator["_Draft"]:
        """A copy to change; it takes the original's place when it is kept, and is gone otherwise. One at a time."""
        draft = _Draft(self.path)
        try:
            yield draft
        finally:
            draft.path.unlink(missing_ok=True)

    def _query(self, question: str) -> list[Any]:
        if not self.path.exists():
            return []
        with closing(sqlite3.connect(self.path)) as db:
            db.executescript(_TABLES)
            return db.execute(question).fetchall()


class _Draft(Imports):
    """A working copy of the imports."""

    def __init__(self, original: Path) -> None:
        super().__init__(original.with_name(original.name + ".new"))
        self._original = original
        self.path.unlink(missing_ok=True)
        if original.exists():
            shutil.copy(original, self.path)

    def keep(self) -> None:
        """Put the draft in the original's place, in one step."""
        self.path.replace(self._original)

    def add(self, dump: Path, countries: Collection[str], progress: Progress) -> Imported:
        """Read a dump of one of the countries (ISO 3166 alpha-2) as a new batch; one already held as the latest changes
        nothing. Raises ValueError, naming file, line and reason, for a file that is damaged or is something else."""
        if not dump.is_file():
            raise ValueError(f"{dump}: there is no such file")
        with dump.open("rb") as raw:
            digest = hashlib.file_digest(raw, "sha256").hexdigest()
        progress(0.0, f"reading {dump.name}")
        points: dict[int, DumpPoint] = {}
        names: set[tuple[int, str]] = set()
        for row in read_dump(dump, countries):
            if isinstance(row, DumpPoint):
                points[row.id] = row
            else:
                names.add(row)
        progress(0.2, f"{len(points):,} places and {len(names):,} names read")
        held = {point.id: point for point in self.points()}
        known = {(id, name) for id, point in held.items() for name in point.alternates}
        changed = sum(not _same(point, held.get(id)) for id, point in points.items()) + len(names - known)
        if changed:
            self._insert(dump.name, digest, points.values(), names)
        return Imported(len(points) or len({id for id, _ in names}), changed)

    def _insert(self, file: str, digest: str, points: Collection[DumpPoint], names: Iterable[tuple[int, str]]) -> None:
        with closing(sqlite3.connect(self.path)) as db:
            db.executescript(_TABLES)
            batch = (db.execute("SELECT max(n) FROM batch").fetchone()[0] or 0) + 1
            at = datetime.now(UTC).isoformat(timespec="seconds")
            db.execute("INSERT INTO batch VALUES (?,?,?,?,?)", (batch, file, digest, at, len(points)))
            rows = ((batch, *_STORED(point), "\t".join(point.alternates)) for point in points)
            db.executemany("INSERT INTO point VALUES (?,?,?,?,?,?,?,?,?)", rows)
            db.executemany("INSERT INTO alternate VALUES (?,?,?)", ((batch, id, name) for id, name in names))
            db.commit()

    def drop_last(self) -> str | None:
        """Take the last batch away; its file's name."""
        rows = self._query("SELECT n, file FROM batch ORDER BY n DESC LIMIT 1")
        if not rows:
            return None
        batch, name = rows[0]
        with closing(sqlite3.connect(self.path)) as db:
            for table, column in (("point", "batch"), ("alternate", "batch"), ("batch", "n")):
                db.execute(f"DELETE FROM {table} WHERE {column} = ?", (batch,))
            db.commit()
        return str(name)


_STORED = attrgetter("id", "name", "latitude", "longitude", "country", "admin1", "population")
_COMPARED = attrgetter("name", "latitude", "longitude", "population", "admin1")


def _same(point: DumpPoint, held: DumpPoint | None) -> bool:
    """Does a point say what is held already, alternate names apart?"""
    return held is not None and _COMPARED(point) == _COMPARED(held)

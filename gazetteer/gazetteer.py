"""The embedded gazetteer: every settlement of the theatre, its names and where it lies, in one file.

The file is made by `gazetteer.build` from packages that carry their data and from the theatre's own tables; it is
SQLite, read whole at the start. A settlement that GeoNames doesn't hold is placed at the mean of its hromada's (else
raion's) known places and says so in its `precision`; importing a full GeoNames country dump makes those exact.
"""

import gc
import hashlib
import json
import math
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from gazetteer.place import Kind, Place, Precision, distance_km
from gazetteer.spelling import fold
from theatre.folders import home
from theatre.theatre import Theatre

__all__ = [
    "Gazetteer",
    "Imported",
    "Progress",
    "build",
    "gazetteer_path",
    "import_dump",
    "info",
    "load_gazetteer",
    "undo_import",
    "version",
]

_LAYOUT = "10"  # of the file; another layout is built anew
Progress = Callable[[float, str], None]  # the share done, 0 to 1, and what is being done


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Places by id and by name. Rows are numbered; `forms` maps a folded spelling to one coded row or several
    ("12 40"), where a code is the row number * 4 + Grade. Read-only, so threads may share one."""

    theatre: str
    meta: Mapping[str, str]
    ids: Sequence[str]
    titles: Sequence[str]
    kinds: Sequence[str]
    latitudes: Sequence[float]
    longitudes: Sequence[float]
    countries: Sequence[str]
    admin1s: Sequence[str]
    admin2s: Sequence[str]
    populations: Sequence[int]
    precisions: Sequence[str]
    spellings: Sequence[str]  # JSON: [[language or scheme, spelling], ...]
    forms: Mapping[str, int | str]
    openers: frozenset[str]  # the folded words that begin a form of several, one word, two, ... but not all
    lowercase: frozenset[str]  # openers that may stand in small letters ("south of Ukraine")
    sounds: Mapping[str, str]  # what a name sounds like (gazetteer.spelling.sound) to the rows so named
    rows: Mapping[str, int] = field(repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Place]:
        return (self.at(row) for row in range(len(self.ids)))

    @lru_cache(maxsize=8192)  # noqa: B019 - a gazetteer lives as long as its process
    def at(self, row: int) -> Place:
        """The place in a row."""
        return Place(
            self.ids[row],
            self.titles[row],
            tuple((language, name) for language, name in json.loads(self.spellings[row])),
            Kind(self.kinds[row]),
            self.latitudes[row],
            self.longitudes[row],
            self.countries[row],
            self.admin1s[row],
            self.admin2s[row],
            self.populations[row],
            Precision(self.precisions[row]),
        )

    def place(self, id: str) -> Place | None:
        """The place with this id, or None."""
        row = self.rows.get(id)
        return None if row is None else self.at(row)

    def coded(self, key: str) -> tuple[tuple[int, int], ...]:
        """(row, grade) of every place that a folded spelling may mean."""
        found = self.forms.get(key)
        if found is None:
            return ()
        if isinstance(found, int):
            return (divmod(found, 4),)
        return tuple(divmod(int(code), 4) for code in found.split())

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Every place that a spelling, in any case form, may mean: current names first, then the larger."""
        coded = self.coded(fold(name))
        order = sorted(coded, key=lambda code: (code[1], -self.populations[code[0]], self.ids[code[0]]))
        return tuple(self.at(row) for row, _ in order)

    def nearest(
        self, latitude: float, longitude: float, *, limit: int = 1, within_km: float = 50.0
    ) -> tuple[Place, ...]:
        """The settlements nearest to a point, nearest first, none farther than `within_km`."""
        reach = within_km / 111.0
        wide = reach / max(0.1, math.cos(math.radians(latitude)))
        near = [
            (distance_km((latitude, longitude), (lat, lon)), row)
            for row, (lat, lon, kind) in enumerate(zip(self.latitudes, self.longitudes, self.kinds, strict=True))
            if kind == Kind.SETTLEMENT and abs(lat - latitude) <= reach and abs(lon - longitude) <= wide
        ]
        return tuple(self.at(row) for away, row in sorted(near)[:limit] if away <= within_km)


def gazetteer_path(theatre: Theatre) -> Path:
    """Where the theatre's built gazetteer lies."""
    return home() / f"gazetteer-{theatre.id}.sqlite"


_loading = threading.Lock()


def load_gazetteer(theatre: Theatre, *, progress: Progress | None = None) -> Gazetteer:
    """The theatre's gazetteer, built first if it is missing or of another version. Loaded once a process."""
    path = gazetteer_path(theatre)
    with _loading:
        if _version(path) != version(theatre, _imports(theatre)):
            build(theatre, progress=progress)
        return _load(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _load(path: Path, changed: int) -> Gazetteer:
    with closing(sqlite3.connect(path)) as db:
        meta = dict(db.execute("SELECT key, value FROM meta"))
        columns = tuple(zip(*db.execute("SELECT * FROM place ORDER BY row"), strict=True))
        forms = dict(db.execute("SELECT form, places FROM form"))
        openers = dict(db.execute("SELECT word, lowercase FROM opener"))
        sounds = dict(db.execute("SELECT sound, rows FROM sound"))
    gc.freeze()  # these hundreds of thousands of values stay: no later collection need look at them
    _, ids, titles, kinds, latitudes, longitudes, countries, admin1s, admin2s, populations, precisions, names = columns
    return Gazetteer(
        meta["theatre"], meta, ids, titles, kinds, latitudes, longitudes, countries, admin1s, admin2s, populations,
        precisions, names, forms, frozenset(openers), frozenset(word for word, small in openers.items() if small),
        sounds, {id: row for row, id in enumerate(ids)},
    )  # fmt: skip


def build(theatre: Theatre, *, progress: Progress | None = None) -> Path:
    """Build the theatre's gazetteer file anew and put it in place of the old one in one step; about 20 s."""
    from gazetteer.build import build_file  # what a build needs is read only when one is due

    return build_file(theatre, gazetteer_path(theatre), _imports(theatre), progress or (lambda share, what: None))


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the places its file holds, and how many of them are new or changed."""

    places: int
    changed: int


def import_dump(theatre: Theatre, dump: Path, *, progress: Progress | None = None) -> Imported:
    """Merge a GeoNames country dump (`UA.zip`, `UA.txt`, or the alternate names of one) into the gazetteer, by id.

    All or nothing: the gazetteer stays as it was until everything is read and built. The same file again changes
    nothing; `undo_import` takes the last import back. Raises ValueError, naming file, line and reason, for a file that
    is damaged or is something else.
    """
    from gazetteer.dumps import Imports

    with Imports(_imports(theatre)).draft() as draft:
        done = draft.add(Path(dump), theatre.sides["UA"].country if "UA" in theatre.sides else "", progress)
        if done.changed:
            _rebuilt(theatre, draft.path, progress)
            draft.keep()
    return done


def undo_import(theatre: Theatre, *, progress: Progress | None = None) -> str | None:
    """Take the last import back; its file's name, or None when there was none."""
    from gazetteer.dumps import Imports

    with Imports(_imports(theatre)).draft() as draft:
        name = draft.drop_last()
        if name is not None:
            _rebuilt(theatre, draft.path, progress)
            draft.keep()
    return name


def _rebuilt(theatre: Theatre, imports: Path, progress: Progress | None) -> None:
    from gazetteer.build import build_file

    build_file(theatre, gazetteer_path(theatre), imports, progress or (lambda share, what: None))


def info(theatre: Theatre) -> dict[str, str]:
    """What the gazetteer holds, from where, under which licences: headings and their texts, in reading order."""
    gazetteer = load_gazetteer(theatre)
    own = [row for row, country in enumerate(gazetteer.countries) if country in ("UA",)]
    settlements = [row for row in own if gazetteer.kinds[row] == Kind.SETTLEMENT]
    counts = {p: sum(gazetteer.precisions[row] == p for row in settlements) for p in Precision}
    told = ", ".join(f"{count:,} {precision}" for precision, count in counts.items() if count)
    return {
        "file": str(gazetteer_path(theatre)),
        "built": gazetteer.meta.get("built", ""),
        "places": f"{len(gazetteer):,}",
        "settlements": f"{len(settlements):,} ({told})",
        "spellings": f"{len(gazetteer.forms):,}",
        **{key: value for key, value in gazetteer.meta.items() if key.startswith(("source", "import"))},
    }


def _imports(theatre: Theatre) -> Path:
    return home() / f"gazetteer-{theatre.id}-imports.sqlite"


def version(theatre: Theatre, imports: Path) -> str:
    """The version that a file built now would bear: it changes with the layout, the theatre's tables and imports."""
    from gazetteer.dumps import Imports

    tables = sorted(theatre.folder.glob("places_*.csv"))
    read = b"".join(table.read_bytes() for table in tables) + Imports(imports).mark().encode()
    return f"{_LAYOUT}-{hashlib.sha256(read).hexdigest()[:12]}"


def _version(path: Path) -> str | None:
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path)) as db:
            row = db.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    except sqlite3.DatabaseError:
        return None
    return row[0] if row else None

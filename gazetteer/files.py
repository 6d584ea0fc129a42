"""The gazetteer's files: built when needed, read whole at the start, added to by imports.

A theatre's gazetteer is one SQLite file under `theatre.folders.home()`, made by `gazetteer.build` from packages that
carry their data, from the theatre's own tables and from what was imported, which is kept in a second file beside it.
"""

import gc
import sqlite3
import threading
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from gazetteer.dumps import Imported, Imports, Progress
from gazetteer.gazetteer import Gazetteer
from gazetteer.place import Kind, Precision
from gazetteer.regions import first_level_units
from gazetteer.version import tables, version
from theatre.folders import home, undisturbed
from theatre.theatre import Theatre

__all__ = ["build", "gazetteer_path", "import_dump", "info", "load_gazetteer", "read_gazetteer", "undo_import"]


def gazetteer_path(theatre: Theatre) -> Path:
    """Where the theatre's built gazetteer lies, or will lie."""
    return home() / f"gazetteer-{theatre.id}.sqlite"


_loading = threading.Lock()
_current: dict[Path, tuple[Theatre, tuple[int, ...]]] = {}  # as they were when the file was seen to be of today


def load_gazetteer(theatre: Theatre, *, progress: Progress | None = None) -> Gazetteer:
    """The theatre's gazetteer, built first if it is missing or of another version. Loaded once a process."""
    path = gazetteer_path(theatre)
    with _loading:
        if _current.get(path) != (theatre, _ages(theatre)):
            if _version(path) != version(theatre, _imports(theatre)):
                with undisturbed(home()):  # another process may just have built it
                    if _version(path) != version(theatre, _imports(theatre)):
                        _build(theatre, _imports(theatre), progress or _silent)
            _current[path] = theatre, _ages(theatre)
        return _loaded(path, path.stat().st_mtime_ns)


def _ages(theatre: Theatre) -> tuple[int, ...]:
    """When the files were changed by which a theatre's gazetteer is known to be of today: pages ask for it at every
    step, and reading them would cost more than the step."""
    paths = (gazetteer_path(theatre), _imports(theatre).path, *tables(theatre))
    return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in paths)


@lru_cache(maxsize=4)
def _loaded(path: Path, changed: int) -> Gazetteer:
    return read_gazetteer(path)


def read_gazetteer(path: Path) -> Gazetteer:
    """The gazetteer that a built file holds."""
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
    """Build the theatre's gazetteer file anew and put it in place of the old one in one step; about 20 s. Raises
    ValueError when a table of the theatre names what the sources don't hold."""
    with undisturbed(home()):
        return _build(theatre, _imports(theatre), progress or _silent)


def import_dump(theatre: Theatre, dump: Path, *, progress: Progress | None = None) -> Imported:
    """Merge a GeoNames country dump (`UA.zip`, `UA.txt`, or the alternate names of one) into the gazetteer, by id.

    All or nothing: the gazetteer stays as it was until everything is read and built. The same file again changes
    nothing; `undo_import` takes the last import back. Raises ValueError, naming file, line and reason, for a file that
    is damaged or is something else.
    """
    progress = progress or _silent
    with undisturbed(home()), _imports(theatre).draft() as draft:
        countries = {unit["country"] for unit in first_level_units(theatre)}
        done = draft.add(Path(dump), countries, progress)
        if done.changed:
            _build(theatre, draft, progress)
            draft.keep()
    return done


def undo_import(theatre: Theatre, *, progress: Progress | None = None) -> str | None:
    """Take the last import back; its file's name, or None when there was none."""
    with undisturbed(home()), _imports(theatre).draft() as draft:
        name = draft.drop_last()
        if name is not None:
            _build(theatre, draft, progress or _silent)
            draft.keep()
    return name


def info(theatre: Theatre, gazetteer: Gazetteer) -> dict[str, str]:
    """What the theatre's gazetteer holds, from where, under which licences: headings and their texts, in reading
    order."""
    home_country = theatre.sides.home.country
    kinds = zip(gazetteer.countries, gazetteer.kinds, gazetteer.precisions, strict=True)
    precisions = [p for country, kind, p in kinds if country == home_country and kind == Kind.SETTLEMENT]
    counts = ", ".join(f"{precisions.count(p):,} {p}" for p in Precision if p in precisions)
    return {
        "file": str(gazetteer_path(theatre)),
        "built": gazetteer.meta.get("built", ""),
        "places": f"{len(gazetteer):,}",
        "settlements": f"{len(precisions):,} ({counts})",
        "spellings": f"{len(gazetteer.forms):,}",
        **{key: value for key, value in gazetteer.meta.items() if key.startswith(("source", "import"))},
    }


def _build(theatre: Theatre, imports: Imports, progress: Progress) -> Path:
    from gazetteer.build import build_file  # what a build needs is imported only when one is due

    return build_file(theatre, gazetteer_path(theatre), imports, progress)


def _silent(share: float, what: str) -> None:
    pass


def _imports(theatre: Theatre) -> Imports:
    return Imports(home() / f"gazetteer-{theatre.id}-imports.sqlite")


def _version(path: Path) -> str | None:
    """The version that a built file bears; None for one that is missing or damaged."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path)) as db:
            row = db.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    except sqlite3.DatabaseError:
        return None
    return row[0] if row else None

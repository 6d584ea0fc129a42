"""What a database can't do, said in a sentence: what is wrong, what became of the change, what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from store.schema import StoreError

__all__ = ["damaged", "sentence", "told"]

_DAMAGED: Final = (
    "is damaged ({reason}); stop Marchland, see what is wrong with `python -m store check`, and bring back a backup "
    "with `python -m store restore FILE`."
)
_BUSY: Final = "has been kept busy by another program for too long; this change was not saved, try again in a while."
_FULL: Final = "has no room left: the disk is full. This change was not saved; make room, then do it again."
_READ_ONLY: Final = (
    "can't be written to: its file, its folder or its disk is read-only. This change was not saved; make it writable, "
    "or name another database in MARCHLAND_DATABASE."
)
_FAILING: Final = "can't be read or written: the disk reports a fault ({reason}). This change was not saved."
_CLOSED: Final = (
    "can't be opened ({reason}); check that the file or server is there, whole and writable, or name another in "
    "MARCHLAND_DATABASE."
)
_GONE: Final = "can't be reached ({reason}). This change was not saved; see that the server runs, then do it again."

# by the name of SQLite's primary result code
_SQLITE: Final = {
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_PROTOCOL": _BUSY,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_IOERR": _FAILING,
    "SQLITE_CANTOPEN": _CLOSED,
}
# by the beginning of PostgreSQL's code
_POSTGRESQL: Final = {
    "53100": _FULL,
    "25006": _READ_ONLY,
    "55P03": _BUSY,
    "40P01": _BUSY,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
    "58": _FAILING,
    "28": _CLOSED,
    "3D000": _CLOSED,
    "57P": _GONE,
    "08": _GONE,
}


def sentence(error: BaseException | None, shown: str) -> str | None:
    """What to tell the user of a driver's error; None for one that is a fault of ours. `shown` is the database's
    address without a password."""
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "")
        found = next((words for code, words in _SQLITE.items() if name == code or name.startswith(code + "_")), None)
    elif error is not None and hasattr(error, "sqlstate"):  # psycopg; no server means no code
        code = error.sqlstate or ("08" if type(error).__name__ == "OperationalError" else "")
        found = next((words for begin, words in _POSTGRESQL.items() if code.startswith(begin)), None)
    else:
        return None
    return found and _said(shown, found, str(error))


@contextmanager
def told(shown: str) -> Iterator[None]:
    """What SQLite can't do, asked without SQLAlchemy, is raised as StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(sentence(error, shown) or f"The store {shown} can't be used ({error}).") from error


def damaged(shown: str, reason: str) -> str:
    """What to tell the user of a database that was found not to be whole."""
    return _said(shown, _DAMAGED, reason)


def _said(shown: str, words: str, reason: str) -> str:
    return f"The store {shown} {words.format(reason=' '.join(reason.split())[:200].rstrip('.'))}"

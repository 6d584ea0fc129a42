"""Where Marchland reads its data and keeps what it makes.

`DATA` comes with the project and is only read; theatres of one's own may lie in folders that the environment variable
MARCHLAND_THEATRES names. `home()` holds what a run makes: the built gazetteer, the
store. It is `var/` beside the code unless the environment variable MARCHLAND_HOME names another folder.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

__all__ = ["DATA", "home", "theatre_folders", "undisturbed", "worked_out"]

DATA = Path(__file__).resolve().parent.parent / "data"


def home() -> Path:
    """The folder for built and saved files, made if it is missing."""
    folder = Path(os.environ.get("MARCHLAND_HOME") or DATA.parent / "var")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def worked_out() -> Path:
    """The folder, in `home`, of what was worked out from articles and may be worked out again; it may be missing."""
    return home() / "worked-out"


@contextmanager
def undisturbed(folder: Path) -> Iterator[None]:
    """Wait for whoever makes or replaces a file of a folder, and keep others from it meanwhile; the system lifts this
    when the process ends, however it ends. Not to be asked for again within."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def theatre_folders() -> dict[str, Path]:
    """The folder of every theatre, by its name, in order of names: those that come with the project, and those that lie
    in the folders of MARCHLAND_THEATRES (divided as in PATH), which go before one of the same name."""
    stated = os.environ.get("MARCHLAND_THEATRES", "")
    places = [DATA / "theatres", *(Path(each) for each in stated.split(os.pathsep) if each)]
    found = {
        path.name: path for place in places if place.is_dir() for path in _folders(place, place.stat().st_mtime_ns)
    }
    return {name: found[name] for name in sorted(found) if not name.startswith((".", "_"))}


@lru_cache(maxsize=16)
def _folders(place: Path, _changed: int) -> tuple[Path, ...]:
    """The folders in a place, which changes when one is added: they are asked for with every step of a page."""
    return tuple(path for path in place.iterdir() if path.is_dir())

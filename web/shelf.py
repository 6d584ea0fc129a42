"""What was worked out, kept on disk, so that an app that starts again has its map at once.

Each thing has a folder of its own in `worked-out` in Marchland's home, named by a digest of all that it depends on,
the code among it. It is written beside its place and moved there whole, so a program that is killed leaves all of it or
nothing; before it is believed, its files are checked by their digests. Tables are Arrow files and the rest is JSON and
bytes for the browser: nothing in them is ever run.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from maps.assets import Blob
from theatre.folders import DATA, worked_out

__all__ = ["Kept", "keep", "kept", "key_of"]

_MOST = 6  # things; the oldest go
_ABANDONED = 3600.0  # seconds after which what was never finished goes
_ROOMS = ("theatre", "gazetteer", "extract/model.py", "timeline", "maps", "web")  # the code by which things are made
_FACTS = "facts.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """Tables, bytes for the browser, and whatever JSON can hold."""

    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    blobs: Mapping[str, Blob] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


def key_of(*parts: str | int) -> str:
    """The key of what follows from these parts, by the code and data of today."""
    return hashlib.sha256(json.dumps([_code(), *parts]).encode()).hexdigest()[:32]


def keep(key: str, thing: Kept) -> None:
    """Keep something, in place of the oldest there is. Where it is kept already, nothing happens; where the disk is
    full or not writable, it is not kept."""
    try:
        folder = _folder()
        if (folder / key).exists():
            return
        draft = Path(tempfile.mkdtemp(prefix="draft-", dir=folder))
        try:
            _write(draft, thing)
            draft.rename(folder / key)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        _clear(folder)
    except OSError:
        return


def kept(key: str) -> Kept | None:
    """What is kept under a key; None where nothing is, or not all of it as it was written."""
    try:
        folder = _folder() / key
        facts = json.loads((folder / _FACTS).read_bytes())
        files = {name: (folder / name).read_bytes() for name in facts["files"]}
        if any(hashlib.sha256(content).hexdigest() != facts["files"][name] for name, content in files.items()):
            return None
        os.utime(folder)  # the oldest is what was not asked for longest
    except (OSError, ValueError, KeyError):
        return None
    tables = {name: pa.ipc.open_file(files[f"{name}.arrow"]).read_all().to_pandas() for name in facts["tables"]}
    blobs = {
        name: Blob(digest, files[f"{name}.body"], files[f"{name}.packed"], media_type)
        for name, (digest, media_type) in facts["blobs"].items()
    }
    return Kept(tables, blobs, facts["facts"])


def _write(folder: Path, thing: Kept) -> None:
    digests: dict[str, str] = {}

    def write(name: str, content: bytes) -> None:
        (folder / name).write_bytes(content)
        digests[name] = hashlib.sha256(content).hexdigest()

    for name, table in thing.tables.items():
        write(f"{name}.arrow", _arrow(table))
    for name, blob in thing.blobs.items():
        write(f"{name}.body", blob.body)
        write(f"{name}.packed", blob.packed)
    blobs = {name: (blob.digest, blob.media_type) for name, blob in thing.blobs.items()}
    facts = {"files": digests, "tables": [*thing.tables], "blobs": blobs, "facts": thing.facts}
    (folder / _FACTS).write_text(json.dumps(facts), "utf-8")


def _arrow(table: pd.DataFrame) -> bytes:
    sink = pa.BufferOutputStream()
    rows = pa.Table.from_pandas(table, preserve_index=False)
    with pa.ipc.new_file(sink, rows.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as file:
        file.write_table(rows)
    return bytes(sink.getvalue())


def _folder() -> Path:
    """Where things are kept: a folder of our own, in which nobody else may write. Raises OSError."""
    folder = worked_out()
    folder.mkdir(mode=0o700, exist_ok=True)
    about = folder.stat()
    if hasattr(os, "getuid") and (about.st_uid != os.getuid() or about.st_mode & 0o022):
        raise PermissionError(f"others may write in {folder}, so nothing in it is believed")
    return folder


def _clear(folder: Path) -> None:
    """Remove the oldest, and what was never finished."""
    aged = sorted(((each.stat().st_mtime, each) for each in folder.iterdir()), reverse=True)
    done = [each for _, each in aged if not each.name.startswith("draft-")]
    left = [each for age, each in aged if each.name.startswith("draft-") and age < time.time() - _ABANDONED]
    for each in [*done[_MOST:], *left]:
        shutil.rmtree(each, ignore_errors=True)


@lru_cache(maxsize=1)
def _code() -> str:
    """A digest of the code by which things are worked out, of the theatres' data, and of the libraries that reckon."""
    digest = hashlib.sha256(" ".join(each.__version__ for each in (np, pd, pa, shapely)).encode())
    for path in sorted(_sources()):
        digest.update(str(path.relative_to(DATA.parent)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterable[Path]:
    for room in _ROOMS:
        path = DATA.parent / room
        yield from [path] if path.is_file() else path.rglob("*.py")
    yield from (each for each in (DATA / "theatres").rglob("*") if each.is_file())

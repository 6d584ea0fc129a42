"""Which gazetteer a file holds: its version changes with all that goes into it, so that a stale one is built anew."""

import hashlib
from pathlib import Path

from gazetteer.dumps import Imports
from theatre.theatre import Theatre

__all__ = ["tables", "version"]

_LAYOUT = "10"  # of the file; another layout is built anew


def tables(theatre: Theatre) -> tuple[Path, ...]:
    """The files of the theatre that go into its gazetteer."""
    return (*sorted(theatre.folder.glob("places_*.csv")), theatre.folder / "regions.geojson")


def version(theatre: Theatre, imports: Imports) -> str:
    """The version that a file built now would bear: of its layout, the theatre's bounds, register, romanisation, tables
    of places and units, and the imports."""
    stated = (
        f"{theatre.sides.home.country} {theatre.bounds} {theatre.register}{theatre.romanised} {imports.fingerprint()}"
    )
    read = b"".join(table.read_bytes() for table in tables(theatre)) + stated.encode()
    return f"{_LAYOUT}-{hashlib.sha256(read).hexdigest()[:12]}"

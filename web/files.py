"""Tables and areas as files to download."""

import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd

from maps.evidence import status_sentence
from maps.words import statement
from theatre.theatre import Theatre
from timeline.files import write_areas, write_table

__all__ = ["areas_as_file", "as_file", "worded"]


def as_file(table: pd.DataFrame, suffix: str, about: Mapping[str, Any] | None = None) -> bytes:
    """A table as a file in one of theatre.tables.FORMATS; `about` is as for theatre.tables.write."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        write_table(table, str(path), about)
        return path.read_bytes()


def areas_as_file(areas: Mapping[str, Any], suffix: str) -> bytes:
    """Estimated areas as a file in one of timeline.files.DRAWN."""
    out = BytesIO()
    write_areas(areas, out, suffix)
    return out.getvalue()


def worded(table: pd.DataFrame, theatre: Theatre) -> pd.DataFrame:
    """Claims or control rows with a first column "statement", what each says in the words of its card: for maps that
    people look at in other programs."""
    rows = table.to_dict("records")
    if "quote" in table:
        said = [statement(row, theatre) for row in rows]
    else:
        said = [status_sentence(row, theatre) for row in rows]
    return pd.concat([pd.DataFrame({"statement": said}, index=table.index), table], axis=1)

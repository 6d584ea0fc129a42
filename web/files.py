"""Tables as files to download."""

import tempfile
from pathlib import Path

import pandas as pd

from timeline.files import write_table

__all__ = ["as_file"]


def as_file(table: pd.DataFrame, suffix: str) -> bytes:
    """A table as a .csv, .jsonl, .geojson or .parquet file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        write_table(table, str(path))
        return path.read_bytes()

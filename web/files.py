"""Tables as files to download."""

import tempfile
from pathlib import Path

import pandas as pd

from timeline.files import write_table

__all__ = ["as_file"]


def as_file(table: pd.DataFrame, suffix: str) -> bytes:
    """A table as a .csv, .jsonl, .geojson or .parquet file. In CSV, texts are guarded against spreadsheets."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        write_table(_guarded(table) if suffix == ".csv" else table, str(path))
        return path.read_bytes()


def _guarded(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before each text that a spreadsheet would run: one that begins with = + - or @."""
    table = table.copy()
    for name in table.columns[table.dtypes.map(lambda kind: kind.kind in "OTU")]:
        text = table[name].astype("str")
        table[name] = table[name].where(~(text.str.match(r"[=+\-@\t\r]") & table[name].notna()), "'" + text)
    return table

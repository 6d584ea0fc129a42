"""Tables of this package as files, by the one writer of tables (theatre.tables)."""

import sys
from pathlib import Path
from typing import Any

import pandas as pd

from theatre.tables import FORMATS, write

__all__ = ["check_name", "write_table"]

_ARROW = {"f": "double", "i": "int64", "b": "bool", "M": "timestamp[ms]"}  # by the kind of a column's numbers


def check_name(out: str) -> None:
    """Raises ValueError for the name of a file that `write_table` knows no format for."""
    if out != "-" and Path(out).suffix.lower() not in FORMATS:
        raise ValueError(f"--out {out}: the name must end in one of {', '.join(FORMATS)}")


def write_table(table: pd.DataFrame, out: str) -> None:
    """Write rows by the suffix of `out` (`-` is standard output, as .jsonl); dates as ISO days, none as empty (.csv)
    or null."""
    suffix = ".jsonl" if out == "-" else Path(out).suffix.lower()
    columns = [str(name) for name in table.columns]
    values = [_values(table[name], suffix) for name in table.columns]
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True))
    types = {name: _ARROW[kind] for name in columns if (kind := _kind(table[name])) in _ARROW}
    if out == "-":
        write(rows, columns, sys.stdout.buffer, suffix, types)
        sys.stdout.buffer.flush()
    else:
        with Path(out).open("wb") as file:
            write(rows, columns, file, suffix, types)


def _kind(column: pd.Series) -> str:
    kind: str = column.dtype.kind
    return kind


def _values(column: pd.Series, suffix: str) -> list[Any]:
    """A column as plain values."""
    if _kind(column) == "M":
        column = column.dt.strftime("%Y-%m-%d")
    elif _kind(column) == "b" and suffix == ".csv":
        column = column.astype("str")  # True and False, as scripts that read these tables know them
    values: list[Any] = column.astype(object).where(column.notna(), None).tolist()
    return values

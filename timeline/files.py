"""Tables and areas of this package as files, by the one writer of tables (theatre.tables)."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import pandas as pd

from theatre.geofiles import write_geopackage, write_kml
from theatre.tables import FORMATS, write

__all__ = ["DRAWN", "check_name", "coverage", "write_areas", "write_table"]

DRAWN = (".geojson", ".kml", ".gpkg")  # what areas can be written as

_ARROW = {"f": "double", "i": "int64", "b": "bool", "M": "timestamp[ms]"}  # by the kind of a column's numbers


def check_name(out: str) -> None:
    """Raises ValueError for the name of a file that `write_table` knows no format for."""
    if out != "-" and Path(out).suffix.lower() not in FORMATS:
        raise ValueError(f"--out {out}: the name must end in one of {', '.join(FORMATS)}")


def write_table(table: pd.DataFrame, out: str, about: Mapping[str, Any] | None = None) -> None:
    """Write rows by the suffix of `out` (`-` is standard output, as .jsonl); dates as ISO days, none as empty (.csv)
    or null. `about` is as for theatre.tables.write."""
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
            write(rows, columns, file, suffix, types, about)


def coverage(control: pd.DataFrame, claims: pd.DataFrame) -> dict[str, Any]:
    """On how much control rows rest: places with reports, articles, and the day of the last report (ISO, or None). It
    goes with whatever is taken away, so that little is never taken for much."""
    told = control[~control["basis"].isin(["baseline", "estimate"])]
    last = told["last_evidence"].max()
    return {
        "places_with_reports": int(told["place_id"].nunique()),
        "articles": int(claims["article"].nunique()),
        "last_report": None if pd.isna(last) else last.date().isoformat(),
    }


def write_areas(areas: Mapping[str, Any], out: IO[bytes], suffix: str) -> None:
    """Write a FeatureCollection of areas (timeline.areas.outlines) as one of DRAWN."""
    columns = ("day", "holder", "km2", "estimate")
    if suffix == ".kml":
        write_kml(areas["features"], columns, out)
    elif suffix == ".gpkg":
        write_geopackage(areas["features"], columns, out, {"day": "date32", "km2": "double", "estimate": "bool"})
    else:
        out.write((json.dumps(areas, ensure_ascii=False) + "\n").encode())


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

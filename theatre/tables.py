"""Rows as files: the one writer of tables, in the formats that scripts outside the project rely on.

A row maps its columns to plain values: texts, numbers, flags, None, days as ISO text, and lists of objects (JSON text
where a format knows no lists). In CSV a text that a spreadsheet would run has an apostrophe before it, which
`unguarded` takes off. Rows are taken one at a time, so that no file has to fit in memory.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from types import MappingProxyType
from typing import IO, Any

from theatre.geofiles import Feature, write_geopackage, write_kml

__all__ = ["FORMATS", "Row", "json_line", "separator", "unguarded", "write"]

Row = dict[str, Any]
_BATCH = 5000  # rows


def json_line(row: Mapping[str, Any]) -> str:
    """A row as a line of JSON, with its end."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def separator(head: str) -> str:
    """What stands between the columns of a table, told by its first line: Excel writes semicolons in many countries."""
    return max(",;\t|", key=head.count)


def write(
    rows: Iterable[Row],
    columns: Sequence[str],
    out: IO[bytes],
    suffix: str,
    types: Mapping[str, str] | None = None,
    about: Mapping[str, Any] | None = None,
) -> None:
    """Write rows in the format of `suffix`, which is one of FORMATS, else ValueError.

    `types` names what Arrow is to make of a column in .parquet ("double", "int64", "bool", "date32", "timestamp[ms]");
    any other is text. In .geojson, .kml and .gpkg each row is a feature with all its columns as properties; it has a
    point (longitude, latitude) where the row has both, else no geometry. `about` is what .geojson says of all of them,
    as members of the collection.
    """
    if suffix not in FORMATS:
        raise ValueError(f"can't write {suffix or 'a file without a suffix'}; use {', '.join(FORMATS)}")
    if suffix == ".geojson":
        _geojson(rows, columns, out, types or {}, about or {})
    else:
        FORMATS[suffix](rows, columns, out, types or {})


def _jsonl(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes], types: Mapping[str, str]) -> None:
    for row in rows:
        out.write(json_line(row).encode("utf-8", "replace"))


def _csv(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes], types: Mapping[str, str]) -> None:
    class Encoded:
        def write(self, text: str) -> int:
            return out.write(text.encode("utf-8", "replace"))

    table = csv.writer(Encoded(), lineterminator="\n")
    table.writerow(columns)
    for row in rows:
        table.writerow([_cell(row[column]) for column in columns])


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


_FORMULA = re.compile(r"'*[=+\-@\t\r]")  # what a spreadsheet would run, or such a text that is guarded already


def unguarded(text: str) -> str:
    """A text of a CSV file as it was before it was guarded against spreadsheets."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _parquet(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes], types: Mapping[str, str]) -> None:
    import pyarrow as pa  # only this format needs it, and it takes a while to load
    import pyarrow.parquet as pq

    kinds = [types.get(column, "string") for column in columns]
    schema = pa.schema([(column, pa.type_for_alias(kind)) for column, kind in zip(columns, kinds, strict=True)])
    with pq.ParquetWriter(out, schema) as table:
        source = iter(rows)
        while batch := list(islice(source, _BATCH)):
            values = ([_typed(row[column], kind) for row in batch] for column, kind in zip(columns, kinds, strict=True))
            arrays = [pa.array(each, field.type) for each, field in zip(values, schema, strict=True)]
            table.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _typed(value: Any, kind: str) -> Any:
    if kind == "date32":
        return date.fromisoformat(value) if value else None
    if kind.startswith("timestamp"):
        return datetime.fromisoformat(value) if value else None
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _geojson(
    rows: Iterable[Row],
    columns: Sequence[str],
    out: IO[bytes],
    types: Mapping[str, str],
    about: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    members = "".join(f"{json.dumps(name)}:{json.dumps(value)}," for name, value in about.items())
    out.write(f'{{"type":"FeatureCollection",{members}"features":['.encode())
    comma = b"\n"
    for feature in _features(rows):
        out.write(comma + json_line(feature).rstrip("\n").encode("utf-8", "replace"))
        comma = b",\n"
    out.write(b"\n]}\n")


def _features(rows: Iterable[Row]) -> Iterator[Feature]:
    for row in rows:
        point = None
        if row["latitude"] is not None and row["longitude"] is not None:
            point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
        yield {"type": "Feature", "geometry": point, "properties": row}


def _kml(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes], types: Mapping[str, str]) -> None:
    write_kml(_features(map(_flat, rows)), columns, out)


def _gpkg(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes], types: Mapping[str, str]) -> None:
    write_geopackage(_features(map(_flat, rows)), columns, out, types)


def _flat(row: Row) -> Row:
    """A row whose lists are JSON text."""
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value for name, value in row.items()
    }


Writer = Callable[[Iterable[Row], Sequence[str], IO[bytes], Mapping[str, str]], None]
FORMATS: dict[str, Writer] = {
    ".jsonl": _jsonl, ".csv": _csv, ".parquet": _parquet, ".geojson": _geojson, ".kml": _kml, ".gpkg": _gpkg
}  # fmt: skip

"""Claims and places as rows, and rows as files: the contracts that scripts outside the project rely on.

A row is a dict in the order of its columns. Days are ISO dates, alternatives a list of objects (JSON text where a
format knows no lists). Writers take rows one at a time, so that no file has to fit in memory.
"""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from enum import Enum
from itertools import islice
from typing import IO, Any

from extract.model import Claim, Mention, Sentence
from gazetteer.place import Alternative, Place

__all__ = [
    "CLAIM_COLUMNS",
    "FORMATS",
    "PLACE_COLUMNS",
    "Row",
    "claim_row",
    "json_line",
    "location_row",
    "place_row",
    "write",
]

Row = dict[str, Any]

CLAIM_COLUMNS = tuple(field.name for field in fields(Claim))
PLACE_COLUMNS = (
    "article", "start", "end", "place", "place_start", "place_end", "place_id", "name", "kind", "latitude", "longitude",
    "admin1", "precision", "radius_km", "score", "metonym", "alternatives",
)  # fmt: skip

NUMBERS = frozenset(["latitude", "longitude", "radius_km", "score", "confidence"])
WHOLE = frozenset(["start", "end", "place_start", "place_end"])
FLAGS = frozenset(["admission", "partial", "metonym"])
BATCH = 5000


def claim_row(claim: Claim) -> Row:
    """A claim as its row: every field of Claim, in order."""
    return {column: _plain(getattr(claim, column)) for column in CLAIM_COLUMNS}


def place_row(article: str, sentence: Sentence, mention: Mention) -> Row:
    """A place named in `sentence` as its row; start and end are the sentence's."""
    place = mention.place
    precision = "" if place is None else str(place.precision)
    return {
        "article": article,
        "start": sentence.start,
        "end": sentence.end,
        "place": mention.surface,
        "place_start": mention.start,
        "place_end": mention.end,
        "place_id": place.id if place else "",
        "name": place.name if place else mention.surface,
        "kind": str(mention.kind),
        "latitude": mention.latitude,
        "longitude": mention.longitude,
        "admin1": place.admin1 if place else "",
        "precision": "near" if place is not None and mention.radius_km > 0 and mention.kind == "near" else precision,
        "radius_km": mention.radius_km,
        "score": mention.score,
        "metonym": mention.metonym,
        "alternatives": _plain(mention.alternatives),
    }


def location_row(query: str, found: Sequence[tuple[Place, float]]) -> Row:
    """What a name may mean, as its row: the likeliest place with its score, the others as alternatives."""
    (place, score), *others = found
    return {
        "query": query,
        "place_id": place.id,
        "name": place.name,
        "kind": str(place.kind),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "country": place.country,
        "population": place.population,
        "precision": str(place.precision),
        "score": score,
        "alternatives": [
            asdict(Alternative(p.id, p.name, p.admin1, p.latitude, p.longitude, likely, p.admin2))
            for p, likely in others
        ],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [asdict(item) for item in value]
    return value


def json_line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


# --- writers --------------------------------------------------------------------------------------------------------


def _jsonl(rows: Iterable[Row], columns: tuple[str, ...], out: IO[bytes]) -> None:
    for row in rows:
        out.write(json_line(row).encode("utf-8", "replace"))


def _csv(rows: Iterable[Row], columns: tuple[str, ...], out: IO[bytes]) -> None:
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
    return value


def _parquet(rows: Iterable[Row], columns: tuple[str, ...], out: IO[bytes]) -> None:
    import pyarrow as pa  # only this format needs it, and it takes a while to load
    import pyarrow.parquet as pq

    schema = pa.schema([(column, _arrow(pa, column)) for column in columns])
    with pq.ParquetWriter(out, schema) as table:
        source = iter(rows)
        while batch := list(islice(source, BATCH)):
            arrays = [pa.array([_typed(row[c], c) for row in batch], schema.field(c).type) for c in columns]
            table.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _arrow(pa: Any, column: str) -> Any:
    if column in NUMBERS:
        return pa.float64()
    if column in WHOLE:
        return pa.int64()
    if column in FLAGS:
        return pa.bool_()
    return pa.date32() if column in ("event_from", "event_to", "published") else pa.string()


def _typed(value: Any, column: str) -> Any:
    if column in ("event_from", "event_to", "published"):
        return date.fromisoformat(value) if value else None
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _geojson(rows: Iterable[Row], columns: tuple[str, ...], out: IO[bytes]) -> None:
    out.write(b'{"type":"FeatureCollection","features":[')
    comma = b"\n"
    for row in rows:
        point = None
        if row["latitude"] is not None and row["longitude"] is not None:
            point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
        feature = {"type": "Feature", "geometry": point, "properties": row}
        out.write(comma + json_line(feature).rstrip("\n").encode("utf-8", "replace"))
        comma = b",\n"
    out.write(b"\n]}\n")


Writer = Callable[[Iterable[Row], tuple[str, ...], IO[bytes]], None]
FORMATS: dict[str, Writer] = {".jsonl": _jsonl, ".csv": _csv, ".parquet": _parquet, ".geojson": _geojson}


def write(rows: Iterable[Row], columns: tuple[str, ...], out: IO[bytes], suffix: str) -> None:
    """Write rows in the format of `suffix`. Raises ValueError for a suffix that is none of FORMATS."""
    if suffix not in FORMATS:
        raise ValueError(f"can't write {suffix or 'a file without a suffix'}; use {', '.join(FORMATS)}")
    FORMATS[suffix](rows, columns, out)

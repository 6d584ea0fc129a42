"""Claims as a table: one row a claim, typed columns, from values, rows or files.

Days inside the tables of this package are whole numbers since 1970-01-01 (`day_numbers`); a table that leaves it
carries dates.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from extract.model import Claim
from extract.read.days import parse_days
from gazetteer.place import Alternative
from theatre.errors import MarchlandError
from theatre.tables import separator, unguarded
from timeline.arrow import Ints, as_arrow, picked

__all__ = [
    "CLAIM_COLUMNS",
    "NO_DAY",
    "ClaimsFileError",
    "article_numbers",
    "claims_table",
    "day_numbers",
    "known_by",
    "publication_days",
    "read_claims",
    "superseded",
]

CLAIM_COLUMNS = tuple(field.name for field in fields(Claim))
NO_DAY = np.iinfo(np.int64).min
_DATES = ("event_from", "event_to", "published")
_FLOATS = ("latitude", "longitude", "radius_km", "confidence")
_WHOLE = ("start", "end", "place_start", "place_end")
_FLAGS = ("admission", "partial")
_DEFAULTS: Mapping[str, Any] = {"confidence": 0.5, "kind": "settlement", "mode": "fact", "review": "auto"}


class ClaimsFileError(MarchlandError, ValueError):
    """A file of claims that can't be used; the message names the file and what is wrong."""


def claims_table(claims: pd.DataFrame | Iterable[Claim | Mapping[str, Any]]) -> pd.DataFrame:
    """One row a claim, the fields of `extract.model.Claim` in their order and then whatever else a row carried.

    Dates become datetime64, numbers numbers, flags booleans, `alternatives` JSON text, and everything else text with
    "" for none. A field that a row lacks gets its neutral value.
    """
    if isinstance(claims, pd.DataFrame):
        return _typed(claims)
    rows = [asdict(claim) if isinstance(claim, Claim) else claim for claim in claims]
    return _typed(pd.DataFrame(rows))


def _typed(raw: pd.DataFrame) -> pd.DataFrame:
    extra = [name for name in raw.columns if name not in CLAIM_COLUMNS]
    raw = raw.reset_index(drop=True)
    columns = {name: _column(name, raw.get(name), len(raw)) for name in CLAIM_COLUMNS}
    return pd.DataFrame(columns | {name: raw[name] for name in extra}, index=raw.index)


def _column(name: str, raw: pd.Series | None, rows: int) -> pd.Series:
    if name in _DATES:
        if raw is None:
            return pd.Series(np.full(rows, np.datetime64("NaT", "s")))
        dates = raw.replace("", None) if raw.dtype == object or isinstance(raw.dtype, pd.StringDtype) else raw
        return pd.to_datetime(dates, errors="coerce", format=None if dates.dtype.kind == "M" else "ISO8601").astype(
            "datetime64[s]"
        )
    if name in _FLOATS:
        numbers = pd.Series(np.full(rows, np.nan)) if raw is None else pd.to_numeric(raw, errors="coerce")
        return numbers.astype("float64").fillna(_DEFAULTS.get(name, np.nan))
    if name in _WHOLE:
        whole = pd.Series(np.full(rows, -1)) if raw is None else pd.to_numeric(raw, errors="coerce").fillna(-1)
        return whole.astype("int64")
    if name in _FLAGS:
        return pd.Series(np.zeros(rows, dtype=bool)) if raw is None else _flags(raw)
    if name == "alternatives":
        return (pd.Series([()] * rows) if raw is None else raw).map(_as_json).astype("str")
    default = _DEFAULTS.get(name, "")
    if raw is None:
        return pd.Series([default] * rows, dtype="str")
    text = raw.astype("str").where(raw.notna(), default)
    return text.where(text != "", default) if default else text


def _flags(raw: pd.Series) -> pd.Series:
    if raw.dtype == bool:
        return raw
    return raw.map(lambda value: str(value).strip().lower() in {"true", "1", "1.0", "yes"}).astype(bool)


def _as_json(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, float):
        return "[]"
    return json.dumps([asdict(each) if isinstance(each, Alternative) else each for each in value], ensure_ascii=False)


def read_claims(path: str | Path) -> pd.DataFrame:
    """The claims of a .jsonl, .csv or .parquet file, typed. Raises ClaimsFileError naming the file and row."""
    path = Path(path)
    suffix = path.suffix.lower()
    try:
        if suffix == ".jsonl":
            table = _typed(_with_iso_days(pd.DataFrame(list(_json_lines(path))), path, 1))
        elif suffix == ".csv":
            table = _typed(_with_iso_days(_csv(path), path, 2))
        elif suffix == ".parquet":
            table = _typed(_with_iso_days(pd.read_parquet(path), path, 1))
        else:
            raise ClaimsFileError(f"{path}: a file of claims ends in .jsonl, .csv or .parquet")
    except FileNotFoundError:
        raise ClaimsFileError(f"{path}: there is no such file") from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError, OSError) as trouble:
        raise ClaimsFileError(f"{path}: can't be read as {suffix}: {trouble}") from trouble
    if len(table) and not table["action"].str.len().any():
        raise ClaimsFileError(f"{path}: has no column 'action': is it a file that `python -m extract claims` wrote?")
    return table


def _csv(path: Path) -> pd.DataFrame:
    """A table as `theatre.tables` or a spreadsheet wrote it, all cells as text."""
    with path.open(encoding="utf-8-sig") as lines:
        head = lines.readline(10_000)
    table = pd.read_csv(path, sep=separator(head), dtype="str", keep_default_na=False, encoding="utf-8-sig")
    for name in table.columns:
        guarded = table[name].str.startswith("'")
        if guarded.any():
            table[name] = table[name].where(~guarded, table[name].map(unguarded))
    return table


def _with_iso_days(raw: pd.DataFrame, path: Path, first: int) -> pd.DataFrame:
    """The rows with their days as ISO writes them, however the file does; `first` is the number of the first row."""
    for name in _DATES:
        if name not in raw or raw[name].dtype.kind == "M":
            continue
        numbers, written = pd.factorize(raw[name].where(raw[name].notna(), "").astype("str"))
        days = parse_days([str(text) for text in written])
        wrong = [number for number, text in enumerate(written) if text and days[number] is None]
        if wrong:
            row = int(np.flatnonzero(np.isin(numbers, wrong))[0])
            text = str(written[numbers[row]])[:40]
            raise ClaimsFileError(
                f"{path}: row {row + first}: {name} {text!r} is no clear date; write it as 2022-09-11"
            )
        raw[name] = np.array([day.isoformat() if day else "" for day in days], dtype=object)[numbers]
    return raw


def _json_lines(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as trouble:
                raise ClaimsFileError(f"{path}: line {number} is not JSON: {trouble.msg}") from trouble
            if not isinstance(row, dict):
                raise ClaimsFileError(f"{path}: line {number} is not a claim")
            yield row


def day_numbers(dates: pd.Series) -> Ints:
    """Whole days since 1970-01-01; NO_DAY for none, as which numpy writes a date that is not there."""
    return dates.to_numpy().astype("datetime64[D]").astype("int64")


def publication_days(claims: pd.DataFrame) -> Ints:
    """The day of publication; of a claim that does not say, that of its event."""
    published, first, last = (day_numbers(claims[name]) for name in ("published", "event_from", "event_to"))
    return np.where(published == NO_DAY, np.maximum(first, last), published)


def known_by(claims: pd.DataFrame, day: date) -> NDArray[np.bool_]:
    """Which claims were published by that day; one that does not say when is as old as its event."""
    return publication_days(claims) <= np.datetime64(day, "D").astype("int64")


def article_numbers(claims: pd.DataFrame) -> Ints:
    """A number for the article of each claim, the same whatever the other claims are."""
    articles = as_arrow(claims["article"]).dictionary_encode()
    texts = np.array(articles.dictionary.to_pylist(), dtype=object)
    numbers = pd.util.hash_array(texts, categorize=False).view("int64")
    return np.asarray(numbers[articles.indices.to_numpy()], dtype="int64")


def superseded(claims: pd.DataFrame) -> pd.Series:
    """The ids of the claims that another one takes the place of."""
    named = np.flatnonzero(pc.binary_length(pa.array(claims["supersedes"], pa.large_string())))
    return pd.Series(picked(claims["supersedes"], named), dtype="str")

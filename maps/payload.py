"""Control intervals as compact columns: everything the map needs to show any day, sent to the browser once.

The bytes are: the four letters MLD1, the header's length (uint32, little-endian), the header (JSON, padded with spaces
to four bytes), then the columns it lists, little-endian, each padded to four bytes. `static/columns.js` reads them.

Days count from the theatre's first day (0); earlier ones are negative. An interval lasts until the next one of its
place; a gap in the control table becomes an interval of status `unknown`.
"""

import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from extract.gazetteer import Gazetteer
from extract.model import Precision
from extract.theatre import Theatre
from maps.assets import Blob, blob

__all__ = ["LONG_AGO", "Payload", "encode", "places_of"]

LONG_AGO = -32000  # the day of an interval without a beginning
_NEVER = -32768  # the evidence day of an interval that rests on none
_RANKS = (500_000, 100_000, 20_000, 3_000)  # population at which a place is of rank 0, 1, 2, 3; below: 4
_CROWD = 3_000  # with more places than this that have evidence, evidence alone no longer lifts a place's rank
_WITHIN_KM = {Precision.HROMADA: 25, Precision.RAION: 40, Precision.REGION: 100}  # of the true point, 19 times in 20
_BASES = ("direct", "region", "baseline", "estimate")
_TYPES = {"u1": np.uint8, "i2": np.int16, "u2": np.uint16, "i4": np.int32, "u4": np.uint32}


@dataclass(frozen=True, slots=True)
class Payload:
    """The encoded data; `places` are the place ids in the order the browser knows them by. Both days included."""

    blob: Blob
    places: tuple[str, ...]
    first: date
    last: date

    def index(self, place: str) -> int | None:
        """The browser's number of a place, or None."""
        try:
            return self.places.index(place)
        except ValueError:
            return None


def places_of(gazetteer: Gazetteer, ids: Iterable[str]) -> pd.DataFrame:
    """What `encode` wants to know about places, by place_id: population, and precision of the coordinates."""
    rows = {place: gazetteer.rows[place] for place in ids if place in gazetteer.rows}
    return pd.DataFrame(
        {
            "population": [gazetteer.populations[row] for row in rows.values()],
            "precision": [gazetteer.precisions[row] for row in rows.values()],
        },
        index=pd.Index(rows, name="place_id", dtype=object),
    )


def encode(control: pd.DataFrame, *, theatre: Theatre, places: pd.DataFrame, last: date | None = None) -> Payload:
    """Encode a control table.

    `places` has the index place_id and the columns population and precision; a place that it lacks counts as small
    and exact. `last` is the last day of the slider; by default the last day on which anything is
    known.
    """
    control = control.dropna(subset=["latitude", "longitude"])
    epoch = pd.Timestamp(theatre.start)
    rows = pd.DataFrame(
        {
            "place": control["place_id"].astype(str),
            "start": _days(control["valid_from"], epoch, LONG_AGO),
            "end": _days(control["valid_to"], epoch, np.iinfo(np.int32).max),
            "status": control["status"].astype(str),
            "holder": control["holder"].astype(object).where(control["holder"].notna(), ""),
            "confidence": (control["confidence"].fillna(0).astype(float).clip(0, 1) * 100).round().astype(int),
            "basis": control["basis"].astype(str),
            "evidence": _days(control["last_evidence"], epoch, _NEVER),
        }
    ).sort_values(["place", "start"], kind="stable")
    rows = _with_gaps(rows)
    day = (pd.Timestamp(last) - epoch).days if last else int(max(rows["start"].max(), rows["evidence"].max(), 0))

    about = control.drop_duplicates("place_id").set_index(control["place_id"].drop_duplicates().astype(str))
    about = about.reindex(rows["place"].unique())
    known = places.reindex(about.index)
    direct = set(rows.loc[rows["evidence"] > _NEVER, "place"])
    rank = _rank(known["population"], about.index, direct)
    # Large places first: the browser draws from the end, so they come to lie on top. Neighbours stay neighbours.
    cell = (about["latitude"].round(0) * 1000 + about["longitude"].round(0)).to_numpy()
    order = np.lexsort((about["longitude"].to_numpy(), cell, rank))
    about, rank = about.iloc[order], rank[order]
    known = known.iloc[order]
    rows["place"] = rows["place"].map({place: number for number, place in enumerate(about.index)})
    rows = rows.sort_values(["place", "start"], kind="stable")

    states = list(dict.fromkeys(zip(rows["status"], rows["holder"], strict=True)))
    regions = sorted(set(about["admin1"].fillna("").astype(str)))
    columns: dict[str, tuple[str, Any]] = {
        "latitude": ("i4", (about["latitude"].to_numpy(float) * 1e4).round()),
        "longitude": ("i4", (about["longitude"].to_numpy(float) * 1e4).round()),
        "first": ("u4", np.searchsorted(rows["place"].to_numpy(), np.arange(len(about) + 1))),
        "start": ("i2", rows["start"].clip(LONG_AGO, 32767)),
        "evidence": ("i2", rows["evidence"].clip(_NEVER, 32767)),
        "state": ("u1", rows[["status", "holder"]].apply(tuple, axis=1).map(states.index) if len(rows) else []),
        "confidence": ("u1", rows["confidence"]),
        "basis": ("u1", rows["basis"].map(lambda basis: _BASES.index(basis) if basis in _BASES else 0)),
        "rank": ("u1", rank),
        "radius": ("u1", known["precision"].map(_WITHIN_KM).fillna(0)),
        "region": ("u1", about["admin1"].fillna("").astype(str).map(regions.index)),
    }
    header = {
        "epoch": theatre.start.isoformat(),
        "last": day,
        "places": len(about),
        "intervals": len(rows),
        "states": states,
        "bases": _BASES,
        "regions": regions,
        "names": about["name"].fillna("").astype(str).tolist(),
        "columns": [[name, kind, len(values)] for name, (kind, values) in columns.items()],
    }
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    body = [b"MLD1", struct.pack("<I", len(text)), text]
    for kind, values in columns.values():
        raw = np.asarray(values).astype(_TYPES[kind]).tobytes()
        body += [raw, b"\0" * (-len(raw) % 4)]
    return Payload(
        blob(b"".join(body), "application/octet-stream"),
        tuple(about.index),
        theatre.start,
        (epoch + pd.Timedelta(days=day)).date(),
    )


def _days(values: pd.Series, epoch: pd.Timestamp, missing: int) -> pd.Series:
    days = (pd.to_datetime(values) - epoch).dt.days
    return days.fillna(missing).astype("int64")


def _with_gaps(rows: pd.DataFrame) -> pd.DataFrame:
    """Say `unknown` wherever a place's interval ends before its next one begins."""
    next_start = rows.groupby("place")["start"].shift(-1, fill_value=np.iinfo(np.int32).max)
    gaps = rows[rows["end"] < next_start].assign(
        start=lambda gap: gap["end"], status="unknown", holder="", confidence=0, basis="direct", evidence=_NEVER
    )
    return pd.concat([rows, gaps]).sort_values(["place", "start"], kind="stable") if len(gaps) else rows


def _rank(population: pd.Series, index: pd.Index, direct: set[str]) -> np.ndarray:
    people = population.fillna(0).to_numpy(float)
    rank = np.searchsorted(-np.array(_RANKS), -people)
    if len(direct) < _CROWD:
        rank = np.where(index.isin(direct), np.minimum(rank, 2), rank)
    return rank

"""Hand-drawn maps of control to compare with: read, laid beside our own result, never mixed into it.

A reference is a table of place_id, day and holder ("" where the map shows contest or nothing). It comes from a table,
or from control polygons by date, as map projects export them in GeoJSON.
"""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from theatre.errors import MarchlandError
from theatre.theatre import Theatre
from timeline.control import on_day

__all__ = ["ReferenceMapError", "agreement", "as_control", "compare", "differences", "read_reference"]

REFERENCE_COLUMNS = ("place_id", "day", "holder")


class ReferenceMapError(MarchlandError, ValueError):
    """A reference map that can't be used; the message names the file and what is wrong."""


def read_reference(
    path: str | Path,
    places: pd.DataFrame,
    *,
    theatre: Theatre,
    day: date | None = None,
    holder: str = "RU",
    on: date | None = None,
) -> pd.DataFrame:
    """A reference map as place_id, day and holder of each of `places`; with `on`, that day of it alone.

    `.csv`: columns place_id, day (ISO) and holder. `.geojson` / `.json`: polygons (longitude, latitude), each with a
    property `date` or `day`, or all of the one `day` given, or of that in the file's name (20240708 or 2024-07-08), and
    perhaps `holder` (a side); polygons without one are what `holder` holds, as in exports that draw occupied land only
    (ISW's layers, daily files of DeepStateMap), and what no polygon covers is its rival's. DeepStateMap's own exports
    say in `name` what a polygon is; the theatre's references.csv tells what that means. Raises ReferenceMapError.
    """
    path = Path(path)
    try:
        if path.suffix.lower() == ".csv":
            drawn = _from_table(path)
            return drawn if on is None else drawn[drawn["day"] == pd.Timestamp(on)].reset_index(drop=True)
        return _from_polygons(path, json.loads(path.read_text("utf-8")), places, theatre, day, holder, on)
    except FileNotFoundError:
        raise ReferenceMapError(f"{path}: there is no such file") from None
    except (UnicodeDecodeError, json.JSONDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as trouble:
        raise ReferenceMapError(f"{path}: can't be read: {trouble}") from trouble


def _from_table(path: Path) -> pd.DataFrame:
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    if missing := [name for name in REFERENCE_COLUMNS if name not in table]:
        raise ReferenceMapError(f"{path}: has no column {missing[0]!r}; it needs {', '.join(REFERENCE_COLUMNS)}")
    days = pd.to_datetime(table["day"], errors="coerce", format="ISO8601")
    if days.isna().any():
        row = int(np.flatnonzero(days.isna())[0])
        raise ReferenceMapError(f"{path}: row {row + 2}: {table['day'].iloc[row]!r} is not an ISO date")
    return table.assign(day=days.astype("datetime64[s]"))[list(REFERENCE_COLUMNS)]


def _from_polygons(
    path: Path, raw: Any, places: pd.DataFrame, theatre: Theatre, day: date | None, holder: str, on: date | None
) -> pd.DataFrame:
    features = _features(raw)
    if not features:
        raise ReferenceMapError(f"{path}: is not a GeoJSON FeatureCollection with features")
    day = day or _named_day(path)
    drawn: dict[str, dict[str, list[Any]]] = {}
    for number, feature in enumerate(features, 1):
        properties = feature.get("properties") or {}
        when = properties.get("date") or properties.get("day") or (day.isoformat() if day else None)
        if when is None:
            raise ReferenceMapError(f"{path}: feature {number} has no 'date'; say which day the map shows")
        if on and str(when)[:10] != on.isoformat():
            continue
        kind = (feature.get("geometry") or {}).get("type", "")
        if "Polygon" in kind:
            whose = properties.get("holder") or _meant(str(properties.get("name") or ""), theatre) or holder
            if whose == "elsewhere":
                continue
            area = shapely.make_valid(shape(feature["geometry"]))
            drawn.setdefault(str(when)[:10], {}).setdefault(whose, []).append(area)
    named = any(_meant(str((each.get("properties") or {}).get("name") or ""), theatre) for each in features)
    points = shapely.points(places["longitude"].to_numpy("float64"), places["latitude"].to_numpy("float64"))
    rival = [side for side in theatre.sides if side != holder]
    tables = []
    for when, areas in sorted(drawn.items()):
        rest = len(rival) == 1 and (named or set(areas) <= {holder, "contested"})
        held = np.full(len(places), rival[0] if rest else "", dtype=object)
        for whose, parts in sorted(areas.items(), key=lambda each: (each[0] == "contested", each[0] == holder)):
            area = shapely.union_all(parts)
            shapely.prepare(area)
            held[shapely.contains(area, points)] = "" if whose == "contested" else whose
        tables.append(pd.DataFrame({"place_id": places["place_id"].to_numpy(), "day": when, "holder": held}))
    if not tables:
        raise ReferenceMapError(f"{path}: has no polygons")
    return pd.concat(tables, ignore_index=True).assign(
        day=lambda table: pd.to_datetime(table["day"], format="ISO8601").astype("datetime64[s]")
    )


def _features(raw: Any) -> list[Any]:
    """The features of a FeatureCollection, or of that which an export of DeepStateMap's history has under `map`."""
    if not isinstance(raw, dict):
        return []
    inner = raw.get("map")
    found = raw.get("features") or (inner.get("features") if isinstance(inner, dict) else None)
    return found if isinstance(found, list) else []


def _named_day(path: Path) -> date | None:
    found = re.search(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)", path.name)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _meant(name: str, theatre: Theatre) -> str | None:
    """Whose land a feature of that name is by the theatre's references.csv, "contested", "elsewhere"; None: unsaid."""
    return next((row["holder"] for row in theatre.table("references") if row["words"] in name), None)


def as_control(drawn: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """A reference map of a single day as a control table that holds on all days, to be drawn like ours and mixed into
    nothing. `places` has what is known of the places by place_id: name, latitude, longitude, admin1."""
    rows = drawn.merge(places[["place_id", "name", "latitude", "longitude", "admin1"]], on="place_id")
    always = pd.Series(pd.NaT, index=rows.index)
    return rows.assign(
        valid_from=always,
        valid_to=always,
        status=np.where(rows["holder"] == "", "unknown", "held"),
        confidence=1.0,
        basis="direct",
        rule="",
        claims_for="",
        claims_against="",
        last_evidence=rows["day"],
    ).drop(columns="day")


def compare(table: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """Our control beside the reference's, a row a place and day that both tell of.

    Columns: those of the control row, then day, reference (its holder) and agrees. Where the reference shows contest,
    agrees is missing: nothing is right or wrong there.
    """
    days = []
    for day, drawn in reference.groupby("day"):
        ours = on_day(table, pd.Timestamp(str(day)).date())
        days.append(ours.merge(drawn.rename(columns={"holder": "reference"}), on="place_id"))
    if not days:
        return table.iloc[:0].assign(
            day=table["valid_from"].iloc[:0], reference="", agrees=pd.array([], dtype="boolean")
        )
    both = pd.concat(days, ignore_index=True)
    agrees = (both["holder"] == both["reference"]).astype("boolean")
    return both.assign(agrees=agrees.where(both["reference"] != ""))


def agreement(compared: pd.DataFrame, by: str = "day") -> pd.DataFrame:
    """The share of places that agree, by `day`, `admin1`, `basis` or any other column of `compare`."""
    known = compared[compared["agrees"].notna()]
    grouped = known.groupby(by)["agrees"].agg(["sum", "count"])
    return pd.DataFrame(
        {by: grouped.index, "places": grouped["count"].to_numpy(), "agreement": (grouped["sum"] / grouped["count"])}
    ).reset_index(drop=True)


def differences(compared: pd.DataFrame) -> pd.DataFrame:
    """Where we and the reference differ, since when and on what evidence of ours: a row a place and run of days.

    Columns: place_id, name, admin1, since, until (the last day that differs), holder, reference, status, basis, rule,
    claims_for, claims_against, last_evidence (the newest day that ours rests on).
    """
    rows = compared[compared["agrees"].notna()].sort_values(["place_id", "day"])
    key = ["place_id", "holder", "reference", "agrees"]
    run = (rows[key] != rows[key].shift()).any(axis=1).cumsum()
    rows = rows.assign(run=run)[~rows["agrees"].astype(bool)]
    told = rows.groupby("run", as_index=False).agg(
        place_id=("place_id", "first"),
        name=("name", "first"),
        admin1=("admin1", "first"),
        since=("day", "min"),
        until=("day", "max"),
        holder=("holder", "first"),
        reference=("reference", "first"),
        status=("status", "last"),
        basis=("basis", "last"),
        rule=("rule", "last"),
        claims_for=("claims_for", "last"),
        claims_against=("claims_against", "last"),
        last_evidence=("last_evidence", "last"),
    )
    return told.drop(columns="run").sort_values(["since", "place_id"], ignore_index=True)

"""Hand-drawn maps of control to compare with: read, laid beside our own result, never mixed into it.

A reference is a table of place_id, day and holder ("" where the map shows contest or nothing). It comes from a table,
or from areas of control by date, as map projects export them.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import shapely

from extract.read.days import date_in_name, parse_day, parse_days
from theatre.tables import separator
from theatre.theatre import Theatre
from timeline.control import on_day
from timeline.shapes import MAX_BYTES, Area, ReferenceMapError, Shape, read_shapes

__all__ = [
    "SUFFIXES",
    "Reference",
    "ReferenceMapError",
    "agreement",
    "as_control",
    "compare",
    "differences",
    "read_reference",
]

SUFFIXES = (".geojson", ".json", ".kml", ".kmz", ".gpkg", ".zip", ".csv", ".tsv")  # what the app offers to read
REFERENCE_COLUMNS = ("place_id", "day", "holder")
MAX_ROWS = 10_000_000  # places and days of a map
MAX_COLUMNS = 1_000
MAX_CROSSINGS = 50_000_000  # of lines on the ways from all places to the outside of its areas: some seconds


@dataclass(frozen=True, slots=True)
class Reference:
    """A map of others: `holders`, a row a place and day (place_id, day, holder), and `outside`, a sentence on how much
    of it lies elsewhere, and where; empty where nothing does."""

    holders: pd.DataFrame
    outside: str = ""


def read_reference(
    path: str | Path,
    places: pd.DataFrame,
    *,
    theatre: Theatre,
    day: date | None = None,
    holder: str | None = None,
    on: date | None = None,
) -> Reference:
    """A reference map with the holder of each of `places`; with `on`, that day of it alone.

    A table has the columns place_id, day and holder, or VIINA's geonameid, date and status. A map (timeline.shapes has
    the formats) has areas, each with a property `date` or `day`, or all of the one `day` given, or of that in the
    file's name (20240708, 2024-07-08 or seconds since 1970), and perhaps `holder`; areas without one are what `holder`
    holds (if not given, the one side that fights the one at home), as in files that draw occupied land only (ISW's
    layers, daily files of DeepStateMap), and what no area covers is its rival's. DeepStateMap's own exports say in
    `name` what an area is; the theatre's references.csv tells what that means. Raises ReferenceMapError for a map that
    can't be read or lies outside the theatre.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ReferenceMapError(f"{path}: is larger than {MAX_BYTES / 1e6:.0f} MB, the most that a map may have")
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReferenceMapError(f"{path}: there is no such file") from None
    except OSError as error:
        raise ReferenceMapError(f"{path}: can't be opened ({error.strerror})") from None
    holders = _Holders(theatre)
    if path.suffix.lower() in (".csv", ".tsv"):
        table = _table(data, str(path))
        rows = _from_table(table, str(path), holders)
        rows = rows if on is None else rows[rows["day"] == pd.Timestamp(on)].reset_index(drop=True)
        return Reference(rows, _places_outside(table, places, theatre))
    shapes = read_shapes(data, str(path))
    if not shapes:
        raise ReferenceMapError(f"{path}: has no polygons")
    outside = _areas_outside(shapes, theatre, str(path))
    holder = holder or theatre.sides.enemy(theatre.sides.home.id)
    drawn = _by_day(shapes, path, holders, day or _named_day(path, theatre), holder)
    return Reference(_at_places(drawn, places, str(path), on), outside)


_COLOUR = re.compile(r"(?i)(?<![0-9a-f])[0-9a-f]{6}(?![0-9a-f])")  # "#a52714", or in "#poly-A52714-1200-77"


_BESIDE_HOLDERS = re.compile(r"[- ](?:forces|troops|army|held|controlled|control|federation|area|zone)$")


class _Holders:
    """What the words of map projects for who holds an area mean in a theatre: a side, "" for contest, or elsewhere."""

    def __init__(self, theatre: Theatre) -> None:
        self.zone = ZoneInfo(theatre.time_zone)
        self.sides = list(theatre.sides)
        self._known = dict.fromkeys(("", "contested", "disputed", "unknown", "none", "grey", "gray", "fighting"), "")
        for side in theatre.sides.values():
            called = (side.id, side.name, side.adjective, side.country or "", *dict(side.names).values())
            self._known |= dict.fromkeys(map(str.casefold, called), side.id)
        self._words = [(row["words"].casefold(), row["holder"]) for row in theatre.table("references")]

    def of_word(self, word: str) -> str | None:
        """The holder that a table or a property names by itself; None for an unknown word."""
        bare = " ".join(word.casefold().split())
        return self._known.get(bare, self._known.get(_BESIDE_HOLDERS.sub("", bare)))

    def of_feature(self, properties: Mapping[str, Any], *, by_colour: bool) -> str | None:
        """Whose an area is by the words in its name, "elsewhere" for what is none of the theatre's; None: unsaid.
        Colours mean something only in maps whose words are known."""
        name = " ".join(str(properties.get("name") or "").casefold().split())
        if by_colour and (colour := _COLOUR.search(str(properties.get("fill") or properties.get("styleUrl")))):
            name += f" fill:#{colour[0].lower()}"
        for words, holder in self._words:
            if words in name:
                return "" if holder == "contested" else holder
        return None


def _table(data: bytes, name: str) -> pd.DataFrame:
    """A table as it is written, its columns named as ours are."""
    try:
        head = data[:10_000].decode("utf-8-sig", "replace").partition("\n")[0]
        if head.count(separator(head)) >= MAX_COLUMNS:
            raise ReferenceMapError(f"{name}: has more columns than the {MAX_COLUMNS} that a map's table can have")
        table = pd.read_csv(
            io.BytesIO(data), sep=separator(head), dtype="str", keep_default_na=False, encoding="utf-8-sig"
        )
    except (ValueError, pd.errors.ParserError, pd.errors.EmptyDataError) as trouble:
        reason = str(trouble).splitlines()[0] if str(trouble) else "it is no table"
        raise ReferenceMapError(f"{name}: can't be read: {reason}") from None
    table.columns = [str(column).strip().lower() for column in table.columns]
    if "geonameid" in table and "place_id" not in table:
        table["place_id"] = "geonames:" + table["geonameid"]
    for own, ours in _THEIR_COLUMNS.items():
        if ours not in table:
            table = table.rename(columns={own: ours})
    if missing := [column for column in REFERENCE_COLUMNS if column not in table]:
        raise ReferenceMapError(f"{name}: has no column {missing[0]!r}; it needs {', '.join(REFERENCE_COLUMNS)}")
    return table


def _from_table(table: pd.DataFrame, name: str, holders: _Holders) -> pd.DataFrame:
    codes, written = pd.factorize(table["day"])
    days = pd.Series(parse_days([str(text) for text in written], holders.zone), dtype="datetime64[s]")
    if days.isna().any():
        number = int(np.flatnonzero(days.isna().to_numpy()[codes])[0])
        raise ReferenceMapError(
            f"{name}: row {number + 2}: {table['day'].iloc[number][:40]!r} is no clear date; write it as 2022-06-04"
        )
    words, meant = pd.factorize(table["holder"])
    known = [holders.of_word(str(word)) for word in meant]
    if None in known:
        word = str(meant[known.index(None)])[:40]
        number = int(np.flatnonzero(words == known.index(None))[0])
        raise ReferenceMapError(
            f"{name}: row {number + 2}: holder {word!r} is no side; write {', '.join(holders.sides)} or contested"
        )
    return pd.DataFrame(
        {
            "place_id": table["place_id"],
            "day": days.to_numpy()[codes],
            "holder": np.array(known, dtype=object)[words] if len(table) else table["holder"],
        }
    )


_THEIR_COLUMNS = {"date": "day", "status": "holder", "side": "holder", "control": "holder"}
_Drawn: TypeAlias = dict[date, dict[str, list[Area]]]  # areas by day and holder


def _by_day(
    shapes: Sequence[Shape], path: Path, holders: _Holders, day: date | None, holder: str | None
) -> tuple[_Drawn, str]:
    """The areas by day and holder ("" for contest), and who holds what no area covers. Where areas overlap the last
    holder counts: contest before `holder`, and this before its rivals."""
    written = [_written_day(shape.properties) for shape in shapes]
    days = iter(parse_days([each for each in written if each], holders.zone))
    named = any(holders.of_feature(shape.properties, by_colour=False) is not None for shape in shapes)
    drawn: _Drawn = {}
    for number, (shape, text) in enumerate(zip(shapes, written, strict=True), 1):
        when = next(days) if text else day
        if when is None:
            why = f"{text[:40]!r} is no clear date" if text else "has no 'date'; say which day the map shows"
            raise ReferenceMapError(f"{path}: area {number}: {why}")
        whose = str(shape.properties.get("holder") or "")
        meant = holders.of_word(whose) if whose else holders.of_feature(shape.properties, by_colour=named)
        if whose and meant is None:
            known = f"{', '.join(holders.sides)} or contested"
            raise ReferenceMapError(f"{path}: area {number}: holder {whose[:40]!r} is no side; write {known}")
        meant = holder if meant is None else meant
        if meant is None:
            known = f"{', '.join(holders.sides)} or contested"
            raise ReferenceMapError(f"{path}: area {number}: nothing says who holds it; give it a holder, {known}")
        if meant != "elsewhere":
            drawn.setdefault(when, {}).setdefault(meant, []).extend(shape.areas)
    if not drawn:
        raise ReferenceMapError(f"{path}: has no polygons of this theatre")
    rival = [side for side in holders.sides if side != holder]
    alone = named or all(set(areas) <= {holder, ""} for areas in drawn.values())
    for when, areas in drawn.items():
        drawn[when] = dict(sorted(areas.items(), key=lambda each: (each[0] == "", each[0] == holder)))
    return drawn, rival[0] if len(rival) == 1 and alone else ""


def _at_places(drawn: tuple[_Drawn, str], places: pd.DataFrame, name: str, on: date | None) -> pd.DataFrame:
    """Who holds each place on each day."""
    areas, rest = drawn
    days = sorted(day for day in areas if on is None or day == on)
    ids = places["place_id"].to_numpy()
    tree = shapely.STRtree(
        shapely.points(places["longitude"].to_numpy("float64"), places["latitude"].to_numpy("float64"))
    )
    rings = (ring for day in days for parts in areas[day].values() for area in parts for ring in area)
    if len(days) * len(places) > MAX_ROWS or _is_tangled(rings, tree):
        raise ReferenceMapError(
            f"{name}: has more days, or lines that cross each other, than can be compared; split or simplify it"
        )
    tables = []
    for day in days:
        held = np.full(len(places), rest, dtype=object)
        for whose, parts in areas[day].items():
            for area in parts:
                inside = np.zeros(len(places), dtype=bool)
                for ring in area:
                    inside[tree.query(ring, predicate="intersects")] ^= True
                held[inside] = whose
        tables.append(pd.DataFrame({"place_id": ids, "day": np.datetime64(day, "s"), "holder": held}))
    if not tables:
        return pd.DataFrame({"place_id": ids[:0], "day": np.empty(0, "datetime64[s]"), "holder": ids[:0]})
    return pd.concat(tables, ignore_index=True)


def _is_tangled(rings: Iterable[shapely.Polygon], tree: shapely.STRtree) -> bool:
    """Whether one crosses too many lines on the ways from the places in the frames of rings to their outside."""
    total = 0.0
    for ring in rings:
        _, south, _, north = ring.bounds
        rise = float(np.abs(np.diff(shapely.get_coordinates(ring)[:, 1])).sum())
        crossings = rise / (north - south) if north > south else 1.0
        total += crossings * len(tree.query(ring))
        if total > MAX_CROSSINGS:
            return True
    return False


def _areas_outside(shapes: Sequence[Shape], theatre: Theatre, name: str) -> str:
    """How many areas of a map lie outside the theatre, and where. Raises ReferenceMapError if all do."""
    south, west, north, east = theatre.bounds
    frame, turned = shapely.box(west, south, east, north), shapely.box(south, west, north, east)
    frames = np.array([shapely.box(*shapely.total_bounds(list(area))) for shape in shapes for area in shape.areas])
    far = ~shapely.intersects(frames, frame)
    if far.all():
        swapped = shapely.intersects(frames, turned).any()
        why = (
            "its latitudes and longitudes are swapped"
            if swapped
            else "is it of another place, or in other coordinates?"
        )
        raise ReferenceMapError(f"{name}: lies outside the theatre; {why}")
    if not far.any():
        return ""
    least_east, least_north, most_east, most_north = shapely.total_bounds(frames[far])
    where = _where(least_north, most_north, least_east, most_east)
    return f"{far.sum():,} of its {len(far):,} areas {_lie(int(far.sum()))} outside the theatre, {where}."


_COORDINATES = (("latitude", "lat", "y"), ("longitude", "lon", "lng", "long", "x"))  # columns of a table that has some


def _places_outside(table: pd.DataFrame, places: pd.DataFrame, theatre: Theatre) -> str:
    """How many places of a table are none of ours, and which or, if it says, where."""
    rows = table.drop_duplicates("place_id")
    others = rows[~rows["place_id"].isin(places["place_id"])]
    if others.empty:
        return ""
    named = ", ".join(f"{id}"[:40] for id in others["place_id"].iloc[:3]) + (", …" if len(others) > 3 else "")
    said = f"{len(others):,} of its {len(rows):,} places {_are(len(others))} not on our map ({named})"
    columns = [next((each for each in names if each in table), None) for names in _COORDINATES]
    if all(columns):
        south, west, north, east = theatre.bounds
        latitudes, longitudes = (pd.to_numeric(others[each], errors="coerce") for each in columns)
        far = (latitudes < south) | (latitudes > north) | (longitudes < west) | (longitudes > east)
        if far.any():
            y, x = latitudes[far], longitudes[far]
            where = _where(y.min(), y.max(), x.min(), x.max())
            said += f", {far.sum():,} of them outside the theatre, {where}"
    return f"{said}."


def _where(south: float, north: float, west: float, east: float) -> str:
    return f"at latitudes {south:.1f} to {north:.1f}, longitudes {west:.1f} to {east:.1f}"


def _lie(number: int) -> str:
    return "lies" if number == 1 else "lie"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _written_day(properties: Mapping[str, Any]) -> str:
    lowered = {str(key).lower(): value for key, value in properties.items()}
    value = lowered.get("date") or lowered.get("day")
    return "" if value is None or isinstance(value, bool | list | dict) else str(value).strip()[:100]


def _named_day(path: Path, theatre: Theatre) -> date | None:
    stamp = re.search(r"(?<!\d)1[4-9]\d{8}(?:\d{3})?(?!\d)", path.stem)  # seconds or milliseconds since 1970
    return date_in_name(path.name) or (parse_day(stamp[0], ZoneInfo(theatre.time_zone)) if stamp else None)


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

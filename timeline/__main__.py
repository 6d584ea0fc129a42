"""The command line: `python -m timeline control CLAIMS --out FILE`, and so `changes` and `areas`."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from gazetteer.files import load_gazetteer
from gazetteer.gazetteer import Gazetteer
from theatre.theatre import Theatre, load_theatre, own_theatre
from timeline.areas import cells, history, landmarks, outlines, settlements, towns
from timeline.baseline import PLACE_COLUMNS, baseline_day
from timeline.changes import changes, gains
from timeline.claims import ClaimsFileError, known_by, read_claims
from timeline.control import control, on_day
from timeline.estimates import estimate
from timeline.files import DRAWN, check_name, coverage, write_areas, write_table
from timeline.policy import POLICY, Policy, read_policy

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it wrote its table, 1 when the input can't be used, 2 for a wrong command line."""
    options = _parser().parse_args(arguments)
    try:
        check_name(options.out)
        theatre = load_theatre(options.theatre)
        policy = POLICY if options.policy is None else read_policy(options.policy)
        claims = read_claims(options.claims)
        print(f"{options.claims}: {len(claims)} claims", file=sys.stderr)
        result = _COMMANDS[options.command](options, claims, theatre, policy)
        if isinstance(result, pd.DataFrame):
            about = {"coverage": coverage(result, claims)} if options.command == "control" else {}
            write_table(result, options.out, about)
        else:
            with Path(options.out).open("wb") as file:
                write_areas(result, file, Path(options.out).suffix.lower())
    except (ClaimsFileError, ValueError, OSError) as trouble:
        print(f"timeline: {trouble}", file=sys.stderr)
        return 1
    count = f"{len(result)} rows" if isinstance(result, pd.DataFrame) else f"{len(result['features'])} outlines"
    covered = about.get("coverage") if isinstance(result, pd.DataFrame) else result["coverage"]
    if covered:
        count += f"; {covered['places_with_reports']} places with reports, {covered['articles']} articles"
        count += f", last report {covered['last_report']}" if covered["last_report"] else ""
    print(f"{options.out}: {count}", file=sys.stderr)
    return 0


def _control(options: argparse.Namespace, claims: pd.DataFrame, theatre: Theatre, policy: Policy) -> pd.DataFrame:
    gazetteer = load_gazetteer(theatre)
    table = control(claims, theatre=theatre, gazetteer=gazetteer, as_known=options.as_known, policy=policy)
    if options.estimate:
        cities = settlements(gazetteer, theatre)
        places = cities if options.places is None else _read_places(options.places)
        table = _estimated(table, places, options, claims, theatre, gazetteer, cities=cities)
    if options.on:
        table = on_day(table, options.on)
        age = (pd.Timestamp(options.on) - table["last_evidence"]).dt.days.clip(lower=0)
        table = table.assign(evidence_age=age.astype("Int64"))
    return table


def _changes(options: argparse.Namespace, claims: pd.DataFrame, theatre: Theatre, policy: Policy) -> pd.DataFrame:
    if options.start >= options.end:
        raise ValueError(f"--from {options.start} is not before --to {options.end}")
    table = control(claims, theatre=theatre, gazetteer=load_gazetteer(theatre), policy=policy)
    return changes(table, options.start, options.end, claims=claims)


def _areas(
    options: argparse.Namespace, claims: pd.DataFrame, theatre: Theatre, policy: Policy
) -> pd.DataFrame | dict[str, Any]:
    days = _days(options, theatre)
    gazetteer = load_gazetteer(theatre)
    places = landmarks(gazetteer, theatre) if options.places is None else _read_places(options.places)
    known = towns(gazetteer, theatre) if options.places is None else places
    reported = control(
        claims, theatre=theatre, gazetteer=gazetteer, as_known=options.as_known, policy=policy, places=known
    )
    table = _estimated(reported, places, options, claims, theatre, gazetteer)
    land = cells(places, theatre)
    if Path(options.out).suffix.lower() in DRAWN:
        drawn = [
            each | {"properties": {"day": day.isoformat()} | each["properties"]}
            for day in days
            for each in outlines(table, land, day)["features"]
        ]
        return {"type": "FeatureCollection", "coverage": coverage(reported, claims), "features": drawn}
    rows = history(table, land, days, by_oblast=True)
    return rows if options.on else gains(rows, changes(reported, days[0], days[-1]))


def _estimated(
    table: pd.DataFrame,
    places: pd.DataFrame,
    options: argparse.Namespace,
    claims: pd.DataFrame,
    theatre: Theatre,
    gazetteer: Gazetteer,
    cities: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """`timeline.estimates.estimate` by the claims that were published by the day asked for."""
    if options.as_known:
        claims = claims[known_by(claims, options.as_known)]
    mentioned = set(claims["place_id"])
    return estimate(
        table, places, theatre=theatre, cities=cities, mentioned=mentioned, claims=claims, gazetteer=gazetteer
    )


_COMMANDS = {"control": _control, "changes": _changes, "areas": _areas}


def _days(options: argparse.Namespace, theatre: Theatre) -> list[date]:
    """The days that areas are asked for: one, or every seventh from the first to the last, and the last."""
    first, last = options.on or options.start, options.on or options.end
    if not (first and last) or (options.on and (options.start or options.end)):
        raise ValueError("areas are of a day or of days: name either --on DATE, or both --from DATE and --to DATE")
    if first < (begins := baseline_day(theatre)):
        raise ValueError(f"{first} is before {begins}, the first day that anything is known of")
    if first > last or (first == last and not options.on):
        raise ValueError(f"--from {first} is not before --to {last}")
    return [*(first + timedelta(weeks=week) for week in range(((last - first).days + 6) // 7)), last]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m timeline", description="Claims to control by place and day.")
    commands = parser.add_subparsers(dest="command", required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("claims", metavar="CLAIMS", help="claims as .jsonl, .csv or .parquet")
    shared.add_argument("--theatre", default=own_theatre(), metavar="NAME")
    shared.add_argument("--policy", metavar="FILE", help="a .toml of the rules' days, such as unopposed = 3, live = 7")
    shared.add_argument(
        "--out",
        required=True,
        help="FILE.jsonl, .csv, .parquet, .geojson, .kml or .gpkg; - writes JSON lines to standard output",
    )
    of_estimates = argparse.ArgumentParser(add_help=False)
    of_estimates.add_argument(
        "--as-known", type=date.fromisoformat, metavar="DATE", help="only from what was published by then"
    )
    of_estimates.add_argument(
        "--places",
        metavar="FILE",
        help="a .csv of place_id, name, latitude, longitude, admin1 to estimate instead of the gazetteer's settlements",
    )
    one = commands.add_parser("control", parents=[shared, of_estimates], help="who held what, in half-open intervals")
    one.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="DATE",
        help="only what holds on this day, with the days since its last evidence",
    )
    one.add_argument("--estimate", action="store_true", help="every settlement, estimated where nobody told of it")
    two = commands.add_parser("changes", parents=[shared], help="what changed after --from, up to --to")
    two.add_argument("--from", dest="start", type=date.fromisoformat, metavar="DATE", required=True)
    two.add_argument("--to", dest="end", type=date.fromisoformat, metavar="DATE", required=True)
    three = commands.add_parser(
        "areas",
        parents=[shared, of_estimates],
        help="estimated km2, share and settlements by oblast and side; as .geojson, .kml or .gpkg, areas by side and "
        "the line between",
    )
    three.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as of this day")
    three.add_argument(
        "--from", dest="start", type=date.fromisoformat, metavar="DATE", help="week by week from here ..."
    )
    three.add_argument("--to", dest="end", type=date.fromisoformat, metavar="DATE", help="... up to this day")
    return parser


def _read_places(file: str) -> pd.DataFrame:
    try:
        table = pd.read_csv(file, dtype={"place_id": "str", "name": "str", "admin1": "str"}, keep_default_na=False)
    except FileNotFoundError:
        raise ValueError(f"{file}: there is no such file") from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as trouble:
        raise ValueError(f"{file}: can't be read as .csv: {trouble}") from trouble
    if missing := [name for name in PLACE_COLUMNS if name not in table and name != "admin1"]:
        raise ValueError(f"{file}: has no column {missing[0]!r}; it needs {', '.join(PLACE_COLUMNS)}")
    if table.empty:
        raise ValueError(f"{file}: names no place")
    for name, most in (("latitude", 90), ("longitude", 180)):
        degrees = pd.to_numeric(table[name], errors="coerce")
        if (wrong := ~degrees.between(-most, most)).any():
            row = int(wrong.argmax())
            raise ValueError(f"{file}: row {row + 2}: {str(table[name].iloc[row])!r} is no {name} in degrees")
        table[name] = degrees
    return table if "admin1" in table else table.assign(admin1="")


if __name__ == "__main__":
    sys.exit(main())

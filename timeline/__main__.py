"""The command line: `python -m timeline control CLAIMS --out FILE` and `python -m timeline changes CLAIMS ...`."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from extract.gazetteer import load_gazetteer
from extract.theatre import load_theatre
from timeline.areas import estimate, settlements
from timeline.baseline import PLACE_COLUMNS
from timeline.changes import changes
from timeline.control import control, on_day
from timeline.evidence import POLICY, ClaimsFileError, read_claims, read_policy

__all__ = ["main", "write_table"]

SUFFIXES = (".jsonl", ".csv", ".parquet", ".geojson")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it wrote its table, 1 when the input can't be used, 2 for a wrong command line."""
    options = _parser().parse_args(arguments)
    try:
        _check_out(options.out)
        theatre = load_theatre(options.theatre)
        policy = POLICY if options.policy is None else read_policy(options.policy)
        claims = read_claims(options.claims)
        print(f"{options.claims}: {len(claims)} claims", file=sys.stderr)
        if options.command == "control":
            table = control(claims, theatre=theatre, as_known=options.as_known, policy=policy)
            if options.estimate:
                gazetteer = settlements(load_gazetteer(theatre), theatre)
                places = gazetteer if options.places is None else _read_places(options.places)
                known = claims if options.as_known is None else _published(claims, options.as_known)
                mentioned = set(known["place_id"])
                table = estimate(table, places, theatre=theatre, cities=gazetteer, mentioned=mentioned, claims=known)
            if options.on:
                table = on_day(table, options.on)
                age = (pd.Timestamp(options.on) - table["last_evidence"]).dt.days.clip(lower=0)
                table = table.assign(evidence_age=age.astype("Int64"))
        else:
            if options.start >= options.end:
                raise ValueError(f"--from {options.start} is not before --to {options.end}")
            table = changes(control(claims, theatre=theatre, policy=policy), options.start, options.end, claims=claims)
        write_table(table, options.out)
    except (ClaimsFileError, ValueError, OSError) as trouble:
        print(f"timeline: {trouble}", file=sys.stderr)
        return 1
    print(f"{options.out}: {len(table)} rows", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m timeline", description="Claims to control by place and day.")
    commands = parser.add_subparsers(dest="command", required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("claims", metavar="CLAIMS", help="claims as .jsonl, .csv or .parquet")
    shared.add_argument("--theatre", default="ukraine")
    shared.add_argument("--policy", metavar="FILE", help="a .toml of the rules' days, such as unopposed = 3, live = 7")
    shared.add_argument(
        "--out", required=True, help="FILE.jsonl, .csv, .parquet or .geojson; - writes JSON lines to standard output"
    )
    one = commands.add_parser("control", parents=[shared], help="who held what, in half-open intervals")
    one.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="DATE",
        help="only what holds on this day, with the days since its last evidence",
    )
    one.add_argument("--as-known", type=date.fromisoformat, metavar="DATE", help="only from what was published by then")
    one.add_argument("--estimate", action="store_true", help="every settlement, estimated where nobody told of it")
    one.add_argument(
        "--places",
        metavar="FILE",
        help="a .csv of place_id, name, latitude, longitude, admin1 to estimate instead of the gazetteer's settlements",
    )
    two = commands.add_parser("changes", parents=[shared], help="what changed after --from, up to --to")
    two.add_argument("--from", dest="start", type=date.fromisoformat, metavar="DATE", required=True)
    two.add_argument("--to", dest="end", type=date.fromisoformat, metavar="DATE", required=True)
    return parser


def _published(claims: pd.DataFrame, day: date) -> pd.DataFrame:
    """The claims published by that day; one that does not say when is as old as its event."""
    return claims[~(claims["published"].fillna(claims["event_to"]) > pd.Timestamp(day))]


def _read_places(file: str) -> pd.DataFrame:
    table = pd.read_csv(file, dtype={"place_id": "str", "name": "str"}, keep_default_na=False)
    if missing := [name for name in PLACE_COLUMNS if name not in table and name != "admin1"]:
        raise ValueError(f"{file}: has no column {missing[0]!r}; it needs {', '.join(PLACE_COLUMNS)}")
    return table if "admin1" in table else table.assign(admin1="")


def _check_out(out: str) -> None:
    if out != "-" and Path(out).suffix.lower() not in SUFFIXES:
        raise ValueError(f"--out {out}: the name must end in one of {', '.join(SUFFIXES)}")


def write_table(table: pd.DataFrame, out: str) -> None:
    """Write rows by the suffix of `out`; dates as ISO days, none as empty (CSV) or null."""
    suffix = ".jsonl" if out == "-" else Path(out).suffix.lower()
    if suffix == ".parquet":
        table.to_parquet(out, index=False)
        return
    text = table.copy()
    for name in text.columns[text.dtypes.map(lambda kind: kind.kind == "M")]:
        text[name] = text[name].dt.strftime("%Y-%m-%d")
    if suffix == ".csv":
        text.to_csv(out, index=False)
        return
    records = [
        {key: None if isinstance(value, float) and pd.isna(value) else value for key, value in row.items()}
        for row in text.astype(object).where(text.notna(), None).to_dict("records")
    ]
    if suffix == ".geojson":
        features = [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
                "properties": {key: value for key, value in row.items() if key not in ("latitude", "longitude")},
            }
            for row in records
        ]
        lines = [json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)]
    else:
        lines = [json.dumps(row, ensure_ascii=False) for row in records]
    if out == "-":
        sys.stdout.writelines(line + "\n" for line in lines)
    else:
        Path(out).write_text("".join(line + "\n" for line in lines), "utf-8")


if __name__ == "__main__":
    sys.exit(main())

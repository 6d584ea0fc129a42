"""The command line: articles in, claims or places out; geocoding; the gazetteer.

Rows go to --out or standard output, everything else to standard error. The exit status is 1 when an input could not be
read (the others are done all the same), 2 when nothing could be begun.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from extract.options import add_column_option
from theatre.theatre import load_theatre, own_theatre, theatre_ids

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        _say(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return 2
    except ValueError as error:
        _say(str(error))
        return 2
    except KeyboardInterrupt:
        _say("stopped; the same command goes on from here")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extract", description="Claims of control and places, from articles."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for what, help in (
        ("claims", "who took, held or left which place, when, and who says so"),
        ("places", "every place named, resolved, with offsets and alternatives"),
    ):
        command = commands.add_parser(what, help=help)
        command.add_argument("input", nargs="+", help="files of any format the app reads, folders, or .jsonl")
        command.add_argument(
            "--published", type=_day, metavar="DATE", help="for articles that don't tell their own date"
        )
        command.add_argument("--language", help="ISO 639-1, instead of finding it out")
        add_column_option(command)
        command.add_argument("--theatre", default=own_theatre(), choices=theatre_ids())
        command.add_argument(
            "--out",
            default="-",
            metavar="FILE",
            help=".jsonl, .csv, .parquet, .geojson, .kml or .gpkg; - is standard output",
        )
        command.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes; 0 is one a core")
        command.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster")
        command.set_defaults(command=_extract, what=what)
    command = commands.add_parser("geocode", help="where a place lies, from the embedded gazetteer, as JSON Lines")
    command.add_argument("name", nargs="+", help='"Izium" or "Ivanivka, Kharkiv Oblast", in any spelling')
    command.add_argument("--near", metavar="NAME", help="prefer what lies close to this place")
    command.add_argument("--admin1", metavar="NAME", help="the oblast")
    command.add_argument("--theatre", default=own_theatre(), choices=theatre_ids())
    command.set_defaults(command=_geocode)
    command = commands.add_parser("gazetteer", help="build it, add to it, or see what is in it")
    command.add_argument("action", choices=["build", "import", "undo", "info"], help="undo takes the last import back")
    command.add_argument("--theatre", default=own_theatre(), choices=theatre_ids())
    command.add_argument(
        "file",
        nargs="?",
        type=Path,
        help="for import: a GeoNames dump of a country of the theatre",
    )
    command.set_defaults(command=_gazetteer)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2022-09-11") from None


def _workers(text: str) -> int:
    if not text.isdecimal() or int(text) > 1024:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes")
    from extract.bulk import cores

    return int(text) or cores()


def _say(text: str, *, end: str = "\n") -> None:
    print(text, end=end, file=sys.stderr, flush=True)


# --- claims, places ---------------------------------------------------------------------------------------------------


def _extract(options: argparse.Namespace) -> int:
    from extract.bulk import Job, run

    job = Job(options.what, options.theatre, options.published, options.language, tuple(options.column))
    _ready(options.theatre)
    progress = _Counter(options.what)
    with tempfile.TemporaryDirectory() as folder:
        straight = options.out == "-"
        out = Path(folder, "rows.jsonl") if straight else Path(options.out)
        report = run(
            options.input, job, out, workers=options.workers, scheduler=options.scheduler, progress=progress.show
        )
        if straight:
            with out.open("rb") as rows:
                shutil.copyfileobj(rows, sys.stdout.buffer)
            sys.stdout.buffer.flush()
    progress.clear()
    for problem in report.problems:
        _say(problem)
    resumed = f", {report.resumed:,} of them by an earlier run" if report.resumed else ""
    _say(f"{report.articles:,} articles{resumed}, {report.rows:,} {options.what}, {report.seconds:.1f} s")
    return 1 if report.problems else 0


class _Counter:
    """A line of progress that writes over itself, where somebody is watching."""

    def __init__(self, what: str) -> None:
        self.what, self.begun, self.shown, self.watched = what, time.monotonic(), 0.0, sys.stderr.isatty()

    def show(self, articles: int, rows: int) -> None:
        now = time.monotonic()
        if now - self.shown > (0.2 if self.watched else 30) and now > self.begun:
            self.shown = now
            rate = articles / (now - self.begun)
            _say(
                f"{articles:,} articles, {rows:,} {self.what}, {rate:,.0f} articles/s",
                end="\r" if self.watched else "\n",
            )

    def clear(self) -> None:
        if self.watched and self.shown:
            _say("\033[2K", end="\r")


# --- gazetteer --------------------------------------------------------------------------------------------------------


def _ready(theatre: str) -> None:
    """Build the gazetteer, before any worker asks for it, if it is missing."""
    from gazetteer.files import load_gazetteer

    load_gazetteer(load_theatre(theatre), progress=_share)


def _share(share: float, what: str) -> None:
    _say(f"gazetteer: {share:4.0%} {what}", end="\r" if sys.stderr.isatty() and share < 1 else "\n")


def _geocode(options: argparse.Namespace) -> int:
    from extract.rows import location_row
    from gazetteer.files import load_gazetteer
    from gazetteer.geocode import GazetteerGeocoder
    from theatre.tables import json_line

    theatre = load_theatre(options.theatre)
    geocoder = GazetteerGeocoder(load_gazetteer(theatre, progress=_share), theatre)
    unknown = 0
    for name in options.name:
        found = geocoder.geocode(name, exactly_one=False, near=options.near, admin1=options.admin1)
        if found:
            print(json_line(location_row(name, [(spot.raw["place"], spot.raw["score"]) for spot in found])), end="")
        else:
            unknown += 1
            _say(f"the gazetteer holds no place named {name!r}" + (f" in {options.admin1}" if options.admin1 else ""))
    return 1 if unknown else 0


def _gazetteer(options: argparse.Namespace) -> int:
    from gazetteer.files import build, import_dump, info, load_gazetteer, undo_import

    theatre = load_theatre(options.theatre)
    if options.action == "build":
        print(build(theatre, progress=_share))
    elif options.action == "import":
        if options.file is None:
            raise ValueError("name the file to import: a GeoNames country dump, UA.zip or UA.txt")
        done = import_dump(theatre, options.file, progress=_share)
        print(f"{done.places:,} places in {options.file}, {done.changed:,} of them new or changed")
    elif options.action == "undo":
        name = undo_import(theatre, progress=_share)
        print(f"took back {name}" if name else "there is no import to take back")
    else:
        for key, value in info(theatre, load_gazetteer(theatre, progress=_share)).items():
            print(f"{key}: {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The command line of theatres: make a folder, check one.

`python -m theatre new NAME --country SD` makes data/theatres/NAME; `python -m theatre check FOLDER` names every fault
with file, line and remedy. The exit status is 1 where there are faults, 2 where nothing could be begun.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from theatre.folders import DATA
from theatre.reading import TheatreError
from theatre.schema import UNITS
from theatre.theatre import faults

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except (TheatreError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m theatre", description="Theatres: the wars that maps are about.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("check", help="name every fault of a theatre's folder")
    command.add_argument("folder", type=Path, help="such as data/theatres/ukraine")
    command.set_defaults(command=_check)
    command = commands.add_parser("new", help="make a theatre's folder, to be filled in")
    command.add_argument("name", help="of the folder and the theatre, such as sudan")
    command.add_argument(
        "--country", action="append", required=True, metavar="SD", help="ISO 3166; the one at home first"
    )
    command.add_argument("--start", type=date.fromisoformat, default=date.today(), metavar="DATE", help="the first day")
    command.add_argument("--level", choices=UNITS, default="province", help="what first-level units are called")
    command.add_argument("--into", type=Path, default=DATA / "theatres", metavar="FOLDER", help="where it is made")
    command.set_defaults(command=_new)
    return parser


def _check(options: argparse.Namespace) -> int:
    found = list(faults(options.folder))
    for fault in found:
        print(fault)
    if not found:
        print(f"{options.folder}: no fault")
    return 1 if found else 0


def _new(options: argparse.Namespace) -> int:
    from theatre.new import new_theatre  # its shapes take a while to load

    folder = options.into / options.name
    remarks = new_theatre(folder, options.country, start=options.start, level=options.level)
    print(f"{folder}: made. What is to be done by hand:")
    for remark in remarks:
        print(f"- {remark}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

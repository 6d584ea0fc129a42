"""`python -m store`: make the store ready for a first start, the samples read, so that the app opens on a living map.

A store that has been used is left as it is. Each theatre has a store of its own (`--theatre NAME`). With a command:

    python -m store [--theatre NAME] add FOLDER|FILE... [--published DATE] [--publisher NAME] [--label WORD]
        [--column FIELD=NAME]... [--yes]
        a Parquet file that `python -m extract claims` wrote is taken with stubs of its articles
    python -m store export ARCHIVE     the whole store, as a file that `import` takes
    python -m store import ARCHIVE     into a new store (MARCHLAND_DATABASE names it)
    python -m store backup FILE        a copy of the SQLite file, while the app runs, looked through when it is written
    python -m store restore FILE       a backup in the place of the store, which is kept beside it; the app stands still
    python -m store check              whether the store is whole: everything in it is read
    python -m store log [FILE]         what people decided: .csv or .jsonl by its name, else JSON lines to be read on
    python -m store forget ID... | --older-than DAYS --yes     articles with their claims, and all else of them
    python -m store work               read, look at and save what waits for it; the app starts this by itself
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from extract.options import add_column_option
from extract.pipeline import Pipeline
from store.archive import export_store, import_store
from store.backup import back_up, check, restore
from store.database import Store, database_url, open_store
from store.intake.adding import Given, add
from store.intake.work import work
from store.retention import added_before, forget
from store.samples import is_new, load_samples
from store.schema import StoreError
from theatre.reading import TheatreError
from theatre.theatre import load_theatre, own_theatre
from timeline.files import check_name, write_table


def main(arguments: Sequence[str] = ()) -> int:
    """Returns the exit status: 1 when the store can't be used, or a file not be read, with the sentence that says why;
    2 for a command that is not understood."""
    options = _parser().parse_args(arguments)
    try:
        load_theatre(options.theatre)  # what is wrong with it is said before a store is made
        if options.run in (_check, _restore):  # of a store that may be past opening
            return int(options.run(options))
        store = open_store(theatre=options.theatre)
        try:
            return int(options.run(store, options))
        finally:
            store.close()
    except (StoreError, TheatreError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m store", description="The articles that Marchland keeps.")
    parser.add_argument("--theatre", default=own_theatre(), metavar="NAME", help="whose store; before the command")
    parser.set_defaults(run=_make_ready)
    commands = parser.add_subparsers(metavar="COMMAND")
    adding = commands.add_parser("add", help="read articles from files and folders")
    adding.add_argument("input", nargs="+", metavar="FOLDER|FILE")
    adding.add_argument("--published", type=_day, metavar="DATE", help="of articles that don't tell their day")
    adding.add_argument("--publisher", default="", metavar="NAME", help="of articles that don't tell theirs")
    adding.add_argument("--label", default="", metavar="WORD", help="to find them by in the collection")
    add_column_option(adding)
    adding.add_argument(
        "--yes", action="store_true", help="save them; without it they wait on the Articles page to be looked at"
    )
    adding.set_defaults(run=_add)
    for name, run, what in (
        ("export", _export, "write the whole store to an archive"),
        ("import", _import, "put an archive into a new store"),
        ("backup", _back_up, "copy the SQLite file while it is in use"),
        ("restore", _restore, "put a backup in the place of the store"),
    ):
        command = commands.add_parser(name, help=what)
        command.add_argument("file", type=Path, metavar="FILE")
        command.set_defaults(run=run)
    commands.add_parser("check", help="see whether the store is whole").set_defaults(run=_check)
    log = commands.add_parser("log", help="write what people decided, who, when and why")
    log.add_argument("file", nargs="?", default="-", metavar="FILE")
    log.set_defaults(run=_log)
    forgetting = commands.add_parser("forget", help="remove articles and all that the store holds of them")
    forgetting.add_argument("id", nargs="*", metavar="ID", help="an article's id, one removed before too")
    forgetting.add_argument("--older-than", type=int, metavar="DAYS", help="all that were added longer ago")
    forgetting.add_argument("--yes", action="store_true", help="forget those of --older-than, not only count them")
    forgetting.set_defaults(run=_forget)
    commands.add_parser("work", help="work off what waits to be read and saved").set_defaults(run=_work)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as YYYY-MM-DD") from None


def _make_ready(store: Store, _options: argparse.Namespace) -> int:
    if is_new(store):
        print(f"{load_samples(store, Pipeline(store.theatre))} sample briefs read", file=sys.stderr)
    return 0


def _add(store: Store, options: argparse.Namespace) -> int:
    given = Given(
        options.published, options.publisher.strip(), options.label.strip(), dict(options.column), options.yes
    )
    failed = False
    for report in add(store, Pipeline(store.theatre), options.input, given):
        print(report, flush=True)
        for problem in report.problems:
            print(f"  {problem}", file=sys.stderr, flush=True)
        failed = failed or bool(report.problems)
    return int(failed)


def _forget(store: Store, options: argparse.Namespace) -> int:
    if options.older_than is not None:
        ids = added_before(store, options.older_than)
        if not options.yes:
            print(
                f"{len(ids):,} of {len(store.articles()):,} articles are that old; say --yes to forget them",
                file=sys.stderr,
            )
            return 1
    else:
        ids = options.id
    forgotten = forget(store, ids)
    print(f"Articles forgotten: {forgotten:,}. Backups made before still have them.")
    return int(forgotten != len(ids))


def _export(store: Store, options: argparse.Namespace) -> int:
    print(f"{export_store(store, options.file):,} articles exported to {options.file}")
    return 0


def _import(store: Store, options: argparse.Namespace) -> int:
    print(f"{import_store(store, options.file):,} articles imported into {store.address}")
    return 0


def _log(store: Store, options: argparse.Namespace) -> int:
    try:
        check_name(options.file)
    except ValueError as error:
        print(str(error).removeprefix("--out "), file=sys.stderr)
        return 2
    log = store.decisions.log()
    write_table(log, options.file)
    print(f"{len(log):,} decisions", file=sys.stderr)
    return 0


def _work(store: Store, _options: argparse.Namespace) -> int:
    """Give way to the app, which people wait for, and end with it."""
    if hasattr(os, "nice"):
        os.nice(10)
    parent = os.getppid()
    work(store, Pipeline(store.theatre), stop=lambda: os.getppid() != parent)
    return 0


def _back_up(store: Store, options: argparse.Namespace) -> int:
    articles = back_up(store, options.file)
    print(f"{store.address} copied to {options.file} and looked through: it is whole, with {articles:,} articles")
    return 0


def _restore(options: argparse.Namespace) -> int:
    former = restore(database_url(options.theatre), options.file)
    print(f"{options.file} is the store now" + (f"; what was there before is kept as {former}" if former else ""))
    return 0


def _check(options: argparse.Namespace) -> int:
    faults = check(database_url(options.theatre))
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print("The store is whole.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

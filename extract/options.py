"""Options that the command lines of extract and store share."""

import argparse

from extract.read.table import FIELDS

__all__ = ["add_column_option"]


def add_column_option(parser: argparse.ArgumentParser) -> None:
    """Let a command be told which column of a table holds what; its `column` is a list of (field, column)."""
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        type=_column,
        metavar="FIELD=NAME",
        help=f"which column of a table holds what, as in text=body; a field is one of {', '.join(FIELDS)}; "
        "without a NAME, no column does",
    )


def _column(written: str) -> tuple[str, str]:
    field, equals, column = (part.strip() for part in written.partition("="))
    if not equals or field not in FIELDS:
        raise argparse.ArgumentTypeError(
            f"{written!r} is no column; write it as text=body, with one of {', '.join(FIELDS)} before the ="
        )
    return field, column

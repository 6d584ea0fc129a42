"""How right is control? `python -m bench.control --truth TRUTH.csv (--articles FILE.jsonl | --claims FILE)`.

TRUTH.csv: geonameid, name, lat, lon and daily, a letter a day from --start: U, R, or anything else where the maps that
it was drawn from differ. Prints, for places with evidence of their own, for every settlement of the gazetteer as
estimated, and for the truth's own points as estimated (what a gazetteer with exact positions would give):

    the share of settlement-days that agree, beside that of a map frozen on the first day;
    changes of hands dated within 3, 7 and 14 days: precision, recall, F1;
    agreement by month and by oblast.

A place of ours is one of the truth's by GeoNames id, else by a like name within 3 km. Days the maps differ on don't
count. It says what the figures of docs/accuracy are made with, and on what.

With --leave-out it prints instead how right the estimate at the truth's points is where it was not tuned: every figure
of `timeline.kernel.Kernel` is tried at half and at double, alone and in pairs; of these settings the one that agrees
best on all oblasts but one is measured on that one, oblast by oblast, and so for months. It takes about a quarter of
an hour.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio

from extract.__main__ import main as extract_main
from gazetteer.files import load_gazetteer
from theatre.folders import home
from theatre.plane import DEGREE_KM
from theatre.theatre import Theatre, load_theatre
from timeline.areas import settlements
from timeline.baseline import region_of
from timeline.claims import read_claims
from timeline.control import control
from timeline.estimates import estimate
from timeline.kernel import KERNEL, Kernel

__all__ = ["agreement", "around", "daily", "dated_changes", "left_out"]

NEAR_KM, ALIKE = 3.0, 60.0
Days = NDArray[np.int8]  # a row a place, a column a day: the number of the side, -1 for none
Counts = NDArray[np.int64]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--truth", required=True)
    parser.add_argument("--articles", help="articles to read first, as `python -m extract claims` takes them")
    parser.add_argument("--claims", help="claims already read")
    parser.add_argument("--start", type=date.fromisoformat, default=date(2022, 2, 24), help="first day of `daily`")
    parser.add_argument("--leave-out", action="store_true", help="how right it is where its figures were not chosen")
    options = parser.parse_args()
    if not options.claims:
        if not options.articles:
            parser.error("name either --articles or --claims")
        options.claims = str(home() / "bench-claims.jsonl")
        if status := extract_main(["claims", options.articles, "--out", options.claims]):
            return status
    if not Path(options.truth).is_file():
        parser.error(f"{options.truth}: there is no such file")
    theatre = load_theatre()
    truth = pd.read_csv(options.truth, dtype={"geonameid": "str"})
    letters = {"U": "UA", "R": "RU"}
    sides = [*theatre.sides]
    drawn = np.array([[sides.index(letters[x]) if x in letters else -1 for x in row] for row in truth["daily"]], "int8")
    claims = read_claims(options.claims)
    gazetteer = load_gazetteer(theatre)
    table = control(claims, theatre=theatre, gazetteer=gazetteer)
    given: dict[str, Any] = {"theatre": theatre, "gazetteer": gazetteer, "claims": claims}
    given["mentioned"] = set(claims["place_id"])
    everywhere = settlements(gazetteer, theatre)
    points = truth.rename(columns={"lat": "latitude", "lon": "longitude"}).assign(
        place_id="geonames:" + truth["geonameid"], admin1=""
    )

    def at_points(kernel: Kernel = KERNEL) -> pd.DataFrame:
        return estimate(table, points, cities=everywhere, kernel=kernel, **given)

    if options.leave_out:
        report_left_out(at_points, truth, drawn, options.start, theatre)
        return 0
    every = estimate(table, everywhere, **given)
    for title, rows in (
        ("places with evidence of their own", table),
        ("every settlement of the gazetteer, estimated", every),
        ("the truth's own points, estimated", at_points()),
    ):
        report(title, rows, truth, drawn, options.start, theatre)
    return 0


def around(kernel: Kernel) -> Iterator[Kernel]:
    """The setting itself, and those with one or two of its figures at half or at double."""
    yield kernel
    names = [field.name for field in fields(kernel)]
    for count in (1, 2):
        for some in combinations(names, count):
            for factors in product((0.5, 2), repeat=count):
                changed = {name: factor * getattr(kernel, name) for name, factor in zip(some, factors, strict=True)}
                yield replace(kernel, **{name: type(getattr(kernel, name))(each) for name, each in changed.items()})


def left_out(right: Counts, known: Counts) -> tuple[Counts, float]:
    """Of settings (rows), each measured on parts (columns) as `right` of `known`: for each part the setting that is
    best on all the others, and the share that is right where every part is told by the one so chosen."""
    best = ((right.sum(axis=1, keepdims=True) - right) / np.maximum(known.sum() - known, 1)).argmax(axis=0)
    return best, float(right[best, np.arange(len(known))].sum() / known.sum())


def report_left_out(
    at_points: Callable[[Kernel], pd.DataFrame], truth: pd.DataFrame, drawn: Days, start: date, theatre: Theatre
) -> None:
    """Print how right the settings around that in use are, and what choosing one without an oblast or a month gives
    there."""
    oblasts, oblast = np.unique(_oblasts(truth, theatre), return_inverse=True)
    months, month = np.unique(_months(start, drawn.shape[1]), return_inverse=True)
    shape = len(oblasts), len(months)
    cell = oblast[:, None] * len(months) + month

    def counted(flags: NDArray[np.bool_]) -> Counts:
        return np.bincount(cell[flags], minlength=len(oblasts) * len(months)).reshape(shape)

    known = counted(drawn >= 0)
    settings = list(around(KERNEL))
    right = np.empty((len(settings), *shape), dtype="int64")
    for number, kernel in enumerate(settings):
        print(f"\r{number + 1} of {len(settings)} settings", end="", file=sys.stderr, flush=True)
        ours, _ = as_drawn(at_points(kernel), truth, drawn, start, [*theatre.sides])
        right[number] = counted((ours == drawn) & (drawn >= 0))
    whole = right.sum(axis=(1, 2)) / known.sum()
    print(
        f"\nthe truth's own points, estimated by {len(settings)} settings: that in use {whole[0]:.4f}, the best "
        f"{whole.max():.4f} ({_told(settings[whole.argmax()])}), the median {np.median(whole):.4f}, the worst "
        f"{whole.min():.4f} ({_told(settings[whole.argmin()])})"
    )
    for of, parts, axis in (("oblast", oblasts, 1), ("month", months, 0)):
        each, every = right.sum(axis=1 + axis), known.sum(axis=axis)
        best, share = left_out(each, every)
        print(f"chosen without one {of} and measured on it, {of} by {of}: {share:.4f}")
        for number, part in enumerate(parts):
            agreed = each[best[number], number] / every[number]
            print(f"  without {part!s:<16} {agreed:.3f} of {every[number]:7,}  by {_told(settings[best[number]])}")


def _told(kernel: Kernel) -> str:
    """Where a setting is other than that in use."""
    other = [field.name for field in fields(kernel) if getattr(kernel, field.name) != getattr(KERNEL, field.name)]
    return ", ".join(f"{name} {getattr(kernel, name):g}" for name in other) or "the setting in use"


def as_drawn(
    table: pd.DataFrame, truth: pd.DataFrame, drawn: Days, start: date, sides: list[str]
) -> tuple[Days, NDArray[np.bool_]]:
    """The control table as `daily` has it, a place or day that it does not tell of as on the first day; and which
    places it tells of."""
    ours, covered = daily(table, truth, drawn.shape[1], start, sides)
    return np.where(covered[:, None] & (ours != -2), ours, first_known(drawn)[:, None]), covered


def _oblasts(truth: pd.DataFrame, theatre: Theatre) -> NDArray[np.str_]:
    return region_of(
        shapely.points(truth["lon"].to_numpy("float64"), truth["lat"].to_numpy("float64")), theatre
    ).astype("U")


def _months(start: date, days: int) -> NDArray[np.datetime64]:
    return (np.datetime64(start) + np.arange(days)).astype("datetime64[M]")


def report(title: str, table: pd.DataFrame, truth: pd.DataFrame, drawn: Days, start: date, theatre: Theatre) -> None:
    """Print all figures of one control table."""
    ours, covered = as_drawn(table, truth, drawn, start, [*theatre.sides])
    frozen = np.repeat(first_known(drawn)[:, None], drawn.shape[1], axis=1)
    print(f"\n{title}: {covered.sum()} of {len(truth)} places of the truth")
    if not covered.any():
        return
    print(
        f"  agreement on them {agreement(ours[covered], drawn[covered]):.3f} (frozen on day one "
        f"{agreement(frozen[covered], drawn[covered]):.3f}); on all {agreement(ours, drawn):.3f} "
        f"(frozen {agreement(frozen, drawn):.3f})"
    )
    for within in (3, 7, 14):
        precision, recall, f1 = dated_changes(ours[covered], drawn[covered], within)
        print(f"  changes within {within:2} days  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    months = _months(start, drawn.shape[1])
    line = [f"{month} {agreement(ours[covered][:, months == month], drawn[covered][:, months == month]):.3f}"
            for month in np.unique(months)]  # fmt: skip
    print("  by month   " + "  ".join(line))
    oblast = _oblasts(truth, theatre)
    for name in sorted(set(oblast[covered]) - {""}):
        here = covered & (oblast == name)
        print(f"  {name:<16} {agreement(ours[here], drawn[here]):.3f}  {here.sum():5} places")


def daily(
    table: pd.DataFrame, truth: pd.DataFrame, days: int, start: date, sides: list[str]
) -> tuple[Days, NDArray[np.bool_]]:
    """The control table as the truth is written: a row a place of it, a column a day; -1 for no holder, -2 before any
    row. And which places of the truth the table has at all."""
    row = _rows_of_truth(table, truth)
    table = table[row >= 0]
    row = row[row >= 0]
    result = np.full((len(truth), days), -2, dtype="int8")
    zero = np.datetime64(start, "D")
    begin = (table["valid_from"].to_numpy().astype("datetime64[D]") - zero).astype("int64").clip(0, days)
    end = table["valid_to"].fillna(pd.Timestamp("2200-01-01")).to_numpy().astype("datetime64[D]") - zero
    holder = table["holder"].map({side: number for number, side in enumerate(sides)}).fillna(-1).astype("int8")
    for place, since, until, side in zip(row, begin, end.astype("int64").clip(0, days), holder, strict=True):
        result[place, since:until] = side
    covered = np.zeros(len(truth), dtype=bool)
    covered[row] = True
    return result, covered


def _rows_of_truth(table: pd.DataFrame, truth: pd.DataFrame) -> NDArray[np.int64]:
    """The truth's row of each row of the table, -1 for none."""
    places = table.drop_duplicates("place_id")
    by_id = pd.Index("geonames:" + truth["geonameid"]).get_indexer(pd.Index(places["place_id"]))
    at = np.column_stack([truth["lat"].to_numpy("float64"), truth["lon"].to_numpy("float64")])
    names = truth["name"].str.lower().tolist()
    spots = places[["latitude", "longitude"]].to_numpy("float64")
    for number, (name, (latitude, longitude)) in enumerate(zip(places["name"].astype(str), spots, strict=True)):
        if by_id[number] < 0:
            east = (at[:, 1] - longitude) * np.cos(np.radians(latitude))
            km = np.hypot(at[:, 0] - latitude, east) * DEGREE_KM
            for near in np.flatnonzero(km <= NEAR_KM)[np.argsort(km[km <= NEAR_KM])]:
                if ratio(name.lower(), names[near]) >= ALIKE:
                    by_id[number] = near
                    break
    row_of = dict(zip(places["place_id"], by_id, strict=True))
    return np.array([row_of[place] for place in table["place_id"]], dtype="int64")


def first_known(drawn: Days) -> NDArray[np.int8]:
    """The first holder that the maps agree on, a row a place; side 0 where they never do."""
    known = drawn >= 0
    first = drawn[np.arange(len(drawn)), known.argmax(axis=1)]
    return np.where(known.any(axis=1), first, 0).astype("int8")


def agreement(ours: Days, drawn: Days) -> float:
    """The share of settlement-days that the maps agree on with each other and we with them."""
    known = drawn >= 0
    return float((ours == drawn)[known].mean()) if known.any() else float("nan")


def _changes(days: NDArray[np.int8]) -> list[tuple[int, int]]:
    """(day, side) of each change of hands; days without a holder are passed over."""
    known = np.flatnonzero(days >= 0)
    held = days[known]
    turns = np.flatnonzero(held[1:] != held[:-1]) + 1
    return [(int(known[turn]), int(held[turn])) for turn in turns]


def dated_changes(ours: Days, drawn: Days, within: int) -> tuple[float, float, float]:
    """Precision, recall and F1 of changes of hands, right when of the same side within so many days."""
    right = said = wanted = 0
    for mine, theirs in zip(ours, drawn, strict=True):
        left = _changes(mine)
        said += len(left)
        for day, side in _changes(theirs):
            wanted += 1
            near = [each for each in left if each[1] == side and abs(each[0] - day) <= within]
            if near:
                left.remove(min(near, key=lambda each: abs(each[0] - day)))
                right += 1
    precision, recall = right / said if said else float("nan"), right / wanted if wanted else float("nan")
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


if __name__ == "__main__":
    sys.exit(main())

"""How the cost of working out control grows with the claims: `python -m bench.timeline [--claims N ...]`.

Synthetic claims over 30,000 places and 1,400 days: captures, liberations, fighting and passing mentions by publishers
of both sides and of neither, in the proportions of war news, in sentences of 8 to 40 words of which one in ten is
printed again and again; one claim in two hundred is about a whole region. Prints one line a size: seconds to evidence
and intervals, rows of control, peak memory, and what one more article of five claims takes a ledger, of processor:
about five places drawn as often as they are named, and about the five named most often of all.
"""

import argparse
import time
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from bench.synthetic_claims import synthetic_claims
from theatre.theatre import load_theatre
from timeline.control import control
from timeline.ledger import Ledger

__all__ = ["main"]


def _one_more(claims: pd.DataFrame, rows: Iterable[int]) -> pd.DataFrame:
    """An article that claims again what some claims do."""
    article = claims.iloc[list(rows)].reset_index(drop=True)
    return article.assign(id="one more " + article["id"], article="one more", published=article["published"].max())


def _milliseconds_to_update(ledger: Ledger, article: pd.DataFrame) -> float:
    """Of processor; the best of some runs."""
    took = []
    for _ in range(7):
        began = time.process_time()
        ledger.updated({"one more"}, article)
        took.append(time.process_time() - began)
    return 1000 * min(took)


def _memory(line: str) -> float:
    """What the kernel says of this process, in MB."""
    status = Path("/proc/self/status").read_text("utf-8")
    return next(int(each.split()[1]) for each in status.splitlines() if each.startswith(line)) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="*", default=[1_000, 10_000, 100_000, 1_000_000])
    theatre = load_theatre()
    for count in parser.parse_args().claims:
        claims = synthetic_claims(count)
        Path("/proc/self/clear_refs").write_text("5")  # from here on the peak is that of control, not of making claims
        stored = _memory("VmRSS")
        began, worked = time.perf_counter(), time.process_time()
        table = control(claims, theatre=theatre)
        took, worked = time.perf_counter() - began, time.process_time() - worked
        peak = _memory("VmHWM")
        named = claims.loc[claims["kind"] == "settlement", "place_id"]
        most = [named.index[named == place][0] for place in named.value_counts().index[:5]]
        rows = len(table)
        del table
        ledger = Ledger.of(claims, theatre=theatre)
        one, often = (_milliseconds_to_update(ledger, _one_more(claims, of)) for of in (named.index[:5], most))
        print(
            f"{count:>9,} claims  {named.nunique():>6,} places  {took:6.2f} s ({worked:.2f} s of processor)  "
            f"{rows:>9,} rows  one article {one:4.0f} ms, of the most named {often:4.0f} ms  "
            f"peak {peak:,.0f} MB, of which {stored:,.0f} before",
            flush=True,
        )


if __name__ == "__main__":
    main()

"""What one article more costs: `python -m bench.saving [--articles 5000] [--saves 9]`.

A store of made articles (bench.made_store) is worked out whole, all that the map page shows of it; then article after
article is saved and what the map shows brought up to date. Said are the seconds, of the clock and of the processor, and
how many times less one article takes than the whole. Without browser and server: what these add is in bench.load.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

from bench.made_store import filled, made_articles
from web import resources, workspace

__all__ = ["main"]


class _Took(NamedTuple):
    seconds: float
    of_processor: float


def _took(work: Callable[[], object]) -> _Took:
    began, worked = time.perf_counter(), time.process_time()
    work()
    return _Took(time.perf_counter() - began, time.process_time() - worked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--saves", type=int, default=9)
    options = parser.parse_args()
    theatre, gazetteer = resources.theatre(), resources.gazetteer()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MARCHLAND_DATABASE"] = f"sqlite:///{folder}/marchland.sqlite"
        opened = resources.open_without_page(os.environ["MARCHLAND_DATABASE"], theatre.id)
        filled(opened, options.articles, theatre=theatre, gazetteer=gazetteer)
        whole = _took(workspace.work_out)
        print(
            f"{options.articles:,} articles, all anew: {whole.seconds:.2f} s, of processor {whole.of_processor:.2f} s",
            flush=True,
        )
        saves = []
        for article, claims in made_articles(options.saves, theatre=theatre, gazetteer=gazetteer, seed=2):
            opened.add(article, claims)
            saves.append(_took(workspace.work_out))
            seconds, worked = saves[-1]
            print(f"  one more, {len(claims)} claims: {seconds:.2f} s, of processor {worked:.2f} s", flush=True)
        middle = median(each.of_processor for each in saves)
        print(f"median {median(each.seconds for each in saves):.2f} s, of processor {middle:.2f} s: "
              f"1 in {whole.of_processor / middle:.0f} of the whole")  # fmt: skip
        opened.close()


if __name__ == "__main__":
    main()

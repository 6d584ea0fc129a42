"""What a store of many claims costs: `python -m bench.scale [--claims 100000] [--database URL]`.

Synthetic claims as Parquet go into a new store as `python -m store add claims.parquet` takes them; then the store is
opened, its first map worked out as the app does, one more article saved, and the map worked out again. Seconds of the
clock and of the processor each, and the memory that the process held at most.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.faults import made
from bench.synthetic_claims import synthetic_claims
from gazetteer.files import load_gazetteer
from store import open_store
from store.intake.claim_files import add_claims
from theatre.theatre import load_theatre
from web import workspace
from web.resources import open_without_page

__all__ = ["main"]


def _timed(what: str, step: Callable[[], Any]) -> Any:
    began, worked = time.perf_counter(), time.process_time()
    result = step()
    clock, processor = time.perf_counter() - began, time.process_time() - worked
    status = Path("/proc/self/status").read_text("utf-8")
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
    print(f"{what}: {clock:.2f} s, {processor:.2f} s of processor, at most {peak:,.0f} MB", flush=True)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--database")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = options.database or f"sqlite:///{folder}/store.sqlite"
        os.environ["MARCHLAND_DATABASE"] = url
        file = Path(folder) / "claims.parquet"
        synthetic_claims(options.claims).to_parquet(file)
        _timed("the gazetteer opened", lambda: load_gazetteer(load_theatre()))
        store = open_store(url)
        parts = _timed("claims added", lambda: list(add_claims(store, file)))
        print(f"  {sum(part[1] for part in parts):,} claims of {sum(part[0] for part in parts):,} articles")
        store.set("samples", "removed")
        store.close()
        if url.startswith("sqlite"):
            print(f"  {Path(url.removeprefix('sqlite:///')).stat().st_size / 1e6:,.0f} MB on the disk")
        opened = _timed("the store opened", lambda: open_without_page(url))
        _timed("its claims read", opened.claims)
        _timed("the first map", workspace.payload)
        _timed("one more article saved", lambda: opened.add(*made(1)))
        _timed("the map after it", workspace.payload)


if __name__ == "__main__":
    main()

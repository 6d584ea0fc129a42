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

import numpy as np
import pandas as pd

from theatre.theatre import load_theatre
from timeline.claims import claims_table
from timeline.control import control
from timeline.ledger import Ledger

__all__ = ["synthetic_claims"]

PLACES = 30_000
ACTIONS = np.array(["captured", "liberated", "held", "contested", "advanced", "withdrew"])
OFTEN = [0.25, 0.15, 0.25, 0.2, 0.1, 0.05]


def synthetic_claims(count: int, *, places: int = PLACES, seed: int = 1) -> pd.DataFrame:
    """A typed table of `count` claims; some places are named far more often than others, as in the news."""
    chance = np.random.default_rng(seed)
    often = 1 / (np.arange(places) + 20)
    number = chance.choice(places, count, p=often / often.sum())
    action = chance.choice(ACTIONS, count, p=OFTEN)
    gainer = np.where(action == "captured", "RU", np.where(action == "liberated", "UA", ""))
    gainer = np.where(action == "held", chance.choice(["RU", "UA"], count), gainer)
    after = np.where(action == "contested", "contested", gainer)
    speaker = chance.choice(["", "RU", "UA", "other"], count, p=[0.5, 0.2, 0.2, 0.1])
    day = np.datetime64("2022-02-24") + chance.integers(0, 1400, count)
    length = np.where(chance.random(count) < 0.2, chance.integers(1, 30, count), 0)
    outlines = load_theatre().outlines("regions")["features"]
    units = pd.DataFrame([feature["properties"] for feature in outlines])[["iso", "name"]]
    unit = chance.integers(0, len(units), places)[number]
    # A change of a whole region: mostly one of some that everybody tells of, else told of a wrong day.
    regional = (chance.random(count) < 0.005) & np.isin(action, ["captured", "liberated"])
    told = chance.integers(0, 40, count)
    known = regional & (chance.random(count) < 0.8)
    day = np.where(known, np.datetime64("2022-02-24") + told * 35, day)
    unit = np.where(known, told % len(units), unit)
    length = np.where(regional, 0, length)
    frame = pd.DataFrame(
        {
            "id": np.char.add("c", np.arange(count).astype(str)),
            "article": np.char.add("a", (np.arange(count) // 5).astype(str)),
            "quote": _sentences(count, chance),
            "place_id": np.where(
                regional,
                np.char.add("region:", units["iso"].to_numpy("U")[unit]),
                np.char.add("geonames:", number.astype(str)),
            ),
            "name": np.char.add("Place ", number.astype(str)),
            "kind": np.where(regional, "region", "settlement"),
            "latitude": 46 + (number % 173) * 0.03,
            "longitude": 31 + (number // 173) * 0.05,
            "admin1": units["name"].to_numpy("U")[unit],
            "action": action,
            "lost_by": np.where(action == "withdrew", "RU", ""),
            "controller_after": after,
            "mode": np.where(speaker == "", "fact", "claimed"),
            "claimant": np.where(speaker == "", "", "a spokesman"),
            "claimant_side": speaker,
            "event_from": day - length,
            "event_to": day,
            "date_basis": np.full(count, "explicit"),
            "confidence": chance.uniform(0.5, 1, count),
            "published": day + chance.integers(0, 3, count),
            "publisher": chance.choice(["TASS", "RIA Novosti", "BBC News", "Reuters", "Ukrinform", "CNN"], count),
        }
    )
    return claims_table(frame)


def _sentences(count: int, chance: np.random.Generator) -> list[str]:
    """Sentences of 8 to 40 words, of which one in ten stands in several articles."""
    words = np.array([f"word{number}" for number in range(5_000)])
    lengths = chance.integers(8, 40, count)
    drawn = chance.choice(words, lengths.sum())
    ends = np.cumsum(lengths)
    own = [" ".join(drawn[end - length : end]) for end, length in zip(ends, lengths, strict=True)]
    copied = chance.random(count) < 0.1
    return [own[index // 50] if again else own[index] for index, again in enumerate(copied)]


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

"""How the cost of working out control grows with the claims: `python -m bench.timeline [--claims N ...]`.

Synthetic claims over 30,000 places and 1,400 days: captures, liberations, fighting and passing mentions by publishers
of both sides and of neither, in the proportions of war news. Prints one line a size: seconds to evidence and intervals,
rows of control, peak memory, and the time that one more article's places take.
"""

import argparse
import resource
import time

import numpy as np
import pandas as pd

from extract.theatre import load_theatre
from timeline.control import control, updated
from timeline.evidence import claims_table

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
    frame = pd.DataFrame(
        {
            "id": np.char.add("c", np.arange(count).astype(str)),
            "article": np.char.add("a", (np.arange(count) // 5).astype(str)),
            "quote": np.char.add(
                np.char.add("Report number ", chance.integers(0, count, count).astype(str)), " says so."
            ),
            "place_id": np.char.add("geonames:", number.astype(str)),
            "name": np.char.add("Place ", number.astype(str)),
            "kind": np.full(count, "settlement"),
            "latitude": 46 + (number % 173) * 0.03,
            "longitude": 31 + (number // 173) * 0.05,
            "admin1": chance.choice(["Donetsk", "Kharkiv", "Kherson"], places)[number],
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="*", default=[1_000, 10_000, 100_000, 1_000_000])
    theatre = load_theatre()
    for count in parser.parse_args().claims:
        claims = synthetic_claims(count)
        began = time.perf_counter()
        table = control(claims, theatre=theatre)
        took = time.perf_counter() - began
        article = set(claims["place_id"].iloc[:5])
        began = time.perf_counter()
        updated(table, claims, article, theatre=theatre)
        one = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count:>9,} claims  {claims['place_id'].nunique():>6,} places  {took:6.2f} s  {len(table):>9,} rows  "
            f"one article {one * 1000:6.0f} ms  peak {peak:,.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main()

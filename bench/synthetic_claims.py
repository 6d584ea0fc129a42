"""Made claims in the proportions of war news, for measuring and for tests."""

import numpy as np
import pandas as pd

from theatre.theatre import load_theatre
from timeline.claims import claims_table

__all__ = ["PLACES", "synthetic_claims"]

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
    # A change of a whole region: mostly one of some that everybody tells of, else listed of a wrong day.
    regional = (chance.random(count) < 0.005) & np.isin(action, ["captured", "liberated"])
    listed = chance.integers(0, 40, count)
    known = regional & (chance.random(count) < 0.8)
    day = np.where(known, np.datetime64("2022-02-24") + listed * 35, day)
    unit = np.where(known, listed % len(units), unit)
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

"""How many made-up changes of hands become `held`: `python -m bench.doubt --claims CLAIMS [--flips N] [--km KM]`.

Each is one claim of an article of its own, read surely, in the article's own voice, that a settlement fell to a side
that holds nothing within so many kilometres on that day, by the claims given, and did not come from there. Prints how
many became held, and which. They are made up, and say nothing of the war.
"""

import argparse
from datetime import timedelta

import numpy as np
import pandas as pd

from gazetteer.files import load_gazetteer
from gazetteer.gazetteer import Gazetteer
from theatre.plane import on_plane
from theatre.theatre import Theatre, load_theatre
from timeline.areas import landmarks
from timeline.baseline import within_reach
from timeline.claims import claims_table, read_claims
from timeline.control import control, on_day

__all__ = ["believed_flips", "deep_flips"]


def deep_flips(
    claims: pd.DataFrame, count: int, *, km: float, theatre: Theatre, gazetteer: Gazetteer, seed: int = 1
) -> pd.DataFrame:
    """That many claims, each of which tells of a settlement so many kilometres behind the line of its day, from the
    first day on which `claims` tell of anything to the last."""
    chance = np.random.default_rng(seed)
    places = landmarks(gazetteer, theatre)
    table = control(claims, theatre=theatre, gazetteer=gazetteer, places=places)
    days = claims["event_to"].dropna()
    first, last = max(days.min().date(), theatre.start), days.max().date()
    rows: list[dict[str, object]] = []
    told: set[str] = set()
    for day in sorted(first + timedelta(days=int(each)) for each in chance.integers(0, (last - first).days + 1, count)):
        standing = on_day(table, day)
        side = str(chance.choice(list(theatre.sides)))
        theirs = standing[standing["holder"] == side]
        candidates = standing[(standing["holder"] != side) & (standing["holder"] != "")].sample(
            200, random_state=chance
        )
        apart = _far_from(candidates, theirs, km, theatre) & ~within_reach(candidates, side, [km], theatre)[0]
        apart &= ~candidates["place_id"].isin(told).to_numpy()
        if not apart.any():
            continue
        place = candidates[apart].iloc[0]
        told.add(place["place_id"])  # a second report of a place would bear out the first
        rows.append(_claim(place, side, day.isoformat(), len(rows)))
    return claims_table(rows)


def believed_flips(
    claims: pd.DataFrame, flips: pd.DataFrame, *, theatre: Theatre, gazetteer: Gazetteer
) -> pd.DataFrame:
    """The rows of control that hold a place for the side of a flip, on the word of the flip."""
    everything = pd.concat([claims, flips], ignore_index=True)
    table = control(everything, theatre=theatre, gazetteer=gazetteer)
    held = table[table["status"] == "held"]
    side = dict(zip(flips["id"], flips["controller_after"], strict=True))
    cited = held["claims_for"].str.split()
    fooled = [any(side.get(id) == holder for id in ids) for ids, holder in zip(cited, held["holder"], strict=True)]
    return held[fooled]


def _far_from(places: pd.DataFrame, others: pd.DataFrame, km: float, theatre: Theatre) -> np.ndarray:
    here, there = (
        on_plane(each[["longitude", "latitude"]].to_numpy("float64"), theatre.bounds) for each in (places, others)
    )
    if not len(there):
        return np.ones(len(here), dtype=bool)
    return np.array([np.hypot(*(there - point).T).min() > km for point in here])


def _claim(place: pd.Series, side: str, day: str, number: int) -> dict[str, object]:
    return {
        "id": f"flip-{number}",
        "article": f"flip-{number}",
        "quote": f"{place['name']} was captured by {side}, paper {number} says.",
        **{name: place[name] for name in ("place_id", "name", "latitude", "longitude", "admin1")},
        "kind": "settlement",
        "action": "captured",
        "controller_after": side,
        "gained_by": side,
        "event_from": day,
        "event_to": day,
        "date_basis": "explicit",
        "published": day,
        "publisher": f"Paper {number}",
        "confidence": 0.9,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--claims", required=True, help="claims that tell of the war, as `python -m timeline` takes them"
    )
    parser.add_argument("--flips", type=int, default=500)
    parser.add_argument("--km", type=float, default=60.0, help="how far behind the line")
    options = parser.parse_args()
    theatre = load_theatre()
    gazetteer = load_gazetteer(theatre)
    claims = read_claims(options.claims)
    flips = deep_flips(claims, options.flips, km=options.km, theatre=theatre, gazetteer=gazetteer)
    fooled = believed_flips(claims, flips, theatre=theatre, gazetteer=gazetteer)
    print(f"{len(fooled)} of {len(flips)} made flips became held ({len(fooled) / max(len(flips), 1):.1%})")
    print(fooled[["name", "admin1", "valid_from", "holder", "rule"]].to_string(index=False))


if __name__ == "__main__":
    main()

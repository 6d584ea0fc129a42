"""A theatre and a way to say a claim in a few words."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from gazetteer.files import load_gazetteer
from gazetteer.gazetteer import Gazetteer
from theatre.theatre import Theatre, load_theatre
from timeline.claims import claims_table
from timeline.control import control

PLACES = {
    "Izium": ("geonames:707292", 49.21, 37.25, "Kharkiv"),
    "Kupiansk": ("geonames:703656", 49.71, 37.61, "Kharkiv"),
    "Donetsk": ("geonames:709717", 48.02, 37.80, "Donetsk"),
    "Bucha": ("geonames:711390", 50.55, 30.21, "Kyiv"),
}


@pytest.fixture(scope="session")
def theatre() -> Theatre:
    return load_theatre()


@pytest.fixture(scope="session")
def gazetteer(theatre: Theatre) -> Gazetteer:
    return load_gazetteer(theatre)


def claim(action: str, day: str, **fields: Any) -> dict[str, Any]:
    """A claim about Izium, in the publisher's own voice, published on the day; `fields` say what differs."""
    name = fields.pop("name", "Izium")
    place_id, latitude, longitude, admin1 = PLACES[name]
    holder = {"captured": "RU", "liberated": "UA", "contested": "contested"}.get(action, "")
    row = {
        "place_id": place_id,
        "name": name,
        "latitude": latitude,
        "longitude": longitude,
        "admin1": admin1,
        "kind": "settlement",
        "action": action,
        "controller_after": holder,
        "mode": "claimed" if "side" in fields else "fact",
        "claimant": "a spokesman" if "side" in fields else "",
        "claimant_side": fields.pop("side", ""),
        "event_from": day,
        "event_to": day,
        "date_basis": "explicit",
        "published": day,
        "publisher": "",
        "confidence": 0.9,
    }
    row.update(fields)
    row.setdefault("quote", " ".join(f"{row['publisher']}-{action}-{number}" for number in range(12)))
    row.setdefault("id", f"{action}-{day}-{abs(hash(str(sorted(row.items())))) % 10**6}")
    return row


@pytest.fixture
def story(theatre: Theatre) -> Callable[..., list[str]]:
    """Work out control from claims; the rows as "MM-DD status holder rule", the baseline's first row left out."""

    def tell(*claims: dict[str, Any], name: str = "Izium", **options: Any) -> list[str]:
        table = control(claims_table(claims), theatre=theatre, **options)
        return lines(table[table["name"] == name])[1:]

    return tell


def lines(rows: pd.DataFrame) -> list[str]:
    day = rows["valid_from"].dt.strftime("%m-%d")
    return [
        " ".join(filter(None, parts)) for parts in zip(day, rows["status"], rows["holder"], rows["rule"], strict=True)
    ]

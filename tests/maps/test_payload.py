"""The columns the browser gets say what the control table says."""

import json
import struct
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.payload import encode
from tests.maps.conftest import about, interval, table
from theatre.sides import Side, Sides
from theatre.theatre import load_theatre


def decode_bytes(body):
    """Read the bytes as static/columns.js does."""
    (length,) = struct.unpack_from("<I", body, 4)
    header = json.loads(body[8 : 8 + length])
    offset = 8 + length
    for name, kind, count, steps in header["columns"]:
        dtype = np.dtype("<" + kind)
        planes = np.frombuffer(body, np.uint8, count * dtype.itemsize, offset).reshape(dtype.itemsize, count)
        column = np.ascontiguousarray(planes.T).view(dtype).ravel()
        header[name] = np.cumsum(column, dtype=dtype) if steps else column
        offset += planes.size
    assert offset == len(body)
    return header


def decode(payload):
    header = decode_bytes(payload.blob.body)
    header["first"] = [0, *np.cumsum(header["count"]).tolist()]
    return header


def state(data, place, day):
    """(status, holder) of a place on a day, by the same search as the browser's."""
    for k in range(data["first"][place + 1] - 1, data["first"][place] - 1, -1):
        if data["start"][k] <= day:
            return tuple(data["states"][data["state"][k]])
    return None


def test_intervals_are_half_open(theatre):
    payload = encode(
        table(
            interval("a", "2022-02-23", "2022-04-01", "held", "UA", basis="baseline"),
            interval("a", "2022-04-01", "2022-09-10", "held", "RU"),
            interval("a", "2022-09-10", None, "held", "UA"),
        ),
        theatre=theatre,
        places=about(a=46_000),
    )
    data = decode(payload)
    for day, holder in (("2022-03-31", "UA"), ("2022-04-01", "RU"), ("2022-09-09", "RU"), ("2022-09-10", "UA")):
        assert state(data, 0, (date.fromisoformat(day) - theatre.start).days) == ("held", holder)
    assert payload.last == date(2022, 9, 10)


def test_a_gap_is_unknown(theatre):
    rows = table(
        interval("a", "2022-03-01", "2022-04-01", "held", "RU"), interval("a", "2022-05-01", None, "held", "UA")
    )
    data = decode(encode(rows, theatre=theatre, places=about(a=1)))
    assert [state(data, 0, day)[0] for day in (10, 40, 80)] == ["held", "unknown", "held"]


def test_large_places_come_first_and_ids_keep_their_order(theatre):
    rows = table(
        interval("small", "2022-02-23", None, "held", "UA", basis="baseline"),
        interval("large", "2022-02-23", None, "held", "UA", basis="baseline"),
    )
    payload = encode(rows, theatre=theatre, places=about(small=2_000, large=900_000))
    assert payload.places == ("large", "small")
    assert decode(payload)["names"] == ["large", "small"]
    assert payload.index("small") == 1 and payload.index("nowhere") is None


def test_a_place_nobody_reports_about_shows_only_as_context(theatre):
    rows = table(
        interval("district", "2022-02-23", None, "held", "UA", basis="baseline"),
        interval("named", "2022-03-01", None, "claimed", "RU"),
    )
    places = about(district=300_000, named=100).assign(context=False)
    assert encode(rows, theatre=theatre, places=places).places == ("named",)


def test_an_approximate_place_says_within_what(theatre):
    rows = table(interval("a", "2022-03-01", None, "held", "UA"), interval("b", "2022-03-01", None, "held", "UA"))
    places = about(a=10, b=10).assign(precision=["hromada", "exact"])
    payload = encode(rows, theatre=theatre, places=places)
    radius = decode(payload)["radius"]
    assert radius[payload.index("a")] > 0 and radius[payload.index("b")] == 0


def test_the_same_table_has_the_same_address(theatre):
    rows = table(interval("a", "2022-03-01", None, "held", "UA"), interval("b", "2022-03-02", None, "held", "RU"))
    one = encode(rows, theatre=theatre, places=about(a=1, b=2))
    assert one.blob.digest == encode(rows.iloc[::-1], theatre=theatre, places=about(a=1, b=2)).blob.digest


STARTS = st.lists(st.dates(date(2022, 2, 24), date(2025, 12, 31)), min_size=1, max_size=6, unique=True).map(sorted)
STATES = st.sampled_from([("held", "UA"), ("held", "RU"), ("claimed", "RU"), ("contested", ""), ("disputed", "")])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(STARTS, st.lists(STATES, min_size=6, max_size=6)), min_size=1, max_size=5))
def test_every_day_of_every_place_comes_through(given_places):
    theatre = load_theatre()
    rows, want = [], []
    for number, (starts, states) in enumerate(given_places):
        for begin, end, (status, holder) in zip(starts, [*starts[1:], None], states, strict=False):
            rows.append(interval(f"p{number}", begin, end, status, holder))
            want.append((f"p{number}", (begin - theatre.start).days, (status, holder)))
    payload = encode(table(*rows), theatre=theatre, places=about())
    data = decode(payload)
    for place, day, expected in want:
        assert state(data, payload.index(place), day) == expected


def test_thirty_thousand_places_fit_in_half_a_megabyte(theatre):
    random = np.random.default_rng(6)
    places, each = 30_000, 5
    count = places * each
    start = np.sort(random.integers(0, 1400, (places, each)), axis=1).ravel()
    begin = pd.Timestamp(theatre.start) + pd.to_timedelta(start, unit="D")
    end = pd.Series(begin).groupby(np.arange(count) // each).shift(-1)
    number = np.arange(count) // each
    rows = pd.DataFrame(
        {
            "place_id": [f"katottg:{n}" for n in number],
            "name": [f"{('Nova', 'Stara', 'Mala')[n % 3]} {n * 7919 % 9000}" for n in number],
            "latitude": random.uniform(44.5, 52.3, places)[number],
            "longitude": random.uniform(22.2, 40.1, places)[number],
            "admin1": [f"Oblast {n % 25}" for n in number],
            "valid_from": begin,
            "valid_to": end,
            "status": random.choice(["held", "held", "claimed", "contested"], count),
            "holder": random.choice(["UA", "RU"], count),
            "confidence": 0.9,
            "basis": "direct",
            "last_evidence": begin,
        }
    )
    payload = encode(rows, theatre=theatre, places=about())
    assert len(payload.blob.packed) <= 500_000


def test_of_many_sides_the_payload_says_who_disputes_a_place(theatre):
    third = Side("WG", "Wagner", "Wagner", "", "#00795c")
    three = replace(theatre, sides=Sides([*theatre.sides.values(), third]))
    rows = table(interval("a", "2022-04-01", None, "disputed", None)).assign(claims_for="1 2", claims_against="3")
    claims = pd.DataFrame({"id": ["1", "2", "3"], "controller_after": ["WG", "WG", ""], "lost_by": ["RU", "", ""]})
    claims["claimant_side"] = ["WG", "", "RU"]
    for sides, holder in ((three, "RU|WG"), (theatre, "")):
        told = decode(encode(rows, theatre=sides, places=about(a=46_000), claims=claims))
        assert told["states"] == [["disputed", holder]]


def test_what_two_sides_hold_together_is_told_from_a_fight(theatre):
    fought = table(interval("a", "2022-03-01", None, "contested", None))
    for rule, holder in (("R2", ""), ("R20", "together")):
        told = decode(encode(fought.assign(rule=rule), theatre=theatre, places=about(a=5_000)))
        assert told["states"] == [["contested", holder]]

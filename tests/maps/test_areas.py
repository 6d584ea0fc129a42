"""The areas the browser gets are the land and the holders that the estimate says."""

import numpy as np
import pandas as pd
import pytest
import shapely

from maps.areas import encode_cells
from maps.payload import encode
from tests.maps.conftest import about, interval, table
from tests.maps.test_payload import decode, decode_bytes, state
from theatre.theatre import load_theatre
from timeline.areas import cells

TOWNS = {
    "melitopol": (46.85, 35.37), "lviv": (49.84, 24.03), "kyiv": (50.45, 30.52), "izium": (49.2, 37.25),
    "odesa": (46.48, 30.73), "simferopol": (44.95, 34.1), "donetsk": (48.0, 37.8),
}  # fmt: skip


@pytest.fixture(scope="module")
def land():
    towns = pd.DataFrame(
        [(name, *at, "") for name, at in TOWNS.items()], columns=["place_id", "latitude", "longitude", "admin1"]
    )
    return cells(towns, load_theatre())


def polygons(data):
    """Each cell's rings as coordinates, from what the browser reads."""
    ends = np.cumsum(data["length"])
    grid = np.column_stack([data["longitude"], data["latitude"]]) / data["grid"]
    rings = [grid[data["corner"][end - length : end]] for end, length in zip(ends, data["length"], strict=True)]
    last = np.cumsum(data["rings"])
    return [rings[end - count : end] for end, count in zip(last, data["rings"], strict=True)]


def test_every_cell_keeps_its_shape_and_the_whole_its_size(land):
    encoded = encode_cells(land)
    data = decode_bytes(encoded.blob.body)
    assert data["cells"] == len(TOWNS) and set(encoded.places) == set(TOWNS)
    for rings, polygon in zip(polygons(data), land.polygon, strict=True):
        shape = shapely.union_all([shapely.Polygon(ring) for ring in rings])
        assert shapely.symmetric_difference(shape, polygon).area < 0.01 * polygon.area
    assert data["area"].sum() / 10 == pytest.approx(land.km2.sum(), rel=1e-3)
    assert 595_000 < land.km2.sum() < 610_000  # the country is 603,628 km2


def test_a_cell_lies_around_its_place(land):
    encoded = encode_cells(land)
    for place, rings in zip(encoded.places, polygons(decode_bytes(encoded.blob.body)), strict=True):
        latitude, longitude = TOWNS[place]
        assert any(shapely.Polygon(ring).contains(shapely.Point(longitude, latitude)) for ring in rings)


def test_neighbours_share_their_edges_in_opposite_directions(land):
    data = decode_bytes(encode_cells(land).blob.body)
    edges = set()
    for end, length in zip(np.cumsum(data["length"]), data["length"], strict=True):
        ring = data["corner"][end - length : end].tolist()
        for edge in zip(ring, [*ring[1:], ring[0]], strict=True):
            assert edge not in edges, "two cells lie on the same side of one edge"
            edges.add(edge)
    shared = [edge for edge in edges if edge[::-1] in edges]
    assert 10 < len(shared) < len(edges)


def test_two_places_at_one_point_are_refused():
    twins = pd.DataFrame({"place_id": ["a", "b"], "latitude": 49.0, "longitude": 31.0, "admin1": ""})
    with pytest.raises(ValueError, match="same point"):
        encode_cells(cells(twins, load_theatre()))


def area(data, encoded, place, day):
    """What the browser shows a cell as on a day."""
    number = encoded.places.index(place)
    begin = int(data["area_count"][:number].sum())
    for k in range(begin + int(data["area_count"][number]) - 1, begin - 1, -1):
        if data["area_start"][k] <= day:
            return data["areas"][data["area_state"][k]]
    return None


def test_each_cell_tells_its_holder_on_every_day(theatre, land):
    encoded = encode_cells(land)
    estimate = table(
        interval("izium", "2022-02-23", "2022-04-01", "held", "UA", basis="estimate"),
        interval("izium", "2022-04-01", "2022-09-10", "contested", "RU"),
        interval("izium", "2022-09-10", "2022-10-01", "held", "UA"),
        interval("izium", "2022-10-01", None, "claimed", "UA"),
        interval("donetsk", "2022-02-23", "2022-06-01", "held", "RU", basis="estimate"),
        interval("donetsk", "2022-07-01", None, "disputed", ""),
        interval("nowhere", "2022-02-23", None, "held", "RU"),
    )
    payload = encode(estimate, theatre=theatre, places=about(izium=46_000), estimate=estimate, land=encoded)
    assert payload.cells == encoded.blob
    data = decode(payload)
    days = {"2022-03-31": "UA", "2022-04-01": "contested", "2022-09-09": "contested", "2022-09-10": "UA"}
    for day, holder in days.items():
        assert area(data, encoded, "izium", (pd.Timestamp(day).date() - theatre.start).days) == holder
    assert [area(data, encoded, "donetsk", day) for day in (0, 100, 200)] == ["RU", "unknown", "disputed"]
    assert area(data, encoded, "lviv", 100) is None
    # claimed after held is the same area: no step of its own
    assert data["area_count"][encoded.places.index("izium")] == 3


def test_a_place_without_a_report_is_as_estimated_and_one_with_reports_as_told(theatre, land):
    control = table(
        interval("melitopol", "2022-02-23", None, "held", "UA", basis="baseline"),
        interval("izium", "2022-04-01", None, "held", "RU"),
    )
    estimate = table(
        interval("melitopol", "2022-02-23", "2022-03-01", "held", "UA", basis="estimate"),
        interval("melitopol", "2022-03-01", None, "held", "RU", basis="estimate"),
        interval("izium", "2022-04-01", None, "held", "RU"),
    )
    payload = encode(
        control, theatre=theatre, places=about(melitopol=1, izium=1), estimate=estimate, land=encode_cells(land)
    )
    data = decode(payload)
    place = payload.index("melitopol")
    assert state(data, place, 0) == ("held", "UA") and state(data, place, 30) == ("held", "RU")
    assert data["bases"][data["basis"][data["first"][place]]] == "estimate"
    assert payload.last == encode(control, theatre=theatre, places=about(melitopol=1, izium=1)).last


def test_the_cells_keep_their_address_when_claims_change(theatre, land):
    encoded = encode_cells(land)
    one, other = (table(interval("izium", "2022-04-01", None, "held", side)) for side in ("RU", "UA"))
    first, second = (
        encode(rows, theatre=theatre, places=about(izium=1), estimate=rows, land=encoded) for rows in (one, other)
    )
    assert first.blob.digest != second.blob.digest and first.cells.digest == second.cells.digest

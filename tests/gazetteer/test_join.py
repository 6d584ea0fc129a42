"""Which point is which settlement's."""

from gazetteer.dumps import DumpPoint
from gazetteer.join import Settlement, join, place_by_postcodes, postcode_points, unit_centres


def village(code: str, name: str, location: tuple[float, float] | None = None) -> Settlement:
    """A village of the hromada that its code's first letter tells."""
    return Settlement(code, name, "Kherson", "R", f"H{code[0]}", location=location)


def point(id: int, name: str, location: tuple[float, float], *, admin1: str = "Kherson", population: int = 0):
    return DumpPoint(id, name, *location, "UA", admin1, population)


def test_a_point_of_the_list_needs_a_neighbour_of_the_hromada_and_one_claimant():
    table = [("Гай", 46.0, 33.0), ("Гай", 46.01, 33.01), ("Лан", 46.0, 33.2), ("Став", 46.5, 33.0), ("Яр", 46.05, 33.0)]
    rows = [{"name": name, "latitude": str(lat), "longitude": str(lon)} for name, lat, lon in table]
    seat = village("a1", "Місто", (46.0, 33.05))
    placed = village("a2", "Гай")
    twins = [village("a3", "Лан"), village("a4", "Лан")]
    far, held = village("a5", "Став"), village("a6", "Яр")
    listed = postcode_points(rows, [point(1, "Яр", (46.06, 33.0))])
    place_by_postcodes([seat, placed, *twins, far, held], listed)
    assert placed.location == (46.0, 33.0)
    assert [s.location for s in (*twins, far, held)] == [None] * 4


def test_a_name_of_one_settlement_and_one_point_of_the_oblast_pairs():
    izium = village("a1", "Ізюм")
    points = [point(1, "Izyum", (49.2, 37.3)), point(2, "Izyum", (49.2, 37.3), admin1="Odesa")]
    assert join([izium], points, {}) == {1: izium}
    assert izium.location == (49.2, 37.3)


def test_namesakes_pair_with_the_point_nearest_to_their_hromada():
    near_a, near_b = (46.0, 33.0), (47.5, 35.0)
    seats = [village("a1", "Місто"), village("b1", "Село")]
    twins = [village("a2", "Гай"), village("b2", "Гай")]
    points = [
        point(1, "Місто", near_a),
        point(2, "Село", near_b),
        point(3, "Гай", (47.51, 35.01)),
        point(4, "Гай", (46.01, 33.01)),
    ]
    joined = join([*seats, *twins], points, {})
    assert (joined[4], joined[3]) == (twins[0], twins[1])


def test_a_mere_village_takes_no_town_s_point():
    hamlet = Settlement("a1", "Гай", "Kherson", "R", "Ha", town=False)
    assert join([hamlet], [point(1, "Гай", (46.0, 33.0), population=20_000)], {}) == {}
    assert hamlet.location is None


def test_who_lies_far_from_the_rest_of_the_hromada_was_a_namesake():
    mates = [village(f"a{n}", name) for n, name in enumerate(("Місто", "Село", "Гай"))]
    points = [point(1, "Місто", (46.0, 33.0)), point(2, "Село", (46.05, 33.0)), point(3, "Гай", (46.9, 34.5))]
    assert set(join(mates, points, {})) == {1, 2}


def test_a_unit_lies_at_the_mean_of_its_placed_settlements():
    placed = [village("a1", "Гай", (46.0, 33.0)), village("a2", "Лан", (47.0, 34.0)), village("b1", "Яр")]
    assert unit_centres(placed, "hromada") == {"Ha": (46.5, 33.5)}
    assert unit_centres(placed, "raion") == {"R": (46.5, 33.5)}

import pytest

HIT = """({ Points }, x, radius) => {
    const control = {
        places: 2, rank: [1, 1], radius: [0, radius], states: [],
        latitude: [0, 0], longitude: [0, (3 / 256) * 360 * 1e4], // 3 pixels apart
    };
    const points = new Points();
    points.setControl(control);
    points._look.fill(1);
    points.place({ scale: 1, origin: { x: 100, y: 100 }, ratio: 1, zoom: 6, wide: 60, high: 60 });
    const lng = ((x + 100) / 256 - 0.5) * 360;
    return points.hit({ containerPointToLatLng: () => ({ lat: 0, lng }) }, null);
}"""


@pytest.mark.parametrize(
    "x, radius, place",
    [
        (28, 0, 0),  # on the first one's middle
        (31, 0, 1),  # on the second one's
        (30, 0, 1),  # nearer to the second one
        (30, 25, 0),  # which is only approximately there
        (33, 25, 1),  # and is the one that is meant here all the same
        (50, 0, -1),
    ],
)
def test_the_nearer_place_is_hit_and_one_that_is_only_about_there_gives_way(run, x, radius, place):
    assert run("points.js", HIT, x, radius) == place

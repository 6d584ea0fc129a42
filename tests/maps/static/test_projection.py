import pytest

WORLD = "({ world }, lat, lng) => { const { x, y } = world(lat, lng); return [x, y]; }"


@pytest.mark.parametrize(
    ("at", "point"), [((0, 0), (128, 128)), ((0, -180), (0, 128)), ((85.0511287798, 180), (256, 0))]
)
def test_the_world_is_a_square_of_256(run, at, point):
    assert run("projection.js", WORLD, *at) == pytest.approx(point, abs=1e-6)

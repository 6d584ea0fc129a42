import numpy as np
import pytest

from gazetteer.place import distance_km
from theatre.plane import on_plane
from theatre.theatre import load_theatre


def test_distances_on_the_plane_are_right_to_some_percent():
    kyiv, kharkiv = (30.52, 50.45), (36.23, 49.99)
    one, other = on_plane(np.array([kyiv, kharkiv]), load_theatre().bounds)
    assert np.hypot(*(one - other)) == pytest.approx(distance_km(kyiv[::-1], kharkiv[::-1]), rel=0.05)

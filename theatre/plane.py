"""Degrees as kilometres, where a theatre is small enough to be laid on a plane."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["DEGREE_KM", "on_plane"]

DEGREE_KM = 111.195  # a degree of latitude on a sphere of 6371 km


def on_plane(points: NDArray[np.float64], bounds: tuple[float, float, float, float]) -> NDArray[np.float64]:
    """Longitudes and latitudes in degrees (a row a point) in kilometres on a plane that touches the theatre at its
    middle latitude: right to some percent within `bounds` (south, west, north, east)."""
    south, _, north, _ = bounds
    return points * [DEGREE_KM * np.cos(np.radians((south + north) / 2)), DEGREE_KM]

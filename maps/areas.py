"""Estimated areas as the browser takes them: the cells once for a gazetteer, and who holds each of them when.

The cells are one blob of their own (see maps.columns), so a browser keeps it while claims come and go. They share their
corners: a ring is a list of corner numbers, and where a cell's edge runs from corner a to corner b, its neighbour's
runs from b to a. So the browser finds the line between two sides without geometry.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from maps.assets import Blob, blob
from maps.columns import pack
from timeline.areas import Cells

__all__ = ["Land", "encode_cells", "shown"]

_GRID = 1e3  # parts of a degree that a corner lies on: about 100 m, far finer than the estimate


@dataclass(frozen=True, slots=True)
class Land:
    """Encoded cells; `places` are the ids of the places whose cells they are, in the browser's order."""

    blob: Blob
    places: tuple[str, ...]


def encode_cells(cells: Cells) -> Land:
    """Encode the cells of places, of which no two are at one point. Raises ValueError when two are."""
    if len(cells.polygon) != len(cells.place_id):
        raise ValueError("Two of the places are at the same point; keep one of them.")
    rings, of = _rings(cells.polygon)
    corners, number = np.unique(np.concatenate(rings), axis=0, return_inverse=True)
    # Numbered as they are met, corners close together have numbers close together.
    _, first = np.unique(number, return_index=True)
    met = np.argsort(first)
    renumbered = np.empty_like(met)
    renumbered[met] = np.arange(len(met))
    place = np.empty(len(cells.cell), dtype=object)
    place[cells.cell] = np.asarray(cells.place_id, dtype=object)
    columns = {
        "longitude": ("i4", corners[met, 0]),
        "latitude": ("i4", corners[met, 1]),
        "rings": ("u1", np.bincount(of, minlength=len(cells.polygon))),
        "length": ("u2", [len(ring) for ring in rings]),
        "corner": ("i4", renumbered[number]),
        "area": ("i4", (cells.km2 * 10).round()),  # tenths of a km2
    }
    header = {"cells": len(cells.polygon), "grid": _GRID}
    body = pack(header, columns, steps=("longitude", "latitude", "corner"))
    return Land(blob(body, "application/octet-stream"), tuple(place))


def _rings(polygons: NDArray[np.object_]) -> tuple[list[NDArray[np.int64]], NDArray[np.int64]]:
    """Rings on the grid, shells counterclockwise and holes clockwise, without the closing corner; and whose they are.
    What is too small for the grid is left out."""
    parts, cell = shapely.get_parts(shapely.orient_polygons(polygons), return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    coordinates, ring = shapely.get_coordinates(rings, return_index=True)
    corners = np.round(coordinates * _GRID).astype(np.int64)
    # the closing corner goes with those that fall on the one before
    kept = np.append(True, (corners[1:] != corners[:-1]).any(axis=1) | (ring[1:] != ring[:-1]))
    kept[np.append(ring[1:] != ring[:-1], True)] = False
    corners, ring = corners[kept], ring[kept]
    lengths = np.bincount(ring, minlength=len(rings))
    pieces = np.split(corners, np.cumsum(lengths)[:-1])
    pieces = [each[:-1] if len(each) > 1 and (each[0] == each[-1]).all() else each for each in pieces]
    large = np.array([len(each) > 2 for each in pieces])
    return [each for each, keep in zip(pieces, large, strict=True) if keep], cell[part[large]]


def shown(control: pd.DataFrame) -> pd.Series:
    """What an area of a control row is shown as: a side, contested, disputed or unknown."""
    fought = control["status"].isin(["contested", "disputed"])
    holder = control["holder"].fillna("").astype(str)
    return holder.where(~fought & (holder != ""), control["status"].astype(str))

"""Estimated areas as the browser takes them: the cells once for a gazetteer, and who holds each of them when.

The cells are one blob of their own (see maps.columns), so a browser keeps it while claims come and go. They share their
corners: a ring is a list of corner numbers, and where a cell's edge runs from corner a to corner b, its neighbour's
runs from b to a. So the browser finds the line between two sides without geometry.
"""

from collections.abc import Iterable
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


def _rings(polygons: Iterable[shapely.Geometry]) -> tuple[list[NDArray[np.int64]], NDArray[np.int64]]:
    """Rings on the grid, shells counterclockwise and holes clockwise, without the closing corner; and whose they are.
    What is too small for the grid is left out."""
    rings, of = [], []
    for cell, polygon in enumerate(polygons):
        for part in shapely.get_parts(shapely.orient_polygons(polygon)):
            for ring in shapely.get_rings(part):
                corners = np.round(shapely.get_coordinates(ring)[:-1] * _GRID).astype(np.int64)
                corners = corners[(corners != np.roll(corners, 1, axis=0)).any(axis=1)]
                if len(corners) > 2:
                    rings.append(corners)
                    of.append(cell)
    return rings, np.asarray(of)


def shown(control: pd.DataFrame) -> pd.Series:
    """What an area of a control row is shown as: a side, contested, disputed or unknown."""
    fought = control["status"].isin(["contested", "disputed"])
    holder = control["holder"].fillna("").astype(str)
    return holder.where(~fought & (holder != ""), control["status"].astype(str))

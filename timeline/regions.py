"""Which places lie in a region that claims speak of: a first-level unit, or a part that the theatre outlines."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from extract.theatre import Theatre

__all__ = ["inside", "regions"]


def regions(theatre: Theatre) -> tuple[str, ...]:
    """The ids of the regions whose places are known, as claims have them in place_id."""
    return (*_units(theatre), *_parts(theatre))


def inside(region: str, places: pd.DataFrame, theatre: Theatre) -> NDArray[np.bool_]:
    """Which of `places` (admin1, latitude, longitude in degrees) lie in the region with this id; none, where the
    theatre does not outline it. A part holds only places of its own first-level units."""
    admin1 = places["admin1"].to_numpy(dtype=object)
    part = _parts(theatre).get(region)
    if part is None:
        return np.asarray(admin1 == _units(theatre).get(region), dtype=bool)
    found: NDArray[np.bool_] = np.isin(admin1, part["properties"]["admin1"])
    spots = places.loc[found, ["longitude", "latitude"]].to_numpy("float64")
    found[found] = shapely.contains_xy(shape(part["geometry"]), spots[:, 0], spots[:, 1])
    return found


def _units(theatre: Theatre) -> dict[str, str]:
    stated: Iterable[dict[str, str]] = (each["properties"] for each in theatre.outlines("regions")["features"])
    return {f"region:{each['iso']}": each["name"] for each in stated}


def _parts(theatre: Theatre) -> dict[str, Any]:
    if not (theatre.folder / "parts.geojson").exists():
        return {}
    return {each["properties"]["id"]: each for each in theatre.outlines("parts")["features"]}

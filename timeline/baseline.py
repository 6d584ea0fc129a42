"""Who held what before the first day that is told: the theatre's stated pre-war control.

The theatre's `baseline.geojson` names the exceptions (whole first-level units, or polygons); every other place is
held by the side whose internationally recognised territory it is. What lies in a third state is held by nobody here.
"""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from extract.theatre import Theatre

__all__ = ["PLACE_COLUMNS", "at_home", "baseline_day", "baseline_holders", "region_of"]

PLACE_COLUMNS = ("place_id", "name", "latitude", "longitude", "admin1")


def baseline_day(theatre: Theatre) -> date:
    """The day that the baseline describes, from which control rows run."""
    return date.fromisoformat(theatre.outlines("baseline")["on"])


def baseline_holders(places: pd.DataFrame, theatre: Theatre) -> NDArray[np.object_]:
    """The side that held each place before the war, "" where that is nobody's or not known.

    `places` has latitude, longitude (degrees) and admin1, and may have `country` (ISO alpha-2). Without it a place
    lies in the country of the first-level unit that its point falls in, of those outlined for the theatre.
    """
    points = shapely.points(places["longitude"].to_numpy("float64"), places["latitude"].to_numpy("float64"))
    admin1 = places["admin1"].fillna("").to_numpy(dtype=object)
    country = _countries(places, points, theatre)
    home = theatre.outlines("baseline")["country"]
    legitimate = {each: theatre.legitimate_holder(each) or "" for each in set(country)}
    holder = np.array([legitimate[each] for each in country], dtype=object)
    for feature in theatre.outlines("baseline")["features"]:
        stated = feature["properties"]
        inside = np.isin(admin1, stated["admin1"])
        if feature["geometry"] is not None:
            area = shape(feature["geometry"])
            shapely.prepare(area)
            inside |= shapely.contains(area, points)
        elif stated["admin1"]:
            unnamed = (admin1 == "") & ~inside
            inside[unnamed] = np.isin(region_of(points[unnamed], theatre), stated["admin1"])
        holder[inside & (country == home)] = stated["holder"]
    return holder


def at_home(places: pd.DataFrame, theatre: Theatre) -> NDArray[np.bool_]:
    """Whether each place lies in the theatre's own country."""
    points = shapely.points(places["longitude"].to_numpy("float64"), places["latitude"].to_numpy("float64"))
    return np.asarray(_countries(places, points, theatre) == theatre.outlines("baseline")["country"], dtype=bool)


def region_of(points: NDArray[np.object_], theatre: Theatre) -> NDArray[np.object_]:
    """The name of the outlined first-level unit each point lies in or, since outlines are good to a few km, is within
    a tenth of a degree of; else ""."""
    path = theatre.folder / "regions.geojson"
    found = _name_at(points, path)
    names, tree = _outlined(path)
    astray = np.flatnonzero(found == "")
    which, unit = tree.query_nearest(points[astray], max_distance=0.1, all_matches=False)
    found[astray[which]] = names[unit]
    return found


def _countries(places: pd.DataFrame, points: NDArray[np.object_], theatre: Theatre) -> NDArray[np.object_]:
    """Each place's country (ISO alpha-2) as far as a side's: as stated, by first-level unit, or by its point."""
    home = theatre.outlines("baseline")["country"]
    units = [feature["properties"]["name"] for feature in theatre.outlines("regions")["features"]]
    country = np.full(len(places), "", dtype=object)
    if "country" in places:
        country = places["country"].fillna("").to_numpy(dtype=object).copy()
    country[(country == "") & np.isin(places["admin1"].fillna("").to_numpy(dtype=object), units)] = home
    where = np.flatnonzero((country == "") & (places["admin1"].fillna("") == "").to_numpy())
    country[where[region_of(points[where], theatre) != ""]] = home
    where = np.flatnonzero(country == "")
    abroad = {side.name: side.country for side in theatre.sides.values()}
    names = _name_at(points[where], theatre.folder / "neighbours.geojson")
    country[where] = [abroad.get(name, "") for name in names]
    return country


def _name_at(points: NDArray[np.object_], outlines: Path) -> NDArray[np.object_]:
    names, tree = _outlined(outlines)
    found = np.full(len(points), "", dtype=object)
    which, unit = tree.query(points, predicate="within")
    found[which] = names[unit]
    return found


@lru_cache(maxsize=8)
def _outlined(path: Path) -> tuple[NDArray[np.object_], shapely.STRtree]:
    features = json.loads(path.read_text("utf-8"))["features"]
    names = np.array([feature["properties"]["name"] for feature in features], dtype=object)
    return names, shapely.STRtree([shape(feature["geometry"]) for feature in features])

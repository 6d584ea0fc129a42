import json
from pathlib import Path

import pytest

SQUARE = {"type": "Polygon", "coordinates": [[[36.0, 49.0], [37.0, 49.0], [37.0, 50.0], [36.0, 49.0]]]}


def collection(*properties: dict[str, object], **keys: object) -> str:
    """A FeatureCollection of one square for each of the features' properties."""
    features = [{"type": "Feature", "properties": each, "geometry": SQUARE} for each in properties]
    return json.dumps({"type": "FeatureCollection", "features": features, **keys})


def least_folder(theatre: Path) -> Path:
    """An empty folder, filled with the least that a theatre must hold, of a war between two made-up sides."""
    files = {
        "theatre.toml": """\
# A war of two valleys
title = "The war of the valleys"
start = 2020-01-02
bounds = [48, 35, 51, 38]

[sides.UP]
name = "Upland"
adjective = "Uplandish"
country = "UP"
colour = "#1f6fb4"

[sides.LOW]
name = "Lowland"
adjective = "Lowlandish"
colour = "#d9600b"
""",
        "actors.csv": "# who fights\nwords,side,role\nuplanders,UP,force\nlowland militia,LOW,force\n",
        "claimants.csv": "words,side,role\nthe miller,other,public\n",
        "sources.csv": "publisher,domain,family,side\nThe Valley Post,post.example,post,\n",
        "places_regions.csv": "id,name,unit,country,geonames,register,names_en,names_uk,names_ru,adjective_uk,"
        "adjective_ru,latitude,longitude,radius_km\nregion:UP-1,Mill,oblast,UP,01,,Mill,,,,,,,\n",
        "regions.geojson": collection({"name": "Mill", "iso": "UP-1"}),
        "neighbours.geojson": collection({"name": "Lowland"}),
        "baseline.geojson": collection(
            {"name": "The ford", "holder": "LOW", "admin1": []},
            on="2020-01-01",
            country="UP",
            ground={"LOW": ["Lowland"]},
        ),
    }
    for name, text in files.items():
        (theatre / name).write_text(text, "utf-8")
    return theatre


@pytest.fixture
def folder(tmp_path) -> Path:
    """The least folder of a theatre."""
    theatre = tmp_path / "valleys"
    theatre.mkdir()
    return least_folder(theatre)

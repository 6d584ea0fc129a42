import json

import numpy as np
import pandas as pd
import pytest

from timeline.files import check_name, write_table


@pytest.fixture
def table():
    return pd.DataFrame(
        {
            "name": pd.Series(["Izium", "nowhere, said so"], dtype="str"),
            "latitude": [49.21, np.nan],
            "longitude": [37.25, np.nan],
            "day": np.array(["2022-04-01", "NaT"], dtype="datetime64[s]"),
            "changed": [True, False],
            "count": pd.Series([3, None], dtype="Int64"),
        }
    )


def test_csv_has_iso_days_and_nothing_for_none(table, tmp_path):
    write_table(table, str(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_text("utf-8").splitlines() == [
        "name,latitude,longitude,day,changed,count",
        "Izium,49.21,37.25,2022-04-01,True,3",
        '"nowhere, said so",,,,False,',
    ]


def test_json_lines_have_null_for_none(table, tmp_path, capsys):
    write_table(table, "-")
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["changed"] is True and first["count"] == 3
    assert (second["latitude"], second["day"], second["count"]) == (None, None, None)


def test_a_place_without_a_point_is_a_feature_without_geometry(table, tmp_path):
    write_table(table, str(tmp_path / "out.geojson"))
    izium, nowhere = json.loads((tmp_path / "out.geojson").read_text("utf-8"))["features"]
    assert izium["geometry"] == {"type": "Point", "coordinates": [37.25, 49.21]}
    assert nowhere["geometry"] is None and nowhere["properties"]["name"] == "nowhere, said so"


def test_parquet_keeps_types(table, tmp_path):
    write_table(table, str(tmp_path / "out.parquet"))
    back = pd.read_parquet(tmp_path / "out.parquet")
    assert back["day"].dtype.kind == "M" and back["day"][0] == pd.Timestamp("2022-04-01") and pd.isna(back["day"][1])
    assert back["changed"].tolist() == [True, False] and back["latitude"].dtype == "float64"


def test_a_name_without_a_format_is_refused():
    check_name("-")
    with pytest.raises(ValueError, match=r"must end in one of \.jsonl, \.csv, \.parquet, \.geojson"):
        check_name("out.xlsx")

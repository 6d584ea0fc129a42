import json
import re
from datetime import date

import pandas as pd
import pytest

from extract.model import Claim
from gazetteer.place import Alternative
from tests.timeline.conftest import claim
from timeline.claims import CLAIM_COLUMNS, ClaimsFileError, claims_table, read_claims
from timeline.files import write_table


def test_a_table_of_claims_has_their_fields_in_order_and_typed():
    table = claims_table([claim("captured", "2022-04-01", note="kept")])
    assert tuple(table.columns[: len(CLAIM_COLUMNS)]) == CLAIM_COLUMNS
    assert table["event_to"].iloc[0] == pd.Timestamp("2022-04-01")
    assert table["note"].iloc[0] == "kept"
    assert table["partial"].iloc[0] == False  # noqa: E712
    assert table["claimant"].iloc[0] == ""


def test_claims_of_the_model_become_rows():
    spans = {"start": 0, "end": 5, "quote": "Izium", "place_start": 0, "place_end": 5}
    numbers = {"latitude": None, "longitude": None, "confidence": 0.5, "event_from": None, "event_to": None}
    fields = dict.fromkeys(CLAIM_COLUMNS, "") | spans | numbers
    other = Alternative("geonames:2", "Izium", "Kharkiv", 49.0, 37.0, 0.4)
    row = claims_table([Claim(**{**fields, "alternatives": (other,), "published": date(2022, 4, 1)})]).iloc[0]
    assert json.loads(row["alternatives"])[0]["score"] == 0.4
    assert row["published"] == pd.Timestamp("2022-04-01")


def test_no_claims_make_an_empty_typed_table():
    assert claims_table([])["event_from"].dtype.kind == "M"


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_claims_are_read_back_from_any_format(tmp_path, suffix):
    table = claims_table([claim("captured", "2022-04-01", partial=True), claim("held", "2022-05-01", event_from=None)])
    path = tmp_path / f"claims.{suffix}"
    if suffix == "jsonl":
        path.write_text(table.to_json(orient="records", lines=True, date_format="iso"), "utf-8")
    elif suffix == "csv":
        table.to_csv(path, index=False)
    else:
        table.to_parquet(path)
    pd.testing.assert_frame_equal(read_claims(path), table)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("claims.jsonl", '{"action": "held"}\n{broken', "line 2 is not JSON"),
        ("claims.jsonl", "[1, 2]\n", "line 1 is not a claim"),
        ("claims.csv", "a,b\n1,2\n", "no column 'action'"),
        ("claims.csv", "", "can't be read"),
        ("claims.txt", "x", "ends in .jsonl"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_reason(tmp_path, name, text, says):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(ClaimsFileError, match=says) as error:
        read_claims(path)
    assert name in str(error.value)


def test_claims_that_a_spreadsheet_saved_again_are_read_as_they_were(tmp_path):
    table = claims_table(
        [
            claim("captured", "2022-04-01", id="a", quote="=1+1 said"),
            claim("held", "2022-05-30", id="b", quote="'- so they say"),
        ]
    )
    path = tmp_path / "claims.csv"
    write_table(table, str(path))
    assert "'=1+1 said" in path.read_text("utf-8") and "''- so they say" in path.read_text("utf-8")
    pd.testing.assert_frame_equal(read_claims(path), table)
    for turned in (
        lambda text: "\ufeff" + text.replace(",", ";"),
        lambda text: re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3.\2.\1", text),
        lambda text: re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3/\2/\1", text),
    ):
        other = tmp_path / "again.csv"
        other.write_text(turned(path.read_text("utf-8").replace('"[]"', "[]")), "utf-8")
        pd.testing.assert_frame_equal(read_claims(other), table)


@pytest.mark.parametrize("day", ["soon", "2022-02-30", "04/05/2022"])
def test_a_day_that_cannot_be_read_is_named_with_its_row(tmp_path, day):
    path = tmp_path / "claims.csv"
    path.write_text(f"action,event_to\nheld,2022-04-01\nheld,{day}\n", "utf-8")
    with pytest.raises(ClaimsFileError, match=f"row 3: event_to '{day}' is no clear date"):
        read_claims(path)

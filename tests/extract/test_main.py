"""The command line: what a script outside the project relies on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extract.__main__ import main
from extract.rows import CLAIM_COLUMNS, PLACE_COLUMNS

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Ukrainian forces retook Izium on Saturday, the defence ministry said.\n"


@pytest.fixture
def article(tmp_path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


def test_claims_go_to_standard_output_and_all_else_to_standard_error(article, capfdbinary):
    assert main(["claims", str(article), "--published", "2022-09-11"]) == 0
    out, err = capfdbinary.readouterr()
    (claim,) = [json.loads(line) for line in out.splitlines()]
    assert tuple(claim) == CLAIM_COLUMNS
    assert (claim["name"], claim["action"], claim["controller_after"]) == ("Izium", "liberated", "UA")
    assert (claim["event_from"], claim["event_to"], claim["published"]) == ("2022-09-10", "2022-09-10", "2022-09-11")
    assert claim["quote"] == TEXT.strip()
    assert TEXT[claim["place_start"] : claim["place_end"]] == claim["place"] == "Izium"
    assert b"1 articles, 1 claims" in err


def test_places_are_told_with_their_sentence(article, tmp_path):
    out = tmp_path / "places.jsonl"
    assert main(["places", str(article), "--published", "2022-09-11", "--out", str(out)]) == 0
    (place,) = [json.loads(line) for line in out.read_text().splitlines()]
    assert tuple(place) == PLACE_COLUMNS
    assert (place["start"], place["end"]) == (0, len(TEXT) - 1)
    assert (place["name"], place["admin1"], place["precision"]) == ("Izium", "Kharkiv", "exact")


def test_an_article_without_a_date_asks_for_one(article, tmp_path, capsys):
    out = tmp_path / "claims.jsonl"
    assert main(["claims", str(article), "--out", str(out)]) == 1
    assert out.read_text() == ""
    assert "report.txt" in (said := capsys.readouterr().err) and "--published" in said


def test_a_bad_file_is_named_and_the_others_are_done(article, tmp_path, capsys):
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 40)
    out = tmp_path / "claims.jsonl"
    assert main(["claims", str(tmp_path), "--published", "2022-09-11", "--out", str(out)]) == 1
    assert len(out.read_text().splitlines()) == 1
    assert "noise.txt" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--out", "claims.docx"], "claims.docx"),
        (["--published", "yesterday"], "write it as 2022-09-11"),
        (["--workers", "-3"], "no number of processes"),
        (["--theatre", "atlantis"], "ukraine"),
        (["--out", "/proc/none/claims.csv"], "/proc/none"),
    ],
)
def test_a_wrong_option_is_said_in_a_sentence(article, capsys, options, said):
    try:
        status = main(["claims", str(article), *options])
    except SystemExit as stop:  # argparse
        status = stop.code
    assert status == 2
    err = capsys.readouterr().err
    assert said in err and "Traceback" not in err


def test_a_reader_that_has_seen_enough_is_no_error(article):
    command = f"{sys.executable} -m extract claims {article} --published 2022-09-11 | true"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True)
    assert "Error" not in done.stderr and "Errno" not in done.stderr


def test_what_the_gazetteer_holds(capsys):
    assert main(["gazetteer", "info"]) == 0
    assert "places" in capsys.readouterr().out


def test_geocode_prefers_what_is_near_and_names_the_others(capsys):
    assert main(["geocode", "Іванівка", "--near", "Kupiansk"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["query"], row["name"], row["admin1"]) == ("Іванівка", "Ivanivka", "Kharkiv")
    assert row["alternatives"] and 49 < row["latitude"] < 50.5 and 36 < row["longitude"] < 39


def test_a_name_that_nobody_bears_is_said_and_the_others_found(capsys):
    assert main(["geocode", "Xyzzygrad", "Izium"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["place_id"].startswith("geonames:")
    assert "Xyzzygrad" in err


def test_an_import_without_a_file_asks_for_one(capsys):
    assert main(["gazetteer", "import"]) == 2
    assert "UA.zip" in capsys.readouterr().err

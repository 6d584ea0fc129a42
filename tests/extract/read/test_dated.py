import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.dated import date_in_name, head, parse_day, stated_date
from tests.extract.read.files import DAY


def test_a_date_far_down_is_not_the_articles():
    assert stated_date("A line of the story that goes on.\n" * 40 + "September 11, 2022\n") is None


@given(st.text(max_size=300))
def test_looking_for_a_date_never_fails(text):
    assert stated_date(text) is None or stated_date(text).year >= 1


def test_looking_for_a_date_is_quick_on_hostile_heads():
    start = time.process_time()
    heads = ["A" * 2000, "a, " * 700, "Sat, " * 400, "- " * 900, "|" * 2000, "Sept. 1 " * 250, "1.1." * 500]
    blanks = ["published" + " " * 1900 + "x", "1.1.2022" + " ," * 900 + "x", "KYIV, 1.1.2022" + " " * 1900 + "x"]
    for top in heads + blanks:
        assert stated_date(top) is None
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "written",
    ["2022-09-11T10:45:00+03:00", "Sun, 11 Sep 2022 10:45:00 GMT", "2022/9/11", "11.09.2022", "11 вересня 2022"],
)
def test_a_day_is_read_from_the_start_of_what_metadata_write(written):
    assert parse_day(written) == DAY


@pytest.mark.parametrize("written", ["", "soon", "2022-02-30", "2022-13-01", "since 2022-09-11"])
def test_what_is_no_day_is_none(written):
    assert parse_day(written) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [("2022-09-11-town.txt", DAY), ("report_20220911.pdf", DAY), ("12022-09-111.txt", None), ("1662890700.txt", None)],
)
def test_a_day_in_a_files_name(name, day):
    assert date_in_name(name) == day


def test_the_head_is_its_lines_without_blanks_each_cut_short():
    assert head("\n  Troops   enter\tthe town \n\n" + "x" * 300) == ["Troops enter the town", "x" * 250 + "…"]

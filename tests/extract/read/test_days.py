"""Days as metadata, tables and names of files write them."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from extract.read.days import date_in_address, date_in_name, parse_day, parse_days
from tests.extract.read.files import DAY


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


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022-09-10T22:30:00Z", date(2022, 9, 11)),
        ("2022-09-10T20:30:00Z", date(2022, 9, 10)),
        ("2022-09-11T00:00:00+03:00", date(2022, 9, 11)),
        ("2022-09-10T19:30:00-05:00", date(2022, 9, 11)),
        ("2022-09-11T23:30:00", date(2022, 9, 11)),
        ("20220910T22:30:00Z", date(2022, 9, 11)),
        ("20220911", date(2022, 9, 11)),
        ("1662849000", date(2022, 9, 11)),
        ("1662849000000", date(2022, 9, 11)),
        ("10.09.2022 12:31:00 +03:00", date(2022, 9, 10)),
    ],
)
def test_a_moment_is_of_the_day_that_it_was_there(written, day):
    assert parse_day(written, ZoneInfo("Europe/Kyiv")) == day


@pytest.mark.parametrize(
    ("column", "days"),
    [
        (["4/6/2022", "30/6/2022"], ["2022-06-04", "2022-06-30"]),
        (["6/4/2022", "6/30/2022"], ["2022-06-04", "2022-06-30"]),
        (["4/6/2022"], [None]),
        (["6/6/2022"], ["2022-06-06"]),
        (["4-6-2022", "30-6-2022"], ["2022-06-04", "2022-06-30"]),
        (["4-6-2022"], [None]),
        (["30/6/2022", "6/30/2022"], [None, None]),
        (["44716", "44716.5", "04.06.2022", "2022-06-04"], ["2022-06-04"] * 4),
        (["", "soon", "2022-02-30", "99/99/2022"], [None] * 4),
    ],
)
def test_a_column_tells_which_number_is_the_month(column, days):
    assert [day and day.isoformat() for day in parse_days(column)] == days


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/world/2022/09/11/town-free", DAY),
        ("https://a.example/2022/9/11/", DAY),
        ("https://a.example/20220911-town.html", DAY),
        ("https://a.example/news/2022-09-11", DAY),
        ("https://a.example/2022/09/town", None),
        ("https://a.example/story-2022091112", None),
        ("https://a.example/2022/13/41/x", None),
    ],
)
def test_a_day_in_an_address(url, day):
    assert date_in_address(url) == day

"""The sample briefs: well formed, plain text, and right about the days of the week."""

import csv
import re
from calendar import day_name, month_name
from datetime import date, timedelta
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent.parent / "data" / "theatres" / "ukraine" / "samples"
BRIEFS = sorted(SAMPLES.glob("*.md"))

MONTHS = list(month_name)[1:]
WEEKDAYS = list(day_name)
# "Saturday, 10 September" or "Saturday 10 September 2022"
DATED_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)}),? (\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?")
DAY_OF_MONTH = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})\b(?: (\d{{4}}))?")


def parts(path):
    """The front matter as a dictionary, and the text after it."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return dict(line.split(": ", 1) for line in head.strip().splitlines()), body


def last_before(day, month, year, published):
    """The day meant: in the year stated, or the latest such day up to publication."""
    if year:
        return date(int(year), MONTHS.index(month) + 1, int(day))
    this_year = date(published.year, MONTHS.index(month) + 1, int(day))
    return this_year if this_year <= published else this_year.replace(year=published.year - 1)


@pytest.fixture(params=BRIEFS, ids=lambda path: path.stem)
def brief(request):
    return request.param


def test_front_matter(brief):
    head, body = parts(brief)
    assert set(head) == {"title", "date", "publisher", "sample"}
    assert head["publisher"] == "Marchland sample"
    assert head["sample"] == "true"
    assert head["title"].strip()
    assert brief.name.startswith(f"{date.fromisoformat(head['date'])}-")
    assert body.startswith("\n")


def test_length_and_plain_text(brief):
    _, body = parts(brief)
    assert 60 <= len(body.split()) <= 180
    assert not re.search(r"[<>*_`#\[\]|{}]|https?:|&\w+;", body)
    assert all(line == line.strip() for line in body.strip().splitlines())


def test_weekdays_agree_with_their_dates(brief):
    head, body = parts(brief)
    published = date.fromisoformat(head["date"])
    for weekday, day, month, year in DATED_WEEKDAY.findall(body):
        meant = last_before(day, month, year, published)
        assert WEEKDAYS[meant.weekday()] == weekday, f"{weekday}, {day} {month}: {meant} is a {meant:%A}"


def test_a_weekday_alone_is_in_the_week_or_named_with_its_date(brief):
    # A reader takes "on Saturday" for the last Saturday; anything older must be given with its date at least once.
    head, body = parts(brief)
    published = date.fromisoformat(head["date"])
    week = {(published - timedelta(days=back)).strftime("%A") for back in range(7)}
    dated = {weekday for weekday, *_ in DATED_WEEKDAY.findall(body)}
    assert set(re.findall("|".join(WEEKDAYS), body)) <= week | dated


def test_no_day_after_publication(brief):
    head, body = parts(brief)
    published = date.fromisoformat(head["date"])
    for day, month, year in DAY_OF_MONTH.findall(body):
        assert last_before(day, month, year, published) <= published


def test_enough_briefs_over_the_whole_war():
    dates = [date.fromisoformat(path.name[:10]) for path in BRIEFS]
    assert len(BRIEFS) >= 60
    assert min(dates) <= date(2022, 3, 1)
    assert max(dates) >= date(2025, 10, 1)
    assert {day.year for day in dates} == {2022, 2023, 2024, 2025}


def test_no_two_briefs_alike():
    assert len({parts(path)[1] for path in BRIEFS}) == len(BRIEFS)
    assert len({parts(path)[0]["title"] for path in BRIEFS}) == len(BRIEFS)


def test_expected_rows_name_briefs_places_and_days():
    names = {path.name: path for path in BRIEFS}
    rows = list(csv.DictReader((SAMPLES / "expected.csv").open(encoding="utf-8")))
    assert len(rows) >= 150
    assert {row["brief"] for row in rows} == set(names)
    for row in rows:
        published = date.fromisoformat(row["brief"][:10])
        assert date(2022, 2, 24) <= date.fromisoformat(row["date"]) <= published, row
        assert row["supports"] in {"UA", "RU", "contested", "claimed-UA", "claimed-RU", "disputed", "none"}, row
    keys = [(row["brief"], row["place"], row["admin1"], row["date"]) for row in rows]
    assert len(set(keys)) == len(keys)

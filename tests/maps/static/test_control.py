import base64
from datetime import date

import pytest

from maps.payload import encode
from tests.maps.conftest import about, interval, table

DECODE = """({ decode, AGE }, packed, ask) => {
    const control = decode(Uint8Array.from(atob(packed), (each) => each.charCodeAt(0)).buffer);
    const day = (iso) => control.dayOf(iso);
    return (0, eval)(ask)(control, day, AGE);
}"""


@pytest.fixture
def ask(run, theatre):
    """Ask control over time: Izium by the baseline, from 1 April by a report of that day, and another of 1 May."""
    rows = table(
        interval("izium", "2022-02-23", "2022-04-01", "held", "UA", basis="baseline"),
        interval("izium", "2022-04-01", None, "held", "RU", evidence="2022-05-01"),
    )
    body = encode(rows, theatre=theatre, places=about(izium=46_000), last=date(2023, 9, 1)).blob.body
    return lambda script: run("control.js", DECODE, base64.b64encode(body).decode(), script)


def test_an_interval_holds_until_the_next(ask):
    holders = "(c, day) => ['2022-03-31', '2022-04-01'].map((iso) => c.states[c.state[c.at(0, day(iso))]].join())"
    assert ask(holders) == ["held,UA", "held,RU"]
    assert ask("(c) => c.at(0, -40000)") == -1


def test_days_are_iso_days(ask, theatre):
    assert ask("(c, day) => [day('2022-03-01'), c.isoOf(day('2024-02-29')), c.isoOf(0)]") == [
        (date(2022, 3, 1) - theatre.start).days,
        "2024-02-29",
        theatre.start.isoformat(),
    ]


def test_a_look_ages_with_the_last_report(ask):
    ages = """(c, day, AGE) => ['2022-04-02', '2022-05-20', '2022-09-10', '2023-06-01'].map((iso) => {
        const age = (c.look(c.at(0, day(iso)), day(iso)) >> 5) & 3;
        return Object.keys(AGE).find((name) => AGE[name] === age); })"""
    assert ask(ages) == ["recent", "fresh", "ageing", "old"]


def test_silence_counts_from_the_last_report_and_is_endless_without_one(ask):
    silence = "(c, day) => ['2022-04-20', '2022-05-11'].map((iso) => c.silent(c.at(0, day(iso)), day(iso)))"
    assert ask(silence) == [0, 10]
    assert ask("(c, day) => c.silent(c.at(0, day('2022-03-01')), day('2022-03-01')) === Infinity")

"""How much is told of the land: near and fresh reports tell much, far and old ones little."""

import base64
from datetime import date

import pytest

from maps.assets import address
from maps.payload import encode
from tests.maps.conftest import about, interval, table

# The land is one cell from 45 to 52 N and 28 to 38 E, the question a share of LEVELS at a point on a day.
ASK = """async ({ Coverage }, control, projection, packed, ask) => {
    const { decode } = await import(control);
    const { world } = await import(projection);
    const data = decode(Uint8Array.from(atob(packed), (each) => each.charCodeAt(0)).buffer);
    const [middle, corner] = [world(45, 28), world(52, 38)];
    const land = { middle, x: [0, corner.x - middle.x], y: [0, corner.y - middle.y] };
    const coverage = new Coverage(data, land);
    const faded = (lat, lng, day) => {
        coverage.turn(data.dayOf(day));
        const at = world(lat, lng);
        const x = Math.floor((at.x - middle.x - coverage.left) / 0.15);
        const y = Math.floor((at.y - middle.y - coverage.top) / 0.15);
        return coverage.level[y * coverage.wide + x] / 8;
    };
    return (0, eval)(ask)(coverage, faded, data);
}"""


@pytest.fixture
def ask(run, theatre):
    """Ask of land on which one place is told of, at 48 N 33 E on 1 April 2022, by the second of two articles."""
    rows = table(
        interval("there", "2022-02-23", "2022-04-01", "held", "UA", basis="baseline", at=(48.0, 33.0)),
        interval("there", "2022-04-01", None, "held", "RU", evidence="2022-04-01", at=(48.0, 33.0)),
        interval("elsewhere", "2022-02-23", None, "held", "UA", basis="baseline", at=(50.0, 30.0)),
    )
    articles = rows["valid_from"].drop_duplicates().sort_values().reset_index(drop=True)
    payload = encode(
        rows, theatre=theatre, places=about(there=1, elsewhere=1), last=date(2025, 9, 1), articles=articles
    )
    packed = base64.b64encode(payload.blob.body).decode()
    return lambda script: run("coverage.js", ASK, address("control.js"), address("projection.js"), packed, script)


def test_land_fades_with_the_way_to_the_nearest_report(ask):
    near, farther, far = ask("(c, faded) => [48, 48.5, 49.5].map((lat) => faded(lat, 33, '2022-04-02'))")
    assert near == 0
    assert 0 < farther < 1
    assert far == 1


def test_land_fades_with_the_age_of_the_report(ask):
    ages = ask("(c, faded) => ['2022-03-31', '2022-04-02', '2023-08-01', '2025-06-01'].map((d) => faded(48, 33, d))")
    assert ages[:2] == [1, 0]
    assert 0 < ages[2] < 1
    assert ages[3] == 1


def test_the_baseline_is_no_report(ask):
    assert ask("(c, faded) => [faded(50, 30, '2022-04-02'), c.told]") == [1, 1]


def test_articles_and_the_last_report_are_those_of_the_day(ask):
    said = "(c, faded, data) => ['2022-03-01', '2022-05-01'].map((day) => { faded(48, 33, day); "
    said += "return [c.articles(data.dayOf(day)), c.told, c.last === null ? null : data.isoOf(c.last)]; })"
    assert ask(said) == [[1, 0, None], [2, 1, "2022-04-01"]]


def test_days_that_look_alike_are_not_drawn_anew(ask):
    turns = "(c, faded, data) => ['2022-04-01', '2022-04-02'].map((day) => c.turn(data.dayOf(day)) === null)"
    assert ask(turns) == [False, True]

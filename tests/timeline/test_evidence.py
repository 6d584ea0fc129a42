from datetime import date

import pytest

from tests.timeline.conftest import claim
from timeline.claims import claims_table
from timeline.evidence import ADMISSION, NEUTRAL, OWN, evidence


@pytest.mark.parametrize(
    ("said", "grade"),
    [
        ({"side": "RU"}, OWN),
        ({"side": "UA"}, ADMISSION),
        ({"side": "RU", "admission": True}, ADMISSION),
        ({"side": "other"}, NEUTRAL),
        ({"publisher": "The Guardian"}, NEUTRAL),
        ({"publisher": "https://tass.com/defense/1"}, OWN),
        ({"publisher": "Some blog", "url": "https://www.pravda.com.ua/eng/news/1"}, ADMISSION),
        ({"publisher": "Some blog", "url": "https://example.org/tass.ru"}, NEUTRAL),
    ],
)
def test_r2_r3_in_whose_interest_a_capture_by_russia_is_told(theatre, said, grade):
    assert evidence(claims_table([claim("captured", "2022-04-01", **said)]), theatre=theatre)["grade"].tolist() == [
        grade
    ]


def test_r6_an_event_is_never_later_than_its_report(theatre):
    early = claim("captured", "2022-04-09", event_from="2022-04-01", published="2022-04-03")
    days = evidence(claims_table([early]), theatre=theatre)["day"]
    assert days.tolist() == [(date(2022, 4, 3) - date(1970, 1, 1)).days]

"""Articles, mentions and claims check themselves where they are made."""

from dataclasses import replace
from datetime import date

import pytest

from extract.model import Action, Article, Claim, DateBasis, DayRange, Mention, Mode, Sentence
from gazetteer.place import Kind

DAY = date(2022, 9, 10)
MENTION = Mention(0, 10, 15, "Izium", Kind.SETTLEMENT, None, 49.2, 37.3, 0.0, 0.9)
CLAIM = Claim(
    id="c", article="a", start=0, end=5, quote="Izium", place="Izium", place_start=0, place_end=5, place_id="",
    name="Izium", kind=Kind.SETTLEMENT, latitude=49.2, longitude=37.3, admin1="Kharkiv", precision="exact",
    radius_km=0.0, alternatives=(), action=Action.HELD, gained_by=None, lost_by=None, controller_after="UA",
    mode=Mode.FACT, claimant=None, claimant_side=None, admission=False, partial=False, event_from=DAY, event_to=DAY,
    date_basis=DateBasis.EXPLICIT, confidence=0.9, trigger="", extractor="test 1", published=DAY, publisher="",
    language="en",
)  # fmt: skip


@pytest.mark.parametrize("days", [(DAY, DAY), (None, DAY), (DAY, None), (None, None)])
def test_days_in_order_or_open_make_a_range(days):
    assert DayRange(*days, DateBasis.EXPLICIT).end == days[1]


def test_days_out_of_order_are_refused():
    with pytest.raises(ValueError, match="2022-09-11 is after the last, 2022-09-10"):
        DayRange(date(2022, 9, 11), DAY, DateBasis.EXPLICIT)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 5)])
def test_an_empty_or_backward_span_is_refused(start, end):
    with pytest.raises(ValueError, match=f"from character {start} to {end}"):
        Sentence(0, start, end, "Izium")
    with pytest.raises(ValueError, match=f"Izium: from character {start} to {end}"):
        replace(MENTION, start=start, end=end)
    with pytest.raises(ValueError, match=f"claim c: from character {start} to {end}"):
        replace(CLAIM, start=start, end=end)


@pytest.mark.parametrize("changes", [{"latitude": 95.0}, {"longitude": 200.0}, {"score": 1.5}, {"radius_km": -1.0}])
def test_a_mention_that_cannot_be_is_refused_with_its_value(changes):
    with pytest.raises(ValueError, match=str(next(iter(changes.values())))):
        replace(MENTION, **changes)


def test_an_ambiguous_mention_has_no_point():
    assert replace(MENTION, latitude=None, longitude=None).place is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quote": "Izi"}, "its quote is not the text from 0 to 5"),
        ({"event_from": date(2022, 9, 11)}, "2022-09-11 is after"),
        ({"latitude": -91.0}, r"claim c: the latitude -91\.0"),
        ({"confidence": 1.01}, r"confidence 1\.01"),
        ({"place_end": 0}, "the place of claim c"),
    ],
)
def test_a_claim_that_cannot_be_is_refused_with_its_value(changes, reason):
    with pytest.raises(ValueError, match=reason):
        replace(CLAIM, **changes)


def test_an_article_needs_an_id():
    with pytest.raises(ValueError, match="'Izium' has no id"):
        Article("", "Izium", "text", DAY)

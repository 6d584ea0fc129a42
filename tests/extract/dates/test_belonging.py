"""Which of a sentence's dates is an event's: made with days that only tell the expressions apart."""

from datetime import date

import pytest

from extract.dates.belonging import MISFIT, Belonging, Dated
from extract.dates.find import find
from extract.model import DateBasis, DayRange, Sentence


def dates_of(text: str, verb: str) -> str:
    """The words of the expression that dates the verb; empty if none does."""
    row = [
        Dated(e, *[DayRange(day, day, DateBasis.EXPLICIT)] * 2)
        for number, e in enumerate(find(text, 0, len(text)), start=1)
        for day in [date(2022, 9, number)]
    ]
    start = text.index(verb)
    best = Belonging(text, (Sentence(0, 0, len(text), text),), (row,), False).nearest(
        0, start, start + len(verb), MISFIT
    )
    return "" if best is None else text[best.expression.start : best.expression.end]


@pytest.mark.parametrize(
    ("text", "verb", "expression"),
    [
        ("They entered on 3 May and withdrew on 9 June.", "entered", "3 May"),
        ("They entered on 3 May and withdrew on 9 June.", "withdrew", "9 June"),
        ("On 3 May the brigade, after long fighting, retook the town.", "retook", "3 May"),
        ("They retook the town, which lies on the river they had crossed on 3 May.", "retook", ""),
        ("Вони звільнили місто 3 травня, а село втратили 9 червня.", "звільнили", "3 травня"),
        ("Вони звільнили місто 3 травня, а село втратили 9 червня.", "втратили", "9 червня"),
    ],
)
def test_an_event_takes_the_date_of_its_clause(text, verb, expression):
    assert dates_of(text, verb) == expression


def test_a_date_directly_behind_a_place_is_its_own():
    text = "They retook Bucha on 3 May and Irpin on 9 June."
    days = [DayRange(date(2022, 9, n), date(2022, 9, n), DateBasis.EXPLICIT) for n in (1, 2)]
    row = [Dated(e, d, d) for e, d in zip(find(text, 0, len(text)), days, strict=True)]
    belonging = Belonging(text, (Sentence(0, 0, len(text), text),), (row,), False)
    assert belonging.behind(0, text.index("Irpin") + 5) == days[1]
    assert belonging.behind(0, text.index("Bucha") + 5) == days[0]

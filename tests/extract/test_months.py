import pytest

from extract.months import MONTHS, month_number


@pytest.mark.parametrize(
    ("word", "number"),
    [("January", 1), ("Sept.", 9), ("sep", 9), ("May", 5), ("листопаду", 11), ("Лютий", 2), ("мае", 5), ("июля", 7)],
)
def test_a_month_is_known_in_any_of_its_forms(word, number):
    assert month_number(word) == number


def test_another_word_is_no_month():
    with pytest.raises(KeyError):
        month_number("Marching")


def test_every_month_is_there_in_three_languages():
    for number in range(1, 13):
        assert sum(value == number for value in MONTHS.values()) >= 8

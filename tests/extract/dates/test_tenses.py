import pytest

from extract.dates.tenses import in_relative_clause, is_earlier, is_over, is_starting_point, was_taken


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("text", "words", "over"),
    [
        ("The town had been held since March.", "held", True),
        ("He said that the town had been held since March.", "held", False),
        ("Balakliia, occupied since March, was retaken.", "occupied", True),
        ("Місто перебувало під окупацією з березня.", "перебувало", True),
        ("The town is held by the brigade.", "held", False),
    ],
)
def test_a_holding_that_is_over(text, words, over):
    assert is_over(text, 0, *span(text, words), len(text)) is over


def test_a_change_before_the_news():
    text = "They retook the town, which Russian troops had captured."
    assert is_earlier(text, 0, text.index("captured"))
    assert not is_earlier(text, 0, text.index("retook"))


def test_what_something_else_came_after():
    text = "After its occupation, officials fled."
    assert is_starting_point(text, 0, text.index("occupation"))


def test_what_stands_behind_a_relative_pronoun_is_of_its_clause():
    assert in_relative_clause(", which lies on the river ")
    assert not in_relative_clause(" on the river ")


def test_a_participle_that_tells_a_change_of_hands():
    text = "Місто було окуповане з березня."
    assert was_taken(text, 0, *span(text, "окуповане"))

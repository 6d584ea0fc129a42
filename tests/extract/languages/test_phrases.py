import pytest

from extract.languages.phrases import (
    CLAUSE_START,
    CLOSING_ATTRIBUTION,
    CONJUNCTIONS,
    ITSELF,
    LANDMARK,
    LITERAL,
    QUOTATION,
    UNNAMED_SPEAKER,
    introduced_as,
    joined,
)


@pytest.mark.parametrize("words", ["he", "The defence ministry", "вона", "штабу", "его", "Минобороны", "сводке"])
def test_speakers_without_a_side(words):
    assert UNNAMED_SPEAKER.search(words)


@pytest.mark.parametrize("words", ["Haidai", "the baker", "Петренко", "the weather"])
def test_speakers_with_a_name(words):
    assert not UNNAMED_SPEAKER.search(words)


@pytest.mark.parametrize("before", ["on the road to ", "35 kilometres south-east of ", "на схід від ", "в 5 км от "])
def test_landmarks(before):
    assert LANDMARK.search(before)


def test_what_stands_before_a_name():
    assert ITSELF.search("the southern port of ")
    assert not ITSELF.search("the port at ")
    assert LITERAL.search("they captured ")
    assert not LITERAL.search("according to ")
    assert CLAUSE_START.search("It rained, and ")
    assert not CLAUSE_START.search("troops took ")
    assert CLOSING_ATTRIBUTION.search("Izium fell, the mayor said on ")
    assert not CLOSING_ATTRIBUTION.search("Izium fell on ")


@pytest.mark.parametrize("between", [" and ", " та ", " і ", " и "])
def test_names_joined_by_and(between):
    assert joined(between)
    assert CONJUNCTIONS.split(f"A{between}B") == ["A", "B"]


@pytest.mark.parametrize("between", [", ", " and the ", " or "])
def test_names_joined_by_more_or_less_than_and(between):
    assert not joined(between)


@pytest.mark.parametrize(
    "quotation", ["“We have taken the town.”", "«Ми звільнили місто»", '"We have taken the town."']
)
def test_quotations(quotation):
    assert QUOTATION.search(f"He said: {quotation} Then he left.")[0] == quotation


def test_what_a_text_calls_a_settlement():
    assert introduced_as("Troops took X, a small village. They left.", "X") == "village"
    assert introduced_as("Troops took the town of X.", "X") == "town"
    assert introduced_as("Troops took X.", "X") == ""

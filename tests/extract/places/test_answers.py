"""From a choice between places to an answer."""

import pytest

from extract.places.answers import Answers
from extract.places.found import Choice


@pytest.fixture(scope="module")
def answers(catalogue):
    return Answers(catalogue)


def rows(catalogue, name):
    return [catalogue.gazetteer.rows[place.id] for place in catalogue.gazetteer.candidates(name)]


def test_one_place_is_the_answer(catalogue, answers):
    (row, *_) = rows(catalogue, "Izium")
    place, radius, share, others = answers.of(Choice({row: 1.0}, row, 1.0))
    assert (place.name, radius, share, others) == ("Izium", 0.0, 1.0, ())


def test_equals_far_apart_are_no_answer_but_alternatives(catalogue, answers):
    first, second, third = rows(catalogue, "Ivanivka")[:3]
    place, _, share, others = answers.of(Choice(dict.fromkeys((first, second, third), 1.0), first, 1 / 3))
    assert place is None and share == pytest.approx(0.333)
    assert len(others) == 3 and sum(each.score for each in others) == pytest.approx(1, abs=0.01)


def test_equals_in_one_neighbourhood_answer_with_how_far_they_lie_apart(catalogue, answers):
    (row, *_) = rows(catalogue, "Izium")
    beside = rows(catalogue, "Kapytolivka")[0]
    place, radius, _, others = answers.of(Choice({row: 1.0, beside: 1.0}, row, 0.49))
    assert place is not None and 0 < radius < 25
    assert [each.name for each in others] == ["Kapytolivka"]

from dataclasses import replace

import pytest

from extract.claims.confidence import BASE, DOUBTS, confidence_of
from extract.claims.effects import Effect
from extract.languages.reading import PlaceRef
from extract.model import Action, Mode
from tests.extract.reading import context_of, reading_of

CAPTURED = Effect(Action.CAPTURED, "RU", "UA", "RU")
PLAIN = reading_of("take", actor="RU")


def sure(reading=PLAIN, effect=CAPTURED, *, score: float = 1.0, language: str = "en", vague: bool = False) -> float:
    mention = replace(context_of("Izium fell.").named[0][0], score=score)
    return confidence_of(reading, mention, effect, language=language, vague=vague)


def test_a_claim_without_doubts_is_as_sure_as_such_claims_are_right():
    assert sure() == BASE


@pytest.mark.parametrize(
    ("reading", "effect", "what"),
    [
        (reading_of("take", actor="RU", place=PlaceRef(0, 0, None, "city")), CAPTURED, "the place is an anaphor"),
        (reading_of("take"), CAPTURED, "nobody is named who did it"),
        (reading_of("take", actor="RU", mode=Mode.DENIED), CAPTURED, "denied, planned or hypothetical"),
        (
            reading_of("take", actor="RU", clues=frozenset({"odd actor"})),
            CAPTURED,
            "the actor is none for such a verb",
        ),
        (reading_of("take", actor="RU", clues=frozenset({"noun"})), CAPTURED, "a noun tells it, no verb"),
        (PLAIN, Effect(Action.ADVANCED, "RU", "UA", None), "troops only move"),
    ],
)
def test_each_doubt_takes_its_weight_away(reading, effect, what):
    (doubt,) = (doubt for doubt in DOUBTS if doubt.holds(reading, effect))
    assert doubt.what == what
    assert sure(reading, effect) == pytest.approx(BASE - doubt.weight)


def test_each_doubt_rests_on_claims_that_were_less_often_right():
    assert all(doubt.right / doubt.seen < BASE for doubt in DOUBTS)


def test_a_place_that_is_not_sure_halves_it_at_most():
    assert sure(score=0.0) == pytest.approx(BASE / 2, abs=0.001)
    assert sure(score=0.0) < sure(score=0.5) < sure()


def test_a_part_without_a_sharp_edge_is_less_sure():
    assert sure(vague=True) == pytest.approx(0.8 * BASE, abs=0.001)


def test_languages_have_scales_of_their_own():
    assert sure(language="uk") != sure()
    assert 0 < sure(reading_of("take", mode=Mode.DENIED), score=0.0, language="uk") < 1

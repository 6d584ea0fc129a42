import pytest

from extract.claims.effects import Effect
from extract.claims.speakers import (
    Attribution,
    admits,
    attributed,
    attribution_day,
    denials_in,
    in_own_words,
    settled_by,
)
from extract.model import Action, DateBasis, Mode
from tests.extract.reading import context_of, read, reading_of

LOST_BY_UKRAINE = Effect(Action.CAPTURED, "RU", "UA", "RU")


def side(text: str, claimant: str | None, **about: object) -> str | None:
    """On which side the claimant of an article's last sentence stands."""
    context = context_of(text)
    return attributed(context, context.sentences[-1], reading_of("take", claimant=claimant, **about)).side


def test_a_side_that_grammar_knows_stands():
    assert side("The mayor said it was lost.", "the mayor", claimant_side="RU") == "RU"


def test_a_person_is_of_the_side_by_which_the_article_introduced_them():
    text = "Oleh Petrenko, a Ukrainian army officer, was there. Petrenko said it was lost."
    assert side(text, "Petrenko") == "UA"


def test_he_is_of_the_side_of_whoever_spoke_before():
    assert side("The Russian defence ministry said so. He added that it was taken.", "he") == "RU"


def test_he_is_of_the_side_of_the_person_whom_the_sentence_before_begins_with():
    text = 'Yevgeny Prigozhin, Wagner\'s founder, appeared in a video. "It is taken," he said.'
    assert side(text, "he") == "RU"


def test_an_office_without_a_side_is_homes():
    assert side("The ministry said it was taken.", "the ministry") == "UA"


def test_a_stranger_is_a_third_party():
    assert side("A stranger said it was taken.", "a stranger") == "other"


def test_a_quotation_is_of_whoever_speaks_around_it():
    text = "“They have taken it.” The Russian defence ministry said so."
    context = context_of(text)
    quoted = reading_of("take", clues=frozenset({"quoted"}))
    assert attributed(context, context.sentences[0], quoted) == Attribution(None, "RU")


def test_who_speaks_of_their_own_gain_is_on_the_side_that_gains():
    context = context_of("It is ours.")
    unknown = Attribution("the commander", None)
    assert (
        settled_by(context, unknown, reading_of("take", actor="self", mode=Mode.CLAIMED), LOST_BY_UKRAINE).side == "RU"
    )
    assert (
        settled_by(context, unknown, reading_of("lose", actor="self", mode=Mode.CLAIMED), LOST_BY_UKRAINE).side == "UA"
    )
    assert settled_by(context, unknown, reading_of("take"), LOST_BY_UKRAINE).side == "other"


@pytest.mark.parametrize("claimant", ["both sides", "Ukrainian and Russian-backed officials"])
def test_what_both_sides_say_the_loser_agrees_to(claimant):
    context = context_of("It fell.")
    found = settled_by(context, Attribution(claimant, "RU"), reading_of("take"), LOST_BY_UKRAINE)
    assert found.side == "UA"
    assert admits(found, LOST_BY_UKRAINE)


def test_ones_own_gain_is_no_admission():
    assert not admits(Attribution("Moscow", "RU"), LOST_BY_UKRAINE)


def test_we_keep_holding_is_said_by_somebody():
    assert in_own_words(reading_of("hold", actor="self", clues=frozenset({"quoted"})))
    assert not in_own_words(reading_of("hold", actor="self", clues=frozenset({"quoted"}), mode=Mode.DENIED))
    assert not in_own_words(reading_of("want", actor="self", clues=frozenset({"quoted"})))
    assert not in_own_words(reading_of("hold", actor="self"))
    assert not in_own_words(reading_of("hold", actor="UA"))


def test_the_day_on_which_it_was_said():
    context = context_of("Tokmak is held, the mayor said on Friday. Izium fell on Friday.")
    day = attribution_day(context, context.sentences[0])
    assert day is not None
    assert (day.end.isoformat(), day.basis) == ("2022-09-09", DateBasis.RELATIVE)
    assert attribution_day(context, context.sentences[1]) is None


def test_denials_name_their_side_and_what_they_point_to():
    text = "Russia's army said that it had captured Popasna. Kyiv denied the claims. A stranger denied it."
    (denial,) = denials_in(context_of(text))
    assert (denial.claimant, denial.side, text[denial.start : denial.end]) == ("Kyiv", "UA", "the claims")


def test_the_corps_is_the_one_that_spoke_before():
    text = (
        "Torske is under Kyiv's control, Ukraine's Khartiia Corps said. The corps said its men had also retaken Izium."
    )
    assert [claim.claimant_side for claim in read(text)] == ["UA", "UA"]


def test_a_unit_is_not_of_the_side_it_tells_of():
    (claim,) = read("Soldiers of the 65th Brigade say that the Russians have entered Izium.")
    assert claim.claimant_side == "other"

"""Sentences of one war told as if of another: what the reader hears, and its opinions carried back."""

import pytest

from extract.claimants import Claimants
from extract.learned.disguise import Disguise
from extract.learned.reader import Opinion
from extract.model import Action, Mode
from tests.three_sides import valleys
from theatre.theatre import load_theatre


@pytest.fixture(scope="module")
def disguise() -> Disguise:
    return Disguise(Claimants(valleys()), load_theatre("ukraine"))


@pytest.mark.parametrize(
    ("sentence", "heard"),
    [
        ("The RSF took Bara from the army.", "Russian forces took Bara from Ukrainian forces."),
        ("RSF fighters left the army's base.", "Russian fighters left Ukraine's base."),
        ("SPLM-N-held Kauda is quiet.", "Russian-held Kauda is quiet."),
        ("Nobody took Bara.", "Nobody took Bara."),
    ],
)
def test_sides_are_told_as_those_that_the_reader_knows(disguise, sentence, heard):
    told = disguise.told(("", sentence, []), "LOW")
    assert told is not None
    assert told.question[1].removeprefix("The ").casefold() == heard.casefold()


def test_what_two_others_do_to_each_other_is_told_of_no_other_war(disguise):
    assert disguise.told(("", "The RSF took Bara from the SPLM-N.", []), "LOW") is None


def test_a_sentence_that_names_nobody_is_told_where_it_is_known_who_fights(disguise):
    assert disguise.told(("", "Bara was taken.", []), None) is None
    assert disguise.told(("", "Bara was taken.", []), "HILL") is not None


def test_opinions_come_back_in_the_words_of_this_war(disguise):
    sentence = "RSF fighters captured Bara."
    place = sentence.index("Bara"), len(sentence) - 1
    told = disguise.told(("", sentence, [place]), "LOW")
    start, end = told.question[2][0]
    assert told.question[1][start:end] == "Bara"
    verb = told.question[1].index("captured")
    heard = Opinion({"RU": 0.9, None: 0.1}, {Action.CAPTURED: 0.9}, {Mode.FACT: 1.0}, {}, {"UA": 0.8}, (verb, verb + 8))
    (opinion,) = told.restored([heard])
    assert opinion.holders == {"LOW": 0.9, None: 0.1}
    assert opinion.losers == {"UP": 0.8}
    assert sentence[slice(*opinion.trigger)] == "captured"

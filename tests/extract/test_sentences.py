"""Sentences stand where a reader puts their ends."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.sentences import LONGEST, split


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Gen. Oleksandr Syrskyi and Lt. Col. Petrenko met Mr. Smith of the U.S. Army at 5 p.m. Kyiv time.",
        "The U.S. Embassy said No. 3 unit fired 1.5 million shells, i.e. about $3.2 billion worth.",
        "On Sept. 10 the flag went up.",
        "J. K. Doe of the I.S.W. said so.",
        "“We hold the town!” the colonel shouted.",
        "He went to Dr. Bodnar, St. Michael's, and back.",
        "Командування ЗСУ ім. Шевченка у м. Ізюм та с. Мала Комишуваха повідомило про це.",
        "В г. Купянск и п. Двуречная, по данным ген. Иванова, шли бои.",
        "1. The first village on the list",
        "The front ... moved a little.",
    ],
)
def test_one_sentence(whole):
    assert texts(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left. We came.", ["They left.", "We came."]),
        ("They fled the U.S. The army stayed.", ["They fled the U.S.", "The army stayed."]),
        ("He left at 5 p.m. Russian shells fell.", ["He left at 5 p.m.", "Russian shells fell."]),
        ('"We hold it." He left.', ['"We hold it."', "He left."]),
        ("“We hold it.” “For now.”", ["“We hold it.”", "“For now.”"]),
        ("Is it ours? It is! Good…", ["Is it ours?", "It is!", "Good…"]),
        ("The city fell.[12] The river did not.", ["The city fell.[12]", "The river did not."]),
        ("It fell on 28 February. 90 houses burned.", ["It fell on 28 February.", "90 houses burned."]),
        ("They took the bridge.Russia denied it.", ["They took the bridge.", "Russia denied it."]),
        ("Село звільнили у 2022 р. Ворог відступив.", ["Село звільнили у 2022 р.", "Ворог відступив."]),
        ("Izium falls\nUkraine says so\n\nIt did.", ["Izium falls", "Ukraine says so", "It did."]),
        ("- one village\n- another village", ["- one village", "- another village"]),
        ("## Battle\nOn 1 March it began.", ["## Battle", "On 1 March it began."]),
        ("The town of\nizium, as printed.", ["The town of\nizium, as printed."]),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_several(text, expected):
    assert texts(text) == expected


def test_a_hard_wrapped_paragraph_is_read_across_its_lines():
    text = (
        "The columns came down the road from the border in the early morning and\n"
        "Ukrainian gunners let the first of them pass the bridge at the mill before\n"
        "Brigade headquarters gave the order. Then the bridge was blown up, and so\n"
        "Izium was cut off."
    )
    assert len(texts(text)) == 2


def test_what_never_stops_is_cut():
    pieces = split("word " * 3000)
    assert len(pieces) > 5 and all(len(piece.text) <= LONGEST for piece in pieces)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=400), st.text(alphabet='aB .!?"”\n[1]є«', max_size=400)))
def test_offsets_are_exact_and_nothing_but_space_is_lost(text):
    end = 0
    for index, sentence in enumerate(split(text)):
        assert sentence.index == index
        assert sentence.text == text[sentence.start : sentence.end] != ""
        assert sentence.text == sentence.text.strip()
        assert not text[end : sentence.start].strip()
        end = sentence.end
    assert not text[end:].strip()


@pytest.mark.parametrize("piece", [".", "a.", '"', "A. ", "\n", "x", "a\n", "...” ", "[1]", "(a) "])
def test_hostile_repetition_is_read_in_linear_time(piece):
    begun = time.process_time()
    split(piece * 100_000)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Attacks were repelled near\nTerny,\nTorske\nand Siversk.", 1),
        ("Атаки відбито біля\nТернів,\nТорського і\nСіверська.", 1),
        ("Freed:\n- Terny,\n- Torske,\n- Siversk", 4),  # items are told by their marks
        ("Freed:\n✅ Terny\n✅ torske", 3),
        ("Terny\nTorske\nSiversk", 3),
        ("Freed were Terny; Torske; Siversk. More later.", 2),
    ],
)
def test_a_list_of_places_is_one_sentence_or_one_an_item(text, sentences):
    assert len(split(text)) == sentences

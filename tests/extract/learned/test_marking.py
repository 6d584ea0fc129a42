from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from extract.learned.marking import CONTEXT_TOKENS, Marking
from theatre.theatre import load_theatre

VOCABULARY = load_theatre().folder / "readers" / "en" / "vocabulary.json"


@pytest.fixture(scope="module")
def marking() -> Marking:
    return Marking(Tokenizer.from_file(str(VOCABULARY)))


def test_markers_stand_around_each_place(marking):
    sentence = "Russian forces left Izium and Kupiansk."
    marked = marking.marked("Before.", sentence, [(20, 25), (30, 38)])
    between = [
        [sentence[slice(*marked.spans[at])] for at in range(first + 1, last)]
        for first, last in zip(marked.opens, marked.closes, strict=True)
    ]
    assert ["".join(words) for words in between] == ["Izium", "Kupiansk"]


def test_context_is_cut_and_the_sentence_is_not(marking):
    sentence = "Troops took Izium."
    short, long = (marking.marked(text, sentence, [(12, 17)]) for text in ("", "word " * 400))
    assert len(long.ids) - len(short.ids) == CONTEXT_TOKENS
    assert long.ids[-len(short.ids) + 2 :] == short.ids[2:]


def test_a_very_long_sentence_keeps_its_markers_within_bounds(marking):
    sentence = "and so on " * 300 + "to Izium."
    marked = marking.marked("", sentence, [(len(sentence) - 6, len(sentence) - 1)])
    assert len(marked.ids) < 240
    assert max(marked.opens + marked.closes) < len(marked.ids)


@settings(deadline=None)
@given(st.text(max_size=300), st.text(min_size=1, max_size=120), st.data())
def test_rows_are_of_one_length_whatever_the_text(marking, context, sentence, data):
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, len(sentence)))
    marked = marking.marked(context, sentence, [(start, end)])
    assert len(marked.ids) == len(marked.segments) == len(marked.spans)
    assert all(0 <= first <= last <= len(sentence) for first, last in marked.spans)


def test_a_vocabulary_without_markers_is_refused(tmp_path: Path):
    from tokenizers.models import WordLevel

    with pytest.raises(ValueError, match="lacks"):
        Marking(Tokenizer(WordLevel({"a": 0}, unk_token="a")))

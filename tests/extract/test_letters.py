"""Letters folded as a reader takes them, and offsets of the text as it was given."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.letters import folded
from extract.model import Article


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("Изю́м", "Изюм"),  # stress
        ("Іzюм", "Іzюм"),  # z has no double: truly mixed
        ("Iзюм", "Ізюм"),  # a Latin I
        ("Kупянск і Cиверск", "Купянск і Сиверск"),
        ("Кyiv and Вakhmut", "Kyiv and Bakhmut"),  # Cyrillic capitals
        ("Бах\u00adмут, Ly\u200bman, \ufeffIzium", "Бахмут, Lyman, Izium"),
        (unicodedata.normalize("NFD", "Київ, Зміїний, Évian"), "Київ, Зміїний, Évian"),
    ],
)
def test_letters_are_read_as_they_are_meant(given, read):
    found = folded(given)
    assert (given if found is None else found.text) == read


@pytest.mark.parametrize("text", ["Izium", "Ізюм, Київ", "“Izium” – Київ", "FPVшки, ТОС, М-03, Telegram-канал", "été"])
def test_most_texts_are_left_alone(text):
    assert folded(text) is None


@given(st.text("abcIзюмйї \u0301\u0306\u00ad\u200b.", max_size=60))
def test_offsets_lead_back_to_the_text_as_given(text):
    found = folded(text)
    if found is None:
        return
    for at, letter in enumerate(found.text):
        start, end = found.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert letter.isspace() == text[start:end].isspace()


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("uk", "Українські війська звільнили Iзю\u0301м.", "Iзю\u0301м"),
        ("ru", "Российские вой\u00adска захвати\u0301ли Ли\u200bман. Всё.", "Ли\u200bман"),
        ("en", "Ukrainian forces liberated Вalak\u00adliia.", "Вalak\u00adliia"),
    ],
)
def test_claims_are_found_and_quote_the_text_as_it_is(language, text, place, pipeline):
    extraction = pipeline.extract(Article("a", "", text, date(2022, 9, 11), language=language))
    (claim,) = extraction.claims
    assert (claim.place, text[claim.place_start : claim.place_end]) == (place, place)
    assert claim.quote == text[claim.start : claim.end] == extraction.sentences[0].text
    assert [mention.surface for mention in extraction.mentions if mention.kind == "settlement"] == [place]

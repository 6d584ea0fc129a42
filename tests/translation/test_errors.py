"""Errors are told in the language spoken, by the shape of their English sentences."""

import pytest

from extract.read.article import ArticleError, read_file
from store.failures import damaged
from translation.errors import error_words
from translation.messages import speaking


def test_in_english_an_error_says_what_it_says() -> None:
    assert error_words(ArticleError("a.txt: has no text.")) == "a.txt: has no text."


def test_a_sentence_made_where_it_went_wrong_is_ukrainian_with_its_values() -> None:
    with pytest.raises(ArticleError) as caught:
        read_file(b"", "порожній: файл.txt")
    with speaking("uk"):
        assert error_words(caught.value) == "порожній: файл.txt: файл порожній; читати в ньому нічого."


def test_a_sentence_within_a_sentence_is_translated_too() -> None:
    with speaking("uk"):
        said = error_words("a.txt: its date 2090-01-01 lies in the future; give the day it was published.")
        assert said == "a.txt: її дата 2090-01-01 у майбутньому; вкажіть день публікації."
        assert error_words(damaged("m.sqlite", "malformed")).startswith("Сховище m.sqlite пошкоджено (malformed)")
        assert error_words("12 items, 3 of them new") == "записів: 12, нових: 3"


def test_what_fits_no_sentence_stays_as_it_is() -> None:
    with speaking("uk"):
        assert error_words("{odd} (and [broken") == "{odd} (and [broken"

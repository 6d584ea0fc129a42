"""What a capitalised word may be."""

import threading

import pytest

from extract.places import forms as module
from extract.places.forms import Forms


def meant(forms, word):
    """The names of the places that a word's own form may mean."""
    read = forms.read(word)
    assert read is not None and read.form is not None
    return {forms._gazetteer.titles[row] for row, _ in read.form.codes}


@pytest.mark.parametrize(("word", "name"), [("Izium", "Izium"), ("Изюмом", "Izium"), ("Куп’янську", "Kupiansk")])
def test_a_listed_form_is_read_in_any_case(forms, word, name):
    assert name in meant(forms, word)


def test_an_english_possessive_is_no_part_of_the_name(forms):
    assert forms.read("Bakhmut’s").length == len("Bakhmut")


def test_a_hyphen_joins_two_names_that_vouch_for_each_other(forms):
    word = forms.read("Izium-Sloviansk")
    assert [(start, end) for start, end, _ in word.others] == [(0, 5), (6, 15)] and word.cued
    assert forms.read("Izium-born") is None


def test_a_careless_spelling_means_what_sounds_and_looks_like_it(forms):
    ((_, _, form),) = forms.read("Sevirodonetsk").others
    assert {forms._gazetteer.titles[row] for row, _ in form.codes} == {"Sievierodonetsk"}


@pytest.mark.parametrize("word", ["Tomorrow", "Xyzzy", "A" * 200])
def test_most_words_are_nothing(forms, word):
    assert forms.read(word) is None


def test_given_names_common_words_and_adjectives_are_told(forms):
    assert forms.read("Volodymyr").form.given
    assert forms.read("Харківської").adjective
    assert not forms.read("Kharkiv").form.common


def test_what_is_kept_of_words_is_bounded(catalogue, monkeypatch):
    monkeypatch.setattr(module, "_WORDS_KEPT", 10)
    fresh = Forms(catalogue)
    for number in range(100):
        fresh.read(f"Izium{'a' * number}")
    assert len(fresh.words_read) <= 10


def test_threads_that_read_the_same_words_read_the_same(catalogue, monkeypatch):
    monkeypatch.setattr(module, "_WORDS_KEPT", 4)
    fresh = Forms(catalogue)
    spelt = ["Izium", "Lyman", "Kharkiv", "Izium-Sloviansk", "Tomorrow", "Bakhmut’s", "Ізюмом"] * 20
    found: list[list[int]] = []

    def read() -> None:
        found.append([len(word.form.codes) if (word := fresh.read(w)) and word.form else 0 for w in spelt])

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4 and all(each == found[0] for each in found)

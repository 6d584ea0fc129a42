"""Under which spellings and case forms a place is found."""

import pytest

from gazetteer.naming import (
    all_spellings,
    case_forms,
    feminines,
    is_readable,
    language_of,
    nominative,
    region_forms,
    site_forms,
)


@pytest.mark.parametrize(
    ("name", "language"), [("Izium", "en"), ("Ізюм", "uk"), ("Изюм", "ru"), ("Гай", "ru"), ("Куп'янськ", "uk")]
)
def test_letters_tell_the_language_of_a_name(name, language):
    assert language_of(name) == language


def test_a_register_name_is_spelt_in_three_languages():
    english, ukrainian, russian = all_spellings("Куп'янськ")
    assert {"Kupiansk", "Kupyansk"} <= set(english)
    assert "Куп'янська" in ukrainian and "Купянском" in russian


def test_case_forms_are_of_both_languages_where_the_letters_leave_it_open():
    assert case_forms("Izium") == ("Izium",)
    assert "Ізюму" in case_forms("Ізюм")
    assert {"Бахмута", "Бахмуте", "Бахмуті"} <= set(case_forms("Бахмут"))


@pytest.mark.parametrize(
    ("name", "readable"),
    [("Izium", True), ("Ізюм", True), ("izium", False), ("Iz", False), ("Ђаково", False), ("ხარკივი", False)],
)
def test_names_in_other_letters_are_left_out(name, readable):
    assert is_readable(name) is readable


def test_a_genitive_at_the_end_of_a_region_stays():
    assert "сході України" in region_forms("схід України", "uk")


def test_only_the_first_two_words_of_a_site_change():
    assert "Запорізької атомної електростанція" in site_forms("Запорізька атомна електростанція", "uk")


def test_adjectives_agree_with_the_unit():
    assert nominative("харківський", "uk", "а") == "харківська"
    assert nominative("харьковский", "ru", "а") == "харьковская"
    assert nominative("харьковский", "ru", "ий") == "харьковский"
    assert feminines("харківський") == ("Kharkivska", "Kharkivska")

"""Romanised Arabic names: the spellings that follow by rule, and those that meet by sound."""

import pytest

from gazetteer.arabic import skeleton, variants, without_article
from gazetteer.spelling import fold


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Al-Fashir", "El Fashir"),
        ("Al-Fashir", "Fashir"),
        ("Er Rahad", "Ar-Rahad"),
        ("Ad-Dinder", "Ed Dinder"),
        ("As-Suki", "Al-Suki"),
        ("Khartoum", "al-Khartoum"),
        ("Malha", "Al-Malhah"),
        ("Al-Hilaliya", "El Hilaliyya"),
        ("Umm Rawaba", "Um Rawaba"),
        ("Jebel Moya", "Jabal Moya"),
        ("Wad al-Nayal", "Wad en Nayal"),
    ],
)
def test_spellings_follow_by_rule(name: str, spelt: str) -> None:
    assert fold(spelt) in {fold(each) for each in variants(name)}


def test_an_article_is_put_before_the_name_that_it_agrees_with() -> None:
    assert fold("Ash-Bara") not in {fold(each) for each in variants("Bara")}
    assert fold("Ed-Bara") not in {fold(each) for each in variants("Bara")}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sodari", "Sodiri"), ("Al-Dibeibat", "Ed Debeibat"), ("Kazgeil", "Kazqil"), ("Um Badr", "Umm Bader")],
)
def test_careless_spellings_sound_alike(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_what_opens_with_no_article_has_none_to_lose() -> None:
    assert without_article("El-Fasher") == "fasher"
    assert without_article("Elfasher") == without_article("Kadugli") == ""

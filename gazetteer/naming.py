"""Under which spellings and case forms a place of the gazetteer is found, in English, Ukrainian and Russian."""

import re
from collections.abc import Callable, Iterator

from gazetteer import arabic
from gazetteer.inflection import inflect
from gazetteer.russian_toponyms import russian_names
from gazetteer.spelling import romanise_russian, romanise_ukrainian, sound

__all__ = [
    "LANGUAGES",
    "UNIT_WORDS",
    "all_spellings",
    "case_forms",
    "feminines",
    "is_cyrillic",
    "is_readable",
    "language_of",
    "nominative",
    "region_forms",
    "site_forms",
    "sound_rule",
    "spelt_by_rule",
]

LANGUAGES = ("en", "uk", "ru")
_UNITS = {
    "state": "states",
    "province": "provinces",
    "governorate": "governorates",
    "department": "departments",
    "district": "districts",
    "region": "regions",
}
# What stands beside the name of a first-level unit, in each of them.
UNIT_WORDS = {
    "oblast": (
        ("oblast", "region", "province", "oblasts", "regions", "provinces", "governorate", "territory"),
        ("область",),
        ("область",),
    ),
    "krai": (("krai", "region", "territory", "kray"), ("край",), ("край",)),
    **{unit: ((unit, plural), (), ()) for unit, plural in _UNITS.items()},
}
_GENITIVES = ("України", "Украины", "країни", "страны", "Дніпра", "Днепра", "Херсонщини", "Херсонской области")
_CYRILLIC = re.compile(r"[А-яЁёІіЇїЄєҐґ'’ʼ\u0301 .\-]+")


def all_spellings(settlement_name: str) -> tuple[list[str], list[str], list[str]]:
    """A register name's (English, Ukrainian, Russian) spellings, in every case; English after the Russian last."""
    russian = russian_names(settlement_name)
    english = [
        romanise_ukrainian(settlement_name),
        romanise_ukrainian(settlement_name, "bgn"),
        romanise_ukrainian(settlement_name, "loose"),
        *map(romanise_russian, russian),
    ]
    return english, list(inflect(settlement_name, "uk")), [form for name in russian for form in inflect(name, "ru")]


def spelt_by_rule(name: str, romanised: str) -> Iterator[str]:
    """The spellings of a Latin name that follow from the language it is romanised from; none where no rule is known."""
    if romanised == "arabic" and not is_cyrillic(name):
        yield from arabic.variants(name)


def sound_rule(romanised: str) -> tuple[Callable[[str], str], int]:
    """How to tell what a name of a language sounds like, and the least letters of that which are looked up."""
    return (arabic.skeleton, 3) if romanised == "arabic" else (sound, 5)


def language_of(name: str) -> str:
    """The language that a name's letters speak for; Russian where Cyrillic ones leave it open."""
    if not is_cyrillic(name):
        return "en"
    return "uk" if set(name.lower()) & set("іїєґ'’ʼ") else "ru"


def case_forms(name: str) -> tuple[str, ...]:
    """A name's case forms, if it is written in Cyrillic; both languages' where the letters leave it open."""
    if not is_cyrillic(name):
        return (name,)
    if language_of(name) == "uk":
        return inflect(name, "uk")
    return inflect(name, "ru") if set(name.lower()) & set("ыэё") else (*inflect(name, "ru"), *inflect(name, "uk"))


def is_readable(name: str) -> bool:
    """A Latin, Ukrainian or Russian name with a capital: GeoNames also lists sound-alikes in lower case, and names in
    the letters of Serbian, Tatar and others."""
    if not name[:1].isupper() or len(name) < 3:
        return False
    if is_cyrillic(name):
        return _CYRILLIC.fullmatch(name) is not None
    return all(letter < "\u0530" or letter in "’ʼ" for letter in name)


def is_cyrillic(name: str) -> bool:
    """Does a name hold any Cyrillic letter?"""
    return any("Ѐ" <= letter <= "ӿ" for letter in name)


def region_forms(name: str, language: str) -> Iterator[str]:
    """A region's case forms; a genitive at its end ("схід України") stays as it is."""
    tail = next((tail for tail in _GENITIVES if name.endswith(" " + tail)), "")
    for form in inflect(name.removesuffix(tail).rstrip(), language):
        yield f"{form} {tail}".rstrip()


def nominative(adjective: str, language: str, gender: str) -> str:
    """A masculine adjective's nominative for a noun whose adjectives end, in Ukrainian, in `gender` ("ий" or "а")."""
    if gender == "ий":
        return adjective
    return adjective[:-2] + ("а" if language == "uk" else "ая")


def feminines(adjective: str) -> tuple[str, ...]:
    """A masculine Ukrainian adjective's feminine in Latin letters: "Kharkivska", as in "Kharkivska oblast"."""
    feminine = adjective[:-2].capitalize() + "а"
    return (romanise_ukrainian(feminine), romanise_ukrainian(feminine, "bgn"))


def site_forms(name: str, language: str) -> Iterator[str]:
    """A site's case forms; of a long name only its first two words change."""
    words = name.split()
    for form in inflect(" ".join(words[:2]), language):
        yield " ".join((form, *words[2:]))

"""One package a language: its words and grammar. `grammar` chooses by an article's language."""

from functools import lru_cache

from extract.claimants import Claimants
from extract.languages.reading import Grammar

__all__ = ["grammar"]


@lru_cache(maxsize=8)
def _english(claimants: Claimants) -> Grammar:
    from extract.languages.english import English  # the parser takes half a second to load

    return English(claimants)


@lru_cache(maxsize=8)
def _ukrainian(claimants: Claimants) -> Grammar:
    from extract.languages.ukrainian import Ukrainian

    return Ukrainian(claimants)


@lru_cache(maxsize=8)
def _russian(claimants: Claimants) -> Grammar:
    from extract.languages.russian import Russian

    return Russian(claimants)


GRAMMARS = {"en": _english, "uk": _ukrainian, "ru": _russian}


def grammar(language: str, claimants: Claimants) -> Grammar | None:
    """The grammar for an ISO 639-1 language, or None where there is none yet."""
    make = GRAMMARS.get(language)
    return make(claimants) if make is not None else None

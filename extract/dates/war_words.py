"""What a theatre's war is called, and those of whom every article about it tells, as far as dates hang on them."""

from collections.abc import Iterable
from dataclasses import dataclass

from theatre.theatre import Theatre

__all__ = ["WarWords"]

CYRILLIC = ("uk", "ru")


@dataclass(frozen=True, slots=True)
class WarWords:
    """Regular expressions, without regard to capitals, for the words of one war. `adjectives` stand before a noun for
    it ("the Russian invasion"), `nouns` are names of its own; `names` are so common that two sentences with one of them
    need not tell of the same event."""

    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    cyrillic_adjectives: tuple[str, ...] = ()
    cyrillic_nouns: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, theatre: Theatre) -> "WarWords":
        """The words that a theatre's `words.toml` has for it."""
        return cls(
            tuple(_listed(theatre, "war_adjectives", ["en"])),
            tuple(_listed(theatre, "war_nouns", ["en"])),
            tuple(_listed(theatre, "war_adjectives", CYRILLIC)),
            tuple(_listed(theatre, "war_nouns", CYRILLIC)),
            frozenset(name for lang in ("en", *CYRILLIC) for name in theatre.words(lang).get("war_names", "").split()),
        )

    @property
    def english(self) -> str:
        """The English war, with what may stand before it."""
        adjectives = "".join(rf"(?:{each})\s|" for each in self.adjectives)
        nouns = "|".join(("war", "invasion", "conflict", *self.nouns))
        return rf"(?:(?:{adjectives}full-scale\s)*(?:{nouns}))"

    @property
    def cyrillic(self) -> str:
        """The same in Ukrainian and Russian, in the genitive."""
        adjectives = "".join(rf"(?:{each})\s|" for each in self.cyrillic_adjectives)
        nouns = "|".join(("війни", "вторгнення", "войны", "вторжения", *self.cyrillic_nouns))
        return rf"(?i:(?:{adjectives}повномасштабн\w+\s|полномасштабн\w+\s|большой\s|великої\s)*(?:{nouns}))"


def _listed(theatre: Theatre, key: str, languages: Iterable[str]) -> Iterable[str]:
    return (each for lang in languages if (each := theatre.words(lang).get(key, "")))

"""Who says it or does it, and on which side they stand: a theatre's actors and claimants, looked up by their words."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from theatre.theatre import Theatre

__all__ = ["Claimants"]

# Which kind of word decides when several stand in one phrase: "the Russian-installed mayor of Kherson" is Russia's man,
# "a US official in Kyiv" no Ukrainian, "Ukraine's governor of Luhansk" Ukraine's.
_ORDER = (
    ("appointed",),
    ("person", "agency"),
    ("media", "organisation"),
    ("leader", "force"),
    ("government",),
    ("side", "region"),
    ("office",),
    ("public",),
)
_FIGHTING = ("appointed", "force", "leader", "side")
_LEADER = _FIGHTING.index("leader")
_NAMING = ("appointed", "force", "side")  # fighters, not persons


class Claimants:
    """Sides of the people, forces and bodies of one theatre.

    The words come from the theatre's `actors.csv` and `claimants.csv`; side ids are those of its `theatre.toml`,
    "other" for third parties. Raises TheatreError for a row with a role or side that is not known.
    """

    def __init__(self, theatre: Theatre) -> None:
        actors, claimants = theatre.table("actors"), theatre.table("claimants")
        self.sides, self.words = theatre.sides, theatre.words
        self.fighting = tuple(r["words"].lower() for r in actors if r["side"] in theatre.sides and r["role"] in _NAMING)
        self.home = theatre.sides.home.id
        unnamed = theatre.words("en").get("unnamed", {})
        self.unnamed = {word: side for side, words in unnamed.items() for word in words.split()}
        self.presumed = self.home if len(theatre.sides) <= 2 else None  # for whom a text of no known voice speaks
        # some sides are no states: "the RSF ... it also holds"; of a state "it" may be too much else
        self.are_forces = any(not side.country for side in theatre.sides.values())
        sides = theatre.sides.values()
        names = (name for each in sides for name in (each.name.lower(), *each.capitals))
        self.polities = frozenset(name for name in names if name.isascii())  # sides, and capitals that stand for them
        self._speakers = [_Words(r for r in (*actors, *claimants) if r["role"] in roles) for roles in _ORDER]
        self._leaders = _Words(row for row in actors if row["role"] == "leader")
        self._fighters = [_Words(r for r in actors if r["role"] in roles) for roles in _FIGHTING]

    def side_of(self, words: str, aside: str = "") -> str | None:
        """The side that a speaker stands on, "other" for a third party, None when the words do not tell.

        `aside` is what is said of the speaker in passing ("who was installed by Moscow").
        """
        side = self._speakers[0].side(_plain(aside)) or _first(self._speakers, words) or _first(self._speakers, aside)
        return self.home if side == "legitimate" else None if side == "enemy" else side

    def side_of_force(self, words: str) -> str | None:
        """The side that a fighting or governing actor belongs to; "enemy" for who fights whoever speaks."""
        return _first(self._fighters, words)

    def named(self, text: str) -> Iterator[tuple[int, int, str, bool]]:
        """Where an English text names sides, left to right and apart, the longest words first: the half-open span, the
        side, whether the words stand for its leader."""
        plain = text.lower().replace("’", "'").replace("‑", "-")
        end = 0
        if len(plain) != len(text):
            return  # a letter that has two in small
        found = [
            (start, -stop, side, table is self._fighters[_LEADER])
            for table in self._fighters
            for start, stop, side in table.all(plain)
        ]
        for start, stop, side, leads in sorted(found):
            if start >= end:
                end = -stop
                if side in self.sides:
                    yield start, end, side, leads

    def side_of_flag(self, noun: str, words: Collection[str]) -> str | None:
        """The side whose flag an English noun is ("tricolour"), or the words that describe it ("blue", "yellow")."""
        for side in self.sides.values():
            for flag in side.flags:
                if flag == noun or (" " in flag and set(flag.split()) <= {*words}):
                    return side.id
        return None

    def is_leader(self, words: str) -> bool:
        """Do the words name a person or body that stands for a side, rather than its forces?"""
        return self._leaders.side(_plain(words)) is not None

    def opponent(self, side: str | None) -> str | None:
        """The other side of a two-sided theatre, None for anyone else."""
        return self.sides.opponent(side)

    def enemy(self, side: str | None, day: date | None = None, told: Collection[str] = ()) -> str | None:
        """The one side that fights a side on a day (without one: ever); of several the one among those `told` of. None
        where that could be several still."""
        alone = self.sides.enemy(side, day)
        if alone is None and side in self.sides:
            hostile = [each for each in told if self.sides.hostile(each, side, day)]
            return hostile[0] if len(hostile) == 1 else None
        return alone

    def told_of(self, text: str) -> frozenset[str]:
        """The sides that a text names; none where there are but two, of whom that tells nothing."""
        if len(self.sides) <= 2:
            return frozenset()
        return frozenset(side for _, _, side, _ in self.named(text))


class _Words:
    """The side of the longest of some words that stands in a phrase.

    A word that ends in * stands for all its endings ("окупант*"); it counts by the length that is written out.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        given = {row["words"].lower(): row["side"] for row in rows}
        self._side = {words: side for words, side in given.items() if words.isascii()}
        self._inflected = [(words, side) for words, side in given.items() if not words.isascii()]
        self._inflected.sort(key=lambda row: len(row[0]), reverse=True)
        self._pattern = _any_of(map(re.escape, sorted(self._side, key=len, reverse=True)))
        self._inflected_pattern = _any_of(f"({_endings(words)})" for words, _ in self._inflected)

    def all(self, words: str) -> Iterator[tuple[int, int, str]]:
        """All of the words in Latin letters that stand in a text: their half-open spans, and the side of each."""
        return ((*found.span(), self._side[found.group()]) for found in self._pattern.finditer(words))

    def side(self, words: str) -> str | None:
        found = self._pattern.findall(words)
        if found:
            return self._side[max(found, key=len)]
        if words.isascii():
            return None
        hits = [match.lastindex or 1 for match in self._inflected_pattern.finditer(words)]
        return self._inflected[min(hits) - 1][1] if hits else None


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns) or '(?!)'})(?!\w)")


def _endings(words: str) -> str:
    return re.escape(words).replace(r"\*", r"[^\W\d_]*")


def _first(tables: Iterable[_Words], words: str) -> str | None:
    plain = _plain(words)
    return next((side for table in tables if (side := table.side(plain))), None)


@lru_cache(maxsize=4096)
def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower().replace("’", "'").replace("‑", "-")).strip()

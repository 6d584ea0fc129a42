"""The sides of a war: who they are, whose land it is, and who stands against whom, from when to when."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

__all__ = ["Hostility", "Side", "Sides"]

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_COUNTRY = re.compile("[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Side:
    """One belligerent: `id` as written in claims ("UA"), its name, adjective, ISO 3166 alpha-2 country (empty for a
    side that is no state), map colour ("#1f6fb4"), the words of its flags, as English texts describe them ("blue
    yellow": both words, in any order), and the names of the capital that stands for its government, in small letters.
    Raises ValueError for values that are none of these."""

    id: str
    name: str
    adjective: str
    country: str
    colour: str
    flags: tuple[str, ...] = ()
    dark: str = ""  # the colour on a dark map, where it is another
    names: tuple[tuple[str, str], ...] = ()  # (language, name) besides English
    adjectives: tuple[tuple[str, str], ...] = ()  # (language, adjective) besides English, as before "side"
    capitals: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.id and self.name and self.adjective):
            raise ValueError(f"side {self.id!r} needs an id, a name and an adjective")
        if self.country and not _COUNTRY.fullmatch(self.country):
            raise ValueError(f"side {self.id!r}: country {self.country!r} is no ISO code of two capitals, such as UA")
        for colour in (self.colour, self.dark or self.colour):
            if not _COLOUR.fullmatch(colour):
                raise ValueError(f"side {self.id!r}: colour {colour!r} is none such as #1f6fb4")

    def name_in(self, language: str) -> str:
        """Its name in a language, or an empty text where the theatre doesn't say."""
        return dict(self.names).get(language, "")

    def adjective_in(self, language: str) -> str:
        """Its adjective in a language, or an empty text where the theatre doesn't say."""
        return dict(self.adjectives).get(language, "")


@dataclass(frozen=True, slots=True)
class Hostility:
    """Two sides that fight each other from the day `start` until the day `end`, which is excluded; None is open.
    Raises ValueError for one side, and for days out of order."""

    sides: frozenset[str]
    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if len(self.sides) != 2:
            raise ValueError(f"{', '.join(sorted(self.sides)) or 'nobody'}: two sides are hostile to each other")
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"from {self.start} is not before to {self.end}, the first day after")

    def on(self, day: date) -> bool:
        """Whether they fight each other on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


class Sides(Mapping[str, Side]):
    """The sides of a theatre by their ids, in the order in which it names them. Where it states no hostilities, each
    is hostile to every other, always. Raises ValueError for none, for an id that stands twice, and for hostilities of
    others."""

    def __init__(self, sides: Iterable[Side], hostilities: Iterable[Hostility] = ()) -> None:
        listed = tuple(sides)
        self._by_id = {side.id: side for side in listed}
        self.hostilities = tuple(hostilities)
        if not listed or len(self._by_id) < len(listed):
            raise ValueError(
                f"a theatre has one side or more, each once, not {', '.join(s.id for s in listed) or 'none'}"
            )
        for hostility in self.hostilities:
            if unknown := sorted(hostility.sides - set(self._by_id)):
                raise ValueError(f"{unknown[0]!r} is hostile and none of the sides; those are {', '.join(self)}")

    def __getitem__(self, id: str) -> Side:
        return self._by_id[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sides):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return f"Sides({list(self._by_id.values())}, {list(self.hostilities)})"

    def _values(self) -> tuple[object, ...]:
        return tuple(self._by_id.values()), self.hostilities

    @property
    def home(self) -> Side:
        """The side whose recognised territory the war is about: the first that the theatre names."""
        return next(iter(self._by_id.values()))

    def hostile(self, one: str | None, other: str | None, day: date | None = None) -> bool:
        """Whether two sides fight each other on a day; without one, whether they ever do. Nobody fights themselves, or
        who is no side."""
        if one == other or one not in self._by_id or other not in self._by_id:
            return False
        between = [each for each in self.hostilities if each.sides == {one, other}]
        return not self.hostilities or any(day is None or each.on(day) for each in between)

    def enemy(self, id: str | None, day: date | None = None) -> str | None:
        """The one side that fights a side on a day (without one: ever). None where there is none, or more than one,
        for it could be any of them."""
        enemies = [other for other in self._by_id if self.hostile(id, other, day)]
        return enemies[0] if len(enemies) == 1 else None

    def allied(self, one: str | None, other: str | None, day: date | None = None) -> bool:
        """Whether two sides stand together on a day: they do not fight each other, and have an enemy in common. A side
        stands with itself."""
        if one not in self._by_id or other not in self._by_id or self.hostile(one, other, day):
            return False
        return one == other or any(self.hostile(one, each, day) and self.hostile(other, each, day) for each in self)

    def opponent(self, id: str | None) -> str | None:
        """The other of two sides; None for anyone else, and where there are more, for it could be any of them."""
        if id not in self._by_id or len(self._by_id) != 2:
            return None
        return next(other for other in self._by_id if other != id)

    def legitimate_holder(self, country: str) -> str | None:
        """The side whose internationally recognised territory a country (ISO 3166 alpha-2) is, or None."""
        return next((side.id for side in self.values() if side.country == country), None) if country else None

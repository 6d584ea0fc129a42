"""The sides of a war: who they are, whose land it is, and who stands against whom."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

__all__ = ["Side", "Sides"]

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_COUNTRY = re.compile("[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Side:
    """One belligerent: `id` as written in claims ("UA"), its name, adjective, ISO 3166 alpha-2 country (empty for a
    side that is no state) and map colour ("#1f6fb4"). Raises ValueError for values that are none of these."""

    id: str
    name: str
    adjective: str
    country: str
    colour: str

    def __post_init__(self) -> None:
        if not (self.id and self.name and self.adjective):
            raise ValueError(f"side {self.id!r} needs an id, a name and an adjective")
        if self.country and not _COUNTRY.fullmatch(self.country):
            raise ValueError(f"side {self.id!r}: country {self.country!r} is no ISO code of two capitals, such as UA")
        if not _COLOUR.fullmatch(self.colour):
            raise ValueError(f"side {self.id!r}: colour {self.colour!r} is none such as #1f6fb4")


class Sides(Mapping[str, Side]):
    """The sides of a theatre by their ids, in the order in which it names them. Raises ValueError for fewer than two
    or for an id that stands twice."""

    def __init__(self, sides: Iterable[Side]) -> None:
        listed = tuple(sides)
        self._by_id = {side.id: side for side in listed}
        if len(listed) < 2 or len(self._by_id) < len(listed):
            raise ValueError(
                f"a theatre has two sides or more, each once, not {', '.join(s.id for s in listed) or 'none'}"
            )

    def __getitem__(self, id: str) -> Side:
        return self._by_id[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __hash__(self) -> int:
        return hash(tuple(self._by_id.values()))

    def __repr__(self) -> str:
        return f"Sides({list(self._by_id.values())})"

    @property
    def home(self) -> Side:
        """The side whose recognised territory the war is about: the first that the theatre names."""
        return next(iter(self._by_id.values()))

    def opponent(self, id: str | None) -> str | None:
        """The other of two sides; None for anyone else, and where there are more, for it could be any of them."""
        if id not in self._by_id or len(self._by_id) != 2:
            return None
        return next(other for other in self._by_id if other != id)

    def legitimate_holder(self, country: str) -> str | None:
        """The side whose internationally recognised territory a country (ISO 3166 alpha-2) is, or None."""
        return next((side.id for side in self.values() if side.country == country), None) if country else None

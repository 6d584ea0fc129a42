"""Ids of regions and of parts of them: what is written behind a region's id, and how it is read again.

    id        =  region [ "/" part [ "-except-" left-out *( "+" left-out ) ] ]
    part      =  "all"                           all of it, said to be all
              |  "most"                          three quarters of it and more, nobody says which
              |  compass                         its north, its south-east
              |  side "-of-" river               what of it lies on that side of a river
              |  side "-bank-of-" river          the land along a river on that side
              |  "between-" end "+" end          what lies between two places (their ids) or two rivers (their keys)
    compass   =  "north" | "south" | "east" | "west" | "north-east" | "north-west" | "south-east" | "south-west"
    side      =  "north" | "south" | "east" | "west" | "left" | "right"
    left-out  =  the id of a place or region; of a region's part, where neither "+" nor "-except-" stands in it

"region:UA-63/north", "region:UA-63/west-of-oskil", "country:UA/left-bank-of-inhulets",
"country:UA/between-geonames:693468+geonames:707292", "region:UA-09/all-except-geonames:702972". Whether a theatre has
such a region, river or place is not asked here; which places lie there is known to timeline.regions.
"""

import re
from dataclasses import dataclass
from typing import Self

__all__ = [
    "COMPASS",
    "SIDES",
    "Between",
    "Compass",
    "Most",
    "Part",
    "RegionId",
    "RiverBank",
    "RiverSide",
    "Whole",
    "can_be_left_out",
    "parse_part",
    "river_key",
    "states_part",
]

COMPASS = ("north", "south", "east", "west", "north-east", "north-west", "south-east", "south-west")
SIDES = ("north", "south", "east", "west", "left", "right")

_WHOLE = "all"
_MOST = "most"
_BANK = "-bank-of-"
_SIDE = "-of-"
_BETWEEN = "between-"
_EXCEPT = "-except-"
_ID = re.compile(r"[^\s:/+]+:[^\n/+]+")
_RIVER = re.compile(r"[^\W_]+(?:['’.-]+[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Whole:
    """All of a region, said to be all."""

    def __str__(self) -> str:
        return _WHOLE


@dataclass(frozen=True, slots=True)
class Most:
    """Three quarters of a region and more, where nobody says which: it says nothing of any one place."""

    def __str__(self) -> str:
        return _MOST


@dataclass(frozen=True, slots=True)
class Compass:
    """A region's north, south-east and so on: one of COMPASS, else ValueError."""

    point: str

    def __post_init__(self) -> None:
        if self.point not in COMPASS:
            raise ValueError(f"{self.point!r} is no compass point; there is {', '.join(COMPASS)}")

    def __str__(self) -> str:
        return self.point


@dataclass(frozen=True, slots=True)
class RiverSide:
    """What of a region lies on one side of a river: `side` is one of SIDES, `river` its key, else ValueError."""

    side: str
    river: str

    def __post_init__(self) -> None:
        _check_side(self.side, self.river)

    def __str__(self) -> str:
        return f"{self.side}{_SIDE}{self.river}"


@dataclass(frozen=True, slots=True)
class RiverBank:
    """The land along one side of a river: `side` is one of SIDES, `river` its key, else ValueError."""

    side: str
    river: str

    def __post_init__(self) -> None:
        _check_side(self.side, self.river)

    def __str__(self) -> str:
        return f"{self.side}{_BANK}{self.river}"


@dataclass(frozen=True, slots=True)
class Between:
    """What lies between two places, by their ids, or two rivers, by their keys; ValueError for anything else."""

    one: str
    other: str

    def __post_init__(self) -> None:
        ends = (self.one, self.other)
        places, rivers = all(map(_is_id, ends)), all(map(_is_river, ends))
        if self.one == self.other or not (places or rivers):
            raise ValueError(f"between {self.one!r} and {self.other!r} lies nothing: two places or two rivers, please")

    def __str__(self) -> str:
        return f"{_BETWEEN}{self.one}+{self.other}"


Part = Whole | Most | Compass | RiverSide | RiverBank | Between


@dataclass(frozen=True, slots=True)
class RegionId:
    """A region, what `part` of it is meant (None where nothing is said of that), and the ids of what is `left_out`.

    Raises ValueError for a region that is no id, for something left out of no stated part, and for what can't be
    left out.
    """

    region: str
    part: Part | None = None
    left_out: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _is_id(self.region):
            raise ValueError(f"{self.region!r} is no id of a region")
        if self.left_out and self.part is None:
            raise ValueError(f"{self.region!r} leaves out {', '.join(self.left_out)}, but of what part?")
        if unfit := [id for id in self.left_out if not can_be_left_out(id)]:
            raise ValueError(f"{unfit[0]!r} can't be left out of {self.region!r}")

    def __str__(self) -> str:
        if self.part is None:
            return self.region
        left_out = f"{_EXCEPT}{'+'.join(self.left_out)}" if self.left_out else ""
        return f"{self.region}/{self.part}{left_out}"

    @classmethod
    def parse(cls, id: str) -> Self:
        """The parts of an id as `str` writes it. Raises ValueError, naming what is wrong, for any other text."""
        region, slash, rest = id.partition("/")
        part, but, left_out = rest.partition(_EXCEPT)
        return cls(region, parse_part(part) if slash else None, tuple(left_out.split("+")) if but else ())


def parse_part(text: str) -> Part:
    """The part of a region that a text stands for: "west-of-oskil". Raises ValueError where it stands for none."""
    if text == _WHOLE:
        return Whole()
    if text == _MOST:
        return Most()
    if text.startswith(_BETWEEN):
        one, _, other = text.removeprefix(_BETWEEN).partition("+")
        return Between(one, other)
    for mark, make in ((_BANK, RiverBank), (_SIDE, RiverSide)):
        side, found, river = text.partition(mark)
        if found:
            return make(side, river)
    return Compass(text)


def states_part(id: str) -> bool:
    """Whether a region's id says what part of it is meant, be it all of it."""
    return "/" in id


def can_be_left_out(id: str) -> bool:
    """Whether an id can be written as left out of a region."""
    try:
        known = RegionId.parse(id)
    except ValueError:
        return False
    return not known.left_out and not isinstance(known.part, Between)


def river_key(name: str) -> str:
    """A river's name as ids have it: "Siverskyi Donets" is siverskyi-donets."""
    return name.strip().lower().replace(" ", "-")


def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None and _EXCEPT not in text


def _is_river(text: str) -> bool:
    return _RIVER.fullmatch(text) is not None and text == text.lower() and _EXCEPT not in text


def _check_side(side: str, river: str) -> None:
    if side not in SIDES:
        raise ValueError(f"{side!r} is no side of a river; there is {', '.join(SIDES)}")
    if not _is_river(river):
        raise ValueError(f"{river!r} is no river's key, such as 'siverskyi-donets'")

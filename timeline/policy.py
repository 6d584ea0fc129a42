"""What an analyst may set of the rules of evidence: days, by default or as a TOML file states them."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

__all__ = ["POLICY", "Policy", "read_policy"]

_LONGEST = 36_500  # days that a policy may set


@dataclass(frozen=True, slots=True)
class Policy:
    """What an analyst may set. All are days, from 0 to 36,500; anything else raises ValueError.

    `unopposed`: a claim in one's own favour counts as held once nobody opposed it for so long (R3).
    `live`: claims that oppose each other within so long of each other dispute a place (R4).
    `fighting`: so long after the last report of fighting a place counts as contested.
    `reporting`: news without a date of its own tells of an event at most so long before its publication (R6).
    `region`: what is said of a place itself within so long after a claim about its whole region can refute it (R8).
    `longest_fight`: fighting told of a longer time than this does not say on which days.
    `assumed`: what is first told of as held or as taken back within so long after that side's opening advance is
    estimated to have fallen in it (R14, R15).
    """

    unopposed: int = 3
    live: int = 7
    fighting: int = 1
    reporting: int = 7
    longest_fight: int = 14
    region: int = 30
    assumed: int = 550

    def __post_init__(self) -> None:
        for field in fields(self):
            days = getattr(self, field.name)
            if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= _LONGEST:
                raise ValueError(f"{field.name} = {days!r}, but it must be a whole number of days from 0 to {_LONGEST}")


POLICY = Policy()


def read_policy(path: str | Path) -> Policy:
    """The policy that a TOML file states, a line a setting ("live = 14"); what it leaves out stays as it is by default.

    Raises ValueError naming the file and what is wrong with it.
    """
    try:
        stated = tomllib.loads(Path(path).read_text("utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{path}: there is no such file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as trouble:
        raise ValueError(f"{path}: can't be read as TOML: {trouble}") from trouble
    known = [field.name for field in fields(Policy)]
    if unknown := [name for name in stated if name not in known]:
        raise ValueError(f"{path}: there is no setting {unknown[0]!r}; there are: {', '.join(known)}")
    try:
        return Policy(**stated)
    except ValueError as trouble:
        raise ValueError(f"{path}: {trouble}") from None

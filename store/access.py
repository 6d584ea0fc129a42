"""Who does something, and what they may do: the four roles, each of which may do what those before it may.

The store asks before it writes (`Database.permit`), so that what a page shows or hides protects nothing by itself.
"""

from dataclasses import dataclass
from enum import IntEnum

from theatre.errors import MarchlandError

__all__ = ["COMMAND_LINE", "Actor", "Forbidden", "Role"]


class Role(IntEnum):
    """What somebody may do."""

    NOBODY = 0  # not even look
    READER = 1  # look at everything, and take it away
    EDITOR = 2  # bring articles in, and save them
    REVIEWER = 3  # decide on claims, and remove articles
    ADMIN = 4  # what is of all: going online, feeds, samples, the gazetteer, reading everything again

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, by the name that the audit trail keeps of them."""

    name: str
    role: Role


COMMAND_LINE = Actor("", Role.ADMIN)  # whoever may start a process beside the store may do everything


class Forbidden(MarchlandError, PermissionError):
    """Somebody may not do that. Its text says which role may."""

    def __init__(self, actor: Actor, needed: Role) -> None:
        who = actor.name or "you are not signed in"
        has = f"has that of {actor.role}" if actor.role else "has none"
        super().__init__(f"That needs the role of {needed}; {f'{who} {has}' if actor.name else who}.")

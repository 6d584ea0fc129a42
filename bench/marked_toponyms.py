"""The toponym sets in bench/toponyms: sentences with their place names marked, for measuring and for tests."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

__all__ = ["FOLDER", "Meant", "read_toponyms"]

FOLDER = Path(__file__).parent / "toponyms"
_MARK = re.compile(r"\[([^\]|]+)\|([^|\]]*)\|([^|\]]*)(?:\|([a-z]+))?\]")


@dataclass(frozen=True, slots=True)
class Meant:
    """A toponym as it is meant: its span, name, oblast and kind ("metonym" for a government)."""

    start: int
    end: int
    name: str
    admin1: str
    kind: str


def read_toponyms(path: Path) -> Iterator[tuple[date, str, list[Meant]]]:
    """The day, the bare sentence and its toponyms, line by line. Raises ValueError naming a malformed line."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        day, _, marked = line.partition("\t")
        if not marked:
            raise ValueError(f"{path.name}, line {number}: a tab must stand between the day and the sentence")
        text, meant, at = "", [], 0
        for mark in _MARK.finditer(marked):
            text += marked[at : mark.start()]
            meant.append(Meant(len(text), len(text) + len(mark[1]), mark[2], mark[3], mark[4] or "settlement"))
            text += mark[1]
            at = mark.end()
        yield date.fromisoformat(day), text + marked[at:], meant

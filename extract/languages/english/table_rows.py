"""Rows of tables: "| Izium | 45,000 | 🇺🇦 | 10 Sep 2022 | Captured by Russia on 1 April 2022 |".

A row tells of the place that its first cell names: who holds it (a cell with nothing but a side), who took it (in the
notes), how a battle ended. What its other cells name only says where that place lies.
"""

import re
from collections.abc import Iterator

from extract.claimants import Claimants
from extract.languages.reading import Passage, PlaceRef, Reading
from extract.model import Mode

__all__ = ["is_row", "read_row"]

ROW = re.compile(r"\s*\|[^|]*\|[^|]*\|")
CELL = re.compile(r"[^|]+")
FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
REGIONAL_A = 0x1F1E6  # the sign for A in flags
BATTLE = re.compile(r"^\W*(?:(?:first|second|third|\d\w\w)\s)?(?P<what>battles?|sieges?|fighting)\s(?:of|for)\b", re.I)
OPEN = re.compile(r"^(?:contested|disputed|ongoing)\b", re.I)
VICTORY = re.compile(r"\b(?P<who>\w+)\s(?:\w+\s)?victory\b", re.I)
TAKEN = re.compile(
    r"\b(?:captured|recaptured|retaken|liberated|occupied|taken|seized|overrun)\s(?:[^|.]{1,60}?\s)??by\s"
    r"(?P<who>[^.,;|(]+?)(?=\s(?:on|in|by|mid|early|late|since)\b|\s\d|\s[A-Z][a-z]+\s\d{4}|\s*[.,;|(]|\s*$)"
    r"(?:\s(?:on\s|in\s)?(?:\d{1,2}\s)?[A-Z][a-z]+\s\d{4}|\sin\s\d{4})?",  # with the day, which is its own
    re.I,
)
LONGEST_HOLDER = 4  # words of a cell that only names a side


def is_row(text: str) -> bool:
    """Is a sentence the row of a table, or its beginning?"""
    return ROW.match(text) is not None


def read_row(passage: Passage, claimants: Claimants) -> Iterator[Reading]:
    """What a row tells of the place in its first cell; nothing where that names none."""
    cells = [cell for cell in CELL.finditer(passage.text) if cell.group().strip()]
    if not cells:
        return
    places = [n for n, (start, end) in enumerate(passage.places) if cells[0].start() <= start and end <= cells[0].end()]
    towns = [n for n in places if n not in passage.regions] or places
    battle = BATTLE.match(cells[0].group().strip())
    for number in towns if battle is not None else towns[:1]:
        if battle is not None:
            sense = "besiege" if battle["what"].lower().startswith("siege") else "fight"
            yield _reading(passage, number, sense, None, cells[0].span())
        for at, cell in enumerate(cells[1:], 1):
            as_of = cells[at + 1] if at + 1 < len(cells) and re.search(r"\d", cells[at + 1].group()) else None
            for sense, side, start, end in _told(cell.group(), claimants, battle=battle is not None):
                last = cell.start() + end
                if sense in ("hold", "fight") and as_of is not None:  # "| Russia | 7 March 2022 |"
                    last = as_of.start() + len(as_of.group().rstrip())
                yield _reading(passage, number, sense, side, (cell.start() + start, last))


def _told(cell: str, claimants: Claimants, *, battle: bool) -> Iterator[tuple[str, str | None, int, int]]:
    """The sense, side and words of everything that a cell tells of the row's place."""
    words = cell.strip()
    start = cell.index(words)
    end = start + len(words)
    if battle:
        yield from ((*told, start, end) for told in _outcome(words, claimants))
    elif OPEN.match(words):
        yield "fight", None, start, end
    elif len(words.split()) <= LONGEST_HOLDER and not re.search(r"\d", words):
        flags = {_side(flag.group(), claimants) for flag in FLAG.finditer(words)}
        side = flags.pop() if len(flags) == 1 else _named(words, claimants) if not flags else None
        if side is not None:
            yield "hold", side, start, end
    for note in TAKEN.finditer(cell):
        if (side := _side(note["who"], claimants)) is not None:
            yield ("retake" if side == claimants.home else "take"), side, *note.span()


def _outcome(words: str, claimants: Claimants) -> Iterator[tuple[str, str]]:
    """How a battle ended, by its cell: "Russian victory and subsequent withdrawal"."""
    found = VICTORY.search(words)
    victor = _named(found["who"], claimants) if found is not None else None
    if found is None or victor is None:
        return
    yield ("repel" if victor == claimants.home else "take"), victor
    after = words[found.end() :].lower()
    if "withdrawal" in after:
        yield "leave", victor
    elif "occupation" in after:
        yield "hold", victor


def _side(words: str, claimants: Claimants) -> str | None:
    """The side of a flag, or of words that name it."""
    flag = FLAG.search(words)
    if flag is None:
        return _named(words, claimants)
    country = "".join(chr(ord(sign) - REGIONAL_A + ord("A")) for sign in flag.group())
    return next((side.id for side in claimants.sides.values() if side.country == country), None)


def _named(words: str, claimants: Claimants) -> str | None:
    side = claimants.side_of_force(words)
    return side if side in claimants.sides else None


def _reading(passage: Passage, number: int, sense: str, side: str | None, trigger: tuple[int, int]) -> Reading:
    start, end = passage.places[number]
    return Reading(
        sense=sense,
        place=PlaceRef(start, end, number),
        actor=side,
        other=None,
        mode=Mode.FACT,
        claimant=None,
        claimant_side=None,
        trigger=trigger,
        preposition="object",
        complete=False,
        loser=None,
        clues=frozenset({"row"}),
    )

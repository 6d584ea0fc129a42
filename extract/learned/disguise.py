"""A sentence about one war told as if it were about another, so that the second reader of that one can be asked.

The reader was trained on a war of two sides and knows them by name; what it has learnt of taking, leaving and holding
is of any war. So the side at home is told as the side at home there, and the one other side that a sentence names as
its enemy there. Places keep their names.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from extract.claimants import Claimants
from extract.learned.reader import Opinion
from theatre.sides import Side
from theatre.theatre import Theatre

__all__ = ["Disguise", "Told"]

Question = tuple[str, str, Sequence[tuple[int, int]]]
"""The text before a sentence, the sentence, the spans of its places."""
Key = TypeVar("Key")
# what stands behind a side's name that describes it: "RSF fighters", "an army base"
_DESCRIBED = re.compile(
    r"\s(?:\w+\s)?(?:fighters?|troops?|soldiers?|forces?|units?|commanders?|spokes\w+|sources?|officials?|men|gunmen|"
    r"vehicles?|statement|advis[eo]r|headquarters|bases?|camp|garrison|strongholds?|hands|control|positions?|leader|chief|"
    r"group|territory|attacks?|drones?|snipers?|remnants)\b"
)
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")


@dataclass(frozen=True, slots=True)
class Told:
    """A question as it is put to the reader; `sides` are those of this war by the reader's names for them. `here` and
    `there` are the same offsets of the sentence as written and as told: both ends of every change."""

    question: Question
    sides: Mapping[str, str]
    here: tuple[int, ...]
    there: tuple[int, ...]

    def restored(self, opinions: Sequence[Opinion]) -> list[Opinion]:
        """The reader's opinions in the sides of this war, about the sentence as written."""
        return [
            replace(
                each,
                holders=self._renamed(each.holders),
                speakers=self._renamed(each.speakers),
                losers=self._renamed(each.losers),
                trigger=(
                    _carried(each.trigger[0], self.there, self.here),
                    _carried(each.trigger[1], self.there, self.here),
                ),
            )
            for each in opinions
        ]

    def _renamed(self, chances: Mapping[str | None, float]) -> Mapping[str | None, float]:
        return {self.sides.get(name, name) if name is not None else None: chance for name, chance in chances.items()}


class Disguise:
    """Tells sentences about the war that `claimants` know as if they were about the two-sided one of `lender`."""

    def __init__(self, claimants: Claimants, lender: Theatre) -> None:
        self._claimants = claimants
        self._home = lender.sides.home
        self._foe = next(side for side in lender.sides.values() if side is not lender.sides.home)

    def told(self, question: Question, foe: str | None) -> Told | None:
        """A question in the reader's words, None where it can't be put: where the sentence names several sides that are
        not at home, or none and `foe`, who fights the one at home by the article, is None too."""
        before, sentence, places = question
        named = {side for _, _, side, _ in self._claimants.named(sentence)}
        others = named - {self._claimants.home}
        if len(others) > 1 or not (others or foe):
            return None
        other = next(iter(others), foe) or ""
        names = {self._claimants.home: self._home, other: self._foe}
        text, here, there = self._reworded(sentence, names, places)
        spans = [(_carried(start, here, there), _carried(end, here, there)) for start, end in places]
        lead = self._reworded(before, names, ())[0]
        back = {self._home.id: self._claimants.home, self._foe.id: other}
        return Told((lead, text, spans), back, here, there)

    def _reworded(
        self, text: str, names: Mapping[str, Side], places: Sequence[tuple[int, int]]
    ) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
        """A text with other names for its sides, and the offsets that correspond."""
        parts: list[str] = []
        here, there, at, shift = [0], [0], 0, 0
        for start, end, side, is_leader in self._claimants.named(text):
            if side not in names or any(start < last and first < end for first, last in places):
                continue
            name, end = _called(names[side], text, start, end, is_leader=is_leader)
            parts += [text[at:start], name]
            at = end
            here += [start, end]
            there += [start + shift, start + shift + len(name)]
            shift += len(name) - (end - start)
        return "".join([*parts, text[at:]]), tuple(here), tuple(there)


def _called(side: Side, text: str, start: int, end: int, *, is_leader: bool) -> tuple[str, int]:
    """What a side is called where another is named, and where that name ends."""
    owning = _POSSESSIVE.match(text, end)
    if owning is not None or text[start:end].endswith(("'s", "’s")):
        return f"{side.name}'s", owning.end() if owning is not None else end
    if is_leader:
        return side.name, end
    if text.startswith("-", end) or (_DESCRIBED.match(text, end) and not text[start:end].endswith("s")):
        return side.adjective, end
    return f"{side.adjective} forces", end


def _carried(offset: int, here: Sequence[int], there: Sequence[int]) -> int:
    """An offset of one text in the other; within a changed name no further than its end."""
    edge = bisect_right(here, offset) - 1
    target = there[edge] + offset - here[edge]
    inside = edge % 2 == 1 and edge + 1 < len(here)
    return min(target, there[edge + 1]) if inside else target

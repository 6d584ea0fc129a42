"""Which side "they", "the enemy" and "our troops" are: the parties of a reading.

Who "they" are hangs on what the text told before; that is all that is carried from one reading to the next, as a
`Discourse`.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from extract.claims.context import Context
from extract.claims.effects import CHANGES, STATES
from extract.languages.reading import Reading
from extract.model import Sentence

__all__ = ["Discourse", "Parties", "last_group", "parties_of"]

FORWARD = frozenset({"take", "retake", "clear", "enter", "reach", "advance", "assault", "attack"})
RECENT = 3  # sentences after which "they" are no more those of whom the text spoke last
OPENING = 4  # words that open a sentence, or a phrase of it
PHRASES = 2
SUBJECT = 40  # characters of a sentence in which its subject begins


@dataclass(frozen=True, slots=True)
class Discourse:
    """What the text has told so far: the side that acted last, None before any did, the index of the sentence that
    was last read as telling of a place, None before any was, and the side that went forward last."""

    actor: str | None = None
    sentence: int | None = None
    going_on: str | None = None

    def after(self, context: Context, sentence: Sentence, reading: Reading, actor: str | None) -> "Discourse":
        """The same after a reading in which `actor` acts."""
        acted = context.is_side(actor) and reading.sense not in STATES
        forward = acted and reading.sense in FORWARD
        return Discourse(actor if acted else self.actor, sentence.index, actor if forward else self.going_on)

    def is_recent(self, sentence: Sentence) -> bool:
        """Whether a sentence still goes on with it."""
        return self.sentence is not None and sentence.index - self.sentence <= RECENT


class Parties(NamedTuple):
    """Who acts, and the other whom the reading names: sides, "other", "enemy" for one of several whom the speaker
    fights, or None where nobody can tell."""

    actor: str | None
    other: str | None


def parties_of(
    context: Context,
    discourse: Discourse,
    sentence: Sentence,
    reading: Reading,
    *,
    claimant_side: str | None,
    speaker: str | None,
    legitimate: str,
    day: date,
) -> Parties | None:
    """The parties of a reading; None where "they" are nobody that the text has told of.

    `claimant_side` is the side of whoever the sentence names as saying so, `speaker` that or else the article's own,
    `legitimate` the side whose recognised territory the place is, `day` when it was.
    """
    actor = _side(context, discourse, sentence, reading.actor, speaker, day)
    robbed = _side(context, discourse, sentence, reading.other, speaker, day) or reading.loser
    if reading.actor == "self" and speaker is None and context.is_side(robbed):
        actor = context.claimants.enemy(robbed, day, context.told)  # "our forces wrested it from the militia"
    elif reading.actor == "self" and speaker is None and reading.sense == "take":
        actor = context.claimants.enemy(
            legitimate, day, context.told
        )  # "the ministry said its troops had seized": the invader's
    conceded = "conceded" in reading.clues and reading.sense in ("leave", "lose")
    if actor is None and conceded and context.is_side(claimant_side):
        actor = claimant_side  # who admits a retreat admits their own
    if reading.actor == "they":
        actor = _opening_side(context, sentence) or (actor if discourse.is_recent(sentence) else None)
        if actor is None and reading.sense not in CHANGES:
            return None
    return Parties(actor, _side(context, discourse, sentence, reading.other, speaker, day))


def _side(
    context: Context, discourse: Discourse, sentence: Sentence, party: str | None, speaker: str | None, day: date
) -> str | None:
    """The side that a party of a reading is, by who speaks and whom the text spoke of last."""
    speaking = speaker if context.is_side(speaker) else None
    presumed = context.claimants.presumed
    match party:
        case "self":
            return presumed if speaker is None else speaking
        case "ours":
            return speaking
        case "they":
            return discourse.actor
        case "going on":
            return discourse.going_on
        case "group":
            return last_group(context, sentence)
        case "enemy":
            return context.claimants.enemy(speaking or presumed, day, context.told) or "enemy"
    return party


def last_group(context: Context, sentence: Sentence) -> str | None:
    """The side that "the group" or "the movement" is: the last one without a state that the text names before it."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - RECENT), -1):
        named = (side for _, _, side, _ in context.claimants.named(context.sentences[index].text))
        groups = [side for side in named if not context.claimants.sides[side].country]
        if groups:
            return groups[0]
    return None


def _opening_side(context: Context, sentence: Sentence) -> str | None:
    """The side that the sentence before opens with, for "they": "Russian troops had held it. They ..."."""
    if not sentence.index:
        return None
    for phrase in re.split(r"[,;:(]", context.sentences[sentence.index - 1].text)[:PHRASES]:
        side = context.claimants.side_of_force(" ".join(phrase.split()[:OPENING]))
        if side is not None:  # "In the north, Ukrainian forces held on"
            return side if context.is_side(side) else None
    if context.claimants.are_forces:  # "In South Kordofan the SPLM-N has been allied to the RSF. It holds"
        opening = context.sentences[sentence.index - 1].text[:SUBJECT]
        return next((side for _, _, side, leads in context.claimants.named(opening) if not leads), None)
    return None

"""Whose words a claim is, and which side they stand on: claimants, quotations, admissions, denials.

A grammar finds who is said to speak. Where the words for them do not tell a side ("he", "the ministry", a name), the
article does: where it introduced them, who speaks in the sentences around, its title, its publisher.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.claims.context import Context
from extract.claims.effects import Effect
from extract.claims.parties import last_group
from extract.languages.phrases import (
    BOTH_SIDES,
    CLOSING_ATTRIBUTION,
    CONJUNCTIONS,
    GROUP,
    NOBODY_NAMED,
    PERSON,
    UNIT,
    UNNAMED_SPEAKER,
)
from extract.languages.reading import Reading
from extract.model import Action, DayRange, Mode, Sentence

__all__ = [
    "Attribution",
    "Denial",
    "admits",
    "attributed",
    "attribution_day",
    "denials_in",
    "in_own_words",
    "settled_by",
]

# where to look for who speaks, in sentences from the one in question: a quotation's, and that of "he said"
AROUND = (0, 1, -1, 2, -2, -3)
BEFORE = (-1, -2, -3, -4)
INTRODUCED = (90, 70)  # characters before and behind a name that may introduce the person
UNIT_OWNER = 20  # characters before a unit's name
PHRASE_EDGE = re.compile(r"[,;:.!?()«»“”\"\n]|\s[–—-]\s")
PHRASES = 2  # of a sentence, that may name the person it opens with: "Yevgeny Prigozhin, Wagner's founder"
NAME_AND_OFFICE = 4  # words
SHORTEST = 4  # letters of a name that is looked for in the article
LOSING = ("leave", "lose", "yield")  # what somebody says of their own side's losses
ADMITTED = (Action.CAPTURED, Action.LIBERATED, Action.WITHDREW, Action.TRANSFERRED)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The words that name who says it, None in the text's own voice, and their side: "other" for third parties, None
    where nobody can tell."""

    claimant: str | None
    side: str | None


@dataclass(frozen=True, slots=True)
class Denial:
    """A sentence that denies what was said before ("Kyiv denied it"): who, of which side, and the span of the article's
    text that points back."""

    sentence: Sentence
    claimant: str
    side: str
    start: int
    end: int


# --- who says it ------------------------------------------------------------------------------------------------------


def attributed(context: Context, sentence: Sentence, reading: Reading) -> Attribution:
    """Who says what a reading tells, as the article knows them."""
    if reading.claimant is None:
        quoted = "quoted" in reading.clues
        return Attribution(None, reading.claimant_side or (_speaking(context, sentence, AROUND) if quoted else None))
    side = reading.claimant_side or _introduced(context, reading.claimant, sentence)
    if side is None and context.claimants.are_forces and GROUP.fullmatch(reading.claimant):
        side = last_group(context, sentence)
    if side is None and UNNAMED_SPEAKER.search(reading.claimant):
        title = context.article.title
        spoken = PERSON.fullmatch(reading.claimant) or (
            context.claimants.are_forces and reading.claimant.lower() == "it"
        )
        side = _told_of(context, sentence) if spoken else None
        side = (
            side or _speaking(context, sentence, BEFORE) or context.claimants.side_of(title) or context.publisher_side
        )
        if side is None and reading.actor != "self":
            side = context.claimants.presumed
    elif side is None and reading.actor != "self":
        side = "other"
    return Attribution(reading.claimant, side)


def in_own_words(reading: Reading) -> bool:
    """Whether somebody speaks of their own side in a quotation without being named: “we keep holding”."""
    own = reading.actor == "self" and "quoted" in reading.clues and "ours" not in reading.clues
    return own and reading.mode is Mode.FACT and reading.sense != "want"


def settled_by(context: Context, attribution: Attribution, reading: Reading, effect: Effect) -> Attribution:
    """An attribution once it is known what its words mean for control: who gains or loses tells who would say so."""
    claimant, side = attribution.claimant, attribution.side
    if in_own_words(reading):
        side = side or context.publisher_side or context.claimants.presumed
    if claimant is not None and side is None:
        # "the ministry said its troops had taken": whoever speaks of their own gains is on the side that gains
        own = effect.lost if reading.sense in LOSING else effect.gained
        side = own if reading.actor == "self" and own else "other"
    if claimant is not None and context.is_side(effect.lost) and _speaks_for_both(context, claimant, effect):
        side = effect.lost  # who loses by it agrees
    if claimant is not None and NOBODY_NAMED.fullmatch(claimant):
        claimant = None
    return Attribution(claimant, side)


def admits(attribution: Attribution, effect: Effect) -> bool:
    """Whether a claim says that the claimant's own side lost."""
    return attribution.side is not None and effect.lost == attribution.side and effect.action in ADMITTED


def attribution_day(context: Context, sentence: Sentence) -> DayRange | None:
    """The day on which a sentence closes its attribution: "..., the mayor said on Friday"."""
    article = context.article
    expressions = context.chronology.expressions(sentence.index)
    for number, (start, end, days) in enumerate(expressions):
        if CLOSING_ATTRIBUTION.search(article.text[sentence.start : start]) and days.end is not None:
            behind = expressions[number + 1 : number + 2]
            if behind and article.text[end : behind[0][0]] == ", ":  # "on Sunday, 4 September"
                days = behind[0][2]
            return days if days.end is not None and days.end <= article.published else None
    return None


# --- on which side ----------------------------------------------------------------------------------------------------


def _side_of(context: Context, words: str, sentence: Sentence) -> str | None:
    """The side of whoever the words name: by the words alone, or by where the article introduced the person."""
    return context.claimants.side_of(words) or _introduced(context, words, sentence)


def _introduced(context: Context, claimant: str, sentence: Sentence) -> str | None:
    """The side of a person whom the article has introduced up to a sentence, by the words around the name."""
    surname = claimant.split()[-1]
    if not surname[:1].isupper() or len(surname) < SHORTEST:
        return None
    text, (before, behind) = context.article.text, INTRODUCED
    is_unit = UNIT.fullmatch(surname) is not None
    for found in re.finditer(re.escape(surname), text[: sentence.end]):
        if is_unit:  # "Ukraine's 65th Brigade": told by what stands before its name alone
            ahead = text[max(0, found.start() - len(claimant) - UNIT_OWNER) : found.start()]
            side = context.claimants.side_of(ahead.replace("\n", " "))
        else:  # "freed from the occupiers, said the mayor X": what stands with the name tells more than what lies ahead
            ahead = text[max(0, found.start() - before) : found.end()]
            after = text[found.end() : found.end() + behind]
            side = context.claimants.side_of(PHRASE_EDGE.split(ahead)[-1] + PHRASE_EDGE.split(after)[0])
            side = side or context.claimants.side_of((ahead + after).replace("\n", " "))
        if side is not None:
            return side
    return None


def _speaking(context: Context, sentence: Sentence, steps: tuple[int, ...]) -> str | None:
    """The side of whoever speaks in the sentences so many steps from one; the first that tells."""
    for step in steps:
        if 0 <= sentence.index + step < len(context.sentences):
            words = context.grammar.speaker(context.sentences[sentence.index + step].text)
            if words and (side := _side_of(context, words, sentence)):
                return side
    return None


def _told_of(context: Context, sentence: Sentence) -> str | None:
    """The side of the person with whom the sentence before opens, for "he": "Prigozhin appeared in a video. ..."."""
    if not sentence.index or context.grammar.speaker(context.sentences[sentence.index - 1].text):
        return None
    before = context.sentences[sentence.index - 1]
    for phrase in before.text.split(",")[:PHRASES]:
        side = _side_of(context, " ".join(phrase.split()[:NAME_AND_OFFICE]), before)
        if side is not None:
            return side
    return None


def _speaks_for_both(context: Context, claimant: str, effect: Effect) -> bool:
    """ "Ukrainian and Russian-backed officials", "Kyiv and Moscow", "both sides": both who lose and who gain by it."""
    if BOTH_SIDES.search(claimant):
        return True
    parts = (part.replace("-", " ") for part in CONJUNCTIONS.split(claimant))
    named = set(filter(context.is_side, map(context.claimants.side_of_force, parts)))
    return len(named) > 1 and named >= set(filter(context.is_side, (effect.lost, effect.gained, effect.after)))


# --- denials ----------------------------------------------------------------------------------------------------------


def denials_in(context: Context) -> Iterator[Denial]:
    """The sentences of an article in which a side denies what was said before."""
    for sentence in context.sentences:
        found = context.grammar.denial(sentence.text)
        if found is None:
            continue
        words, start, end = found
        side = _side_of(context, words, sentence)
        if side is None and UNNAMED_SPEAKER.search(words):
            side = _speaking(context, sentence, BEFORE)
        if side is not None and context.is_side(side):
            yield Denial(sentence, words, side, sentence.start + start, sentence.start + end)

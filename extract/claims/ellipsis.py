"""Sentences that leave it to the one before what happened: "So is Borova.", "Among them are A, B and C."."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.claims.context import Context
from extract.claims.effects import ASSERTED, CHANGES, STATES
from extract.languages.reading import SEVERAL, Continuation, PlaceRef, Reading
from extract.model import Claim, DateBasis, Mode, Sentence

__all__ = ["Read", "completed", "continuations_in", "dated_by"]

ITEM = "item"  # the clue of what an item of a list says
REACH = 2  # sentences after which "so is Borova" still speaks of the same

Read = tuple[Sentence, Reading]
"""A reading and the sentence that it stands in."""


def continuations_in(context: Context) -> Mapping[int, Continuation]:
    """The sentences of an article that only continue the one before, by their index."""
    named = (context.sentences[index] for index in context.named)
    found = ((s.index, context.grammar.continuation(context.passage(s))) for s in named)
    return {index: continuation for index, continuation in found if continuation is not None}


def completed(
    context: Context, continuation: Continuation | None, sentence: Sentence, before: Sequence[Read]
) -> list[Reading]:
    """What such a sentence says, completed from the reading before it; nothing where none fits or it is none such."""
    model = _model(continuation, sentence, before) if continuation is not None else None
    if continuation is None or model is None:
        return []
    if continuation.item:
        item = replace(model, trigger=continuation.trigger, clues=model.clues | {"gapped", ITEM})
        return [
            replace(item, place=replace(place, near=model.place.near, part=model.place.part))
            for place in (_place_ref(context, sentence, number) for number in continuation.places)
        ]
    complete = replace(
        model,
        trigger=continuation.trigger,
        mode=Mode.CLAIMED if continuation.named else Mode.FACT,
        claimant=None,
        claimant_side=model.claimant_side if continuation.named else None,
        clues=model.clues | {"gapped"},
        preposition="object",
    )
    return [replace(complete, place=_place_ref(context, sentence, number)) for number in continuation.places]


def _model(continuation: Continuation, sentence: Sentence, before: Sequence[Read]) -> Reading | None:
    """The last reading that a sentence may continue: one of places only counted, where it lists them; for an item of a
    list the one that opened it."""
    if continuation.item:
        last = [reading for earlier, reading in before if sentence.index - earlier.index <= REACH][-1:]
        return last[0] if last and (last[0].place.anaphor == SEVERAL or ITEM in last[0].clues) else None
    models = [
        reading
        for earlier, reading in before
        if sentence.index - earlier.index <= REACH
        and reading.mode in ASSERTED
        and "adjective" not in reading.clues
        and (reading.sense in CHANGES or (reading.sense in STATES and (continuation.listed or not continuation.named)))
        and (reading.place.lands or not continuation.listed)
    ]
    return models[-1] if models else None


def _place_ref(context: Context, sentence: Sentence, number: int) -> PlaceRef:
    """The reference to a sentence's named place, by its number in it."""
    mention = context.named[sentence.index][number]
    return PlaceRef(mention.start - sentence.start, mention.end - sentence.start, number)


def dated_by(context: Context, claim: Claim, before: Sequence[Read]) -> Claim:
    """A claim of such a sentence is of the day of the reading before it, unless it names one."""
    if claim.date_basis is not DateBasis.PUBLICATION or not before:
        return claim
    opening = [read for read in before if read[1].place.anaphor == SEVERAL]
    sentence, reading = opening[-1] if opening and ITEM in before[-1][1].clues else before[-1]
    days = context.chronology.resolve(
        sentence.index,
        sentence.start + reading.trigger[0],
        sentence.start + reading.trigger[1],
        ongoing=reading.sense in STATES,
        place_end=sentence.start + reading.place.end,
    )
    return replace(claim, event_from=days.start, event_to=days.end, date_basis=days.basis)

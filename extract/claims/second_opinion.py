"""What a second reader adds to the claims that grammar found: places it would not have left out, and doubt.

The learned reader (extract/learned) says of every named place of a sentence how likely it is that something is claimed
of it. Where grammar has a claim too, the two are weighed: what both see is surer, and what the reader finds all but
impossible is doubted. Where grammar has none, a likely one is proposed: as a reading like any other, so that its
speaker, day and extent come from the article as always, and marked by its extractor. Where grammar has read a plan, a
denial or a piece of a place, it is left alone: the reader takes those for the event itself too often.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from extract.claims.context import Context
from extract.claims.effects import ASSERTED
from extract.claims.footprints import is_unnamed
from extract.claims.interpretation import EXTRACTOR, claim_of, interpreted
from extract.claims.parties import Discourse
from extract.claims.references import referents
from extract.claims.settling import Found
from extract.languages.phrases import (
    ALTERNATIVE,
    EXCEPTED,
    FIRED_AT,
    FORMERLY,
    ON_PAPER,
    UNNAMED_SPEAKER,
    WHOEVER,
    after_dateline,
)
from extract.languages.reading import PlaceRef, Reading
from extract.learned import READER
from extract.learned.disguise import Disguise
from extract.learned.marking import CONTEXT_CHARACTERS
from extract.learned.reader import Opinion, SecondReader, Thresholds
from extract.model import Action, Claim, Mode, Sentence
from extract.places.extents import Extents

__all__ = ["BOTH_READERS", "ReadArticle", "with_second_opinion"]

Opinions = dict[int, list[tuple[PlaceRef, Opinion]]]
"""By the index of the sentence: what is thought of each place in it."""

BOTH_READERS = f"{EXTRACTOR}, {READER}"
AGREED = 0.5  # of a doubt that is left where both see the same
DOUBTED = 0.5  # of a confidence that is left where the reader finds a claim all but impossible
LEAST = 0.05
CONTESTED = "contested"
LONGEST_CLAIMANT = 7  # words
LONGEST_OFFICE = 3  # words: "local officials", "the defence ministry"
BESIDE = 30  # characters between "formerly" and the word that it goes with
FEWEST_WORDS = 3  # beside its places, for a sentence to say anything of them
SURE = 0.95  # for a place beside one that grammar tells of
LIKELY = 0.5  # for one of several answers to be taken
SENSES = {
    Action.CAPTURED: "take",
    Action.LIBERATED: "retake",
    Action.WITHDREW: "leave",
    Action.ENTERED: "enter",
    Action.ADVANCED: "advance",
    Action.CONTESTED: "fight",
    Action.BESIEGED: "besiege",
    Action.HELD: "hold",
    Action.REPELLED: "repel",
    Action.TRANSFERRED: "transfer",
}
OF_HOLDER = (Action.CAPTURED, Action.LIBERATED, Action.HELD, Action.TRANSFERRED)  # tell who holds a place then


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article, the indices of the sentences that the reader is asked about, and the claims that grammar found."""

    context: Context
    indices: Sequence[int]
    found: Sequence[Found]


class _Stake(Enum):
    """What an answer of the reader's could change."""

    WEIGHT = auto()  # how sure a claim of grammar's is
    PROPOSAL = auto()  # whether there is a claim at all


def with_second_opinion(
    reader: SecondReader, disguise: Disguise | None, extents: Extents, articles: Sequence[ReadArticle]
) -> list[list[Found]]:
    """The claims of each article after the reader was asked about its sentences, in the order of the text; `disguise`
    puts them to a reader of another war."""
    asked = [
        (number, index, places, stake)
        for number, article in enumerate(articles)
        for index in article.indices
        if (places := _places(article.context, index)) and (stake := _stake(article, index, places))
    ]
    opinions: list[Opinions] = [{} for _ in articles]
    for number, index, places, stake in asked:
        answer = _answer(reader, disguise, articles[number].context, index, places, stake)
        opinions[number][index] = list(zip(places, answer, strict=True)) if answer else []
    return [_joined(reader, extents, article, about) for article, about in zip(articles, opinions, strict=True)]


def _answer(
    reader: SecondReader,
    disguise: Disguise | None,
    context: Context,
    index: int,
    places: Sequence[PlaceRef],
    stake: _Stake,
) -> list[Opinion]:
    """The reader's opinion of each place of a sentence; none of one that no disguise fits, or that looks as if it made
    no claim, as long as no claim of grammar's is to be weighed."""
    question = _question(context, index, places)
    told = disguise.told(question, context.main_enemy) if disguise is not None else None
    if disguise is not None and told is None:
        return []
    put = question if told is None else told.question
    if stake is _Stake.PROPOSAL and not reader.may_see(put[1], put[2]):
        return []
    (opinions,) = reader.read([put])
    return opinions if told is None else told.restored(opinions)


def _places(context: Context, index: int) -> list[PlaceRef]:
    """What a side could hold in a sentence, in its order and apart: places with a name, and "the city" for one."""
    sentence = context.sentences[index]
    begin = sentence.start + after_dateline(sentence.text)
    refs = [
        PlaceRef(mention.start - sentence.start, mention.end - sentence.start, number)
        for number, mention in enumerate(context.named.get(index, ()))
        if not (mention.metonym or is_unnamed(mention)) and mention.start >= begin
    ]
    refs += context.grammar.settlements(context.passage(sentence))
    apart: list[PlaceRef] = []
    for ref in sorted(refs, key=lambda ref: ref.start):
        if not apart or ref.start >= apart[-1].end:
            apart.append(ref)
    words = len(sentence.text.split()) - sum(len(sentence.text[ref.start : ref.end].split()) for ref in apart)
    return apart if words >= FEWEST_WORDS else []


def _stake(article: ReadArticle, index: int, places: Sequence[PlaceRef]) -> _Stake | None:
    """What an answer could change: it weighs claims of who holds a place, and gives places without a claim one."""
    start = article.context.sentences[index].start
    told = [(claim, reading) for claim, reading in article.found if claim.start == start]
    if any(_is_status(claim) for claim, _ in told):
        return _Stake.WEIGHT
    is_told = all(any(_overlap(ref, reading.place) for _, reading in told) for ref in places)
    return None if is_told else _Stake.PROPOSAL


def _question(context: Context, index: int, places: Sequence[PlaceRef]) -> tuple[str, str, list[tuple[int, int]]]:
    """What the reader is asked: the text before, as much as it looks at, the sentence, the spans of its places."""
    sentence = context.sentences[index]
    before = context.article.text[max(0, sentence.start - CONTEXT_CHARACTERS) : sentence.start]
    return before, sentence.text, [(place.start, place.end) for place in places]


def _joined(reader: SecondReader, extents: Extents, article: ReadArticle, opinions: Opinions) -> list[Found]:
    """The claims of an article, weighed by what the reader thinks of the same places, and what only it sees."""
    context = article.context
    indices = {context.sentences[index].start: index for index in article.indices}
    joined: list[Found] = []
    claimed: dict[int, list[Found]] = {}
    for claim, reading in article.found:
        index = indices.get(claim.start, -1)
        about = (opinion for ref, opinion in opinions.get(index, ()) if _overlap(ref, reading.place))
        joined.append((_weighed(claim, next(about, None), reader.thresholds), reading))
        claimed.setdefault(index, []).append((claim, reading))
    for index, places in opinions.items():
        told = claimed.get(index, [])
        for ref, opinion in places:
            if not any(_overlap(ref, reading.place) for _, reading in told):
                proposal = _proposed(context, extents, reader.thresholds, index, ref, opinion)
                if proposal is not None and (not told or _stands_beside(proposal[0], ref, told)):
                    joined.append(proposal)
    return sorted(joined, key=lambda each: each[0].start)


def _stands_beside(proposal: Claim, ref: PlaceRef, told: Sequence[Found]) -> bool:
    """Whether it may stand in a sentence that grammar read: the reader hears what is told of one place of others."""
    is_same = ref.mention is None and any(proposal.place_id == claim.place_id for claim, _ in told)
    return not is_same and (proposal.confidence > SURE or not any(_is_status(claim) for claim, _ in told))


def _overlap(one: PlaceRef, other: PlaceRef) -> bool:
    return one.start < other.end and other.start < one.end


def _is_status(claim: Claim) -> bool:
    """Whether a claim says, as a fact or in somebody's words, that a side holds the place."""
    return claim.mode in ASSERTED and claim.controller_after not in (None, CONTESTED)


def _weighed(claim: Claim, opinion: Opinion | None, thresholds: Thresholds) -> Claim:
    """A claim of grammar's, surer where the reader sees the same, doubted where it finds that all but impossible."""
    if opinion is None or not _is_status(claim):
        return claim
    chance = opinion.holders.get(claim.controller_after, 0.0)
    if chance >= LIKELY:
        sure = 1 - (1 - claim.confidence) * AGREED
        return replace(claim, confidence=round(sure, 3), extractor=BOTH_READERS)
    if chance < thresholds.doubt:
        return replace(claim, confidence=round(max(LEAST, claim.confidence * DOUBTED), 3))
    return claim


def _proposed(
    context: Context, extents: Extents, thresholds: Thresholds, index: int, place: PlaceRef, opinion: Opinion
) -> Found | None:
    """A claim that only the reader sees, None where it is not sure enough or its words tell too little."""
    sentence = context.sentences[index]
    reading, chance = _reading(context, thresholds, sentence, place, opinion)
    mention = next(iter(referents(context, sentence, place)), None) if reading is not None else None
    if reading is None or mention is None:
        return None
    meaning, _ = interpreted(context, extents, Discourse(), sentence, reading, mention)
    if meaning is None:
        return None
    claim = replace(claim_of(context, meaning), confidence=round(chance, 3), extractor=READER)
    return claim, reading


def _is_ruled_out(text: str, place: PlaceRef, start: int, end: int) -> bool:
    """Do the words about a trigger (a span of the text) or before the place say that nobody holds it for that?"""
    if FORMERLY.search(text, max(0, start - BESIDE), end + BESIDE) or EXCEPTED.search(text[: place.start]):
        return True
    if ALTERNATIVE.search(text, end, place.start):  # "towns under Russian control or under attack, such as X"
        return True
    if WHOEVER.search(text, 0, start):  # "whoever holds the hills holds the town"
        return True
    fired = FIRED_AT.search(text)
    return fired is not None and start < fired.end() and fired.start() < end


def _reading(
    context: Context, thresholds: Thresholds, sentence: Sentence, place: PlaceRef, opinion: Opinion
) -> tuple[Reading | None, float]:
    """The opinion as a reading, and the chance that it is right."""
    sides = {side: opinion.holders.get(side, 0.0) for side in context.theatre.sides}
    holder = max(sides, key=lambda side: sides[side])
    held = sum(sides.values())
    action = max(opinion.actions, key=lambda each: opinion.actions[each])
    mode = max((each for each in opinion.modes if each is not None), key=lambda each: opinion.modes[each])
    clues = {"learned"}
    start, end = opinion.trigger
    if _is_ruled_out(sentence.text, place, start, end):
        return None, 0.0
    if ON_PAPER.match(sentence.text[slice(*opinion.trigger)]):
        clues.add("annexed")
    if held > thresholds.status:
        chance = held
        if action not in OF_HOLDER:
            action = max(OF_HOLDER, key=lambda each: opinion.actions[each])
        if mode not in ASSERTED:
            mode = max(ASSERTED, key=lambda each: opinion.modes[each])
    elif opinion.actions[action] > thresholds.event:
        chance = opinion.actions[action]
        if action in OF_HOLDER and mode in ASSERTED:
            if action in (Action.HELD, Action.TRANSFERRED):
                return None, 0.0  # who holds it is all that they say
            clues.add("piece")
    else:
        return None, 0.0
    loser = max(opinion.losers, key=lambda side: opinion.losers[side])
    actor: str | None = holder
    if action is Action.WITHDREW:
        actor = loser
    elif action in (Action.CONTESTED, Action.BESIEGED):
        actor = None
    elif action not in OF_HOLDER:
        actor = loser and context.claimants.enemy(loser, context.article.published)
    claimant, side = _claimant(context, sentence) if mode is Mode.CLAIMED else (None, None)
    speaker = max(opinion.speakers, key=lambda side: opinion.speakers[side]) if mode is Mode.CLAIMED else None
    reading = Reading(
        sense=SENSES[action],
        place=place,
        actor=actor,
        other=actor if action is Action.TRANSFERRED else None,
        mode=mode,
        claimant=claimant,
        claimant_side=side or speaker,
        trigger=opinion.trigger,
        preposition="object",
        complete=False,
        loser=loser,
        clues=frozenset(clues),
    )
    return reading, chance


def _claimant(context: Context, sentence: Sentence) -> tuple[str | None, str | None]:
    """The words that name who says it, where they are a name or an office and no scrap of a sentence, and the side
    that they tell."""
    speaker = (context.grammar.speaker(sentence.text) or "").strip(" ,")
    for words in (speaker.split(",")[-1].strip(), speaker):  # "... forces, local officials (said)"
        count, side = len(words.split()), context.claimants.side_of(words)
        named = words[:1].isupper() and side is not None and count <= LONGEST_CLAIMANT
        if named or (0 < count <= LONGEST_OFFICE and UNNAMED_SPEAKER.search(words.split()[-1])):
            return words, side
    return None, None

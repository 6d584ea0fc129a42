"""Which place "the city", "it", "there" or "both" means: anaphora resolution.

A named place stands for itself. For an anaphor, the places named before it, nearest first, are its candidates; those
that agree with it (a village is no "city") are scored by how recent and how salient they are, and the best is the
antecedent. A pronoun at the head of a sentence may also point ahead: "Two years after its liberation, Izium ...".
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extract.claims.context import Context
from extract.claims.footprints import is_unnamed, whole_settlement
from extract.languages.phrases import (
    BOTH,
    CLAUSE_START,
    LANDMARK,
    LITERAL,
    POSSESSIVE,
    PRONOUNS,
    QUARTER,
    REGIONS,
    SETTLEMENTS,
    SITES,
    THE_CAPITAL,
    introduced_as,
    joined,
)
from extract.languages.reading import SEVERAL, PlaceRef
from extract.model import Mention, Sentence
from gazetteer.place import Kind

__all__ = ["REACH", "referents"]

REACH = 5  # sentences that "the city" looks back
SITE_REACH = 2  # sentences that "the airport" looks back for its town
PAIR_REACH = 2  # sentences that "both" looks back

# Points of a candidate: the scale is free, only their order counts.
NEARER = 1.0  # a sentence; twice that for a pronoun
SAME_SENTENCE = 2.0
IN_HEADLINE = 2.0
OFTEN = 0.6  # each time that the number of its mentions doubles
OFTEN_AT_MOST = 30  # mentions
OPENS_SENTENCE = 1.5  # the name that the sentence before opens with, for a pronoun
UNRESOLVED = -0.5  # a name that may be several places
GOVERNMENT = -0.3  # a metonym
ONLY_LANDMARK = -4.0  # "on the road to Izium"
INTRODUCED_OTHERWISE = -3.0  # "X, a village", and now "the town"
NO_CITY = -2.0  # the register calls it a village

METROPOLIS = 1_500_000  # a capital is named for its government more often than for itself
VILLAGE, TOWN, CITY = 30_000, 150_000, 6_000  # people: at most, at most, at least
BEFORE_NAME = 50  # characters that may make it a landmark
FROM_NOUN = 0.5  # the score of a mention that is no name
BEFORE_METONYM = 20  # characters that may say that the city is meant


class _Candidate(NamedTuple):
    mention: Mention
    distance: int  # sentences


def referents(context: Context, sentence: Sentence, ref: PlaceRef) -> list[Mention]:
    """The places that a reference stands for: mostly one, two for "both", none if nobody can tell."""
    if ref.anaphor == BOTH:
        return _pair(context, sentence, ref)
    if ref.anaphor == SEVERAL:
        return []
    if ref.mention is not None:
        return [context.named[sentence.index][ref.mention]]
    found = _antecedent(context, sentence, ref)
    if found is None and ref.anaphor in SITES:
        found = _site_of_town(context, sentence, ref)
    if found is None and ref.anaphor == "capital" and not ref.part:
        found = _capital(context, sentence, ref)
    return [found] if found is not None else []


def _pair(context: Context, sentence: Sentence, ref: PlaceRef) -> list[Mention]:
    """The two places that "and" joined last before "both"."""
    for distance in range(PAIR_REACH + 1):
        named = [
            mention
            for mention in context.named.get(sentence.index - distance, ())
            if distance or mention.end <= sentence.start + ref.start
        ]
        for one, other in reversed(list(pairwise(named))):
            alike = one.kind is other.kind and not (one.metonym or other.metonym)
            if alike and joined(context.article.text[one.end : other.start]):
                return [one, other]
    return []


def _site_of_town(context: Context, sentence: Sentence, ref: PlaceRef) -> Mention | None:
    """ "The airport" of the town that the text is about."""
    town = _antecedent(context, sentence, replace(ref, anaphor="place"), reach=SITE_REACH)
    return replace(town, kind=Kind.PART) if town is not None and not town.metonym else None


def _capital(context: Context, sentence: Sentence, ref: PlaceRef) -> Mention | None:
    """ "The capital", with nothing beside it, of the country that the war is about."""
    place, words = context.capital, sentence.text[ref.start : ref.end]
    if place is None or not THE_CAPITAL.fullmatch(words):
        return None
    start, end = sentence.start + ref.start, sentence.start + ref.end
    point = place.latitude, place.longitude
    return Mention(sentence.index, start, end, words, Kind.SETTLEMENT, place, *point, 0.0, FROM_NOUN)


def _antecedent(context: Context, sentence: Sentence, ref: PlaceRef, reach: int = REACH) -> Mention | None:
    """The place that an anaphor refers to; of several as good the nearest."""
    if ref.anaphor == "it" and (ahead := _cataphoric(context, sentence, ref)) is not None:
        return ahead
    best: tuple[float, Mention] | None = None
    for candidate in _candidates(context, sentence, ref, reach):
        score = _score(context, candidate, ref.anaphor)
        if best is None or score > best[0]:
            best = score, candidate.mention
    return best[1] if best is not None else None


def _cataphoric(context: Context, sentence: Sentence, ref: PlaceRef) -> Mention | None:
    """ "Two years after its liberation, Izium", "until they freed it in May, Izium": the place behind the comma."""
    named = context.named.get(sentence.index, ())
    if any(mention.start < sentence.start + ref.end for mention in named):
        return None
    comma = sentence.text.find(", ", ref.end)
    if comma <= 0:
        return None
    start = sentence.start + comma + 2
    return next((mention for mention in named if mention.start == start and not mention.metonym), None)


# --- candidates -------------------------------------------------------------------------------------------------------


def _candidates(context: Context, sentence: Sentence, ref: PlaceRef, reach: int) -> Iterator[_Candidate]:
    """The places that an anaphor may refer to, the nearest first."""
    for distance in range(reach + 1):
        for mention in reversed(context.named.get(sentence.index - distance, ())):
            if distance == 0 and mention.end > sentence.start + ref.start:
                continue
            if distance == 0 and ref.anaphor != "capital" and _is_agent(context, mention, sentence):
                continue
            whole = whole_settlement(mention)
            if _agrees(context, whole, ref.anaphor):
                yield _Candidate(whole, distance)


def _is_agent(context: Context, mention: Mention, sentence: Sentence) -> bool:
    """Does a name stand for a side that does or owns something: "Kyiv took the city back", "Kyiv's troops"?"""
    if not context.is_side(context.claimants.side_of_force(mention.surface)):
        return False
    text = context.article.text
    if text.startswith(POSSESSIVE, mention.end):
        return True
    return CLAUSE_START.search(text[sentence.start : mention.start]) is not None


def _agrees(context: Context, mention: Mention, anaphor: str) -> bool:
    """Could "the city" (or region, plant, "it", "there") be this place?"""
    if mention.metonym and anaphor != "capital" and not _is_literal(context, mention):
        return False
    name = mention.place.name if mention.place is not None else ""
    if anaphor in PRONOUNS:
        return mention.kind in (Kind.SETTLEMENT, Kind.PART, Kind.OTHER)
    if anaphor in SITES:
        return mention.kind is Kind.PART
    if anaphor == QUARTER:
        return mention.kind in (Kind.PART, Kind.SETTLEMENT)
    if anaphor == "island":
        return mention.kind is Kind.OTHER
    called = context.theatre.called.get(anaphor)
    if anaphor == "peninsula":
        return called is not None and called in name
    if anaphor == "capital":
        return called == name and mention.kind is Kind.SETTLEMENT
    if anaphor in REGIONS:
        return mention.kind is Kind.REGION and not is_unnamed(mention)
    people = mention.place.population if mention.place is not None else 0
    return mention.kind is Kind.SETTLEMENT and _is_of_size(people, anaphor)


def _is_literal(context: Context, mention: Mention) -> bool:
    """Whether the words before what may be a government say that the city is meant: "captured Kyiv"."""
    before = context.article.text[max(0, mention.start - BEFORE_METONYM) : mention.start]
    return LITERAL.search(before) is not None


def _is_of_size(people: int, noun: str) -> bool:
    """Whether a settlement is as large as the noun for it says; 0 people are an unknown number."""
    match noun:
        case "village" | "hamlet":
            return people < VILLAGE
        case "town":
            return people < TOWN
        case "city":
            return people > CITY or not people
    return True


# --- scores -----------------------------------------------------------------------------------------------------------


def _score(context: Context, candidate: _Candidate, anaphor: str) -> float:
    """How well a candidate fits an anaphor."""
    mention, distance = candidate
    text = context.article.text
    before = text[max(0, mention.start - BEFORE_NAME) : mention.start]
    score = ONLY_LANDMARK if LANDMARK.search(before) else 0.0
    near = -NEARER * distance + SAME_SENTENCE * (distance == 0)
    score += near + GOVERNMENT * mention.metonym + _salience(context, mention)
    if anaphor == "city" and mention.place is not None and not mention.place.population:
        score += NO_CITY
    if anaphor in PRONOUNS:
        score -= NEARER * distance
        score += OPENS_SENTENCE * (distance == 1 and mention.start == context.sentences[mention.sentence].start)
    if anaphor in SETTLEMENTS and _introduced_as(text, mention.surface) not in ("", anaphor):
        score += INTRODUCED_OTHERWISE
    return score


def _salience(context: Context, mention: Mention) -> float:
    """How much the article is about a place: named in its title, named often."""
    if mention.place is None:
        return UNRESOLVED
    headline = mention.place.id in context.headline
    if mention.place.population > METROPOLIS and not headline:
        return 0.0
    often = OFTEN * math.log2(1 + min(OFTEN_AT_MOST, context.frequency[mention.place.id]))
    return often + IN_HEADLINE * headline


_introduced_as = lru_cache(maxsize=64)(introduced_as)  # the same few names of one article, asked again and again

"""What one reading means in its article, step by step, and the claim that this makes."""

import hashlib
from dataclasses import dataclass, replace

from extract.claims.confidence import confidence_of
from extract.claims.context import Context
from extract.claims.effects import STATES, Effect, Event, effect_of, is_guessed, of_part
from extract.claims.footprints import extent_of, is_left_out, is_partial, is_unnamed, kind_of
from extract.claims.parties import Discourse, parties_of
from extract.claims.speakers import Attribution, admits, attributed, attribution_day, in_own_words, settled_by
from extract.languages.phrases import BOTH
from extract.languages.reading import Reading
from extract.model import Action, Claim, DateBasis, DayRange, Mention, Mode, Sentence
from extract.places.extents import Extent, Extents
from gazetteer.place import Kind

__all__ = ["EXTRACTOR", "Interpretation", "claim_id", "claim_of", "interpreted"]

EXTRACTOR = "marchland-grammar 1"


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A reading with all that the article, the theatre and the calendar add to it; `place` is what its reference stands
    for, `kind` and `extent` how much of that."""

    sentence: Sentence
    reading: Reading
    place: Mention
    kind: Kind
    extent: Extent
    effect: Effect
    mode: Mode
    attribution: Attribution
    days: DayRange


def interpreted(
    context: Context, extents: Extents, discourse: Discourse, sentence: Sentence, reading: Reading, place: Mention
) -> tuple[Interpretation | None, Discourse]:
    """What a reading means for one place, None where it claims nothing of it, and the discourse after it.

    1. Attribution: who says so, and of which side.
    2. Date: the days of the event; who fights whom hangs on them.
    3. Parties: which sides the actor and the other are.
    4. Footprint: the place itself, its surroundings, or a piece.
    5. Effect: the action, who gains, who loses, who holds the place then.
    6. Extent: how much of a region.
    7. Attribution again: who gains or loses tells more of who would say so.
    """
    # 1. Attribution
    attribution = attributed(context, sentence, reading)
    speaker = attribution.side or context.publisher_side
    # 2. Date
    days = _days(context, sentence, reading)
    day = days.end or context.article.published
    # 3. Parties
    legitimate = _legitimate_holder(context, place)
    parties = parties_of(
        context,
        discourse,
        sentence,
        reading,
        claimant_side=attribution.side,
        speaker=speaker,
        legitimate=legitimate,
        day=day,
    )
    if parties is None:
        return None, discourse
    recent = discourse.actor if discourse.is_recent(sentence) else None
    discourse = discourse.after(context, sentence, reading, parties.actor)
    # 4. Footprint
    kind = kind_of(context.article.text, place, reading)
    # 5. Effect
    event = Event(
        context.claimants, reading, kind, parties.actor, parties.other, speaker, legitimate, day, context.told, recent
    )
    effect = effect_of(event)
    if effect is None or is_left_out(context, extents, sentence, reading.place):
        return None, discourse
    if "annexed" in reading.clues and not _fell_before_war(context, place):
        return None, discourse  # of land that was not in hand: an act on paper
    if is_unnamed(place) and is_guessed(reading):
        return None, discourse
    # 6. Extent
    extent = extent_of(context, extents, sentence, reading, place) if kind is Kind.REGION else Extent()
    effect = of_part(effect, extent)
    # 7. Attribution again
    attribution = settled_by(context, attribution, reading, effect)
    mode = _mode(reading)
    if "annexed" in reading.clues:
        days = _before_war(context, place, days)
    return Interpretation(sentence, reading, place, kind, extent, effect, mode, attribution, days), discourse


def _legitimate_holder(context: Context, place: Mention) -> str:
    """The side whose recognised territory a place is: home's where nobody can tell, or no side's."""
    holder = context.theatre.legitimate_holder(place.place.country) if place.place is not None else None
    return holder or context.claimants.home


def _fell_before_war(context: Context, place: Mention) -> bool:
    """Whether a place lies in a first-level unit that a side held as a whole before the war."""
    return place.place is not None and place.place.admin1 in context.theatre.held_before


def _before_war(context: Context, place: Mention, days: DayRange) -> DayRange:
    """The days of an annexation: those of the war told cannot be its own, and what day it was may be known."""
    day = context.theatre.held_before.get(place.place.admin1) if place.place is not None else None
    if day is None or (days.end is not None and days.end < context.theatre.start):
        return days
    return DayRange(day, day, DateBasis.CONTEXT)


def _mode(reading: Reading) -> Mode:
    """How the text stands to what a reading tells."""
    if reading.sense == "want" and reading.mode is not Mode.DENIED:
        return Mode.PLANNED
    return Mode.CLAIMED if in_own_words(reading) else reading.mode


def _days(context: Context, sentence: Sentence, reading: Reading) -> DayRange:
    """The days of what a reading tells."""
    days = context.chronology.resolve(
        sentence.index,
        sentence.start + reading.trigger[0],
        sentence.start + reading.trigger[1],
        ongoing=reading.sense in STATES,
        place_end=sentence.start + reading.place.end if "row" not in reading.clues else None,
    )
    if days.basis is DateBasis.CONTEXT and "now" in reading.clues and reading.sense in STATES:
        return DayRange(None, context.article.published, DateBasis.PUBLICATION)  # "holds": as it is written
    undated = days.basis is DateBasis.PUBLICATION and reading.claimant is not None
    if undated and (day := attribution_day(context, sentence)):
        return replace(days, end=day.end, basis=day.basis)  # known as of the day it was said
    return days


def claim_of(context: Context, meaning: Interpretation) -> Claim:
    """The claim that an interpreted reading makes."""
    article, sentence, reading, mention = context.article, meaning.sentence, meaning.reading, meaning.place
    effect, extent, ref, place = meaning.effect, meaning.extent, reading.place, mention.place
    start, end = sentence.start + ref.start, sentence.start + ref.end
    own = f"|{mention.surface}" if ref.anaphor == BOTH else ""  # two claims of one span
    return Claim(
        id=claim_id(article.id + own, start, end, effect.action, meaning.mode),
        article=article.id,
        start=sentence.start,
        end=sentence.end,
        quote=article.text[sentence.start : sentence.end],
        place=sentence.text[ref.start : ref.end],
        place_start=start,
        place_end=end,
        place_id=extent.put_behind(place.id) if place is not None else "",
        name=extent.called(place.name) if place is not None else mention.surface,
        kind=meaning.kind,
        latitude=mention.latitude,
        longitude=mention.longitude,
        admin1=place.admin1 if place is not None else "",
        precision=_precision(mention),
        radius_km=mention.radius_km,
        alternatives=mention.alternatives,
        action=effect.action,
        gained_by=effect.gained,
        lost_by=effect.lost,
        controller_after=effect.after,
        mode=meaning.mode,
        claimant=meaning.attribution.claimant,
        claimant_side=meaning.attribution.side,
        admission=meaning.mode is Mode.CLAIMED
        and (meaning.attribution.claimant is not None or "learned" not in reading.clues)  # not by a guess of the side
        and admits(meaning.attribution, effect),
        partial=is_partial(reading, mention, extent, effect),
        event_from=meaning.days.start,
        event_to=meaning.days.end,
        date_basis=meaning.days.basis,
        confidence=confidence_of(reading, mention, effect, language=article.language, vague=extent.vague),
        trigger=article.text[sentence.start + reading.trigger[0] : sentence.start + reading.trigger[1]],
        extractor=EXTRACTOR,
        published=article.published,
        publisher=article.publisher,
        language=article.language,
    )


def _precision(mention: Mention) -> str:
    """How exactly a claim's place is known, as claims say it."""
    if mention.kind is Kind.NEAR:
        return "near"
    return str(mention.place.precision) if mention.place is not None else ""


def claim_id(article: str, start: int, end: int, action: Action, mode: Mode) -> str:
    """The id of a claim: the same whenever the same article is read again."""
    return hashlib.sha256(f"{article}|{start}|{end}|{action}|{mode}".encode()).hexdigest()[:16]

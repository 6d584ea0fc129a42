"""How much of a place a reading is about: the place itself, its surroundings, or a piece of it.

"Near Izium" and "towards Izium" are not Izium; "60 % of Popasna" is not all of it; "all of Luhansk Oblast except
Lysychansk" is a part of a region that can be drawn (extract/places/extents.py reads which).
"""

from dataclasses import replace

from extract.claims.context import Context
from extract.claims.effects import OF_LAND, Effect
from extract.languages.phrases import INSIDE, ITSELF, TOWARDS
from extract.languages.reading import PlaceRef, Reading
from extract.model import Action, Mention, Sentence
from extract.places.extents import Extent, Extents, Named
from extract.places.unnamed_land import is_unnamed_land
from gazetteer.place import Kind
from theatre.region_id import RegionId

__all__ = ["extent_of", "is_left_out", "is_partial", "is_unnamed", "kind_of", "whole_settlement"]

APPOSITION = 40  # characters before a name that may call it "the southern port of"


def kind_of(text: str, mention: Mention, reading: Reading) -> Kind:
    """What a reading is about, by the kind of place that its mention names and the words around it in the text."""
    ref = reading.place
    if "to the edge" in reading.clues or ("relative" in reading.clues and mention.kind is Kind.NEAR):
        return whole_settlement(mention).kind
    if ref.region and mention.kind is Kind.SETTLEMENT:
        return Kind.REGION
    if mention.kind is Kind.PART and not (ref.part or ref.near) and _is_city_itself(text, mention):
        return Kind.SETTLEMENT
    if mention.kind in (Kind.SETTLEMENT, Kind.PART):
        towards = reading.preposition.split()[-1] in TOWARDS
        moving = reading.sense in ("advance", "assault", "attack") and reading.preposition not in INSIDE
        if ref.near or towards or moving:
            return Kind.NEAR
        if ref.part:
            return Kind.PART
    return mention.kind


def _is_city_itself(text: str, mention: Mention) -> bool:
    """Whether what was found as a part of a settlement is only an apposition: "the southern port of Kherson"."""
    before = text[max(0, mention.start - APPOSITION) : mention.start]
    return whole_settlement(mention).kind is Kind.SETTLEMENT and ITSELF.search(before) is not None


def whole_settlement(mention: Mention) -> Mention:
    """The settlement itself, where words around a name speak of a piece of it ("the bridge at Kherson")."""
    place = mention.place
    if place is None or place.kind is not Kind.SETTLEMENT or mention.kind is Kind.SETTLEMENT:
        return mention
    return replace(mention, kind=place.kind, latitude=place.latitude, longitude=place.longitude, radius_km=0.0)


def is_unnamed(mention: Mention) -> bool:
    """Whether a mention is land without a name of its own ("the right bank of the Inhulets")."""
    return mention.place is not None and is_unnamed_land(mention.place)


def extent_of(context: Context, extents: Extents, sentence: Sentence, reading: Reading, mention: Mention) -> Extent:
    """How much of a region is meant, where the sentence names it."""
    if mention.kind is not Kind.REGION or mention.sentence != sentence.index or mention.place is None:
        return Extent()
    start, end = mention.start - sentence.start, mention.end - sentence.start
    others = _named_in(context, sentence, but=mention)
    trigger = sentence.text[slice(*reading.trigger)]
    if is_unnamed(mention) and (part := RegionId.parse(mention.place.id).part) is not None:
        return extents.of_land(sentence.text, start, end, trigger, part, others)
    return extents.of(sentence.text, start, end, trigger, others)


def is_left_out(context: Context, extents: Extents, sentence: Sentence, ref: PlaceRef) -> bool:
    """Whether a reference is only named as what is left out of a region: "all of it except Lysychansk"."""
    left_out = extents.left_out(sentence.text, _named_in(context, sentence)) if ref.mention is not None else ()
    return any(place.start <= ref.start < place.end for place in left_out)


def is_partial(reading: Reading, mention: Mention, extent: Extent, effect: Effect) -> bool:
    """Whether a claim holds for less than the place that it names, in a way that nobody can draw."""
    fits_land = not is_unnamed(mention) or effect.action in OF_LAND
    if "some of them" in reading.clues and effect.action is Action.WITHDREW:
        return True  # the rest stays
    return extent.less or _is_counted(reading, extent) or not fits_land


def _is_counted(reading: Reading, extent: Extent) -> bool:
    """Whether the sentence counts or measures what it tells of: "60 % of the city", "some villages"; but not where it
    says which part, or that it is all the villages there."""
    if extent.drawn:
        return False
    return reading.place.part or (bool(reading.place.lands) and "relative" not in reading.clues)


def _named_in(context: Context, sentence: Sentence, but: Mention | None = None) -> list[Named]:
    """The places that a sentence names, but for one."""
    return [
        Named(
            m.start - sentence.start,
            m.end - sentence.start,
            (m.place.id,) if m.place is not None else tuple(each.place_id for each in m.alternatives),
            m.kind,
            m.place.name if m.place is not None else m.surface,
        )
        for m in context.named.get(sentence.index, ())
        if m is not but
    ]

"""What a reading means for control: which action it is, who gains by it, who loses, and who holds the place afterwards.

A frame's sense says what kind of event a verb or noun tells ("take", "leave", "hold"). Together with the parties, the
kind of the place and whoever speaks, it has one effect. Each sense is a function here, in four groups: the place
changes hands; somebody gives it up; a state lasts; troops move.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from extract.claimants import Claimants
from extract.languages.phrases import LAND, OUT_OF
from extract.languages.reading import Reading
from extract.model import Action, Mode
from extract.places.extents import Extent
from gazetteer.place import Kind

__all__ = ["ASSERTED", "CHANGES", "OF_LAND", "STATES", "Effect", "Event", "effect_of", "is_guessed", "of_part"]

CHANGES = frozenset({"take", "retake", "clear", "fall"})  # senses that tell the side by themselves
STATES = frozenset({"hold", "stand", "occupied", "besiege", "fight"})
GUESSED = frozenset({"take", "fall", "lose", "surrender", "yield"})  # changes of hands whose verb tells no side
# what can be said of a whole stretch of land without a name
OF_LAND = frozenset({Action.CAPTURED, Action.LIBERATED, Action.TRANSFERRED, Action.WITHDREW, Action.HELD})
ASSERTED = (Mode.FACT, Mode.CLAIMED)  # the modes that can change control


@dataclass(frozen=True, slots=True)
class Effect:
    """What a claim says about control: `gained` and `lost` are sides, `after` who holds the place then ("contested"
    where nobody does), None where the claim does not tell."""

    action: Action
    gained: str | None
    lost: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """What an effect follows from. `actor` and `other` are the parties, `speaker` the side of whoever tells of it,
    `legitimate` the side whose recognised territory the place is, `day` when it was: alliances change. `told` are the
    sides that the article names, `recent` the one that acted last in it."""

    claimants: Claimants
    reading: Reading
    kind: Kind
    actor: str | None
    other: str | None
    speaker: str | None
    legitimate: str
    day: date | None = None
    told: frozenset[str] = frozenset()
    recent: str | None = None

    def opponent(self, side: str | None) -> str | None:
        """The other of two sides, None for anyone who is none, and where there are more."""
        return self.claimants.opponent(side)

    def against(self, side: str | None, *named: str | None) -> str | None:
        """Who stands against a side in a change of hands: the first of those whom the words name, else the one enemy
        whose forces the sentence tells of, else the one enemy that the side has. None where it could be several."""
        sides = self.claimants.sides
        if side not in sides:
            return None
        told = {force for force in self.forces if sides.hostile(force, side, self.day)}
        parties = (*named, told.pop() if len(told) == 1 else None)
        return next((p for p in parties if p in sides and p != side), None) or sides.enemy(side, self.day)

    def victor(self, loser: str | None) -> str | None:
        """Who gains what a side loses: as `against`; of several enemies the one that acted last, else the one that the
        article tells of. (Who loses is never told by that: it is whoever held the place.)"""
        recent = (self.recent,) if self.recent is not None else ()
        named = self.against(loser)
        return named or next(
            filter(None, (self.claimants.enemy(loser, self.day, told) for told in (recent, self.told))), None
        )

    @property
    def forces(self) -> frozenset[str | None]:
        """The sides whose forces the sentence tells of. Who only speaks is none of them; who denies or concedes speaks
        of their own."""
        forces: frozenset[str | None] = self.reading.forces
        if self.reading.claimant is None:
            return forces
        own = self.reading.mode is Mode.DENIED or "conceded" in self.reading.clues
        return forces | {self.speaker} if own else forces - {self.speaker}

    @property
    def invader(self) -> str | None:
        """Who alone fights the legitimate holder, as far as the sentence and the article tell."""
        return self.victor(self.legitimate)

    @property
    def speaking_side(self) -> str | None:
        """Whoever speaks, where that is a side."""
        return self.speaker if self.speaker in self.claimants.sides else None

    @property
    def unnamed_victor(self) -> str | None:
        """The invader's "X is taken" means by the invader, wherever X lies."""
        foreign = self.speaking_side not in (None, self.claimants.home) and "conceded" not in self.reading.clues
        return self.speaker if foreign and self.reading.mode in ASSERTED else None


def effect_of(event: Event) -> Effect | None:
    """What an event means for control; None where the words do not tell enough, or its sense means nothing for it."""
    effect = _EFFECTS.get(event.reading.sense)
    found = effect(event) if effect is not None else None
    return _without_unknown(found) if found is not None else None


def _without_unknown(effect: Effect) -> Effect | None:
    """The effect, with nobody in the place of an "enemy" who could be several sides; a holding by nobody is none."""
    gained, lost, after = (None if side == "enemy" else side for side in (effect.gained, effect.lost, effect.after))
    held = effect.action is Action.HELD and after is None
    return None if held else Effect(effect.action, gained, lost, after)


def of_part(effect: Effect, extent: Extent) -> Effect:
    """The effect on the part of a region that a sentence draws: all of that part, however the sentence counts it."""
    drawn = extent.part and not extent.less
    if drawn and effect.action in (Action.CAPTURED, Action.LIBERATED):
        return replace(effect, after=effect.gained)
    return effect


def is_guessed(reading: Reading) -> bool:
    """Whether a change of hands names neither side, so that only custom tells them: too little for a whole bank."""
    return reading.sense in GUESSED and (reading.actor, reading.other, reading.loser) == (None, None, None)


# --- the place changes hands ------------------------------------------------------------------------------------------


def _change(event: Event, gained: str | None, lost: str | None) -> Effect:
    if event.reading.place.lands == "ground":  # "gained ground", "lost ground"
        return Effect(Action.ADVANCED, gained, lost, None)
    home = event.claimants.home
    action = Action.LIBERATED if gained == event.legitimate == home else Action.CAPTURED
    lands = event.reading.place.lands
    counted = lands in LAND or (event.kind is Kind.REGION and lands)  # "took 20 km² there", "villages in the region"
    whole = not counted and "piece" not in event.reading.clues
    return Effect(action, gained, lost, gained if whole else None)


def _take(event: Event) -> Effect:
    victor = event.victor(event.other) or event.victor(event.reading.loser) or event.unnamed_victor or event.invader
    gained = event.actor or victor
    return _change(event, gained, event.against(gained, event.other, event.reading.loser))


def _retake(event: Event) -> Effect:
    # "liberated", or "not liberated yet", said by one side without naming anyone, is that side's doing
    clues = event.reading.clues
    own = (event.reading.mode is not Mode.DENIED or "not done" in clues) and not clues & {"ending", "conceded"}
    speaker = event.speaking_side if own else None
    gained = event.actor or event.victor(event.other) or speaker or event.legitimate
    return _change(event, gained, event.against(gained, event.other, event.reading.loser))


def _fall(event: Event) -> Effect:
    gained = event.other or event.victor(event.reading.loser) or event.unnamed_victor or event.invader
    return _change(event, gained, event.against(gained, event.reading.loser))


def _lose(event: Event) -> Effect:
    # whoever says "is lost" says who lost it
    mode = event.reading.mode
    own = mode is Mode.DENIED or (mode is Mode.CLAIMED and event.reading.claimant is not None)
    speaker = event.speaking_side if own else None
    named = event.actor or event.against(event.other, event.reading.loser) or event.reading.loser or speaker
    lost = named or (event.legitimate if event.invader else None)
    gained = event.against(lost, event.other) or event.victor(lost)
    return _change(event, gained, lost)


def _surrender(event: Event) -> Effect:
    """Given up by arms it is lost; what its legitimate holder should, or a whole region that they would give up, is
    handed over."""
    found = _lose(event)
    mode = event.reading.mode
    bargained = mode is Mode.PLANNED or (mode is Mode.HYPOTHETICAL and event.kind is Kind.REGION)
    if bargained and found.lost == event.legitimate and found.gained:
        return Effect(Action.TRANSFERRED, found.gained, found.lost, found.gained)
    return found


def _want(event: Event) -> Effect:
    return _change(event, event.actor, event.against(event.actor, event.other))


def _transfer(event: Event) -> Effect | None:
    gained = event.other or event.opponent(event.actor)
    if gained is None:
        given = event.actor in event.claimants.sides
        return Effect(Action.TRANSFERRED, None, event.actor, None) if given else None
    return Effect(Action.TRANSFERRED, gained, event.against(gained, event.actor), gained)


# --- somebody gives it up ---------------------------------------------------------------------------------------------


def _yield(event: Event) -> Effect:
    bargained = event.reading.mode in (Mode.PLANNED, Mode.HYPOTHETICAL) and event.kind is Kind.REGION
    if bargained and event.actor == event.legitimate:
        return _surrender(event)
    return Effect(Action.WITHDREW, event.other or event.opponent(event.actor), event.actor, event.other)


def _leave(event: Event) -> Effect:
    whole = event.reading.complete and event.reading.mode is not Mode.DENIED and event.kind is not Kind.NEAR
    gained = event.opponent(event.actor) if whole else None
    return Effect(Action.WITHDREW, gained, event.actor, gained)


def _expel(event: Event) -> Effect:
    loser = event.other or event.against(event.actor)
    if event.kind is not Kind.NEAR and loser is None and event.actor in event.claimants.sides:
        return _change(event, event.actor, None)
    if event.kind is Kind.NEAR or loser is None:
        return Effect(Action.WITHDREW, None, loser, None)
    if event.actor is not None and event.actor != loser:
        return _change(event, event.actor, loser)
    victor = event.victor(loser)
    return Effect(Action.WITHDREW, victor, loser, victor)


# --- a state lasts ----------------------------------------------------------------------------------------------------


def _hold(event: Event) -> Effect | None:
    if "jointly" in event.reading.clues and event.actor in event.reading.forces:
        return Effect(Action.HELD, None, None, "contested")  # by two at once
    return Effect(Action.HELD, None, None, event.actor) if event.actor else None


def _occupied(event: Event) -> Effect | None:
    holder = event.actor or event.invader
    return Effect(Action.HELD, None, None, holder) if holder else None


def _stand(event: Event) -> Effect:
    own = event.speaking_side == event.legitimate  # "the capital is free", said by the side that it belongs to
    rid = any(event.claimants.sides.hostile(force, event.legitimate, event.day) for force in event.forces)
    return Effect(Action.HELD, None, None, event.legitimate if event.invader or own or rid else event.actor)


def _besiege(event: Event) -> Effect:
    return Effect(Action.BESIEGED, None, None, None)


def _fight(event: Event) -> Effect:
    return Effect(Action.CONTESTED, None, None, None if event.kind is Kind.NEAR else "contested")


# --- troops move ------------------------------------------------------------------------------------------------------


def _push(event: Event) -> Effect:
    if event.reading.preposition.endswith(OUT_OF):
        return Effect(Action.WITHDREW, None, event.other, None)
    return Effect(Action.ADVANCED, event.actor or event.against(event.other), event.other, None)


def _enter(event: Event) -> Effect:
    return Effect(Action.ENTERED, event.actor, None, None)


def _reach(event: Event) -> Effect:
    inside = event.kind in (Kind.REGION, Kind.OTHER, Kind.PART)
    return Effect(Action.ENTERED if inside else Action.ADVANCED, event.actor, None, None)


def _advance(event: Event) -> Effect:
    return Effect(Action.ADVANCED, event.actor, None, None)


def _attack(event: Event) -> Effect | None:
    """An attack is fought over where it was made; one that is only planned or denied may be any."""
    return Effect(Action.CONTESTED, None, None, None) if event.reading.mode in ASSERTED else None


def _repel(event: Event) -> Effect:
    return Effect(Action.REPELLED, None, None, event.actor if event.kind is not Kind.NEAR else None)


_EFFECTS: dict[str, Callable[[Event], Effect | None]] = {
    "take": _take,
    "retake": _retake,
    "clear": _retake,
    "fall": _fall,
    "lose": _lose,
    "surrender": _surrender,
    "want": _want,
    "transfer": _transfer,
    "yield": _yield,
    "leave": _leave,
    "expel": _expel,
    "hold": _hold,
    "occupied": _occupied,
    "stand": _stand,
    "besiege": _besiege,
    "fight": _fight,
    "push": _push,
    "enter": _enter,
    "reach": _reach,
    "advance": _advance,
    "assault": _advance,
    "attack": _attack,
    "repel": _repel,
}

"""Verbs that say who did what to which place."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from extract.languages.english.arguments import DIRECTIONS, HEADED, Argument, first
from extract.languages.english.assertions import Assertion, Assertions
from extract.languages.english.factuality import Factuality
from extract.languages.english.forms import auxiliaries, is_attributive, is_fight, is_passive, is_present, is_time
from extract.languages.english.words import CHANGES, TIME, Frame, frames, has, lemma
from extract.languages.reading import Reading
from extract.model import Mode

__all__ = ["Verbs"]

LASTING = frozenset({"still", "since", "until", "currently", "now", "for", "remains", "remain"})
LAST = frozenset({"last", "final", "only", "remaining"})
LIGHT = frozenset({"place", "part", "advantage"})
# verbs of going anywhere: "moving out of" is a start, not a retreat, when it leads into the next place
GRIP = frozenset({"grip", "grasp", "hand", "clutch", "control"})
GOING = frozenset({"move", "go", "come", "push", "march", "drive", "roll", "sweep", "pour", "head"})
INTO = frozenset({"enter", "advance", "reach", "take", "attack"})
PHRASAL = frozenset({"take", "get", "hold", "give", "hand", "bring"})
YOKE = frozenset({"occupation", "occupier", "rule", "yoke", "control"})
PUSHING = frozenset({"push", "advance", "press", "drive"})
SHARES = frozenset({"all", "whole", "entirety", "much"})
SOME = frozenset({"some", "several", "many", "most", "few", "certain", "additional", "various"})
PORTIONS = frozenset({"part", "portion", "most", "some", "many", "number", "several", "few", "share", "bulk"})
MOVING_ABOUT = frozenset({"redeploy", "regroup"})  # what is moved elsewhere may be a part of what stays
ARMY = re.compile(r"\d,?\d{3}|thousand", re.IGNORECASE)  # so many are all of them
HAVING_NOW = frozenset({"now", "still", "already"})
WHEN = 4  # words within which a time is named
DUG = frozenset({"dig", "entrench", "hole"})
ATTACKING = frozenset({"attack", "advance"})
DRIVING = frozenset({"expel", "push", "repel"})
FOILED = frozenset({"advance", "attack", "fight", "push", "expel"})  # of which nothing but the repulse is left


@dataclass(slots=True)
class _Event:
    """A verb with one of its frames and the place that stands in it: what its sense comes to is found out in steps."""

    verb: Token
    frame: Frame
    place: Argument
    arguments: list[Argument]
    sense: str
    actor: Token | None
    other: Token | None
    clues: set[str] = field(default_factory=lambda: {"verb"})


class Verbs(Assertions):
    """Readings of the verbs of one passage."""

    def verb(self, verb: Token) -> Iterator[Reading]:
        """What a verb says: every frame of it that finds its place, in the relation that tells most of that place."""
        candidates = frames("verb", verb)
        if not candidates or any(
            c.dep_ == "dobj" and c.lower_ in LIGHT and not list(c.children) for c in verb.children
        ):
            return  # "fighting took place in", "took part in"
        if is_attributive(verb) and self.places.named(verb.nbor()):
            place, taken_for_granted = Argument("object", verb.nbor()), Factuality()
            if self.is_quoted(verb):
                taken_for_granted = Factuality(Mode.CLAIMED, reported=True, clues={"quoted"})
            yield from self.readings_of(Assertion(verb, "occupied", place, taken_for_granted, {"verb", "adjective"}))
            return
        arguments = self.verb_arguments(verb)
        particles = {child.lower_ for child in verb.children if child.dep_ in ("prt", "advmod", "prep", "dobj")}
        # "took out a bridge", but not "took in the first days"
        phrasal = lemma(verb) in PHRASAL and any(c.dep_ == "prt" and not _is_when(c) for c in verb.children)
        found: list[tuple[int, Frame, Argument]] = []
        for frame in candidates:
            particle = frame.word.split()[1:]
            if particle[0] in particles if particle else not phrasal:
                mine = [a for a in arguments if a.relation in frame.place]
                whole = [a for a in mine if a.relation == "object" and self.holds_place(a.token)]
                found += [(len(a.relation.split()) + len(particle), frame, a) for a in whole or mine]
        if any(c.dep_ == "dobj" and self.places.is_place_noun(c) for c in verb.children):
            # "Kyiv surrendered the town": the town falls, not Kyiv
            found = [(rank, frame, argument) for rank, frame, argument in found if argument.relation != "subject"]
        best: dict[int, int] = {}  # "pushed back to" tells more of a place than "to"
        for rank, _, argument in found:
            best[argument.token.i] = max(best.get(argument.token.i, 0), rank)
        for rank, frame, argument in found:
            if rank == best[argument.token.i]:
                yield from self.event(verb, frame, argument, arguments)

    def holds_place(self, token: Token) -> bool:
        """A place, or something in a list with one: "seized the palace, the chief's residence and X airport"."""
        return self.places.is_place_noun(token) or any(self.places.named(c) for c in token.conjuncts)

    def event(self, verb: Token, frame: Frame, place: Argument, arguments: list[Argument]) -> Iterator[Reading]:
        """What a verb says of one place in one of its frames."""
        actor = self.pick(arguments, frame.actor, place.token)
        other = self.pick(arguments, frame.other, place.token)
        event = _Event(verb, frame, place, arguments, frame.sense, actor, other)
        if self.moves_something_else(event):
            return
        made_out = SENSES.get(event.sense)
        if (made_out is not None and not made_out(self, event)) or not self.meets_needs(event):
            return
        self.note_clues(event)
        if event.sense in ("hold", "occupied") and self.is_last(verb):
            event.place = Argument("object", verb.head.head)
            event.clues.add("stronghold")
        gerund = self.is_gerund_before(verb)
        factuality = self.factuality(
            verb.head if gerund else verb,
            presupposed=gerund or (verb.dep_ in ("amod", "acl", "relcl") and not _is_predicated(verb)),
        )
        if frame.sense == "claim" or (frame.word == "concede" and not self.is_force(event.actor)):
            factuality.mode = Mode.CLAIMED if factuality.mode is Mode.FACT else factuality.mode
            factuality.claimant = factuality.claimant or event.actor
        if frame.word == "change hands" and factuality.mode is not Mode.DENIED:
            return  # nobody could say into whose
        side = self.side_of_actor(event)
        other_side = self.side(event.other) or self.side_of_grip(event.other) or self.owner_named(event)
        repelled = event.sense == "enter" and (
            any(f.sense == "repel" for f in frames("verb", verb.head.head))
            or (verb.dep_ == "xcomp" and _driven_back(verb.head) is not None)
        )
        if "foiled" in factuality.clues and (repelled or event.sense in FOILED):
            event.sense, side = "repel", None  # "two attempts to break through near X failed"
            factuality.mode = Mode.CLAIMED if factuality.reported else Mode.FACT
        if event.sense in ("retake", "clear") and _remains_to_be(verb) and factuality.mode is Mode.PLANNED:
            event.sense, side, other_side = "occupied", None, None  # "only X remains to be freed"
            factuality.mode = Mode.CLAIMED if factuality.reported else Mode.FACT
        if "no longer" in factuality.clues and event.sense == "hold" and side in self.claimants.sides:
            event.sense = "lose"  # "no longer holds"
            factuality.mode = Mode.CLAIMED if factuality.reported else Mode.FACT
        if event.sense == "expel" and verb.dep_ == "conj" and _driven_back(verb.head) == verb:
            event.sense, side, other_side = "repel", None, None  # "attacked, but were driven out of X"
        yield from self.readings_of(
            Assertion(verb, event.sense, event.place, factuality, event.clues, side, other_side, needs=frame.needs)
        )
        if event.sense in INTO and (driven := _driven_back(verb)) is not None and not _is_from_elsewhere(driven):
            # "entered X but were driven out again"
            beaten = self.factuality(driven)
            yield from self.readings_of(Assertion(driven, "repel", event.place, beaten, event.clues, needs=frame.needs))

    def is_last(self, verb: Token) -> bool:
        """ "X, the last Ukrainian-held city in the region": whose it was until it fell, if the sentence says so."""
        noun = verb.head
        last = any(c.lower_ in LAST for c in noun.lefts)
        return verb.dep_ == "amod" and noun.dep_ == "appos" and last and self.places.named(noun.head)

    def side_of_grip(self, token: Token | None) -> str | None:
        """ "(Wrested it) from the grip of the militia", "from the hands of"."""
        if token is None or lemma(token) not in GRIP:
            return None
        return self.side(self.pick(self.noun_arguments(token), ("subject", "of"), None))

    def owner_named(self, event: _Event) -> str | None:
        """ "Soldiers overran the rebel camp", "captured the enemy's base in X": whose what is taken is called. A town
        is called by its country: "the Ukrainian city was liberated"."""
        place = event.place.token
        if event.sense not in CHANGES or event.place.relation != "object" or self.places.named(place):
            return None
        if has(place, "settlement", "region", "lands"):
            return None
        owners = (self.side(c) for c in place.lefts if c.dep_ in ("poss", "compound", "amod", "nmod"))
        return next((side for side in owners if side in self.claimants.sides), None)

    # -- what the sense comes to with these arguments -----------------------------------------------------------------

    def moves_something_else(self, event: _Event) -> bool:
        """ "Moved prisoners into", "pulled a body out of"; fighters that are moved are those who act."""
        place = event.place
        if event.sense not in ("enter", "advance", "leave") or place.relation in ("object", "subject"):
            return False
        things = (a.token for a in event.arguments if a.relation == "object" and a.token.i != place.token.i)
        thing = next(things, None)
        if thing is not None and thing.lower_ not in event.frame.word:
            if not self.is_force(thing) or (lemma(event.verb) == "evacuate" and has(thing, "men")):
                return True
            event.actor = thing if self.side(thing) is not None else event.actor
        return False

    def advance(self, event: _Event) -> bool:
        """ "Were pushed out of trenches north of X" is no advance, nor is "pushed them from X"."""
        others = any(a.relation == "object" and self.is_force(a.token) for a in event.arguments)
        if event.place.relation == "from" and others:
            return False
        return not any(c.dep_ in ("auxpass", "nsubjpass") for c in event.verb.children)

    def enter(self, event: _Event) -> bool:
        further = lemma(event.verb) in PUSHING and self.places.in_region(event.place.token)
        if further or lemma(event.place.token) == "direction":
            event.sense = "advance"  # "pushed in the direction of", "pushed further into the region"
        return True

    def withdraw(self, event: _Event) -> bool:
        if not self.is_force(event.other):
            return False
        event.sense = "leave"
        if event.other is not None and _is_some_of_them(event.verb, event.other):
            event.clues.add("some of them")
        event.actor = event.other if self.side(event.other) is not None else event.actor
        return True

    def leave(self, event: _Event) -> bool:
        verb, relation = event.verb, event.place.relation
        if lemma(verb) in GOING and self.leads_on(verb):
            return False
        if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj") and relation == "object":
            return False  # "..., leaving the town in ruins"
        if relation.endswith("to"):  # "pulled back to the outskirts of the town" leaves the town
            event.clues.add("to the edge")
            return has(event.place.token, "surroundings")
        forces = next((c for c in verb.children if c.dep_ == "dobj" and self.is_force(c)), event.actor)
        if forces is not None and _is_some_of_them(verb, forces):
            event.clues.add("some of them")
        return True

    def drive_out(self, event: _Event) -> bool:
        return self.is_force(event.other)

    def trap(self, event: _Event) -> bool:
        event.sense = "besiege"
        return self.is_force(event.other)

    def station(self, event: _Event) -> bool:
        event.sense, event.actor = "hold", event.other
        return self.is_force(event.other) and self.side(event.other) is not None

    def leave_to(self, event: _Event) -> bool:
        """ "Only X is left to the army", "withdrew, leaving the town to them": those who are left it hold it; whom a
        deal gives it are given it."""
        giver = first(event.arguments, "subject")
        bargained = giver is not None and has(giver, "deals")
        event.sense, event.actor = "transfer" if bargained else "hold", event.other
        return self.is_force(event.other) and self.side(event.other) is not None

    def have(self, event: _Event) -> bool:
        """ "Now has all of X", "have most of Y", not "has troops in X", nor "has the city in mind"."""
        verb, place = event.verb, event.place.token
        share = has(place, "part") or lemma(place) in SHARES
        lasting = any(c.lower_ in HAVING_NOW for c in verb.children)
        event.sense = "hold"
        return verb.pos_ == "VERB" and (share or (lasting and self.places.named(place)))

    def pass_to(self, event: _Event) -> bool:
        event.sense = "fall"
        return self.is_force(event.other)

    def shed(self, event: _Event) -> bool:
        """ "The town shook off its occupiers", "shed Russian rule"."""
        event.sense = "take" if self.side(event.other) == self.claimants.home else "retake"
        return event.other is not None and (self.is_force(event.other) or lemma(event.other) in YOKE)

    def keep_position(self, event: _Event) -> bool:
        position = event.other
        event.sense = "hold"
        if position is None or not has(position, "positions"):
            return False  # "held talks in", "keeps an embassy in"
        if event.place.token.head.head.lower_ in DIRECTIONS:
            return False  # "held their ground in the region, just north of X"
        own = {a.token.i for a in self.prepositions(position) if self.places.is_place_noun(a.token)}
        return not own or event.place.token.i in own  # "in the region they keep a foothold near X": near X

    def clear(self, event: _Event) -> bool:
        cleared = [a.token for a in event.arguments if a.relation == "of" and not self.places.is_place_noun(a.token)]
        if any(has(c, "hazards") for c in cleared):
            return False  # "cleared the town of mines"
        resisted = any(t.lower_ == "resistance" for t in event.place.token.subtree)
        under_way = event.verb.tag_ == "VBG" and bool(auxiliaries(event.verb) & {"is", "are", "was", "were"})
        if resisted or under_way:
            event.sense = "fight"  # "are mopping up the last pockets of resistance in", "are clearing the village"
        return True

    def repel(self, event: _Event) -> bool:
        onward = event.frame.needs == "attack" and event.place.relation in ("toward", "towards")
        if onward and event.other is not None and lemma(event.other) == "advance":
            return False  # "halted the advance towards": the advance itself is told
        return self.is_attack(event.other)

    def fly_flag(self, event: _Event) -> bool:
        things = (a.token for a in event.arguments if a.relation in ("object", "subject"))
        flag = next((thing for thing in things if has(thing, "flags")), None)
        if flag is None:
            return False
        if not self.places.is_place_noun(event.place.token):  # "over a building in the town"
            inner = (a for a in self.prepositions(event.place.token) if a.relation in ("in", "of", "at"))
            event.place = next(inner, event.place)
        flies = lemma(event.verb) == "fly" and any(
            c.lower_ in LASTING or c.lower_ == "again" for c in event.verb.children
        )
        if self.side(flag) is not None:
            event.actor = flag
        # whose flag or soldiers it is has to be said: "marines raised the flag" leaves it open who holds the place
        owned = event.actor is not None and self.side(event.actor) is not None
        event.sense, event.other = "hold" if flies else "take" if owned else "enter", flag
        return True

    def besiege(self, event: _Event) -> bool:
        """ "Cut off from electricity" is no siege."""
        return event.verb.lower_ != "cut" or not any(
            a.relation in ("from", "off from") and not self.places.is_place_noun(a.token) for a in event.arguments
        )

    def fight(self, event: _Event) -> bool:
        if event.place.relation in ("object", "subject") or event.actor is None:
            return True
        return self.is_force(event.actor) or is_fight(event.actor)

    def stand(self, event: _Event) -> bool:
        """ "Held talks", "held that": the town itself has to hold."""
        said = HEADED - {"aux"} if event.frame.word == "hold" else {"dobj", "ccomp"}
        return not any(c.dep_ in said or c.dep_ == "agent" for c in event.verb.children)

    def defend(self, event: _Event) -> bool:
        verb = event.verb
        event.sense = "hold" if event.actor is not None else "stand"
        if event.frame.word in ("dig in", "entrench") and event.place.relation in ("around", "near"):
            return False  # beside it
        lasting = verb.tag_ == "VBG" and any(c.lower_ == "still" for c in verb.children)  # "were still holding out"
        return is_present(verb) or lasting or lemma(verb) in DUG or bool(auxiliaries(verb) & {"has", "have"})

    def occupy(self, event: _Event) -> bool:
        event.sense = self.occupied(event.verb, event.actor)
        return True

    def fall(self, event: _Event) -> bool:
        """ "Has gone", but neither "is gone from" nor "went through"."""
        if lemma(event.verb) == "collapse" and has(event.place.token, "site"):
            return False  # "the bridge has collapsed"
        others = HEADED - {"aux", "auxpass", "mark"} | {"prep"}
        return event.frame.word != "gone" or not any(c.dep_ in others for c in event.verb.children)

    def lay_claim(self, event: _Event) -> bool:
        """ "Moscow claimed the village", "it was claimed in a report": says that it has been taken."""
        verb = event.verb
        particles = {c.lower_ for c in verb.children if c.dep_ == "prep"}
        unsaid = event.actor is None and is_passive(verb) and verb.dep_ != "amod" and "as" not in particles
        known = self.side(event.actor) in (*self.claimants.sides, "they")
        event.sense = "take"
        return (known or unsaid) and not self.places.is_region(event.place.token)

    # -- who does it --------------------------------------------------------------------------------------------------

    def meets_needs(self, event: _Event) -> bool:
        """Is the actor what the frame needs: fighters, and on the ground?"""
        verb, actor, sense = event.verb, event.actor, event.sense
        if self.are_people(event):
            return False
        owned = verb.dep_ == "amod" and self.side(actor) is not None  # "Russian-run"
        told = actor is not None and has(actor, "speech_nouns", "plan_nouns") and actor.i < verb.i
        owned = owned or (told and self.side(actor) in self.claimants.sides)  # "Russian reports of entering"
        if event.frame.needs == "force" and not (owned or self.is_force(actor)):
            clause = verb.tag_ == "VBG" and verb.dep_ in ("csubj", "pcomp")
            bare = is_passive(verb) or self.is_headline(verb) or clause
            lost = sense in ("lose", "leave", "enter") and event.place.relation == "object" and actor is None and bare
            return lost and lemma(verb) != "evacuate"  # of its people
        return event.frame.needs != "ground" or (actor is not None and self.is_ground(verb, actor))

    def are_people(self, event: _Event) -> bool:
        """ "Ukrainians returned to the towns they fled": of the land itself, where no fighters are named before."""
        actor = event.actor
        if actor is None or event.frame.word not in ("flee", "return") or event.sense not in ("leave", "enter"):
            return False
        fighters = any(has(token, "forces") for token in actor.sent if token.i <= actor.i)
        return self.side(actor) == self.claimants.home and not fighters

    def note_clues(self, event: _Event) -> None:
        verb, actor = event.verb, event.actor
        if lemma(verb) == "annex":
            event.clues.add("annexed")
        if verb.dep_ == "amod":
            event.clues.add("adjective")
        elif verb.dep_ == "relcl" and event.place.token.i == verb.head.i:
            event.clues.add("relative")
        if actor is not None and self.side(actor) is None and not self.is_force(actor):
            event.clues.add("odd actor")

    def side_of_actor(self, event: _Event) -> str | None:
        verb, side = event.verb, self.side(event.actor)
        ordered = verb.dep_ in ("xcomp", "ccomp") and has(verb.head, "object_control")
        if side is None and ordered and self.is_force(event.actor):
            # "the ministry told soldiers to leave": its own
            return self.side(next((c for c in verb.head.children if c.dep_ == "nsubj"), None))
        attacks = event.actor is not None and any(f.sense in ATTACKING for f in frames("noun", event.actor))
        if side is None and event.sense == "expel" and attacks:
            return self.claimants.enemy(self.side(event.other))  # "counterattacks drove the Russians out"
        return side

    def leads_on(self, verb: Token) -> bool:
        """Does going "out of" one place lead to another: "units moving out of X entered Y", "moved out of X into Y"?"""
        carrier = verb.head.head if verb.dep_ in ("acl", "relcl") else verb.head
        onward = [carrier, *(c for c in verb.children if c.dep_ in ("conj", "xcomp", "advcl"))]
        if any(f.sense in INTO for t in onward if t.i != verb.i for f in frames("verb", t)):
            return True
        return any(a.relation in ("into", "to", "towards", "toward") for a in self.prepositions(verb))

    def occupied(self, verb: Token, actor: Token | None) -> str:
        """Is "occupy" the taking or the holding?"""
        if verb.dep_ == "amod":
            return "occupied"
        own = [t for child in verb.children if child.dep_ not in ("nsubj", "nsubjpass", "ccomp") for t in child.subtree]
        lasting = any(t.lower_ in LASTING for t in own)
        dated = any(c.dep_ in ("prep", "npadvmod", "advmod", "advcl") and is_time(c) for c in verb.children)
        helpers = auxiliaries(verb)
        if is_passive(verb):
            perfect = helpers & {"is", "are", "has", "have", "had", "been", "being"}
            told = "been" in helpers and verb.dep_ == "ccomp" and has(verb.head, "say")
            if told and not (lasting or dated):
                return "take"  # "reported that X had been occupied"
            if lasting or perfect:
                return "occupied"
            return "take" if dated or (actor is not None and helpers & {"was", "were"}) else "occupied"
        ongoing = verb.tag_ in ("VBZ", "VBP", "VBG") and not helpers & {"have", "has", "had"}
        return "occupied" if ongoing or (lasting and not dated) else "take"


def _driven_back(verb: Token) -> Token | None:
    """ "(Entered X) but were driven out", "(attacked) but were repelled": the verb that says so."""
    if not any(c.lower_ == "but" and c.dep_ == "cc" for c in verb.children):
        return None
    joined = (c for c in verb.children if c.dep_ == "conj" and any(a.dep_ == "auxpass" for a in c.children))
    return next((c for c in joined if any(f.sense in DRIVING for f in frames("verb", c))), None)


def _is_from_elsewhere(verb: Token) -> bool:
    """ "(Attacked X but were driven) out of Y", "from the suburb"."""
    return any(c.dep_ == "prep" and c.lower_ in ("of", "from", "out") for c in verb.children)


def _is_predicated(verb: Token) -> bool:
    """ "(X is) a contested zone": said, not taken for granted."""
    return verb.dep_ == "amod" and verb.head.dep_ == "attr"


def _is_some_of_them(verb: Token, forces: Token) -> bool:
    """Whether those who leave are counted, or only moved elsewhere: "12 units", "some of the troops", "redeployed
    forces"; not "all 300 men", "the last two companies"."""
    words = {c.lower_ for c in forces.children}
    if words & (LAST | {"all", "both"}):
        return False
    counted = any(
        c.dep_ == "nummod" and not ARMY.search(c.text) and not any(TIME.search(t.text) for t in c.doc[c.i : forces.i])
        for c in forces.children
    )
    heads = (forces, forces.head.head if forces.head.lower_ == "of" else forces)
    portion = any(lemma(h) in PORTIONS and any(c.lower_ == "of" for c in h.children) for h in heads)
    moved_about = lemma(verb) in MOVING_ABOUT and not any(c.dep_ == "poss" for c in forces.children)
    return counted or portion or moved_about or bool(words & SOME)


def _is_when(particle: Token) -> bool:
    """Does what looks like a particle open an expression of time?"""
    behind = particle.doc[particle.i + 1 : particle.i + 1 + WHEN]
    return particle.lower_ in ("in", "on", "over") and any(TIME.search(t.text) for t in behind)


SENSES: Mapping[str, Callable[[Verbs, _Event], bool]] = {
    "advance": Verbs.advance,
    "enter": Verbs.enter,
    "withdraw": Verbs.withdraw,
    "leave": Verbs.leave,
    "expel": Verbs.drive_out,
    "push": Verbs.drive_out,
    "trapped": Verbs.trap,
    "stationed": Verbs.station,
    "pass": Verbs.pass_to,
    "left": Verbs.leave_to,
    "have": Verbs.have,
    "shed": Verbs.shed,
    "position": Verbs.keep_position,
    "clear": Verbs.clear,
    "repel": Verbs.repel,
    "flag": Verbs.fly_flag,
    "besiege": Verbs.besiege,
    "fight": Verbs.fight,
    "stand": Verbs.stand,
    "defend": Verbs.defend,
    "occupy": Verbs.occupy,
    "fall": Verbs.fall,
    "claim": Verbs.lay_claim,
}
"""By a frame's sense: settles what the verb says with its arguments, False where that is nothing about control."""


def _remains_to_be(verb: Token) -> bool:
    """ "Remained to be (freed)"."""
    return verb.dep_ == "xcomp" and lemma(verb.head) == "remain" and any(c.dep_ == "auxpass" for c in verb.children)

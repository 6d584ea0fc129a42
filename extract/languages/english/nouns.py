"""Nouns that say who did what to which place: "the capture of", "the battle for", "a stronghold"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extract.languages.english.arguments import Argument, first
from extract.languages.english.assertions import Assertion, Assertions
from extract.languages.english.forms import is_over, is_time
from extract.languages.english.words import CHANGES, WORDS, Frame, frames, has, is_nominal, lemma
from extract.languages.reading import Reading
from extract.model import Mode

__all__ = ["Nouns"]

CONCEDED = frozenset({"retreat", "withdrawal", "loss", "fall", "capture", "defeat"})
DURING = frozenset({"under", "during", "throughout", "through"})
ATTACKS = frozenset({"attack", "operation", "action"})
MANOEUVRES = frozenset({"attack", "operation", "counterattack", "counter-attack"})
ONTO = frozenset({"on", "against"})
GAINING = frozenset({"gain", "progress", "success"})  # of a side, or of anybody at anything


class Nouns(Assertions):
    """Readings of the nouns of one passage."""

    def noun(self, noun: Token) -> Iterator[Reading]:
        """What a noun says: every frame of it that finds its place."""
        candidates = [frame for frame in frames("noun", noun) if frame.sense != "control"]
        arguments: list[Argument] = []
        if lemma(noun) == "success" and noun.dep_ == "dobj" and any(c.lower_ == "no" for c in noun.lefts):
            yield from self.fruitless(noun)
            return
        if candidates:
            arguments = self.noun_arguments(noun)
            if not any(argument.relation in frame.place for frame in candidates for argument in arguments):
                arguments += self.seat_of_speaker(noun)
        elif lemma(noun) == "victory" and noun.dep_ == "dobj" and has(noun.head, "declaring"):
            yield from self.declared(noun)
            return
        elif has(noun, "stronghold") or self.is_last_position(noun):
            yield from self.stronghold(noun)
            return
        if lemma(noun) in ("occupation", "rule") and not any(self.places.is_place_noun(a.token) for a in arguments):
            yield from self.time_of(noun)
            return
        if not any(argument.relation in frame.place for frame in candidates for argument in arguments):
            arguments += self.behind(noun)
        for frame in candidates:
            for argument in arguments:
                if argument.relation in frame.place:
                    yield from self.happening(noun, frame, argument, arguments)

    def happening(self, noun: Token, frame: Frame, place: Argument, arguments: list[Argument]) -> Iterator[Reading]:
        """What a noun says of one place in one of its frames."""
        sense = frame.sense
        actor = self.side(self.pick(arguments, frame.actor, place.token)) or self.carrier_side(noun, sense)
        other = self.side(self.pick(arguments, frame.other, place.token))
        if sense == "fight" and noun.dep_ == "dobj" and lemma(noun.head) in ("win", "lose"):
            yield from self.decided(noun, frame, place)
            return
        if sense == "defend" and actor is None and noun.dep_ == "nsubj" and has(noun.head, "occur"):
            sense = "stand"  # "the defence of X goes on"
        elif (frame.needs == "force" and actor is None) or self.is_mere_name(noun, sense, place):
            return
        if sense in ("attack", "advance") and not self.is_launched(noun, place, actor):
            return
        if sense == "fight" and self.is_repelled(noun, attack=True):
            return  # "repelled an assault near": that is told by the verb
        if sense == "fight" and lemma(noun) == "attack" and place.relation in ONTO and has(noun.head, "plan_objects"):
            sense, actor = "attack", actor or self.carrier_side(noun, "attack")  # "is preparing an attack on X"
            if actor not in self.claimants.sides:
                return
        if sense == "fight" and lemma(noun) in ATTACKS and not self.is_ground_attack(noun):
            return
        if sense == "fight" and lemma(noun) in MANOEUVRES and self.is_region(place.token):
            sense = "advance"  # "offensive operations in the region", "counterattacks in the region"
        if sense == "occupy":
            sense = self.occupation(noun)
        factuality = self.factuality(noun, presupposed=not self.is_asserted(noun))
        if sense in ("fight", "attack", "advance") and _is_beaten_off(noun):
            sense, actor = "repel", None
            factuality.mode = Mode.CLAIMED if factuality.reported else Mode.FACT
        carrier = noun.head.head if noun.dep_ == "pobj" else noun.head
        planned = sense == "attack" and factuality.mode is Mode.PLANNED and has(carrier, "plan_objects", "plan_nouns")
        if planned and (noun.dep_ == "pobj" or actor in self.claimants.sides):
            sense = "assault"  # "Russian forces are preparing an assault on X": towards it
        objects = ("dobj", "nsubjpass", "pobj")
        ending = sense in ("occupied", "besiege") and noun.dep_ in objects and has(carrier, "ending")
        if ending:  # what somebody wants to end is there, and wanted back
            factuality.mode = Mode.CLAIMED if factuality.reported else Mode.FACT
        if sense in ("occupied", "besiege") and is_over(noun):
            factuality.lower(Mode.DENIED)
        clues = {"noun", "annexed"} if lemma(noun) == "annexation" else {"noun"}
        yield from self.readings_of(Assertion(noun, sense, place, factuality, clues, actor, other, needs=frame.needs))
        if ending and sense == "occupied":
            wanted = self.factuality(carrier)
            yield from self.readings_of(Assertion(noun, "retake", place, wanted, {"noun", "ending"}, needs=frame.needs))

    def is_region(self, place: Token) -> bool:
        """A named region, or a phrase for one."""
        return has(place, "region") or self.places.is_region(place)

    def carrier_side(self, noun: Token, sense: str) -> str | None:
        """Whose doing it is by the verb that carries the noun: "they launched an offensive on", "began a withdrawal
        from"."""
        speaks = noun.dep_ == "nsubj" and self.has_speaker(noun.head, noun)
        moving = sense in ("leave", "advance", "attack", "enter", "hold")
        if (noun.dep_ in ("dobj", "pobj") or speaks) and (moving or has(noun.head, "carry_out")):
            carrier = noun.head if noun.dep_ == "dobj" else noun.head.head
            if not is_nominal(carrier):
                subject = first(self.verb_arguments(carrier), "subject")
                if self.is_force(subject):
                    if (side := self.side(subject)) is not None:
                        return side
                elif sense == "leave" and has(carrier, "object_control") and subject is not None:
                    return self.side(subject) or "self"  # "the command allowed the withdrawal": of its own
        if sense in ("advance", "attack", "fight") and noun.dep_ == "dobj" and has(noun.head, "say"):
            side = self.side(first(self.verb_arguments(noun.head), "subject"))
            return side if side in self.claimants.sides else None  # "the brigade reports gains": its own
        if sense == "take" and noun.dep_ == "dobj" and has(noun.head, "following"):
            return self.side(first(self.verb_arguments(noun.head), "subject"))
        return None

    def is_mere_name(self, noun: Token, sense: str, place: Argument) -> bool:
        """Titles, offices and what is no more: "Siege of X" as a headline, "the Battle of X was", "the last foothold",
        "the head of the occupation administration in", "shook off its occupiers"."""
        verbless = not any(t.pos_ in ("VERB", "AUX") for t in noun.sent)
        if sense in ("fight", "besiege") and verbless and not self.doc.text.lstrip().startswith("#"):
            return True  # the title of another article
        occurs = has(noun.head, "occur")  # "was likened to" tells of its name, "was resumed" of itself
        going_on = (noun.dep_ == "nsubj" and lemma(noun.head) != "be") or (noun.dep_ == "nsubjpass" and occurs)
        if lemma(noun) == "battle" and place.relation == "of" and not going_on:
            return True
        gained = noun.dep_ in ("dobj", "nsubjpass") and has(noun.head, "gain")
        if (sense == "hold" or (sense == "enter" and lemma(noun) == "foothold")) and not gained:
            return True
        office = lemma(noun) in ("occupation", "regime", "administration") and noun.dep_ == "pobj"
        if office and has(noun.head.head, "officer"):
            return True
        driven = noun.dep_ == "dobj" and any(f.sense in ("shed", "expel") for f in frames("verb", noun.head))
        return lemma(noun) == "occupier" and driven

    def is_launched(self, noun: Token, place: Argument, actor: str | None) -> bool:
        """Is an attack or advance one on the ground that was made, and not beaten off?"""
        if any(t.lower_ in WORDS["not_ground"] for t in noun.lefts) or self.is_repelled(
            noun, attack=lemma(noun) != "advance"
        ):
            return False
        if lemma(noun) in GAINING and actor not in self.claimants.sides:
            return False
        if noun.dep_ == "nsubj" and any(f.sense in CHANGES for f in frames("verb", noun.head)):
            return False  # "the offensive in the region retook X": that is told by the verb
        return (
            actor is not None or place.relation != "in" or noun.dep_ in ("dobj", "nsubjpass") or has(noun.head, "occur")
        )

    def is_ground_attack(self, noun: Token) -> bool:
        """Is an "attack" or "operation" one of troops, as far as the words tell: "ground attacks", "offensive
        operations", "the brigade carried out ten attacks"?"""
        before = {t.lower_ for t in noun.lefts}
        if before & WORDS["not_ground"]:
            return False
        if lemma(noun) == "attack" and _is_beaten_off(noun):
            return True
        made = noun.dep_ == "dobj" and has(noun.head, "carry_out")
        if before & WORDS["ground"]:
            return lemma(noun) == "attack" or made or noun.dep_ in ("nsubj", "nsubjpass", "conj")
        return lemma(noun) == "attack" and made and self.is_force(first(self.verb_arguments(noun.head), "subject"))

    def decided(self, noun: Token, frame: Frame, place: Argument) -> Iterator[Reading]:
        """ "Won the battle of": holds it now. "Lost" it: to the one enemy, or whoever that was."""
        verb, sense = noun.head, "hold"
        party = self.side(first(self.verb_arguments(verb), "subject"))
        if lemma(verb) != "win" and (winner := self.claimants.enemy(party)) is not None:
            party = winner
        elif lemma(verb) != "win":
            party, sense = party if party in self.claimants.sides else None, "lose"
        if party is not None:
            yield from self.readings_of(
                Assertion(noun, sense, place, self.factuality(verb), {"noun"}, party, needs=frame.needs, predicate=verb)
            )

    def declared(self, noun: Token) -> Iterator[Reading]:
        """ "Declared victory in X": says that it has been taken."""
        speaker = first(self.verb_arguments(noun.head), "subject")
        side = self.side(speaker)
        if side not in self.claimants.sides:
            return
        for place in (*self.noun_arguments(noun), *self.prepositions(noun.head)):
            if place.relation in ("in", "at") and self.places.named(place.token):
                found = self.factuality(noun.head)
                found.mode = Mode.CLAIMED if found.mode is Mode.FACT else found.mode
                found.claimant = found.claimant or speaker
                yield from self.readings_of(Assertion(noun, "take", place, found, {"noun"}, side, needs="named"))

    def fruitless(self, noun: Token) -> Iterator[Reading]:
        """ "In the direction of X the enemy had no success": what was tried there was beaten off."""
        attacker = first(self.verb_arguments(noun.head), "subject")
        found = self.factuality(noun.head)
        found.mode = Mode.CLAIMED if found.reported else Mode.FACT  # that there was none
        if self.is_force(attacker):
            for place in (*self.noun_arguments(noun), *self.prepositions(noun.head)):
                if place.relation in ("in", "at", "near", "around", "toward", "towards"):
                    yield from self.readings_of(Assertion(noun, "repel", place, found, {"noun"}, predicate=noun.head))

    def occupation(self, noun: Token) -> str:
        """Is "occupation" the taking or the holding?"""
        dated = any(is_time(c) for c in noun.children if c.dep_ in ("prep", "npadvmod", "nummod"))
        behind = noun.head.lower_ if noun.dep_ == "pobj" else ""
        event = behind in ("after", "before", "following", "since", "upon") or (
            behind == "to" and noun.head.head.lower_ == "prior"
        )
        event = event or (noun.dep_ == "conj" and any(f.sense == "take" for f in frames("noun", noun.head)))
        return "take" if dated or event else "occupied"

    def is_asserted(self, noun: Token) -> bool:
        """Does the sentence say that it happens, rather than take it for granted?"""
        noun = self.share_of(noun)
        verb = noun.head
        return (
            noun.dep_ == "ROOT"
            or (noun.dep_ in ("nsubj", "nsubjpass", "attr") and has(verb, "occur"))
            or (noun.dep_ == "dobj" and has(verb, "carry_out", "object_control"))
            or (noun.dep_ == "nsubj" and has(verb, "say") and self.has_speaker(verb, noun))
        )

    def time_of(self, noun: Token) -> Iterator[Reading]:
        """ "A town shattered by six months of occupation", "under occupation, X had no power", "after months of Russian
        rule": the place that the sentence is about."""
        when = noun.head
        if noun.dep_ != "pobj" or not (has(when.head, "spans") or when.lower_ in DURING):
            return
        if when.lower_ == "under" and has(when.head, "stay_under", "come_under") and when.head.i < when.i:
            return  # "is under occupation": a state
        if has(when.head.head, "ending"):
            return  # "ending six months of occupation"
        owner = self.side(noun)
        if lemma(noun) == "rule" and owner not in self.claimants.sides:
            return
        place = next((t for t in noun.ancestors if t.dep_ == "acl" and self.places.is_place_noun(t.head)), None)
        named = {self.places.place_of[t.i]: t for t in self.doc if self.places.named(t)}
        towns = [t for t in named.values() if not self.places.is_region(t)]
        about = place.head if place is not None and self.places.at(place.head, "object") else None
        about = towns[0] if about is None and len(towns) == 1 else about
        if about is not None:
            sense = "occupied" if lemma(noun) == "occupation" else "hold"
            found = self.factuality(noun, presupposed=True)
            found.mode = Mode.CLAIMED if found.reported else Mode.FACT
            if "background" in found.clues:
                found.mode, found.claimant = Mode.FACT, None
            clues = {"noun", "odd actor", *(() if when.lower_ == "under" else ("past",))}  # until what the text tells
            yield from self.readings_of(Assertion(noun, sense, Argument("object", about), found, clues, owner))

    def is_last_position(self, noun: Token) -> bool:
        """ "X is the army's last foothold in the region": what is left to a side it holds."""
        ranked = any(c.lower_ in WORDS["ranks"] for c in noun.lefts)
        return noun.dep_ == "attr" and lemma(noun.head) == "be" and ranked and has(noun, "positions", "site")

    def stronghold(self, noun: Token) -> Iterator[Reading]:
        """ "Lyman, the last Russian stronghold in the north", "a bastion of Ukrainian forces"."""
        fighters = (a.token for a in self.prepositions(noun) if a.relation == "of" and self.is_force(a.token))
        owner = self.side(noun) or self.side(next(fighters, None))
        lost = noun.dep_ in ("nsubj", "nsubjpass", "dobj") and any(
            f.sense in CHANGES for f in frames("verb", noun.head)
        )
        if owner in self.claimants.sides and not lost:
            found = self.factuality(noun, presupposed=noun.dep_ != "attr")
            clues = {"noun", "stronghold"}
            yield from self.readings_of(Assertion(noun, "hold", Argument("object", noun), found, clues, owner))
            of_others = noun.head if noun.dep_ == "attr" else noun  # "A and B are strongholds"
            for subject in of_others.children if of_others is not noun else ():
                for other in subject.conjuncts if subject.dep_ == "nsubj" and self.places.named(subject) else ():
                    if self.places.named(other):
                        place = Argument("object", other)
                        yield from self.readings_of(Assertion(noun, "hold", place, found, clues, owner))

    def has_speaker(self, verb: Token, noun: Token) -> bool:
        """ "Allowed the withdrawal from X, the command said", where the parser lets the withdrawal speak."""
        return any(c.dep_ == "nsubj" and c.i > noun.i for c in verb.children)

    def seat_of_speaker(self, noun: Token) -> list[Argument]:
        """ "The administration of Izium admitted the retreat": from where it sits."""
        carrier = noun.head
        if noun.dep_ != "dobj" or not has(carrier, "say") or lemma(noun) not in CONCEDED:
            return []
        subject = first(self.verb_arguments(carrier), "subject")
        if subject is None:
            return []
        seats = [t for t in subject.subtree if self.places.named(t) and t.dep_ in ("pobj", "compound", "poss")]
        return [Argument(name, seat) for seat in seats[:1] for name in ("from", "of")]

    def is_repelled(self, noun: Token, *, attack: bool = False) -> bool:
        """Is it the object of a verb of repelling; `attack`: also of one that, as "stopped", repels only attacks?"""
        return noun.dep_ in ("dobj", "nsubjpass") and any(
            f.sense == "repel" and (attack or f.needs != "attack") for f in frames("verb", noun.head)
        )


def _is_beaten_off(noun: Token) -> bool:
    """ "Unsuccessful assaults near X", "attacks near X were unsuccessful", "failed"."""
    verb = noun.head
    said_of = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")] if noun.dep_ == "nsubj" else []
    if noun.dep_ == "nsubj" and lemma(verb) == "fail" and not any(c.dep_ == "xcomp" for c in verb.children):
        return True
    return any(t.lower_ in WORDS["failed"] for t in (*noun.lefts, *said_of))

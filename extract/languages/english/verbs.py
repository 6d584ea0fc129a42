"""Verbs that say who did what to which place."""

from collections.abc import Iterator

from spacy.tokens import Token

from extract.languages import Reading
from extract.languages.english.arguments import HEADED, Slot
from extract.languages.english.assertions import Assertions
from extract.languages.english.forms import auxiliaries, is_fight, is_passive, is_present, is_time
from extract.languages.english.words import Frame, frames, has, lemma
from extract.model import Mode

__all__ = ["Verbs"]

LASTING = frozenset({"still", "since", "until", "currently", "now", "for", "remains", "remain"})
LIGHT = frozenset({"place", "part", "advantage"})
# verbs of going anywhere: "moving out of" is a start, not a retreat, when it leads into the next place
GOING = frozenset({"move", "go", "come", "push", "march", "drive", "roll", "sweep", "pour", "head"})
INTO = frozenset({"enter", "advance", "reach", "take", "assault"})
PHRASAL = frozenset({"take", "get", "hold", "give", "hand", "bring"})
YOKE = frozenset({"occupation", "occupier", "rule", "yoke", "control"})
DUG = frozenset({"entrench"})


class Verbs(Assertions):
    """Readings of the verbs of one passage."""

    def verb(self, verb: Token) -> Iterator[Reading]:
        candidates = frames("verb", verb)
        if not candidates or any(
            c.dep_ == "dobj" and c.lower_ in LIGHT and not list(c.children) for c in verb.children
        ):
            return  # "fighting took place in", "took part in"
        slots = self.slots(verb)
        particles = {child.lower_ for child in verb.children if child.dep_ in ("prt", "advmod", "prep", "dobj")}
        phrasal = lemma(verb) in PHRASAL and any(c.dep_ == "prt" for c in verb.children)  # "took out a bridge"
        found: list[tuple[int, Frame, Slot]] = []
        for frame in candidates:
            particle = frame.word.split()[1:]
            if particle[0] in particles if particle else not phrasal:
                mine = [s for s in slots if s.name in frame.place]
                whole = [s for s in mine if s.name == "object" and self.places.is_place_noun(s.token)]
                found += [(len(s.name.split()) + len(particle), frame, s) for s in whole or mine]
        if any(c.dep_ == "dobj" and self.places.is_place_noun(c) for c in verb.children):
            # "Kyiv surrendered the town": the town falls, not Kyiv
            found = [(rank, frame, slot) for rank, frame, slot in found if slot.name != "subject"]
        best: dict[int, int] = {}  # "pushed back to" tells more of a place than "to"
        for rank, _, slot in found:
            best[slot.token.i] = max(best.get(slot.token.i, 0), rank)
        for rank, frame, slot in found:
            if rank == best[slot.token.i]:
                yield from self.verb_frame(verb, frame, slot, slots)

    def verb_frame(self, verb: Token, frame: Frame, slot: Slot, slots: list[Slot]) -> Iterator[Reading]:
        sense = frame.sense
        actor_token = self.pick(slots, frame.actor, slot.token)
        other_token = self.pick(slots, frame.other, slot.token)
        directed = slot.name not in ("object", "subject")
        thing = next((s.token for s in slots if s.name == "object" and s.token.i != slot.token.i), None)
        particles = {c.lower_ for c in verb.children if c.dep_ == "prep"}
        clues = {"verb"}
        if sense in ("enter", "advance", "leave") and directed and thing is not None and thing.lower_ not in frame.word:
            if not self.is_force(thing):  # "moved prisoners into", "pulled a body out of"
                return
            actor_token = thing if self.side(thing) is not None else actor_token
        if sense == "enter" and lemma(slot.token) == "direction":
            sense = "advance"  # "pushed in the direction of"
        if sense == "withdraw":
            if not self.is_force(other_token):
                return
            sense, actor_token = "leave", other_token if self.side(other_token) is not None else actor_token
        elif sense == "leave" and lemma(verb) in GOING and self.leads_on(verb):
            return
        elif sense == "leave" and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj") and slot.name == "object":
            return  # "..., leaving the town in ruins"
        elif (sense in ("expel", "push", "trapped") and not self.is_force(other_token)) or (
            sense == "repel" and not self.is_attack(other_token)
        ):
            return
        elif sense == "stationed":
            if not self.is_force(other_token) or self.side(other_token) is None:
                return
            sense, actor_token = "hold", other_token
        elif sense == "pass":
            if not self.is_force(other_token):
                return
            sense = "fall"
        elif sense == "shed":
            # "the town shook off its occupiers", "shed Russian rule"
            if other_token is None or not (self.is_force(other_token) or lemma(other_token) in YOKE):
                return
            sense = "take" if self.side(other_token) == self.claimants.home else "retake"
        elif sense == "position":
            if other_token is None or not has(other_token, "positions"):
                return  # "held talks in", "keeps an embassy in"
            own = [s for s in self.prepositions(other_token) if self.places.is_place_noun(s.token)]
            if own and slot.token.i not in {s.token.i for s in own}:
                return  # "in the region they keep a foothold near X": theirs is the foothold near X
            sense = "hold"
        elif sense == "clear":
            cleared = [c for s in slots if s.name == "of" and not self.places.is_place_noun(c := s.token)]
            if any(has(c, "hazards") for c in cleared):
                return  # "cleared the town of mines"
            if any(t.lower_ == "resistance" for t in slot.token.subtree):
                sense = "fight"  # "are mopping up the last pockets of resistance in"
        elif sense == "repel" and frame.needs == "attack" and slot.name in ("toward", "towards"):
            return  # "halted the advance towards": the advance itself is told
        elif sense == "flag":
            flag = next((s.token for s in slots if s.name in ("object", "subject") and has(s.token, "flags")), None)
            if flag is None:
                return
            if not self.places.is_place_noun(slot.token):  # "over a building in the town"
                slot = next((s for s in self.prepositions(slot.token) if s.name in ("in", "of", "at")), slot)
            other_token = flag
            flies = lemma(verb) == "fly" and any(c.lower_ in LASTING or c.lower_ == "again" for c in verb.children)
            sense = "hold" if flies else "enter"
            actor_token = flag if self.side(flag) is not None else actor_token
        elif sense == "besiege" and verb.lower_ == "cut":
            # "cut off from electricity" is no siege
            if any(s.name in ("from", "off from") and not self.places.is_place_noun(s.token) for s in slots):
                return
        elif sense == "fight" and directed and actor_token is not None:
            if not (self.is_force(actor_token) or is_fight(actor_token)):
                return
        elif sense == "stand" and frame.word == "hold" and any(c.dep_ in HEADED - {"aux"} for c in verb.children):
            return  # "held talks", "held that": the town itself has to hold
        elif sense == "defend":
            if not (is_present(verb) or lemma(verb) in DUG or auxiliaries(verb) & {"has", "have"}):
                return
            sense = "hold" if actor_token is not None else "stand"
        elif sense == "trapped":
            sense = "besiege"
        elif sense == "occupy":
            sense = self.occupied(verb, actor_token)
        elif frame.word == "gone":
            if any(c.dep_ in HEADED - {"aux", "auxpass", "mark"} or c.dep_ == "prep" for c in verb.children):
                return
        elif sense == "claim":
            # "Moscow claimed the village", "it was claimed in a report": says that it has been taken
            unsaid = actor_token is None and is_passive(verb) and verb.dep_ != "amod" and "as" not in particles
            known = self.side(actor_token) in (*self.claimants.sides, "they")
            if self.places.is_region(slot.token) or not (known or unsaid):
                return
            sense = "take"
        elif sense == "leave" and slot.name.endswith("to"):
            # "pulled back to the outskirts of the town" leaves the town
            if not has(slot.token, "surroundings"):
                return
            clues.add("to the edge")
        owned = verb.dep_ == "amod" and self.side(actor_token) is not None  # "Russian-run"
        if frame.needs == "force" and not (owned or self.is_force(actor_token)):
            bare = (
                is_passive(verb) or self.is_headline(verb) or (verb.tag_ == "VBG" and verb.dep_ in ("csubj", "pcomp"))
            )
            lost = sense in ("lose", "leave", "enter") and slot.name == "object" and actor_token is None and bare
            lost = lost and lemma(verb) != "evacuate"  # of its people
            if not lost:
                return
        if frame.needs == "ground" and not (actor_token is not None and self.is_ground(verb, actor_token)):
            return
        if verb.dep_ == "amod":
            clues.add("adjective")
        elif verb.dep_ == "relcl" and slot.token.i == verb.head.i:
            clues.add("relative")
        if actor_token is not None and self.side(actor_token) is None and not self.is_force(actor_token):
            clues.add("odd actor")
        actor = self.side(actor_token)
        if (
            actor is None
            and verb.dep_ in ("xcomp", "ccomp")
            and has(verb.head, "object_control")
            and self.is_force(actor_token)
        ):
            # "the ministry told soldiers to leave": its own
            actor = self.side(next((c for c in verb.head.children if c.dep_ == "nsubj"), None))
        gerund = self.is_gerund_before(verb)
        found = self.stance(verb.head if gerund else verb, presupposed=gerund or verb.dep_ in ("amod", "acl", "relcl"))
        if frame.sense == "claim" or (frame.word == "concede" and not self.is_force(actor_token)):
            found.mode = Mode.CLAIMED if found.mode is Mode.FACT else found.mode
            found.claimant = found.claimant or actor_token
        yield from self.build(verb, frame, sense, slot, actor, self.side(other_token), found, clues)

    def leads_on(self, verb: Token) -> bool:
        """Does going "out of" one place lead to another: "units moving out of X entered Y", "moved out of X into Y"?"""
        carrier = verb.head.head if verb.dep_ in ("acl", "relcl") else verb.head
        onward = [carrier, *(c for c in verb.children if c.dep_ in ("conj", "xcomp", "advcl"))]
        if any(f.sense in INTO for t in onward if t.i != verb.i for f in frames("verb", t)):
            return True
        return any(s.name in ("into", "to", "towards", "toward") for s in self.prepositions(verb))

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
            if lasting or perfect:
                return "occupied"
            return "take" if dated or (actor is not None and helpers & {"was", "were"}) else "occupied"
        ongoing = verb.tag_ in ("VBZ", "VBP", "VBG") and not helpers & {"have", "has", "had"}
        return "occupied" if ongoing or (lasting and not dated) else "take"

"""Nouns that say who did what to which place: "the capture of", "the battle for", "a stronghold"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extract.languages import Reading
from extract.languages.english.arguments import Slot
from extract.languages.english.assertions import Assertions
from extract.languages.english.forms import is_over, is_time
from extract.languages.english.words import CHANGES, NO_FRAME, WORDS, Frame, frames, has, is_nominal, lemma
from extract.model import Mode

__all__ = ["Nouns"]

CONCEDED = frozenset({"retreat", "withdrawal", "loss", "fall", "capture", "defeat"})
DURING = frozenset({"under", "during", "throughout", "through"})


class Nouns(Assertions):
    """Readings of the nouns of one passage."""

    def noun(self, noun: Token) -> Iterator[Reading]:
        candidates = [frame for frame in frames("noun", noun) if frame.sense != "control"]
        slots: list[Slot] = []
        if candidates:
            slots = self.noun_slots(noun)
            if not any(slot.name in frame.place for frame in candidates for slot in slots):
                slots += self.seat_of_speaker(noun)
        elif has(noun, "authority") and any(has(c, "occupying") for c in noun.lefts):
            # "the occupation administration in Melitopol"
            slots = self.noun_slots(noun)
            candidates = [Frame(noun.text, "occupied", frozenset({"of", "in", "object"}), NO_FRAME, NO_FRAME, "")]
        elif has(noun, "stronghold"):
            yield from self.stronghold(noun)
            return
        if lemma(noun) in ("occupation", "rule") and not any(self.places.is_place_noun(s.token) for s in slots):
            yield from self.time_of(noun)
            return
        if not any(slot.name in frame.place for frame in candidates for slot in slots):
            slots += self.behind(noun)
        for frame in candidates:
            for slot in slots:
                if slot.name in frame.place:
                    yield from self.noun_frame(noun, frame, slot, slots)

    def noun_frame(self, noun: Token, frame: Frame, slot: Slot, slots: list[Slot]) -> Iterator[Reading]:
        sense = frame.sense
        actor = self.side(self.pick(slots, frame.actor, slot.token))
        other = self.side(self.pick(slots, frame.other, slot.token))
        speaks = noun.dep_ == "nsubj" and self.has_speaker(noun.head, noun)
        done = noun.dep_ in ("dobj", "pobj") or speaks
        moving = sense in ("leave", "advance", "assault", "enter")
        if actor is None and done and (moving or has(noun.head, "carry_out")):
            # "they launched an offensive on", "they began a withdrawal from"
            carrier = noun.head if noun.dep_ == "dobj" else noun.head.head
            if not is_nominal(carrier):
                subject = next((s.token for s in self.slots(carrier) if s.name == "subject"), None)
                if self.is_force(subject):
                    actor = self.side(subject)
                elif sense == "leave" and has(carrier, "object_control") and subject is not None:
                    actor = self.side(subject) or "self"  # "the command allowed the withdrawal": of its own
        if actor is None and sense == "take" and noun.dep_ == "dobj" and has(noun.head, "following"):
            actor = self.side(next((s.token for s in self.slots(noun.head) if s.name == "subject"), None))
        if frame.needs == "force" and actor is None:
            return
        verbless = not any(t.pos_ in ("VERB", "AUX") for t in noun.sent)
        if sense in ("fight", "besiege") and verbless and not self.doc.text.lstrip().startswith("#"):
            return  # the title of another article
        if (
            sense == "enter"
            and lemma(noun) == "foothold"
            and not (noun.dep_ in ("dobj", "nsubjpass") and has(noun.head, "gain"))
        ):
            return  # "the last foothold"
        if sense in ("assault", "advance"):
            if any(t.lower_ in WORDS["not_ground"] for t in noun.lefts) or self.is_repelled(noun):
                return
            launched = noun.dep_ in ("dobj", "nsubjpass") or has(noun.head, "occur")
            if (lemma(noun) in ("gain", "progress") and actor is None) or (slot.name == "in" and not launched):
                return
        if sense == "fight" and noun.dep_ == "dobj" and lemma(noun.head) in ("win", "lose"):
            # "won the battle of": holds it now
            winner = self.side(next((s.token for s in self.slots(noun.head) if s.name == "subject"), None))
            winner = winner if lemma(noun.head) == "win" else self.claimants.opponent(winner)
            if winner is not None:
                yield from self.build(
                    noun, frame, "hold", slot, winner, None, self.stance(noun.head), {"noun"}, noun.head
                )
            return
        if (
            lemma(noun) in ("occupation", "regime", "administration")
            and noun.dep_ == "pobj"
            and has(noun.head.head, "officer")
        ):
            return  # "the head of the occupation administration in": a title
        driven = noun.dep_ == "dobj" and any(f.sense in ("shed", "expel") for f in frames("verb", noun.head))
        if lemma(noun) == "occupier" and driven:
            return  # "shook off its occupiers": they are there no more
        if sense == "occupy":
            dated = any(is_time(c) for c in noun.children if c.dep_ in ("prep", "npadvmod"))
            event = noun.dep_ == "pobj" and noun.head.lower_ in ("after", "before", "following", "since", "upon")
            sense = "take" if dated or event else "occupied"
        asserted = (
            noun.dep_ == "ROOT"
            or (noun.dep_ in ("nsubj", "nsubjpass", "attr") and has(noun.head, "occur"))
            or (noun.dep_ == "dobj" and has(noun.head, "carry_out", "object_control"))
            or (noun.dep_ == "nsubj" and has(noun.head, "say") and self.has_speaker(noun.head, noun))
        )
        found = self.stance(noun, presupposed=not asserted)
        carrier = noun.head.head if noun.dep_ == "pobj" else noun.head
        ending = (
            sense in ("occupied", "besiege") and noun.dep_ in ("dobj", "nsubjpass", "pobj") and has(carrier, "ending")
        )
        if ending:  # what somebody wants to end is there, and wanted back
            found.mode = Mode.CLAIMED if found.reported else Mode.FACT
        if sense in ("occupied", "besiege") and is_over(noun):
            found.lower(Mode.DENIED)
        yield from self.build(noun, frame, sense, slot, actor, other, found, {"noun"})
        if ending and sense == "occupied":
            yield from self.build(noun, frame, "retake", slot, None, None, self.stance(carrier), {"noun", "ending"})

    def time_of(self, noun: Token) -> Iterator[Reading]:
        """ "A town shattered by six months of occupation", "under occupation, X had no power", "after months of Russian
        rule": the place that the sentence is about."""
        when = noun.head
        if noun.dep_ != "pobj" or not (has(when.head, "spans") or when.lower_ in DURING):
            return
        if when.lower_ == "under" and when.head.i < when.i:
            return  # "is under occupation": a state
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
            frame = Frame(noun.text, sense, NO_FRAME, NO_FRAME, NO_FRAME, "")
            found = self.stance(noun, presupposed=True)
            found.mode = Mode.CLAIMED if found.reported else Mode.FACT
            if "background" in found.clues:
                found.mode, found.claimant = Mode.FACT, None
            clues = {"noun", "odd actor", *(() if when.lower_ == "under" else ("past",))}  # until what the text tells
            yield from self.build(noun, frame, sense, Slot("object", about), owner, None, found, clues)

    def stronghold(self, noun: Token) -> Iterator[Reading]:
        """ "Lyman, the last Russian stronghold in the north", "a bastion of Ukrainian forces"."""
        owner = self.side(noun) or self.side(
            next((s.token for s in self.prepositions(noun) if s.name == "of" and self.is_force(s.token)), None)
        )
        lost = noun.dep_ in ("nsubj", "nsubjpass", "dobj") and any(
            f.sense in CHANGES for f in frames("verb", noun.head)
        )
        if owner in self.claimants.sides and not lost:
            frame = Frame(noun.text, "hold", NO_FRAME, NO_FRAME, NO_FRAME, "")
            found = self.stance(noun, presupposed=noun.dep_ != "attr")
            yield from self.build(noun, frame, "hold", Slot("object", noun), owner, None, found, {"noun"})

    def has_speaker(self, verb: Token, noun: Token) -> bool:
        """ "Allowed the withdrawal from X, the command said", where the parser lets the withdrawal speak."""
        return any(c.dep_ == "nsubj" and c.i > noun.i for c in verb.children)

    def seat_of_speaker(self, noun: Token) -> list[Slot]:
        """ "The administration of Izium admitted the retreat": from where it sits."""
        carrier = noun.head
        if noun.dep_ != "dobj" or not has(carrier, "say") or lemma(noun) not in CONCEDED:
            return []
        subject = next((s.token for s in self.slots(carrier) if s.name == "subject"), None)
        if subject is None:
            return []
        seats = [t for t in subject.subtree if self.places.named(t) and t.dep_ in ("pobj", "compound", "poss")]
        return [Slot(name, seat) for seat in seats[:1] for name in ("from", "of")]

    def is_repelled(self, noun: Token) -> bool:
        return noun.dep_ in ("dobj", "nsubjpass") and any(
            f.sense == "repel" and f.needs != "attack" for f in frames("verb", noun.head)
        )

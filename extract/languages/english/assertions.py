"""What is found at a trigger, made a reading: its places, how sure the sentence is of it and who says so."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from extract.languages import Reading
from extract.languages.english.arguments import Slot, Slots
from extract.languages.english.factuality import Stance, stance
from extract.languages.english.forms import is_pluperfect, noun_phrase
from extract.languages.english.words import Frame, is_nominal
from extract.model import Mode

__all__ = ["Assertions"]

LONGEST_CLAIMANT = 200
# "Russians leave Lyman – Haidai" and "Haidai: Russians leave Lyman"
HEADLINE = re.compile(
    r"\s[–—-]\s(?P<after>[A-Z][\w.’' -]{1,60}?)\s*[.)]?\s*$|^\W*(?P<before>[A-Z][\w.’' -]{1,60}?):\s+(?=\S)"
)
WHOLLY = frozenset({"fully", "completely", "entirely", "entire", "whole", "all", "totally"})
QUOTES = frozenset({"“", '"', "‘", "'", "«", "„"})


class Assertions(Slots):
    """Makes the readings of one parsed passage."""

    def stance(self, trigger: Token, *, presupposed: bool = False) -> Stance:
        quoted = any(start <= trigger.idx < end for start, end in self.script.quoted)

        def subject_of(verb: Token) -> Token | None:
            return next((s.token for s in self.slots(verb) if s.name == "subject"), None)

        return stance(trigger, presupposed=presupposed, quoted=quoted, subject_of=subject_of)

    def build(
        self,
        trigger: Token,
        frame: Frame,
        sense: str,
        slot: Slot,
        actor: str | None,
        other: str | None,
        found: Stance,
        clues: set[str],
        predicate: Token | None = None,
    ) -> Iterator[Reading]:
        anchor = predicate if predicate is not None else trigger
        if slot.name == "of" and slot.token.i < trigger.i:
            clues.add("relative")  # "X, the capture of which"
        claimant, aside, mode = None, "", found.mode
        if found.claimant is not None:
            claimant = self.script.words(*noun_phrase(found.claimant)).strip(" ,")[:LONGEST_CLAIMANT]
            aside = " ".join(t.text for t in found.claimant.subtree)
        elif "quoted" not in found.clues and "adjective" not in clues and (words := self.headline_speaker(trigger)):
            claimant, mode = words, Mode.CLAIMED if mode is Mode.FACT else mode
        speaker = self.claimants.side_of(claimant, aside) if claimant else None
        pronoun = found.claimant is not None and found.claimant.lower_ in ("they", "it", "which", "who")
        if speaker is None and found.claimant is not None and pronoun and "quoted" not in found.clues:
            speaker = self.coreferent(found.claimant)
            speaker = speaker if speaker in self.claimants.sides else None
        if found.relayed_by is not None and speaker != "other" and self.claimants.side_of_force(aside) is None:
            # "the Kremlin said that the chief of staff had reported": its own
            relay = self.claimants.side_of(" ".join(t.text for t in found.relayed_by.subtree if t.i < trigger.i))
            speaker = relay if relay in self.claimants.sides else speaker
        if speaker == "other" and mode is Mode.CLAIMED and "background" in found.clues and "quoted" not in found.clues:
            claimant, speaker, mode = None, None, Mode.FACT  # "the paper reported that after the city fell, ..."
        adjective = trigger.dep_ == "amod"
        spots = self.places.at(slot.token, slot.name, alone=adjective)
        if is_nominal(trigger) and not self.places.is_place_noun(trigger):
            # "the occupation of Crimea and the city of Sevastopol", joined by the parser to "occupation"
            astray = [c for c in trigger.rights if c.dep_ == "conj" and self.places.is_place_noun(c)]
            spots += [spot for c in astray for spot in self.places.at(c, slot.name)]
        if "to the edge" in clues:
            spots = [replace(spot, near=False, lands="") for spot in spots]
        before = self.doc[trigger.i - 1].text if trigger.i else ""
        if sense in ("retake", "clear") and before in QUOTES:
            sense = "take"  # a “liberation” in the writer's quotation marks
        for spot in spots:
            if spot.mention is None and (
                frame.needs == "named" or (frame.needs == "place" and spot.anaphor in ("it", "there"))
            ):
                continue
            yield Reading(
                sense=sense,
                spot=spot,
                actor=actor,
                other=other,
                mode=mode,
                claimant=claimant,
                claimant_side=speaker,
                trigger=(min(trigger.idx, anchor.idx), max(trigger.idx + len(trigger), anchor.idx + len(anchor))),
                preposition=slot.name,
                complete=any(t.lower_ in WHOLLY for t in anchor.subtree),
                loser=self.victim(),
                clues=frozenset({*clues, *found.clues, *(("past",) if is_pluperfect(anchor) else ())}),
            )

    def headline_speaker(self, trigger: Token) -> str | None:
        """ "Russians leave Lyman – Haidai", "Haidai: Russians leave Lyman"."""
        line = HEADLINE.search(self.doc.text)
        if line is None:
            return None
        where = line.span("after" if line["after"] else "before")
        words = self.script.words(*where)
        if any(t.pos_ in ("VERB", "AUX") and where[0] <= t.idx < where[1] for t in self.doc) and not line["after"]:
            return None
        outside = trigger.idx < line.start() if line["after"] else trigger.idx >= line.end()
        return words if outside and len(words.split()) < 9 and self.claimants.side_of(words) is not None else None

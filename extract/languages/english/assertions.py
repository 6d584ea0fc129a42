"""What is found at a trigger, made a reading: its places, how sure the sentence is of it and who says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from extract.languages.english.arguments import Argument, Arguments, first
from extract.languages.english.factuality import Factuality, factuality
from extract.languages.english.forms import is_finite_present, is_pluperfect, noun_phrase
from extract.languages.english.words import frames, has, is_nominal
from extract.languages.reading import PlaceRef, Reading
from extract.model import Mode

__all__ = ["Assertion", "Assertions", "closing_speaker"]

LONGEST_CLAIMANT = 200
# "Russians leave Lyman – Haidai", "Lyman retaken: officials"; "Haidai: Russians leave Lyman"
CLOSING = re.compile(r"\s[–—-]\s(?P<after>\w[\w.’' -]{1,60}?)\s*[.)]?\s*$|:\s(?P<named>[a-z][a-z' -]{2,40})$")
OPENING = re.compile(r"^\W*(?P<before>[A-Z][\w.’' -]{1,60}?):\s+(?=\S)")
# "Situation grave as fighting goes on, mayor says", "..., says mayor": a headline's last words
TAIL = re.compile(
    r",[”\"]?\s(?:(?:says?|claims?)\s(?P<behind>[^,.:;]{3,60})|(?P<before>[^,.:;]{3,60})\s(?:says?|claims?|reports?))$"
)
OFFICE = re.compile(
    r"\b(?:ministry|mod|military|army|officials?|authorities|commanders?|command|general\sstaff|top\sbrass|governor|mayor|"
    r"minister|administration|spokes\w+|sources?|intelligence|monitors?|watchdog|media|videos?|footage)$",
    re.IGNORECASE,
)
WHOLLY = frozenset({"fully", "completely", "entirely", "entire", "whole", "all", "totally"})
# what stands before a headline's colon without saying it: "Ukraine war: ...", "Live: ..."
RUNNING_HEAD = re.compile(
    r"#|\b(?:war|conflict|invasion|crisis|offensive|latest|live|news|updates?|briefing|explain\w+|analysis|watch|videos?|"
    r"photos?|maps?|breaking|day|timeline|frontline|front|exclusive|opinion|in\s(?:brief|pictures))\b",
    re.IGNORECASE,
)
FALSEHOOD = re.compile(
    r"^\W*(?:false|fake(?:\snews)?|hoax|debunked|disinformation|myth|untrue|not\strue)\s?:", re.IGNORECASE
)
# "there was no evidence yet that it had fallen", wherever the parser hangs the clause
UNPROVEN = re.compile(
    r"\bno\s(?:evidence|signs?|indications?|proof|confirmation)\b(?:\s\w+){0,2}\sthat\b[^.;:]*$", re.IGNORECASE
)
# "the conditions begin with the withdrawal of": what is demanded has not been done
DEMANDED = re.compile(
    r"\b(?:(?:pre)?conditions?|demands?|demanded|demanding|ultimatum|requirements?|insist(?:s|ed)?\son)\b[^;]*$",
    re.IGNORECASE,
)
QUOTES = frozenset({"“", '"', "‘", "'", "«", "„"})


@dataclass(slots=True)
class Assertion:
    """What is found at a trigger: who (sides) does what to the place in `place`, and how sure the sentence is of it.

    `needs` is "place" where no "it" or "there" will do for the place, "named" where only a name does; `predicate` the
    word that says it of the trigger ("lost" of "control"), where it is another.
    """

    trigger: Token
    sense: str
    place: Argument
    factuality: Factuality
    clues: set[str]
    actor: str | None = None
    other: str | None = None
    needs: str = ""
    predicate: Token | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: their words, the side that these tell, and the mode that it is said in."""

    words: str | None
    side: str | None
    mode: Mode


def closing_speaker(text: str) -> tuple[int, int] | None:
    """The half-open span of the words that a headline names its speaker with, at its end or at its beginning: "…, mayor
    says", "… – Haidai", "Haidai: …"; None where it is no such headline."""
    for pattern in (TAIL, CLOSING, OPENING):
        if (found := pattern.search(text)) is not None:
            span = found.span(found.lastgroup or 0)
            return None if pattern is OPENING and RUNNING_HEAD.search(text[slice(*span)]) else span
    return None


class Assertions(Arguments):
    """Makes the readings of one parsed passage."""

    def factuality(self, trigger: Token, *, presupposed: bool = False) -> Factuality:
        def subject_of(verb: Token) -> Token | None:
            return first(self.verb_arguments(verb), "subject")

        quoted = self.is_quoted(trigger)
        found = factuality(trigger, presupposed=presupposed, quoted=quoted, subject_of=subject_of)
        if FALSEHOOD.match(self.doc.text):
            found.lower(Mode.DENIED)  # "FALSE: ..."
        if is_nominal(trigger) and DEMANDED.search(self.doc.text, 0, trigger.idx):
            found.lower(Mode.PLANNED)
        if not presupposed and UNPROVEN.search(self.doc.text, 0, trigger.idx):
            found.lower(Mode.HYPOTHETICAL)
        return found

    def is_quoted(self, token: Token) -> bool:
        """Does it stand in quotation marks?"""
        return any(start <= token.idx < end for start, end in self.rewording.quoted)

    def readings_of(self, assertion: Assertion) -> Iterator[Reading]:
        """One reading for every place that the assertion is about."""
        trigger, relation, clues = assertion.trigger, assertion.place.relation, set(assertion.clues)
        anchor = assertion.predicate if assertion.predicate is not None else trigger
        if relation == "of" and assertion.place.token.i < trigger.i:
            clues.add("relative")  # "X, the capture of which"
        speaker = self.speaker(assertion)
        own = speaker.side in self.claimants.sides and assertion.actor in (None, "self", speaker.side)
        quoted = trigger.i > 0 and self.doc[trigger.i - 1].text in QUOTES
        ironic = assertion.sense in ("retake", "clear") and quoted and not own  # who says it of their own means it
        for ref in self.place_refs(assertion):
            its = trigger.tag_ == "NN" and assertion.place.token.lower_ == "its"  # "its loss is", "denied its loss"
            known = self.victim is not None or (trigger.dep_ == "dobj" and has(trigger.head, "deny"))
            its = its and known and trigger.dep_ in ("nsubj", "nsubjpass", "dobj")
            if (
                ref.mention is None
                and not its
                and (assertion.needs == "named" or (assertion.needs == "place" and ref.anaphor in ("it", "there")))
            ):
                continue
            yield Reading(
                sense="take" if ironic else assertion.sense,  # a “liberation” in the writer's quotation marks
                place=ref,
                actor=assertion.actor,
                other=assertion.other,
                mode=speaker.mode,
                claimant=speaker.words,
                claimant_side=speaker.side,
                trigger=(min(trigger.idx, anchor.idx), max(trigger.idx + len(trigger), anchor.idx + len(anchor))),
                preposition=relation,
                complete=any(t.lower_ in WHOLLY for t in anchor.subtree),
                loser=self.victim,
                clues=frozenset(
                    {
                        *clues,
                        *assertion.factuality.clues,
                        *(("past",) if is_pluperfect(anchor) else ()),
                        *(("now",) if is_finite_present(anchor) else ()),
                        *(("piece",) if ref.share and "control" not in clues else ()),
                    }
                ),
            )

    def place_refs(self, assertion: Assertion) -> list[PlaceRef]:
        trigger, relation = assertion.trigger, assertion.place.relation
        refs = self.places.at(assertion.place.token, relation, alone=trigger.dep_ == "amod")
        if is_nominal(trigger) and not self.places.is_place_noun(trigger):
            # "the occupation of Crimea and the city of Sevastopol", joined by the parser to "occupation"
            astray = [c for c in trigger.rights if c.dep_ == "conj" and self.places.is_place_noun(c)]
            refs += [ref for c in astray for ref in self.places.at(c, relation)]
        if "to the edge" in assertion.clues:
            refs = [replace(ref, near=False, lands="") for ref in refs]
        return refs

    # -- who says it --------------------------------------------------------------------------------------------------

    def speaker(self, assertion: Assertion) -> Speaker:
        found, trigger = assertion.factuality, assertion.trigger
        quoted = "quoted" in found.clues
        words: str | None = None
        aside, mode = "", found.mode
        if found.claimant is not None:
            words = self.rewording.words(*noun_phrase(found.claimant)).strip(" ,")[:LONGEST_CLAIMANT]
            words = words.removeprefix("whose ")
            if is_nominal(found.claimant) and (frames("noun", found.claimant) or has(found.claimant, "things")):
                words = None  # "the fall of X suggests", "the pace shows": nobody says it
            aside = " ".join(t.text for t in found.claimant.subtree)
        elif not (quoted or "adjective" in assertion.clues) and (named := self.headline_speaker(assertion)):
            words, mode = named, Mode.CLAIMED if mode is Mode.FACT else mode
        side = self.claimants.side_of(words, aside) if words else None
        if side is None and not quoted:
            side = self.side_of_pronoun(found.claimant)
        if found.relayed_by is not None and side != "other" and self.claimants.side_of_force(aside) is None:
            # "the Kremlin said that the chief of staff had reported": its own
            relay = self.claimants.side_of(" ".join(t.text for t in found.relayed_by.subtree if t.i < trigger.i))
            side = relay if relay in self.claimants.sides else side
        unknown = words is not None and side is None and found.claimant is None
        if unknown and assertion.sense == "retake" and assertion.actor in self.claimants.sides:
            side = assertion.actor  # "Russian troops liberate X - ministry": the word of whoever took it
        on_paper = "annexed" in assertion.clues
        if (side == "other" or on_paper) and mode is Mode.CLAIMED and "background" in found.clues and not quoted:
            return Speaker(None, None, Mode.FACT)  # "the paper reported that after the city fell, ..."
        return Speaker(words, side, mode)

    def side_of_pronoun(self, claimant: Token | None) -> str | None:
        """The side of whom "they", "it", "which" or "who" stands for."""
        if claimant is None or claimant.lower_ not in ("they", "it", "which", "who"):
            return None
        side = self.coreferent(claimant)
        return side if side in self.claimants.sides else None

    def headline_speaker(self, assertion: Assertion) -> str | None:
        """ "Russians leave Lyman – Haidai", "Haidai: Russians leave Lyman", "Battle on as fight rages, mayor says"."""
        trigger, clues = assertion.trigger, assertion.factuality.clues
        tail = TAIL.search(self.doc.text)
        if tail is not None and trigger.idx < tail.start() and ("alongside" in clues or "background" not in clues):
            words = self.rewording.words(*tail.span(tail.lastgroup or 0))
            return words if not {"relative", "noun"} <= assertion.clues and self.may_speak(words) else None
        line = CLOSING.search(self.doc.text) or OPENING.search(self.doc.text)
        if line is None:
            return None
        where = line.span(line.lastgroup or 0)
        behind = line.lastgroup != "before"
        words = self.rewording.words(*where)
        if RUNNING_HEAD.search(self.doc.text[max(0, where[0] - 1) : where[0]] + words):
            return None
        if any(t.pos_ in ("VERB", "AUX") and where[0] <= t.idx < where[1] for t in self.doc) and not behind:
            return None
        outside = trigger.idx < line.start() if behind else trigger.idx >= line.end()
        speaks = (
            self.claimants.side_of(words) is not None if words[:1].isupper() and not behind else self.may_speak(words)
        )
        return words if outside and len(words.split()) < 9 and speaks else None

    def may_speak(self, words: str) -> bool:
        """Do words name somebody whose side is known, or an office: "Haidai", "ministry", "top brass"?"""
        return self.claimants.side_of(words) is not None or OFFICE.search(words) is not None

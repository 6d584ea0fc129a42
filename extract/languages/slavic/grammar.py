"""Words of control and their slots: who did what to which place, in any voice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.claimants import Claimants
from extract.languages import Continuation, Passage, Reading, Spot
from extract.languages.slavic.sentence import Chain, Fighters, Text, is_adjective
from extract.languages.slavic.stance import Stance, claimant_words, stance
from extract.languages.slavic.words import Frame, Lexicon, lexicon, plain
from extract.model import Mode

__all__ = ["Slavic"]

FINITE = frozenset({"past", "present", "infinitive", "gerund", "active", ""})
PASSIVE = frozenset({"impersonal", "participle", "short"})
STATE = re.compile("")
STARTS = frozenset('«»“”„".:—–-')
NEAREST = 8  # words between a word of control and its company
FAR = 25  # and its place
# Prepositions by the English ones that the effects of a claim know.
PREPOSITIONS = {
    "bare": "object", "of": "object", "в": "in", "у": "in", "во": "in", "до": "to", "к": "to", "ко": "to",
    "з": "from", "із": "from", "зі": "from",
    "с": "from", "со": "from", "из": "from", "від": "from", "от": "from", "на": "on", "за": "for",
}  # fmt: skip
ATTRIBUTES = {
    "take": "occupied",
    "occupy": "occupied",
    "retake": "retake",
    "clear": "retake",
    "hold": "hold",
    "besiege": "besiege",
    "occupied": "occupied",
}
UNDER = (("under_control", "hold"), ("under_occupation", "occupied"), ("under_siege", "besiege"))
CHANGES = frozenset({"fall", "take", "retake", "clear", "occupy", "lose"})
TRANSITIVE = frozenset({"take", "retake", "clear", "hold", "lose", "surrender", "besiege"})
COUNTED = frozenset({"take", "retake", "occupy", "hold", "occupied"})
OWN = frozenset({"take", "retake", "clear", "hold"})  # what fighters without a side do, they do for whoever writes
MOVES = frozenset({"enter", "advance", "assault", "fight", "repel", "leave", "flag"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of control with the frame that its company allows."""

    word: int
    frame: Frame
    form: str
    company: tuple[int, int] | None  # the words of its company


class Slavic:
    """The grammar of one language, by the name of its folder. Holds no state of what it reads."""

    def __init__(self, name: str, claimants: Claimants) -> None:
        self._lexicon: Lexicon = lexicon(name)
        self._claimants = claimants

    def may_claim(self, text: str, named: bool) -> bool:
        """Could this sentence hold a claim? A word of control, and a place named or referred to."""
        low = plain(text)
        return bool((named or self._lexicon.refers.search(low)) and self._lexicon.scan.search(low))

    def read(self, passages: Sequence[Passage]) -> list[tuple[Reading, ...]]:
        """The assertions of each passage."""
        return [tuple(self._read(passage)) for passage in passages]

    def continuation(self, passage: Passage) -> Continuation | None:
        """None: no sentence of these languages is read as going on with the one before."""
        return None

    def denial(self, text: str) -> tuple[str, int, int] | None:
        """Who denies what was said before ("Міноборони заперечило цю інформацію"), and where that stands."""
        found = self._lexicon.pattern_of_denial.search(text)
        if found is None:
            return None
        who = found["who"].strip(" ,")
        return (who, *found.span("denied")) if who else None

    def speaker(self, text: str) -> str | None:
        """The words that say who speaks in a sentence."""
        taken = Text(Passage(text, ()), self._lexicon, self._claimants.side_of_force)
        for i, word in enumerate(taken.words):
            if self._lexicon.has(word.low, "say"):
                return claimant_words(taken, i, self._claimants.side_of)
            if i and self._lexicon.has(word.low, "by_words") and self._lexicon.has(taken.words[i - 1].low, "by"):
                return text[word.end :].split(",")[0].strip() or None
        return None

    def voice(self, text: str) -> str | None:
        """The side in whose words a whole article speaks, None when they do not tell."""
        return self._lexicon.voice(plain(text))

    def _read(self, passage: Passage) -> Iterator[Reading]:
        text = Text(passage, self._lexicon, self._claimants.side_of_force)
        seen: set[tuple[str, int, Mode]] = set()
        for reading in _Reader(text, self._claimants).readings():
            key = (reading.sense, reading.spot.start, reading.mode)
            if key not in seen:
                seen.add(key)
                yield reading


def _begins(low: str, beginning: str) -> bool:
    """As the stems of the table: a beginning that ends in ! is the whole word."""
    return low == beginning[:-1] if beginning.endswith("!") else low.startswith(beginning)


class _Reader:
    """Reads one passage."""

    def __init__(self, text: Text, claimants: Claimants) -> None:
        self.text, self.claimants = text, claimants
        self.words, self.lists, self.clauses = text.words, text.words_of, text.clauses
        self.chains = [*text.chains, *self._relative(), *self._carried()]

    def readings(self) -> Iterator[Reading]:
        triggers = list(self.triggers())
        beside = {i for t in triggers if t.company is not None for i in range(t.company[0], t.company[1] + 1)}
        triggers = [t for t in triggers if t.word not in beside or t.form == "state"]
        yield from self.described()
        taken: dict[int, list[tuple[Trigger, Chain]]] = {}
        for chain in self.chains:
            describing = [t for t in triggers if self.describes(t, chain, triggers)]
            best = self.best(chain, [t for t in triggers if t not in describing])
            if best is not None:
                told = [t for t in describing if t.frame.sense != "hold" and self.cost(t, chain, []) is not None]
                for trigger in (best, *self.coordinated(best, chain, triggers), *told[-1:]):
                    taken.setdefault(trigger.word, []).append((trigger, chain))
        for pairs in taken.values():
            settled = any(
                not (self.text.is_region(i) or self.of_direction(chain)) for _, chain in pairs for i in chain.places
            )
            for trigger, chain in pairs:
                if self.only_locates(trigger, chain, settled):
                    continue
                yield from self.build(trigger, chain)

    def only_locates(self, trigger: Trigger, chain: Chain, settled: bool) -> bool:
        """ "На Покровському напрямку", "у Сумській області", beside the places themselves."""
        if self.of_direction(chain):
            return settled or trigger.frame.sense not in MOVES
        region = all(self.text.is_region(i) for i in chain.places)
        return settled and region and chain.slot in ("в", "у", "на", "во")

    def of_direction(self, chain: Chain) -> bool:
        behind = self.words[chain.last + 1].low if chain.last + 1 < len(self.words) else ""
        return self.lists.has(behind, "direction")

    # -- what says it -------------------------------------------------------------------------------------------------

    def triggers(self) -> Iterator[Trigger]:
        attributes = {i for chain in self.chains for i in chain.attributes}
        for i, word in enumerate(self.words):
            named = word.mention is not None or (word.capital and i and self.words[i - 1].low not in STARTS)
            if named:
                continue
            yield from self.under(i)
            yield from self.already(i)
            if self.lists.has(word.low, "fighters", "fighter_stems") and not self.says_whose(i):
                continue
            form = self.lists.form(word.low)
            for frame in self.lists.frames_of(word.low):
                company = self.company(i, frame)
                if self.fits(i, frame, form, i in attributes) and bool(frame.company) == (company is not None):
                    fixed = {"noun": "noun", "state": "state"}.get(frame.kind, form)
                    yield Trigger(i, frame, fixed, company)

    def fits(self, i: int, frame: Frame, form: str, attribute: bool) -> bool:
        """Is the word in a form that the frame is about?"""
        low = self.words[i].low
        if frame.kind == "noun":
            return True
        if frame.kind == "state":
            return self.predicate(i)
        if attribute or frame.kind == "adjective":
            return frame.kind == "adjective" and not attribute
        reflexive = low.endswith(("ся", "сь"))
        if form in ("", "noun") or ("plain" in frame.needs and reflexive):
            return False
        if "reflexive" in frame.needs and not reflexive:
            return False
        return not any(self.lists.has(w.low, "captive") for w in self.words[i + 1 : i + 4])

    def predicate(self, i: int, *, ahead: bool = True) -> bool:
        """ "Х – наш", "Х знову український": does the word end what is said of a place before it?"""
        if ahead and i + 1 < len(self.words) and self.words[i + 1].low[0].isalnum() and not self.joins(i + 1):
            return False
        for k in range(i - 1, -1, -1):
            word = self.words[k]
            if word.mention is not None or word.anaphor:
                return True
            stands = word.low in STARTS or any(f.kind == "state" for f in self.lists.frames_of(word.low))
            between = ("joining", "time", "passing", "goes_on", "no", "be", "all")
            if not (stands or self.lists.has(word.low, *between)):
                return False
        return False

    def says_whose(self, i: int) -> bool:
        """ "Х знову український"."""
        return any(f.kind == "state" for f in self.lists.frames_of(self.words[i].low)) and self.predicate(i)

    def joins(self, i: int) -> bool:
        return self.lists.has(self.words[i].low, "joining")

    def company(self, i: int, frame: Frame) -> tuple[int, int] | None:
        """Where the words that a frame needs beside its own stand: behind it if they can."""
        found: list[tuple[int, int, int]] = []
        for needed in frame.company:
            for at in range(i if frame.kind == "noun" else max(0, i - NEAREST), min(len(self.words), i + NEAREST + 1)):
                end = self.matched(needed, at)
                if end is not None and not at <= i <= end and self.clauses[at] == self.clauses[i]:
                    found.append((abs(at - i) + (8 if at < i else 0), at, end))
        return min(found)[1:] if found else None

    def matched(self, needed: tuple[str, ...], at: int) -> int | None:
        """Where the company ends that begins at word `at`; an adjective may stand before its last word."""
        for n, beginning in enumerate(needed):
            if at < len(self.words) and n and n == len(needed) - 1 and not _begins(self.words[at].low, beginning):
                at += is_adjective(self.words[at].low) or self.lists.has(self.words[at].low, "possessive")
            if (
                at >= len(self.words)
                or self.words[at].mention is not None
                or not _begins(self.words[at].low, beginning)
            ):
                return None
            at += 1
        return at - 1

    def under(self, i: int) -> Iterator[Trigger]:
        """ "Під контролем", "під окупацією", "в облозі", with no verb that says more."""
        low = self.words[i].low
        sense = next((s for name, s in UNDER if self.lists.has(low, name)), None)
        holders = next((f for f in self.text.fighters if f.first == i), None)
        if sense is None and holders is None:
            return
        before = [w.low for w in self.words[max(0, i - 3) : i]]
        own = any(self.lists.has(w, "own") for w in before)  # "утримують під своїм контролем": the verb says it
        if sense is not None and not own and any(self.lists.has(w, "under") for w in before):
            frame = Frame(STATE, "noun", sense, frozenset({"bare"}), (), frozenset({"weak"}))
            yield Trigger(i, frame, "state", (i, i))
        elif holders is not None and holders.side is not None and i and self.lists.has(before[-1], "beneath"):
            # "Х під росіянами", "Х лишається за ворогом"; but "під ворожим вогнем"
            stays = i > 1 and self.lists.has(before[-2], "stay")
            if not is_adjective(self.words[holders.last].low) and (stays or self.predicate(i - 1, ahead=False)):
                frame = Frame(STATE, "noun", "hold", frozenset({"bare"}), (), frozenset({"weak"}))
                yield Trigger(i, frame, "state", (i - 1, i - 1))

    def already(self, i: int) -> Iterator[Trigger]:
        """ "Російські танки вже в Маріуполі", without a verb."""
        if not (self.lists.has(self.words[i].low, "already") and i + 1 < len(self.words)):
            return
        doers = [f for f in self.text.fighters if f.last == i - 1 and f.case in ("nominative", "any") and f.side]
        if doers and self.words[i + 1].low in ("в", "у", "во"):
            yield Trigger(i, Frame(STATE, "verb", "enter", frozenset({"в", "у", "во"}), (), frozenset()), "past", None)

    # -- which place --------------------------------------------------------------------------------------------------

    def best(self, chain: Chain, triggers: Sequence[Trigger]) -> Trigger | None:
        """The word of control that a list of places belongs to."""
        found: list[tuple[float, int, Trigger]] = []
        for order, trigger in enumerate(triggers):
            cost = self.cost(trigger, chain, triggers)
            if cost is not None:
                found.append((cost, order, trigger))
        return min(found, key=lambda f: f[:2])[2] if found else None

    def describes(self, trigger: Trigger, chain: Chain, triggers: Sequence[Trigger]) -> bool:
        """ "Повернути звільнені торік А і Б": a participle of the places, beside a verb that tells what is done."""
        clause = self.clauses[trigger.word]
        if trigger.form not in ("participle", "active") or not trigger.word < chain.places[0] or clause != chain.clause:
            return False
        return any(
            self.clauses[t.word] == clause
            and t.form not in ("participle", "active", "noun", "state")
            and not trigger.word < t.word < chain.places[0]
            for t in triggers
        )

    def cost(self, trigger: Trigger, chain: Chain, triggers: Sequence[Trigger]) -> float | None:
        if self.clauses[trigger.word] != chain.clause or chain.first <= trigger.word <= chain.last:
            if chain.first <= trigger.word < chain.places[0] and chain.governor != trigger.word:
                return None
            if self.clauses[trigger.word] != chain.clause:
                return None
        slots, frame = chain.slot, trigger.frame
        behind = trigger.word < chain.places[0]
        distance = chain.first - trigger.word if behind else trigger.word - chain.last
        if distance > FAR or not self.meets(trigger, chain):
            return None
        if frame.kind == "noun" and "of" in frame.place and slots in ("of", "bare"):
            if not behind or not self.governs(trigger, chain):
                return None
        elif slots == "of":
            if trigger.company is not None and chain.governor in range(trigger.company[0], trigger.company[1] + 1):
                if not frame.place & {"of", "bare"}:
                    return None
            elif chain.governor != trigger.word and not self.trails(trigger, chain):
                return None
        elif slots not in frame.place and not (
            self.counts_in(trigger, chain)
            or (frame.sense == "leave" and slots in ("в", "у", "во") and self.lists.has(chain.lands, "left"))
            or (frame.sense in MOVES and self.lists.has(slots, "places_near"))
        ):
            return None
        if self.words[chain.places[0]].anaphor == "it" and (distance > 2 or not self.of_a_place(trigger)):
            return None
        cost = float(distance) + ("weak" in frame.needs) * 6.0
        if not behind:
            cost += 2.0 if trigger.form in PASSIVE or trigger.form in ("state", "noun") else 6.0
        between = range(trigger.word + 1, chain.first) if behind else range(chain.last + 1, trigger.word)
        cost += 8.0 * len({t.word for t in triggers if t.word in between})
        return cost

    def of_a_place(self, trigger: Trigger) -> bool:
        """Does the word tell of a place, not a person, when it is only called "it"?"""
        doer = self.doer(trigger)
        sided = doer is not None and doer.side is not None
        return sided or trigger.company is not None or "place" not in trigger.frame.needs

    def counts_in(self, trigger: Trigger, chain: Chain) -> bool:
        """ "На Харківщині звільнено понад 300 населених пунктів": a region of which some unnamed places are told."""
        if trigger.frame.sense not in COUNTED or chain.slot not in ("в", "у", "на", "во", "по"):
            return False
        if not all(self.text.is_region(i) for i in chain.places):
            return False
        clause = [w.low for w, c in zip(self.words, self.clauses, strict=True) if c == chain.clause]
        return any(
            self.lists.has(w, "plural_settlements", "areas")
            and any(self.lists.has(v, "some") or v.isdigit() for v in clause[:n])
            for n, w in enumerate(clause)
        )

    def trails(self, trigger: Trigger, chain: Chain) -> bool:
        """ "Жителі Волновахи, окупованої в березні": a participle that agrees with the place before the comma."""
        low = self.words[trigger.word].low
        return (
            trigger.form in ("participle", "active")
            and trigger.word == chain.last + 2
            and self.words[chain.last + 1].low == ","
            and low.endswith(("ої", "ого", "их", "ой", "ых", "ій", "ому", "ом"))
        )

    def governs(self, trigger: Trigger, chain: Chain) -> bool:
        """Does the noun reach the place: "захоплення (російськими військами) (міста) Х"?"""
        start = trigger.word + 1 if trigger.company is None else max(trigger.word, trigger.company[1]) + 1
        if chain.governor == trigger.word or (chain.governor == start - 1 and trigger.company is not None):
            return True
        between = range(start, chain.first)
        inside = {i for f in self.text.fighters for i in range(f.first, f.last + 1)}
        if chain.slot == "of" and chain.governor not in inside:
            return False
        return all(i in inside or self.lists.has(self.words[i].low, "time", "taken_from") for i in between)

    def meets(self, trigger: Trigger, chain: Chain) -> bool:
        """Does the sentence give what the frame needs?"""
        needs = trigger.frame.needs
        subject = self.doer(trigger)
        if subject is not None and subject.first in chain.places:
            return False
        if trigger.frame.kind == "state" and (chain.lands or self.several(chain)):
            return False
        if "town" in needs and all(self.text.is_region(i) for i in chain.places):
            return False
        driven = self.driven(trigger) if "driven" in needs else None
        if "driven" in needs and (driven is None or (trigger.frame.sense == "besiege" and driven.side is None)):
            return False
        if "force" in needs and trigger.form not in PASSIVE:
            doer = self.doer(trigger)
            drawn = trigger.frame.sense == "leave" and self.driven(trigger) is not None
            ours = self.lists.has_ending(self.words[trigger.word].low, "first_person") and trigger.form == "present"
            told = drawn or ours or self.speaks_of_itself(trigger) or self.nobody_said(trigger, chain)
            if doer is None and not told:
                return False
        if "force" in needs and trigger.form == "noun" and self.doer(trigger) is None:
            told = trigger.frame.sense in ("leave", "hold") and self.speaks_of_itself(trigger)
            if not told:
                return False
        if "ground" in needs:
            doer = self.doer(trigger)
            clause = [w.low for w, c in zip(self.words, self.clauses, strict=True) if c == chain.clause]
            if doer is None or any(self.lists.has(w, "not_ground") for w in clause):
                return False
        held = trigger.frame.sense == "hold" and trigger.company is not None and "force" not in needs
        verb = trigger.frame.kind == "verb" and not held  # "Х належить Україні"
        if trigger.frame.sense in TRANSITIVE and verb and chain.last < trigger.word:
            side = self.text.side_of_force(self.words[chain.places[0]].low)
            many = self.lists.has_ending(self.words[trigger.word].low, "plural")
            if trigger.form in ("past", "present") and (side is not None or not many) and self.doer(trigger) is None:
                return False  # "Москва захопила", "Дніпро взяв": the subject
        return True

    def nobody_said(self, trigger: Trigger, chain: Chain) -> bool:
        """ "Бердянськ здали без бою", "Лиман втратили": a plural verb without a subject behind its object."""
        name = self.words[chain.places[0]].low
        many = self.lists.has_ending(self.words[trigger.word].low, "plural") and trigger.form == "past"
        own = trigger.frame.sense in ("lose", "surrender") and chain.slot == "bare"
        return many and own and chain.last < trigger.word and not name.endswith(("и", "і", "ы"))

    def several(self, chain: Chain) -> bool:
        """ "Кілька населених пунктів області": some unnamed places of a region."""
        before = self.words[max(0, chain.places[0] - 2) : chain.places[0]]
        return self.text.is_region(chain.places[0]) and any(self.lists.has(w.low, "plural_settlements") for w in before)

    def coordinated(self, best: Trigger, chain: Chain, triggers: Sequence[Trigger]) -> Iterator[Trigger]:
        """ "Захопили й утримують Х": verbs before that share the place."""
        for other in triggers:
            if (
                other.word < best.word
                and self.clauses[other.word] == self.clauses[best.word]
                and chain.slot in other.frame.place
            ):
                between = self.words[other.word + 1 : best.word]
                plainly = all(
                    self.lists.has(w.low, "joining", "time") or w.low.endswith("о") or w.low == "," for w in between
                )
                if plainly and any(self.lists.has(w.low, "joining") for w in between) and self.meets(other, chain):
                    yield other

    def _relative(self) -> Iterator[Chain]:
        """ "Х, який захопили": the places before a clause that tells of them."""
        for i, word in enumerate(self.words):
            if not i or self.clauses[i] == self.clauses[i - 1]:
                continue
            low, slot, at = word.low, "", i
            if (
                self.lists.has(low, "prepositions")
                and i + 1 < len(self.words)
                and self.lists.has(self.words[i + 1].low, "relative")
            ):
                slot, at = low, i + 1
            elif self.lists.has(low, "where"):
                slot = "в"
            elif self.lists.has(low, "relative"):
                slot = "bare"
            if not slot:
                continue
            chain = self.antecedent(i)
            many = self.lists.has(self.words[at].low, "relative_plural")
            if chain is None:
                continue
            name = self.words[chain.places[-1]].low
            plural = (
                chain.slot == "bare" and name.endswith(("и", "і", "ы")) and not self.text.is_region(chain.places[-1])
            )
            if self.lists.has(low, "where") or many == (len(chain.places) > 1) or (many and plural):
                yield replace(chain, slot=slot, first=i, last=at, clause=self.clauses[i], governor=-1, attributes=())
                resumed = self.resumed(i)
                if resumed is not None and chain.slot == "bare":
                    clause = self.clauses[resumed + 1]
                    yield replace(chain, first=resumed, last=resumed, clause=clause, governor=-1, attributes=())

    def _carried(self) -> Iterator[Chain]:
        """ "Х захопили в травні, але через рік звільнено": the place of the clause before a passive without its own."""
        if not self.clauses:
            return
        named = {chain.clause for chain in self.text.chains}
        for i, word in enumerate(self.words):
            clause = self.clauses[i]
            if not clause or clause in named or word.mention is not None or self.lists.form(word.low) not in PASSIVE:
                continue
            if not any(f.kind == "verb" and f.sense in CHANGES | {"surrender"} for f in self.lists.frames_of(word.low)):
                continue
            before = [c for c in self.text.chains if c.clause == clause - 1 and c.slot == "bare" and not c.part]
            if len(before) == 1 and word.low.endswith(("і", "ы", "ые")) == (len(before[0].places) > 1):
                first = self.clauses.index(clause)
                yield replace(before[0], first=first, last=first, clause=clause, governor=-1, attributes=())
                named.add(clause)

    def resumed(self, i: int) -> int | None:
        """ "Х, який окупували в березні, знову наш": the comma behind the relative clause that begins at i."""
        for k in range(i + 1, len(self.words)):
            if self.clauses[k] != self.clauses[i]:
                plainly = self.words[k - 1].low == "," and not self.lists.has(self.words[k].low, "opening", "joining")
                return k - 1 if plainly else None
        return None

    def antecedent(self, i: int) -> Chain | None:
        """The places right before the comma before word i; of a place and its region, the place."""
        ending = [c for c in self.text.chains if c.last < i and self.words[c.places[0]].anaphor not in ("it", "there")]
        if not ending or ending[-1].slot == "of":
            return None
        between = self.words[ending[-1].last + 1 : i]
        dash = any(w.low in ("—", "–", "-") for w in between)  # "Х — єдиний обласний центр, який захопили"
        named = {w.low for w in between if self.lists.has(w.low, "settlement") or is_adjective(w.low)}
        if any(w.low[0].isalnum() and not (dash and w.low in named) for w in between):
            return None
        chain = ending[-1]
        if all(self.text.is_region(p) for p in chain.places) and chain.slot != "bare":
            before = [c for c in self.text.chains if c.last == chain.first - 1]
            return before[-1] if before else chain
        return chain

    def described(self) -> Iterator[Reading]:
        """ "Окупований Мелітополь", "у звільненій Бучі", "підконтрольний Києву Х"."""
        for chain in self.text.chains:
            others = self.among_others(chain)
            for i in (*chain.attributes, *(() if others is None else (others,))):
                if self.words[chain.places[0]].anaphor:
                    continue
                for frame in self.lists.frames_of(self.words[i].low):
                    sense = ATTRIBUTES.get(frame.sense)
                    if sense is None or frame.company or frame.kind == "noun":
                        continue
                    actor = self.side_between(i + 1, chain.places[0]) if i < chain.places[0] else None
                    if sense == "hold" and actor is None:
                        continue
                    if sense == "occupied" and chain.lands and frame.sense == "take":
                        continue
                    if self.words[i].low.startswith("не"):
                        continue
                    found = stance(self.text, i, "participle", self.claimants.side_of, presupposed=True)
                    clues = {"adjective", "to the edge"}  # "near occupied X" tells of X itself
                    itself = replace(chain, near=False)
                    yield from self.readings_of(i, sense, itself, actor, None, found, clues, "object")
                    break

    def among_others(self, chain: Chain) -> int | None:
        """ "Херсон, Мелітополь та інші окуповані міста": the word that describes them all."""
        words = self.words[chain.last + 1 : chain.last + 7]
        if len(words) < 3 or not any(self.lists.has(w.low, "others") for w in words[:4]):
            return None
        for n, word in enumerate(words):
            frames = self.lists.frames_of(word.low)
            if frames and self.lists.form(word.low) == "participle":
                return chain.last + 1 + n
            if word.mention is not None or not (
                word.low == "," or self.lists.has(word.low, "joining", "others", "passing", "all")
            ):
                return None
        return None

    def side_between(self, start: int, end: int) -> str | None:
        if start >= end:
            return None
        text = self.text.passage.text[self.words[start].start : self.words[end - 1].end]
        return self.claimants.side_of_force(text)

    # -- who does it --------------------------------------------------------------------------------------------------

    def doer(self, trigger: Trigger) -> Fighters | None:
        """The fighters who do it: by case, and by what stands nearest."""
        clause = self.clauses[trigger.word]
        mine = [f for f in self.text.fighters if f.clause == clause]
        if trigger.form == "noun":
            if trigger.frame.sense in MOVES and "of" not in trigger.frame.place:  # "відступ військ", "войска ведут бои"
                behind = [f for f in mine if 0 < f.first - trigger.word <= 3]
                doing = behind[:1] or [f for f in mine if f.case in ("nominative", "any")]
                return min(doing, key=lambda f: self.apart(f, trigger)) if doing else None
            return next((f for f in mine if f.first > trigger.word and self.agent(f, trigger)), None)
        if trigger.form in PASSIVE:
            agents = [f for f in mine if self.agent(f, trigger)]
            return min(agents, key=lambda f: self.apart(f, trigger)) if agents else None
        if trigger.form == "state":
            return None
        doing = [f for f in mine if f.case in ("nominative", "any")]
        if trigger.form == "infinitive":  # "відбили спробу ворога захопити"
            before = [f for f in mine if f.first > 0 and f.last < trigger.word]
            doing = [f for f in before if self.lists.has(self.words[f.first - 1].low, "attempt")][-1:] or doing
        if not doing and self.clause_has(clause, "fell_to"):  # "ворогу не вдалося"
            doing = [f for f in mine if f.case == "oblique"]
            doing = [f for f in doing if not self.lists.has(self.words[f.first - 1].low, "prepositions")]
        if doing:
            return min(doing, key=lambda f: self.apart(f, trigger))
        return self.government(trigger, clause) or self.earlier(trigger, clause)

    def agent(self, fighters: Fighters, trigger: Trigger) -> bool:
        """Do the fighters stand in the instrumental? A word that shows no case ("ЗСУ") only does where it follows."""
        before = self.words[fighters.first - 1].low if fighters.first else ""
        other = fighters.first - 1 != trigger.word and self.lists.form(before) in ("participle", "active")
        if other and self.lists.frames_of(before):
            return False  # "удерживаемый противником Х зачищен"
        between = self.words[trigger.word + 1 : fighters.first]
        follows = fighters.first > trigger.word and not any(w.low == "," for w in between)
        if trigger.form == "noun" and fighters.case == "any":
            follows = follows and all(
                w.mention is not None or w.anaphor or self.lists.has(w.low, "settlement", "region") for w in between
            )
        return fighters.case == "instrumental" or (fighters.case == "any" and follows)

    def government(self, trigger: Trigger, clause: int) -> Fighters | None:
        """ "Київ має намір повернути Крим": a capital that stands for its side."""
        for i in range(trigger.word - 1, -1, -1):
            if self.clauses[i] != clause:
                break
            before = self.words[i - 1].low if i else ""
            if self.lists.has(self.words[i].low, "capitals") and not self.lists.has(
                before, "prepositions", "settlement"
            ):
                return Fighters(i, i, self.text.side_of_force(self.words[i].low), "nominative", clause)
        return None

    def clause_has(self, clause: int, *lists: str) -> bool:
        return any(c == clause and self.lists.has(w.low, *lists) for w, c in zip(self.words, self.clauses, strict=True))

    def speaks_of_itself(self, trigger: Trigger) -> bool:
        """ "Визнають, що втратили Х": no subject, and a verb of saying in the clause before."""
        clause = self.clauses[trigger.word]
        first = next(i for i, c in enumerate(self.clauses) if c == clause)
        if trigger.form == "noun":  # "підтвердили відхід із Х"
            return any(self.lists.has(w.low, "say") for w in self.words[first : trigger.word])
        own = trigger.form in ("past", "present") and self.lists.has(self.words[first].low, "that")
        return own and clause > 0 and self.clause_has(clause - 1, "say")

    def apart(self, fighters: Fighters, trigger: Trigger) -> float:
        return (
            float(trigger.word - fighters.last)
            if fighters.last < trigger.word
            else 1.5 * (fighters.first - trigger.word) + 3
        )

    def earlier(self, trigger: Trigger, clause: int) -> Fighters | None:
        """The subject of a clause before: "армія, яка намагалася", "..., але відступили"."""
        first = next(i for i, c in enumerate(self.clauses) if c == clause)
        relative = self.lists.has(self.words[first].low, "relative")
        before = [f for f in self.text.fighters if f.last < first and f.case in ("nominative", "any")]
        if not before:
            return None
        if relative or self.clauses[before[-1].last] >= clause - 2:
            return before[-1]
        return None

    def driven(self, trigger: Trigger) -> Fighters | None:
        """Those who are driven or drawn out: fighters as object, behind the word or before a passive."""
        clause = self.clauses[trigger.word]
        mine = [f for f in self.text.fighters if f.clause == clause]
        passive = trigger.form in PASSIVE
        objects = [
            f for f in mine if f.case == "oblique" or (f.case == "nominative" and (passive or f.first > trigger.word))
        ]
        near = [f for f in objects if 0 < f.first - trigger.word <= 5]
        if near:
            return near[0]
        return next((f for f in reversed(objects) if f.last < trigger.word), None) if objects else None

    def taken_from(self, fighters: Fighters) -> bool:
        """ "Звільнили від росіян", "отбили у российских военных"."""
        return fighters.first > 0 and self.lists.has(self.words[fighters.first - 1].low, "taken_from")

    def through(self, trigger: Trigger) -> Fighters | None:
        """ "В результате действий подразделений «Север» освобождён Х": whose doing a passive was."""
        clause = self.clauses[trigger.word]
        for fighters in self.text.fighters:
            before = self.words[max(0, fighters.first - 5) : fighters.first]
            if fighters.clause == clause and any(self.lists.has(w.low, "through") for w in before):
                return fighters
        return None

    def receiver(self, trigger: Trigger) -> str | None:
        """ "Контроль над Х перейшов до ЗСУ"."""
        for fighters in self.text.fighters:
            before = self.words[fighters.first - 1].low if fighters.first else ""
            if fighters.clause == self.clauses[trigger.word] and self.lists.has(before, "to"):
                return fighters.side
        return None

    def controller(self, trigger: Trigger) -> str | None:
        """Whose control: "під контроль ЗСУ", "під українським контролем", "в руках окупантів"."""
        if trigger.company is None:
            return None
        first, last = trigger.company
        end = last + 1
        while (
            end < len(self.words)
            and end - last <= 6
            and self.clauses[end] == self.clauses[last]
            and self.words[end].mention is None
        ):
            low = self.words[end].low
            ruled = self.lists.has(low, "prepositions") or self.lists.frames_of(low)
            if ruled and not self.lists.has(low, "fighter_stems", "belonging"):
                break
            end += 1
        after = self.side_between(last + 1, end)
        if after is None and any(self.lists.has(w.low, "self") for w in self.words[last + 1 : min(end, last + 3)]):
            after = "self"
        start = first
        while start > 0 and is_adjective(self.words[start - 1].low):
            start -= 1
        before = self.side_between(max(0, start), last + 1)
        if before is None and any(self.lists.has(w.low, "self") for w in self.words[max(0, start) : last + 1]):
            before = "self"
        return after or before

    # -- what it comes to ---------------------------------------------------------------------------------------------

    def build(self, trigger: Trigger, chain: Chain) -> Iterator[Reading]:
        sense, form = trigger.frame.sense, trigger.form
        doer = self.doer(trigger)
        if doer is None and form in PASSIVE:
            doer = self.through(trigger)
        driven = self.driven(trigger) if sense in ("expel", "push", "leave", "retake", "clear") else None
        if driven is not None and sense in ("retake", "clear") and not self.taken_from(driven):
            driven = None
        actor = doer.side if doer is not None else None
        other = driven.side if driven is not None else None
        if sense == "expel" and doer is None:  # "ворога вибито з Х"
            actor = "self" if other == "enemy" else self.claimants.opponent(other)
        if "attacker" in trigger.frame.needs:
            actor = None
        if actor is None and self.lists.has_ending(self.words[trigger.word].low, "first_person") and form == "present":
            actor = "self"
        if doer is None and sense != "repel" and self.speaks_of_itself(trigger):
            own = form != "noun" or sense in ("leave", "hold")
            actor = "self" if own else actor
        if trigger.frame.kind == "state":
            low = self.words[trigger.word].low
            actor = "self" if self.lists.has(low, "self") else self.text.side_of_force(low)
        elif trigger.frame.kind == "adjective":
            actor = self.side_between(trigger.word + 1, min(len(self.words), trigger.word + 4))
        holder = self.controller(trigger)
        if sense == "enter" and self.lists.has(chain.slot, "places_near"):
            sense = "advance"  # "прорвали оборону біля Х"
        if sense == "fight" and self.over(trigger.word):
            return
        if sense == "fall" and "reflexive" in trigger.frame.needs and holder is None:
            sense, actor = "retake", None  # "повернувся під контроль", додому: to whose it was
        elif sense == "fall":
            actor, other = None, holder or self.receiver(trigger)
        elif sense == "hold" and trigger.company is not None and "force" not in trigger.frame.needs:
            actor = holder  # "перебуває під контролем України": whoever else the sentence names
        elif (
            sense in ("take", "hold")
            and trigger.company is not None
            and holder is not None
            and (actor is None or form == "state")
        ):
            actor = holder
        elif sense == "leave" and doer is None:
            actor, other = other, None
        elif sense == "occupy":
            auxiliary = any(self.lists.has(w.low, "be") for w in self.words[max(0, trigger.word - 3) : trigger.word])
            after = self.words[trigger.word + 1 : trigger.word + 5]
            dated = any(self.lists.has(w.low, "months") or w.low.isdigit() for w in after)
            dated = dated and not any(self.lists.has(w.low, "since") for w in after)
            state = form in ("participle", "short") and not auxiliary and not dated
            sense = "occupied" if form == "present" or state else "take"
        elif sense == "take" and form in ("participle", "short", "impersonal") and self.now(trigger.word):
            sense = "occupied"  # "тимчасово захоплене"
        elif sense == "expel" and form == "present":
            sense = "push"  # it goes on
        elif sense == "flag":
            sense = "enter"
            if actor is None and trigger.company is not None:
                actor = self.side_between(max(0, trigger.company[0] - 2), min(len(self.words), trigger.company[1] + 3))
        elif sense in ("retake", "clear") and driven is not None and driven.side == actor:
            other = None
        if doer is not None and actor is None and sense in OWN:
            actor = "ours"
        formerly = form in ("past", "state") and self.clause_has(self.clauses[trigger.word], "formerly")
        if sense in ("hold", "occupied") and (formerly or (sense == "hold" and actor is None)):
            return
        clues = {"noun" if form == "noun" else "verb"}
        if doer is not None and doer.side is None:
            clues.add("odd actor")
        found = stance(self.text, trigger.word, "past" if sense == "repel" else form, self.claimants.side_of)
        if sense == "take" and found.reported and actor == "ours":
            actor = "self"  # "штурмовики", "бойцы": the speaker's own
        if actor is None and "boast" in found.clues and sense in OWN:
            actor = "ours"  # "доповів про взяття Х"
        if actor == "self" and not found.reported:
            clues.add("ours")  # the writer's own side, no speaker's words
        near = chain.near or self.lists.has(chain.slot, "places_near", "under")
        preposition = PREPOSITIONS.get(chain.slot, "near" if near else "over")
        preposition = "near" if chain.near else preposition
        yield from self.readings_of(trigger.word, sense, chain, actor, other, found, clues, preposition)

    def readings_of(
        self,
        word: int,
        sense: str,
        chain: Chain,
        actor: str | None,
        other: str | None,
        found: Stance,
        clues: set[str],
        preposition: str,
    ) -> Iterator[Reading]:
        near = chain.near or preposition == "near"
        for i in chain.places:
            place = self.words[i]
            region = self.text.is_region(i)
            spot = Spot(
                place.start,
                place.end,
                place.mention,
                anaphor=place.anaphor,
                near=near and not region,
                part=chain.part or (region and bool(chain.lands) and not self.wholly(chain)),
                lands="settlement" if region and sense in CHANGES and self.counted(word, chain, clues) else "",
            )
            speaker = found.claimant
            some = (spot.part and chain.lands != "site") or self.under_way(word, clues)
            piece = {"piece"} if some and (sense in CHANGES or sense == "expel") else set()
            yield Reading(
                sense=sense,
                spot=spot,
                actor=actor,
                other=other,
                mode=found.mode,
                claimant=speaker,
                claimant_side=self.claimants.side_of(speaker) if speaker else None,
                trigger=(self.words[word].start, self.words[word].end),
                preposition=preposition,
                complete=False,
                loser=None,
                clues=frozenset(found.clues | clues | piece),
            )

    def over(self, i: int) -> bool:
        """ "Бої за Х завершилися"."""
        clause = self.clauses[i]
        return any(self.lists.has(w.low, "over") for w, c in zip(self.words, self.clauses, strict=True) if c == clause)

    def under_way(self, i: int, clues: set[str]) -> bool:
        """ "Триває звільнення", "деокупація розпочалася": begun, not done."""
        around = self.words[max(0, i - 2) : i + 5]
        return "noun" in clues and any(self.lists.has(w.low, "under_way") for w in around)

    def now(self, i: int) -> bool:
        """ "Тимчасово", "досі", "наразі" before a participle: it tells of a state."""
        return any(self.lists.has(w.low, "for_now") for w in self.words[max(0, i - 2) : i])

    def wholly(self, chain: Chain) -> bool:
        """ "Вся територія Луганської області"."""
        return any(self.lists.has(w.low, "all") for w in self.words[max(0, chain.first - 1) : chain.places[0]])

    def counted(self, word: int, chain: Chain, clues: set[str]) -> bool:
        """ "Звільнили 30 населених пунктів Київської області": some places of a region, not all of it."""
        if chain.slot not in ("bare", "of") and "adjective" not in clues:
            return True
        start = chain.first if word > chain.places[0] else word + 1
        between = [w.low for w in self.words[start : chain.places[0]]]
        told = any(self.lists.has(w, "settlement", "lands") for w in between)
        return told and ("adjective" in clues or any(w.isdigit() or self.lists.has(w, "some") for w in between))

"""Which word of control a list of places belongs to: what it allows before them, and what else it needs."""

import re
from collections.abc import Iterator, Sequence

from extract.languages.slavic.actors import MOVES, Actors
from extract.languages.slavic.clauses import Chain, Text, is_adjective
from extract.languages.slavic.triggers import PASSIVE, Trigger

__all__ = ["Slots"]

CONSONANT = re.compile(r"[бвгґджзйклмнпрстфхцчшщь]\Z")
FAR = 25  # and its place
TRANSITIVE = frozenset({"take", "retake", "clear", "hold", "lose", "surrender", "besiege"})
COUNTED = frozenset({"take", "retake", "occupy", "hold", "occupied"})


class Slots:
    """Gives the places of one sentence to its words of control."""

    def __init__(self, text: Text, actors: Actors) -> None:
        self.text, self.actors = text, actors
        self.words, self.lists, self.clauses = text.words, text.words_of, text.clauses

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
        if trigger.form not in ("participle", "active") or clause != chain.clause:
            return False
        if trigger.word == chain.last + 2 and self.words[chain.last + 1].low == ",":
            # "Ізюм, зайнятий у квітні, звільнено"
            told = [t.word for t in triggers if self.clauses[t.word] == clause and t.form != "noun"]
            return any("," in [w.low for w in self.words[trigger.word : t]] for t in told)
        if trigger.word > chain.places[0]:
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
        if behind and trigger.company is not None:
            distance = min(distance, max(1, chain.first - trigger.company[1]))
        if self.belongs_to(trigger, chain):
            return float(distance)  # "його взяття"
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
        if self.lists.has(self.words[chain.places[0]].low, "subject_it") and not self.said_of_it(trigger, chain):
            return None
        if self.words[chain.places[0]].anaphor == "it" and (distance > 2 or not self.of_a_place(trigger)):
            return None
        cost = float(distance) + ("weak" in frame.needs) * 6.0
        if not behind:
            cost += 2.0 if trigger.form in PASSIVE or trigger.form in ("state", "noun") else 6.0
        between = range(trigger.word + 1, chain.first) if behind else range(chain.last + 1, trigger.word)
        cost += 8.0 * len({t.word for t in triggers if t.word in between})
        return cost

    def belongs_to(self, trigger: Trigger, chain: Chain) -> bool:
        """ "Його взяття", "ее полное освобождение": what happened to "it", unless the place itself stands behind."""
        if trigger.frame.kind != "noun" or "of" not in trigger.frame.place or self.words[chain.last].anaphor != "it":
            return False
        between = self.words[chain.last + 1 : trigger.word]
        beside = trigger.word > chain.last and len(between) <= 1 and all(is_adjective(w.low) for w in between)
        return beside and not any(c.governor == trigger.word for c in self.text.chains)

    def said_of_it(self, trigger: Trigger, chain: Chain) -> bool:
        """ "Він під контролем ЗСУ", "она была взята": of a place, where it would not be said of a person."""
        state = trigger.form == "state" or trigger.frame.sense == "fight"
        undone = trigger.form in PASSIVE and trigger.frame.sense in ("take", "occupy", "hold")
        return chain.last < trigger.word and (state or undone)

    def of_a_place(self, trigger: Trigger) -> bool:
        """Does the word tell of a place, not a person, when it is only called "it"?"""
        doer = self.actors.doer(trigger)
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
        if chain.slot == "bare" and chain.first == chain.places[0] and self.is_subject(chain):
            return False
        start = trigger.word + 1 if trigger.company is None else max(trigger.word, trigger.company[1]) + 1
        if chain.governor == trigger.word or (chain.governor == start - 1 and trigger.company is not None):
            return True
        between = range(start, chain.first)
        inside = {i for f in self.text.fighters for i in range(f.first, f.last + 1)}
        if chain.slot == "of" and chain.governor not in inside:
            return False
        return all(i in inside or self.lists.has(self.words[i].low, "time", "taken_from") for i in between)

    def is_subject(self, chain: Chain) -> bool:
        """ "Після окупації Херсон вільний": is the place, hardly a genitive, what the next words speak of?"""
        if CONSONANT.search(self.words[chain.places[0]].low) is None:
            return False
        behind = [w.low for w in self.words[chain.last + 1 : chain.last + 4]]
        said = next((low for low in behind if not self.lists.has(low, "time", "goes_on", "passing")), "")
        return any(frame.kind in ("verb", "state") for frame in self.lists.frames_of(said))

    def meets(self, trigger: Trigger, chain: Chain) -> bool:
        """Does the sentence give what the frame needs?"""
        needs = trigger.frame.needs
        subject = self.actors.doer(trigger)
        if subject is not None and subject.first in chain.places:
            return False
        if trigger.frame.kind == "state" and (chain.lands not in ("", "site") or self.several(chain)):
            return False
        if "before" in needs and chain.first > trigger.word:
            return False
        if "given" in needs and self.actors.receiver(trigger) is None:
            return False
        if "town" in needs and all(self.text.is_region(i) or self.words[i].anaphor == "region" for i in chain.places):
            return False
        driven = self.actors.driven(trigger) if "driven" in needs else None
        if "driven" in needs and (driven is None or (trigger.frame.sense == "besiege" and driven.side is None)):
            return False
        if "force" in needs and trigger.form not in PASSIVE:
            doer = self.actors.doer(trigger) or self.actors.controlling(trigger)
            drawn = trigger.frame.sense == "leave" and self.actors.driven(trigger) is not None
            ours = self.lists.has_ending(self.words[trigger.word].low, "first_person") and trigger.form == "present"
            own = trigger.frame.sense in ("leave", "surrender", "hold")
            forced = own and self.text.clause_has(chain.clause, "fell_to")
            told = drawn or ours or forced or self.actors.speaks_of_itself(trigger) or self.nobody_said(trigger, chain)
            if doer is None and not told:
                return False
        doing = self.actors.doer(trigger) or self.actors.controlling(trigger)
        if "force" in needs and trigger.form == "noun" and doing is None:
            told = trigger.frame.sense in ("leave", "hold") and self.actors.speaks_of_itself(trigger)
            if not told:
                return False
        if "ground" in needs:
            doer = self.actors.doer(trigger)
            clause = [w.low for w, c in zip(self.words, self.clauses, strict=True) if c == chain.clause]
            if doer is None or any(self.lists.has(w, "not_ground") for w in clause):
                return False
        held = trigger.frame.sense == "hold" and trigger.company is not None and "force" not in needs
        verb = trigger.frame.kind == "verb" and not held  # "Х належить Україні"
        if trigger.frame.sense in TRANSITIVE and verb and chain.last < trigger.word:
            side = self.text.side_of_force(self.words[chain.places[0]].low)
            many = self.lists.has_ending(self.words[trigger.word].low, "plural")
            if (
                trigger.form in ("past", "present")
                and (side is not None or not many)
                and self.actors.doer(trigger) is None
            ):
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

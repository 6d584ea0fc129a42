"""Which word of control a list of places belongs to: what it allows before them, and what else it needs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.languages.slavic.actors import MOVES, Actors
from extract.languages.slavic.place_phrases import PlacePhrase
from extract.languages.slavic.text import Text
from extract.languages.slavic.tokens import QUOTES, is_adjective, is_long
from extract.languages.slavic.triggers import INSIDE, PASSIVE, Trigger

__all__ = ["Arguments"]

CONSONANT = re.compile(r"[бвгґджзйклмнпрстфхцчшщь]\Z")
FAR = 25  # and its place
TRANSITIVE = frozenset({"take", "retake", "clear", "hold", "lose", "surrender", "besiege"})
COUNTED = frozenset({"take", "retake", "occupy", "hold", "occupied"})


class Arguments:
    """Gives the places of one sentence to its words of control."""

    def __init__(self, text: Text, actors: Actors) -> None:
        self.text, self.actors = text, actors
        self.words, self.lexicon, self.clauses = text.words, text.lexicon, text.clauses

    def best(self, phrase: PlacePhrase, triggers: Sequence[Trigger]) -> Trigger | None:
        """The word of control that a list of places belongs to."""
        found: list[tuple[float, int, Trigger]] = []
        for order, trigger in enumerate(triggers):
            cost = self.cost(trigger, phrase, triggers)
            if cost is not None:
                found.append((cost, order, trigger))
        return min(found, key=lambda f: f[:2])[2] if found else None

    def describes(self, trigger: Trigger, phrase: PlacePhrase, triggers: Sequence[Trigger]) -> bool:
        """ "Повернути звільнені торік А і Б": a participle of the places, beside a verb that tells what is done."""
        clause = self.clauses[trigger.word]
        if trigger.form not in ("participle", "active") or clause != phrase.clause:
            return False
        if trigger.word == phrase.last + 2 and self.words[phrase.last + 1].low == ",":
            # "Ізюм, зайнятий у квітні, звільнено"
            verbs = [t.word for t in triggers if self.clauses[t.word] == clause and self.tells(t)]
            return any("," in [w.low for w in self.words[trigger.word : t]] for t in verbs)
        if trigger.word > phrase.places[0]:
            return False
        return any(
            self.clauses[t.word] == clause
            and t.form not in ("participle", "active", "noun", "state")
            and not trigger.word < t.word < phrase.places[0]
            for t in triggers
        )

    def tells(self, trigger: Trigger) -> bool:
        """Could the word be what a clause says, no noun and no participle that only goes with one?"""
        goes_with = trigger.form == "active" or (trigger.form == "participle" and is_long(self.words[trigger.word].low))
        return trigger.form != "noun" and not goes_with

    def cost(self, trigger: Trigger, phrase: PlacePhrase, triggers: Sequence[Trigger]) -> float | None:
        if self.clauses[trigger.word] != phrase.clause or phrase.first <= trigger.word <= phrase.last:
            if phrase.first <= trigger.word < phrase.places[0] and phrase.governor != trigger.word:
                return None
            if self.clauses[trigger.word] != phrase.clause:
                return None
        relation, frame = phrase.relation, trigger.frame
        behind = trigger.word < phrase.places[0]
        distance = phrase.first - trigger.word if behind else trigger.word - phrase.last
        if distance > FAR or not self.meets(trigger, phrase):
            return None
        if behind and trigger.collocate is not None:
            distance = min(distance, max(1, phrase.first - trigger.collocate[1]))
        if self.belongs_to(trigger, phrase):
            return float(distance)  # "його взяття"
        if behind and any(self.trails(trigger, c) for c in self.text.place_phrases if c.last < trigger.word):
            return None  # "між Х, захопленим торік, і Y"
        if frame.kind == "noun" and "of" in frame.place and relation in ("of", "bare"):
            if not behind or not self.governs(trigger, phrase):
                return None
        elif relation == "of":
            if trigger.collocate is not None and phrase.governor in range(
                trigger.collocate[0], trigger.collocate[1] + 1
            ):
                if not frame.place & {"of", "bare"}:
                    return None
            elif phrase.governor != trigger.word and not (
                self.trails(trigger, phrase) or self.reaches(trigger, phrase) or self.garrisoned(trigger, phrase)
            ):
                return None
        elif relation not in frame.place and not (
            self.trails(trigger, phrase)  # "у Бердянську, захопленому торік"
            or (relation in INSIDE and trigger.form == "state" and self.of_situation(phrase))
            or self.counts_in(trigger, phrase)
            or self.words[phrase.places[0]].low == ":"  # what the list behind it names
            or self.beats_off(trigger, phrase)
            or self.listed_behind(trigger, phrase)
            or (frame.sense == "leave" and relation in ("в", "у", "во") and self.lexicon.has(phrase.lands, "left"))
            or (frame.sense in MOVES | {"push"} and self.lexicon.has(relation, "places_near"))
        ):
            return None
        if self.lexicon.has(self.words[phrase.places[0]].low, "subject_it") and not self.predicated_of_it(
            trigger, phrase
        ):
            return None
        if self.words[phrase.places[0]].anaphor == "it" and (distance > 2 or not self.of_a_place(trigger)):
            return None
        beside = "before" in frame.needs and 0 < trigger.word - phrase.last <= 2  # "захід міста за нами"
        cost = float(distance) + ("weak" in frame.needs and not beside) * 6.0
        if not behind:
            cost += 2.0 if trigger.form in PASSIVE or trigger.form in ("state", "noun") else 6.0
        between = range(trigger.word + 1, phrase.first) if behind else range(phrase.last + 1, trigger.word)
        if frame.kind == "state" and behind and any(self.words[i].low == "," for i in between):
            return None  # "Х российский, Y под вопросом"
        cost += 8.0 * len({t.word for t in triggers if t.word in between})
        return cost

    def belongs_to(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Його взяття", "ее полное освобождение": what happened to "it", unless the place itself stands behind."""
        if trigger.frame.kind != "noun" or "of" not in trigger.frame.place or self.words[phrase.last].anaphor != "it":
            return False
        between = self.words[phrase.last + 1 : trigger.word]
        beside = trigger.word > phrase.last and len(between) <= 1 and all(is_adjective(w.low) for w in between)
        return beside and not any(c.governor == trigger.word for c in self.text.place_phrases)

    def predicated_of_it(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Він під контролем ЗСУ", "она была взята": of a place, where it would not be said of a person."""
        state = trigger.form == "state" or trigger.frame.sense == "fight"
        undone = trigger.form in PASSIVE and trigger.frame.sense in ("take", "occupy", "hold")
        return phrase.last < trigger.word and (state or undone)

    def of_a_place(self, trigger: Trigger) -> bool:
        """Does the word tell of a place, not a person, when it is only called "it"?"""
        agent = self.actors.agent_of(trigger)
        sided = agent is not None and agent.side is not None
        return sided or trigger.collocate is not None or "place" not in trigger.frame.needs

    def counts_in(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "На Харківщині звільнено понад 300 населених пунктів": a region of which some unnamed places are told."""
        if trigger.frame.sense not in COUNTED or phrase.relation not in ("в", "у", "на", "во", "по"):
            return False
        if not all(self.text.is_region(i) for i in phrase.places):
            return False
        clause = [w.low for w, c in zip(self.words, self.clauses, strict=True) if c == phrase.clause]
        return any(
            self.lexicon.has(w, "plural_settlements", "areas")
            and any(self.lexicon.has(v, "some", "no") or v.isdigit() for v in clause[:n])
            for n, w in enumerate(clause)
        )

    def garrisoned(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Відхід гарнізону Х": those who leave are of the place that they leave."""
        leaves = trigger.frame.sense == "leave" and trigger.word < phrase.governor
        return leaves and self.lexicon.has(self.words[phrase.governor].low, "garrison")

    def beats_off(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Харків відбив атаку": a town that stands for those who defend it."""
        acts = trigger.frame.sense == "repel" and trigger.form in ("past", "present") and phrase.relation == "bare"
        return acts and phrase.last < trigger.word and self.actors.agent_of(trigger) is None

    def listed_behind(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Ще сидять: А, Б": places behind a colon, where the word has none of its own."""
        lists = trigger.frame.place & INSIDE and trigger.frame.sense in ("hold", "enter", "fight")
        bare = phrase.relation == "bare" and phrase.first and self.words[phrase.first - 1].low == ":"
        return bool(lists and bare) and not any(w.mention is not None for w in self.words[trigger.word : phrase.first])

    def reaches(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Захопили цехи Авдіївки", "бої в кварталах Бахмута": does the word reach the place through the noun that
        rules it, whatever that is, if it names no people?"""
        governor = self.words[phrase.governor]
        people = ("people", "speakers", "fighters", "fighter_stems", "say", "speech_nouns", "captive", "settlement")
        if governor.capital or governor.mention is not None or self.lexicon.has(governor.low, *people):
            return False
        if self.lexicon.frames_of(governor.low) or phrase.outer not in trigger.frame.place:
            return False
        if phrase.outer != "bare":
            return trigger.word < phrase.governor or trigger.frame.sense == "fly"
        inside = {i for f in self.text.fighters for i in range(f.first, f.last + 1)}
        between = range(trigger.word + 1, phrase.governor)
        return trigger.word < phrase.governor and all(
            i in inside
            or is_adjective(self.words[i].low)
            or self.lexicon.has(self.words[i].low, "time", "some", "all", "approximately")
            or self.lexicon.has(self.words[i - 1].low, "approximately")
            for i in between
        )

    def narrowed(self, trigger: Trigger, phrase: PlacePhrase) -> PlacePhrase:
        """The phrase as the word takes it: only a part of a place that it reaches through another noun."""
        through = phrase.relation == "of" and phrase.governor != trigger.word and self.reaches(trigger, phrase)
        if not through:
            return phrase
        return replace(phrase, part=trigger.frame.sense != "fly", relation=phrase.outer)

    def of_situation(self, phrase: PlacePhrase) -> bool:
        """ "Ситуація в Х під контролем ЗСУ"."""
        return phrase.first > 0 and self.lexicon.has(self.words[phrase.first - 1].low, "situation")

    def trails(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Жителі Волновахи, окупованої в березні": a participle that agrees with the place before the comma."""
        low, first = self.words[trigger.word].low, phrase.last + 2
        if trigger.form not in ("participle", "active") or self.words[min(first - 1, len(self.words) - 1)].low != ",":
            return False
        between = self.words[first : trigger.word]
        beside = first <= trigger.word and all(self.lexicon.has(w.low, "time", "passing", "goes_on") for w in between)
        return beside and low.endswith(
            ("ої", "ого", "их", "ой", "ых", "ій", "ому", "ом", "ими", "ыми", "им", "ым", "ою", "ые", "ую", "ну", "ту")
        )

    def governs(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """Does the noun reach the place: "захоплення (російськими військами) (міста) Х"?"""
        if phrase.relation == "bare" and phrase.first == phrase.places[0] and self.is_subject(phrase):
            return False
        start = trigger.word + 1 if trigger.collocate is None else max(trigger.word, trigger.collocate[1]) + 1
        if phrase.governor == trigger.word or (phrase.governor == start - 1 and trigger.collocate is not None):
            return True
        between = range(start, phrase.first)
        inside = {i for f in self.text.fighters for i in range(f.first, f.last + 1)}
        if phrase.relation == "of" and phrase.governor not in inside:
            return False
        passing = ("time", "taken_from", "some", "plural_settlements", "settlement")
        return all(
            i in inside or self.words[i].low in QUOTES or self.lexicon.has(self.words[i].low, *passing) for i in between
        )

    def is_subject(self, phrase: PlacePhrase) -> bool:
        """ "Після окупації Херсон вільний": is the place, hardly a genitive, what the next words speak of?"""
        if CONSONANT.search(self.words[phrase.places[0]].low) is None:
            return False
        behind = [w.low for w in self.words[phrase.last + 1 : phrase.last + 4]]
        predicate = next((low for low in behind if not self.lexicon.has(low, "time", "goes_on", "passing")), "")
        return any(frame.kind in ("verb", "state") for frame in self.lexicon.frames_of(predicate))

    def meets(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """Does the sentence give what the frame needs?"""
        needs = trigger.frame.needs
        subject = self.actors.agent_of(trigger)
        if subject is not None and subject.first in phrase.places:
            return False
        if trigger.frame.kind == "state" and (phrase.lands not in ("", "site") or self.several(phrase)):
            return False
        if "before" in needs and phrase.first > trigger.word:
            return False
        if "beside" in needs and (trigger.word - phrase.last > 2 or self.words[phrase.last].anaphor):
            return False
        if trigger.frame.sense == "push" and phrase.near and phrase.relation in INSIDE:
            return False  # "відкинули в бік Х"
        if self.is_government(phrase) or self.on_paper(trigger, phrase):
            return False
        if "given" in needs and self.actors.receiver(trigger) is None:
            return False
        if "town" in needs and all(self.text.is_region(i) or self.words[i].anaphor == "region" for i in phrase.places):
            return False
        driven = self.actors.driven(trigger) if "driven" in needs else None
        if "driven" in needs and (driven is None or (trigger.frame.sense == "besiege" and driven.side is None)):
            return False
        awaited = self.awaited(trigger, phrase)
        if "force" in needs and trigger.form not in PASSIVE and not awaited:
            agent = self.actors.agent_of(trigger) or self.actors.controlling(trigger)
            drawn = trigger.frame.sense == "leave" and self.actors.driven(trigger) is not None
            ours = self.lexicon.has_ending(self.words[trigger.word].low, "first_person") and trigger.form == "present"
            own = trigger.frame.sense in ("leave", "surrender", "hold")
            forced = own and self.text.clause_has(phrase.clause, "fell_to")
            implied = (
                drawn
                or ours
                or forced
                or self.actors.speaks_of_itself(trigger)
                or self.without_subject(trigger, phrase)
            )
            if agent is None and not implied:
                return False
        doing = self.actors.agent_of(trigger) or self.actors.controlling(trigger)
        if "force" in needs and trigger.form == "noun" and doing is None and not awaited:
            implied = trigger.frame.sense in ("leave", "hold") and self.actors.speaks_of_itself(trigger)
            if not implied:
                return False
        if "ground" in needs and (self.actors.agent_of(trigger) is None or self.from_afar(trigger, phrase)):
            return False
        held = trigger.frame.sense == "hold" and trigger.collocate is not None and "force" not in needs
        verb = trigger.frame.kind == "verb" and not held  # "Х належить Україні"
        if trigger.frame.sense in TRANSITIVE and verb and phrase.last < trigger.word:
            side = self.text.side_of_force(self.words[phrase.places[0]].low)
            many = self.lexicon.has_ending(self.words[trigger.word].low, "plural")
            if (
                trigger.form in ("past", "present")
                and (side is not None or not many)
                and self.actors.agent_of(trigger) is None
            ):
                return False  # "Москва захопила", "Дніпро взяв": the subject
        return True

    def awaited(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Ожидает наступления на Х", "мета – дійти до Х": whoever it may be."""
        if trigger.frame.sense == "assault":
            return self.text.clause_has(phrase.clause, "expect")
        aimed = any(self.lexicon.has(w.low, "goal") for w in self.words[: trigger.word])
        return trigger.form == "infinitive" and trigger.frame.sense in MOVES and aimed

    def from_afar(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Атакували дронами": do what stands up to the comma behind word and places tell of no ground attack?"""
        first = self.clauses.index(phrase.clause)
        last = max(trigger.word, phrase.last)
        while last + 1 < len(self.words) and self.words[last].low != "," and self.clauses[last] == phrase.clause:
            last += 1
        return any(self.lexicon.has(w.low, "not_ground") for w in self.words[first : last + 1])

    def on_paper(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Росія анексувала Херсонську й Запорізьку області": a whole unit, which a decree takes and no army."""
        first = self.words[phrase.places[0]].low.split()[0]
        annexed = self.lexicon.has(self.words[trigger.word].low, "annexing")
        unit = is_adjective(first) and not first.endswith(("им", "ым"))
        return annexed and unit and all(self.text.is_region(i) for i in phrase.places)

    def is_government(self, phrase: PlacePhrase) -> bool:
        """ "Москва заявила, что взяли ...": a capital in a nominative that no object has."""
        low = self.words[phrase.places[0]].low
        return phrase.relation in ("bare", "of") and self.lexicon.has(low, "governments")

    def without_subject(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Бердянськ здали без бою", "Лиман втратили": a plural verb without a subject behind its object."""
        name = self.words[phrase.places[0]].low
        many = self.lexicon.has_ending(self.words[trigger.word].low, "plural") and trigger.form == "past"
        if many and self.actors.opens(trigger):
            return True
        own = trigger.frame.sense in ("lose", "surrender", "leave")
        fronted = phrase.relation == "bare" and phrase.last < trigger.word and not name.endswith(("и", "і", "ы"))
        defended = trigger.frame.sense == "hold" and trigger.form == "present"  # "Х обороняют с трёх сторон"
        return fronted and (
            (many and own) or (defended and self.lexicon.has_ending(self.words[trigger.word].low, "plural"))
        )

    def several(self, phrase: PlacePhrase) -> bool:
        """ "Кілька населених пунктів області": some unnamed places of a region."""
        before = self.words[max(0, phrase.places[0] - 2) : phrase.places[0]]
        return self.text.is_region(phrase.places[0]) and any(
            self.lexicon.has(w.low, "plural_settlements") for w in before
        )

    def coordinated(self, best: Trigger, phrase: PlacePhrase, triggers: Sequence[Trigger]) -> Iterator[Trigger]:
        """ "Захопили й утримують Х": verbs before that share the place."""
        for other in triggers:
            if (
                other.word < best.word
                and self.clauses[other.word] == self.clauses[best.word]
                and phrase.relation in other.frame.place
            ):
                between = self.words[other.word + 1 : best.word]
                plainly = all(
                    self.lexicon.has(w.low, "joining", "time") or w.low.endswith("о") or w.low == "," for w in between
                )
                if plainly and any(self.lexicon.has(w.low, "joining") for w in between) and self.meets(other, phrase):
                    yield other

"""One sentence read: its words of control with their places and fighters, made into readings."""

from collections.abc import Iterator
from dataclasses import replace

from extract.claimants import Claimants
from extract.languages import Reading, Spot
from extract.languages.slavic.actors import MOVES, Actors
from extract.languages.slavic.antecedents import antecedents
from extract.languages.slavic.arguments import Slots
from extract.languages.slavic.clauses import Chain, Text
from extract.languages.slavic.factuality import Stance, stance
from extract.languages.slavic.triggers import CHANGES, PASSIVE, Trigger, Triggers

__all__ = ["Reader"]

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
OWN = frozenset({"take", "retake", "clear", "hold"})  # what fighters without a side do, they do for whoever writes


class Reader:
    """Reads one passage."""

    def __init__(self, text: Text, claimants: Claimants) -> None:
        self.text, self.claimants = text, claimants
        self.words, self.lists, self.clauses = text.words, text.words_of, text.clauses
        self.chains = [*text.chains, *antecedents(text)]
        self.actors = Actors(text, claimants)
        self.slots = Slots(text, self.actors)

    def readings(self) -> Iterator[Reading]:
        triggers = list(Triggers(self.text, self.chains).found())
        beside = {i for t in triggers if t.company is not None for i in range(t.company[0], t.company[1] + 1)}
        triggers = [t for t in triggers if t.word not in beside or t.form == "state"]
        yield from self.described()
        taken: dict[int, list[tuple[Trigger, Chain]]] = {}
        for chain in self.chains:
            describing = [t for t in triggers if self.slots.describes(t, chain, triggers)]
            best = self.slots.best(chain, [t for t in triggers if t not in describing])
            if best is not None:
                told = [t for t in describing if t.frame.sense != "hold" and self.slots.cost(t, chain, []) is not None]
                for trigger in (best, *self.slots.coordinated(best, chain, triggers), *told[-1:]):
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
                    actor = self.actors.side_between(i + 1, chain.places[0]) if i < chain.places[0] else None
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

    def build(self, trigger: Trigger, chain: Chain) -> Iterator[Reading]:
        sense, form = trigger.frame.sense, trigger.form
        doer = self.actors.doer(trigger) or self.actors.controlling(trigger)
        if doer is None and form in PASSIVE:
            doer = self.actors.through(trigger)
        driven = self.actors.driven(trigger) if sense in ("expel", "push", "leave", "retake", "clear") else None
        if driven is not None and sense in ("retake", "clear") and not self.actors.taken_from(driven):
            driven = None
        actor = doer.side if doer is not None else None
        other = driven.side if driven is not None else None
        if sense == "expel" and doer is None:  # "ворога вибито з Х"
            actor = "self" if other == "enemy" else self.claimants.opponent(other)
        if "attacker" in trigger.frame.needs:
            actor = None
        if actor is None and self.lists.has_ending(self.words[trigger.word].low, "first_person") and form == "present":
            actor = "self"
        if doer is None and self.nobody_said(trigger, sense):
            actor = "ours"  # "Балаклію здали"
        if doer is None and sense != "repel" and self.actors.speaks_of_itself(trigger):
            own = form != "noun" or sense in ("leave", "hold")
            actor = "self" if own else actor
        if trigger.frame.kind == "state":
            low = self.words[trigger.word].low
            actor = "self" if self.lists.has(low, "self") else self.text.side_of_force(low)
        elif trigger.frame.kind == "adjective":
            actor = self.actors.side_between(trigger.word + 1, min(len(self.words), trigger.word + 4))
        holder = self.actors.controller(trigger)
        if sense == "enter" and self.lists.has(chain.slot, "places_near"):
            sense = "advance"  # "прорвали оборону біля Х"
        if sense == "fight" and self.over(trigger.word):
            return
        if sense == "fall" and {"reflexive"} == trigger.frame.needs and holder is None:
            sense, actor = "retake", None  # "повернувся під контроль", додому: to whose it was
        elif sense == "fall":
            actor, other = None, holder or self.actors.receiver(trigger)
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
            sense = "occupied" if form in ("present", "passive") or state else "take"
        elif sense == "take" and form in ("participle", "short", "impersonal") and self.now(trigger.word):
            sense = "occupied"  # "тимчасово захоплене"
        elif sense == "expel" and form == "present":
            sense = "push"  # it goes on
        elif sense == "flag":
            sense = "enter"
            if actor is None and trigger.company is not None:
                actor = self.actors.side_between(
                    max(0, trigger.company[0] - 2), min(len(self.words), trigger.company[1] + 3)
                )
        elif sense in ("retake", "clear") and driven is not None and driven.side == actor:
            other = None
        if doer is not None and actor is None and sense in OWN:
            actor = "ours"
        formerly = form in ("past", "state") and self.text.clause_has(self.clauses[trigger.word], "formerly")
        if sense in ("hold", "occupied") and (formerly or (sense == "hold" and actor is None)):
            return
        clues = {"noun" if form == "noun" else "verb"}
        if doer is not None and doer.side is None:
            clues.add("odd actor")
        apposed = trigger.word == chain.last + 2 and self.words[chain.last + 1].low == ","
        trails = form in ("participle", "active") and apposed
        stated = "past" if sense == "repel" else form
        found = stance(self.text, trigger.word, stated, self.claimants.side_of, presupposed=trails)
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
                lands="settlement" if region and self.told_of_some(word, sense, chain, clues) else "",
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

    def nobody_said(self, trigger: Trigger, sense: str) -> bool:
        """A plural verb that one uses so of one's own: "Балаклію здали", or in a sentence that goes on with "we"."""
        many = self.lists.has_ending(self.words[trigger.word].low, "plural") and trigger.form == "past"
        ours = any(f.side == "self" for f in self.text.fighters)
        if trigger.form == "infinitive" and self.text.clause_has(self.clauses[trigger.word], "fell_to"):
            return sense in OWN | {"surrender", "leave"}  # "Лиман довелося залишити", "Кринки вдалося втримати"
        return many and trigger.frame.kind == "verb" and (sense in ("surrender", "lose") or (sense in OWN and ours))

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

    def told_of_some(self, word: int, sense: str, chain: Chain, clues: set[str]) -> bool:
        """Does a region's name only say where the places lie that changed hands?"""
        if sense == "expel":  # "вибили з кількох сіл області"
            between = self.words[word + 1 : chain.places[0]]
            return any(self.lists.has(w.low, "plural_settlements") for w in between)
        return sense in CHANGES and self.counted(word, chain, clues)

    def counted(self, word: int, chain: Chain, clues: set[str]) -> bool:
        """ "Звільнили 30 населених пунктів Київської області": some places of a region, not all of it."""
        if chain.slot not in ("bare", "of") and "adjective" not in clues:
            return True
        start = chain.first if word > chain.places[0] else word + 1
        between = [w.low for w in self.words[start : chain.places[0]]]
        told = any(self.lists.has(w, "settlement", "lands") for w in between)
        return told and ("adjective" in clues or any(w.isdigit() or self.lists.has(w, "some") for w in between))

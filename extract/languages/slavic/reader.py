"""One sentence read: its words of control with their places and fighters, made into readings."""

from collections.abc import Iterator, Set
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from extract.claimants import Claimants
from extract.languages.reading import SEVERAL, PlaceRef, Reading
from extract.languages.slavic.actors import MOVES, Actors
from extract.languages.slavic.antecedents import antecedents
from extract.languages.slavic.arguments import Arguments
from extract.languages.slavic.events import OWN, Event, Events
from extract.languages.slavic.factuality import ORDER, Factuality, claimant_words, factuality
from extract.languages.slavic.place_phrases import PlacePhrase
from extract.languages.slavic.text import Text
from extract.languages.slavic.tokens import ABOVE, DASHES, QUARTER
from extract.languages.slavic.triggers import CHANGES, STATE, Trigger, Triggers
from extract.languages.slavic.words import Frame
from extract.model import Mode

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


class Reader:
    """Reads one passage."""

    def __init__(self, text: Text, claimants: Claimants) -> None:
        self.text, self.claimants = text, claimants
        self.words, self.lexicon, self.clauses = text.words, text.lexicon, text.clauses
        self.phrases = [*text.place_phrases, *antecedents(text)]
        self.actors = Actors(text, claimants)
        self.arguments = Arguments(text, self.actors)
        self.events = Events(text, self.actors, claimants)

    def readings(self) -> Iterator[Reading]:
        triggers = list(Triggers(self.text, self.phrases).found())
        beside = {i for t in triggers if t.collocate is not None for i in range(t.collocate[0], t.collocate[1] + 1)}
        tried = {t.collocate[1] + 1 for t in triggers if t.collocate is not None and t.frame.sense == "repel"}
        triggers = [t for t in triggers if t.word not in beside or t.form == "state"]
        triggers = [t for t in triggers if t.word not in tried or t.form != "noun"]  # "відбили спробу прориву"
        taken: dict[int, list[tuple[Trigger, PlacePhrase]]] = {}
        for phrase in self.phrases:
            if self.apposed(phrase):
                continue
            describing = [t for t in triggers if self.arguments.describes(t, phrase, triggers)]
            best = self.arguments.best(phrase, [t for t in triggers if t not in describing])
            if best is not None:
                also = [
                    t for t in describing if t.frame.sense != "hold" and self.arguments.cost(t, phrase, []) is not None
                ]
                for trigger in (best, *self.arguments.coordinated(best, phrase, triggers), *also[-1:]):
                    taken.setdefault(trigger.word, []).append((trigger, self.arguments.narrowed(trigger, phrase)))
        changed = {
            phrase.places
            for pairs in taken.values()
            for trigger, phrase in pairs
            if trigger.frame.sense in CHANGES | {"leave", "surrender"}
        }
        yield from self.described(changed)
        yield from self.occupied()
        elsewhere = any(self.is_settled(phrase) for pairs in taken.values() for _, phrase in pairs)
        for pairs in taken.values():
            settled = any(self.is_settled(phrase) for _, phrase in pairs)
            for trigger, phrase in pairs:
                if self.only_locates(trigger, phrase, settled) or (elsewhere and self.text.of_direction(phrase)):
                    continue
                if phrase.places in changed and self.is_background(trigger, phrase):
                    continue
                event = self.events.event(trigger, phrase)
                if event is not None:
                    yield from self.read(event)

    @cached_property
    def forces(self) -> frozenset[str]:
        """The sides whose fighters the passage tells of; none where there are but two, of whom they tell nothing."""
        if len(self.claimants.sides) <= 2:
            return frozenset()
        return frozenset(f.side for f in self.text.fighters if f.side is not None and f.side in self.claimants.sides)

    def apposed(self, phrase: PlacePhrase) -> bool:
        """ "Залізне, передмістя Торецька, ворог забрав": does a name only say what the place before it lies by?"""
        before = any(c.last == phrase.first - 2 and c.relation == "bare" for c in self.text.place_phrases)
        signs = [self.words[i].low for i in (phrase.first - 1, phrase.last + 1) if i < len(self.words)]
        return phrase.near and phrase.relation == "bare" and before and signs == [",", ","]

    def is_background(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Кринки, які морпіхи утримували, довелося залишити": what was so before the sentence's own event."""
        relative = self.lexicon.has(self.words[phrase.last].low, "relative")
        return relative and trigger.form == "past" and trigger.frame.sense in ("hold", "fight", "stand")

    def is_settled(self, phrase: PlacePhrase) -> bool:
        """Are these settlements, not regions or directions of the front?"""
        return not self.text.of_direction(phrase) and not all(self.text.is_region(i) for i in phrase.places)

    def only_locates(self, trigger: Trigger, phrase: PlacePhrase, settled: bool) -> bool:
        """ "На Покровському напрямку", "у Сумській області", beside the places themselves."""
        if self.text.of_direction(phrase):
            return settled or trigger.frame.sense not in MOVES
        region = all(self.text.is_region(i) for i in phrase.places)
        before = self.words[phrase.first : phrase.places[0]]
        counted = any(w.low.isdigit() or self.lexicon.has(w.low, "some") for w in before)
        kind = (
            any(self.lexicon.has(w.low, "populated") for w in before) and not counted
        )  # "населений пункт області – Х"
        return settled and region and (kind or phrase.relation in ("в", "у", "на", "во"))

    def described(self, changed: Set[tuple[int, ...]]) -> Iterator[Reading]:
        """ "Окупований Мелітополь", "у звільненій Бучі", "підконтрольний Києву Х". Of places that are told to have
        `changed` hands, "последний удерживаемый противником Х" only says whose they were."""
        for phrase in self.text.place_phrases:
            if self.words[phrase.places[0]].low == ":":
                yield from self.heading(phrase)
            others = self.among_others(phrase)
            for i in (*phrase.attributes, *(() if others is None else (others,))):
                if self.words[phrase.places[0]].anaphor:
                    continue
                for frame in self.lexicon.frames_of(self.words[i].low):
                    sense = ATTRIBUTES.get(frame.sense)
                    if sense is None or frame.collocate or frame.kind == "noun":
                        continue
                    actor = self.actors.side_between(i + 1, phrase.places[0]) if i < phrase.places[0] else None
                    if sense == "hold" and (actor is None or phrase.places in changed):
                        continue
                    if sense == "occupied" and phrase.lands and frame.sense == "take":
                        continue
                    if self.words[i].low.startswith("не"):
                        continue
                    whose = self.lexicon.has(self.words[i].low, "under_whom")
                    found = factuality(self.text, i, "participle", self.claimants.side_of, presupposed=not whose)
                    clues = {"adjective", "to the edge"}  # "near occupied X" tells of X itself
                    itself = replace(phrase, near=False)
                    described = Trigger(i, frame, "participle", None)
                    event = Event(described, itself, sense, None, None, actor, None)
                    yield from self.readings_of(event, found, clues, "object")
                    break

    def occupied(self) -> Iterator[Reading]:
        """ "Окупаційна влада Криму", "окупанти Бердянська": who rules there by occupation."""
        for phrase in self.text.place_phrases:
            i = phrase.governor
            if phrase.relation != "of" or self.words[phrase.places[0]].anaphor:
                continue
            if i and self.lexicon.has(self.words[i - 1].low, "taken_from"):
                continue
            rulers = self.lexicon.has(self.words[i].low, "authorities") and i > 0
            if self.lexicon.has(self.words[i].low, "occupiers") or (
                rulers and self.lexicon.has(self.words[i - 1].low, "occupying")
            ):
                frame = Frame(STATE, "noun", "occupied", frozenset({"of"}), (), frozenset())
                found = factuality(self.text, i, "participle", self.claimants.side_of, presupposed=True)
                event = Event(Trigger(i, frame, "participle", None), phrase, "occupied", None, None, None, None)
                yield from self.readings_of(event, found, {"adjective", "to the edge"}, "object")

    def heading(self, phrase: PlacePhrase) -> Iterator[Reading]:
        """ "Звільнені населені пункти:": what is said of the list behind it, by a participle alone."""
        for i in phrase.attributes:
            frames = [f for f in self.lexicon.frames_of(self.words[i].low) if f.kind == "verb" and not f.collocate]
            for frame in frames[:1]:
                sense = "take" if frame.sense == "occupy" else frame.sense
                if sense in CHANGES:
                    found = factuality(self.text, i, "participle", self.claimants.side_of)
                    event = Event(Trigger(i, frame, "participle", None), phrase, sense, None, None, None, None)
                    yield from self.readings_of(event, found, {"verb"}, "object")

    def among_others(self, phrase: PlacePhrase) -> int | None:
        """ "Херсон, Мелітополь та інші окуповані міста": the word that describes them all."""
        words = self.words[phrase.last + 1 : phrase.last + 7]
        if len(words) < 3 or not any(self.lexicon.has(w.low, "others") for w in words[:4]):
            return None
        for n, word in enumerate(words):
            frames = self.lexicon.frames_of(word.low)
            if frames and self.lexicon.form(word.low) == "participle":
                return phrase.last + 1 + n
            if word.mention is not None or not (
                word.low == "," or self.lexicon.has(word.low, "joining", "others", "passing", "all")
            ):
                return None
        return None

    def read(self, event: Event) -> Iterator[Reading]:
        """The readings of an event: one a place, with how factual the sentence makes it."""
        trigger, phrase = event.trigger, event.phrase
        clues = {"noun" if trigger.form == "noun" else "verb"}
        if event.agent is not None and event.agent.side is None:
            clues.add("odd actor")
        apposed = trigger.word == phrase.last + 2 and self.words[phrase.last + 1].low == ","
        describes = trigger.form in ("participle", "active") and (apposed or self.arguments.trails(trigger, phrase))
        if describes and event.sense == "take" and not self.dated(trigger.word):
            event.sense = "occupied"  # "у Бердянську, захопленому росіянами"
        form = "past" if event.sense == "repel" else trigger.form
        found = factuality(self.text, trigger.word, form, self.claimants.side_of, presupposed=describes)
        if "marked" in trigger.frame.needs and trigger.form in ("past", "present") and found.claimant is None:
            found.reported, found.mode = True, max(found.mode, Mode.CLAIMED, key=ORDER.index)
            found.claimant = claimant_words(self.text, trigger.word, self.claimants.side_of)
        if event.sense == "take" and found.reported and event.actor == "ours":
            event.actor = "self"  # "штурмовики", "бойцы": the speaker's own
        if event.actor is None and "boast" in found.clues and event.sense in OWN and found.claimant is not None:
            event.actor = "ours"  # "доповів про взяття Х"
        if event.actor == "self" and not found.reported:
            clues.add("ours")  # the writer's own side, no speaker's words
        if event.sense == "hold" and self.not_kept(trigger.word, found.mode):
            event.sense, found.mode = "lose", self.once_lost(found)
        if self.gainsaid(phrase):
            if event.sense == "stand":
                event.sense = "fall"
            else:
                found.lower(Mode.DENIED)
        if describes and trigger.frame.sense != "fight":
            phrase = replace(phrase, near=False)  # "біля Х, захопленого торік"
        near = phrase.near or self.lexicon.has(phrase.relation, "places_near", "under")
        preposition = PREPOSITIONS.get(phrase.relation, "near" if near else "over")
        yield from self.readings_of(event, found, clues, "near" if phrase.near else preposition)

    def dated(self, i: int) -> bool:
        """Does a time stand beside the word?"""
        behind = self.words[i + 1 : i + 5]
        return any(w.low[0].isdigit() or self.lexicon.has(w.low, "months", "time") for w in behind)

    def not_kept(self, i: int, mode: Mode) -> bool:
        """ "Х не втримали", "удержать Х не удалось": a place that was not kept is lost."""
        return mode is Mode.DENIED and self.lexicon.has(self.words[i].low, "keep")

    def once_lost(self, found: Factuality) -> Mode:
        """How factual the loss is of a place that, so the sentence, was not kept."""
        return Mode.CLAIMED if found.reported else Mode.FACT

    def gainsaid(self, phrase: PlacePhrase) -> bool:
        """ "Рогань вистояла, Циркуни – ні": what is said of other places is not so there."""
        behind = [w.low for w in self.words[phrase.last + 1 : phrase.last + 4]]
        return (
            len(behind) > 1 and behind[0] in DASHES and self.lexicon.has(behind[1], "no") and behind[2:] in ([], ["."])
        )

    def readings_of(self, event: Event, found: Factuality, clues: set[str], preposition: str) -> Iterator[Reading]:
        phrase, word, sense = event.phrase, event.trigger.word, event.sense
        near = phrase.near or preposition == "near"
        for i in phrase.places:
            place = self.words[i]
            region = self.text.is_region(i)
            counted = place.anaphor == SEVERAL or (region and self.of_some_places(word, sense, phrase, clues))
            ref = PlaceRef(
                place.start,
                place.end,
                place.mention,
                anaphor="place" if place.anaphor == QUARTER else place.anaphor,
                near=near and not region,
                part=phrase.part or (region and bool(phrase.lands) and not self.wholly(phrase)),
                lands="settlement" if counted else "",
            )
            speaker = found.claimant
            some = (ref.part and phrase.lands != "site") or self.under_way(word, clues)
            piece = {"piece"} if some and (sense in CHANGES or sense == "expel") else set()
            reading = Reading(
                sense=sense,
                place=ref,
                actor=event.actor,
                other=event.other,
                mode=found.mode,
                claimant=speaker,
                claimant_side=self.claimants.side_of(speaker) if speaker else None,
                trigger=(self.words[word].start, self.words[word].end),
                preposition=preposition,
                complete=False,
                loser=None,
                clues=frozenset(found.clues | clues | piece),
            )
            yield reading.beside(self.forces, self.text.passage.text) if self.forces else reading

    def under_way(self, i: int, clues: set[str]) -> bool:
        """ "Триває звільнення", "деокупація розпочалася": begun, not done."""
        nearby = self.words[max(0, i - 2) : i + 5]
        return "noun" in clues and any(self.lexicon.has(w.low, "under_way") for w in nearby)

    def wholly(self, phrase: PlacePhrase) -> bool:
        """ "Вся територія Луганської області", "территория ЛНР освобождена полностью"."""
        own = [w.low for w, clause in zip(self.words, self.clauses, strict=True) if clause == phrase.clause]
        fully = any(self.lexicon.has(b, "fully") and not self.lexicon.has(a, "no") for a, b in pairwise(own))
        before = self.words[max(0, phrase.first - 1) : phrase.places[0]]
        return fully or any(self.lexicon.has(w.low, "all") for w in before)

    def of_some_places(self, word: int, sense: str, phrase: PlacePhrase, clues: set[str]) -> bool:
        """Does a region's name only say where the places lie that changed hands?"""
        if sense == "expel":  # "вибили з кількох сіл області"
            between = self.words[word + 1 : phrase.places[0]]
            return any(self.lexicon.has(w.low, "plural_settlements") for w in between)
        return sense in CHANGES and self.counted(word, phrase, clues)

    def counted(self, word: int, phrase: PlacePhrase, clues: set[str]) -> bool:
        """ "Звільнили 30 населених пунктів Київської області": some places of a region, not all of it."""
        if phrase.relation not in ("bare", "of", ABOVE) and "adjective" not in clues:
            return True
        start = phrase.first if word > phrase.places[0] else word + 1
        between = [w.low for w in self.words[start : phrase.places[0]]]
        named = any(self.lexicon.has(w, "settlement", "lands") for w in between)
        return named and ("adjective" in clues or any(w.isdigit() or self.lexicon.has(w, "some") for w in between))

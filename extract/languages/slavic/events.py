"""What happened at a list of places, by one word of control: who takes part, as sides, and in which sense."""

from dataclasses import dataclass
from itertools import pairwise

from extract.claimants import Claimants
from extract.languages.slavic.actors import Actors
from extract.languages.slavic.fighters import Fighters
from extract.languages.slavic.place_phrases import PlacePhrase
from extract.languages.slavic.text import Text
from extract.languages.slavic.triggers import PASSIVE, Trigger

__all__ = ["OWN", "Event", "Events"]

OWN = frozenset({"take", "retake", "clear", "hold"})  # what fighters without a side do, they do for whoever writes


@dataclass(slots=True)
class Event:
    """One word of control with its places. `agent` are the fighters who do it, `source` those it is done to or taken
    from; `actor` and `other` are the sides, as a `Reading` has them."""

    trigger: Trigger
    phrase: PlacePhrase
    sense: str
    agent: Fighters | None
    source: Fighters | None
    actor: str | None
    other: str | None


class Events:
    """Works out what the words of control of one sentence say."""

    def __init__(self, text: Text, actors: Actors, claimants: Claimants) -> None:
        self.text, self.actors, self.claimants = text, actors, claimants
        self.words, self.lexicon, self.clauses = text.words, text.lexicon, text.clauses

    def event(self, trigger: Trigger, phrase: PlacePhrase) -> Event | None:
        """What the word says of the places, or None when it tells of no state or change."""
        event = self._participants(trigger, phrase)
        self._understood_agent(event)
        self._predicate_agent(event)
        if event.sense == "enter" and self._beside(phrase):
            event.sense = "advance"  # "прорвали оборону біля Х"
        elif event.sense == "enter" and event.actor is not None and self._dug_in(trigger, phrase):
            event.sense = "hold"
        elif event.sense == "fight" and trigger.frame.kind == "verb" and self._towards(phrase):
            event.sense = "advance"  # "атакували в напрямку Х"
        if event.sense == "near":  # "вже на околицях Х"
            if not phrase.near:
                return None
            event.sense = "advance"
        moving = event.sense in ("fight", "assault", "advance")
        attack = event.sense == "assault" or (event.sense == "fight" and trigger.frame.kind == "verb")
        if (moving and self._failed(trigger)) or (attack and self._beaten_off(trigger, phrase)):
            event.sense, event.actor = "repel", None
        if event.sense in ("enter", "advance", "assault", "fight") and self._foiled(trigger, phrase):
            event.sense, event.actor = "repel", None
        if event.sense == "enter" and trigger.form == "present" and self._belongs(phrase):
            return None
        if event.sense == "hold" and self._partly(trigger.word):
            event.sense = "fight"  # "контролюється вже не повністю"
        if event.sense == "fight" and self._over(trigger.word):
            return None
        if event.sense in ("assault", "fight") and trigger.form == "noun" and self._not_waged(trigger.word):
            return None
        self._settle_sense(event)
        unnamed = event.sense == "hold" and trigger.form == "state" and self._held_by_unnamed(trigger)
        passive = trigger.form in ("short", "impersonal", "passive") and event.sense == "hold"  # "село удержано"
        if event.actor is None and (unnamed or passive or (event.agent is not None and event.sense in OWN | {"expel"})):
            event.actor = "ours"
        ended = trigger.form in ("past", "state") and self.text.clause_has(self.clauses[trigger.word], "formerly")
        if event.sense in ("hold", "occupied") and (ended or (event.sense == "hold" and event.actor is None)):
            return None
        return event

    def _participants(self, trigger: Trigger, phrase: PlacePhrase) -> Event:
        """The fighters whom case and order make agent and source."""
        sense = trigger.frame.sense
        if "aim" in trigger.frame.needs:  # "наступною ціллю українського командування"
            whose = self.actors.behind(trigger)
            return Event(trigger, phrase, sense, whose, None, whose.side if whose is not None else "going on", None)
        agent = self.actors.contrasted(trigger, phrase) or self.actors.agent_of(trigger)
        agent = agent or self.actors.controlling(trigger)
        if agent is None and trigger.form in PASSIVE:
            agent = self.actors.through(trigger)
        source = self.actors.driven(trigger) if sense in ("expel", "push", "leave", "retake", "clear") else None
        if source is not None and sense in ("retake", "clear") and not self.actors.taken_from(source):
            source = None
        actor, other = (fighters.side if fighters is not None else None for fighters in (agent, source))
        return Event(trigger, phrase, sense, agent, source, actor, other)

    def _understood_agent(self, event: Event) -> None:
        """The side of an agent that the verb's form leaves unsaid, or that stands in another clause."""
        trigger = event.trigger
        if event.sense == "expel" and event.agent is None:  # "ворога вибито з Х"
            event.actor = "self" if event.other == "enemy" else self.claimants.opponent(event.other)
        if "attacker" in trigger.frame.needs or event.sense == "repel":
            event.actor = None  # that an attack was beaten off does not say who holds the place
        first_person = self.lexicon.has_ending(self.words[trigger.word].low, "first_person")
        if event.actor is None and first_person and trigger.form == "present":
            event.actor = "self"
        if event.agent is not None:
            return
        if self._without_subject(trigger, event.sense):
            event.actor = "ours"  # "Балаклію здали"
        if event.sense != "repel" and self.actors.speaks_of_itself(trigger):
            own = trigger.form != "noun" or event.sense in ("leave", "hold")
            event.actor = "self" if own else event.actor

    def _predicate_agent(self, event: Event) -> None:
        """The side that an adjective or a state names itself: "Х – наш", "вільний від окупантів"."""
        trigger = event.trigger
        if trigger.frame.kind == "state":
            low = self.words[trigger.word].low
            named = "self" if self.lexicon.has(low, "self") else self.text.side_of_force(low)
            event.actor = "enemy" if self.lexicon.has(low, "alien") else named
        elif trigger.frame.kind == "adjective":
            event.actor = self.actors.side_between(trigger.word + 1, min(len(self.words), trigger.word + 4))

    def _settle_sense(self, event: Event) -> None:
        """The sense that the word has in its form and with its collocate, and who holds the place by it."""
        trigger, sense, form = event.trigger, event.sense, event.trigger.form
        holder = self.actors.controller(trigger)
        if sense == "fall" and {"reflexive"} == trigger.frame.needs and holder is None:
            event.sense, event.actor = "retake", None  # "повернувся під контроль", додому: to whose it was
        elif sense == "fall":
            event.actor, event.other = None, holder or self.actors.receiver(trigger) or self._under_own(trigger)
        elif sense == "hold" and trigger.collocate is not None and "force" not in trigger.frame.needs:
            event.actor = holder  # "перебуває під контролем України": whoever else the sentence names
        elif sense in ("take", "hold") and trigger.collocate is not None and holder is not None:
            event.actor = holder if event.actor is None or form == "state" else event.actor
        elif sense == "leave" and event.agent is None:
            event.actor, event.other = event.other, None
        elif sense == "occupy":
            event.sense = "occupied" if self._lasts(trigger) else "take"
        elif sense == "take" and self._goes_on(trigger):
            event.sense = "hold"  # "по-прежнему занимают"
        elif sense == "take" and form in ("participle", "short", "impersonal") and self._now(trigger.word):
            event.sense = "occupied"  # "тимчасово захоплене"
        elif sense == "expel" and form == "present":
            event.sense = "push"  # it goes on
        elif sense == "fly":  # whose flag flies, theirs is the place
            event.actor = self._flag(trigger)
            event.sense = "take" if event.actor is not None else "retake"
        elif sense == "flag":
            event.sense = "enter"
            event.actor = event.actor or self._flag(trigger)
        elif sense in ("retake", "clear") and event.source is not None and event.source.side == event.actor:
            event.other = None

    def _under_own(self, trigger: Trigger) -> str | None:
        """ "Последним под контроль перешло Х": whose control goes without saying, where one's own side says so."""
        controlled = trigger.collocate is not None and any(
            self.words[i].low in ("контроль", "контролю") for i in range(trigger.collocate[0], trigger.collocate[1] + 1)
        )
        return "ours" if controlled else None

    def _flag(self, trigger: Trigger) -> str | None:
        """Whose flag it is."""
        if trigger.collocate is None and trigger.form != "noun":
            return None
        first, last = trigger.collocate or (trigger.word, trigger.word)
        return self.actors.side_between(max(0, first - 2), min(len(self.words), last + 3))

    def _lasts(self, trigger: Trigger) -> bool:
        """Does "occupy" tell of a state: present, or a participle without auxiliary or date ("окуповано в травні")?"""
        auxiliary = any(self.lexicon.has(w.low, "be") for w in self.words[max(0, trigger.word - 3) : trigger.word])
        after = self.words[trigger.word + 1 : trigger.word + 5]
        dated = any(self.lexicon.has(w.low, "months") or w.low.isdigit() for w in after)
        dated = dated and not any(self.lexicon.has(w.low, "since") for w in after)
        state = trigger.form in ("participle", "short") and not auxiliary and not dated
        return trigger.form in ("present", "passive") or state

    def _without_subject(self, trigger: Trigger, sense: str) -> bool:
        """A plural verb that one uses so of one's own: "Балаклію здали", or in a sentence that goes on with "we"."""
        many = self.lexicon.has_ending(self.words[trigger.word].low, "plural") and trigger.form == "past"
        ours = any(f.side == "self" for f in self.text.fighters)
        if self.actors.opens(trigger):
            return True
        if trigger.form == "infinitive" and self.text.clause_has(self.clauses[trigger.word], "fell_to"):
            return sense in OWN | {"surrender", "leave"}  # "Лиман довелося залишити", "Кринки вдалося втримати"
        return many and trigger.frame.kind == "verb" and (sense in ("surrender", "lose") or (sense in OWN and ours))

    def _beside(self, phrase: PlacePhrase) -> bool:
        """ "На рубежах біля Х", not "на околицях Х"."""
        before = self.words[phrase.places[0] - 1].low if phrase.places[0] else ""
        return self.lexicon.has(phrase.relation, "places_near") or self.lexicon.has(before, "places_near")

    def _dug_in(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Закріпилися на північних вулицях", "закрепились в микрорайоне": a piece of a place, which they hold."""
        piece = (phrase.part or phrase.lands == "site") and not phrase.near
        done = trigger.form in ("past", "gerund") and self.lexicon.has(self.words[trigger.word].low, "dig_in")
        return piece and done

    def _towards(self, phrase: PlacePhrase) -> bool:
        """ "В напрямку Х"."""
        return phrase.near and self.lexicon.has(self.words[phrase.first + 1].low, "direction")

    def _failed(self, trigger: Trigger) -> bool:
        """ "Безуспішно намагався штурмувати", "атакував без успіху"."""
        own = [i for i, clause in enumerate(self.clauses) if clause == self.clauses[trigger.word]]
        return any(
            self.lexicon.has(self.words[i].low, "in_vain")
            or (
                self.lexicon.has(self.words[i].low, "success")
                and i > 0
                and any(self.lexicon.has(w.low, "without", "no") for w in self.words[i - 1 : i + 2])
            )
            for i in range(own[0], min(len(self.words), own[-1] + 4))
        )

    def _beaten_off(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Наступав біля А і Б, усі атаки відбито": what goes on without another place tells the outcome."""
        start = max(trigger.word, phrase.last) + 1
        end = next((k for k in range(start, len(self.words)) if self.words[k].mention is not None), len(self.words))
        behind = [w.low for w in self.words[start:end]]
        return any(
            frame.sense == "repel" and any(low.startswith(attack[0]) for attack in frame.collocate for low in behind)
            for word in behind
            for frame in self.lexicon.frames_of(word)
        )

    def _foiled(self, trigger: Trigger, phrase: PlacePhrase) -> bool:
        """ "Спроби прорватися до Х відбито", "намагався зайти в Х, наші його зупинили"."""
        clause = self.clauses[trigger.word]
        if trigger.form != "infinitive" or not self.text.clause_has(clause, "attempt", "try"):
            return False
        start = max(trigger.word, phrase.last) + 1
        end = next((k for k in range(start, len(self.words)) if self.words[k].mention is not None), len(self.words))
        behind = [w.low for w in self.words[start:end]]
        undone = any(self.lexicon.has(low, "foiled", "thrown_back") for low in behind)
        tried = self.text.clause_has(clause, "attempt")
        return undone or (tried and self.text.clause_has(clause, "foiled"))

    def _belongs(self, phrase: PlacePhrase) -> bool:
        """ "Входить до громади": a region that one is part of."""
        return all(self.text.is_region(i) for i in phrase.places)

    def _held_by_unnamed(self, trigger: Trigger) -> bool:
        """ "Х під контролем 110-ї бригади", "Х під контролем.": one's own, of whom the words tell no side."""
        if trigger.collocate is None or not self.lexicon.has(self.words[trigger.word].low, "under_control"):
            return False
        behind = self.words[trigger.word + 1 : trigger.word + 4]
        return (
            not behind
            or not behind[0].low[0].isalnum()
            or any(self.lexicon.has(w.low, "fighter_stems") for w in behind)
        )

    def _partly(self, i: int) -> bool:
        """ "Не повністю" in the clause of word i."""
        own = [w.low for w, clause in zip(self.words, self.clauses, strict=True) if clause == self.clauses[i]]
        return any(self.lexicon.has(a, "no") and self.lexicon.has(b, "fully") for a, b in pairwise(own))

    def _over(self, i: int) -> bool:
        """ "Бої за Х завершилися"."""
        return self.text.clause_has(self.clauses[i], "over")

    def _not_waged(self, i: int) -> bool:
        """ "Наступальних дій ворог не проводив"."""
        return any(
            self.lexicon.has(a.low, "no") and self.lexicon.has(b.low, "waged") for a, b in pairwise(self.words[i:])
        )

    def _goes_on(self, trigger: Trigger) -> bool:
        """ "Все ще займають": an imperfective verb with "still"."""
        low = self.words[trigger.word].low
        lasting = trigger.form == "present" and self.lexicon.has(low, "occupy")
        return lasting and self.text.clause_has(self.clauses[trigger.word], "still")

    def _now(self, i: int) -> bool:
        """ "Тимчасово", "досі", "наразі" before a participle: it tells of a state."""
        return any(self.lexicon.has(w.low, "for_now") for w in self.words[max(0, i - 2) : i])

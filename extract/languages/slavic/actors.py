"""Who does it, to whom, and in whose hands a place is, by case and by what stands nearest."""

import re
from dataclasses import replace

from extract.claimants import Claimants
from extract.languages.slavic.fighters import Fighters
from extract.languages.slavic.place_phrases import PlacePhrase
from extract.languages.slavic.text import Text
from extract.languages.slavic.tokens import DASHES, Word, is_adjective
from extract.languages.slavic.triggers import PASSIVE, Trigger

__all__ = ["MOVES", "Actors"]

DATIVE = re.compile(r"(?:[аояеи]м|[уюії]|ии|ому|ові|еві)\Z")
OPENING = frozenset({"take", "retake", "clear", "hold", "enter", "advance", "lose", "surrender"})
MOVES = frozenset({"enter", "advance", "assault", "fight", "repel", "leave", "flag"})


class Actors:
    """The fighters of one sentence, as its words of control rule them."""

    def __init__(self, text: Text, claimants: Claimants) -> None:
        self.text, self.claimants = text, claimants
        self.words, self.lexicon, self.clauses = text.words, text.lexicon, text.clauses

    def is_dative(self, word: Word) -> bool:
        """May the word be a dative, as names that show no case may?"""
        return DATIVE.search(word.low) is not None or self.lexicon.has(word.low, "indeclinable")

    def agent_of(self, trigger: Trigger) -> Fighters | None:
        """The fighters who do it; "they" are those named last before."""
        found = self.nearest(trigger)
        if found is not None and found.side == "they":
            if any(f.side == "self" for f in self.text.fighters):
                return replace(found, side="enemy")  # "Х тримаємо ми, Y зайняли вони"
            before = [f for f in self.text.fighters if f.last < found.first and f.side not in (None, "they")]
            return replace(found, side=before[-1].side) if before else found
        return found

    def behind(self, trigger: Trigger) -> Fighters | None:
        """ "Ціль російського командування": the fighters in the genitive right behind a noun."""
        return next((f for f in self.text.fighters if f.first == trigger.word + 1), None)

    def contrasted(self, trigger: Trigger, phrase: PlacePhrase) -> Fighters | None:
        """ "Х зайнятий росіянами, Y – українцями", "росіяни тримають Х, а ЗСУ – Y": a place whose verb stands before,
        and the fighters that a dash sets beside it."""
        behind, dash = phrase.last + 1, phrase.first - 1
        for fighters in self.text.fighters:
            if trigger.form in PASSIVE:
                beside = fighters.first == behind + 1 and self.words[behind].low in DASHES
                fits = fighters.case in ("instrumental", "any")
            else:
                beside = fighters.last == dash - 1 and dash > 1 and self.words[dash].low in DASHES
                fits = fighters.case in ("nominative", "any")
            if beside and fits and fighters.side is not None and trigger.word < min(fighters.first, phrase.first):
                return fighters
        return None

    def nearest(self, trigger: Trigger) -> Fighters | None:
        """The fighters who do it: by case, and by what stands nearest."""
        clause = self.clauses[trigger.word]
        mine = [f for f in self.text.fighters if f.clause == clause]
        if trigger.form == "noun":
            if trigger.frame.sense in MOVES and "of" not in trigger.frame.place:  # "відступ військ", "войска ведут бои"
                behind = [f for f in mine if 0 < f.first - trigger.word <= 3]
                doing = behind[:1] or [f for f in mine if f.case in ("nominative", "any")]
                return min(doing, key=lambda f: self.distance(f, trigger)) if doing else None
            return next((f for f in mine if f.first > trigger.word and self.marked_as_agent(f, trigger)), None)
        if trigger.form in PASSIVE:
            agents = [f for f in mine if self.marked_as_agent(f, trigger)]
            return min(agents, key=lambda f: self.distance(f, trigger)) if agents else None
        if trigger.form == "state":
            return None
        doing = [f for f in mine if f.case in ("nominative", "any") and not self.is_object(f, trigger)]
        doing = [f for f in doing if not self.of_speaker(f, trigger)]
        if trigger.form == "infinitive":  # "відбили спробу ворога захопити"
            before = [f for f in mine if f.first > 0 and f.last < trigger.word]
            doing = [f for f in before if self.lexicon.has(self.words[f.first - 1].low, "attempt")][-1:] or doing
        if not doing and self.text.clause_has(clause, "fell_to"):  # "ворогу не вдалося"
            doing = [f for f in mine if f.case == "oblique"]
            doing = [f for f in doing if not self.lexicon.has(self.words[f.first - 1].low, "prepositions")]
            doing = [f for f in doing if any(map(self.is_dative, self.words[f.first : f.last + 1]))]
        doing = [f for f in doing if not self.behind_comma(f, trigger)]
        if doing:
            return min(doing, key=lambda f: self.distance(f, trigger))
        if trigger.form == "gerund":  # "..., залишивши Х": who does it is the subject of the sentence
            subjects = [f for f in self.text.fighters if f.case in ("nominative", "any")]
            return min(subjects, key=lambda f: self.distance(f, trigger)) if subjects else None
        return self.government(trigger, clause) or self.earlier(trigger, clause)

    def marked_as_agent(self, fighters: Fighters, trigger: Trigger) -> bool:
        """Do the fighters stand in the instrumental? A word that shows no case ("ЗСУ") only does where it follows."""
        before = self.words[fighters.first - 1].low if fighters.first else ""
        other = fighters.first - 1 != trigger.word and self.lexicon.form(before) in ("participle", "active")
        if other and self.lexicon.frames_of(before):
            return False  # "удерживаемый противником Х зачищен"
        between = self.words[trigger.word + 1 : fighters.first]
        follows = fighters.first > trigger.word and not any(w.low == "," for w in between)
        if trigger.form == "noun" and fighters.case == "any":
            follows = follows and all(
                w.mention is not None or w.anaphor or self.lexicon.has(w.low, "settlement", "region") for w in between
            )
        return fighters.case == "instrumental" or (fighters.case == "any" and follows)

    def government(self, trigger: Trigger, clause: int) -> Fighters | None:
        """ "Київ має намір повернути Крим": a capital that stands for its side."""
        for i in range(trigger.word - 1, -1, -1):
            if self.clauses[i] != clause:
                break
            before = self.words[i - 1].low if i else ""
            if self.lexicon.has(self.words[i].low, "capitals") and not self.lexicon.has(
                before, "prepositions", "settlement"
            ):
                return Fighters(i, i, self.text.side_of_force(self.words[i].low), "nominative", clause)
        return None

    def opens(self, trigger: Trigger) -> bool:
        """ "Зайняли Х", "вчора зайшли в Х": a plural verb without a subject, with nothing but adverbs before it."""
        i = trigger.word
        many = trigger.form == "past" and self.lexicon.has_ending(self.words[i].low, "plural")
        before = [w for w, c in zip(self.words[:i], self.clauses[:i], strict=True) if c == self.clauses[i]]
        opening = ("time", "goes_on", "passing", "joining", "prepositions", "months")
        return (
            many
            and trigger.frame.sense in OPENING
            and all(not w.low[0].isalpha() or w.low.endswith("о") or self.lexicon.has(w.low, *opening) for w in before)
        )

    def speaks_of_itself(self, trigger: Trigger) -> bool:
        """ "Визнають, що втратили Х": no subject, and a verb of saying in the clause before."""
        clause = self.clauses[trigger.word]
        first = next(i for i, c in enumerate(self.clauses) if c == clause)
        if trigger.form == "noun":  # "підтвердили відхід із Х"
            of_it = any(
                self.lexicon.has(w.low, "about") for w in self.words[max(first, trigger.word - 3) : trigger.word]
            )
            said = any(self.lexicon.has(w.low, "say") for w in self.words[first : trigger.word])
            said = said or (of_it and self.text.clause_has(clause, "say"))  # "о контроле над Х объявило ..."
            that = clause > 0 and self.lexicon.has(self.words[first].low, "that")
            return said or (that and self.text.clause_has(clause - 1, "say"))
        forced = trigger.form == "infinitive" and self.text.clause_has(clause, "fell_to")
        own = forced or trigger.form in ("past", "present")
        return (
            own
            and self.lexicon.has(self.words[first].low, "that")
            and clause > 0
            and self.text.clause_has(clause - 1, "say")
        )

    def distance(self, fighters: Fighters, trigger: Trigger) -> float:
        return (
            float(trigger.word - fighters.last)
            if fighters.last < trigger.word
            else 1.5 * (fighters.first - trigger.word) + 3
        )

    def earlier(self, trigger: Trigger, clause: int) -> Fighters | None:
        """The subject of a clause before: "армія, яка намагалася", "..., але відступили"."""
        first = next(i for i, c in enumerate(self.clauses) if c == clause)
        relative = self.lexicon.has(self.words[first].low, "relative")
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
        before = [f for f in self.text.fighters if f.last < trigger.word and f.clause != clause]
        pronoun = any(self.lexicon.has(w.low, "them") for w in self.words[max(0, trigger.word - 2) : trigger.word])
        if pronoun and before:
            return before[-1]  # "Х ворог узяв, але його звідти вибили"
        objects = [
            f for f in mine if f.case == "oblique" or (f.case == "nominative" and (passive or f.first > trigger.word))
        ]
        uninflected = [f for f in mine if f.case == "any" and f.first == trigger.word + 1 and not passive]
        near = [f for f in objects if 0 < f.first - trigger.word <= 5] or uninflected  # "выбили ВСУ из Х"
        if near:
            return near[0]
        return next((f for f in reversed(objects) if f.last < trigger.word), None) if objects else None

    def behind_comma(self, fighters: Fighters, trigger: Trigger) -> bool:
        """ "Якби Х здали, росіяни зустріли б зиму в Y": the subject of another verb, which begins behind a comma."""
        between = [w.low for w in self.words[trigger.word + 1 : fighters.first]]
        if "," not in between or fighters.last + 1 >= len(self.words):
            return False
        return self.lexicon.form(self.words[fighters.last + 1].low) in ("past", "present")

    def of_speaker(self, fighters: Fighters, trigger: Trigger) -> bool:
        """ "Удалось захватить Х, сообщили в Генштабе ВСУ": whose office it is that says so."""
        between = self.words[trigger.word + 1 : fighters.first]
        said = any(self.lexicon.has(w.low, "say") for w in between)
        return said and fighters.case == "any" and any(w.low == "," for w in between)

    def is_object(self, fighters: Fighters, trigger: Trigger) -> bool:
        """ "Из Х выбили ВСУ": of a word that drives fighters out, those right behind it that show no case."""
        return "driven" in trigger.frame.needs and fighters.case == "any" and fighters.first == trigger.word + 1

    def taken_from(self, fighters: Fighters) -> bool:
        """ "Звільнили від росіян", "отбили у российских военных"."""
        return fighters.first > 0 and self.lexicon.has(self.words[fighters.first - 1].low, "taken_from")

    def through(self, trigger: Trigger) -> Fighters | None:
        """ "В результате действий подразделений «Север» освобождён Х": whose doing a passive was."""
        clause = self.clauses[trigger.word]
        for fighters in self.text.fighters:
            before = self.words[max(0, fighters.first - 5) : fighters.first]
            if fighters.clause == clause and any(self.lexicon.has(w.low, "through") for w in before):
                return fighters
        return None

    def receiver(self, trigger: Trigger) -> str | None:
        """ "Контроль над Х перейшов до ЗСУ", "Х дістався росіянам"."""
        for fighters in self.text.fighters:
            before = self.words[fighters.first - 1].low if fighters.first else ""
            given = "given" in trigger.frame.needs and self.is_dative(self.words[fighters.last])
            if fighters.clause == self.clauses[trigger.word] and (given or self.lexicon.has(before, "to")):
                return fighters.side
        return None

    def controller(self, trigger: Trigger) -> str | None:
        """Whose control: "під контроль ЗСУ", "під українським контролем", "в руках окупантів"."""
        if trigger.collocate is None:
            return None
        first, last = trigger.collocate
        end = last + 1
        while (
            end < len(self.words)
            and end - last <= 6
            and self.clauses[end] == self.clauses[last]
            and self.words[end].mention is None
        ):
            low = self.words[end].low
            ruled = self.lexicon.has(low, "prepositions") or self.lexicon.frames_of(low)
            if low == "," or (ruled and not self.lexicon.has(low, "fighter_stems", "belonging", "self", "occupying")):
                break
            end += 1
        after = self.side_between(last + 1, end)
        if after is None and any(self.lexicon.has(w.low, "self") for w in self.words[last + 1 : min(end, last + 3)]):
            after = "self"
        if after is None and any(self.lexicon.has(w.low, "they") for w in self.words[last + 1 : min(end, last + 2)]):
            after = "enemy"  # "Х під ними"
        start = first
        while start > 0 and is_adjective(self.words[start - 1].low):
            start -= 1
        before = self.side_between(max(0, start), last + 1)
        if before is None and any(self.lexicon.has(w.low, "self") for w in self.words[max(0, start) : last + 1]):
            before = "self"
        return after or before or self.possessor(first, last)

    def controlling(self, trigger: Trigger) -> Fighters | None:
        """ "Український контроль над Х": the adjective before the noun tells whose."""
        i = trigger.word
        if trigger.form != "noun" or trigger.frame.sense != "hold" or not i or not is_adjective(self.words[i - 1].low):
            return None
        side = self.text.side_of_force(self.words[i - 1].low)
        return Fighters(i - 1, i - 1, side, "nominative", self.clauses[i]) if side is not None else None

    def possessor(self, first: int, last: int) -> str | None:
        """Those of whom "під його контролем" speaks: who was named last, or else who speaks; "під їхнім", the other."""
        own = self.words[max(0, first - 2) : last + 1]
        if not any(self.lexicon.has(w.low, "his", "alien") for w in own):
            return None
        alien = any(self.lexicon.has(w.low, "alien") for w in own)
        before = [f for f in self.text.fighters if f.last < first and f.side not in (None, "they")]
        return before[-1].side if before else "enemy" if alien else "self"

    def side_between(self, start: int, end: int) -> str | None:
        if start >= end:
            return None
        text = self.text.passage.text[self.words[start].start : self.words[end - 1].end]
        return self.claimants.side_of_force(text)

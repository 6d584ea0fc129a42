"""Lists of places in a sentence, with what stands before them and rules them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.languages.slavic.fighters import Fighters, grammatical_case
from extract.languages.slavic.tokens import EDGES, QUARTER, QUOTES, Tokens, is_adjective

__all__ = ["PlacePhrase", "PlacePhrases"]

GENITIVE = re.compile(r"(?:[аяиіїы]|ого|его|ої|ой|ей|их|ых|ів|їв|ов|ев)\Z")
INSTRUMENTAL = re.compile(r"(?:[оеєы]м|им|[оеє]ю|[оеє]й|ами|ями)\Z")
OBLIQUE = re.compile(r"(?:а|я|и|і|ї|ы|ого|его|ої|ой|ей|их|ых|у|ю|ів|їв|ов|ев)\Z")
FAR = 7
UNDESCRIBING = ("no", "say", "fighters", "garrison", "soldierly", "speakers", "months")
# what "there" stands for, by its word
WITHIN = frozenset({"в", "у", "во", "на"})
THERE = {"там": "в", "туди": "в", "туда": "в", "звідти": "з", "оттуда": "из"}


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """Places that stand side by side ("A, B і C"), and what stands before them.

    `relation` is "bare", "of" (in the genitive behind the word at `governor`), or the preposition; `first` and `last`
    are the words it reaches over, what stands before the names included; `attributes` the adjectives there.
    """

    places: tuple[int, ...]  # words
    relation: str
    first: int
    last: int
    clause: int
    governor: int = -1
    near: bool = False
    part: bool = False
    lands: str = ""
    attributes: tuple[int, ...] = ()
    outer: str = ""  # of a place in the genitive: what stands before the noun that rules it, as in `relation`


class PlacePhrases:
    """Finds the lists of places of one passage, whose words' clauses and fighters are given."""

    def __init__(self, tokens: Tokens, clauses: Sequence[int], fighters: Sequence[Fighters]) -> None:
        self.tokens, self.clauses, self.fighters = tokens, clauses, fighters
        self.words, self.lexicon = tokens.words, tokens.lexicon

    def found(self) -> list[PlacePhrase]:
        """The lists of places, left to right."""
        found: list[PlacePhrase] = []
        i = 0
        while i < len(self.words):
            if self.words[i].mention is None and not self.words[i].anaphor:
                i += 1
                continue
            places, last = [i], i
            behind = self._behind_region(i)
            if behind is not None:  # "населені пункти Донецької області А, Б": the region only locates
                places, last = [behind], behind
            if not self.words[i].anaphor:
                while (following := self._next_in_list(last, places)) is not None:
                    last, place = following
                    if place:
                        places.append(last)
            found.append(_Premodifiers(self.tokens, self.clauses, self.fighters, tuple(places), last).phrase())
            i = last + 1
        return found

    def _behind_region(self, i: int) -> int | None:
        """The place right behind a region that stands between it and its noun."""
        if not self.tokens.is_region(i) or not i or not self.lexicon.has(self.words[i - 1].low, "settlement"):
            return None
        for k in range(i + 1, min(len(self.words), i + 4)):
            if self.words[k].mention is not None:
                return None if self.tokens.is_region(k) else k
            if not (self.lexicon.has(self.words[k].low, "settlement") or self.words[k].low in (":", ",")):
                return None
        return None

    def _next_in_list(self, last: int, places: list[int]) -> tuple[int, bool] | None:
        """The next name of a list (and whether it is one of it, not only the region of the one before)."""
        words, lexicon = self.words, self.lexicon
        i, joined = last + 1, False
        while i < len(words) and i - last < FAR:
            word = words[i]
            if word.low == "(":
                i = next((k for k in range(i, min(len(words), i + FAR)) if words[k].low == ")"), len(words)) + 1
                continue
            if word.mention is not None:
                if self.clauses[i] != self.clauses[places[0]]:
                    return None
                if self.tokens.is_region(i) and not self.tokens.is_region(places[-1]) and not joined:
                    return i, False
                if joined and self.tokens.is_region(i) != self.tokens.is_region(places[0]):
                    return None
                return (i, True) if joined else None
            if word.low == lexicon.including[0][0] and lexicon.has(words[places[0] - 1].low, "prepositions"):
                return None  # "три села на Сумщині, зокрема А": of the villages, not of where they lie
            if word.low in (",", "також", "также", lexicon.including[0][0]) or lexicon.has(word.low, "joining"):
                joined = True
            elif joined and word.capital and not lexicon.has(word.low, "fighters", "fighter_stems", "capitals"):
                joined = False  # a name that the gazetteer does not know
                if i + 1 < len(words) and words[i + 1].capital and words[i + 1].mention is None:
                    i += 1
            elif places[1:] and lexicon.has(word.low, "together") and self._with(i):
                joined = True
            elif not joined and word.low in WITHIN and self._locates(i + 1):
                i += not self.tokens.is_region(i + 1)  # "А в ДНР и Б в Харьковской области"
            elif not (
                word.low in QUOTES
                or word.low.isdigit()
                or lexicon.has(word.low, "settlement", "region")
                or (joined and is_adjective(word.low))
            ):
                return None
            i += 1
        return None

    def _locates(self, i: int) -> bool:
        """Is the word a region, or a side's name for one ("ДНР"), in which the place before it lies?"""
        if i >= len(self.words):
            return False
        word = self.words[i]
        named = word.mention is None and word.capital and self.tokens.side_of_force(word.low) is not None
        return self.tokens.is_region(i) or named

    def _with(self, i: int) -> bool:
        """ "А, Б с В": is the word behind a place in the instrumental?"""
        if i + 1 == len(self.words) or self.words[i + 1].mention is None:
            return False
        return INSTRUMENTAL.search(self.words[i + 1].low) is not None


class _Premodifiers:
    """What stands before a list of places, read leftwards from its first name: preposition, noun, adjectives."""

    def __init__(
        self,
        tokens: Tokens,
        clauses: Sequence[int],
        fighters: Sequence[Fighters],
        places: tuple[int, ...],
        last: int,
    ) -> None:
        self.tokens, self.clauses, self.fighters, self.places, self.last = tokens, clauses, fighters, places, last
        self.words, self.lexicon = tokens.words, tokens.lexicon
        self.relation, self.governor, self.first = "bare", -1, places[0]
        self.near = self.part = self.classified = False
        self.lands = ""
        self.attributes: list[int] = []

    def phrase(self) -> PlacePhrase:
        """The list of places with all that."""
        clause = self.clauses[self.places[0]]
        at: int | None = self.places[0] - 1
        while at is not None and at >= 0 and self.clauses[at] == clause:
            at = self._step(at)
        place = self.words[self.places[0]]
        if place.anaphor == "there":
            self.relation, self.governor = THERE[place.low], -1
        self.part = self.part or place.anaphor == QUARTER
        return PlacePhrase(
            self.places, self.relation, self.first, self.last, clause, self.governor, self.near, self.part, self.lands,
            tuple(self.attributes), self._outer(),
        )  # fmt: skip

    def _outer(self) -> str:
        """What stands before the noun that rules a place in the genitive: "bare", or its preposition."""
        if self.relation != "of":
            return ""
        before = self._before_adjectives(self.governor - 1)
        low = self.words[before].low if before >= 0 and self.clauses[before] == self.clauses[self.governor] else ""
        return low if self.lexicon.has(low, "prepositions") else "bare"

    def _step(self, i: int) -> int | None:
        """Take in the word at i; which to look at next, None when it is the last that matters."""
        word, lexicon = self.words[i], self.lexicon
        if word.mention is not None:
            if not self.tokens.is_region(i) or self.tokens.is_region(self.places[0]):
                return None
            if i and self.words[i - 1].low in WITHIN:
                return None  # "взяли в Сумской области А и Б": only the region stands behind the preposition
        elif word.low in QUOTES or word.low in ("№", "%") or word.low.isdigit():
            self.part = self.part or word.low == "%"
        elif lexicon.has(word.low, "approximately") and (self.part or self.words[i + 1].low.isdigit()):
            pass
        elif self.part and i and lexicon.has(self.words[i - 1].low, "approximately"):
            pass  # "около восьмидесяти процентов города"
        elif lexicon.has(word.low, "called") and i and lexicon.has(self.words[i - 1].low, "under"):
            self.first = i - 1
            return i - 2  # "селище під назвою Х"
        elif lexicon.has(word.low, "prepositions"):
            return self._preposition(i)
        elif word.low == lexicon.including[0][0]:
            self.relation, self.first = self._counted_before(i) or self.relation, i
            return None
        elif self._alone(i) or lexicon.has(word.low, "oneself"):
            return None
        elif (participle := self._agent_of_participle(i) or self._dated_participle(i)) is not None:
            self.attributes.append(participle)
            self.first = participle
            return participle - 1
        elif not (self._classifies(i) or self._modifies(i)):
            if not self._free(i):
                self.relation, self.governor = "of", i
            return None
        self.first = i
        return i - 1

    def _preposition(self, i: int) -> int | None:
        """The preposition at i, with the noun before it that says where at the place: "к северу от", "в районе"."""
        words, lexicon, low = self.words, self.lexicon, self.words[i].low
        if i and lexicon.has(low, "away", "together") and lexicon.has(words[i - 1].low, "places_near"):
            i -= 1  # "рядом с А", "недалеко від А"
            low = words[i].low
        if lexicon.has(low, "places_near"):
            self.near = True
        self.relation = "в" if lexicon.has(low, "inside") else low
        self.first = i
        head = i - 1
        if head > 0 and lexicon.has(low, "away") and lexicon.has(words[head].low, "compass"):  # "к северу от А"
            self.near, self.relation, self.first = True, words[head - 1].low, head - 1
            return None
        if head >= 0 and lexicon.has(words[head].low, "positions"):  # "з позицій в А", "в районе А"
            outer = self._before_adjectives(head - 1, "some")
            if outer >= 0 and lexicon.has(words[outer].low, "prepositions"):
                self.part, self.relation, self.first = True, words[outer].low, outer
            elif lexicon.has(words[head].low, "lands"):
                self.lands = words[head].low
        site = self._site(head) if low in ("в", "у", "во", "на") else None
        if site is not None:  # "захопили аеродром у Х"
            self.part, self.relation, self.lands = True, "bare", "site"
            self.first = site
            return site - 1
        if head >= 0 and lexicon.has(words[head].low, "near") and words[head].mention is None:  # "на підступах до А"
            self.near = True
            outer = self._before_adjectives(head - 1)
            if outer >= 0 and lexicon.has(words[outer].low, "prepositions"):
                self.relation, self.first = words[outer].low, outer
        return None

    def _before_adjectives(self, i: int, *lists: str) -> int:
        """The first word at or left of i that is no adjective and stands in none of the lists; -1 without one."""
        while i >= 0 and (is_adjective(self.words[i].low) or self.lexicon.has(self.words[i].low, *lists)):
            i -= 1
        return i

    def _classifies(self, i: int) -> bool:
        """Is this a noun that says what the place is or which piece of it is meant, or a word that changes nothing?"""
        low, lexicon = self.words[i].low, self.lexicon
        if lexicon.has(low, "near") or (lexicon.has(low, "district") and not self.tokens.is_region(self.places[0])):
            self.near = True
        elif lexicon.has(low, "part"):
            self.part = True
        elif lexicon.has(low, "settlement", "region"):
            self.classified = True
        elif lexicon.has(low, "lands"):
            self.lands = low
        elif lexicon.has(low, "facilities") and GENITIVE.search(self.words[self.places[0]].low) and not self.classified:
            self.part, self.lands = True, "site"  # "порт Маріуполя"
        else:
            ruled = i > 0 and lexicon.has(self.words[i - 1].low, "under_whom")
            return lexicon.has(low, "bounds", "passing", "some", "all") or (
                ruled and self.tokens.side_of_force(low) is not None
            )
        return True

    def _agent_of_participle(self, i: int) -> int | None:
        """ "Захоплений російськими військами Х", "підконтрольна російським військовим Х": the participle, where
        fighters between it and the place end at i."""
        agent = next((f for f in self.fighters if f.last == i), None)
        between = self.words[i + 1 : self.places[0]]
        if agent is None or not agent.first or any(self.lexicon.has(w.low, "sites") for w in between):
            return None
        low = self.words[agent.first - 1].low
        if self.lexicon.has(low, "under_whom"):
            return agent.first - 1
        if agent.case not in ("instrumental", "any"):
            return None
        return agent.first - 1 if self.lexicon.frames_of(low) and self.lexicon.form(low) == "participle" else None

    def _dated_participle(self, i: int) -> int | None:
        """ "Окупований з 2014 року Х": the participle, where a time between it and the place ends at i."""
        timely = ("time", "months", "prepositions", "goes_on", "passing")
        k = i
        while (
            k >= 0 and i - k < FAR and (self.words[k].low[0].isdigit() or self.lexicon.has(self.words[k].low, *timely))
        ):
            k -= 1
        low = self.words[k].low if k >= 0 else ""
        participle = k < i and self.clauses[k] == self.clauses[i] and self.lexicon.form(low) == "participle"
        return k if participle and any(f.kind == "verb" for f in self.lexicon.frames_of(low)) else None

    def _modifies(self, i: int) -> bool:
        """Is this an adjective of the place, or stands between two?"""
        low = self.words[i].low
        named = self.words[i].capital and i > 0 and self.words[i - 1].low not in QUOTES | EDGES  # "Лобкове"
        if self._describes(low) and not named:
            self.attributes.append(i)
            return True
        between = low in (",", "і", "й", "та", "и") and bool(self.attributes)
        return between and i > 0 and is_adjective(self.words[i - 1].low)

    def _counted_before(self, i: int) -> str | None:
        """ "Вибили з кількох сіл на Херсонщині, серед яких А": the preposition of the settlements only counted."""
        for k in range(i - 1, 0, -1):
            if self.clauses[k] != self.clauses[i]:
                return None
            if self.lexicon.has(self.words[k].low, "plural_settlements"):
                back = k - 1
                while back and (
                    is_adjective(self.words[back].low) or self.lexicon.has(self.words[back].low, "some", "settlement")
                ):
                    back -= 1
                return self.words[back].low if self.lexicon.has(self.words[back].low, "prepositions") else None
        return None

    def _alone(self, i: int) -> bool:
        """ "До цього Вугледар утримували", "після того Лиман ...": a pronoun with its preposition, and no more."""
        lexicon = self.lexicon
        alone = lexicon.has(self.words[i].low, "pronoun") and self.words[i + 1].mention is not None
        return alone and i > 0 and lexicon.has(self.words[i - 1].low, "prepositions")

    def _site(self, i: int) -> int | None:
        """The word for an airfield, a mine, a quarter that ends at word i, its name in quotation marks included."""
        words = self.words
        if i > 1 and words[i].low in QUOTES:
            i = next((k - 1 for k in range(i - 1, max(0, i - 5), -1) if words[k].low in QUOTES), 0)
        return i if i > 0 and self.lexicon.has(words[i].low, "sites") else None

    def _describes(self, low: str) -> bool:
        """Could this word be an adjective or participle that goes with the place behind it?"""
        if not is_adjective(low) or self.lexicon.has(low, *UNDESCRIBING):
            return False
        frames = self.lexicon.frames_of(low)
        participle = self.lexicon.form(low) == "participle" and any(f.kind != "noun" for f in frames)
        return not frames or participle or any(f.kind == "adjective" for f in frames)

    def _free(self, i: int) -> bool:
        """Can a place without a preposition stand behind this word without being ruled by it?"""
        word, lexicon = self.words[i], self.lexicon
        if lexicon.has(word.low, "opening", "condition", "under_control", "under_occupation"):
            return True
        if lexicon.has(word.low, "roads"):
            return False
        if (
            lexicon.has(word.low, "fighters", "fighter_stems") and not self.classified
        ):  # "захисники Маріуполя" are of that place
            rules = GENITIVE.search(self.words[self.places[0]].low) and grammatical_case(self.words, lexicon, i, i) in (
                "nominative",
                "oblique",
            )
            taken_from = i > 0 and lexicon.has(self.words[i - 1].low, "taken_from")  # "очищена від окупантів Х"
            return rules is None or rules is False or taken_from
        opens = i == 0 or self.words[i - 1].low in QUOTES or self.words[i - 1].low in EDGES
        name = word.capital and word.mention is None and not opens
        if not word.low[0].isalpha() or (name and not lexicon.has(word.low, "say")):
            return not word.low[0].isalpha() or lexicon.has(word.low, "fighters", "fighter_stems")
        if (
            lexicon.frames_of(word.low)
            and lexicon.form(word.low) not in ("noun", "participle")
            and self.tokens.is_verb(word.low)
        ):
            return True
        if lexicon.has(
            word.low, "time", "fighters", "fighter_stems", "joining", "no", "plan", "managed", "may", "will", "say"
        ):
            return True
        if word.low.endswith("о"):
            return not lexicon.frames_of(word.low) or lexicon.form(word.low) != "noun"
        if lexicon.has(word.low, "opening") or (
            word.low.endswith(("в", "ся", "сь", "л")) and not word.low.endswith(("ів", "їв", "ов", "ев"))
        ):
            return True
        if self.classified:
            return False
        return OBLIQUE.search(self.words[self.places[0]].low) is None

"""Places that a clause leaves to the one before: "Х, який захопили", "..., але через рік звільнено"."""

from collections.abc import Iterator, Set
from dataclasses import replace

from extract.languages.slavic.place_phrases import PlacePhrase
from extract.languages.slavic.text import Text
from extract.languages.slavic.tokens import DASHES, is_adjective
from extract.languages.slavic.triggers import CHANGES, PASSIVE

__all__ = ["antecedents"]

LIKEWISE = frozenset({("як", "і"), ("як", "й"), ("як", "та"), ("как", "и")})


def antecedents(text: Text) -> list[PlacePhrase]:
    """The places of clauses that name none themselves."""
    reader = _Antecedents(text)
    relative = list(reader.relative())
    return [*relative, *reader.carried({phrase.clause for phrase in relative}), *reader.gapped()]


class _Antecedents:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.words, self.lexicon, self.clauses = text.words, text.lexicon, text.clauses

    def relative(self) -> Iterator[PlacePhrase]:
        """ "Х, який захопили": the places before a clause that tells of them."""
        for i, word in enumerate(self.words):
            if not i or self.clauses[i] == self.clauses[i - 1]:
                continue
            low, relation, at = word.low, "", i
            if (
                self.lexicon.has(low, "prepositions")
                and i + 1 < len(self.words)
                and self.lexicon.has(self.words[i + 1].low, "relative")
            ):
                relation, at = low, i + 1
            elif self.lexicon.has(low, "where"):
                relation = "в"
            elif self.lexicon.has(low, "relative"):
                relation = "bare"
            if not relation:
                continue
            phrase = self.antecedent(i)
            many = self.lexicon.has(self.words[at].low, "relative_plural")
            if phrase is None:
                continue
            name = self.words[phrase.places[-1]].low
            plural = (
                phrase.relation == "bare"
                and name.endswith(("и", "і", "ы"))
                and not self.text.is_region(phrase.places[-1])
            )
            if self.lexicon.has(low, "where") or many == (len(phrase.places) > 1) or (many and plural):
                yield replace(
                    phrase, relation=relation, first=i, last=at, clause=self.clauses[i], governor=-1, attributes=()
                )

    def carried(self, relative: Set[int]) -> Iterator[PlacePhrase]:
        """ "Х захопили в травні, але через рік звільнено": the place of the clause before a passive without its own;
        `relative` are the clauses that "which" gives one."""
        if not self.clauses:
            return
        named = set(relative) | {phrase.clause for phrase in self.text.place_phrases}
        for i, word in enumerate(self.words):
            clause = self.clauses[i]
            if not clause or clause in named or word.mention is not None:
                continue
            passive = self.lexicon.form(word.low) in PASSIVE
            senses = CHANGES | {"surrender"} if passive else frozenset({"stand"})
            verbs = [f for f in self.lexicon.frames_of(word.low) if f.kind == "verb" and f.sense in senses]
            if not any(passive or not frame.collocate for frame in verbs):
                continue
            before = [
                c for c in self.text.place_phrases if c.clause == clause - 1 and c.relation == "bare" and not c.part
            ]
            many = word.low.endswith(("і", "ы", "ые") if passive else ("ться", "тся", "лися", "лись"))
            many = many and not word.low.endswith(("иться", "ится", "ається", "ается", "ється"))
            if len(before) == 1 and many == (len(before[0].places) > 1):
                first = self.clauses.index(clause)
                yield replace(before[0], first=first, last=first, clause=clause, governor=-1, attributes=())
                named.add(clause)

    def of_the_place(self, phrase: PlacePhrase, relative: str) -> bool:
        """ "Жителі Старобільська, який": does "which" agree with the place, not with the noun that rules it?"""
        plural = self.words[phrase.governor].low.endswith(("и", "і", "ї", "ы"))
        return plural and len(phrase.places) == 1 and not self.lexicon.has(relative, "relative_plural")

    def gapped(self) -> Iterator[PlacePhrase]:
        """ "Ізюм звільнили 10 вересня, а Лиман – 1 жовтня", "Селидово взяли, як і Гірник": the verb stands before."""
        for phrase in self.text.place_phrases:
            before = [c for c in self.text.place_phrases if c.last < phrase.first and c.relation == "bare"]
            goes_on = self.only_dated(phrase) or self.dated_before(phrase) or self.likewise(phrase)
            goes_on = goes_on or self.by_others(phrase)
            if phrase.relation != "bare" or not before or not goes_on:
                continue
            yield replace(phrase, clause=before[-1].clause, governor=-1, attributes=())

    def only_dated(self, phrase: PlacePhrase) -> bool:
        """Does nothing but a time stand behind the place and its dash?"""
        behind = self.words[phrase.last + 1 :]
        if not behind or behind[0].low not in ("—", "–", "-"):
            return False
        if not any(self.lexicon.has(w.low, "time", "months") for w in behind[1:5]):
            return False
        for word in behind[1:]:
            if word.low in (",", ".", ";", "(", "!", "…"):
                return True
            plainly = word.low[0].isdigit() or self.lexicon.has(word.low, "time", "months", "prepositions", "passing")
            if not plainly and word.low not in ("-", "–"):
                return False
        return True

    def dated_before(self, phrase: PlacePhrase) -> bool:
        """ "Х взяли в июне, в июле – Y": nothing but a time between the comma and the dash before the place?"""
        first = phrase.first
        if first < 3 or self.words[first - 1].low not in ("—", "–", "-"):
            return False
        k = first - 2
        while k >= 0 and (
            self.words[k].low[0].isdigit() or self.lexicon.has(self.words[k].low, "time", "months", "prepositions")
        ):
            k -= 1
        behind = self.words[phrase.last + 1].low if phrase.last + 1 < len(self.words) else "."
        return k < first - 2 and k > 0 and self.words[k].low in (",", "а", "і", "и") and not behind[0].isalnum()

    def by_others(self, phrase: PlacePhrase) -> bool:
        """ "Росіяни тримають Х, а ЗСУ – Y": other fighters and a dash, and no verb?"""
        dash = phrase.first - 1
        behind = self.words[phrase.last + 1].low if phrase.last + 1 < len(self.words) else "."
        beside = any(f.last == dash - 1 and f.case in ("nominative", "any") for f in self.text.fighters)
        ends = not behind[0].isalnum() or self.lexicon.has(behind, "joining")
        return beside and self.words[dash].low in DASHES and ends

    def likewise(self, phrase: PlacePhrase) -> bool:
        """ "Як і Х", "а також Х", "так же как и Х"."""
        first = phrase.first
        before = tuple(w.low for w in self.words[max(0, first - 2) : first])
        return before in LIKEWISE

    def says_what(self, place: PlacePhrase, region: PlacePhrase) -> bool:
        """ "Х — последнее село области, которое": does a region only belong to what a place is called?"""
        between = [w.low for w in self.words[place.last + 1 : region.places[0]]]
        dashed = bool(between) and between[0] in ("—", "–", "-")
        named = any(self.lexicon.has(low, "settlement") for low in between)
        return dashed and named and all(self.text.is_region(p) for p in region.places)

    def antecedent(self, i: int) -> PlacePhrase | None:
        """The places right before the comma before word i; of a place and its region, the place."""
        ending = [
            c for c in self.text.place_phrases if c.last < i and self.words[c.places[0]].anaphor not in ("it", "there")
        ]
        if not ending or (ending[-1].relation == "of" and not self.of_the_place(ending[-1], self.words[i].low)):
            return None
        if len(ending) > 1 and self.words[ending[-1].places[0]].anaphor:  # "Х став першим містом, яке"
            linking = self.words[ending[-2].last + 1 : ending[-1].first]
            if linking and self.lexicon.has(linking[0].low, "copula"):
                ending.pop()
        between = self.words[ending[-1].last + 1 : i]
        dash = any(w.low in ("—", "–", "-") for w in between)  # "Х — єдиний обласний центр, який захопили"
        copula = bool(between) and self.lexicon.has(between[0].low, "copula")  # "Х став першим містом, яке захопили"
        named = {
            w.low
            for w in between
            if w.anaphor or self.lexicon.has(w.low, "settlement", "copula", "some", "time") or is_adjective(w.low)
        }
        if any(w.low[0].isalnum() and not ((dash or copula) and w.low in named) for w in between):
            return None
        phrase = ending[-1]
        if len(ending) > 1 and self.says_what(ending[-2], phrase):
            return ending[-2]
        if all(self.text.is_region(p) for p in phrase.places) and phrase.relation != "bare":
            before = [c for c in self.text.place_phrases if c.last == phrase.first - 1]
            return before[-1] if before else phrase
        return phrase

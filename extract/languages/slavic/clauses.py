"""A sentence as the grammar reads it: words, clauses, lists of places, fighters."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from extract.languages import Passage
from extract.languages.slavic.words import Lexicon, plain

__all__ = ["Chain", "Fighters", "Text", "Word", "is_adjective"]

WORD = re.compile(r"[^\W_]+(?:['’ʼ`‑-][^\W_]+)*|[^\w\s]")
EDGES = frozenset(";:—–[]?!…")
QUOTES = frozenset('«»“”„"')
ADJECTIVE = re.compile(
    r"(?:ий|ый|ій|ої|ого|им|ым|ім|его|ому|ему|ими|ыми|их|ых|ая|яя|ую|юю|ое|ее|ые|ие|ой|ей|(?:н|ськ|цьк|зьк|ов|ев|ан|ен|в|ш|щ|м|ж)(?:а|е|і|у|ою))\Z"
)
GENITIVE = re.compile(r"(?:[аяиіїы]|ого|его|ої|ой|ей|их|ых|ів|їв|ов|ев)\Z")
INSTRUMENTAL = re.compile(r"(?:[оеєы]м|им|[оеє]ю|[оеє]й|ами|ями)\Z")
LONG = re.compile(r"(?:[иы]й|ій|[ое]го|[ое]му|[иы]ми?|[иы]х|[ао]я|яя|ую|[ое]е|[ыи]е|[оі]ї|ою)\Z")
OBLIQUE = re.compile(r"(?:а|я|и|і|ї|ы|ого|его|ої|ой|ей|их|ых|у|ю|ів|їв|ов|ев)\Z")
NUMBERED = re.compile(r"\d{1,3}-(?:м?а|[гтшь]а|тя|я)\Z")
FAR = 7
ABOVE = "над"
# what "there" stands for, by its word
THERE = {"там": "в", "туди": "в", "туда": "в", "звідти": "з", "оттуда": "из"}
LONGEST = 5  # words behind the first of fighters


def is_adjective(low: str) -> bool:
    """Could this (plain) word be an adjective, by its ending?"""
    return len(low) > 3 and ADJECTIVE.search(low) is not None


def is_long(low: str) -> bool:
    """Could this (plain) word only be a participle that goes with a noun, by its ending?"""
    return LONG.search(low) is not None


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign, or a place named (`mention` counts the passage's places)."""

    start: int
    end: int
    low: str  # plain
    capital: bool
    mention: int | None = None
    anaphor: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Places that stand side by side ("A, B і C"), and what stands before them.

    `slot` is "bare", "of" (in the genitive behind the word at `governor`), or the preposition; `first` and `last` are
    the words it reaches over, what stands before the names included; `attributes` the adjectives there.
    """

    places: tuple[int, ...]  # words
    slot: str
    first: int
    last: int
    clause: int
    governor: int = -1
    near: bool = False
    part: bool = False
    lands: str = ""
    attributes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fighters:
    """Words that name fighters or a side. `case` is nominative, instrumental, oblique, or any."""

    first: int
    last: int
    side: str | None  # of the theatre, "enemy", "self", "they", or None
    case: str
    clause: int


@dataclass
class Text:
    """One passage, taken apart."""

    passage: Passage
    words_of: Lexicon
    side_of_force: Callable[[str], str | None]
    words: list[Word] = field(default_factory=list)

    def __post_init__(self) -> None:
        text, places = self.passage.text, sorted(enumerate(self.passage.places), key=lambda p: p[1])
        at = 0
        for number, (start, end) in places:
            if start < at:
                continue
            self.words += self._plain_words(at, start)
            if self._is_side(text[start:end], start) or self._is_office(start, end) or self._is_title(start, end):
                self.words += self._plain_words(start, end)
            else:
                self.words.append(Word(start, end, plain(text[start:end]), True, number))
            at = end
        self.words += self._plain_words(at, len(text))
        self.words = list(self._joined())
        self.words = [self._referring(i, w) for i, w in enumerate(self.words)]

    def _plain_words(self, start: int, end: int) -> Iterator[Word]:
        for match in WORD.finditer(self.passage.text, start, end):
            yield Word(*match.span(), plain(match.group()), match.group()[0].isupper())

    def _joined(self) -> Iterator[Word]:
        """The words, each "в том числе" or "серед них" made one, spelled as the language's first such word."""
        phrases = self.words_of.including
        i = 0
        while i < len(self.words):
            here = [w.low for w in self.words[i : i + 3]]
            length = next((len(p) for p in phrases if here[: len(p)] == list(p)), 0)
            if length:
                yield Word(self.words[i].start, self.words[i + length - 1].end, phrases[0][0], False)
            else:
                yield self.words[i]
            i += length or 1

    def _is_side(self, surface: str, start: int) -> bool:
        """Is this no place here: "війська ДНР", "группировка «Днепр»"?"""
        before = self.passage.text[max(0, start - 40) : start]
        last = re.findall(r"[^\W\d_]+", before)[-1:] or [""]
        fighters = self.words_of.has(plain(last[0]), "fighter_stems", "fighters")
        following = WORD.search(self.passage.text, start + len(surface))
        belongs = following is not None and self.words_of.has(plain(following.group()), "belonging")
        if belongs and self.words_of.has(plain(surface), "fighters"):
            return True  # "Сили оборони", not the village
        if self.words_of.has(plain(last[0]), "ruling") and self.words_of.has(plain(surface), "of_capitals"):
            return True  # "під контролем Києва"
        if self.words_of.has(plain(last[0]), "under_whom") and self.side_of_force(surface) is not None:
            return True
        if before.rstrip()[-1:] in QUOTES and re.search(r"[«“„\"]\s?$", before):
            return fighters or plain(last[0]) in ("ок", "ув", "тг", "осув", "отг", "осг", "осту", "орта")
        low = plain(last[0])
        told = any(frame.kind == "noun" and "of" in frame.place for frame in self.words_of.frames_of(low))
        told = told and not self.words_of.has(low, "belonging")  # "штаб территориальной обороны ДНР"
        # "ЛНР освобождена", "освобождение ЛНР"
        itself = not before.strip() or told or self.words_of.has(low, "lands", "all", "part")
        return self.side_of_force(surface) is not None and (fighters or (surface.isupper() and not itself))

    def _is_office(self, start: int, end: int) -> bool:
        """ "У Головному управлінні": an adjective, not the village of that name."""
        following = WORD.search(self.passage.text, end)
        return (
            following is not None
            and is_adjective(plain(self.passage.text[start:end]))
            and self.words_of.has(plain(following.group()), "offices", "part")
        )

    def _is_title(self, start: int, end: int) -> bool:
        """ "Єдиним обласним центром України": what a city is, not the middle of the country."""
        first = WORD.match(self.passage.text, start, end)
        before = re.findall(r"[^\W\d_]+", self.passage.text[max(0, start - 25) : start])[-1:] or [""]
        return (
            first is not None
            and self.words_of.has(plain(first.group()), "settlement")
            and self.words_of.has(plain(before[0]), "regional")
        )

    def _referring(self, i: int, word: Word) -> Word:
        """ "Місто", "його": marked, unless it only introduces the name behind it."""
        anaphor = self.words_of.anaphors.get(word.low)
        if i and self.words[i - 1].low == ABOVE and self.words_of.has(word.low, "above"):
            anaphor = "it"  # "контроль над ним"
        if anaphor is None or word.mention is not None:
            return word
        if self.words_of.has(word.low, "plural_settlements") and self._several(i):
            return word
        if anaphor in ("it", "there"):
            return Word(word.start, word.end, word.low, word.capital, None, anaphor)
        for k, following in enumerate(self.words[i + 1 : i + 4], i + 1):
            if following.mention is not None or (following.capital and not self._acts(k)):
                return word
            if not (is_adjective(following.low) or self.words_of.has(following.low, "settlement")):
                break
        whole = self.words[i - 1] if i and self.words_of.has(self.words[i - 1].low, "populated") else word
        return Word(whole.start, word.end, word.low, word.capital, None, anaphor)

    def _acts(self, i: int) -> bool:
        """ "Про взяття міста Кремль повідомив", "об освобождении города Шойгу доложил": no name of the city."""
        low = self.words[i].low
        if self.words_of.has(low, "fighters", "fighter_stems", "capitals", "self", "they"):
            return True
        says = any(self.words_of.has(word.low, "say") for word in self.words[i + 1 : i + 3])
        return says or self.side_of_force(low) is not None

    def _several(self, i: int) -> bool:
        """Could this genitive as well mean several, none of them named: "звільнили села", "два населённых пункта"?"""
        k = i - 1
        while k > 0 and self.words_of.has(self.words[k].low, "settlement"):
            k -= 1
        before = self.words[k].low if k >= 0 else ""
        if self.words_of.has(before, "part", "prepositions") or before == "%":
            return False
        noun = self.words_of.form(before) == "noun"
        many = (before.endswith(("і", "ие", "ые", "их", "ых")) and not noun) or before.isdigit()
        verb = self._is_verb(before) and not noun
        return many or verb or self.words_of.has(before, "some", "joining")

    # -- clauses ------------------------------------------------------------------------------------------------------

    @cached_property
    def clauses(self) -> list[int]:
        """The clause of each word, counted from 0."""
        found: list[int] = []
        clause = last = 0
        outside: list[int] = []
        broken: int | None = None  # the clause that a subordinate one interrupts before its verb
        first = 0
        for i, word in enumerate(self.words):
            before = self.words[i - 1].low if i else ""
            if before == "(":
                outside.append(clause)
                clause = last = last + 1
            elif word.low == ")" and outside:
                clause = outside.pop()
            elif i and (before in EDGES or (before == "." and word.capital)):
                if not self._goes_on(i):
                    clause = last = last + 1
            elif i > 1 and before in (",", '"', "»", "”") and self._opens(i):
                if broken is None and self._interrupts(i) and self._unsaid(found):
                    broken = clause
                clause = last = last + 1
            elif broken is not None and before == "," and self._tells(i):
                clause, broken = broken, None
            elif i > 1 and before in (",", '"', "»", "”") and self._parts(i, first):
                clause = last = last + 1
            first = i if found and clause != found[-1] else first
            found.append(clause)
        return found

    def _verb_ahead(self, i: int) -> bool:
        """Does a verb stand between word i and the next sign?"""
        for word in self.words[i:]:
            if word.low in EDGES or word.low in (",", "."):
                return False
            verb = self.words_of.form(word.low) in ("past", "present", "infinitive", "impersonal")
            if verb and not self.words_of.has(word.low, "time", "goes_on", "self", "fighters", "fighter_stems"):
                return True
        return False

    def _interrupts(self, i: int) -> bool:
        """ "Х, який ...", "Х, за який ...": may the clause that begins here stand inside another?"""
        here = self.words[i].low
        after = self.words[i + 1].low if i + 1 < len(self.words) else ""
        return self.words_of.has(here, "subordinate") or (
            self.words_of.has(here, "prepositions") and self.words_of.has(after, "relative")
        )

    def _unsaid(self, found: list[int]) -> bool:
        """Has the clause at the end of those found so far named somebody or something, and no verb yet?"""
        own = [i for i, clause in enumerate(found) if clause == found[-1]]
        named = any(self.words[i].mention is not None or self.words[i].capital for i in own)
        return named and not any(self._finite(i) or self._predicates(i) or self._is_be(i) for i in own)

    def _is_be(self, i: int) -> bool:
        return self.words_of.has(self.words[i].low, "be")

    def _predicates(self, i: int) -> bool:
        """Could this word be what a clause says of its subject, though it is no finite verb?"""
        word, lists = self.words[i], self.words_of
        if word.mention is not None or lists.has(word.low, "fighters", "fighter_stems"):
            return i > 0 and lists.has(self.words[i - 1].low, "beneath") and lists.has(word.low, "holders")
        if lists.has(word.low, "under_control", "under_occupation", "under_siege"):
            return True
        if is_long(word.low) or lists.form(word.low) == "noun":
            return False
        return any(f.kind in ("verb", "state") for f in lists.frames_of(word.low))

    def _tells(self, i: int) -> bool:
        """Does a verb or its like stand between word i and the next sign?"""
        if self.words_of.has(self.words[i].low, "joining") or self.words[i].low in EDGES:
            return False
        for k in range(i, len(self.words)):
            if self.words[k].low == "," or self.words[k].low in EDGES:
                return False
            if self._finite(k) or self._predicates(k):
                return True
        return False

    def _opens(self, i: int) -> bool:
        """Does a clause begin behind this comma?"""
        words, lists = self.words, self.words_of
        here = words[i].low
        after = words[i + 1].low if i + 1 < len(words) else ""
        if (here == "а" and after in ("також", "также", "ще", "еще")) or after == ",":  # ", однак, "
            return False
        if here == lists.including[0][0] and self._lists(i + 1):
            return False
        if lists.has(here, "goes_on") and not self._verb_ahead(i):
            return False  # "пока наши"
        if lists.has(here, "opening"):
            return True
        return lists.has(here, "prepositions") and lists.has(after, "relative", "where")

    def _lists(self, i: int) -> bool:
        """Do names of places stand here, with nothing but what they are called before them?"""
        for word in self.words[i : i + 5]:
            if word.mention is not None:
                return True
            if not (
                self.words_of.has(word.low, "settlement", "region", "prepositions")
                or word.low in (":", "–", "—")
                or is_adjective(word.low)
            ):
                return False
        return False

    def _finite(self, i: int) -> bool:
        word, lists = self.words[i], self.words_of
        if word.mention is not None or lists.has(word.low, "fighters", "fighter_stems"):
            return False
        if lists.has(word.low, "say"):
            return True
        return lists.form(word.low) in ("past", "present", "impersonal") and self._is_verb(word.low)

    def _parts(self, i: int, first: int) -> bool:
        """Does the comma before word i stand between two verbs with what is theirs?"""
        words, lists = self.words, self.words_of
        if words[i - 2].mention is not None and (
            words[i].mention is not None or (lists.has(words[i].low, "settlement") and not words[i].anaphor)
        ):
            return False
        aim = lists.has(words[first].low, "aim", "condition")  # "щоб не втратити Х, ..."
        if not aim and not any(self._finite(k) or lists.has(words[k].low, "be") for k in range(first, i)):
            return False
        for k in range(i, len(words)):
            if words[k].low == "," or words[k].low in EDGES:
                return False
            if self._finite(k) or (self._predicates(k) and any(self._is_place(p) for p in range(i, k))):
                return True
        return False

    def _is_place(self, i: int) -> bool:
        return self.words[i].mention is not None or self.words[i].anaphor not in ("", "it", "there")

    def _goes_on(self, i: int) -> bool:
        """Does the clause go on behind a colon or dash: a list ("звільнили три села: А, Б і В"), or a state for which
        the dash is the verb ("Х – під контролем росіян")?"""
        if self.words[i - 1].low not in (":", "—", "–"):
            return False
        following = self.words[i : i + 5]
        at = i
        while at < len(self.words) and self.words_of.has(self.words[at].low, "time", "no", "passing", "goes_on"):
            at += 1
        if at >= len(self.words):
            return False
        if self.words_of.has(self.words[at].low, "under") and any(
            self.words_of.has(w.low, "under_control", "under_occupation", "under_siege") for w in following
        ):
            return True
        if any(frame.kind == "state" for frame in self.words_of.frames_of(self.words[at].low)):
            return True
        if self.words_of.has(self.words[at].low, "beneath") and at + 1 < len(self.words):  # "Х – за українцями"
            return self.words_of.has(self.words[at + 1].low, "fighter_stems", "self") and not is_adjective(
                self.words[at + 1].low
            )
        for word in self.words[i : i + 6]:
            if word.mention is not None:
                break
            if not (self.words_of.has(word.low, "settlement", "joining") or word.low in QUOTES):
                return False
        else:
            return False
        for word in self.words[i : i + 40]:
            if word.low in EDGES or word.low == ".":
                return True
            if word.mention is None and (self.words_of.frames_of(word.low) or self.words_of.has(word.low, "say")):
                return False
        return True

    # -- places -------------------------------------------------------------------------------------------------------

    @cached_property
    def chains(self) -> list[Chain]:
        """The lists of places, left to right."""
        found: list[Chain] = []
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
            found.append(self._headed(tuple(places), last))
            i = last + 1
        return found

    def is_region(self, i: int) -> bool:
        return self.words[i].mention in self.passage.regions

    def clause_has(self, clause: int, *lists: str) -> bool:
        """Does a word of the clause stand in one of the lists?"""
        return any(
            c == clause and self.words_of.has(w.low, *lists) for w, c in zip(self.words, self.clauses, strict=True)
        )

    def _behind_region(self, i: int) -> int | None:
        """The place right behind a region that stands between it and its noun."""
        if not self.is_region(i) or not i or not self.words_of.has(self.words[i - 1].low, "settlement"):
            return None
        for k in range(i + 1, min(len(self.words), i + 4)):
            if self.words[k].mention is not None:
                return None if self.is_region(k) else k
            if not (self.words_of.has(self.words[k].low, "settlement") or self.words[k].low in (":", ",")):
                return None
        return None

    def _next_in_list(self, last: int, places: list[int]) -> tuple[int, bool] | None:
        """The next name of a list (and whether it is one of it, not only the region of the one before)."""
        words, lists = self.words, self.words_of
        i, joined = last + 1, False
        while i < len(words) and i - last < FAR:
            word = words[i]
            if word.low == "(":
                i = next((k for k in range(i, min(len(words), i + FAR)) if words[k].low == ")"), len(words)) + 1
                continue
            if word.mention is not None:
                if self.clauses[i] != self.clauses[places[0]]:
                    return None
                if self.is_region(i) and not self.is_region(places[-1]) and not joined:
                    return i, False
                if joined and self.is_region(i) != self.is_region(places[0]):
                    return None
                return (i, True) if joined else None
            if word.low == lists.including[0][0] and lists.has(words[places[0] - 1].low, "prepositions"):
                return None  # "три села на Сумщині, зокрема А": of the villages, not of where they lie
            if word.low in (",", "також", "также", lists.including[0][0]) or lists.has(word.low, "joining"):
                joined = True
            elif joined and word.capital and not lists.has(word.low, "fighters", "fighter_stems", "capitals"):
                joined = False  # a name that the gazetteer does not know
                if i + 1 < len(words) and words[i + 1].capital and words[i + 1].mention is None:
                    i += 1
            elif places[1:] and lists.has(word.low, "together") and self._with(i):
                joined = True
            elif not (
                word.low in QUOTES
                or word.low.isdigit()
                or lists.has(word.low, "settlement", "region")
                or (joined and is_adjective(word.low))
            ):
                return None
            i += 1
        return None

    def _with(self, i: int) -> bool:
        """ "А, Б с В": is the word behind a place in the instrumental?"""
        if i + 1 == len(self.words) or self.words[i + 1].mention is None:
            return False
        return INSTRUMENTAL.search(self.words[i + 1].low) is not None

    def _headed(self, places: tuple[int, ...], last: int) -> Chain:
        """The chain with what stands before it."""
        words, lists = self.words, self.words_of
        clause = self.clauses[places[0]]
        near = part = False
        lands, attributes = "", []
        i = places[0] - 1
        slot, governor = "bare", -1
        first = places[0]
        classified = False
        while i >= 0 and self.clauses[i] == clause:
            low = words[i].low
            if words[i].mention is not None:
                if not self.is_region(i) or self.is_region(places[0]):
                    break
            elif low in QUOTES or low in ("№", "%") or low.isdigit():
                part = part or low == "%"
            elif lists.has(low, "approximately") and words[i + 1].low.isdigit():
                pass
            elif lists.has(low, "prepositions"):
                if lists.has(low, "places_near"):
                    near = True
                slot = "в" if lists.has(low, "inside") else low
                first = i
                head = i - 1
                if head > 0 and lists.has(low, "away") and lists.has(words[head].low, "compass"):  # "к северу от А"
                    near, slot, first = True, words[head - 1].low, head - 1
                    break
                if head >= 0 and lists.has(words[head].low, "positions"):  # "з позицій в А", "в районе А"
                    outer = head - 1
                    while outer >= 0 and (is_adjective(words[outer].low) or lists.has(words[outer].low, "some")):
                        outer -= 1
                    if outer >= 0 and lists.has(words[outer].low, "prepositions"):
                        part, slot, first = True, words[outer].low, outer
                    elif lists.has(words[head].low, "lands"):
                        lands = words[head].low
                site = self._site(i - 1) if low in ("в", "у", "во", "на") else None
                if site is not None:
                    part, slot, lands = True, "bare", "site"  # "захопили аеродром у Х"
                    first = site
                    i = site - 1
                    continue
                if lists.has(words[i - 1].low, "near") and i and words[i - 1].mention is None:  # "на підступах до А"
                    near = True
                    back = i - 2
                    while back >= 0 and is_adjective(words[back].low):
                        back -= 1
                    if back >= 0 and lists.has(words[back].low, "prepositions"):
                        slot, first = words[back].low, back
                break
            elif low == lists.including[0][0]:
                slot, first = self._counted_before(i) or slot, i
                break
            elif self._alone(i):
                break
            elif lists.has(low, "near") or (lists.has(low, "district") and not self.is_region(places[0])):
                near = True
            elif lists.has(low, "part"):
                part = True
            elif lists.has(low, "settlement", "region"):
                classified = True
            elif lists.has(low, "lands"):
                lands = low
            elif lists.has(low, "bounds", "passing", "some", "all") or (
                i and lists.has(words[i - 1].low, "under_whom") and self.side_of_force(low) is not None
            ):
                pass
            elif self._describes(low):
                attributes.append(i)
            elif low in (",", "і", "й", "та", "и") and attributes and i and is_adjective(words[i - 1].low):
                pass
            else:
                if not self._free(i, places[0], classified):
                    slot, governor = "of", i
                break
            first = i
            i -= 1
        if words[places[0]].anaphor == "there":
            slot, governor = THERE[words[places[0]].low], -1
        return Chain(places, slot, first, last, clause, governor, near, part, lands, tuple(attributes))

    def _counted_before(self, i: int) -> str | None:
        """ "Вибили з кількох сіл на Херсонщині, серед яких А": the preposition of the settlements only counted."""
        for k in range(i - 1, 0, -1):
            if self.clauses[k] != self.clauses[i]:
                return None
            if self.words_of.has(self.words[k].low, "plural_settlements"):
                back = k - 1
                while back and (
                    is_adjective(self.words[back].low) or self.words_of.has(self.words[back].low, "some", "settlement")
                ):
                    back -= 1
                return self.words[back].low if self.words_of.has(self.words[back].low, "prepositions") else None
        return None

    def _alone(self, i: int) -> bool:
        """ "До цього Вугледар утримували", "після того Лиман ...": a pronoun with its preposition, and no more."""
        lists = self.words_of
        alone = lists.has(self.words[i].low, "pronoun") and self.words[i + 1].mention is not None
        return alone and i > 0 and lists.has(self.words[i - 1].low, "prepositions")

    def _site(self, i: int) -> int | None:
        """The word for an airfield, a mine, a quarter that ends at word i, its name in quotation marks included."""
        words = self.words
        if i > 1 and words[i].low in QUOTES:
            i = next((k - 1 for k in range(i - 1, max(0, i - 5), -1) if words[k].low in QUOTES), 0)
        return i if i > 0 and self.words_of.has(words[i].low, "sites") else None

    def _describes(self, low: str) -> bool:
        """Could this word be an adjective or participle that goes with the place behind it?"""
        if not is_adjective(low) or self.words_of.has(low, "no", "say", "fighters", "soldierly", "speakers", "months"):
            return False
        frames = self.words_of.frames_of(low)
        return not frames or self.words_of.form(low) == "participle" or any(f.kind == "adjective" for f in frames)

    def _free(self, i: int, place: int, classified: bool) -> bool:
        """Can a place without a preposition stand behind this word without being ruled by it?"""
        word, lists = self.words[i], self.words_of
        if lists.has(word.low, "opening", "condition", "under_control", "under_occupation"):
            return True
        if (
            lists.has(word.low, "fighters", "fighter_stems") and not classified
        ):  # "захисники Маріуполя" are of that place
            rules = GENITIVE.search(self.words[place].low) and self._case(i, i) in ("nominative", "oblique")
            return rules is None or rules is False
        opens = i == 0 or self.words[i - 1].low in QUOTES or self.words[i - 1].low in EDGES
        name = word.capital and word.mention is None and not opens
        if not word.low[0].isalpha() or (name and not lists.has(word.low, "say")):
            return not word.low[0].isalpha() or lists.has(word.low, "fighters", "fighter_stems")
        if lists.frames_of(word.low) and lists.form(word.low) not in ("noun", "participle") and self._is_verb(word.low):
            return True
        if lists.has(
            word.low, "time", "fighters", "fighter_stems", "joining", "no", "plan", "managed", "may", "will", "say"
        ):
            return True
        if word.low.endswith("о"):
            return not lists.frames_of(word.low) or lists.form(word.low) != "noun"
        if lists.has(word.low, "opening") or (
            word.low.endswith(("в", "ся", "сь", "л")) and not word.low.endswith(("ів", "їв", "ов", "ев"))
        ):
            return True
        if classified:
            return False
        return OBLIQUE.search(self.words[place].low) is None

    def _is_verb(self, low: str) -> bool:
        return any(frame.kind == "verb" for frame in self.words_of.frames_of(low))

    # -- fighters -----------------------------------------------------------------------------------------------------

    @cached_property
    def fighters(self) -> list[Fighters]:
        """Who fights and governs, left to right."""
        words, lists = self.words, self.words_of
        found: list[Fighters] = []
        i = 0
        while i < len(words):
            if words[i].mention is None and self._numbered(i):
                found.append(Fighters(i, i, self.side_of_force(words[i].low), "nominative", self.clauses[i]))
            if words[i].mention is not None or not lists.has(words[i].low, "fighters", "fighter_stems", "self", "they"):
                i += 1
                continue
            first = last = i
            while (
                first
                and words[first - 1].mention is None
                and self.clauses[first - 1] == self.clauses[i]
                and (
                    (
                        is_adjective(words[first - 1].low)
                        and not lists.has(words[first - 1].low, "opening", "time", "settlement")
                        and not words[first - 1].anaphor
                        and not lists.frames_of(words[first - 1].low)
                        and lists.form(words[first - 1].low) != "noun"
                    )
                    or words[first - 1].low in ("зс", "вс")
                )
            ):
                first -= 1
            while last + 1 < len(words) and last - i < LONGEST and self._belongs(last + 1):
                last += 1
            head = self._head(i, last)
            text = self.passage.text[words[first].start : words[last].end]
            side = self.side_of_force(text)
            if side in (None, "enemy") and any(lists.has(w.low, "self") for w in words[first : last + 1]):
                side = "self"
            elif side is None and any(lists.has(w.low, "they") for w in words[first : last + 1]):
                side = "they"
            if side is not None or not lists.has(words[head].low, "common"):
                found.append(Fighters(first, last, side, self._case(head, first), self.clauses[i]))
            i = last + 1
        return found

    def _numbered(self, i: int) -> bool:
        """ "68-ма взяла", "5-я заняла": a brigade, named by its number alone before what it did."""
        following = self.words[i + 1].low if i + 1 < len(self.words) else ""
        return NUMBERED.match(self.words[i].low) is not None and self._is_verb(following) and following.endswith("ла")

    def _head(self, first: int, last: int) -> int:
        """The noun that fighters are named by; "військові" is one, "російські" only goes with one."""
        words, lists = self.words, self.words_of
        for k in range(first, last + 1):
            if lists.has(words[k].low, "fighters") or not is_adjective(words[k].low):
                return k if lists.has(words[k].low, "fighters", "fighter_stems") else first
        return last

    def _belongs(self, i: int) -> bool:
        """Does this word belong to the fighters named before it: "сили оборони України", "війська РФ"?"""
        word, lists = self.words[i], self.words_of
        if word.mention is not None or self.clauses[i] != self.clauses[i - 1]:
            return False
        if lists.frames_of(word.low) and self._is_verb(word.low):
            return False
        if word.low in QUOTES:
            return True
        if word.capital:
            return True
        named = is_adjective(self.words[i - 1].low) and lists.has(word.low, "fighters")  # "украинские части"
        return named or self.side_of_force(word.low) is not None or lists.has(word.low, "fighter_stems", "belonging")

    def _case(self, head: int, first: int) -> str:
        low = self.words[head].low
        if first and self.words_of.has(self.words[first - 1].low, "prepositions"):
            return "oblique"
        if self.words_of.has(low, "indeclinable"):
            return "any"
        if low.endswith(("ами", "ями", "ими", "ыми", "ьми", "ею")) or self.words_of.has(low, "instrumentals"):
            return "instrumental"
        return "nominative" if self.words_of.has(low, "fighters") else "oblique"

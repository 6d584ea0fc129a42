"""The words of a passage as the grammar counts them: places named, words that stand for a place, the rest."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from extract.languages.reading import SEVERAL, Passage
from extract.languages.slavic.words import UNSEEN, Lexicon, plain

__all__ = ["ABOVE", "DASHES", "EDGES", "QUARTER", "QUOTES", "Tokens", "Word", "is_adjective", "is_long"]

WORD = re.compile(rf"[^\W_]+(?:[{UNSEEN}]*['’ʼ`‑-]?[{UNSEEN}]*[^\W_]+)*|[^\w\s{UNSEEN}]")
EDGES = frozenset(";:—–[]?!…")
QUOTES = frozenset('«»“”„"')
QUARTER = "quarter"  # the anaphor of "the centre", a part of the town that the text is about
DASHES = frozenset("—–-")
ADJECTIVE = re.compile(
    r"(?:ий|ый|ій|ої|ого|им|ым|ім|его|ому|ему|ими|ыми|их|ых|ая|яя|ую|юю|ое|ее|ые|ие|ой|ей|(?:н|ськ|цьк|зьк|ов|ев|ан|ен|в|ш|щ|м|ж)(?:а|е|і|у|ою)|"
    r"(?:сусід|остан|серед|верх|ниж|колиш|ниніш|ближ|дав)н(?:я|є|ю|ьою))\Z"
)
LONG = re.compile(r"(?:[иы]й|ій|[ое]го|[ое]му|[иы]ми?|[иы]х|[ао]я|яя|ую|[ое]е|[ыи]е|[оі]ї|ою)\Z")
SHOUTED = 16  # letters of a sentence in capitals
ABOVE = "над"


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


@dataclass
class Tokens:
    """One passage, cut into words."""

    passage: Passage
    lexicon: Lexicon
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
        if all(self._only_locates(i) for i, word in enumerate(self.words) if word.mention is not None):
            self._mark_unnamed()

    def _only_locates(self, i: int) -> bool:
        """Is this a region, or "Олександрівському напрямку": no place that could change hands by itself?"""
        behind = self.words[i + 1].low if i + 1 < len(self.words) else ""
        return self.is_region(i) or self.lexicon.has(behind, "direction")

    def _mark_unnamed(self) -> None:
        """Mark what stands for places that the next sentences name: "звільнили три села", "в районах:"."""
        for i, word in enumerate(self.words):
            opens = word.low == ":" and i + 1 == len(self.words)
            counted = (
                len(self.passage.places) == len(self._directions)
                and self.lexicon.has(word.low, "plural_settlements")
                and self.words[-1].low != ":"
            )
            if (opens or counted) and word.anaphor in ("", "settlement") and word.mention is None:
                self.words[i] = replace(word, anaphor=SEVERAL)

    @cached_property
    def _directions(self) -> list[int]:
        """The words that name directions of the front."""
        named = (i for i, word in enumerate(self.words) if word.mention is not None)
        return [i for i in named if not self.is_region(i) and self._only_locates(i)]

    def _plain_words(self, start: int, end: int) -> Iterator[Word]:
        for match in WORD.finditer(self.passage.text, start, end):
            yield Word(*match.span(), plain(match.group()), match.group()[0].isupper() and not self._shouted)

    @cached_property
    def _shouted(self) -> bool:
        """Is the whole sentence in capitals, so that they tell no names?"""
        letters = [c for c in self.passage.text if c.isalpha()]
        return len(letters) >= SHOUTED and sum(c.isupper() for c in letters) > 0.9 * len(letters)

    def _joined(self) -> Iterator[Word]:
        """The words, each "в том числе" or "серед них" made one, spelled as the language's first such word."""
        phrases = self.lexicon.including
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
        fighters = self.lexicon.has(plain(last[0]), "fighter_stems", "fighters")
        following = WORD.search(self.passage.text, start + len(surface))
        belongs = following is not None and self.lexicon.has(plain(following.group()), "belonging")
        if belongs and self.lexicon.has(plain(surface), "fighters"):
            return True  # "Сили оборони", not the village
        armed = following is not None and self.lexicon.has(plain(following.group()), "fighters", "fighter_stems")
        if armed and is_adjective(plain(surface)) and self.side_of_force(surface) is not None:
            return True  # "Українські військові", not the village
        words = [plain(word) for word in re.findall(r"[^\W\d_]+", before)[-2:]]
        if len(words) > 1 and self.lexicon.has(words[0], "by") and self.lexicon.has(words[1], "by_words"):
            return True  # "по утверждению Сырского", not the village
        if self.lexicon.has(plain(last[0]), "ruling") and self.lexicon.has(plain(surface), "of_capitals"):
            return True  # "під контролем Києва"
        if self.lexicon.has(plain(last[0]), "under_whom") and self.side_of_force(surface) is not None:
            return True
        if before.rstrip()[-1:] in QUOTES and re.search(r"[«“„\"]\s?$", before):
            return fighters or plain(last[0]) in ("ок", "ув", "тг", "осув", "отг", "осг", "осту", "орта")
        low = plain(last[0])
        ruled = any(frame.kind == "noun" and "of" in frame.place for frame in self.lexicon.frames_of(low))
        ruled = ruled and not self.lexicon.has(low, "belonging")  # "штаб территориальной обороны ДНР"
        # "ЛНР освобождена", "освобождение ЛНР"
        itself = not before.strip() or ruled or self.lexicon.has(low, "lands", "all", "part")
        return self.side_of_force(surface) is not None and (fighters or (surface.isupper() and not itself))

    def _is_office(self, start: int, end: int) -> bool:
        """ "У Головному управлінні": an adjective, not the village of that name."""
        following = WORD.search(self.passage.text, end)
        return (
            following is not None
            and is_adjective(plain(self.passage.text[start:end]))
            and self.lexicon.has(plain(following.group()), "offices", "part")
        )

    def _is_title(self, start: int, end: int) -> bool:
        """ "Єдиним обласним центром України": what a city is, not the middle of the country."""
        first = WORD.match(self.passage.text, start, end)
        before = re.findall(r"[^\W\d_]+", self.passage.text[max(0, start - 25) : start])[-1:] or [""]
        return (
            first is not None
            and self.lexicon.has(plain(first.group()), "settlement")
            and self.lexicon.has(plain(before[0]), "regional")
        )

    def _referring(self, i: int, word: Word) -> Word:
        """ "Місто", "його": marked, unless it only introduces the name behind it."""
        anaphor = self.lexicon.anaphors.get(word.low)
        if i and self.words[i - 1].low == ABOVE and self.lexicon.has(word.low, "above"):
            anaphor = "it"  # "контроль над ним"
        if anaphor is None or word.mention is not None:
            return word
        if self.lexicon.has(word.low, "plural_settlements") and self._several(i):
            return word
        named = i + 1 < len(self.words) and self.words[i + 1].low in QUOTES
        piece = named or (i > 0 and self.lexicon.has(self.words[i - 1].low, "part", "some"))
        if self.lexicon.has(word.low, "pieces") and not piece:
            return word
        if anaphor == "settlement" and not (i and self.lexicon.has(self.words[i - 1].low, "populated")):
            return word  # "опорний пункт"  # "військова частина", "квартал забудови"
        if anaphor == "region" and i and (self.words[i - 1].mention is not None or self.words[i - 1].capital):
            return word  # "Ленинградской области"
        if anaphor == QUARTER and self._of_something(i):
            return word
        if anaphor in ("it", "there"):
            return Word(word.start, word.end, word.low, word.capital, None, anaphor)
        for k, following in enumerate(self.words[i + 1 : i + 4], i + 1):
            if following.mention is not None or (following.capital and not self._acts(k)):
                return word
            if not (is_adjective(following.low) or self.lexicon.has(following.low, "settlement")):
                break
        whole = self.words[i - 1] if i and self.lexicon.has(self.words[i - 1].low, "populated") else word
        return Word(whole.start, word.end, word.low, word.capital, None, anaphor)

    def _of_something(self, i: int) -> bool:
        """ "Торговий центр", "центр міста", "центр прийняття рішень": not the middle of the town spoken of."""
        before = self.words[i - 1].low if i else ""
        compass = self.lexicon.has(self.words[i].low, "compass")
        towards = i + 1 < len(self.words) and self.lexicon.has(self.words[i + 1].low, "away")
        if compass and (towards or self.lexicon.has(before, "prepositions")):
            return True  # "на захід", "на південний схід від села"
        behind = i + 1  # "шахта «Центральна» в Торецьку", "центр у Торецьку"
        if behind < len(self.words) and self.words[behind].low in QUOTES:
            behind = next((k + 1 for k in range(i + 2, min(len(self.words), i + 7)) if self.words[k].low in QUOTES), i)
        where = self.words[behind : behind + 2]
        if len(where) == 2 and self.lexicon.has(where[0].low, "prepositions") and where[1].mention is not None:
            return where[0].low in ("в", "у", "во", "на")
        if i and self.words[i].capital:
            return True
        named = is_adjective(before) and not self.lexicon.has(before, "part", "all")
        following = self.words[i + 1] if i + 1 < len(self.words) else None
        joined = (
            following is None
            or not following.low[0].isalpha()
            or self.lexicon.has(following.low, "joining", "prepositions", "time", "passing", "goes_on")
        )
        verb = following is not None and self.lexicon.form(following.low) in ("past", "present", "impersonal")
        return named or not (joined or verb)

    def _acts(self, i: int) -> bool:
        """ "Про взяття міста Кремль повідомив", "об освобождении города Шойгу доложил": no name of the city."""
        low = self.words[i].low
        if self.lexicon.has(low, "fighters", "fighter_stems", "capitals", "self", "they"):
            return True
        says = any(self.lexicon.has(word.low, "say") for word in self.words[i + 1 : i + 3])
        return says or self.side_of_force(low) is not None

    def _several(self, i: int) -> bool:
        """Could this genitive as well mean several, none of them named: "звільнили села", "два населённых пункта"?"""
        k = i - 1
        while k > 0 and self.lexicon.has(self.words[k].low, "settlement"):
            k -= 1
        before = self.words[k].low if k >= 0 else ""
        if any(self.lexicon.has(w.low, "no") for w in self.words[max(0, k - 1) : k + 1]):
            return True  # "жодного населеного пункту"
        if self.lexicon.has(before, "part", "prepositions") or before == "%":
            return False
        noun = self.lexicon.form(before) == "noun"
        many = (before.endswith(("і", "ие", "ые", "их", "ых")) and not noun) or before.isdigit()
        verb = self.is_verb(before) and not noun
        return many or verb or self.lexicon.has(before, "some", "joining")

    def is_region(self, i: int) -> bool:
        return self.words[i].mention in self.passage.regions

    def is_verb(self, low: str) -> bool:
        return any(frame.kind == "verb" for frame in self.lexicon.frames_of(low))

"""The words of control of a sentence, each with the frame that its form and collocate allow."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.languages.slavic.place_phrases import PlacePhrase
from extract.languages.slavic.text import Text
from extract.languages.slavic.tokens import is_adjective
from extract.languages.slavic.words import Frame

__all__ = ["CHANGES", "PASSIVE", "Trigger", "Triggers"]

CHANGES = frozenset({"fall", "take", "retake", "clear", "occupy", "lose"})
PASSIVE = frozenset({"impersonal", "participle", "short", "passive"})
LASTING = frozenset({"hold", "occupy", "besiege"})
STATE = re.compile("")
DASHES = frozenset("—–-")
STARTS = frozenset('«»“”„".:—–-')
PASSING = 7  # words said in passing, with their commas
NEAREST = 8  # words between a word of control and its collocate
INSIDE = frozenset({"в", "у", "во"})
WEAK = frozenset({"weak"})
UNDER = (("under_control", "hold"), ("under_occupation", "occupied"), ("under_siege", "besiege"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of control with the frame that its collocate allows."""

    word: int
    frame: Frame
    form: str
    collocate: tuple[int, int] | None  # the words of its collocate


class Triggers:
    """Finds the words of control of one sentence; `phrases` are its places."""

    def __init__(self, text: Text, phrases: Sequence[PlacePhrase]) -> None:
        self.text, self.phrases = text, phrases
        self.words, self.lexicon, self.clauses = text.words, text.lexicon, text.clauses

    def found(self) -> Iterator[Trigger]:
        """Left to right."""
        attributes = {i for phrase in self.phrases for i in phrase.attributes}
        for i, word in enumerate(self.words):
            name = word.capital and i and self.words[i - 1].low not in STARTS
            tagged = i > 0 and self.words[i - 1].low == "#"
            if word.mention is not None or tagged or (name and not self.says_whose(i)):
                continue
            yield from self.under(i)
            yield from self.present(i)
            yield from self.manned(i)
            if self.lexicon.has(word.low, "fighters", "fighter_stems") and not self.says_whose(i):
                continue
            form = self.lexicon.form(word.low)
            for frame in self.lexicon.frames_of(word.low):
                collocate = self.collocate(i, frame)
                if self.fits(i, frame, form, i in attributes) and bool(frame.collocate) == (collocate is not None):
                    passive = "passive" if self.reflexive_passive(word.low, frame, form) else form
                    fixed = {"noun": "noun", "state": "state"}.get(frame.kind, passive)
                    yield Trigger(i, frame, fixed, collocate)

    def reflexive_passive(self, low: str, frame: Frame, form: str) -> bool:
        """ "Контролюється російськими військами", "удерживается ВСУ"."""
        reflexive = low.endswith(("ся", "сь")) and "reflexive" not in frame.needs
        return reflexive and frame.kind == "verb" and frame.sense in LASTING and form in ("present", "past")

    def fits(self, i: int, frame: Frame, form: str, attribute: bool) -> bool:
        """Is the word in a form that the frame is about?"""
        low = self.words[i].low
        if frame.kind == "noun":
            return "aim" not in frame.needs or self.comes_next(i)
        if frame.kind == "state":
            equated = i > 0 and self.words[i - 1].low in DASHES
            if "dash" in frame.needs and not equated:
                return False
            return self.predicate(i)
        if attribute or frame.kind == "adjective":
            return frame.kind == "adjective" and not attribute
        reflexive = low.endswith(("ся", "сь"))
        if form in ("", "noun") or ("plain" in frame.needs and reflexive):
            return False
        if "reflexive" in frame.needs and not reflexive:
            return False
        if frame.sense == "stand" and i + 1 < len(self.words) and self.words[i + 1].low == "на":
            return False  # "тримається на чесному слові"
        return not any(self.lexicon.has(w.low, "captive") for w in self.words[i + 1 : i + 4])

    def comes_next(self, i: int) -> bool:
        """ "Наступною ціллю ворога може стати Х": an army's, not a strike's?"""
        following = self.words[i + 1 : i + 3]
        struck = any(self.lexicon.has(w.low, "not_ground", "strikes") for w in following)
        return not struck and any(self.lexicon.has(w.low, "next") for w in self.words[max(0, i - 2) : i])

    def predicate(self, i: int, *, ahead: bool = True) -> bool:
        """ "Х – наш", "Х знову український": does the word end what is said of a place before it?"""
        if ahead and not self.ends(i):
            return False
        k = i
        while k:
            k -= 1
            word = self.words[k]
            if max(self.clauses[k], self.clauses[k + 1] if word.low == "," else 0) > self.clauses[i]:
                continue  # "Х, що вище по річці, за росіянами"
            if word.mention is not None or word.anaphor or self.lexicon.has(word.low, "where"):
                return True
            aside = self.aside(k)
            if aside is not None:
                k = aside
                continue
            if word.capital and k and (self.words[k - 1].low == "," or self.joins(k - 1)):
                continue  # a name that the gazetteer does not know, in a list
            if word.low == "," and (self.words[k + 1].capital or self.words[k + 1].mention is not None):
                continue  # of a list
            stands = word.low in STARTS or any(f.kind == "state" for f in self.lexicon.frames_of(word.low))
            between = ("joining", "time", "passing", "goes_on", "no", "be", "all")
            if not (stands or self.lexicon.has(word.low, *between)):
                return False
        return False

    def aside(self, k: int) -> int | None:
        """Where the words in passing begin that end with the comma at k: ", судячи з відео,", ", однак,"."""
        if self.words[k].low != ",":
            return None
        for start in range(k - 1, max(-1, k - PASSING), -1):
            word = self.words[start]
            if word.low == ",":
                return start
            if word.mention is not None or word.capital or self.lexicon.frames_of(word.low):
                return None
        return None

    def says_whose(self, i: int) -> bool:
        """ "Х знову український"."""
        return any(f.kind == "state" for f in self.lexicon.frames_of(self.words[i].low)) and self.predicate(i)

    def joins(self, i: int) -> bool:
        return self.lexicon.has(self.words[i].low, "joining")

    def collocate(self, i: int, frame: Frame) -> tuple[int, int] | None:
        """Where the words that a frame needs beside its own stand: behind it if they can."""
        found: list[tuple[int, int, int]] = []
        for needed in frame.collocate:
            for at in range(i if frame.kind == "noun" else max(0, i - NEAREST), min(len(self.words), i + NEAREST + 1)):
                end = self.matched(needed, at)
                if end is not None and not at <= i <= end and self.clauses[at] == self.clauses[i]:
                    found.append((abs(at - i) + (8 if at < i else 0), at, end))
        return min(found)[1:] if found else None

    def matched(self, needed: tuple[str, ...], at: int) -> int | None:
        """Where the collocate ends that begins at word `at`; an adjective may stand before its last word."""
        for n, beginning in enumerate(needed):
            if at < len(self.words) and n and n == len(needed) - 1 and not _begins(self.words[at].low, beginning):
                low = self.words[at].low
                at += (is_adjective(low) or self.lexicon.has(low, "possessive")) and not self.lexicon.has(low, "fire")
            if (
                at >= len(self.words)
                or self.words[at].mention is not None
                or not _begins(self.words[at].low, beginning)
            ):
                return None
            at += 1
        return at - 1

    def under(self, i: int) -> Iterator[Trigger]:
        """ "Під контролем", "під окупацією", "в облозі", with no verb that says more."""
        low = self.words[i].low
        sense = next((s for name, s in UNDER if self.lexicon.has(low, name)), None)
        holders = next((f for f in self.text.fighters if f.first == i), None)
        if sense is None and holders is None:
            return
        before = [w.low for w in self.words[max(0, i - 3) : i]]
        own = any(
            self.lexicon.has(w, "own", "fire") for w in before
        )  # "утримують під своїм контролем": the verb says it
        if sense is not None and not own and any(self.lexicon.has(w, "under") for w in before):
            frame = Frame(STATE, "noun", sense, frozenset({"bare"}), (), frozenset({"weak"}))
            yield Trigger(i, frame, "state", (i, i))
        elif holders is not None and holders.side is not None and i and self.lexicon.has(before[-1], "beneath"):
            # "Х під росіянами", "Х лишається за ворогом", "Х у росіян"; but "під ворожим вогнем"
            stays = i > 1 and self.lexicon.has(before[-2], "stay")
            ends = not self.lexicon.has(before[-1], "with") or self.ends(holders.last)
            pronoun = self.lexicon.has(self.words[holders.last].low, "they", "self")
            behind = self.words[holders.last + 1].low if holders.last + 1 < len(self.words) else ""
            opens = self.lexicon.has(behind, "stay")  # "за россиянами остаются А и Б"
            noun = self.lexicon.has(self.words[holders.last].low, "instrumentals")  # "армией", no adjective
            if (pronoun or noun or not is_adjective(self.words[holders.last].low)) and (
                stays or opens or (ends and self.predicate(i - 1, ahead=False))
            ):
                frame = Frame(STATE, "noun", "hold", frozenset({"bare"}), (), WEAK if opens else WEAK | {"before"})
                yield Trigger(i, frame, "state", (i - 1, i - 1))

    def ends(self, i: int) -> bool:
        """Does what is said of a place end with this word, times aside?"""
        while i + 1 < len(self.words) and self.lexicon.has(self.words[i + 1].low, "for_good"):
            i += 1
        return i + 1 == len(self.words) or not self.words[i + 1].low[0].isalnum() or self.joins(i + 1)

    def manned(self, i: int) -> Iterator[Trigger]:
        """ "У Лисичанську поки наші", "в Бахмуте – ВСУ", "в селе наши военные", without a verb."""
        men = next((f for f in self.text.fighters if f.first == i), None)
        if men is None or men.side is None or men.case not in ("nominative", "any") or not i:
            return
        own = [k for k, clause in enumerate(self.clauses) if clause == men.clause]
        verbs = any(
            k != i and (self.acts(self.words[k].low) or self.lexicon.has(self.words[k].low, "say", "be")) for k in own
        )
        ours = any(self.lexicon.has(w.low, "self") for w in self.words[men.first : men.last + 1])
        named = self.lexicon.has(self.words[i].low, "holders") or is_adjective(self.words[i].low)
        noun = self.lexicon.has(self.words[men.last].low, "soldierly") or not is_adjective(self.words[men.last].low)
        known = ours or (named and noun)
        if known and not verbs and self.ends(men.last) and self.predicate(i, ahead=False):
            frame = Frame(STATE, "noun", "hold", frozenset({"в", "у", "во"}), (), frozenset({"weak"}))
            yield Trigger(i, frame, "state", (i - 1, i - 1))

    def acts(self, low: str) -> bool:
        """Is this a verb of control in a form that a clause may have for its own?"""
        verb = any(frame.kind == "verb" for frame in self.lexicon.frames_of(low))
        return verb and self.lexicon.form(low) not in ("", "noun")

    def present(self, i: int) -> Iterator[Trigger]:
        """ "Російські танки вже в Маріуполі", "ворог досі в Ягідному", "наші були вже на околицях", without a verb."""
        already, still = (self.lexicon.has(self.words[i].low, name) for name in ("already", "still"))
        if not (already or still) or i + 1 == len(self.words):
            return
        before = i - 1
        while before >= 0 and self.lexicon.has(self.words[before].low, "be", "goes_on", "passing"):
            before -= 1
        there = any(f.last == before and f.case in ("nominative", "any") and f.side for f in self.text.fighters)
        at = i + 1 + self.lexicon.has(self.words[i + 1].low, "be")
        if not there or at >= len(self.words):
            return
        if self.words[at].low in INSIDE:
            frame = Frame(STATE, "verb", "enter" if already else "hold", INSIDE, (), WEAK)
            yield Trigger(i, frame, "past" if already else "present", None)
        elif already and self.lexicon.has(self.words[at].low, "prepositions"):
            yield Trigger(i, Frame(STATE, "verb", "near", frozenset({self.words[at].low}), (), WEAK), "past", None)


def _begins(low: str, beginning: str) -> bool:
    """As the stems of the table: a beginning that ends in ! is the whole word."""
    return low == beginning[:-1] if beginning.endswith("!") else low.startswith(beginning)

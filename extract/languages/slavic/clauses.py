"""A sentence cut into clauses, by its signs, its conjunctions and its verbs."""

from extract.languages.slavic.tokens import EDGES, QUOTES, Tokens, is_adjective, is_long

__all__ = ["ClauseSplitter"]

ASIDE = 9  # words between two commas that say who tells it


class ClauseSplitter:
    """Finds the clauses of one passage."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens, self.words, self.lexicon = tokens, tokens.words, tokens.lexicon

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
            elif (
                broken is None
                and before == ","
                and (self._is_attribution(i) or (self._is_aside(i) and self._unsaid(found)))
            ):
                broken = clause
                clause = last = last + 1
            elif broken is not None and before == "," and self._predicates_ahead(i):
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
            verb = self.lexicon.form(word.low) in ("past", "present", "infinitive", "impersonal")
            if verb and not self.lexicon.has(word.low, "time", "goes_on", "self", "fighters", "fighter_stems"):
                return True
        return False

    def _interrupts(self, i: int) -> bool:
        """ "Х, який ...", "Х, за який ...": may the clause that begins here stand inside another?"""
        here = self.words[i].low
        after = self.words[i + 1].low if i + 1 < len(self.words) else ""
        return self.lexicon.has(here, "subordinate") or (
            self.lexicon.has(here, "prepositions") and self.lexicon.has(after, "relative")
        )

    def _is_aside(self, i: int) -> bool:
        """ "Суджу, рассказывают жители, ...", "Х, как утверждает Y, ...": do the words up to the next comma only say
        who tells it?"""
        end = next((k for k in range(i, min(len(self.words), i + ASIDE)) if self.words[k].low == ","), i)
        words = self.words[i:end]
        says = [w for w in words if self.lexicon.has(w.low, "say") and self.lexicon.form(w.low) in ("past", "present")]
        others = any(w.mention is not None or self.lexicon.has(w.low, "opening", "that", "no") for w in words)
        return len(says) == 1 and words[0].low != "а" and not others

    def _is_attribution(self, i: int) -> bool:
        """ "..., за підрахунками ОВА, ...": do the words up to the next comma only say by whose word?"""
        end = next((k for k in range(i, min(len(self.words), i + ASIDE)) if self.words[k].low == ","), i)
        return (
            end - i > 1
            and self.lexicon.has(self.words[i].low, "by")
            and self.lexicon.has(self.words[i + 1].low, "by_words")
        )

    def _unsaid(self, found: list[int]) -> bool:
        """Has the clause at the end of those found so far named somebody or something, and no verb yet?"""
        own = [i for i, clause in enumerate(found) if clause == found[-1]]
        named = any(self.words[i].mention is not None or self.words[i].capital for i in own)
        return named and not any(self._finite(i) or self._predicates(i) or self._is_be(i) for i in own)

    def _is_be(self, i: int) -> bool:
        return self.lexicon.has(self.words[i].low, "be")

    def _says_whose(self, i: int) -> bool:
        """ "Х наш, ...": a state right behind a place."""
        states = any(frame.kind == "state" for frame in self.lexicon.frames_of(self.words[i].low))
        return states and i > 0 and self.words[i - 1].mention is not None

    def _predicates(self, i: int) -> bool:
        """Could this word be what a clause says of its subject, though it is no finite verb?"""
        word, lexicon = self.words[i], self.lexicon
        if word.mention is not None or lexicon.has(word.low, "fighters", "fighter_stems"):
            return i > 0 and lexicon.has(self.words[i - 1].low, "beneath") and lexicon.has(word.low, "holders")
        if lexicon.has(word.low, "under_control", "under_occupation", "under_siege"):
            return True
        if is_long(word.low) or lexicon.form(word.low) == "noun":
            return False
        return any(f.kind in ("verb", "state") for f in lexicon.frames_of(word.low))

    def _predicates_ahead(self, i: int) -> bool:
        """Does a verb or its like stand between word i and the next sign?"""
        if self.lexicon.has(self.words[i].low, "joining") or self.words[i].low in EDGES:
            return False
        for k in range(i, len(self.words)):
            if self.words[k].low == "," or self.words[k].low in EDGES:
                return False
            if self._finite(k) or self._predicates(k):
                return True
        return False

    def _opens(self, i: int) -> bool:
        """Does a clause begin behind this comma?"""
        words, lexicon = self.words, self.lexicon
        here = words[i].low
        after = words[i + 1].low if i + 1 < len(words) else ""
        if (here == "а" and after in ("також", "также", "ще", "еще")) or after == ",":  # ", однак, "
            return False
        if here == lexicon.including[0][0] and self._names_places(i + 1):
            return False
        if lexicon.has(here, "goes_on") and not self._verb_ahead(i):
            return False  # "пока наши"
        if lexicon.has(here, "opening"):
            return True
        return lexicon.has(here, "prepositions") and lexicon.has(after, "relative", "where")

    def _names_places(self, i: int) -> bool:
        """Do names of places stand here, with nothing but what they are called before them?"""
        for word in self.words[i : i + 5]:
            if word.mention is not None:
                return True
            if not (
                self.lexicon.has(word.low, "settlement", "region", "prepositions")
                or word.low in (":", "–", "—")
                or is_adjective(word.low)
            ):
                return False
        return False

    def _finite(self, i: int) -> bool:
        word, lexicon = self.words[i], self.lexicon
        if word.mention is not None or lexicon.has(word.low, "fighters", "fighter_stems"):
            return False
        if lexicon.has(word.low, "say"):
            return lexicon.form(word.low) != "noun"  # not "заяви", "повідомлення"
        return lexicon.form(word.low) in ("past", "present", "impersonal") and self.tokens.is_verb(word.low)

    def _parts(self, i: int, first: int) -> bool:
        """Does the comma before word i stand between two verbs with what is theirs?"""
        words, lexicon = self.words, self.lexicon
        if words[i - 2].mention is not None and (
            words[i].mention is not None or (lexicon.has(words[i].low, "settlement") and not words[i].anaphor)
        ):
            return False
        aim = lexicon.has(words[first].low, "aim", "condition")  # "щоб не втратити Х, ..."
        said = any(self._finite(k) or self._says_whose(k) or lexicon.has(words[k].low, "be") for k in range(first, i))
        if not aim and not said:
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
        while at < len(self.words) and self.lexicon.has(self.words[at].low, "time", "no", "passing", "goes_on"):
            at += 1
        if at >= len(self.words):
            return False
        under = ("under_control", "under_occupation", "under_siege", "grey")
        if self.lexicon.has(self.words[at].low, "under") and any(self.lexicon.has(w.low, *under) for w in following):
            return True
        if self.lexicon.has(self.words[at].low, "grey"):
            return True  # "Х – сіра зона"
        if any(frame.kind == "state" for frame in self.lexicon.frames_of(self.words[at].low)):
            return True
        if self.lexicon.has(self.words[at].low, "beneath") and at + 1 < len(self.words):  # "Х – за українцями"
            return self.lexicon.has(self.words[at + 1].low, "fighter_stems", "self") and not is_adjective(
                self.words[at + 1].low
            )
        for word in self.words[i : i + 6]:
            if word.mention is not None:
                break
            listed = ("settlement", "joining", "places_near", "district", "near")
            if not (self.lexicon.has(word.low, *listed) or word.low in QUOTES or word.low in ("в", "у")):
                return False
        else:
            return False
        for word in self.words[i : i + 40]:
            if word.low in EDGES or word.low == ".":
                return True
            if word.mention is None and (self.lexicon.frames_of(word.low) or self.lexicon.has(word.low, "say")):
                return False
        return True

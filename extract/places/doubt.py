"""Whether a name is meant as a place at all (geo/non-geo ambiguity), and whether a capital as its government
(metonymy), by the words around it and by its neighbours."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from extract.places import words
from extract.places.catalogue import Catalogue
from extract.places.forms import Forms
from extract.places.found import Form, Preceding, Toponym
from extract.places.scan import LETTER
from gazetteer.inflection import adjective_stem
from gazetteer.spelling import fold

__all__ = ["PlaceDoubt", "coordinated", "is_government"]

_KEPT = 2.0  # evidence that a name is meant as a place
_LISTED = 1.5  # that another such name is listed beside
_STRONG = 4.0  # evidence that needs no support
_WINDOW = 90  # characters of context looked at on either side
_WORD_WINDOW = 40  # characters of the word before a name that are looked at
_COORDINATED = 24  # characters at most between names in one list
_ACRONYM = 4  # letters of a name in capitals that may be an abbreviation
_MARKS = frozenset("'’")
_QUOTES = frozenset('"“„«')
_PREVIOUS = re.compile(r"(?<!\w)([^\W\d_][\w'’ʼ-]*)([.]?) $")
_LEAD = re.compile(rf" ((?:[a-z]++|{LETTER}){LETTER}*+)")
_LAST_RUN = re.compile(r"\w+\W*$")
_FOLLOWING = re.compile(r" ([^\W\d_][\w'’ʼ-]*)")


class PlaceDoubt:
    """Weighs whether names mean places. Threads may share it: it keeps only what follows from a word alone."""

    def __init__(self, catalogue: Catalogue, forms: Forms) -> None:
        self._names = catalogue.gazetteer.forms
        self._governments = catalogue.governments
        self._given_names = forms.given_names

    def kept(self, toponyms: list[Toponym], text: str, starts: Sequence[int]) -> list[Toponym]:
        """The names that are meant as places, by the words around them and by their neighbours; `starts` are those of
        the sentences."""
        self._weigh(toponyms, text, starts)
        doubtful = [n for n, name in enumerate(toponyms) if 0.0 <= name.evidence < _KEPT]
        for order, step in ((doubtful, -1), (reversed(doubtful), 1)):
            for n in order:
                name = toponyms[n]
                if name.evidence >= _KEPT or not 0 <= n + step < len(toponyms):
                    continue
                beside = toponyms[n + step]
                if beside.evidence < _KEPT:
                    continue
                if coordinated(text, beside.end, name.start) if step < 0 else coordinated(text, name.end, beside.start):
                    name.evidence, name.cued = name.evidence + 2.0, True
        for one, other in pairwise(doubtful):
            _keep_listed(toponyms, one, other, text)
        if doubtful:
            _keep_named_elsewhere(toponyms, doubtful)
        return [name for name in toponyms if name.evidence >= _KEPT]

    def _weigh(self, toponyms: Sequence[Toponym], text: str, starts: Sequence[int]) -> None:
        """Give each name its sentence, the word before it, and the evidence that a place is meant."""
        preceding, quotes = self._preceding, _QUOTES
        for name in toponyms:
            start = name.start
            low, at = 0, bisect_right(starts, start) - 1
            if at >= 0:
                name.sentence, low = at, starts[at]
            if start - low > _WINDOW:
                low = start - _WINDOW
            if (line := text.rfind("\n", low, start)) >= 0:
                low = line + 1
            name.low = low
            while start > low and text[start - 1] in quotes:
                start -= 1
            near = low if start - low < _WORD_WINDOW else start - _WORD_WINDOW
            at = text.rfind(" ", near, start - 1 if start > near else near) + 1
            beside = preceding(text[at or near : start])
            name.last = beside.last
            if name.kind is None:
                name.evidence = self._evidence(name, text, start, near, beside)

    def _evidence(self, name: Toponym, text: str, start: int, near: int, beside: Preceding) -> float:
        """That a place is meant. `start` is that of the name or of the quote that opens before it, `near` where the
        last words before it begin."""
        form, end = name.form, name.end
        evidence = form.evidence
        capitals = text[end - 1].isupper() and _in_capitals(text, name)
        if end - name.start <= _ACRONYM and not (form.region or capitals) and _is_acronym(text[name.start : end]):
            evidence -= 5.0
        strong = evidence >= _STRONG
        appositive = beside.appositive and words.appositive(text[near:start].lower())
        cue = 4.0 if appositive else beside.cue
        if not cue and beside.verb and (not strong or form.key in self._governments):
            cue = 1.0
        following = _LEAD.match(text, end)
        name.leads = following[1].lower() in words.LEADS if following else text[end : end + 1] in _MARKS
        controlled = not strong and words.CONTROLLED_BEHIND.match(text, end, end + _WINDOW) is not None
        if controlled or (not strong and words.AFTER_PLACE.match(text, end, end + _WINDOW)):
            cue += 1.5
        name.cued = name.cued or cue > 0
        evidence += cue
        if form.common:
            opening_word = not text[name.low : start].strip(" \"'«“„(—–-")
            controlled = controlled and words.CONTROLLED_AT_ONCE.match(text, end, end + _WINDOW) is not None
            evidence -= 3.0 if (opening_word and not controlled) or form.key.isascii() else 1.0
        if not (appositive or (evidence >= _STRONG and beside.plain and not form.given)):
            before, after = text[name.low : start], text[end : end + _WINDOW]
            evidence += self._person(form, before, after, beside, strong=evidence >= _STRONG or capitals)
        if name.leads and words.AFTER_ORGANISATION.match(text[end : end + _WINDOW].lower()):
            evidence -= 6.0
        return evidence

    @lru_cache(maxsize=16384)  # noqa: B019 - one finder lives as long as its process
    def _preceding(self, word: str) -> Preceding:
        """What the last word before a name says, given with the space or other mark that follows it."""
        last = _last_word(word)
        match = _PREVIOUS.search(word)
        previous, given, stranger = "", False, False
        if match and match[1][0].isupper():
            previous, key = match[0], fold(match[1])
            given = key in self._given_names or (len(key) == 1 and bool(match[2]))
            stranger = not given and key not in words.NEUTRAL and key not in self._names
        low = word.lower()
        run = _LAST_RUN.search(low)
        at = run.start() if run else len(low)
        return Preceding(
            last=last,
            cue=1.5 if last in words.PREPOSITIONS else 0.0,
            appositive=last in words.LAST_APPOSITIVE,
            plain=(not last or word[:-1].islower()) and last not in words.TITLES,
            verb=bool(words.BEFORE_VERB.match(low, at)),
            person=bool(words.BEFORE_PERSON.match(low, at)),
            named=low == "after ",
            previous=previous,
            given=given,
            stranger=stranger,
        )

    def _person(self, form: Form, before: str, after: str, beside: Preceding, *, strong: bool) -> float:
        """Evidence, zero or less, that a person is meant: "Oleh Baturin", "General Kharkiv", "Lyman said"."""
        following = _FOLLOWING.match(after)
        doubt = 0.0
        if form.given:
            doubt -= 2.5
            if following and following[1][0].isupper():
                doubt -= 4.0
        if beside.given:
            doubt -= 6.0
        elif beside.stranger and not strong and before[: -len(beside.previous)].strip():
            doubt -= 2.0
        titled = beside.person or (beside.named and words.BEFORE_PERSON.search(before[-24:].lower()))
        if titled and not (strong and beside.previous and beside.last == "mayor"):
            doubt -= 4.0
        if not strong and words.AFTER_SPEECH.match(after.lower()):
            doubt -= 3.0
        if not strong and following and following[1][0].isupper() and self._stranger(following[1]):
            doubt -= 1.0
        return doubt

    @lru_cache(maxsize=16384)  # noqa: B019 - one finder lives as long as its process
    def _stranger(self, word: str) -> bool:
        """Whether a capitalised word is no place's name nor an adjective of one, so perhaps a person's."""
        key = fold(word)
        return key not in self._names and adjective_stem(key) is None


def coordinated(text: str, end: int, start: int) -> bool:
    """Whether what stands between the end of one name and the start of the next lists them: ", " or " and "."""
    between = text[end:start]
    return len(between) < _COORDINATED and bool(between.strip(" ")) and bool(words.COORDINATION.fullmatch(between))


def is_government(name: Toponym, before: str, after: str, catalogue: Catalogue) -> bool:
    """Whether a capital stands for its government; `before` and `after` are the words around it, in small letters."""
    if name.last in ("у", "в") and name.form.key not in catalogue.capitals:
        return bool(words.SAID_IN.match(after))
    if _after_rival(_last_words(before, 3)):
        return True
    if name.cued and (name.last in words.PREPOSITIONS or words.appositive(before)):
        return False
    if words.METONYM_AFTER.match(after):
        return True
    return name.form.key in catalogue.abroad and not words.BEFORE_VERB.search(before)


def _keep_listed(toponyms: Sequence[Toponym], one: int, other: int, text: str) -> None:
    """Keep two Cyrillic names side by side in a list that are all but certain: "А, Б и В" are rarely all people."""
    pair = toponyms[one], toponyms[other]
    near = other == one + 1 and all(name.evidence >= _LISTED and not name.form.key.isascii() for name in pair)
    if near and coordinated(text, pair[0].end, pair[1].start):
        for name in pair:
            name.evidence = max(name.evidence, _KEPT)


def _keep_named_elsewhere(toponyms: Sequence[Toponym], doubtful: Sequence[int]) -> None:
    """Keep a doubtful name of a place that the same text names beyond doubt elsewhere."""
    sure = {name.form.codes[0][0] for name in toponyms if name.evidence >= _KEPT and name.cued}
    for n in doubtful:
        name = toponyms[n]
        if 0.0 <= name.evidence < _KEPT and not name.form.given and name.form.codes[0][0] in sure:
            name.evidence = _KEPT


def _in_capitals(text: str, name: Toponym) -> bool:
    """Whether the words around a name in capitals are in capitals too, so that these tell nothing."""
    around = text[max(name.low, name.start - 24) : name.start] + text[name.end : name.end + 24]
    letters = [letter for letter in around if letter.isalpha()]
    return len(letters) > _ACRONYM and all(letter.isupper() for letter in letters)


def _is_acronym(surface: str) -> bool:
    return surface.isupper() and surface.isascii()


def _last_words(before: str, count: int) -> str:
    """The last words before a name, with the space after them: few, so that what is asked of them can be kept."""
    at = len(before)
    for _ in range(count + 1):
        at = before.rfind(" ", max(0, len(before) - _WORD_WINDOW), at)
        if at < 0:
            return before[-_WORD_WINDOW:]
    return before[at + 1 :]


@lru_cache(maxsize=8192)
def _after_rival(few: str) -> bool:
    """Whether the words before a capital speak of a government: "talks with "."""
    return bool(words.METONYM_BEFORE.search(few))


def _last_word(before: str) -> str:
    """The word just before a name, in small letters, if only a space or an opening quote stands between."""
    before = before.rstrip('«"“„')
    if before[-1:] not in (" ", "\u00a0"):
        return ""
    return before[before.rfind(" ", 0, -1) + 1 : -1].lstrip('(«"“„').lower()

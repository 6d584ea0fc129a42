"""Reading the names that stand in a text: the longest first, left to right, whatever they turn out to mean."""

import re
from collections import deque
from collections.abc import Iterator

from extract.places import words
from extract.places.catalogue import REGION, SETTLEMENT, Catalogue
from extract.places.forms import LONGEST, POSSESSIVE, UNREAD, Forms
from extract.places.found import Form, Toponym
from gazetteer.inflection import adjective_stem
from gazetteer.place import Kind
from gazetteer.spelling import APOSTROPHES, fold

__all__ = ["LETTER", "Scanner"]

# Latin and Cyrillic letters by name: faster than \w; and most words are of plain letters to their end, which is looked
# at before anything else.
LETTER = "[A-Za-zÀ-ÖØ-öø-ɏЀ-ҁҊ-ӿ]"
_MORE = rf"(?:(?=[{APOSTROPHES}\-‑À-ӿ]|[A-Z]){LETTER}*+(?:[{APOSTROPHES}\-‑]{LETTER}++)*+)?"
_CAPITALISED = re.compile(rf"[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][a-z]*+{_MORE}")
_NEXT = re.compile(
    rf"[ \u00a0\n.]?[ \u00a0«\"“]?({LETTER}[a-z]*+{_MORE}|\d{{1,3}}(?:st|nd|rd|th)\b)"
)  # the word after a name's first
_ARTICLE = re.compile(r"(?<!\w)(?:[ae](?:l|n|d|r|s|sh|t|z)[-‑])\Z")  # Arabic's, written small: "el-Fasher"
_HASHTAG = re.compile(r"(?<!\w)#(\w{1,80})")
_HYPHENS = frozenset("-‑")
_JOINTS = frozenset(' \u00a0\n.«"“')  # between a name's words
_WINDOW = 90  # characters of context looked at on either side


class Scanner:
    """Reads the names of a theatre's places in texts. Threads may share it."""

    def __init__(self, catalogue: Catalogue, forms: Forms) -> None:
        self._catalogue = catalogue
        self._gazetteer = catalogue.gazetteer
        self._forms = forms
        latin = [word for word in self._gazetteer.lowercase if word.isascii()]
        self._small_latin = [w for w in latin if not any(w != other and w.startswith(other) for other in latin)]

    def scan(self, text: str) -> Iterator[Toponym]:
        """The longest names, left to right, each beginning with a capital unless its own spelling doesn't."""
        words_read, read = self._forms.words_read, self._forms.read
        small = self._small_openings(text)
        done = 0
        for opening in _CAPITALISED.finditer(text):
            spelt = opening[0]
            start, end = opening.span()
            if text[start - 1 : start] in _HYPHENS and (article := _ARTICLE.search(text, max(0, start - 5), start)):
                start = article.start()
                spelt = text[start:end]
            word = words_read.get(spelt, UNREAD)
            if word is UNREAD:
                word = read(spelt)
            if word is None:
                continue
            if (tied := text[start - 1 : start]) and (tied.isalnum() or tied in "_-"):
                continue  # "pro-Kyiv" names no place
            while small and small[0][0] <= start:
                at, to, region = small.popleft()
                if at >= done:
                    done = to
                    yield Toponym(at, to, region)
            if start < done:
                continue
            longer = self._longer(word.key, text, start, end) if word.opens and text[end : end + 1] in _JOINTS else None
            form, stop = longer or (word.form, start + word.length)
            if word.adjective and stop == end and (unit := self._adjective(word.key, start, end, text)):
                yield unit
            elif form is not None:
                done = stop
                yield Toponym(start, stop, form)
            else:
                for at, to, part in word.others:
                    yield Toponym(start + at, start + to, part, cued=word.cued)
        for at, to, region in small:
            if at >= done:
                done = to
                yield Toponym(at, to, region)

    def _longer(self, key: str, text: str, start: int, reached: int) -> tuple[Form, int] | None:
        """The longest name of several words that goes on after its first, and where it ends."""
        listed, openers = self._gazetteer.forms, self._gazetteer.openers
        longest = None
        while following := _NEXT.match(text, reached, reached + 2 * LONGEST):
            word, reached = following[1], following.end()
            key = f"{key} {fold(word)}"
            if key in listed and self._forms.may_span(key, text[start:reached]):
                longest = key, reached
            elif word[-2:] in POSSESSIVE and key[:-1] in listed:
                longest = key[:-1], reached - 2
            if key not in openers:
                break
        return longest and (self._forms.form(longest[0]), longest[1])

    def _small_openings(self, text: str) -> deque[tuple[int, int, Form]]:
        """The names that open with a small word ("south of Ukraine", "#chasiv_yar"): where from, where to, and what."""
        names = self._hashtags(text) if "#" in text else []
        cyrillic = any(vowel in text for vowel in "аеиіоую")
        openers = self._gazetteer.lowercase
        for word in openers.intersection(text.split()) if cyrillic else self._small_latin:
            at = text.find(word)
            while at >= 0:
                end = at + len(word)
                while text[end : end + 1].isalpha():  # "north" finds "northern" too
                    end += 1
                whole, before = text[at:end], text[at - 1 : at]
                tied = before.isalnum() or before == "_"
                if not tied and whole in openers and (longer := self._longer(whole, text, at, end)):
                    names.append((at, longer[1], longer[0]))
                at = text.find(word, end)
        return deque(sorted(names, key=lambda name: name[0]))

    def _hashtags(self, text: str) -> list[tuple[int, int, Form]]:
        """The names in hashtags that no capital or space tells."""
        listed, names = self._gazetteer.forms, []
        for tag in _HASHTAG.finditer(text):
            key = fold(tag[1].replace("_", " "))
            if key in listed and (tag[1][0].islower() or "_" in tag[1]):
                names.append((tag.start(1), tag.end(), self._forms.form(key)))
        return names

    def _adjective(self, key: str, start: int, end: int, text: str) -> Toponym | None:
        """What an adjective made from a place means before "області", "району" or "напрямку"."""
        stem = adjective_stem(key)
        codes = self._gazetteer.coded("*" + stem) if stem else ()
        if not codes:
            return None
        noun = words.UNIT_NOUN.match(text[end : end + _WINDOW])
        if noun:
            unit = noun[1].lower()
        elif words.UNITS_BEFORE.search(text[max(0, start - _WINDOW) : start]):
            unit = "обл"
        else:
            return None
        kinds, raions = self._catalogue.kinds, self._gazetteer.admin2s
        settlements = [row for row, _ in codes if kinds[row] == SETTLEMENT]
        regions = [row for row, _ in codes if kinds[row] == REGION]
        if unit.startswith("обл"):
            rows, kind = [row for row in regions if not raions[row]], REGION
        elif unit.startswith(("район", "р-н")):
            rows, kind = [row for row in regions if raions[row]], REGION
        elif unit.startswith("громад"):
            rows, kind = settlements, REGION
        else:
            rows, kind = settlements, Kind.NEAR
        if not rows:
            return None
        return Toponym(start, end, self._forms.unit(key, tuple(rows)), 5.0, True, kind)

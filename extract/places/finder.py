"""Which places a text names: found by the gazetteer's forms, each resolved to one place or left honestly ambiguous.

Four steps over the whole article. Words that some place bears as its name are read, longest first. What the words
around them say (a preposition, "the village of", a given name before, a battalion after) is weighed against how likely
so small or so ambiguous a name is meant at all. Between places of one name decide the region named beside it, the
places named around it, where the fighting was, and size. Last, the words around say whether the place itself is meant,
a part of it, its surroundings, its region, or the government that sits there.
"""

import csv
import json
import math
import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz.fuzz import ratio

from extract.model import Mention, Sentence
from extract.places import words
from gazetteer.gazetteer import Gazetteer
from gazetteer.inflection import adjective_stem, inflect
from gazetteer.place import Alternative, Grade, Kind, Place, Precision, distance_km
from gazetteer.spelling import APOSTROPHES, fold, romanise_russian, romanise_ukrainian, sound
from theatre.folders import DATA
from theatre.theatre import Theatre

__all__ = ["PlaceFinder"]

_SETTLEMENT, _REGION, _NEAR = (
    Kind.SETTLEMENT,
    Kind.REGION,
    Kind.NEAR,
)  # looking a member up takes longer than comparing it
_WINDOW = 90  # characters of context looked at on either side
_KEPT = 2.0  # evidence that a name is meant as a place
_SURE = 0.5  # share of the likelihood that one place must have to be the answer
_CAPITALS = frozenset(("kyiv", "kiev", "київ", "киев", "moscow", "москва", "minsk", "мінськ", "минск"))
_ANNEXED = frozenset(("region:UA-14", "region:UA-09", "region:UA-23", "region:UA-65"))
# How far a place may lie from the point given, by how it was located: of villages placed at the mean of their hromada's
# or raion's known places, 19 in 20 lie within this (docs/accuracy.md).
_RADIUS_KM = {"exact": 0.0, "hromada": 20.0, "raion": 60.0, "region": 60.0}
_NEAR_KM = 10.0
# 20, 45 and 90 km, in degrees of a great circle, squared.
_CLOSE, _NEARBY, _FAR = ((km / 111.2) ** 2 for km in (20, 45, 90))
_REACH = math.sqrt(_FAR)  # in degrees of latitude
_UNLIKELY = (0.0, 0.5, 1.0, 3.0)  # by grade, that a place is meant at all
_UNITS = ("km", "kilom", "mile", "км", "кілом", "килом")
_REGION_ENDS = "sхйиіьм"
_DIRECTIONS = ("north", "south", "east", "west", "central")
_CROWD = 24  # names on either side that are looked at, however dense
_WORD_WINDOW = 40  # characters of the word before a name that are looked at
_JOINTS = frozenset(' \u00a0\n.«"“')  # between a name's words
_POSSESSIVE = frozenset(("'s", "’s"))
_MARKS = frozenset("'’")
_QUOTES = frozenset('"“„«')
_CLEAR = 0.7  # share with which a place vouches for others
_AROUND = 1000  # characters within which places named vouch for each other
# The oblasts of the regions that have no outline of their own.
_PARTS = {
    "region:donbas": ("Donetsk", "Luhansk"),
    "region:dpr": ("Donetsk",),
    "region:lpr": ("Luhansk",),
    "region:slobozhanshchyna": ("Kharkiv", "Sumy", "Luhansk"),
    "region:tavria": ("Kherson", "Zaporizhzhia", "Crimea"),
    "region:ua-left-bank": ("Kherson",),
    "region:ua-right-bank": ("Kherson", "Mykolaiv"),
    "region:ua-north": ("Kyiv", "Chernihiv", "Sumy", "Zhytomyr"),
    "region:ua-south": ("Kherson", "Zaporizhzhia", "Mykolaiv", "Odesa"),
    "region:ua-east": ("Donetsk", "Luhansk", "Kharkiv"),
}
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "dozen": 12,
}  # fmt: skip


# A capitalised word, and the word that follows a name's first. Latin and Cyrillic letters by name: faster than \w; and
# most words are of plain letters to their end, which is looked at before anything else.
_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏЀ-ҁҊ-ӿ]"
_MORE = rf"(?:(?=[{APOSTROPHES}\-‑À-ӿ]|[A-Z]){_LETTER}*+(?:[{APOSTROPHES}\-‑]{_LETTER}++)*+)?"
_CAPITALISED = re.compile(rf"[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][a-z]*+{_MORE}")
_PREVIOUS = re.compile(r"(?<!\w)([^\W\d_][\w'’ʼ-]*)([.]?) $")
_LEAD = re.compile(rf" ((?:[a-z]++|{_LETTER}){_LETTER}*+)")
_LAST_RUN = re.compile(r"\w+\W*$")
_FOLLOWING = re.compile(r" ([^\W\d_][\w'’ʼ-]*)")
_NEXT = re.compile(rf"[ \u00a0\n.]?[ \u00a0«\"“]?({_LETTER}[a-z]*+{_MORE})")
_ALIKE, _UNLIKE = 70.0, 40.0  # per cent of its letters with which a word is, or never is, another spelling of a name
_LONGEST = 80  # letters of a word that may be a name
_WORDS_KEPT = 32768


_Codes = tuple[tuple[int, int], ...]  # (row, grade)


_Answer = tuple[Place | None, float, float, tuple[Alternative, ...]]  # place, radius in km, share, alternatives


@dataclass(slots=True, eq=False)
class _Choice:
    """What a name may mean: how likely each row is, the likeliest, and its share of the likelihood."""

    scores: Mapping[int, float]
    best: int
    share: float
    answer: _Answer | None = None  # what follows from it, once it was asked for


@dataclass(slots=True, eq=False)
class _Form:
    """What is known of a name before its context is looked at. One object a name, so that it is its own quick key."""

    key: str
    codes: _Codes
    evidence: float  # that a place is meant at all
    kind: Kind  # of the first of its places
    region: bool  # a region is among its places
    common: bool  # a common word or demonym, and no city
    given: bool  # a given name
    river: bool  # a river is among its places
    abroad: bool  # a great city elsewhere in the world bears it too


class _Word(NamedTuple):
    """What a capitalised word may be."""

    key: str
    opens: bool  # a name of several words
    form: _Form | None
    length: int  # of the name in the word, without an English possessive
    adjective: bool  # an adjective made from a place
    others: tuple[tuple[int, int, _Form], ...]  # (start, end, name) in a word that is no listed form
    cued: bool  # the words of `others` vouch for each other


_UNREAD = _Word("", False, None, 0, False, (), False)  # for a word not met before


@dataclass(slots=True, eq=False)
class _Before:
    """What the word just before a name says, whatever the name."""

    last: str  # in small letters
    cue: float  # that it is a preposition
    appositive: bool  # it may end "the village of"
    plain: bool  # it is small and no title: no part of a person's name
    verb: bool  # "captured"
    person: bool  # "General"
    named: bool  # the second word of "named after"
    previous: str  # as matched, empty when it can't be a person's
    given: bool  # it is a given name or an initial
    stranger: bool  # capitalised, and nothing known


_UNMADE = _Choice({}, -1, 0.0)


@dataclass(slots=True)
class _Found:
    """Words of the text that some place bears as its name, and what is thought of them so far."""

    start: int
    end: int
    form: _Form
    evidence: float = 0.0
    cued: bool = False  # words beside it say that a place is meant
    kind: Kind | None = None
    choice: _Choice = _UNMADE
    sentence: int = 0
    low: int = 0  # where the words before it begin that are of its sentence
    last: str = ""  # the word just before it, in small letters
    leads: bool = False  # the word after it may make it a part, the surroundings or an organisation
    metonym: bool = False
    point: tuple[float, float, float] | None = None  # latitude, longitude, radius in km


_Anchor = tuple[int, int, str, int]  # start, sentence, name and row of a mention clear enough to vouch for others
_Nearby = tuple[tuple[float, float, float], ...]  # (latitude, longitude, weight)


class PlaceFinder:
    """Finds a theatre's places in articles. Read-only once made: threads may share one."""

    def __init__(self, gazetteer: Gazetteer, theatre: Theatre) -> None:
        self.gazetteer = gazetteer
        self.theatre = theatre
        self._kinds = [Kind(kind) for kind in gazetteer.kinds]
        # Regions, sites and countries: names that nothing else bears. City districts, GeoNames' own, are not.
        self._listed = [
            kind != _SETTLEMENT and (kind == Kind.COUNTRY or not id.startswith("geonames:"))
            for kind, id in zip(self._kinds, gazetteer.ids, strict=True)
        ]
        self._known: dict[str, _Word | None] = {}  # words met before
        self._common, self._given = _common_words(), _given_names()
        self._front = _Front(gazetteer, theatre)
        latin = [word for word in gazetteer.lowercase if word.isascii()]
        self._small_latin = [w for w in latin if not any(w != other and w.startswith(other) for other in latin)]
        self._wide = [math.cos(math.radians(latitude)) for latitude in gazetteer.latitudes]
        self._areas = list(zip(gazetteer.admin1s, gazetteer.admin2s, strict=True))
        self._ever = self._front.zones(None)
        units = (row for row in theatre.table("places_regions") if row["geonames"] and row["unit"] != "city")
        self._oblasts = {row["name"]: gazetteer.rows[row["id"]] for row in units}
        self._annexed_rows = frozenset(gazetteer.rows[id] for id in _ANNEXED if id in gazetteer.rows)
        self._rivers = {gazetteer.rows[row["id"]] for row in theatre.table("places_sites") if row["water"] == "river"}
        self._standing, self._weight, self._fought = self._weights()
        own = {row["country"] for row in theatre.table("places_regions")}
        self._world = frozenset(row for row, country in enumerate(gazetteer.countries) if country not in own)

    def _weights(self) -> tuple[list[float], list[float], list[float]]:
        """By row: how likely its name means a place at all, how likely it is the place meant, and how much the fighting
        near it adds to that."""
        gazetteer = self.gazetteer
        people = np.array(gazetteer.populations)
        foreign = np.array(gazetteer.countries) != "UA"
        kinds = np.array(gazetteer.kinds)
        exact = np.array(gazetteer.precisions) == Precision.EXACT
        standing = np.select([people >= size for size in (20_000, 5_000, 1_000)], [4.0, 3.0, 2.0], 1.0 + 0.5 * exact)
        standing += np.frombuffer(self._ever, dtype=np.uint8) > 0
        standing -= 0.5 * (foreign & (people < 20_000))
        # 0 for a village, 1.5 for a town of 5,000, 3 for one of 50,000
        weight = 1.5 * (np.log10(np.maximum(people, 500)) - 2.7)
        weight[list(self._named_in_table())] += 2.0
        weight[foreign & (kinds == _SETTLEMENT)] -= 3.0
        weight[foreign & (kinds == _REGION)] += 2.0  # "Chechnya" is no village in Donetsk Oblast
        fought = 1.5 * (~foreign & (kinds == _SETTLEMENT))
        return standing.tolist(), weight.tolist(), fought.tolist()

    def _named_in_table(self) -> frozenset[int]:
        """Rows of the settlements that the theatre's own table of names lists: those that the war made known."""
        gazetteer = self.gazetteer
        wanted = {(row["name"] or row["place"], row["admin1"]) for row in self.theatre.table("places_names")}
        best: dict[tuple[str, str], int] = {}
        for row, key in enumerate(zip(gazetteer.titles, gazetteer.admin1s, strict=True)):
            if key in wanted and self._kinds[row] == _SETTLEMENT:
                held = best.setdefault(key, row)
                if gazetteer.populations[row] > gazetteer.populations[held]:
                    best[key] = row
        return frozenset(best.values())

    def find(
        self, text: str, sentences: Sequence[Sentence], *, published: date | None = None, language: str = "en"
    ) -> tuple[Mention, ...]:
        """Every place named in the article, in the order of the text; offsets count characters of `text`.

        `published` tells where the fighting was, which helps between places of one name; None is today.
        """
        starts = [sentence.start for sentence in sentences]
        found = self._kept(list(self._scan(text)), text, starts)
        if not found:
            return ()
        self._regions(found, text)
        self._decide(found, text, published or date.today(), language)
        self._senses(found, text, language)
        return tuple(self._mentions(found, text))

    # --- reading names ----------------------------------------------------------------------------------------------

    def _scan(self, text: str) -> Iterator[_Found]:
        """The longest names, left to right, each beginning with a capital unless its own spelling doesn't."""
        known, read = self._known, self._read
        small = self._small_openings(text)
        done = 0
        for opening in _CAPITALISED.finditer(text):
            spelt = opening[0]
            word = known.get(spelt, _UNREAD)
            if word is _UNREAD:
                word = read(spelt)
            if word is None:
                continue
            start, end = opening.span()
            if (tied := text[start - 1 : start]) and (tied.isalnum() or tied in "_-"):
                continue  # "pro-Kyiv" names no place
            while small and small[0][0] < start:
                at, to, region = small.popleft()
                if at >= done:
                    done = to
                    yield _Found(at, to, region)
            if start < done:
                continue
            longer = self._longer(word.key, text, start, end) if word.opens and text[end : end + 1] in _JOINTS else None
            form, stop = longer or (word.form, start + word.length)
            if word.adjective and stop == end and (unit := self._adjective(word.key, start, end, text)):
                yield unit
            elif form is not None:
                done = stop
                yield _Found(start, stop, form)
            else:
                for at, to, part in word.others:
                    yield _Found(start + at, start + to, part, cued=word.cued)
        for at, to, region in small:
            if at >= done:
                done = to
                yield _Found(at, to, region)

    def _longer(self, key: str, text: str, start: int, reached: int) -> tuple[_Form, int] | None:
        """The longest name of several words that goes on after its first, and where it ends."""
        forms, openers = self.gazetteer.forms, self.gazetteer.openers
        best = None
        while following := _NEXT.match(text, reached, reached + 2 * _LONGEST):
            word, reached = following[1], following.end()
            key = f"{key} {fold(word)}"
            if key in forms and self._may_span(key, text[start:reached]):
                best = key, reached
            elif word[-2:] in _POSSESSIVE and key[:-1] in forms:
                best = key[:-1], reached - 2
            if key not in openers:
                break
        return best and (self._form(best[0]), best[1])

    def _small_openings(self, text: str) -> deque[tuple[int, int, _Form]]:
        """The names that open with a small word ("south of Ukraine"): where from, where to, and what."""
        names = []
        cyrillic = any(vowel in text for vowel in "аеиіоую")
        known = self.gazetteer.lowercase
        for word in known.intersection(text.split()) if cyrillic else self._small_latin:
            at = text.find(word)
            while at >= 0:
                end = at + len(word)
                while text[end : end + 1].isalpha():  # "north" finds "northern" too
                    end += 1
                whole, before = text[at:end], text[at - 1 : at]
                tied = before.isalnum() or before == "_"
                if not tied and whole in known and (longer := self._longer(whole, text, at, end)):
                    names.append((at, longer[1], longer[0]))
                at = text.find(word, end)
        return deque(sorted(names, key=lambda name: name[0]))

    def _read(self, word: str) -> _Word | None:
        """What a capitalised word may be, kept for the next time; None for most: nothing."""
        if len(self._known) >= _WORDS_KEPT:
            self._known.clear()
        self._known[word] = meaning = self._reading(word)
        return meaning

    def _reading(self, word: str) -> _Word | None:
        gazetteer = self.gazetteer
        if len(word) > _LONGEST and "-" not in word:
            return None
        key = fold(word)
        opens = key in gazetteer.openers
        form, length, adjective, cued = None, len(word), False, False
        others: tuple[tuple[int, int, _Form], ...] = ()
        if key in gazetteer.forms:
            form = self._form(key)
        elif word[-2:] in _POSSESSIVE and key[:-1] in gazetteer.forms:
            form, length = self._form(key[:-1]), length - 2
        else:
            others, cued = self._unlisted(word, key), "-" in word
        stem = adjective_stem(key) if key[0] > "а" else None
        adjective = bool(stem and gazetteer.coded("*" + stem))
        if not (opens or form or adjective or others):
            return None
        return _Word(key, opens, form, length, adjective, others, cued)

    @lru_cache(maxsize=16384)  # noqa: B019 - one finder lives as long as its process
    def _form(self, key: str, rows: tuple[int, ...] = ()) -> _Form:
        """What a folded form means; `rows` are the places that an unlisted one may carelessly spell."""
        codes = tuple((row, Grade.FORMER) for row in rows) or self.gazetteer.coded(key)
        kinds, standing, listed, evidence = self._kinds, self._standing, self._listed, -math.inf
        for row, grade in codes:
            if listed[row]:
                evidence = 4.0
                break
            if (told := standing[row] - _UNLIKELY[grade]) > evidence:
                evidence = told
        evidence += (1.5 if " " in key else 0.0) - (1.0 if rows else 0.0)
        met = [row for row, _ in codes]
        region = any(kinds[row] == _REGION for row in met)
        river = not self._rivers.isdisjoint(met)
        common = (key in self._common or bool(words.DEMONYM.match(key))) and not self._of_city(codes)
        abroad = 0 < sum(row in self._world for row in met) < len(met)
        return _Form(key, codes, evidence, kinds[met[0]], region, common, key in self._given, river, abroad)

    @lru_cache(maxsize=4096)  # noqa: B019 - one finder lives as long as its process
    def _may_span(self, key: str, surface: str) -> bool:
        """Whether words may be one name: a settlement's are all capitals, a region's or site's needn't be."""
        if all(part[:1].isupper() or part in ("на", "над", "під", "под") for part in re.split(r"[ \u00a0\-]", surface)):
            return True
        return any(self._kinds[row] != _SETTLEMENT for row, _ in self.gazetteer.coded(key))

    def _unlisted(self, word: str, key: str) -> tuple[tuple[int, int, _Form], ...]:
        """Places in a capitalised word that is no listed form: "Izium-Sloviansk", careless spellings."""
        if "-" in word:
            parts = word.split("-")
            if not all(part[:1].isupper() and fold(part) in self.gazetteer.forms for part in parts):
                return ()
            ends = list(accumulate(len(part) + 1 for part in parts))
            return tuple(
                (end - len(part) - 1, end - 1, self._form(fold(part))) for part, end in zip(parts, ends, strict=True)
            )
        if len(key) >= 6 and (rows := self._like(key)) and key not in self._given:
            return ((0, len(word), self._form(key, rows)),)
        return ()

    def _adjective(self, key: str, start: int, end: int, text: str) -> _Found | None:
        """What an adjective made from a place means before "області", "району" or "напрямку"."""
        stem = adjective_stem(key)
        codes = self.gazetteer.coded("*" + stem) if stem else ()
        if not codes:
            return None
        noun = words.UNIT_NOUN.match(text[end : end + _WINDOW])
        if noun:
            unit = noun[1].lower()
        elif words.UNITS_BEFORE.search(text[max(0, start - _WINDOW) : start]):
            unit = "обл"
        else:
            return None
        settlements = [row for row, _ in codes if self._kinds[row] == _SETTLEMENT]
        regions = [row for row, _ in codes if self._kinds[row] == _REGION]
        if unit.startswith("обл"):
            rows, kind = [row for row in regions if not self.gazetteer.admin2s[row]], _REGION
        elif unit.startswith(("район", "р-н")):
            rows, kind = [row for row in regions if self.gazetteer.admin2s[row]], _REGION
        elif unit.startswith("громад"):
            rows, kind = settlements, _REGION
        else:
            rows, kind = settlements, Kind.NEAR
        if not rows:
            return None
        return _Found(start, end, self._unit(key, tuple(rows)), 5.0, True, kind)

    @lru_cache(maxsize=4096)  # noqa: B019 - one finder lives as long as its process
    def _unit(self, key: str, rows: tuple[int, ...]) -> _Form:
        """A name that is known to mean a region or the like, whatever else its words may mean."""
        codes = tuple((row, Grade.CURRENT) for row in rows)
        return _Form(key, codes, 5.0, self._kinds[rows[0]], True, False, False, False, False)

    def _like(self, key: str) -> tuple[int, ...]:
        """Rows of settlements that an unlisted word may carelessly spell: alike in sound and nearly so in letters."""
        rows = self.gazetteer.sounds.get(sound(key))
        if rows is None:
            return ()
        spelt = {romanise_russian(key), romanise_ukrainian(key)} if key[0] > "а" else {key}
        return tuple(row for row in map(int, rows.split()) if any(self._alike(row, word) for word in map(fold, spelt)))

    def _alike(self, row: int, spelt: str) -> bool:
        """Whether letters are nearly those of a place's English, Ukrainian or Russian name."""
        close = ratio(spelt, fold(self.gazetteer.titles[row]))
        if close >= _ALIKE or close < _UNLIKE:
            return close >= _ALIKE
        names = json.loads(self.gazetteer.spellings[row])[1:3]
        return any(ratio(spelt, fold(romanise_ukrainian(n) if n[0] > "Ѐ" else n)) >= _ALIKE for _, n in names)

    # --- is a place meant? ------------------------------------------------------------------------------------------

    def _kept(self, found: list[_Found], text: str, starts: Sequence[int]) -> list[_Found]:
        """The names that are meant as places, by the words around them and by their neighbours."""
        self._weigh(found, text, starts)
        doubtful = [n for n, name in enumerate(found) if 0.0 <= name.evidence < _KEPT]
        for order, step in ((doubtful, -1), (reversed(doubtful), 1)):
            for n in order:
                name = found[n]
                if name.evidence >= _KEPT or not 0 <= n + step < len(found):
                    continue
                beside = found[n + step]
                if beside.evidence < _KEPT:
                    continue
                between = text[beside.end : name.start] if step < 0 else text[name.end : beside.start]
                if len(between) < 24 and between.strip(" ") and words.COORDINATION.fullmatch(between):
                    name.evidence, name.cued = name.evidence + 2.0, True
        return [name for name in found if name.evidence >= _KEPT]

    def _weigh(self, found: Sequence[_Found], text: str, starts: Sequence[int]) -> None:
        look, leads, quotes = self._before, words.LEADS, _QUOTES
        for name in found:
            start, end, form = name.start, name.end, name.form
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
            beside = look(text[at or near : start])
            name.last = beside.last
            if name.kind is not None:
                continue
            evidence = form.evidence
            if (
                end - name.start <= 4
                and not form.region
                and (short := text[name.start : end]).isupper()
                and short.isascii()
            ):
                evidence -= 5.0
            strong = evidence >= 4.0
            appositive = beside.appositive and words.appositive(text[near:start].lower())
            cue = 4.0 if appositive else beside.cue
            if not cue and beside.verb and (not strong or form.key in _CAPITALS):
                cue = 1.0
            following = _LEAD.match(text, end)
            name.leads = following[1].lower() in leads if following else text[end : end + 1] in _MARKS
            if not strong and words.AFTER_PLACE.match(text, end, end + _WINDOW):
                cue += 1.5
            name.cued = name.cued or cue > 0
            evidence += cue
            if form.common:
                opening_word = not text[low:start].strip(" \"'«“„(—–-")
                evidence -= 3.0 if opening_word or form.key.isascii() else 1.0
            if not (appositive or (evidence >= 4.0 and beside.plain and not form.given)):
                evidence += self._person(
                    form, text[low:start], text[end : end + _WINDOW], beside, strong=evidence >= 4.0
                )
            if name.leads and words.AFTER_ORGANISATION.match(text[end : end + _WINDOW].lower()):
                evidence -= 6.0
            name.evidence = evidence

    @lru_cache(maxsize=16384)  # noqa: B019 - one finder lives as long as its process
    def _before(self, word: str) -> _Before:
        """What the last word before a name says, given with the space or other mark that follows it."""
        last = _last_word(word)
        match = _PREVIOUS.search(word)
        previous, given, stranger = "", False, False
        if match and match[1][0].isupper():
            previous, key = match[0], fold(match[1])
            given = key in self._given or (len(key) == 1 and bool(match[2]))
            stranger = not given and key not in words.NEUTRAL and key not in self.gazetteer.forms
        low = word.lower()
        run = _LAST_RUN.search(low)
        at = run.start() if run else len(low)
        return _Before(
            last,
            1.5 if last in words.PREPOSITIONS else 0.0,
            last in words.LAST_APPOSITIVE,
            (not last or word[:-1].islower()) and last not in words.TITLES,
            bool(words.BEFORE_VERB.match(low, at)),
            bool(words.BEFORE_PERSON.match(low, at)),
            low == "after ",
            previous,
            given,
            stranger,
        )

    def _of_city(self, codes: Sequence[tuple[int, int]]) -> bool:
        return any(grade <= Grade.VARIANT and self.gazetteer.populations[row] >= 20_000 for row, grade in codes)

    def _person(self, form: _Form, before: str, after: str, beside: _Before, *, strong: bool) -> float:
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
        if (beside.person or (beside.named and words.BEFORE_PERSON.search(before[-24:].lower()))) and not (
            strong and beside.previous and beside.last == "mayor"
        ):
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
        return key not in self.gazetteer.forms and adjective_stem(key) is None

    # --- regions ----------------------------------------------------------------------------------------------------

    def _regions(self, found: Sequence[_Found], text: str) -> None:
        """Names of cities that mean their oblasts: "Donetsk and Luhansk oblasts", "southern Kherson"."""
        for n, name in enumerate(found):
            kind = name.form.kind
            if (
                kind == _REGION
                and text[name.end - 1] in _REGION_ENDS
                and words.PLURAL_REGIONS.search(text, name.start, name.end)
            ):
                self._spread(found, n, -1, text)
            last = name.last
            if not (last in words.LAST_REGIONS or last.startswith(_DIRECTIONS)):
                continue
            before = text[max(0, name.start - 30) : name.start].lower()
            if before.endswith(words.REGIONS_OF):
                if self._as_oblast(name):
                    self._spread(found, n, 1, text)
            elif before.endswith(words.REGION_OF):
                self._as_oblast(name)
            elif kind == _SETTLEMENT and last.startswith(_DIRECTIONS) and words.BEFORE_DIRECTION.search(before[-24:]):
                row = self._oblast_row(name.form)
                if row is not None and self.gazetteer.titles[row] != "Kyiv Oblast":
                    self._as_oblast(name)
                elif name.kind is None:
                    name.kind = Kind.PART
        self._annexed(found, text)

    @lru_cache(maxsize=16384)  # noqa: B019 - one finder lives as long as its process
    def _oblast_row(self, form: _Form) -> int | None:
        """The oblast called like a city of that name."""
        for row, grade in form.codes:
            if grade <= Grade.VARIANT and self.gazetteer.populations[row] > 20_000:
                oblast = self._oblasts.get(self.gazetteer.titles[row])
                if oblast is not None:
                    return oblast
        return None

    def _as_oblast(self, name: _Found) -> bool:
        row = self._oblast_row(name.form)
        if row is None:
            return False
        name.form, name.kind = self._unit(name.form.key, (row,)), _REGION
        return True

    def _spread(self, found: Sequence[_Found], n: int, step: int, text: str) -> None:
        """Make oblasts of the names coordinated with one that is known for an oblast."""
        while 0 <= n + step < len(found):
            a, b = sorted((found[n], found[n + step]), key=lambda name: name.start)
            between = text[a.end : b.start]
            if not (len(between) < 24 and between.strip() and words.COORDINATION.fullmatch(between)):
                return
            n += step
            if found[n].form.kind != _REGION and not self._as_oblast(found[n]):
                return

    def _annexed(self, found: Sequence[_Found], text: str) -> None:
        """Three or four of the names of the oblasts that Russia claims to have annexed, in one breath, are oblasts."""
        run: list[_Found] = []
        for name in (*found, None):
            if name and self._oblast_row(name.form) in self._annexed_rows:
                gap = text[run[-1].end : name.start] if run and name.start - run[-1].end < 16 else None
                if not run or (gap is not None and words.COORDINATION.fullmatch(gap)):
                    run.append(name)
                    continue
                ended, run = run, [name]
            else:
                ended, run = run, []
            if len(ended) >= 3:
                for member in ended:
                    self._as_oblast(member)

    # --- which of the places of one name? ---------------------------------------------------------------------------

    def _decide(self, found: Sequence[_Found], text: str, published: date, language: str) -> None:
        """Score every candidate of every name; names with one meaning vouch for their neighbours first."""
        zones, russian = self._front.zones(published), language == "ru"
        for name in found:
            form, hint = name.form, False
            if form.river or form.abroad:
                before = text[max(0, name.start - 40) : name.start].lower()
                hint = bool((words.BEFORE_RIVER if form.river else words.BEFORE_TAKEN).search(before))
            name.choice = self._priors(form, zones, russian, name.kind is None, hint)
        unsure = [name for name in found if name.choice.share < 0.98]
        if not unsure:
            return
        regions = [name for name in found if name.form.kind == _REGION and len(name.form.codes) == 1]
        places = [name for name in found if name.form.kind == _SETTLEMENT]
        told = self._told_regions(unsure, regions, places, text)
        priors = [name.choice.scores for name in unsure]
        heard: list[_Nearby] = [()] * len(unsure)
        known: list[_Anchor] = []
        for round_ in range(2):  # what is clear after the first makes more clear
            anchors = [
                (name.start, name.sentence, name.form.key, name.choice.best)
                for name in places
                if name.choice.share >= _CLEAR
            ]
            if round_ and anchors == known:
                break
            known, starts = anchors, [anchor[0] for anchor in anchors]
            for n, name in enumerate(unsure):
                if round_ and name.choice.share >= 0.95:
                    continue
                near = self._neighbours(name, anchors, starts)
                if near != heard[n] or not round_:
                    heard[n] = near
                    name.choice = self._likeliest(self._weighed(priors[n], told[n], near))
        self._one_sense(unsure)

    def _weighed(self, prior: Mapping[int, float], told: Mapping[Any, float], near: _Nearby) -> Mapping[int, float]:
        """How likely each place of a name is, given the regions told around it and the places near it."""
        if not (told or near):
            return prior
        oblasts, areas, latitudes = self.gazetteer.admin1s, self._areas, self.gazetteer.latitudes
        scores: dict[int, float] = {}
        among = [latitude for latitude, _, _ in near] or [math.inf]
        south, north = min(among) - _REACH, max(among) + _REACH
        for row, score in prior.items():
            if told:
                raion, oblast = told.get(areas[row], 0.0), told.get(oblasts[row], 0.0)
                score += raion if raion > oblast else oblast
            if south < latitudes[row] < north:
                score += self._among(row, near)
            scores[row] = score
        return scores

    def _neighbours(self, name: _Found, anchors: Sequence[_Anchor], starts: Sequence[int]) -> _Nearby:
        """(latitude, longitude, weight) of the clear places around a name, the nearest mention of each, at most 8."""
        start, key, sentence = name.start, name.form.key, name.sentence
        low, high = _around(starts, start, _AROUND)
        near: dict[int, float] = {}
        for at, its, named, row in sorted(anchors[low:high], key=lambda anchor: abs(anchor[0] - start)):
            if row not in near and named != key:
                close = its == sentence
                near[row] = 1.5 if close and abs(at - start) < 45 else 1.0 if close else 0.5
                if len(near) == 8:
                    break
        latitudes, longitudes = self.gazetteer.latitudes, self.gazetteer.longitudes
        return tuple((latitudes[row], longitudes[row], weight) for row, weight in near.items())

    def _among(self, row: int, near: _Nearby) -> float:
        """What the places around say for a candidate: the most of the nearest, and some of every other close by."""
        latitude, longitude = self.gazetteer.latitudes[row], self.gazetteer.longitudes[row]
        wide = self._wide[row]
        most = rest = 0.0
        for lat, lon, weight in near:
            north = lat - latitude
            if not -_REACH < north < _REACH:
                continue
            east = (lon - longitude) * wide
            if (away := north * north + east * east) < _FAR:
                told = weight * (3.0 if away < _CLOSE else 2.0 if away < _NEARBY else 0.7)
                rest += told
                if told > most:
                    most = told
        return min(most + 0.3 * (rest - most), 6.0)

    def _told_regions(
        self, names: Sequence[_Found], regions: Sequence[_Found], places: Sequence[_Found], text: str
    ) -> list[dict[Any, float]]:
        """For each name the oblasts (by name) and raions (by both names) told around it, and how closely each belongs
        to it."""
        if not regions:
            return [{}] * len(names)
        starts, at = [region.start for region in regions], [place.start for place in places]
        return [self._told_around(name, regions, starts, at, text) for name in names]

    def _told_around(
        self, name: _Found, regions: Sequence[_Found], starts: Sequence[int], at: Sequence[int], text: str
    ) -> dict[Any, float]:
        told: dict[Any, float] = {}
        first, last = _around(starts, name.start, 2 * _AROUND)
        for region in regions[first:last]:
            after = region.start >= name.end
            gap = region.start - name.end if after else name.start - region.end
            if gap > 1200:
                continue
            weight = 1.5
            if region.sentence == name.sentence:
                weight = 3.0
                if gap < 45:
                    since, until = (name.end, region.start) if after else (region.end, name.start)
                    others = bisect_left(at, since) < bisect_left(at, until)
                    bracket = after and "(" in text[name.end : region.start]
                    weight = (2.0 if bracket else 4.0) if others else 6.0 if after else 4.5
            for area in self._areas_of(region.form.codes[0][0]):
                if weight > told.get(area, 0.0):
                    told[area] = weight
        return told

    @lru_cache(maxsize=1024)  # noqa: B019 - one finder lives as long as its process
    def _areas_of(self, region: int) -> tuple[Any, ...]:
        """The oblasts that a region is or reaches into, or the raion that it is."""
        admin1, admin2 = self._areas[region]
        if admin2:
            return ((admin1, admin2),)
        return (admin1,) if admin1 else _PARTS.get(self.gazetteer.ids[region], ())

    @lru_cache(maxsize=16384)  # noqa: B019 - one finder lives as long as its process
    def _priors(self, form: _Form, zones: bytes, russian: bool, open_: bool, hint: bool) -> _Choice:
        """How likely each place of a name is before its neighbours are looked at; `open_` when its kind isn't told,
        `hint` when the words before say a river, or what a war does to a place."""
        weight, fought, rivers, kinds = self._weight, self._fought, self._rivers, self._kinds
        unlikely = (0.0, 0.5 if russian else 1.0, 3.0, 5.0)  # by grade
        scores = {}
        for row, grade in form.codes:
            score = weight[row] + fought[row] * zones[row] - unlikely[grade]
            if open_ and kinds[row] == _REGION:
                score += 3.0
            if form.river and row in rivers:
                score += 9.0 if hint else -4.0
            if hint and form.abroad and grade == Grade.FOREIGN:
                score += 5.0
            scores[row] = score
        return self._likeliest(scores)

    def _one_sense(self, names: Sequence[_Found]) -> None:
        """A name that is clear in one place of the article means the same elsewhere in it, unless told otherwise."""
        clear: dict[_Codes, _Choice] = {}
        for name in names:
            held = clear.get(name.form.codes)
            if name.choice.share >= 0.6 and (held is None or name.choice.share > held.share):
                clear[name.form.codes] = name.choice
        for name in names:
            if name.choice.share < 0.6 and (known := clear.get(name.form.codes)):
                name.choice = known

    def _likeliest(self, scores: Mapping[int, float]) -> _Choice:
        if len(scores) == 1:
            return _Choice(scores, next(iter(scores)), 1.0)
        best, most = -1, -math.inf
        total = 0.0
        for row, score in scores.items():
            total += 2.0**score
            if score > most or (score == most and self.gazetteer.ids[row] > self.gazetteer.ids[best]):
                best, most = row, score
        return _Choice(scores, best, 2.0**most / total)

    # --- what about the place is meant? -----------------------------------------------------------------------------

    def _senses(self, found: Sequence[_Found], text: str, language: str) -> None:
        kinds, last_near, last_site, russian = self._kinds, words.LAST_NEAR, words.LAST_SITE, language == "ru"
        for n, name in enumerate(found):
            last = name.last
            near, site = last in last_near or (russian and last == "у"), last in last_site
            capital = name.form.key in _CAPITALS
            if not (near or site or capital or name.leads) or name.kind or kinds[name.choice.best] != _SETTLEMENT:
                continue
            before, after = text[name.low : name.start].lower(), text[name.end : name.end + _WINDOW].lower()
            beside = found[n - 1] if n else None
            if capital and (
                self._government(name, before, after)
                or (beside and beside.metonym and words.COORDINATION.fullmatch(text[beside.end : name.start]))
            ):
                name.metonym = True
            elif (name.leads and words.AFTER_SITE.match(after)) or (site and words.before_site(before)):
                name.kind = Kind.PART
            elif last in words.LAST_BETWEEN and n + 1 < len(found) and words.BETWEEN.search(before[-30:]):
                self._between(name, found[n + 1], text)
            elif near and (last == "у" or words.before_near(before)):
                name.kind = Kind.NEAR
                self._derive(name, name.choice.best, before)
                plural = re.search(r"\b(?:outskirts|areas|suburbs|directions|районах|околиц|окраин)\W", before[-60:])
                if (
                    plural
                    and n + 1 < len(found)
                    and re.fullmatch(r"\s(?:and|та|і|й|и)\s", text[name.end : found[n + 1].start])
                ):
                    found[n + 1].kind = Kind.NEAR
            elif name.leads and words.AFTER_NEAR.match(after):
                name.kind = Kind.NEAR

    def _government(self, name: _Found, before: str, after: str) -> bool:
        """Whether a capital stands for its government."""
        if name.last in ("у", "в") and name.form.key not in ("київ", "киев", "москва"):
            return bool(words.SAID_IN.match(after))
        if _after_rival(_last_words(before, 3)):
            return True
        if name.cued and (name.last in words.PREPOSITIONS or words.appositive(before)):
            return False
        if words.METONYM_AFTER.match(after):
            return True
        return name.form.key in ("moscow", "москва") and not words.BEFORE_VERB.search(before)

    def _between(self, name: _Found, other: _Found, text: str) -> None:
        """ "between Lyman and Svatove": near both, at the point halfway, within half their distance."""
        gap = text[name.end : other.start]
        end = other.choice.best
        if len(gap) > 30 or not re.search(r"\b(?:and|та|і|й|и)\b", gap) or self._kinds[end] != _SETTLEMENT:
            return
        start = name.choice.best
        here = (self.gazetteer.latitudes[start], self.gazetteer.longitudes[start])
        there = (self.gazetteer.latitudes[end], self.gazetteer.longitudes[end])
        half = distance_km(here, there) / 2
        if half > 150:
            return
        middle = (round((here[0] + there[0]) / 2, 4), round((here[1] + there[1]) / 2, 4), round(half, 1))
        name.kind = other.kind = Kind.NEAR
        name.point = other.point = middle

    def _derive(self, name: _Found, row: int, before: str) -> None:
        """The point of "10 km east of Izium"; without a distance, the place itself within 10 km."""
        here = (self.gazetteer.latitudes[row], self.gazetteer.longitudes[row])
        name.point = (*here, _NEAR_KM)
        distances = list(words.DISTANCE.finditer(before)) if any(unit in before for unit in _UNITS) else []
        if not distances:
            return
        told = distances[-1]
        bearing = words.BEARINGS.get(re.sub(r"[\s-]", "", told[3])) or _bearing(told[3])
        far = _NUMBERS.get(told[1]) or (float(told[1].replace(",", ".")) if told[1][0].isdigit() else None)
        if bearing is None or far is None or far > 150:
            return
        far *= 1.609 if told[2].startswith("mi") else 1.0
        lat = here[0] + far / 111.2 * math.cos(math.radians(bearing))
        lon = here[1] + far / (111.2 * math.cos(math.radians(here[0]))) * math.sin(math.radians(bearing))
        name.point = (round(lat, 4), round(lon, 4), round(max(2.0, far / 4), 1))

    # --- the answer -------------------------------------------------------------------------------------------------

    def _mentions(self, found: Sequence[_Found], text: str) -> Iterator[Mention]:
        world, kinds = self._world, self._kinds
        for name in found:
            choice = name.choice
            best = choice.best
            if best in world:
                continue  # elsewhere in the world
            if choice.answer is None:
                choice.answer = self._answer(choice.scores, best, choice.share)
            place, radius, share, others = choice.answer
            latitude, longitude = (place.latitude, place.longitude) if place is not None else (None, None)
            kind = name.kind or kinds[best]
            if place is not None and kind == _NEAR:
                latitude, longitude, radius = name.point or (place.latitude, place.longitude, max(radius, _NEAR_KM))
                radius = round(radius, 1)
            yield Mention(
                name.sentence, name.start, name.end, text[name.start : name.end], kind, place, latitude, longitude,
                radius, share, others, name.metonym,
            )  # fmt: skip

    def _answer(self, scores: Mapping[int, float], best: int, share: float) -> _Answer:
        """The place that scores lead to, if any, within how many km, with what share, and what else it may be."""
        gazetteer = self.gazetteer
        settlement = self._kinds[best] == _SETTLEMENT
        radius = _RADIUS_KM[gazetteer.precisions[best]] if settlement else 0.0
        place: Place | None = gazetteer.at(best)
        others: tuple[Alternative, ...] = ()
        if share < 0.995:
            top = scores[best]
            least = top + math.log2(min(0.005 / share, 0.125))
            shares = {row: 2.0 ** (score - top) * share for row, score in scores.items() if score >= least}
            order = sorted((row for row in shares if shares[row] >= 0.005), key=lambda row: (-shares[row], row))
            if share < _SURE:
                spread = self._spread_of(best, shares)
                if spread is not None:
                    radius = max(radius, spread)
                elif not (share >= 0.35 and share >= 2.5 * shares[order[1]]):
                    place = None
            others = tuple(self._alternative(row, shares[row]) for row in (order[1:6] if place else order[:6]))
        return place, round(radius, 1), round(share, 3), others

    def _spread_of(self, best: int, shares: Mapping[int, float]) -> float | None:
        """The distance in km within which nearly all that a name may mean lies, if that is a neighbourhood: which of
        the namesakes is meant isn't told then, but where it lies is."""
        close = [row for row, share in shares.items() if share >= shares[best] / 8]
        spread = max(self._away(best, row) for row in close)
        return spread if spread <= 25 and sum(shares[row] for row in close) >= 0.6 else None

    def _alternative(self, row: int, share: float) -> Alternative:
        gazetteer = self.gazetteer
        return Alternative(
            gazetteer.ids[row], gazetteer.titles[row], gazetteer.admin1s[row], gazetteer.latitudes[row],
            gazetteer.longitudes[row], round(share, 3), gazetteer.admin2s[row],
        )  # fmt: skip

    def _away(self, a: int, b: int) -> float:
        gazetteer = self.gazetteer
        return distance_km(
            (gazetteer.latitudes[a], gazetteer.longitudes[a]), (gazetteer.latitudes[b], gazetteer.longitudes[b])
        )


class _Front:
    """How near each settlement lies to where the ground war was fought, by the theatre's table of fighting."""

    def __init__(self, gazetteer: Gazetteer, theatre: Theatre) -> None:
        rows = theatre.table("fighting")
        self._days = [
            (date.fromisoformat(row["from"]), date.fromisoformat(row["to"]) if row["to"] else date.max) for row in rows
        ]
        own = {row["country"] for row in theatre.table("places_regions")}
        lat, lon = np.radians(gazetteer.latitudes), np.radians(gazetteer.longitudes)
        self._away = np.empty((len(rows), len(lat)), dtype=np.float32)  # km
        for n, row in enumerate(rows):
            north, east = math.radians(float(row["latitude"])), math.radians(float(row["longitude"]))
            self._away[n] = 6371.0 * np.hypot(lat - north, (lon - east) * math.cos(north))
        counts = [c in own and k == _SETTLEMENT for c, k in zip(gazetteer.countries, gazetteer.kinds, strict=True)]
        self._away[:, ~np.array(counts)] = np.inf
        self._zones = lru_cache(maxsize=64)(self._zones_of)

    def zones(self, day: date | None) -> bytes:
        """By row: 2 within 35 km of the fighting on that day (or ever), 1 within 80 km, else 0."""
        return self._zones(
            tuple(n for n, (first, last) in enumerate(self._days) if day is None or first <= day <= last)
        )

    def _zones_of(self, active: tuple[int, ...]) -> bytes:
        if not active:
            return bytes(self._away.shape[1])
        away = self._away[list(active)].min(axis=0)
        return bytes((away < 80).astype(np.uint8) + (away < 35))


def _around(starts: Sequence[int], start: int, reach: int) -> tuple[int, int]:
    """The slice of the names that begin within `reach` characters of one, at most `_CROWD` on either side."""
    low, high = bisect_left(starts, start - reach), bisect_right(starts, start + reach)
    middle = bisect_left(starts, start)
    return max(low, middle - _CROWD), min(high, middle + _CROWD)


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


def _bearing(words_: str) -> float | None:
    """The bearing of an inflected Ukrainian or Russian direction ("північний захід", "юго-востоку")."""
    north = re.search("північ|север", words_)
    south = re.search("півден|южн|юг", words_)
    east = re.search("схід|схо|восто", words_)
    west = re.search("захід|захо|запад", words_)
    if not (north or south or east or west):
        return None
    y, x = bool(north) - bool(south), bool(east) - bool(west)
    return math.degrees(math.atan2(x, y)) % 360


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    lines = (DATA / "words" / "common.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    """Given names in every case, folded."""
    names: set[str] = set()
    with (DATA / "words" / "given_names.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            for name in row["names"].split():
                names.update(map(fold, (name,) if row["language"] == "en" else inflect(name, row["language"])))
    return frozenset(names)

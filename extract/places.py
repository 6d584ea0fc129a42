"""Which places a text names: found by the gazetteer's forms, each resolved to one place or left honestly ambiguous.

Four steps over the whole article. Words that some place bears as its name are read, longest first. What the words
around them say (a preposition, "the village of", a given name before, a battalion after) is weighed against how likely
so small or so ambiguous a name is meant at all. Between places of one name decide the region named beside it, the
places named around it, where the fighting was, and size. Last, the words around say whether the place itself is meant,
a part of it, its surroundings, its region, or the government that sits there.
"""

import csv
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import numpy as np
from rapidfuzz.fuzz import ratio

from extract.folders import DATA
from extract.gazetteer import Gazetteer, Grade, distance_km
from extract.inflection import adjective_stem, inflect
from extract.languages import place_words as words
from extract.model import Alternative, Kind, Mention, Place, Precision, Sentence
from extract.spelling import APOSTROPHES, WORD, fold, romanise_russian, romanise_ukrainian, sound
from extract.theatre import Theatre

__all__ = ["PlaceFinder"]

_WINDOW = 90  # characters of context looked at on either side
_KEPT = 2.0  # evidence that a name is meant as a place
_SURE = 0.5  # share of the likelihood that one place must have to be the answer
_CAPITALS = frozenset(("kyiv", "kiev", "київ", "киев", "moscow", "москва", "minsk", "мінськ", "минск"))
_ANNEXED = frozenset(("region:UA-14", "region:UA-09", "region:UA-23", "region:UA-65"))
# How far a place may lie from the point given, by how it was located (DESIGN's measured figures: 10 km median).
_RADIUS_KM = {Precision.EXACT: 0.0, Precision.HROMADA: 10.0, Precision.RAION: 25.0, Precision.REGION: 60.0}
_NEAR_KM = 10.0
_REGION_ENDS = "sхйиіьм"
_DIRECTIONS = ("north", "south", "east", "west", "central")
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


# A capitalised word not tied to one before it ("pro-Kyiv" names no place), and the word that follows a name's first.
_CAPITALISED = re.compile(rf"(?<![\w-])[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][^\W\d_]*(?:[{APOSTROPHES}\-‑][^\W\d_]+)*")
_PREVIOUS = re.compile(r"(?<!\w)([^\W\d_][\w'’ʼ-]*)([.]?) $")
_NEXT = re.compile(rf"[ \u00a0\n.]?[ \u00a0«\"“]?({WORD.pattern})")


@dataclass(slots=True)
class _Found:
    """Words of the text that some place bears as its name, and what is thought of them so far."""

    start: int
    end: int
    key: str
    codes: tuple[tuple[int, int], ...]  # (row, grade)
    evidence: float = 0.0
    cued: bool = False  # words beside it say that a place is meant
    kind: Kind | None = None
    scores: dict[int, float] = field(default_factory=dict)
    sentence: int = 0
    metonym: bool = False
    point: tuple[float, float, float] | None = None  # latitude, longitude, radius in km


class PlaceFinder:
    """Finds a theatre's places in articles. Read-only once made: threads may share one."""

    def __init__(self, gazetteer: Gazetteer, theatre: Theatre) -> None:
        self.gazetteer = gazetteer
        self.theatre = theatre
        self._kinds = [Kind(kind) for kind in gazetteer.kinds]
        # Regions, sites and countries: names that nothing else bears. City districts, GeoNames' own, are not.
        self._listed = [
            kind != Kind.SETTLEMENT and (kind == Kind.COUNTRY or not id.startswith("geonames:"))
            for kind, id in zip(self._kinds, gazetteer.ids, strict=True)
        ]
        self._common, self._given = _common_words(), _given_names()
        self._front = _Front(gazetteer, theatre)
        self._ever = self._front.zones(None)
        units = (row for row in theatre.table("places_regions") if row["geonames"] and row["unit"] != "city")
        self._oblasts = {row["name"]: gazetteer.rows[row["id"]] for row in units}
        self._rivers = {gazetteer.rows[row["id"]] for row in theatre.table("places_sites") if row["water"] == "river"}
        self._known = self._named_in_table()
        self._own = {row["country"] for row in theatre.table("places_regions")}

    def _named_in_table(self) -> frozenset[int]:
        """Rows of the settlements that the theatre's own table of names lists: those that the war made known."""
        gazetteer = self.gazetteer
        wanted = {(row["name"] or row["place"], row["admin1"]) for row in self.theatre.table("places_names")}
        best: dict[tuple[str, str], int] = {}
        for row, key in enumerate(zip(gazetteer.titles, gazetteer.admin1s, strict=True)):
            if key in wanted and self._kinds[row] == Kind.SETTLEMENT:
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
        found = list(self._scan(text))
        found = self._kept(found, text, starts)
        if not found:
            return ()
        for name in found:
            name.sentence = max(0, bisect_right(starts, name.start) - 1)
        self._regions(found, text)
        self._decide(found, text, published or date.today(), language)
        self._senses(found, text, starts, language)
        return tuple(mention for name in found if (mention := self._mention(name, text)) is not None)

    # --- reading names ----------------------------------------------------------------------------------------------

    def _scan(self, text: str) -> Iterator[_Found]:
        """The longest names, left to right, each beginning with a capital unless its own spelling doesn't."""
        gazetteer = self.gazetteer
        forms, openers = gazetteer.forms, gazetteer.openers
        done = 0
        for start, end in self._openings(text):
            if start < done:
                continue
            word = text[start:end]
            key = fold(word)
            capital = word[0].isupper()
            best, stop = None, end
            if key in openers:
                longer, reached = key, end
                while longer in openers and (following := _NEXT.match(text, reached)):
                    reached = following.end()
                    longer = f"{longer} {fold(following[1])}"
                    if longer in forms and self._may_span(longer, text[start:reached]):
                        best, stop = longer, reached
                    elif following[1][-2:] in ("'s", "’s") and longer[:-1] in forms:
                        best, stop = longer[:-1], reached - 2
            if best is None and capital:
                if key in forms:
                    best = key
                elif word[-2:] in ("'s", "’s") and key[:-1] in forms:
                    best, stop = key[:-1], end - 2
            if capital and stop == end and key[0] > "а" and (unit := self._adjective(key, start, end, text)):
                yield unit
                continue
            if best is not None:
                done = stop
                yield _Found(start, stop, best, gazetteer.coded(best))
            elif capital:
                yield from self._unlisted(word, key, start, end)

    def _openings(self, text: str) -> list[tuple[int, int]]:
        """Where a name may begin: at capitalised words, and at the few small ones that open a name ("south of")."""
        openings = [word.span() for word in _CAPITALISED.finditer(text)]
        small = self.gazetteer.lowercase.intersection(text.split())
        if small:
            openings += [word.span() for word in _any_of(frozenset(small)).finditer(text)]
            openings.sort()
        return openings

    def _may_span(self, key: str, surface: str) -> bool:
        """Whether words may be one name: a settlement's are all capitals, a region's or site's needn't be."""
        if all(part[:1].isupper() or part in ("на", "над", "під", "под") for part in re.split(r"[ \u00a0\-]", surface)):
            return True
        return any(self._kinds[row] != Kind.SETTLEMENT for row, _ in self.gazetteer.coded(key))

    def _unlisted(self, word: str, key: str, start: int, end: int) -> Iterator[_Found]:
        """Places in a capitalised word that is no listed form: "Izium-Sloviansk", careless spellings."""
        forms = self.gazetteer.forms
        if "-" in word:
            parts = word.split("-")
            if all(part[:1].isupper() and fold(part) in forms for part in parts):
                at = start
                for part in parts:
                    yield _Found(at, at + len(part), fold(part), self.gazetteer.coded(fold(part)), cued=True)
                    at += len(part) + 1
        elif len(key) >= 6 and (rows := self._like(key)) and key not in self._given:
            yield _Found(start, end, key, tuple((row, Grade.FORMER) for row in rows), evidence=-1.0)

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
        settlements = [row for row, _ in codes if self._kinds[row] == Kind.SETTLEMENT]
        regions = [row for row, _ in codes if self._kinds[row] == Kind.REGION]
        if unit.startswith("обл"):
            rows, kind = [row for row in regions if not self.gazetteer.admin2s[row]], Kind.REGION
        elif unit.startswith(("район", "р-н")):
            rows, kind = [row for row in regions if self.gazetteer.admin2s[row]], Kind.REGION
        elif unit.startswith("громад"):
            rows, kind = settlements, Kind.REGION
        else:
            rows, kind = settlements, Kind.NEAR
        if not rows:
            return None
        return _Found(start, end, key, tuple((row, Grade.CURRENT) for row in rows), 5.0, True, kind)

    @lru_cache(maxsize=4096)  # noqa: B019 - one finder lives as long as its process
    def _like(self, key: str) -> tuple[int, ...]:
        """Rows of settlements that an unlisted word may carelessly spell: alike in sound and nearly so in letters."""
        rows = self.gazetteer.sounds.get(sound(key))
        if rows is None:
            return ()
        cyrillic = key[0] > "а"
        spelt = {romanise_russian(key), romanise_ukrainian(key)} if cyrillic else {key}
        close = []
        for row in map(int, rows.split()):
            names = {fold(romanise_ukrainian(n) if n[0] > "Ѐ" else n) for _, n in self.gazetteer.at(row).names[:3]}
            if max(ratio(fold(a), b) for a in spelt for b in names) >= 70:
                close.append(row)
        return tuple(close)

    # --- is a place meant? ------------------------------------------------------------------------------------------

    def _kept(self, found: list[_Found], text: str, starts: Sequence[int]) -> list[_Found]:
        """The names that are meant as places, by the words around them and by their neighbours."""
        for name in found:
            self._weigh(name, text, starts)
        for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
            step = 1 if order.step == 1 else -1
            for n in order:
                name, beside = found[n], found[n - step]
                if not 0.0 <= name.evidence < _KEPT or beside.evidence < _KEPT:
                    continue
                between = text[beside.end : name.start] if step == 1 else text[name.end : beside.start]
                if len(between) < 24 and between.strip(" ") and words.COORDINATION.fullmatch(between):
                    name.evidence, name.cued = name.evidence + 2.0, True
        return [name for name in found if name.evidence >= _KEPT]

    def _weigh(self, name: _Found, text: str, starts: Sequence[int]) -> None:
        if name.kind is not None:
            return
        kinds = {self._kinds[row] for row, _ in name.codes}
        line = text.rfind("\n", 0, name.start) + 1
        opening = starts[bisect_right(starts, name.start) - 1] if starts and starts[0] <= name.start else 0
        low = max(line, opening, name.start - _WINDOW)
        before, after = text[low : name.start], text[name.end : name.end + _WINDOW]
        surface = text[name.start : name.end]
        evidence = name.evidence
        if any(self._listed[row] for row, _ in name.codes):
            evidence += 4.0
        else:
            evidence += self._standing(name.codes)
        if " " in name.key:
            evidence += 1.5
        if len(surface) <= 4 and surface.isupper() and surface.isascii() and Kind.REGION not in kinds:
            evidence -= 5.0
        last = _last_word(before)
        appositive = last in words.LAST_APPOSITIVE and bool(words.BEFORE_APPOSITIVE.search(before[-40:]))
        cue = 4.0 if appositive else 1.5 if last in words.PREPOSITIONS else 0.0
        if not cue and (evidence < 4.0 or name.key in _CAPITALS) and words.BEFORE_VERB.search(before[-24:]):
            cue = 1.0
        if evidence < 4.0 and words.AFTER_PLACE.match(after):
            cue += 1.5
        name.cued = name.cued or cue > 0
        evidence += cue
        if (name.key in self._common or words.DEMONYM.match(name.key)) and not self._of_city(name.codes):
            opening_word = not before.strip(" \"'«“„(—–-")
            evidence -= 3.0 if opening_word or name.key.isascii() else 1.0
        if not appositive:
            evidence += self._person(name, before[-40:], after, last, strong=evidence >= 4.0)
        if after[:1] == " " and words.AFTER_ORGANISATION.match(after):
            evidence -= 6.0
        name.evidence = evidence

    @lru_cache(maxsize=4096)  # noqa: B019 - one finder lives as long as its process
    def _standing(self, codes: tuple[tuple[int, int], ...]) -> float:
        """How readily a name means a place at all: by the largest place's size and how usual the name is for it."""
        return max(self._standing_of(row, grade) for row, grade in codes)

    def _of_city(self, codes: Sequence[tuple[int, int]]) -> bool:
        return any(grade <= Grade.VARIANT and self.gazetteer.populations[row] >= 20_000 for row, grade in codes)

    def _standing_of(self, row: int, grade: int) -> float:
        gazetteer = self.gazetteer
        population = gazetteer.populations[row]
        if population >= 20_000:
            size = 4.0
        elif population >= 5_000:
            size = 3.0
        elif population >= 1_000:
            size = 2.0
        else:
            size = 1.5 if gazetteer.precisions[row] == Precision.EXACT else 1.0
        if self._ever[row]:
            size += 1.0
        if gazetteer.countries[row] != "UA" and population < 20_000:
            size -= 0.5
        return size - (0.0, 0.5, 1.0, 3.0)[grade]

    def _person(self, name: _Found, before: str, after: str, last: str, *, strong: bool) -> float:
        """Evidence, zero or less, that a person is meant: "Oleh Baturin", "General Kharkiv", "Lyman said"."""
        given = name.key in self._given
        if strong and not given and (not last or before[-len(last) - 1 : -1].islower()) and last not in words.TITLES:
            return 0.0
        previous = _PREVIOUS.search(before[-26:])
        following = re.match(r" ([^\W\d_][\w'’ʼ-]*)", after)
        doubt = 0.0
        if given:
            doubt -= 2.5
            if following and following[1][0].isupper():
                doubt -= 4.0
        if previous and previous[1][0].isupper():
            if fold(previous[1]) in self._given or (len(previous[1]) == 1 and previous[2]):
                doubt -= 6.0
            elif (
                not strong and fold(previous[1]) not in words.NEUTRAL and fold(previous[1]) not in self.gazetteer.forms
            ):
                doubt -= 2.0 if before[: -len(previous[0])].strip() else 0.0
        if words.BEFORE_PERSON.search(before[-24:]) and not (strong and previous and previous[1].lower() == "mayor"):
            doubt -= 4.0
        if not strong and words.AFTER_SPEECH.match(after):
            doubt -= 3.0
        if not strong and following and following[1][0].isupper() and self._stranger(fold(following[1])):
            doubt -= 1.0
        return doubt

    def _stranger(self, key: str) -> bool:
        """Whether a capitalised word is no place's name nor an adjective of one, so perhaps a person's."""
        return key not in self.gazetteer.forms and adjective_stem(key) is None

    # --- regions ----------------------------------------------------------------------------------------------------

    def _regions(self, found: Sequence[_Found], text: str) -> None:
        """Names of cities that mean their oblasts: "Donetsk and Luhansk oblasts", "southern Kherson"."""
        for n, name in enumerate(found):
            surface = text[name.start : name.end]
            if (
                surface[-1] in _REGION_ENDS
                and words.PLURAL_REGIONS.search(surface)
                and self._kinds[name.codes[0][0]] == Kind.REGION
            ):
                self._spread(found, n, -1, text)
            before = text[max(0, name.start - _WINDOW) : name.start]
            last = _last_word(before)
            forward = words.BEFORE_REGIONS.search(before[-30:]) if last in words.LAST_REGIONS else None
            if forward and self._as_oblast(name) and re.search("(?i)s|х", forward[0]):
                self._spread(found, n, 1, text)
            elif (
                last.startswith(_DIRECTIONS)
                and words.BEFORE_DIRECTION.search(before[-24:])
                and self._kinds[name.codes[0][0]] == Kind.SETTLEMENT
            ):
                row = self._oblast_row(name)
                if row is not None and self.gazetteer.titles[row] != "Kyiv Oblast":
                    self._as_oblast(name)
                elif name.kind is None:
                    name.kind = Kind.PART
        self._annexed(found, text)

    def _oblast_row(self, name: _Found) -> int | None:
        """The oblast called like a city of that name."""
        for row, grade in name.codes:
            if grade <= Grade.VARIANT and self.gazetteer.populations[row] > 20_000:
                oblast = self._oblasts.get(self.gazetteer.titles[row])
                if oblast is not None:
                    return oblast
        return None

    def _as_oblast(self, name: _Found) -> bool:
        row = self._oblast_row(name)
        if row is None:
            return False
        name.codes, name.kind = ((row, Grade.CURRENT),), Kind.REGION
        return True

    def _spread(self, found: Sequence[_Found], n: int, step: int, text: str) -> None:
        """Make oblasts of the names coordinated with one that is known for an oblast."""
        while 0 <= n + step < len(found):
            a, b = sorted((found[n], found[n + step]), key=lambda name: name.start)
            between = text[a.end : b.start]
            if not (len(between) < 24 and between.strip() and words.COORDINATION.fullmatch(between)):
                return
            n += step
            if self._kinds[found[n].codes[0][0]] != Kind.REGION and not self._as_oblast(found[n]):
                return

    def _annexed(self, found: Sequence[_Found], text: str) -> None:
        """Three or four of the names of the oblasts that Russia claims to have annexed, in one breath, are oblasts."""
        run: list[_Found] = []
        for name in (*found, None):
            row = self._oblast_row(name) if name else None
            joined = bool(
                run and name and len(gap := text[run[-1].end : name.start]) < 16 and words.COORDINATION.fullmatch(gap)
            )
            if name and row is not None and self.gazetteer.ids[row] in _ANNEXED and (joined or not run):
                run.append(name)
                continue
            if len(run) >= 3:
                for member in run:
                    self._as_oblast(member)
            run = [name] if name and row is not None and self.gazetteer.ids[row] in _ANNEXED else []

    # --- which of the places of one name? ---------------------------------------------------------------------------

    def _decide(self, found: Sequence[_Found], text: str, published: date, language: str) -> None:
        """Score every candidate of every name; names with one meaning vouch for their neighbours first."""
        zones = self._front.zones(published)
        for name in found:
            name.scores = {row: self._prior(row, grade, name, zones, text, language) for row, grade in name.codes}
        unsure = [name for name in found if len(name.codes) > 1 and self._share(name)[1] < 0.98]
        if not unsure:
            return
        priors = [dict(name.scores) for name in unsure]
        regions = [name for name in found if self._kinds[name.codes[0][0]] == Kind.REGION and len(name.codes) == 1]
        places = [name for name in found if self._kinds[name.codes[0][0]] == Kind.SETTLEMENT]
        at = [name.start for name in places]
        for round_ in range(2):
            anchors = [self._share(name) for name in places]
            for name, prior in zip(unsure, priors, strict=True):
                if round_ and self._share(name)[1] >= 0.95:
                    continue
                low, high = bisect_left(at, name.start - _AROUND), bisect_right(at, name.start + _AROUND)
                near = self._neighbours(name, places[low:high], anchors[low:high])
                told = self._told_regions(name, regions, places, text)
                for row, score in prior.items():
                    name.scores[row] = score + self._of_region(row, told) + self._among(row, near)
        self._one_sense(unsure)

    def _neighbours(
        self, name: _Found, places: Sequence[_Found], anchors: Sequence[tuple[int, float]]
    ) -> list[tuple[float, float, float]]:
        """(latitude, longitude, weight) of the clear places around a name, the nearest mention of each, at most 8."""
        gazetteer = self.gazetteer
        near: dict[int, tuple[int, float]] = {}
        for other, (row, share) in zip(places, anchors, strict=True):
            if share < 0.7 or other.key == name.key:
                continue
            gap = abs(other.start - name.start)
            if row not in near or gap < near[row][0]:
                close = other.sentence == name.sentence
                near[row] = (gap, 1.5 if close and gap < 45 else 1.0 if close else 0.5)
        nearest = sorted(near.items(), key=lambda item: item[1][0])[:8]
        return [(gazetteer.latitudes[row], gazetteer.longitudes[row], weight) for row, (_, weight) in nearest]

    def _among(self, row: int, near: Sequence[tuple[float, float, float]]) -> float:
        """What the places around say for a candidate: the most of the nearest, and some of every other close by."""
        latitude, longitude = self.gazetteer.latitudes[row], self.gazetteer.longitudes[row]
        wide = math.cos(math.radians(latitude))
        most = rest = 0.0
        for lat, lon, weight in near:
            away = 111.2 * math.hypot(lat - latitude, (lon - longitude) * wide)
            told = weight * (3.0 if away < 20 else 2.0 if away < 45 else 0.7 if away < 90 else 0.0)
            most, rest = max(most, told), rest + told
        return min(most + 0.3 * (rest - most), 6.0)

    def _told_regions(
        self, name: _Found, regions: Sequence[_Found], places: Sequence[_Found], text: str
    ) -> dict[int, float]:
        """Regions named around, by row, and how closely each belongs to the name."""
        told: dict[int, float] = {}
        for region in regions:
            after = region.start >= name.end
            gap = region.start - name.end if after else name.start - region.end
            if gap > 1200:
                continue
            weight = 1.5
            if region.sentence == name.sentence:
                weight = 3.0
                if gap < 45:
                    others = any(
                        name.end <= p.start < region.start or region.end <= p.start < name.start for p in places
                    )
                    bracket = after and "(" in text[name.end : region.start]
                    weight = (2.0 if bracket else 4.0) if others else 6.0 if after else 4.5
            row = region.codes[0][0]
            told[row] = max(weight, told.get(row, 0.0))
        return told

    def _of_region(self, row: int, told: Mapping[int, float]) -> float:
        """The weight of the closest region that a candidate lies in."""
        gazetteer = self.gazetteer
        best = 0.0
        for region, weight in told.items():
            if weight <= best:
                continue
            if gazetteer.admin2s[region]:
                within = (gazetteer.admin1s[region], gazetteer.admin2s[region]) == (
                    gazetteer.admin1s[row],
                    gazetteer.admin2s[row],
                )
            elif gazetteer.admin1s[region]:
                within = gazetteer.admin1s[region] == gazetteer.admin1s[row]
            else:
                within = gazetteer.admin1s[row] in _PARTS.get(gazetteer.ids[region], ())
            if within:
                best = weight
        return best

    def _prior(self, row: int, grade: int, name: _Found, zones: bytes, text: str, language: str) -> float:
        gazetteer = self.gazetteer
        population = gazetteer.populations[row]
        score = 1.5 * (math.log10(max(population, 500)) - 2.7)  # 0 for a village, 1.5 for a town of 5,000, 3 for 50,000
        score -= (0.0, 0.5 if language == "ru" else 1.0, 3.0, 5.0)[grade]
        if row in self._known:
            score += 2.0
        if self._kinds[row] == Kind.SETTLEMENT:
            score += 1.5 * zones[row] if gazetteer.countries[row] == "UA" else -3.0
        elif self._kinds[row] == Kind.REGION and gazetteer.countries[row] != "UA":
            score += 2.0  # "Chechnya" is no village in Donetsk Oblast
        if row in self._rivers:
            before = text[max(0, name.start - 40) : name.start]
            score += 9.0 if words.BEFORE_RIVER.search(before) else -4.0
        if self._kinds[row] == Kind.REGION and name.kind is None:
            score += 3.0
        return score

    def _one_sense(self, names: Sequence[_Found]) -> None:
        """A name that is clear in one place of the article means the same elsewhere in it, unless told otherwise."""
        clear: dict[tuple[tuple[int, int], ...], tuple[float, _Found]] = {}
        for name in names:
            share = self._share(name)[1]
            if share >= 0.6 and share > clear.get(name.codes, (0.0, name))[0]:
                clear[name.codes] = (share, name)
        for name in names:
            if name.codes in clear and self._share(name)[1] < 0.6:
                name.scores = dict(clear[name.codes][1].scores)

    def _share(self, name: _Found) -> tuple[int, float]:
        """The likeliest row and its share of the likelihood."""
        if len(name.scores) == 1:
            return next(iter(name.scores)), 1.0
        best, most = -1, -math.inf
        total = 0.0
        for row, score in name.scores.items():
            total += 2.0**score
            if score > most or (score == most and self.gazetteer.ids[row] > self.gazetteer.ids[best]):
                best, most = row, score
        return best, 2.0**most / total

    # --- what about the place is meant? -----------------------------------------------------------------------------

    def _senses(self, found: Sequence[_Found], text: str, starts: Sequence[int], language: str) -> None:
        for n, name in enumerate(found):
            best = max(name.scores, key=name.scores.__getitem__)
            if self._kinds[best] != Kind.SETTLEMENT or name.kind is not None:
                continue
            line = text.rfind("\n", 0, name.start) + 1
            low = max(line, starts[name.sentence] if starts else 0, name.start - _WINDOW)
            before, after = text[low : name.start], text[name.end : name.end + _WINDOW]
            last = _last_word(before)
            beside = found[n - 1] if n else None
            if name.key in _CAPITALS and (
                self._government(name, before, after)
                or (beside and beside.metonym and words.COORDINATION.fullmatch(text[beside.end : name.start]))
            ):
                name.metonym = True
            elif (after[:1] in " '’" and words.AFTER_SITE.match(after)) or (
                last in words.LAST_SITE and words.BEFORE_SITE.search(before[-45:])
            ):
                name.kind = Kind.PART
            elif last in words.LAST_NEAR and words.BETWEEN.search(before[-30:]) and n + 1 < len(found):
                self._between(name, found[n + 1], text)
            elif (language == "ru" and last == "у") or (
                last in words.LAST_NEAR and words.BEFORE_NEAR.search(before[-60:])
            ):
                name.kind = Kind.NEAR
                self._derive(name, best, before)
                plural = re.search(
                    r"(?i)\b(?:outskirts|areas|suburbs|directions|районах|околиц|окраин)\W", before[-60:]
                )
                if (
                    plural
                    and n + 1 < len(found)
                    and re.fullmatch(r"\s(?:and|та|і|й|и)\s", text[name.end : found[n + 1].start])
                ):
                    found[n + 1].kind = Kind.NEAR
            elif words.AFTER_NEAR.match(after):
                name.kind = Kind.NEAR

    def _government(self, name: _Found, before: str, after: str) -> bool:
        """Whether a capital stands for its government."""
        if re.search(r"(?:^|\s)(?:у|в)\s$", before) and name.key not in ("київ", "киев", "москва"):
            return bool(words.SAID_IN.match(after))
        if words.METONYM_BEFORE.search(before):
            return True
        if name.cued and (_last_word(before) in words.PREPOSITIONS or words.BEFORE_APPOSITIVE.search(before)):
            return False
        if words.METONYM_AFTER.match(after):
            return True
        return name.key in ("moscow", "москва") and not words.BEFORE_VERB.search(before)

    def _between(self, name: _Found, other: _Found, text: str) -> None:
        """ "between Lyman and Svatove": near both, at the point halfway, within half their distance."""
        gap = text[name.end : other.start]
        end = max(other.scores, key=other.scores.__getitem__)
        if len(gap) > 30 or not re.search(r"\b(?:and|та|і|й|и)\b", gap) or self._kinds[end] != Kind.SETTLEMENT:
            return
        start = max(name.scores, key=name.scores.__getitem__)
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
        distances = list(words.DISTANCE.finditer(before))
        if not distances:
            return
        told = distances[-1]
        bearing = words.BEARINGS.get(re.sub(r"[\s-]", "", told[3].lower())) or _bearing(told[3].lower())
        far = _NUMBERS.get(told[1].lower()) or (float(told[1].replace(",", ".")) if told[1][0].isdigit() else None)
        if bearing is None or far is None or far > 150:
            return
        far *= 1.609 if told[2].lower().startswith("mi") else 1.0
        lat = here[0] + far / 111.2 * math.cos(math.radians(bearing))
        lon = here[1] + far / (111.2 * math.cos(math.radians(here[0]))) * math.sin(math.radians(bearing))
        name.point = (round(lat, 4), round(lon, 4), round(max(2.0, far / 4), 1))

    # --- the answer -------------------------------------------------------------------------------------------------

    def _mention(self, name: _Found, text: str) -> Mention | None:
        gazetteer = self.gazetteer
        best, share = self._share(name)
        if gazetteer.countries[best] not in self._own:
            return None  # elsewhere in the world
        settlement = self._kinds[best] == Kind.SETTLEMENT
        radius = _RADIUS_KM[Precision(gazetteer.precisions[best])] if settlement else 0.0
        place: Place | None = gazetteer.at(best)
        others: tuple[Alternative, ...] = ()
        if share < 0.995:
            shares = {row: 2.0 ** (score - name.scores[best]) * share for row, score in name.scores.items()}
            order = sorted((row for row in shares if shares[row] >= 0.005), key=lambda row: (-shares[row], row))
            if share < _SURE:
                spread = self._spread_of(best, shares)
                if spread is not None:
                    radius = max(radius, spread)
                elif not (share >= 0.35 and share >= 2.5 * shares[order[1]]):
                    place = None
            others = tuple(self._alternative(row, shares[row]) for row in (order[1:6] if place else order[:6]))
        latitude, longitude = (place.latitude, place.longitude) if place else (None, None)
        kind = name.kind or self._kinds[best]
        if place and kind == Kind.NEAR:
            latitude, longitude, radius = name.point or (place.latitude, place.longitude, max(radius, _NEAR_KM))
        return Mention(
            name.sentence, name.start, name.end, text[name.start : name.end], kind, place, latitude, longitude,
            round(radius, 1), round(share, 3), others, name.metonym,
        )  # fmt: skip

    def _spread_of(self, best: int, shares: Mapping[int, float]) -> float | None:
        """The distance in km within which nearly all that a name may mean lies, if that is a neighbourhood: which of
        the namesakes is meant isn't told then, but where it lies is."""
        close = [row for row, share in shares.items() if share >= shares[best] / 8]
        spread = max(self._away(best, row) for row in close)
        return spread if spread <= 25 and sum(shares[row] for row in close) >= 0.6 else None

    @lru_cache(maxsize=16384)  # noqa: B019 - one finder lives as long as its process
    def _alternative(self, row: int, share: float) -> Alternative:
        gazetteer = self.gazetteer
        return Alternative(
            gazetteer.ids[row], gazetteer.titles[row], gazetteer.admin1s[row], gazetteer.latitudes[row],
            gazetteer.longitudes[row], round(share, 3),
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
        counts = [c in own and k == Kind.SETTLEMENT for c, k in zip(gazetteer.countries, gazetteer.kinds, strict=True)]
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


@lru_cache(maxsize=1024)
def _any_of(small: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(small)))})\b")


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

"""Land that a text names without a region's name: a hromada, a river's bank, what lies between two places or rivers.

"The right bank of the Inhulets" and "all settlements between Izium and Sloviansk" are places that control can be told
of, and grammar reads them best as one name. So the places found in such words give way to one mention of the whole
stretch, a part of its oblast or of the country ("country:UA/right-bank-of-inhulets", see theatre.region_id), or the
hromada. What can't be drawn honestly stays as it was found: a bank of a long river that nothing else in the text
places in an oblast, the land between distant towns, and rivers whose course the theatre doesn't know.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

import shapely
from shapely.geometry import shape

from extract.model import Mention, Sentence
from extract.places.extents import Rivers, languages_of, words_of
from gazetteer.gazetteer import Gazetteer
from gazetteer.hromadas import Hromadas, hromadas_of
from gazetteer.place import Kind, Place, Precision, distance_km
from theatre.region_id import SIDES, Between, RegionId, RiverBank, RiverSide, river_key, states_part
from theatre.theatre import Theatre

__all__ = ["UnnamedLands", "is_unnamed_land"]

_TURNS = ("left", "right")
_LONGEST = 300.0  # km of a river's course: of a longer one, a bank alone may be anywhere in the country
_APART = (3.0, 60.0)  # km between two places, for what lies between them to be drawn as a corridor
_BACK = 2  # sentences before, whose settlements tell the oblast too
_SCORE = 0.9  # of the mention, as of a name that means one place
# What a sentence must hold for each to be looked for in it.
_CUES = {
    "between": ("between", "між ", "между "),
    "interfluve": ("річч", "речь"),
    "left_bank": ("береж",),
    "right_bank": ("береж",),
    "bank": ("bank", "shore", "side of", "берег", "берез"),
    "beyond": ("east of", "west of", "north of", "south of", "ід від", "іч від", "нь від", "іше ", "ее ", "у от "),
    "hromada": ("hromada", "ommunit", "громад"),
    "quarter": ("the north", "the south", "the east", "the west", "country’s ", "country's "),
}  # fmt: skip
_OF_RIVERS = frozenset({"interfluve", "left_bank", "right_bank", "bank", "beyond"})
_ALL_OF = re.compile(r"\b(?:all|every|whole|entire|entirety)\b[^,;:.]{0,40}$", re.IGNORECASE)
_COMMUNITY = re.compile(r"\s+communit(?:y|ies)\b")
_AND = re.compile(r"\s*(?:,|,?\s(?:and|та|і|й|и)\s)\s*(?:the\s+)?")
_IN = re.compile(r"(?:,|\s)\s*(?:in|of|у|в)\s+(?:the\s+)?")
# "fighting in the south", "advanced in the country's east": a part of the country, unless of something nearer
_WAY = r"(?:(?:north|south)-?(?:east|west)|north|south|east|west)"
_QUARTER = re.compile(
    rf"(?<!\bto\s)(?<!\bon\s)(?<!\bat\s)(?<!\bby\s)(?<!\btoward\s)(?<!\btowards\s)(?:\bthe\s(?:country['’]s\s)?)(?P<way>{_WAY}(?:\sand\s(?:the\s)?{_WAY})?)"
    r"\b(?!-|['’]|\s(?:of|bank|side|coast|shore|end|edge|flank|korea\w*|wing|gate|front)\b)"
)
_NEARER = re.compile(
    r"\b(?:city|town|village|region|province|oblast|island|peninsula|river|centre|center|half|outskirts|district|suburbs|"
    r"plant|bank|zone)\b",
    re.IGNORECASE,
)
_RAIDED = re.compile(r"\battack\w*\b[^,.;]{0,40}$")  # "attacking targets in the south", anywhere there
_ADJECTIVE = r"[А-ЯІЇЄҐ][\w'’ʼ-]+[сцз]ь?к(?:ої|ій|у|ою|а|ая|ой|ую)"


def is_unnamed_land(place: Place) -> bool:
    """Whether a place is land that has no name of its own, known only as a part of something."""
    return place.kind is Kind.REGION and states_part(place.id)


class UnnamedLands:
    """Finds such land in articles about a theatre; `gazetteer` tells of its hromadas. Read-only once made: threads may
    share one."""

    def __init__(self, gazetteer: Gazetteer, theatre: Theatre) -> None:
        self._theatre = theatre
        self._gazetteer = gazetteer
        self._rivers = Rivers(theatre)
        rivers = "|".join(self._rivers.spelt.values()) or r"(?!)"
        self._patterns = {name: _compiled(name, rivers) for name in _CUES if name not in ("hromada", "quarter")}
        self._side = {side: re.compile(rf"{words_of(side)}$", re.IGNORECASE) for side in SIDES}
        self._behind = re.compile(rf"\s+{words_of('hromada')}(?!\w)", re.IGNORECASE)
        listed = rf"{_ADJECTIVE}(?:(?:,|\s(?:та|і|й|и))\s{_ADJECTIVE}){{0,9}}"
        self._adjective = re.compile(_ADJECTIVE)
        self._hromada = re.compile(rf"\b(?P<names>{listed})\s+{words_of('hromada')}(?!\w)")

    def widened(self, text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """The mentions of an article with those that only tell where such land lies replaced by the land itself."""
        kinds_in = self._wanted(text, sentences)
        if not kinds_in:
            return tuple(mentions)
        named: dict[int, list[Mention]] = {}
        for mention in mentions:
            named.setdefault(mention.sentence, []).append(mention)
        for index, kinds in kinds_in.items():
            here = named.get(index, [])
            named[index] = _merged(here, self._in(sentences[index], kinds, here, named))
        return tuple(mention for index in sorted(named) for mention in named[index])

    def _wanted(self, text: str, sentences: Sequence[Sentence]) -> dict[int, list[str]]:
        """The sentences that may speak of such land, and of which kinds of it, in the order of _CUES."""
        starts = [sentence.start for sentence in sentences]
        rivers = any(stem in text for stem in self._rivers.stems)
        cyrillic = "о" in text
        wanted: dict[int, list[str]] = {}
        for kind, cues in _CUES.items():
            if kind in _OF_RIVERS and not rivers:
                continue
            found = (at for cue in cues if cyrillic or cue.isascii() for at in _offsets(cue, text))
            for index in sorted({bisect_right(starts, at) - 1 for at in found}):
                if index >= 0 and (
                    kind not in _OF_RIVERS or any(stem in sentences[index].text for stem in self._rivers.stems)
                ):
                    wanted.setdefault(index, []).append(kind)
        return wanted

    def _in(
        self, sentence: Sentence, kinds: Sequence[str], here: Sequence[Mention], named: dict[int, list[Mention]]
    ) -> Iterator[Mention]:
        """The lands that a sentence names; of overlapping ones the first counts."""
        for kind in kinds:
            if kind == "hromada":
                yield from self._hromadas_in(sentence, here)
            elif kind == "quarter":
                yield from self._quarters(sentence, here)
            elif kind in ("between", "interfluve"):
                yield from self._lands_between(sentence, kind, here)
            else:
                yield from self._river_sides(sentence, kind, here, named)

    # --- hromadas ---------------------------------------------------------------------------------------------------

    @cached_property
    def _hromadas(self) -> Hromadas:
        return hromadas_of(self._gazetteer, self._theatre)

    def _hromadas_in(self, sentence: Sentence, here: Sequence[Mention]) -> Iterator[Mention]:
        listed = False  # whether the name behind is one of several hromadas': "the Izium and Balakliia hromadas"
        for number in reversed(range(len(here))):
            mention = here[number]
            start, end = mention.start - sentence.start, mention.end - sentence.start
            following = here[number + 1].start - sentence.start if number + 1 < len(here) else end
            listed = listed and _AND.fullmatch(sentence.text[end:following]) is not None
            noun = self._behind.match(sentence.text, end)
            if noun is None and _ALL_OF.search(sentence.text[:start]):
                noun = _COMMUNITY.match(sentence.text, end)
            listed = listed or (noun is not None and noun[0].endswith(("s", "громад")))
            if mention.place is None or mention.place.kind is not Kind.SETTLEMENT:
                continue
            if noun is None and not listed and mention.kind is not Kind.REGION:
                continue
            if (id := self._hromadas.seated(mention.place.id)) is not None:
                end = noun.end() if noun is not None else end
                yield self._mention(sentence, start, end, self._place(id), mention.score)
        for found in self._hromada.finditer(sentence.text):  # adjectives that the gazetteer doesn't know as a place's
            oblasts = {m.place.admin1 for m in here if m.place is not None and m.place.admin1}
            for name in self._adjective.finditer(sentence.text, found.start(), found.end("names")):
                ids = self._hromadas.called(name[0])
                fitting = [id for id in ids if len(ids) == 1 or self._place(id).admin1 in oblasts]
                if len(fitting) == 1:
                    end = found.end() if name.end() == found.end("names") else name.end()
                    yield self._mention(sentence, name.start(), end, self._place(fitting[0]))

    def _place(self, hromada: str) -> Place:
        seat = self._gazetteer.at(self._gazetteer.rows[self._hromadas.seats[hromada]])
        return self._land(
            hromada, self._hromadas.names[hromada], (seat.latitude, seat.longitude), seat.admin1, seat.admin2
        )

    # --- quarters of the country ------------------------------------------------------------------------------------

    def _quarters(self, sentence: Sentence, here: Sequence[Mention]) -> Iterator[Mention]:
        """ "The south", where the sentence has nothing else that it could be the south of."""
        towns = [m for m in here if m.kind is not Kind.COUNTRY]
        for found in _QUARTER.finditer(sentence.text):
            before = sentence.text[: found.start()]
            if _NEARER.search(before) or _RAIDED.search(before) or (towns and before.endswith(("from ", "In "))):
                continue
            way = found["way"].replace(" the ", " ")
            places = self._gazetteer.candidates(f"{way} of {self._theatre.sides.home.name}")
            if len(places) == 1 and places[0].kind is Kind.REGION:
                yield self._mention(sentence, *found.span(), places[0])

    # --- banks of rivers --------------------------------------------------------------------------------------------

    def _river_sides(
        self, sentence: Sentence, kind: str, here: Sequence[Mention], named: dict[int, list[Mention]]
    ) -> Iterator[Mention]:
        for found in _finds(self._patterns[kind], sentence.text):
            side = kind.removesuffix("_bank") if kind.endswith("_bank") else self._side_of(found["side"])
            key = self._rivers.key(found["river"])
            if key is None or side is None or self._is_region(sentence, found, here):
                continue
            if (region := self._behind_in(sentence, found, here)) is not None and region.place is not None:
                name = (
                    f"{region.place.name}{f', {side} bank' if side in _TURNS else f' {side}'} of the {self._names[key]}"
                )
                place = replace(region.place, id=str(RegionId(region.place.id, RiverSide(side, key))), name=name)
                yield self._mention(sentence, found.start(), region.end - sentence.start, place)
                continue
            near = range(sentence.index - _BACK, sentence.index + 1) if kind != "beyond" else ()
            unit = self._unit(key, here, [m for index in near for m in named.get(index, ())])
            if unit is None:
                continue
            base, admin1 = unit
            name = f"{side} bank of the {self._names[key]}" + (f" in {admin1} Oblast" if admin1 else "")
            point = self._courses[key].interpolate(0.5, normalized=True)
            id = RegionId(base, RiverBank(side, key))
            place = self._land(str(id), name[0].upper() + name[1:], (point.y, point.x), admin1)
            yield self._mention(sentence, *found.span(), place)

    def _side_of(self, words: str) -> str | None:
        return next((side for side, pattern in self._side.items() if pattern.match(words)), None)

    @staticmethod
    def _is_region(sentence: Sentence, found: re.Match[str], here: Sequence[Mention]) -> bool:
        """Whether the words are a region's own name: "left bank of the Dnipro"."""
        start, end = found.start() + sentence.start, found.end() + sentence.start
        return any(m.kind is Kind.REGION and m.start < end and start < m.end for m in here)

    @staticmethod
    def _behind_in(sentence: Sentence, found: re.Match[str], here: Sequence[Mention]) -> Mention | None:
        """The region that the words place themselves in: "the east bank of the Oskil in Kharkiv Oblast"."""
        for mention in here:
            if mention.kind is Kind.REGION and mention.place is not None and mention.place.kind is Kind.REGION:
                between = sentence.text[found.end() : max(found.end(), mention.start - sentence.start)]
                if mention.start >= found.end() + sentence.start and _IN.fullmatch(between):
                    return mention
        return None

    def _unit(self, river: str, here: Sequence[Mention], near: Sequence[Mention]) -> tuple[str, str] | None:
        """The id and name of the land whose bank is meant: the oblast that the sentence names; else the country, or,
        of a long river, the oblast of all the settlements named just before; None where they leave it open."""
        units = {m.place.id for m in here if m.place is not None and m.place.id in self._outlines}
        if not units and _length(self._courses[river]) <= _LONGEST:
            return f"country:{self._country}", ""
        towns = {m.place.admin1 for m in near if m.place is not None and m.place.kind is Kind.SETTLEMENT}
        oblasts = units or {id for id, (name, _) in self._outlines.items() if name in towns}
        if len(oblasts) == 1 and self._outlines[id := oblasts.pop()][1].intersects(self._courses[river]):
            return id, self._outlines[id][0]
        return None

    # --- what lies between ------------------------------------------------------------------------------------------

    def _lands_between(self, sentence: Sentence, kind: str, here: Sequence[Mention]) -> Iterator[Mention]:
        for found in _finds(self._patterns[kind], sentence.text):
            if (place := self._land_between(sentence, found, here)) is not None:
                yield self._mention(sentence, *found.span(), place)

    def _land_between(self, sentence: Sentence, found: re.Match[str], here: Sequence[Mention]) -> Place | None:
        rivers = [self._rivers.key(found[end]) for end in ("one", "other")]
        if rivers[0] is not None and rivers[1] is not None and rivers[0] != rivers[1]:
            keys = sorted(key for key in rivers if key is not None)
            names = " and the ".join(self._names[key] for key in keys)
            points = [self._courses[key].interpolate(0.5, normalized=True) for key in keys]
            middle = sum(point.y for point in points) / 2, sum(point.x for point in points) / 2
            return self._land(self._between(*keys), f"Between the {names}", middle)
        ends: list[Place] = []
        for group in ("one", "other"):
            start = found.start(group) + sentence.start
            met = next((m for m in here if m.start == start and m.place is not None), None)
            if met is None or met.place is None or met.place.kind is not Kind.SETTLEMENT or met.metonym:
                return None
            if met.end - sentence.start != found.end(group) or met.place.precision is not Precision.EXACT:
                return None
            ends.append(met.place)
        one, other = sorted(ends, key=lambda place: place.id)
        away = distance_km((one.latitude, one.longitude), (other.latitude, other.longitude))
        if not _APART[0] <= away <= _APART[1]:
            return None
        middle = (one.latitude + other.latitude) / 2, (one.longitude + other.longitude) / 2
        admin1 = one.admin1 if one.admin1 == other.admin1 else ""
        name = f"Between {' and '.join(place.name for place in ends)}"
        return self._land(self._between(one.id, other.id), name, middle, admin1)

    def _between(self, one: str, other: str) -> str:
        return str(RegionId(f"country:{self._country}", Between(one, other)))

    # --- the theatre ------------------------------------------------------------------------------------------------

    @staticmethod
    def _mention(sentence: Sentence, start: int, end: int, place: Place, score: float = _SCORE) -> Mention:
        first, last = sentence.start + start, sentence.start + end
        return Mention(
            sentence.index, first, last, sentence.text[start:end], Kind.REGION, place, place.latitude, place.longitude,
            0.0, score,
        )  # fmt: skip

    def _land(self, id: str, name: str, point: tuple[float, float], admin1: str = "", admin2: str = "") -> Place:
        """A stretch of land as a place; `point` (latitude, longitude) lies somewhere in its middle."""
        latitude, longitude = round(point[0], 4), round(point[1], 4)
        return Place(
            id, name, (("en", name),), Kind.REGION, latitude, longitude, self._country, admin1, admin2, 0,
            Precision.EXACT,
        )  # fmt: skip

    @cached_property
    def _country(self) -> str:
        return str(self._theatre.outlines("baseline")["country"])

    @cached_property
    def _names(self) -> dict[str, str]:
        names = (each["properties"]["name"] for each in self._theatre.outlines("rivers")["features"])
        return {river_key(name): name for name in names}

    @cached_property
    def _courses(self) -> dict[str, shapely.LineString]:
        features = self._theatre.outlines("rivers")["features"]
        return {river_key(each["properties"]["name"]): shape(each["geometry"]) for each in features}

    @cached_property
    def _outlines(self) -> dict[str, tuple[str, shapely.Geometry]]:
        features = self._theatre.outlines("regions")["features"]
        return {
            f"region:{each['properties']['iso']}": (each["properties"]["name"], shape(each["geometry"]))
            for each in features
        }


def _compiled(name: str, rivers: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of the words' table, one a language, with the rivers, sides and places put in."""
    place = rf"(?:{rivers})\b|(?-i:[A-ZА-ЯІЇЄҐ])[\w'’ʼ-]+(?:\s(?-i:[A-ZА-ЯІЇЄҐ])[\w'’ʼ-]+)?"
    found = []
    for language in languages_of(name):
        pattern = words_of(name, language)
        if name in ("beyond", "between"):
            pattern = rf"{words_of('land', language)}\s+{pattern}"
        elif name == "bank":
            pattern = rf"(?:{words_of('land', language)}\s+{words_of('along', language)}\s+)?{pattern}"
        side = "|".join(words_of(side, language) for side in SIDES)
        for slot, group, words in (
            ("SIDE", "side", side), ("RIVER", "river", rf"(?:{rivers})\b"), ("A", "one", place), ("B", "other", place)
        ):  # fmt: skip
            pattern = re.sub(rf"\b{slot}\b", f"(?P<{group}>{words})".replace("\\", r"\\"), pattern)
        found.append(re.compile(rf"\b{pattern}", re.IGNORECASE))
    return tuple(found)


def _offsets(word: str, text: str) -> Iterator[int]:
    """Where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _finds(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(text)


def _length(course: shapely.LineString) -> float:
    """In kilometres."""
    corners = [(lat, lon) for lon, lat in course.coords]
    return sum(distance_km(one, other) for one, other in pairwise(corners))


def _merged(here: Sequence[Mention], lands: Iterable[Mention]) -> list[Mention]:
    """The mentions of a sentence, in its order, with those that a land reaches over replaced by it; of lands
    that overlap, the first."""
    kept: list[Mention] = []
    for land in lands:
        if not any(land.start < other.end and other.start < land.end for other in kept):
            kept.append(land)
    rest = [m for m in here if not any(m.start < wide.end and wide.start < m.end for wide in kept)]
    return sorted((*rest, *kept), key=lambda mention: mention.start)

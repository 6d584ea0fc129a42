"""What about a place is meant: the place itself, a part of it, its surroundings, a point some way from it, or the
government that sits there."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from extract.places import words
from extract.places.catalogue import SETTLEMENT, Catalogue
from extract.places.doubt import is_government
from extract.places.found import Toponym
from gazetteer.place import Kind, distance_km

__all__ = ["NEAR_KM", "Senses"]

_IN_AND = ("in and around ", "inside and around ", "in and near ")  # in the place too
NEAR_KM = 10.0  # how far a place's surroundings reach, where no distance is named
_WINDOW = 90  # characters of context looked at on either side
_DEGREE_KM = 111.2
_MILE_KM = 1.609
_FARTHEST_KM = 150  # of a point told by distance and bearing, and of the middle between two places
_GAP = 30  # characters at most between the two names of "between A and B"
_UNITS = ("km", "kilom", "mile", "км", "кілом", "килом")
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "dozen": 12,
}  # fmt: skip
_LISTED = re.compile(r"\s*(?P<comma>[,;]?)\s*(?P<and>(?:\b(?:and|та|і|й|и|as well as|а також|а также|or|або|или)\s+)?)")
_ANY_AND = re.compile(r"\b(?:and|та|і|й|и)\b")


class Senses:
    """Tells what about a theatre's places is meant. Threads may share it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._kinds = catalogue.kinds
        self._gazetteer = catalogue.gazetteer

    def tell(self, toponyms: Sequence[Toponym], text: str, language: str) -> None:
        """Set kind, point and metonym of an article's names where the words around them tell."""
        kinds, last_near, last_site, russian = self._kinds, words.LAST_NEAR, words.LAST_SITE, language == "ru"
        self._joined(toponyms, text)
        for n, name in enumerate(toponyms):
            last = name.last.rstrip(":")
            near, site = last in last_near or (russian and last == "у"), last in last_site
            capital = name.form.key in self._catalogue.governments
            if not (near or site or capital or name.leads) or name.kind or kinds[name.choice.best] != SETTLEMENT:
                continue
            before, after = text[name.low : name.start].lower(), text[name.end : name.end + _WINDOW].lower()
            if before.endswith(": "):  # "near the following settlements: "
                before = before[:-2] + " "
            other = toponyms[n + 1] if n + 1 < len(toponyms) else None
            if capital and (
                is_government(name, before, after, self._catalogue) or _beside_government(toponyms, n, text)
            ):
                name.metonym = True
            elif (name.leads and words.AFTER_SITE.match(after)) or (site and words.before_site(before)):
                name.kind = Kind.PART
            elif last in words.LAST_BETWEEN and other is not None and words.BETWEEN.search(before[-30:]):
                self._between(name, other, text)
            elif near and (last == "у" or words.before_near(before)) and not before.endswith(_IN_AND):
                name.kind = Kind.NEAR
                name.point = self._point(name.choice.best, before)
                self._spread_near(toponyms, n, text)
            elif name.leads and words.AFTER_NEAR.match(after):
                name.kind = Kind.NEAR

    def _joined(self, toponyms: Sequence[Toponym], text: str) -> None:
        """ "the Svatove-Kreminna line" is near both, "the Bakhmut-Kostiantynivka road" is neither town."""
        for name, other in pairwise(toponyms):
            if other.start - name.end > 3 or not words.JOINED.fullmatch(text, name.end, other.start):
                continue
            if name.kind or other.kind or {self._kinds[each.choice.best] for each in (name, other)} != {SETTLEMENT}:
                continue
            before, after = text[name.low : name.start].lower(), text[other.end : other.end + _WINDOW].lower()
            if words.AFTER_ROAD.match(after) or words.BEFORE_ROAD.search(before):
                self._middle(name, other, Kind.OTHER)
            elif words.AFTER_LINE.match(after) or words.BEFORE_LINE.search(before):
                self._middle(name, other, Kind.NEAR)

    def _spread_near(self, toponyms: Sequence[Toponym], n: int, text: str) -> None:
        """ "near Lyman, Toretsk and Siversk": near each of the list that a name near which something is opens."""
        listed, joined = [toponyms[n]], False
        for other in toponyms[n + 1 :]:
            gap = _LISTED.fullmatch(text, listed[-1].end, other.start)
            if gap is None or other.kind or self._kinds[other.choice.best] != SETTLEMENT:
                break
            if gap["and"] and gap["comma"] and len(listed) == 1:
                break  # "near Lyman, and Toretsk was quiet"
            listed.append(other)
            if joined := bool(gap["and"]):
                break
        if joined or len(listed) > 2:
            for name in listed:
                name.kind = Kind.NEAR

    def _between(self, name: Toponym, other: Toponym, text: str) -> None:
        """ "between Lyman and Svatove": near both, at the point halfway, within half their distance."""
        gap = text[name.end : other.start]
        if len(gap) <= _GAP and _ANY_AND.search(gap) and self._kinds[other.choice.best] == SETTLEMENT:
            self._middle(name, other, Kind.NEAR)

    def _middle(self, name: Toponym, other: Toponym, kind: Kind) -> None:
        """Give two names the point halfway between their places, unless these lie too far apart."""
        here, there = self._position(name.choice.best), self._position(other.choice.best)
        half = distance_km(here, there) / 2
        if half > _FARTHEST_KM:
            return
        middle = (round((here[0] + there[0]) / 2, 4), round((here[1] + there[1]) / 2, 4), round(half, 1))
        name.kind = other.kind = kind
        name.point = other.point = middle

    def _point(self, row: int, before: str) -> tuple[float, float, float]:
        """Latitude, longitude and radius in km of "10 km east of Izium"; without a distance, the place itself within
        10 km."""
        here = self._position(row)
        distances = list(words.DISTANCE.finditer(before)) if any(unit in before for unit in _UNITS) else []
        if not distances:
            return (*here, NEAR_KM)
        number, unit, direction = distances[-1].groups()
        bearing = words.BEARINGS.get(re.sub(r"[\s-]", "", direction), _bearing(direction))
        far = _NUMBERS.get(number) or (float(number.replace(",", ".")) if number[0].isdigit() else None)
        if bearing is None or far is None or far > _FARTHEST_KM:
            return (*here, NEAR_KM)
        far *= _MILE_KM if unit.startswith("mi") else 1.0
        lat = here[0] + far / _DEGREE_KM * math.cos(math.radians(bearing))
        lon = here[1] + far / (_DEGREE_KM * math.cos(math.radians(here[0]))) * math.sin(math.radians(bearing))
        return round(lat, 4), round(lon, 4), round(max(2.0, far / 4), 1)

    def _position(self, row: int) -> tuple[float, float]:
        return self._gazetteer.latitudes[row], self._gazetteer.longitudes[row]


def _beside_government(toponyms: Sequence[Toponym], n: int, text: str) -> bool:
    """Whether a name is listed behind a government: "talks between Moscow and Kyiv"."""
    if n == 0 or not toponyms[n - 1].metonym:
        return False
    return words.COORDINATION.fullmatch(text[toponyms[n - 1].end : toponyms[n].start]) is not None


def _bearing(direction: str) -> float | None:
    """The bearing in degrees of an inflected Ukrainian or Russian direction ("північний захід", "юго-востоку")."""
    north = re.search("північ|север", direction)
    south = re.search("півден|южн|юг", direction)
    east = re.search("схід|схо|восто", direction)
    west = re.search("захід|захо|запад", direction)
    if not (north or south or east or west):
        return None
    y, x = bool(north) - bool(south), bool(east) - bool(west)
    return math.degrees(math.atan2(x, y)) % 360

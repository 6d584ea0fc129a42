"""Which of the places of one name is meant (geo/geo ambiguity): by the region named beside it, the places named around
it, where the fighting was, size, and what the name means elsewhere in the article."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from extract.places import words
from extract.places.catalogue import REGION, SETTLEMENT, Catalogue
from extract.places.found import Choice, Codes, Form, Toponym
from gazetteer.place import Grade

__all__ = ["Resolver"]

# 20, 45 and 90 km, in degrees of a great circle, squared.
_CLOSE, _NEARBY, _FAR = ((km / 111.2) ** 2 for km in (20, 45, 90))
_REACH = math.sqrt(_FAR)  # in degrees of latitude
_CROWD = 24  # names on either side that are looked at, however dense
_AROUND = 1000  # characters within which places named vouch for each other
_BESIDE = 45  # characters within which a region or place stands beside a name
_REGION_REACH = 1200  # characters within which a region named tells where a place lies
_VOUCHING = 8  # places around a name that are listened to
_SETTLED = 0.98  # share with which a name needs nothing around it,
_DECIDED = 0.95  # and no second look
_CLEAR = 0.7  # share with which a place vouches for others
_ONE_SENSE = 0.6  # share with which a name's meaning holds for the article

_Anchor = tuple[int, int, str, int]  # start, sentence, name and row of a mention clear enough to vouch for others
_Nearby = tuple[tuple[float, float, float], ...]  # (latitude, longitude, weight)
# How closely an oblast (by name) or a raion (by both names) belongs to a name.
_Units = dict[str | tuple[str, str], float]


class Resolver:
    """Chooses between a theatre's places of one name. Threads may share it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._gazetteer = catalogue.gazetteer

    def resolve(self, toponyms: Sequence[Toponym], text: str, published: date, language: str) -> None:
        """Score every candidate of every name; names with one meaning vouch for their neighbours first."""
        zones, russian = self._catalogue.front.zones(published), language == "ru"
        for name in toponyms:
            form = name.form
            hint = (form.river or form.abroad) and _hinted(name, text)
            name.choice = self._priors(form, zones, russian, name.kind is None, hint)
        unsure = [name for name in toponyms if name.choice.share < _SETTLED]
        if not unsure:
            return
        regions = [name for name in toponyms if name.form.kind == REGION and len(name.form.codes) == 1]
        places = [name for name in toponyms if name.form.kind == SETTLEMENT]
        units = self._units_around(unsure, regions, places, text)
        priors = [name.choice.scores for name in unsure]
        vouching: list[_Nearby] = [()] * len(unsure)
        anchors: list[_Anchor] = []
        for round_ in range(2):  # what is clear after the first makes more clear
            clear = [
                (name.start, name.sentence, name.form.key, name.choice.best)
                for name in places
                if name.choice.share >= _CLEAR
            ]
            if round_ and clear == anchors:
                break
            anchors, starts = clear, [anchor[0] for anchor in clear]
            for n, name in enumerate(unsure):
                if round_ and name.choice.share >= _DECIDED:
                    continue
                near = self._neighbours(name, anchors, starts)
                if near != vouching[n] or not round_:
                    vouching[n] = near
                    name.choice = self._likeliest(self._scored(priors[n], units[n], near))
        _hold_one_sense(unsure)

    @lru_cache(maxsize=16384)  # noqa: B019 - one finder lives as long as its process
    def _priors(self, form: Form, zones: bytes, russian: bool, any_kind: bool, hint: bool) -> Choice:
        """How likely each place of a name is before its neighbours are looked at; `any_kind` when the words beside it
        tell no kind, `hint` when the words before say a river, or what a war does to a place."""
        catalogue = self._catalogue
        weight, fought, rivers, kinds = catalogue.weight, catalogue.fought, catalogue.rivers, catalogue.kinds
        unlikely = (0.0, 0.5 if russian else 1.0, 3.0, 5.0)  # by grade
        scores = {}
        for row, grade in form.codes:
            score = weight[row] + fought[row] * zones[row] - unlikely[grade]
            if any_kind and kinds[row] == REGION:
                score += 3.0
            if form.river and row in rivers:
                score += 9.0 if hint else -4.0
            if hint and form.abroad and grade == Grade.FOREIGN:
                score += 5.0
            scores[row] = score
        return self._likeliest(scores)

    def _likeliest(self, scores: Mapping[int, float]) -> Choice:
        if len(scores) == 1:
            return Choice(scores, next(iter(scores)), 1.0)
        best, most = -1, -math.inf
        total = 0.0
        for row, score in scores.items():
            total += 2.0**score
            if score > most or (score == most and self._gazetteer.ids[row] > self._gazetteer.ids[best]):
                best, most = row, score
        return Choice(scores, best, 2.0**most / total)

    def _scored(self, prior: Mapping[int, float], units: _Units, near: _Nearby) -> Mapping[int, float]:
        """How likely each place of a name is, given the units named around it and the places near it."""
        if not (units or near):
            return prior
        oblasts, of_row, latitudes = self._gazetteer.admin1s, self._catalogue.units, self._gazetteer.latitudes
        scores: dict[int, float] = {}
        among = [latitude for latitude, _, _ in near] or [math.inf]
        south, north = min(among) - _REACH, max(among) + _REACH
        for row, score in prior.items():
            if units:
                raion, oblast = units.get(of_row[row], 0.0), units.get(oblasts[row], 0.0)
                score += raion if raion > oblast else oblast
            if south < latitudes[row] < north:
                score += self._among(row, near)
            scores[row] = score
        return scores

    # --- the places around a name -----------------------------------------------------------------------------------

    def _neighbours(self, name: Toponym, anchors: Sequence[_Anchor], starts: Sequence[int]) -> _Nearby:
        """(latitude, longitude, weight) of the clear places around a name, the nearest mention of each."""
        start, key, sentence = name.start, name.form.key, name.sentence
        low, high = _around(starts, start, _AROUND)
        near: dict[int, float] = {}
        for at, its, named, row in sorted(anchors[low:high], key=lambda anchor: abs(anchor[0] - start)):
            if row not in near and named != key:
                close = its == sentence
                near[row] = 1.5 if close and abs(at - start) < _BESIDE else 1.0 if close else 0.5
                if len(near) == _VOUCHING:
                    break
        latitudes, longitudes = self._gazetteer.latitudes, self._gazetteer.longitudes
        return tuple((latitudes[row], longitudes[row], weight) for row, weight in near.items())

    def _among(self, row: int, near: _Nearby) -> float:
        """What the places around say for a candidate: the most of the nearest, and some of every other close by."""
        latitude, longitude = self._gazetteer.latitudes[row], self._gazetteer.longitudes[row]
        scale = self._catalogue.longitude_scale[row]
        most = total = 0.0
        for lat, lon, weight in near:
            north = lat - latitude
            if not -_REACH < north < _REACH:
                continue
            east = (lon - longitude) * scale
            if (away := north * north + east * east) < _FAR:
                support = weight * (3.0 if away < _CLOSE else 2.0 if away < _NEARBY else 0.7)
                total += support
                if support > most:
                    most = support
        return min(most + 0.3 * (total - most), 6.0)

    # --- the regions named around it --------------------------------------------------------------------------------

    def _units_around(
        self, names: Sequence[Toponym], regions: Sequence[Toponym], places: Sequence[Toponym], text: str
    ) -> list[_Units]:
        """For each name the oblasts and raions named around it, and how closely each belongs to it."""
        if not regions:
            return [{}] * len(names)
        starts, at = [region.start for region in regions], [place.start for place in places]
        return [self._units_beside(name, regions, starts, at, text) for name in names]

    def _units_beside(
        self, name: Toponym, regions: Sequence[Toponym], starts: Sequence[int], at: Sequence[int], text: str
    ) -> _Units:
        units: _Units = {}
        first, last = _around(starts, name.start, 2 * _AROUND)
        for region in regions[first:last]:
            after = region.start >= name.end
            gap = region.start - name.end if after else name.start - region.end
            if gap > _REGION_REACH:
                continue
            weight = 1.5
            if region.sentence == name.sentence:
                weight = 3.0
                if gap < _BESIDE:
                    since, until = (name.end, region.start) if after else (region.end, name.start)
                    others = bisect_left(at, since) < bisect_left(at, until)
                    bracket = after and "(" in text[name.end : region.start]
                    weight = (2.0 if bracket else 4.0) if others else 6.0 if after else 4.5
            for unit in self._units_of(region.form.codes[0][0]):
                if weight > units.get(unit, 0.0):
                    units[unit] = weight
        return units

    @lru_cache(maxsize=1024)  # noqa: B019 - one finder lives as long as its process
    def _units_of(self, region: int) -> tuple[str | tuple[str, str], ...]:
        return self._catalogue.units_of(region)


def _hinted(name: Toponym, text: str) -> bool:
    """Whether the words before a name that a river or a city abroad bears too say a river, or what a war does to a
    place."""
    before = text[max(0, name.start - 40) : name.start].lower()
    return bool((words.BEFORE_RIVER if name.form.river else words.BEFORE_TAKEN).search(before))


def _hold_one_sense(names: Sequence[Toponym]) -> None:
    """A name that is clear in one place of the article means the same elsewhere in it, unless told otherwise."""
    clear: dict[Codes, Choice] = {}
    for name in names:
        held = clear.get(name.form.codes)
        if name.choice.share >= _ONE_SENSE and (held is None or name.choice.share > held.share):
            clear[name.form.codes] = name.choice
    for name in names:
        if name.choice.share < _ONE_SENSE and (known := clear.get(name.form.codes)):
            name.choice = known


def _around(starts: Sequence[int], start: int, reach: int) -> tuple[int, int]:
    """The slice of the names that begin within `reach` characters of one, at most `_CROWD` on either side."""
    low, high = bisect_left(starts, start - reach), bisect_right(starts, start + reach)
    middle = bisect_left(starts, start)
    return max(low, middle - _CROWD), min(high, middle + _CROWD)

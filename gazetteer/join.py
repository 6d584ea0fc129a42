"""Joining the register's settlements with GeoNames' places: which point is whose.

Settlements are paired by oblast and spelling; where several could pair, by what is already known of their hromada and
raion. A point of GeoNames' list of postcodes, whose oblast is often a namesake's, is believed only beside a settlement
already placed of the same hromada.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gazetteer.dumps import DumpPoint
from gazetteer.place import distance_km
from gazetteer.russian_toponyms import russian_names
from gazetteer.spelling import fold, romanise_russian, romanise_ukrainian

__all__ = ["Point", "Settlement", "join", "place_by_postcodes", "postcode_points", "unit_centres"]

Point = tuple[float, float]  # latitude, longitude


@dataclass
class Settlement:
    """A settlement of the official register, and where it was found to lie. `raion` and `hromada` are codes."""

    code: str
    name: str
    oblast: str  # by the theatre's name of it
    raion: str
    hromada: str
    point: DumpPoint | None = None
    location: Point | None = None  # that point's, or one of the list of postcodes
    former: str = ""  # what it was called before it was renamed of late
    town: bool = True  # not a mere village, so that it may have 10,000 people

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, and the former one if there is one."""
        return (self.name, self.former) if self.former else (self.name,)


def join(
    settlements: list[Settlement], points: Iterable[DumpPoint], listed: dict[str, list[Point]]
) -> dict[int, Settlement]:
    """Give the register's settlements their points, in place; answers the settlements paired, by GeoNames id.

    1. Settlements and GeoNames places of one oblast that have a spelling in common pair: the certain first, then each
       with the one nearest to what is already known of the hromada, then of the raion.
    2. What is left takes its point from the list of postcodes (`postcode_points`, used up on the way).
    3. Who turns out to lie far from the rest of the hromada was a namesake and is placed again.
    """
    joined: dict[int, Settlement] = {}
    by_key: dict[tuple[str, str], list[DumpPoint]] = defaultdict(list)
    for point in points:
        for key in {fold(name) for name in (point.name, *point.alternates)}:
            by_key[point.admin1, key].append(point)
    options: dict[str, list[DumpPoint]] = {}
    for keys_of in (_own_keys, _join_keys):  # a point called in Ukrainian is not to be had by a Russian name
        options = {s.code: _options(s, keys_of, by_key, joined) for s in settlements}
        _pair_certain(settlements, options, joined)
        _pair_nearest(settlements, options, joined)
    place_by_postcodes(settlements, listed)
    for settlement in _strays(settlements):
        if settlement.point is not None:
            options[settlement.code] = [p for p in options[settlement.code] if p is not settlement.point]
            del joined[settlement.point.id]
        settlement.point = settlement.location = None
    _pair_nearest(settlements, options, joined)
    place_by_postcodes(settlements, listed)
    return joined


def _options(
    settlement: Settlement,
    keys_of: Callable[[str], Iterable[str]],
    by_key: Mapping[tuple[str, str], Sequence[DumpPoint]],
    joined: Mapping[int, Settlement],
) -> list[DumpPoint]:
    """The free points of the settlement's oblast that bear one of its names."""
    keys = [key for name in settlement.names for key in keys_of(name)]
    alike = {p.id: p for key in keys for p in by_key.get((settlement.oblast, key), ())}
    return [p for p in alike.values() if p.id not in joined and (settlement.town or p.population < 10_000)]


def _pair(settlement: Settlement, point: DumpPoint, joined: dict[int, Settlement]) -> None:
    settlement.point, settlement.location = point, (point.latitude, point.longitude)
    joined[point.id] = settlement


def _pair_certain(
    settlements: Iterable[Settlement], options: Mapping[str, Sequence[DumpPoint]], joined: dict[int, Settlement]
) -> None:
    """Pair who has one option that nobody else wants."""
    wanted = Counter(p.id for found in options.values() for p in found)
    for settlement in settlements:
        found = options[settlement.code]
        if settlement.point is None and len(found) == 1 and wanted[found[0].id] == 1:
            _pair(settlement, found[0], joined)


def _pair_nearest(
    settlements: Sequence[Settlement], options: Mapping[str, Sequence[DumpPoint]], joined: dict[int, Settlement]
) -> None:
    """Pair settlements with the option nearest to what is known of their unit, the smallest unit first."""
    for unit, reach_km in (("hromada", 25.0), ("raion", 60.0), ("oblast", 250.0)):
        centres, hromadas = unit_centres(settlements, unit), unit_centres(settlements, "hromada")
        pairs = sorted(
            (
                (distance_km(centres[getattr(s, unit)], (p.latitude, p.longitude)), -p.population, n, s, p)
                for n, s in enumerate(settlements)
                if s.point is None and getattr(s, unit) in centres
                for p in options[s.code]
                if p.id not in joined
            ),
            key=lambda pair: pair[:3],
        )
        for away, _, _, settlement, point in pairs:
            seat = hromadas.get(settlement.hromada)
            if seat and distance_km(seat, (point.latitude, point.longitude)) > 35:
                continue  # a namesake in another hromada of the raion
            if away <= reach_km and settlement.point is None and point.id not in joined:
                _pair(settlement, point, joined)


def _strays(settlements: Iterable[Settlement]) -> list[Settlement]:
    """Settlements with a namesake's point: over 30 km from each of the two or more others placed in their hromada."""
    placed = _placed(settlements)
    return [
        settlement
        for mates in placed.values()
        if len(mates) > 2
        for settlement, where in mates
        if all(other is settlement or distance_km(where, there) > 30 for other, there in mates)
    ]


def _placed(settlements: Iterable[Settlement]) -> dict[str, list[tuple[Settlement, Point]]]:
    """The placed settlements of each hromada, with their points."""
    placed: dict[str, list[tuple[Settlement, Point]]] = defaultdict(list)
    for settlement in settlements:
        if settlement.location is not None and settlement.hromada:
            placed[settlement.hromada].append((settlement, settlement.location))
    return placed


def postcode_points(rows: Iterable[Mapping[str, str]], points: Iterable[DumpPoint]) -> dict[str, list[Point]]:
    """The points of GeoNames' list of postcodes (the theatre's table `places_postcodes`) by folded name, without those
    near a place that GeoNames already has under the name: they are that place's."""
    taken: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        for key in {fold(name) for name in (point.name, *point.alternates)}:
            taken[key].append((point.latitude, point.longitude))
    free: dict[str, list[Point]] = defaultdict(list)
    for row in rows:
        where = float(row["latitude"]), float(row["longitude"])
        if all(distance_km(where, other) > 5 for key in _join_keys(row["name"]) for other in taken.get(key, ())):
            free[fold(row["name"])].append(where)
            taken[fold(row["name"])].append(where)
    return free


def place_by_postcodes(settlements: Sequence[Settlement], free: dict[str, list[Point]]) -> None:
    """Place settlements at the points listed for their names, which are taken from `free`.

    A point counts when it lies within 10 km of a placed settlement of the same hromada, no other unplaced settlement
    of the name has that too, and no other such point is there. What one round places supports the next.
    """
    waiting = {settlement.code: settlement for settlement in settlements if settlement.location is None}
    found = True
    while found:
        placed, centres = _placed(settlements), unit_centres(settlements, "hromada")
        near = [
            (settlement, key, where)
            for settlement in waiting.values()
            if (centre := centres.get(settlement.hromada))
            for key in map(fold, settlement.names)
            for where in free.get(key, ())
            if abs(where[0] - centre[0]) < 1  # degrees; spares most of the distances
            and any(distance_km(where, there) <= 10 for _, there in placed[settlement.hromada])
        ]
        points_of = Counter(settlement.code for settlement, _, _ in near)
        settlements_of = Counter((key, where) for _, key, where in near)
        sure = [(s, key, w) for s, key, w in near if points_of[s.code] == 1 and settlements_of[key, w] == 1]
        for settlement, key, where in sure:
            settlement.location = where
            free[key].remove(where)
            del waiting[settlement.code]
        found = bool(sure)


@lru_cache(maxsize=65536)
def _own_keys(name: str) -> frozenset[str]:
    """The keys of a name in its own language."""
    return frozenset(map(fold, (name, *(romanise_ukrainian(name, scheme) for scheme in ("kmu2010", "bgn", "loose")))))


@lru_cache(maxsize=65536)
def _join_keys(name: str) -> frozenset[str]:
    """Those, and the keys of its Russian names."""
    russian = russian_names(name)
    return _own_keys(name) | frozenset(map(fold, (*russian, *map(romanise_russian, russian))))


def unit_centres(settlements: Iterable[Settlement], unit: str) -> dict[str, Point]:
    """The mean point of the placed settlements of each `unit` ("hromada", "raion" or "oblast"), by its code or name."""
    points: dict[str, list[Point]] = defaultdict(list)
    for settlement in settlements:
        if settlement.location is not None and getattr(settlement, unit):
            points[getattr(settlement, unit)].append(settlement.location)
    return {code: (sum(p[0] for p in ps) / len(ps), sum(p[1] for p in ps) / len(ps)) for code, ps in points.items()}

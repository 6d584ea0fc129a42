"""Which reports of a change of hands nothing around them makes likely (R18).

One machine-read report says that a place deep behind the line fell: it may be true, and is more often misread. What
makes it likely is told by others: fighting, an advance or a siege nearby in the weeks before. Where too little is told
of the war to expect that, the ground that a side came from decides what it may have reached.

Points are compared by cells of about 33 km, days by periods of fifteen, so that a million claims are looked up at once:
"nearby" is the same cell or one beside it (up to 33 to 66 km), "before" up to 15 to 30 days.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Self

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gazetteer.gazetteer import Gazetteer
from theatre.plane import on_plane
from theatre.theatre import Theatre
from timeline.arrow import Flags, Floats, Ints, among, rows_of, whole
from timeline.baseline import capitals, openings, within_reach
from timeline.claims import NO_DAY, article_numbers, day_numbers, publication_days
from timeline.hostilities import Hostilities
from timeline.keys import day_of, place_day, place_of
from timeline.regions import inside
from timeline.verdicts import FAR, begins

__all__ = [
    "CAPITAL",
    "CONTACT",
    "CONTACT_COLUMNS",
    "LARGE",
    "Contacts",
    "Footholds",
    "lately",
    "likely_beside",
    "likely_from",
    "near",
    "regions_borne_out",
    "town_sizes",
]

LARGE, CAPITAL = 1, 2  # of `town_sizes`
CONTACT_COLUMNS = (
    "action", "mode", "review", "kind", "latitude", "longitude", "event_from", "event_to", "published", "article",
)  # fmt: skip
_TURN_COLUMNS = (
    "place_id", "admin1", "latitude", "longitude", "article", "event_from", "event_to", "published", "controller_after",
    "gained_by", "lost_by",
)  # fmt: skip
_PEOPLE = 100_000  # of a large town, whose fall many tell of
_EPOCH = date(1970, 1, 1)
CONTACT = ("contested", "entered", "advanced", "besieged", "repelled")
_CELL = (0.3, 0.45)  # degrees of latitude and longitude
_AROUND = np.array([(north, east) for north in (0, -1, 1) for east in (0, -1, 1)])  # a cell and those beside it
_EAST = 1_000  # more than there are cells from west to east
_PERIOD = 15  # days
_BEFORE, _AFTER = 1, 2  # periods before that of the report, and behind it
_THIN_BEFORE = 3  # where little is told
# From the ground that a side came from: at the border; where little is told, also from where it stands by what is told;
# as far as its opening advance and what it gives back go; and as far as it ever got.
_NEAR_KM, _BESIDE_KM, _FAR_KM, _FARTHEST_KM = 30.0, 60.0, 100.0, 170.0
_WEEKS = 45  # days before and after, in which others tell of the war or do not
_STOOD, _STANDS = 45, 30  # days before and after for which it is near that it stood or stands there
_SIEGE = 8  # periods for which a large town's own contact is remembered
_OPENING = 1  # day after an opening advance
_THIN = 150  # contacts, under which little is told
_REGION_BEFORE, _REGION_AFTER = 45, 30  # days around what is told of a region, in which others tell the same
_AT_ONCE = 2_000  # rows of evidence that are compared with all footholds in one go, so that memory stays bounded


class _Told(NamedTuple):
    """Contacts one by one: the key of cell and period, the day, and the article's number."""

    key: Ints
    day: Ints
    article: Ints

    @classmethod
    def by(cls, claims: pd.DataFrame) -> Self:
        """Those that claims tell of, in the order of the keys."""
        claims = rows_of(claims, CONTACT_COLUMNS, np.flatnonzero(among(claims["action"], CONTACT)))
        said = among(claims["mode"], ["fact", "claimed"]) & ~among(claims["review"], ["rejected"])
        said &= among(claims["kind"], ["settlement", "part", "near", "other"])
        said &= (claims["latitude"].notna() & claims["longitude"].notna()).to_numpy()
        day = _days(claims)
        rows = np.flatnonzero(said & (day != NO_DAY))
        key = _key(_cells(claims)[rows], day[rows] // _PERIOD)
        order = np.argsort(key, kind="stable")
        return cls(key[order], day[rows][order], article_numbers(claims)[rows][order])


@dataclass(frozen=True, slots=True)
class Contacts:
    """Where and when troops are told to have met, by cell and period: numbers of `timeline.keys`, in order.

    `low` and `high` are the lowest and the highest number of the articles that tell of it there and then, `first` and
    `last` the days. `told` has all of them, one by one. `thin`: so few are told of, by others than the article that
    tells of most, that their silence about a place says nothing.
    """

    key: Ints
    low: Ints
    high: Ints
    first: Ints
    last: Ints
    told: _Told
    thin: bool

    @classmethod
    def of(cls, claims: pd.DataFrame) -> Self:
        """The contacts in a table of claims: fighting, sieges, advances and attacks beaten off, by whoever tells of
        them, at a place, in a part of it or near it."""
        return cls._of_all(_Told.by(claims))

    @classmethod
    def _of_all(cls, told: _Told) -> Self:
        key, day, article = told
        begin = begins(key)
        if not len(begin):
            return cls(key, key, key, key, key, told, thin=True)
        low, first = (np.minimum.reduceat(values, begin) for values in (article, day))
        high, last = (np.maximum.reduceat(values, begin) for values in (article, day))
        most = np.unique(article, return_counts=True)[1].max()
        return cls(key[begin], low, high, first, last, told, thin=bool(len(article) - most < _THIN))

    def exchanged(self, articles: Collection[str], claims: pd.DataFrame) -> tuple[Self, Ints]:
        """With what `claims` tell in the place of what some articles told; and the keys of what came or went."""
        anew, old = _Told.by(claims), self.told
        goes = np.isin(old.article, article_numbers(pd.DataFrame({"article": pd.Series([*articles], dtype="str")})))
        if not len(anew.key) and not goes.any():
            return self, anew.key
        key = np.append(old.key[~goes], anew.key)
        order = np.argsort(key, kind="stable")
        day, article = np.append(old.day[~goes], anew.day), np.append(old.article[~goes], anew.article)
        contacts = self._of_all(_Told(key[order], day[order], article[order]))
        return contacts, np.unique(np.append(old.key[goes], anew.key))

    def told_of(self, cells: Ints, day: Ints, article: Ints, large: Flags) -> Ints:
        """The day from which on another article's contact near each report is known: -FAR for one of before, FAR for
        none. `cells` has two columns, as `_cells` gives them; in the cell of a `large` town it is remembered longer."""
        found = np.full(len(day), FAR)
        if not len(self.key):
            return found
        for period in (0, *range(-1, -_SIEGE - 1, -1), *range(1, _AFTER + 1)):
            besieged = period < -(_THIN_BEFORE if self.thin else _BEFORE)
            for offset in _AROUND[:1] if besieged else _AROUND:
                rows = np.flatnonzero((found > -FAR) & (large | (not besieged)))
                key = _key(cells[rows] + offset, day[rows] // _PERIOD + period)
                at = np.minimum(np.searchsorted(self.key, key), len(self.key) - 1)
                there = (self.key[at] == key) & ((self.low[at] != article[rows]) | (self.high[at] != article[rows]))
                since = np.where(self.first[at] <= day[rows], -FAR, self.last[at])
                found[rows[there]] = np.minimum(found[rows], since)[there]
        return found

    def differ(self, other: Self, own: pd.DataFrame, where: pd.DataFrame) -> Flags:
        """For which rows of evidence other contacts say something else; `where` has the place of each row."""
        cells, day, article = _cells(where), whole(own["day"]), whole(own["article"])
        large = np.ones(len(day), dtype=bool)  # whoever is not is looked at in vain
        return self.told_of(cells, day, article, large) != other.told_of(cells, day, article, large)


def lately(day: Ints, keys: Ints) -> Flags:
    """Which days are such that contacts of those keys may make what is told of them likely."""
    periods = np.unique(day_of(keys))[:, None] + np.arange(-_AFTER, _SIEGE + 1)
    return np.isin(day // _PERIOD, periods)


def near(places: pd.DataFrame, keys: Ints) -> Flags:
    """Which places lie in the cells of those keys of contacts, or beside one."""
    cells = np.unique(place_of(keys))
    around = cells[:, None] + (_AROUND[:, 0] * _EAST + _AROUND[:, 1])
    return np.isin(place_of(_key(_cells(places), np.zeros(len(places), dtype="int64"))), around)


def town_sizes(places: pd.DataFrame, theatre: Theatre, gazetteer: Gazetteer | None) -> Ints:
    """Which of `places` are a CAPITAL or LARGE, of 100,000 people or more as the gazetteer has them; else 0."""
    rows = [-1 if gazetteer is None else gazetteer.rows.get(id, -1) for id in places["place_id"]]
    people = [0 if gazetteer is None or row < 0 else gazetteer.populations[row] for row in rows]
    size = np.where(np.array(people, dtype="int64") >= _PEOPLE, LARGE, 0)
    return np.where(places["place_id"].isin(capitals(theatre)).to_numpy(), CAPITAL, size)


def likely_from(
    own: pd.DataFrame, place: Ints, where: pd.DataFrame, before: Ints, size: Ints, contacts: Contacts, theatre: Theatre
) -> Ints:
    """For each row of evidence about the places `where` (`place` has its number), the day from which on what is told
    around it makes likely what it says: -FAR for at once, FAR for never.

    `before` is who held each place before the war, `size` its size as `town_sizes` has it.
    """
    result = np.full(len(own), -FAR)
    side, day, change = (own[name].to_numpy() for name in ("side", "day", "change"))
    settled = ~where["place_id"].str.startswith("site:").to_numpy(dtype=bool)  # an island, a plant: taken by itself
    asked = np.flatnonzero((side >= 0) & ((side != before[place]) | change) & settled[place])
    if not len(asked):
        return result
    side, day, at = side[asked].astype("int64"), day[asked].astype("int64"), place[asked]
    article = own["article"].to_numpy()[asked]
    found = contacts.told_of(_cells(where)[at], day, article, large=size[at] == LARGE)
    voice = whole(own["family"].cat.codes)[asked].astype("int64") * 4 + own["grade"].to_numpy()[asked]
    found = np.minimum(found, _borne_out(at, side, day, voice))
    found[size[at] == CAPITAL] = FAR
    open_ = np.flatnonzero(found > -FAR)
    came = _came(own.iloc[asked[open_]], before[at[open_]], theatre)  # -1 where it could be several sides'
    near, beside, far, farthest = _reached(
        where, at[open_], came, (_NEAR_KM, _BESIDE_KM, _FAR_KM, _FARTHEST_KM), theatre
    )
    opened = openings(theatre)
    known = [opened.get(name) for name in theatre.sides]
    until = np.array([*(-FAR if day is None else (day - _EPOCH).days + _OPENING for day in known), -FAR])
    early = day[open_] <= until[came]
    town, retaken = size[at[open_]], (side == before[at])[open_]
    if contacts.thin:
        # Who alone tells of the fall may be the only one to tell of the battle, or of the war in those weeks, too.
        battle = contacts.told_of(_cells(where)[at[open_]], day[open_], np.zeros_like(open_), np.zeros_like(early))
        near |= beside | far & (battle == -FAR) | farthest & _alone(own, asked[open_])
    likely = (town < CAPITAL) & far & early | (town == 0) & (near | far & retaken)
    found[open_[likely]] = -FAR
    result[asked] = found
    return result


class Footholds(NamedTuple):
    """Where and when sides stood by what is told of the places themselves: a row each, `until` excluded."""

    place: Ints
    side: Ints
    day: Ints
    until: Ints


def likely_beside(
    footholds: Footholds,
    likely: Ints,
    own: pd.DataFrame,
    place: Ints,
    where: pd.DataFrame,
    before: Ints,
    size: Ints,
    theatre: Theatre,
) -> Ints:
    """What `likely_from` gives, `likely`, where little is told of the war: a side may have come from where it stood not
    long before, or stands soon after. A large town asks for more."""
    likely = likely.copy()
    open_ = np.flatnonzero((likely > -FAR) & (size[place] == 0))
    came, day = _came(own.iloc[open_], before[place[open_]], theatre), whole(own["day"])[open_]
    points = shapely.points(on_plane(where[["longitude", "latitude"]].to_numpy("float64"), theatre.bounds))
    for side in range(len(theatre.sides)):
        theirs = Footholds._make(column[footholds.side == side] for column in footholds)
        tree = shapely.STRtree(points[theirs.place])
        mine = np.flatnonzero((came == side) | ((came < 0) & (own["side"].to_numpy()[open_] != side)))
        for begin in range(0, len(mine), _AT_ONCE):
            rows = mine[begin : begin + _AT_ONCE]
            row, stand = tree.query(points[place[open_[rows]]], predicate="dwithin", distance=_BESIDE_KM)
            on, since = day[rows][row], theirs.day[stand]
            known = np.where(since <= on, -FAR, since)
            near = (on < theirs.until[stand] + _STOOD) & (since <= on + _STANDS)
            np.minimum.at(likely, open_[rows][row[near]], known[near])
    return likely


def _alone(own: pd.DataFrame, rows: Ints) -> Flags:
    """Of which rows of evidence no other article tells of anything in the weeks around."""
    day, article = whole(own["day"]), np.unique(own["article"].to_numpy(), return_inverse=True)[1]
    counts = (
        np.searchsorted(days, each + _WEEKS, side="right") - np.searchsorted(days, each - _WEEKS)
        for each, days in ((each[rows], np.sort(each)) for each in (day, place_day(article, day)))
    )
    everybody, own_article = counts
    return np.asarray(everybody == own_article)


def _came(own: pd.DataFrame, before: Ints, theatre: Theatre) -> Ints:
    """Whose troops must have come to the place for each row of evidence: the gainer's; or, where who held it before the
    war takes it back, the loser's, or the one enemy's: -1 where it could be several."""
    side, lost = whole(own["side"]), whole(own["lost"])
    enemy = Hostilities.of(theatre.sides).enemy(side, whole(own["day"]))
    return np.where(side != before, side, np.where(lost >= 0, lost, enemy))


def _borne_out(place: Ints, side: Ints, day: Ints, voice: Ints) -> Ints:
    """The day from which on another voice has told of the same side at the same place.

    -FAR for one of no later day, FAR where none ever does. A voice is an owner family, or the party that it quotes in
    that party's favour or against it.
    """
    slot = place * (int(side.max()) + 1) + side
    key = place_day(slot, day)
    order = np.argsort(key, kind="stable")
    first = begins(slot[order])
    number = np.empty(len(order), dtype="int64")
    number[order] = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(order))))
    lead = order[first][number]  # the row that first tells of it
    second = np.minimum.reduceat(np.where(voice == voice[lead], FAR, day)[order], first)[number]
    other = np.where(voice == voice[lead], second, day[lead])
    return np.where(other <= day, -FAR, other)


def regions_borne_out(
    regional: pd.DataFrame, claims: pd.DataFrame, theatre: Theatre, gazetteer: Gazetteer | None
) -> Flags:
    """Which claims of whole regions, or of parts of them, may speak for the places that nobody told of: those of which
    another article tells the same, of the region or of a settlement in it, in the weeks around; those in which a side
    admits its loss; and those that a person has decided. One stray sentence moves no oblast."""
    decided = among(regional["review"], ["confirmed", "corrected", "added"])
    borne_out = decided | regional["admission"].to_numpy(dtype=bool)
    said = among(claims["mode"], ["fact", "claimed"]) & ~among(claims["review"], ["rejected"])
    said &= among(claims["kind"], ["settlement", "region"])
    others = rows_of(claims, _TURN_COLUMNS, np.flatnonzero(said))
    article, day = article_numbers(others), _days(others)
    own_article, own_day = article_numbers(regional), _days(regional)
    turns = _Turns.of(others)
    number, ids = pd.factorize(others["place_id"])
    places = others.drop_duplicates("place_id", ignore_index=True)
    for (region, gained, lost), rows in _alike(regional):
        rows = rows[~borne_out[rows]]
        if len(rows):
            there = inside(region, places, theatre, gazetteer) | np.asarray(ids == region)
            alike = there[number] & turns.same(gained, lost)
            for row in rows:
                apart = own_day[row] - day[alike]
                near = (apart >= -_REGION_AFTER) & (apart <= _REGION_BEFORE)
                borne_out[row] = bool((near & (article[alike] != own_article[row])).any())
    return borne_out


def _alike(regional: pd.DataFrame) -> Iterator[tuple[tuple[str, str, str], Ints]]:
    """The rows that tell the same of a region: its id, who has it then, and, where nobody is said to, who left it."""
    gained = regional["controller_after"].where(regional["controller_after"] != "", regional["gained_by"])
    lost = regional["lost_by"].where(gained == "", "")
    told = regional["place_id"] + "\n" + gained + "\n" + lost
    for each, rows in told.groupby(told, sort=False).indices.items():
        region, side, loser = str(each).split("\n")
        yield (region, side, loser), np.asarray(rows, dtype="int64")


class _Turns(NamedTuple):
    """Which side each claim says has its place, gained it and lost it."""

    after: NDArray[np.object_]
    gained: NDArray[np.object_]
    lost: NDArray[np.object_]

    @classmethod
    def of(cls, claims: pd.DataFrame) -> Self:
        return cls(*(claims[name].to_numpy(dtype=object) for name in ("controller_after", "gained_by", "lost_by")))

    def same(self, gained: str, lost: str) -> Flags:
        """Which claims say that a side has a place, or that another lost it where nobody is said to have it."""
        if gained:
            return np.asarray((self.after == gained) | (self.gained == gained))
        return np.asarray(self.lost == lost) if lost else np.zeros(len(self.lost), dtype=bool)


def _days(claims: pd.DataFrame) -> Ints:
    """The day of each event, no later than it was told."""
    published, day = publication_days(claims), day_numbers(claims["event_to"])
    return np.where(day == NO_DAY, published, np.minimum(day, published))


def _reached(where: pd.DataFrame, place: Ints, side: Ints, km: tuple[float, ...], theatre: Theatre) -> Flags:
    """Whether each place lies within so many kilometres of the ground that the side came from, of any side where it is
    -1: a row a distance."""
    result = np.zeros((len(km), len(place)), dtype=bool)
    for number, name in enumerate(theatre.sides):
        mine = np.flatnonzero((side == number) | (side < 0))
        if len(mine):
            places, index = np.unique(place[mine], return_inverse=True)
            result[:, mine] |= within_reach(where.iloc[places], name, km, theatre)[:, index]
    return result


def _cells(places: pd.DataFrame) -> Ints:
    points: Floats = np.nan_to_num(places[["latitude", "longitude"]].to_numpy("float64"), nan=999.0)
    return np.floor(points / _CELL).astype("int64")


def _key(cells: Ints, period: Ints) -> Ints:
    return place_day(cells[:, 0] * _EAST + cells[:, 1], period)

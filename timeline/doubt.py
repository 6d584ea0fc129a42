"""Which reports of a change of hands nothing around them makes likely (R18).

One machine-read report says that a place deep behind the line fell: it may be true, and is more often misread. What
makes it likely is told by others: fighting, an advance or a siege nearby in the weeks before. Where too little is told
of the war to expect that, the ground that a side came from decides what it may have reached.

Points are compared by cells of about 33 km, days by periods of fifteen, so that a million claims are looked up at once:
"nearby" is the same cell or one beside it (up to 33 to 66 km), "before" up to 30 to 45 days.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np
import pandas as pd

from gazetteer.gazetteer import Gazetteer
from theatre.theatre import Theatre
from timeline.arrow import Flags, Floats, Ints, among, whole
from timeline.baseline import capitals, openings, within_reach
from timeline.claims import NO_DAY, article_numbers, day_numbers, publication_days
from timeline.keys import place_day
from timeline.verdicts import FAR

__all__ = ["CAPITAL", "CONTACT", "CONTACT_COLUMNS", "LARGE", "Contacts", "likely_from", "town_sizes"]

LARGE, CAPITAL = 1, 2  # of `town_sizes`
CONTACT_COLUMNS = (
    "action", "mode", "review", "kind", "latitude", "longitude", "event_from", "event_to", "published", "article",
)  # fmt: skip
_PEOPLE = 100_000  # of a large town, whose fall many tell of
_EPOCH = date(1970, 1, 1)
CONTACT = ("contested", "entered", "advanced", "besieged", "repelled")
_CELL = (0.3, 0.45)  # degrees of latitude and longitude
_PERIOD = 15  # days
_BEFORE, _AFTER = 2, 2  # periods before that of the report, and behind it
# From the ground that a side came from: at the border; as far as a lone report is believed; and where little is told.
_NEAR_KM, _FAR_KM, _FARTHEST_KM = 30.0, 100.0, 170.0
_SIEGE = 8  # periods for which a large town's own contact is remembered
_OPENING = 1  # day after an opening advance
_THIN = 150  # contacts told of by other articles, under which their silence says nothing


@dataclass(frozen=True, slots=True)
class Contacts:
    """Where and when troops are told to have met, by cell and period: numbers of `timeline.keys`, in order.

    `low` and `high` are the lowest and the highest number of the articles that tell of it there and then, `first` and
    `last` the days. `articles` has the numbers of the articles of all contacts, in order.
    """

    key: Ints
    low: Ints
    high: Ints
    first: Ints
    last: Ints
    articles: Ints

    @classmethod
    def of(cls, claims: pd.DataFrame) -> Self:
        """The contacts in a table of claims: fighting, sieges, advances and attacks beaten off, by whoever tells of
        them, at a place, in a part of it or near it."""
        claims = claims[among(claims["action"], CONTACT)]
        told = among(claims["mode"], ["fact", "claimed"]) & ~among(claims["review"], ["rejected"])
        told &= among(claims["kind"], ["settlement", "part", "near", "other"])
        claims = claims[told & (claims["latitude"].notna() & claims["longitude"].notna()).to_numpy()]
        published, day = publication_days(claims), day_numbers(claims["event_to"])
        day = np.where(day == NO_DAY, published, np.minimum(day, published))
        known = day != NO_DAY
        claims, day = claims[known], day[known]
        article = article_numbers(claims)
        key = _key(_cells(claims), day // _PERIOD)
        order = np.argsort(key, kind="stable")
        begin = np.flatnonzero(np.append(True, np.diff(key[order]) != 0)[: len(order)])
        grouped = (np.minimum.reduceat, article), (np.maximum.reduceat, article), (np.minimum.reduceat, day)
        low, high, first, last = (
            reduce(values[order], begin) if len(begin) else begin
            for reduce, values in (*grouped, (np.maximum.reduceat, day))
        )
        return cls(key[order][begin], low, high, first, last, np.sort(article))

    def told_of(self, cells: Ints, day: Ints, article: Ints, large: Flags) -> Ints:
        """The day from which on another article's contact near each report is known: -FAR for one of before, FAR for
        none. `cells` has two columns, as `_cells` gives them; in the cell of a `large` town it is remembered longer."""
        found = np.full(len(day), FAR)
        if not len(self.key):
            return found
        around = [(north, east) for north in (0, -1, 1) for east in (0, -1, 1)]
        for period in (0, *range(-1, -_SIEGE - 1, -1), *range(1, _AFTER + 1)):
            besieged = period < -_BEFORE
            for offset in around[:1] if besieged else around:
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
        told = self.told_of(cells, day, article, large) != other.told_of(cells, day, article, large)
        few: Flags = self.few(article) != other.few(article)
        return told | few

    def few(self, article: Ints) -> Flags:
        """Whether other articles tell of so few contacts that their silence about a place says nothing."""
        own = np.searchsorted(self.articles, article, side="right") - np.searchsorted(self.articles, article)
        few: Flags = len(self.articles) - own < _THIN
        return few


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
    article, lost = own["article"].to_numpy()[asked], own["lost"].to_numpy()[asked].astype("int64")
    found = contacts.told_of(_cells(where)[at], day, article, large=size[at] == LARGE)
    voice = whole(own["family"].cat.codes)[asked].astype("int64") * 4 + own["grade"].to_numpy()[asked]
    found = np.minimum(found, _borne_out(at, side, day, voice))
    found[size[at] == CAPITAL] = FAR
    # Who was in a place that is taken back must have got there.
    came = np.where(side != before[at], side, np.where(lost >= 0, lost, len(theatre.sides) - 1 - side))
    open_ = np.flatnonzero(found > -FAR)
    near, far, farthest = (
        _reached(where, at[open_], came[open_], km, theatre) for km in (_NEAR_KM, _FAR_KM, _FARTHEST_KM)
    )
    opened = openings(theatre)
    known = [opened.get(name) for name in theatre.sides]
    until = np.array([-FAR if day is None else (day - _EPOCH).days + _OPENING for day in known])
    early = day[open_] <= until[came[open_]]
    few = contacts.few(article[open_])
    town, retaken = size[at[open_]], (side == before[at])[open_]
    likely = (town < CAPITAL) & far & early | (town == 0) & (near | far & retaken | farthest & few)
    found[open_[likely]] = -FAR
    result[asked] = found
    return result


def _borne_out(place: Ints, side: Ints, day: Ints, voice: Ints) -> Ints:
    """The day from which on another voice has told of the same side at the same place.

    -FAR for one of no later day, FAR where none ever does. A voice is an owner family, or the party that it quotes in
    that party's favour or against it.
    """
    rows = pd.DataFrame({"place": place, "side": side, "voice": voice, "day": day})
    earliest = rows.groupby(["place", "side", "voice"])["day"].min().reset_index()
    firsts = earliest.sort_values("day", kind="stable")
    order = firsts.groupby(["place", "side"]).cumcount()
    first = firsts[order == 0].set_index(["place", "side"])[["voice", "day"]]
    second = firsts[order == 1].set_index(["place", "side"])["day"]
    keys = pd.MultiIndex.from_frame(rows[["place", "side"]])
    leading = first.reindex(keys)
    next_told = second.reindex(keys).fillna(FAR).to_numpy()
    other = np.where(leading["voice"].to_numpy() == voice, next_told, leading["day"].to_numpy()).astype("int64")
    return np.where(other <= day, -FAR, other)


def _reached(where: pd.DataFrame, place: Ints, side: Ints, km: float, theatre: Theatre) -> Flags:
    """Whether each place lies within so many kilometres of the ground that the side came from."""
    result = np.zeros(len(place), dtype=bool)
    for number, name in enumerate(theatre.sides):
        mine = np.flatnonzero(side == number)
        places, index = np.unique(place[mine], return_inverse=True)
        result[mine] = within_reach(where.iloc[places], name, km, theatre)[index]
    return result


def _cells(places: pd.DataFrame) -> Ints:
    points: Floats = np.nan_to_num(places[["latitude", "longitude"]].to_numpy("float64"), nan=999.0)
    return np.floor(points / _CELL).astype("int64")


def _key(cells: Ints, period: Ints) -> Ints:
    return place_day(cells[:, 0] * 1_000 + cells[:, 1], period)

"""What the pages show, derived from the store: claims, control, estimate, changes, areas, and the map's payload.

Everything is kept by the moment it is of: the store's address and revision, and the gazetteer's version. So a page
never shows what no longer holds. Claims and control follow the store article by article (timeline.ledger).
"""

import json
import tempfile
import threading
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from gazetteer.gazetteer import Gazetteer
from maps.areas import Land, encode_cells
from maps.payload import Payload, encode, estimated, places_of
from theatre.theatre import Theatre
from timeline import areas, filters
from timeline.changes import changes as changes_between
from timeline.control import control as control_of
from timeline.filters import Filters
from timeline.ledger import Ledger
from timeline.reference import ReferenceMapError, as_control, read_reference
from timeline.sources import with_sources
from web.resources import Moment, gazetteer, now, theatre

__all__ = [
    "area_history",
    "called",
    "changes",
    "claims",
    "control",
    "control_with",
    "drawn",
    "estimate",
    "kept",
    "outlines",
    "payload",
    "place_order",
    "places",
    "reference",
    "reference_payload",
    "theatre_as_edited",
]

MANY = 1_000  # articles changed, from which on all claims are read anew

_kept_by_moment = partial(
    st.cache_resource,
    show_spinner=False,
    hash_funcs={
        Moment: lambda moment: (moment.gazetteer.theatre, moment.store.address, moment.revision, moment.version)
    },
)
_WAIT = "Working out who held what on each day. This takes some seconds, once after each change of the articles."


class _Book:
    """The ledger of one store, brought up to date whenever it is opened at another revision."""

    def __init__(self) -> None:
        self._opening = threading.Lock()
        self._ledger: Ledger | None = None
        self._revision = 0

    def at(self, moment: Moment) -> Ledger:
        with self._opening:
            overtaken = moment.revision < self._revision <= moment.store.revision  # by a page that saw a later moment
            if self._ledger is None or not (overtaken or moment.revision == self._revision):
                self._ledger = self._brought_up(self._ledger, moment)
                self._revision = moment.revision
            return self._ledger

    def _brought_up(self, ledger: Ledger | None, moment: Moment) -> Ledger:
        touched = None if ledger is None else moment.store.touched(self._revision, moment.revision)
        if ledger is None or touched is None or len(touched) > MANY:
            everything = _described(moment.store.claims(), moment)
            towns = _towns(moment.gazetteer.theatre, moment.version)
            return Ledger.of(everything, theatre=_theatre(moment), gazetteer=moment.gazetteer, places=towns)
        return ledger.updated(touched, _described(moment.store.claims(touched), moment))


@st.cache_resource(show_spinner=False, max_entries=4)
def _book(address: str, gazetteer_version: str) -> _Book:
    return _Book()


def theatre_as_edited() -> Theatre:
    """The theatre with its publishers as users of this store edited them."""
    return _theatre(now())


@_kept_by_moment(max_entries=2)
def _theatre(moment: Moment) -> Theatre:
    return with_sources(theatre(), [row for source in moment.store.sources.all() for row in source.rows()])


def _ledger(moment: Moment) -> Ledger:
    return _book(moment.store.address, moment.version).at(moment)


def _described(claims: pd.DataFrame, moment: Moment) -> pd.DataFrame:
    return filters.described(
        claims, theatre=_theatre(moment), raions=_raions(claims["place_id"].unique(), moment.gazetteer)
    )


def claims() -> pd.DataFrame:
    """Every claim in the store, as `Store.claims` gives them, with raion and owner family (timeline.filters.described).
    The table is the caller's own."""
    return _ledger(now()).claims.copy(deep=False)  # copied on write


def _raions(ids: Iterable[str], known: Gazetteer) -> dict[str, str]:
    return {id: known.admin2s[known.rows[id]] for id in ids if id in known.rows}


def control(as_known: date | None = None) -> pd.DataFrame:
    """Control intervals by place (timeline.control), of the places claimed and of every town; as one could have
    known it on a day, with `as_known`. The table is the caller's own."""
    moment = now()
    table = _ledger(moment).control if as_known is None else _as_known(moment, as_known)
    return table.copy(deep=False)


def control_with(claims: pd.DataFrame) -> pd.DataFrame:
    """Control as it would be if these claims, as `Store.claims` gives them, were all that their articles claim."""
    moment = now()
    ledger = _ledger(moment)
    table = _described(claims, moment)[list(ledger.claims.columns)]
    return ledger.updated(frozenset(table["article"]), table).control.copy(deep=False)


@_kept_by_moment(max_entries=8)
def _as_known(moment: Moment, day: date) -> pd.DataFrame:
    ledger = _ledger(moment)
    return control_of(
        ledger.claims, theatre=ledger.theatre, gazetteer=moment.gazetteer, as_known=day, places=ledger.places
    )


def payload(as_known: date | None = None) -> Payload:
    """The control table as the map's browser side takes it."""
    return _payload(now(), as_known)


@_kept_by_moment(max_entries=8, show_spinner=_WAIT)
def _payload(moment: Moment, as_known: date | None) -> Payload:
    table = control(as_known)
    told = claims()
    if as_known is not None:
        told = told[told["published"] <= pd.Timestamp(as_known)]
    published = told["published"].max()  # the newest article tells of its own day, if only that nothing changed
    last = as_known or (None if pd.isna(published) else published.date())
    return encode(
        table,
        theatre=theatre(),
        last=last,
        places=places_of(moment.gazetteer, table["place_id"].unique(), theatre()),
        estimate=estimate(as_known),
        land=_land(moment.gazetteer.theatre, moment.version),
        articles=told.drop_duplicates("article")["published"],
        claims=told,
    )


def drawn() -> pd.DataFrame:
    """The control rows that the map draws: those of its places, estimated where no report names them. The table is the
    caller's own."""
    return _drawn(now()).copy(deep=False)


@_kept_by_moment(max_entries=2)
def _drawn(moment: Moment) -> pd.DataFrame:
    table = estimated(control(), estimate())
    return table[table["place_id"].isin(payload().places)].reset_index(drop=True)


def changes() -> pd.DataFrame:
    """Every change of control, in order of day (timeline.changes). The table is the caller's own."""
    return _changes(now()).copy(deep=False)


@_kept_by_moment(max_entries=2)
def _changes(moment: Moment) -> pd.DataFrame:
    return changes_between(control(), date.min, date.max, claims=claims())


def places() -> pd.DataFrame:
    """The places of the map in its order, by place_id: name, admin1, admin2, latitude, longitude and a label for
    people. The table is the caller's own."""
    return _places(now()).copy(deep=False)


@_kept_by_moment(max_entries=2)
def _places(moment: Moment) -> pd.DataFrame:
    ids = list(payload().places)
    table = (
        control()
        .drop_duplicates("place_id")
        .set_index("place_id")
        .loc[ids, ["name", "admin1", "latitude", "longitude"]]
    )
    raions = _raions(ids, moment.gazetteer)
    table["admin2"] = [raions.get(id, "") for id in ids]
    return table.assign(place_id=ids, label=table["name"] + " (" + table["admin1"] + ")")


def called(language: str) -> pd.DataFrame:
    """What the places of the map and their oblasts are called in a language (maps.view.LANGUAGES): name and admin1 by
    place_id."""
    table, spelled = places(), payload().names.get(language)
    if spelled is None:
        return table[["name", "admin1"]]
    words = json.loads(spelled.body)
    regions = dict(zip(sorted(set(table["admin1"])), words["regions"], strict=True))
    return pd.DataFrame({"name": words["places"], "admin1": table["admin1"].map(regions)}, index=table.index)


def place_order() -> tuple[str, ...]:
    """The ids of the places of the map, by their names."""
    return _place_order(now())


@_kept_by_moment(max_entries=2)
def _place_order(moment: Moment) -> tuple[str, ...]:
    return tuple(places().sort_values("label", kind="stable")["place_id"])


def kept(asked: Filters) -> tuple[int, ...] | None:
    """The places that the map keeps whatever the day, by their numbers there; None for all."""
    return _kept(now(), asked.without(*filters.STANDING))


@_kept_by_moment(max_entries=16)
def _kept(moment: Moment, asked: Filters) -> tuple[int, ...] | None:
    chosen = filters.kept_places(claims(), asked, places())
    if chosen is None:
        return None
    return tuple(number for number, place in enumerate(payload().places) if place in chosen)


def estimate(as_known: date | None = None) -> pd.DataFrame:
    """Control rows of every place claimed and of every settlement whose position is exact, estimated where nothing is
    told of it (timeline.areas). The table is the caller's own."""
    return _estimate(now(), as_known).copy(deep=False)


@_kept_by_moment(max_entries=4)
def _estimate(moment: Moment, as_known: date | None) -> pd.DataFrame:
    table, told = control(as_known), claims()
    if as_known:
        told = told[told["published"] <= pd.Timestamp(as_known)]
    table = table[table["place_id"].isin(table.loc[table["basis"] != "baseline", "place_id"])]
    exact = _exact(moment.gazetteer.theatre, moment.version)
    return areas.estimate(
        table, exact, theatre=theatre(), mentioned=set(told["place_id"]), claims=told, gazetteer=moment.gazetteer
    )


def reference(name: str, content: bytes, *, day: date, holder: str) -> pd.DataFrame:
    """Somebody else's map of control, from an uploaded file, at the places of ours (timeline.reference). Raises
    ReferenceMapError."""
    return _read_reference(name, content, places(), day=day, holder=holder)


def reference_payload(name: str, content: bytes, *, day: date, holder: str, on: date) -> Payload:
    """One day of that map as the map's browser side takes it: at our places, and with them all the land."""
    moment = now()
    everywhere = pd.concat([places(), _exact(moment.gazetteer.theatre, moment.version)]).drop_duplicates(
        "place_id", ignore_index=True
    )
    table = as_control(_read_reference(name, content, everywhere, day=day, holder=holder, on=on), everywhere)
    ours = table[table["place_id"].isin(places()["place_id"])]
    return encode(
        ours,
        theatre=theatre(),
        last=on,
        places=places_of(moment.gazetteer, ours["place_id"], theatre()),
        estimate=table,
        land=_land(moment.gazetteer.theatre, moment.version),
    )


def _read_reference(name: str, content: bytes, places: pd.DataFrame, **options: Any) -> pd.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name[-80:] or "map")
        path.write_bytes(content)
        try:
            return read_reference(path, places, theatre=theatre(), **options)
        except ReferenceMapError as error:
            raise ReferenceMapError(str(error).removeprefix(f"{folder}/")) from error


def area_history(days: tuple[date, ...] | None = None, *, by_oblast: bool = False) -> pd.DataFrame:
    """The area that each side is estimated to hold on days, by default week by week (timeline.areas.history). The
    table is the caller's own."""
    return _area_history(now(), days, by_oblast).copy(deep=False)


@_kept_by_moment(max_entries=16)
def _area_history(moment: Moment, days: tuple[date, ...] | None, by_oblast: bool) -> pd.DataFrame:
    if days is None:
        first, last = theatre().start, payload().last
        days = (*(first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1)), last)
    return areas.history(estimate(), _cells(moment.gazetteer.theatre, moment.version), days, by_oblast=by_oblast)


def outlines(day: date, box: tuple[float, float, float, float] | None = None) -> dict[str, Any]:
    """The estimated areas on a day and the line between the sides (timeline.areas.outlines); with a `box` (west, south,
    east, north), of the land that reaches into it. The collection is not the caller's own."""
    return _outlines(now(), day, box)


@_kept_by_moment(max_entries=16, show_spinner="Drawing the estimated areas")
def _outlines(moment: Moment, day: date, box: tuple[float, float, float, float] | None) -> dict[str, Any]:
    land = _cells(moment.gazetteer.theatre, moment.version)
    drawn = areas.outlines(estimate(), areas.within(land, box) if box else land, day)
    for feature in drawn["features"]:
        feature["properties"] = {"day": day.isoformat()} | feature["properties"]
    return drawn


@st.cache_resource(show_spinner=False, max_entries=4)
def _land(theatre_id: str, gazetteer_version: str) -> Land:
    return encode_cells(_cells(theatre_id, gazetteer_version))


@st.cache_resource(show_spinner=False, max_entries=4)
def _cells(theatre_id: str, gazetteer_version: str) -> areas.Cells:
    return areas.cells(_exact(theatre_id, gazetteer_version), theatre())


@st.cache_resource(show_spinner=False, max_entries=4)
def _exact(theatre_id: str, gazetteer_version: str) -> pd.DataFrame:
    return areas.landmarks(gazetteer(), theatre())


@st.cache_resource(show_spinner=False, max_entries=4)
def _towns(theatre_id: str, gazetteer_version: str) -> pd.DataFrame:
    return areas.towns(gazetteer(), theatre())

"""What the pages show, derived from the store: claims, control, estimate, changes, areas, and the map's payload.

Everything is kept by the moment it is of: the store's address and revision, and the gazetteer's version. So a page
never shows what no longer holds. Claims and control follow the store article by article (timeline.ledger).
"""

import json
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from extract.model import Claim
from gazetteer.gazetteer import Gazetteer
from gazetteer.place import Kind
from maps.areas import Land, encode_cells
from maps.payload import Payload, encode, estimated, places_of
from theatre.theatre import Theatre
from timeline import areas, filters
from timeline.arrow import among
from timeline.changes import changes as changes_between
from timeline.control import control as control_of
from timeline.control import on_day
from timeline.estimates import Estimate
from timeline.filters import Filters
from timeline.ledger import Ledger
from timeline.reference import Reference, ReferenceMapError, as_control, read_reference
from timeline.sources import with_sources
from translation.messages import ENGLISH, Later, languages, spoken
from web.editions import editions
from web.resources import Moment, gazetteer, now, seen_at, theatre
from web.shelf import Kept, key_of
from web.shelf import keep as keep_on_disk
from web.shelf import kept as kept_on_disk

__all__ = [
    "area_history",
    "called",
    "changes",
    "claim_in_words",
    "claims",
    "control",
    "control_with",
    "drawn",
    "estimate",
    "in_words",
    "kept",
    "labels",
    "make_ready_to_follow",
    "outlines",
    "payload",
    "place_name",
    "place_order",
    "places",
    "raions",
    "reference",
    "reference_payload",
    "regions",
    "reported_changes",
    "standing",
    "theatre_as_edited",
    "units_in_words",
    "work_out",
]

MANY = 1_000  # articles changed, from which on all claims are read anew
_SOON = 5.0  # seconds
_KEPT = 2  # moments of which a ledger and an estimate are kept
T = TypeVar("T")

_kept_by_moment = partial(
    st.cache_resource,
    show_spinner=False,
    hash_funcs={
        Moment: lambda moment: (moment.gazetteer.theatre, moment.store.address, moment.revision, moment.version)
    },
)
_WAIT = Later("Working out who held what on each day. This takes some seconds, once after each change of the articles.")


class _Book:
    """The ledgers of one store and the estimates that follow from them, of the last moments that it was opened at. At
    another one it is brought up to date."""

    def __init__(self) -> None:
        self._opening, self._estimating, self._reaching = threading.Lock(), threading.Lock(), threading.Lock()
        self._ledgers: dict[int, Ledger] = {}
        self._estimates: dict[int, Estimate] = {}
        self._shelved: dict[int, Kept | None] = {}

    def at(self, moment: Moment) -> Ledger:
        with self._opening:
            newest = max(self._ledgers, default=0)
            overtaken = moment.revision < newest <= moment.store.revision  # by pages that saw later moments
            if moment.revision not in self._ledgers and not overtaken:
                ledger = self._brought_up(self._ledgers.get(newest), newest, moment)
                self._ledgers = _last({**self._ledgers, moment.revision: ledger})
            return self._ledgers.get(moment.revision) or self._ledgers[newest]

    def estimate_at(self, moment: Moment) -> Estimate:
        ledger = self.at(moment)
        with self._estimating:
            found = self._estimates.get(moment.revision)
            if found is None:
                former = self._estimates.get(max(self._estimates, default=0))
                found = _estimated(ledger.control, ledger.claims, moment, former)
                self._estimates = _last({**self._estimates, moment.revision: found})
            return found

    def shelved(self, moment: Moment) -> Kept | None:
        """What an app that ran before has kept of a moment; None where nothing is, or where it is worked out here."""
        if moment.revision in self._ledgers:
            return None
        with self._reaching:
            if moment.revision not in self._shelved:
                self._shelved = _last({**self._shelved, moment.revision: kept_on_disk(_key(moment))})
            return self._shelved[moment.revision]

    def _brought_up(self, ledger: Ledger | None, revision: int, moment: Moment) -> Ledger:
        """The ledger of a moment, from that of another revision where there is one."""
        touched = None if ledger is None else moment.store.touched(revision, moment.revision)
        if ledger is None or touched is None or len(touched) > MANY:
            everything = _described(moment.store.claims(), moment)
            towns = _towns(moment.gazetteer.theatre, moment.version)
            return Ledger.of(everything, theatre=_theatre(moment), gazetteer=moment.gazetteer, places=towns)
        return ledger.updated(touched, _described(moment.store.claims(touched), moment))


def _last(by_revision: dict[int, T]) -> dict[int, T]:
    """Those that came last, in the order in which they did: of the edition that is shown, and of the next."""
    return dict([*by_revision.items()][-_KEPT:])


@st.cache_resource(show_spinner=False, max_entries=4)
def _book(address: str, gazetteer_version: str) -> _Book:
    return _Book()


def theatre_as_edited() -> Theatre:
    """The theatre with its publishers as users of this store edited them."""
    return _theatre(now())


@_kept_by_moment(max_entries=4)
def _theatre(moment: Moment) -> Theatre:
    return with_sources(theatre(), [row for source in moment.store.sources.all() for row in source.rows()])


def _book_of(moment: Moment) -> _Book:
    return _book(moment.store.address, moment.version)


def _key(moment: Moment) -> str:
    """What is worked out of a moment is kept under it."""
    return key_of("edition", moment.store.address, moment.revision, moment.version, *languages())


def _shelved(moment: Moment, name: str) -> pd.DataFrame | None:
    """A table of a moment that an app that ran before has kept."""
    found = _book_of(moment).shelved(moment)
    return None if found is None else found.tables[name]


def make_ready_to_follow(moment: Moment) -> None:
    """Have at hand what the next edition is worked out from, where this one came from disk."""
    _book_of(moment).estimate_at(moment)


def _ledger(moment: Moment) -> Ledger:
    return _book_of(moment).at(moment)


def _estimated(control: pd.DataFrame, claims: pd.DataFrame, moment: Moment, former: Estimate | None = None) -> Estimate:
    """The estimate by a control table and the claims that it was made from."""
    reported = control.loc[(control["basis"] != "baseline").to_numpy(), "place_id"]
    return Estimate.of(
        control[among(control["place_id"], reported)],
        _exact(moment.gazetteer.theatre, moment.version),
        theatre=theatre(),
        mentioned=set(claims["place_id"].unique()),
        claims=claims,
        gazetteer=moment.gazetteer,
        former=former,
    )


def _described(claims: pd.DataFrame, moment: Moment) -> pd.DataFrame:
    return filters.described(
        claims, theatre=_theatre(moment), raions=_raions(claims["place_id"].unique().tolist(), moment.gazetteer)
    )


def claims() -> pd.DataFrame:
    """Every claim in the store, as `Store.claims` gives them, with raion and owner family (timeline.filters.described).
    The table is the caller's own."""
    moment = now()
    table = _shelved(moment, "claims")
    return (_ledger(moment).claims if table is None else table).copy(deep=False)  # copied on write


def _raions(ids: Iterable[str], known: Gazetteer) -> dict[str, str]:
    return {id: known.admin2s[known.rows[id]] for id in ids if id in known.rows}


def control(as_known: date | None = None) -> pd.DataFrame:
    """Control intervals by place (timeline.control), of the places claimed and of every town; as one could have
    known it on a day, with `as_known`. The table is the caller's own."""
    moment = now()
    if as_known is not None:
        return _as_known(moment, as_known).copy(deep=False)
    table = _shelved(moment, "control")
    return (_ledger(moment).control if table is None else table).copy(deep=False)


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
    if as_known is None and (found := _book_of(moment).shelved(moment)):
        return _as_payload(found, _land(moment.gazetteer.theatre, moment.version))
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
        places=places_of(moment.gazetteer, table["place_id"].unique().tolist(), theatre()),
        estimate=estimate(as_known),
        land=_land(moment.gazetteer.theatre, moment.version),
        articles=told.drop_duplicates("article")["published"],
        claims=told,
    )


def _as_payload(found: Kept, land: Land | None) -> Payload:
    """The payload that was kept on disk."""
    first, last = (date.fromisoformat(found.facts[name]) for name in ("first", "last"))
    names = {name: blob for name, blob in found.blobs.items() if name != "data"}
    return Payload(found.blobs["data"], tuple(found.facts["places"]), first, last, land.blob if land else None, names)


def work_out() -> None:
    """Work out all that the map page shows, so that it is there when it is asked for; and keep it on disk, when nothing
    newer comes soon, for the next start of the app."""
    for shown in (payload, drawn, changes, place_order):
        shown()
    later = threading.Timer(_SOON, _keep_edition, [now()])
    later.daemon = True
    later.start()


def _keep_edition(moment: Moment) -> None:
    if editions(moment.store.address, moment.version).newest != moment.revision:
        return
    with seen_at(moment):
        if _book_of(moment).shelved(moment) is None:
            shown = payload()
            tables = {"claims": claims(), "control": control(), "estimate": estimate(), "changes": changes()}
            blobs = {"data": shown.blob, **shown.names}
            facts = {"places": shown.places, "first": shown.first.isoformat(), "last": shown.last.isoformat()}
            keep_on_disk(_key(moment), Kept(tables, blobs, facts))


def drawn() -> pd.DataFrame:
    """The control rows that the map draws: those of its places, estimated where no report names them. The table is the
    caller's own."""
    return _drawn(now()).copy(deep=False)


@_kept_by_moment(max_entries=4)
def _drawn(moment: Moment) -> pd.DataFrame:
    table = estimated(control(), estimate())
    return table[among(table["place_id"], payload().places)].reset_index(drop=True)


def standing(day: date) -> pd.DataFrame:
    """The rows of `drawn` that hold on a day. The table is the caller's own."""
    return _standing(now(), day).copy(deep=False)


@_kept_by_moment(max_entries=16)
def _standing(moment: Moment, day: date) -> pd.DataFrame:
    return on_day(drawn(), day)


def changes() -> pd.DataFrame:
    """Every change of control, in order of day (timeline.changes). The table is the caller's own."""
    return _changes(now()).copy(deep=False)


@_kept_by_moment(max_entries=4)
def _changes(moment: Moment) -> pd.DataFrame:
    table = _shelved(moment, "changes")
    return changes_between(control(), date.min, date.max, claims=claims()) if table is None else table


def reported_changes() -> pd.DataFrame:
    """Those of `changes` that reports tell of places of the map. The table is the caller's own."""
    return _reported_changes(now()).copy(deep=False)


@_kept_by_moment(max_entries=4)
def _reported_changes(moment: Moment) -> pd.DataFrame:
    table = changes()
    told = (table["basis"] == "direct") & among(table["place_id"], payload().places)
    return table[told].reset_index(drop=True)


def places() -> pd.DataFrame:
    """The places of the map in its order, by place_id: name, admin1, admin2, latitude, longitude and a label for
    people. The table is the caller's own."""
    return _places(now()).copy(deep=False)


@_kept_by_moment(max_entries=4)
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
    """What the places of the map and their oblasts are called in one of translation.messages.languages: name and
    admin1 by place_id. The table is the caller's own."""
    return _called(now(), language).copy(deep=False)


@_kept_by_moment(max_entries=8)
def _called(moment: Moment, language: str) -> pd.DataFrame:
    table, spelled = places(), payload().names.get(language)
    if spelled is None:
        return table[["name", "admin1"]]
    words = json.loads(spelled.body)
    regions = dict(zip(sorted(set(table["admin1"])), words["regions"], strict=True))
    return pd.DataFrame({"name": words["places"], "admin1": table["admin1"].map(regions)}, index=table.index)


def regions(language: str) -> dict[str, str]:
    """What oblasts are called in a language, by their English names."""
    names = called(language)["admin1"]
    return dict(zip(places()["admin1"], names, strict=True))


def raions(language: str) -> dict[str, str]:
    """What raions are called in a language, by their English names, as far as the gazetteer says."""
    return {} if language == ENGLISH else _raion_names(now(), language)


@_kept_by_moment(max_entries=4)
def _raion_names(moment: Moment, language: str) -> dict[str, str]:
    known = moment.gazetteer
    units = (row for row, kind in enumerate(known.kinds) if kind == Kind.REGION and known.admin2s[row])
    names = {known.admin2s[row]: dict(known.at(row).names).get(language) for row in units}
    return {english: name for english, name in names.items() if name}


def place_name(id: str, otherwise: str, language: str = "") -> str:
    """What a place is called in a language, by default that of the pages; `otherwise` where nobody says."""
    language, known, id = language or spoken(), gazetteer(), id.removesuffix("/all")  # all of a region is called as it
    if language == ENGLISH or id not in known.rows:
        return otherwise
    return dict(known.at(known.rows[id]).names).get(language, otherwise)


def units_in_words(oblast: str, raion: str) -> tuple[str, str]:
    """What the pages' language calls an oblast and a raion, by their English names."""
    if spoken() == ENGLISH:
        return oblast, raion
    return regions(spoken()).get(oblast, oblast), raions(spoken()).get(raion, raion)


def claim_in_words(claim: Claim) -> Claim:
    """A claim with its place, and those that may be meant instead, as the pages' language calls them."""
    if spoken() == ENGLISH:
        return claim
    others = []
    for each in claim.alternatives:
        oblast, raion = units_in_words(each.admin1, each.admin2)
        others.append(replace(each, name=place_name(each.place_id, each.name), admin1=oblast, admin2=raion))
    return replace(claim, name=place_name(claim.place_id, claim.name), alternatives=tuple(others))


def in_words(table: pd.DataFrame, language: str = "") -> pd.DataFrame:
    """Claims with their places as a language calls them, by default that of the pages."""
    language = language or spoken()
    if language == ENGLISH or table.empty:
        return table
    one_each = table.drop_duplicates("place_id").set_index("place_id")["name"]
    names = {id: place_name(str(id), name, language) for id, name in one_each.items() if id}
    return table.assign(name=table["place_id"].map(names).fillna(table["name"]))


def labels(language: str) -> dict[str, str]:
    """What each place of the map is called in a list for people, "Izium (Kharkiv)", by its id; in order of these."""
    return _labels(now(), language)


@_kept_by_moment(max_entries=8)
def _labels(moment: Moment, language: str) -> dict[str, str]:
    table = called(language)
    words = table["name"] + " (" + table["admin1"] + ")"
    words = words.sort_values(kind="stable")
    return dict(zip(words.index.tolist(), words.tolist(), strict=True))


def place_order(language: str = ENGLISH) -> tuple[str, ...]:
    """The ids of the places of the map, by their names."""
    return tuple(labels(language))


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
    moment = now()
    if as_known is None:
        table = _shelved(moment, "estimate")
        return (_book_of(moment).estimate_at(moment).rows if table is None else table).copy(deep=False)
    return _estimate_as_known(moment, as_known).copy(deep=False)


@_kept_by_moment(max_entries=4)
def _estimate_as_known(moment: Moment, day: date) -> pd.DataFrame:
    claims = _ledger(moment).claims
    return _estimated(_as_known(moment, day), claims[claims["published"] <= pd.Timestamp(day)], moment).rows


def reference(name: str, content: bytes, *, day: date, holder: str) -> Reference:
    """Somebody else's map of control, from an uploaded file, at the places of ours (timeline.reference). Raises
    ReferenceMapError."""
    return _read_reference(name, content, places(), day=day, holder=holder)


def reference_payload(name: str, content: bytes, *, day: date, holder: str, on: date) -> Payload:
    """One day of that map as the map's browser side takes it: at our places, and with them all the land."""
    moment = now()
    everywhere = pd.concat([places(), _exact(moment.gazetteer.theatre, moment.version)]).drop_duplicates(
        "place_id", ignore_index=True
    )
    read = _read_reference(name, content, everywhere, day=day, holder=holder, on=on)
    table = as_control(read.holders, everywhere)
    ours = table[among(table["place_id"], places()["place_id"])]
    return encode(
        ours,
        theatre=theatre(),
        last=on,
        places=places_of(moment.gazetteer, ours["place_id"], theatre()),
        estimate=table,
        land=_land(moment.gazetteer.theatre, moment.version),
    )


def _read_reference(name: str, content: bytes, places: pd.DataFrame, **options: Any) -> Reference:
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


@_kept_by_moment(max_entries=16, show_spinner=Later("Drawing the estimated areas"))
def _outlines(moment: Moment, day: date, box: tuple[float, float, float, float] | None) -> dict[str, Any]:
    land = _cells(moment.gazetteer.theatre, moment.version)
    drawn = areas.outlines(estimate(), areas.within(land, box) if box else land, day)
    for feature in drawn["features"]:
        feature["properties"] = {"day": day.isoformat()} | feature["properties"]
    return drawn


@st.cache_resource(show_spinner=False, max_entries=4)
def _land(theatre_id: str, gazetteer_version: str) -> Land | None:
    """The cells of the areas as the browser takes them; None for a theatre of which no settlement is known."""
    key = key_of("land", theatre_id, gazetteer_version)
    if found := kept_on_disk(key):
        return Land(found.blobs["cells"], tuple(found.facts["places"]))
    if not len(_exact(theatre_id, gazetteer_version)):
        return None
    land = encode_cells(_cells(theatre_id, gazetteer_version))
    keep_on_disk(key, Kept(blobs={"cells": land.blob}, facts={"places": land.places}))
    return land


@st.cache_resource(show_spinner=False, max_entries=4)
def _cells(theatre_id: str, gazetteer_version: str) -> areas.Cells:
    return areas.cells(_exact(theatre_id, gazetteer_version), theatre())


@st.cache_resource(show_spinner=False, max_entries=4)
def _exact(theatre_id: str, gazetteer_version: str) -> pd.DataFrame:
    return areas.landmarks(gazetteer(), theatre())


@st.cache_resource(show_spinner=False, max_entries=4)
def _towns(theatre_id: str, gazetteer_version: str) -> pd.DataFrame:
    return areas.towns(gazetteer(), theatre())

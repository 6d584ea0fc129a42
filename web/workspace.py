"""What the pages share: the theatre, its gazetteer, the pipeline, the store, and what is derived from them.

Everything derived is kept by the moment it is of: the store's address and revision, and the gazetteer's version. So a
page never shows what no longer holds. Claims and control follow the store article by article (timeline.ledger).
Streamlit belongs here and to the pages alone.
"""

import json
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from extract.pipeline import Pipeline
from gazetteer.dumps import Imported
from gazetteer.files import gazetteer_path, import_dump, load_gazetteer
from gazetteer.files import undo_import as undo_last
from gazetteer.gazetteer import Gazetteer
from maps.areas import Land, encode_cells
from maps.payload import Payload, encode, estimated, places_of
from store import Store, StoreError, database_url, open_store
from store.samples import is_new
from store.samples import load_samples as load_into
from theatre.theatre import Theatre, load_theatre
from timeline import areas, filters
from timeline.__main__ import write_table
from timeline.changes import changes as changes_between
from timeline.control import control as control_of
from timeline.filters import Filters
from timeline.ledger import Ledger
from timeline.reference import ReferenceMapError, as_control, read_reference

__all__ = [
    "area_history",
    "as_file",
    "called",
    "changes",
    "claims",
    "control",
    "drawn",
    "estimate",
    "extract_anew",
    "gazetteer",
    "import_places",
    "kept",
    "load_samples",
    "look",
    "payload",
    "pipeline",
    "place_order",
    "places",
    "prepare",
    "reference",
    "reference_payload",
    "store",
    "theatre",
    "undo_import",
]

THEATRE = "ukraine"
MANY = 1_000  # articles changed, from which on all claims are read anew

_first_start = threading.Lock()
_begun: set[str] = set()  # the stores that are past their first start


def theatre() -> Theatre:
    """The theatre of this installation."""
    return load_theatre(THEATRE)


def gazetteer() -> Gazetteer:
    """The theatre's gazetteer; the first time ever it is built, which takes about 20 seconds and is shown."""
    with _progress() as say:
        return load_gazetteer(theatre(), progress=lambda share, what: say(share, f"The gazetteer, once: {what}"))


def pipeline() -> Pipeline:
    """The pipeline from an article to its claims, shared by all sessions; a new one when the gazetteer is new."""
    return _pipeline(THEATRE, gazetteer().meta["version"])


@st.cache_resource(show_spinner="Getting ready to read", max_entries=2)
def _pipeline(theatre_id: str, gazetteer_version: str) -> Pipeline:
    return Pipeline(theatre_id)


def import_places(name: str, dump: bytes) -> Imported:
    """Merge an uploaded GeoNames dump into the gazetteer, with a progress line. Raises ValueError, saying why not."""
    with tempfile.TemporaryDirectory() as folder, _progress() as say:
        path = Path(folder) / (Path(name).name or "dump")
        path.write_bytes(dump)
        _changed()
        return import_dump(theatre(), path, progress=say)


def undo_import() -> str | None:
    """Take the gazetteer's last import back, with a progress line; its file's name, or None when there was none."""
    _changed()
    with _progress() as say:
        return undo_last(theatre(), progress=say)


def extract_anew(opened: Store) -> int:
    """Find the claims of every article again, by the gazetteer and grammar of today; how many articles there were.
    What a person reviewed stays."""
    ids = opened.articles()["id"].tolist()
    with _progress() as say:
        for number, id in enumerate(ids, start=1):
            say(number / len(ids), f"Reading {number:,} of {len(ids):,}")
            article = opened.article(id)
            if article:  # it may have been removed meanwhile
                opened.replace_claims(id, pipeline().extract(article).claims)
    _changed()
    return len(ids)


def prepare() -> None:
    """Work out, before anybody asks, what the first page shows. Nothing, where the store can't be used or is new: a
    page says so, or shows the progress."""
    if gazetteer_path(theatre()).exists():
        try:
            opened = _store(database_url())
        except StoreError:
            return
        if not is_new(opened):
            payload()


def store() -> Store:
    """The store, with the samples in it on the very first start. A database that can't be used stops the page with
    the sentence that says why."""
    try:
        opened = _store(database_url())
    except StoreError as error:
        st.error(str(error), icon=None)
        st.stop()
    if opened.address not in _begun:
        with _first_start:
            if is_new(opened):
                load_samples(opened)
            _begun.add(opened.address)
    return opened


@st.cache_resource(show_spinner=False, max_entries=4, on_release=lambda opened: opened.close())
def _store(url: str) -> Store:
    return open_store(url)


def load_samples(opened: Store) -> int:
    """Read the samples into the store, with a progress line; how many are new."""
    reader = pipeline()
    _changed()
    with _progress() as say:
        return load_into(opened, reader, progress=say)


@dataclass(frozen=True, slots=True)
class _Moment:
    """The store and the gazetteer as they were when they were asked."""

    store: Store
    revision: int
    gazetteer: Gazetteer

    @property
    def version(self) -> str:
        return str(self.gazetteer.meta["version"])


_kept_by_moment = partial(
    st.cache_resource,
    show_spinner=False,
    hash_funcs={_Moment: lambda now: (now.store.address, now.revision, now.version)},
)
_WAIT = "Working out who held what on each day. This takes some seconds, once after each change of the articles."
_run = threading.local()  # a page runs in a thread: `moment` is what it saw, where it is to be asked but once


def look() -> None:
    """A page begins to run: the store and the gazetteer are asked once for all that it shows."""
    _run.asked, _run.moment = True, None


def _now() -> _Moment:
    seen: _Moment | None = getattr(_run, "moment", None)
    if seen is None:
        opened = store()
        seen = _Moment(opened, opened.revision, gazetteer())
        if getattr(_run, "asked", False):
            _run.moment = seen
    return seen


def _changed() -> None:
    """The store or the gazetteer is no longer, or about to be no longer, as this page saw it."""
    _run.moment = None


class _Book:
    """The ledger of one store, brought up to date whenever it is opened at another revision."""

    def __init__(self) -> None:
        self._opening = threading.Lock()
        self._ledger: Ledger | None = None
        self._revision = 0

    def at(self, now: _Moment) -> Ledger:
        with self._opening:
            overtaken = now.revision < self._revision <= now.store.revision  # by a page that saw a later moment
            if self._ledger is None or not (overtaken or now.revision == self._revision):
                self._ledger = self._brought_up(self._ledger, now)
                self._revision = now.revision
            return self._ledger

    def _brought_up(self, ledger: Ledger | None, now: _Moment) -> Ledger:
        touched = None if ledger is None else now.store.touched(self._revision, now.revision)
        if ledger is None or touched is None or len(touched) > MANY:
            towns = _towns(THEATRE, now.version)
            return Ledger.of(_described(now.store.claims(), now), theatre=theatre(), places=towns)
        return ledger.updated(touched, _described(now.store.claims(touched), now))


@st.cache_resource(show_spinner=False, max_entries=2)
def _book(address: str, gazetteer_version: str) -> _Book:
    return _Book()


def _ledger(now: _Moment) -> Ledger:
    return _book(now.store.address, now.version).at(now)


def _described(claims: pd.DataFrame, now: _Moment) -> pd.DataFrame:
    return filters.described(claims, theatre=theatre(), raions=_raions(claims["place_id"].unique(), now.gazetteer))


def claims() -> pd.DataFrame:
    """Every claim in the store, as `Store.claims` gives them, with raion and owner family (timeline.filters.described).
    The table is the caller's own."""
    return _ledger(_now()).claims.copy(deep=False)  # copied on write


def _raions(ids: Iterable[str], known: Gazetteer) -> dict[str, str]:
    return {id: known.admin2s[known.rows[id]] for id in ids if id in known.rows}


def control(as_known: date | None = None) -> pd.DataFrame:
    """Control intervals by place (timeline.control), of the places claimed and of every town; as one could have
    known it on a day, with `as_known`. The table is the caller's own."""
    now = _now()
    table = _ledger(now).control if as_known is None else _as_known(now, as_known)
    return table.copy(deep=False)


@_kept_by_moment(max_entries=8)
def _as_known(now: _Moment, day: date) -> pd.DataFrame:
    ledger = _ledger(now)
    return control_of(ledger.claims, theatre=theatre(), as_known=day, places=ledger.places)


def payload(as_known: date | None = None) -> Payload:
    """The control table as the map's browser side takes it."""
    return _payload(_now(), as_known)


@_kept_by_moment(max_entries=8, show_spinner=_WAIT)
def _payload(now: _Moment, as_known: date | None) -> Payload:
    table = control(as_known)
    published = claims()["published"].max()  # the newest article tells of its own day, if only that nothing changed
    last = as_known or (None if pd.isna(published) else published.date())
    return encode(
        table,
        theatre=theatre(),
        last=last,
        places=places_of(now.gazetteer, table["place_id"].unique(), theatre()),
        estimate=estimate(as_known),
        land=_land(THEATRE, now.version),
    )


def drawn() -> pd.DataFrame:
    """The control rows that the map draws: those of its places, estimated where no report names them. The table is the
    caller's own."""
    return _drawn(_now()).copy(deep=False)


@_kept_by_moment(max_entries=2)
def _drawn(now: _Moment) -> pd.DataFrame:
    table = estimated(control(), estimate())
    return table[table["place_id"].isin(payload().places)].reset_index(drop=True)


def changes() -> pd.DataFrame:
    """Every change of control, in order of day (timeline.changes). The table is the caller's own."""
    return _changes(_now()).copy(deep=False)


@_kept_by_moment(max_entries=2)
def _changes(now: _Moment) -> pd.DataFrame:
    return changes_between(control(), date.min, date.max, claims=claims())


def places() -> pd.DataFrame:
    """The places of the map in its order, by place_id: name, admin1, admin2, latitude, longitude and a label for
    people. The table is the caller's own."""
    return _places(_now()).copy(deep=False)


@_kept_by_moment(max_entries=2)
def _places(now: _Moment) -> pd.DataFrame:
    ids = list(payload().places)
    table = (
        control()
        .drop_duplicates("place_id")
        .set_index("place_id")
        .loc[ids, ["name", "admin1", "latitude", "longitude"]]
    )
    raions = _raions(ids, now.gazetteer)
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
    return _place_order(_now())


@_kept_by_moment(max_entries=2)
def _place_order(now: _Moment) -> tuple[str, ...]:
    return tuple(places().sort_values("label", kind="stable")["place_id"])


def kept(asked: Filters) -> tuple[int, ...] | None:
    """The places that the map keeps whatever the day, by their numbers there; None for all."""
    return _kept(_now(), asked.without(*filters.STANDING))


@_kept_by_moment(max_entries=16)
def _kept(now: _Moment, asked: Filters) -> tuple[int, ...] | None:
    chosen = filters.kept_places(claims(), asked, places())
    if chosen is None:
        return None
    return tuple(number for number, place in enumerate(payload().places) if place in chosen)


def estimate(as_known: date | None = None) -> pd.DataFrame:
    """Control rows of every place claimed and of every settlement whose position is exact, estimated where nothing is
    told of it (timeline.areas). The table is the caller's own."""
    return _estimate(_now(), as_known).copy(deep=False)


@_kept_by_moment(max_entries=4)
def _estimate(now: _Moment, as_known: date | None) -> pd.DataFrame:
    table, told = control(as_known), claims()
    if as_known:
        told = told[told["published"] <= pd.Timestamp(as_known)]
    table = table[table["place_id"].isin(table.loc[table["basis"] != "baseline", "place_id"])]
    exact = _exact(THEATRE, now.version)
    return areas.estimate(table, exact, theatre=theatre(), mentioned=set(told["place_id"]), claims=told)


def reference(name: str, content: bytes, *, day: date, holder: str) -> pd.DataFrame:
    """Somebody else's map of control, from an uploaded file, at the places of ours (timeline.reference). Raises
    ReferenceMapError."""
    return _read_reference(name, content, places(), day=day, holder=holder)


def reference_payload(name: str, content: bytes, *, day: date, holder: str, on: date) -> Payload:
    """One day of that map as the map's browser side takes it: at our places, and with them all the land."""
    now = _now()
    everywhere = pd.concat([places(), _exact(THEATRE, now.version)]).drop_duplicates("place_id", ignore_index=True)
    table = as_control(_read_reference(name, content, everywhere, day=day, holder=holder, on=on), everywhere)
    ours = table[table["place_id"].isin(places()["place_id"])]
    return encode(
        ours,
        theatre=theatre(),
        last=on,
        places=places_of(now.gazetteer, ours["place_id"], theatre()),
        estimate=table,
        land=_land(THEATRE, now.version),
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
    return _area_history(_now(), days, by_oblast).copy(deep=False)


@_kept_by_moment(max_entries=16)
def _area_history(now: _Moment, days: tuple[date, ...] | None, by_oblast: bool) -> pd.DataFrame:
    if days is None:
        first, last = theatre().start, payload().last
        days = (*(first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1)), last)
    return areas.history(estimate(), _cells(THEATRE, now.version), days, by_oblast=by_oblast)


@st.cache_resource(show_spinner=False, max_entries=2)
def _land(theatre_id: str, gazetteer_version: str) -> Land:
    return encode_cells(_cells(theatre_id, gazetteer_version))


@st.cache_resource(show_spinner=False, max_entries=2)
def _cells(theatre_id: str, gazetteer_version: str) -> areas.Cells:
    return areas.cells(_exact(theatre_id, gazetteer_version), theatre())


@st.cache_resource(show_spinner=False, max_entries=2)
def _exact(theatre_id: str, gazetteer_version: str) -> pd.DataFrame:
    return areas.landmarks(gazetteer(), theatre())


@st.cache_resource(show_spinner=False, max_entries=2)
def _towns(theatre_id: str, gazetteer_version: str) -> pd.DataFrame:
    return areas.towns(gazetteer(), theatre())


def as_file(table: pd.DataFrame, suffix: str) -> bytes:
    """A table as a .csv, .jsonl, .geojson or .parquet file. In CSV, texts are guarded against spreadsheets."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        write_table(_guarded(table) if suffix == ".csv" else table, str(path))
        return path.read_bytes()


def _guarded(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before each text that a spreadsheet would run: one that begins with = + - or @."""
    table = table.copy()
    for name in table.columns[table.dtypes.map(lambda kind: kind.kind in "OTU")]:
        text = table[name].astype("str")
        table[name] = table[name].where(~(text.str.match(r"[=+\-@\t\r]") & table[name].notna()), "'" + text)
    return table


@contextmanager
def _progress() -> Iterator[Callable[[float, str], None]]:
    """A progress line that appears with the first word, and goes at the end."""
    lines: list[DeltaGenerator] = []

    def say(share: float, what: str) -> None:
        if not lines:
            lines.append(st.empty())
        lines[0].progress(min(max(share, 0.0), 1.0), what)

    try:
        yield say
    finally:
        for line in lines:
            line.empty()

"""What pages stand on: the theatre, its gazetteer, the pipeline and the store, and the moment they are seen at.

A page that runs sees one moment: the store and the gazetteer as they were when it first asked. Streamlit belongs to
this room and to the pages alone.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from extract.pipeline import Pipeline
from gazetteer.files import load_gazetteer
from gazetteer.gazetteer import Gazetteer
from maps.words import literal
from store import Store, StoreError, database_url, open_store
from store.samples import is_new
from store.samples import load_samples as load_into
from theatre.theatre import Theatre, load_theatre, own_theatre
from translation.errors import error_words
from translation.messages import Later, _
from web import signin
from web.editions import editions

__all__ = [
    "THEATRE",
    "Moment",
    "behind",
    "changed",
    "failures_told",
    "gazetteer",
    "load_samples",
    "look",
    "now",
    "open_without_page",
    "pipeline",
    "progress",
    "seen_at",
    "store",
    "theatre",
]

THEATRE = "theatre"  # of a session's state: the theatre that it looks at
_page = threading.local()  # a page runs in a thread: `moment` is what it saw
_first_start = threading.Lock()
_begun: set[str] = set()  # the stores that are past their first start


def theatre() -> Theatre:
    """The theatre that this session looks at (web.theatres); outside of one, the installation's own."""
    chosen = getattr(_page, "theatre", None)
    if chosen is None and get_script_run_ctx(suppress_warning=True):
        chosen = st.session_state.get(THEATRE)
    return load_theatre(chosen or own_theatre())


def gazetteer() -> Gazetteer:
    """The theatre's gazetteer; the first time ever it is built, which takes about 20 seconds and is shown."""
    with progress() as say:
        try:
            return load_gazetteer(
                theatre(), progress=lambda share, what: say(share, _("The gazetteer, once: {what}").format(what=what))
            )
        except ValueError as error:  # a table names what its sources don't hold
            st.error(
                literal(_("The gazetteer of {theatre} can't be built: {why}").format(theatre=theatre().id, why=error))
            )
            st.stop()


def pipeline() -> Pipeline:
    """The pipeline from an article to its claims, shared by all sessions; a new one when the gazetteer is new."""
    return _pipeline(theatre().id, gazetteer().meta["version"])


@st.cache_resource(show_spinner=Later("Getting ready to read"), max_entries=4)
def _pipeline(theatre_id: str, gazetteer_version: str) -> Pipeline:
    return Pipeline(theatre_id)


def store() -> Store:
    """The store, with the samples in it on the very first start. A database that can't be used stops the page with
    the sentence that says why."""
    try:
        opened = open_without_page(database_url(theatre().id), theatre().id)
    except StoreError as error:
        st.error(error_words(error), icon=None)
        st.stop()
    if opened.address not in _begun:
        with _first_start:
            if is_new(opened):
                with signin.as_app():
                    load_samples(opened)
            _begun.add(opened.address)
    return opened


@st.cache_resource(show_spinner=False, max_entries=4, on_release=lambda opened: opened.close())
def open_without_page(url: str, _theatre_id: str | None = None) -> Store:
    """The store at a database's address, which is one theatre's (by default the installation's own), shared by all
    sessions. Raises StoreError where it can't be used."""
    opened = open_store(url, signin.actor, theatre=_theatre_id)
    opened.wrote = partial(_note, opened.address)
    return opened


def _note(store_address: str, revision: int) -> None:
    """Remember what this session changed, if it is a page that did: it is to see that."""
    if get_script_run_ctx(suppress_warning=True):
        st.session_state[_OWN] = st.session_state.get(_OWN, {}) | {store_address: revision}


def load_samples(opened: Store) -> int:
    """Read the samples into the store, with a progress line; how many are new."""
    reader = pipeline()
    changed()
    with progress() as say:
        return load_into(opened, reader, progress=say)


@dataclass(frozen=True, slots=True)
class Moment:
    """A theatre's store and gazetteer as they were when they were asked."""

    store: Store
    revision: int
    gazetteer: Gazetteer

    @property
    def version(self) -> str:
        """The gazetteer's."""
        return str(self.gazetteer.meta["version"])


_OWN = "own_revision"  # of the session's last change


def look(work_out: Callable[[], None] | None = None) -> None:
    """A page begins to run: the store and the gazetteer are asked once for all that it shows. With `work_out`, by
    which all that follows from a moment is worked out and kept, the page shows the newest edition that is there, unless
    it is older than what its own session changed."""
    _page.asked, _page.moment, _page.work_out = True, None, work_out


def now() -> Moment:
    """The moment that this page sees; outside a page, the present one."""
    seen: Moment | None = getattr(_page, "moment", None)
    if seen is None:
        opened = store()
        seen = _newest(Moment(opened, opened.revision, gazetteer()))
        if getattr(_page, "asked", False):
            _page.moment = seen
    return seen


def _newest(present: Moment) -> Moment:
    """The moment of the newest edition, where the page may show that; else the present one, worked out."""
    if (work_out := getattr(_page, "work_out", None)) is None:
        return present
    found = editions(present.store.address, present.version)
    own = st.session_state.get(_OWN, {}).get(present.store.address, 0)
    if found.newest and own <= found.newest <= present.revision:
        return replace(present, revision=found.newest)
    if found.newest:  # the page waits for what it shows first, not for all
        found.begin(partial(_work_out, work_out, present))
    else:
        found.add(_work_out(work_out, present))
    return present


def _work_out(work_out: Callable[[], None], moment: Moment) -> int:
    """Have all that follows from a moment worked out; its revision."""
    with seen_at(moment):
        work_out()
    return moment.revision


@contextmanager
def seen_at(moment: Moment) -> Iterator[None]:
    """Within this, that moment is `now()`, and its theatre the one that is looked at."""
    former = getattr(_page, "moment", None), getattr(_page, "theatre", None)
    _page.moment, _page.theatre = moment, moment.gazetteer.theatre
    try:
        yield
    finally:
        _page.moment, _page.theatre = former


def behind() -> int:
    """How many articles more there are, or are others, than in the newest edition, which this page shows; the next one
    is then begun. 0 while there is no edition yet."""
    opened, work_out = store(), getattr(_page, "work_out", None)
    present = Moment(opened, opened.revision, gazetteer())
    found = editions(opened.address, present.version)
    newest = found.newest
    seen: Moment | None = getattr(_page, "moment", None)
    if work_out is None or not newest or max(newest, seen.revision if seen else 0) >= present.revision:
        return 0

    found.begin(lambda: _work_out(work_out, replace(present, revision=opened.revision)))
    return max(len(opened.touched(newest, present.revision) or ()), 1)


def changed() -> None:
    """The store or the gazetteer is no longer, or about to be no longer, as this page saw it."""
    _page.moment = None


@contextmanager
def failures_told() -> Iterator[None]:
    """What the store can't do, a full disk say, is told on the page where it happens: around a page, or a decorator of
    a fragment or of what a button does before the page runs."""
    try:
        yield
    except StoreError as error:
        st.error(error_words(error), icon=None)


@contextmanager
def progress() -> Iterator[Callable[[float, str], None]]:
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

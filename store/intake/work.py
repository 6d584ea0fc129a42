"""What is worked off in the background, in a process of its own beside the app: files read, claims found, drafts saved.

Every step is whole or not done at all, so that the process may be killed at any moment and another goes on. While
`PAUSED` is set it does nothing.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence

from extract.bulk import row_groups
from extract.pipeline import BATCH, Pipeline
from extract.read.article import ArticleError, Read, read_rows
from extract.read.isolated import read_file
from extract.read.rows import ROW_SUFFIXES
from store.arrivals import Arrival
from store.database import Store
from store.intake.looking import look, save
from store.owners import name_of

__all__ = ["PAUSED", "arrivals_of", "confirm", "pending", "read_next", "rows_by_name", "work"]

PAUSED = "intake paused"  # the setting


def arrivals_of(name: str, content: bytes, columns: Mapping[str, str] | None = None) -> Iterator[Arrival]:
    """What a file is kept as until it is read: itself, or its rows by the dozen."""
    if not rows_by_name(name):
        yield Arrival(name, content, columns=columns)
        return
    for first, lines in row_groups(io.BytesIO(content)):
        yield Arrival(name, b"".join(lines), first, columns)


def confirm(store: Store, ids: Sequence[int]) -> None:
    """Have tables that asked for their columns read with those that were chosen."""
    store.arrivals.confirm(ids, lambda table: arrivals_of(table.name, table.content, table.columns))


def rows_by_name(name: str) -> bool:
    """Whether a file goes by a name of JSON Lines."""
    return name.lower().endswith(ROW_SUFFIXES)


def pending(store: Store) -> bool:
    """Whether there is anything to do, now that it is not paused."""
    if store.setting(PAUSED):
        return False
    counts = store.drafts.counts()
    return bool(store.arrivals.counts()[0] or counts.unread or counts.accepted)


def work(store: Store, pipeline: Pipeline, *, stop: Callable[[], bool] = lambda: False) -> None:
    """Work until nothing is left to do, or it is paused or stopped."""
    while not stop() and not store.setting(PAUSED) and _step(store, pipeline):
        pass


def _step(store: Store, pipeline: Pipeline) -> bool:
    """The next thing to do; False when there is none. What is nearest to being done comes first."""
    if accepted := store.drafts.accepted(BATCH):
        for draft in accepted:
            if not save(store, draft, by=name_of(draft.owner)).new:
                said = "the same text was already here; nothing changed"
                store.arrivals.belonging_to(draft.owner).note(draft.article.file_name, said)
        return True
    if unread := store.drafts.unread(BATCH):
        look(store, pipeline, unread)
        return True
    return read_next(store, pipeline.theatre.id)


def read_next(store: Store, theatre: str) -> bool:
    """Read the first of what waits to be read into drafts; False when nothing does."""
    arrival = store.arrivals.next()
    if arrival:
        store.arrivals.done(arrival, _read(arrival, theatre))
    return arrival is not None


def _read(arrival: Arrival, theatre: str) -> list[Read]:
    try:
        if arrival.first:
            lines = io.BytesIO(arrival.content)
            rows = read_rows(
                lines, arrival.name, first=arrival.first, columns=arrival.columns, theatre=theatre, given_ids=False
            )
            return list(rows)
        return read_file(arrival.content, arrival.name, columns=arrival.columns, theatre=theatre)
    except ArticleError as error:
        return [error]
    except Exception as error:  # one bad file stops no other
        return [ArticleError(f"{arrival.name}: can't be read ({type(error).__name__}).")]

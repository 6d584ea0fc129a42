"""What changes the gazetteer and the claims of a whole store, and what is made ready before anybody asks."""

import tempfile
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from extract.read.article import NeedsDate
from gazetteer.dumps import Imported
from gazetteer.files import gazetteer_path, import_dump
from gazetteer.files import undo_import as undo_last
from store import Store, StoreError, database_url
from store.access import Role
from store.samples import is_new
from store.schema import STUB
from theatre.reading import TheatreError
from translation.messages import _, number
from web import background, online
from web.editions import editions
from web.person import person
from web.resources import changed, now, open_without_page, pipeline, progress, seen_at, store, theatre
from web.workspace import make_ready_to_follow, work_out

__all__ = ["edit_articles", "extract_anew", "import_places", "prepare", "reading", "undo_import"]


def reading(done: int, all: int) -> str:
    """How far a reading is, for its progress line."""
    return _("Reading {n} of {all}").format(n=number(done), all=number(all))


def import_places(name: str, dump: bytes) -> Imported:
    """Merge an uploaded GeoNames dump into the gazetteer, with a progress line. Raises ValueError, saying why not."""
    opened = store()
    opened.permit(Role.ADMIN)
    with tempfile.TemporaryDirectory() as folder, progress() as say:
        path = Path(folder) / (Path(name).name or "dump")
        path.write_bytes(dump)
        changed()
        done = import_dump(theatre(), path, progress=say)
    with opened.writing(Role.ADMIN) as (connection, _who):
        opened.note(connection, "places imported", "gazetteer", file=path.name, places=done.places, new=done.changed)
    return done


def undo_import() -> str | None:
    """Take the gazetteer's last import back, with a progress line; its file's name, or None when there was none."""
    opened = store()
    opened.permit(Role.ADMIN)
    changed()
    with progress() as say:
        name = undo_last(theatre(), progress=say)
    with opened.writing(Role.ADMIN) as (connection, _who):
        opened.note(connection, "import of places undone", "gazetteer", file=name or "")
    return name


def extract_anew(opened: Store) -> int:
    """Find the claims of every article again, by the gazetteer and grammar of today; how many articles there were.
    What a person reviewed stays, and the claims of articles whose text is not here."""
    opened.permit(Role.ADMIN)
    articles = opened.articles()
    ids = articles.loc[articles["media_type"] != STUB, "id"].tolist()
    with progress() as say:
        for done, id in enumerate(ids, start=1):
            say(done / len(ids), reading(done, len(ids)))
            article = opened.article(id)
            if article:  # it may have been removed meanwhile
                opened.replace_claims(id, pipeline().extract(article).claims)
    changed()
    return len(ids)


def edit_articles(
    opened: Store,
    article_ids: Collection[str],
    *,
    day: date | None = None,
    title: str = "",
    publisher: str | None = None,
    url: str | None = None,
    why: str = "",
) -> int:
    """Give kept articles another day, title, publisher or address, and find their claims anew by them; how many there
    were. What a person decided about claims stays. Raises ArticleError for a day that can't be right."""
    with progress() as say:
        for done, id in enumerate(article_ids, start=1):
            say(done / len(article_ids), reading(done, len(article_ids)))
            article = opened.article(id)
            if article is None:  # it may have been removed meanwhile
                continue
            if day is not None and day != article.published:
                article = NeedsDate(article).dated(day)
            article = replace(
                article,
                title=title.strip()[:300] or article.title,
                publisher=article.publisher if publisher is None else publisher.strip()[:200],
                url=article.url if url is None else url.strip()[:2000],
            )
            stub = article.media_type == STUB  # its text is not here to be read anew
            claims = opened.claims_of(id) if stub else pipeline().extract(article).claims
            opened.edit(article, claims, why=why, by=person())
    changed()
    return len(article_ids)


def prepare() -> None:
    """Take up what was being worked off, and work out, before anybody asks, what the first page shows. Nothing, where
    the theatre or the store can't be used or is new: a page says so, or shows the progress."""
    with suppress(StoreError, TheatreError):
        if gazetteer_path(theatre()).exists():
            opened = open_without_page(database_url(theatre().id), theatre().id)
            if not is_new(opened):
                background.start(opened)
                online.start(opened)
                moment = now()
                with seen_at(moment):
                    work_out()
                editions(moment.store.address, moment.version).add(moment.revision)
                make_ready_to_follow(moment)

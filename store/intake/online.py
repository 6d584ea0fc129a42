"""Addresses fetched and feeds looked at, one after another, for as long as the user allows it."""

import codecs
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from urllib.parse import urljoin, urlsplit

import feedparser

from extract.read.article import ArticleError, NeedsDate, Read
from extract.read.isolated import read_file
from store.database import Store
from store.intake.fetch import Fetcher, FetchError, Page
from store.online import Capture, Feed
from translation.messages import N_

__all__ = ["go_online"]

MAX_FEED_BYTES = 5_000_000
MAX_ITEMS = 100  # of a feed, at one look
_NEW = "{new}"  # which Online.looked fills in


def go_online(store: Store, fetcher: Fetcher, theatre: str, *, stop: Callable[[], bool] = lambda: False) -> int:
    """Look at the feeds that are due, then fetch what waits; how many requests were made. Nothing while it is not
    allowed."""
    number = 0
    for feed in store.online.due() if store.online.allowed else ():
        if stop() or not store.online.allowed:
            return number
        _look_at_feed(store, fetcher, feed)
        number += 1
    for id, url in store.online.waiting() if store.online.allowed else ():
        if stop() or not store.online.allowed:
            return number
        _fetch_article(store, fetcher, id, url, theatre)
        number += 1
    return number


def _fetch_article(store: Store, fetcher: Fetcher, id: int, url: str, theatre: str) -> None:
    try:
        page = fetcher.fetch(url)
        found = _read(page, theatre)
    except FetchError as error:
        store.online.failed(id, url, str(error))
        return
    except Exception as error:  # what strangers send must not be asked for again and again
        store.online.failed(id, url, f"{url}: can't be read ({type(error).__name__}).")
        return
    capture = Capture(
        page.asked, page.address, page.fetched_at, page.digest, page.media_type, page.charset, page.content
    )
    store.online.fetched(id, capture, found)


def _read(page: Page, theatre: str) -> list[Read]:
    try:
        found = read_file(_decoded(page), _file_name(page), theatre=theatre)
    except ArticleError as error:
        return [error]
    return [_located(one, page) for one in found]


def _decoded(page: Page) -> bytes:
    """The content as the reader takes it: where the server says in which letters it is, that holds."""
    if not page.media_type.startswith("text/") or not page.charset or page.content.startswith(codecs.BOM_UTF8):
        return page.content
    try:
        return codecs.BOM_UTF8 + page.content.decode(page.charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return page.content


def _file_name(page: Page) -> str:
    """Host and last part of the address, which is what an article is told from others by."""
    parts = urlsplit(page.address)
    last = parts.path.rstrip("/").rsplit("/", 1)[-1]
    name = f"{parts.hostname}/{last}" if last else f"{parts.hostname}"
    return name if not page.media_type.endswith("html") or "." in last else f"{name}.html"


def _located(one: Read, page: Page) -> Read:
    """What was read, with its address and its host as publisher where it names none."""
    if isinstance(one, ArticleError):
        return one
    article = one.draft if isinstance(one, NeedsDate) else one
    host = (urlsplit(page.address).hostname or "").removeprefix("www.")
    article = replace(article, url=article.url or page.address[:2000], publisher=article.publisher or host)
    return replace(one, draft=article) if isinstance(one, NeedsDate) else article


def _look_at_feed(store: Store, fetcher: Fetcher, feed: Feed) -> None:
    items: list[tuple[str, str]] = []
    title, etag, modified = feed.title, feed.etag, feed.modified
    try:
        page = fetcher.fetch(feed.url, etag=feed.etag, modified=feed.modified)
        if page.changed:
            title, items = _parsed(page)
            etag, modified = page.etag, page.modified
            result = f"{len(items):,} items, {_NEW} of them new"
        else:
            result = N_("nothing new since the last look")
    except FetchError as error:
        result = str(error).replace("{", "(")
    store.online.looked(feed, items, title=title, result=result, etag=etag, modified=modified)


def _parsed(page: Page) -> tuple[str, list[tuple[str, str]]]:
    """A feed's title, and its items with their addresses. feedparser is given bytes, so that it fetches nothing."""
    if len(page.content) > MAX_FEED_BYTES:
        raise FetchError(f"{page.asked}: is larger than a feed may be ({MAX_FEED_BYTES / 1e6:.0f} MB).")
    headers = {"content-location": page.address, "content-type": page.media_type}
    try:
        parsed = feedparser.parse(BytesIO(page.content), response_headers=headers)
    except Exception as error:  # a parser that meets hostile bytes
        raise FetchError(f"{page.asked}: can't be read as a feed ({type(error).__name__}).") from error
    if not parsed.get("version"):
        raise FetchError(f"{page.asked}: is no RSS or Atom feed.")
    items = []
    for entry in parsed.entries[:MAX_ITEMS]:
        link = urljoin(page.address, str(entry.get("link", "")).strip())
        item = str(entry.get("id") or link)[:2000]
        if item and urlsplit(link).scheme in ("http", "https"):
            items.append((item, link))
    return str(parsed.feed.get("title", "")), items

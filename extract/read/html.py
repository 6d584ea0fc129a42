"""A saved web page: the article in it, and what the page says about itself."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from lxml import etree

from extract.read.address import host, original, saved_from
from extract.read.days import date_in_address, parse_day
from extract.read.found import ArticleError, Found

__all__ = ["HTML", "MAX_ELEMENTS", "dated_objects", "is_too_wide_or_deep", "read_html", "tree_of"]

MAX_ELEMENTS = 40_000  # in a page; the time to find the article in it grows with them, to about 4 seconds
MAX_APART = 2  # days between a page's date and that in its address: time zones, and what was written the day before
MAX_HTML_DEPTH = 250  # elements within one another; pages that people read stay under 100


# atomic and possessive where a hostile file could otherwise make the match take ever longer
HTML = re.compile(
    r"\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?>(?:<!--.{0,2000}?-->\s*+)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def read_html(text: str, name: str) -> Found:
    import trafilatura
    from trafilatura.settings import Document

    nothing = f"{name}: no article was found in this page (only scripts, menus or layout); paste the text instead."
    tree = tree_of(text)
    if text.count("<") > 3 * MAX_ELEMENTS or (tree is not None and is_too_wide_or_deep(tree)):
        raise ArticleError(
            f"{name}: this page is no article (more than {MAX_ELEMENTS:,} elements, or more than {MAX_HTML_DEPTH} "
            "within one another); paste the text instead."
        )
    if tree is None:
        raise ArticleError(nothing)
    written = _declared_date(tree)
    _drop_modified_dates(tree)
    document = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(document, Document) or not (document.text or "").strip():
        raise ArticleError(nothing)
    body = (document.text or "").strip()
    title = (document.title or "").strip()
    if title and title.casefold() not in body[:1000].casefold():
        body = f"{title}\n\n{body}"  # the headline often is the claim
    address = document.url or saved_from(text)
    url = original(address)
    site = document.sitename or host(url) or document.hostname or ""
    if url != address and site.casefold() in (host(address), "internet archive", "wayback machine"):
        site = host(url)
    found = Found(body, "text/html", title, site, url, date_text=written)
    of_address = date_in_address(url)
    if not written:  # htmldate's finding, from definite marks only
        found.date_text = of_address.isoformat() if of_address else document.date or ""
    elif of_address and (declared := parse_day(written)) and abs(declared - of_address) > timedelta(days=MAX_APART):
        found.doubt = f"its date {declared.isoformat()} is not that in its address, {of_address.isoformat()}"
        found.suggestion = of_address
    return found


def tree_of(text: str) -> Any:
    """The elements of a page; None for what is none, or for one with more tags than are read."""
    import trafilatura

    return trafilatura.load_html(text) if text.count("<") <= 3 * MAX_ELEMENTS else None


def is_too_wide_or_deep(tree: Any) -> bool:
    """Whether a page has more elements, or more within one another, than one that people read."""
    elements = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        elements, depth = elements + 1, depth + 1
        if elements > MAX_ELEMENTS or depth > MAX_HTML_DEPTH:
            return True
    return False


def _declared_date(tree: Any) -> str:
    """The date of publication as the page's metadata write it; empty when they don't.

    First what JSON-LD says of an article that is this page, by its address or headline, or that isn't said to be
    another; then Open Graph and its like; then JSON-LD of what is no article. Related articles have dates too.
    """
    dates = [
        dated for script in tree.iterfind(".//script[@type='application/ld+json']") for dated in dated_objects(script)
    ]
    own = [date for date in dates if _is_of_page(date, tree)]
    articles = [date["datePublished"] for date in own if _is_article(date)]
    if articles:
        return str(articles[0]).strip()
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if key.lower() in _PUBLISHED and (meta.get("content") or "").strip():
            return str(meta.get("content")).strip()
    return str(own[0]["datePublished"]).strip() if own else ""


_PUBLISHED = {"article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date",
              "dc.date", "dc.date.issued", "dcterms.created", "parsely-pub-date", "pubdate"}  # fmt: skip
_MODIFIED = {"article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "last-modified",
             "lastmod", "revised", "dcterms.modified", "dc.date.modified"}  # fmt: skip


def _drop_modified_dates(tree: Any) -> None:
    """Take away what says when a page was last changed: it is no day of publication."""
    for meta in list(tree.iter("meta")):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        if key.lower() in _MODIFIED:
            meta.getparent().remove(meta)
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        script.text = re.sub(r'"dateModified"\s*:\s*"[^"]{0,100}"', '"dateModified":""', script.text or "")
    for element in list(tree.iter("time")):
        if "updated" in (element.get("class") or "").lower() or element.get("itemprop") == "dateModified":
            element.attrib.pop("datetime", None)


def dated_objects(script: Any) -> list[dict[str, Any]]:
    """The objects of a script of JSON-LD that have a datePublished. Line breaks in strings, comments and a semicolon
    at its end make it no less JSON."""
    text = re.sub(r"<!--|-->|/\*\s*<!\[CDATA\[\s*\*/|/\*\s*\]\]>\s*\*/|<!\[CDATA\[|\]\]>", " ", script.text or "")
    text = re.sub(r"(?m)^\s*//.*$", "", text).strip().rstrip(";")
    try:
        return list(_objects(json.loads(text, strict=False)))
    except (ValueError, RecursionError):
        return []


def _objects(node: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 12:
        return
    if isinstance(node, dict):
        published = node.get("datePublished")
        if isinstance(published, str | int) and str(published).strip():
            yield node
    for value in node.values() if isinstance(node, dict) else node[:200] if isinstance(node, list) else ():
        yield from _objects(value, depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type", "")
    names = [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
    return any("article" in kind or "posting" in kind for kind in names)


def _is_of_page(node: dict[str, Any], tree: Any) -> bool:
    """Whether an object's address or headline is the page's own; one that has neither may be."""
    page = {_plain(link.get("href", "")) for link in tree.iter("link") if link.get("rel") == "canonical"}
    page |= {_plain(meta.get("content", "")) for meta in tree.iter("meta") if meta.get("property") == "og:url"}
    entity = node.get("mainEntityOfPage")
    links = [node.get("url"), node.get("@id"), entity.get("@id") if isinstance(entity, dict) else entity]
    if page & {_plain(link) for link in links if isinstance(link, str)}:
        return True
    headline = node.get("headline") or node.get("name")
    if not isinstance(headline, str):
        return True
    words = set(re.findall(r"\w{3,}", headline.casefold()))
    shown = [tree.findtext(".//title") or "", *("".join(h.itertext()) for h in tree.iter("h1"))]
    shown += [meta.get("content", "") for meta in tree.iter("meta") if meta.get("property") == "og:title"]
    named = [set(re.findall(r"\w{3,}", title.casefold())) for title in shown]
    if not words or not any(named):
        return True
    return any(2 * len(words & title) >= min(len(words), len(title)) > 0 for title in named)


def _plain(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[?#].*$|/$", "", url.strip()) or "?"

"""A saved web page: the article in it, and what the page says about itself."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from extract.read.dated import parse_day
from extract.read.found import ArticleError, Found

__all__ = ["HTML", "read_html"]

MAX_ELEMENTS = 40_000  # in a page; the time to find the article in it grows with them, to about 4 seconds
MAX_HTML_DEPTH = 250  # elements within one another; pages that people read stay under 100


# atomic and possessive where a hostile file could otherwise make the match take ever longer
HTML = re.compile(
    r"\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?>(?:<!--.{0,2000}?-->\s*+)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def read_html(text: str, name: str) -> Found:
    import trafilatura
    from trafilatura.settings import Document

    nothing = f"{name}: no article was found in this page (only scripts, menus or layout); paste the text instead."
    tags = text.count("<")
    tree = trafilatura.load_html(text) if tags <= 3 * MAX_ELEMENTS else None
    if tags > 3 * MAX_ELEMENTS or (tree is not None and _too_wide_or_deep(tree)):
        raise ArticleError(
            f"{name}: this page is no article (more than {MAX_ELEMENTS:,} elements, or more than {MAX_HTML_DEPTH} "
            "within one another); paste the text instead."
        )
    if tree is None:
        raise ArticleError(nothing)
    written = _declared_date(tree)
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
    found = Found(body, "text/html", title, document.sitename or document.hostname or "", document.url or "")
    found.day, found.date_text = parse_day(written), written
    if not written:
        found.day = parse_day(document.date or "")  # htmldate's finding, from definite marks only
    return found


def _too_wide_or_deep(tree: Any) -> bool:
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
    """The date of publication as JSON-LD, else Open Graph and its like, give it; empty when they don't."""
    dates: list[tuple[bool, str]] = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            dates.extend(_linked_dates(json.loads(script.text or "")))
        except (ValueError, RecursionError):
            continue
    if dates:
        return max(dates, key=lambda dated: dated[0])[1]  # the first of an article, else the first
    names = {"article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date",
             "dc.date", "dc.date.issued", "dcterms.created", "parsely-pub-date", "pubdate"}  # fmt: skip
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if key.lower() in names and (meta.get("content") or "").strip():
            return str(meta.get("content")).strip()
    return ""


def _linked_dates(node: Any, depth: int = 0) -> Iterator[tuple[bool, str]]:
    """Every datePublished in JSON-LD, and whether it is an article's."""
    if depth > 12:
        return
    if isinstance(node, dict):
        published = node.get("datePublished")
        if isinstance(published, str) and published.strip():
            kinds = [str(kind).lower() for kind in _listed(node.get("@type", ""))]
            yield any("article" in kind or "posting" in kind for kind in kinds), published.strip()
    for value in node.values() if isinstance(node, dict) else node[:200] if isinstance(node, list) else ():
        yield from _linked_dates(value, depth + 1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

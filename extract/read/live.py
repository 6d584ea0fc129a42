"""Live blogs: a page whose entries have moments of their own. One that runs over several days is an article a day."""

import re
from collections.abc import Iterator
from datetime import date, tzinfo
from typing import Any

from lxml import html

from extract.read.address import host, original, saved_from
from extract.read.days import parse_day
from extract.read.found import Found
from extract.read.html import dated_objects, is_too_wide_or_deep, tree_of

__all__ = ["live_days"]

_LIVE = re.compile(r"(?i)live[-_ ]?(?:blog|updat|text|feed|ticker)")
MAX_ENTRIES = 2_000
_FEWEST_LETTERS = 40  # of an entry

_Entry = tuple[str, str]  # the moment as written, and the words


def live_days(text: str, zone: tzinfo) -> list[Found]:
    """The days of a live blog, each with its entries in their order of time; none for a page of one day or of another
    kind. Days are those of `zone`."""
    if not _LIVE.search(text):
        return []
    tree = tree_of(text)
    if tree is None or is_too_wide_or_deep(tree):
        return []
    entries = list(_stated(tree)) or list(_shown(tree))
    by_day: dict[date, list[_Entry]] = {}
    for moment, words in entries[:MAX_ENTRIES]:
        if day := parse_day(moment, zone):
            by_day.setdefault(day, []).append((moment, words))
    if len(by_day) < 2:
        return []
    title, site, url = _facts(tree, text)
    return [
        Found(
            "\n\n".join(filter(None, (title, *(words for _, words in sorted(by_day[day]))))),
            "text/html",
            title,
            site,
            url,
            date_text=day.isoformat(),
        )
        for day in sorted(by_day)
    ]


def _stated(tree: Any) -> Iterator[_Entry]:
    """The entries that the page's JSON-LD has."""
    scripts = tree.iterfind(".//script[@type='application/ld+json']")
    for node in (node for script in scripts for node in dated_objects(script)):
        body = node.get("articleBody")
        if "blogposting" in str(node.get("@type")).lower() and isinstance(body, str) and "liveBlogUpdate" not in node:
            headline = node.get("headline") if isinstance(node.get("headline"), str) else ""
            words = _plain(body)
            if headline and headline.casefold() not in words[:300].casefold():
                words = f"{_plain(headline)}\n{words}"
            yield str(node["datePublished"]), words


def _plain(written: str) -> str:
    """Words without the markup that some write into them."""
    if "<" in written:
        written = str(html.fromstring(f"<div>{written[:100_000]}</div>").text_content())
    return "\n".join(" ".join(line.split()) for line in written.splitlines() if line.strip())


def _shown(tree: Any) -> Iterator[_Entry]:
    """The entries that the page shows: the largest elements around one moment alone."""
    times = [time for time in tree.iter("time") if time.get("datetime")][:MAX_ENTRIES]
    around: dict[Any, int] = {}
    for time in times:
        for parent in time.iterancestors():
            around[parent] = around.get(parent, 0) + 1
    for time in times:
        alone = [parent for parent in time.iterancestors() if around[parent] == 1]
        if alone and len(words := _block(alone[-1])) >= _FEWEST_LETTERS:
            yield time.get("datetime"), words


_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "blockquote", "section", "article", "ul", "ol", "br"}
_UNREAD = {"script", "style", "time", "button", "figcaption", "noscript"}


def _block(element: Any) -> str:
    parts: list[str] = []

    def read(node: Any) -> None:
        if isinstance(node.tag, str) and node.tag not in _UNREAD:
            end = "\n" if node.tag in _BLOCKS else ""
            parts.append(end + (node.text or ""))
            for child in node:
                read(child)
                parts.append(child.tail or "")
            parts.append(end)

    read(element)
    return "\n".join(" ".join(line.split()) for line in "".join(parts).splitlines() if line.strip())


def _facts(tree: Any, text: str) -> tuple[str, str, str]:
    """Title, publisher and address of the page."""
    meta = {each.get("property") or each.get("name"): (each.get("content") or "").strip() for each in tree.iter("meta")}
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), "")
    url = original(canonical or meta.get("og:url") or saved_from(text))
    title = meta.get("og:title") or " ".join((tree.findtext(".//h1") or tree.findtext(".//title") or "").split())
    return title, meta.get("og:site_name") or host(url), url

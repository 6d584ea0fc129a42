"""Markdown: the words that a reader sees, and what its front matter says."""

import re
from typing import Any

from extract.model import PublishedBasis
from extract.read.dated import parse_day
from extract.read.found import MAX_CHARACTERS, ArticleError, Found, too_long

__all__ = ["FRONT_MATTER", "MAX_MARKS", "read_markdown"]

MAX_MARKS = 20_000  # that may be Markdown's; a text with more of them was not written as Markdown and is read as it is


FRONT_MATTER = re.compile(
    r"\s*+---[ \t]*+\r?\n((?:[A-Za-z_][\w-]{0,40}:[^\r\n]{0,2000}+(?:\r?\n|$)){1,50})---[ \t]*+(?:\r?\n|$)"
)


def read_markdown(text: str, name: str) -> Found:
    from markdown_it import MarkdownIt

    facts: dict[str, str] = {}
    front = FRONT_MATTER.match(text)
    if front:
        for line in front.group(1).splitlines():
            key, _, value = line.partition(":")
            facts[key.strip().lower()] = value.strip().strip("\"'")
        text = text[front.end() :]
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(too_long(name, len(text)))
    blocks: list[str] = []
    heading = ""
    parser = MarkdownIt("zero").enable(["heading", "list", "blockquote", "hr", "fence", "emphasis", "link", "image",
                                        "backticks", "escape", "entity", "autolink", "newline"])  # fmt: skip
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # only the words are kept, never the address
    tokens = parser.parse(text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            words = _inline(token).strip()
            if words:
                blocks.append(words)
                if not heading and before is not None and before.type == "heading_open":
                    heading = words
        elif token.type in ("fence", "code_block") and token.content.strip():
            blocks.append(token.content.strip())
    written = facts.get("date") or facts.get("published") or ""
    return Found(
        "\n\n".join(blocks),
        "text/markdown",
        facts.get("title") or heading,
        facts.get("publisher", ""),
        facts.get("url", ""),
        day=parse_day(written),
        date_text=written,
        basis=PublishedBasis.STATED,
        language=facts.get("language", ""),
    )


def _inline(token: Any) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n" if child.type == "hardbreak" else " ")
        elif child.type != "image":
            parts.append(child.content)
    return "".join(parts)

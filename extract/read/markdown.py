"""Markdown: the words that a reader sees, and what its front matter says."""

import re
import tomllib
from datetime import date, datetime
from typing import Any

from extract.model import PublishedBasis
from extract.read.address import host, original
from extract.read.found import MAX_CHARACTERS, ArticleError, Found, too_long

__all__ = ["MAX_MARKS", "has_front_matter", "read_markdown"]

MAX_MARKS = 20_000  # that may be Markdown's; a text with more of them was not written as Markdown and is read as it is


_YAML = re.compile(  # keys with their values, and lists below a key
    r"\s*+---[ \t]*+\r?\n((?:[A-Za-z_][\w-]{0,40}:[^\r\n]{0,2000}+(?:\r?\n|$)"
    r"(?:(?:[ \t]|- )[^\r\n]{0,2000}+\r?\n){0,50}){1,50})"
    r"---[ \t]*+(?:\r?\n|$)"
)
_TOML = re.compile(r"\s*+\+\+\+[ \t]*+\r?\n((?:(?!\+\+\+)[^\r\n]{0,2000}+\r?\n){1,200})\+\+\+[ \t]*+(?:\r?\n|$)")
_BLOCK = frozenset(first + last for first in "|>" for last in ("", "-", "+"))  # what begins a value of several lines


def has_front_matter(text: str) -> bool:
    """Whether a text begins with what it says about itself."""
    return bool(_YAML.match(text) or _TOML.match(text))


def read_markdown(text: str, name: str) -> Found:
    from markdown_it import MarkdownIt

    facts: dict[str, str] = {}
    if front := _YAML.match(text):
        facts, text = _facts(front[1]), text[front.end() :]
    elif front := _TOML.match(text):
        facts, text = _toml_facts(front[1]), text[front.end() :]
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
    source = facts.get("source", "")
    url = original(facts.get("url") or (source if source.startswith(("https://", "http://")) else ""))
    written = facts.get("date") or facts.get("published") or ""
    return Found(
        "\n\n".join(blocks),
        "text/markdown",
        facts.get("title") or heading,
        facts.get("publisher") or host(url) or facts.get("source", ""),
        url,
        date_text=written,
        basis=PublishedBasis.STATED,
        language=facts.get("language", ""),
    )


def _facts(front: str) -> dict[str, str]:
    """The front matter's keys and their values; of a list, its items."""
    facts: dict[str, str] = {}
    key, between = "", ", "
    for line in front.splitlines():
        if line[:1] in " \t-":
            item = line.strip().removeprefix("-").strip().strip("\"'")
            facts[key] = between.join(filter(None, (facts[key], item)))
        else:
            key, _, value = line.partition(":")
            key, value = key.strip().lower(), value.strip()
            between = " " if value in _BLOCK else ", "
            facts[key] = "" if value in _BLOCK else value.strip("\"'")
    return facts


def _toml_facts(front: str) -> dict[str, str]:
    """The same of front matter in TOML."""
    try:
        values = tomllib.loads(front)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return {
        key.lower(): value.isoformat() if isinstance(value, date | datetime) else str(value)
        for key, value in values.items()
        if not isinstance(value, dict | list)
    }


def _inline(token: Any) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n" if child.type == "hardbreak" else " ")
        elif child.type != "image":
            parts.append(child.content)
    return "".join(parts)

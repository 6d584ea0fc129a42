"""Texts of many articles as press databases export them (Nexis, Factiva): a head, a body, the end of the document."""

import re
from collections.abc import Iterator

from extract.model import PublishedBasis
from extract.read.dated import is_dated_line, stated_date
from extract.read.found import Found

__all__ = ["documents"]

_BETWEEN = re.compile(
    r"(?im)^[ \t]*(?:end of document|(?:document )?\d{1,6} of \d{1,6}(?: documents)?"
    r"|document [a-z]{2,8}\d{10,}\w{5,})[ \t]*\r?$"
)
_MARK = re.compile(r"(?im)^[ \t]*(?:length|load-date|body|copyright \d{4}|word count|section|\d+ words)\b")
_LABEL = re.compile(
    r"(?i)[ \t]*(?:byline|section|length|dateline|highlight|headline|load-date|language|publication-type|source|"
    r"copyright|body|word count|document-type|graphic|subject|organization|geographic|journal-code)\b[^\n]{0,3}?(?::|$)"
)
_BODY = re.compile(r"(?im)^[ \t]*body:?[ \t]*\r?$|^[ \t]*body:[ \t]*")
_END = re.compile(r"(?im)^[ \t]*(?:load-date|language|publication-type|journal-code|classification|subject):?\b[^\n]*$")
_HEADLINE = re.compile(r"(?im)^[ \t]*headline:[ \t]*(.+)$")
_COPYRIGHT = re.compile(r"(?im)^[ \t]*copyright (?:\(c\) |© )?\d{4}[^\n]*$")


def documents(text: str) -> list[Found]:
    """The articles of such an export; none for a text that is no such thing."""
    parts = [part for part in _BETWEEN.split(text) if sum(map(str.isalpha, part)) > 40]
    if len(parts) < 2 or sum(_MARK.search(part) is not None for part in parts) < 0.8 * len(parts):
        return []
    return [_document(part) for part in parts]


def _document(part: str) -> Found:
    begin = _BODY.search(part) or _COPYRIGHT.search(part[:2_000])  # Factiva's heads end with it
    head = part[: begin.start()] if begin else part[:2_000]
    body = part[begin.end() :] if begin else part
    if begin and (end := _END.search(body)):
        body = body[: end.start()]
    lines = [" ".join(line.split()) for line in head.splitlines() if line.strip()]
    day = stated_date("\n".join(lines[:12]))
    title, publisher = _named(head, lines)
    text = _unwrapped(body).strip()
    if title and title.casefold() not in text[:500].casefold():
        text = f"{title}\n\n{text}"
    written = day.isoformat() if day else ""
    return Found(text, "text/plain", title, publisher, date_text=written, basis=PublishedBasis.STATED)


def _named(head: str, lines: list[str]) -> tuple[str, str]:
    """The headline and the publisher, which stand above and below the day, or the other way round in old exports."""
    dated = next((number for number, line in enumerate(lines[:12]) if is_dated_line(line)), len(lines))
    above = [line for line in lines[:dated] if not _LABEL.match(line)]
    below = list(_until_label(lines[dated + 1 :]))
    labelled = _HEADLINE.search(head)
    if labelled:
        return labelled[1].strip(), above[-1] if above else ""
    if any(re.fullmatch(r"(?i)\d+ words", line) for line in above):  # Factiva's: title, author, words, day, publisher
        return above[0], below[0] if below else ""
    if len(above) >= 2:
        return " ".join(above[:-1]), above[-1]
    title = next((line for line in below if "edition" not in line.casefold()), "")
    return (title, above[0] if above else "") if title else (above[0] if above else "", "")


def _until_label(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if _LABEL.match(line) or _COPYRIGHT.match(line):
            return
        yield line


def _unwrapped(body: str) -> str:
    """Paragraphs in a line each: old exports break lines at a width and set paragraphs apart by blank lines."""
    blocks = re.split(r"\n[ \t]*\r?\n", body)
    return "\n\n".join(" ".join(block.split()) for block in blocks if block.strip())

"""A Word file's text as Word shows it: changes accepted, with insertions, tables, content controls and list marks."""

import re
from collections.abc import Iterator
from typing import Any

from extract.read.found import ArticleError, Found
from extract.read.package import MAX_PARAGRAPHS, MID_SENTENCE, fact, found_in, parsed, parts_of

__all__ = ["read_docx"]

_BODY = "word/document.xml"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = {  # what Word doesn't show, or what stands twice
    *(_WORD + tag for tag in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "delInstrText", "sdtPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_SIGNS = {_WORD + "tab": "\t", _WORD + "noBreakHyphen": "-", _WORD + "br": "\n", _WORD + "cr": "\n"}
_LIST_STYLE = re.compile(r"List(?:Bullet|Number)\d?")


def read_docx(data: bytes, name: str) -> Found:
    """The text and title; the day on which the file was made is a hint. Raises ArticleError."""
    refusal = "is an archive or a document other than Word's; give the article as text or .docx."
    parts = parts_of(data, name, _BODY, r"word/header\d{0,3}\.xml|docProps/core\.xml", refusal=refusal)
    try:
        body = parsed(parts[_BODY])
        headers = [parsed(parts[part]) for part in sorted(parts) if part.startswith("word/header")]
        facts = parsed(parts["docProps/core.xml"]) if "docProps/core.xml" in parts else None
    except (SyntaxError, ValueError):
        raise ArticleError(f"{name}: this Word file is damaged; save it again or as .txt.") from None
    heads = dict.fromkeys(paragraph for header in headers for paragraph in _paragraphs(header, name))
    paragraphs = (each for some in (heads, _paragraphs(body, name)) for each in some)
    return found_in(paragraphs, name, _MEDIA_TYPE, fact(facts, "title"), fact(facts, "created"))


def _paragraphs(root: Any, name: str) -> Iterator[str]:
    """The paragraphs that hold words, in their order; one whose end was deleted runs on into the next."""
    count = 0
    begun = ""
    for paragraph in root.iter(_WORD + "p"):
        count += 1
        if count > MAX_PARAGRAPHS:
            raise ArticleError(f"{name}: has more than {MAX_PARAGRAPHS:,} paragraphs; split it into its articles.")
        if _is_unseen(paragraph):
            continue
        begun += "".join(_shown(paragraph))
        mark = paragraph.find(f"{_WORD}pPr/{_WORD}rPr/{_WORD}del")
        if mark is not None:
            continue
        text, begun = MID_SENTENCE.sub(" ", begun.strip()), ""
        if text:
            yield f"- {text}" if _is_item(paragraph) else text
    if begun.strip():
        yield begun.strip()


def _is_unseen(paragraph: Any) -> bool:
    return any(parent.tag in _UNSEEN for parent in paragraph.iterancestors())


def _shown(element: Any) -> Iterator[str]:
    """The words of a paragraph, without those of paragraphs inside it (a text box has its own)."""
    for child in element:
        if child.tag in _UNSEEN or child.tag == _WORD + "p":
            continue
        if child.tag == _WORD + "t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif not _is_hidden(child):
            yield from _shown(child)


def _is_hidden(element: Any) -> bool:
    """Whether a run is hidden; a style that hides may be overruled in it."""
    mark = element.find(f"{_WORD}rPr/{_WORD}vanish") if element.tag == _WORD + "r" else None
    return mark is not None and mark.get(_WORD + "val", "1") not in ("0", "false", "off")


def _is_item(paragraph: Any) -> bool:
    properties = paragraph.find(_WORD + "pPr")
    if properties is None:
        return False
    style = properties.find(_WORD + "pStyle")
    named = style is not None and _LIST_STYLE.fullmatch(style.get(_WORD + "val", "")) is not None
    return named or properties.find(_WORD + "numPr") is not None

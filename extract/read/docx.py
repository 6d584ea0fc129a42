"""A Word file's text as Word shows it: changes accepted, with insertions, tables, content controls and list marks."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from typing import Any

from lxml import etree

from extract.read.days import parse_day
from extract.read.found import MAX_CHARACTERS, ArticleError, Found, too_long

__all__ = ["read_docx"]

MAX_UNPACKED_BYTES = 40_000_000
MAX_PARTS = 5_000  # files in the archive
MAX_TAGS = 1_000_000  # of the text's XML
MAX_PARAGRAPHS = 50_000

_BODY = "word/document.xml"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = {  # what Word doesn't show, or what stands twice
    *(_WORD + tag for tag in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "delInstrText", "sdtPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_SIGNS = {_WORD + "tab": "\t", _WORD + "noBreakHyphen": "-", _WORD + "br": "\n", _WORD + "cr": "\n"}
_LIST_STYLE = re.compile(r"List(?:Bullet|Number)\d?")
_MID_SENTENCE = re.compile(r"(?<=[^\s.!?…:;»”\"])\n(?=\S)")  # a line broken for its looks
_TEMPLATE_DAY = "2013-12-23"  # that a widespread library writes into every file as the day of its making


def read_docx(data: bytes, name: str) -> Found:
    """The text and title; the day on which the file was made is a hint. Raises ArticleError."""
    parts = _unpacked(data, name)
    try:
        body = _parsed(parts[_BODY])
        headers = [_parsed(parts[part]) for part in sorted(parts) if part.startswith("word/header")]
        facts = _parsed(parts["docProps/core.xml"]) if "docProps/core.xml" in parts else None
    except (SyntaxError, ValueError):  # lxml's XMLSyntaxError is a SyntaxError
        raise ArticleError(f"{name}: this Word file is damaged; save it again or as .txt.") from None
    heads = dict.fromkeys(paragraph for header in headers for paragraph in _paragraphs(header, name))
    paragraphs = [*heads, *_paragraphs(body, name)]
    if not paragraphs:
        raise ArticleError(f"{name}: this Word file holds no text.")
    made = _fact(facts, "created")
    suggestion = None if made.startswith(_TEMPLATE_DAY) else parse_day(made)
    return Found("\n\n".join(paragraphs), _MEDIA_TYPE, _fact(facts, "title"), suggestion=suggestion)


def _unpacked(data: bytes, name: str) -> dict[str, bytes]:
    """The parts that are read of the archive. Raises ArticleError for one that is damaged, not Word's, or too big."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if not any(member.filename == _BODY for member in members):
                raise ArticleError(
                    f"{name}: is an archive or a document other than Word's; give the article as text or .docx."
                )
            if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES or len(members) > MAX_PARTS:
                bound = f"{MAX_UNPACKED_BYTES / 1e6:.0f} MB"
                raise ArticleError(f"{name}: unpacks to more than {bound}; save its text as .txt and try again.")
            wanted = re.compile(r"word/document\.xml|word/header\d{0,3}\.xml|docProps/core\.xml")
            parts = {member.filename: package.read(member) for member in members if wanted.fullmatch(member.filename)}
    except ArticleError:
        raise
    except (zipfile.BadZipFile, ValueError, RuntimeError, EOFError, OSError, zlib.error, LZMAError):
        raise ArticleError(f"{name}: is a damaged archive; save the document again and try once more.") from None
    if sum(part.count(b"<") for part in parts.values()) > MAX_TAGS:
        raise ArticleError(f"{name}: has more parts than an article can have; save its text as .txt and try again.")
    return parts


def _parsed(part: bytes) -> Any:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _fact(facts: Any, key: str) -> str:
    found = [] if facts is None else [element for element in facts if str(element.tag).rpartition("}")[2] == key]
    return (found[0].text or "").strip() if found else ""


def _paragraphs(root: Any, name: str) -> Iterator[str]:
    """The paragraphs that hold words, in their order; one whose end was deleted runs on into the next."""
    count = length = 0
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
        text, begun = _MID_SENTENCE.sub(" ", begun.strip()), ""
        if text:
            length += len(text)
            if length > MAX_CHARACTERS:
                raise ArticleError(too_long(name, length))
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
        elif child.tag != _WORD + "r" or child.find(f"{_WORD}rPr/{_WORD}vanish") is None:
            yield from _shown(child)


def _is_item(paragraph: Any) -> bool:
    properties = paragraph.find(_WORD + "pPr")
    if properties is None:
        return False
    style = properties.find(_WORD + "pStyle")
    named = style is not None and _LIST_STYLE.fullmatch(style.get(_WORD + "val", "")) is not None
    return named or properties.find(_WORD + "numPr") is not None

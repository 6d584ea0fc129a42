"""Documents that are zip archives of XML (Word's, OpenDocument's): their parts, unpacked within bounds."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from lzma import LZMAError
from typing import Any

from lxml import etree

from extract.read.days import parse_day
from extract.read.found import MAX_CHARACTERS, ArticleError, Found, too_long

__all__ = ["MAX_LENGTH", "MAX_PARAGRAPHS", "MID_SENTENCE", "fact", "found_in", "media_type_of", "parsed", "parts_of"]

MAX_UNPACKED_BYTES = 40_000_000
MAX_PARTS = 5_000  # files in the archive
MAX_TAGS = 1_000_000  # of the XML that is read
MAX_PARAGRAPHS = 50_000
MAX_LENGTH = 10 * MAX_CHARACTERS  # of a file that may hold many articles, each of which is measured later

MID_SENTENCE = re.compile(r"(?<=[^\s.!?…:;»”\"])\n(?=\S)")  # a line broken for its looks
_TEMPLATE_DAY = "2013-12-23"  # that a widespread library writes into every file as the day of its making
_DAMAGE = (zipfile.BadZipFile, ValueError, RuntimeError, EOFError, OSError, zlib.error, LZMAError)


def media_type_of(data: bytes) -> str:
    """What an OpenDocument file says that it is; empty for another archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("mimetype") as said:
            return said.read(200).decode("ascii", "replace").strip()
    except (KeyError, *_DAMAGE):
        return ""


def parts_of(data: bytes, name: str, body: str, others: str, *, refusal: str) -> dict[str, bytes]:
    """The part `body` and those whose names match `others`. Raises ArticleError for an archive that is damaged or too
    big, or has no body, which `refusal` then says in words."""
    wanted = re.compile(f"{re.escape(body)}|{others}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if not any(member.filename == body for member in members):
                raise ArticleError(f"{name}: {refusal}")
            if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES or len(members) > MAX_PARTS:
                bound = f"{MAX_UNPACKED_BYTES / 1e6:.0f} MB"
                raise ArticleError(f"{name}: unpacks to more than {bound}; save its text as .txt and try again.")
            parts = {member.filename: package.read(member) for member in members if wanted.fullmatch(member.filename)}
    except ArticleError:
        raise
    except _DAMAGE:
        raise ArticleError(f"{name}: is a damaged archive; save the document again and try once more.") from None
    if sum(part.count(b"<") for part in parts.values()) > MAX_TAGS:
        raise ArticleError(f"{name}: has more parts than an article can have; save its text as .txt and try again.")
    return parts


def parsed(part: bytes) -> Any:
    """The elements of a part. Raises SyntaxError (lxml's XMLSyntaxError is one) or ValueError."""
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def fact(facts: Any, key: str) -> str:
    """What the document's properties say under a name, wherever it stands; empty without it."""
    found = [] if facts is None else [each for each in facts.iter() if str(each.tag).rpartition("}")[2] == key]
    return (found[0].text or "").strip() if found else ""


def found_in(paragraphs: Iterable[str], name: str, media_type: str, title: str, made: str) -> Found:
    """What a document of these paragraphs gives; the day on which it was `made` is a hint. Raises ArticleError for one
    that is too long or empty."""
    kept: list[str] = []
    length = 0
    for paragraph in paragraphs:
        length += len(paragraph)
        if length > MAX_LENGTH:
            raise ArticleError(too_long(name, length))
        kept.append(paragraph)
    if not kept:
        raise ArticleError(f"{name}: this file holds no text.")
    suggestion = None if made.startswith(_TEMPLATE_DAY) else parse_day(made)
    return Found("\n\n".join(kept), media_type, title, suggestion=suggestion)

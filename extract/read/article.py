"""A file, bytes or pasted text in; articles out.

What a file is, is told from its bytes and never trusted from its suffix. `Article.text` is what was read, kept
exactly but for characters that no store can hold (a null or half a surrogate pair, each replaced by one U+FFFD, so
that offsets stay). HTML, PDF, Word and Markdown give the text that a reader sees.

A publication date is taken from what the article itself says: its metadata, or a date stated at its head. Nothing
else is good enough: without one the answer is a `NeedsDate`, which may carry a suggestion (from the file's name or
the file's own creation date) for a person to confirm.

Bounds: 20 MB a file (a JSON Lines file read from a path may be of any size), 500,000 characters an article,
500 pages a PDF, 40 MB unpacked a Word file.
"""

import hashlib
import io
import json
import re
import threading
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, TypeAlias

from lxml import etree

from extract.model import Article, PublishedBasis
from theatre.errors import MarchlandError

__all__ = [
    "EARLIEST",
    "MAX_CHARACTERS",
    "MAX_FILE_BYTES",
    "SUFFIXES",
    "ArticleError",
    "NeedsDate",
    "Read",
    "article_id",
    "read_file",
    "read_paste",
    "read_rows",
    "stated_date",
]

MAX_FILE_BYTES = 20_000_000
MAX_CHARACTERS = 500_000  # about 80,000 words, a whole book; what follows takes time in proportion
MAX_PAGES = 500
MAX_UNPACKED_BYTES = 40_000_000
MAX_ELEMENTS = 40_000  # in a page; the time to find the article in it grows with them, to about 4 seconds
MAX_MARKS = 20_000  # that may be Markdown's; a text with more of them was not written as Markdown and is read as it is
MAX_HTML_DEPTH = 250  # elements within one another; pages that people read stay under 100

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".jsonl")  # what the app offers to read

# what detection tells apart: the languages that news of a theatre is written in
LANGUAGES = ("en", "uk", "ru", "be", "pl", "de", "fr", "es", "it", "pt", "nl", "ro", "cs", "sk", "bg", "tr", "ar", "zh")
EARLIEST = date(1900, 1, 1)  # no article that can matter here is older


class ArticleError(MarchlandError, ValueError):
    """An input that can't become an article. Its text is one sentence for the user, naming the file or row."""


@dataclass(frozen=True, slots=True)
class NeedsDate:
    """An article whose date of publication only a person can tell. `str()` is the sentence that asks for it.

    `suggestion` is a hint (from the file's name or creation date) to be confirmed, never to be taken unasked.
    `problem` says why the date that was found won't do; it is empty when none was found.
    """

    draft: Article  # whole but for its date: `draft.published` has no meaning
    suggestion: date | None = None
    problem: str = ""

    def dated(self, published: date, *, today: date | None = None) -> Article:
        """The article with the user's date. Raises ArticleError for a day that can't be right."""
        problem = _impossible(published, today or date.today())
        if problem:
            raise ArticleError(f"{self.draft.file_name}: {problem}; give the day it was published.")
        return replace(self.draft, published=published, published_basis=PublishedBasis.USER)

    def __str__(self) -> str:
        hint = f" (perhaps {self.suggestion.isoformat()}?)" if self.suggestion else ""
        why = self.problem or "no date of publication was found in it"
        return f"{self.draft.file_name}: {why}; give the day it was published{hint}, with --published YYYY-MM-DD."


Read: TypeAlias = Article | NeedsDate | ArticleError


def article_id(text: str) -> str:
    """The SHA-256 of the text, whatever its line breaks, spacing and Unicode composition."""
    normal = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()


def read_file(
    source: Path | bytes,
    name: str = "",
    *,
    published: date | None = None,
    language: str | None = None,
    given_ids: bool = False,
    today: date | None = None,
) -> list[Read]:
    """Read one file into its articles: one, or one a row of JSON Lines.

    `published` serves the articles that don't tell their own date; `language` (ISO 639-1) overrides detection;
    `given_ids` keeps the ids that JSON Lines rows bring. Raises ArticleError when the file as a whole can't be
    read; a bad row comes back as the ArticleError in its place, and the others are read.
    """
    reader = _Reader(name or (source.name if isinstance(source, Path) else "the file"), published, language, today)
    if isinstance(source, Path) and source.suffix.lower() in _ROW_SUFFIXES and source.is_file():
        try:
            with source.open("rb") as lines:
                return list(_rows(_bounded(lines), reader, given_ids))
        except OSError as error:
            raise ArticleError(f"{reader.name}: can't be opened ({error.strerror}).") from None
    data = _bytes(source, reader.name) if isinstance(source, Path) else source
    if len(data) > MAX_FILE_BYTES:
        raise ArticleError(_too_big(reader.name, len(data)))
    return reader.read(data, given_ids)


def read_paste(text: str, *, title: str = "", published: date | None = None, today: date | None = None) -> list[Read]:
    """Read text that a person typed or pasted; as `read_file` otherwise. `title` overrides the text's own."""
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(_too_long("The pasted text", len(text)))
    reader = _Reader("The pasted text", published, None, today, given_title=title.strip())
    if not text.strip():
        raise ArticleError("Nothing was pasted: put the article's text into the box.")
    return reader.read(text.encode("utf-8", "replace"), False)


def read_rows(
    lines: Iterable[bytes],
    name: str,
    *,
    published: date | None = None,
    language: str | None = None,
    given_ids: bool = True,
    today: date | None = None,
    first: int = 1,
) -> Iterator[Read]:
    """Read JSON Lines one row at a time, in bounded memory; a bad row is yielded as its ArticleError.

    `first` is the number of the first of these lines in its file, for messages.
    """
    return _rows(lines, _Reader(name, published, language, today), given_ids, first)


# --- one file ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Found:
    """What a format gives: the text, and what it says about itself."""

    text: str
    media_type: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    day: date | None = None
    said: str = ""  # the date as written, whether or not it is one
    basis: PublishedBasis = PublishedBasis.METADATA
    suggestion: date | None = None
    id: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Reader:
    name: str
    published: date | None
    language: str | None
    today: date | None
    given_title: str = ""

    def read(self, data: bytes, given_ids: bool) -> list[Read]:
        try:
            return self.sort(data, given_ids)
        except ArticleError:
            raise
        except Exception as error:  # the parsers meet hostile files, and none of their failures may reach the user raw
            raise ArticleError(
                f"{self.name}: can't be read ({type(error).__name__}); paste its text, or save it as .txt."
            ) from error

    def sort(self, data: bytes, given_ids: bool) -> list[Read]:
        """Tell what the bytes are, and read them as that."""
        if not data.strip():
            raise ArticleError(f"{self.name}: is empty; there is nothing to read in it.")
        if data[:1024].find(b"%PDF-") >= 0:
            return [self.finish(_pdf(data, self.name))]
        if data.startswith(b"PK\x03\x04"):
            return [self.finish(_docx(data, self.name))]
        for magic, what in _NOT_TEXT:
            if data.startswith(magic):
                raise ArticleError(f"{self.name}: is {what}, not text.")
        text = _decode(data, self.name)
        if not text.strip():
            raise ArticleError(f"{self.name}: holds only blanks; there is nothing to read in it.")
        if _HTML.match(text) or (self.name.lower().endswith((".html", ".htm", ".xhtml")) and "<" in text):
            return [self.finish(_html(text, self.name))]
        if self.name.lower().endswith(_ROW_SUFFIXES) or _looks_like_rows(text):
            return list(_rows((line.encode("utf-8", "surrogatepass") for line in text.split("\n")), self, given_ids))
        marks = sum(map(text.count, "[]*_`!<"))
        if marks <= MAX_MARKS and (self.name.lower().endswith((".md", ".markdown")) or _FRONT_MATTER.match(text)):
            return [self.finish(_markdown(text, self.name))]
        return [self.finish(_Found(text, "text/plain"))]

    def finish(self, found: _Found) -> Article | NeedsDate:
        """What a format gave, made an article: title, date, language and id."""
        text = _storable(found.text)
        if len(text) > MAX_CHARACTERS:
            raise ArticleError(_too_long(self.name, len(text)))
        if not any(character.isalnum() for character in text):
            raise ArticleError(f"{self.name}: holds no words; there is nothing to read in it.")
        today = self.today or date.today()
        day, basis, problem = found.day, found.basis, ""
        if day is None and not found.said:
            day, basis = stated_date(text), PublishedBasis.STATED
        if day:
            problem = _impossible(day, today)
        elif found.said:
            problem = f"its date {found.said[:40]!r} is not a day"
        if (day is None or problem) and self.published:
            unlikely = _impossible(self.published, today)
            if unlikely:
                raise ArticleError(f"{self.name}: {unlikely}; give the day it was published.")
            day, basis, problem = self.published, PublishedBasis.USER, ""
        article = Article(
            id=found.id or article_id(text),
            title=self.given_title or _storable(found.title).strip()[:300] or _headline(text),
            text=text,
            published=day or today,
            published_basis=basis,
            publisher=_storable(found.publisher).strip()[:200],
            url=_storable(found.url).strip()[:2000],
            language=self.language or found.language or _language(text),
            file_name=self.name,
            media_type=found.media_type,
        )
        if day and not problem:
            return article
        hints = (_date_in_name(self.name), found.suggestion)
        suggestion = next((hint for hint in hints if hint and not _impossible(hint, today)), None)
        return NeedsDate(article, suggestion, problem)


_NOT_TEXT = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"ID3", "a sound"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a compressed archive: unpack it first. It is"),
    (b"BZh", "a compressed archive: unpack it first. It is"),
    (b"\xfd7zXZ", "a compressed archive: unpack it first. It is"),
    (b"7z\xbc\xaf", "a compressed archive: unpack it first. It is"),
    (b"Rar!", "a compressed archive: unpack it first. It is"),
    (b"\x28\xb5\x2f\xfd", "a compressed archive: unpack it first. It is"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a table of data"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (save it as .docx or .txt),"),
    (b"{\\rtf", "a Rich Text file (save it as .docx or .txt),"),
)


def _bytes(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise ArticleError(_too_big(name, size))
        return path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(f"{name}: there is no such file.") from None
    except IsADirectoryError:
        raise ArticleError(f"{name}: is a folder; name the files in it.") from None
    except OSError as error:
        raise ArticleError(f"{name}: can't be opened ({error.strerror}).") from None


def _too_big(name: str, size: int) -> str:
    return (
        f"{name}: is {size / 1e6:,.0f} MB, and an article may have {MAX_FILE_BYTES / 1e6:.0f} MB at most; "
        "split it into its articles, or give them as JSON Lines to `python -m extract claims`."
    )


def _too_long(name: str, characters: int) -> str:
    return (
        f"{name}: is {characters:,} characters long, and one article may have {MAX_CHARACTERS:,} at most; "
        "split it into its articles."
    )


def _impossible(day: date, today: date) -> str:
    """Why a day can't be that of publication, or nothing. A day of grace covers the time zones east of here."""
    if day > today + timedelta(days=1):
        return f"its date {day.isoformat()} lies in the future"
    if day < EARLIEST:
        return f"its date {day.isoformat()} lies before {EARLIEST.year}"
    return ""


# --- characters ---------------------------------------------------------------------------------------------------

_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_CHARSETS = re.compile(
    r"(?:x-)?(?:windows|cp|iso|koi8|mac|latin|us-ascii|gb|big5|euc|shift|sjis)[\w-]*$", re.IGNORECASE
)
_CODE_PAGES = ["cp1251", "koi8_u", "cp866", "cp1252", "cp1250"]


def _decode(data: bytes, name: str) -> str:
    """Bytes to text: by byte order mark, as UTF-8 or UTF-16, by declaration, else by what its letters look like."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    encoding = _utf16(data[:4096])
    if encoding:
        return _strictly(data, encoding, name)
    if len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 100:
        raise ArticleError(_binary(name))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _html_charset(data)
    if _CHARSETS.match(declared):  # not any codec that Python has: some are no character sets
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=_CODE_PAGES).best()
    if best is None:
        raise ArticleError(_undecodable(name))
    return _strictly(data, best.encoding, name)


def _utf16(sample: bytes) -> str:
    """UTF-16 without its mark, told by the high bytes: every other byte is 0 (Latin, punctuation) or 4 (Cyrillic)."""
    if len(sample) < 8:
        return ""
    even, odd = (sum(half.count(high) for high in (0, 4)) / len(half) for half in (sample[::2], sample[1::2]))
    if max(even, odd) < 0.7 or min(even, odd) > 0.1:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ArticleError(_undecodable(name)) from None


def _binary(name: str) -> str:
    return f"{name}: holds binary data, not text; give the article as text, HTML, PDF or Word."


def _undecodable(name: str) -> str:
    return f"{name}: its letters can't be decoded (broken or unknown encoding); save it as UTF-8 and try again."


def _html_charset(data: bytes) -> str:
    found = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", data[:4096], re.IGNORECASE)
    return found.group(1).decode("ascii") if found else ""


def _storable(text: str) -> str:
    """The text without nulls and half surrogate pairs, each replaced by one character."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


# --- formats ------------------------------------------------------------------------------------------------------

# atomic and possessive where a hostile file could otherwise make the match take ever longer
_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?>(?:<!--.{0,2000}?-->\s*+)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FRONT_MATTER = re.compile(
    r"\s*+---[ \t]*+\r?\n((?:[A-Za-z_][\w-]{0,40}:[^\r\n]{0,2000}+(?:\r?\n|$)){1,50})---[ \t]*+(?:\r?\n|$)"
)


def _html(text: str, name: str) -> _Found:
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
    said = _declared_date(tree)
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
    found = _Found(body, "text/html", title, document.sitename or document.hostname or "", document.url or "")
    found.day, found.said = _day(said), said
    if not said:
        found.day = _day(document.date or "")  # htmldate's finding, from definite marks only
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
        said = node.get("datePublished")
        if isinstance(said, str) and said.strip():
            kinds = [str(kind).lower() for kind in _listed(node.get("@type", ""))]
            yield any("article" in kind or "posting" in kind for kind in kinds), said.strip()
    for value in node.values() if isinstance(node, dict) else node[:200] if isinstance(node, list) else ():
        yield from _linked_dates(value, depth + 1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


_pdfium = threading.Lock()  # PDFium may be entered by one thread at a time


def _pdf(data: bytes, name: str) -> _Found:
    import pypdfium2

    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            why = "it has a password" if "assword" in str(error) else "it is damaged or no PDF"
            raise ArticleError(f"{name}: this PDF can't be opened ({why}).") from None
        try:
            if len(document) > MAX_PAGES:
                raise ArticleError(f"{name}: has {len(document):,} pages, and {MAX_PAGES} are read at most; split it.")
            pages: list[str] = []
            length = 0
            for number in range(len(document)):
                page = document[number]
                words = page.get_textpage()
                pages.append(words.get_text_bounded())
                words.close()
                page.close()
                length += len(pages[-1])
                if length > MAX_CHARACTERS:
                    raise ArticleError(_too_long(name, length))
            facts = document.get_metadata_dict()
        except pypdfium2.PdfiumError:
            raise ArticleError(f"{name}: a page of this PDF is damaged; paste the text instead.") from None
        finally:
            document.close()
    text = "\n\n".join(page.strip() for page in pages).strip()
    if not text:
        raise ArticleError(f"{name}: this PDF holds pictures of pages and no text; run text recognition on it first.")
    # "D:20220911104500+03'00'" is when the file was made, which may be years after the article: a hint only
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", facts.get("CreationDate", ""))
    suggestion = _day("-".join(made.groups())) if made else None
    return _Found(_rejoined(text), "application/pdf", facts.get("Title", ""), suggestion=suggestion)


def _rejoined(text: str) -> str:
    """A PDF's lines made paragraphs again: hyphenated words rejoined, line ends within a sentence made blanks."""
    text = re.sub(r"[ \t]*\r?\n", "\n", re.sub("[\x02\ufffe]", "-\n", text))  # PDFium's signs for a broken word
    text = re.sub(r"(\w)-\n[ \t]*([a-zа-яіїєґ])", r"\1\2", text)
    return re.sub(r"(?<![.!?…:»”\"\n])\n(?=[^\n])", " ", text)


def _docx(data: bytes, name: str) -> _Found:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ArticleError(f"{name}: is a damaged archive; save the document again and try once more.") from None
    if not any(member.filename == "word/document.xml" for member in members):
        raise ArticleError(f"{name}: is an archive or a document other than Word's; give the article as text or .docx.")
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES or len(members) > 5_000:
        raise ArticleError(
            f"{name}: unpacks to more than {MAX_UNPACKED_BYTES / 1e6:.0f} MB; save its text as .txt and try again."
        )
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(paragraph.text for paragraph in document.paragraphs if paragraph.text.strip())
        facts = document.core_properties
        title, created = facts.title or "", facts.created
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        SyntaxError,
        AttributeError,
        zipfile.BadZipFile,
        EOFError,
        OSError,
    ):
        # lxml's XMLSyntaxError is a SyntaxError
        raise ArticleError(f"{name}: this Word file is damaged; save it again or as .txt.") from None
    if not text.strip():
        raise ArticleError(f"{name}: this Word file holds no text.")
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return _Found(text, media_type, title, suggestion=created.date() if created else None)


def _markdown(text: str, name: str) -> _Found:
    from markdown_it import MarkdownIt

    facts: dict[str, str] = {}
    front = _FRONT_MATTER.match(text)
    if front:
        for line in front.group(1).splitlines():
            key, _, value = line.partition(":")
            facts[key.strip().lower()] = value.strip().strip("\"'")
        text = text[front.end() :]
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(_too_long(name, len(text)))
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
    said = facts.get("date") or facts.get("published") or ""
    return _Found(
        "\n\n".join(blocks),
        "text/markdown",
        facts.get("title") or heading,
        facts.get("publisher", ""),
        facts.get("url", ""),
        day=_day(said),
        said=said,
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


# --- JSON Lines ---------------------------------------------------------------------------------------------------

_ROW_SUFFIXES = (".jsonl", ".ndjson")
_MAX_ROW_BYTES = 8 * MAX_CHARACTERS  # every character may be written as an escape of several bytes


def _looks_like_rows(text: str) -> bool:
    first = text.lstrip("\ufeff \t\r\n").split("\n", 1)[0].strip()
    if not first.startswith("{"):
        return False
    try:
        return "text" in json.loads(first)
    except (ValueError, RecursionError):
        return False


def _bounded(file: IO[bytes]) -> Iterator[bytes]:
    """A file's lines; of one that is too long for a row, only as much as shows that it is."""
    while line := file.readline(_MAX_ROW_BYTES + 1):
        yield line
        while len(line) > _MAX_ROW_BYTES and not line.endswith(b"\n"):
            line = file.readline(_MAX_ROW_BYTES + 1)


def _rows(lines: Iterable[bytes], reader: _Reader, given_ids: bool, first: int = 1) -> Iterator[Read]:
    rows = 0
    for number, line in enumerate(lines, start=first):
        line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        rows += 1
        try:
            yield _row(line, number, reader, given_ids)
        except ArticleError as error:
            yield error
    if not rows:
        raise ArticleError(f"{reader.name}: is empty; there is no row in it.")


def _row(line: bytes, number: int, reader: _Reader, given_ids: bool) -> Article | NeedsDate:
    name = f"{reader.name}, row {number}"
    if len(line) > _MAX_ROW_BYTES:
        raise ArticleError(_too_long(name, len(line)))
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        why = error.msg if isinstance(error, json.JSONDecodeError) else "broken encoding or too deeply nested"
        raise ArticleError(f'{name}: is not JSON ({why}); each row is one object like {{"text": ...}}.') from None
    if not isinstance(row, dict):
        raise ArticleError(f'{name}: is not an object; each row is one object like {{"text": ...}}.')
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ArticleError(f'{name}: has no text; put the article\'s text into "text".')
    said = _string(row, "published", name)
    given = str(row["id"]) if given_ids and isinstance(row.get("id"), str | int) else ""
    found = _Found(
        text,
        "application/jsonl",
        _string(row, "title", name),
        _string(row, "publisher", name),
        _string(row, "url", name),
        day=_day(said),
        said=said,
        id=_storable(given)[:200],
        language=_string(row, "language", name)[:20],
    )
    return replace(reader, name=name).finish(found)


def _string(row: Mapping[str, Any], key: str, name: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ArticleError(f"{name}: {key!r} is not text; write it in quotes.")
    return value


# --- dates --------------------------------------------------------------------------------------------------------

_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "january jan січня января",
            "february feb лютого февраля",
            "march mar березня марта",
            "april apr квітня апреля",
            "may травня мая",
            "june jun червня июня",
            "july jul липня июля",
            "august aug серпня августа",
            "september sept sep вересня сентября",
            "october oct жовтня октября",
            "november nov листопада ноября",
            "december dec грудня декабря",
        ),
        start=1,
    )
    for month in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = (
    r"(?:(?P<y1>\d{4})[-/](?P<m1>\d{1,2})[-/](?P<d1>\d{1,2})"
    rf"|(?P<m2>{_MONTH})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>\d{{4}})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m3>{_MONTH})\.?,?\s(?P<y3>\d{{4}})"
    r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4}))(?!\d)"
)
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|понеділок|вівторок|середа|четвер|п.ятниця"
    r"|субота|неділя|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)"
)
_CLOCK = (
    r"[\s,|·•—–-]*(?:at\s|о\s|в\s|року|года|р\.|г\.)?[\s,]*(?:T?\d{1,2}[:.]\d{2}(?::\d{2})?"
    r"\s*(?:[ap]\.?m\.?)?\s*\(?[A-Z]{0,5}[+\-:\d]{0,6}\)?)?"
)
_LABELLED = re.compile(
    r"\s*(?:first\s+)?(?:published|publication\sdate|posted|date|dated|опубліковано|опубликовано|дата)"
    rf"(?:\s(?:on|at|by\s[^\d\n]{{1,60}}?))?\s*[:\-–—]?\s*(?:{_WEEKDAY},?\s+)?{_DATE}",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:[^\n|·•—–]{{0,80}}[|·•—–]\s*)?(?:{_WEEKDAY},?\s+)?{_DATE}{_CLOCK}[\s.|]*$",
    re.IGNORECASE,
)
_DATELINE = re.compile(rf"(?=[^\W\d_]{{2}})[^\n\d]{{2,60}}?[,—–-]\s*(?i:{_DATE})\s*(?:\([^)\n]{{1,40}}\))?\s*[—–-]\s")
_HEAD_LINES, _HEAD_LINE, _HEAD_CHARACTERS = 12, 250, 2_000


def stated_date(text: str) -> date | None:
    """The day that the head of a text states as its own: "Published: 2022-09-11", a line that is a date, or a
    dateline with its year ("KYIV, Sept. 11, 2022 (Agency) -"). A date in running text is not one."""
    lines = _head(text)[:_HEAD_LINES]
    for pattern in (_LABELLED, _ALONE, _DATELINE):
        for line in lines:
            found = pattern.match(line)
            day = _from_match(found) if found else None
            if day:
                return day
    return None


def _head(text: str) -> list[str]:
    """The first lines of a text that say something, each cut short and without runs of blanks."""
    lines = (" ".join(line.split()) for line in text[:_HEAD_CHARACTERS].splitlines() if line.strip())
    return [line if len(line) <= _HEAD_LINE else f"{line[:_HEAD_LINE]}…" for line in lines]


def _from_match(found: re.Match[str]) -> date | None:
    for form in "1234":
        year, month, day = (found.group(part + form) for part in "ymd")
        if year:
            number = _MONTHS.get(month.lower()) or int(month)
            try:
                return date(int(year), number, int(day))
            except ValueError:
                return None
    return None


_DAY = re.compile(rf"\s*(?:{_WEEKDAY},?\s+)?{_DATE}", re.IGNORECASE)


def _day(said: str) -> date | None:
    """The day at the start of "2022-09-11T10:45:00+03:00", "Sun, 11 Sep 2022 10:45" and their like, as written."""
    found = _DAY.match(said[:100])
    return _from_match(found) if found else None


def _date_in_name(name: str) -> date | None:
    found = re.search(r"(?<!\d)(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)", name)
    return _day("-".join(found.groups())) if found else None


# --- title and language -------------------------------------------------------------------------------------------


def _headline(text: str) -> str:
    """The first line that isn't a date, where it reads like a headline; else its first words."""
    lines = _head(text) or [" ".join(text.split())[:_HEAD_LINE]]
    first = next((line for line in lines if not (_LABELLED.match(line) or _ALONE.match(line))), lines[0])
    if len(first) <= 200:
        return first
    return first[:120].rsplit(" ", 1)[0] + " …"


def _language(text: str) -> str:
    """ISO 639-1, told from the first part of the text, among the languages that news of a theatre is written in."""
    return str(_identifier().classify(text[:4_000])[0])


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # reads its model when first asked

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier

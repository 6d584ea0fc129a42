"""A file, bytes or pasted text in; articles out.

What a file is, is told from its bytes and never trusted from its suffix. `Article.text` is what was read, kept
exactly but for characters that no store can hold (a null or half a surrogate pair, each replaced by one U+FFFD, so
that offsets stay). HTML, PDF, Word, OpenDocument, Rich Text and Markdown give the text that a reader sees.

A publication date is taken from what the article itself says: its metadata, or a date stated at its head. Nothing
else is good enough: without one the answer is a `NeedsDate`, which may carry a suggestion (from the file's name or
the file's own creation date) for a person to confirm.

Bounds: 20 MB a file (JSON Lines, CSV, .zip, .mbox and WARC are taken piece by piece and may be of any size), 500,000
characters an article, 500 pages a PDF, 40 MB unpacked a Word file.
"""

import hashlib
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import IO, TypeAlias
from zoneinfo import ZoneInfo

from extract.model import Article, PublishedBasis
from extract.read.bytes import decode, opened, read_bytes, refuse_what_is_no_text
from extract.read.containers import CONTAINER_SUFFIXES, Budget, members
from extract.read.dated import (
    HEAD_LINE,
    day_of_year,
    head,
    is_dated_line,
    later_date,
    parts_by_day,
    stated_date,
)
from extract.read.days import date_in_name, parse_day
from extract.read.docx import read_docx
from extract.read.found import MAX_CHARACTERS, MAX_FILE_BYTES, ArticleError, Found, TooCostly, storable, too_long
from extract.read.html import HTML, read_html
from extract.read.language import language_of
from extract.read.live import live_days
from extract.read.mail import is_mail, page_of, read_mail
from extract.read.markdown import MAX_MARKS, has_front_matter, read_markdown
from extract.read.nexis import documents
from extract.read.odt import is_open_document, read_odt
from extract.read.pdf import read_pdf
from extract.read.rows import ROW_SUFFIXES, bounded_lines, head_of_rows, listed_rows, looks_like_rows, read_row
from extract.read.rtf import RTF, read_rtf
from extract.read.table import (
    TABLE_SUFFIXES,
    Cells,
    TableHead,
    delimited_rows,
    head_of,
    is_workbook,
    parquet_rows,
    rows_as_found,
    workbook_rows,
)
from extract.read.telegram import is_chat_page, is_export, read_chat_page, read_export
from theatre.theatre import Theatre, load_theatre

__all__ = [
    "EARLIEST",
    "MAX_CHARACTERS",
    "MAX_FILE_BYTES",
    "SUFFIXES",
    "ArticleError",
    "NeedsDate",
    "Read",
    "Whole",
    "article_id",
    "read_file",
    "read_paste",
    "read_rows",
    "read_table_head",
]

SUFFIXES = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".pdf",
    ".docx",
    ".odt",
    ".rtf",
    ".mht",
    ".mhtml",
    ".eml",
    ".json",
    ".xlsx",
    ".parquet",
    *ROW_SUFFIXES,
    *TABLE_SUFFIXES,
    *CONTAINER_SUFFIXES,
)  # what the app offers to read
MAX_COSTLY = 5  # members of a file that may take too long before the others are left
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,8})?")  # a code; another word leaves it to detection
EARLIEST = date(1900, 1, 1)  # no article that can matter here is older


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
Whole: TypeAlias = Callable[[bytes, str], list[Read]]


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
    columns: Mapping[str, str] | None = None,
    today: date | None = None,
    theatre: str | None = None,
    whole: Whole | None = None,
) -> list[Read]:
    """Read one file into its articles: one, or one a row, message, letter, day or member of what it holds.

    `published` serves the articles that don't tell their own date; `language` (ISO 639-1) overrides detection;
    `given_ids` keeps the ids that rows bring; `columns` says which column of a table holds what ("text", "title",
    "published", "publisher", "url", "language", "id"), where its names don't; days are those of the theatre's time
    zone. `whole` reads, instead of this process, what has to be taken in as a whole: it is given the bytes and the
    name. Raises ArticleError when the file as a whole can't be read, UnknownColumns for a table whose text is in no
    known column; a bad row or member comes back as the ArticleError in its place, and the others are read.
    """
    name = name or (source.name if isinstance(source, Path) else "the file")
    reader = _Reader(
        name, published, language, today, _theatre(theatre), given_ids=given_ids, columns=columns, whole=whole
    )
    file = opened(source, name) if isinstance(source, Path) else io.BytesIO(source)
    with file:
        try:
            return reader.read_from(file, streamed=isinstance(source, Path))
        except OSError as error:
            raise ArticleError(f"{name}: can't be read ({error.strerror}).") from None


def read_paste(
    text: str,
    *,
    title: str = "",
    published: date | None = None,
    today: date | None = None,
    theatre: str | None = None,
) -> list[Read]:
    """Read text that a person typed or pasted; as `read_file` otherwise. `title` overrides the text's own."""
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(too_long("The pasted text", len(text)))
    reader = _Reader("The pasted text", published, None, today, _theatre(theatre), title.strip())
    if not text.strip():
        raise ArticleError("Nothing was pasted: put the article's text into the box.")
    return reader.read(text.encode("utf-8", "replace"))


def read_rows(
    lines: Iterable[bytes],
    name: str,
    *,
    published: date | None = None,
    language: str | None = None,
    given_ids: bool = True,
    columns: Mapping[str, str] | None = None,
    today: date | None = None,
    theatre: str | None = None,
    first: int = 1,
) -> Iterator[Read]:
    """Read JSON Lines one row at a time, in bounded memory; a bad row is yielded as its ArticleError.

    `first` is the number of the first of these lines in its file, for messages.
    """
    reader = _Reader(name, published, language, today, _theatre(theatre), given_ids=given_ids, columns=columns)
    return _rows(lines, reader, first)


def read_table_head(
    source: Path | bytes, name: str = "", *, whole: Callable[[bytes, str], TableHead] | None = None
) -> TableHead | None:
    """How a table of many articles begins, JSON Lines too; None for a file of another kind. `whole` is as for
    `read_file`. Raises ArticleError for a table that can't be read."""
    name = name or (source.name if isinstance(source, Path) else "the file")
    with opened(source, name) if isinstance(source, Path) else io.BytesIO(source) as file:
        start = file.read(4_000)
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - 20_000))
        is_packed = start.startswith(b"PK\x03\x04")
        if start.startswith(b"PAR1") or (is_packed and is_workbook(start + file.read())):
            file.seek(0)
            data = read_bytes(file, name)
            return (whole or _head_of_whole)(data, name)
        file.seek(0)
        if is_packed:
            return None
        if name.lower().endswith(ROW_SUFFIXES):
            return head_of_rows(bounded_lines(file), name)
        return head_of(delimited_rows(file, name), name) if name.lower().endswith(TABLE_SUFFIXES) else None


def _head_of_whole(data: bytes, name: str) -> TableHead:
    return head_of(_table_rows(data, name), name)


def _table_rows(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> Iterator[Cells]:
    """The rows of a table that is taken in as a whole."""
    return parquet_rows(data, name, columns) if data.startswith(b"PAR1") else workbook_rows(data, name)


# --- one file -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reader:
    name: str
    published: date | None
    language: str | None
    today: date | None
    theatre: Theatre
    given_title: str = ""
    given_ids: bool = False
    columns: Mapping[str, str] | None = None
    whole: Whole | None = None
    budget: Budget = field(default_factory=Budget)
    depth: int = 0  # of archives around

    def read_from(self, file: IO[bytes], *, streamed: bool) -> list[Read]:
        """Read a file piece by piece where its kind allows it, else as a whole. Rows that are `streamed` are taken to
        be what the file's name says."""
        inner = members(file, self.name, _is_read, self.budget)
        if inner is not None:
            if self.depth > 1:
                raise ArticleError(f"{self.name}: is an archive in an archive that is in another; unpack it first.")
            return self.read_members(inner)
        name = self.name.lower()
        if name.endswith(ROW_SUFFIXES) and (streamed or file.read(100).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")):
            file.seek(0)
            return list(_rows(bounded_lines(file), self))
        if name.endswith(TABLE_SUFFIXES):
            return self.finish_rows(delimited_rows(file, self.name))
        file.seek(0)
        data = read_bytes(file, self.name)
        return self.whole(data, self.name) if self.whole else self.read(data)

    def read_members(self, inner: Iterable[tuple[str, bytes | ArticleError]]) -> list[Read]:
        """The articles of a file's members; one that can't be read stops no other, several that cost too much do."""
        found: list[Read] = []
        costly = 0
        for name, data in inner:
            try:
                if isinstance(data, ArticleError):
                    raise data
                found += replace(self, name=name, depth=self.depth + 1).read_from(io.BytesIO(data), streamed=False)
            except ArticleError as error:
                found.append(error)
                costly += isinstance(error, TooCostly)
            if costly >= MAX_COSTLY:
                found.append(ArticleError(f"{self.name}: {costly} of its files take too long; those behind were left."))
                break
        if not found:
            raise ArticleError(f"{self.name}: holds nothing that can be read.")
        return found

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.theatre.time_zone)

    def read(self, data: bytes) -> list[Read]:
        """Read bytes as a whole."""
        try:
            return self.sort(data)
        except (ArticleError, MemoryError):
            raise
        except Exception as error:  # the parsers meet hostile files, and none of their failures may reach the user raw
            raise ArticleError(
                f"{self.name}: can't be read ({type(error).__name__}); paste its text, or save it as .txt."
            ) from error

    # a branch a format, in the order in which formats can be told
    def sort(self, data: bytes) -> list[Read]:
        """Tell what the bytes are, and read them as that."""
        if not data.strip():
            raise ArticleError(f"{self.name}: is empty; there is nothing to read in it.")
        if data[:1024].find(b"%PDF-") >= 0:
            return self.finish_all(read_pdf(data, self.name))
        if data.startswith(b"PAR1") or (data.startswith(b"PK\x03\x04") and is_workbook(data)):
            return self.finish_rows(_table_rows(data, self.name, self.columns))
        if data.startswith(b"PK\x03\x04"):
            return self.finish_all((read_odt if is_open_document(data) else read_docx)(data, self.name))
        if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(RTF):
            return self.finish_all(read_rtf(data, self.name))
        refuse_what_is_no_text(data, self.name)
        if is_mail(data):
            page = page_of(data, self.name)
            return (self.sort_page(page) if page else None) or self.finish_all(read_mail(data, self.name))
        text = decode(data, self.name)
        if not text.strip():
            raise ArticleError(f"{self.name}: holds only blanks; there is nothing to read in it.")
        if HTML.match(text) or (self.name.lower().endswith((".html", ".htm", ".xhtml")) and "<" in text):
            return self.sort_page(text) or self.finish_all(read_html(text, self.name))
        if self.name.lower().endswith(ROW_SUFFIXES) or looks_like_rows(text):
            return list(_rows((line.encode("utf-8", "surrogatepass") for line in text.split("\n")), self))
        if (listed := listed_rows(text)) is not None:
            return list(_rows(listed, self))
        if self.name.lower().endswith(".json") or is_export(text):
            return self.finish_messages(read_export(text, self.name))
        marks = sum(map(text.count, "[]*_`!<"))
        if marks <= MAX_MARKS and (self.name.lower().endswith((".md", ".markdown")) or has_front_matter(text)):
            return self.finish_all(read_markdown(text, self.name))
        return self.finish_all(Found(text, "text/plain"))

    def sort_page(self, page: str) -> list[Read]:
        """The messages of a page of a chat, or the days of a live blog; none for a page of another kind."""
        if is_chat_page(page):
            return self.finish_messages(read_chat_page(page, self.name))
        days = live_days(page, self.zone)
        return self.finish_messages((f"{self.name}, {found.date_text}", found) for found in days)

    def finish_all(self, found: Found) -> list[Read]:
        """The article that a format gave, those of a press database's export, or one for each of the days under which
        its text stands."""
        if not found.date_text and (exported := documents(found.text)):
            return self.finish_messages(
                (f"{self.name}, document {number}", replace(each, media_type=found.media_type))
                for number, each in enumerate(exported, 1)
            )
        parts = [] if found.date_text or len(found.text) > MAX_CHARACTERS else parts_by_day(found.text)
        if not parts:
            return [self.finish(found)]
        return self.finish_messages(
            (
                f"{self.name}, {day.isoformat()}",
                replace(found, text=part, title="", date_text=day.isoformat(), basis=PublishedBasis.STATED),
            )
            for day, part in parts
        )

    def finish_rows(self, rows: Iterable[Cells]) -> list[Read]:
        """The articles of a table's rows."""
        finished: list[Read] = []
        for number, found in rows_as_found(rows, self.name, self.zone, self.columns):
            row = replace(self, name=f"{self.name}, row {number}")
            try:
                if isinstance(found, ArticleError):
                    raise found
                if not found.text.strip():
                    raise ArticleError(f"{row.name}: has no text.")
                finished.append(row.finish(replace(found, id=found.id if self.given_ids else "")))
            except ArticleError as error:
                finished.append(error)
        if not finished:
            raise ArticleError(f"{self.name}: is empty; there is no row in it.")
        return finished

    def finish_messages(self, messages: Iterable[tuple[str, Found]]) -> list[Read]:
        """The articles of a file of several, each with the name it goes by; one that can't be read stops no other."""
        finished: list[Read] = []
        for name, found in messages:
            try:
                finished.append(replace(self, name=name).finish(found))
            except ArticleError as error:
                finished.append(error)
        return finished

    def finish(self, found: Found) -> Article | NeedsDate:
        """What a format gave, made an article: title, date, language and id."""
        text = storable(found.text)
        if len(text) > MAX_CHARACTERS:
            raise ArticleError(too_long(self.name, len(text)))
        if not any(character.isalnum() for character in text):
            raise ArticleError(f"{self.name}: holds no words; there is nothing to read in it.")
        today = self.today or date.today()
        day, basis, problem = parse_day(found.date_text, self.zone), found.basis, ""
        if day is None and not found.date_text:
            day, basis = stated_date(text), PublishedBasis.STATED
        if day:
            problem = _impossible(day, today) or found.doubt or self.outrun(found, day, today)
        elif found.date_text:
            problem = f"its date {found.date_text[:40]!r} is not a day"
        if (day is None or problem) and self.published:
            unlikely = _impossible(self.published, today)
            if unlikely:
                raise ArticleError(f"{self.name}: {unlikely}; give the day it was published.")
            day, basis, problem = self.published, PublishedBasis.USER, ""
        article = Article(
            id=found.id or article_id(text),
            title=self.given_title or storable(found.title).strip()[:300] or _headline(text),
            text=text,
            published=day or today,
            published_basis=basis,
            publisher=storable(found.publisher).strip()[:200],
            url=storable(found.url).strip()[:2000],
            language=self.language or (found.language if _LANGUAGE.fullmatch(found.language) else language_of(text)),
            file_name=storable(self.name),
            media_type=found.media_type,
        )
        if day and not problem:
            return article
        stated = None if day or found.date_text else day_of_year(text, self.theatre.start, today)
        if stated:
            problem = stated.why
        hints = (stated.likely if stated else None, date_in_name(self.name), found.suggestion)
        likely = [hint for hint in hints if hint and hint >= self.theatre.start and not _impossible(hint, today)]
        suggestion = next(iter(likely), None)
        return NeedsDate(article, suggestion, problem)

    def outrun(self, found: Found, day: date, today: date) -> str:
        """Why a page's own date won't do: an encyclopedia's is the day it was begun, and it tells of later ones."""
        later = later_date(found.text, day, today) if found.media_type == "text/html" else None
        return f"its date {day.isoformat()} lies before {later.isoformat()}, of which it tells" if later else ""


def _theatre(id: str | None) -> Theatre:
    return load_theatre(id)


def _impossible(day: date, today: date) -> str:
    """Why a day can't be that of publication, or nothing. A day of grace covers the time zones east of here."""
    if day > today + timedelta(days=1):
        return f"its date {day.isoformat()} lies in the future"
    if day < EARLIEST:
        return f"its date {day.isoformat()} lies before {EARLIEST.year}"
    return ""


def _is_read(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def _rows(lines: Iterable[bytes], reader: _Reader, first: int = 1) -> Iterator[Read]:
    rows = 0
    for number, line in enumerate(lines, start=first):
        line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        rows += 1
        try:
            row = replace(reader, name=f"{reader.name}, row {number}")
            yield row.finish(read_row(line, row.name, given_ids=reader.given_ids, columns=reader.columns))
        except ArticleError as error:
            yield error
    if not rows:
        raise ArticleError(f"{reader.name}: is empty; there is no row in it.")


def _headline(text: str) -> str:
    """The first line that isn't a date, where it reads like a headline; else its first words."""
    lines = head(text) or [" ".join(text.split())[:HEAD_LINE]]
    first = next((line for line in lines if not is_dated_line(line)), lines[0])
    if len(first) <= 200:
        return first
    return first[:120].rsplit(" ", 1)[0] + " …"

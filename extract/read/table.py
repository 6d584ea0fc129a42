"""Tables of many articles: CSV, TSV, Excel and Parquet, an article a row. Which column holds what is guessed by its
name, in three languages (`columns_of`), shown (`TableHead`), and said by who knows better."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import chain, islice
from typing import IO, Any

from extract.read.bytes import decode
from extract.read.days import day_reader
from extract.read.found import MAX_CHARACTERS, ArticleError, Found, storable
from theatre.tables import separator

__all__ = [
    "FIELDS",
    "MAX_COLUMNS",
    "TABLE_SUFFIXES",
    "Cells",
    "TableHead",
    "UnknownColumns",
    "chosen_columns",
    "columns_of",
    "delimited_rows",
    "head_of",
    "is_workbook",
    "parquet_rows",
    "rows_as_found",
    "workbook_rows",
]

TABLE_SUFFIXES = (".csv", ".tsv")  # that are lines of text
MAX_COLUMNS = 500
MAX_UNPACKED_BYTES = 200_000_000  # of a workbook
MAX_ROWS = 200_000  # of a workbook or Parquet file
MAX_BLANK_ROWS = 1_000  # one after another in a sheet, before its end
MAX_WORKBOOK_COLUMNS = 100  # to which every row of a sheet is filled up
_SAMPLE = 500  # rows that tell how a table writes its days, and how long its columns' texts are
_LONG = 200  # characters on average, of a column that holds articles whatever its name is

_NAMES = {
    "text": "text,body,content,full text,article text,article,main text,maintext,story,message,body text,description,"
    "summary,текст,текст статті,текст статьи,зміст,содержание,повідомлення,сообщение",
    "title": "title,headline,heading,subject,заголовок,назва,название,тема",
    "published": "published,published at,publication date,date published,publish date,pub date,pubdate,date,datetime,"
    "publishedat,posted,posted at,created at,created,timestamp,time,day,when,issued,дата,дата публікації,"
    "дата публикации,опубліковано,опубликовано",
    "publisher": "publisher,source,outlet,source name,media,newspaper,publication,channel,site,domain,джерело,источник,"
    "видання,издание,канал,сайт",
    "url": "url,link,address,permalink,uri,href,посилання,ссылка,адреса,адрес",
    "language": "language,lang,мова,язык",
    "id": "id,article id,uuid,номер",
}
FIELDS = tuple(_NAMES)  # what a column may hold of an article
SHOWN_ROWS, SHOWN_CHARACTERS = 5, 200  # of the head of a table, and of each of its cells


class UnknownColumns(ArticleError):
    """A table of which nobody has said yet which column holds the articles' text."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """How a table begins: its columns, its first rows (cut short, a cell a column), and which column seems to hold
    which field of an article."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: Mapping[str, str]


def columns_of(header: Sequence[str], rows: Iterable[Sequence[str]] = ()) -> dict[str, str]:
    """Which column holds what of an article (text, title, published, publisher, url, language, id), by its name; the
    text may also be in the one column of `rows` that is long. A field that no column holds is left out."""
    plain = {re.sub(r"[\W_]+", " ", name).strip().casefold(): name for name in reversed(header)}
    found = {}
    for key, names in _NAMES.items():
        if name := next((plain[each] for each in names.split(",") if each in plain), None):
            found[key] = name
    if "text" not in found:
        cells = list(rows)
        lengths = {
            name: sum(len(row[number]) for row in cells if number < len(row)) / max(1, len(cells))
            for number, name in enumerate(header)
        }
        if long := [name for name, length in lengths.items() if length >= _LONG]:
            found["text"] = max(long, key=lengths.__getitem__)
    return found


Row = tuple[int, Found | ArticleError]  # the number of a row in its file, the header being the first, and its article
Cells = list[str] | ArticleError  # a row as it stands in a table, or why it can't be read


def delimited_rows(file: IO[bytes], name: str) -> Iterator[Cells]:
    """The rows of a table of comma-, semicolon- or tab-separated lines, streamed, its header first."""
    head = file.read(200_000)
    is_wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = decode(head[: len(head) & ~1] if is_wide else head[: head.rfind(b"\n") + 1] or head, name)
    encoding = next(
        (each for each in ("utf-8-sig", "utf-16", "cp1251", "koi8_u", "cp866", "cp1252") if _spells(head, each, text)),
        "utf-8-sig",
    )
    file.seek(0)
    csv.field_size_limit(2 * MAX_CHARACTERS)
    lines = io.TextIOWrapper(file, encoding, "replace", newline="")
    return _bounded(csv.reader(lines, delimiter=separator(text.partition("\n")[0])), name)


def _spells(head: bytes, encoding: str, text: str) -> bool:
    return head.decode(encoding, "replace")[:1000].lstrip("\ufeff") == text[:1000].lstrip("\ufeff")


def _bounded(reader: Iterator[list[str]], name: str) -> Iterator[Cells]:
    """The rows of a csv.reader; one that is broken or far too long is its error, and the others go on."""
    number = 0
    while True:
        number += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield ArticleError(f"{name}, row {number}: has a cell that is too long or broken.")


def is_workbook(data: bytes) -> bool:
    """Whether a zip archive is an Excel workbook."""
    return b"xl/workbook.xml" in data[:4_000] or b"xl/workbook.xml" in data[-20_000:]


def workbook_rows(data: bytes, name: str) -> Iterator[Cells]:
    """The rows of an Excel workbook's first sheet that has some, its header first. Raises ArticleError."""
    from openpyxl import load_workbook

    damaged = ArticleError(f"{name}: this workbook is damaged; save it again or as .csv.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(member.file_size for member in package.infolist()) > MAX_UNPACKED_BYTES:
                raise ArticleError(f"{name}: unpacks to more than {MAX_UNPACKED_BYTES / 1e6:.0f} MB; split it.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # which other programs write wrong
            rows = _until_blank(sheet.iter_rows(values_only=True, max_col=MAX_WORKBOOK_COLUMNS))
            if first := next(rows, None):
                return _sound(islice(chain([first], rows), MAX_ROWS + 1), damaged)
    except ArticleError:
        raise
    except Exception:
        raise damaged from None
    raise ArticleError(f"{name}: this workbook has no rows.")


def _until_blank(rows: Iterable[Sequence[Any]]) -> Iterator[list[str]]:
    """The rows of a sheet as text, up to a long run of blank ones, which a sheet may have without end."""
    blank = 0
    for row in rows:
        cells = [_cell(value) for value in row]
        blank = 0 if any(cells) else blank + 1
        if blank > MAX_BLANK_ROWS:
            return
        yield cells


def parquet_rows(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> Iterator[Cells]:
    """The rows of a Parquet file, its header first, of the columns alone that hold something of an article where that
    is known. Raises ArticleError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    damaged = ArticleError(f"{name}: this Parquet file is damaged; write it again or as .csv.")
    try:
        table = pq.ParquetFile(pa.BufferReader(data))
        header = table.schema_arrow.names
        if table.metadata.num_rows > MAX_ROWS or len(header) > MAX_COLUMNS:
            raise ArticleError(f"{name}: has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns; split it.")
        wanted = columns_of(header) | dict(columns or {})
        used = [each for each in header if each in wanted.values()] if "text" in wanted else header
        batches = table.iter_batches(batch_size=500, columns=used)
        cells = ([_cell(row[key]) for key in used] for batch in batches for row in batch.to_pylist())
        return chain([used], _sound(cells, damaged))
    except ArticleError:
        raise
    except (pa.ArrowException, OSError, ValueError):
        raise damaged from None


def _sound(rows: Iterator[list[str]], damaged: ArticleError) -> Iterator[list[str]]:
    """Rows, as far as the library that reads them gets. Raises `damaged` where it stumbles."""
    try:
        yield from rows
    except Exception:
        raise damaged from None


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.tzinfo is None else value.isoformat()
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def head_of(rows: Iterable[Cells], name: str) -> TableHead:
    """How a table begins. Raises ArticleError for one without a header."""
    header, sample, _ = _begun(rows, name)
    whole = [row for row in sample if not isinstance(row, ArticleError) and any(map(str.strip, row))]
    shown = (tuple(cell[:SHOWN_CHARACTERS] for cell in (*row, *[""] * len(header))[: len(header)]) for row in whole)
    return TableHead(tuple(header), tuple(islice(shown, SHOWN_ROWS)), columns_of(header, whole))


def rows_as_found(
    rows: Iterable[Cells], name: str, zone: tzinfo, columns: Mapping[str, str] | None = None
) -> Iterator[Row]:
    """What the rows below a header hold. `columns` says which column holds what, by the field, where its name does not
    or says wrong; "" is none. Raises UnknownColumns for a table without a column of texts."""
    header, sample, stream = _begun(rows, name)
    whole = [row for row in sample if not isinstance(row, ArticleError)]
    known = chosen_columns(header, columns_of(header, whole), columns, name)
    places = {field: header.index(column) for field, column in known.items()}
    at = places.get("published")
    days = day_reader((row[at] for row in whole if at is not None and at < len(row)), zone)
    return _found(chain(sample, stream), places, days)


def chosen_columns(
    header: Sequence[str], guess: Mapping[str, str], chosen: Mapping[str, str] | None, name: str
) -> dict[str, str]:
    """Which column holds what: as `chosen`, else as guessed. Raises UnknownColumns for a column that is not there, and
    where none holds the text."""
    known = {field: column for field, column in {**guess, **(chosen or {})}.items() if column}
    listed = ", ".join(repr(each[:40]) for each in header[:12])
    for field, column in known.items():
        if column not in header:
            raise UnknownColumns(f"{name}: has no column {column[:40]!r} for the {field} (its columns are {listed}).")
    if "text" not in known:
        raise UnknownColumns(
            f"{name}: has no column for the articles' text (its columns are {listed}); name it 'text', or say which it "
            "is with --column text=NAME."
        )
    return known


def _begun(rows: Iterable[Cells], name: str) -> tuple[list[str], list[Cells], Iterator[Cells]]:
    """The header of a table, its first rows, and what follows them."""
    stream = iter(rows)
    header = next(stream, [])
    if isinstance(header, ArticleError) or len(header) > MAX_COLUMNS:
        raise ArticleError(f"{name}: its first row is no header; name its columns title, text, published.")
    names: dict[str, None] = {}  # each once, so that it can be chosen
    while header and not header[-1].strip():  # a sheet is filled up to its bound
        header = header[:-1]
    for number, cell in enumerate(header, 1):
        name = cell.lstrip("\ufeff").strip() or f"column {number}"
        names[f"{name} ({number})" if name in names else name] = None
    return list(names), list(islice(stream, _SAMPLE)), stream


def _found(rows: Iterable[Cells], places: Mapping[str, int], days: Callable[[str], date | None]) -> Iterator[Row]:
    for number, row in enumerate(rows, 2):
        if isinstance(row, ArticleError):
            yield number, row
        elif any(map(str.strip, row)):
            cells = {key: row[at].strip() if at < len(row) else "" for key, at in places.items()}
            day = days(cells.get("published", ""))
            yield (
                number,
                Found(
                    row[places["text"]] if places["text"] < len(row) else "",
                    "text/csv",
                    cells.get("title", ""),
                    cells.get("publisher", ""),
                    cells.get("url", ""),
                    date_text=day.isoformat() if day else cells.get("published", ""),
                    id=storable(cells.get("id", ""))[:200],
                    language=cells.get("language", "")[:20],
                ),
            )

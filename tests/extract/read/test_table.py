"""Tables of articles: whatever program wrote them, a row is an article or a sentence."""

import io
import time
import zipfile
from datetime import date, datetime

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract.read.article import Article, ArticleError, NeedsDate
from extract.read.isolated import read_file, read_table_head
from extract.read.table import UnknownColumns, columns_of
from tests.extract.read.files import PROSE, TODAY, UKRAINIAN, read, refusal, repacked

HEADER = ["Headline", "Full text", "Publication date", "Source", "Link"]
ROWS = [
    ["Town freed", PROSE, "11/09/2022", "Daily", "https://daily.example/1"],
    ["Town lost", PROSE.replace("Lantern", "Weir"), "30/09/2022", "Daily", "https://daily.example/2"],
]


def delimited(separator=",", rows=ROWS, header=HEADER):
    def cell(text):
        return '"' + text.replace('"', '""') + '"'

    return "\r\n".join(separator.join(map(cell, row)) for row in [header, *rows]) + "\r\n"


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parquet(**columns):
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def dated(day):
    return [*ROWS[0][:2], day, *ROWS[0][3:]]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", delimited()),
        ("a.csv", delimited(";")),
        ("a.tsv", delimited("\t")),
        ("a.csv", b"\xef\xbb\xbf" + delimited().encode()),
        ("a.csv", delimited().encode("utf-16")),
        ("a.xlsx", workbook(HEADER, *ROWS)),
        ("a.xlsx", workbook(HEADER, dated(datetime(2022, 9, 11)), [*ROWS[1][:2], date(2022, 9, 30), *ROWS[1][3:]])),
        ("a.parquet", parquet(**{name: [row[n] for row in ROWS] for n, name in enumerate(HEADER)})),
    ],
)
def test_a_row_is_an_article_in_every_kind_of_table(name, data):
    found = read(data, name)
    assert [(one.title, one.published.isoformat(), one.publisher, one.url) for one in found] == [
        ("Town freed", "2022-09-11", "Daily", "https://daily.example/1"),
        ("Town lost", "2022-09-30", "Daily", "https://daily.example/2"),
    ]
    assert found[0].text == PROSE.strip() or found[0].text.replace("\r\n", "\n") == PROSE
    assert found[1].file_name == f"{name}, row 3"


def test_a_table_in_an_old_encoding_is_read():
    (found,) = read(delimited(rows=[["Місто", UKRAINIAN, "11.09.2022", "Газета", ""]]).encode("cp1251"), "a.csv")
    assert found.text == UKRAINIAN and found.publisher == "Газета"


def test_columns_are_known_in_three_languages_or_by_their_length():
    assert columns_of(["Дата публікації", "Заголовок", "Текст", "Джерело"]) == {
        "text": "Текст", "title": "Заголовок", "published": "Дата публікації", "publisher": "Джерело",
    }  # fmt: skip
    assert columns_of(["x", "words", "date"], [["1", PROSE * 2, "2022"]])["text"] == "words"
    assert "text" not in columns_of(["id", "place", "holder"], [["1", "Izium", "UA"]])


STRANGE = ["moment", "words", "", "said by"]  # columns whose names say nothing


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", delimited(header=STRANGE, rows=[["2022-09-11", "Town taken.", "x", "Daily"]]).encode()),
        ("a.xlsx", workbook(STRANGE, ["2022-09-11", "Town taken.", "x", "Daily"])),
        ("a.parquet", parquet(moment=["2022-09-11"], words=["Town taken."], **{"": ["x"], "said by": ["Daily"]})),
    ],
)
def test_a_table_whose_columns_are_not_known_asks_and_takes_them_as_told(name, data):
    with pytest.raises(UnknownColumns, match=r"say which it is with --column text=NAME"):
        read_file(data, name)
    head = read_table_head(data, name)
    assert head.columns == ("moment", "words", "column 3", "said by") and head.guess == {}
    assert head.rows == (("2022-09-11", "Town taken.", "x", "Daily"),)
    told = {"text": "words", "published": "moment", "publisher": "said by", "title": ""}
    (found,) = read_file(data, name, columns=told, today=TODAY)
    assert (found.text, found.published.isoformat(), found.publisher) == ("Town taken.", "2022-09-11", "Daily")
    with pytest.raises(UnknownColumns, match=r"has no column 'body' for the text"):
        read_file(data, name, columns={"text": "body"})


def test_what_a_name_says_wrong_can_be_told_otherwise():
    rows = [["Town freed", PROSE, "2022-09-11", "Daily", "The Wire"]]
    (found,) = read(delimited(rows=rows), "a.csv", columns={"publisher": "Link", "url": "", "title": ""})
    assert (found.publisher, found.url, found.title) == ("The Wire", "", PROSE.split("\n")[0])


def test_the_head_of_a_broken_or_other_file():
    assert read_table_head(repacked(workbook(HEADER), **{"word/document.xml": "<x/>"}), "a.txt").columns == tuple(
        HEADER
    )
    with pytest.raises(ArticleError, match="damaged"):
        read_table_head(b"PAR1" + bytes(100), "a.txt")
    twice = read_table_head(b"text,text,,url\na,b,c,d\n", "a.csv")
    assert twice.columns == ("text", "text (2)", "column 3", "url")


def test_a_bad_row_stops_no_other_and_a_doubtful_day_asks():
    rows = [dated("09/11/2022"), ["", "", "", "", ""], ["No text", "", "2022-09-11", "", ""], dated("soon"), dated("")]
    doubtful, empty, odd, undated = read(delimited(rows=rows), "a.csv")
    assert isinstance(doubtful, NeedsDate) and isinstance(odd, NeedsDate) and isinstance(undated, NeedsDate)
    assert "'09/11/2022' is not a day" in str(doubtful)
    assert isinstance(empty, ArticleError) and str(empty) == "a.csv, row 4: has no text."


def test_a_cell_without_end_costs_no_more_than_its_rows():
    data = delimited() + '"' + "x" * 3_000_000 + "\n" + delimited().split("\r\n", 1)[1]
    found = read(data, "a.csv")
    assert sum(isinstance(one, Article) for one in found) >= 2
    assert any(isinstance(one, ArticleError) and "too long or broken" in str(one) for one in found)


def test_what_is_no_table_of_articles_is_told_its_columns():
    said = refusal("place_id,day,holder\nx,2022-06-04,RU\n", "a.csv")
    assert "has no column for the articles' text (its columns are 'place_id', 'day', 'holder')" in said
    assert "damaged" in refusal(workbook(HEADER)[:300] + b"xl/workbook.xml", "a.xlsx")
    assert "damaged" in refusal(b"PAR1" + bytes(100), "a.parquet")


@pytest.mark.parametrize(("name", "data"), [("a.xlsx", workbook(HEADER, *ROWS)), ("a.csv", delimited().encode())])
def test_tables_are_read_apart_from_who_asks(name, data, tmp_path):
    path = tmp_path / name
    path.write_bytes(data)
    assert [one.title for one in read_file(path, today=TODAY)] == ["Town freed", "Town lost"]


def test_a_parquet_file_is_read_within_the_bounds_of_the_separate_process():
    data = parquet(text=[PROSE] * 3, published=["2022-09-11"] * 3)
    assert len(read_file(data, "a.parquet", today=TODAY)) == 3


def test_a_sheet_that_says_it_goes_on_for_ever_ends_with_its_last_row():
    book = repacked(workbook(HEADER, *ROWS))
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    far = sheet.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    start = time.process_time()
    assert len(read(repacked(book, **{"xl/worksheets/sheet1.xml": far}), "a.xlsx")) == 2
    assert time.process_time() - start < 5

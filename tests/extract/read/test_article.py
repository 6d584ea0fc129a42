"""What comes in: every format, every encoding, every way a file can be wrong."""

import io
import json
import time
import zipfile
from datetime import date

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Article, PublishedBasis
from extract.read.article import (
    MAX_CHARACTERS,
    MAX_FILE_BYTES,
    ArticleError,
    NeedsDate,
    article_id,
    read_file,
    read_paste,
    read_rows,
    stated_date,
)

TODAY = date(2024, 1, 15)
DAY = date(2022, 9, 11)
PROSE = (
    "Troops entered the town of Lantern Hill on Saturday, the ministry said, after three days of fighting.\n\n"
    "Its mayor confirmed that the flag was back over the town hall. Residents came out into the square."
)
UKRAINIAN = (
    "Українські війська звільнили місто в суботу, 10 вересня, повідомив Генеральний штаб. Мешканці вийшли на площу."
)


def read(data, name="story.txt", **options):
    return read_file(data if isinstance(data, bytes) else data.encode(), name, today=TODAY, **options)


def one(data, name="story.txt", **options):
    (found,) = read(data, name, **{"published": DAY, **options})
    return found


def refusal(data, name="story.txt", **options):
    with pytest.raises(ArticleError) as caught:
        read(data, name, **options)
    sentence = str(caught.value)
    assert sentence.startswith(name) and sentence.endswith(".") and "\n" not in sentence
    return sentence


# --- text and its encodings


def test_text_is_kept_to_the_letter():
    text = "Headline\r\n\r\n  Two  blanks, a\ttab, a dash \u2013 and the end.\n\n\n"
    assert one(text).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-u"])
def test_ukrainian_is_read_in_any_usual_encoding(encoding):
    article = one(UKRAINIAN.encode(encoding))
    assert article.text == UKRAINIAN
    assert article.language == "uk"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
def test_russian_is_read_in_old_encodings(encoding):
    text = "Войска оставили город в субботу после трёх дней боёв. Жители вышли на площадь перед ратушей."
    article = one(text.encode(encoding))
    assert (article.text, article.language) == (text, "ru")


def test_western_quotes_and_dashes_are_read():
    text = "“We hold the town” – the mayor’s words on Saturday. Fighting went on at the river until nightfall."
    assert one(text.encode("cp1252")).text == text


def test_a_cut_utf16_file_is_refused():
    assert "decoded" in refusal("Troops left.".encode("utf-16")[:-1])


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_an_article_or_a_sentence(data):
    try:
        for found in read(data, published=DAY):
            assert isinstance(found, Article | NeedsDate | ArticleError)
    except ArticleError as error:
        assert str(error).startswith("story.txt")


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=400))
def test_any_text_survives_utf8(text):
    text = f"Troops entered the town. {text}"
    assert one(text).text == text


@given(st.text(max_size=200))
def test_the_id_knows_nothing_of_spacing(text):
    assert article_id(text) == article_id("  " + text.replace(" ", "\r\n ") + "\n")


def test_nulls_and_half_pairs_are_replaced_one_for_one():
    row = json.dumps({"text": "One \x00 two \ud800 three words here", "published": "2022-09-11"})
    (article,) = read(row, "rows.jsonl")
    assert article.text == "One \ufffd two \ufffd three words here"


# --- what is no article


def test_an_empty_file_is_said_to_be_empty():
    assert "empty" in refusal(b"")
    assert "empty" in refusal(b" \n\t ")
    assert "blanks" in refusal("\ufeff\u00a0\u2003")


def test_signs_without_a_word_are_no_article():
    assert "no words" in refusal("?! ... --- ***")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        (b"\x7fELF" + bytes(500), "program"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x1f\x8b\x08\x00" + bytes(range(256)), "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office file"),
        (b"{\\rtf1\\ansi Troops entered.}", "Rich Text"),
        (b"\x00\x01\x02\x03" * 300, "binary"),
    ],
)
def test_a_binary_renamed_txt_is_told_for_what_it_is(data, what):
    assert what in refusal(data)


def test_fifty_megabytes_are_refused_at_once(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"Troops entered. " * 62_500)
    start = time.process_time()
    with pytest.raises(ArticleError, match=r"huge.txt: is 50 MB, and an article may have 20 MB at most; split it"):
        read_file(path)
    assert time.process_time() - start < 0.5


def test_a_text_too_long_for_an_article_is_refused():
    assert f"{MAX_CHARACTERS:,}" in refusal("word " * (MAX_CHARACTERS // 4))
    with pytest.raises(ArticleError, match="split it"):
        read_paste("word " * MAX_CHARACTERS)


def test_the_bound_is_the_one_that_is_said():
    data = (b"a" * 79 + b"\n") * (MAX_FILE_BYTES // 80)
    assert "characters long" in refusal(data)
    assert "20 MB" in refusal(data + b"b")


def test_files_that_are_not_there_or_not_files(tmp_path):
    with pytest.raises(ArticleError, match="no such file"):
        read_file(tmp_path / "gone.txt")
    with pytest.raises(ArticleError, match="is a folder"):
        read_file(tmp_path)


def test_nothing_pasted_is_said():
    with pytest.raises(ArticleError, match="Nothing was pasted"):
        read_paste("  \n ")


# --- the date


@pytest.mark.parametrize(
    "head",
    [
        "Published: 2022-09-11",
        "Published on Sunday, September 11, 2022",
        "Posted Sept. 11, 2022 at 10:30 a.m. EDT",
        "September 11, 2022",
        "Sunday, 11 September 2022 10:30 GMT",
        "By Jane Doe | Sept 11, 2022",
        "11th September 2022",
        "11.09.2022",
        "2022-09-11T10:45:00+03:00",
        "KYIV, Sept. 11, 2022 (Agency) - Troops entered the town.",
        "Kyiv, Ukraine — September 11, 2022 — Troops entered the town.",
        "11 вересня 2022",
        "11 вересня 2022 року, 10:30",
        "Опубліковано: 11 вересня 2022",
        "11 сентября 2022 г.",
    ],
)
def test_a_date_at_the_head_is_the_articles_own(head):
    (article,) = read(f"Troops enter the town\n\n{head}\n\n{PROSE}")
    assert (article.published, article.published_basis) == (DAY, PublishedBasis.STATED)


@pytest.mark.parametrize(
    "line",
    [
        "On 11 September 2022 the troops left the town.",
        "The town fell on September 11, 2022.",
        "Troops entered the town on Sept. 11, 2022 - a good day for many.",
        "February 31, 2022",
        "03/04/2022",
        "KYIV, Sept. 11 (Agency) - Troops entered the town.",
        "12345-67-89",
        "It was 2022.",
    ],
)
def test_a_date_in_the_story_is_not_the_articles(line):
    (found,) = read(f"Troops enter the town\n\n{line}\n\n{PROSE}")
    assert isinstance(found, NeedsDate)


def test_a_date_far_down_is_not_the_articles():
    assert stated_date("A line of the story that goes on.\n" * 40 + "September 11, 2022\n") is None


@given(st.text(max_size=300))
def test_looking_for_a_date_never_fails(text):
    assert stated_date(text) is None or stated_date(text).year >= 1


def test_looking_for_a_date_is_quick_on_hostile_heads():
    start = time.process_time()
    heads = ["A" * 2000, "a, " * 700, "Sat, " * 400, "- " * 900, "|" * 2000, "Sept. 1 " * 250, "1.1." * 500]
    blanks = ["published" + " " * 1900 + "x", "1.1.2022" + " ," * 900 + "x", "KYIV, 1.1.2022" + " " * 1900 + "x"]
    for head in heads + blanks:
        assert stated_date(head) is None
    assert time.process_time() - start < 1


def test_without_a_date_it_asks_and_offers_the_file_names():
    (found,) = read(PROSE, "lantern-hill-2022-09-11.txt")
    assert isinstance(found, NeedsDate)
    assert found.suggestion == DAY
    assert "lantern-hill-2022-09-11.txt" in str(found) and "--published" in str(found)
    article = found.dated(DAY, today=TODAY)
    assert (article.published, article.published_basis, article.text) == (DAY, PublishedBasis.USER, PROSE)


@pytest.mark.parametrize("name", ["story.txt", "20222022-99-99.txt", "story-2031-01-01.txt", "a1234567890.txt"])
def test_a_file_name_without_a_likely_day_suggests_nothing(name):
    (found,) = read(PROSE, name)
    assert found.suggestion is None


def test_a_given_date_serves_only_where_none_is_told():
    (asked,) = read(PROSE, published=date(2022, 3, 1))
    (told,) = read(f"Published: 2022-09-11\n\n{PROSE}", published=date(2022, 3, 1))
    assert (asked.published, asked.published_basis) == (date(2022, 3, 1), PublishedBasis.USER)
    assert (told.published, told.published_basis) == (DAY, PublishedBasis.STATED)


def test_a_date_in_the_future_is_asked_about():
    (found,) = read(f"Published: 2031-05-01\n\n{PROSE}")
    assert isinstance(found, NeedsDate)
    assert "2031-05-01 lies in the future" in str(found)
    with pytest.raises(ArticleError, match="lies in the future"):
        found.dated(date(2031, 5, 1), today=TODAY)
    assert "lies in the future" in refusal(PROSE, published=date(2031, 5, 1))


def test_tomorrow_is_already_today_further_east():
    assert one(PROSE, published=date(2024, 1, 16)).published == date(2024, 1, 16)


# --- title and language


def test_the_headline_is_the_first_line_that_is_no_date():
    assert one(f"September 11, 2022\nTroops enter the town\n\n{PROSE}").title == "Troops enter the town"
    assert one("word " * 100).title.endswith("…")


def test_a_given_language_overrides():
    assert one(UKRAINIAN, language="ru").language == "ru"


def test_a_given_title_overrides():
    (article,) = read_paste(PROSE, title=" Mine ", published=DAY, today=TODAY)
    assert article.title == "Mine" and article.text == PROSE


# --- HTML

PARAGRAPHS = "".join(f"<p>{line}</p>" for line in PROSE.split("\n\n") * 2)


def web(head="", body=PARAGRAPHS):
    return (
        f"<!doctype html><html><head><title>Troops enter the town</title>{head}</head><body><nav><a href='/'>Home</a>"
        f"<a href='/war'>War</a></nav><article><h1>Troops enter the town</h1>{body}</article>"
        "<script>document.title='no'</script><footer>© 2024 Daily</footer></body></html>"
    )


def test_a_page_gives_its_article_and_nothing_around_it():
    article = one(web('<meta property="og:site_name" content="Daily">'), "a.html")
    assert "Lantern Hill" in article.text and "document.title" not in article.text and "Home" not in article.text
    assert (article.title, article.publisher, article.media_type) == ("Troops enter the town", "Daily", "text/html")
    assert article.text.startswith("Troops enter the town")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type":"NewsArticle",'
        '"datePublished":"2022-09-11T23:30:00-04:00"}</script>',
        '<script type="application/ld+json">[{"@type":"WebPage","datePublished":"2021-01-01"},'
        '{"@graph":[{"@type":["NewsArticle"],"datePublished":"2022-09-11"}]}]</script>',
        '<script type="application/ld+json">{broken</script>'
        '<meta property="article:published_time" content="2022-09-11">',
        '<meta property="article:published_time" content="2022-09-11T08:00:00Z">'
        '<meta name="date" content="2023-01-01">',
        '<meta itemprop="datePublished" content="2022-09-11">',
        '<link rel="canonical" href="https://daily.example/2022/09/11/town">',
    ],
)
def test_a_page_is_dated_by_its_metadata(head):
    (article,) = read(web(head), "a.html")
    assert (article.published, article.published_basis) == (DAY, PublishedBasis.METADATA)


def test_the_article_wins_over_the_page_around_it_and_over_open_graph():
    head = (
        '<meta property="article:published_time" content="2023-02-02"><script type="application/ld+json">'
        '{"@type":"NewsArticle","datePublished":"2022-09-11","dateModified":"2023-01-01"}</script>'
    )
    assert read(web(head), "a.html")[0].published == DAY


def test_a_page_without_a_date_asks():
    (found,) = read(web(), "a.html")
    assert isinstance(found, NeedsDate)


def test_a_page_with_a_broken_date_asks():
    (found,) = read(web('<meta property="article:published_time" content="soon">'), "a.html")
    assert isinstance(found, NeedsDate) and "'soon'" in str(found)


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><script>alert(1)</script></head><body><script>alert(2)</script></body></html>",
        "<html><body></body></html>",
        "<html>",
        "<!doctype html><html><body><script>" + "x" * 10_000,
    ],
)
def test_a_page_of_scripts_only_is_said_to_be_one(page):
    assert "no article was found" in refusal(page, "page.html")


@pytest.mark.parametrize(
    "body", ["<div>" * 100_000, "<p>x" * 300_000, "<b " * 300_000, "<div>" * 400 + "words " * 50 + "</div>" * 400]
)
def test_a_page_built_to_choke_is_refused_quickly(body):
    start = time.process_time()
    assert "page" in refusal(f"<html><body>{body}", "page.html")
    assert time.process_time() - start < 4


def test_html_is_known_by_its_content_whatever_its_name():
    assert one(web(), "story.txt").media_type == "text/html"
    assert one(PROSE, "story.html").text == PROSE  # a text that calls itself HTML


def test_a_page_in_an_old_encoding_is_read_as_it_declares():
    page = (
        f"<html><head><meta charset='windows-1251'></head><body><article><p>{UKRAINIAN * 3}</p></article></body></html>"
    )
    assert UKRAINIAN in one(page.encode("cp1251"), "a.html").text


# --- Markdown


def test_front_matter_tells_title_and_date():
    article = read(f'---\ntitle: "The town"\ndate: 2022-09-11\npublisher: Daily\nsample: true\n---\n\n{PROSE}', "a.md")[
        0
    ]
    assert (article.title, article.published, article.publisher) == ("The town", DAY, "Daily")
    assert article.published_basis is PublishedBasis.STATED
    assert article.text == PROSE


def test_markdown_is_read_as_a_reader_sees_it():
    source = (
        "# The *town*\n\nTroops [entered](javascript:alert(1)) **Lantern\nHill**. ![x](http://a.example/p.png)\n\n"
        "- One\n- Two"
    )
    article = one(source, "a.md")
    assert article.text == "The town\n\nTroops entered Lantern Hill.\n\nOne\n\nTwo"
    assert article.title == "The town"


def test_html_in_markdown_stays_words():
    assert one("Troops <b>entered</b> <script>alert(1)</script> the town.", "a.md").text.count("<") == 4


def test_a_front_matter_date_that_is_none_is_asked_about():
    (found,) = read(f"---\ntitle: x\ndate: someday\n---\n{PROSE}", "a.md")
    assert isinstance(found, NeedsDate) and "'someday'" in str(found)


# --- PDF and Word


def pdf(*lines, title="", created="", pages=1):
    """A small PDF, written by hand."""
    words = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {words} ET".encode()
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) /CreationDate ({created}) >>".encode(),
    ]
    for n in range(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {6 + 2 * n} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer


def test_a_pdf_is_read_with_its_lines_joined():
    article = one(
        pdf("Troops entered the town of Lan-", "tern Hill on Saturday,", "the ministry said.", "The mayor agreed.")
    )
    assert article.text == "Troops entered the town of Lantern Hill on Saturday, the ministry said.\nThe mayor agreed."
    assert article.media_type == "application/pdf"


def test_a_pdfs_creation_date_is_only_a_suggestion():
    (found,) = read(pdf("Troops entered the town.", created="D:20220911104500+03'00'", title="The town"))
    assert isinstance(found, NeedsDate)
    assert (found.suggestion, found.draft.title) == (DAY, "The town")


def test_pdfs_that_cannot_be_read_are_named():
    assert "damaged" in refusal(b"%PDF-1.7 and nothing more", "a.pdf")
    assert "no text" in refusal(pdf(), "a.pdf")
    assert "501 pages" in refusal(pdf("Troops entered.", pages=501), "a.pdf")


def word(*paragraphs, title="", created=None):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title = title
    if created:
        document.core_properties.created = created
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_file_is_read_whatever_its_name():
    article = one(word("Troops enter the town", "Published: 2022-09-11", *PROSE.split("\n\n")), "story.txt")
    assert article.text.endswith(PROSE)
    assert (article.published, article.published_basis) == (DAY, PublishedBasis.STATED)


def repacked(data, **members):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, members.get(name, old.read(name)))
        for name in members.keys() - set(old.namelist()):
            new.writestr(name, members[name])
    return out.getvalue()


def test_a_word_file_that_unpacks_without_end_is_refused_quickly():
    bomb = repacked(word("Troops entered."), **{"word/media/a.bin": bytes(60_000_000)})
    assert len(bomb) < 200_000
    start = time.process_time()
    assert "unpacks to more than 40 MB" in refusal(bomb, "bomb.docx")
    assert time.process_time() - start < 1


def test_entities_in_a_word_file_are_not_expanded():
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "boom">{lol}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>Troops entered. &l9; &f;</w:t></w:r></w:p></w:body></w:document>"
    )
    bomb = repacked(word("x"), **{"word/document.xml": xml})
    start = time.process_time()
    try:
        text = one(bomb, "bomb.docx").text
    except ArticleError as error:
        text = str(error)
    assert "boom" not in text and "root:" not in text
    assert time.process_time() - start < 1


def test_archives_that_are_no_word_file_are_named():
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("content.xml", "<x/>")
    assert "other than Word's" in refusal(other.getvalue(), "a.docx")
    assert "damaged archive" in refusal(b"PK\x03\x04 and then nothing", "a.docx")
    assert "damaged" in refusal(repacked(word("x"), **{"word/document.xml": "<broken"}), "a.docx")
    assert "no text" in refusal(word(), "a.docx")


# --- JSON Lines


def rows(*objects):
    return "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in objects)


def test_rows_become_articles_and_keep_their_ids_when_asked():
    data = rows(
        {
            "id": "a-1",
            "title": "T",
            "text": PROSE,
            "published": "2022-09-11",
            "publisher": "P",
            "url": "u",
            "language": "en",
        }
    )
    (kept,) = read(data, "rows.jsonl", given_ids=True)
    (hashed,) = read(data, "rows.txt")
    assert kept == Article(
        "a-1", "T", PROSE, DAY, PublishedBasis.METADATA, "P", "u", "en", file_name="rows.jsonl, row 1",
        media_type="application/jsonl",
    )  # fmt: skip
    assert hashed.id == article_id(PROSE)


def test_a_bad_row_is_named_and_the_others_are_read():
    data = rows(
        {"text": PROSE, "published": "2022-09-11"},
        "{broken",
        "[1, 2]",
        {"title": "no text"},
        {"text": "Troops entered the town.", "published": 2022},
        "",
        {"text": "Another story of the town.", "published": "2022-09-32"},
        {"text": "A third story of the town.", "published": "2022-09-12"},
    )
    found = read(data, "rows.jsonl")
    assert [type(one).__name__ for one in found] == ["Article", *["ArticleError"] * 4, "NeedsDate", "Article"]
    assert [str(one).split(":")[0] for one in found if isinstance(one, ArticleError)] == [
        f"rows.jsonl, row {number}" for number in (2, 3, 4, 5)
    ]
    assert "rows.jsonl, row 7" in str(found[5]) and "2022-09-32" in str(found[5])


def test_rows_that_nest_without_end_or_are_no_utf8_are_named():
    found = list(read_rows([b'{"text": ' + b"[" * 100_000, b'{"text": "\xff\xfe"}', b"\xef\xbb\xbf{}"], "rows.jsonl"))
    assert all(isinstance(one, ArticleError) for one in found) and len(found) == 3


def test_rows_are_read_one_at_a_time():
    def endless():
        while True:
            yield json.dumps({"text": PROSE, "published": "2022-09-11"}).encode()

    stream = read_rows(endless(), "rows.jsonl")
    assert next(stream).text == next(stream).text == PROSE


def test_a_file_of_rows_may_be_larger_than_an_article(tmp_path):
    path = tmp_path / "rows.jsonl"
    row = json.dumps({"text": "Troops entered the town. " * 8_000, "published": "2022-09-11", "language": "en"}) + "\n"
    path.write_text(row * 110)
    assert path.stat().st_size > MAX_FILE_BYTES
    assert len(read_file(path, today=TODAY)) == 110


def test_a_row_without_end_is_refused_and_the_next_is_read(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "' + b"Troops entered. " * 1_200_000 + b'"}\n' + rows({"text": PROSE}).encode())
    long, short = read_file(path, published=DAY, today=TODAY)
    assert str(long).startswith("rows.jsonl, row 1: is ") and "split it" in str(long)
    assert short.text == PROSE and short.file_name == "rows.jsonl, row 2"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "<!---->" * 300 + " words"),
        ("a.txt", "---\n" + "a:b\r\n" * 49 + "x words"),
        ("a.txt", "1.1.2022" + " ," * 5_000 + "x"),
        ("a.html", "<html><script type='application/ld+json'>" + "[" * 500_000 + "</script><p>x"),
        ("a.md", "[" * 400_000 + "words"),
        ("a.md", "*a " * 150_000),
        ("a.md", ">" * 100_000 + " words"),
        ("a.jsonl", '{"text":' + '{"a":' * 100_000),
    ],
)
def test_what_is_built_to_take_for_ever_takes_no_time(name, data):
    start = time.process_time()
    try:
        read(data, name)
    except ArticleError as error:
        assert str(error).startswith(name)
    assert time.process_time() - start < 3

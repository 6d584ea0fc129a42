"""A file may take long, much memory or the reader with it: who asked gets a sentence, and the next file is read."""

import json
import time
import zlib

import pytest

from extract.read import isolated
from extract.read.article import ArticleError, NeedsDate
from extract.read.isolated import read_file, read_paste
from tests.extract.read.files import DAY, PROSE, TODAY, one, pdf, rows


def heavy_pdf(depth: int) -> bytes:
    """A page of forms that each paint the next one many times: a few kilobytes that ask for thousands of millions."""
    forms = []
    for n in range(depth):
        last = n + 1 == depth
        content = b"BT /F1 9 Tf 9 9 Td (Troops entered the town.) Tj ET" if last else b"/X Do " * 40
        inner = b"" if last else b"/XObject << /X %d 0 R >>" % (6 + n)
        forms.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /Font << /F1 4 0 R >> %s >> "
            b"/Length %d >>\nstream\n%s\nendstream" % (inner, len(content), content)
        )
    drawn = b"/Resources << /XObject << /X 5 0 R >> >> /Contents %d 0 R" % (5 + depth)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] %s >>" % drawn,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *forms,
        b"<< /Length 5 >>\nstream\n/X Do\nendstream",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        count, table, count, len(out),
    )  # fmt: skip


def test_what_is_read_apart_is_what_is_read_here():
    for data, name in [(PROSE.encode(), "a.txt"), (pdf("Troops entered the town."), "a.pdf")]:
        (found,) = read_file(data, name, published=DAY, today=TODAY)
        assert found == one(data, name)


def test_a_question_for_the_date_comes_back_with_its_suggestion():
    (found,) = read_file(PROSE.encode(), "town-2022-09-11.txt", today=TODAY)
    assert isinstance(found, NeedsDate) and found.suggestion == DAY
    (asked,) = read_file(f"Published: 2031-05-01\n\n{PROSE}".encode(), "a.txt", today=TODAY)
    assert isinstance(asked, NeedsDate) and "lies in the future" in asked.problem


def test_a_paste_keeps_its_title():
    (article,) = read_paste(PROSE, title="Mine", published=DAY, today=TODAY)
    assert (article.title, article.text) == ("Mine", PROSE)
    with pytest.raises(ArticleError, match="Nothing was pasted"):
        read_paste(" ")


def test_files_that_are_not_there_are_named(tmp_path):
    with pytest.raises(ArticleError, match="no such file"):
        read_file(tmp_path / "gone.txt")


@pytest.mark.parametrize("data", [heavy_pdf(7), b"%PDF-1.4\n" + zlib.compress(bytes(10_000_000))])
def test_a_file_that_asks_for_too_much_gets_a_sentence_and_the_next_one_is_read(data):
    start = time.monotonic()
    with pytest.raises(ArticleError, match=r"^heavy\.pdf: .*\.$"):
        read_file(data, "heavy.pdf", published=DAY, today=TODAY)
    assert time.monotonic() - start < isolated.CLOCK_SECONDS + 5
    assert read_file(PROSE.encode(), "a.txt", published=DAY, today=TODAY)[0].text == PROSE


def test_one_that_hangs_is_ended_by_the_clock(monkeypatch):
    monkeypatch.setattr(isolated, "CLOCK_SECONDS", 0.2)
    start = time.monotonic()
    with pytest.raises(ArticleError, match="too long or too much memory"):
        read_file(heavy_pdf(7), "heavy.pdf")
    assert time.monotonic() - start < 4
    monkeypatch.undo()
    assert read_file(PROSE.encode(), "a.txt", published=DAY)[0].text == PROSE


def test_a_process_that_died_between_two_files_is_not_asked(monkeypatch):
    read_file(PROSE.encode(), "a.txt", published=DAY)
    for process in isolated._idle:
        process.end()
    assert read_file(PROSE.encode(), "a.txt", published=DAY)[0].text == PROSE


def test_rows_need_no_process(monkeypatch):
    monkeypatch.setattr(isolated, "_ask", None)
    data = rows({"text": PROSE, "published": "2022-09-11"}, "{broken", {"text": PROSE, "published": "2022-09-12"})
    found = read_file(b"\xef\xbb\xbf" + data.encode(), "rows.jsonl", today=TODAY)
    assert [type(row).__name__ for row in found] == ["Article", "ArticleError", "Article"]


def test_half_a_surrogate_pair_in_any_field_blocks_nothing():
    fields = {key: f"{key} \ud800" for key in ("title", "publisher", "url", "language", "id")}
    data = json.dumps({"text": f"{PROSE} \udfff", "published": "2022-09-11", **fields})
    (article,) = read_file(data.encode(), "rows\udc80.jsonl", given_ids=True, today=TODAY)
    for value in (article.id, article.title, article.text, article.publisher, article.url, article.language):
        assert value.encode("utf-8")
    assert article.file_name.encode("utf-8") and article.language == "en"
    assert article.published == DAY

"""Files of files: each member is an article or a sentence, and none stops the others."""

import gzip
import io
import json
import mailbox
import zipfile
from email.message import EmailMessage

import pytest

from extract.read import containers, isolated
from extract.read.article import Article, ArticleError
from tests.extract.read.files import DAY, PROSE, TODAY, pdf, read, refusal, rows, web, word

DATED = f"Published: 2022-09-11\n\n{PROSE}"


def packed(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def letter(subject, day):
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "Desk <desk@example.org>", subject, f"{day}, 10:00:00 +0300"
    mail.set_content(f"Troops entered the town of {subject}.\n\nFrom here on the road is open.\n")
    return mail


def test_an_archive_gives_what_is_in_it_and_says_what_is_not_read():
    files = {
        "b/story.txt": DATED,
        "a.jsonl": rows({"text": PROSE, "published": "2022-09-12"}, "{broken"),
        "page.html": web("<meta property='article:published_time' content='2022-09-13'>"),
        "broken.pdf": b"%PDF-1.4 nothing",
        "photo.jpg": b"\xff\xd8\xff",
        "__MACOSX/b/._story.txt": b"x",
        ".hidden.txt": b"x",
    }
    found = read(packed(**files), "all.zip")
    articles = [one for one in found if isinstance(one, Article)]
    assert [(one.file_name, one.published.day) for one in articles] == [
        ("all.zip, a.jsonl, row 1", 12), ("all.zip, b/story.txt", 11), ("all.zip, page.html", 13),
    ]  # fmt: skip
    said = [str(one) for one in found if isinstance(one, ArticleError)]
    assert len(said) == 3 and "row 2: is not JSON" in said[0] and "broken.pdf: this PDF can't be opened" in said[1]
    assert said[2] == "all.zip: 1 of its files are of kinds that are not read (.jpg)."


def test_an_archive_within_an_archive_is_opened_but_once_more_than_it_holds(monkeypatch):
    inner = packed(**{"inner.zip": packed(**{"a.txt": DATED})})
    (found,) = read(inner, "all.zip")
    assert found.file_name == "all.zip, inner.zip, a.txt"
    (deeper,) = read(packed(**{"all.zip": inner}), "outer.zip")
    assert "is an archive in an archive that is in another" in str(deeper)
    monkeypatch.setattr(containers, "MAX_MEMBERS", 3)
    many = packed(**{f"{n}.zip": packed(**{"a.txt": DATED}) for n in range(3)})
    assert [str(each).split(": ")[1][:15] for each in read(many, "all.zip")] == ["holds more than"] * 3


def test_a_file_packed_by_itself_is_read_as_what_it_is():
    (story,) = read(gzip.compress(DATED.encode()), "story.txt.gz")
    assert story.published.day == 11 and story.file_name == "story.txt"
    row = json.dumps({"text": DATED}).encode()
    assert [each.file_name for each in read(gzip.compress(row + b"\n" + row), "a.jsonl.gz")] == [
        "a.jsonl, row 1", "a.jsonl, row 2",
    ]  # fmt: skip
    assert "damaged" in refusal(gzip.compress(DATED.encode())[:-12], "story.txt.gz")


def test_a_document_that_is_an_archive_is_read_as_a_document():
    (found,) = read(word(PROSE), "a.zip", published=DAY)
    assert found.text.startswith("Troops entered")


@pytest.mark.parametrize("data", [packed(**{"a.jpg": b"x"})[:-30], b"PK\x03\x04" + bytes(50)])
def test_a_damaged_archive_gets_a_sentence(data):
    assert "damaged" in refusal(data, "all.zip")


def test_bounds_of_archives(monkeypatch):
    monkeypatch.setattr(containers, "MAX_MEMBERS", 2)
    assert "holds more than 2 files" in refusal(packed(**{f"{n}.txt": DATED for n in range(3)}), "all.zip")
    monkeypatch.setattr(containers, "MAX_FILE_BYTES", 1_000)
    (big, small) = read(packed(**{"a.txt": "x" * 5_000, "b.txt": DATED}), "all.zip")
    assert isinstance(big, ArticleError) and "a.txt: is" in str(big) and isinstance(small, Article)


def test_a_mailbox_gives_its_letters(tmp_path):
    box = mailbox.mbox(tmp_path / "box.mbox")
    for subject, day in (("Lantern Hill", "Sun, 11 Sep 2022"), ("Weir", "Thu, 12 Jan 2023")):
        box.add(letter(subject, day))
    box.flush()
    found = read((tmp_path / "box.mbox").read_bytes(), "box.mbox")
    assert [(one.title, one.published.isoformat()) for one in found] == [
        ("Lantern Hill", "2022-09-11"), ("Weir", "2023-01-12"),
    ]  # fmt: skip
    assert "\nFrom here on the road is open." in found[0].text


def record(kind, address, payload):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Length: {len(payload)}\r\n\r\n"
    return head.encode() + payload + b"\r\n\r\n"


def answer(page, status="200 OK", kind="text/html", more=""):
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + page


def archive():
    page = web("<meta property='article:published_time' content='2022-09-11'>").encode()
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    return (
        record("warcinfo", "", b"software: x")
        + record("response", "https://news.example.org/1", answer(page))
        + record("response", "https://news.example.org/a.css", answer(b"p {}", kind="text/css"))
        + record("response", "https://news.example.org/gone", answer(b"no", "404 Not Found"))
        + record("request", "https://news.example.org/2", b"GET / HTTP/1.1\r\n\r\n")
        + record("response", "https://news.example.org/2", answer(chunked, more="Transfer-Encoding: chunked\r\n"))
        + record(
            "response", "https://news.example.org/3", answer(gzip.compress(page), more="Content-Encoding: gzip\r\n")
        )
    )


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_warc_gives_its_pages_with_their_addresses(pack):
    found = read(pack(archive()), "crawl.warc")
    assert [one.url for one in found] == [f"https://news.example.org/{number}" for number in (1, 2, 3)]
    assert {(one.publisher, one.published) for one in found} == {("news.example.org", DAY)}


def test_a_warc_that_is_cut_off_keeps_what_came_before():
    found = read(gzip.compress(archive())[:-200], "crawl.warc.gz")
    assert isinstance(found[-1], ArticleError) and "is damaged behind its record" in str(found[-1])


def test_members_that_take_the_reader_along_are_named_and_after_some_the_rest_is_left(monkeypatch):
    asked = []

    def ask(request, data):
        asked.append(request["name"])
        if data.startswith(b"%PDF-"):
            raise isolated.TooCostly(f"{request['name']}: takes too long.")
        return []

    monkeypatch.setattr(isolated, "_ask", ask)
    heavy = {f"{n}.pdf": pdf("x") for n in range(9)}
    found = isolated.read_file(packed(**{"0.txt": DATED, **heavy}), "all.zip", today=TODAY)
    assert len(asked) == 6 and [str(one).split(":")[0] for one in found[:2]] == ["all.zip, 0.pdf", "all.zip, 1.pdf"]
    assert str(found[-1]) == "all.zip: 5 of its files take too long; those behind were left."


def test_each_member_is_read_apart():
    found = isolated.read_file(packed(**{"a.txt": DATED, "b.pdf": b"%PDF-1.4 x"}), "all.zip", today=TODAY)
    assert isinstance(found[0], Article) and isinstance(found[1], ArticleError)

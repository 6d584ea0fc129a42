import io
import time
import zipfile

from extract.model import PublishedBasis
from extract.read.article import ArticleError
from tests.extract.read.files import DAY, PROSE, one, refusal, repacked, word


def test_a_word_file_is_read_whatever_its_name():
    article = one(word("Troops enter the town", "Published: 2022-09-11", *PROSE.split("\n\n")), "story.txt")
    assert article.text.endswith(PROSE)
    assert (article.published, article.published_basis) == (DAY, PublishedBasis.STATED)


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

import io
import time
import zipfile

import docx

from extract.model import PublishedBasis
from extract.read.article import ArticleError, NeedsDate
from tests.extract.read.files import DAY, PROSE, one, read, refusal, repacked, word


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


def document(*paragraphs):
    """A Word file whose paragraphs are given as XML."""
    body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return repacked(word("x"), **{"word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>"})


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_changes_are_read_as_accepted():
    change = 'w:id="1" w:author="E" w:date="2022-09-10T10:00:00Z"'
    changed = f"{run('They have ')}<w:ins {change}>{run('not ')}</w:ins>{run('left')}"
    removed = f"<w:del {change}><w:r><w:delText> the village</w:delText></w:r></w:del>{run(' the town.')}"
    assert one(document(changed + removed)).text == "They have not left the town."


def test_a_paragraph_whose_end_was_deleted_runs_on():
    end = '<w:pPr><w:rPr><w:del w:id="2" w:author="E"/></w:rPr></w:pPr>'
    assert one(document(end + run("They left "), run("the town."))).text == "They left the town."


def test_controls_links_tables_and_lists_are_read_and_hidden_words_are_not():
    control = f"<w:sdt><w:sdtContent>{run('They left ')}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{run('Lantern Hill')}</w:hyperlink>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Seen.</w:t></w:r>'
    assert one(document(shown)).text == "Seen."
    item = f'<w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>{run("One")}'
    text = one(document(control + link + hidden + run("."), item)).text
    assert text == "They left Lantern Hill.\n\n- One"
    rows = docx.Document()
    rows.add_paragraph("Summary")
    table = rows.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Lantern Hill", "Troops entered it."
    out = io.BytesIO()
    rows.save(out)
    assert one(out.getvalue()).text == "Summary\n\nLantern Hill\n\nTroops entered it."


def test_a_line_broken_within_a_sentence_is_one_line():
    broken = "<w:r><w:t>Troops left</w:t><w:br/><w:t>the town.</w:t><w:br/><w:t>They stay away.</w:t></w:r>"
    assert one(document(broken)).text == "Troops left the town.\nThey stay away."


def test_the_day_of_the_template_is_no_suggestion():
    (found,) = read(word("Troops entered the town."))
    assert isinstance(found, NeedsDate) and found.suggestion is None


def test_more_paragraphs_than_an_article_has_are_refused_quickly():
    start = time.process_time()
    assert "paragraphs" in refusal(document(*["<w:r/>"] * 60_000), "long.docx")
    assert "more parts" in refusal(document(*["<w:r/>"] * 400_000), "long.docx")
    assert time.process_time() - start < 5

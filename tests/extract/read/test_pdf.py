from extract.read.article import NeedsDate
from tests.extract.read.files import DAY, one, pdf, read, refusal


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


def test_a_hyphen_that_is_the_words_own_stays():
    text = one(pdf("They entered Russian-", "occupied Lantern Hill and Ivano-", "Darivka near the hill-", "top.")).text
    assert text == "They entered Russian-occupied Lantern Hill and Ivano-Darivka near the hilltop."


def test_a_byline_stays_a_line_of_its_own_and_dates_the_article():
    (article,) = read(pdf("Troops enter the town at last", "11 September 2022", "They entered it on Saturday."))
    assert article.published == DAY
    assert article.text.splitlines()[1] == "11 September 2022"

"""Letters and pages saved as one file: decoded, and dated by themselves."""

import base64
import quopri
from datetime import date

from extract.read.article import NeedsDate
from tests.extract.read.files import DAY, PROSE, UKRAINIAN, read, refusal, web


def letter(body, *, kind="text/plain", encoding="base64", date="Sun, 11 Sep 2022 10:45:00 +0300"):
    coded = base64.encodebytes(body.encode()) if encoding == "base64" else quopri.encodestring(body.encode())
    subject = base64.b64encode("Місто вільне".encode()).decode()
    head = f"From: The Desk <desk@daily.example>\r\nSubject: =?utf-8?b?{subject}?=\r\n"
    head += f"Date: {date}\r\n" if date else ""
    head += f"MIME-Version: 1.0\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode() + coded


def test_a_letter_is_decoded_and_of_the_day_it_was_sent():
    (found,) = read(letter(UKRAINIAN), "mail.eml")
    assert (found.text.strip(), found.published, found.title) == (UKRAINIAN, DAY, "Місто вільне")
    assert found.publisher == "The Desk"


def test_a_letter_with_a_page_is_read_as_the_page():
    (found,) = read(letter(web(), kind="text/html", encoding="quoted-printable"), "mail.eml")
    assert "Lantern Hill on Saturday" in found.text and "Home" not in found.text and "=\n" not in found.text


def page(head=""):
    body = quopri.encodestring(web(head).encode()).decode()
    return (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://www.daily.example/town\nSubject: The town\n"
        'Date: Tue, 5 Mar 2024 10:45:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="b--"\n'
        "\n\n--b--\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        f"{body}\n--b----\n"
    )


def test_a_saved_page_has_its_own_date_and_never_the_day_of_saving():
    (found,) = read(page('<meta property="article:published_time" content="2022-09-11">'), "a.mht")
    assert (found.published, found.url, found.publisher) == (DAY, "https://www.daily.example/town", "daily.example")
    assert "Lantern Hill" in found.text and "MIME" not in found.text
    (asked,) = read(page(), "a.mhtml")
    assert isinstance(asked, NeedsDate) and asked.suggestion is None


def test_a_letter_late_in_the_evening_is_of_the_theatres_next_day():
    (found,) = read(letter(PROSE, date="Sat, 10 Sep 2022 22:45:00 GMT"), "mail.eml")
    assert found.published == date(2022, 9, 11)


def test_a_letter_without_words_is_said_to_have_none():
    assert "holds no text" in refusal(letter("", kind="image/png"), "mail.eml")


def test_a_text_that_begins_with_a_label_is_no_letter():
    (found,) = read(f"Date: 11 September 2022\n\n{PROSE}")
    assert found.text.startswith("Date:") and found.published == DAY


def test_a_saved_page_of_a_channel_is_an_article_a_message():
    posts = "".join(
        f'<div class="tgme_widget_message" data-post="notes/{day}"><div class="tgme_widget_message_text">Troops '
        f'entered village {day}.</div><time datetime="2022-09-{day}T09:31:00+00:00">x</time></div>'
        for day in (10, 11)
    )
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://t.me/s/notes\r\nMIME-Version: 1.0\r\n"
    kind = "Content-Type: text/html; charset=utf-8\r\n\r\n"
    found = read(f"{head}{kind}<html><body>{posts}</body></html>", "notes.mhtml")
    assert [(one.published.day, one.url) for one in found] == [
        (10, "https://t.me/notes/10"),
        (11, "https://t.me/notes/11"),
    ]

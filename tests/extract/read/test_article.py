"""What comes in: every way a file can be wrong, and what becomes of the others."""

import json
import time
from datetime import date

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
)
from tests.extract.read.files import (
    DAY,
    PROSE,
    TODAY,
    UKRAINIAN,
    one,
    read,
    refusal,
)


def test_text_is_kept_to_the_letter():
    text = "Headline\r\n\r\n  Two  blanks, a\ttab, a dash \u2013 and the end.\n\n\n"
    assert one(text).text == text


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_an_article_or_a_sentence(data):
    try:
        for found in read(data, published=DAY):
            assert isinstance(found, Article | NeedsDate | ArticleError)
    except ArticleError as error:
        assert str(error).startswith("story.txt")


@given(st.text(max_size=200))
def test_the_id_knows_nothing_of_spacing(text):
    assert article_id(text) == article_id("  " + text.replace(" ", "\r\n ") + "\n")


def test_nulls_and_half_pairs_are_replaced_one_for_one():
    row = json.dumps({"text": "One \x00 two \ud800 three words here", "published": "2022-09-11"})
    (article,) = read(row, "rows.jsonl")
    assert article.text == "One \ufffd two \ufffd three words here"


def test_an_empty_file_is_said_to_be_empty():
    assert "empty" in refusal(b"")
    assert "empty" in refusal(b" \n\t ")
    assert "blanks" in refusal("\ufeff\u00a0\u2003")


def test_signs_without_a_word_are_no_article():
    assert "no words" in refusal("?! ... --- ***")


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


def test_without_a_date_it_asks_and_offers_the_file_names():
    (found,) = read(PROSE, "lantern-hill-2022-09-11.txt")
    assert isinstance(found, NeedsDate)
    assert found.suggestion == DAY
    assert "lantern-hill-2022-09-11.txt" in str(found) and "--published" in str(found)
    article = found.dated(DAY, today=TODAY)
    assert (article.published, article.published_basis, article.text) == (DAY, PublishedBasis.USER, PROSE)


def test_a_head_without_a_year_is_asked_about_with_its_reason():
    (found,) = read("Troops leave the town\n\n12 September\n\nThey had entered it on 11 August 2022.")
    assert isinstance(found, NeedsDate)
    assert found.suggestion and found.suggestion.isoformat() == "2022-09-12"
    assert "its head says 12 September without a year, and the last day that it tells of is 2022-08-11" in str(found)


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


def test_the_headline_is_the_first_line_that_is_no_date():
    assert one(f"September 11, 2022\nTroops enter the town\n\n{PROSE}").title == "Troops enter the town"
    assert one("word " * 100).title.endswith("…")


def test_a_given_language_overrides():
    assert one(UKRAINIAN, language="ru").language == "ru"


def test_a_given_title_overrides():
    (article,) = read_paste(PROSE, title=" Mine ", published=DAY, today=TODAY)
    assert article.title == "Mine" and article.text == PROSE


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


def test_a_text_of_several_days_is_an_article_a_day():
    first, second = read(f"11 September 2022\n\n{PROSE}\n\n12 January 2023\n\nThey left the town again.", "week.txt")
    assert (first.published, first.text, first.file_name) == (DAY, PROSE, "week.txt, 2022-09-11")
    assert (second.published, second.published_basis) == (date(2023, 1, 12), PublishedBasis.STATED)


def test_a_day_before_the_war_is_no_suggestion():
    (found,) = read(PROSE, "scan-2013-12-23.txt")
    assert isinstance(found, NeedsDate) and found.suggestion is None

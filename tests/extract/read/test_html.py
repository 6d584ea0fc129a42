import time

import pytest

from extract.model import PublishedBasis
from extract.read.article import NeedsDate
from tests.extract.read.files import DAY, PARAGRAPHS, PROSE, UKRAINIAN, one, read, refusal, web


def test_a_page_gives_its_article_and_nothing_around_it():
    article = one(web('<meta property="og:site_name" content="Daily">'), "a.html")
    assert "Lantern Hill" in article.text and "document.title" not in article.text and "Home" not in article.text
    assert (article.title, article.publisher, article.media_type) == ("Troops enter the town", "Daily", "text/html")
    assert article.text.startswith("Troops enter the town")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type":"NewsArticle",'
        '"datePublished":"2022-09-11T10:30:00-04:00"}</script>',
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


def test_a_modified_date_alone_is_no_publication():
    for head in (
        '<meta property="article:modified_time" content="2023-09-20T10:00:00+03:00">',
        '<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2023-09-20"}</script>',
    ):
        (found,) = read(web(head), "a.html")
        assert isinstance(found, NeedsDate)


def test_an_article_beside_does_not_date_the_page():
    head = (
        '<meta property="article:published_time" content="2022-09-11"><script type="application/ld+json">'
        '{"@type":"NewsArticle","headline":"Something else altogether","datePublished":"2022-03-01"}</script>'
    )
    assert read(web(head), "a.html")[0].published == DAY


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","description":"two\nlines","datePublished":"2022-09-11"}',
        '<!-- {"@type":"NewsArticle","datePublished":"2022-09-11"} -->',
        '{"@type":"NewsArticle","datePublished":"2022-09-11"};',
        '// <![CDATA[\n{"@type":"NewsArticle","datePublished":"20220911T11:02:35Z"}\n// ]]>',
        '{"@type":"NewsArticle","datePublished":1662890700}',
    ],
)
def test_json_with_faults_is_still_json(script):
    (found,) = read(web(f'<script type="application/ld+json">{script}</script>'), "a.html")
    assert found.published == DAY


def test_a_page_older_than_what_it_tells_asks():
    head = '<script type="application/ld+json">{"@type":"Article","datePublished":"2022-09-11"}</script>'
    later = "<p>On 20 May 2023 the last troops left the town and its bridge.</p>"
    (found,) = read(web(head, PARAGRAPHS + later), "a.html")
    assert isinstance(found, NeedsDate) and "2023-05-20" in str(found)


def test_a_copy_at_an_archive_is_of_its_publisher():
    head = '<link rel="canonical" href="https://web.archive.org/web/20220912000000/https://www.daily.example/town">'
    found = one(web(head), "a.html")
    assert (found.url, found.publisher) == ("https://www.daily.example/town", "daily.example")
    found = one("<!-- saved from url=(0030)https://www.daily.example/town -->\n" + web(), "a.html")
    assert (found.url, found.publisher) == ("https://www.daily.example/town", "daily.example")


def test_the_address_dates_a_page_that_does_not_and_doubts_one_that_says_otherwise():
    address = "<link rel='canonical' href='https://a.example/2022/09/11/town'>"
    assert one(web(address), "page.html", published=None).published == DAY
    declared = "<meta property='article:published_time' content='2022-09-{}T10:00:00+03:00'>"
    assert one(web(address + declared.format("12")), "page.html", published=None).published.day == 12
    asked = one(web(address + declared.format("25")), "page.html", published=None)
    assert isinstance(asked, NeedsDate) and asked.suggestion == DAY and "is not that in its address" in asked.problem

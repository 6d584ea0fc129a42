"""An article as HTML: whole, marked where its claims are, and inert."""

import re
import time
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from extract.model import Action, Article, Claim, DateBasis, Mode, Review
from gazetteer.place import Kind
from maps.words import day_words, one_line
from theatre.theatre import load_theatre
from web.article_view import article_html, claim_rows, map_link, notice_html, title_html

THEATRE = load_theatre()
TEXT = "Headline of it\n\nUkrainian forces took Lantern Hill and Oakford on Saturday. They held the road.\n\nThe end."


def article(text=TEXT, **changes):
    return Article(**{"id": "a", "title": "Headline of it", "text": text, "published": date(2022, 9, 11)} | changes)


def claim(text=TEXT, place="Lantern Hill", quote=None, **changes):
    start = text.index(quote) if quote else text.index("Ukrainian")
    end = start + len(quote) if quote else text.index(" They")
    at = text.index(place)
    values = {
        "id": f"c{at}",
        "article": "a",
        "start": start,
        "end": end,
        "quote": text[start:end],
        "place": place,
        "place_start": at,
        "place_end": at + len(place),
        "place_id": "user:1",
        "name": place,
        "kind": Kind.SETTLEMENT,
        "latitude": 49.0,
        "longitude": 37.0,
        "admin1": "Kharkiv",
        "precision": "exact",
        "radius_km": 0.0,
        "alternatives": (),
        "action": Action.LIBERATED,
        "gained_by": "UA",
        "lost_by": "RU",
        "controller_after": "UA",
        "mode": Mode.FACT,
        "claimant": None,
        "claimant_side": None,
        "admission": False,
        "partial": False,
        "event_from": date(2022, 9, 10),
        "event_to": date(2022, 9, 10),
        "date_basis": DateBasis.RELATIVE,
        "confidence": 0.9,
        "trigger": "took",
        "extractor": "test 1",
        "published": date(2022, 9, 11),
        "publisher": "",
        "language": "en",
    }
    return Claim(**values | changes)


def shown(*claims, text=TEXT, linked=False):
    return html.fromstring(article_html(article(text), claims, THEATRE, linked=linked))


def test_every_word_is_there_once():
    page = shown(claim(), claim(place="Oakford"))
    words = " ".join(p.text_content() for p in page.iter("p"))
    assert words == " ".join(TEXT.split("\n\n")[1:])  # the headline stands above it


def test_a_claims_sentence_is_marked_in_its_sides_colour_and_its_place_named():
    page = shown(claim())
    marks = page.findall(".//mark")
    assert (
        "".join(mark.text_content() for mark in marks) == "Ukrainian forces took Lantern Hill and Oakford on Saturday."
    )
    assert {mark.get("style") for mark in marks} == {f"--side:{THEATRE.sides['UA'].colour}"}
    assert [place.text_content() for place in page.find_class("ml-place")] == ["Lantern Hill"]


def test_what_only_the_second_reader_saw_is_marked_with_its_word():
    (doubt,) = shown(claim(extractor="marchland-reader 1", trigger="took")).find_class("ml-doubt")
    assert doubt.text_content() == "seen by the second reader alone, from “took”"


def test_place_words_lead_to_the_map_at_the_claims_day():
    link = shown(claim(), linked=True).find(".//p//a")
    assert link.text_content() == "Lantern Hill"
    assert link.get("href") == "./?day=2022-09-10&place=user%3A1"


def test_a_claim_whose_place_is_unclear_links_nowhere_and_says_so():
    page = shown(claim(place_id=""), linked=True)
    assert not page.findall(".//a")
    assert "which place is unclear" in page.text_content()


@pytest.mark.parametrize(
    ("changes", "look"),
    [
        ({"mode": Mode.FACT}, "ml-fact"),
        ({"mode": Mode.CLAIMED}, "ml-claimed"),
        ({"mode": Mode.DENIED}, "ml-unreal"),
        ({"mode": Mode.PLANNED}, "ml-unreal"),
        ({"mode": Mode.HYPOTHETICAL}, "ml-unreal"),
        ({"review": Review.REJECTED}, "ml-unreal"),
        ({"controller_after": "contested"}, "ml-contested"),
    ],
)
def test_a_sentence_looks_like_its_claim(changes, look):
    assert look in shown(claim(**changes)).find(".//mark").get("class")


def test_sentences_on_which_sides_differ_take_no_side():
    page = shown(claim(), claim(place="Oakford", controller_after="RU", gained_by="RU"))
    sides = {side.colour for side in THEATRE.sides.values()}
    assert all(side not in page.find(".//mark").get("style") for side in sides)


def test_the_margin_tells_who_says_what_of_when():
    words = shown(claim(mode=Mode.CLAIMED, claimant="the ministry", claimant_side="RU", admission=True)).text_content()
    for part in (
        "liberated by Ukraine",
        "10 September 2022",
        "claimed by the ministry (Russia)",
        "own interest",
        "90%",
    ):
        assert part in words


def test_who_denies_is_told_and_is_the_side_where_the_article_only_says_it():
    for claimant, words in (("Kyiv", "Kyiv denied that"), ("it", "the Ukrainian side denied that")):
        denied = claim(mode=Mode.DENIED, claimant=claimant, claimant_side="UA")
        assert words in unescape(shown(denied).text_content())


def test_claims_that_differ_in_their_places_alone_share_a_note():
    together = shown(claim(), claim(place="Oakford"))
    assert [note.text_content().split("liberated")[0] for note in together.find_class("ml-note")] == [
        "Lantern Hill, Oakford: "
    ]
    assert len(shown(claim(), claim(place="Oakford", confidence=0.5)).find_class("ml-note")) == 2


def test_wrapped_lines_are_one_paragraph_and_long_lines_their_own():
    wrapped = "Ukrainian forces took the village of Lantern Hill on\nSaturday, the ministry said.\nA second paragraph."
    assert len(shown(text=wrapped).findall(".//p")) == 2
    assert len(shown(text="One sentence.\nAnother sentence.").findall(".//p")) == 2


HOSTILE = (
    "<script>alert(1)</script> & <img src=x onerror=alert(2)> \"quoted\" 'so' took [x](javascript:alert(3)) "
    "![y](http://a.example/z.png) \u202egnp.exe\u202c \x00\x07 $\\alpha$ :red[x] Lantern Hill\u2028end"
)


def test_nothing_of_an_article_becomes_markup():
    hostile = claim(HOSTILE, quote=HOSTILE, name=HOSTILE, claimant=HOSTILE, place_id='"><script>', claimant_side="<b>")
    for markup in (
        article_html(article(HOSTILE, language='"><script>'), [hostile], THEATRE, linked=True),
        title_html(article(HOSTILE, title=HOSTILE, publisher=HOSTILE), facts=[HOSTILE]),
        notice_html(HOSTILE, "error"),
    ):
        page = html.fromstring(markup)
        assert {element.tag for element in page.iter()} <= {
            "article",
            "div",
            "p",
            "aside",
            "mark",
            "a",
            "span",
            "b",
            "i",
            "h2",
        }
        names = {name for element in page.iter() for name in element.attrib}
        assert names <= {"class", "lang", "style", "title", "href", "target", "role", "aria-hidden"}
        assert all(link.get("href").startswith("./?day=") for link in page.iter("a"))
        assert not re.search("[\x00-\x08\u200e\u200f\u2028-\u202e\u2066-\u2069]", unescape(markup))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.data())
def test_any_text_is_shown_whole_and_escaped(text, data):
    ends = st.integers(0, len(text))
    spans = [sorted(data.draw(st.tuples(ends, ends, ends, ends))) for _ in range(data.draw(st.integers(0, 4)))]
    claims = [
        replace(claim(), id=str(n), start=a, end=d, quote=text[a:d], place_start=b, place_end=c)
        for n, (a, b, c, d) in enumerate(spans)
        if b < c
    ]
    markup = article_html(article(text, title=""), claims, THEATRE, linked=True)
    assert set(re.findall(r"<(/?\w+)", markup)) <= {
        f"{slash}{tag}"
        for tag in ("article", "div", "p", "aside", "mark", "a", "span", "b", "i")
        for slash in ("", "/")
    }
    kept = "".join(unescape(re.sub(r"<[^>]*>", "", p)) for p in re.findall(r"<p>(.*?)</p>", markup, re.DOTALL))
    letters = [c for c in text if c.isalnum()]
    assert [c for c in kept if c.isalnum()] == letters


def test_a_huge_line_is_cut_where_a_line_belongs():
    assert len(one_line("word " * 100_000)) <= 200
    assert one_line("a\u202eb\x00c\n d") == "a b c d"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2022, 9, 10), date(2022, 9, 10), "10 September 2022"),
        (date(2022, 9, 3), date(2022, 9, 10), "3 to 10 September 2022"),
        (date(2022, 8, 30), date(2022, 9, 10), "30 August to 10 September 2022"),
        (date(2021, 12, 30), date(2022, 1, 2), "30 December 2021 to 2 January 2022"),
        (None, date(2022, 9, 10), "by 10 September 2022"),
        (None, None, "day unknown"),
    ],
)
def test_days_are_said_in_words(first, last, words):
    assert day_words(first, last) == words


def test_a_claim_without_a_day_leads_to_its_articles_day():
    assert map_link(claim(event_from=None, event_to=None)).startswith("./?day=2022-09-11&")


def test_rows_for_people_say_the_same_as_the_margin():
    (row,) = claim_rows([claim(claimant="the ministry")], THEATRE)
    assert (row["Place"], row["What"], row["Who says so"]) == ("Lantern Hill", "liberated by Ukraine", "the ministry")


@pytest.mark.parametrize(
    "text", ["a\r" * 400_000, "a\n" * 400_000, "word " * 190_000, " \n" * 400_000, " " * 900_000 + "\nx"]
)
def test_a_text_built_to_choke_is_shown_in_no_time(text):
    start = time.process_time()
    markup = article_html(article(text, title=""), [], THEATRE)
    assert len(markup) < 2_000_000
    assert time.process_time() - start < 3


def test_thousands_of_claims_are_marked_in_no_time():
    text = "Ukrainian forces took Lantern Hill. " * 4_000
    claims = [
        replace(
            claim(), id=str(n), start=at, end=at + 35, quote=text[at : at + 35], place_start=at + 22, place_end=at + 34
        )
        for n, at in enumerate(range(0, len(text), 36))
    ]
    start = time.process_time()
    page = html.fromstring(article_html(article(text, title=""), claims, THEATRE))
    assert len(page.find_class("ml-place")) == 4_000
    assert time.process_time() - start < 5

"""A page of evidence: what it says, that hostile text stays text, and that its PDF can be read in every language."""

from datetime import date

import pandas as pd
import pypdfium2
import pytest

from maps.locator import drawing, svg
from maps.pdf import report_pdf
from maps.report import Report, report_html, report_of
from tests.maps.conftest import interval, table
from theatre.theatre import load_theatre

EVIL = '<script>alert(1)</script> & "q" <a href="javascript:x">'
CLAIM = {
    "id": "c1", "article": "ab12", "quote": f"Українські сили звільнили Ізюм. {EVIL}",
    "place_id": "izium", "place": "Izium",
    "name": "Izium", "precision": "exact", "alternatives": "[]", "action": "liberated", "gained_by": "UA",
    "lost_by": "RU", "controller_after": "UA", "mode": "claimed", "claimant": EVIL, "claimant_side": "UA",
    "event_from": pd.Timestamp("2022-09-10"), "event_to": pd.Timestamp("2022-09-10"), "date_basis": "explicit",
    "confidence": 0.9, "review": "auto", "title": EVIL, "published": pd.Timestamp("2022-09-11"), "publisher": "Газета",
    "url": "https://example.org/a?b=1&c=2",
}  # fmt: skip
CONTROL = table(
    interval("izium", "2022-04-01", "2022-09-10", "held", "RU", name="Izium"),
    interval("izium", "2022-09-10", None, "held", "UA", name="Izium"),
    interval("fought", "2022-03-01", None, "contested", "", at=(49.5, 36.9), name="Fought"),
).assign(claims_for=["", "c1", ""])


@pytest.fixture(scope="module")
def report() -> Report:
    others = [
        CLAIM | {"id": "c2", "article": "cd34", "mode": "denied", "claimant": "Moscow", "url": "javascript:alert(1)"},
        CLAIM | {"id": "c3", "review": "rejected"},
    ]
    return report_of(
        CONTROL.iloc[1],
        pd.DataFrame([CLAIM, *others]),
        name="Izium",
        admin1="Kharkiv",
        day=date(2022, 9, 12),
        theatre=load_theatre(),
        before=CONTROL.iloc[0],
        address="http://localhost/evidence?place=izium&on=2022-09-12",
        accessed=date(2022, 10, 1),
    )


def test_it_says_what_held_by_which_rule_on_whose_word_and_how_to_cite_it(report: Report):
    assert report.title == "Izium (Kharkiv), 12 September 2022" and report.status == "held by Ukraine"
    assert "Since 10 September 2022. Before that: held by Russia." in " ".join(report.facts)
    assert "Last report: 10 September 2022, 2 days before." in report.facts and report.rule.startswith("R3: A source")
    headings = [heading for heading, _ in report.parts]
    assert headings == ["What speaks for this status", "Other reports, by date"]
    denial, rejected = report.parts[1][1]
    assert denial.said == "Moscow denied that Ukraine had liberated it" and "counts for nothing" in rejected.facts
    assert [(each.number, each.digest, each.url) for each in report.sources] == [
        (1, "ab12", "https://example.org/a?b=1&c=2"), (2, "cd34", ""),
    ]  # fmt: skip
    assert report.citation == (
        "Marchland: Izium (Kharkiv) on 12 September 2022: held by Ukraine. From 3 claims in 2 articles; as seen on "
        "1 October 2022. http://localhost/evidence?place=izium&on=2022-09-12"
    )


def test_as_html_it_is_escaped(report: Report):
    page = report_html(report, "data:image/svg+xml;base64,", "a map")
    assert "<script" not in page and "javascript:x&quot;&gt;" in page and 'href="javascript' not in page
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page and "SHA-256 cd34" in page


def test_as_pdf_it_has_all_of_it_and_is_the_same_each_time(report: Report):
    picture = drawing(load_theatre(), CONTROL.iloc[1:], [], place="izium")
    file = report_pdf(report, picture)
    assert file == report_pdf(report, picture)
    document = pypdfium2.PdfDocument(file)
    text = "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", " ")
    for part in (
        "Українські сили звільнили Ізюм",
        "<script>alert(1)</script>",
        "Газета",
        "SHA-256 ab12",
        "How to cite",
    ):
        assert part in text
    assert document.get_metadata_dict()["Title"] == report.title


def test_its_map_shows_the_place_among_its_neighbours_and_their_land():
    box = [[[37, 49], [38, 49], [38, 50], [37, 50], [37, 49]]]
    area = {"properties": {"holder": "RU"}, "geometry": {"type": "Polygon", "coordinates": box}}
    drawn = svg(drawing(load_theatre(), CONTROL.iloc[1:], [area], place="izium"))
    assert drawn.startswith("<svg") and "Izium" in drawn and "Fought" in drawn and "50 km" in drawn
    assert "Marchland" not in drawn  # no font that its reader lacks


def test_a_place_that_nobody_told_of_has_a_page_too():
    nothing = pd.DataFrame([CLAIM]).iloc[:0]
    made = report_of(
        None, nothing, name="X", admin1="", day=date(2022, 9, 12), theatre=load_theatre(), accessed=date(2022, 10, 1)
    )
    assert made.status == "no report yet" and not made.parts and "0 claims in 0 articles." in made.facts
    assert "No article here tells of this place" in report_html(made, "", "")

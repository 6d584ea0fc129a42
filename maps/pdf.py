"""A report (maps.report) as PDF: on A4, with the map, quotes, articles and how to cite it, in Latin and Cyrillic."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer

from maps.locator import BOLD, FONT, fonts
from maps.report import CAVEAT, Cited, Report, Source
from maps.words import escaped, phrase
from translation.messages import _

__all__ = ["report_pdf"]

_INK, _SOFT, _LINK = (HexColor(each) for each in ("#22252a", "#565a60", "#155a96"))
_TEXT = ParagraphStyle("text", fontName=FONT, fontSize=10, leading=13.5, textColor=_INK, spaceAfter=4)
_TITLE = ParagraphStyle("title", _TEXT, fontName=BOLD, fontSize=20, leading=24)
_STATUS = ParagraphStyle("status", _TEXT, fontName=BOLD, fontSize=13, leading=17, spaceAfter=8)
_HEAD = ParagraphStyle("head", _TEXT, fontName=BOLD, fontSize=12, leading=16, spaceBefore=8, keepWithNext=1)
_QUOTE = ParagraphStyle("quote", _TEXT, leftIndent=12, spaceAfter=1)
_SMALL = ParagraphStyle("small", _TEXT, fontSize=8.5, leading=11, textColor=_SOFT, spaceAfter=8)
_SOURCE = ParagraphStyle("source", _TEXT, leftIndent=18, firstLineIndent=-18, fontSize=9, leading=12)


def report_pdf(report: Report, picture: Drawing, language: str = "") -> bytes:
    """The report as a PDF file; the same report gives the same bytes. `language` is that of the report."""
    fonts()
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=20 * mm,
        rightMargin=20 * mm,
        topMargin=18 * mm,
        bottomMargin=20 * mm,
        title=report.title,
        author="Marchland",
        subject=report.status,
        invariant=1,
    )
    foot = partial(_foot, caveat=_(CAVEAT, language))
    document.build(list(_story(report, picture, language)), onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _foot(canvas: Any, document: Any, caveat: str) -> None:
    canvas.setFont(FONT, 7.5)
    canvas.setFillColor(_SOFT)
    canvas.drawString(20 * mm, 12 * mm, caveat)
    canvas.drawRightString(A4[0] - 20 * mm, 8 * mm, f"Marchland · {document.page}")


def _story(report: Report, picture: Drawing, language: str) -> Iterator[Flowable]:
    yield Paragraph(escaped(report.title), _TITLE)
    yield Paragraph(escaped(report.status[:1].upper() + report.status[1:]), _STATUS)
    yield picture
    yield Spacer(1, 8)
    yield Paragraph(escaped(" ".join(report.facts)), _TEXT)
    if report.rule:
        yield Paragraph(escaped(_("Rule {rule}", language).format(rule=report.rule)), _TEXT)
    if not report.parts:
        yield Paragraph(escaped(phrase("onlyEstimate", language)), _TEXT)
    for heading, cited in report.parts:
        head: list[Flowable] = [Paragraph(escaped(heading), _HEAD)]
        for each in cited:
            yield KeepTogether([*head, *_claim(each)])
            head = []  # it stays with the first
    if report.sources:
        yield Paragraph(_("Articles", language), _HEAD)
        for source in report.sources:
            yield Paragraph(_article(source), _SOURCE)
    yield Paragraph(_("How to cite", language), _HEAD)
    yield Paragraph(escaped(report.citation), _TEXT)


def _claim(cited: Cited) -> list[Flowable]:
    voice = f" · {escaped(cited.voice)}" if cited.voice else ""
    return [
        Paragraph(f"<b>{escaped(cited.said)}</b>{voice} [{cited.source}]", _TEXT),
        Paragraph(escaped(cited.quote), _QUOTE),
        Paragraph(escaped(cited.facts), _SMALL),
    ]


def _article(source: Source) -> str:
    link = f'<br/><a href="{escaped(source.url)}" color="#155a96">{escaped(source.url)}</a>' if source.url else ""
    return (
        f"{source.number}. {escaped(source.title)}. {escaped(source.publisher)}, {escaped(source.published)}.{link}"
        f'<br/><font color="#565a60" size="7.5">SHA-256 {escaped(source.digest)}</font>'
    )

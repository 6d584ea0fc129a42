"""A Rich Text file (.rtf) as a word processor shows it: changes accepted, without what is hidden, with list marks.

The letters are striprtf's finding; what it does not know (deleted and hidden words, cells, line breaks, the addresses
of links) is put into words that it knows first.
"""

import re
from datetime import date

from extract.read.found import ArticleError, Found, too_long
from extract.read.package import MAX_LENGTH, MAX_PARAGRAPHS, MID_SENTENCE

__all__ = ["RTF", "read_rtf"]

RTF = b"{\\rtf"  # how such a file begins
MAX_GROUPS = 2_000_000  # braces; the time to read a file grows with them
_END = r"(?![a-z0-9-])[ ]?"  # of a control word without a number
_KNOWN = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"(?i)[0-9a-f\r\n]{400,}", ""),  # pictures
        # hidden or deleted up to where it says so, or to the end of its group: striprtf leaves out what is "\xe"
        (rf"\\(?:v|deleted){_END}[^{{}}\\]{{0,5000}}\\(?:v|deleted)0{_END}", ""),
        (rf"\\(?:v|deleted)(?:1(?![0-9])[ ]?|{_END})", r"\\xe "),
        (rf"\\(?:nest)?(?:cell|row){_END}", r"\\par "),
        (rf"\\(?:line|softline|lbr\d?){_END}", r"\\u8232?"),
        (rf"\\pntext{_END}", r"\\listtext "),
        (r'(?i)HYPERLINK(?=\s{0,9}(?:\\\\l\s{0,9})?")', "LINK"),  # whose address would be put behind its words
    )
)
_LINE = "\u2028"
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_TITLE = re.compile(r"\{\\title\s([^{}]{1,2000})\}")
_MADE = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_FONT = re.compile(r"\\f(\d{1,5})(?!\d)[^;]{0,200}?\\fcharset(\d{1,5})(?!\d)[^;]{0,200}?;")
_ITEM = re.compile(r"[•·▪◦\uf0b7\uf0a7–-]\t[ ]?|\d{1,3}[.)]\t")


def read_rtf(data: bytes, name: str) -> Found:
    """The text and title; the day on which the file was made is a hint. Raises ArticleError."""
    if data.count(b"{") > MAX_GROUPS:
        raise ArticleError(f"{name}: has more parts than an article can have; save its text as .txt and try again.")
    page = _CODE_PAGE.search(data[:4_000])
    written = _decoded(data, page[1].decode() if page else "1252")
    paragraphs: list[str] = []
    length = 0
    for line in _shown(written, name).split("\n"):
        text = MID_SENTENCE.sub(" ", line.replace(_LINE, "\n").strip())
        if text:
            paragraphs.append(_ITEM.sub("- ", text, count=1) if _ITEM.match(text) else text)
            length += len(text)
        if len(paragraphs) > MAX_PARAGRAPHS or length > MAX_LENGTH:
            raise ArticleError(too_long(name, length))
    if not paragraphs:
        raise ArticleError(f"{name}: this Rich Text file holds no text.")
    title, made = _TITLE.search(written[:20_000]), _MADE.search(written[:20_000])
    head = f"{{\\rtf1\\ansi\\ansicpg{page[1].decode() if page else 1252} "
    return Found(
        "\n\n".join(paragraphs),
        "application/rtf",
        _shown(f"{head}{title[1]}}}", name).strip() if title else "",
        suggestion=_day(made) if made else None,
    )


def _decoded(data: bytes, page: str) -> str:
    """The file as text. It is ASCII by its rules; letters beyond that are of its code page."""
    try:
        return data.decode(f"cp{page}", "replace")
    except LookupError:
        return data.decode("utf-8" if page == "65001" else "cp1252", "replace")


def _shown(written: str, name: str) -> str:
    from striprtf.striprtf import font_table_group, rtf_to_text

    for pattern, words in _KNOWN:
        written = pattern.sub(words, written)
    if fonts := font_table_group(written):  # the pattern by which striprtf reads it takes the cube of its length
        pages = "".join(f"{{\\f{number}\\fcharset{page} -;}}" for number, page in _FONT.findall(fonts))
        written = written.replace(fonts, f"{{\\fonttbl{pages}}}", 1)
    try:
        text = rtf_to_text(written, errors="replace")
    except (ValueError, TypeError, LookupError, OverflowError):
        raise ArticleError(f"{name}: this Rich Text file is damaged; save it again or as .txt.") from None
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r", "")  # pairs of \u


def _day(made: re.Match[str]) -> date | None:
    try:
        return date(*map(int, made.groups()))
    except ValueError:
        return None

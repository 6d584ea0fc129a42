"""A PDF's text, its lines made paragraphs again."""

import re
import threading
from itertools import pairwise

from extract.read.dated import states_date
from extract.read.days import parse_day
from extract.read.found import MAX_CHARACTERS, ArticleError, Found, too_long

__all__ = ["read_pdf"]

MAX_PAGES = 500

_pdfium = threading.Lock()  # PDFium may be entered by one thread at a time


def read_pdf(data: bytes, name: str) -> Found:
    import pypdfium2

    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            why = "it has a password" if "assword" in str(error) else "it is damaged or no PDF"
            raise ArticleError(f"{name}: this PDF can't be opened ({why}).") from None
        try:
            if len(document) > MAX_PAGES:
                raise ArticleError(f"{name}: has {len(document):,} pages, and {MAX_PAGES} are read at most; split it.")
            pages: list[str] = []
            length = 0
            for number in range(len(document)):
                page = document[number]
                words = page.get_textpage()
                pages.append(words.get_text_bounded())
                words.close()
                page.close()
                length += len(pages[-1])
                if length > MAX_CHARACTERS:
                    raise ArticleError(too_long(name, length))
            facts = document.get_metadata_dict()
        except pypdfium2.PdfiumError:
            raise ArticleError(f"{name}: a page of this PDF is damaged; paste the text instead.") from None
        finally:
            document.close()
    text = "\n\n".join(page.strip() for page in pages).strip()
    if not text:
        raise ArticleError(f"{name}: this PDF holds pictures of pages and no text; run text recognition on it first.")
    # "D:20220911104500+03'00'" is when the file was made, which may be years after the article: a hint only
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", facts.get("CreationDate", ""))
    suggestion = parse_day("-".join(made.groups())) if made else None
    return Found(_rejoined(text), "application/pdf", facts.get("Title", ""), suggestion=suggestion)


_COMPOUND = re.compile(  # "Russian-held", "pro-Russian": the hyphen is the word's own
    r"(?i)(?:(?:pro|anti|non|self|ex|post|pre|so|two|three|long|short|well|full|western|north|south|east|"
    r"mid)-\w+|\w+-(?:held|occupied|controlled|backed|led|installed|appointed|annexed|"
    r"made|based|wide|scale|range|called|style|old|day|launched|speaking|language|born|bound|friendly|loyal|run|ruled|"
    r"linked|aligned|allied|owned|fired))"
)
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010]\n[ \t]*([^\W\d_]+)")


def _rejoined(text: str) -> str:
    """A PDF's lines made paragraphs again: broken words rejoined, line ends within a sentence made blanks. A line
    that is short or a date ends what it stands in."""
    text = re.sub(r"[ \t]*\r?\n", "\n", re.sub("[\x02\ufffe]", "-\n", text))  # PDFium's signs for a broken word
    known = set(re.findall(r"[\w-]+", text))
    text = _BROKEN.sub(lambda broken: _whole(broken[1], broken[2], known), text)
    lines = text.split("\n")
    widths = sorted(len(line) for line in lines if line)
    short = 0.55 * widths[int(0.8 * (len(widths) - 1))] if widths else 0.0
    joined = lines[:1]
    for before, line in pairwise(lines):
        runs_on = bool(before) and bool(line) and before[-1] not in '.!?…:»”"' and not states_date(before)
        if runs_on and not states_date(line) and (len(before) >= short or line[:1].islower()):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _whole(left: str, right: str, known: set[str]) -> str:
    """A word that a line end broke, with its hyphen where that is its own."""
    plain, hyphenated = left + right, f"{left}-{right}"
    if right[0].isupper() or hyphenated in known:
        return hyphenated
    if plain in known:
        return plain
    return hyphenated if _COMPOUND.fullmatch(hyphenated) else plain

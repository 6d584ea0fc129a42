"""A PDF's text, its lines made paragraphs again."""

import re
import threading

from extract.read.dated import parse_day
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


def _rejoined(text: str) -> str:
    """A PDF's lines made paragraphs again: hyphenated words rejoined, line ends within a sentence made blanks."""
    text = re.sub(r"[ \t]*\r?\n", "\n", re.sub("[\x02\ufffe]", "-\n", text))  # PDFium's signs for a broken word
    text = re.sub(r"(\w)-\n[ \t]*([a-zа-яіїєґ])", r"\1\2", text)
    return re.sub(r"(?<![.!?…:»”\"\n])\n(?=[^\n])", " ", text)

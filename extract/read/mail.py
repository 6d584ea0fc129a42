"""Mail (.eml) and web pages saved as one file (.mht): MIME, decoded, and the article in it."""

import email
import email.policy
import re
from email.message import EmailMessage
from email.utils import parseaddr

from extract.read.address import host
from extract.read.bytes import decode
from extract.read.found import ArticleError, Found
from extract.read.html import read_html

__all__ = ["is_mail", "page_of", "read_mail"]

MAX_PARTS = 1_000

_HEADER = re.compile(rb"[A-Za-z][\w-]{1,60}:[ \t]?\S")
_MIME = re.compile(rb"(?im)^(?:MIME-Version: ?1|Content-Type: ?(?:multipart|text)/)")
_LETTER = (b"from:", b"date:", b"subject:")


def is_mail(data: bytes) -> bool:
    """Whether bytes begin with the headers of a mail or a saved page."""
    head = re.split(rb"\r?\n\r?\n", data[:20_000].lstrip(), maxsplit=1)[0]
    if not _HEADER.match(head):
        return False
    lines = head.lower().splitlines()
    return _MIME.search(head) is not None or all(any(line.startswith(key) for line in lines) for key in _LETTER)


def read_mail(data: bytes, name: str) -> Found:
    """The article of the page or letter, with its own date: a letter's is the day it was sent; the day on which a
    page was saved is none. Raises ArticleError."""
    message = _message(data)
    parts = _texts(message, name)
    page, sender = _header(message, "Snapshot-Content-Location"), _header(message, "From")
    found = _article(parts, name)
    found.title = found.title or _header(message, "Subject")
    found.url = found.url or page
    found.publisher = found.publisher or host(found.url)
    if not _is_saved_page(message) and (sent := _header(message, "Date")):
        found.date_text = sent
        display, address = parseaddr(sender)
        found.publisher = display or address.rpartition("@")[2]
    return found


def page_of(data: bytes, name: str) -> str:
    """The HTML of a page that was saved as one file; empty for a letter. Raises ArticleError for one without text."""
    message = _message(data)
    return _texts(message, name).get("text/html", "") if _is_saved_page(message) else ""


def _message(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _is_saved_page(message: EmailMessage) -> bool:
    return bool(_header(message, "Snapshot-Content-Location")) or "saved by" in _header(message, "From").lower()


def _header(message: EmailMessage, key: str) -> str:
    """A header, decoded; empty for one that is missing or that the library stumbles over, as it does in many ways."""
    try:
        return str(message[key] or "")
    except Exception:
        return ""


def _texts(message: EmailMessage, name: str) -> dict[str, str]:
    """The first text of each kind, by its media type."""
    texts: dict[str, str] = {}
    for number, part in enumerate(message.walk()):
        if number >= MAX_PARTS:
            break
        kind = part.get_content_type()
        if kind not in ("text/html", "text/plain") or kind in texts or part.get_content_disposition() == "attachment":
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or not content.strip():
            continue
        charset = part.get_content_charset()
        try:
            texts[kind] = content.decode(charset or "utf-8")
        except (LookupError, UnicodeDecodeError):
            texts[kind] = decode(content, name)
    if not texts:
        raise ArticleError(f"{name}: this mail or saved page holds no text.")
    return texts


def _article(texts: dict[str, str], name: str) -> Found:
    if "text/html" in texts:
        try:
            return read_html(texts["text/html"], name)
        except ArticleError:
            if "text/plain" not in texts:
                raise
    return Found(texts["text/plain"], "message/rfc822")

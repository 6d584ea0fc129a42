"""A file's bytes, and the text that they write: by byte order mark, declaration, or what the letters look like."""

import re
from pathlib import Path
from typing import IO

from extract.read.found import MAX_FILE_BYTES, ArticleError, too_big

__all__ = ["MOST_BAD", "as_utf8", "decode", "opened", "read_bytes", "refuse_what_is_no_text"]


_NOT_TEXT = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"ID3", "a sound"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a compressed archive: unpack it first. It is"),
    (b"BZh", "a compressed archive: unpack it first. It is"),
    (b"\xfd7zXZ", "a compressed archive: unpack it first. It is"),
    (b"7z\xbc\xaf", "a compressed archive: unpack it first. It is"),
    (b"Rar!", "a compressed archive: unpack it first. It is"),
    (b"\x28\xb5\x2f\xfd", "a compressed archive: unpack it first. It is"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (save it as .docx or .txt),"),
)


def opened(path: Path, name: str) -> IO[bytes]:
    """A file, opened. Raises ArticleError for one that is not there or can't be opened."""
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise ArticleError(f"{name}: there is no such file.") from None
    except IsADirectoryError:
        raise ArticleError(f"{name}: is a folder; name the files in it.") from None
    except OSError as error:
        raise ArticleError(f"{name}: can't be opened ({error.strerror}).") from None


def read_bytes(file: IO[bytes], name: str) -> bytes:
    """All bytes of a file. Raises ArticleError for one that is too big."""
    data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise ArticleError(too_big(name, len(data) + len(file.read(10 * MAX_FILE_BYTES))))
    return data


_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_CHARSETS = re.compile(
    r"(?:x-)?(?:windows|cp|iso|koi8|mac|latin|us-ascii|gb|big5|euc|shift|sjis)[\w-]*$", re.IGNORECASE
)
_CODE_PAGES = ["cp1251", "koi8_u", "cp866", "cp1252", "cp1250"]
MOST_BAD = 0.02  # of the bytes of a text that is in no known encoding; more is no text


def decode(data: bytes, name: str) -> str:
    """Bytes to text: by byte order mark, as UTF-8 or UTF-16, by declaration, else by what its letters look like."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    encoding = _utf16(data[:4096])
    if encoding:
        return _strictly(data, encoding, name)
    if len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 100:
        raise ArticleError(_binary(name))
    if (text := as_utf8(data)) is not None:
        return text
    declared = _html_charset(data)
    if _CHARSETS.match(declared):  # not any codec that Python has: some are no character sets
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=_CODE_PAGES).best()
    if best is not None:
        return _strictly(data, best.encoding, name)
    if (text := as_utf8(data, MOST_BAD)) is not None:
        return text
    raise ArticleError(_undecodable(name))


def as_utf8(data: bytes, most_bad: float = 0.0) -> str | None:
    """The text of UTF-8; None for bytes that are no such text.

    A wrong byte is replaced by U+FFFD: one for every ten letters beyond ASCII that came out well, which bytes of no
    other encoding would, or `most_bad` of all bytes.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    beyond = len(text) - bad - sum(character < "\x80" for character in text)
    return text if bad <= max(beyond / 10, most_bad * len(data)) else None


def refuse_what_is_no_text(data: bytes, name: str) -> None:
    """Raises ArticleError for bytes that begin as pictures, programs and other things without text do."""
    for magic, what in _NOT_TEXT:
        if data.startswith(magic):
            raise ArticleError(f"{name}: is {what}, not text.")


def _utf16(sample: bytes) -> str:
    """UTF-16 without its mark, told by the high bytes: every other byte is 0 (Latin, punctuation) or 4 (Cyrillic)."""
    if len(sample) < 8:
        return ""
    even, odd = (sum(half.count(high) for high in (0, 4)) / len(half) for half in (sample[::2], sample[1::2]))
    if max(even, odd) < 0.7 or min(even, odd) > 0.1:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ArticleError(_undecodable(name)) from None


def _binary(name: str) -> str:
    return f"{name}: holds binary data, not text; give the article as text, HTML, PDF or Word."


def _undecodable(name: str) -> str:
    return f"{name}: its letters can't be decoded (broken or unknown encoding); save it as UTF-8 and try again."


def _html_charset(data: bytes) -> str:
    found = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", data[:4096], re.IGNORECASE)
    return found.group(1).decode("ascii") if found else ""

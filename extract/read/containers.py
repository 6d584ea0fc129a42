"""Files that hold other files: .zip, .gz, .mbox and WARC, taken apart one by one, in bounded memory.

Bounds: 20 MB each file; 10,000 files and 1 GB once unpacked, those of the archives in an archive counted in; these are
opened, and those within them are not.
"""

import email.policy
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.parser import BytesParser
from lzma import LZMAError
from pathlib import PurePosixPath
from typing import IO

from extract.read.found import MAX_FILE_BYTES, ArticleError, too_big

__all__ = ["CONTAINER_SUFFIXES", "MAX_MEMBERS", "Budget", "members"]

CONTAINER_SUFFIXES = (".zip", ".mbox", ".warc", ".gz")
MAX_MEMBERS = 10_000
MAX_UNPACKED_BYTES = 1_000_000_000
_MAX_HEAD = 100_000  # bytes of the headers of a record of WARC
_DOCUMENTS = {"[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "mimetype", "content.xml"}


@dataclass
class Budget:
    """What of a file and of all archives in it may still be unpacked."""

    files: int = field(default_factory=lambda: MAX_MEMBERS)
    bytes: int = field(default_factory=lambda: MAX_UNPACKED_BYTES)

    def spend(self, name: str, files: int, size: int) -> None:
        """Raises ArticleError for more than is left."""
        self.files -= files
        self.bytes -= size
        if self.files < 0 or self.bytes < 0:
            raise ArticleError(
                f"{name}: holds more than {MAX_MEMBERS:,} files or {MAX_UNPACKED_BYTES / 1e9:.0f} GB; split it."
            )


Member = tuple[str, bytes | ArticleError]  # a name, and the bytes or why they can't be had


def members(file: IO[bytes], name: str, wanted: Callable[[str], bool], budget: Budget) -> Iterator[Member] | None:
    """The files in a file, each named after it; None for a file that is no container. Of a .zip those whose names are
    `wanted`. Raises ArticleError for a container that can't be read, or for more than the budget has."""
    head = file.read(4_000)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return _zipped(file, name, wanted, budget)
    if head.startswith(b"\x1f\x8b"):
        unpacked = gzip.GzipFile(fileobj=file)
        try:
            is_warc = unpacked.read(5) == b"WARC/"
        except (OSError, EOFError, zlib.error):
            is_warc = False
        file.seek(0)
        unpacked = gzip.GzipFile(fileobj=file)
        return _records(io.BufferedReader(unpacked), name) if is_warc else _packed(unpacked, name, budget)
    if head.startswith(b"WARC/"):
        return _records(file, name)
    if re.match(rb"From [^\r\n]{1,500}\r?\n(?:[A-Za-z][\w-]{1,60}:|>From )", head):
        return _mails(file, name)
    return None


def _packed(file: gzip.GzipFile, name: str, budget: Budget) -> Iterator[Member]:
    """The one file in a .gz."""
    own = name[:-3] if name.lower().endswith(".gz") else name
    try:
        data = file.read(MAX_FILE_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise ArticleError(f"{name}: is a damaged archive; pack it again, or bring what is in it.") from None
    budget.spend(name, 1, len(data))
    yield own, data if len(data) <= MAX_FILE_BYTES else ArticleError(too_big(own, len(data)))


def _zipped(file: IO[bytes], name: str, wanted: Callable[[str], bool], budget: Budget) -> Iterator[Member] | None:
    try:
        package = zipfile.ZipFile(file)
        listed = [each for each in package.infolist() if not each.is_dir() and not _is_hidden(each.filename)]
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return None  # left to the readers of documents, which say what is wrong
    if any(each.filename in _DOCUMENTS for each in listed):
        return None
    return _unzipped(package, listed, name, wanted, budget)


def _is_hidden(path: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(path).parts)


def _unzipped(
    package: zipfile.ZipFile, listed: list[zipfile.ZipInfo], name: str, wanted: Callable[[str], bool], budget: Budget
) -> Iterator[Member]:
    budget.spend(name, len(listed), sum(each.file_size for each in listed))
    others: list[zipfile.ZipInfo] = []
    with package:
        for each in sorted(listed, key=lambda member: member.filename):
            if not wanted(each.filename):
                others.append(each)
                continue
            own = f"{name}, {each.filename}"
            try:
                with package.open(each) as inner:
                    data = inner.read(MAX_FILE_BYTES + 1)
            except (zipfile.BadZipFile, RuntimeError, ValueError, EOFError, OSError, zlib.error, LZMAError):
                yield own, ArticleError(f"{own}: can't be unpacked (damaged, or it has a password).")
                continue
            yield own, data if len(data) <= MAX_FILE_BYTES else ArticleError(too_big(own, each.file_size))
    if others:
        kinds = ", ".join(
            sorted({PurePosixPath(each.filename).suffix[:12] or "without a suffix" for each in others})[:8]
        )
        yield name, ArticleError(f"{name}: {len(others):,} of its files are of kinds that are not read ({kinds}).")


def _mails(file: IO[bytes], name: str) -> Iterator[Member]:
    """The letters of an .mbox, which begin with a line "From "."""
    lines: list[bytes] = []
    number = size = 0
    blank = True
    while line := file.readline(1_000_000):
        if blank and line.startswith(b"From "):
            if lines:
                yield _bounded(f"{name}, letter {number}", lines, size)
            number += 1
            if number > MAX_MEMBERS:
                raise ArticleError(f"{name}: holds more than {MAX_MEMBERS:,} letters; split it.")
            lines, size = [], 0
        else:
            size += len(line)
            if size <= MAX_FILE_BYTES:
                lines.append(line[1:] if line.startswith(b">From ") else line)
        blank = not line.strip()
    if lines:
        yield _bounded(f"{name}, letter {number}", lines, size)


def _bounded(name: str, lines: list[bytes], size: int) -> Member:
    return name, b"".join(lines) if size <= MAX_FILE_BYTES else ArticleError(too_big(name, size))


def _records(file: IO[bytes], name: str) -> Iterator[Member]:
    """The pages of a WARC that came with success, each as HTML with the address it had."""
    number = read = 0
    try:
        while line := file.readline(_MAX_HEAD):
            if not line.startswith(b"WARC/"):
                continue
            fields = BytesParser(policy=email.policy.compat32).parsebytes(_head(file))
            length = int(str(fields.get("Content-Length", "0")))
            number += 1
            read += length
            if number > 10 * MAX_MEMBERS or read > MAX_UNPACKED_BYTES or length < 0:
                raise ArticleError(f"{name}: holds more than can be read at once; split it.")
            body = file.read(min(length, MAX_FILE_BYTES))
            while (left := length - MAX_FILE_BYTES) > 0 and (skipped := file.read(min(left, 1_000_000))):
                length -= len(skipped)
            if str(fields.get("WARC-Type", "")).lower() == "response" and (page := _page(body)):
                address = str(fields.get("WARC-Target-URI", "")).strip("<> ")[:2_000]
                yield f"{name}, {address[:200] or f'record {number}'}", _with_address(page, address)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        if isinstance(error, ArticleError):
            raise
        yield name, ArticleError(f"{name}: is damaged behind its record {number}; what came before it was read.")


def _head(file: IO[bytes]) -> bytes:
    """The lines up to a blank one."""
    lines: list[bytes] = []
    while (line := file.readline(_MAX_HEAD)).strip():
        lines.append(line)
        if sum(map(len, lines)) > _MAX_HEAD:
            raise ValueError
    return b"".join(lines)


def _page(response: bytes) -> bytes:
    """The HTML of an answer over HTTP; empty for an error or what is no page."""
    head, _, body = response.partition(b"\r\n\r\n")
    status = re.match(rb"HTTP/\d(?:\.\d)? 2\d\d", head)
    if not status or not re.search(rb"(?im)^content-type:\s*(?:text/html|application/xhtml)", head):
        return b""
    if re.search(rb"(?im)^transfer-encoding:\s*chunked", head):
        body = _dechunked(body)
    if re.search(rb"(?im)^content-encoding:\s*(?:x-)?gzip", head):
        body = zlib.decompressobj(31).decompress(body, MAX_FILE_BYTES)
    return body


def _dechunked(body: bytes) -> bytes:
    parts, at = [], 0
    while found := re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r\n").match(body, at):
        size = int(found[1], 16)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size + 2
        if not size:
            break
    return b"".join(parts) or body


def _with_address(page: bytes, address: str) -> bytes:
    """The page with its address as browsers write it when they save one."""
    if not re.fullmatch(r"https?://[^\s<>\"']{3,1990}", address):
        return page
    return b"<!-- saved from url=(%04d)%s -->\n" % (len(address), address.encode("utf-8", "replace")) + page

"""What a reader of a format found in a file, the one error of reading, and the bounds that hold for every format."""

import re
from dataclasses import dataclass
from datetime import date

from extract.model import PublishedBasis
from theatre.errors import MarchlandError

__all__ = ["MAX_CHARACTERS", "MAX_FILE_BYTES", "ArticleError", "Found", "TooCostly", "storable", "too_big", "too_long"]

MAX_FILE_BYTES = 20_000_000
MAX_CHARACTERS = 500_000  # about 80,000 words, a whole book; what follows takes time in proportion


class ArticleError(MarchlandError, ValueError):
    """An input that can't become an article. Its text is one sentence for the user, naming the file or row."""


class TooCostly(ArticleError):
    """An input that takes more time or memory than a file may."""


@dataclass(slots=True)
class Found:
    """What a format gives: the text, and what it says about itself."""

    text: str
    media_type: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    date_text: str = ""  # of publication, as written, whether or not it is one
    basis: PublishedBasis = PublishedBasis.METADATA
    suggestion: date | None = None
    doubt: str = ""  # why the date may not be that of publication
    id: str = ""
    language: str = ""


def too_big(name: str, size: int) -> str:
    """The sentence that refuses a file of `size` bytes."""
    return (
        f"{name}: is {size / 1e6:,.0f} MB, and an article may have {MAX_FILE_BYTES / 1e6:.0f} MB at most; "
        "split it into its articles, or give them as JSON Lines to `python -m extract claims`."
    )


def too_long(name: str, characters: int) -> str:
    """The sentence that refuses a text of so many characters."""
    return (
        f"{name}: is {characters:,} characters long, and one article may have {MAX_CHARACTERS:,} at most; "
        "split it into its articles."
    )


def storable(text: str) -> str:
    """The text without nulls and half surrogate pairs, each replaced by one character."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)

"""Messages in the language that is spoken, and its numbers and shares.

A message is an English sentence in the code. `LANGUAGE.po` beside this module has it in another language; where that
lacks it, it stays English. What is spoken is asked for anew with each message: a server speaks to several people at
once, so nothing here is kept for the process.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

__all__ = [
    "ENGLISH",
    "N_",
    "Later",
    "Messages",
    "_",
    "counted",
    "follow",
    "interface_languages",
    "languages",
    "locale",
    "ngettext",
    "number",
    "pgettext",
    "read",
    "share",
    "speaking",
    "spoken",
]

ENGLISH = "en"
FOLDER = Path(__file__).parent
MAP_ALONE = "Scope: map"  # in the head of a catalog that has the words of the map alone, and not those of the pages
_speaking: ContextVar[str] = ContextVar("speaking", default="")
_ask: list[Callable[[], str]] = []


def follow(ask: Callable[[], str]) -> None:
    """Have `ask` say which language whoever is served right now has chosen, "" for none."""
    _ask[:] = [ask]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within this, `language` is spoken, whatever was chosen."""
    token = _speaking.set(language)
    try:
        yield
    finally:
        _speaking.reset(token)


def spoken() -> str:
    """The language that is spoken here and now: a key of `languages`."""
    asked = _speaking.get() or next((ask() for ask in _ask), "")
    return asked if asked in languages() else ENGLISH


@lru_cache(maxsize=1)
def languages() -> Mapping[str, str]:
    """The languages of the map by their codes, English first: what each calls itself."""
    codes = sorted((path.stem for path in FOLDER.glob("*.po")), key=lambda code: (_is_of_map_alone(code), code))
    return {code: _own_name(code) for code in (ENGLISH, *codes)}


@lru_cache(maxsize=1)
def interface_languages() -> Mapping[str, str]:
    """Those of `languages` that the pages speak too."""
    return {code: name for code, name in languages().items() if code == ENGLISH or not _is_of_map_alone(code)}


def _is_of_map_alone(code: str) -> bool:
    return MAP_ALONE in read(code).header_comment


def _own_name(code: str) -> str:
    name = Locale.parse(code).get_display_name(code) or code
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=32)
def read(code: str) -> Catalog:
    """A language's catalog as its file has it."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


@lru_cache(maxsize=32)
def _compiled(code: str) -> NullTranslations:
    if code == ENGLISH or code not in languages():
        return NullTranslations()
    binary = BytesIO()
    write_mo(binary, read(code))
    binary.seek(0)
    return GNUTranslations(binary)


def _(message: str, language: str = "") -> str:
    """A message in the language spoken, or in `language`."""
    return _compiled(language or spoken()).gettext(message)


def N_(message: str) -> str:
    """Marks a message that is looked up where it is shown."""
    return message


def pgettext(context: str, message: str, language: str = "") -> str:
    """A message that English uses for several things; `context` tells which."""
    return _compiled(language or spoken()).pgettext(context, message)


def ngettext(one: str, more: str, count: int, *, context: str = "", language: str = "") -> str:
    """A message by the number it tells of, which languages do in forms of their own."""
    catalog = _compiled(language or spoken())
    return catalog.npgettext(context, one, more, count) if context else catalog.ngettext(one, more, count)


def counted(count: int, one: str, more: str, **values: object) -> str:
    """`ngettext` with {n} as the number, and further {values}: "2,000 places"."""
    return ngettext(one, more, count).format(n=number(count), **values)


class Messages(Mapping[str, str]):
    """Texts by key, each in the language that is spoken when it is asked for."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        self._messages = messages

    def __getitem__(self, key: str) -> str:
        return _(self._messages[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)


class Later(str):
    """A message for a place that takes its text once and shows it to many: str() of it is in the language spoken."""

    def __str__(self) -> str:
        return _(str.__str__(self))


def locale(language: str = "") -> Locale:
    """How the language writes days and numbers."""
    code = language or spoken()
    return Locale.parse("en_GB" if code == ENGLISH else code)


def number(value: float, language: str = "") -> str:
    """A whole number: "2,000"."""
    return format_decimal(round(value), locale=locale(language))


def share(value: float, language: str = "", digits: int = 0) -> str:
    """A share of one: "85%"."""
    return format_percent(value, "#,##0." + "0" * digits + "%" if digits else None, locale=locale(language))

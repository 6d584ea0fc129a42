"""Telegram: an article a message, from the app's own exports (result.json, messages.html) and saved pages of t.me/s."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from extract.read.days import parse_day
from extract.read.found import MAX_CHARACTERS, ArticleError, Found
from extract.read.language import language_of

__all__ = ["is_chat_page", "is_export", "read_chat_page", "read_export"]

MAX_MESSAGES = 100_000

_CHAT = re.compile(r"class=[\"'](?:page_body chat_page|[^\"'>]{0,80}\btgme_widget_message\b)")
_STAMP = re.compile(r"(\d\d\.\d\d\.\d{4} \d\d:\d\d(?::\d\d)?)(?: UTC([+-]\d\d:\d\d))?")


def read_export(text: str, name: str) -> list[tuple[str, Found]]:
    """The messages of a result.json, each with the name it goes by. Raises ArticleError for another JSON."""
    try:
        export = json.loads(text)
    except (ValueError, RecursionError):
        raise ArticleError(f"{name}: is not JSON; if it is Telegram's, export the chat again.") from None
    chats = list(_chats(export))
    if not chats:
        raise ArticleError(
            f"{name}: is JSON, but no export of a Telegram chat; give articles as JSON Lines, one object a row."
        )
    return _named(name, [found for chat in chats for message in chat["messages"] for found in _exported(message, chat)])


def _chats(export: Any) -> Iterator[dict[str, Any]]:
    """The chat that an export is of, or all of an account's."""
    if not isinstance(export, dict):
        return
    if isinstance(export.get("messages"), list):
        yield export
    for lists in (export.get("chats"), export.get("left_chats")):
        listed = lists.get("list") if isinstance(lists, dict) else None
        for chat in listed if isinstance(listed, list) else ():
            if isinstance(chat, dict) and isinstance(chat.get("messages"), list):
                yield chat


def _exported(message: Any, export: dict[str, Any]) -> Iterator[tuple[str, Found]]:
    if not isinstance(message, dict) or message.get("type") != "message":
        return
    channel = str(export.get("name") or "")
    words = message.get("text") or message.get("text_entities")
    pieces = words if isinstance(words, list) else [words]
    text = "".join(str(piece.get("text", "")) if isinstance(piece, dict) else str(piece or "") for piece in pieces)
    number = str(message.get("id", ""))
    is_channel = "channel" in str(export.get("type")) and export.get("id")
    link = f"https://t.me/c/{export['id']}/{number}" if is_channel else ""
    written = str(message.get("date_unixtime") or message.get("date") or "")
    publisher = str(message.get("forwarded_from") or channel or message.get("from") or "")
    edited = str(message.get("edited_unixtime") or message.get("edited") or "")
    forwarder = channel if message.get("forwarded_from") else ""
    yield f"{number}{_marks(edited, forwarder)}", _message(text, publisher, link, written)


def is_export(text: str) -> bool:
    """Whether a text is the JSON of an exported chat."""
    head = text[:2_000].lstrip("\ufeff \t\r\n")
    return head.startswith("{") and '"messages"' in head and '"type"' in head


def is_chat_page(page: str) -> bool:
    """Whether a web page is an export of a chat or a saved page of t.me/s."""
    return _CHAT.search(page[:200_000]) is not None


def read_chat_page(page: str, name: str) -> list[tuple[str, Found]]:
    """The messages of a messages.html or a page of t.me/s, each with the name it goes by. Raises ArticleError."""
    tree = html.document_fromstring(page, parser=html.HTMLParser(huge_tree=False, no_network=True))
    title = _words(tree, "page_header") or _words(tree, "tgme_channel_info_header_title")
    messages = [*_saved(tree, title), *_shown(tree, title)]
    return _named(name, messages)


def _saved(tree: Any, channel: str) -> Iterator[tuple[str, Found]]:
    """Of an export: a message that follows one of the same sender leaves out who sent it."""
    for message in _of_class(tree, "message"):
        stamps = [_STAMP.match(element.get("title", "")) for element in _of_class(message, "date")]
        stamp = next((found for found in stamps if found), None)
        bodies = _of_class(message, "text")
        if stamp is None or not bodies:
            continue
        forwarded = next(iter(_of_class(message, "forwarded")), None)
        origin = _words(forwarded, "from_name") if forwarded is not None else ""
        number = message.get("id", "").removeprefix("message")
        written = " ".join(part for part in stamp.groups() if part)
        edited = next((_STAMP.search(each.get("title", "")) for each in _of_class(message, "edited")), None)
        number += _marks(edited[0] if edited else "", channel if forwarded is not None else "")
        yield number, _message(_text(bodies[0]), _without_stamp(origin) or channel, "", written)


def _shown(tree: Any, channel: str) -> Iterator[tuple[str, Found]]:
    """Of a page of t.me/s."""
    for message in _of_class(tree, "tgme_widget_message"):
        post = message.get("data-post", "")
        times = [time.get("datetime") for time in message.iter("time") if time.get("datetime")]
        bodies = [body for body in _of_class(message, "tgme_widget_message_text") if not _is_reply(body)]
        if not times or not bodies:
            continue
        origin = _words(message, "tgme_widget_message_forwarded_from_name")
        publisher = origin or _words(message, "tgme_widget_message_owner_name") or channel
        link = f"https://t.me/{post}" if re.fullmatch(r"[\w-]+/\d+", post) else ""
        is_edited = "edited" in _words(message, "tgme_widget_message_meta").casefold().split()
        number = post.rpartition("/")[2] + _marks("later" if is_edited else "", channel if origin else "")
        yield number, _message(_text(bodies[-1]), publisher, link, times[-1])


def _is_reply(body: Any) -> bool:
    return any("tgme_widget_message_reply" in parent.get("class", "") for parent in body.iterancestors())


def _marks(edited: str, forwarder: str) -> str:
    """What a message's name says beside its number: that it was edited, which may be long after its time, and who
    passed it on."""
    day = parse_day(edited)
    marks = [f"edited {day.isoformat() if day else 'later'}"] if edited else []
    return (
        f" ({', '.join([*marks, *([f'forwarded by {forwarder[:60]}'] if forwarder else [])])})"
        if edited or forwarder
        else ""
    )


def _message(text: str, publisher: str, url: str, written: str) -> Found:
    return Found(text.strip(), "application/x-telegram", publisher=publisher, url=url, date_text=written)


def _named(name: str, messages: list[tuple[str, Found]]) -> list[tuple[str, Found]]:
    """The messages that have words. Their language is that of all, for one alone is short."""
    worded = [(number, found) for number, found in messages if any(map(str.isalnum, found.text))]
    if not worded:
        raise ArticleError(f"{name}: this Telegram chat holds no message with words.")
    if len(worded) > MAX_MESSAGES:
        raise ArticleError(f"{name}: holds more than {MAX_MESSAGES:,} messages; export fewer days at once.")
    language = language_of("\n".join(found.text[:300] for _, found in worded[:40]))
    for _, found in worded:
        found.language = language
        found.text = found.text[: MAX_CHARACTERS + 1]  # one more, so that it is refused
    return [(f"{name}, message {number}", found) for number, found in worded]


def _of_class(element: Any, name: str) -> list[Any]:
    return [each for each in element.iter() if name in str(each.get("class") or "").split()]


def _words(element: Any, name: str) -> str:
    found = _of_class(element, name)
    return " ".join(_text(found[0]).split()) if found else ""


def _without_stamp(origin: str) -> str:
    return _STAMP.sub("", origin).strip()


def _text(element: Any) -> str:
    """An element's words; only <br> and blocks break lines."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append("\n")
        elif isinstance(child.tag, str):
            words = _text(child)
            parts.append(f"\n{words}\n" if child.tag in ("div", "p", "blockquote", "pre", "li") else words)
        parts.append(child.tail or "")
    return "".join(parts)

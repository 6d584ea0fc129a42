"""An OpenDocument text (.odt) as LibreOffice shows it: changes accepted, with tables, text boxes and list marks."""

from collections.abc import Iterator
from typing import Any

from extract.read.found import ArticleError, Found
from extract.read.package import MAX_PARAGRAPHS, MID_SENTENCE, fact, found_in, media_type_of, parsed, parts_of

__all__ = ["is_open_document", "read_odt"]

_KIND = "application/vnd.oasis.opendocument."
_TEXT, _STYLE, _OFFICE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("text", "style", "office")
)
_PARAGRAPHS = (_TEXT + "p", _TEXT + "h")
_UNSEEN = {  # what is not shown in the text, or what stands twice
    *(_TEXT + tag for tag in ("tracked-changes", "note", "hidden-text", "hidden-paragraph", "table-of-content",
                              "ruby-text", "sequence-decls", "variable-decls", "user-field-decls")),
    *(_OFFICE + tag for tag in ("annotation", "forms")),
}  # fmt: skip
_MOST_BLANKS = 1_000  # that one element may stand for


def is_open_document(data: bytes) -> bool:
    """Whether a zip archive is a document of LibreOffice or its like, of whatever kind."""
    return media_type_of(data).startswith(_KIND)


def read_odt(data: bytes, name: str) -> Found:
    """The text and title; the day on which the file was made is a hint. Raises ArticleError."""
    kind = media_type_of(data).removeprefix(_KIND)
    if not kind.startswith("text"):
        raise ArticleError(f"{name}: is an OpenDocument {kind[:20]}, no text; save it as .odt or, a table, as .xlsx.")
    refusal = "this OpenDocument file is damaged; save it again or as .txt."
    parts = parts_of(data, name, "content.xml", r"styles\.xml|meta\.xml", refusal=refusal)
    try:
        content = parsed(parts["content.xml"])
        styles, facts = (parsed(parts[part]) if part in parts else None for part in ("styles.xml", "meta.xml"))
    except (SyntaxError, ValueError):
        raise ArticleError(f"{name}: this OpenDocument file is damaged or has a password; save it as .txt.") from None
    unseen = {*_unseen_styles(content), *(() if styles is None else _unseen_styles(styles))}
    headers = () if styles is None else styles.iter(_STYLE + "header")
    heads = dict.fromkeys(each for header in headers for each in _paragraphs(header, unseen, name))
    body = next(content.iter(_OFFICE + "text"), content)
    paragraphs = (each for some in (heads, _paragraphs(body, unseen, name)) for each in some)
    return found_in(paragraphs, name, _KIND + "text", fact(facts, "title"), fact(facts, "creation-date"))


def _unseen_styles(root: Any) -> Iterator[str]:
    """The names of styles whose text is hidden."""
    for style in root.iter(_STYLE + "style"):
        properties = style.find(_STYLE + "text-properties")
        if properties is not None and properties.get(_TEXT + "display") == "none":
            yield style.get(_STYLE + "name", "")


def _paragraphs(root: Any, unseen: set[str], name: str) -> Iterator[str]:
    """The paragraphs that hold words, in their order."""
    count = 0
    for paragraph in root.iter(*_PARAGRAPHS):
        count += 1
        if count > MAX_PARAGRAPHS:
            raise ArticleError(f"{name}: has more than {MAX_PARAGRAPHS:,} paragraphs; split it into its articles.")
        if _is_hidden(paragraph, unseen) or any(parent.tag in _UNSEEN for parent in paragraph.iterancestors()):
            continue
        text = MID_SENTENCE.sub(" ", "".join(_shown(paragraph, unseen)).strip())
        if text:
            yield f"- {text}" if _begins_item(paragraph) else text


def _shown(element: Any, unseen: set[str]) -> Iterator[str]:
    """The words of a paragraph, without those of paragraphs inside it (a text box has its own). Line ends and runs of
    blanks in the XML are one blank."""
    yield _collapsed(element.text)
    for child in element:
        if child.tag == _TEXT + "s":
            written = child.get(_TEXT + "c", "1")
            yield " " * min(int(written), _MOST_BLANKS) if written.isdecimal() and len(written) < 6 else " "
        elif child.tag in (_TEXT + "tab", _TEXT + "line-break"):
            yield "\t" if child.tag == _TEXT + "tab" else "\n"
        elif _is_within(child) and not _is_hidden(child, unseen):
            yield from _shown(child, unseen)
        yield _collapsed(child.tail)


def _is_within(element: Any) -> bool:
    """Whether an element's words are part of the paragraph around it; a picture's description is not."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.startswith(_TEXT) and tag not in _UNSEEN and tag not in _PARAGRAPHS


def _collapsed(text: str | None) -> str:
    if not text:
        return ""
    words = " ".join(text.split())
    return f"{' ' * text[0].isspace()}{words}{' ' * (text[-1].isspace() and bool(words))}"


def _is_hidden(element: Any, unseen: set[str]) -> bool:
    return element.get(_TEXT + "style-name") in unseen


def _begins_item(paragraph: Any) -> bool:
    """Whether a paragraph is the first of an item of a list."""
    parent = paragraph.getparent()
    is_of_list = parent is not None and parent.tag == _TEXT + "list-item" and paragraph.tag == _TEXT + "p"
    return is_of_list and next(iter(parent)) is paragraph

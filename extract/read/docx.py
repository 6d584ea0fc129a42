"""A Word file's text."""

import io
import zipfile

from extract.read.found import ArticleError, Found

__all__ = ["read_docx"]

MAX_UNPACKED_BYTES = 40_000_000


def read_docx(data: bytes, name: str) -> Found:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ArticleError(f"{name}: is a damaged archive; save the document again and try once more.") from None
    if not any(member.filename == "word/document.xml" for member in members):
        raise ArticleError(f"{name}: is an archive or a document other than Word's; give the article as text or .docx.")
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES or len(members) > 5_000:
        raise ArticleError(
            f"{name}: unpacks to more than {MAX_UNPACKED_BYTES / 1e6:.0f} MB; save its text as .txt and try again."
        )
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(paragraph.text for paragraph in document.paragraphs if paragraph.text.strip())
        facts = document.core_properties
        title, created = facts.title or "", facts.created
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        SyntaxError,
        AttributeError,
        zipfile.BadZipFile,
        EOFError,
        OSError,
    ):
        # lxml's XMLSyntaxError is a SyntaxError
        raise ArticleError(f"{name}: this Word file is damaged; save it again or as .txt.") from None
    if not text.strip():
        raise ArticleError(f"{name}: this Word file holds no text.")
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Found(text, media_type, title, suggestion=created.date() if created else None)

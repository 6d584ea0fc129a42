"""Short files for the readers, and what becomes of them."""

import io
import json
import zipfile
from datetime import date

import docx
import pytest

from extract.read.article import ArticleError, read_file

TODAY = date(2024, 1, 15)
DAY = date(2022, 9, 11)
PROSE = (
    "Troops entered the town of Lantern Hill on Saturday, the ministry said, after three days of fighting.\n\n"
    "Its mayor confirmed that the flag was back over the town hall. Residents came out into the square."
)
UKRAINIAN = (
    "Українські війська звільнили місто в суботу, 10 вересня, повідомив Генеральний штаб. Мешканці вийшли на площу."
)


def read(data, name="story.txt", **options):
    return read_file(data if isinstance(data, bytes) else data.encode(), name, today=TODAY, **options)


def one(data, name="story.txt", **options):
    (found,) = read(data, name, **{"published": DAY, **options})
    return found


def refusal(data, name="story.txt", **options):
    with pytest.raises(ArticleError) as caught:
        read(data, name, **options)
    sentence = str(caught.value)
    assert sentence.startswith(name) and sentence.endswith(".") and "\n" not in sentence
    return sentence


PARAGRAPHS = "".join(f"<p>{line}</p>" for line in PROSE.split("\n\n") * 2)


def web(head="", body=PARAGRAPHS):
    return (
        f"<!doctype html><html><head><title>Troops enter the town</title>{head}</head><body><nav><a href='/'>Home</a>"
        f"<a href='/war'>War</a></nav><article><h1>Troops enter the town</h1>{body}</article>"
        "<script>document.title='no'</script><footer>© 2024 Daily</footer></body></html>"
    )


def pdf(*lines, title="", created="", pages=1):
    """A small PDF, written by hand."""
    words = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {words} ET".encode()
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) /CreationDate ({created}) >>".encode(),
    ]
    for n in range(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {6 + 2 * n} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer


def word(*paragraphs, title="", created=None):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title = title
    if created:
        document.core_properties.created = created
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data, **members):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, members.get(name, old.read(name)))
        for name in members.keys() - set(old.namelist()):
            new.writestr(name, members[name])
    return out.getvalue()


def rows(*objects):
    return "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in objects)

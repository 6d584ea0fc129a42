"""Can a file hurt? `python -m bench.fuzz [--inputs 100000] [--seed 0] [--kind pdf ...]`.

Tiny files of every kind that is read (articles, maps of others, GeoNames dumps) are broken in ways that break readers:
bits turned, pieces cut, doubled, moved between files, numbers blown up, words that mean something to a parser put in,
archives repacked around a broken member; and values that hypothesis makes up are written as JSON. Each must be read or
be refused in one sentence that names it, within 20 seconds of the processor. Prints for each kind how many were read
and refused, the slowest, and how far memory grew; then every fault, with the number that makes it again. The exit
status is 1 for any.

Each kind is tried in a process of its own, so that a crash is told with the input that caused it.
"""

import argparse
import io
import json
import logging
import random
import re
import resource
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import pandas as pd

from extract.read.article import ArticleError, read_file
from gazetteer.dumps import read_dump
from theatre.theatre import load_theatre
from timeline.reference import ReferenceMapError, read_reference

__all__ = ["KINDS", "Report", "broken", "fuzz", "main"]

SECONDS = 20
GROWTH_MB = 150  # of memory from the first fifth of a kind's inputs to the last
TODAY = date(2024, 1, 15)
DAY = date(2022, 9, 11)
_PROSE = (
    "Troops entered the town of Lantern Hill on Saturday, the ministry said, after three days of fighting.\n\n"
    "Українські війська звільнили місто, повідомив Генеральний штаб. Its mayor confirmed that the flag was back.\n"
)


# --- the files ------------------------------------------------------------------------------------------------------


def _zip(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def _word() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph(_PROSE)
    document.add_table(2, 2).cell(0, 0).text = "Lantern Hill"
    document.core_properties.title = "A report"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _open_document() -> bytes:
    spaces = " ".join(
        f"xmlns:{each}='urn:oasis:names:tc:opendocument:xmlns:{each}:1.0'" for each in ("office", "text", "style")
    )
    hidden = "<style:style style:name='T1'><style:text-properties text:display='none'/></style:style>"
    items = f"<text:list><text:list-item><text:p>{_PROSE}</text:p></text:list-item></text:list>"
    hides = "<text:span text:style-name='T1'>x</text:span>"
    words = f"<text:p>Town<text:s text:c='3'/>{hides}<text:line-break/>y</text:p>{items}"
    content = f"<office:document-content {spaces}>{hidden}<office:text>{words}</office:text></office:document-content>"
    kind = "application/vnd.oasis.opendocument.text"
    return _zip(
        **{"mimetype": kind, "content.xml": content, "styles.xml": f"<x {spaces}>{hidden}</x>", "meta.xml": "<m/>"}
    )


_RICH_TEXT = (
    r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Arial;}}{\info{\title Town}{\creatim\yr2022\mo9\dy11}}"
    r'{\field{\*\fldinst{HYPERLINK "https://a.example"}}{\fldrslt Town}}\par {\deleted no}\v x\v0 \u1110?'
    r"\'e8\uc1 entered\line it.\cell\row{\pntext\'b7\tab}item\par{\pict\bin4 abcd}}"
)


def _workbook() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active
    for row in (["title", "text", "published"], ["Town", _PROSE, "11.09.2022"], ["Other", _PROSE, "30/09/2022"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _parquet() -> bytes:
    out = io.BytesIO()
    pd.DataFrame({"text": [_PROSE] * 3, "published": ["2022-09-11"] * 3}).to_parquet(out)
    return out.getvalue()


def _pdf() -> bytes:
    stream = b"BT /F1 12 Tf 14 TL 72 720 Td (Published: 11 September 2022) Tj T* (Troops entered the town.) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
        b"/Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def _page() -> str:
    linked = {
        "@type": "NewsArticle",
        "headline": "Town",
        "datePublished": "2022-09-11T10:00:00Z",
        "url": "https://a.example",
    }
    paragraphs = "".join(f"<p>{line}</p>" for line in _PROSE.splitlines() * 3)
    return (
        "<!doctype html><html><head><title>Town</title><meta property='article:published_time' content='2022-09-11'>"
        f"<script type='application/ld+json'>{json.dumps(linked)}</script></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Town</h1><time datetime='2022-09-11'>today</time>{paragraphs}</article></body></html>"
    )


def _live_blog() -> str:
    entries = "".join(
        f"<div class='live-blog-entry'><time datetime='2022-09-{day}T10:00:00Z'>x</time><p>{_PROSE}</p></div>"
        for day in (10, 11, 12)
    )
    return f"<!doctype html><html><head><title>Live</title></head><body><article>{entries}</article></body></html>"


def _geopackage() -> bytes:
    import sqlite3

    import shapely

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "map.gpkg")
        database = sqlite3.connect(path)
        blob = b"GP\x00\x01" + (4326).to_bytes(4, "little") + shapely.to_wkb(shapely.Polygon(_SQUARE))
        database.executescript(
            "CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m);"
            "INSERT INTO gpkg_geometry_columns VALUES ('land', 'geom', 'POLYGON', 4326, 0, 0);"
            "CREATE TABLE land (fid INTEGER PRIMARY KEY, name TEXT, geom BLOB)"
        )
        database.execute("INSERT INTO land (name, geom) VALUES ('x', ?)", (blob,))
        database.commit()
        database.close()
        return path.read_bytes()


_SQUARE = [[36.5, 48.5], [38.5, 48.5], [38.5, 49.5], [36.5, 49.5], [36.5, 48.5]]


def _geojson(**properties: str) -> str:
    geometry = {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [_SQUARE, _SQUARE]}]}
    features = [{"type": "Feature", "properties": {"date": "2022-06-04", **properties}, "geometry": geometry}] * 2
    return json.dumps({"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:4326"}}, "features": features})


def _topojson() -> str:
    geometry = {"type": "Polygon", "arcs": [[0, -2]], "properties": {"holder": "RU"}}
    arcs = [[[0, 0], [4, 0], [0, 4]], [[0, 0], [0, 4], [4, 0]]]
    transform = {"scale": [0.5, 0.5], "translate": [36.0, 47.0]}
    objects = {"a": {"type": "GeometryCollection", "geometries": [geometry]}}
    return json.dumps({"type": "Topology", "transform": transform, "objects": objects, "arcs": arcs})


def _kml() -> str:
    points = " ".join(f"{x},{y},0" for x, y in _SQUARE)
    return (
        "<kml xmlns='http://www.opengis.net/kml/2.2'><Document><Placemark><name>held</name><TimeStamp><when>2022-06-04"
        "</when></TimeStamp><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{points}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"
    )


def _mail() -> str:
    return (
        "From: Desk <desk@example.org>\nDate: 11 Sep 2022 10:00:00 +0300\nSubject: =?utf-8?B?0JzRlg==?=\n"
        "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; "
        "charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nTroops entered =D0=9C the town.\n"
        f"--b\nContent-Type: text/html\n\n{_page()}\n--b--\n"
    )


def _warc() -> bytes:
    page = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<html\r\n0\r\n\r\n"
        + _page().encode()
    )
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Length: %d\r\n\r\n"
    return (head % len(page) + page + b"\r\n\r\n") * 2


def _chat() -> str:
    messages = [
        {
            "id": n,
            "type": "message",
            "date_unixtime": "1662802260",
            "edited_unixtime": "1662802261",
            "text": ["Troops entered ", {"type": "hashtag", "text": "#Hill"}],
        }
        for n in range(3)
    ]
    return json.dumps({"name": "Notes", "type": "public_channel", "id": 7, "messages": messages})


def _chat_page() -> str:
    message = (
        '<div class="message default" id="message2"><div class="body"><div class="date" title="10.09.2022 12:31:00 '
        'UTC+03:00">12:31</div><div class="text">Troops entered <a>#Hill</a>.<br>They stay.</div></div></div>'
    )
    return f'<!DOCTYPE html><html><body><div class="page_body chat_page">{message * 3}</div></body></html>'


def _row(**more: Any) -> str:
    return json.dumps({"text": _PROSE, "title": "Town", "published": "2022-09-11", "url": "https://a.example", **more})


_DUMP = "\t".join(
    [
        "707292",
        "Izium",
        "Izium",
        "Izyum,Ізюм",
        "49.21",
        "37.25",
        "P",
        "PPL",
        "UA",
        "",
        "07",
        "",
        "",
        "",
        "53223",
        "",
        "80",
        "Europe/Kyiv",
        "2022-01-01",
    ]
)
_NEXIS = (
    "Town is free\nThe Daily\nSeptember 11, 2022 Sunday\n\nCopyright 2022 Daily\n\nLength: 40 words\n\nBody\n\n"
    f"{_PROSE}\n\n"
    "Load-Date: September 12, 2022\n\nEnd of Document\n"
)


def _bytes(made: str | bytes) -> bytes:
    return made if isinstance(made, bytes) else made.encode()


# A file of each kind, by the name it goes by; "map." and "dump." say who reads it.
KINDS: dict[str, Callable[[], str | bytes]] = {
    "story.txt": lambda: f"Published: 11 September 2022\n\n{_PROSE}\n\n12 September 2022\n\n{_PROSE}",
    "story.md": lambda: f"---\ntitle: Town\ndate: 2022-09-11\ntags:\n  - a\n---\n# Town\n\n- *{_PROSE}*\n\n[a](b) `c`",
    "page.html": _page,
    "live.html": _live_blog,
    "chat.html": _chat_page,
    "chat.json": _chat,
    "letter.eml": _mail,
    "box.mbox": lambda: "".join(f"From a@b Sun Sep 11 2022\n{_mail()}\n" for _ in range(2)),
    "crawl.warc": _warc,
    "story.pdf": _pdf,
    "story.docx": _word,
    "book.xlsx": _workbook,
    "story.odt": _open_document,
    "story.rtf": lambda: _RICH_TEXT,
    "table.parquet": _parquet,
    "table.csv": lambda: f'title,text,published\nTown,"{_PROSE}",11.09.2022\nOther;x,"{_PROSE}",30/09/2022\n',
    "rows.jsonl": lambda: f"{_row()}\n{_row(language='uk', id='a')}\n",
    "list.json": lambda: f"[{_row()}, {_row()}]",
    "export.txt": lambda: _NEXIS * 2,
    "all.zip": lambda: _zip(**{"a.txt": f"Published: 2022-09-11\n\n{_PROSE}", "b.html": _page(), "c.jsonl": _row()}),
    "map.geojson": lambda: _geojson(name="Окуповано /// Occupied"),
    "map.esri.json": lambda: json.dumps(
        {"spatialReference": {"wkid": 4326}, "features": [{"attributes": {}, "geometry": {"rings": [_SQUARE]}}]}
    ),
    "map.topo.json": _topojson,
    "map.kml": _kml,
    "map.kmz": lambda: _zip(**{"doc.kml": _kml()}),
    "map.gpkg": _geopackage,
    "map.csv": lambda: "place_id,day,holder\nizi,2022-06-04,RU\nkup,04.06.2022,contested\n",
    "dump.txt": lambda: f"{_DUMP}\n{_DUMP}\n",
    "dump.zip": lambda: _zip(**{"UA.txt": f"{_DUMP}\n{_DUMP}\n"}),
}


# --- breaking -------------------------------------------------------------------------------------------------------

_TOKENS = [
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"NaN",
    b"1e999",
    b"-1",
    b"9" * 400,
    b"0",
    b"99999999999",
    b"4294967295",
    b"null",
    b"true",
    b"[]",
    b"{}",
    b"[" * 2_000,
    b'{"a":' * 500,
    b"<" * 3_000,
    b"<div>" * 400,
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"<!ENTITY a 'b'>",
    b"&a;",
    b"]]>",
    b"<script>",
    b'"',
    b"'",
    b"\\",
    b"\r",
    b"\n\n",
    b"\t" * 500,
    b" " * 5_000,
    b"(" * 900,
    b"=?utf-8?B?",
    b"boundary=",
    b"charset=utf-7",
    b"charset=zip",
    b"2022-02-30",
    b"31/02/2022",
    b"0000-00-00",
    b"9999-12-31",
    b"1e5",
    b"\xe2\x80\xae",
    b"a" * 70_000,
    b"%PDF-",
    b"PK",
    b"endobj",
    b"stream",
    b"/Kids [3 0 R 2 0 R]",
    b"From ",
    b"WARC/1.0\r\n",
    b"Content-Length: 99999999999\r\n",
    "١٢٣".encode(),
    "²".encode(),
    "İ".encode(),
]


def broken(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """The file with one to six faults; of an archive often in one of its members, packed again."""
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.7:
        return _repacked(data, chance, others)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = _fault(data, chance, others)[:2_000_000]
    return data


def _fault(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    at, until = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    near = min(until, at + chance.choice((1, 4, 30, 300)))
    kind = chance.randrange(9)
    if kind == 0:
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    if kind == 1:
        return data[:at] + data[near:]
    if kind == 2:
        return data[:near] + data[at:near] * chance.choice((1, 2, 50, 2_000)) + data[near:]
    if kind == 3:
        return data[:at]
    if kind == 4:
        other = chance.choice(others)
        start = chance.randrange(len(other) + 1)
        return data[:at] + other[start : start + chance.choice((10, 200, 5_000))] + data[near:]
    if kind == 5 and (numbers := list(re.finditer(rb"\d+", data))):
        number = chance.choice(numbers)
        return data[: number.start()] + chance.choice((b"-1", b"0", b"9" * 20, b"1e400")) + data[number.end() :]
    if kind == 6 and (marks := list(re.finditer(rb"[<>{}\[\]\"',:;=/&]", data))):
        mark = chance.choice(marks).start()
        return data[:mark] + chance.choice((b"", data[mark : mark + 1] * 3)) + data[mark + 1 :]
    return data[:at] + chance.choice(_TOKENS) + data[at if kind < 8 else near :]


def _repacked(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            inner = old.read(name)
            if name == chosen:
                if chance.random() < 0.1:
                    continue
                inner = broken(inner, chance, others)
            new.writestr(name, inner)
    return out.getvalue()


_FRAMES = [  # what a made-up value is put into
    "{}",
    '{{"text": {}}}',
    '{{"features": [{}]}}',
    '{{"features": [{{"geometry": {}}}]}}',
    '{{"type": "Topology", "objects": {}}}',
    '{{"name": "a", "type": "b", "messages": [{}]}}',
]


def imagined(count: int, seed: int) -> Iterator[bytes]:
    """JSON of values that hypothesis makes up, in the places where readers look for theirs."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st

    keys = st.sampled_from(
        [
            "text",
            "title",
            "published",
            "publisher",
            "url",
            "language",
            "id",
            "type",
            "features",
            "properties",
            "geometry",
            "geometries",
            "coordinates",
            "rings",
            "attributes",
            "arcs",
            "objects",
            "transform",
            "scale",
            "translate",
            "date",
            "day",
            "holder",
            "name",
            "fill",
            "messages",
            "date_unixtime",
            "articles",
            "map",
            "crs",
            "spatialReference",
        ]
    )
    words = st.text(max_size=20) | st.sampled_from(
        [
            "Polygon",
            "MultiPolygon",
            "GeometryCollection",
            "FeatureCollection",
            "Topology",
            "message",
            "2022-06-04",
            _PROSE,
        ]
    )
    simple = st.none() | st.booleans() | st.integers() | st.floats() | words
    values = st.recursive(simple, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(keys, inner, max_size=6))
    made: list[bytes] = []

    @seeded(seed)
    @settings(
        max_examples=count, database=None, phases=[Phase.generate], deadline=None, suppress_health_check=[*HealthCheck]
    )
    @given(values, st.sampled_from(_FRAMES))
    def make(value: Any, frame: str) -> None:
        made.append(frame.format(json.dumps(value)).encode("utf-8", "surrogatepass"))

    make()
    yield from made[:count]


# --- reading --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Report:
    """What became of the inputs of one kind."""

    kind: str
    read: int = 0
    refused: int = 0
    slowest: float = 0.0
    growth_mb: float = 0.0
    faults: list[str] = field(default_factory=list)


def read_one(kind: str, data: bytes, folder: Path) -> bool:
    """Read one input; whether anything came of it. Raises what a reader may not raise."""
    if kind.startswith("dump."):
        path = folder / kind
        path.write_bytes(data)
        try:
            return sum(1 for _ in read_dump(path, "UA")) > 0
        except ValueError as error:
            _check(str(error), "")
            return False
    if kind.startswith("map."):
        path = folder / kind
        path.write_bytes(data)
        try:
            return len(read_reference(path, _PLACES, theatre=load_theatre(), day=DAY).holders) > 0
        except ReferenceMapError as error:
            _check(str(error), str(path))
            return False
    try:
        found = read_file(data, kind, published=DAY, today=TODAY)
    except ArticleError as error:
        _check(str(error), kind)
        return False
    for one in found:
        if isinstance(one, ArticleError):
            _check(str(one), kind)
        else:
            str(one).encode()
    return True


_PLACES = pd.DataFrame({"place_id": ["izi", "kup"], "latitude": [49.2, 49.7], "longitude": [37.2, 37.6]})


def _check(sentence: str, name: str) -> None:
    if not sentence.startswith(name) or "Traceback" in sentence or len(sentence) > 600 + len(name):
        raise AssertionError(f"no clear sentence: {sentence[:200]!r}")
    sentence.encode()


def fuzz(kind: str, count: int, seed: int) -> Report:
    """Try `count` inputs of a kind, the same for the same seed."""
    signal.signal(signal.SIGPROF, _too_long)
    report = Report(kind)
    whole = _bytes(KINDS[kind]())
    others = [whole, *(_bytes(make()) for make in KINDS.values())]
    with tempfile.TemporaryDirectory() as name:
        sound = Report(kind)
        _try(sound, kind, -1, whole, Path(name))
        report.faults += sound.faults or ([] if sound.read else [f"{kind}: the sound file is not read"])
        made = list(imagined(count // 5, seed)) if kind.endswith((".json", ".jsonl", ".geojson")) else []
        settled = 0.0
        for number in range(count):
            data = (
                made[number] if number < len(made) else broken(whole, random.Random(f"{seed} {kind} {number}"), others)
            )
            _try(report, kind, number, data, Path(name))
            if number == count // 5:
                settled = _peak_mb()
        report.growth_mb = _peak_mb() - settled
    if report.growth_mb > GROWTH_MB:
        report.faults.append(f"{kind}: memory grew by {report.growth_mb:.0f} MB")
    return report


def _try(report: Report, kind: str, number: int, data: bytes, folder: Path) -> None:
    (folder / "last").write_bytes(data)
    begun = time.process_time()  # whatever else the machine has to do
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        came = read_one(kind, data, folder)
        report.read += came
        report.refused += not came
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        report.faults.append(f"{kind}, input {number}: {type(error).__name__}: {str(error)[:200]}")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    report.slowest = max(report.slowest, time.process_time() - begun)


class TookTooLong(BaseException):
    """Raised in the middle of a reader; no error, so that no reader takes it for one of its own."""


def _too_long(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise TookTooLong(f"more than {SECONDS} s")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=100_000, help="over all kinds")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", nargs="+", choices=list(KINDS), default=list(KINDS))
    options = parser.parse_args(arguments)
    faults: list[str] = []
    for kind in options.kind:
        quiet: dict[str, Any] = {"initializer": logging.disable, "initargs": (logging.CRITICAL,)}
        with ProcessPoolExecutor(1, mp_context=get_context("spawn"), **quiet) as alone:
            try:
                report = alone.submit(fuzz, kind, options.inputs // len(options.kind), options.seed).result()
            except BrokenProcessPool:
                report = Report(kind, faults=[f"{kind}: a reader took the process along"])
        faults += report.faults
        print(
            f"{kind:<14} {report.read:6} read {report.refused:6} refused  slowest {report.slowest:5.2f} s  "
            f"memory +{report.growth_mb:.0f} MB  {len(report.faults)} faults",
            flush=True,
        )
    print("\n".join(faults) if faults else "no crash, no hang, no traceback, no growth")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

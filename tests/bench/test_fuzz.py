"""A short round of the fuzzer, and that it tells what it finds."""

import pytest

from bench import fuzz

QUICK = [
    "story.txt",
    "chat.json",
    "rows.jsonl",
    "table.csv",
    "all.zip",
    "story.docx",
    "map.geojson",
    "map.topo.json",
    "map.kmz",
    "map.gpkg",
    "map.csv",
    "dump.zip",
]


@pytest.mark.parametrize("kind", QUICK)
def test_broken_files_are_read_or_refused_in_a_sentence(kind):
    report = fuzz.fuzz(kind, 15, seed=7)
    assert report.faults == [] and report.read + report.refused == 15


def test_every_kind_is_read_when_it_is_sound(tmp_path):
    for kind, make in fuzz.KINDS.items():
        assert fuzz.read_one(kind, fuzz._bytes(make()), tmp_path), kind


def test_what_a_reader_may_not_raise_is_a_fault(monkeypatch):
    monkeypatch.setattr(fuzz, "read_file", lambda *_, **__: 1 / 0)
    report = fuzz.fuzz("story.txt", 1, seed=1)
    assert "input 0: ZeroDivisionError" in report.faults[-1]

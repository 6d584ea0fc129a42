"""Many articles: every one told once, whatever dies on the way."""

import csv
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pandas as pd
import pytest

from extract import bulk
from extract.bulk import Job, run
from extract.rows import CLAIM_COLUMNS

ROOT = Path(__file__).resolve().parents[2]
TOWNS = ("Izium", "Kupiansk", "Balakliia", "Lyman", "Kherson", "Snihurivka", "Vovchansk", "Bakhmut")


def write_rows(path: Path, count: int, *, spoil: tuple[int, ...] = ()) -> Path:
    """`count` rows of an article each; those numbered in `spoil` (from 1) are broken."""
    with path.open("w", encoding="utf-8") as out:
        for n in range(1, count + 1):
            town = TOWNS[n % len(TOWNS)]
            text = f"Ukrainian forces retook {town} on Saturday, the defence ministry said. Report {n}."
            row = {"id": f"a{n}", "title": "", "text": text, "published": "2022-09-11", "language": "en"}
            out.write("{broken\n" if n in spoil else json.dumps(row) + "\n")
    return path


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> tuple[Path, bytes]:
    """Rows, and what one undisturbed process makes of them."""
    folder = tmp_path_factory.mktemp("plain")
    source = write_rows(folder / "articles.jsonl", 70)
    run([str(source)], Job(), folder / "claims.jsonl")
    return source, (folder / "claims.jsonl").read_bytes()


def test_claims_come_in_the_order_of_the_input(plain):
    articles = [json.loads(line)["article"] for line in plain[1].splitlines()]
    assert sorted(set(articles), key=lambda id: int(id[1:])) == list(dict.fromkeys(articles))
    assert len(set(articles)) > 60


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet", ".geojson"])
def test_every_format_holds_the_same_claims(tmp_path, suffix):
    source = write_rows(tmp_path / "in.jsonl", 3)
    out = tmp_path / f"claims{suffix}"
    report = run([str(source)], Job(), out)
    if suffix == ".jsonl":
        found = [row["name"] for row in rows(out)]
    elif suffix == ".csv":
        with out.open(newline="") as lines:
            table = csv.DictReader(lines)
            found = [row["name"] for row in table]
        assert tuple(table.fieldnames) == CLAIM_COLUMNS
    elif suffix == ".parquet":
        table = pd.read_parquet(out)
        assert list(table.columns) == list(CLAIM_COLUMNS)
        found = list(table["name"])
    else:
        features = json.loads(out.read_text())["features"]
        longitude, latitude = features[0]["geometry"]["coordinates"]
        assert latitude > longitude > 20  # GeoJSON has longitude first
        found = [feature["properties"]["name"] for feature in features]
    assert found == ["Kupiansk", "Balakliia", "Lyman"]
    assert report.rows == 3 and not report.problems
    assert not (tmp_path / f"claims{suffix}.parts").exists()


def test_what_cannot_be_read_is_named_and_the_others_go_on(tmp_path):
    source = write_rows(tmp_path / "in.jsonl", 5, spoil=(2, 4))
    (tmp_path / "empty.txt").write_text("")
    out = tmp_path / "claims.jsonl"
    report = run([str(tmp_path / "empty.txt"), str(source), str(tmp_path / "gone.txt")], Job(), out)
    assert [row["article"] for row in rows(out)] == ["a1", "a3", "a5"]
    assert [("row 2" in p, "row 4" in p, "gone.txt" in p, "empty.txt" in p) for p in report.problems] == [
        (False, False, False, True),
        (True, False, False, False),
        (False, True, False, False),
        (False, False, True, False),
    ]


def test_an_unknown_format_is_refused_before_any_work(tmp_path):
    with pytest.raises(ValueError, match=r"claims\.xml"):
        run([], Job(), tmp_path / "claims.xml")
    assert not list(tmp_path.iterdir())


def test_a_killed_run_goes_on_where_it_stood(plain, tmp_path):
    source, expected = plain
    out = tmp_path / "claims.jsonl"
    command = [sys.executable, "-m", "extract", "claims", str(source), "--out", str(out)]
    first = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    parts = tmp_path / "claims.jsonl.parts"
    try:
        wait_for(lambda: len(list(parts.glob("*.part"))) >= 1 or first.poll() is not None)
    finally:
        first.kill()
    assert first.wait() == -signal.SIGKILL, "the run was over before it could be killed"
    assert not out.exists()

    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "by an earlier run" in second.stderr
    assert out.read_bytes() == expected
    assert not parts.exists()


def test_an_interrupted_run_of_other_input_is_not_taken_up(tmp_path):
    out = tmp_path / "claims.jsonl"
    parts = tmp_path / "claims.jsonl.parts"
    parts.mkdir()
    (parts / "run").write_text("another run")
    (parts / "000000000.part").write_text('{"index":0,"articles":9,"rows":0,"problems":[]}\n')
    report = run([str(write_rows(tmp_path / "in.jsonl", 2))], Job(), out)
    assert (report.articles, report.resumed) == (2, 0)


def test_two_runs_cannot_write_one_output(tmp_path):
    source = write_rows(tmp_path / "in.jsonl", 2)
    out = tmp_path / "claims.jsonl"
    seen: list[str] = []

    def again(articles: int, found: int) -> None:
        with pytest.raises(ValueError, match="another run") as refused:
            run([str(source)], Job(), out)
        seen.append(str(refused.value))

    run([str(source)], Job(), out, progress=again)
    assert seen and len(rows(out)) == 2


def test_a_worker_that_dies_loses_nothing(plain, tmp_path, monkeypatch):
    monkeypatch.setattr(bulk, "CHUNK_ARTICLES", 10)
    # forks of this process, which has the pipeline; that others begin from nothing, the cluster's workers show
    monkeypatch.setattr(bulk, "get_context", lambda _: multiprocessing.get_context("fork"))
    source, expected = plain
    out = tmp_path / "claims.jsonl"
    killed: list[int] = []

    def kill(articles: int, found: int) -> None:
        if not killed:
            victim = multiprocessing.active_children()[0].pid
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    report = run([str(source)], Job(), out, workers=2, progress=kill)
    assert killed and not report.problems
    assert out.read_bytes() == expected


def test_a_cluster_that_loses_a_worker_loses_nothing(plain, tmp_path, monkeypatch):
    from distributed import Client, LocalCluster

    monkeypatch.setattr(bulk, "CHUNK_ARTICLES", 4)
    source, expected = plain
    out = tmp_path / "claims.jsonl"
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        with Client(cluster, set_as_default=False) as client:
            workers = list(client.run(os.getpid).values())
        assert len(set(workers) - {os.getpid()}) == 2
        killed = threading.Event()

        def kill(articles: int, found: int) -> None:
            if not killed.is_set():
                killed.set()
                os.kill(workers[0], signal.SIGKILL)

        report = run([str(source)], Job(), out, scheduler=cluster.scheduler_address, progress=kill)
    assert killed.is_set() and not report.problems
    assert out.read_bytes() == expected


def test_a_scheduler_that_does_not_answer_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(bulk, "CONNECT_SECONDS", 1.0)
    source = write_rows(tmp_path / "in.jsonl", 1)
    with pytest.raises(ValueError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        run([str(source)], Job(), tmp_path / "claims.jsonl", scheduler="tcp://127.0.0.1:9")


def wait_for(condition, seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)

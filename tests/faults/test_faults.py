"""What befalls a store on a real disk: killed writers, a full and a read-only disk, two at once, a clock set back. Each
time it opens after, all that was acknowledged is there once, and what could not be done was said in a sentence."""

import multiprocessing
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.faults import CLAIMS, made, run
from bench.kills import Run
from gazetteer import files
from gazetteer.dumps import Imports
from store import StoreError, open_store
from store import __main__ as command
from store.backup import back_up, check
from tests.gazetteer.conftest import line
from theatre.theatre import load_theatre

FORKED = multiprocessing.get_context("fork")


@pytest.fixture
def small_disk():
    """A folder on a disk of its own with 2 MB."""
    folder = Path(tempfile.mkdtemp(prefix="marchland-disk-"))
    mounted = os.getuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        folder.rmdir()
        pytest.skip("A small disk to fill is mounted by root alone, on a system that has tmpfs.")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)
    folder.rmdir()


def in_processes(target, *arguments):
    """Run something in processes of their own, one for each argument, all at once."""
    processes = [FORKED.Process(target=target, args=(each,)) for each in arguments]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0] * len(arguments)


def test_what_was_acknowledged_outlives_a_writer_that_is_killed(tmp_path):
    words = []
    faults, cut = run(tmp_path, 10, 3, say=words.append)
    assert not faults, "\n".join(words)
    assert cut.total() == 10


def test_what_was_brought_outlives_a_server_that_is_killed(tmp_path):
    served = Run.of(tmp_path, seed=3)
    assert [fault for _ in range(2) for fault in served.kill(2.0)] == []


def test_a_full_disk_is_told_and_loses_nothing(small_disk, tmp_path):
    url = f"sqlite:///{small_disk / 'store.sqlite'}"
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 700_000)
    store = open_store(url)
    saved = []
    with pytest.raises(StoreError, match=r"store.sqlite has no room left.*This change was not saved"):
        for number in range(10_000):
            store.add(*made(number))
            saved.append(made(number)[0].id)
    with pytest.raises(StoreError):
        back_up(store, small_disk / "copy.sqlite")
    assert {path.name for path in small_disk.iterdir()} <= {
        "ballast",
        "store.sqlite",
        "store.sqlite-wal",
        "store.sqlite-shm",
    }
    assert sorted(store.articles()["id"]) == sorted(saved)
    ballast.unlink()
    assert store.add(*made(len(saved))).new  # room was made, and it goes on
    store.close()
    again = open_store(url)
    assert sorted(again.articles()["id"]) == sorted([*saved, made(len(saved))[0].id])
    assert len(again.claims()) == CLAIMS * (len(saved) + 1) and check(url) == []
    again.close()


def test_a_read_only_disk_is_told(tmp_path):
    folder = Path(tempfile.mkdtemp(prefix="marchland-read-only-"))
    try:
        url = f"sqlite:///{folder / 'store.sqlite'}"
        store = open_store(url)
        store.add(*made(1))
        store.close()
        (folder / "store.sqlite").chmod(0o444)
        folder.chmod(0o555)

        def ask(address):
            if os.getuid() == 0:
                os.setuid(65534)  # root may write anywhere
            with pytest.raises(StoreError, match=r"(read-only|can't be opened).*MARCHLAND_DATABASE"):
                open_store(address)

        in_processes(ask, url, f"sqlite:///{folder / 'new.sqlite'}")
        assert [path.name for path in folder.iterdir()] == ["store.sqlite"]
        folder.chmod(0o755), (folder / "store.sqlite").chmod(0o644)
        assert len(open_store(url).articles()) == 1
    finally:
        shutil.rmtree(folder)


def test_two_servers_on_one_file_keep_each_text_once(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"

    def add(begin):
        with closing(open_store(url)) as store:
            for number in range(begin, begin + 20):
                store.add(*made(number))

    in_processes(add, 0, 10, 10)
    store = open_store(url)
    assert len(store.articles()) == 30 and len(store.claims()) == 30 * CLAIMS and store.revision == 30
    store.close()
    assert check(url) == [] and [path.name for path in tmp_path.iterdir()] == ["store.sqlite"]


def test_two_gazetteer_imports_at_once_are_both_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("MARCHLAND_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(files, "_build", lambda *_: time.sleep(0.3))
    theatre = load_theatre()

    def bring(number):
        dump = tmp_path / f"UA-{number}.txt"
        dump.write_text(line(c0=str(number)) + "\n", "utf-8")
        assert files.import_dump(theatre, dump).changed == 1

    in_processes(bring, 1, 2, 3)
    kept = Imports(tmp_path / "home" / f"gazetteer-{theatre.id}-imports.sqlite")
    assert {point.id for point in kept.points()} == {1, 2, 3}
    assert [path.name for path in (tmp_path / "home").iterdir()] == [kept.path.name]


def test_a_clock_that_is_set_back_changes_the_order_of_nothing(tmp_path, monkeypatch):
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    store.add(*made(1))
    store.online.add_feed("https://news.example/feed", 60)
    store.online.looked(store.online.feeds()[0], [], title="", result="", etag="", modified="")
    assert not store.online.due()
    earlier = datetime.now(UTC) - timedelta(days=400)
    monkeypatch.setattr("store.engine.now", lambda: earlier.isoformat(timespec="seconds"))
    monkeypatch.setattr("store.database.now", lambda: earlier.isoformat(timespec="seconds"))
    store.add(*made(2))
    last = store.revision
    store.remove(made(1)[0].id)
    assert store.audit()["event"].tolist() == ["article removed", "article added", "feed added", "article added"]
    assert store.touched(last, store.revision) == {made(1)[0].id}
    (feed,) = store.online.feeds()
    assert feed.due(earlier)  # it is not left alone for 400 days
    store.close()


def test_a_worker_whose_parent_dies_ends(tmp_path, monkeypatch):
    monkeypatch.setenv("MARCHLAND_DATABASE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.setattr(command, "Pipeline", lambda: None)
    monkeypatch.setattr("store.intake.work._step", lambda *_: time.sleep(0.02) or True)  # there is always more to do
    open_store().close()
    said = tmp_path / "worker"

    def parent(_):
        worker = FORKED.Process(target=command.main, args=(["work"],))
        worker.start()
        said.write_text(str(worker.pid))
        time.sleep(0.3)
        os._exit(0)

    in_processes(parent, None)
    end = time.monotonic() + 20
    while _runs(int(said.read_text())):
        assert time.monotonic() < end, "the worker goes on"
        time.sleep(0.05)


def _runs(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return subprocess.run(["ps", "-p", str(process)], capture_output=True, check=False).returncode == 0
    return state != "Z"  # of an orphan that nobody has asked for yet

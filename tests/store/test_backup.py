"""A copy made while others write is whole, and takes the store's place; what is wrong with a store is found."""

import sqlite3
from contextlib import closing

import pytest

from store import StoreError, open_store
from store.__main__ import main
from store.backup import back_up, check, restore

FORMER = "store.sqlite.before-restore"


@pytest.fixture
def url(tmp_path):
    """Backups are of SQLite alone."""
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def backup(used, tmp_path):
    back_up(used, tmp_path / "copy.sqlite")
    used.close()
    return tmp_path / "copy.sqlite"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def changed(path, *statements):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(";".join(statements))


def spoilt(path):
    """Overwrite what lies in the middle of a file."""
    content = path.read_bytes()
    path.write_bytes(content[:30_000] + b"\xa5" * 20_000 + content[50_000:])


def test_a_backup_is_a_store_of_its_own_though_another_writes_meanwhile(used, tmp_path):
    with used.writing() as (connection, _):
        connection.exec_driver_sql("DELETE FROM claims")
        assert back_up(used, tmp_path / "copy.sqlite") == 2
    copy = open_store(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    assert len(copy.articles()) == 2 and len(copy.claims()) == 2
    copy.close(), used.close()
    assert names(tmp_path) == ["copy.sqlite", "store.sqlite"]


def test_what_is_there_is_never_written_over(used, tmp_path):
    (tmp_path / "there").write_text("mine")
    with pytest.raises(StoreError, match="is left as it is"):
        back_up(used, tmp_path / "there")
    with pytest.raises(StoreError, match=r"nowhere/copy.sqlite.*(can't be opened|can't be written)"):
        back_up(used, tmp_path / "nowhere" / "copy.sqlite")
    assert (tmp_path / "there").read_text() == "mine"


def test_a_backup_takes_the_place_of_a_store_which_is_kept(backup, url, tmp_path, article):
    store = open_store(url)
    store.add(article("Added since."), [])
    last = store.revision
    store.close()
    before = backup.read_bytes()
    assert restore(url, backup) == tmp_path / FORMER
    again = open_store(url)
    assert len(again.articles()) == 2 and again.audit(1)["event"].tolist() == ["store restored"]
    assert again.revision > last and again.touched(last, again.revision) is None  # nothing derived before still holds
    again.close()
    assert len(open_store(f"{url}.before-restore").articles()) == 3 and backup.read_bytes() == before
    with pytest.raises(StoreError, match="is left as it is"):
        restore(url, backup)


def test_a_backup_of_any_age_is_restored_where_there_is_no_store(tmp_path, request):
    ages = request.path.parent / "ages"
    changed(tmp_path / "old.sqlite", (ages / "3.sql").read_text("utf-8"))
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    assert restore(url, tmp_path / "old.sqlite") is None
    assert len(open_store(url).articles()) == 2


def test_a_store_that_is_open_is_not_replaced(backup, url, tmp_path):
    there = names(tmp_path)
    store = open_store(url)
    assert len(store.articles()) == 2
    with pytest.raises(StoreError, match=r"store.sqlite: somebody has it open; stop Marchland"):
        restore(url, backup)
    store.close()
    assert names(tmp_path) == there


def test_a_damaged_store_is_replaced_and_kept(backup, url, tmp_path):
    spoilt(tmp_path / "store.sqlite")
    with pytest.raises(StoreError, match="is damaged"):
        open_store(url)
    damaged = (tmp_path / "store.sqlite").read_bytes()
    restore(url, backup)
    assert len(open_store(url).articles()) == 2
    assert (tmp_path / FORMER).read_bytes()[4096:] == damaged[4096:]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (spoilt, "damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:-8192]), "damaged"),
        (lambda path: path.write_bytes(b"no database" * 1000), "damaged"),
        (lambda path: path.write_bytes(b""), "is empty and no store"),
        (lambda path: changed(path, "DROP TABLE articles"), "not Marchland's"),
        (lambda path: changed(path, "UPDATE articles SET text = text || '.'"), "is not the one that was kept"),
        (lambda path: changed(path, "UPDATE alembic_version SET version_num = '9999'"), "newer Marchland"),
        (lambda path: path.unlink(), "no such file"),
    ],
)
def test_what_is_no_whole_backup_leaves_the_store_as_it_is(backup, url, tmp_path, spoil, reason):
    spoil(backup)
    there, before = names(tmp_path), (tmp_path / "store.sqlite").read_bytes()
    with pytest.raises(StoreError, match=reason) as caught:
        restore(url, backup)
    assert str(backup) in str(caught.value) or "newer" in reason
    assert names(tmp_path) == there and (tmp_path / "store.sqlite").read_bytes() == before


def test_a_whole_store_has_no_faults_and_another_one_each(used, url, tmp_path):
    assert check(url) == []
    used.close()
    changed(
        tmp_path / "store.sqlite",
        "PRAGMA foreign_keys = OFF",
        "DELETE FROM articles WHERE label = 'september'",
        "UPDATE articles SET text = 'another ' || id",
        "UPDATE captures SET content = x'00'",
    )
    found = check(url)
    assert found[0] == "A row of claims refers to one of articles that is not there." and len(found) == 4
    assert found[3] == "The page https://news.example/a is not as it was kept."
    spoilt(tmp_path / "store.sqlite")
    assert any(fault.startswith("The file is damaged: ") for fault in check(url))


def test_the_commands_say_what_they_did(used, url, tmp_path, monkeypatch, capsys):
    used.close()
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    copy = tmp_path / "copy.sqlite"
    assert main(["check"]) == main(["backup", str(copy)]) == main(["restore", str(copy)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "The store is whole." and said[1].endswith("it is whole, with 2 articles")
    assert (
        said[2] == f"{copy} is the store now; what was there before is kept as {tmp_path}/store.sqlite.before-restore"
    )
    spoilt(copy)
    (tmp_path / FORMER).unlink()
    assert main(["restore", str(copy)]) == 1 and main(["restore", "absent"]) == 1
    spoilt(tmp_path / "store.sqlite")
    assert main(["check"]) == main(["backup", "x"]) == 1
    words = capsys.readouterr().err.splitlines()
    assert all(word in " ".join(words) for word in ("no whole backup", "no such file", "damaged", "store restore FILE"))

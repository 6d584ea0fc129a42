"""A database is made where there is none, and never where somebody else's lies."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from store import StoreError, open_store


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def foreign(path, *tables):
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("".join(f"CREATE TABLE {table} (id);" for table in tables))


@pytest.mark.parametrize("tables", [["accounts"], ["articles"], ["articles", "alembic_version (version_num);--"]])
def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path, tables):
    foreign(tmp_path / "other.sqlite", *tables)
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as connection:
        before = list(connection.iterdump())
        with pytest.raises(StoreError, match=r"not Marchland's, and is left as it is"):
            open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")
        assert list(connection.iterdump()) == before


def test_an_empty_file_is_no_store(tmp_path):
    (tmp_path / "empty.sqlite").touch()
    with pytest.raises(StoreError, match=r"is an empty file and no store; delete it"):
        open_store(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    assert content(tmp_path) == {"empty.sqlite": b""}


def test_a_database_without_tables_is_no_store(tmp_path):
    foreign(tmp_path / "hollow.sqlite", "passing")
    with closing(sqlite3.connect(tmp_path / "hollow.sqlite")) as connection:
        connection.execute("DROP TABLE passing")
    with pytest.raises(StoreError, match=r"is an empty file and no store"):
        open_store(f"sqlite:///{tmp_path / 'hollow.sqlite'}")


def test_what_was_left_of_a_store_that_was_being_made_is_cleared_away(tmp_path):
    for end in ("", "-wal", "-journal"):
        (tmp_path / f"store.sqlite.new{end}").write_bytes(b"half of one")
    with ThreadPoolExecutor(4) as threads:
        stores = list(threads.map(open_store, [f"sqlite:///{tmp_path / 'store.sqlite'}"] * 4))
    assert [store.revision for store in stores] == [0] * 4
    for store in stores:
        store.close()
    assert list(content(tmp_path)) == ["store.sqlite"]


def test_a_file_that_is_damaged_in_the_middle_is_refused(tmp_path, article, claim):
    path = tmp_path / "store.sqlite"
    store = open_store(f"sqlite:///{path}")
    for number in range(40):
        given = article(f"Troops took Lantern Hill on day {number}. Oakford is held and quiet.")
        store.add(given, [claim(given)])
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:60_000] + b"\xa5" * 20_000 + whole[80_000:])
    with pytest.raises(StoreError, match=r"is damaged .*bring back a backup with `python -m store restore FILE`"):
        open_store(f"sqlite:///{path}")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(StoreError, match=r"nowhere/store.sqlite can't be opened .*check that its folder is there"):
        open_store(f"sqlite:///{tmp_path / 'nowhere' / 'store.sqlite'}")

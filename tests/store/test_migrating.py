"""A store of any age becomes one of today, whole or not at all. `ages` has one of each, as that Marchland left it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from extract.model import Review
from store import StoreError, migrating, open_store, schema
from store.alike import marks
from store.engine import make_engine

AGES = sorted((Path(__file__).parent / "ages").glob("*.sql"))
MINE, LONG = "9f1e5519d284", "df655ccda480"  # how the ids of the two articles begin that are in each


@pytest.fixture(params=AGES, ids=lambda path: path.stem)
def old(request, tmp_path):
    """The file of a store of an age."""
    path = tmp_path / f"{request.param.stem}.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(request.param.read_text("utf-8"))
    return path


def differences(engine):
    """What is different between a database and the tables of today; nothing, if all is well."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        found = compare_metadata(context, schema.metadata)
    return [each for each in found if getattr(each[-1], "name", "") != "schema_version"]


def test_a_store_of_any_age_is_opened_with_all_that_is_in_it(old):
    age, store = int(old.stem), open_store(f"sqlite:///{old}")
    articles = store.articles()
    assert articles["id"].str[:12].tolist() == [MINE, LONG] and articles["label"].tolist() == ["", ""]
    mine, long = articles["id"]
    assert store.article(mine).publisher == "Daily" and store.article(mine).published == date(2022, 9, 11)
    assert [claim.review for claim in store.claims_of(mine)] == [Review.CONFIRMED, Review.REJECTED, Review.CORRECTED]
    assert store.setting("samples") == {"state": ["loaded", 1.5, None]} and store.revision == 4
    assert store.geocoded("nominatim", "Oakford") == {"latitude": 1.5} and len(store.audit()) == 4
    assert store.drafts.counts().all == (age >= 3) and store.arrivals.counts()[0] == (age >= 4)
    assert len(store.online.waiting()) == len(store.online.feeds()) == (age >= 5)
    with store.reading() as connection:
        assert set(connection.scalars(text("SELECT mark FROM marks"))) == set(marks(store.article(long).text))
    copy = replace(store.article(long), id="copy", text=store.article(long).text + " Copyright.")
    (draft,) = store.drafts.of(store.drafts.put([copy]))
    assert draft.alike > 0.9  # what it had is compared with what comes
    assert not differences(store.engine)
    assert store.remove(mine) and store.claims().empty  # foreign keys are looked after again
    store.close()
    assert open_store(f"sqlite:///{old}").articles()["id"].tolist() == [long]


def test_a_step_that_fails_leaves_an_old_store_as_it_was(old, monkeypatch):
    before = list(sqlite3.connect(old).iterdump())
    with monkeypatch.context() as patched, pytest.raises(ZeroDivisionError):
        patched.setattr("alembic.op.bulk_insert", lambda *_: 1 / 0)  # what the last step ends with
        open_store(f"sqlite:///{old}")
    assert list(sqlite3.connect(old).iterdump()) == before
    assert len(open_store(f"sqlite:///{old}").articles()) == 2


def test_rows_that_refer_to_nothing_are_not_carried_along(old):
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("DELETE FROM articles WHERE publisher = 'Daily'")
        connection.commit()
        before = list(connection.iterdump())
    with pytest.raises(StoreError, match=r"can't be brought up to date.*as it was"):
        open_store(f"sqlite:///{old}")
    assert list(sqlite3.connect(old).iterdump()) == before


def test_all_revisions_one_after_another_make_the_tables_of_a_new_store(url):
    engine = make_engine(url)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        migrating._upgrade(connection)
    assert not differences(engine)
    store = open_store(url)
    assert store.revision == 0 and store.articles().empty
    store.close(), engine.dispose()


def test_a_new_store_has_the_tables_of_today(store):
    assert not differences(store.engine)


def test_revisions_are_a_chain_that_their_files_are_named_after():
    script = ScriptDirectory(str(Path(migrating.__file__).with_name("migrations")))
    chain = [(each.revision, Path(each.path).name[:6]) for each in script.walk_revisions()]
    assert chain == [(revision, f"r{revision}_") for revision in reversed(migrating.REVISIONS)]
    assert script.get_heads() == [migrating.HEAD]


def test_a_newer_database_is_refused(url):
    open_store(url).close()
    with make_engine(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"newer Marchland.*update"):
        open_store(url)


def test_a_store_says_to_a_marchland_from_before_alembic_that_it_is_newer(url):
    store = open_store(url)
    with store.reading() as connection:
        assert connection.scalar(text("SELECT max(version) FROM schema_version")) > 6
    store.close()

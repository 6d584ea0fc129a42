"""A store moves as a whole, and is backed up while it is in use."""

from datetime import date

import pytest

from extract.model import Review
from extract.read.article import NeedsDate
from store import StoreError, open_store
from store.archive import back_up, export_store, import_store
from store.arrivals import Arrival
from store.online import Capture


@pytest.fixture
def used(store, article, claim):
    """A store with something in every corner."""
    given = article(
        "Troops took Lantern Hill on Saturday, the ministry said. \u2028Оріхів \U0001f5fa \x0b stands. " * 2
    )
    found = claim(given)
    store.add(given, [found, claim(given, "Оріхів", alternatives=())], label="september", by="ann")
    store.review(found.id, Review.CONFIRMED, note="read it", by="ann")
    store.add(article(), [], sample=True)
    store.set("samples", {"state": ["loaded", 1.5, None]})
    store.keep_geocode("nominatim", "Oakford", {"latitude": 1.5})
    store.arrivals.put([Arrival("waits.txt", b"\x00\xff words")])
    store.online.ask_for(["https://news.example/a", "https://news.example/b"])
    page = Capture("https://news.example/a", "https://news.example/a", "2022-09-11", "0", "text/html", "", b"\xffpage")
    store.online.fetched(1, page, [article("From a page. " * 30)])
    store.online.add_feed("https://news.example/feed", 60)
    store.online.looked(
        store.online.feeds()[0], [("1", "https://news.example/c")], title="F", result="", etag="", modified=""
    )
    store.drafts.put([NeedsDate(article("Another one."), date(2022, 9, 11)), article("And one.")])
    return store


def test_a_store_that_was_moved_is_the_same_to_the_letter(used, tmp_path):
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    assert export_store(used, first) == 2
    moved = open_store(f"sqlite:///{tmp_path / 'moved.sqlite'}")
    assert import_store(moved, first) == 2
    export_store(moved, second)
    assert first.read_bytes() == second.read_bytes()
    assert moved.claims().equals(used.claims()) and moved.revision == used.revision
    assert moved.drafts.first(5) == used.drafts.first(5)
    moved.close()


def test_a_moved_store_goes_on_being_used(used, tmp_path, article):
    export_store(used, tmp_path / "a.zip")
    moved = open_store(f"sqlite:///{tmp_path / 'moved.sqlite'}")
    import_store(moved, tmp_path / "a.zip")
    (id,) = moved.drafts.put([article("The next one.")])
    assert id == 4 and moved.add(article("A third."), []).new
    moved.close()


def test_an_archive_goes_into_a_new_store_alone(used, tmp_path):
    export_store(used, tmp_path / "a.zip")
    before = used.revision
    with pytest.raises(StoreError, match=r"has been used; name a new one in MARCHLAND_DATABASE"):
        import_store(used, tmp_path / "a.zip")
    assert used.revision == before and len(used.articles()) == 2


def test_a_broken_archive_leaves_a_store_new(used, tmp_path):
    whole, broken = tmp_path / "a.zip", tmp_path / "b.zip"
    export_store(used, whole)
    for content in (b"no archive", whole.read_bytes()[:-400], whole.read_bytes().replace(b"PK\x03\x04", b"PK\x03\x05")):
        broken.write_bytes(content)
        moved = open_store(f"sqlite:///{tmp_path / 'moved.sqlite'}")
        with pytest.raises(StoreError, match="no whole archive"):
            import_store(moved, broken)
        assert moved.revision == 0 and moved.articles().empty
        moved.close()


def test_what_is_there_is_never_written_over(used, tmp_path):
    there = tmp_path / "there"
    there.write_text("mine")
    for write in (export_store, back_up):
        with pytest.raises(StoreError, match="is left as it is"):
            write(used, there)
    assert there.read_text() == "mine"


def test_a_backup_is_a_store_of_its_own_though_another_writes_meanwhile(used, tmp_path, article):
    if used.engine.dialect.name != "sqlite":
        with pytest.raises(StoreError, match="pg_dump"):
            back_up(used, tmp_path / "copy.sqlite")
        return
    with used.writing() as (connection, _):
        connection.exec_driver_sql("DELETE FROM claims")
        back_up(used, tmp_path / "copy.sqlite")
    copy = open_store(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    assert len(copy.articles()) == 2 and len(copy.claims()) == 2
    copy.close()

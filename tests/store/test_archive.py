"""A store moves as a whole."""

import pytest

from store import StoreError, open_store
from store.archive import export_store, import_store


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
    with pytest.raises(StoreError, match="is left as it is"):
        export_store(used, there)
    assert there.read_text() == "mine"

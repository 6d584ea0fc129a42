"""What is kept on disk comes back as it was, or not at all."""

import numpy as np
import pandas as pd
import pytest

from maps.assets import blob
from web import shelf
from web.shelf import Kept, keep, kept, key_of

THING = Kept(
    tables={
        "claims": pd.DataFrame(
            {
                "name": pd.Series(["Ізюм", ""], dtype="str"),
                "day": np.array(["2022-09-10", "NaT"], dtype="datetime64[s]"),
                "confidence": [0.5, np.nan],
                "start": [1, -1],
                "sample": [True, False],
            }
        ),
        "none": pd.DataFrame({"name": pd.Series([], dtype="str")}),
    },
    blobs={"data": blob(b"1234" * 9, "application/octet-stream")},
    facts={"places": ["a", "b"]},
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MARCHLAND_HOME", str(tmp_path))
    return tmp_path / "worked-out"


def test_what_is_kept_comes_back_as_it_was(folder):
    key = key_of("edition", "sqlite:///x", 7)
    assert kept(key) is None
    keep(key, THING)
    found = kept(key)
    for name, table in THING.tables.items():
        pd.testing.assert_frame_equal(found.tables[name], table, check_exact=True)
    assert found.blobs == THING.blobs and found.facts == THING.facts
    assert kept(key_of("edition", "sqlite:///x", 8)) is None
    assert [each.name for each in folder.iterdir()] == [key]


@pytest.mark.parametrize("name", ["claims.arrow", "data.body", "facts.json"])
def test_what_is_damaged_is_not_believed(folder, name):
    keep("key", THING)
    path = folder / "key" / name
    path.write_bytes(path.read_bytes()[:-3])
    assert kept("key") is None


def test_what_others_may_have_written_is_not_believed(folder):
    keep("key", THING)
    folder.chmod(0o777)
    assert kept("key") is None
    keep("other", THING)
    assert not (folder / "other").exists()


def test_of_many_things_the_last_asked_for_stay(folder, monkeypatch):
    monkeypatch.setattr(shelf, "_MOST", 2)
    (folder / "draft-killed").mkdir(parents=True, mode=0o700)
    folder.chmod(0o700)
    for key in "ab":
        keep(key, THING)
    kept("a")
    monkeypatch.setattr(shelf, "_ABANDONED", -1.0)
    keep("c", THING)
    assert sorted(each.name for each in folder.iterdir()) == ["a", "c"]

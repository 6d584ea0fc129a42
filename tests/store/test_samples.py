"""The sample briefs go into a new store once, and out of it for good."""

from store import open_store
from store.__main__ import main
from store.samples import is_new, load_samples, remove_samples


def test_a_new_store_is_made_ready_once(tmp_path, monkeypatch, few_samples, pipeline):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    monkeypatch.setattr("store.__main__.Pipeline", lambda theatre: pipeline)
    assert main() == 0
    store = open_store(url)
    assert not is_new(store) and len(store.articles()) == few_samples
    revision = store.revision
    assert main() == 0 and store.revision == revision
    assert remove_samples(store) == few_samples and store.articles().empty
    assert main() == 0 and store.articles().empty  # what was removed stays removed
    told = []
    load_samples(store, pipeline, progress=lambda share, what: told.append(share))
    assert told[-1] == 1 and told == sorted(told) and store.has_samples()
    store.close()


def test_a_store_that_cannot_be_opened_is_said(tmp_path, monkeypatch, capsys):
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database, " * 100)
    monkeypatch.setenv("MARCHLAND_DATABASE", f"sqlite:///{broken}")
    assert main() == 1
    assert "broken.sqlite" in capsys.readouterr().err

"""Where data is read and what is made is kept."""

import os

from theatre.folders import DATA, home, theatre_folders


def test_home_is_where_the_environment_says_and_made_when_missing(monkeypatch, tmp_path):
    monkeypatch.setenv("MARCHLAND_HOME", str(tmp_path / "new" / "home"))
    assert home() == tmp_path / "new" / "home" and home().is_dir()


def test_home_lies_beside_the_code_otherwise(monkeypatch):
    monkeypatch.delenv("MARCHLAND_HOME", raising=False)
    assert home() == DATA.parent / "var"


def test_a_theatre_whose_folder_is_new_is_found(monkeypatch, tmp_path):
    monkeypatch.setenv("MARCHLAND_THEATRES", str(tmp_path))
    os.utime(tmp_path, ns=(1, 1))  # the system's clock of files may not go on meanwhile
    assert "new" not in theatre_folders()
    (tmp_path / "new").mkdir()
    assert theatre_folders()["new"] == tmp_path / "new"

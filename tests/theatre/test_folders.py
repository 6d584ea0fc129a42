"""Where data is read and what is made is kept."""

from theatre.folders import DATA, home


def test_home_is_where_the_environment_says_and_made_when_missing(monkeypatch, tmp_path):
    monkeypatch.setenv("MARCHLAND_HOME", str(tmp_path / "new" / "home"))
    assert home() == tmp_path / "new" / "home" and home().is_dir()


def test_home_lies_beside_the_code_otherwise(monkeypatch):
    monkeypatch.delenv("MARCHLAND_HOME", raising=False)
    assert home() == DATA.parent / "var"

import pytest

from extract.claimants import Claimants
from theatre.theatre import load_theatre


@pytest.fixture(scope="module")
def claimants():
    return Claimants(load_theatre("ukraine"))


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("the Ukrainian general staff", "UA"),
        ("Serhiy Haidai, the governor of Luhansk province", "UA"),
        ("the mayor of Melitopol", "UA"),
        ("the Russian-installed mayor of Melitopol", "RU"),
        ("a pro-Russian official in Kherson", "RU"),
        ("the head of the self-proclaimed Donetsk People's Republic", "RU"),
        ("Russia’s defence ministry", "RU"),
        ("the state news agency TASS", "RU"),
        ("RIA", "RU"),
        ("the governor of Belgorod", "RU"),
        ("US Secretary of State Antony Blinken", "other"),
        ("the UN human rights mission in Ukraine", "other"),
        ("Reuters", "other"),
        ("the Institute for the Study of War", "other"),
        ("residents of Bucha", "other"),
        ("he", None),
    ],
)
def test_side_of_a_speaker(claimants, words, side):
    assert claimants.side_of(words) == side


def test_what_is_said_of_a_speaker_in_passing_tells_too(claimants):
    assert claimants.side_of("the government in Izium", "the government in Izium, which is supported by Russia") == "RU"


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("Russian troops", "RU"),
        ("Moscow's forces", "RU"),
        ("Wagner fighters", "RU"),
        ("the separatists", "RU"),
        ("Ukraine's army", "UA"),
        ("the enemy", "enemy"),
        ("a bus", None),
    ],
)
def test_side_of_a_force(claimants, words, side):
    assert claimants.side_of_force(words) == side


def test_opponents(claimants):
    assert claimants.opponent("UA") == "RU"
    assert claimants.opponent("RU") == "UA"
    assert claimants.opponent("other") is None
    assert claimants.opponent(None) is None


def test_a_row_with_an_unknown_side_is_named(tmp_path):
    from dataclasses import replace

    (tmp_path / "actors.csv").write_text("words,side,role\nmartians,MARS,force\n")
    (tmp_path / "claimants.csv").write_text("words,side,role\n")
    with pytest.raises(ValueError, match="martians"):
        Claimants(replace(load_theatre("ukraine"), folder=tmp_path))

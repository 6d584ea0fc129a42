import shutil

import pytest

from extract.learned.reader import SecondReader, second_reader
from theatre.theatre import load_theatre

FOLDER = load_theatre().folder
SENTENCE = "Ukrainian troops hoisted their flag over Dibrova, while shells fell on Lyman."


@pytest.fixture(scope="module")
def reader() -> SecondReader:
    found = second_reader(FOLDER, "en")
    assert found is not None
    return found


def test_an_opinion_of_each_place_with_chances_that_add_up(reader):
    (opinions,) = reader.read([("", SENTENCE, [(41, 48), (71, 76)])])
    assert len(opinions) == 2
    for opinion in opinions:
        assert sum(opinion.holders.values()) == pytest.approx(1, abs=1e-5)
        assert sum(opinion.modes.values()) == pytest.approx(1, abs=1e-5)
        assert 0 <= opinion.trigger[0] < opinion.trigger[1] <= len(SENTENCE)
    assert opinions[0].holders["UA"] > 0.5 > opinions[1].holders["UA"]


def test_a_sentence_is_read_the_same_alone_and_among_others(reader):
    asked = ("", SENTENCE, [(41, 48)])
    others = [("", "Nothing moved near Izium. " * n, [(19, 24)]) for n in range(1, 40)]
    (alone,) = reader.read([asked])
    among = reader.read([*others, asked])[-1]
    assert among == alone


def test_ukrainian_has_a_reader_of_its_own():
    found = second_reader(FOLDER, "uk")
    assert found is not None
    sentence = "Українські військові звільнили Діброву, повідомив Генштаб."
    ((opinion,),) = found.read([("", sentence, [(31, 38)])])
    assert opinion.holders["UA"] > 0.5
    assert sentence[slice(*opinion.trigger)] == "звільнили"


def test_the_word_that_speaks_for_it_is_a_whole_word(reader):
    (opinions,) = reader.read([("", SENTENCE, [(41, 48), (71, 76)])])
    for opinion in opinions:
        start, end = opinion.trigger
        assert SENTENCE[start:end] in SENTENCE.replace(",", "").replace(".", "").split()


def test_a_sentence_without_places_has_no_opinions(reader):
    assert reader.read([("", "Nothing.", [])]) == [[]]


def test_no_reader_where_a_theatre_has_none_for_the_language():
    assert second_reader(FOLDER, "xx") is None


def test_a_declaration_that_misses_a_key_is_refused(tmp_path):
    shutil.copytree(FOLDER / "readers" / "en", tmp_path / "en")
    path = tmp_path / "en" / "reader.toml"
    path.write_text(path.read_text("utf-8").replace("losers", "loosers"), "utf-8")
    with pytest.raises(ValueError, match=r"reader\.toml is not complete.*losers"):
        SecondReader(tmp_path / "en")

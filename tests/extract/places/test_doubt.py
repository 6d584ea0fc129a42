"""Whether a name means a place at all, and a capital its government."""

import pytest

from extract.places.doubt import PlaceDoubt, coordinated, is_government
from extract.sentences import split


@pytest.fixture(scope="module")
def kept(catalogue, forms, scan):
    doubt = PlaceDoubt(catalogue, forms)

    def of(text: str) -> list[str]:
        starts = [sentence.start for sentence in split(text)]
        return [text[name.start : name.end] for name in doubt.kept(scan(text), text, starts)]

    return of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They fought in Lyman.", ["Lyman"]),
        ("Kalyna said no.", []),
        ("Oleh Lyman smiled.", []),
        ("General Kharkiv smiled.", []),
        ("They joined the Kharkiv Battalion.", []),
        ("They took the village of Kalyna.", ["Kalyna"]),
        ("Kalyna!", []),
        ("The Odesa treaty.", []),
        ("Rockets hit ODESA.", ["ODESA"]),
        ("Rockets hit SUMY.", []),  # too like an abbreviation
        ("ROCKETS HIT SUMY AGAIN.", ["SUMY"]),  # where all is in capitals
        ("MAYOR: POLTAVA'S LAST BRIDGE GONE", ["POLTAVA"]),
        ("Бердичі втрачені.", ["Бердичі"]),  # what befalls places only
        ("Sudzha is surrounded.", ["Sudzha"]),
        ("Volodymyr Zelensky's plane", []),
        ("President Volodymyr\nZelensky spoke", []),
        ("ПРЕЗИДЕНТ ВОЛОДИМИР ЗЕЛЕНСЬКИЙ", []),
    ],
)
def test_the_words_around_a_name_decide(kept, text, names):
    assert kept(text) == names


def test_names_in_one_list_vouch_for_each_other(kept):
    assert kept("Izium, Kamianka and Kapytolivka were quiet.") == ["Izium", "Kamianka", "Kapytolivka"]


def test_a_name_sure_in_one_sentence_is_sure_in_the_next(kept):
    assert kept("Kalyna slept.") == []
    assert kept("They held the village of Kalyna. Kalyna slept.") == ["Kalyna", "Kalyna"]


@pytest.mark.parametrize(
    ("between", "listed"),
    [(", ", True), (" and ", True), (", the ", True), (" ", False), ("", False), (" and then they went to ", False)],
)
def test_what_lists_two_names(between, listed):
    text = f"A{between}B"
    assert coordinated(text, 1, len(text) - 1) is listed


def test_a_capital_that_speaks_is_a_government(scan, catalogue):
    (kyiv,) = scan("Kyiv says so")
    assert is_government(kyiv, "", " says so", catalogue)
    assert not is_government(kyiv, "", " is quiet tonight", catalogue)
    assert is_government(kyiv, "talks with ", " go on", catalogue)

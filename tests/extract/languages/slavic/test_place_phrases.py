"""Lists of places, and what stands before them."""

import pytest

from tests.extract.languages.slavic.taken import text


@pytest.mark.parametrize(
    ("marked", "relation", "near", "part"),
    [
        ("Захопили [Попасну].", "bare", False, False),
        ("Бої тривають біля [Попасної].", "біля", True, False),
        ("Бої на околицях [Попасної].", "на", True, False),
        ("Ворог просунувся у районі [Попасної].", "у", True, False),
        ("Відступили з позицій у [Попасній].", "з", False, True),
        ("Захопили аеродром у [Гостомелі].", "bare", False, True),
        ("Захопили частину [Попасної].", "bare", False, True),
        ("Про взяття [Попасної].", "of", False, False),
        ("Ворог закріпився всередині [Попасної].", "в", False, False),
    ],
)
def test_what_stands_before(marked: str, relation: str, near: bool, part: bool) -> None:
    phrase = text(marked).place_phrases[-1]
    assert (phrase.relation, phrase.near, phrase.part) == (relation, near, part)


def test_lists_are_one_phrase() -> None:
    phrases = text("Звільнили [Оскіл], [Торське] та село [Невське].").place_phrases
    assert [len(p.places) for p in phrases] == [3]


def test_a_region_only_locates() -> None:
    phrases = text("Звільнили [Торське] [Донецької області] і [Оскіл].", regions=(1,)).place_phrases
    assert [len(p.places) for p in phrases] == [2]


def test_adjectives_are_kept() -> None:
    taken = text("Обстріляли тимчасово окупований [Токмак].")
    assert [taken.words[i].low for i in taken.place_phrases[0].attributes] == ["окупований"]

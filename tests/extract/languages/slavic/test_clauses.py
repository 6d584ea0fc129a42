"""Where a clause ends and the next begins."""

import pytest

from tests.extract.languages.slavic.taken import text


@pytest.mark.parametrize(
    ("marked", "clauses"),
    [
        ("[Ізюм] звільнили, а [Лиман] ще ні.", 2),
        ("Міністр каже, що [Ізюм] звільнили.", 2),
        ("Звільнили [Ізюм], [Лиман] і [Оскіл].", 1),
        ("Звільнили три села: [Оскіл], [Торське] і [Невське].", 1),
        ("[Ізюм] – під контролем ЗСУ.", 1),
        ("Увійшли в [Ізюм], закріпилися в [Лимані].", 2),
    ],
)
def test_clauses_are_counted(marked: str, clauses: int) -> None:
    assert len(set(text(marked).clauses)) == clauses


def test_a_clause_goes_on_behind_the_one_inside_it() -> None:
    taken = text("[Херсон], який окупували в березні, повернувся під контроль України.")
    assert taken.clauses[0] == taken.clauses[-2] != taken.clauses[3]

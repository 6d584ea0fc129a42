"""Who fights: side and case."""

import pytest

from tests.extract.languages.slavic.taken import text


@pytest.mark.parametrize(
    ("marked", "side", "case"),
    [
        ("Російські війська захопили [Попасну].", "RU", "nominative"),
        ("[Попасну] захоплено російськими військами.", "RU", "instrumental"),
        ("Сили оборони України звільнили [Ізюм].", "UA", "nominative"),
        ("[Ізюм] звільнили від ворога.", "enemy", "oblique"),
        ("Наші бійці звільнили [Ізюм].", "self", "nominative"),
        ("ЗСУ звільнили [Ізюм].", "UA", "any"),
        ("68-ма взяла [Макіївку].", None, "nominative"),
    ],
)
def test_side_and_case(marked: str, side: str | None, case: str) -> None:
    found = text(marked).fighters
    assert [(f.side, f.case) for f in found] == [(side, case)]

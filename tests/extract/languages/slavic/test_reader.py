"""The steps from a word of control to a reading: participants, sense, factuality."""

import pytest

from extract.languages.slavic.words import _frame
from extract.model import Mode
from tests.extract.languages.slavic.taken import readings

ROW = {"stem": "захоп", "kind": "verb", "sense": "take", "place": "bare", "with": "", "needs": ""}


@pytest.mark.parametrize(
    ("marked", "sense", "actor", "other"),
    [
        ("Росіяни захопили [Попасну].", "take", "RU", None),
        ("Ворога вибито з [Лукашівки].", "expel", "self", "enemy"),
        ("[Балаклію] здали.", "surrender", "ours", None),
        ("[Лиман] перейшов під контроль українських військ.", "fall", None, "UA"),
        ("[Лиман] перебуває під контролем українських військ.", "hold", "UA", None),
        ("[Херсон] – наш!", "hold", "self", None),
        ("[Херсон] окупований.", "occupied", None, None),
        ("[Херсон] окупували в березні.", "take", None, None),
        ("ЗСУ підняли прапор у [Лимані].", "enter", "UA", None),
        ("Росіяни прорвали оборону біля [Лимана].", "advance", "RU", None),
    ],
)
def test_participants_and_sense(marked: str, sense: str, actor: str | None, other: str | None) -> None:
    assert [(r.sense, r.actor, r.other) for r in readings(marked)] == [(sense, actor, other)]


@pytest.mark.parametrize(
    ("marked", "mode", "claimant"),
    [
        ("Росіяни захопили [Попасну].", Mode.FACT, None),
        ("Росіяни не захопили [Попасну].", Mode.DENIED, None),
        ("Росіяни намагаються захопити [Попасну].", Mode.PLANNED, None),
        ("Росіяни можуть захопити [Попасну].", Mode.HYPOTHETICAL, None),
        ("Генштаб повідомив, що росіяни захопили [Попасну].", Mode.CLAIMED, "Генштаб"),
        ("За даними Генштабу, росіяни захопили [Попасну].", Mode.CLAIMED, "Генштабу"),
        ("Росіяни захопили [Попасну] – Гайдай.", Mode.CLAIMED, "Гайдай"),
        ("Росіяни нібито захопили [Попасну].", Mode.CLAIMED, None),
        ("Генштаб спростував захоплення [Попасної].", Mode.DENIED, "Генштаб"),
    ],
)
def test_factuality(marked: str, mode: Mode, claimant: str | None) -> None:
    assert [(r.mode, r.claimant) for r in readings(marked)] == [(mode, claimant)]


def test_a_fight_that_is_over_tells_nothing() -> None:
    assert readings("Бої за [Лиман] завершилися.") == []


@pytest.mark.parametrize(("field", "value"), [("kind", "vreb"), ("sense", "grab"), ("needs", "force froce")])
def test_a_misspelt_frame_is_refused(field: str, value: str) -> None:
    with pytest.raises(ValueError, match=rf"захоп: {field} cannot be "):
        _frame({**ROW, field: value})

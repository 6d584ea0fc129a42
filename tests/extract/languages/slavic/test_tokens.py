"""What counts as a place, and what only looks like one."""

import pytest

from tests.extract.languages.slavic.taken import text


def test_places_are_words_of_their_own() -> None:
    words = text("Звільнили [Велику Новосілку] і [Ізюм].").words
    assert [w.low for w in words if w.mention is not None] == ["велику новосілку", "ізюм"]


@pytest.mark.parametrize(
    "marked",
    [
        "Війська [ДНР] захопили [Попасну].",
        "Селище під контролем [Києва], а [Попасна] – ні.",
        "[Сили] оборони зайняли [Ізюм].",
    ],
)
def test_names_of_sides_are_no_places(marked: str) -> None:
    assert sum(w.mention is not None for w in text(marked).words) == 1


def test_words_that_stand_for_a_place_are_marked() -> None:
    words = text("Місто звільнили, але [Ізюм] – ні.").words
    assert words[0].anaphor == "city"
    assert not text("Місто [Ізюм] звільнили.").words[0].anaphor


def test_including_is_one_word() -> None:
    assert "зокрема" in [w.low for w in text("Звільнили три села, в тому числі [Оскіл].").words]

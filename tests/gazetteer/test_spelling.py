import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.russian_toponyms import russian_name
from gazetteer.spelling import fold, romanise_russian, romanise_ukrainian, sound


@pytest.mark.parametrize(
    ("ukrainian", "kmu", "bgn", "russian", "english"),
    [
        ("Куп'янськ", "Kupiansk", "Kupyansk", "Купянск", "Kupyansk"),
        ("Згурівка", "Zghurivka", "Zghurivka", "Згуровка", "Zgurovka"),
        ("Єнакієве", "Yenakiieve", "Yenakiyeve", "Енакиево", "Yenakiyevo"),
        ("Велика Олександрівка", "Velyka Oleksandrivka", "Velyka Oleksandrivka", "Великая Александровка", None),
        ("Вовчанськ", "Vovchansk", "Vovchansk", "Волчанск", "Volchansk"),
        ("Затишшя", "Zatyshshia", "Zatyshshya", "Затишье", "Zatishye"),
    ],
)
def test_romanisations(ukrainian, kmu, bgn, russian, english):
    assert romanise_ukrainian(ukrainian) == kmu
    assert romanise_ukrainian(ukrainian, "bgn") == bgn
    assert russian_name(ukrainian) == russian
    assert english is None or romanise_russian(russian) == english


def test_careless_spellings_sound_alike():
    assert sound("Клещиевку") == sound("Кліщіївка") == sound("Klishchiyivka")
    assert sound("Бахмут") != sound("Бердянськ")


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)

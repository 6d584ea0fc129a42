import pytest

from gazetteer.inflection import adjective_stem, inflect


@pytest.mark.parametrize(
    ("name", "language", "form"),
    [
        ("Харків", "uk", "Харкова"),
        ("Миколаїв", "uk", "Миколаєва"),
        ("Велика Новосілка", "uk", "Великої Новосілки"),
        ("Часів Яр", "uk", "Часового Яру"),
        ("Станиця Луганська", "uk", "Станиці Луганської"),
        ("Рубіжне", "uk", "Рубіжному"),
        ("Кринки", "uk", "Кринок"),
        ("Ірпінь", "uk", "Ірпеня"),
        ("Запоріжжя", "uk", "Запоріжжю"),
        ("Изюм", "ru", "Изюмом"),
        ("Рубежное", "ru", "Рубежного"),
        ("Балаклея", "ru", "Балаклеи"),
        ("Ростов-на-Дону", "ru", "Ростова-на-Дону"),
        ("Сумы", "ru", "Сум"),
        ("Донецк", "ru", "Донецком"),
    ],
)
def test_names_are_declined(name, language, form):
    assert form in inflect(name, language)


def test_acronyms_stay_and_other_languages_are_refused():
    assert inflect("АЕС", "uk") == ("АЕС",)
    with pytest.raises(ValueError, match="pl"):
        inflect("Warszawa", "pl")


def test_adjectives_give_their_stem():
    assert adjective_stem("харківській") == adjective_stem("харківського") == "харківськ"
    assert adjective_stem("харків") is None

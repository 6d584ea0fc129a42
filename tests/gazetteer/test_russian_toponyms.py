import pytest

from gazetteer.russian_toponyms import russian_names, ukrainian_name


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Сватове", "Сватово"), ("Степове", "Степовое"), ("Лобкове", "Лобковое"), ("Тоненьке", "Тоненькое"),
        ("Новоекономічне", "Новоэкономическое"), ("Богородичне", "Богородичное"), ("Запорізьке", "Запорожское"),
        ("Андріївка", "Андреевка"), ("Яковлівка", "Яковлевка"), ("Киселівка", "Киселевка"), ("Роздольне", "Раздольное"),
        ("Піщане", "Песчаное"), ("Улакли", "Улаклы"), ("Липці", "Липцы"), ("Тростянець", "Тростянец"),
        ("Велика Димерка", "Большая Дымерка"), ("Лиман Перший", "Лиман Первый"), ("Хатнє", "Хатнее"),
        ("Борова", "Боровая"), ("Сухий Яр", "Сухой Яр"), ("Новомайорське", "Новомайорское"),
    ],
)  # fmt: skip
def test_russian_names_are_among_the_guesses(ukrainian, russian):
    assert russian in russian_names(ukrainian)


@pytest.mark.parametrize(
    ("russian", "ukrainian"),
    [
        ("Казачья Локня", "Козача Локня"),
        ("Матвеевка", "Матвеївка"),
        ("Гора-Подол", "Гора-Подол"),
        ("Меловой", "Меловий"),
    ],
)
def test_border_villages_have_ukrainian_names(russian, ukrainian):
    assert ukrainian_name(russian) == ukrainian

"""One row a construction of Russian: the sentence, and every (place, action, holder afterwards, mode) it claims."""

from datetime import date

import pytest

from tests.extract.languages.pipeline import claims, told

F, C, D, P, H = "fact", "claimed", "denied", "planned", "hypothetical"

VOICES = [
    ("Российские войска взяли Попасную.", [("Попасную", "captured", "RU", F)]),
    ("ВС РФ установили контроль над населённым пунктом Комар.", [("Комар", "captured", "RU", F)]),
    ("Авдеевка перешла под контроль РФ.", [("Авдеевка", "captured", "RU", F)]),
    ("Мариуполь взят российскими войсками.", [("Мариуполь", "captured", "RU", F)]),
    (
        "Украинская армия освободила Балаклею и Изюм.",
        [("Балаклею", "liberated", "UA", F), ("Изюм", "liberated", "UA", F)],
    ),
    ("ВСУ отбили у российских военных Лиман.", [("Лиман", "liberated", "UA", F)]),
    ("Украина вернула контроль над Лиманом.", [("Лиманом", "liberated", "UA", F)]),
    ("ВСУ потеряли контроль над Селидово.", [("Селидово", "captured", "RU", F)]),
    (
        "Мелитополь и Бердянск в руках российских военных.",
        [("Мелитополь", "held", "RU", F), ("Бердянск", "held", "RU", F)],
    ),
    ("Российские войска отступили из Изюма.", [("Изюма", "withdrew", None, F)]),
    ("Армия России вошла в Курахово.", [("Курахово", "entered", None, F)]),
    ("Российские войска окружили Мариуполь.", [("Мариуполь", "besieged", None, F)]),
    ("В Бахмуте идут уличные бои.", [("Бахмуте", "contested", "contested", F)]),
    ("Отражены три атаки ВСУ в районе Купянска.", [("Купянска", "repelled", None, F)]),
    ("Контроль над Волчанском перешёл к российской армии.", [("Волчанском", "captured", "RU", F)]),
    ("Российская армия полностью освободила Суджу.", [("Суджу", "captured", "RU", F)]),
]

NOUNS_AND_ADJECTIVES = [
    ("Взятие Бахмута заняло десять месяцев.", [("Бахмута", "captured", "RU", F)]),
    ("В оккупированной Каховке слышны взрывы.", [("Каховке", "held", "RU", F)]),
    ("Подконтрольный Киеву Краматорск обстреляли ночью.", [("Краматорск", "held", "UA", F)]),
    (
        "После взятия Авдеевки армия продвинулась к Очеретино.",
        [("Авдеевки", "captured", "RU", F), ("Очеретино", "advanced", None, F)],
    ),
]

STATES = [
    ("Лиман – наш, написал Стрелков.", [("Лиман", "held", "RU", C)]),
    ("Алёшки пока под оккупантами.", [("Алёшки", "held", "RU", F)]),
    ("Российские военные выбиты из Купянска.", [("Купянска", "liberated", "UA", F)]),
    ("Херсон вернулся под контроль страны.", [("Херсон", "liberated", "UA", F)]),
    ("ВСУ освободили два села, в том числе Андреевку.", [("Андреевку", "liberated", "UA", F)]),
]

STANCES = [
    ("Мариуполь взят не был.", [("Мариуполь", "captured", "RU", D)]),
    ("Рогов уверял, что Урожайное остаётся российским.", [("Урожайное", "held", "RU", C)]),
    ("Взять Харьков российская армия не смогла.", [("Харьков", "captured", "RU", D)]),
    ("Российская армия пытается захватить Часов Яр.", [("Часов Яр", "captured", "RU", P)]),
    ("Если россияне потеряют Лиман, фронт рухнет.", [("Лиман", "liberated", "UA", H)]),
    ("Минобороны РФ заявило о взятии Угледара.", [("Угледара", "captured", "RU", C)]),
    ("Британская разведка считает, что Россия контролирует Бахмут.", [("Бахмут", "held", "RU", C)]),
    ("Владимир Зеленский опроверг захват Купянска.", [("Купянска", "captured", "RU", D)]),
    ("Захват Одессы был целью вторжения.", [("Одессы", "captured", "RU", P)]),
]  # fmt: skip

NOTHING = [
    "Российские военные нанесли удар по Харькову.",
    "Нанесено поражение живой силе и технике в районах населённых пунктов Купянск и Лиман.",
    "Посол покинул Киев.",
    "Суд освободил из-под стражи мэра Одессы.",
    "ВСУ потеряли за сутки под Купянском до 40 военнослужащих.",
    "Россия вывезла из Херсона 115 тысяч жителей.",
    "Путин взял под контроль восстановление Мариуполя.",
    "Поезд отошёл из Харькова по расписанию.",
]


@pytest.mark.parametrize(("text", "expected"), VOICES + NOUNS_AND_ADJECTIVES + STATES + STANCES)
def test_what_a_sentence_claims(text, expected):
    assert told(text, "ru") == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_claim(text):
    assert told(text, "ru") == []


@pytest.mark.parametrize(
    ("publisher", "action", "holder"),
    [("РИА Новости", "captured", "RU"), ("Укринформ", "liberated", "UA")],
)
def test_freed_is_the_word_of_whoever_took_the_place(publisher, action, holder):
    assert told("Освобождён посёлок Торское.", "ru", publisher=publisher) == [("Торское", action, holder, F)]


def test_the_words_of_an_article_tell_whose_it_is():
    bulletin = "ВС РФ продолжают специальную военную операцию. Противник отошёл. Освобождён посёлок Торское в ДНР."
    assert ("Торское", "captured", "RU", F) in told(bulletin, "ru")
    report = "Оккупанты обстреляли Харьков, ранены люди. Освобождён посёлок Торское, захватчики бежали."
    assert ("Торское", "liberated", "UA", F) in told(report, "ru")


def test_an_article_becomes_claims_with_place_date_and_claimant():
    text = (
        "Министр обороны Сергей Шойгу доложил президенту, что вчера освобождён Лисичанск. "
        "«Мы потеряли этот город», — признал мэр Александр Стрюк."
    )
    taken, admitted = claims(text, "ru", published=date(2022, 7, 4), publisher="ТАСС")
    assert (taken.name, taken.controller_after, taken.claimant_side) == ("Lysychansk", "RU", "RU")
    assert taken.event_from == taken.event_to == date(2022, 7, 3)
    assert (admitted.name, admitted.controller_after, admitted.claimant_side, admitted.admission) == (
        "Lysychansk",
        "RU",
        "UA",
        True,
    )

"""One row a construction of Ukrainian: the sentence, and every (place, action, holder afterwards, mode) it claims."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.languages.slavic.words import lexicon
from extract.model import DateBasis, Kind
from tests.extract.languages.pipeline import claims, told

F, C, D, P, H = "fact", "claimed", "denied", "planned", "hypothetical"

VOICES = [
    ("Українські військові звільнили Ізюм.", [("Ізюм", "liberated", "UA", F)]),
    ("Ізюм і Балаклію звільнено.", [("Ізюм", "liberated", "UA", F), ("Балаклію", "liberated", "UA", F)]),
    ("Попасну захопили російські війська.", [("Попасну", "captured", "RU", F)]),
    ("Попасна була захоплена російськими військами.", [("Попасна", "captured", "RU", F)]),
    ("Урожайне українські морпіхи відбили влітку.", [("Урожайне", "liberated", "UA", F)]),
    ("Українські воїни вибили окупантів із Торського.", [("Торського", "liberated", "UA", F)]),
    ("Місто Рубіжне перейшло під контроль російських військ.", [("Рубіжне", "captured", "RU", F)]),
    ("Сили оборони відновили контроль над Лиманом.", [("Лиманом", "liberated", "UA", F)]),
    ("Куп'янськ знову під контролем України.", [("Куп'янськ", "held", "UA", F)]),
    ("Сєвєродонецьк перебуває в руках ворога.", [("Сєвєродонецьк", "held", "RU", F)]),
    ("Українські війська відійшли з Лисичанська.", [("Лисичанська", "withdrew", None, F)]),
    ("Військовим довелося залишити Лисичанськ.", [("Лисичанськ", "withdrew", None, F)]),
    ("Українські військові увійшли до Куп'янська.", [("Куп'янська", "entered", None, F)]),
    ("Ворожі війська оточили Маріуполь.", [("Маріуполь", "besieged", None, F)]),
    ("За Лиман точаться важкі бої.", [("Лиман", "contested", "contested", F)]),
    ("ЗСУ відбили атаки ворога поблизу Авдіївки.", [("Авдіївки", "repelled", None, F)]),
    ("Українські війська взяли під контроль Суджу.", [("Суджу", "captured", "UA", F)]),
]

NOUNS_AND_ADJECTIVES = [
    ("Звільнення Балаклії здивувало багатьох.", [("Балаклії", "liberated", "UA", F)]),
    ("Захоплення російськими військами міста Попасна тривало два місяці.", [("Попасна", "captured", "RU", F)]),
    ("Вибухи пролунали в тимчасово окупованому Токмаку.", [("Токмаку", "held", "RU", F)]),
    ("У звільненій Бучі працюють сапери.", [("Бучі", "liberated", "UA", F)]),
    ("Обстріляно підконтрольний Києву Краматорськ.", [("Краматорськ", "held", "UA", F)]),
    ("Попасна, яку росіяни окупували в травні, зруйнована.", [("Попасна", "captured", "RU", F)]),
]

CLAUSES = [
    (
        "Херсон, який росіяни окупували в березні, повернувся під контроль України.",
        [("Херсон", "captured", "RU", F), ("Херсон", "liberated", "UA", F)],
    ),
    (
        "Херсон, Мелітополь та інші окуповані міста чекають на допомогу.",
        [("Херсон", "held", "RU", F), ("Мелітополь", "held", "RU", F)],
    ),
    ("Росіяни захопили аеродром у Гостомелі.", [("Гостомелі", "captured", "RU", F)]),
    ("Мер підтвердив звільнення від росіян Балаклії.", [("Балаклії", "liberated", "UA", C)]),
    ("Маріуполь – під контролем росіян.", [("Маріуполь", "held", "RU", F)]),
]

STATES = [
    ("Херсон – наш!", [("Херсон", "held", "UA", F)]),
    ("Балаклія знову українська.", [("Балаклія", "held", "UA", F)]),
    ("Олешки поки що під росіянами.", [("Олешки", "held", "RU", F)]),
    ("Куп'янськ лишається українським.", [("Куп'янськ", "held", "UA", F)]),
    ("Російські танки вже в Маріуполі.", [("Маріуполі", "entered", None, F)]),
    (
        "Окупанти захопили три села, зокрема Стрілечу та Борисівку.",
        [("Стрілечу", "captured", "RU", F), ("Борисівку", "captured", "RU", F)],
    ),
    (
        "Славутич росіяни взяли в березні, але за два дні звільнено.",
        [("Славутич", "captured", "RU", F), ("Славутич", "liberated", "UA", F)],
    ),
    ("Вугледар утримувала 72-га бригада.", [("Вугледар", "held", "UA", F)]),
    ("Ворога вибито з Лукашівки.", [("Лукашівки", "liberated", "UA", F)]),
    ("Деокупація Луганщини розпочалася.", [("Луганщини", "liberated", None, F)]),
]

STANCES = [
    ("Гуляйполе утримуємо, хизується комбат Іваненко.", [("Гуляйполе", "held", "UA", C)]),
    ("Чи втратить Україна Покровськ?", [("Покровськ", "captured", "RU", H)]),
    ("Підтверджень захоплення Курахового немає.", [("Курахового", "captured", "RU", H)]),
    ("Сили оборони зірвали спробу ворога захопити Липці.", [("Липці", "captured", "RU", D)]),
    ("Росіяни не захопили Київ.", [("Київ", "captured", "RU", D)]),
    ("Росіяни намагаються захопити Бахмут.", [("Бахмут", "captured", "RU", P)]),
    ("Ворогу не вдалося захопити Бахмут.", [("Бахмут", "captured", "RU", D)]),
    ("Ми звільнимо Мелітополь.", [("Мелітополь", "liberated", "UA", P)]),
    ("Для звільнення Херсона потрібна зброя.", [("Херсона", "liberated", "UA", P)]),
    ("Якщо Бахмут впаде, дорога на захід буде відкрита.", [("Бахмут", "captured", "RU", H)]),
    ("Сергій Гайдай заявив, що Лисичанськ захоплено.", [("Лисичанськ", "captured", "RU", C)]),
    ("За даними Генштабу, росіяни захопили Попасну.", [("Попасну", "captured", "RU", C)]),
    ("Росіяни захопили Попасну – Гайдай.", [("Попасну", "captured", "RU", C)]),
    ("У Генштабі заперечили втрату Вугледара.", [("Вугледара", "captured", "RU", D)]),
    ("Немає підстав стверджувати про захоплення Дворічної.", [("Дворічної", "captured", "RU", D)]),
]

NOTHING = [
    "Росіяни обстріляли Харків і Чугуїв.",
    "Евакуація з Лисичанська триває.",
    "Дипломати покинули Київ.",
    "Окупанти захопили заручників у Мелітополі.",
    "Росіяни утримують у полоні захисників Маріуполя.",
    "Поліція звільнила з полону жительку Харкова.",
    "Уламки ракети впали на Харків.",
    "Ворог втратив під Бахмутом сотні солдатів.",
    "ЗСУ контролюють ситуацію в Авдіївці.",
    "Ворог атакував Харків дронами.",
    "Наступного дня в Бахмуті зникло світло.",
    "Харків під ворожим вогнем.",
    "Бої за Лисичанськ завершилися.",
    "Ізюм раніше перебував під контролем росіян.",
]


SCRAPS = tuple(
    """Бахмут Ізюмі Лимана звільнили захоплено під контролем росіян ЗСУ не якщо що який , ( ) « » : – . повідомив взяття
    місто його освободили оккупирован Изюм россияне если сообщил под за від до""".split()  # noqa: SIM905
)


@pytest.mark.parametrize(("text", "expected"), VOICES + NOUNS_AND_ADJECTIVES + CLAUSES + STATES + STANCES)
def test_what_a_sentence_claims(text, expected):
    assert told(text, "uk") == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_claim(text):
    assert told(text, "uk") == []


def test_an_article_becomes_claims_with_place_date_and_claimant():
    text = (
        "У суботу, 10 вересня, Збройні сили України звільнили Куп'янськ Харківської області. "
        "Про це повідомив Синєгубов.\n"
        "«Росіяни вже залишили Великий Бурлук», – розповів голова ОВА. Ворог обстріляв Чугуїв."
    )
    kupiansk, burluk = claims(text, "uk")
    assert (kupiansk.name, kupiansk.kind, kupiansk.admin1) == ("Kupiansk", Kind.SETTLEMENT, "Kharkiv")
    assert (kupiansk.gained_by, kupiansk.lost_by, kupiansk.controller_after) == ("UA", "RU", "UA")
    assert kupiansk.event_from == kupiansk.event_to == date(2022, 9, 10)
    assert kupiansk.date_basis is DateBasis.EXPLICIT
    assert text[kupiansk.start : kupiansk.end] == kupiansk.quote
    assert (burluk.name, str(burluk.mode), burluk.claimant, burluk.claimant_side) == (
        "Velykyi Burluk",
        C,
        "голова ОВА",
        "UA",
    )


def test_part_of_a_town_and_some_places_of_a_region():
    (part,) = claims("Загарбники контролюють половину Торецька.", "uk")
    assert (part.kind, part.partial) == (Kind.PART, True)
    assert told("Звільнено понад 30 населених пунктів Київської області.", "uk") == [
        ("Київської області", "liberated", None, F)
    ]
    assert told("Звільнено всю Київську область.", "uk") == [("Київську область", "liberated", "UA", F)]


def test_the_city_is_the_one_named_before():
    town = claims("Бої за Ізюм тривали тиждень. Українські військові звільнили місто.", "uk")[-1]
    assert (town.place, town.name, town.controller_after) == ("місто", "Izium", "UA")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=14), st.sampled_from(("uk", "ru")))
def test_scraps_of_a_sentence_break_nothing(words, language):
    text = " ".join(words)
    for claim in claims(text, language):
        assert text[claim.place_start : claim.place_end] == claim.place


def test_every_frame_is_sound():
    words = lexicon("ukrainian")
    assert all(frame.kind in ("verb", "noun", "adjective", "state") for frame in words.frames)
    assert words.scan.search("звільнено") and not words.scan.search("погода гарна")

"""Constructions of bulletins, headlines and channels in Ukrainian and Russian: (language, text, what it claims of which
place: words, action, holder afterwards, mode)."""

from datetime import date

import pytest

from extract.languages.slavic.words import plain
from tests.extract.languages.pipeline import claims, told

F, C, D, P, H = "fact", "claimed", "denied", "planned", "hypothetical"
Row = tuple[str, str, list[tuple[str, str, str | None, str]]]

ATTACKS: list[Row] = [
    ("uk", "Сили оборони відбили атаку на Вовчанськ.", [("Вовчанськ", "repelled", None, F)]),
    ("ru", "ВСУ отбили штурм Волчанска.", [("Волчанска", "repelled", None, F)]),
    ("uk", "Третю добу росіяни штурмують Вугледар.", [("Вугледар", "contested", "contested", F)]),
    ("ru", "Россияне штурмуют Угледар.", [("Угледар", "contested", "contested", F)]),
    ("uk", "Загарбники атакували в напрямку Сіверська.", [("Сіверська", "advanced", None, F)]),
    (
        "uk",
        "Противник безуспішно наступав біля Терещенківки та Новомихайлівки.",
        [("Новомихайлівки", "repelled", None, F)],
    ),
    ("ru", "Враг атаковал в районе Новомихайловки, но без успеха.", [("Новомихайловки", "repelled", None, F)]),
    ("uk", "Піхота закріпилася на позиціях біля Роботиного.", [("Роботиного", "advanced", None, F)]),
    ("ru", "Посёлок Торецк несколько раз переходил из рук в руки.", [("Торецк", "contested", "contested", F)]),
]

HOLDERS: list[Row] = [
    ("uk", "Окупаційна влада Мелітополя оголосила про вибори.", [("Мелітополя", "held", "RU", F)]),
    ("ru", "Оккупанты Энергодара вывозят оборудование.", [("Энергодара", "held", "RU", F)]),
    ("uk", "Мешканці окупованої російською армією Каховки лишилися без світла.", [("Каховки", "held", "RU", F)]),
    ("uk", "Ворог досі в Куп'янську.", [("Куп'янську", "held", "RU", F)]),
    ("uk", "Наші військові вже на околицях Токмака.", [("Токмака", "advanced", None, F)]),
    ("ru", "Российские военные были уже в Изюме.", [("Изюме", "entered", None, F)]),
    ("uk", "Рашисти сидять у Дворічній.", [("Дворічній", "held", "RU", F)]),
    ("uk", "Над Херсоном знову майорить український прапор.", [("Херсоном", "liberated", "UA", F)]),
    ("ru", "Российский флаг над Угледаром.", [("Угледаром", "captured", "RU", F)]),
    ("ru", "Сватово контролируется россиянами уже не полностью.", [("Сватово", "contested", "contested", F)]),
    ("uk", "Вознесенськ устояв.", [("Вознесенськ", "held", "UA", F)]),
    (
        "uk",
        "Росіяни зайшли в Лиман. Українці вибили загарбників із центру.",
        [("Лиман", "entered", None, F), ("центру", "liberated", None, F)],
    ),
]

BESIDE_OTHERS: list[Row] = [  # a verb said once, of places in several hands
    (
        "ru",
        "Торецк занят россиянами, Щербиновка – украинцами.",
        [("Торецк", "captured", "RU", F), ("Щербиновка", "liberated", "UA", F)],
    ),
    (
        "uk",
        "Росіяни тримають Лиман, а ЗСУ – Ямпіль.",
        [("Лиман", "held", "RU", F), ("Ямпіль", "held", "UA", F)],
    ),
    ("ru", "Купянск украинский, Двуречная под вопросом.", [("Купянск", "held", "UA", F)]),
    ("uk", "Під контроль ЗСУ перейшло Незнанівське Запорізької області.", []),
    ("uk", "Колона пішла на Оленівку, підконтрольну росіянам.", [("Оленівку", "held", "RU", F)]),
    ("ru", "Херсон – единственный центр, который российской армии удалось взять.", [("Херсон", "captured", "RU", F)]),
    ("ru", "Бой идёт за авиабазу «Васильков».", [("Васильков", "contested", "contested", F)]),
]

UNSAID: list[Row] = [  # what may not be said, or was asked for
    ("uk", "Говорити, що Соледар захоплений, не можна.", [("Соледар", "captured", "RU", D)]),
    ("ru", "Говорить о взятии Часова Яра преждевременно.", [("Часова Яра", "captured", "RU", D)]),
    ("uk", "Вони висловилися за продовження оборони Бахмута.", [("Бахмута", "held", "UA", P)]),
    ("uk", "Авдіївку ми втратили, перш ніж це визнали.", [("Авдіївку", "captured", "RU", F)]),
    ("uk", "Рашисти хизуються взяттям Сіверська.", [("Сіверська", "captured", "RU", C)]),
    ("ru", "Глава ОВА призвал не верить слухам: Орехов наш.", [("Орехов", "held", "UA", C)]),
]

FALSE: list[Row] = [
    ("uk", "ФЕЙК: Українські війська залишили Сіверськ.", [("Сіверськ", "withdrew", None, D)]),
    ("ru", "Ложь: россияне захватили Харьков.", [("Харьков", "captured", "RU", D)]),
    ("uk", "Не вірте чуткам про захоплення Очакова.", [("Очакова", "captured", "RU", D)]),
    ("ru", "Сообщения о взятии Орехова — вброс.", [("Орехова", "captured", "RU", D)]),
    ("uk", "Заява про окупацію Сум не відповідає дійсності.", [("Сум", "captured", "RU", D)]),
]

CAPITALS: list[Row] = [
    ("uk", "РОСІЙСЬКІ ВІЙСЬКА ЗАХОПИЛИ СОЛЕДАР.", [("СОЛЕДАР", "captured", "RU", F)]),
    ("ru", "УКРАИНСКИЕ ВОЙСКА ОСВОБОДИЛИ КРАСНЫЙ ЛИМАН.", [("КРАСНЫЙ ЛИМАН", "liberated", "UA", F)]),
]


@pytest.mark.parametrize(
    ("language", "text", "expected"), [*ATTACKS, *HOLDERS, *BESIDE_OTHERS, *UNSAID, *FALSE, *CAPITALS]
)
def test_constructions_of_news(language: str, text: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    found = told(text, language)
    assert [row for row in found if row[0] in {place for place, *_ in expected}] == expected


def test_a_headlines_source_speaks_for_what_it_only_presupposes() -> None:
    (claim,) = claims("Вибухи в окупованому Токмаку – Генштаб", "uk")
    assert (claim.mode, claim.claimant, claim.claimant_side) == (C, "Генштаб", "UA")
    (claim,) = claims("В окупованому Токмаку пожежа, а у Пологах – військова база РФ", "uk")
    assert claim.claimant is None


NOUN_PHRASES: list[Row] = [
    ("uk", "Росіяни захопили терикон Торецька.", [("Торецька", "captured", None, F)]),
    ("ru", "Бои идут в кварталах Бахмута.", [("Бахмута", "contested", "contested", F)]),
    ("uk", "Звільнили мешканців Балаклії від сплати податків.", []),
    ("uk", "Ізюм став останнім містом, яке захопили росіяни.", [("Ізюм", "captured", "RU", F)]),
    ("uk", "У Пологах, захоплених ще торік, немає води.", [("Пологах", "captured", "RU", F)]),
    ("ru", "В Энергодаре, занятом россиянами, отключили связь.", [("Энергодаре", "held", "RU", F)]),
    ("uk", "Ситуація в Куп'янську під контролем ЗСУ.", [("Куп'янську", "held", "UA", F)]),
    ("uk", "Вугледар під контролем 72-ї бригади.", [("Вугледар", "held", "UA", F)]),
    ("uk", "Зайняли Роботине, рухаємося далі.", [("Роботине", "liberated", "UA", F)]),
    ("uk", "Українці відступили, залишивши Лисичанськ.", [("Лисичанськ", "withdrew", None, F)]),
    ("uk", "Лиман устояв, Ізюм – ні.", [("Лиман", "held", "UA", F), ("Ізюм", "captured", "RU", F)]),
    ("ru", "Украинская группировка «Восток» удерживает Покровск.", [("Покровск", "held", "UA", F)]),
]


@pytest.mark.parametrize(("language", "text", "expected"), NOUN_PHRASES)
def test_noun_phrases(language: str, text: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("ЗСУ звільнили Ізюм, сказала в ефірі телемарафону речниця Наталія Гуменюк.", "Наталія Гуменюк"),
        ("Наші відійшли від Кринок, тепер там росіяни.", None),
        ("У Генштабі кажуть, що ЗСУ звільнили Ізюм.", "Генштабі"),
    ],
)
def test_claimants_are_no_fragments(text: str, claimant: str | None) -> None:
    assert claims(text, "uk")[0].claimant == claimant


def test_the_writers_own_comment_is_not_attributed() -> None:
    found = told("Путіну доповіли про взяття Сіверська, хоча місто утримують українці.", "uk")
    assert found == [("Сіверська", "captured", "RU", C), ("місто", "held", "UA", F)]


def test_a_time_may_stand_between_a_participle_and_its_place() -> None:
    assert ("Ялту", "held", "RU", F) in told("Дрони атакували окуповану з 2014 року Ялту.", "uk")


def test_scare_quotes_attribute() -> None:
    (claim,) = claims("Росіяни вдруге «взяли» Роботине.", "uk")
    assert claim.mode == C


def test_the_person_spoken_to_does_not_speak() -> None:
    (claim,) = claims("«Ми контролюємо Ізюм», – сказав кореспонденту офіцер бригади.", "uk")
    assert claim.claimant == "офіцер бригади"


LISTS: list[Row] = [
    (
        "uk",
        "Звільнено такі населені пункти:\n- Балаклія;\n- Шевченкове та Ізюм.",
        [("Балаклія", "liberated", "UA", F), ("Шевченкове", "liberated", "UA", F), ("Ізюм", "liberated", "UA", F)],
    ),
    (
        "ru",
        "Генштаб ВСУ сообщил, что отражены атаки в районах:\n1. Северска\n2. Торецка",
        [("Северска", "repelled", None, C), ("Торецка", "repelled", None, C)],
    ),
    (
        "uk",
        "Сили оборони звільнили два села. Це Роботине та Урожайне.",
        [("Роботине", "liberated", "UA", F), ("Урожайне", "liberated", "UA", F)],
    ),
    (
        "ru",
        "ВСУ освободили Урожайное. Позже Маляр добавила к списку Роботино.",
        [("Урожайное", "liberated", "UA", F), ("Роботино", "liberated", "UA", C)],
    ),
    ("uk", "Ізюм звільнено.\nБалаклія", [("Ізюм", "liberated", "UA", F)]),
    (
        "uk",
        "Сили оборони відбили атаки в районах населених пунктів Синьківка, Терни та Невське.",
        [("Синьківка", "repelled", None, F), ("Терни", "repelled", None, F), ("Невське", "repelled", None, F)],
    ),
]

OTHER_TIMES: list[Row] = [
    ("uk", "Війська Червоної армії звільнили Київ.", []),
    ("ru", "В 1943 году советские войска освободили Харьков.", []),
    ("uk", "Путін говорив про визволення Херсона.", [("Херсона", "captured", "RU", P)]),
]

FIELD_WORDS: list[Row] = [
    ("uk", "Орки зайшли в Соледар.", [("Соледар", "entered", None, F)]),
    ("uk", "Противник втратив контроль над населеним пунктом Андріївка.", [("Андріївка", "liberated", "UA", F)]),
    (
        "uk",
        "Ворог окупував Іванівське, а також просунувся у Кліщіївці та поблизу Часового Яру.",
        [
            ("Іванівське", "captured", "RU", F),
            ("Кліщіївці", "advanced", None, F),
            ("Часового Яру", "advanced", None, F),
        ],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), [*LISTS, *OTHER_TIMES, *FIELD_WORDS])
def test_lists_other_times_and_words_of_the_field(
    language: str, text: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    assert told(text, language) == expected


OUTCOMES: list[Row] = [
    ("uk", "Ворог наступав біля Часового Яру, усі вісім атак відбито.", [("Часового Яру", "repelled", None, F)]),
    ("ru", "Противник наступал у Часова Яра, все атаки отражены.", [("Часова Яра", "repelled", None, F)]),
    ("ru", "Попытки ВСУ прорваться к Купянску пресечены.", [("Купянску", "repelled", None, F)]),
    ("uk", "Харків відбив ще одну атаку.", [("Харків", "repelled", None, F)]),
    ("uk", "Місто тримали, доки Лиман не взяли росіяни.", [("Лиман", "captured", "RU", F)]),
    ("uk", "На Сумщині вони не зайняли жодного населеного пункту.", [("Сумщині", "captured", None, D)]),
    ("uk", "Ворога відкинули в бік Херсона.", []),
]

AGENTS: list[Row] = [
    ("ru", "Российские десантники выбили ВСУ из Курахово.", [("Курахово", "captured", "RU", F)]),
    ("ru", "Российские штурмовые группы прорвались в Часов Яр.", [("Часов Яр", "entered", None, F)]),
    ("uk", "У Торське зайшла штурмова група.", [("Торське", "entered", None, F)]),
    ("uk", "Українські військові звільнили Ізюм.", [("Ізюм", "liberated", "UA", F)]),
    ("uk", "Москва видає бажане за дійсне, Куп'янськ вони не захопили.", [("Куп'янськ", "captured", "RU", D)]),
    ("ru", "Херсон оставили без боя.", [("Херсон", "withdrew", None, F)]),
    ("ru", "Россияне по-прежнему занимают Изюм.", [("Изюм", "held", "RU", F)]),
    ("uk", "#тримаємо #Торецьк", []),
]

WHERE: list[Row] = [
    ("ru", "Рядом с Купянском идут бои.", [("Купянском", "contested", None, F)]),
    ("uk", "На Лиманському противник атакував біля Торського.", [("Торського", "contested", None, F)]),
    ("ru", "Белогоровка — последнее село Луганщины, которое обороняют ВСУ.", [("Белогоровка", "held", "UA", F)]),
    ("ru", "В июне пали Шумы, в июле — Курахово.", [("Шумы", "captured", "RU", F), ("Курахово", "captured", "RU", F)]),
    ("uk", "Між Торецьком, захопленим торік, і Дружківкою стоїть блокпост.", [("Торецьком", "captured", "RU", F)]),
    ("ru", "Часов Яр — в серой зоне.", [("Часов Яр", "contested", "contested", F)]),
    ("uk", "Сусідня Волноваха лишається в окупації.", [("Волноваха", "held", "RU", F)]),
    ("uk", "Над міськрадою Балаклії майорить український прапор.", [("Балаклії", "liberated", "UA", F)]),
    ("uk", "Досі сидять росіяни: Олешки, Каховка.", [("Олешки", "held", "RU", F), ("Каховка", "held", "RU", F)]),
    (
        "ru",
        "Бои идут за Торецк. Украинские военные удерживают северную часть.",
        [("Торецк", "contested", "contested", F), ("часть", "held", "UA", F)],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), [*OUTCOMES, *AGENTS, *WHERE])
def test_outcomes_agents_and_places(language: str, text: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert told(text, language) == expected


STATES: list[Row] = [
    ("ru", "Новоегоровка ничья.", [("Новоегоровка", "contested", "contested", F)]),
    ("ru", "За Торецк дерутся с лета.", [("Торецк", "contested", "contested", F)]),
    ("ru", "Куриловку отстояла 10-я бригада.", [("Куриловку", "held", "UA", F)]),
    ("ru", "Шахта в Торецке стоит.", []),
    ("ru", "Волчанск остаётся под огневым контролем россиян.", []),
    ("uk", "Олешки досі під контролем окупаційної влади.", [("Олешки", "held", "RU", F)]),
    ("ru", "Порт Мариуполя захватили россияне.", [("Мариуполя", "captured", "RU", F)]),
    ("uk", "Очищено від окупантів Боромлю.", [("Боромлю", "liberated", "UA", F)]),
    ("uk", "Якби Бахмут здали, росіяни зустріли б зиму в Краматорську.", [("Бахмут", "captured", "RU", H)]),
    ("uk", "Росіяни спробують завершити захоплення Торецька.", [("Торецька", "captured", "RU", P)]),
    ("ru", "Командующий сообщил об отходе гарнизона Авдеевки.", [("Авдеевки", "withdrew", None, C)]),
]

ASIDES: list[Row] = [
    ("ru", "Купянск, вопреки заявлениям пропаганды, удерживается армией России.", [("Купянск", "held", "RU", F)]),
    ("uk", "Лук'янівське, що вище по річці, теж за росіянами.", [("Лук'янівське", "held", "RU", F)]),
    ("ru", "Попытки врага захватить Красногоровку успеха не имели.", [("Красногоровку", "captured", "RU", D)]),
    (
        "ru",
        "Бои идут за Торецк. Российские войска контролируют около восьмидесяти процентов города.",
        [("Торецк", "contested", "contested", F), ("города", "held", "RU", F)],
    ),
]

OTHERS: list[Row] = [
    ("uk", "Ізюм під нами, Кремінна під ними.", [("Ізюм", "held", "UA", F), ("Кремінна", "held", "RU", F)]),
    ("uk", "Ямпіль чужий.", [("Ямпіль", "held", "RU", F)]),
    ("uk", "Кремінна під їхнім прапором.", [("Кремінна", "held", "RU", F)]),
    (
        "uk",
        "Красногорівку вони зайняли, Лиман ми тримаємо.",
        [("Красногорівку", "captured", "RU", F), ("Лиман", "held", "UA", F)],
    ),
    ("uk", "Росія анексувала Херсонську та Запорізьку області.", []),
    ("ru", "Россия аннексировала Крым.", [("Крым", "captured", "RU", F)]),
    ("ru", "Свердликово россияне взяли.", [("Свердликово", "captured", "RU", F)]),
    ("uk", "Водяне противник узяв торік.", [("Водяне", "captured", "RU", F)]),
]

HEADINGS: list[Row] = [
    (
        "uk",
        "Звільнені населені пункти:\n- Роботине\n- Урожайне",
        [("Роботине", "liberated", "UA", F), ("Урожайне", "liberated", "UA", F)],
    ),
    (
        "uk",
        "Деокуповані громади Харківщини:\n1) Балаклія\n2) Ізюм",
        [("Харківщини", "liberated", None, F), ("Балаклія", "liberated", "UA", F), ("Ізюм", "liberated", "UA", F)],
    ),
    (
        "ru",
        "Противник продвинулся:\n- у Курахово\n- вблизи Часова Яра",
        [("Курахово", "advanced", None, F), ("Часова Яра", "advanced", None, F)],
    ),
]

VOICES: list[Row] = [
    ("ru", "Противник захватил Курахово.", [("Курахово", "captured", "RU", F)]),
    ("ru", "Россияне наступают. Наши бойцы взяли Торское.", [("Торское", "liberated", "UA", F)]),
    ("ru", "ВСУ наступают. Наши бойцы взяли Торское.", [("Торское", "captured", "RU", F)]),
    ("ru", "Наши бойцы взяли Торское, противник отходит.", [("Торское", "captured", "RU", F)]),
    ("ru", "ВСУ отбросили противника. Наши взяли Торское.", [("Торское", "liberated", "UA", F)]),
    ("ru", "Войска группировки «Центр» выбили противника из Успеновки.", [("Успеновки", "captured", "RU", F)]),
]


@pytest.mark.parametrize(("language", "text", "expected"), [*STATES, *ASIDES, *OTHERS, *HEADINGS, *VOICES])
def test_states_and_voices(language: str, text: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("text", "claimant", "side"),
    [
        ("Рамзан Кадыров, напротив, объявил о взятии Волчанска.", "Рамзан Кадыров", "RU"),
        ("О взятии Волчанска Москва отчиталась вчера.", "Москва", "RU"),
        ("Путину доложили о взятии Северска.", None, None),
        ("Волчанск, по Конашенкову, взят ещё в четверг.", "Конашенкову", "RU"),
        ("Минобороны Великобритании сообщает, что россияне вошли в Торецк.", "Минобороны Великобритании", "other"),
    ],
)
def test_who_is_said_to_say_it(text: str, claimant: str | None, side: str | None) -> None:
    (claim,) = claims(text, "ru")
    assert (claim.claimant, claim.claimant_side) == (claimant, side)


def test_a_clock_before_a_headlines_source() -> None:
    (claim,) = claims("12:40 Пентагон: росіяни захопили Ізюм.", "uk")
    assert (claim.mode, claim.claimant, claim.claimant_side) == (C, "Пентагон", "other")


@pytest.mark.parametrize("head", ["Війна в Україні", "Україна", "Наступ Росії", "Новини"])
def test_running_heads_speak_not(head: str) -> None:
    (claim,) = claims(f"{head}: російські війська захопили Соледар.", "uk")
    assert (claim.mode, claim.claimant) == (F, None)


def test_items_have_the_day_of_the_line_that_opens_the_list() -> None:
    found = claims("Учора звільнено такі міста:\n- Ізюм\n- Балаклія", "uk", published=date(2022, 10, 5))
    assert [(c.place, c.event_to) for c in found] == [("Ізюм", date(2022, 10, 4)), ("Балаклія", date(2022, 10, 4))]


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Ізю\u0301м", "ізюм"),
        ("звiльнено", "звільнено"),
        ("звіль\u00adнено", "звільнено"),
        ("BMW", "bmw"),
        ("М'яч", "м'яч"),
    ],
)
def test_words_are_folded(word: str, folded: str) -> None:
    assert plain(word) == folded

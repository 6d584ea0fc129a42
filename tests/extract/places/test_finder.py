"""Places named in a text: found, resolved, and told from what only looks like one."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.marked_toponyms import FOLDER, read_toponyms
from extract.places.finder import PlaceFinder
from extract.sentences import split
from gazetteer.files import load_gazetteer
from gazetteer.place import Kind, distance_km
from theatre.theatre import load_theatre

FINDER = None


def finder() -> PlaceFinder:
    global FINDER
    if FINDER is None:
        FINDER = PlaceFinder(load_gazetteer(load_theatre()), load_theatre())
    return FINDER


def find(text, *, published=date(2022, 9, 11), language="en"):
    return [m for m in finder().find(text, split(text), published=published, language=language) if m.kind != "country"]


def names(text, **options):
    return [(m.surface, m.place.name if m.place else None, m.kind.value) for m in find(text, **options)]


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Soldiers hold Izium.", "Izium", "Izium"),
        ("Soldiers hold Kupyansk.", "Kupyansk", "Kupiansk"),
        ("Soldiers hold Kharkiv Province.", "Kharkiv Province", "Kharkiv Oblast"),
        ("Soldiers hold Balakliya.", "Balakliya", "Balakliia"),
        ("Soldiers hold Vovchansk.", "Vovchansk", "Vovchansk"),
        ("Soldiers hold Kherson.", "Kherson", "Kherson"),
        ("Soldiers hold Snihurivka.", "Snihurivka", "Snihurivka"),
        ("Soldiers hold Lyman.", "Lyman", "Lyman"),
        ("Soldiers hold Rubizhne.", "Rubizhne", "Rubizhne"),
        ("Soldiers hold Bakhmut.", "Bakhmut", "Bakhmut"),
        ("Soldiers hold Avdiivka.", "Avdiivka", "Avdiivka"),
        ("Soldiers hold Robotyne.", "Robotyne", "Robotyne"),
        ("Soldiers hold Krynky.", "Krynky", "Krynky"),
        ("Бой под Изюмом.", "Изюмом", "Izium"),
        ("Флаг в Купянске.", "Купянске", "Kupiansk"),
        ("Прапор в Ізюмі.", "Ізюмі", "Izium"),
        ("Бій біля Куп’янська.", "Куп’янська", "Kupiansk"),
        ("Бій біля Куп'янська.", "Куп'янська", "Kupiansk"),
        ("Бій біля Купʼянська.", "Купʼянська", "Kupiansk"),
        ("Бой в Бахмуте.", "Бахмуте", "Bakhmut"),
        ("Вошли в Снигирёвку.", "Снигирёвку", "Snihurivka"),
        ("Вошли в Снигиревку.", "Снигиревку", "Snihurivka"),
    ],
)
def test_names_in_every_form_are_found(text, surface, name):
    assert (surface, name) in [(found[0], found[1]) for found in names(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr Shevchenko smiled.",
        "Oleh Baturin wrote to General Orlov.",
        "Vladimir Putin phoned Volodymyr Zelensky.",
        "The Kherson-born painter sold a Kharkiv-based gallery.",
        "As hundreds of soldiers withdrew, Vladimir Putin and President Volodymyr Zelensky said nothing.",
        "As it happened, Police Chief Marine Dupont agreed.",
        "Слава героям, каже Сергій Гайдай.",
        "Правда победит, сказал Роман Чернов.",
        "Перемога близько.",
        "The New York Times and the Moscow Times wrote about it.",
        "Berlin and Paris promised help.",
    ],
)
def test_people_words_and_the_rest_of_the_world_are_no_places(text):
    assert names(text) == []


@pytest.mark.parametrize(
    "text", ["Mykolaiv, Kramatorsk and Sloviansk stay free.", "Миколаїв, Краматорськ і Слов’янськ вільні."]
)
def test_a_regional_capital_is_no_other_places_inflected_name(text):
    assert names(text, published=date(2024, 8, 20))[0][1] == "Mykolaiv"
    held = finder().gazetteer.candidates(text.split(",")[0])
    assert {place.name for place in held} == {"Mykolaiv"}


def test_villages_that_neither_register_nor_geonames_hold_are_placed_by_their_district():
    found = find("They took Daryino, Snagost and Nekhoteyevka.", published=date(2024, 8, 20))
    assert [(m.place.name, m.place.admin1, m.place.precision.value) for m in found] == [
        ("Daryino", "Kursk", "raion"), ("Snagost", "Kursk", "raion"), ("Nekhoteyevka", "Belgorod", "raion")
    ]  # fmt: skip
    assert all(m.radius_km >= 25 for m in found)


@pytest.mark.parametrize(
    ("text", "oblast"),
    [
        ("Russian forces captured New York, the ministry said.", "Donetsk"),
        ("Fighting goes on in New York and Toretsk.", "Donetsk"),
        ("Three people died in New York, Donetsk Oblast.", "Donetsk"),
        ("Войска взяли Нью-Йорк.", "Donetsk"),
        ("The president flew to New York for the assembly.", None),
        ("Президент вилетів до Нью-Йорка.", None),
    ],
)
def test_new_york_is_the_town_only_where_the_words_around_say_so(text, oblast):
    found = [m for m in find(text, published=date(2024, 8, 20)) if m.surface.startswith(("New", "Нью"))]
    assert [m.place.admin1 for m in found] == [oblast] * (oblast is not None)


def test_a_former_name_that_no_other_settlement_bears_needs_no_words_around_it():
    (found,) = find("Lastochkyne, the next village to the west, is quiet.", published=date(2024, 2, 27))
    assert (found.place.name, found.place.admin1) == ("Krynychne", "Donetsk")


@pytest.mark.parametrize("word", ["Kyiv ", "Ivanivka ", "Ivanivka, Kharkiv Oblast, "])
def test_dense_text_takes_time_in_proportion(word):
    def seconds(length):
        text = (word * (length // len(word) + 1))[:length]
        begun = process_time()
        finder().find(text, split(text), published=date(2024, 8, 20))
        return process_time() - begun

    seconds(10_000)
    assert seconds(80_000) < 16 * seconds(20_000)  # four times the text; a quadratic part would show


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Parts of Donetsk and Luhansk oblasts fell.", ["Donetsk Oblast", "Luhansk Oblast"]),
        ("The provinces of Luhansk and Donetsk burn.", ["Luhansk Oblast", "Donetsk Oblast"]),
        ("They crossed the Kherson region.", ["Kherson Oblast"]),
        ("They dug in across southern Kherson.", ["Kherson Oblast"]),
        ("They left northern Ukraine and the Donbas.", ["Northern Ukraine", "Donbas"]),
        ("Бої в Донецькій та Луганській областях.", ["Donetsk Oblast", "Luhansk Oblast"]),
        ("Бои в Харьковской области.", ["Kharkiv Oblast"]),
        ("Вибухи в Криму.", ["Crimea"]),
        ("Moscow annexed Donetsk, Luhansk, Kherson and Zaporizhzhia.", [
            "Donetsk Oblast", "Luhansk Oblast", "Kherson Oblast", "Zaporizhzhia Oblast"]),
    ],
)  # fmt: skip
def test_regions(text, regions):
    assert [name for _, name, kind in names(text) if kind == "region"] == regions


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They fought near Izium.", Kind.NEAR),
        ("They fought on the outskirts of Izium.", Kind.NEAR),
        ("They moved towards Izium.", Kind.NEAR),
        ("Бої на Ізюмському напрямку.", Kind.NEAR),
        ("They shelled Hostomel airport.", Kind.PART),
        ("They took eastern Bakhmut.", Kind.PART),
        ("They lost the Kakhovka dam.", Kind.PART),
        ("They crossed the Oskil River.", Kind.OTHER),
        ("They took the city of Izium.", Kind.SETTLEMENT),
    ],
)
def test_kinds(text, kind):
    assert [m.kind for m in find(text)] == [kind]


def test_a_distance_and_a_bearing_give_a_point():
    (mention,) = find("They stood 10 km east of Izium.")
    assert mention.kind == Kind.NEAR
    assert distance_km((mention.latitude, mention.longitude), (49.207, 37.277)) == pytest.approx(10, abs=0.5)
    assert mention.longitude > 37.3
    assert mention.radius_km > 0


def test_between_two_towns_lies_the_middle():
    first, second = find("The front ran between Lyman and Svatove.")
    assert first.kind == second.kind == Kind.NEAR
    assert (first.latitude, first.longitude) == (second.latitude, second.longitude)
    assert 10 < first.radius_km < 60


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv says it needs time.",
        "According to Kyiv, the road is open.",
        "Weapons for Kyiv will come.",
        "Київ заявив про удар.",
        "Москва отрицает обстрел.",
    ],
)
def test_governments_are_metonyms(text):
    assert [m.metonym for m in find(text)] == [True]


@pytest.mark.parametrize("text", ["Rockets fell on Kyiv.", "They were driven from Kyiv.", "Life in Moscow goes on."])
def test_cities_are_not(text):
    assert [m.metonym for m in find(text)] == [False]


def test_the_region_beside_a_name_decides_between_namesakes():
    assert find("They took Lyman, a village in Chuhuiv district, Kharkiv Oblast.")[0].place.admin1 == "Kharkiv"
    assert find("They took Lyman in Donetsk Oblast.")[0].place.admin1 == "Donetsk"


def test_the_places_around_decide_too():
    (village, _) = find("The village of Andriivka near Bakhmut was taken.", published=date(2023, 9, 15))
    assert distance_km((village.latitude, village.longitude), (48.59, 38.0)) < 25


def test_a_name_that_nothing_decides_stays_ambiguous():
    (mention,) = find("They took the village of Ivanivka.", published=date(2030, 1, 1))
    assert mention.place is None and mention.latitude is None
    assert len(mention.alternatives) > 1
    assert sum(a.score for a in mention.alternatives) <= 1.001


def test_a_roughly_located_village_says_so_by_its_radius():
    mention = next(m for m in find("They took Neskuchne in Donetsk Oblast.") if m.surface == "Neskuchne")
    assert mention.radius_km >= 10


def test_offsets_and_sentences_are_exact():
    text = "The army left Izium.\n\nOn Sunday “Kupiansk” was free; Балаклія теж."
    sentences = split(text)
    for mention in finder().find(text, sentences, published=date(2022, 9, 11)):
        assert text[mention.start : mention.end] == mention.surface
        assert sentences[mention.sentence].start <= mention.start < sentences[mention.sentence].end


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Izium Kyїв.’-'\n,КупянськLyman of the in", max_size=200))
def test_no_text_breaks_it(text):
    for mention in finder().find(text, split(text)):
        assert text[mention.start : mention.end] == mention.surface


@pytest.mark.parametrize("language", ["english", "ukrainian", "russian"])
def test_the_toponym_sets_are_read_well_enough(language):
    hits = misses = extra = 0
    for day, text, meant in read_toponyms(FOLDER / f"{language}.txt"):
        found = [m for m in find(text, published=day, language=language[:2]) if not m.metonym]
        wanted = [m for m in meant if m.kind != "metonym"]
        touched = [any(f.start < w.end and w.start < f.end for f in found) for w in wanted]
        hits, misses = hits + sum(touched), misses + len(touched) - sum(touched)
        extra += sum(not any(f.start < w.end and w.start < f.end for w in meant) for f in found)
    assert 2 * hits / (2 * hits + misses + extra) >= 0.95

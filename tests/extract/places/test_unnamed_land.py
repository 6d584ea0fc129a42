"""Land without a region's name: what is read as such, in three languages, and what is left alone."""

from datetime import date
from itertools import pairwise

import pytest

from extract.dates.chronology import Chronology
from extract.model import Article, Mention
from extract.places.finder import PlaceFinder
from extract.places.unnamed_land import UnnamedLands, is_unnamed_land
from extract.sentences import split
from gazetteer.files import load_gazetteer
from gazetteer.place import Kind
from tests.extract import reading
from theatre.theatre import load_theatre

VYSOKOPILLIA = "katottg:UA65020070000029027"
INHULETS = "country:UA/right-bank-of-inhulets"
OSKIL = "country:UA/east-bank-of-oskil"
RIVERS = "country:UA/between-dnipro+inhulets"
IZIUM_SLOVIANSK = "country:UA/between-geonames:693468+geonames:707292"


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    theatre = load_theatre()
    return PlaceFinder(load_gazetteer(theatre), theatre)


@pytest.fixture(scope="module")
def lands(finder) -> UnnamedLands:
    return UnnamedLands(finder.gazetteer, load_theatre())


@pytest.fixture
def found(finder, lands):
    def find(text: str, language: str = "en") -> list[Mention]:
        sentences = split(text)
        mentions = finder.find(text, sentences, published=date(2022, 11, 12), language=language)
        widened = lands.widened(text, sentences, mentions)
        assert all(text[m.start : m.end] == m.surface for m in widened)
        assert all(one.end <= other.start for one, other in pairwise(widened))
        return list(widened)

    return find


@pytest.mark.parametrize(
    ("language", "text", "id", "surface"),
    [
        ("en", "They freed the Vysokopillia hromada.", VYSOKOPILLIA, "Vysokopillia hromada"),
        ("en", "They hold the whole Vysokopillia community.", VYSOKOPILLIA, "Vysokopillia community"),
        ("uk", "Звільнено всі села Високопільської громади.", VYSOKOPILLIA, "Високопільської громади"),
        ("ru", "Освобождены все сёла Высокопольской громады.", VYSOKOPILLIA, "Высокопольской громады"),
        ("en", "They left the right bank of the Inhulets.", INHULETS, "right bank of the Inhulets"),
        ("uk", "Вони залишили правий берег Інгульця.", INHULETS, "правий берег Інгульця"),
        ("ru", "Они оставили правый берег реки Ингулец.", INHULETS, "правый берег реки Ингулец"),
        ("ru", "Они оставили правобережье Ингульца.", INHULETS, "правобережье Ингульца"),
        ("en", "They hold everything east of the Oskil.", OSKIL, "everything east of the Oskil"),
        ("en", "They took the eastern bank of the Oskil river.", OSKIL, "eastern bank of the Oskil river"),
        ("uk", "Вони захопили всю територію на схід від Осколу.", OSKIL, "всю територію на схід від Осколу"),
        ("ru", "Они заняли всю территорию восточнее Оскола.", OSKIL, "всю территорию восточнее Оскола"),
        ("en", "They freed the land between the Inhulets and the Dnipro.", RIVERS,
         "the land between the Inhulets and the Dnipro"),
        ("uk", "Звільнено межиріччя Дніпра та Інгульця.", RIVERS, "межиріччя Дніпра та Інгульця"),
        ("ru", "Освобождено всё между Ингульцом и Днепром.", RIVERS, "всё между Ингульцом и Днепром"),
        ("en", "They took all settlements between Izium and Sloviansk.", IZIUM_SLOVIANSK,
         "all settlements between Izium and Sloviansk"),
        ("uk", "Захоплено всі села між Слов'янськом та Ізюмом.", IZIUM_SLOVIANSK,
         "всі села між Слов'янськом та Ізюмом"),
        ("ru", "Они заняли территорию между Изюмом и Славянском.", IZIUM_SLOVIANSK,
         "территорию между Изюмом и Славянском"),
    ],
)  # fmt: skip
def test_land_without_a_name_is_one_mention(found, language, text, id, surface):
    (mention,) = found(text, language)
    assert (mention.kind, mention.place.id, mention.surface) == (Kind.REGION, id, surface)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They took villages between Izium and Sloviansk."),  # some
        ("en", "They hold the road between Izium and Sloviansk."),
        ("en", "They freed all settlements between Izium and Kherson."),  # too far for a corridor
        ("en", "They freed everything between Kupiansk and the Dnipro."),  # a town and a river
        ("en", "They left the left bank of the Siverskyi Donets."),  # which flows through three oblasts
        ("en", "They left the left bank of the Zherebets."),  # whose course nobody has drawn
        ("en", "They took settlements east of the Oskil."),
        ("en", "The Kherson community celebrated."),
        ("uk", "Вони йдуть дорогою між Ізюмом та Слов'янськом."),
    ],
)
def test_what_cannot_be_drawn_honestly_is_left_as_it_was_found(found, language, text):
    assert not any(
        is_unnamed_land(m.place) or m.place.id.startswith("katottg") for m in found(text, language) if m.place
    )


def test_a_bank_lies_in_the_oblast_that_the_text_is_about(found):
    last = found("They took Lyman and Sviatohirsk. Then they left the left bank of the Siverskyi Donets.")[-1]
    assert last.place.id == "region:UA-14/left-bank-of-siverskyi-donets"
    named = found("In Kharkiv Oblast they hold the east bank of the Oskil.")[-1]
    assert named.place.id == "region:UA-63/east-bank-of-oskil"
    (behind,) = found("They hold the east bank of the Oskil in Kharkiv Oblast.")
    assert (behind.place.id, behind.place.name) == ("region:UA-63/east-of-oskil", "Kharkiv Oblast east of the Oskil")


def test_a_bank_that_has_a_name_keeps_it(found):
    (mention,) = found("They left the right bank of the Dnipro.")
    assert mention.place.id == "region:ua-right-bank"


def test_several_hromadas_share_their_noun(found):
    ids = [m.place.id for m in found("They freed all villages of the Izium and Balakliia hromadas.")]
    assert ids == ["katottg:UA63040090000021240", "katottg:UA63040010000010092"]
    assert ids == [m.place.id for m in found("Звільнено села Ізюмської та Балаклійської громад.", "uk")]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Russian troops captured the east bank of the Oskil.", [(OSKIL, "RU", False)]),
        ("en", "The right bank of the Inhulets was lost.", []),  # by whom?
        ("en", "Russian troops captured some villages on the east bank of the Oskil.", [(OSKIL, None, True)]),
        ("en", "Russian troops seized three settlements along the east bank of the Oskil.", [(OSKIL, None, True)]),
        ("en", "Ukrainian forces liberated all villages on the right bank of the Inhulets.", [(INHULETS, "UA", False)]),
        ("en", "Ukrainian forces liberated the village on the right bank of the Inhulets.", []),
        ("uk", "Ворог захопив кілька сіл на східному березі Осколу.", [(OSKIL, None, True)]),
        ("en", "Ukrainian troops advanced along the east bank of the Oskil.", [(OSKIL, None, True)]),
        ("en", "Ukrainian forces liberated all villages of the Vysokopillia hromada.",
         [(f"{VYSOKOPILLIA}/all", "UA", False)]),
        ("en", "Ukrainian forces liberated some villages of the Vysokopillia hromada.", [(VYSOKOPILLIA, None, True)]),
        ("en", "Russian forces hold all of Kherson Oblast except the Vysokopillia hromada.",
         [(f"region:UA-65/all-except-{VYSOKOPILLIA}", "RU", False)]),
        ("uk", "Російські війська контролюють усю Харківську область, окрім Ізюмського району.",
         [("region:UA-63/all-except-katottg:UA63040000000023521", "RU", False)]),
        ("uk", "Українські війська звільнили все між Інгульцем та Дніпром.", [(RIVERS, "UA", False)]),
        ("ru", "Российские войска заняли все сёла между Изюмом и Славянском.", [(IZIUM_SLOVIANSK, "RU", False)]),
    ],
)  # fmt: skip
def test_what_is_claimed_of_it(finder, language, text, told):
    sentences, day = split(text), date(2022, 11, 12)
    mentions = finder.find(text, sentences, published=day, language=language)
    article = Article("a", "", text, day, language=language)
    claims = reading.finder().find(article, sentences, mentions, Chronology(text, sentences, day))
    assert [(c.place_id, c.controller_after, c.partial) for c in claims] == told
    assert all(c.confidence <= 0.8 for c in claims if c.place_id.startswith("country:"))


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Ukrainian forces advanced in the south.", ["region:ua-south"]),
        ("The army gained ground in the country's east.", ["region:ua-east"]),
        ("They retook land in the east and south.", ["region:ua-south-east"]),
        ("The Russians hold the centre of the town, the Ukrainians the south.", []),
        ("They attacked targets in the south.", []),
        ("They lie to the south.", []),
        ("Izium was attacked from the south.", []),
    ],
)
def test_a_quarter_of_the_country_is_named_by_its_point_of_the_compass(found, text, regions) -> None:
    assert [m.place.id for m in found(text) if m.place is not None and m.place.id.startswith("region:ua-")] == regions

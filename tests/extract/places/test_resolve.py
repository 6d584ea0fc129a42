"""Which of the places of one name is meant."""

from datetime import date

import pytest

from extract.places.doubt import PlaceDoubt
from extract.places.resolve import Resolver
from extract.sentences import split


@pytest.fixture(scope="module")
def resolved(catalogue, forms, scan):
    resolver = Resolver(catalogue)

    def of(text: str, day: date = date(2022, 9, 11), language: str = "en"):
        starts = [sentence.start for sentence in split(text)]
        names = PlaceDoubt(catalogue, forms).kept(scan(text), text, starts)
        resolver.resolve(names, text, day, language)
        return {text[n.start : n.end]: (catalogue.gazetteer.admin1s[n.choice.best], n.choice.share) for n in names}

    return of


def test_size_and_fighting_decide_alone(resolved):
    oblast, share = resolved("They fought in Lyman.")["Lyman"]
    assert oblast == "Donetsk" and share > 0.5


def test_a_region_named_beside_it_decides(resolved):
    assert resolved("They fought in Lyman, Kharkiv Oblast.")["Lyman"][0] == "Kharkiv"


def test_places_around_it_vouch(resolved):
    near_bakhmut = resolved("They fought in Andriivka, Klishchiivka and Bakhmut.", date(2023, 9, 15))
    assert near_bakhmut["Andriivka"][0] == "Donetsk"
    near_balakliia = resolved("They fought in Andriivka, Balakliia and Savyntsi.", date(2022, 9, 8))
    assert near_balakliia["Andriivka"][0] == "Kharkiv"


def test_a_name_keeps_its_sense_through_an_article(resolved):
    clear = "They fought in Andriivka, Klishchiivka and Bakhmut."
    later = f"{clear} {'Nothing else happened that day. ' * 60}\nAndriivka was quiet."
    assert resolved(later, date(2023, 9, 15))["Andriivka"][0] == "Donetsk"


def test_what_nothing_decides_is_not_decided(resolved):
    assert resolved("They took the village of Ivanivka.", date(2030, 1, 1))["Ivanivka"][1] < 0.5


def test_a_river_is_told_by_its_banks(resolved, catalogue):
    assert resolved("They crossed to the banks of the Oskil.") != resolved("They entered Oskil.")


def test_across_the_border_the_fighting_of_the_day_tells_too(resolved):
    crossed = resolved("They entered Korenevo and Sverdlikovo.", date(2024, 8, 20))
    assert {oblast for oblast, _ in crossed.values()} == {"Kursk"}
    assert resolved("They entered Korenevo.", date(2022, 9, 11))["Korenevo"][0] != "Kursk"

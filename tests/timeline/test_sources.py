import numpy as np

from timeline.arrow import coded
from timeline.claims import claims_table
from timeline.sources import families, owners, with_sources


def test_outlets_of_one_owner_are_one_family(theatre):
    of = families(["TASS", "https://tass.com/defense/1", "A village blog", ""], theatre)
    assert of["TASS"] == of["https://tass.com/defense/1"] != of["A village blog"]
    assert of["A village blog"] == "a village blog" and of[""] == "unnamed"


def test_a_publisher_that_is_not_listed_is_known_by_its_address(theatre):
    rows = [{"publisher": "A mirror", "url": "https://www.tass.ru/1"}, {"publisher": "A mirror"}, {"publisher": "TASS"}]
    claims = claims_table([{"action": "held", "url": "", **row} for row in rows])
    family, side = owners(claims, coded(claims["publisher"]), np.arange(3), theatre, tuple(theatre.sides))
    names = [family.texts[code] for code in family.codes]
    assert names[0] == names[2] != names[1]
    assert [list(theatre.sides)[number] if number >= 0 else "" for number in side] == ["RU", "", "RU"]


def test_what_a_user_knows_goes_before_the_theatres_list(theatre):
    rows = [{"publisher": "Tass", "domain": "tass.com", "family": "own", "side": ""}]
    edited = with_sources(theatre, [*rows, {"publisher": "Blog", "domain": "", "family": "bbc", "side": "UA"}])
    of = families(["TASS", "https://tass.com/defense/1", "Blog", "BBC"], edited)
    assert of == {"TASS": "own", "https://tass.com/defense/1": "own", "Blog": "bbc", "BBC": "bbc"}
    assert families(["TASS"], theatre) != {"TASS": "own"} and with_sources(theatre, []) is theatre

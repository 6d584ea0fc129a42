"""Claims of a war of more than two sides: nobody is "the other side"."""

from datetime import date

import pytest

from tests.extract.reading import read
from tests.three_sides import mutiny, valleys

FALLEN_OUT = date(2023, 6, 24)
BEFORE = date(2022, 9, 11)


def parties(text, *, theatre=None, published=FALLEN_OUT, **about):
    """(place, action, gained, lost, after, mode) of each claim."""
    return [
        (c.name, str(c.action), c.gained_by, c.lost_by, c.controller_after, str(c.mode))
        for c in read(text, theatre=theatre or mutiny(), published=published, **about)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the loser is whom the sentence names
        ("Ukrainian forces repelled the mutineers and retook Izium.", ("liberated", "UA", "WG", "UA", "fact")),
        ("Mutineers handed Izium over to Ukraine.", ("transferred", "UA", "WG", "UA", "fact")),
        ("Russian forces drove the mutineers out of Izium.", ("captured", "RU", "WG", "RU", "fact")),
        ("The mutineers admitted that Russia had retaken Izium.", ("captured", "RU", "WG", "RU", "claimed")),
        # or whoever held it
        ("Mutineer forces captured Izium.", ("captured", "WG", None, "WG", "fact")),
        ("Izium fell to the mutineers.", ("captured", "WG", None, "WG", "fact")),
        ("Izium was liberated.", ("liberated", "UA", None, "UA", "fact")),
        ("Izium was captured.", ("captured", None, None, None, "fact")),
        # who leaves a place leaves it to nobody
        ("The mutineers withdrew from Izium.", ("withdrew", None, "WG", None, "fact")),
        ("The last mutineer forces completely withdrew from Izium.", ("withdrew", None, "WG", None, "fact")),
        ("The mutineers were driven out of Izium.", ("withdrew", None, "WG", None, "fact")),
        ("The mutineers lost the battle for Izium.", ("captured", None, "WG", None, "fact")),
        # who denies a loss denies their own
        ("Mutineers denied that Izium had been retaken.", ("liberated", "UA", "WG", "UA", "denied")),
        ("Russia denied that the mutineers had captured Izium from Ukraine.", ("captured", "WG", "UA", "WG", "denied")),
        # an enemy of whoever speaks could be either of two
        ("The enemy captured Izium, the mutineers said.", ("captured", None, None, None, "claimed")),
        ("Mutineers said they hold Izium.", ("held", None, None, "WG", "claimed")),
    ],
)
def test_who_gains_and_who_loses(text, expected):
    assert parties(text) == [("Izium", *expected)]


@pytest.mark.parametrize("text", ["Izium is under occupation.", "Izium still stands."])
def test_what_could_be_any_side_s_is_nobody_s(text):
    assert parties(text) == []


def test_where_one_side_alone_fights_another_it_is_the_loser():
    assert parties("Mutineer forces captured Izium.", published=BEFORE)[0][2:4] == ("WG", "UA")
    assert parties("Ukrainian forces captured Izium.", published=BEFORE)[0][2:4] == ("UA", None)


def test_both_parties_to_a_change_agree_not_all_sides():
    claim = read(
        "Russian and mutineer officials said the mutineers had lost Izium to Russian forces.",
        theatre=mutiny(),
        published=FALLEN_OUT,
    )[0]
    assert (claim.gained_by, claim.lost_by, claim.claimant_side, claim.admission) == ("RU", "WG", "WG", True)


@pytest.mark.parametrize(
    ("denial", "side", "lost"), [("Kyiv denied it.", "UA", "UA"), ("Moscow denied it.", "RU", "RU")]
)
def test_a_denial_that_points_back_is_of_any_other_side_s_claim(denial, side, lost):
    claimed, denied = read(
        f"The mutineers said they had captured Izium. {denial}", theatre=mutiny(), published=FALLEN_OUT
    )
    assert (claimed.gained_by, claimed.lost_by, claimed.claimant_side) == ("WG", None, "WG")
    assert (str(denied.mode), denied.claimant_side, denied.gained_by, denied.lost_by) == ("denied", side, "WG", lost)


def test_an_ally_s_denial_is_not_of_its_own_loss():
    text = "The mutineers said they had captured Izium. Moscow denied it."
    _, denied = read(text, theatre=mutiny(), published=BEFORE)
    assert (denied.claimant_side, denied.lost_by) == ("RU", "UA")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army drove the RSF out of Izium.", [("liberated", "UP", "LOW", "UP", "fact")]),
        ("The SPLM-N seized Izium from the army.", [("captured", "HILL", "UP", "HILL", "fact")]),
        ("The RSF seized Izium.", [("captured", "LOW", "UP", "LOW", "fact")]),  # its only enemy
        ("The SLM seized Izium.", [("captured", "FORD", None, "FORD", "fact")]),  # which has none
        ("The RSF and the SPLM-N jointly control Izium.", [("held", None, None, "contested", "fact")]),
        ("RSF fighters withdrew from Izium.", [("withdrew", None, "LOW", None, "fact")]),
        ("The army said it had expelled the enemy from Izium.", [("liberated", "UP", None, "UP", "claimed")]),
        ("The RSF denied that it had lost Izium.", [("liberated", "UP", "LOW", "UP", "denied")]),
        (
            "The RSF said it had withdrawn from Izium, which the SLM now controls.",
            [("held", None, None, "FORD", "fact"), ("withdrew", None, "LOW", None, "claimed")],
        ),
        # a hyphen is no end of a side's name, and a movement is whose it is
        ("SPLM-N continues to control Izium.", [("held", None, None, "HILL", "fact")]),
        ("The RSF faction of its founder, which runs Izium, is small.", [("held", None, None, "LOW", "fact")]),
        # who says it of their own means it, quotation marks or not
        ('The army said that Izium had been "liberated".', [("liberated", "UP", None, "UP", "claimed")]),
        # what is left to a side it holds, what was its last foothold it lost
        ("Izium is the army's last outpost on the front.", [("held", None, None, "UP", "fact")]),
        ("Izium, the RSF's last stronghold, was captured.", [("liberated", "UP", "LOW", "UP", "fact")]),
    ],
)
def test_sides_are_found_by_the_theatre_s_words_alone(text, expected):
    assert parties(text, theatre=valleys()) == [("Izium", *each) for each in expected]


@pytest.mark.parametrize(
    ("text", "victor"),
    [
        ("Izium was captured on Friday, residents said.", None),
        ("The RSF fights on. Izium was captured on Friday, residents said.", "LOW"),  # the one enemy that is told of
        ("The RSF and the SPLM-N fight on. Izium was captured on Friday, residents said.", None),
        ("The RSF and the SPLM-N fight on. The RSF took Bucha. Izium was lost as well.", "LOW"),  # who acted last
    ],
)
def test_of_several_enemies_the_article_tells_which(text, victor):
    assert parties(text, theatre=valleys())[-1][2] == victor


@pytest.mark.parametrize(
    ("text", "language"), [("Заколотники захопили Izium.", "uk"), ("Мятежники захватили Izium.", "ru")]
)
def test_sides_are_found_in_every_language(text, language):
    assert parties(text, language=language) == [("Izium", "captured", "WG", None, "WG", "fact")]

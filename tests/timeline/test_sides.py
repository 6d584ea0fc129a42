"""Control in a war of more than two sides: who leaves a place leaves it to nobody, allies speak for each other."""

from datetime import date

import numpy as np
import pytest

from tests.three_sides import MUTINY, mutiny
from tests.timeline.conftest import claim, lines
from theatre.sides import Side, Sides
from timeline.claims import claims_table
from timeline.control import control
from timeline.evidence import ADMISSION, NEUTRAL, OWN, evidence
from timeline.hostilities import Hostilities
from timeline.verdicts import DIRECT, Spoken, judged

UA, RU, WG = range(3)
LATER = "2023-06-24"  # RU and WG fight each other


def story(*claims, **options):
    """The rows of Izium, the baseline's left out."""
    return lines(control(claims_table(claims), theatre=mutiny(), **options))[1:]


def taken(day, by, of="", **fields):
    return claim("captured", day, controller_after=by, gained_by=by, lost_by=of, **fields)


def left(day, who, **fields):
    return claim("withdrew", day, controller_after="", lost_by=who, **fields)


def grade(row, **fields):
    return evidence(claims_table([row | fields]), theatre=mutiny())["grade"].tolist()


def test_who_takes_a_place_ends_whoever_held_it():
    fights = claim("contested", "2022-04-01")
    assert story(fights, taken("2022-04-02", "RU"), taken("2022-04-20", "WG"))[-2:] == [
        "04-02 held RU R3",
        "04-20 held WG R3",
    ]


def test_r19_who_leaves_a_place_leaves_it_to_nobody():
    held = claim("contested", "2022-04-01"), taken("2022-04-02", "RU")
    rows = control(claims_table([*held, left("2022-04-20", "RU", id="gone")]), theatre=mutiny())
    assert lines(rows)[-2:] == ["04-02 held RU R3", "04-20 unknown R19"]
    assert rows.iloc[-1][["claims_for", "claims_against", "basis"]].tolist() == ["gone", "", "direct"]
    assert story(*held, left("2022-04-20", "RU"), taken("2022-04-25", "WG"))[-1] == "04-25 held WG R3"


def test_r19_only_who_holds_a_place_can_leave_it_and_only_who_is_believed():
    held = claim("contested", "2022-04-01"), taken("2022-04-02", "RU")
    assert story(*held, left("2022-04-20", "WG"))[-1] == "04-02 held RU R3"
    assert story(*held, left("2022-04-20", "RU", side="UA"))[-1] == "04-02 held RU R3"  # its enemy says so
    assert story(*held, left("2022-04-20", "RU", side="RU"))[-1] == "04-20 unknown R19"
    assert story(*held, left("2022-04-20", "RU"), taken("2022-04-20", "WG"))[-1] == "04-20 held WG R3"


def test_a_claim_after_a_withdrawal_is_not_opposed_by_who_left():
    held = claim("contested", "2022-04-01"), taken("2022-04-02", "RU"), taken("2022-04-18", "RU")
    own = taken("2022-04-21", "WG", side="WG")
    assert story(*held, left("2022-04-20", "RU"), own)[-2:] == ["04-21 claimed WG R3", "04-24 held WG R3"]


@pytest.mark.parametrize(
    ("side", "row", "expected"),
    [
        ("WG", taken("2022-04-02", "WG", "UA"), OWN),
        ("RU", taken("2022-04-02", "WG", "UA"), OWN),  # its ally's favour
        ("UA", taken("2022-04-02", "WG", "UA"), ADMISSION),
        ("WG", taken("2022-04-02", "UA", "RU"), ADMISSION),  # its ally's loss
        ("UA", taken(LATER, "WG", "RU"), NEUTRAL),  # of two of its enemies
        ("RU", taken(LATER, "WG", "UA"), NEUTRAL),
        ("RU", taken(LATER, "WG"), ADMISSION),
        ("RU", claim("held", LATER, controller_after="WG"), ADMISSION),  # who holds it is its enemy
        ("RU", claim("held", "2022-04-02", controller_after="WG"), OWN),  # and was its ally
        ("RU", left("2022-04-02", "WG"), ADMISSION),
        ("UA", left("2022-04-02", "WG"), OWN),
        ("other", taken(LATER, "WG", "RU"), NEUTRAL),
    ],
)
def test_in_whose_interest_a_side_speaks(side, row, expected):
    assert grade(row, claimant_side=side, claimant="a spokesman", mode="claimed") == [expected]


def test_who_denies_what_others_do_to_each_other_says_nothing_of_who_holds_it():
    def denied(side, of, day=LATER):
        row = taken(day, "WG", of, side=side) | {"mode": "denied"}
        return evidence(claims_table([row]), theatre=mutiny())["side"].tolist()

    assert denied("UA", "UA") == [UA] and denied("UA", "") == [UA]
    assert denied("RU", "UA") == [] and denied("other", "UA") == []
    assert denied("RU", "UA", "2022-04-02") == []  # an ally of who is said to have taken it
    row = claim("liberated", "2022-04-02", lost_by="WG", side="RU") | {"mode": "denied"}
    assert evidence(claims_table([row]), theatre=mutiny())["side"].tolist() == [WG]  # its ally still holds it


def test_a_denial_keeps_a_place_from_being_held_at_once():
    fights, says = claim("contested", "2023-06-23"), taken(LATER, "WG", "RU", side="WG")
    denies = taken(LATER, "WG", "RU", side="RU") | {"mode": "denied", "id": "denial"}
    before = taken("2022-04-02", "RU"), claim("contested", "2022-04-01")
    assert story(*before, fights, says, denies)[-1].split()[1] != "held"


def spoken(grades, changes, scores):
    one = np.zeros(1, dtype="int64")
    of_sides = [np.array([each]) for each in (grades, changes, scores)]
    none = np.full_like(of_sides[0], -1)
    return Spoken(one, one, one, one, np.zeros(1), of_sides[0], of_sides[1], none, of_sides[2], of_sides[1], none, none)


def test_a_third_side_s_word_is_looked_at():
    verdict = judged(spoken([NEUTRAL, NEUTRAL, OWN], [False, False, True], [0.9, 0.2, 0.5]), DIRECT)
    assert verdict.side.tolist() == [-1]  # "still theirs" settles nothing of what another claims to have taken since
    verdict = judged(spoken([NEUTRAL, 0, OWN], [True, False, False], [0.8, 0.0, 0.5]), DIRECT)
    assert (verdict.side.tolist(), verdict.score.tolist()) == ([UA], [0.8 * 0.75])


def test_r20_a_place_held_by_two_at_once_is_contested():
    held = claim("contested", "2022-04-01"), taken("2022-04-02", "RU")
    both = claim("held", "2022-04-20", controller_after="contested", id="both")
    rows = control(claims_table([*held, both, taken("2022-05-10", "WG")]), theatre=mutiny())
    assert lines(rows)[-2:] == ["04-20 contested R20", "05-10 held WG R3"]
    assert rows.iloc[-2]["claims_for"] == "both"


def test_a_theatre_may_have_one_side():
    verdict = judged(spoken([NEUTRAL], [True], [0.8]), DIRECT)
    assert (verdict.side.tolist(), verdict.score.tolist()) == ([0], [0.8])
    alone = Hostilities.of(Sides([Side("UP", "Upland", "Uplandish", "UP", "#1f6fb4")]))
    assert alone.enemy(np.array([0, -1]), np.array([0, 0])).tolist() == [-1, -1]


def test_columns_of_hostilities_are_the_sides_own():
    sides, days = mutiny().sides, [date(2022, 1, 1), date.fromisoformat(MUTINY), date(2023, 6, 25)]
    hostilities, ids = Hostilities.of(sides), [None, *sides]
    for day in days:
        number = np.datetime64(day, "D").astype("int64")
        for one in range(-1, 3):
            assert hostilities.enemy(one, number) == ids.index(sides.enemy(ids[one + 1], day)) - 1
            for other in range(-1, 3):
                pair = ids[one + 1], ids[other + 1]
                assert hostilities.hostile(one, other, number) == sides.hostile(*pair, day)
                assert hostilities.allied(one, other, number) == sides.allied(*pair, day)

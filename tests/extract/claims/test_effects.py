import pytest

from extract.claims.effects import Effect, Event, effect_of, is_guessed, of_part
from extract.languages.reading import PlaceRef
from extract.model import Action, Mode
from extract.places.extents import Extent
from gazetteer.place import Kind
from tests.extract.reading import reading_of, theatre_claimants


def effect(
    sense: str,
    *,
    kind: Kind = Kind.SETTLEMENT,
    actor: str | None = None,
    other: str | None = None,
    speaker: str | None = None,
    legitimate: str = "UA",
    **about: object,
) -> tuple[str, str | None, str | None, str | None] | None:
    event = Event(theatre_claimants(), reading_of(sense, **about), kind, actor, other, speaker, legitimate)
    found = effect_of(event)
    return (str(found.action), found.gained, found.lost, found.after) if found is not None else None


@pytest.mark.parametrize(
    ("sense", "actor", "expected"),
    [
        ("take", "RU", ("captured", "RU", "UA", "RU")),
        ("take", None, ("captured", "RU", "UA", "RU")),
        ("take", "UA", ("liberated", "UA", "RU", "UA")),
        ("retake", None, ("liberated", "UA", "RU", "UA")),
        ("lose", "RU", ("liberated", "UA", "RU", "UA")),
        ("leave", "RU", ("withdrew", None, "RU", None)),
        ("hold", "RU", ("held", None, None, "RU")),
        ("hold", None, None),
        ("occupied", None, ("held", None, None, "RU")),
        ("stand", None, ("held", None, None, "UA")),
        ("fight", None, ("contested", None, None, "contested")),
        ("besiege", "RU", ("besieged", None, None, None)),
        ("enter", "RU", ("entered", "RU", None, None)),
        ("advance", "RU", ("advanced", "RU", None, None)),
        ("repel", "UA", ("repelled", None, None, "UA")),
        ("transfer", "RU", ("transferred", "UA", "RU", "UA")),
        ("transfer", None, None),
        ("a sense that no frame has", "RU", None),
    ],
)
def test_what_each_sense_means_by_its_actor(sense, actor, expected):
    assert effect(sense, actor=actor) == expected


def test_land_of_the_other_state_is_captured_not_liberated():
    assert effect("take", actor="UA", legitimate="RU") == ("captured", "UA", "RU", "UA")


def test_taken_in_the_invaders_mouth_is_by_the_invader():
    assert effect("take", speaker="RU", legitimate="RU") == ("captured", "RU", "UA", "RU")
    assert effect("take", legitimate="RU") == ("captured", "UA", "RU", "UA")


def test_liberated_is_the_speakers_doing_unless_denied():
    assert effect("retake", speaker="RU") == ("captured", "RU", "UA", "RU")
    assert effect("retake", speaker="RU", mode=Mode.DENIED) == ("liberated", "UA", "RU", "UA")


def test_land_without_a_name_is_taken_without_the_rest_of_its_region():
    assert effect("take", actor="RU", place=PlaceRef(0, 0, 0, lands="kilometer")) == ("captured", "RU", "UA", None)
    assert effect("retake", actor="UA", place=PlaceRef(0, 0, 0, lands="territory")) == ("liberated", "UA", "RU", None)


def test_ground_gained_is_an_advance():
    assert effect("take", actor="RU", place=PlaceRef(0, 0, 0, lands="ground")) == ("advanced", "RU", "UA", None)


def test_an_attack_that_was_made_is_fought_over_and_gives_nobody_the_place():
    assert effect("attack", actor="RU") == ("contested", None, None, None)
    assert effect("attack", actor="RU", mode=Mode.PLANNED) is None


def test_villages_taken_in_a_region_are_not_the_region():
    villages = PlaceRef(0, 0, 0, lands="village")
    assert effect("take", kind=Kind.REGION, actor="RU", place=villages) == ("captured", "RU", "UA", None)


def test_a_place_left_to_the_last_man_is_the_others():
    assert effect("leave", actor="RU", complete=True) == ("withdrew", "UA", "RU", "UA")
    assert effect("leave", actor="RU", complete=True, kind=Kind.NEAR) == ("withdrew", None, "RU", None)


def test_who_drives_others_out_gains_but_not_around_the_place():
    assert effect("expel", actor="UA", other="RU") == ("liberated", "UA", "RU", "UA")
    assert effect("expel", other="RU") == ("withdrew", "UA", "RU", "UA")
    assert effect("expel", actor="UA", other="RU", kind=Kind.NEAR) == ("withdrew", None, "RU", None)


@pytest.mark.parametrize(
    ("preposition", "expected"),
    [("from", ("withdrew", None, "RU", None)), ("towards", ("advanced", "UA", "RU", None))],
)
def test_pushed_back_from_a_place_or_towards_it(preposition, expected):
    assert effect("push", other="RU", preposition=preposition) == expected


def test_fighting_around_a_place_does_not_contest_it():
    assert effect("fight", kind=Kind.NEAR) == ("contested", None, None, None)


def test_reached_is_entered_where_it_has_an_inside():
    assert effect("reach", kind=Kind.REGION, actor="UA") == ("entered", "UA", None, None)
    assert effect("reach", actor="UA") == ("advanced", "UA", None, None)


def test_a_part_that_can_be_drawn_is_held_however_it_is_counted():
    counted = Effect(Action.CAPTURED, "RU", "UA", None)
    assert of_part(counted, Extent("north")).after == "RU"
    assert of_part(counted, Extent("north", less=True)).after is None
    assert of_part(counted, Extent()).after is None


def test_a_change_of_hands_is_guessed_when_it_names_nobody():
    assert is_guessed(reading_of("fall"))
    assert not is_guessed(reading_of("fall", loser="RU"))
    assert not is_guessed(reading_of("retake"))

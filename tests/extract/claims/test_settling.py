from dataclasses import replace
from datetime import date

from extract.claims.settling import settled
from extract.model import Action, DateBasis, Mode
from gazetteer.place import Kind
from tests.extract.languages.pipeline import claims as read
from tests.extract.reading import context_of, reading_of, sole

DAY = date(2022, 9, 10)
CAPTURED = sole("Russian forces captured Popasna on 10 September 2022.")
CONTEXT = context_of("Nothing is denied here.")


def of(*found):
    return settled(CONTEXT, found)


def later(claim, **changes):
    """The same claim of a sentence a hundred characters on."""
    return replace(claim, start=claim.start + 100, end=claim.end + 100, **changes)


def test_a_fall_goes_to_whom_most_say_took_the_place():
    fall = later(CAPTURED)
    freed = replace(CAPTURED, action=Action.LIBERATED, gained_by="UA", lost_by="RU", controller_after="UA")
    bare, taken = reading_of("fall"), reading_of("retake", actor="UA")
    assert of((fall, bare), (freed, taken))[-1].gained_by == "UA"
    assert of((fall, bare), (freed, taken), (CAPTURED, reading_of("take", actor="RU")))[-1].gained_by == "RU"  # a tie
    long_after = replace(freed, event_from=date(2022, 12, 1), event_to=date(2022, 12, 1))
    assert of((fall, bare), (long_after, taken))[-1].gained_by == "RU"
    around = replace(freed, kind=Kind.NEAR)
    assert of((fall, bare), (around, taken))[-1].gained_by == "RU"


def test_a_holding_that_was_ends_the_day_before_its_holder_lost():
    held = later(CAPTURED, action=Action.HELD, gained_by=None, lost_by=None, event_from=date(2022, 3, 1))
    lost = replace(CAPTURED, gained_by="UA", lost_by="RU", controller_after="UA")
    past = reading_of("hold", clues=frozenset({"past"}))
    *_, holding = of((lost, reading_of("retake")), (held, past))
    assert (holding.event_from, holding.event_to) == (date(2022, 3, 1), date(2022, 9, 9))
    *_, holding = of((lost, reading_of("retake")), (held, reading_of("hold")))
    assert holding.event_to == DAY


def test_a_denial_without_a_day_takes_that_of_what_it_denies():
    claim = replace(CAPTURED, mode=Mode.CLAIMED, claimant="Moscow", claimant_side="RU")
    denial = later(
        claim,
        mode=Mode.DENIED,
        claimant="Kyiv",
        claimant_side="UA",
        event_from=None,
        event_to=date(2022, 9, 11),
        date_basis=DateBasis.PUBLICATION,
    )
    taken = reading_of("take")
    assert of((claim, taken), (denial, taken))[-1].event_to == DAY
    elsewhere = replace(denial, place_id="test:Tokmak")
    assert of((claim, taken), (elsewhere, taken))[-1].event_to == date(2022, 9, 11)
    dated = replace(denial, date_basis=DateBasis.RELATIVE)
    assert of((claim, taken), (dated, taken))[-1].event_to == date(2022, 9, 11)


def test_a_denial_that_points_back_denies_the_other_sides_claim():
    text = "Moscow said that Popasna was taken. Kyiv denied it."
    context = context_of(text)
    spans = {"start": 0, "end": 35, "quote": text[:35], "place_start": 17, "place_end": 24}
    claim = replace(CAPTURED, mode=Mode.CLAIMED, claimant="Moscow", claimant_side="RU", **spans)
    claim, denial = settled(context, [(claim, reading_of("take"))])
    assert (denial.mode, denial.claimant, denial.claimant_side, denial.place) == (Mode.DENIED, "Kyiv", "UA", "it")
    assert denial.confidence < claim.confidence
    assert denial.id != claim.id
    own = replace(claim, claimant_side="UA")
    assert settled(context, [(own, reading_of("take"))]) == (own,)


def test_of_two_that_say_the_same_the_better_dated_stays_then_the_surer():
    vague = replace(CAPTURED, event_from=None, confidence=0.99)
    surer = replace(CAPTURED, confidence=0.95)
    taken = reading_of("take")
    assert of((vague, taken), (CAPTURED, taken), (surer, taken)) == (surer,)


def test_claims_come_in_the_order_of_the_text():
    late = later(CAPTURED)
    assert [claim.start for claim in of((late, reading_of("take")), (CAPTURED, reading_of("take")))] == [0, 100]


def test_claims_of_the_same_words_that_contradict_each_other_have_ids_of_their_own():
    ours = replace(CAPTURED, action=Action.HELD, controller_after="RU")
    theirs = replace(ours, gained_by="UA", controller_after="UA")
    held = reading_of("hold")
    one, other = of((ours, held), (theirs, held))
    assert one.id == ours.id != other.id
    assert {one.controller_after, other.controller_after} == {"RU", "UA"}
    assert of((ours, held), (theirs, held)) == (one, other)  # and the same ones each time


def test_a_town_named_in_a_sentence_is_not_told_of_again_as_the_town() -> None:
    (claim,) = read(
        "Makariv was liberated and the Ukrainian flag was flying in the centre of the town, Kyiv said.", "en"
    )
    assert (claim.place, claim.controller_after) == ("Makariv", "UA")

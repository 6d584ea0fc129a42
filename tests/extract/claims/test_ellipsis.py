from datetime import date

from extract.claims.ellipsis import completed, continuations_in
from extract.languages.reading import PlaceRef
from extract.model import Mode
from tests.extract.reading import context_of, read, reading_of

TEXT = "Izium is free. So is Kupiansk."


def test_a_sentence_that_goes_on_says_the_same_of_its_places():
    context = context_of(TEXT)
    first, second = context.sentences
    continuation = continuations_in(context)[1]
    (reading,) = completed(context, continuation, second, [(first, reading_of("retake", actor="UA"))])
    assert (reading.sense, reading.actor, reading.mode) == ("retake", "UA", Mode.FACT)
    assert second.text[reading.place.start : reading.place.end] == "Kupiansk"
    assert "gapped" in reading.clues


def test_it_goes_on_only_with_what_can_be_said_again_nearby():
    context = context_of(TEXT)
    first, second = context.sentences
    continuation = continuations_in(context)[1]
    for model in (reading_of("advance"), reading_of("retake", mode=Mode.DENIED)):
        assert completed(context, continuation, second, [(first, model)]) == []
    assert completed(context, continuation, second, []) == []
    assert completed(context, None, second, [(first, reading_of("retake"))]) == []


def test_a_list_names_what_was_only_counted():
    text = "They took two towns. Among them were Izium and Kupiansk."
    context = context_of(text)
    first, second = context.sentences
    continuation = continuations_in(context)[1]
    counted = reading_of("take", place=PlaceRef(10, 19, None, "several", lands="town"))
    assert len(completed(context, continuation, second, [(first, counted), (first, reading_of("hold"))])) == 2
    assert completed(context, continuation, second, [(first, reading_of("hold"))]) == []


def test_it_is_of_the_same_day():
    first, second = read("Ukrainian forces liberated Izium on Saturday. So was Kupiansk.")
    assert first.event_to == second.event_to == date(2022, 9, 10)

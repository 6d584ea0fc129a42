from collections.abc import Iterable, Sequence
from datetime import date

import pytest

from extract.claimants import Claimants
from extract.claims.second_opinion import BOTH_READERS
from extract.languages import grammar
from extract.languages.reading import Passage
from extract.learned import READER
from extract.learned.reader import SecondReader
from extract.model import Action, Mode
from tests.extract.languages.pipeline import claims
from theatre.theatre import load_theatre


def test_what_both_see_is_surer_and_says_so():
    (claim,) = claims("Russian forces captured Soledar on 12 January 2023.", "en", published=date(2023, 1, 13))
    assert claim.extractor == BOTH_READERS
    assert claim.confidence > 0.89


def test_what_only_the_reader_sees_is_marked_dated_and_shows_its_word():
    text = "The Ukrainian commander said Kupiansk, to the north, was holding."
    (claim,) = claims(text, "en", published=date(2025, 9, 13))
    assert claim.extractor == READER
    assert (claim.name, claim.action, claim.controller_after, claim.mode) == (
        "Kupiansk",
        Action.HELD,
        "UA",
        Mode.CLAIMED,
    )
    assert (claim.claimant, claim.claimant_side) == ("The Ukrainian commander", "UA")
    assert claim.trigger == "holding"
    assert claim.event_to is not None
    assert claim.confidence > 0.88


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Local officials said that by Sunday Kupiansk, to the north, was holding.", "Local officials"),
        (
            "Evidence indicates Izium in eastern Ukraine has fallen to Russian-backed forces, local officials said.",
            "local officials",
        ),
        ("Evidence indicates Izium in eastern Ukraine has fallen to Russian-backed forces", None),
    ],
)
def test_who_speaks_is_a_name_or_an_office_and_no_scrap(text, claimant):
    (claim,) = claims(text, "en", published=date(2025, 9, 13))
    assert (claim.extractor, claim.mode, claim.claimant) == (READER, Mode.CLAIMED, claimant)


def test_the_reader_is_asked_only_where_its_answer_could_change_a_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    read = SecondReader.read

    def noted(reader: SecondReader, sentences: Iterable[tuple[str, str, Sequence[tuple[int, int]]]]) -> object:
        listed = list(sentences)
        asked.extend(sentence for _, sentence, _ in listed)
        return read(reader, listed)

    monkeypatch.setattr(SecondReader, "read", noted)
    fought, taken, quiet = "Fighting raged in Soledar.", "Russian forces took Popasna.", "In Dnipro it rained all day."
    claims(" ".join((fought, taken, quiet)), "en", published=date(2023, 1, 13))
    assert asked == [taken, quiet]


def test_whoever_holds_a_town_is_nobody_in_particular() -> None:
    assert not claims('"Whoever holds the hills of Lyman holds the town," said Lys.', "en", published=date(2025, 9, 13))


def test_nobody_admits_by_a_guess_of_their_side():
    text = "Evidence indicates Izium in eastern Ukraine has fallen to Russian-backed forces"
    assert not any(claim.admission for claim in claims(text, "en", published=date(2022, 5, 1)))


@pytest.mark.parametrize(
    "text",
    [
        "Izium was not taken by Russian troops.",
        "Russian troops nearly captured Popasna.",
        "Bucha is no longer under Russian control, officials said.",
    ],
)
def test_denials_and_plans_that_grammar_reads_stay_what_they_are(text):
    found = claims(text, "en", published=date(2022, 5, 1))
    assert found
    assert not any(claim.controller_after == "RU" and claim.mode in (Mode.FACT, Mode.CLAIMED) for claim in found)


def test_the_reader_is_asked_of_every_sentence_of_an_article_that_tells_of_control():
    told = "За Лиман точилися бої. "
    found = claims(told + "Опитне забрано ще в грудні.", "uk", published=date(2023, 1, 20))
    assert any(claim.place == "Опитне" and claim.controller_after == "RU" for claim in found)


@pytest.mark.parametrize(
    "language, text, nouns",
    [
        (
            "en",
            "The town and the ruined city held; the city council of the village of Zarichne did not.",
            ["city", "town"],
        ),
        ("uk", "Місто тримається, а місто Ізюм вони втратили.", ["city"]),
        ("ru", "Город держится, а город Изюм они потеряли.", ["city"]),
    ],
)
def test_a_noun_that_stands_for_a_settlement_is_found(language, text, nouns):
    understood = grammar(language, Claimants(load_theatre()))
    assert understood is not None
    name = text.find("Ізюм" if language == "uk" else "Изюм")
    passage = Passage(text, ((name, name + 4),) if name >= 0 else ())
    assert sorted(ref.anaphor for ref in understood.settlements(passage)) == nouns


@pytest.mark.parametrize(
    "text, speaker",
    [
        ("Moscow had claimed the whole of Izium a week before.", "Moscow"),
        ("The ministry later said that Izium had fallen.", "The ministry"),
        ("Earlier in the day Ukraine had said that Izium held.", None),
    ],
)
def test_a_speaker_is_no_scrap_of_a_sentence(text, speaker):
    understood = grammar("en", Claimants(load_theatre()))
    assert understood is not None
    assert understood.speaker(text) == speaker

from datetime import date

import pytest

from extract.claims.parties import Discourse, Parties, parties_of
from tests.extract.reading import context_of, reading_of

DAY = date(2022, 9, 11)
TEXT = "Izium was shelled. Troops moved. They came."


def parties(
    sense: str = "enter", *, discourse: Discourse | None = None, text: str = TEXT, **about: object
) -> Parties | None:
    context = context_of(text)
    sides = {name: about.pop(name, None) for name in ("claimant_side", "speaker")}
    reading = reading_of(sense, **about)
    return parties_of(
        context, discourse or Discourse(), context.sentences[-1], reading, **sides, legitimate="UA", day=DAY
    )


@pytest.mark.parametrize(
    ("actor", "speaker", "expected"),
    [
        ("RU", None, "RU"),
        ("self", "RU", "RU"),
        ("self", None, "UA"),  # nobody is named: home's
        ("self", "other", None),
        ("ours", "RU", "RU"),
        ("ours", None, None),
        ("enemy", "RU", "UA"),
        ("enemy", None, "RU"),
        ("enemy", "other", "RU"),
        (None, "RU", None),
    ],
)
def test_sides_by_who_speaks(actor, speaker, expected):
    assert parties(actor=actor, speaker=speaker) == Parties(expected, None)


def test_troops_of_a_ministry_of_no_known_side_that_seized_are_the_invaders():
    assert parties("take", actor="self") == Parties("RU", None)


def test_who_concedes_a_retreat_concedes_their_own():
    conceded = frozenset({"conceded"})
    assert parties("leave", claimant_side="RU", clues=conceded) == Parties("RU", None)
    assert parties("enter", claimant_side="RU", clues=conceded) == Parties(None, None)


def test_they_are_those_who_acted_last():
    assert parties(actor="they", discourse=Discourse("RU", 1)) == Parties("RU", None)


def test_they_are_rather_those_with_whom_the_sentence_before_opens():
    text = "Izium was shelled. Ukrainian troops moved. They came."
    assert parties(actor="they", discourse=Discourse("RU", 1), text=text) == Parties("UA", None)


def test_they_are_nobody_where_the_text_told_of_nobody():
    assert parties(actor="they") is None
    assert parties("retake", actor="they") == Parties(None, None)  # the verb tells


def test_they_are_nobody_long_after():
    text = "Izium was shelled. " + "Nothing moved. " * 4 + "They came."
    assert parties(actor="they", discourse=Discourse("RU", 1), text=text) is None


def test_a_discourse_remembers_the_last_side_that_did_something():
    context = context_of(TEXT)
    first, last = context.sentences[0], context.sentences[2]
    discourse = Discourse().after(context, first, reading_of("take"), "RU")
    assert discourse == Discourse("RU", 0, "RU")
    assert discourse.after(context, last, reading_of("hold"), "UA") == Discourse("RU", 2, "RU")  # a state is no deed
    assert discourse.after(context, last, reading_of("leave"), "UA") == Discourse("UA", 2, "RU")  # who goes on
    assert discourse.after(context, last, reading_of("take"), "other") == Discourse("RU", 2, "RU")

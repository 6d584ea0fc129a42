from dataclasses import replace

import pytest

from extract.claims.effects import Effect
from extract.claims.footprints import is_left_out, is_partial, kind_of, whole_settlement
from extract.languages.reading import PlaceRef
from extract.model import Action
from extract.places.extents import Extent, Extents
from gazetteer.place import Kind
from tests.extract.reading import context_of, reading_of
from theatre.theatre import load_theatre

CAPTURED = Effect(Action.CAPTURED, "RU", "UA", "RU")


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({}, Kind.SETTLEMENT),
        ({"place": PlaceRef(0, 0, 0, near=True)}, Kind.NEAR),
        ({"place": PlaceRef(0, 0, 0, part=True)}, Kind.PART),
        ({"place": PlaceRef(0, 0, 0, region=True)}, Kind.REGION),
        ({"preposition": "back towards"}, Kind.NEAR),
    ],
)
def test_the_words_around_a_name_tell_how_much_of_it_is_meant(about, expected):
    text = "Troops took Izium."
    mention = context_of(text).named[0][0]
    assert kind_of(text, mention, reading_of("take", **about)) is expected


@pytest.mark.parametrize(("preposition", "expected"), [("on", Kind.NEAR), ("into", Kind.SETTLEMENT)])
def test_an_advance_stays_outside_unless_it_goes_in(preposition, expected):
    text = "Troops advanced on Izium."
    mention = context_of(text).named[0][0]
    assert kind_of(text, mention, reading_of("advance", preposition=preposition)) is expected


def test_a_port_in_apposition_is_the_city():
    text = "Troops took the southern port of Kherson. They took the dam at Kherson."
    port, dam = (replace(here[0], kind=Kind.PART) for here in context_of(text).named.values())
    assert kind_of(text, port, reading_of("take")) is Kind.SETTLEMENT
    assert kind_of(text, dam, reading_of("take")) is Kind.PART


def test_the_whole_of_a_piece_is_its_settlement():
    mention = context_of("Izium fell.").named[0][0]
    piece = replace(mention, kind=Kind.NEAR, latitude=50.0, radius_km=10.0)
    whole = whole_settlement(piece)
    assert (whole.kind, whole.latitude, whole.radius_km) == (Kind.SETTLEMENT, 49.0, 0.0)
    site = context_of("Azovstal fell.").named[0][0]
    assert whole_settlement(site) is site


def test_what_is_counted_is_partial_unless_it_is_drawn_or_all():
    mention = context_of("Izium fell.").named[0][0]
    some = reading_of("take", place=PlaceRef(0, 0, 0, lands="village"))
    assert is_partial(some, mention, Extent(), CAPTURED)
    assert not is_partial(some, mention, Extent("north"), CAPTURED)
    assert not is_partial(some, mention, Extent(every=True), CAPTURED)
    assert not is_partial(reading_of("take"), mention, Extent(), CAPTURED)
    assert is_partial(reading_of("take"), mention, Extent(less=True), CAPTURED)


def test_what_a_region_is_told_of_without_is_left_out():
    text = "Troops took all of the Kharkiv region except Izium."
    context = context_of(text)
    region, town = (PlaceRef(m.start, m.end, n) for n, m in enumerate(context.named[0]))
    extents = Extents(load_theatre())
    assert is_left_out(context, extents, context.sentences[0], town)
    assert not is_left_out(context, extents, context.sentences[0], region)

from tests.extract.reading import context_of


def test_places_are_counted_and_sought_in_the_title():
    context = context_of("Izium fell. Izium and Bucha waited.", title="The fall of Izium")
    assert [[m.surface for m in here] for here in context.named.values()] == [["Izium"], ["Izium", "Bucha"]]
    assert context.frequency == {"test:Izium": 2, "test:Bucha": 1}
    assert context.headline == {"test:Izium"}


def test_a_publisher_of_a_side_writes_from_it():
    assert context_of("Izium fell.", publisher="TASS").publisher_side == "RU"
    assert context_of("Izium fell.", publisher="Reuters").publisher_side == "other"
    assert context_of("Izium fell.").publisher_side is None


def test_a_passage_counts_from_the_start_of_its_sentence():
    context = context_of("Nothing came.\nThe Kharkiv region and Izium waited.")
    passage = context.passage(context.sentences[1])
    assert [passage.text[slice(*span)] for span in passage.places] == ["Kharkiv region", "Izium"]
    assert passage.regions == {0}


def test_a_passage_knows_the_quotation_that_runs_through_it():
    context = context_of("He said: “We hold Izium. We hold Bucha. We wait.” Nothing came.")
    inside = context.passage(context.sentences[1])
    assert [start < 0 and end > len(inside.text) for start, end in inside.quoted] == [True]
    assert context.passage(context.sentences[-1]).quoted == ()


def test_only_sides_of_the_theatre_are_sides():
    context = context_of("Izium fell.")
    assert context.is_side("UA")
    assert not any(map(context.is_side, (None, "other", "enemy")))

import pytest

from extract.claims.references import referents
from extract.languages.reading import SEVERAL, PlaceRef
from gazetteer.place import Kind
from tests.extract.reading import context_of


def meant(text: str, words: str, anaphor: str, *, title: str = "") -> list[str]:
    """The places that the last of such words in a text stand for."""
    context = context_of(text, title=title)
    at = text.rindex(words)
    sentence = next(each for each in context.sentences if each.start <= at < each.end)
    ref = PlaceRef(at - sentence.start, at - sentence.start + len(words), None, anaphor)
    return [mention.surface for mention in referents(context, sentence, ref)]


def test_the_nearest_place_of_the_kind():
    text = "Izium was shelled. Kupiansk was quiet. Troops entered the city."
    assert meant(text, "the city", "city") == ["Kupiansk"]


def test_what_the_title_names_is_salient():
    text = "Izium was shelled. Kupiansk was quiet. Troops entered the city."
    assert meant(text, "the city", "city", title="Izium falls") == ["Izium"]


def test_a_candidate_agrees_in_size():
    text = "Torske was quiet. Kherson was shelled. Troops entered the village."
    assert meant(text, "the village", "village") == ["Torske"]


@pytest.mark.parametrize(
    ("anaphor", "expected"),
    [("region", ["Kharkiv region"]), ("plant", ["Azovstal"]), ("it", ["Izium"]), ("island", [])],
)
def test_a_candidate_agrees_in_kind(anaphor, expected):
    text = "The Kharkiv region and Azovstal and Izium were shelled. Troops entered X."
    assert meant(text, "X", anaphor) == expected


def test_a_landmark_is_a_poor_candidate():
    text = "Balakliia, on the road to Izium, was shelled. Troops entered the city."
    assert meant(text, "the city", "city") == ["Balakliia"]


def test_what_the_text_introduced_as_a_village_is_no_town():
    text = "Balakliia was quiet. Then came Bucha, a village. Troops entered the town."
    assert meant(text, "the town", "town") == ["Balakliia"]


def test_a_government_that_acts_is_no_antecedent():
    text = "Bucha was shelled. Then Kyiv’s troops took the city back."
    assert meant(text, "the city", "city") == ["Bucha"]


def test_a_pronoun_may_point_ahead():
    text = "Balakliia was quiet. Two years after its liberation, Izium is rebuilt."
    assert meant(text, "its", "it") == ["Izium"]


@pytest.mark.parametrize(("anaphor", "expected"), [("capital", ["Kyiv"]), ("peninsula", ["Crimea"])])
def test_what_the_theatre_says_is_called_so(anaphor, expected):
    assert meant("Kyiv, Kherson and Crimea were shelled. Troops entered X.", "X", anaphor) == expected


def test_nothing_is_meant_beyond_reach():
    assert meant("Izium was shelled. " + "Nothing came. " * 6 + "Troops entered the city.", "the city", "city") == []


def test_both_are_the_two_that_and_joined():
    text = "Tokmak was quiet. Izium and Kupiansk were shelled. Troops entered both."
    assert meant(text, "both", "both") == ["Izium", "Kupiansk"]


def test_places_only_counted_are_none():
    assert meant("Izium was shelled. Troops took three villages.", "three villages", SEVERAL) == []


def test_the_airport_is_that_of_the_town():
    context = context_of("Kherson was shelled. Troops took the airport.")
    (site,) = referents(context, context.sentences[1], PlaceRef(12, 23, None, "airport"))
    assert (site.surface, site.kind) == ("Kherson", Kind.PART)


def test_a_named_place_is_itself():
    context = context_of("Izium and Kupiansk were shelled.")
    assert [m.surface for m in referents(context, context.sentences[0], PlaceRef(10, 18, 1))] == ["Kupiansk"]

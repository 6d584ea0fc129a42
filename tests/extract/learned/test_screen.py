import numpy as np
import pytest

from extract.learned.reader import second_reader
from extract.learned.screen import BUCKETS, Screen, features
from theatre.theatre import load_theatre


def chance(weights: dict[str, float], sentence: str, places: list[tuple[int, int]]) -> float:
    table = np.zeros(BUCKETS + 1, np.float16)
    for text, weight in weights.items():
        table[features(text, [])] = weight
    return Screen(table).chance(sentence, places)


def test_a_place_is_the_same_by_any_name():
    one = features("They took Dibrova.", [(10, 17)])
    assert np.array_equal(one, features("They took Novyi Donbas.", [(10, 22)]))
    assert not np.array_equal(one, features("They took Dibrova.", []))


def test_words_speak_for_and_against_it():
    plain = chance({}, "Aid reached Lyman.", [(12, 17)])
    assert plain == pytest.approx(0.5)
    assert chance({"reached": 1.0}, "Aid reached Lyman.", [(12, 17)]) > plain
    assert chance({"aid": -1.0}, "Aid reached Lyman.", [(12, 17)]) < plain


def test_what_has_no_weight_for_each_bucket_is_refused():
    with pytest.raises(ValueError, match="32,769 weights"):
        Screen(np.zeros(3, np.float16))


@pytest.mark.parametrize(
    ("sentence", "place", "is_worth"),
    [
        ("Ukrainian troops hoisted their flag over Dibrova.", "Dibrova", True),
        ("Fighting is under way on the edge of Dibrova, the general staff said.", "Dibrova", True),
        (
            "Volunteers in Dibrova, where a rocket destroyed a block of flats in January, collected blankets.",
            "Dibrova",
            False,
        ),
        ("The minister, who arrived in Dibrova on the same day, ate at a chain of restaurants.", "Dibrova", False),
    ],
)
def test_the_reader_is_asked_where_something_may_be_claimed(sentence, place, is_worth):
    reader = second_reader(load_theatre().folder, "en")
    assert reader is not None
    start = sentence.index(place)
    assert reader.may_see(sentence, [(start, start + len(place))]) is is_worth

import numpy as np
import pandas as pd

from timeline.independence import voices

WIRE = (
    "Russian troops took the town of Izium on Friday after three weeks of heavy fighting, officials said in a statement"
)
OWN = "Our correspondent saw Russian flags on the council building of Izium and spoke with people queueing for bread"


def heard(slots, families, texts):
    names = sorted(set(families))
    numbers = np.array([names.index(family) for family in families])
    said = voices(np.array(slots), numbers, pd.Series(["", *texts], dtype="str"), np.arange(1, len(texts) + 1))
    return [names[number] for number in said]


def test_r5_a_copied_story_is_one_voice():
    assert heard([1, 1], ["b", "a"], [WIRE, WIRE.replace("heavy", "intense") + "."]) == ["a", "a"]


def test_r5_two_reports_of_one_event_are_two_voices():
    assert heard([1, 1], ["b", "a"], [WIRE, OWN]) == ["b", "a"]


def test_r5_copies_are_sought_only_where_they_speak_of_the_same():
    assert heard([1, 2], ["b", "a"], [WIRE, WIRE]) == ["b", "a"]


def test_r5_a_chain_of_copies_is_one_voice_in_any_order():
    texts = [WIRE, WIRE.replace("Friday", "1 April"), WIRE.replace("Friday", "1 April").replace("heavy", "bitter")]
    assert heard([1] * 3, ["c", "b", "a"], texts) == ["a"] * 3
    assert heard([1] * 3, ["b", "a", "c"], texts[1:] + texts[:1]) == ["a"] * 3


def test_r5_texts_without_words_are_nobodys_copies():
    assert heard([1, 1, 1], ["b", "a", "c"], ["", "", "!!"]) == ["b", "a", "c"]

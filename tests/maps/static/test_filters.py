import pytest

from maps.layer import _bits

PASS = """({ Filters, unpackBits }, asked, kept) => {
    const control = {
        states: [["held", "UA"], ["held", "RU"], ["contested", ""]], state: [0, 1, 2], confidence: [90, 40, 60],
        silent: (k, day) => day - 10 * k,
    };
    const filters = new Filters();
    filters.set(asked, kept);
    const test = filters.testOf({ control, kept: unpackBits(kept) });
    return test && [0, 1, 2].filter((place) => test(place, place, 30));
}"""
DESCRIBE = """({ Filters }, asked, ...kept) => {
    const filters = new Filters();
    filters.set(asked, ...kept);
    const words = { say: (key, values = {}) => `${key} ${Object.values(values)}`.trim(), side: ({ name }) => name };
    return filters.describe(words, { RU: { name: "Russia" } });
}"""


def test_where_nothing_is_asked_for_there_is_no_test(run):
    assert run("filters.js", PASS, None, None) is None
    assert run("filters.js", PASS, {"sides": [], "statuses": [], "confidence": 0, "age": None}, None) is None


@pytest.mark.parametrize(
    ("asked", "pass_"),
    [
        ({"sides": ["RU"]}, [1]),
        ({"statuses": ["held"]}, [0, 1]),
        ({"sides": ["RU"], "statuses": ["contested"]}, []),
        ({"confidence": 0.6}, [0, 2]),
        ({"age": 20}, [1, 2]),
        ({"age": 0}, []),
    ],
)
def test_what_is_asked_for_passes(run, asked, pass_):
    assert run("filters.js", PASS, asked, None) == pass_


def test_places_chosen_by_their_claims_come_as_bits(run):
    assert run("filters.js", PASS, None, _bits([0, 2], 3)) == [0, 2]
    unpack = "({ unpackBits }, packed) => [...unpackBits(packed)]"
    assert run("filters.js", unpack, _bits([0, 9], 10)) == [1, 2]


def test_they_are_new_once(run):
    script = """({ Filters }) => { const filters = new Filters();
        const news = [filters.set(null, null), filters.set(null, null), filters.set({ age: 3 }, null)];
        filters.forget();
        return [...news, filters.set({ age: 3 }, null)]; }"""
    assert run("filters.js", script) == [True, False, True, True]


def test_they_are_put_in_words(run):
    asked = {"sides": ["RU", "XX"], "statuses": ["disputed"], "confidence": 0.5, "age": 3}
    words = "fSides Russia, XX; fStatuses disputedShort; fConfidence 50; fAge 3; fClaims"
    assert run("filters.js", DESCRIBE, asked, "AA==") == words
    assert run("filters.js", DESCRIBE, None, None) == ""


def test_a_row_of_the_legend_without_a_side_hides_the_state_of_all(run):
    script = "({ hiddenStates }, states, hidden) => hiddenStates(states, new Set(hidden))"
    states = [["held", "UA"], ["held", "RU"], ["disputed", "RU"]]
    assert run("filters.js", script, states, ["held/RU", "disputed/"]) == [False, True, True]

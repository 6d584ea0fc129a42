import pytest

ASK = """({ Sentences }, given, place) => {
    const words = { say: (key, values = {}) => `${key} ${Object.values(values)}`.trim(), day: String, side: ({ name }) => name };
    const control = {
        states: [["held", "UA"], ["held", "RU"], ["contested", "together"]], state: [0, 1, 1, 2], basis: [0, 1, 2, 1],
        start: [-5, 10, 20, 30], radius: [0, 25, 60],
        estimated: 2, unreported: [true, false, true], dateOf: (day) => day, isTold: (place) => place === 0,
        at: (_, day) => (day < 0 ? -1 : day < 10 ? 0 : day < 20 ? 1 : day < 30 ? 2 : 3),
    };
    const view = { words, control, sides: { UA: { name: "Ukraine" }, RU: { name: "Russia" } }, time: { since: null }, ...given };
    const sentences = new Sentences(view);
    return [sentences.of(place, view), sentences.doubt(place, view)];
}"""  # noqa: E501


@pytest.mark.parametrize(
    ("time", "sentence"),
    [
        ({"day": -1}, "noReport"),
        ({"day": 5}, "beforeReports isHeld Ukraine"),
        ({"day": 12}, "since isHeld Russia,10"),
        ({"day": 25}, "inferred isHeld Russia"),
        ({"day": 35}, "since isShared,30"),
        ({"day": 12, "since": 5}, "was isHeld Russia,5,isHeld Ukraine"),
        ({"day": 25, "since": 12}, "notChanged isHeld Russia"),
        ({"day": 5, "since": -1}, "was isHeld Ukraine,-1,noReport"),
    ],
)
def test_who_holds_a_place(run, time, sentence):
    assert run("sentences.js", ASK, {"time": {"since": None, **time}}, 0) == [sentence, ""]


def test_what_is_estimated_where_nothing_is_ever_reported_is_no_inference(run):
    assert run("sentences.js", ASK, {"time": {"since": None, "day": 25}}, 1)[0] == "anEstimate isHeld Russia"


def test_how_far_a_place_may_be_from_where_it_is_drawn(run):
    doubts = [run("sentences.js", ASK, {"time": {"since": None, "day": -1}}, place)[1] for place in (0, 1, 2)]
    assert doubts == ["", "approximate", "approximateWithin 60"]

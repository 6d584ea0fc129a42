import pytest

SAY = "({ Words }, language, key, values) => { const w = new Words(); w.speak(language); return w.say(key, values); }"


def test_every_language_says_the_same(run):
    texts = run("texts.js", "({ TEXTS }) => TEXTS")
    assert {"en", "uk", "ru"} <= set(texts)
    english = texts["en"]["texts"]
    for language, said in texts.items():
        assert set(said["texts"]) == set(english), language
        for key, text in said["texts"].items():
            assert isinstance(text, dict) == isinstance(english[key], dict), (language, key)


@pytest.mark.parametrize(
    ("language", "n", "text"),
    [
        ("en", 1, "a report in the last 1 day"),
        ("en", 1200, "a report in the last 1,200 days"),
        ("uk", 2, "повідомлення за останні 2 дні"),
        ("uk", 11, "повідомлення за останні 11 днів"),
        ("ru", 21, "сообщение за последний 21 день"),
    ],
)
def test_numbers_and_plurals_are_the_language_s_own(run, language, n, text):
    assert run("words.js", SAY, language, "fAge", {"n": n}) == text


def test_an_unknown_language_is_english(run):
    assert run("words.js", SAY, "xx", "heldBy", {"side": "Ukraine"}) == "Held by Ukraine"


def test_what_was_put_before_follows_the_language(run):
    script = """({ Words }) => { const words = new Words(), made = document.createElement("b");
        words.put(made, { text: "play", title: "pause" });
        words.speak("ru");
        return [made.textContent, made.title]; }"""
    assert run("words.js", script) == ["Воспроизвести", "Пауза"]


def test_a_side_is_called_as_the_theatre_says_or_by_its_country(run):
    name = "({ Words }, language, side) => { const w = new Words(); w.speak(language); return w.side(side); }"
    army = {"name": "Sudanese army", "country": "SD", "names": {"uk": "Армія Судану"}}
    assert [run("words.js", name, language, army) for language in ("en", "uk", "ru")] == [
        "Sudanese army",
        "Армія Судану",
        "Судан",
    ]
    assert run("words.js", name, "ru", {"name": "RSF", "country": ""}) == "RSF"

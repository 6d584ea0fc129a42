"""The catalogs hold every message of the code, and a third language is a file."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from string import Formatter
from threading import Barrier

import pytest
from babel.messages.catalog import Catalog, Message
from streamlit.testing.v1 import AppTest

from maps.words import day_words
from theatre.folders import DATA
from translation import messages
from translation.__main__ import ENGLISH_ALONE, begin, template, update
from translation.errors import CONTEXT
from translation.messages import ENGLISH, _, counted, interface_languages, languages, number, read, speaking, spoken

CODES = [path.stem for path in messages.FOLDER.glob("*.po")]


def forms(string: object) -> list[str]:
    return [str(each) for each in string] if isinstance(string, tuple | list) else [str(string or "")]


def named(texts: object) -> set[str]:
    """The {values} of a message, in any of its forms."""
    return {name for text in forms(texts) for _text, name, _spec, _how in Formatter().parse(text) if name is not None}


def key(message: Message) -> tuple[str | None, str]:
    return message.context, forms(message.id)[0]


def known(catalog: Catalog) -> dict[tuple[str | None, str], Message]:
    return {key(message): message for message in catalog if message.id}


@pytest.fixture(params=CODES)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    return read(request.param)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A folder of catalogs of its own."""
    caches = (messages.read, messages.languages, messages.interface_languages, messages._compiled)
    monkeypatch.setattr(messages, "FOLDER", tmp_path)
    for cache in caches:
        cache.cache_clear()
    yield tmp_path
    for cache in caches:
        cache.cache_clear()


def test_a_catalog_has_every_message_of_the_code_and_no_other(catalog: Catalog) -> None:
    wanted = known(template(map_alone=messages.MAP_ALONE in catalog.header_comment))
    missing = {where for where in wanted if where not in known(catalog) and where[0] != CONTEXT}  # errors may follow
    assert not missing, f"run `python -m translation update` and translate: {sorted(map(str, missing))[:5]}"
    gone = {where for where in set(known(catalog)) - set(wanted) if where[0] != CONTEXT}
    assert not gone, "run `python -m translation update`"


def test_every_message_is_translated_and_none_is_doubtful(catalog: Catalog) -> None:
    for message in known(catalog).values():
        assert all(forms(message.string)), f"{catalog.locale}: {message.id!r} is not translated"
        assert not message.fuzzy, f"{catalog.locale}: {message.id!r} is marked as fuzzy"
        if isinstance(message.id, tuple | list):
            assert len(forms(message.string)) == catalog.num_plurals, message.id


def test_a_translation_names_no_value_that_its_message_lacks(catalog: Catalog) -> None:
    for message in known(catalog).values():
        strange = named(message.string) - named(message.id)
        assert not strange, f"{catalog.locale}: {message.id!r} has no {strange}"
        if message.context == CONTEXT:  # where some are English alone: "is", "are"
            continue
        lost = named(message.id) - named(message.string) - {"unit"}  # which a language may have no case for
        assert not lost, f"{catalog.locale}: {message.string!r} lacks {lost}"


def test_only_english_needs_the_clauses_of_a_denial() -> None:
    assert not [where for where in known(template()) if str(where[0]).startswith(f"card.{ENGLISH_ALONE[0]}")]


def test_the_pages_speak_ukrainian_and_the_map_russian_too() -> None:
    assert list(interface_languages()) == ["en", "uk"] and list(languages()) == ["en", "uk", "ru"]
    assert languages()["uk"] == "Українська"


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 місце"), (3, "3 місця"), (11, "11 місць"), (21, "21 місце"), (1_005, "1\xa0005 місць")],
)
def test_ukrainian_counts_in_three_forms(count: int, words: str) -> None:
    with speaking("uk"):
        assert counted(count, "{n} place", "{n} places") == words
    assert counted(1_005, "{n} place", "{n} places") == "1,005 places"


def test_a_day_is_in_the_genitive() -> None:
    with speaking("uk"):
        assert day_words(date(2022, 9, 11)).startswith("11 вересня 2022")
    assert day_words(date(2022, 9, 11)) == "11 September 2022"


def test_an_unknown_language_and_an_unknown_message_are_english() -> None:
    with speaking("xx"):
        assert (spoken(), _("Map"), number(2_000)) == (ENGLISH, "Map", "2,000")
    with speaking("uk"):
        assert (_("Map"), _("never said")) == ("Карта", "never said")


def test_people_served_at_once_hear_their_own_languages() -> None:
    together = Barrier(2)

    def hear(language: str) -> list[str]:
        said = []
        with speaking(language):
            for _turn in range(50):
                together.wait(10)
                said.append(_("Map"))
        return said

    with ThreadPoolExecutor(2) as pool:
        english, ukrainian = pool.map(hear, ("en", "uk"))
    assert set(english) == {"Map"} and set(ukrainian) == {"Карта"}


def test_a_third_language_is_a_file(folder: Path) -> None:
    path = begin("pl")
    messages.languages.cache_clear()
    messages.interface_languages.cache_clear()
    path.write_text(path.read_text("utf-8").replace('msgid "Account"\nmsgstr ""', 'msgid "Account"\nmsgstr "Konto"'))
    read.cache_clear()
    update(path)  # keeps what is translated
    assert interface_languages() == {"en": "English", "pl": "Polski"}
    page = AppTest.from_file(str(DATA.parent / "pages" / "account.py"), default_timeout=60)
    page.session_state["lang"] = "pl"
    page.run()
    assert page.title[0].value == "Konto"
    assert page.markdown[0].value.startswith("This Marchland is open")  # what is not translated yet
    with pytest.raises(ValueError, match=r"pl\.po is there already"):
        begin("pl")

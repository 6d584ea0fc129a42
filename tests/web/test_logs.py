"""Pages that fail: what their user reads, and what the log keeps of it."""

import json
import logging

import pytest
from streamlit.testing.v1 import AppTest

from store.access import Actor, Forbidden, Role
from web import logs


def failing(error: Exception) -> AppTest:
    def page(error: Exception) -> None:
        from web import logs

        logs.page_failed(error)

    return AppTest.from_function(page, args=(error,)).run()


@pytest.fixture
def lines(caplog):
    caplog.handler.setFormatter(logs.JsonLines())
    caplog.set_level(logging.INFO, "marchland")
    return lambda: [json.loads(line) for line in caplog.text.splitlines()]


def test_a_sentence_for_people_is_shown(lines):
    page = failing(Forbidden(Actor("rob@example.org", Role.READER), Role.ADMIN))
    assert "needs the role of admin" in page.error[0].value.replace("\\", "")
    assert lines()[-1]["error"] == ["Forbidden"]


def test_another_error_is_a_number_in_page_and_log(lines, caplog):
    page = failing(KeyError("what the article says"))
    (line,) = (line for line in lines() if line["event"] == "page failed")
    assert line["number"] in page.error[0].value and line["error"] == ["KeyError"]
    assert "what the article says" not in page.error[0].value + caplog.text


def test_what_others_log_is_kept_without_what_they_put_in():
    record = logging.LogRecord("feedparser", logging.WARNING, "a.py", 1, "bad text: %s", ("Izium fell",), None)
    line = json.loads(logs.JsonLines().format(record))
    assert line["event"] == "bad text: %s" and "Izium" not in json.dumps(line)


def test_the_log_lies_in_marchlands_home(tmp_path, monkeypatch):
    monkeypatch.setenv("MARCHLAND_HOME", str(tmp_path))
    ours = logging.getLogger("marchland")
    former, ours.handlers = ours.handlers, []
    try:
        logs.begin({})
        logging.getLogger("marchland.store").warning("refused", extra={"person": "rob@example.org"})
        (line,) = (tmp_path / "marchland.log").read_text("utf-8").splitlines()
        assert json.loads(line)["person"] == "rob@example.org"
    finally:
        for handler in ours.handlers:
            handler.close()
        ours.handlers, ours.propagate = former, True

"""The log: a line of JSON an event, in `marchland.log` in Marchland's home, or on standard error with MARCHLAND_LOG=-.

What articles say never gets into it: of an error it has the kind and the places in the code, not the words, and of what
others log the words before anything is put into them.
"""

import json
import logging
import os
import secrets
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

import streamlit as st

from theatre.errors import MarchlandError
from theatre.folders import home
from web.middleware import request_id

__all__ = ["JsonLines", "begin", "page_failed"]

_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_FILE_BYTES = 10_000_000  # of each of 4 files
_log = logging.getLogger("marchland.pages")


class JsonLines(logging.Formatter):
    """A record as one line: at (UTC), level, logger, event, the request that it belongs to, and the record's own."""

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.split(".")[0] == "marchland"
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage() if ours else str(record.msg)[:200],
        }
        if request := request_id.get():
            line["request"] = request
        line |= {name: value for name, value in vars(record).items() if name not in _USUAL} if ours else {}
        if record.exc_info and record.exc_info[1]:
            line |= _without_words(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def _without_words(error: BaseException) -> dict[str, object]:
    """The kind of an error and of what led to it, and where it was raised."""
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(kinds) < 5:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    return {"error": kinds, "stack": [f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in frames]}


def begin(environment: Mapping[str, str] = os.environ) -> None:
    """Have everything logged from here on, once a process."""
    where = environment.get("MARCHLAND_LOG", "")
    ours = logging.getLogger("marchland")
    if ours.handlers:
        return
    handler: logging.Handler
    if where == "-":
        handler = logging.StreamHandler(sys.stderr)
        for logger in map(logging.getLogger, list(logging.root.manager.loggerDict)):
            for console in logger.handlers:  # Streamlit's and uvicorn's own, so that every line there is JSON
                console.setFormatter(JsonLines())
    else:
        path = Path(where) if where else home() / "marchland.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_FILE_BYTES, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(JsonLines())
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
    ours.propagate = False
    # On the terminal of who works on it, Streamlit shows errors of pages with all their words; in a kept log these have
    # no place, and `page_failed` writes them without.
    logging.getLogger("streamlit.error_util").disabled = bool(where)


def page_failed(error: Exception) -> bool:
    """A page raised an error: its user reads a sentence, which is the error's own where that was written for people,
    and else a number that stands in the log too. Says that nothing else is to be shown."""
    from maps.words import literal  # here, so that the server answers before it is loaded

    if isinstance(error, MarchlandError):
        _log.warning("page refused", exc_info=error)
        st.error(literal(str(error)), icon=None)
        return True
    number = secrets.token_hex(4)
    _log.error("page failed", exc_info=error, extra={"number": number})
    st.error(f"Something went wrong here. It is in the log of this Marchland under the number {number}.", icon=None)
    return True

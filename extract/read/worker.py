"""The process that reads files for another: `extract.read.isolated` starts it and talks to it over its pipes.

A message is a line of JSON, then as many bytes as its "size" says. One comes in a file, one goes out. The process
bounds its own memory and its processor time a file; a file that exceeds them ends it, never who asked.
"""

import json
import sys
from dataclasses import asdict
from datetime import date
from typing import IO, Any

from extract.model import Article, PublishedBasis
from extract.read.article import NeedsDate, Read, read_file, read_paste, read_table_head
from extract.read.found import ArticleError
from extract.read.table import UnknownColumns

try:
    import resource
except ImportError:  # Windows has none; there the bound on the clock holds alone
    resource = None  # type: ignore[assignment]

__all__ = ["MAX_MEMORY_BYTES", "MAX_SECONDS", "as_message", "from_message", "receive", "send"]

MAX_MEMORY_BYTES = 1_000_000_000
MAX_SECONDS = 20  # of processor time a file


def send(pipe: IO[bytes], message: dict[str, Any], data: bytes = b"") -> None:
    """Write one message and its bytes."""
    pipe.write(json.dumps({**message, "size": len(data)}).encode() + b"\n")
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Read one message and its bytes. Raises EOFError when the other side is gone."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    message = json.loads(line)
    data = pipe.read(message.pop("size"))
    return message, data


def as_message(found: Read) -> dict[str, Any]:
    """An article, a question for its date or an error as plain JSON."""
    if isinstance(found, ArticleError):
        return {"error": str(found)}
    if isinstance(found, NeedsDate):
        day = found.suggestion.isoformat() if found.suggestion else None
        return {**as_message(found.draft), "asks": True, "suggestion": day, "problem": found.problem}
    return {"article": {**asdict(found), "published": found.published.isoformat()}}


def from_message(message: dict[str, Any]) -> Read:
    """What `as_message` wrote."""
    if "error" in message:
        return ArticleError(message["error"])
    facts = message["article"]
    basis = PublishedBasis(facts["published_basis"])
    article = Article(**{**facts, "published": date.fromisoformat(facts["published"]), "published_basis": basis})
    if not message.get("asks"):
        return article
    day = message["suggestion"]
    return NeedsDate(article, date.fromisoformat(day) if day else None, message["problem"])


def main() -> None:
    """Answer until nobody asks any more."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not come between the answers
    _load_readers()
    _bound_memory()
    send(answers, {"ready": True})
    while True:
        try:
            request, data = receive(requests)
        except EOFError:
            return
        _bound_time()
        send(answers, _answer(request, data))


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """What was found in a file, the head of a table, or why it can't be read as a whole."""
    name = request.pop("name")
    try:
        if "head" in request:
            head = read_table_head(data, name)
            return {"head": head and (head.columns, head.rows, head.guess)}
        for key in ("published", "today"):
            request[key] = date.fromisoformat(request[key]) if request[key] else None
        if "title" in request:
            found = read_paste(data.decode("utf-8", "replace"), **request)
        else:
            found = read_file(data, name, **request)
        return {"found": [as_message(one) for one in found]}
    except ArticleError as error:
        return {"error": str(error), "columns": isinstance(error, UnknownColumns)}
    except MemoryError:
        return {"error": f"{name}: takes more memory to read than a file may; paste its text.", "columns": False}


def _load_readers() -> None:
    """Import what the readers use, so that no file's time is spent on it."""
    import charset_normalizer
    import markdown_it
    import pypdfium2
    import striprtf.striprtf
    import trafilatura

    from extract.read.language import language_of

    language_of("A text of little use.")
    assert charset_normalizer and markdown_it and pypdfium2 and striprtf and trafilatura


def _bound_memory() -> None:
    if resource:
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))


def _bound_time() -> None:
    """From now on so many seconds of processor time; the system ends the process that takes more."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + 1 + MAX_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main()

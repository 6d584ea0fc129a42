"""A small web site on 127.0.0.1 for tests of what goes online."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.serving import Quiet, answering

_PAGE = (
    "<html><head><title>{town} regained</title>"
    "<meta property='article:published_time' content='2022-09-11T10:00:00+03:00'></head><body><article>"
    "<p>Ukrainian forces recaptured {town} on Saturday, officials said, after days of fighting in the streets.</p>"
    "<p>{more}</p></article></body></html>"
)
_MORE = {
    "Izium": "People came out of their cellars and gave the soldiers bread and apples, as they had nothing else left.",
    "Lyman": "The railway station stood empty with its windows broken, and a dog slept on the only platform in use.",
    "Kupiansk": "Engineers began to look for mines along the river bank before the bridge could be opened to lorries.",
}


def story(town: str) -> str:
    """A page of news about the recapture of a town on 10 September 2022, published on the next day."""
    return _PAGE.format(town=town, more=_MORE.get(town, _MORE["Izium"]))


@dataclass
class Site:
    """What it serves by path, (status, headers, body) each, and the requests that it had, (path, headers) each."""

    port: int = 0
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    drips: set[str] = field(default_factory=set)  # paths whose body comes a byte at a time

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def put(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        content = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": "text/html; charset=utf-8"} | named, content)

    def redirect(self, path: str, target: str) -> None:
        self.put(path, "", 302, Location=target)

    def times(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()

    class Handler(Quiet):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            status, headers, body = site.pages.get(self.path, (404, {}, b""))
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            with suppress(OSError):  # who asked went away
                if self.path in site.drips:
                    self._drip(status, body, headers)
                else:
                    self.answer(status, body, **headers)

        def _drip(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            for byte in body:
                self.wfile.write(bytes([byte]))
                time.sleep(0.1)

    with answering(Handler) as port:
        site.port = port
        yield site

"""A small web site on 127.0.0.1 for tests of what goes online."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

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

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            status, headers, body = site.pages.get(self.path, (404, {}, b""))
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if self.path not in site.drips:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                if self.path in site.drips:
                    for byte in body:
                        self.wfile.write(bytes([byte]))
                        time.sleep(0.1)
                else:
                    self.wfile.write(body)
            except OSError:
                pass  # who asked went away

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()

"""What holds for every request to the app, Streamlit's own addresses too: which hosts it answers to, what browsers may
do with an answer, how much may be uploaded, the line about it in the log, and, where nobody signs in, by what a browser
is known again. app.py puts it before everything else.

Why the component's page is changed on its way: streamlit-folium's browser side runs what any window posts to it. So
that another site that frames or opens it can't have its own script run as ours, messages of others are dropped there.
"""

import base64
import hashlib
import logging
import os
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.provider import LOOPBACK

__all__ = ["MESSAGES_OF_OURS", "Policy", "Uploads", "content_policy", "hosts", "request_id", "token_of"]

request_id: ContextVar[str] = ContextVar("request_id", default="")
_log = logging.getLogger("marchland.requests")

DATA = "/map/data/"  # what the map is drawn from
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")  # Streamlit's, and nobody's business
QUIET = ("/static/", "/component/", "/map/", "/media/", "/_stcore/health", "/healthz")  # logged only when they fail
MESSAGES_OF_OURS = (
    "<script>addEventListener('message', (event) => {"
    " if (event.source !== window.parent || event.origin !== location.origin) event.stopImmediatePropagation();"
    " }, true);</script>"
)
_PATH = 200  # characters of an address in the log, which strangers could fill otherwise
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_BROWSER = "marchland_browser"  # the cookie of a browser whose user does not sign in
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_REMEMBERED = 400 * 86_400  # seconds from the last page; browsers allow no more


def hosts(*known: str, environment: Mapping[str, str] = os.environ) -> frozenset[str]:
    """The names that the app answers to: those of this machine, those `known` otherwise, and those that MARCHLAND_HOSTS
    lists. Without ports, in small letters."""
    named = environment.get("MARCHLAND_HOSTS", "").replace(",", " ").split()
    return frozenset(name.strip("[]").lower() for name in (*LOOPBACK, *known, *named) if name) - {"0.0.0.0", "::"}


@dataclass
class Uploads:
    """How much each client may upload: files and bytes a minute, and five minutes' worth at once. Not for threads: the
    server's one event loop asks."""

    files_a_minute: int = 600
    bytes_a_minute: int = 1_000_000_000
    _left: OrderedDict[str, tuple[float, float, float]] = field(default_factory=OrderedDict)

    KEPT = 10_000  # clients; who has been away longest is forgotten, and begins anew
    MINUTES_AT_ONCE = 5

    def wait(self, client: str, size: int, now: float) -> float:
        """Seconds until `client` may upload `size` bytes; 0 where it may now, and then it counts. `now` in seconds."""
        most = (self.MINUTES_AT_ONCE * self.files_a_minute, self.MINUTES_AT_ONCE * self.bytes_a_minute)
        files, amount, since = self._left.pop(client, (*most, now))
        minutes = (now - since) / 60
        files = min(most[0], files + minutes * self.files_a_minute)
        amount = min(most[1], amount + minutes * self.bytes_a_minute)
        missing = max((1 - files) / self.files_a_minute, (min(size, most[1]) - amount) / self.bytes_a_minute)
        if missing <= 0:
            files, amount = files - 1, amount - size
        self._left[client] = files, amount, now
        while len(self._left) > self.KEPT:
            self._left.popitem(last=False)
        return max(0.0, missing * 60)


def content_policy(scripts: str, *, tiles: str = "", framed_by: str = "'self'") -> str:
    """A Content-Security-Policy under which nothing comes from elsewhere but the tiles of the street map. `scripts` is
    what may run beside our own files; an empty `framed_by` lets everybody frame the page."""
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' {scripts}".strip(),
        "style-src": "'self' 'unsafe-inline'",  # Streamlit and Leaflet write styles as they go
        "img-src": f"'self' data: blob: {tiles}".strip(),
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": framed_by,
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items() if value)


def allow_script(element: str) -> str:
    """What lets a policy allow one <script> element, by its content."""
    content = element.partition(">")[2].rpartition("</script>")[0]
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


class Policy:
    """The ASGI middleware. `hosts` are the names it answers to, `scripts` the inline <script> elements of our pages,
    `tiles` the address of the street map's tiles, `secure` whether browsers reach it by HTTPS alone. Where people sign
    in, `reads` says of a browser's cookies whether they are those of somebody who may look; where they don't, each page
    gives its browser a cookie, so that what was brought with it is found again (web.person)."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: frozenset[str],
        scripts: tuple[str, ...],
        tiles: str,
        uploads: Uploads,
        secure: bool,
        reads: Callable[[Mapping[str, str]], bool] | None = None,
    ) -> None:
        self.app = app
        self.reads = reads
        self.hosts = hosts
        self.uploads = uploads
        self.secure = secure
        parts = urlsplit(tiles)
        # Leaflet puts the letters a, b and c where the address has {s}
        tiles = f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"
        ours = " ".join(allow_script(each) for each in scripts) + " 'wasm-unsafe-eval'"
        self.page = content_policy(ours, tiles=tiles)
        self.embedded = content_policy(ours, tiles=tiles, framed_by="")
        # streamlit-folium evaluates the map that Folium writes
        self.component = content_policy("'unsafe-inline' 'unsafe-eval'", tiles=tiles, framed_by="")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        id = given if _ID.fullmatch(given) else secrets.token_hex(8)
        request_id.set(id)
        began, status = time.monotonic(), 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._set_headers(scope, MutableHeaders(scope=message), id)
            elif message["type"] in ("websocket.accept", "websocket.close"):
                status = status or (101 if message["type"] == "websocket.accept" else 403)
            await send(message)

        try:
            await self._admit(scope, receive, answer)
        except Exception as error:  # the log has its kind and place; Starlette would write its words
            _log.error("request failed", exc_info=error)
            if not status:
                await _refuse(scope, receive, answer, 500, f"Something went wrong here; the log has it under {id}.\n")
        finally:
            self._note(scope, status, time.monotonic() - began, id)

    async def _admit(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to."""
        path = scope["path"]
        headers = Headers(scope=scope)
        if not self._knows(headers.get("host", "")):
            words = "This server does not answer to that name. Who runs it can add the name to MARCHLAND_HOSTS.\n"
            await _refuse(scope, receive, send, 421, words)
        elif path.startswith(CLOSED):
            await _refuse(scope, receive, send, 404, "There is nothing here.\n")
        elif path.startswith("/_stcore/upload_file/") and scope["method"] == "PUT" and (wait := self._wait(scope)):
            words = f"Too much was uploaded from here; go on in {wait:.0f} seconds.\n"
            await _refuse(scope, receive, send, 429, words, {"Retry-After": f"{wait:.0f}"})
        elif path.startswith(DATA) and self.reads and not self.reads(HTTPConnection(scope).cookies):
            await _refuse(scope, receive, send, 403, "This map is shown to people who are signed in.\n")
        elif path.startswith("/component/"):
            await self.app(_uncompressed(scope), receive, _with_first_script(send, MESSAGES_OF_OURS))
        else:
            await self.app(scope, receive, send)

    def _knows(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name.rstrip(".") in self.hosts

    def _wait(self, scope: Scope) -> int:
        size = Headers(scope=scope).get("content-length", "")  # who does not say counts as the largest
        client = scope["client"][0] if scope.get("client") else ""
        seconds = self.uploads.wait(client, int(size) if size.isdecimal() else 64_000_000, time.monotonic())
        return int(-(-seconds // 1))

    def _set_headers(self, scope: Scope, headers: MutableHeaders, id: str) -> None:
        path = scope["path"]
        component = path.startswith("/component/")
        embedded = path == "/embed" and parse_qs(scope["query_string"]).get(b"embed") == [b"true"]
        headers["X-Request-ID"] = id
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Content-Security-Policy"] = self.component if component else self.embedded if embedded else self.page
        # tile servers want to know whose map it is; nobody else learns where a reader comes from
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin" if component else "same-origin"
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
        if not (component or embedded):
            headers["X-Frame-Options"] = "SAMEORIGIN"
            headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if not (self.reads or component or embedded) and _is_page(scope, headers):
            headers.append("set-cookie", _known_again(HTTPConnection(scope).cookies))
        if (
            path.startswith(DATA) and self.reads and "cache-control" in headers
        ):  # of this browser, and of nobody between
            headers["Cache-Control"] = headers["Cache-Control"].replace("public", "private")
        if self.secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
            cookies = headers.getlist("set-cookie")
            del headers["set-cookie"]
            for cookie in cookies:
                headers.append("set-cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")

    def _note(self, scope: Scope, status: int, seconds: float, id: str) -> None:
        """A line about a request: no query, which may hold what a reader looks for, and nothing that was sent."""
        quiet = status < 400 and scope["path"].startswith(QUIET)
        facts = {
            "request": id,
            "method": scope.get("method", "WEBSOCKET"),
            "path": scope["path"][:_PATH],
            "status": status,
            "ms": round(seconds * 1000, 1),
            "client": scope["client"][0] if scope.get("client") else "",
        }
        _log.log(logging.DEBUG if quiet else logging.INFO, "request", extra=facts)


def _is_page(scope: Scope, headers: Headers) -> bool:
    return scope.get("method") == "GET" and headers.get("content-type", "").startswith("text/html")


def token_of(cookies: Mapping[str, str]) -> str:
    """By what a browser is known again, or nothing where it has no such cookie."""
    given = str(cookies.get(_BROWSER, ""))
    return given if _TOKEN.fullmatch(given) else ""


def _known_again(cookies: Mapping[str, str]) -> str:
    """A cookie that scripts can't read: the browser's own where it has one, else a new one."""
    token = token_of(cookies) or secrets.token_urlsafe(32)
    return f"{_BROWSER}={token}; Path=/; Max-Age={_REMEMBERED}; HttpOnly; SameSite=Lax"


async def _refuse(
    scope: Scope, receive: Receive, send: Send, status: int, words: str, headers: Mapping[str, str] | None = None
) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse(words, status, dict(headers or {}))(scope, receive, send)


def _uncompressed(scope: Scope) -> Scope:
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}


def _with_first_script(send: Send, element: str) -> Send:
    """Have an HTML page begin with a script, whatever pieces it comes in. Other files pass as they are."""
    start: Message = {}
    body = bytearray()

    async def changed(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            start = message
            if not Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                await send(message)
            return
        headers = MutableHeaders(scope=start)
        if not headers.get("content-type", "").startswith("text/html"):
            await send(message)
            return
        body.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        before, head, after = bytes(body).partition(b"<head>")
        page = before + head + element.encode() + after if head else element.encode() + before
        headers["Content-Length"] = str(len(page))
        await send(start)
        await send({"type": "http.response.body", "body": page})

    return changed

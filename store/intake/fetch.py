"""Pages fetched from the web for the user who asked for them, politely and without being led astray.

Politely: what robots.txt forbids is not fetched, a host is asked once a second at most (or as seldom as it wishes), and
the requests say who asks. Not led astray: an address that a page, a redirect or a name server gives may point into the
user's own network, so every hop is resolved here, all its addresses must be public ones, and the connection goes to the
very address that was checked. A page may have 20 MB and take 30 seconds.
"""

import hashlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Collection, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from protego import Protego

from extract.read.found import MAX_FILE_BYTES
from store.engine import now
from theatre.errors import MarchlandError

__all__ = ["AGENT", "FetchError", "Fetcher", "Page"]

AGENT = "Marchland/1.0 (reads news pages that its user asks for)"
MAX_SECONDS = 30
MAX_REDIRECTS = 5
ROBOTS_SECONDS = 3600  # that a robots.txt is taken to hold
MAX_ROBOTS_BYTES = 500_000
LONGEST_WAIT = 60  # seconds between two requests to a host that wishes for longer

_REDIRECTS = (301, 302, 303, 307, 308)
# addresses of version 6 in which one of version 4 is hidden, which a gateway would go on to
_GATEWAYS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))

Resolve = Callable[[str, int], list[str]]


class FetchError(MarchlandError, ValueError):
    """A page that can't be had. Its text is one sentence for the user, naming the address."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was when it was fetched. `address` is where redirects led; `digest` is the SHA-256 of `content`.
    Of a page that has not changed since the given `etag` or `modified`, `content` is empty and `changed` False."""

    asked: str
    address: str
    fetched_at: str
    media_type: str
    charset: str
    content: bytes
    etag: str = ""
    modified: str = ""
    changed: bool = True

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class Fetcher:
    """Fetches pages for one app; threads may share it.

    `allowed` has (address, port) pairs that may be reached though they are not public: for a test's own site, and
    nothing else. `resolve` gives the addresses of a host.
    """

    def __init__(
        self,
        *,
        allowed: Collection[tuple[str, int]] = (),
        resolve: Resolve | None = None,
        pause: float = 1.0,
    ) -> None:
        self._allowed = frozenset(allowed)
        self._resolve = resolve or _resolve
        self._pause = pause
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}  # when a host may be asked again
        self._robots: dict[str, tuple[float, Protego]] = {}  # by origin, and until when it holds

    def fetch(self, url: str, *, etag: str = "", modified: str = "") -> Page:
        """Fetch a page. Raises FetchError when it is forbidden, can't be reached, is too big or takes too long."""
        address = url.strip()
        unless = {"If-None-Match": etag, "If-Modified-Since": modified}
        for _ in range(MAX_REDIRECTS + 1):
            parts = _parts(address)
            delay = self._permitted(parts, address)
            status, headers, body = self._ask(parts, address, delay, MAX_FILE_BYTES, unless)
            if status in _REDIRECTS and headers.get("Location"):
                address = urljoin(address, headers["Location"])
                continue
            if status == 304:
                return Page(url, address, now(), "", "", b"", etag, modified, changed=False)
            if status != 200:
                raise FetchError(f"{url}: its server answers {status} {http.client.responses.get(status, '')}.")
            media_type, charset = _content_type(headers.get("Content-Type", ""))
            return Page(
                url,
                address,
                now(),
                media_type,
                charset,
                body,
                headers.get("ETag", "")[:500],
                headers.get("Last-Modified", "")[:100],
            )
        raise FetchError(f"{url}: redirects more than {MAX_REDIRECTS} times.")

    def _permitted(self, parts: SplitResult, address: str) -> float:
        """Make sure that robots.txt permits it; how many seconds are to lie between requests."""
        origin = f"{parts.scheme}://{parts.netloc}"
        known = self._robots.get(origin)
        if known is None or known[0] < time.monotonic():
            known = (time.monotonic() + ROBOTS_SECONDS, Protego.parse(self._robots_text(origin)))
            self._robots[origin] = known
        rules = known[1]
        if not rules.can_fetch(address, "Marchland"):
            raise FetchError(f"{address}: its site's robots.txt asks not to fetch it; save the page yourself.")
        return min(max(self._pause, float(rules.crawl_delay("Marchland") or 0)), LONGEST_WAIT)

    def _robots_text(self, origin: str) -> str:
        """What robots.txt says: nothing where there is none, and all is forbidden where that can't be told."""
        address = f"{origin}/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            status, headers, body = self._ask(_parts(address), address, self._pause, MAX_ROBOTS_BYTES, {})
            if status in _REDIRECTS and headers.get("Location"):
                address = urljoin(address, headers["Location"])
            elif status == 200:
                return body.decode("utf-8", "replace")
            elif status >= 500:
                return "User-agent: *\nDisallow: /"
            else:
                return ""
        return ""

    def _ask(
        self, parts: SplitResult, address: str, delay: float, most: int, unless: Mapping[str, str]
    ) -> tuple[int, Any, bytes]:
        """One request, when the host's turn has come: status, headers, body."""
        assert parts.hostname
        port = parts.port or (443 if parts.scheme == "https" else 80)
        checked = self._checked(parts.hostname, port, address)
        self._wait(parts.hostname, delay)
        headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
        headers |= {name: value for name, value in unless.items() if value}
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{_query(parts)}" if parts.query else "")
        try:
            with closing(_connected(checked, port, parts.hostname if parts.scheme == "https" else "")) as sock:
                deadline = time.monotonic() + MAX_SECONDS
                clock = threading.Timer(MAX_SECONDS, _cut, (sock,))
                clock.daemon = True
                clock.start()
                try:
                    connection = http.client.HTTPConnection(parts.hostname, port)
                    connection.sock = sock
                    connection.default_port = 443 if parts.scheme == "https" else 80
                    connection.request("GET", target, headers=headers)
                    response = connection.getresponse()
                    body = b"" if response.status != 200 else _body(response, most, address, deadline)
                    return response.status, response.headers, body
                finally:
                    clock.cancel()
        except (OSError, http.client.HTTPException, zlib.error, UnicodeError) as error:
            raise FetchError(f"{address}: can't be fetched ({_why(error)}).") from None

    def _checked(self, host: str, port: int, address: str) -> str:
        """The address to connect to. Every one that the host has must be public."""
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{address}: no server of the name {host} is known ({_why(error)}).") from None
        for each in found:
            if not _public(each) and (each, port) not in self._allowed:
                raise FetchError(f"{address}: leads to {each}, which is no public address; it is not fetched.")
        if not found:
            raise FetchError(f"{address}: no server of the name {host} is known.")
        return found[0]

    def _wait(self, host: str, delay: float) -> None:
        """Wait for the host's turn, and put the next one behind it."""
        with self._lock:
            turn = max(self._next.get(host, 0.0), time.monotonic())
            self._next[host] = turn + delay
        time.sleep(max(0.0, turn - time.monotonic()))


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise FetchError(f"{address}: is no web address.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise FetchError(f"{address}: is no web address; it begins with http:// or https://.")
    if parts.username is not None or any(character.isspace() or ord(character) < 32 for character in address):
        raise FetchError(f"{address}: has a name, a password or a blank in it; give it without.")
    return parts


def _query(parts: SplitResult) -> str:
    return quote(parts.query, safe="/%:@!$&'()*+,;=?~-._[]|")


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _public(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        elif any(ip in network for network in _GATEWAYS):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _connected(address: str, port: int, secure_host: str) -> socket.socket:
    sock = socket.create_connection((address, port), timeout=MAX_SECONDS / 2)
    if not secure_host:
        return sock
    try:
        return ssl.create_default_context().wrap_socket(sock, server_hostname=secure_host)
    except BaseException:
        sock.close()
        raise


def _cut(sock: socket.socket) -> None:
    """End a connection that takes too long, whatever it waits for."""
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _body(response: http.client.HTTPResponse, most: int, address: str, deadline: float) -> bytes:
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"{address}: comes packed in a way that was not asked for ({encoding[:20]}).")
    unpack = zlib.decompressobj(wbits=47) if encoding not in ("", "identity") else None
    whole = bytearray()
    while True:
        part = response.read1(65536)
        if time.monotonic() >= deadline:
            raise FetchError(f"{address}: takes longer than {MAX_SECONDS} seconds.")
        whole += unpack.decompress(part, most + 1 - len(whole)) if unpack else part
        if len(whole) > most:
            raise FetchError(f"{address}: is larger than {most / 1e6:.1f} MB.")
        if not part:
            break
    if response.length:  # it was cut off
        raise FetchError(f"{address}: broke off before its end.")
    return bytes(whole)


def _content_type(value: str) -> tuple[str, str]:
    """Media type and character set of a Content-Type."""
    media_type, _, rest = value.partition(";")
    named = (each.strip().partition("=") for each in rest.split(";"))
    charset = next((each[2].strip("\"' ") for each in named if each[0].strip().lower() == "charset"), "")
    return media_type.strip().lower()[:100], charset.lower()[:40]


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:200]

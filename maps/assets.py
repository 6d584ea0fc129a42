"""What the browser loads, served by the app itself: Leaflet, our modules and style, outlines and control data.

Every address carries a digest of its content, so a browser may keep it for ever and a new version is a new address.
"""

import gzip
import hashlib
import json
import mimetypes
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from threading import Lock
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from maps.map_words import texts_module

__all__ = ["Blob", "address", "blob", "blob_of_json", "modules", "publish", "routes", "source"]

_KEPT = 64  # published blobs; a page publishes its own again on every run, so the oldest are nobody's
_COMPRESSED = ("text/", "application/javascript", "application/json", "application/octet-stream", "image/svg")

_published: OrderedDict[str, "Blob"] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes with their media type and the digest that names them. `packed` is `body` in gzip, or empty."""

    digest: str
    body: bytes
    packed: bytes
    media_type: str


def blob(body: bytes, media_type: str) -> Blob:
    """Make bytes ready to be served."""
    packed = gzip.compress(body, 6, mtime=0) if media_type.startswith(_COMPRESSED) else b""
    return Blob(hashlib.sha256(body).hexdigest()[:16], body, packed, media_type)


def blob_of_json(value: Any) -> Blob:
    """A JSON value ready to be served."""
    return blob(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), "application/json")


def publish(content: Blob) -> str:
    """Serve `content` and return its address. Publishing the same content again costs nothing."""
    with _lock:
        _published[content.digest] = content
        _published.move_to_end(content.digest)
        while len(_published) > _KEPT:
            _published.popitem(last=False)
    return f"/map/data/{content.digest}"


def address(name: str) -> str:
    """Where the browser finds a file of ours ("main.js") or of Leaflet ("leaflet/leaflet.js")."""
    assets = _assets()
    if name not in assets:
        raise ValueError(f"no map file named {name!r}")
    return f"/map/{_version()}/{name}"


def source(name: str) -> str:
    """The text of a file of ours or of Leaflet, for a page that must stand alone."""
    return _assets()[name].body.decode("utf-8")


def modules() -> list[str]:
    """The names of our modules ("main.js"), which import each other from beside themselves ("./words.js")."""
    return sorted(name for name in _assets() if name.endswith(".js") and "/" not in name)


def routes() -> list[Route]:
    """What the app adds to Streamlit's own addresses."""
    return [
        Route("/map/data/{digest:str}", _data, methods=["GET"]),
        Route("/map/{version:str}/{name:path}", _asset, methods=["GET"]),
    ]


async def _data(request: Request) -> Response:
    with _lock:
        content = _published.get(request.path_params["digest"])
    return _response(request, content)


async def _asset(request: Request) -> Response:
    return _response(request, _assets().get(request.path_params["name"]))


def _response(request: Request, content: Blob | None) -> Response:
    if content is None:
        return Response("No such map data. Reload the page.", 404, media_type="text/plain")
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": f'"{content.digest}"',
        "X-Content-Type-Options": "nosniff",
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if content.packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(content.packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=content.media_type)
    return Response(content.body, headers=headers, media_type=content.media_type)


@lru_cache(maxsize=1)
def _assets() -> Mapping[str, Blob]:
    ours = files("maps") / "static"
    leaflet = files("js_lib_leaflet") / "static" / "js_lib_leaflet"
    found = {item.name: _load(item) for item in ours.iterdir() if item.is_file()}
    found["texts.js"] = blob(texts_module().encode(), "text/javascript")
    found |= {f"leaflet/{name}": _load(leaflet / name) for name in ("leaflet.js", "leaflet.css")}
    found |= {f"leaflet/images/{item.name}": _load(item) for item in (leaflet / "images").iterdir()}
    return found


def _load(item: Traversable) -> Blob:
    return blob(item.read_bytes(), mimetypes.guess_type(item.name)[0] or "application/octet-stream")


@lru_cache(maxsize=1)
def _version() -> str:
    digests = "".join(content.digest for _, content in sorted(_assets().items()))
    return hashlib.sha256(digests.encode()).hexdigest()[:12]

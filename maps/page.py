"""The map as a page of its own: whole in one file that opens from disk with no network."""

import base64
import json
import re
from collections.abc import Collection, Mapping

from maps.assets import Blob, modules, source
from maps.layer import MAIN, Show, TheatreMap, outlines_blob
from maps.payload import Payload
from maps.view import View
from theatre.theatre import Theatre

__all__ = ["standalone"]

_PREFIX = "marchland/"  # of our modules' names within a page that stands alone


def standalone(
    theatre: Theatre,
    payload: Payload,
    view: View,
    *,
    evidence: Mapping[int, str],
    kept: Collection[int] | None = None,
) -> str:
    """One HTML file with the map, its time bar and its evidence, which loads nothing.

    `evidence` is escaped HTML for each place by its number in `payload.places`; the map shows it when the place is
    chosen.
    """
    main = _PREFIX + MAIN
    shown = TheatreMap(theatre, outlines=_inline(outlines_blob(theatre)), evidence=evidence, main=main)
    shown.add_child(Show(payload, view, kept=kept, address=_inline, main=main))
    page = str(shown.get_root().render())
    page = re.sub(r'\s*<script src="[^"]*"></script>', "", page)
    page = re.sub(r'\s*<link rel="stylesheet" href="[^"]*"/>', "", page)
    # the images of Leaflet's own controls are not used here, and no file of theirs goes along
    styles = re.sub(r"url\([^)]*\)", "none", source("leaflet/leaflet.css")) + source("map.css")
    scripts = f'<script type="importmap">{_import_map()}</script><script>{source("leaflet/leaflet.js")}</script>'
    head = f'<meta charset="utf-8"><title>{theatre.title}</title><style>{styles}</style>{scripts}'
    return page.replace("<head>", "<head>" + head, 1)


def _import_map() -> str:
    """Our modules as an import map (JSON): each by its name, as a data: address that holds its text.

    A page from disk may not import a file, and what comes from a data: address has no folder that "./words.js" could be
    beside. So in the texts "./words.js" becomes "marchland/words.js", a name that the map gives the address of.
    """
    texts = {name: re.sub(r'(?<=from ")\./', _PREFIX, source(name)) for name in modules()}
    return json.dumps(
        {"imports": {_PREFIX + name: _data(text.encode(), "text/javascript") for name, text in texts.items()}}
    )


def _inline(content: Blob) -> str:
    return _data(content.body, content.media_type)


def _data(body: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(body).decode()}"

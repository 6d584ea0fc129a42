"""The map as a page of its own: whole in one file that opens from disk with no network."""

import base64
import re
from collections.abc import Collection, Mapping

from maps.assets import Blob, source
from maps.layer import SCRIPTS, Show, TheatreMap, outlines_blob
from maps.payload import Payload
from maps.view import View
from theatre.theatre import Theatre

__all__ = ["standalone"]


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
    shown = TheatreMap(theatre, outlines=_inline(outlines_blob(theatre)), evidence=evidence)
    shown.add_child(Show(payload, view, kept=kept, address=_inline))
    page = str(shown.get_root().render())
    page = re.sub(r'\s*<script src="[^"]*"></script>', "", page)
    page = re.sub(r'\s*<link rel="stylesheet" href="[^"]*"/>', "", page)
    # the images of Leaflet's own controls are not used here, and no file of theirs goes along
    styles = re.sub(r"url\([^)]*\)", "none", source("leaflet/leaflet.css")) + source("layer.css")
    scripts = "".join(f"<script>{source(name)}</script>" for name in ("leaflet/leaflet.js", *SCRIPTS))
    head = f'<meta charset="utf-8"><title>{theatre.title}</title><style>{styles}</style>{scripts}'
    return page.replace("<head>", "<head>" + head, 1)


def _inline(content: Blob) -> str:
    return f"data:{content.media_type};base64,{base64.b64encode(content.body).decode()}"

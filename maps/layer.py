"""The map as Folium objects: a base that never changes, so zoom and position survive, and what it shows now."""

import base64
from collections.abc import Callable, Collection, Mapping
from copy import copy
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import folium
import numpy as np
from folium.elements import JSCSSMixin
from folium.template import Template

from maps import assets
from maps.assets import Blob, blob_of_json, publish
from maps.payload import Payload
from maps.tiles import configured
from maps.view import View
from theatre.theatre import Theatre

__all__ = ["Beside", "Show", "Source", "TheatreLayer", "TheatreMap", "base_map", "outlines_blob"]

MAIN = "main.js"  # the module that the page imports; the others it imports itself, by relative addresses


class TheatreMap(folium.Map):
    """A Folium map that loads Leaflet and nothing else, from the app itself."""

    default_js: list[tuple[str, str]] = [("leaflet", assets.address("leaflet/leaflet.js"))]  # noqa: RUF012 (as Folium declares it)
    default_css: list[tuple[str, str]] = [("leaflet_css", assets.address("leaflet/leaflet.css"))]  # noqa: RUF012 (as Folium declares it)

    def __init__(self, theatre: Theatre, **layer: Any) -> None:
        """`layer` goes to the TheatreLayer."""
        south, west, north, east = theatre.bounds
        super().__init__(
            location=((south + north) / 2, (west + east) / 2),
            zoom_start=6,
            min_zoom=4,
            max_zoom=13,
            tiles=None,
            zoom_control=False,
            attribution_control=False,
            world_copy_jump=False,
            zoom_snap=0.25,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=90,
            max_bounds=True,
            min_lat=theatre.reach[0],
            max_lat=theatre.reach[2],
            min_lon=theatre.reach[1],
            max_lon=theatre.reach[3],
            max_bounds_viscosity=0.8,
        )
        self.add_child(TheatreLayer(theatre, **layer))
        self._is_rendered = False

    def render(self, **kwargs: Any) -> str:
        """Into its figure, once: Folium compiles a dozen templates each time, and the base does not change."""
        if not self._is_rendered:
            super().render(**kwargs)
            self._is_rendered = True
        return ""  # all of it is in the figure


def base_map(theatre: Theatre, *, linked: str | None = None, still: bool = False) -> TheatreMap:
    """A rendered TheatreMap for a page, the caller's own to add to; all pages share what it is made of, for which to
    make it anew at each step would cost 10 ms."""
    publish(outlines_blob(theatre))
    shared = _rendered(theatre, linked, still)
    own = copy(shared)
    own._children = shared._children.copy()
    return own


@lru_cache(maxsize=8)
def _rendered(theatre: Theatre, linked: str | None, still: bool) -> TheatreMap:
    made = TheatreMap(theatre, linked=linked, still=still)
    made.get_root().render()
    return made


class TheatreLayer(JSCSSMixin):
    """Land, places, legend and time bar of one theatre, drawn by the modules in static/."""

    default_css: list[tuple[str, str]] = [("marchland_css", assets.address("map.css"))]  # noqa: RUF012 (as Folium declares it)
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            import({{ this.main|tojson }}).then(({ open }) =>
                open({{ this._parent.get_name() }}, {{ this.options|tojson }}));
        {% endmacro %}
        """
    )

    def __init__(
        self,
        theatre: Theatre,
        *,
        outlines: str | None = None,
        evidence: Mapping[int, str] | None = None,
        linked: str | None = None,
        still: bool = False,
        main: str | None = None,
    ) -> None:
        """`outlines` is where the browser finds the base map, if not at the app's own address. With `evidence`, escaped
        HTML by place number, the map shows a chosen place's evidence itself. Maps with the same `linked` name keep one
        view. A `still` map has no time bar. `main` is as for Show."""
        super().__init__()
        self._name = "TheatreLayer"
        self.main = main or assets.address(MAIN)
        south, west, north, east = theatre.bounds
        self.options: dict[str, Any] = {
            "title": theatre.title,
            "bounds": [[south, west], [north, east]],
            "outlines": outlines or publish(outlines_blob(theatre)),
            "sides": [
                {
                    "id": side.id,
                    "name": side.name,
                    "country": side.country,
                    "colour": side.colour,
                    "dark": side.dark,
                    "names": dict(side.names),
                }
                for side in theatre.sides.values()
            ],
            "credits": dict(theatre.credits),
            "evidence": evidence,
            "linked": linked,
            "tiles": asdict(configured()),
            "still": still,
        }


@dataclass(frozen=True, slots=True)
class Source:
    """By what the map shows its day, where that does not go without saying: "asKnown" on `day`, "asTrue" by all that is
    known today, as Marchland has it ("ours"), or as somebody else's map called `name` has it ("theirs")."""

    key: str
    day: date | None = None
    name: str = ""

    def as_json(self) -> dict[str, str | None]:
        return {"key": self.key, "day": self.day.isoformat() if self.day else None, "name": self.name}


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies to the right of a divider in the map, to whose left is the map's own day: another day, perhaps by other
    data. `kept` is as for Show."""

    payload: Payload
    day: date
    kept: Collection[int] | None = None
    source: Source | None = None


class Show(folium.FeatureGroup):
    """What the map shows now: some hundred bytes that leave the base as it is.

    `answers` is the number of the last message from the map that this view takes into account; the map ignores a view
    that is older than what its user has done since.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.featureGroup();
            import({{ this.main|tojson }}).then(({ show }) => show({{ this.view|tojson }}));
        {% endmacro %}
        """
    )

    def __init__(
        self,
        payload: Payload,
        view: View,
        *,
        source: Source | None = None,
        beside: Beside | None = None,
        evidence: str | None = None,
        answers: int = 0,
        kept: Collection[int] | None = None,
        address: Callable[[Blob], str] = publish,
        main: str | None = None,
    ) -> None:
        """`evidence` is escaped HTML about the view's place, for a map with no page around it to show it. `kept` are
        the numbers of the places that pass the filters of claims, or None for all; what the filters ask of a place
        on the day shown, the browser asks itself. `address` is where the browser finds a blob, and `main` what it
        imports the main module by, if not the app's own address."""
        super().__init__(control=False, show=False)  # whoever shows it adds it to the map
        self.main = main or assets.address(MAIN)
        asked = view.filters
        self.view = _face(payload, view.day, view.place, kept, source, address) | {
            "since": view.since.isoformat() if view.since else None,
            "swipe": _face(beside.payload, beside.day, view.place, beside.kept, beside.source, address)
            if beside
            else None,
            "at": view.at,
            "hide": view.hide,
            "language": view.language,
            "filters": {
                "sides": asked.sides,
                "statuses": asked.statuses,
                "confidence": asked.confidence,
                "age": asked.age,
            },
            "evidence": evidence,
            "answers": answers,
        }


def _face(
    payload: Payload,
    day: date,
    place: str,
    kept: Collection[int] | None,
    source: Source | None,
    address: Callable[[Blob], str],
) -> dict[str, Any]:
    return {
        "data": address(payload.blob),
        "cells": address(payload.cells) if payload.cells else None,
        "names": {language: address(names) for language, names in payload.names.items()},
        "day": day.isoformat(),
        "place": payload.index(place),
        "kept": None if kept is None else _bits(kept, len(payload.places)),
        "source": source.as_json() if source else None,
    }


def _bits(numbers: Collection[int], size: int) -> str:
    """Which of `size` numbers are among these, a bit each, the lowest first, as base64."""
    among = np.zeros(size, dtype=bool)
    among[list(numbers)] = True
    return base64.b64encode(np.packbits(among, bitorder="little").tobytes()).decode()


@lru_cache(maxsize=8)
def outlines_blob(theatre: Theatre) -> Blob:
    """The theatre's base map: regions, and neighbours, rivers and names where the theatre has them."""
    layers = {name: theatre.outlines(name) for name in ("regions", "neighbours", "rivers")}
    return blob_of_json({**layers, "labels": theatre.table("labels")})

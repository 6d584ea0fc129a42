"""A small map to choose a point on: the theatre's outlines, and the places that may be meant."""

from collections.abc import Iterable

import folium

from gazetteer.place import Place
from maps import assets
from maps.words import escaped, one_line
from theatre.theatre import Theatre

__all__ = ["PickMap"]


class PickMap(folium.Map):
    """A Folium map that loads Leaflet and nothing else, from the app itself. `around` is where it opens: latitude and
    longitude, None for the whole theatre."""

    default_js: list[tuple[str, str]] = [("leaflet", assets.address("leaflet/leaflet.js"))]  # noqa: RUF012 (as Folium declares it)
    default_css: list[tuple[str, str]] = [("leaflet_css", assets.address("leaflet/leaflet.css"))]  # noqa: RUF012 (as Folium declares it)

    def __init__(self, theatre: Theatre, places: Iterable[Place], around: tuple[float, float] | None) -> None:
        south, west, north, east = theatre.bounds
        middle = ((south + north) / 2, (west + east) / 2)
        super().__init__(
            location=around or middle,
            zoom_start=9 if around else 5,
            tiles=None,
            attribution_control=False,
            min_zoom=4,
            max_zoom=13,
        )
        line = {"color": "#7c7a74", "weight": 1, "fillColor": "#efece3", "fillOpacity": 1.0}
        folium.GeoJson(theatre.outlines("regions"), style_function=lambda _: line, interactive=False).add_to(self)
        for place in places:
            folium.CircleMarker(
                (place.latitude, place.longitude),
                radius=5,
                color="#24507a",
                fill=True,
                tooltip=escaped(f"{one_line(place.name, 60)}, {one_line(place.admin1, 60)}"),
            ).add_to(self)

"""The base of the map is made once and handed to each page as its own."""

from datetime import date

from streamlit_folium import generate_leaflet_string

from maps.assets import blob
from maps.layer import Show, base_map
from maps.payload import Payload
from maps.view import View
from theatre.theatre import load_theatre

DAY = date(2022, 9, 11)
PAYLOAD = Payload(blob(b"", "application/octet-stream"), ("geonames:1",), date(2022, 2, 24), DAY)


def test_what_a_page_adds_to_its_base_map_is_on_no_other():
    theatre = load_theatre()
    mine, others = base_map(theatre), base_map(theatre)
    mine.add_child(Show(PAYLOAD, View(DAY)))
    assert len(mine._children) == len(others._children) + 1
    assert len(base_map(theatre)._children) == len(others._children)


def test_a_base_map_is_the_same_for_the_browser_each_time():
    theatre = load_theatre()
    first, again = (generate_leaflet_string(base_map(theatre)) for _ in range(2))
    assert first == again
    assert "L.map" in first and theatre.title in first
    assert first != generate_leaflet_string(base_map(theatre, still=True))

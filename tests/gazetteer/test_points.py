"""A theatre without a register: its gazetteer is GeoNames, named and completed by the theatre's own tables."""

from dataclasses import replace

import pytest

from gazetteer.book import Book
from gazetteer.dumps import DumpPoint
from gazetteer.place import Kind, Place
from gazetteer.points import add_named, add_point
from theatre.theatre import load_theatre

_HEAD = "place,admin1,name,spellings,former,latitude,longitude\n"
_POINTS = [
    DumpPoint(1, "Al-Junaynah", 13.45, 22.45, "SD", "West Darfur", 160_000, ("El Geneina", "Geneina")),
    DumpPoint(2, "Geneina", 13.9, 22.1, "SD", "West Darfur", 900, ()),
    DumpPoint(4, "Al Junaynah", 13.5, 22.5, "SD", "Central Darfur", 900, ()),
    DumpPoint(3, "Nyala", 12.05, 24.88, "SD", "South Darfur", 560_000, ("Niyala",)),
]


@pytest.fixture
def entered(tmp_path):
    def enter(rows: str) -> Book:
        (tmp_path / "places_names.csv").write_text(_HEAD + rows, "utf-8")
        theatre = replace(load_theatre(), folder=tmp_path, register="")
        book = Book("SD")
        (tmp_path / "places_regions.csv").write_bytes((load_theatre().folder / "places_regions.csv").read_bytes())
        taken = add_named(book, theatre, _POINTS)
        for point in _POINTS:
            if point.id not in taken:
                add_point(book, point, registered=False)
        return book

    return enter


def _meant(book: Book, form: str) -> list[Place]:
    return [book.places[row] for row in book.forms.get(form, {})]


def test_a_place_is_found_by_any_name_geonames_has_for_it(entered):
    book = entered("El Geneina,West Darfur,,Ag Geneina|El-Geneina,Dar Masalit@/1912,,\n")
    (place,) = _meant(book, "ag geneina")
    assert (place.id, place.name, place.population) == ("geonames:1", "El Geneina", 160_000)
    assert ("former:/1912", "Dar Masalit") in place.names and _meant(book, "dar masalit") == [place]


def test_one_of_that_very_name_goes_before_larger_ones_also_called_so(entered):
    book = entered("Geneina,West Darfur,,,,,\n")
    assert next(place for place in book.places if place.name == "Geneina").id == "geonames:2"


def test_a_town_that_geonames_has_twice_is_one(entered):
    book = entered("Al-Junaynah,West Darfur,El Geneina,Al Junaynah,,,\n")
    assert [place.id for place in _meant(book, "al junaynah")] == ["geonames:1"]
    assert "geonames:4" not in {place.id for place in book.places}


def test_what_geonames_lacks_stands_where_the_table_says(entered):
    book = entered("Zurrug,North Darfur,,Al-Zurug,,15.3,24.5\n")
    (place,) = _meant(book, "al-zurug") or _meant(book, "al zurug")
    assert (place.id, place.latitude, place.longitude, place.kind) == ("user:sd-zurrug", 15.3, 24.5, Kind.SETTLEMENT)


def test_a_name_without_a_point_is_refused_with_the_remedy(entered):
    with pytest.raises(
        ValueError, match=r"names Atlantis \(North Darfur\).*write its latitude and longitude, or import"
    ):
        entered("Atlantis,North Darfur,,,,,\n")


def test_without_a_register_a_town_is_no_district(entered):
    assert {place.kind for place in entered("").places} == {Kind.SETTLEMENT}

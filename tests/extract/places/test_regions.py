"""Names of cities that mean their oblasts."""

import pytest

from extract.places.doubt import PlaceDoubt
from extract.places.regions import Regions


@pytest.fixture(scope="module")
def told(catalogue, forms, scan):
    def of(text: str) -> list[str]:
        names = PlaceDoubt(catalogue, forms).kept(scan(text), text, [0])
        Regions(catalogue, forms).tell(names, text)
        return [catalogue.gazetteer.titles[name.form.codes[0][0]] for name in names if name.kind == "region"]

    return of


@pytest.mark.parametrize(
    ("text", "oblasts"),
    [
        ("across Kherson and Mykolaiv regions", ["Kherson Oblast"]),  # the second is a region by its own words
        ("in the provinces of Kherson, Zaporizhzhia and Donetsk",
         ["Kherson Oblast", "Zaporizhzhia Oblast", "Donetsk Oblast"]),
        ("in the region of Sumy", ["Sumy Oblast"]),
        ("across northern Sumy", ["Sumy Oblast"]),
        ("across northern Izium", []),  # a part of the town: no oblast is called so
        ("across northern Kyiv", []),
        ("in central Kherson", []),  # of the city
        ("across southern Kherson city", []),
        ("they shelled Ukrainian-controlled Donetsk", ["Donetsk Oblast"]),  # no longer the city since 2014
        ("they shelled Kyiv-held Luhansk", ["Luhansk Oblast"]),
        ("they shelled Russian-held Donetsk", []),
        ("they shelled Ukrainian-held Kharkiv", []),
        ("the occupied parts of Kherson and Zaporizhzhia", ["Kherson Oblast", "Zaporizhzhia Oblast"]),
        ("the occupied parts of Bakhmut", []),
        ("an incursion into Kursk", ["Kursk Oblast"]),
        ("the Belgorod border", ["Belgorod Oblast"]),
        ("drones over the city of Kursk", []),
        ("they drove into Kharkiv", []),
        ("Russia annexed Donetsk, Luhansk and Kherson", ["Donetsk Oblast", "Luhansk Oblast", "Kherson Oblast"]),
        ("they shelled Donetsk and Luhansk", []),
        ("вибухи в областях: Суми", ["Sumy Oblast"]),
    ],
)  # fmt: skip
def test_which_cities_mean_their_oblasts(told, text, oblasts):
    assert told(text) == oblasts

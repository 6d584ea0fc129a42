"""Names of cities that mean their oblasts."""

import pytest

from extract.places.doubt import PlaceDoubt
from extract.places.regions import Regions


@pytest.fixture(scope="module")
def told(catalogue, forms, scan):
    def of(text: str) -> list[str]:
        names = PlaceDoubt(catalogue.gazetteer, forms).kept(scan(text), text, [0])
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
        ("Russia annexed Donetsk, Luhansk and Kherson", ["Donetsk Oblast", "Luhansk Oblast", "Kherson Oblast"]),
        ("they shelled Donetsk and Luhansk", []),
        ("вибухи в областях: Суми", ["Sumy Oblast"]),
    ],
)  # fmt: skip
def test_which_cities_mean_their_oblasts(told, text, oblasts):
    assert told(text) == oblasts

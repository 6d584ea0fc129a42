"""The theatre's catalogue and the steps of finding places, loaded once."""

import pytest

from extract.places.catalogue import Catalogue
from extract.places.forms import Forms
from extract.places.scan import Scanner
from gazetteer.files import load_gazetteer
from theatre.theatre import load_theatre


@pytest.fixture(scope="package")
def catalogue() -> Catalogue:
    theatre = load_theatre()
    return Catalogue(load_gazetteer(theatre), theatre)


@pytest.fixture(scope="package")
def forms(catalogue) -> Forms:
    return Forms(catalogue)


@pytest.fixture(scope="package")
def scan(catalogue, forms):
    """The names read in a text, before anything else is known of them."""
    scanner = Scanner(catalogue, forms)
    return lambda text: list(scanner.scan(text))

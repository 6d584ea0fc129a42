import inspect
from importlib import import_module

import pytest

from theatre.errors import MarchlandError

ERRORS = (
    ("bench.map", "TooSlow", Exception),
    ("extract.read.article", "ArticleError", ValueError),
    ("gazetteer.geocode", "UpstreamError", RuntimeError),
    ("store.schema", "StoreError", RuntimeError),
    ("timeline.claims", "ClaimsFileError", ValueError),
    ("timeline.reference", "ReferenceMapError", ValueError),
)


@pytest.mark.parametrize(("module", "name", "builtin"), ERRORS)
def test_every_error_has_the_one_root_and_is_the_builtin_that_it_resembles(module, name, builtin):
    error = getattr(import_module(module), name)
    assert issubclass(error, MarchlandError)
    assert issubclass(error, builtin)
    assert str(error("No such file.")) == "No such file."
    assert inspect.getdoc(error)

import math

import pytest

from maps.columns import pack


@pytest.mark.parametrize(
    ("kind", "value"),
    [("u1", 300), ("u1", -1), ("i2", 32768), ("u2", 65536), ("i4", 2**31), ("i4", math.nan), ("u1", math.inf)],
)
def test_a_value_that_does_not_fit_its_column_is_refused(kind, value):
    with pytest.raises(ValueError, match=rf"column 'rank' is of type {kind}, .* value number 2"):
        pack({}, {"rank": (kind, [1, 0, value])})


def test_fractions_are_cut_off():
    assert pack({}, {"rank": ("u1", [1.9, 255.5])})[-2:] == bytes([1, 255])


def test_a_column_may_be_empty():
    assert pack({}, {"rank": ("u1", []), "start": ("u2", [])}, steps=("start",))

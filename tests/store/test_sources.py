"""Publishers are edited in the store, and all that is derived is worked out anew."""

import pytest

from store.sources import Source


def test_what_is_known_of_a_publisher_is_kept_replaced_and_forgotten(store, article):
    store.add(article(), [])
    begun = store.revision
    store.sources.put(Source("The Daily", ("daily.example", "daily.test"), "harmer", "UA", "B"), by="ann")
    store.sources.put(Source("The Daily", (), "harmer", "", "C"))
    assert store.sources.all() == [Source("The Daily", (), "harmer", "", "C")]
    store.sources.forget("The Daily")
    assert store.sources.all() == []
    assert store.touched(begun, store.revision) is None  # any article may be weighed otherwise now
    assert store.audit()["by"].tolist()[2] == "ann"


def test_a_source_says_what_cannot_be():
    with pytest.raises(ValueError, match="'G' is none of A, B"):
        Source("The Daily", (), "harmer", "", "G")
    with pytest.raises(ValueError, match="a name and an owner family"):
        Source("The Daily", (), " ", "")

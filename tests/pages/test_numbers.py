"""The Numbers page: estimates by side on a day, with their range."""

from datetime import date

from streamlit.testing.v1 import AppTest

from extract.read.article import read_file
from store import open_store
from store.samples import SAMPLES
from theatre.folders import DATA
from web import resources

TEXT = b"Izium is free\n\nPublished: 11 September 2022\n\nUkrainian forces recaptured Izium on Saturday.\n"
PAGE = str(DATA.parent / "pages" / "numbers.py")


def test_each_side_has_an_estimate_with_its_range_on_the_day(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'numbers.sqlite'}"
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    store = open_store(url)
    store.set(SAMPLES, "removed")
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    assert not page.exception and "no article here yet" in page.info[0].value
    (article,) = read_file(TEXT, "izium.txt")
    store.add(article, resources.pipeline().extract(article).claims)
    page = AppTest.from_file(PAGE, default_timeout=60)
    page.query_params["day"] = "1999-01-01"
    page.run()
    assert not page.exception and "what is known begins on" in page.warning[0].value
    assert page.date_input[0].value == date(2022, 2, 24)
    assert [each.label for each in page.metric] == ["Ukraine, estimate", "Russia, estimate"]
    assert all("km²" in each.value for each in page.metric)
    page.date_input[0].set_value(date(2022, 9, 11)).run()
    assert not page.exception and page.query_params["day"] in ("2022-09-11", ["2022-09-11"])
    oblasts = page.dataframe[0].value.set_index("admin1")
    assert (oblasts["km2_low"] <= oblasts["km2"]).all() and (oblasts["km2"] <= oblasts["km2_high"]).all()
    store.close()

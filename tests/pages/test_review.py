"""The Review page: what a person says of a claim is kept, and changes who holds the place."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from extract.read.article import read_file
from store import open_store
from store.samples import SAMPLES
from theatre.folders import DATA
from web import resources, workspace


@pytest.fixture
def page(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'review.sqlite'}"
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    store = open_store(url)
    store.set(SAMPLES, "removed")
    text = b"Town regained\n\nPublished: 11 September 2022\n\nUkrainian forces recaptured Izium on Saturday."
    (article,) = read_file(text, "town.txt")
    store.add(article, resources.pipeline().extract(article).claims)
    yield AppTest.from_file(str(DATA.parent / "pages" / "review.py"), default_timeout=60).run(), store
    store.close()


def button(page, label):
    return next(each for each in page.button if each.label == label)


def test_a_rejected_claim_no_longer_counts(page):
    shown, store = page
    assert not shown.exception
    before = workspace.control()
    assert (before[before["name"] == "Izium"]["holder"] == "RU").any()  # it had been lost before it was regained
    button(shown, "Reject").click().run()
    assert store.claims()["review"].tolist() == ["rejected"]
    after = workspace.control()
    assert not (after[after["name"] == "Izium"]["holder"] == "RU").any()


def test_a_confirmed_claim_leaves_the_list(page):
    shown, store = page
    button(shown, "Confirm").click().run()
    assert store.claims()["review"].tolist() == ["confirmed"]
    assert not shown.exception and not [each for each in shown.button if each.label == "Confirm"]


def test_a_correction_takes_the_place_of_the_claim(page):
    shown, store = page
    next(each for each in shown.selectbox if each.label == "What happened").select("entered")
    next(each for each in shown.selectbox if each.label == "Who holds it afterwards").select(None)
    button(shown, "Save the correction").click().run()
    assert not shown.exception
    kept = store.claims().set_index("review")
    assert kept.loc["corrected", "action"] == "entered" and kept.loc["rejected", "action"] == "liberated"


def test_a_place_that_is_not_clear_is_chosen_among_its_alternatives(page):
    _, store = page
    text = b"A village\n\nPublished: 12 September 2022\n\nRussian forces captured Ivanivka on Saturday."
    (article,) = read_file(text, "village.txt")
    claims = resources.pipeline().extract(article).claims
    assert [claim.place_id for claim in claims] == [""] and claims[0].alternatives
    store.add(article, claims)
    shown = AppTest.from_file(str(DATA.parent / "pages" / "review.py"), default_timeout=60)
    shown.run()
    next(each for each in shown.text_input if each.label == "Place named").set_value("Ivanivka").run()
    which = next(each for each in shown.selectbox if each.label == "Which place")
    assert len(which.options) == len(set(which.options)) > 2  # each line another, though the names are one
    which.select(claims[0].alternatives[0].place_id)
    button(shown, "Save the correction").click().run()
    assert not shown.exception
    kept = store.claims().set_index("review")
    assert kept.loc["corrected", "place_id"] == claims[0].alternatives[0].place_id
    assert kept.loc["corrected", "latitude"] > 40


def test_claims_that_decide_who_holds_a_place_come_first(page):
    _, store = page
    text = b"On the road\n\nPublished: 12 September 2022\n\nRussian forces advanced towards Bakhmut on Sunday."
    (article,) = read_file(text, "road.txt")
    (claim,) = resources.pipeline().extract(article).claims
    store.add(article, [replace(claim, confidence=0.1)])  # less sure than the one that Izium was taken
    assert claim.controller_after is None
    shown = AppTest.from_file(str(DATA.parent / "pages" / "review.py"), default_timeout=60).run()
    assert [each.label for each in shown.expander][-1] == "The article: Town regained"


def test_a_decision_keeps_who_and_why_is_undone_and_done_again(page):
    shown, store = page
    (id,) = store.claims()["id"]
    next(each for each in shown.text_input if each.label == "Your name").set_value("Ann").run()
    next(each for each in shown.text_input if each.label.startswith("Why")).set_value("a boast")
    button(shown, "Reject").click().run()
    (decision,) = store.decisions.history(id)
    assert (decision.by, decision.why, decision.verdict) == ("Ann", "a boast", "rejected")
    button(shown, "Undo").click().run()
    assert store.claims()["review"].tolist() == ["auto"]
    assert any("recaptured Izium" in each.proto.body for each in shown.get("html"))  # it is back on the page
    button(shown, "Redo").click().run()
    assert store.claims()["review"].tolist() == ["rejected"] and not shown.exception


def test_what_is_read_otherwise_since_it_was_decided_waits_to_be_seen(page):
    shown, store = page
    button(shown, "Confirm").click().run()
    store.replace_claims(store.articles()["id"].iloc[0], [])
    shown.selectbox[0].select("reread").run()
    assert any("Read anew, this claim is not found any more" in each.proto.body for each in shown.get("html"))
    button(shown, "Confirm").click().run()
    assert store.decisions.reread() == [] and store.claims()["review"].tolist() == ["confirmed"]
    assert not shown.exception

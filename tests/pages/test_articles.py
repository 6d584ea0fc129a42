"""The Articles page: what a person brings is shown before it is kept, and every bad input gets its sentence."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from extract.read.isolated import read_file
from store import open_store
from store.access import Actor, Role
from store.intake.work import work
from store.samples import SAMPLES
from theatre.folders import DATA
from web import background, resources, signin

AT_ONCE = 50  # files that the page reads itself
STORY = (
    b"Town regained\n\nPublished: 11 September 2022\n\nUkrainian forces recaptured Izium on Saturday, officials said."
)
UNDATED = b"Town regained\n\nUkrainian forces recaptured Izium on Saturday, officials said."


@pytest.fixture
def store(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'articles.sqlite'}"
    monkeypatch.setenv("MARCHLAND_DATABASE", url)
    opened = open_store(url)
    opened.set(SAMPLES, "removed")
    yield opened
    opened.close()


@pytest.fixture
def page(store):
    shown = AppTest.from_file(str(DATA.parent / "pages" / "articles.py"), default_timeout=60).run()
    assert not shown.exception
    return shown


def upload(page, *files):
    page.file_uploader[0].set_value([(name, data, "text/plain") for name, data in files])
    page.run()
    assert not page.exception
    return page


def words(page):
    """All that the page says in HTML of its own, as text."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", each.proto.body)) for each in page.get("html"))


def button(page, label):
    return next(each for each in page.button if each.label.startswith(label))


def test_what_was_found_is_shown_before_it_is_kept(page, store):
    upload(page, ("story.txt", STORY))
    assert "Town regained" in words(page) and "11 September 2022 (as it states)" in words(page)
    assert "1 place named: Izium" in " ".join(words(page).split())
    row = page.dataframe[0].value.iloc[0]
    assert (row["Place"], row["What"], row["Day"]) == ("Izium", "liberated by Ukraine", "10 September 2022")
    assert store.articles().empty
    button(page, "Save 1 article").click().run()
    assert store.articles()["title"].tolist() == ["Town regained"]
    assert store.claims()["name"].tolist() == ["Izium"]
    assert "with 1 claim" in words(page) and "See the map on 10 September 2022" in words(page)


def test_a_missing_date_is_asked_for_and_the_file_names_is_offered(page, store):
    upload(page, ("izium-2022-09-11.txt", UNDATED))
    assert "On which day was it published?" in words(page)
    assert button(page, "Nothing to save").disabled
    button(page, "It was 11 September 2022").click().run()
    assert page.dataframe[0].value["Day"].tolist() == ["10 September 2022"]
    assert page.date_input[0].value == date(2022, 9, 11)
    button(page, "Save 1 article").click().run()
    assert store.articles()["published_basis"].tolist() == ["user"]


def test_a_date_typed_in_dates_the_claims(page):
    upload(page, ("story.txt", UNDATED))
    page.date_input[0].set_value(date(2022, 9, 15)).run()
    assert page.dataframe[0].value["Day"].tolist() == ["10 September 2022"]
    page.date_input[0].set_value(date(2022, 9, 20)).run()  # and may be corrected
    assert page.dataframe[0].value["Day"].tolist() == ["17 September 2022"]


def test_a_date_in_the_future_is_refused_with_a_sentence(page, store):
    upload(page, ("story.txt", UNDATED.replace(b"\n\n", b"\n\nPublished: 2031-05-01\n\n", 1)))
    assert "2031-05-01 lies in the future" in words(page)
    page.date_input[0].set_value(date.today() + timedelta(days=40)).run()
    assert "lies in the future; give the day it was published" in words(page)
    assert button(page, "Nothing to save").disabled and store.articles().empty


def test_the_same_article_again_is_said_to_be_there(page, store):
    upload(page, ("story.txt", STORY))
    button(page, "Save").click().run()
    before = store.revision
    upload(page, ("again.txt", STORY.replace(b"\n", b"\r\n")))
    assert "already in the collection" in words(page)
    assert button(page, "Nothing to save").disabled
    assert store.revision == before


def test_two_copies_brought_at_once_are_kept_once(page, store):
    upload(page, ("one.txt", STORY), ("two.txt", STORY))
    button(page, "Save 2 articles").click().run()
    assert len(store.articles()) == 1
    assert "was already here; nothing changed" in words(page)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.txt", b"", "empty.txt: is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "picture.txt: is a picture, not text"),
        ("huge.txt", b"Troops entered. " * 3_125_000, "huge.txt: is 50 MB, and an article may have 20 MB at most"),
        ("scripts.html", b"<html><script>alert(1)</script></html>", "scripts.html: no article was found in this page"),
        ("broken.txt", b"\xff\xfeT\x00r\x00o", "broken.txt: its letters can't be decoded"),
    ],
)
def test_bad_input_gets_a_sentence_and_takes_nothing_with_it(page, store, name, data, sentence):
    upload(page, (name, data), ("story.txt", STORY))
    assert sentence in words(page)
    button(page, "Save 1 article").click().run()
    assert len(store.articles()) == 1


@pytest.mark.parametrize(
    ("story", "sentence"),
    [
        (b"Published: 2022-09-11\n\nThe cake was good and the children were pleased with it.", "No place named"),
        (b"Published: 2022-09-11\n\nPeople in Kharkiv ate cake on a sunny afternoon.", "No claim was found"),
    ],
)
def test_an_article_with_nothing_to_show_says_what_is_missing_and_may_be_kept(page, store, story, sentence):
    upload(page, ("cake.txt", story))
    assert sentence in words(page)
    button(page, "Save 1 article").click().run()
    assert len(store.articles()) == 1


def test_a_paste_that_cannot_be_read_stays_in_its_box(page):
    page.text_area[0].set_value("?!")
    button(page, "Find the claims").click().run()
    assert "holds no words" in words(page)
    assert page.text_area[0].value == "?!"


def test_pasted_text_is_read_like_a_file(page, store):
    page.text_area[0].set_value(STORY.decode())
    button(page, "Find the claims").click().run()
    button(page, "Save 1 article").click().run()
    assert store.articles()["title"].tolist() == ["Town regained"]
    assert page.text_area[0].value == ""


def test_of_several_only_the_chosen_are_kept_and_the_others_wait(page, store):
    upload(page, ("one.txt", STORY), ("two.txt", STORY.replace(b"Izium", b"Kupiansk")))
    page.checkbox[0].uncheck().run()
    button(page, "Save 1 article").click().run()
    assert store.claims()["name"].tolist() == ["Kupiansk"]
    assert "Izium" in words(page) and button(page, "Save 1 article")
    button(page, "Discard").click().run()
    assert len(store.articles()) == 1 and not page.checkbox


def test_the_publisher_can_be_given(page, store):
    upload(page, ("story.txt", STORY))
    page.text_input[0].set_value("The Daily").run()
    button(page, "Save").click().run()
    assert store.claims()["publisher"].tolist() == ["The Daily"]


def test_what_was_typed_and_decided_is_there_for_who_comes_back(page, store):
    upload(page, ("one.txt", UNDATED), ("two.txt", STORY.replace(b"Izium", b"Kupiansk")))
    page.date_input(key="day-1").set_value(date(2022, 9, 11)).run()
    page.text_input(key="publisher-1").set_value("The Daily").run()
    page.text_input(key="title-1").set_value("Izium is free").run()
    page.checkbox(key="keep-2").uncheck().run()
    again = AppTest.from_file(str(DATA.parent / "pages" / "articles.py"), default_timeout=60).run()
    assert again.date_input(key="day-1").value == date(2022, 9, 11)
    assert again.text_input(key="publisher-1").value == "The Daily"
    assert not again.checkbox(key="keep-2").value
    button(again, "Save 1 article").click().run()
    assert store.articles()[["title", "publisher"]].values.tolist() == [["Izium is free", "The Daily"]]
    assert store.claims()["event_from"].dt.date.tolist() == [date(2022, 9, 10)]


def test_one_date_and_label_serve_many_drafts(page, store):
    upload(page, ("one.txt", UNDATED), ("two.txt", UNDATED.replace(b"Izium", b"Kupiansk")), ("three.txt", STORY))
    page.date_input[0].set_value(date(2022, 9, 12))
    next(each for each in page.text_input if each.label == "Label of all").set_value("september")
    button(page, "Give it to all").click().run()
    assert "Given to 3 articles" in words(page)
    button(page, "Save 3 articles").click().run()
    kept = store.articles("september")
    assert sorted(kept["published"].dt.day) == [11, 12, 12]  # what states its own day keeps it


def test_more_than_a_page_should_wait_for_is_worked_off_beside_it(page, store, monkeypatch):
    begun = []
    monkeypatch.setattr(background, "start", lambda opened: begun.append(opened.arrivals.counts()))
    files = [(f"{number}.txt", STORY + f" It was day {number}.".encode()) for number in range(AT_ONCE + 1)]
    upload(page, *files, ("broken.txt", b""))
    assert begun[0] == (AT_ONCE + 2, 0) and store.drafts.counts().all == 0
    button(page, "Pause").click().run()
    work(store, resources.pipeline())
    assert store.drafts.counts().all == 0
    button(page, "Go on").click().run()
    work(store, resources.pipeline())
    page.run()
    assert next(each for each in page.expander if each.label.startswith("What came of")).label == (
        f"What came of {AT_ONCE + 2} files: {AT_ONCE + 1} articles read, 1 not"
    )
    assert "broken.txt: is empty" in page.dataframe[0].value["Why"].iloc[-1]
    button(page, f"Save {AT_ONCE + 1} articles").click().run()
    assert store.articles().empty and not page.exception
    work(store, resources.pipeline())
    page.run()
    assert len(store.articles()) == AT_ONCE + 1 and store.drafts.counts().all == 0


def test_what_is_stopped_is_said_to_be_left(page, store, monkeypatch):
    monkeypatch.setattr(background, "start", lambda opened: None)
    upload(page, *((f"{number}.txt", STORY + str(number).encode()) for number in range(AT_ONCE + 1)))
    button(page, "Stop").click().run()
    assert f"Stopped: {AT_ONCE + 1} parts of what was brought left unread" in words(page)
    assert store.arrivals.counts()[0] == 0


def test_a_copy_is_shown_beside_what_it_is_like_and_asked_about(page, store):
    long = STORY + b" People came out of their cellars and gave the soldiers bread, as they had nothing else left." * 2
    more = long.replace(b"People", b"Then people", 1) + b" The road to the north was open again by the evening."
    upload(page, ("one.txt", long))
    button(page, "Save 1 article").click().run()
    upload(page, ("two.txt", more))
    assert "of it is in “Town regained”" in words(page) and button(page, "Nothing to save").disabled
    button(page, "One voice with it").click().run()
    assert "It is saved as one voice with “Town regained”" in words(page)
    button(page, "Save 1 article").click().run()
    assert len(store.articles()) == 2
    first, copy = (each.id for each in map(store.article, store.articles().sort_values("added_at")["id"]))
    assert {store.links(first)[0][2], store.links(copy)[0][2]} == {"a copy, one voice with", "copied, as one voice, by"}


def test_an_article_opens_by_its_address_with_its_places_linked(page, store):
    upload(page, ("story.txt", STORY))
    button(page, "Save").click().run()
    reader = AppTest.from_file(str(DATA.parent / "pages" / "articles.py"), default_timeout=60)
    reader.query_params["article"] = store.articles()["id"].iloc[0]
    reader.run()
    body = next(each.proto.body for each in reader.get("html") if "ml-article" in each.proto.body)
    place = store.claims()["place_id"].iloc[0].replace(":", "%3A")
    assert f'href="./?day=2022-09-10&amp;place={place}"' in body
    button(reader, "Remove it").click().run()
    assert store.articles().empty and "Removed “Town regained”" in words(reader)


def test_an_address_of_no_article_opens_the_list_and_says_so(store):
    reader = AppTest.from_file(str(DATA.parent / "pages" / "articles.py"), default_timeout=60)
    reader.query_params["article"] = "<script>alert(1)</script>"
    reader.run()
    assert "is not here" in words(reader) and not reader.exception


def test_the_samples_come_once_go_at_once_and_come_back_when_asked(store, few_samples):
    store.remove_samples()
    page = AppTest.from_file(str(DATA.parent / "pages" / "articles.py"), default_timeout=60).run()
    assert store.articles().empty  # somebody removed them: they stay away
    button(page, "Bring the samples back").click().run()
    assert len(store.articles()) == few_samples and store.articles()["sample"].all()
    upload(page, ("story.txt", STORY))
    button(page, "Save").click().run()
    button(page, "Remove all samples").click().run()
    assert store.articles()["title"].tolist() == ["Town regained"]
    assert f"Removed {few_samples} samples" in words(page)


def test_the_list_can_be_searched(page, store):
    upload(page, ("one.txt", STORY), ("two.txt", STORY.replace(b"Izium", b"Kupiansk")))
    button(page, "Save 2").click().run()
    search = next(each for each in page.text_input if each.label.startswith("Search"))
    search.set_value("kupiansk").run()
    assert len(page.dataframe[0].value) == 1
    search = next(each for each in page.text_input if each.label.startswith("Search"))
    search.set_value("absent").run()
    assert "No article has “absent” in it" in words(page)


HOSTILE = (
    "# <script>window.ran=1</script> [link](javascript:window.ran=2) ![i](http://evil.example/p.png)\n\n"
    "Published: 2022-09-11\n\nUkrainian forces recaptured Izium <img src=x onerror=window.ran=3> on Saturday, "
    "<b>officials</b> \u202e**said**\u202c :red[x] $x$. " + "A" * 100_000
)


def test_nothing_of_a_hostile_article_reaches_markdown_or_a_label(page, store):
    upload(page, ("<img src=x onerror=window.ran=4>.txt", HOSTILE.encode()))
    button(page, "Save").click().run()
    reader = AppTest.from_file(str(DATA.parent / "pages" / "articles.py"), default_timeout=60)
    reader.query_params["article"] = store.articles()["id"].iloc[0]
    for shown in (page, reader.run()):
        assert not shown.exception
        for each in [*shown.markdown, *shown.caption, *shown.title, *shown.header]:
            assert "window.ran" not in each.value and "evil.example" not in each.value
        for each in [*shown.button, *shown.checkbox, *shown.text_input, *shown.expander]:
            assert "window.ran" not in each.label and "evil.example" not in each.label
        for each in shown.get("html"):
            assert not re.search(r"<(script|img)\b", each.proto.body)


def test_what_saving_would_change_is_shown_and_a_claim_left_out_and_taken_in_again(page, store):
    upload(page, ("story.txt", STORY))
    said = " ".join(words(page).split())
    assert "What saving would change on the map" in [each.value for each in page.subheader]
    assert "from 10 September 2022: Held by" not in said  # nobody had told of it before
    assert "Izium (Kharkiv)" in said and "“Ukrainian forces recaptured Izium on Saturday, officials said.”" in said
    button(page, "Leave out").click().run()
    assert not page.exception and "Nothing: no claim in it would change" in words(page)
    button(page, "Take in again").click().run()
    assert "Izium (Kharkiv)" in words(page)
    button(page, "Leave out").click().run()
    button(page, "Save 1 article").click().run()
    assert store.claims()["review"].tolist() == ["rejected"]
    assert [each.verdict for each in store.decisions.history(store.claims()["id"].iloc[0])] == ["rejected"]


def test_which_of_several_places_is_meant_is_chosen_before_saving(page, store):
    village = b"A village\n\nPublished: 12 September 2022\n\nRussian forces captured Ivanivka on Saturday."
    upload(page, ("village.txt", village))
    which = next(each for each in page.selectbox if each.label.startswith("Which “Ivanivka”"))
    assert which.value is None and len(which.options) > 2
    (draft,) = store.drafts.first(5)
    wanted = draft.claims[0].alternatives[0].place_id
    which.select(wanted).run()
    assert not page.exception and "Ivanivka (" in words(page)
    button(page, "Save 1 article").click().run()
    kept = store.claims().set_index("review")
    assert kept.loc["corrected", "place_id"] == wanted and kept.loc["rejected", "place_id"] == ""


def headings(page):
    return [each.value.replace("\\", "") for each in page.subheader]


def choice(page, label):
    return next(each for each in page.selectbox if each.label == label)


def test_a_table_shows_what_its_columns_are_taken_for_and_is_read_as_confirmed(page, store):
    story = "Ukrainian forces recaptured {} on Saturday, officials said."
    rows = [f"{story.format(town)},Town regained,2022-09-11,Daily,An advertisement" for town in ("Izium", "Lyman")]
    table = "\n".join(["words,headline,moment,media,content", *rows]).replace("Saturday, ", "Saturday ")
    upload(page, ("table.csv", table.encode()), ("story.txt", STORY))
    assert "Which column of table.csv holds what?" in headings(page)
    assert store.drafts.counts().all == 1  # the story; nothing of the table is read yet
    shown = next(each.value for each in page.dataframe if "Text: content" in each.value)
    assert shown.columns.tolist()[:3] == ["Title: headline", "Publisher: media", "Text: content"]
    choice(page, "Text").set_value("words").run()
    choice(page, "Date").set_value("moment").run()
    again = AppTest.from_file(str(DATA.parent / "pages" / "articles.py"), default_timeout=60).run()
    assert choice(again, "Text").value == "words"  # what was chosen is in the store
    assert any("Date: moment" in each.value for each in again.dataframe)
    button(again, "Read it so").click().run()
    assert not again.exception and not store.arrivals.asking()
    drafts = store.drafts.first(5)[1:]
    assert [(each.article.title, each.article.publisher, each.article.published) for each in drafts] == [
        ("Town regained", "Daily", date(2022, 9, 11))
    ] * 2
    assert [claim.name for each in drafts for claim in each.claims] == ["Izium", "Lyman"]


def test_a_table_without_a_known_text_waits_until_it_is_told_or_discarded(page, store):
    upload(page, ("one.jsonl", b'{"a": "b"}'), ("two.jsonl", b'{"a": "c"}'))
    assert "Which column of one.jsonl, two.jsonl holds what?" in headings(page)
    assert button(page, "Read them so").disabled
    button(page, "Discard").click().run()
    assert not page.exception and not store.arrivals.asking()


@pytest.fixture
def at_the_desk(store, monkeypatch):
    """The page of somebody who signed in."""
    monkeypatch.setattr(signin, "actor", lambda: Actor(st.session_state["name"], Role.ADMIN))

    def sit(name):
        shown = AppTest.from_file(str(DATA.parent / "pages" / "articles.py"), default_timeout=60)
        shown.session_state["name"] = name
        return shown.run()

    return sit


def test_two_people_bring_and_save_each_their_own(at_the_desk, store):
    ann, bob = at_the_desk("ann"), at_the_desk("bob")
    upload(ann, ("one.txt", STORY), ("two.txt", UNDATED.replace(b"Izium", b"Lyman")))
    upload(bob, ("three.txt", STORY.replace(b"Izium", b"Kupiansk")))
    assert button(ann.run(), "Save 1 article") and button(bob, "Discard").label == "Discard"
    assert "Lyman" not in words(bob) and "Kupiansk" not in words(ann)
    button(bob, "Save 1 article").click().run()
    assert store.claims()["name"].tolist() == ["Kupiansk"] and store.drafts.counts().all == 2
    assert any("2 articles not yet saved" in each.label for each in bob.expander)
    assert "ann: “Town regained”; “Town regained”" in words(bob)
    button(bob, "Take over").click().run()
    assert "Taken over from ann: 2 articles not yet saved" in words(bob) and button(bob, "Discard all")
    button(ann, "Save 1 article").click().run()
    assert "“Town regained” was not saved: somebody else discarded it or took it over meanwhile." in words(ann)
    assert len(store.articles()) == 1 and not ann.exception


def test_what_somebody_else_did_to_what_is_everybodys_is_said(at_the_desk, store):
    store.drafts.put(read_file(STORY, "one.txt") + read_file(STORY.replace(b"Town", b"Lyman"), "two.txt"))
    ann, bob, eve = map(at_the_desk, ("ann", "bob", "eve"))
    bob.button(key="drop-2").click().run()
    button(bob, "Save 1 article").click().run()
    assert store.articles()[["title", "added_by"]].values.tolist() == [["Town regained", "bob"]]
    button(ann, "Save 2 articles").click().run()
    assert "“Town regained” is saved already: bob did it meanwhile." in words(ann)
    assert "“Lyman regained” was not saved: somebody else discarded it" in words(ann)
    eve.text_input(key="title-2").set_value("Lyman is free").run()
    assert "What you typed was not kept: somebody else saved the article, discarded it" in words(eve)

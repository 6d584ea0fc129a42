"""Texts that are nearly the same: found when they come, decided by a person, and never doubled or dropped unsaid."""

import random
from datetime import date
from itertools import pairwise

import pytest

from extract.model import Extraction
from store.alike import marks, share
from store.intake.looking import look, save
from theatre.theatre import load_theatre
from timeline.control import control

WIRE = (
    "Troops took Lantern Hill on Saturday, the ministry said. Oakford is still held. Residents spoke of two days of "
    "shelling before the columns came, and of a bridge that was blown up behind the last of the retreating lorries. "
    "The ministry gave no numbers of its own losses and said that the road to the north was open again by the evening."
)


@pytest.fixture
def reader(claim):
    class Reader:
        theatre = load_theatre()

        def extract_all(self, articles):
            for article in articles:
                found = (claim(article, id=f"{article.id[:9]}"),) if "Lantern Hill" in article.text else ()
                yield Extraction(article, (), (), found)

    return Reader()


def bring(store, reader, *articles):
    ids = store.drafts.put(articles)
    look(store, reader, store.drafts.unread(50))
    return store.drafts.of(ids)


def test_texts_share_what_they_have_in_common():
    assert share(WIRE, WIRE) == 1 and share(WIRE, "") == 0
    assert share(WIRE, WIRE.replace("two days", "three days")) > 0.9
    assert share(WIRE, WIRE[::-1]) == 0
    assert len(set(marks(WIRE))) == 20 and marks("A word or two.") == []
    assert marks(WIRE) == marks(WIRE.upper())


def test_a_copy_is_found_among_many_and_nothing_else_is():
    words = [f"word{number}" for number in range(400)]
    chance = random.Random(1)
    texts = [" ".join(chance.choices(words, k=120)) for _ in range(200)]
    found = 0
    for text in texts:
        edited = text.split()
        for place in chance.sample(range(120), 12):  # every tenth word another
            edited[place] = "else"
        found += bool(set(marks(text)) & set(marks(" ".join(edited))))
    strangers = sum(bool(set(marks(one)) & set(marks(other))) for one, other in pairwise(texts))
    assert found >= 196 and strangers <= 2


def test_a_copy_waits_until_somebody_says_what_it_is(store, reader, article):
    (first,) = bring(store, reader, article(WIRE, publisher="Wire"))
    save(store, first)
    (copy,) = bring(store, reader, article(WIRE + " Copyright.", publisher="Daily"))
    assert copy.alike > 0.9 and store.drafts.other(copy).id == first.article.id
    assert (store.drafts.counts().chosen, store.drafts.counts().double) == (0, 1)
    assert store.drafts.link("own", [copy.id]) == 1
    assert (store.drafts.counts().chosen, store.drafts.counts().double) == (1, 0)


def test_two_copies_that_come_at_once_are_asked_about_and_one_alone_is_not(store, reader, article):
    one, other = bring(store, reader, article(WIRE), article(WIRE + " Copyright."))
    assert (one.like, store.drafts.other(other).id) == (None, one.article.id)
    assert (store.drafts.counts().chosen, store.drafts.counts().double) == (1, 1)
    store.drafts.discard([one.id])
    assert (store.drafts.counts().chosen, store.drafts.counts().double) == (1, 0)


def test_a_copy_is_one_voice_with_the_first_and_a_copy_of_it_too(store, reader, article):
    for number, publisher in enumerate(["Wire", "Daily", "Weekly"]):
        (draft,) = bring(store, reader, article(WIRE + " Copyright." * number, publisher=publisher))
        if number:
            assert store.drafts.link("voice") == 1
        save(store, store.drafts.get(draft.id))
    told = store.claims().set_index("publisher")["voice_of"]
    assert told.to_dict() == {"Wire": "", "Daily": "Wire", "Weekly": "Wire"}
    first = store.articles()["id"][store.articles()["publisher"] == "Wire"].iloc[0]
    assert {words for _, _, words in store.links(first)} == {"copied, as one voice, by"}
    last = store.revision
    store.remove(first)
    assert len(store.touched(last, store.revision)) == 3
    assert set(store.claims()["voice_of"]) == {""}


def test_copies_bear_each_other_out_no_more_than_one_voice_does(store, reader, article, claim):
    """Another wording of the sentence, which only the link tells from a second report."""
    texts = [
        WIRE,
        WIRE.replace("took Lantern Hill on Saturday, the ministry said", "on Saturday Lantern Hill: all taken"),
    ]
    for text, publisher in zip(texts, ["Wire", "Daily"], strict=True):
        given = article(text, publisher=publisher)
        start = text.index("Lantern Hill")
        found = claim(
            given, id=publisher, end=len(text), quote=text, place_start=start, place_end=start + 12, mode="fact",
            claimant=None, claimant_side=None,
        )  # fmt: skip
        store.add(given, [found], linked=None if publisher == "Wire" else (article(WIRE).id, "voice"))
    claims = store.claims()
    linked = control(claims, theatre=load_theatre())
    apart = control(claims.assign(voice_of=""), theatre=load_theatre())
    assert float(linked["confidence"].max()) <= float(apart["confidence"].max())
    assert linked["claims_for"].map(len).max() == apart["claims_for"].map(len).max()


def test_a_new_version_takes_the_place_of_the_old_from_its_day_on(store, reader, article):
    (first,) = bring(store, reader, article(WIRE, published=date(2022, 9, 11)))
    save(store, first)
    amended = WIRE.replace("Troops took Lantern Hill on Saturday, the ministry said.", "It took back what it had said.")
    last = store.revision
    (newer,) = bring(store, reader, article(amended, published=date(2022, 9, 13)))
    store.drafts.link("version", [newer.id])
    save(store, store.drafts.get(newer.id))
    assert store.touched(last, store.revision) == {first.article.id, newer.article.id}
    claims = store.claims()
    assert claims["replaced_on"].dt.date.tolist() == [date(2022, 9, 13)]
    assert control(claims, theatre=load_theatre()).empty
    assert not control(claims, theatre=load_theatre(), as_known=date(2022, 9, 12)).empty
    assert store.article(first.article.id)  # to be read still

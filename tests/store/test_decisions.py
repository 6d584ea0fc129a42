"""What people decide about claims is kept, can be undone, and is never overwritten by a later reading."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from extract.model import Action, Review
from store import open_store
from store.drafts import Decided
from store.intake.looking import look, save
from tests.store.test_drafts import Reader


@pytest.fixture
def kept(store, article, claim):
    """An article with two claims in a store: the store and the claims."""
    given = article()
    found = claim(given), claim(given, "Oakford")
    store.add(given, found)
    return store, *found


def standing(store, article):
    return {each.id: each for each in store.claims_of(article)}


def test_a_decision_keeps_who_what_and_why(kept):
    store, found, _ = kept
    store.decisions.decide(found.id, Review.CONFIRMED, why="read it", by="ann")
    (decision,) = store.decisions.history(found.id)
    assert (decision.verdict, decision.by, decision.why) == ("confirmed", "ann", "read it") and decision.at
    assert decision.differences() == {"review": ("auto", "confirmed")}
    store.decisions.decide(found.id, Review.CONFIRMED, by="bob")  # nothing new
    assert len(store.decisions.history(found.id)) == 1
    assert store.decisions.decide("no such claim", Review.CONFIRMED) is None


def test_a_correction_stands_beside_what_it_corrects_and_another_takes_its_place(kept):
    store, found, _ = kept
    new = store.decisions.decide(found.id, Review.CORRECTED, replace(found, action=Action.HELD), by="reader")
    claims = standing(store, found.article)
    assert claims[found.id].review == Review.REJECTED
    assert claims[new.id] == new and new.supersedes == found.id and new.action == Action.HELD and new.confidence == 1.0
    again = store.decisions.decide(new.id, Review.CORRECTED, replace(found, action=Action.ENTERED))
    assert again.supersedes == found.id and again.id != new.id
    assert {id for id in standing(store, found.article) if id.startswith(found.id)} == {found.id, again.id}
    with pytest.raises(ValueError, match="same sentence"):
        store.decisions.decide(found.id, Review.CORRECTED, replace(found, start=5, quote=found.quote[5:]))
    assert store.decisions.decide("nobody", Review.CORRECTED, found) is None


def test_decisions_are_undone_one_by_one_and_done_again(kept):
    store, found, _ = kept
    at_first = standing(store, found.article)
    store.decisions.decide(found.id, Review.REJECTED)
    store.decisions.decide(found.id, Review.CORRECTED, replace(found, action=Action.HELD))
    at_last = standing(store, found.article)
    assert store.decisions.undo(found.id, by="ann") and store.decisions.undo(found.id)
    assert standing(store, found.article) == at_first and not store.decisions.undo(found.id)
    assert store.decisions.redo(found.id) and store.decisions.redo(found.id)
    assert standing(store, found.article) == at_last and not store.decisions.redo(found.id)
    store.decisions.undo(found.id)
    store.decisions.decide(found.id, Review.AUTO)  # back to not yet reviewed: a decision as any other
    assert standing(store, found.article) == at_first and store.decisions.steps(found.id).undo
    verdicts = [each.verdict for each in store.decisions.history(found.id)]
    assert verdicts == ["rejected", "corrected", *["undone"] * 2, *["redone"] * 2, "undone", "auto"]


def test_a_claim_that_was_missed_is_added_and_taken_back(kept):
    store, found, _ = kept
    added = store.decisions.add(replace(found, action=Action.ENTERED), why="it says so too", by="ann")
    assert (added.extractor, added.review) == ("a person", Review.CONFIRMED)
    assert standing(store, found.article)[added.id] == added
    assert store.decisions.undo(added.id) and added.id not in standing(store, found.article)
    assert store.decisions.redo(added.id) and standing(store, found.article)[added.id] == added


def test_a_later_reading_changes_nothing_that_was_decided_and_says_what_it_would(kept, claim, article):
    store, found, other = kept
    added = store.decisions.add(replace(found, action=Action.BESIEGED))
    store.decisions.decide(found.id, Review.CONFIRMED)
    elsewhere = replace(found, place_id="user:2")
    new = replace(found, id="new", action=Action.ENTERED)  # about words that were decided about
    store.replace_claims(found.article, [elsewhere, new, replace(other, confidence=0.2)])
    claims = standing(store, found.article)
    assert set(claims) == {found.id, other.id, added.id}
    assert claims[found.id] == replace(found, review=Review.CONFIRMED) and claims[other.id].confidence == 0.2
    assert store.decisions.rereading(found.id).claim == elsewhere and store.decisions.reread() == [found.id]
    taken = store.decisions.decide(found.id, Review.CORRECTED, elsewhere)  # as the later reading has it
    assert taken.place_id == "user:2" and store.decisions.rereading(found.id) is None
    store.replace_claims(found.article, [])
    assert store.decisions.rereading(found.id).claim is None
    store.replace_claims(found.article, [replace(found, confidence=0.3)])  # the same words said
    assert store.decisions.rereading(found.id) is None and store.decisions.rereading(other.id) is None


def test_claims_of_the_same_words_stay_apart_when_one_is_decided_about(kept):
    store, found, _ = kept
    twin = replace(found, id="twin", action=Action.HELD, controller_after="RU")
    store.replace_claims(found.article, [found, twin])
    store.decisions.decide(found.id, Review.REJECTED)
    store.replace_claims(found.article, [found, twin])
    assert set(standing(store, found.article)) == {found.id, "twin"}
    assert store.decisions.reread() == []


def test_the_log_outlives_the_article(kept):
    store, found, _ = kept
    store.decisions.decide(found.id, Review.CORRECTED, replace(found, action=Action.HELD), why="they held it", by="ann")
    store.remove(found.article)
    (row,) = store.decisions.log().to_dict("records")
    assert (row["decision"], row["by"], row["why"], row["place"]) == (
        "corrected",
        "ann",
        "they held it",
        "Lantern Hill",
    )
    assert json.loads(row["before"]) == {"action": "captured", "review": "auto"}
    assert json.loads(row["after"]) == {"action": "held", "review": "corrected"}


def test_what_was_decided_before_saving_is_decided_after_it(store, article, claim):
    (id,) = store.drafts.put([article()])
    reader = Reader(claim)
    look(store, reader, store.drafts.unread(5))
    (found,) = store.drafts.get(id).claims
    corrected = replace(found, action=Action.HELD)
    store.drafts.decide(id, found.id, Decided(Review.REJECTED))
    assert [each.review for each in store.drafts.get(id).standing] == [Review.REJECTED]
    store.drafts.decide(id, found.id, Decided(Review.AUTO))
    assert store.drafts.get(id).decided == {}
    store.drafts.decide(id, found.id, Decided(Review.CORRECTED, corrected, "they held it", "ann"))
    store.drafts.change([id], day=date(2022, 9, 12))  # its claims are looked for anew
    look(store, reader, store.drafts.unread(5))
    draft = store.drafts.get(id)
    assert [(each.action, each.published) for each in draft.standing] == [(Action.HELD, date(2022, 9, 12))]
    save(store, draft)
    assert [(each.action, each.review) for each in store.claims_of(draft.article.id)] == [
        (Action.CAPTURED, Review.REJECTED),
        (Action.HELD, Review.CORRECTED),
    ]
    assert [(each.by, each.why) for each in store.decisions.history(found.id)] == [("ann", "they held it")]


def test_reviews_of_an_older_store_are_decisions(tmp_path):
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((Path(__file__).parent / "ages" / "6.sql").read_text("utf-8"))
    store = open_store(f"sqlite:///{path}")
    (first,), (second,) = (store.decisions.history(f"9f1e5519d284-{number}") for number in (12, 57))
    assert (first.by, first.why, first.differences()) == ("ann", "read it", {"review": ("auto", "confirmed")})
    assert (second.verdict, second.by) == ("corrected", "bob") and second.differences()["review"][0] == "auto"
    assert store.decisions.undo("9f1e5519d284-57")
    assert [each.review for each in store.claims_of(first.article)] == [Review.CONFIRMED, Review.AUTO]
    store.close()


def test_an_edited_article_keeps_what_was_decided_about_its_claims(kept, article, claim):
    store, found, other = kept
    store.decisions.decide(found.id, Review.CONFIRMED)
    new = replace(article(), title="Another", published=date(2022, 9, 12), publisher="Daily", url="https://x.example")
    days = {"event_from": date(2022, 9, 11), "event_to": date(2022, 9, 11), "published": new.published}
    assert store.edit(new, [replace(each, **days) for each in (found, other)], why="misdated", by="ann")
    claims = standing(store, new.id)
    assert claims[found.id].event_from == date(2022, 9, 10) and claims[other.id].event_from == date(2022, 9, 11)
    assert {each.published for each in claims.values()} == {new.published}
    assert store.decisions.rereading(found.id).claim.event_from == date(2022, 9, 11)
    row = store.decisions.log().iloc[0]
    assert (row["decision"], row["why"], row["by"]) == ("edited", "misdated", "ann")
    assert json.loads(row["before"])["published"] == "2022-09-11"
    assert store.article(new.id) == replace(new, added_at=store.article(new.id).added_at)
    assert not store.edit(replace(new, id="nobody"), [])


def test_articles_bear_labels_and_go_many_at_once(store, article):
    one, other = article(), article("Oakford held out.")
    for each in (one, other):
        store.add(each, [], label="north")
    store.label([one.id], " north, september,north ")
    assert store.labels(one.id) == "north, september" and store.labels(other.id) == "north"
    assert len(store.articles("september")) == 1
    assert store.remove(one.id, other.id, "nobody") == 2 and store.articles().empty

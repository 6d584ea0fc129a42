from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import text

from extract.model import Action, Claim, Review
from store import StoreError, open_store, schema
from timeline.claims import claims_table


def test_an_article_comes_back_as_it_went_in(store, article, claim):
    given = article(publisher="Daily", url="https://example.org/a", file_name="a.txt", added_at="2022-09-12T08:00:00")
    found = claim(given)
    added = store.add(given, [found])
    assert (added.article_id, added.new, added.claims) == (given.id, True, 1)
    assert store.article(given.id) == given
    assert store.claims_of(given.id) == (found,)


def test_a_text_is_kept_to_the_letter(store, article):
    given = article("Line one\r\n\tline  two \u202e \x0b\u2028 \U0001f5fa\ufffd   ")
    store.add(given, [])
    assert store.article(given.id).text == given.text


def test_the_same_article_again_changes_nothing(store, article, claim):
    given = article()
    store.add(given, [claim(given)])
    before = store.revision
    again = store.add(article(given.text.replace(" ", "\n ")), [])  # another spacing is the same text
    assert (again.article_id, again.new, again.claims) == (given.id, False, 1)
    assert store.revision == before
    assert len(store.articles()) == 1 and len(store.claims()) == 1
    assert store.holds(given.text) == given.id


def test_another_text_under_the_same_id_is_refused(store, article):
    store.add(article("one text", id="a"), [])
    with pytest.raises(ValueError, match="another text"):
        store.add(article("another text", id="a"), [])
    assert store.article("a").text == "one text"


def test_a_claim_of_another_article_is_refused(store, article, claim):
    one, other = article(), article("Troops left Lantern Hill.")
    with pytest.raises(ValueError, match="does not belong"):
        store.add(one, [claim(other, end=20, quote=other.text[:20])])
    assert store.articles().empty


def test_an_article_whose_claims_fail_is_not_half_there(store, article, claim):
    given = article()
    with pytest.raises(Exception, match="trigger"):
        store.add(given, [claim(given, trigger=None)])
    assert store.articles().empty and store.revision == 0
    assert store.add(given, [claim(given)]).new


def test_claims_are_typed_even_when_there_are_none(store, article, claim):
    empty = store.claims()
    given = article()
    store.add(given, [claim(given)], sample=True)
    full = store.claims()
    assert list(empty.columns) == list(full.columns)
    assert full["event_from"].dtype.kind == "M" and empty["event_from"].dtype.kind == "M"
    assert full.loc[0, "event_from"] == pd.Timestamp("2022-09-10")
    assert bool(full.loc[0, "sample"]) and full.loc[0, "title"] == given.title
    pd.testing.assert_frame_equal(
        full.drop(columns=["title", "url", "sample", "label", "voice_of", "replaced_on"]),
        claims_table([claim(given)]),
        check_dtype=True,
    )


def test_columns_are_the_fields_of_a_claim():
    assert {column.name for column in schema.claims.columns} == {f.name for f in fields(Claim)} | {"position"}


def test_removing_an_article_takes_its_claims_and_leaves_a_trace(store, article, claim):
    given = article()
    found = claim(given)
    store.add(given, [found])
    store.decisions.decide(found.id, Review.CONFIRMED)
    assert store.remove(given.id)
    assert not store.remove(given.id)
    assert store.claims().empty and store.article(given.id) is None and len(store.decisions.history(found.id)) == 1
    assert store.audit()["event"].tolist() == ["article removed", "claim confirmed", "article added"]


def test_samples_go_at_once_and_nothing_else(store, article):
    for number in range(5):
        store.add(article(f"Sample number {number}"), [], sample=True)
    mine = article("An article of my own")
    store.add(mine, [])
    assert store.has_samples()
    assert store.remove_samples() == 5
    assert not store.has_samples()
    assert store.articles()["id"].tolist() == [mine.id]
    assert store.remove_samples() == 0


def test_every_change_has_its_revision_and_reading_has_none(store, article, claim):
    given, seen = article(), [store.revision]
    found = claim(given)
    for change in (
        lambda: store.add(given, [found]),
        lambda: store.decisions.decide(found.id, Review.REJECTED),
        lambda: store.replace_claims(given.id, [claim(given, "Oakford")]),
        lambda: store.remove(given.id),
    ):
        change()
        seen.append(store.revision)
    assert len(set(seen)) == 5
    store.articles(), store.claims(), store.audit()
    assert store.revision == seen[-1]


def test_which_articles_changed_since_a_revision(store, article, claim):
    one, other, sample = article(), article("Troops left Lantern Hill."), article("Oakford held out.")
    store.add(one, [found := claim(one)])
    store.add(other, [])
    begun = store.revision
    assert store.touched(begun, begun) == frozenset() and store.touched(0, begun) == {one.id, other.id}
    store.decisions.decide(found.id, Review.CONFIRMED)
    store.decisions.decide(found.id, Review.CORRECTED, replace(found, action=Action.HELD))
    assert store.touched(begun, store.revision) == {one.id}
    store.add(sample, [], sample=True)
    assert store.touched(begun, store.revision) == {one.id, sample.id}
    last = store.revision
    store.remove_samples()
    store.remove(other.id)
    assert store.touched(last, store.revision) == {sample.id, other.id}
    assert store.claims([one.id])["review"].tolist() == ["rejected", "corrected"] and store.claims([other.id]).empty


def test_what_an_older_version_changed_is_not_known_article_by_article(store, article):
    store.add(article(), [])
    with store.writing() as (connection, _):
        connection.execute(schema.touched.delete())
    store.add(article("Troops left Lantern Hill."), [])
    assert store.touched(0, 2) is None and len(store.touched(1, 2)) == 1


def test_search_finds_words_in_any_case_and_script(store, article):
    store.add(article("Куп’янськ знову вільний, 100% міста"), [])
    store.add(article("Nothing of the kind"), [])
    assert store.articles("КУП’ЯНСЬК")["characters"].tolist() == [35]
    assert len(store.articles("100%")) == 1
    assert len(store.articles("%")) == 1
    assert len(store.articles("of nothing")) == 1
    assert store.articles("absent").empty


def test_articles_are_listed_newest_first_with_their_claims_counted(store, article, claim):
    old, new = article("Troops left Lantern Hill.", published=date(2022, 3, 1)), article()
    store.add(old, [])
    store.add(new, [claim(new), claim(new, "Oakford")])
    listed = store.articles()
    assert listed["id"].tolist() == [new.id, old.id]
    assert listed["claims"].tolist() == [2, 0]


def test_settings_and_geocodes_are_kept(store, url):
    assert store.setting("samples") is None
    store.set("samples", {"state": "loaded"})
    store.set("samples", {"state": "removed"})
    assert store.geocoded("nominatim", "Oakford") is None
    store.keep_geocode("nominatim", "Oakford", {"latitude": 1.5})
    store.close()
    opened = open_store(url)
    assert opened.setting("samples") == {"state": "removed"}
    assert opened.geocoded("nominatim", "Oakford") == {"latitude": 1.5}


def test_many_threads_add_at_once(url, article, claim):
    stores = [open_store(url) for _ in range(4)]
    texts = [f"Troops took Lantern Hill on day {number}. Oakford is held and quiet." for number in range(40)]
    jobs = [(stores[i % 4], article(t)) for i, t in enumerate(texts * 3)]
    with ThreadPoolExecutor(8) as threads:
        done = list(threads.map(lambda job: job[0].add(job[1], [claim(job[1]), claim(job[1], "Oakford")]), jobs))
    assert sum(added.new for added in done) == 40  # each text once, however many brought it
    assert len(stores[0].articles()) == 40 and len(stores[0].claims()) == 80
    assert stores[0].revision == 40


def test_threads_that_open_a_new_database_at_once_all_can(url):
    with ThreadPoolExecutor(8) as threads:
        stores = list(threads.map(lambda _: open_store(url), range(8)))
    assert {store.revision for store in stores} == {0}


def test_a_reader_is_not_kept_waiting_by_a_writer(store, article):
    with store.writing() as (connection, _):
        connection.execute(text("DELETE FROM articles"))
        assert store.articles().empty


def test_a_damaged_database_is_refused_with_a_sentence(tmp_path):
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database " * 1000)
    with pytest.raises(StoreError, match="is damaged"):
        open_store(f"sqlite:///{broken}")


@pytest.mark.parametrize("bad", ["no url", "nosuch://x/y", "sqlite:////no/such/folder/x.sqlite"])
def test_an_address_that_leads_nowhere_is_refused_with_a_sentence(bad):
    with pytest.raises(StoreError):
        open_store(bad)


def test_the_environment_names_the_database(monkeypatch, tmp_path):
    monkeypatch.setenv("MARCHLAND_DATABASE", f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")
    open_store().close()
    assert (tmp_path / "elsewhere.sqlite").exists()


def test_a_password_is_never_shown():
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://ann:secret@localhost:1/none")
    assert "secret" not in str(caught.value)


def test_a_long_list_is_read_a_page_at_a_time(store, article):
    for number in range(5):
        store.add(article(f"Town {number} fell.", published=date(2022, 3, number + 1)), [])
    assert store.count_articles() == 5 and store.count_articles("town 3") == 1
    whole = store.articles()["id"].tolist()
    assert store.articles(rows=slice(2, 4))["id"].tolist() == whole[2:4]
    assert store.articles("town", slice(4, 9))["id"].tolist() == whole[4:]

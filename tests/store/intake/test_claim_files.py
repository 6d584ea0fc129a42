"""Claims that were found elsewhere go into a store in bulk, each once, with stubs of their articles."""

from dataclasses import replace
from datetime import date

import pytest

from extract.model import Review
from extract.pipeline import Pipeline
from extract.read.article import article_id
from extract.rows import CLAIM_COLUMNS, TYPES, claim_row
from store import StoreError, schema
from store.backup import check
from store.intake import claim_files
from store.intake.adding import Given, add
from store.intake.claim_files import add_claims, is_claims_file
from theatre.tables import write


@pytest.fixture
def file(tmp_path):
    def make(*claims, name="claims.parquet"):
        path = tmp_path / name
        with path.open("wb") as out:
            write(map(claim_row, claims), CLAIM_COLUMNS, out, ".parquet", TYPES)
        return path

    return make


@pytest.fixture
def two(article, claim):
    one, other = (
        article(publisher="Daily"),
        article("Troops took Lantern Hill. Nothing else is known of the other day."),
    )
    first = claim(one)
    second = claim(
        one, "Oakford", start=57, end=79, quote=one.text[57:79], event_from=None, event_to=None, latitude=None
    )
    return [first, second, claim(other, end=25, quote=other.text[:25])], one


def test_claims_come_back_as_they_were_found(store, file, two, url):
    claims, one = two
    path = file(*claims)
    assert is_claims_file(path)
    (report,) = add(store, Pipeline(), [str(path)], Given(label="september"))
    assert str(report).endswith("claims.parquet: 3 claims of 2 articles new to the store") and not report.problems
    assert store.claims_of(one.id) == tuple(claims[:2])
    kept = store.article(one.id)
    assert (kept.title, kept.publisher, kept.published) == (one.text[:56], "Daily", date(2022, 9, 11))
    assert kept.text == one.text and store.articles()["label"].tolist() == ["september"] * 2
    assert store.touched(0, store.revision) == {claim.article for claim in claims}
    assert check(store.engine.url.render_as_string(hide_password=False)) == []


def test_the_same_file_again_changes_nothing_and_another_part_adds_to_it(store, file, two, monkeypatch):
    claims, one = two
    monkeypatch.setattr(claim_files, "_AT_ONCE", 2)
    list(add_claims(store, file(claims[0], claims[2])))
    store.decisions.decide(claims[0].id, Review.CONFIRMED)
    before = store.revision
    assert list(add_claims(store, file(claims[0], claims[2]))) == [(0, 0, 2)] and store.revision == before
    assert list(add_claims(store, file(*claims, name="all.parquet"))) == [(0, 1, 1), (0, 0, 1)]
    assert [claim.review for claim in store.claims_of(one.id)] == [Review.CONFIRMED, Review.AUTO]


def test_what_no_claim_has_is_named_with_its_row(store, file, two):
    claims, _ = two
    path = file(claims[0], replace(claims[1], action="took"))
    with pytest.raises(StoreError, match=r"claims.parquet: row 2: 'took' is no action of a claim"):
        list(add_claims(store, path))
    list(add_claims(store, file(claims[0], name="first.parquet")))
    stranger = file(replace(claims[2], id=claims[0].id), name="other.parquet")
    with pytest.raises(StoreError, match=r"from row 1 on, has the id of a claim of another article"):
        list(add_claims(store, stranger))
    path.write_bytes(path.read_bytes()[:-100])
    assert not is_claims_file(path)  # whoever reads articles says what is wrong with it


def test_the_article_itself_is_known_by_its_stub(store, file, two):
    claims, one = two
    list(add_claims(store, file(*claims)))
    assert store.holds(one.text) == one.id == article_id(one.text) and not store.add(one, claims[:1]).new
    assert store.articles()["media_type"].eq(schema.STUB).all()

"""Claims keep their numbers while others come and go, and stand by day and article all the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.synthetic_claims import synthetic_claims
from timeline.claim_pieces import Stock

CLAIMS = synthetic_claims(60, places=5)
ARTICLES = CLAIMS["article"].unique().tolist()


def of(articles):
    return CLAIMS[CLAIMS["article"].isin(articles)]


def stands(stock):
    """The ids by day and article, as a table sorted anew has them."""
    ids = set(stock.table["id"])
    table = CLAIMS[CLAIMS["id"].isin(ids)].assign(at=range(len(ids)))
    return table.sort_values(["published", "article", "at"])["id"].tolist()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(ARTICLES), unique=True), st.lists(st.sampled_from(ARTICLES), max_size=8))
def test_claims_come_and_go_and_the_others_keep_their_numbers(first, changes):
    stock, there = Stock.of(of(first)), set(first)
    number = dict(zip(stock.table["id"], stock.order.tolist(), strict=True))
    for article in changes:
        comes = article not in there
        stock, new = stock.exchanged(stock.that("article", {article}), of([article] if comes else []))
        there ^= {article}
        assert stock.table["id"].tolist() == stands(stock) and len(stock) == len(of(there))
        number |= dict(zip(of([article])["id"], new.tolist(), strict=False)) if comes else {}
        assert stock.order.tolist() == [number[id] for id in stock.table["id"]]
    assert stock.rows(["id"], stock.order)["id"].tolist() == stock.table["id"].tolist()


def test_put_together_they_are_the_same_claims_in_one_piece():
    stock, _ = Stock.of(of(ARTICLES[:4])).exchanged(
        Stock.of(of(ARTICLES[:4])).that("article", ARTICLES[:1]), of(ARTICLES[5:7])
    )
    whole, moved = stock.put_together()
    assert len(stock.pieces) == 2 and len(whole.pieces) == 1
    assert whole.table["id"].tolist() == stock.table["id"].tolist()
    assert whole.rows(["id"], moved[stock.order])["id"].tolist() == stock.table["id"].tolist()

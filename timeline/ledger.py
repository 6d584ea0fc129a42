"""Control kept up to date: claims, what each is worth, and who held what by them, so that for an article more, less or
changed only its own places are worked out anew.

A ledger is a value: `updated` gives another, and the former stays as it was. Whichever way it came about, it equals
the ledger of all its claims.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from operator import methodcaller
from typing import Any, Self

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from extract.theatre import Theatre
from timeline.baseline import PLACE_COLUMNS
from timeline.control import Regional, decided, first_told, named, regional
from timeline.evidence import POLICY, Policy, assertions, counts, slots_of, superseded, weighed
from timeline.regions import inside
from timeline.stock import Stock
from timeline.tables import among, as_arrow, in_order, recoded, rows_of, spliced

__all__ = ["Ledger"]

Ints = NDArray[np.int64]
_MANY = 1_000  # claims; where more than that and than a tenth of all change, all is worked out anew


@dataclass(frozen=True, slots=True)
class Ledger:
    """The claims in `stock`, and the `control` that follows from them and from `places` that are told of though nobody
    claimed anything about them (timeline.control). None of the tables is to be written to.

    `said` is what the claims are worth (timeline.evidence.weighed; `row` is the claim's number in the stock),
    `of_regions` what they say of whole regions.
    """

    stock: Stock
    control: pd.DataFrame
    said: pd.DataFrame
    of_regions: Regional
    theatre: Theatre
    places: pd.DataFrame | None
    policy: Policy

    @classmethod
    def of(
        cls, claims: pd.DataFrame, *, theatre: Theatre, places: pd.DataFrame | None = None, policy: Policy = POLICY
    ) -> Self:
        """The ledger of a table of `timeline.evidence.claims_table`."""
        stock = Stock.of(claims)
        said = assertions(stock.table, theatre=theatre, policy=policy)
        said = weighed(said, stock.table["quote"], theatre=theatre, policy=policy)
        own, of_regions = _own(said, theatre), _of_regions(said, theatre)
        where = named(stock.rows(PLACE_COLUMNS, first_told(own)), places)
        control = decided(own, of_regions, where, theatre=theatre, policy=policy)
        return cls(stock, control, said, of_regions, theatre, places, policy)

    @property
    def claims(self) -> pd.DataFrame:
        """The claims, by day of publication and article."""
        return self.stock.table

    def updated(self, articles: Collection[str], claims: pd.DataFrame) -> Self:
        """The ledger after some articles were added, changed or removed; `claims` are all that these claim now, in
        the columns of the ledger's own."""
        if self.stock.scattered:
            return self._put_together().updated(articles, claims)
        gone, claims = self._with_corrected(self.stock.that("article", articles), claims)
        stock, numbers = self.stock.exchanged(gone, claims)
        if len(gone) + len(claims) > max(_MANY, len(self.stock) // 10):
            return self.of(stock.table, theatre=self.theatre, places=self.places, policy=self.policy)

        new = assertions(claims, theatre=self.theatre, policy=self.policy, superseding=stock.superseded)
        new["row"] = numbers[new["row"]].astype("int32")
        said, new = _alike(self.said, new)
        known = said["place_id"].cat.categories
        about = known.get_indexer(pd.Index(self.stock.rows(["place_id"], gone)["place_id"].unique()))
        about = np.union1d(new["place_id"].cat.codes, about[about >= 0])
        parts = _parts(said, about)
        local = rows_of(said, said.columns, _rows(parts))
        left = np.isin(local["row"], gone)
        lapsed, local = local[left], local[~left].reset_index(drop=True)
        local = spliced(local, new, [(len(local), len(local), 0, len(new))])
        local = local.take(_by_place(local))
        local = weighed(
            local,
            stock.texts("quote"),
            theatre=self.theatre,
            policy=self.policy,
            lapsed=slots_of(lapsed, self.theatre),
        )
        anew = _parts(local, about)
        cuts = [(old.start, old.stop, now.start, now.stop) for old, now in zip(parts, anew, strict=True)]
        said = spliced(said, local, cuts)
        ledger = replace(self, stock=stock, said=said)

        ids = [*known[about]]
        regions = {*new["place_id"][new["regional"]], *lapsed["place_id"][lapsed["regional"]]}
        if regions:
            ledger = replace(ledger, of_regions=_of_regions(said, self.theatre))
            ids = sorted({*ids, *self._within(regions)})
            of = said["place_id"].cat.categories.get_indexer(pd.Index(ids, dtype="str"))
            local = rows_of(said, said.columns, _rows(_parts(said, of[of >= 0])))
        return ledger._decided(ids, local)

    def _put_together(self) -> Self:
        stock, moved = self.stock.put_together()
        return replace(self, stock=stock, said=self.said.assign(row=moved[self.said["row"]]))

    def _with_corrected(self, gone: Ints, claims: pd.DataFrame) -> tuple[Ints, pd.DataFrame]:
        """And the articles of the claims that these correct, or corrected, as if they came anew: whether such a claim
        counts depends on it."""
        ids = {*superseded(claims), *self.stock.rows(["supersedes"], gone)["supersedes"]} - {""}
        if not ids:
            return gone, claims
        articles = {*self.stock.rows(["article"], self.stock.that("id", ids))["article"]}
        theirs = np.setdiff1d(self.stock.that("article", articles), gone)
        standing = self.stock.rows(claims.columns, theirs)
        return np.union1d(gone, theirs), pd.concat([claims, standing], ignore_index=True)

    def _within(self, region_ids: Iterable[str]) -> set[str]:
        """The places in some regions."""
        places = self.control[~self.control["place_id"].duplicated()]
        return {id for region in region_ids for id in places.loc[inside(region, places, self.theatre), "place_id"]}

    def _decided(self, ids: list[str], said: pd.DataFrame) -> Self:
        """With the control of these places, in order, worked out anew from what is said of them."""
        own = _own(said, self.theatre)
        places = None if self.places is None else self.places[among(self.places["place_id"], ids)]
        where = named(self.stock.rows(PLACE_COLUMNS, first_told(own)), places)
        anew = decided(own, self.of_regions, where, theatre=self.theatre, policy=self.policy)
        old, new = (pa.array(table["place_id"], pa.large_string()) for table in (self.control, anew))
        cuts = [(*_span(old, id), *_span(new, id)) for id in ids]
        return replace(self, control=spliced(self.control, anew, cuts))


def _span(texts: Any, text: str) -> tuple[int, int]:
    """From where to where a text stands in texts in order."""
    plain = methodcaller("as_py")
    return bisect_left(texts, text, key=plain), bisect_right(texts, text, key=plain)


def _own(said: pd.DataFrame, theatre: Theatre) -> pd.DataFrame:
    return said[counts(said, theatre) & ~said["regional"]]


def _of_regions(said: pd.DataFrame, theatre: Theatre) -> Regional:
    return regional(said[counts(said, theatre) & said["regional"]], theatre)


def _by_place(said: pd.DataFrame) -> Ints:
    order = in_order(as_arrow(said["id"]))
    return order[np.argsort(said["place_id"].cat.codes.to_numpy()[order], kind="stable")]


def _parts(said: pd.DataFrame, codes: Ints) -> list[slice]:
    """The rows of each of these places, by their numbers in the column place_id."""
    place = said["place_id"].cat.codes.to_numpy()
    begins, ends = (np.searchsorted(place, codes.astype(place.dtype), side=side).tolist() for side in ("left", "right"))
    return [slice(begin, end) for begin, end in zip(begins, ends, strict=True)]


def _rows(parts: list[slice]) -> Ints:
    return np.concatenate([np.arange(part.start, part.stop) for part in parts] or [np.empty(0, dtype="int64")])


def _alike(said: pd.DataFrame, new: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both with the places and owner families of either, which stay in their order."""
    for names in (("place_id",), ("family", "voice")):
        known = said[names[0]].cat.categories
        strange = new[names[0]].cat.categories.difference(known, sort=False)
        if len(strange):
            both = known.append(strange).sort_values()
            said = said.assign(**{name: said[name].cat.set_categories(both) for name in names})
        number = np.append(said[names[0]].cat.categories.get_indexer(new[names[0]].cat.categories), -1)
        new = new.assign(**{name: recoded(new[name], number, said[name]) for name in names})
    return said, new

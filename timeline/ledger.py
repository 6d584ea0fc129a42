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

from gazetteer.gazetteer import Gazetteer
from theatre.theatre import Theatre
from timeline.arrow import Ints, among, spliced, whole
from timeline.assertion_pieces import Assertions
from timeline.baseline import PLACE_COLUMNS
from timeline.claim_pieces import Stock
from timeline.claims import superseded
from timeline.control import Regional, decided, first_told, named, regional
from timeline.doubt import Contacts, lately, near
from timeline.evidence import assertions, counts, slots_of, weighed
from timeline.policy import POLICY, Policy
from timeline.regions import inside

__all__ = ["Ledger"]

_MANY = 1_000  # claims; where more than that and than a tenth of all change, all is worked out anew


@dataclass(frozen=True, slots=True)
class Ledger:
    """The claims in `stock`, and the `control` that follows from them and from `places` that are told of though nobody
    claimed anything about them (timeline.control). None of the tables is to be written to.

    `said` is what the claims are worth (its column `row` has their numbers in the stock), `of_regions` what they say of
    whole regions, `contacts` where they tell of troops that met.
    """

    stock: Stock
    control: pd.DataFrame
    said: Assertions
    of_regions: Regional
    contacts: Contacts
    theatre: Theatre
    gazetteer: Gazetteer | None
    places: pd.DataFrame | None
    policy: Policy

    @classmethod
    def of(
        cls,
        claims: pd.DataFrame,
        *,
        theatre: Theatre,
        gazetteer: Gazetteer | None = None,
        places: pd.DataFrame | None = None,
        policy: Policy = POLICY,
    ) -> Self:
        """The ledger of a table of `timeline.claims.claims_table`; the rest as `timeline.control.control` takes it."""
        stock = Stock.of(claims)
        said = assertions(stock.table, theatre=theatre, policy=policy)
        said = weighed(said, stock.table["quote"], theatre=theatre, policy=policy)
        own, of_regions = _own(said, theatre), _of_regions(said, theatre)
        where = named(stock.rows(PLACE_COLUMNS, first_told(own)), places)
        contacts = Contacts.of(stock.table)
        control = decided(own, of_regions, contacts, where, theatre=theatre, gazetteer=gazetteer, policy=policy)
        return cls(stock, control, Assertions.of(said), of_regions, contacts, theatre, gazetteer, places, policy)

    @property
    def claims(self) -> pd.DataFrame:
        """The claims, by day of publication and article."""
        return self.stock.table

    def updated(self, articles: Collection[str], claims: pd.DataFrame) -> Self:
        """The ledger after some articles were added, changed or removed; `claims` are all that these claim now, in
        the columns of the ledger's own."""
        if self.stock.scattered or self.said.scattered:
            return self._put_together().updated(articles, claims)
        gone, claims = self._with_corrected(self.stock.that("article", articles), claims)
        stock, numbers = self.stock.exchanged(gone, claims)
        if len(gone) + len(claims) > max(_MANY, len(self.stock) // 10):
            return self.of(
                stock.table, theatre=self.theatre, gazetteer=self.gazetteer, places=self.places, policy=self.policy
            )

        new = assertions(claims, theatre=self.theatre, policy=self.policy, superseding=stock.superseded)
        new["row"] = numbers[new["row"]].astype("int32")
        said = self.said.knowing(new)
        about = said.numbers(
            new["place_id"].cat.categories.append(pd.Index(self.stock.rows(["place_id"], gone)["place_id"]))
        )
        former = said.about(about)
        left = np.isin(former["row"], gone)
        lapsed = former[left]
        local = weighed(
            said.joined(former[~left], new),
            stock.texts("quote"),
            theatre=self.theatre,
            policy=self.policy,
            lapsed=slots_of(lapsed, self.theatre),
        )
        said = said.exchanged(about, local)
        ledger = replace(self, stock=stock, said=said)

        ids = {*said.places[about]}
        regions = {*new["place_id"][new["regional"]], *lapsed["place_id"][lapsed["regional"]]}
        if regions:
            ledger = replace(ledger, of_regions=_of_regions(said.table, self.theatre))
            ids |= self._within(regions)
        contacts, changed = self.contacts.exchanged({*self.stock.rows(["article"], gone)["article"]}, claims)
        ledger = replace(ledger, contacts=contacts)
        if contacts.thin or self.contacts.thin:  # every place may depend on every other (R18)
            ids |= {*said.places}
        elif len(changed):
            ids |= ledger._seen_otherwise(self.contacts, changed)
        if len(ids) > len(about):
            local = said.about(said.numbers(pd.Index(ids)))
        return ledger._decided(sorted(ids), local)

    def _put_together(self) -> Self:
        stock, moved = self.stock.put_together()
        return replace(self, stock=stock, said=self.said.put_together(moved))

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
        within = (inside(region, places, self.theatre, self.gazetteer) for region in region_ids)
        return {id for there in within for id in places.loc[there, "place_id"]}

    def _seen_otherwise(self, former: Contacts, changed: Ints) -> set[str]:
        """The places of which something is as likely now as it was not by the former contacts, or the reverse, where
        contacts of some keys came or went."""
        places = self.control[near(self.control, changed)]
        places = places[~places["place_id"].duplicated()]
        number = self.said.places.get_indexer(pd.Index(places["place_id"]))
        order = np.argsort(number)
        columns = ("place_id", "regional", "day", "side", "weight", "article")
        own = _own(self.said.about(np.unique(number[number >= 0]), columns), self.theatre)
        own = own[lately(whole(own["day"]), changed) & (own["side"] >= 0).to_numpy()]
        at = order[np.searchsorted(number[order], whole(own["place_id"].cat.codes))]
        rows = self.contacts.differ(former, own, places.iloc[at])
        return {*places["place_id"].iloc[np.unique(at[rows])]}

    def _decided(self, ids: list[str], said: pd.DataFrame) -> Self:
        """With the control of these places, in order, worked out anew from what is said of them."""
        own = _own(said, self.theatre)
        places = None if self.places is None else self.places[among(self.places["place_id"], ids)]
        where = named(self.stock.rows(PLACE_COLUMNS, first_told(own)), places)
        anew = decided(
            own,
            self.of_regions,
            self.contacts,
            where,
            theatre=self.theatre,
            gazetteer=self.gazetteer,
            policy=self.policy,
        )
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

"""Control kept up to date: claims, what each is worth, and who held what by them, so that for an article more, less or
changed only its own places are worked out anew.

A ledger is a value: `updated` gives another, and the former stays as it was. Whichever way it came about, it equals
the ledger of all its claims.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple, Self

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from extract.theatre import Theatre
from timeline.control import Regional, decided, named, regional
from timeline.evidence import POLICY, Policy, assertions, counts, slots_of, superseded, weighed
from timeline.regions import inside
from timeline.tables import Cut, among, as_arrow, in_order, picked, rows_of, spliced

__all__ = ["Ledger"]

Ints = NDArray[np.int64]
_MANY = 1_000  # claims; where more than that and than a tenth of all change, all is worked out anew


@dataclass(frozen=True, slots=True)
class Ledger:
    """`claims`, by day of publication and article, and the `control` that follows from them and from `places` that are
    told of though nobody claimed anything about them (timeline.control). None of the tables is to be written to.

    `said` is what the claims are worth (timeline.evidence.weighed), `of_regions` what they say of whole regions.
    """

    claims: pd.DataFrame
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
        claims = _by_article(claims)
        said = assertions(claims, theatre=theatre, policy=policy)
        said = weighed(said, claims["quote"], theatre=theatre, policy=policy)
        own, of_regions = _own(said, theatre), _of_regions(said, theatre)
        control = decided(own, of_regions, named(claims, own, places), theatre=theatre, policy=policy)
        return cls(claims, control, said, of_regions, theatre, places, policy)

    def updated(self, articles: Collection[str], claims: pd.DataFrame) -> Self:
        """The ledger after some articles were added, changed or removed; `claims` are all that these claim now, in
        the columns of the ledger's own."""
        gone, claims = self._with_corrected(np.flatnonzero(among(self.claims["article"], articles)), claims)
        claims = _by_article(claims)
        change = _exchanged(self.claims, gone, claims)
        if len(gone) + len(claims) > max(_MANY, len(self.claims) // 10):
            return self.of(change.claims, theatre=self.theatre, places=self.places, policy=self.policy)

        new = assertions(claims, theatre=self.theatre, policy=self.policy, superseding=superseded(change.claims))
        new = new.assign(row=change.fresh[new["row"]])
        said, new = _alike(self.said.assign(row=change.moved[self.said["row"]]), new)
        lapsed = said.take(np.flatnonzero(said["row"] < 0))
        about = np.union1d(new["place_id"].cat.codes, lapsed["place_id"].cat.codes)
        parts = _parts(said, about)
        local = pd.concat([*(said.iloc[part] for part in parts), new], ignore_index=True)
        local = local.take(np.flatnonzero(local["row"] >= 0))
        local = local.take(_by_place(local))
        local = weighed(
            local,
            change.claims["quote"],
            theatre=self.theatre,
            policy=self.policy,
            lapsed=slots_of(lapsed, self.theatre),
        )
        anew = _parts(local, about)
        cuts = [(old.start, old.stop, now.start, now.stop) for old, now in zip(parts, anew, strict=True)]
        said = spliced(said, local, cuts)
        ledger = replace(self, claims=change.claims, said=said)

        ids = {*said["place_id"].cat.categories[about]}
        for_all = pd.concat([new, lapsed])
        for_all = for_all[for_all["regional"]]
        if len(for_all):
            ledger = replace(ledger, of_regions=_of_regions(said, self.theatre))
            ids.update(self._within(for_all["place_id"].unique()))
        return ledger._decided(sorted(ids))

    def _with_corrected(self, gone: Ints, claims: pd.DataFrame) -> tuple[Ints, pd.DataFrame]:
        """And the articles of the claims that these correct, or corrected, as if they came anew: whether such a claim
        counts depends on it."""
        ids = {*superseded(claims), *picked(self.claims["supersedes"], gone).to_pylist()} - {""}
        if not ids:
            return gone, claims
        articles = {*picked(self.claims["article"], np.flatnonzero(among(self.claims["id"], ids))).to_pylist()}
        theirs = np.setdiff1d(np.flatnonzero(among(self.claims["article"], articles)), gone)
        standing = rows_of(self.claims, self.claims.columns, theirs)
        return np.union1d(gone, theirs), pd.concat([claims, standing], ignore_index=True)

    def _within(self, region_ids: Iterable[str]) -> set[str]:
        """The places in some regions."""
        places = self.control[~self.control["place_id"].duplicated()]
        return {id for region in region_ids for id in places.loc[inside(region, places, self.theatre), "place_id"]}

    def _decided(self, ids: list[str]) -> Self:
        """With the control of these places, in order, worked out anew."""
        code = self.said["place_id"].cat.categories.get_indexer(pd.Index(ids, dtype="str"))
        rows = [self.said.iloc[part] for part in _parts(self.said, code[code >= 0])]
        own = _own(pd.concat(rows) if rows else self.said[:0], self.theatre)
        places = None if self.places is None else self.places[among(self.places["place_id"], ids)]
        where = named(self.claims, own, places)
        anew = decided(own, self.of_regions, where, theatre=self.theatre, policy=self.policy)
        old, new = self.control["place_id"].array, anew["place_id"].array
        cuts = [(*_span(old, id), *_span(new, id)) for id in ids]
        return replace(self, control=spliced(self.control, anew, cuts))


def _span(texts: Any, text: str) -> tuple[int, int]:
    """From where to where a text stands in texts in order."""
    return bisect_left(texts, text), bisect_right(texts, text)


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


def _alike(said: pd.DataFrame, new: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both with the places and owner families of either, which stay in their order."""
    for names in (("place_id",), ("family", "voice")):
        known = said[names[0]].cat.categories
        strange = new[names[0]].cat.categories.difference(known, sort=False)
        both = known.append(strange).sort_values() if len(strange) else known
        for name in names:
            new = new.assign(**{name: new[name].cat.set_categories(both)})
            said = said if both is known else said.assign(**{name: said[name].cat.set_categories(both)})
    return said, new


def _by_article(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims by day of publication and article; those of one article in the order that they have."""
    day, article = claims["published"].to_numpy().view("int64"), as_arrow(claims["article"])
    ahead = pc.less(article[1:], article[:-1]).to_numpy(zero_copy_only=False)
    if not ((day[1:] < day[:-1]) | (day[1:] == day[:-1]) & ahead).any():
        return claims
    keys = pa.table({"day": day, "article": article})
    order = pc.sort_indices(keys, sort_keys=[("day", "ascending"), ("article", "ascending")])
    return claims.take(order.to_numpy()).reset_index(drop=True)


class _Exchange(NamedTuple):
    """Claims of which some gave way to others: where those that stayed are now (-1: nowhere), and where the new."""

    claims: pd.DataFrame
    moved: NDArray[np.int32]
    fresh: NDArray[np.int32]


def _exchanged(claims: pd.DataFrame, gone: Ints, added: pd.DataFrame) -> _Exchange:
    day = claims["published"].to_numpy().view("int64")
    cuts: list[Cut] = [(row, row + 1, 0, 0) for row in gone.tolist()]
    count = np.zeros(len(claims) + 1, dtype="int32")
    when, article = added["published"].to_numpy().view("int64"), added["article"].to_numpy(dtype=object)
    begins = np.flatnonzero(np.append(True, (when[1:] != when[:-1]) | (article[1:] != article[:-1]))[: len(added)])
    for first, last in pairwise([*begins.tolist(), len(added)]):
        of_day = (int(np.searchsorted(day, when[first], side=side)) for side in ("left", "right"))
        at = bisect_left(claims["article"].array, article[first], *of_day)
        cuts.append((at, at, first, last))
        count[at] += last - first
    cuts.sort(key=lambda cut: cut[:2])
    count[gone + 1] -= 1
    moved = np.arange(len(claims), dtype="int32") + np.cumsum(count, dtype="int32")[:-1]
    moved[gone] = -1
    everything = spliced(claims, added, cuts)
    new = np.ones(len(everything), dtype=bool)
    new[moved[moved >= 0]] = False
    return _Exchange(everything, moved, np.flatnonzero(new).astype("int32"))

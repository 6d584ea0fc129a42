"""What claims are worth, kept by place, so that what is told anew of a few places copies nothing of the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from timeline.arrow import Ints, as_arrow, in_order, rows_of

__all__ = ["Assertions"]

_APART = 2_000  # places whose rows may lie apart from the others'


@dataclass(frozen=True)
class Assertions:
    """Rows of `timeline.evidence.weighed`, in which numbers stand for texts: for the place's id its number in `places`,
    for the owner families of publisher and voice theirs in `families`, which are in order.

    `rows` go by place and claim's id. What is told anew of a place is in `anew` by the place's number, and goes before
    what `rows` has of it.
    """

    rows: pd.DataFrame
    anew: Mapping[int, pd.DataFrame]
    places: pd.Index
    families: pd.Index

    @classmethod
    def of(cls, said: pd.DataFrame) -> Self:
        """Rows by place and claim's id."""
        places, families = (said[name].cat.categories for name in ("place_id", "family"))
        return cls(_numbered(said, places, families), {}, places, families)

    @cached_property
    def table(self) -> pd.DataFrame:
        """All of them, by number of place and claim's id."""
        if not self.anew:
            return self._texts(self.rows)
        stands = ~np.isin(self.rows["place_id"].to_numpy(), list(self.anew))
        table = pd.concat([self.rows[stands], *self.anew.values()], ignore_index=True)
        order = np.argsort(table["place_id"].to_numpy(), kind="stable")
        return self._texts(table.take(order).reset_index(drop=True))

    @property
    def scattered(self) -> bool:
        """Whether it is time to put them together anew."""
        return len(self.anew) > _APART

    def put_together(self, moved: NDArray[np.int32]) -> Self:
        """The same, of claims that have got other numbers: `moved` has them by the former."""
        table = self.table
        return self.of(table.assign(row=moved[table["row"]]))

    def numbers(self, place_ids: pd.Index) -> Ints:
        """The numbers of those places that are told of."""
        found = self.places.get_indexer(place_ids)
        return np.unique(found[found >= 0])

    def about(self, places: Ints, columns: Iterable[str] | None = None) -> pd.DataFrame:
        """What is told of some places, by number of place and claim's id; all of it or in some `columns`."""
        columns = list(self.rows.columns if columns is None else columns)
        place = self.rows["place_id"].to_numpy()
        old = np.array([number for number in places.tolist() if number not in self.anew], dtype=place.dtype)
        begins, ends = (np.searchsorted(place, old, side=side).tolist() for side in ("left", "right"))
        rows = [np.arange(begin, end) for begin, end in zip(begins, ends, strict=True)]
        found = rows_of(self.rows, columns, np.concatenate([np.empty(0, dtype="int64"), *rows]))
        new = [self.anew[number][columns] for number in places.tolist() if number in self.anew]
        if new:
            found = pd.concat([found, *new], ignore_index=True)
            found = found.take(np.argsort(found["place_id"].to_numpy(), kind="stable")).reset_index(drop=True)
        return self._texts(found)

    def knowing(self, said: pd.DataFrame) -> Self:
        """The same, with numbers for the places and families of `said` too."""
        strange = said["family"].cat.categories.difference(self.families, sort=False)
        if len(strange):
            table, families = self.table, self.families.append(strange).sort_values()
            recoded = {name: table[name].cat.set_categories(families) for name in ("family", "voice")}
            known = self.of(table.assign(**recoded))
        else:
            known = self
        places = said["place_id"].cat.categories.difference(self.places, sort=False)
        return replace(known, places=known.places.append(places)) if len(places) else known

    def joined(self, said: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
        """Rows of these and rows whose texts are known here, by number of place and claim's id."""
        both = [_numbered(rows, self.places, self.families) for rows in (said, more)]
        return self._texts(_arranged(pd.concat(both, ignore_index=True)))

    def exchanged(self, places: Ints, said: pd.DataFrame) -> Self:
        """With other rows about some places; `said` goes by number of place and claim's id."""
        said = _numbered(said, self.places, self.families)
        place = said["place_id"].to_numpy()
        begins, ends = (np.searchsorted(place, places, side=side).tolist() for side in ("left", "right"))
        cut = zip(places.tolist(), begins, ends, strict=True)
        return replace(self, anew={**self.anew, **{number: said.iloc[begin:end] for number, begin, end in cut}})

    def _texts(self, rows: pd.DataFrame) -> pd.DataFrame:
        kinds = {"place_id": self._kinds[0], "family": self._kinds[1], "voice": self._kinds[1]}
        kinds = {name: kind for name, kind in kinds.items() if name in rows}
        return rows.assign(
            **{
                name: pd.Categorical.from_codes(rows[name].to_numpy(), dtype=kind, validate=False)
                for name, kind in kinds.items()
            }
        )

    @cached_property
    def _kinds(self) -> tuple[pd.CategoricalDtype, pd.CategoricalDtype]:
        return pd.CategoricalDtype(self.places), pd.CategoricalDtype(self.families)


def _numbered(said: pd.DataFrame, places: pd.Index, families: pd.Index) -> pd.DataFrame:
    """Rows with numbers for the texts, as these are numbered."""
    numbers = {}
    for name, texts in (("place_id", places), ("family", families), ("voice", families)):
        known, codes = said[name].cat.categories, said[name].cat.codes.to_numpy()
        number = codes if known is texts else np.append(texts.get_indexer(known), -1)[codes]
        numbers[name] = number.astype("int32")
    return said.assign(**numbers)


def _arranged(rows: pd.DataFrame) -> pd.DataFrame:
    order = in_order(as_arrow(rows["id"]))
    order = order[np.argsort(rows["place_id"].to_numpy()[order], kind="stable")]
    return rows.take(order).reset_index(drop=True)

"""Claims as they came, piece after piece, so that for a few more or less nothing else is copied."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Self

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from timeline.arrow import Ints, among, as_arrow, in_one_piece, picked, rows_of

__all__ = ["Piece", "Stock"]

_PIECES = 256  # in which claims may lie


@dataclass(frozen=True)
class Piece:
    """Claims that came together, and what is asked of them again and again."""

    table: pd.DataFrame

    @cached_property
    def days(self) -> Ints:
        """The days of publication, as numbers in their order."""
        return _days(self.table)

    @cached_property
    def superseding(self) -> Ints:
        """The rows that take the place of another claim."""
        return np.flatnonzero(pc.binary_length(pa.array(self.table["supersedes"], pa.large_string())))

    @cached_property
    def articles(self) -> Sequence[pa.LargeStringScalar]:
        return pa.array(self.table["article"], pa.large_string())


@dataclass(frozen=True)
class Stock:
    """Claims, each under a number that it keeps while others come and go.

    The rows of all `pieces`, which have the same columns, are numbered through; `order` has the numbers of the claims
    that there are, by day of publication and article, those of one article as they came; `gone` has the others'.
    """

    pieces: tuple[Piece, ...]
    order: NDArray[np.int32]
    gone: Ints

    @classmethod
    def of(cls, claims: pd.DataFrame) -> Self:
        """A table of claims, numbered by day and article."""
        order = _by_article(claims)
        if (order[1:] < order[:-1]).any():
            claims = claims.take(order)
        claims = claims.reset_index(drop=True)
        return cls((Piece(claims),), np.arange(len(claims), dtype="int32"), np.empty(0, dtype="int64"))

    def __len__(self) -> int:
        return len(self.order)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The claims that there are, in their order."""
        apart = np.flatnonzero(np.diff(self.order) != 1) + 1
        slices = [
            part
            for begin, end in pairwise([0, *apart.tolist(), len(self)])
            if begin < end
            for part in self._slices(int(self.order[begin]), end - begin)
        ]
        if not slices:
            return self.pieces[0].table[:0]
        return slices[0].reset_index(drop=True) if len(slices) == 1 else pd.concat(slices, ignore_index=True)

    @cached_property
    def scattered(self) -> bool:
        """Whether it is time to put the claims together anew."""
        return len(self.pieces) > _PIECES or len(self.gone) > len(self)

    @cached_property
    def _begins(self) -> list[int]:
        """The number of the first claim of each piece, and the first that no claim has."""
        return [0, *np.cumsum([len(piece.table) for piece in self.pieces]).tolist()]

    def _slices(self, first: int, count: int) -> Iterable[pd.DataFrame]:
        """So many claims from a number on."""
        for piece, begin in zip(self.pieces, self._begins, strict=False):
            if first < begin + len(piece.table) and begin < first + count:
                yield piece.table.iloc[max(first - begin, 0) : first + count - begin]

    def texts(self, column: str) -> pd.Series:
        """A column of text, by number; of the claims that are gone too."""
        if len(self.pieces) == 1:
            return self.pieces[0].table[column]
        found = [pa.array(piece.table[column], pa.large_string()) for piece in self.pieces]
        chunks = [chunk for texts in found for chunk in getattr(texts, "chunks", [texts])]
        return pd.Series(pa.chunked_array(chunks, pa.large_string()), dtype=self.pieces[0].table[column].dtype)

    def rows(self, columns: Iterable[str], numbers: Ints) -> pd.DataFrame:
        """Some columns of the claims of some numbers."""
        columns = list(columns)
        piece = np.searchsorted(self._begins, numbers, side="right") - 1
        if not piece.any():
            return rows_of(self.pieces[0].table, columns, numbers)
        parts = [np.flatnonzero(piece == each) for each in np.unique(piece)]
        found = [
            rows_of(self.pieces[piece[part[0]]].table, columns, numbers[part] - self._begins[piece[part[0]]])
            for part in parts
        ]
        return pd.concat(found, ignore_index=True).take(np.argsort(np.concatenate(parts))).reset_index(drop=True)

    def that(self, column: str, values: Collection[str]) -> Ints:
        """The numbers of the claims with one of these texts in a column."""
        return np.setdiff1d(np.flatnonzero(among(self.texts(column), values)), self.gone, assume_unique=True)

    @cached_property
    def superseded(self) -> pd.Series:
        """The ids of the claims that another one takes the place of."""
        numbers = [piece.superseding + begin for piece, begin in zip(self.pieces, self._begins, strict=False)]
        there = np.setdiff1d(np.concatenate(numbers), self.gone, assume_unique=True)
        return pd.Series(picked(self.texts("supersedes"), there), dtype="str")

    def exchanged(self, gone: Ints, claims: pd.DataFrame) -> tuple[Self, Ints]:
        """Without the claims of some numbers and with others, whole articles both; and the numbers of these."""
        order = self.order
        if len(gone):
            stays = np.ones(self._begins[-1], dtype=bool)
            stays[gone] = False
            order = order[stays[order]]
        claims = claims.reset_index(drop=True)
        rows = _by_article(claims)
        days, articles = _days(claims)[rows].tolist(), as_arrow(claims["article"]).take(pa.array(rows)).to_pylist()
        keys = list(zip(days, articles, strict=True))
        where = {key: bisect_left(range(len(order)), key, key=lambda at: self._key(int(order[at]))) for key in {*keys}}
        numbers = self._begins[-1] + np.arange(len(claims))
        order = np.insert(order, [where[key] for key in keys], numbers[rows].astype("int32"))
        pieces = (*self.pieces, Piece(claims)) if len(claims) else self.pieces
        return type(self)(pieces, order, np.union1d(self.gone, gone)), numbers

    def _key(self, number: int) -> tuple[int, str]:
        """What the claims are in order of."""
        piece = bisect_right(self._begins, number) - 1
        row = number - self._begins[piece]
        return int(self.pieces[piece].days[row]), self.pieces[piece].articles[row].as_py()

    def put_together(self) -> tuple[Self, NDArray[np.int32]]:
        """The same claims in one piece, numbered by their order; and by their former numbers those they have now."""
        moved = np.full(self._begins[-1], -1, dtype="int32")
        moved[self.order] = np.arange(len(self), dtype="int32")
        return self.of(in_one_piece(self.table)), moved


def _days(claims: pd.DataFrame) -> Ints:
    return claims["published"].to_numpy().view("int64")


def _by_article(claims: pd.DataFrame) -> Ints:
    """The rows by day of publication and article; those of one article in the order that they have."""
    day, article = _days(claims), as_arrow(claims["article"])
    ahead = pc.less(article[1:], article[:-1]).to_numpy(zero_copy_only=False)
    if not ((day[1:] < day[:-1]) | (day[1:] == day[:-1]) & ahead).any():
        return np.arange(len(claims))
    keys = pa.table({"day": day, "article": article})
    order = pc.sort_indices(keys, sort_keys=[("day", "ascending"), ("article", "ascending")])
    return np.asarray(order.to_numpy(), dtype="int64")

"""Large tables with columns of text, worked on as Arrow keeps them.

pandas turns texts into objects one by one for some of this, and copies a whole column for a few rows of it; what is
here does neither, and gives the same.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

__all__ = [
    "Coded",
    "Cut",
    "Flags",
    "Floats",
    "Ints",
    "among",
    "as_arrow",
    "coded",
    "in_one_piece",
    "in_order",
    "picked",
    "rows_of",
    "spliced",
    "taken",
    "whole",
]

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Cut = tuple[int, int, int, int]  # the rows that go, from begin to end, excluded; and the other's that come
_PIECES = 256  # that a column of text may stand in before it is put together


def as_arrow(column: pd.Series) -> pa.LargeStringArray:
    """A column of text in one piece."""
    texts = pa.array(column, pa.large_string())
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


def among(column: pd.Series, values: Iterable[str]) -> Flags:
    """Whether each text is one of `values`."""
    texts = pa.array(column, pa.large_string())
    wanted = values if isinstance(values, pd.Series) else list(values)
    if len(wanted) == 1:
        found = pc.equal(texts, next(iter(wanted)))
    else:
        found = pc.is_in(texts, value_set=pa.array(wanted, pa.large_string()))
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def in_order(texts: pa.LargeStringArray) -> Ints:
    """The rows in the order of their texts."""
    return np.asarray(pc.sort_indices(texts).to_numpy(), dtype="int64")


def whole(column: pd.Series) -> Ints:
    """A column of whole numbers, in eight bytes each, to reckon with."""
    return np.asarray(column, dtype="int64")


def picked(column: pd.Series, rows: Ints) -> pa.LargeStringArray:
    """The texts in some rows of a column that may stand in many pieces."""
    texts = pa.array(column, pa.large_string())
    if not isinstance(texts, pa.ChunkedArray):
        return texts.take(pa.array(rows))
    ends = np.cumsum([len(piece) for piece in texts.chunks])
    piece = np.searchsorted(ends, rows, side="right")
    order = np.argsort(piece, kind="stable")
    found = [
        texts.chunk(number).take(pa.array(rows[piece == number] - ends[number] + len(texts.chunk(number))))
        for number in np.unique(piece).tolist()
    ]
    place = np.empty(len(order), dtype="int64")
    place[order] = np.arange(len(order))
    return pa.concat_arrays([pa.array([], pa.large_string()), *found]).take(pa.array(place))


class Coded(NamedTuple):
    """A column of text as the numbers of its distinct texts (`codes`, a row each), which stand in their order."""

    codes: NDArray[np.int32]
    texts: NDArray[np.object_]

    def among(self, *values: str) -> Flags:
        """Which rows have one of these texts."""
        return np.array([text in values for text in self.texts], dtype=bool)[self.codes]

    def that(self, holds: Callable[[str], bool]) -> Flags:
        """Which rows have a text of which that holds; it is asked once a text."""
        return np.array([holds(text) for text in self.texts], dtype=bool)[self.codes]

    def numbered(self, names: Sequence[str]) -> Ints:
        """The number of the name that each row gives; -1 for none of them."""
        number = {name: index for index, name in enumerate(names)}
        return np.array([number.get(text, -1) for text in self.texts], dtype="int64")[self.codes]


def coded(column: pd.Series) -> Coded:
    """A column of text by the numbers of its texts."""
    encoded = as_arrow(column).dictionary_encode()
    texts = np.array(encoded.dictionary.to_pylist(), dtype=object)
    order = np.argsort(texts)
    rank = np.empty(len(texts), dtype="int32")
    rank[order] = np.arange(len(texts))
    return Coded(rank[encoded.indices.to_numpy()], texts[order])


def rows_of(table: pd.DataFrame, names: Iterable[str], rows: Ints) -> pd.DataFrame:
    """Some columns of some rows."""
    return pd.DataFrame(taken(table, names, rows), copy=False)


def taken(table: pd.DataFrame, names: Iterable[str], rows: Ints) -> dict[str, Any]:
    """Some rows of some columns, by their names."""
    return {name: _taken(table[name], rows) for name in names}


def _taken(column: pd.Series, rows: Ints) -> pd.Series | NDArray[np.generic]:
    if isinstance(column.dtype, pd.StringDtype):
        return pd.Series(picked(column, rows), dtype=column.dtype)
    return column.to_numpy()[rows]


def in_one_piece(table: pd.DataFrame) -> pd.DataFrame:
    """The table with each column of text in one piece."""
    texts: pd.DataFrame = table.select_dtypes(pd.StringDtype(na_value=np.nan))
    return table.assign(**{str(name): pd.Series(as_arrow(texts[name]), dtype=texts[name].dtype) for name in texts})


def spliced(table: pd.DataFrame, other: pd.DataFrame, cuts: Sequence[Cut]) -> pd.DataFrame:
    """The table with rows of another, which has its columns, in the place of some of its own.

    Texts are not copied: a column of them is put together from pieces of the old one and the new.
    """
    columns = {name: _spliced(table[name], other[name] if len(other) else None, cuts) for name in table}
    return pd.DataFrame(columns, copy=False)


def _spliced(column: pd.Series, other: pd.Series | None, cuts: Sequence[Cut]) -> Any:
    kind = column.dtype
    if isinstance(kind, pd.StringDtype):
        texts = pa.array(column, pa.large_string())
        new = texts[:0] if other is None else pa.array(other, pa.large_string())
        pieces = [chunk for piece in _pieces(texts, new, cuts) for chunk in getattr(piece, "chunks", [piece])]
        whole = pa.chunked_array(pieces, pa.large_string())
        return pd.Series(whole.combine_chunks() if len(pieces) > _PIECES else whole, dtype=kind)
    values = column.to_numpy()
    return np.concatenate(_pieces(values, values[:0] if other is None else other.to_numpy(), cuts))


def _pieces(old: Any, new: Any, cuts: Sequence[Cut]) -> list[Any]:
    pieces, done = [], 0
    for begin, end, first, last in cuts:
        pieces += [old[done:begin], new[first:last]]
        done = end
    return [piece for piece in (*pieces, old[done:]) if len(piece)] or [old[:0]]

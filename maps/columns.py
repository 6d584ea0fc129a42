"""Columns of numbers as bytes that gzip packs well.

The bytes are: the four letters MLD1, the header's length (uint32, little-endian), the header (JSON), then the columns
it lists as [name, type, count, steps]. A column is all its lowest bytes, then all its next ones, and so on; with
`steps` it holds each value's difference from the one before, modulo its type. Both let gzip halve it.
`static/columns.js` reads them.
"""

import json
import struct
from collections.abc import Collection, Mapping
from typing import Any, TypeAlias

import numpy as np

__all__ = ["Columns", "pack"]

Columns: TypeAlias = Mapping[str, tuple[str, Any]]  # name: (type, values)

_TYPES: dict[str, np.dtype[Any]] = {
    "u1": np.dtype("u1"),
    "i2": np.dtype("<i2"),
    "u2": np.dtype("<u2"),
    "i4": np.dtype("<i4"),
}


def pack(header: Mapping[str, Any], columns: Columns, *, steps: Collection[str] = ()) -> bytes:
    """The header and its columns, those named in `steps` stored as differences.

    `columns` has the type ("u1", "i2", "u2" or "i4") and the values of each, whose fractions are cut off. Raises
    ValueError where a value does not fit its column's type.
    """
    listed = [[name, kind, len(values), int(name in steps)] for name, (kind, values) in columns.items()]
    text = json.dumps({**header, "columns": listed}, ensure_ascii=False, separators=(",", ":")).encode()
    body = [b"MLD1", struct.pack("<I", len(text)), text]
    for name, (kind, values) in columns.items():
        column = _fitting(name, kind, np.trunc(np.asarray(values, dtype=float)))
        if name in steps:
            column = np.diff(column, prepend=column.dtype.type(0))
        body.append(column.view(np.uint8).reshape(len(column), column.itemsize).T.tobytes())
    return b"".join(body)


def _fitting(name: str, kind: str, values: np.ndarray) -> np.ndarray:
    """Whole numbers in a column's type, or ValueError."""
    bounds = np.iinfo(_TYPES[kind])
    outside = ~((values >= bounds.min) & (values <= bounds.max))  # what is not a number is outside, too
    if outside.any():
        first = int(outside.argmax())
        raise ValueError(
            f"column {name!r} is of type {kind}, {bounds.min} to {bounds.max}, and can't hold {values[first]:g}, its "
            f"value number {first}"
        )
    return values.astype(_TYPES[kind])

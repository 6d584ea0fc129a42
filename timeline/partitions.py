"""Control of more claims than one process should hold: the same functions, place by place, on Dask.

Places don't depend on each other, so claims are parted by place and each part is worked out by `timeline.control`.
What concerns all parts is gathered first and sent to each: claims about regions, and which claims are superseded.
"""

from typing import TYPE_CHECKING, Any

import pandas as pd

from gazetteer.files import load_gazetteer
from theatre.theatre import load_theatre
from timeline.arrow import among
from timeline.claims import claims_table, known_by
from timeline.control import CONTROL_COLUMNS, control
from timeline.doubt import CONTACT, CONTACT_COLUMNS, Contacts

if TYPE_CHECKING:
    import dask.dataframe as dd

__all__ = ["control_by_parts"]


def control_by_parts(
    claims: "dd.DataFrame", *, theatre: str | None = None, parts: int = 8, **options: Any
) -> "dd.DataFrame":
    """`timeline.control.control` on a Dask DataFrame of typed claims: a lazy table of the same rows.

    `theatre` is the id of one (by default the installation's own), `parts` into how many the places go; `options` are
    those of `control`, but for `places` and `gazetteer`: each worker opens its own.
    Sorted by place_id and valid_from, the rows equal those that `control` gives for all claims at once.
    """
    if (day := options.get("as_known")) is not None:
        claims = claims.map_partitions(lambda part: part[known_by(part, day)])
    regional = claims[claims["kind"] == "region"].compute()
    superseded = claims["supersedes"].unique().compute()
    standing = claims[(claims["kind"] != "region") & ~claims["id"].isin([id for id in superseded if id])]
    meetings = claims[list(CONTACT_COLUMNS)].map_partitions(lambda part: part[among(part["action"], CONTACT)])
    contacts = Contacts.of(meetings.compute())
    parts = 1 if contacts.thin else parts  # where little is told, places depend on each other (R18)
    number = standing["place_id"].map_partitions(_part, parts, meta=("part", "int64"))
    parted = standing.assign(part=number).shuffle("part", npartitions=parts)
    meta = control(claims_table([]), theatre=load_theatre(theatre))[list(CONTROL_COLUMNS)]
    options |= {"contacts": contacts}
    return parted.map_partitions(_control_of_part, regional, theatre, options, meta=meta)


def _part(place_ids: pd.Series, parts: int) -> pd.Series:
    numbers = pd.util.hash_pandas_object(place_ids, index=False).astype("uint64") % parts
    return numbers.astype("int64").rename("part")


def _control_of_part(
    claims: pd.DataFrame, regional: pd.DataFrame, theatre: str | None, options: dict[str, Any]
) -> pd.DataFrame:
    everything = pd.concat([claims.drop(columns="part"), regional], ignore_index=True)
    known = load_theatre(theatre)
    return control(claims_table(everything), theatre=known, gazetteer=load_gazetteer(known), **options)

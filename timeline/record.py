"""What became of what each publisher told: borne out, denied, or open, and how late it came."""

import pandas as pd

__all__ = ["records"]


def records(claims: pd.DataFrame, control: pd.DataFrame) -> pd.DataFrame:
    """By publisher, the claims that name a holder (`claims`), how many of them were `borne_out` (the place counted as
    held by that side, by the word of another owner family too), how many were `denied` (it counted as held in spite of
    them), how many are `open`, and `lag`: the median of days from the event to the report, where the event's day is
    told.

    `claims` has the columns of `timeline.filters.described`, `control` those of `timeline.control.control`.
    """
    named = ~claims["controller_after"].isin(["", "contested"]) & claims["mode"].isin(["fact", "claimed"])
    own = claims[named & (claims["review"] != "rejected")]
    held = control[control["status"] == "held"]
    families = claims.drop_duplicates("id").set_index("id")["family"]
    support = _cited(held["claims_for"])
    voices = families.reindex(support).groupby(support.index).nunique().reindex(support.index)
    borne_out = own["id"].isin(support[(voices > 1).to_numpy()])
    denied = own["id"].isin(_cited(held["claims_against"])) & ~borne_out
    dated = own["event_to"].notna() & (own["date_basis"] != "publication")
    lag = (own["published"] - own["event_to"]).dt.days.where(dated)
    table = pd.DataFrame({"publisher": own["publisher"], "borne_out": borne_out, "denied": denied, "lag": lag}).groupby(
        "publisher", as_index=False
    )
    found = table.agg(
        claims=("borne_out", "size"), borne_out=("borne_out", "sum"), denied=("denied", "sum"), lag=("lag", "median")
    )
    return found.assign(open=found["claims"] - found["borne_out"] - found["denied"])


def _cited(column: pd.Series) -> pd.Series:
    """The ids that rows of control cite, an id a row, under the number of its row."""
    ids = column.reset_index(drop=True).str.split().explode()
    return ids[ids.notna()]

"""What changed between two days, and why."""

from datetime import date

import numpy as np
import pandas as pd

__all__ = ["CHANGE_COLUMNS", "changes", "counts"]

CHANGE_COLUMNS = (
    "place_id",
    "name",
    "latitude",
    "longitude",
    "admin1",
    "day",
    "status_from",
    "holder_from",
    "status",
    "holder",
    "changed_hands",
    "confidence",
    "basis",
    "rule",
    "claims_for",
    "claims_against",
    "lag_days",
)


def changes(control: pd.DataFrame, start: date, end: date, *, claims: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every change of status or holder with `start` < day <= `end`, in order of day: one row a change.

    `holder_from` is the side that last held or claimed the place; `changed_hands` says that another does now.
    `lag_days` is how long a holder's first claim waited until the place counted as held (0: at once; empty: it does
    not yet). With `claims`, the columns quotes_for and quotes_against carry their words, one a line, and `actions` what
    the claims for the change say happened, apart by a space.
    """
    rows = control.sort_values(["place_id", "valid_from"], kind="stable", ignore_index=True)
    state = rows[["place_id", "status", "holder"]]
    rows = rows[(state != state.shift()).any(axis=1)].reset_index(drop=True)  # what is now told, but was assumed before
    rows["valid_to"] = rows["valid_from"].shift(-1).where(rows["place_id"] == rows["place_id"].shift(-1))
    place = rows.groupby("place_id", sort=False)
    named = rows["holder"].where(rows["holder"] != "")
    rows["status_from"] = place["status"].shift().fillna("")
    rows["holder_from"] = (
        named.groupby(rows["place_id"], sort=False).ffill().groupby(rows["place_id"], sort=False).shift().fillna("")
    )
    rows["changed_hands"] = (
        (rows["holder"] != "") & (rows["holder_from"] != "") & (rows["holder"] != rows["holder_from"])
    )
    rows["lag_days"] = _lags(rows)
    rows = rows.rename(columns={"valid_from": "day"})
    within = (rows["day"] > pd.Timestamp(start)) & (rows["day"] <= pd.Timestamp(end)) & (rows["status_from"] != "")
    table = rows.loc[within, list(CHANGE_COLUMNS)].sort_values(["day", "place_id"], ignore_index=True)
    if claims is not None:
        quotes = claims.drop_duplicates("id").set_index("id")["quote"]
        for column in ("for", "against"):
            table[f"quotes_{column}"] = [
                "\n".join(dict.fromkeys(quotes.get(id, "") for id in ids.split())) for ids in table[f"claims_{column}"]
            ]
        acts = claims.drop_duplicates("id").set_index("id")["action"]
        table["actions"] = [
            " ".join(dict.fromkeys(str(acts[id]) for id in ids.split() if id in acts)) for ids in table["claims_for"]
        ]
    return table


def _lags(rows: pd.DataFrame) -> pd.Series:
    """Days from a holder's claim to the place counting as held, at the row where it became known."""
    same = (rows["place_id"] == rows["place_id"].shift(-1)) & (rows["holder"] == rows["holder"].shift(-1))
    ripens = (rows["status"] == "claimed") & same & (rows["status"].shift(-1) == "held")
    waited = (rows["valid_to"] - rows["valid_from"]).dt.days
    at_once = pd.Series(np.where(rows["status"] == "held", 0.0, np.nan), index=rows.index)
    return waited.where(ripens, at_once)


def counts(changed: pd.DataFrame) -> pd.DataFrame:
    """Places that changed hands, by oblast and side: columns admin1, holder, gained."""
    hands = changed[changed["changed_hands"]]
    return hands.groupby(["admin1", "holder"]).size().rename("gained").reset_index()

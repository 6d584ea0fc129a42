"""What changed between two days, and why."""

from collections.abc import Collection, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["CHANGE_COLUMNS", "changes", "counts", "differences", "gains", "lags"]

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

DIFFERENCE_COLUMNS = (
    "place_id",
    "name",
    "admin1",
    "day_from",
    "day_to",
    "status_before",
    "holder_before",
    "status",
    "holder",
    "rule",
    "claims_for",
    "claims_against",
)
_SAME = ("status_before", "holder_before", "status", "holder")


def changes(control: pd.DataFrame, start: date, end: date, *, claims: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every change of status or holder with `start` < day <= `end`, in order of day: one row a change.

    `holder_from` is the side that last held or claimed the place; `changed_hands` says that another does now.
    `lag_days` is how long it took from the first claim that a side has the place until it counted as held (0: it did at
    once; empty: it never did while the side was last named, or what began it is assumed). It stands at each row that
    names the side, up to the one that confirms it.

    With `claims`, the columns quotes_for and quotes_against carry their words, one a line, and `actions` what the
    claims for the change say happened, apart by a space.
    """
    rows = control.sort_values(["place_id", "valid_from"], kind="stable", ignore_index=True)
    state = rows[["place_id", "status", "holder"]]
    rows = rows[(state != state.shift()).any(axis=1)].reset_index(drop=True)  # what is now told, but was assumed before
    place = rows.groupby("place_id", sort=False)
    named = rows["holder"].where(rows["holder"] != "")
    rows["status_from"] = place["status"].shift().fillna("")
    rows["holder_from"] = (
        named.groupby(rows["place_id"], sort=False).ffill().groupby(rows["place_id"], sort=False).shift().fillna("")
    )
    rows["changed_hands"] = (
        (rows["holder"] != "") & (rows["holder_from"] != "") & (rows["holder"] != rows["holder_from"])
    )
    rows["lag_days"] = _lags(rows, named)
    rows = rows.rename(columns={"valid_from": "day"})
    within = (rows["day"] > pd.Timestamp(start)) & (rows["day"] <= pd.Timestamp(end)) & (rows["status_from"] != "")
    table = rows.loc[within, list(CHANGE_COLUMNS)].sort_values(["day", "place_id"], ignore_index=True)
    if claims is not None:
        first = claims.drop_duplicates("id")
        known = first["id"].tolist()  # a column of text is slow to go through itself
        quotes, actions = (dict(zip(known, first[name].tolist(), strict=True)) for name in ("quote", "action"))
        for column in ("for", "against"):
            table[f"quotes_{column}"] = [
                "\n".join(dict.fromkeys(quotes.get(id, "") for id in ids.split()))
                for ids in table[f"claims_{column}"].tolist()
            ]
        table["actions"] = [
            " ".join(dict.fromkeys(str(actions[id]) for id in ids.split() if id in actions))
            for ids in table["claims_for"].tolist()
        ]
    return table


def differences(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Where two control tables differ in status or holder: a row for each place and stretch of days, by place and day.

    `day_from` and `day_to` bound the stretch (half-open; NaT: open), status_before and holder_before are what the first
    table has in it, and status, holder, rule, claims_for and claims_against what the second has. What a table does not
    tell of is "unknown".
    """
    keys = ["place_id", "valid_from", "valid_to", "status", "holder"]
    ids = pd.concat([before[keys], after[keys]]).drop_duplicates(keep=False)["place_id"].unique()
    old, new = (_by_place(table, ids) for table in (before, after))
    rows = [row for id in ids for row in _stretches(old.get(id, []), new.get(id, []))]
    return pd.DataFrame(rows, columns=list(DIFFERENCE_COLUMNS))


def _by_place(table: pd.DataFrame, ids: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of some places, in order of day."""
    found: dict[str, list[dict[str, Any]]] = {}
    rows = table[table["place_id"].isin(ids)].sort_values("valid_from", na_position="first", kind="stable")
    for row in rows.to_dict("records"):
        found.setdefault(row["place_id"], []).append({str(name): value for name, value in row.items()})
    return found


def _stretches(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stretches of days in which the rows of one place differ, each as long as both stay what they are."""
    cuts = sorted({_begins(row) for row in (*old, *new)})
    place = (new or old)[0]
    found: list[dict[str, Any]] = []
    ends: list[Any] = [*cuts, pd.NaT]
    for begin, end in pairwise(ends):
        was, now = (_on(rows, begin) for rows in (old, new))
        if (was["status"], was["holder"]) == (now["status"], now["holder"]):
            continue
        row = {name: place[name] for name in ("place_id", "name", "admin1")}
        row |= {"day_from": pd.NaT if begin == pd.Timestamp.min else begin, "day_to": end}
        row |= {"status_before": was["status"], "holder_before": was["holder"]}
        row |= {name: now[name] for name in ("status", "holder", "rule", "claims_for", "claims_against")}
        last = found[-1] if found else None
        if last and last["day_to"] == begin and all(row[name] == last[name] for name in _SAME):
            last["day_to"] = end
            for name in ("claims_for", "claims_against"):
                last[name] = " ".join(dict.fromkeys(f"{last[name]} {row[name]}".split()))
        else:
            found.append(row)
    return found


def _begins(row: Mapping[str, Any]) -> pd.Timestamp:
    begin: pd.Timestamp = row["valid_from"]
    return pd.Timestamp.min if pd.isna(begin) else begin


def _on(rows: list[dict[str, Any]], day: pd.Timestamp) -> Mapping[str, Any]:
    """The one of a place's rows that holds on a day."""
    at = next((row for row in reversed(rows) if _begins(row) <= day), None)
    if at is None or (not pd.isna(at["valid_to"]) and at["valid_to"] <= day):
        return {"status": "unknown", "holder": "", "rule": "", "claims_for": "", "claims_against": ""}
    return at


def _lags(rows: pd.DataFrame, named: pd.Series) -> pd.Series:
    """Days from the first claim to confirmation, by the rows of every place and who was last named at each."""
    last = named.groupby(rows["place_id"], sort=False).ffill().fillna("")
    begins = (last != last.shift()) | (rows["place_id"] != rows["place_id"].shift())
    since = rows["valid_from"].groupby(begins.cumsum()).transform("first")
    told = ~(rows["basis"].isin(["baseline", "estimate"]) | (rows["rule"] == "R14"))
    held = rows["valid_from"].where((rows["status"] == "held") & told).groupby(begins.cumsum()).transform("min")
    counts = named.notna() & told.groupby(begins.cumsum()).transform("first") & (rows["valid_from"] <= held)
    return (held - since).dt.days.where(counts)


def counts(changed: pd.DataFrame) -> pd.DataFrame:
    """Places that changed hands, by oblast and side: columns admin1, holder, gained."""
    hands = changed[changed["changed_hands"]]
    return hands.groupby(["admin1", "holder"]).size().rename("gained").reset_index()


def lags(changed: pd.DataFrame) -> pd.DataFrame:
    """How long the places that changed hands took from the first claim to confirmation, by side: columns holder, median
    and longest (days), at_once (the share that counted as held on the day of the first claim), confirmed (how many
    did at all) and open (how many did not, while the side was last named). What is assumed has no lag, and isn't
    here."""
    hands = changed[changed["changed_hands"] & (changed["lag_days"].notna() | (changed["status"] == "claimed"))]
    of = hands.assign(at_once=(hands["lag_days"] == 0).where(hands["lag_days"].notna())).groupby("holder")
    table = of.agg(
        median=("lag_days", "median"),
        longest=("lag_days", "max"),
        at_once=("at_once", "mean"),
        confirmed=("lag_days", "count"),
        told=("lag_days", "size"),
    ).reset_index()
    return table.assign(open=table["told"] - table["confirmed"]).drop(columns="told")


def gains(history: pd.DataFrame, changed: pd.DataFrame) -> pd.DataFrame:
    """Rows of `timeline.areas.history` by oblast with what changed since its day before: `km2_more`, and `gained`, the
    places that changed hands to the side (rows of `changes`); both empty on its first day.

    An oblast in which places changed hands, but of which nobody estimates an area, has rows of its own.
    """
    days = np.unique(history["day"])
    keys = ["day", "admin1", "holder"]
    hands = changed[changed["changed_hands"]]
    number = np.searchsorted(days, hands["day"].to_numpy().astype(days.dtype))
    within = (number > 0) & (number < len(days))
    counted = hands[within].assign(day=days[number[within]]).groupby(keys).size().rename("gained").reset_index()
    table = history.merge(counted, on=keys, how="outer").sort_values(keys, ignore_index=True)
    since = table["day"] > days[0]
    return table.assign(
        km2_more=table.groupby(["admin1", "holder"])["km2"].diff(),
        gained=table["gained"].fillna(0).where(since).astype("Int64"),
    )

"""Which claims a person should look at first: those that change the map most and are least sure."""

import numpy as np
import pandas as pd

from timeline.arrow import Floats

__all__ = ["urgency"]

_DOUBTED = 1e6  # days: before whatever else is waiting


def urgency(claims: pd.DataFrame, control: pd.DataFrame) -> Floats:
    """How much each claim asks for a look, a number a row: the days of control that rest on it (an equal share where
    several bear on the same days), times how unsure its reading is. What R18 doubts comes first; a claim that no
    control cites, 0.

    `claims` has the columns of `timeline.claims.claims_table`, `control` those of `timeline.control.control`.
    """
    cited = [
        f"{own} {against}".split()
        for own, against in zip(control["claims_for"], control["claims_against"], strict=True)
    ]
    last = control[["valid_from", "valid_to"]].max().max()
    days = (control["valid_to"].fillna(last) - control["valid_from"]).dt.days.clip(lower=0) + 1
    doubted = (control["rule"] == "R18") & (control["status"] == "claimed")
    share = days / np.maximum([len(ids) for ids in cited], 1) + np.where(doubted, _DOUBTED, 0)
    each = pd.DataFrame({"id": cited, "share": share}).explode("id").groupby("id")["share"].sum()
    unsure = 1.05 - claims["confidence"].to_numpy().clip(0, 1)  # nothing read is quite sure
    return np.asarray(claims["id"].map(each).fillna(0).to_numpy("float64") * unsure)

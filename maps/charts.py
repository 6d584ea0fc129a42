"""Charts beside the map: when places changed hands."""

import altair as alt
import pandas as pd

from extract.theatre import Theatre

__all__ = ["changes_chart"]


def changes_chart(changed: pd.DataFrame, *, theatre: Theatre) -> alt.Chart:
    """Bars of places gained, a bar a week (beginning Monday) and side: `timeline.changes` rows that changed hands."""
    sides = list(theatre.sides.values())
    gained = changed[changed["changed_hands"]]
    week = gained["day"] - pd.to_timedelta(gained["day"].dt.weekday, unit="D")
    bars = (
        pd.DataFrame({"week": week, "side": gained["holder"].map({side.id: side.name for side in sides})})
        .groupby(["week", "side"])
        .size()
        .rename("places")
        .reset_index()
    )
    bars["end"] = bars["week"] + pd.Timedelta(days=7)
    return (
        alt.Chart(bars)
        .mark_bar()
        .encode(
            x=alt.X("week:T", title=None, bin="binned"),
            x2="end:T",
            y=alt.Y("places:Q", title="places gained in a week", stack=True, axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "side:N",
                scale=alt.Scale(domain=[side.name for side in sides], range=[side.colour for side in sides]),
                legend=alt.Legend(orient="top", title=None),
            ),
            tooltip=[alt.Tooltip("week:T", title="week from"), alt.Tooltip("side:N"), alt.Tooltip("places:Q")],
        )
        .properties(height=240)
    )

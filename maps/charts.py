"""Charts beside the map: when places changed hands, and how much each side holds over time.

Choosing a mark gives Streamlit the selection `moment` with its day; `moment_chosen` reads it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from maps.words import level_name, side_name
from theatre.theatre import Theatre
from translation.messages import _, number, pgettext, spoken

__all__ = [
    "area_chart",
    "changes_chart",
    "day_format",
    "moment_chosen",
    "oblast_chart",
    "oblast_table",
    "settlements_chart",
]

_LONG = 90  # days from which on an axis names months, and not days


def day_format(language: str = "") -> str:
    """How charts write a day, in d3's signs."""
    return pgettext("d3", "%b %d, %Y", language)


def _axis(days: pd.Series) -> alt.Axis:
    """An axis over days that names each month, or on a short one each day, once."""
    long = (days.max() - days.min()).days > _LONG
    months, each = pgettext("d3", "%b %Y"), pgettext("d3", "%-d %b %Y")
    return alt.Axis(format=months if long else each, tickCount="month" if long else "day", labelOverlap=True)


def _time(days: pd.Series) -> alt.X:
    return alt.X("day:T", title=None, axis=_axis(days))


def changes_chart(changed: pd.DataFrame, *, theatre: Theatre) -> alt.Chart:
    """Bars of places gained, a bar a week (beginning Monday) and side: `timeline.changes` rows that changed hands."""
    gained = changed[changed["changed_hands"]]
    week = gained["day"] - pd.to_timedelta(gained["day"].dt.weekday, unit="D")
    bars = (
        pd.DataFrame({"week": week, "side": gained["holder"].map(_names(theatre))})
        .groupby(["week", "side"])
        .size()
        .rename("places")
        .reset_index()
    )
    bars["end"] = bars["week"] + pd.Timedelta(days=7)
    bars["day"] = bars["end"] - pd.Timedelta(days=1)
    return (
        alt.Chart(bars)
        .mark_bar(aria=False)
        .encode(
            x=alt.X("week:T", title=None, bin="binned", axis=_axis(bars["week"])),
            x2="end:T",
            y=alt.Y("places:Q", title=_("places gained a week"), stack=True, axis=alt.Axis(tickMinStep=1)),
            color=_colour(theatre),
            tooltip=[
                alt.Tooltip("week:T", title=_("week from"), format=day_format()),
                alt.Tooltip("side:N", title=_("side")),
                alt.Tooltip("places:Q", title=_("places")),
            ],
        )
        .add_params(_moment())
        .properties(height=200)
    )


def area_chart(history: pd.DataFrame, *, theatre: Theatre, side: str) -> alt.LayerChart | alt.FacetChart:
    """The area that a side is estimated to hold, in thousands of km², in a band from its least to its most: rows of
    `timeline.areas.history` over time."""
    table = history[history["holder"] == side].copy()
    table[["km2", "km2_low", "km2_high"]] /= 1000
    base = alt.Chart(table).encode(x=_time(table["day"]))
    band = base.mark_area(opacity=0.25, color=theatre.sides[side].colour).encode(
        y=alt.Y("km2_low:Q", title=_("thousand km² (estimate)"), scale=alt.Scale(zero=False)), y2=alt.Y2("km2_high:Q")
    )
    return alt.layer(band, *_line(base, "km2", theatre.sides[side].colour)).properties(height=260)


def settlements_chart(history: pd.DataFrame, *, theatre: Theatre, side: str) -> alt.LayerChart | alt.FacetChart:
    """The settlements that a side is estimated to hold: rows of `timeline.areas.history` over time."""
    of = history[history["holder"] == side]
    base = alt.Chart(of).encode(x=_time(of["day"]))
    return alt.layer(*_line(base, "settlements", theatre.sides[side].colour)).properties(height=260)


def oblast_chart(history: pd.DataFrame, *, theatre: Theatre, side: str) -> alt.Chart:
    """The share of each oblast that a side is estimated to hold, darker for more, an oblast a row: rows of
    `timeline.areas.history` by oblast over time."""
    of = history[history["holder"] == side]
    ever = of.groupby("admin1")["share"].max()
    held = _("held by {side} (estimate)").format(side=side_name(theatre.sides[side]))
    of = of[of["admin1"].isin(ever.index[ever >= 0.01])].assign(end=of["day"] + pd.Timedelta(days=8))
    return (
        alt.Chart(of)
        .mark_bar(aria=False, height=18)
        .encode(
            x=_time(of["day"]),
            x2="end:T",
            y=alt.Y("admin1:N", title=None),
            color=alt.Color(
                "share:Q",
                scale=alt.Scale(domain=[0, 1], range=["#ebe7de", theatre.sides[side].colour]),
                legend=alt.Legend(format=".0%", title=held, orient="top"),
            ),
            tooltip=[
                alt.Tooltip("admin1:N", title=theatre.level(1, spoken())),
                alt.Tooltip("day:T", title=_("day"), format=day_format()),
                alt.Tooltip("share:Q", format=".0%", title=_("share")),
                alt.Tooltip("share_low:Q", format=".0%", title=_("at least")),
                alt.Tooltip("share_high:Q", format=".0%", title=_("at most")),
            ],
        )
        .add_params(_moment())
        .properties(height=alt.Step(22))
    )


def oblast_table(gained: pd.DataFrame, history: pd.DataFrame, *, theatre: Theatre) -> pd.DataFrame:
    """What changed by oblast, a row for each in which something did: the places that each side gained
    (`timeline.changes.counts`), and by how many km² its estimated area grew between the first and the last day of
    `timeline.areas.history` by oblast, with what it then was and its range. Of many sides those
    without any of it have no columns."""
    table = pd.DataFrame(
        index=pd.Index(sorted(set(history["admin1"]) | set(gained["admin1"])), name=level_name(theatre))
    )
    days = history["day"].min(), history["day"].max()
    told = {*gained["holder"], *history.loc[history["km2"] > 0, "holder"]}
    named = {side: name for side, name in _names(theatre).items() if side in told or len(theatre.sides) == 2}
    for side, name in named.items():
        table[_("Gained by {side}").format(side=name)] = gained[gained["holder"] == side].set_index("admin1")["gained"]
    for side, name in named.items():
        of = history[history["holder"] == side]
        before, after = (of[of["day"] == day].set_index("admin1") for day in days)
        table[_("{side}, km² more").format(side=name)] = (after["km2"] - before["km2"]).round(-1)
        span = after[["km2", "km2_low", "km2_high"]].round(-1)
        text = _("{km2} ({low} to {high})")
        words = [text.format(km2=number(km2), low=number(low), high=number(high)) for km2, low, high in span.to_numpy()]
        table[_("{side}, km² then").format(side=name)] = pd.Series(words, index=span.index, dtype="str")
    moved = table.select_dtypes("number").fillna(0)
    return table[(moved != 0).any(axis=1)].fillna(dict.fromkeys(moved, 0)).reset_index()


def moment_chosen(event: Mapping[str, Any]) -> date | None:
    """The day of the mark that a chart's reader chose, or None."""
    chosen = event.get("selection", {}).get("moment", [])
    return pd.Timestamp(chosen[0]["day"], unit="ms").date() if chosen and chosen[0].get("day") else None


def _line(base: alt.Chart, measure: str, colour: str) -> tuple[alt.Chart, alt.Chart]:
    """A line, and marks along it to point at and to choose."""
    title = _("thousand km² (estimate)") if measure == "km2" else _("settlements (estimate)")
    y = alt.Y(f"{measure}:Q", title=title, scale=alt.Scale(zero=False))
    shown = [
        alt.Tooltip("day:T", title=_("day"), format=day_format()),
        alt.Tooltip(f"{measure}:Q", title=title, format=","),
    ]
    if measure == "km2":
        shown[1] = alt.Tooltip("km2:Q", title=title, format=",.1f")
        shown += [alt.Tooltip("km2_low:Q", title=_("at least"), format=",.1f")]
        shown += [alt.Tooltip("km2_high:Q", title=_("at most"), format=",.1f")]
    marks = base.mark_point(opacity=0, size=150, filled=True, color=colour).encode(y=y, tooltip=shown)
    return base.mark_line(strokeWidth=2, color=colour).encode(y=y), marks.add_params(_moment())


def _moment() -> alt.Parameter:
    return alt.selection_point(name="moment", fields=["day"], on="click", nearest=False)


def _names(theatre: Theatre) -> dict[str, str]:
    return {side.id: side_name(side) for side in theatre.sides.values()}


def _colour(theatre: Theatre) -> alt.Color:
    sides = list(theatre.sides.values())
    return alt.Color(
        "side:N",
        scale=alt.Scale(domain=[side_name(side) for side in sides], range=[side.colour for side in sides]),
        legend=alt.Legend(orient="top", title=None),
    )

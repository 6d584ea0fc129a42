"""Numbers: how much land and how many settlements each side holds over time."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from maps.charts import area_chart, moment_chosen, oblast_chart, settlements_chart
from maps.view import View, parse, to_query
from maps.words import day_words, literal
from theatre.sides import Side
from web import address, resources, workspace

MAP = Path(__file__).with_name("map.py")
theatre = resources.theatre()
payload = workspace.payload()


def beside(sides: Iterable[Side]) -> Iterator[tuple[DeltaGenerator, Side]]:
    """A column for each side, three in a row at most."""
    listed = list(sides)
    for first in range(0, len(listed), 3):
        some = listed[first : first + 3]
        yield from zip(st.columns(len(some)), some, strict=True)


st.title("How much each side holds", anchor=False)
if workspace.claims().empty:
    st.info(
        "There is no article here yet, so there is nothing to estimate from. Add some on the Articles page.", icon=None
    )
    st.stop()
state = st.session_state
notes: tuple[str, ...] = ()
kept_day = state.get("numbers-shown")
shown = {"day": kept_day.isoformat()} if kept_day else {}
query = address.arrived("numbers", shown)
if query is not None or "numbers-day" not in state:
    asked, notes = parse(shown if query is None else query, first=payload.first, last=payload.last, places=())
    state["numbers-day"] = asked.day
    for note in notes:
        st.warning(literal(note))

which, _ = st.columns([2, 5])
which.date_input(
    "Day",
    min_value=payload.first,
    max_value=payload.last,
    key="numbers-day",
    format="YYYY-MM-DD",
    on_change=address.moved,
)
day: date = state["numbers-day"] or payload.last
state["numbers-shown"] = day
address.write("numbers", {"day": day.isoformat()}, notes=notes)
address.entitle(day_words(day), "Numbers")

now = workspace.area_history((day,)).set_index("holder")
for column, side in beside(theatre.sides.values()):
    if side.id in now.index:
        row = now.loc[side.id]
        low, high = round(row["km2_low"], -2), round(row["km2_high"], -2)
        column.metric(f"{side.name}, estimate", f"≈ {round(row['km2'], -2):,.0f} km²")
        column.caption(
            f"{row['share']:.0%} of the country; {low:,.0f} to {high:,.0f} km². {row['settlements']:,} settlements."
        )
st.caption(
    "All of this is estimated: land goes to whoever holds the settlement nearest to it, by reports where there are "
    "any, and by the places around it where there are none. The range leaves out, or adds, what is unsure or fought "
    "for. Click a chart to see the map on that day."
)


def leads_to_the_map(event: Any) -> None:
    if chosen := moment_chosen(event):
        st.switch_page(MAP, query_params=to_query(View(min(max(chosen, payload.first), payload.last))))


history = workspace.area_history()
land, settlements, oblasts = st.tabs(["Land", "Settlements", f"By {theatre.level()}"])
for tab, chart, what in ((land, area_chart, "area"), (settlements, settlements_chart, "settlements")):
    with tab:
        for column, side in beside(theatre.sides.values()):
            with column:
                said = f"{side.name}: estimated {what}"
                st.markdown(f"**{said}**")
                drawn = chart(history, theatre=theatre, side=side.id)
                leads_to_the_map(
                    st.altair_chart(drawn, on_select="rerun", key=f"{what}-{side.id}", alt=f"{said} over time")
                )
with oblasts:
    names = {side.id: side.name for side in theatre.sides.values()}
    of = st.segmented_control(
        "Held by",
        list(names),
        format_func=names.__getitem__,
        default=list(names)[1 if len(names) > 1 else 0],
        required=True,
    )
    by_oblast = workspace.area_history(by_oblast=True)
    leads_to_the_map(
        st.altair_chart(
            oblast_chart(by_oblast, theatre=theatre, side=of), on_select="rerun", key=f"oblasts-{of}",
            alt=f"Estimated share of each {theatre.level()} held by {names[of]} over time",
        )
    )  # fmt: skip
    then = workspace.area_history((day,), by_oblast=True)
    table = then[then["holder"] == of].sort_values("km2", ascending=False)
    st.dataframe(
        table.assign(share=table["share"] * 100),
        hide_index=True,
        column_order=("admin1", "km2", "km2_low", "km2_high", "share", "settlements"),
        column_config={
            "admin1": theatre.level().capitalize(),
            "km2": st.column_config.NumberColumn(f"km² on {day}", format="%,.0f"),
            "km2_low": st.column_config.NumberColumn("at least", format="%,.0f"),
            "km2_high": st.column_config.NumberColumn("at most", format="%,.0f"),
            "share": st.column_config.NumberColumn(f"of the {theatre.level()}", format="%.0f %%"),
            "settlements": st.column_config.NumberColumn("Settlements", format="%,d"),
        },
        alt=f"Estimated area of each {theatre.level()} held by {names[of]}",
    )

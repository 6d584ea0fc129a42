"""Numbers: how much land and how many settlements each side holds over time."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from maps.charts import area_chart, moment_chosen, oblast_chart, settlements_chart
from maps.view import View, parse, to_query
from maps.words import day_words, level_name, literal, side_name
from theatre.sides import Side
from translation.messages import _, counted, number, share, spoken
from web import address, resources, workspace

MAP = Path(__file__).with_name("map.py")
theatre = resources.theatre()
payload = workspace.payload()
UNIT = theatre.level(1, spoken())


def beside(sides: Iterable[Side]) -> Iterator[tuple[DeltaGenerator, Side]]:
    """A column for each side, three in a row at most."""
    listed = list(sides)
    for first in range(0, len(listed), 3):
        some = listed[first : first + 3]
        yield from zip(st.columns(len(some)), some, strict=True)


st.title(_("How much each side holds"), anchor=False)
if workspace.claims().empty:
    st.info(
        _("There is no article here yet, so there is nothing to estimate from. Add some on the Articles page."),
        icon=None,
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

which, _rest = st.columns([2, 5])
which.date_input(
    _("Day"),
    min_value=payload.first,
    max_value=payload.last,
    key="numbers-day",
    format="YYYY-MM-DD",
    on_change=address.moved,
)
day: date = state["numbers-day"] or payload.last
state["numbers-shown"] = day
address.write("numbers", {"day": day.isoformat()}, notes=notes)
address.entitle(day_words(day), _("Numbers"))

now = workspace.area_history((day,)).set_index("holder")
for column, side in beside(theatre.sides.values()):
    if side.id in now.index:
        row = now.loc[side.id].to_dict()
        low, high = round(row["km2_low"], -2), round(row["km2_high"], -2)
        about = _("≈ {km2} km²").format(km2=number(round(row["km2"], -2)))
        column.metric(_("{side}, estimate").format(side=side_name(side)), about)
        land = _("{share} of the country; {low} to {high} km².")
        land = land.format(share=share(row["share"]), low=number(low), high=number(high))
        column.caption(f"{land} {counted(int(row['settlements']), '{n} settlement.', '{n} settlements.')}")
st.caption(
    _(
        "All of this is estimated: land goes to whoever holds the settlement nearest to it, by reports where there are "
        "any, and by the places around it where there are none. The range leaves out, or adds, what is unsure or "
        "fought for. Click a chart to see the map on that day."
    )
)


def leads_to_the_map(event: Any) -> None:
    if chosen := moment_chosen(event):
        st.switch_page(MAP, query_params=to_query(View(min(max(chosen, payload.first), payload.last))))


history = workspace.area_history()
land_tab, settlements, oblasts = st.tabs([_("Land"), _("Settlements"), _("By {unit}").format(unit=UNIT)])
for tab, chart, what, heading in (
    (land_tab, area_chart, "area", _("{side}: estimated area")),
    (settlements, settlements_chart, "settlements", _("{side}: estimated settlements")),
):
    with tab:
        for column, side in beside(theatre.sides.values()):
            with column:
                said = heading.format(side=side_name(side))
                st.markdown(f"**{said}**")
                drawn = chart(history, theatre=theatre, side=side.id)
                leads_to_the_map(
                    st.altair_chart(
                        drawn, on_select="rerun", key=f"{what}-{side.id}", alt=_("{what} over time").format(what=said)
                    )
                )
with oblasts:
    names = {side.id: side_name(side) for side in theatre.sides.values()}
    of = st.segmented_control(
        _("Held by"),
        list(names),
        format_func=names.__getitem__,
        default=list(names)[1 if len(names) > 1 else 0],
        required=True,
    )
    called = workspace.regions(spoken())
    by_oblast = workspace.area_history(by_oblast=True).replace({"admin1": called})
    leads_to_the_map(
        st.altair_chart(
            oblast_chart(by_oblast, theatre=theatre, side=of), on_select="rerun", key=f"oblasts-{of}",
            alt=_("Estimated share of each {unit} held by {side} over time").format(unit=UNIT, side=names[of]),
        )
    )  # fmt: skip
    then = workspace.area_history((day,), by_oblast=True)
    table = then[then["holder"] == of].sort_values("km2", ascending=False)
    st.dataframe(
        table.assign(share=table["share"] * 100).replace({"admin1": called}),
        hide_index=True,
        column_order=("admin1", "km2", "km2_low", "km2_high", "share", "settlements"),
        column_config={
            "admin1": level_name(theatre),
            "km2": st.column_config.NumberColumn(_("km² on {day}").format(day=day), format="%,.0f"),
            "km2_low": st.column_config.NumberColumn(_("at least"), format="%,.0f"),
            "km2_high": st.column_config.NumberColumn(_("at most"), format="%,.0f"),
            "share": st.column_config.NumberColumn(_("of the {unit}").format(unit=UNIT), format="%.0f%%"),
            "settlements": st.column_config.NumberColumn(_("Settlements"), format="%,d"),
        },
        alt=_("Estimated area of each {unit} held by {side}").format(unit=UNIT, side=names[of]),
    )

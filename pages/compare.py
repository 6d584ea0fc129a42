"""Compare: two days side by side in one view, and what changed between them."""

from datetime import date

import streamlit as st
from streamlit_folium import st_folium

import workspace
from maps.evidence import status_sentence
from maps.layer import Show, TheatreMap
from maps.view import View, parse
from maps.words import literal
from timeline.changes import changes

payload = workspace.payload()
theatre, control = workspace.theatre(), workspace.control()


def asked(name: str, default: date) -> date:
    """The day that the address bar names, or the nearest there is."""
    query = {"day": st.query_params.get(name, "")}
    view, notes = parse(query, first=payload.first, last=payload.last, places=(), default=default)
    for note in notes:
        st.warning(literal(note))
    return view.day


columns = st.columns(2, gap="small")
days: list[date] = []
for column, name, label, default in zip(
    columns, ("from", "to"), ("Earlier day", "Later day"), (payload.first, payload.last), strict=True
):
    with column:
        if name not in st.session_state:
            st.session_state[name] = asked(name, default)
        st.date_input(label, min_value=payload.first, max_value=payload.last, key=name, format="YYYY-MM-DD")
        days.append(st.session_state[name] or default)
        st_folium(
            TheatreMap(theatre, linked="marchland-compare", still=True),
            key=f"map-{name}",
            height=520,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=Show(payload, View(days[-1])),
        )
st.query_params.from_dict({"from": days[0].isoformat(), "to": days[1].isoformat()})

earlier, later = sorted(days)
table = changes(control, earlier, later)
net = (
    table.sort_values("day")
    .groupby("place_id", as_index=False)
    .agg(
        name=("name", "first"),
        admin1=("admin1", "first"),
        before_status=("status_from", "first"),
        before=("holder_from", "first"),
        status=("status", "last"),
        holder=("holder", "last"),
        basis=("basis", "last"),
        day=("day", "last"),
    )
)
net = net[(net["before"] != net["holder"]) | (net["before_status"] != net["status"])]
st.subheader(f"What is different: {len(net)} places", anchor=False)
if net.empty:
    st.info("Nothing known changed between these two days. Choose days farther apart.")
else:
    st.dataframe(
        [
            {
                "Place": row["name"],
                "Oblast": row["admin1"],
                "Then": status_sentence(
                    {"holder": row["before"], "status": row["before_status"], "basis": ""}, theatre
                ),
                "Now": status_sentence(row, theatre),
                "Since": row["day"],
                "Evidence": f"./?day={row['day']:%Y-%m-%d}&place={row['place_id']}",
            }
            for row in net.sort_values("day", ascending=False).to_dict("records")
        ],
        hide_index=True,
        column_config={
            "Evidence": st.column_config.LinkColumn(display_text="open on the map"),
            "Since": st.column_config.DateColumn(format="YYYY-MM-DD"),
        },
    )

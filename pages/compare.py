"""Compare: two days, what is true and what was known, or our estimate and somebody else's map."""

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

import workspace
from maps import evidence
from maps.layer import Show, TheatreMap
from maps.payload import Payload
from maps.view import View, link, parse
from maps.words import counted, literal, one_line
from timeline.control import on_day
from timeline.reference import ReferenceMapError, agreement, compare, differences, read_reference

WAYS = {"days": "Two days", "known": "As true and as known", "reference": "With another map"}
LAYOUTS = {"beside": "Side by side", "swipe": "Swipe"}
HEIGHT = 520
theatre = workspace.theatre()
payload, control, claims = workspace.payload(), workspace.control(), workspace.claims()
names = {side.id: side.name for side in theatre.sides.values()}
state = st.session_state


def ask(name: str, label: str, default: date) -> date:
    """A day of the address bar's, or the nearest there is, in a date control."""
    if name not in state:
        query = {"day": st.query_params.get(name, "")}
        view, notes = parse(query, first=payload.first, last=payload.last, places=(), default=default)
        state[name] = view.day
        for note in notes:
            st.warning(literal(note))
    st.date_input(label, min_value=payload.first, max_value=payload.last, key=name, format="YYYY-MM-DD")
    day: date = state[name] or default
    return day


def pick(name: str, label: str, choices: Mapping[str, str]) -> str:
    """One of a few choices, the first where the address bar asks for none of them."""
    if name not in state:
        asked = st.query_params.get(name, "")
        state[name] = asked if asked in choices else next(iter(choices))
    chosen = st.segmented_control(
        label, list(choices), format_func=choices.__getitem__, key=name, required=True, label_visibility="collapsed"
    )
    return str(chosen)


def show(name: str, data: Payload, day: date, swipe: date | None = None) -> None:
    st_folium(
        TheatreMap(theatre, linked="marchland-compare", still=True),
        key=f"map-{name}",
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=Show(data, View(day), swipe=swipe),
    )


def listed(table: pd.DataFrame, then: str, now: str) -> None:
    """Places that differ, a row each, and the evidence of the one that is chosen."""
    before = table.rename(columns={f"before_{name}": f"old_{name}" for name in ("status", "holder", "basis")})
    rows = before.to_dict("records")
    old = [{name: row[f"old_{name}"] for name in ("status", "holder", "basis")} for row in rows]
    picked = st.dataframe(
        pd.DataFrame(
            {
                "Place": table["name"],
                "Oblast": table["admin1"],
                then: [evidence.status_sentence(row, theatre) for row in old],
                now: [
                    evidence.status_sentence({str(key): value for key, value in row.items()}, theatre) for row in rows
                ],
                "Since": table["valid_from"].dt.date,
                "Map": [link(View(_within(row["valid_from"]), row["place_id"])) for row in rows],
            }
        ),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            "Map": st.column_config.LinkColumn(display_text="open on the map"),
            "Since": st.column_config.DateColumn(format="YYYY-MM-DD"),
        },
        alt="Places that differ, one a row; choose a row to read its evidence",
    )
    cite(table, picked)


def cite(table: pd.DataFrame, picked: Any) -> None:
    if not picked["selection"]["rows"]:
        st.caption("Choose a row to read the sentences behind it.")
        return
    row = table.iloc[picked["selection"]["rows"][0]]
    st.subheader(literal(row["name"]), anchor=False)
    st.html(evidence.cited_html(row, claims, theatre))


def _within(moment: pd.Timestamp) -> date:
    return min(max(moment.date(), payload.first), payload.last)


def two_days() -> dict[str, str]:
    layout = pick("layout", "How to show them", LAYOUTS)
    columns = st.columns(2, gap="small")
    days = {}
    asked = (("from", "Earlier day", payload.first), ("to", "Later day", payload.last))
    for column, (name, label, default) in zip(columns, asked, strict=True):
        with column:
            days[name] = ask(name, label, default)
            if layout == "beside":
                show(name, payload, days[name])
    if layout == "swipe":
        show("swipe", payload, days["from"], swipe=days["to"])
    earlier, later = sorted(days.values())
    table = evidence.differing(on_day(control, earlier), on_day(control, later))
    st.subheader(f"What is different: {counted(len(table), 'place')}", anchor=False)
    if table.empty:
        st.info("Nothing known changed between these two days. Choose days farther apart.")
    else:
        listed(table, "Then", "Now")
    return ({} if layout == "beside" else {"layout": layout}) | {name: day.isoformat() for name, day in days.items()}


def as_known() -> dict[str, str]:
    st.caption("The same day twice: by the articles that were published by then, and by all that are known today.")
    columns = st.columns(2, gap="small")
    with columns[0]:
        known = ask("known", "As known on", min(date(2022, 9, 9), payload.last))
    with columns[1]:
        day = ask("on", "The day itself", known)
    early = min(day, known)
    with columns[0]:
        show("known", workspace.payload(known), early)
        st.caption(f"As known on {known}" + (f": shown on {early}, its last day" if early < day else ""))
    with columns[1]:
        show("true", payload, day)
        st.caption("By all that is known")
    table = evidence.differing(on_day(workspace.control(known), day), on_day(control, day))
    st.subheader(f"Known only later: {counted(len(table), 'place')}", anchor=False)
    if table.empty:
        st.info("What was known by then is what is known today. Choose a day nearer to an event.")
    else:
        listed(table, "As known then", "As known today")
    return {"known": known.isoformat(), "on": day.isoformat()}


def reference() -> dict[str, str]:
    given, when, whose = st.columns([4, 2, 2])
    file = given.file_uploader(
        "A map of control: GeoJSON polygons, or a table with place_id, day and holder",
        type=["geojson", "json", "csv"],
        help="Polygons may have a date and a holder; those without are of the day and side given here. It is compared, "
        "and never becomes part of our map.",
    )
    day = when.date_input("Its day, if it has none", value=payload.last, format="YYYY-MM-DD")
    side = whose.selectbox("Its polygons show land held by", list(names), index=len(names) - 1, format_func=names.get)
    if file is None:
        st.info("Bring a map to see where and since when ours differs from it, with our evidence.")
        return {}
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / one_line(Path(file.name).name, 80)
            path.write_bytes(file.getvalue())
            drawn = read_reference(path, workspace.places(), theatre=theatre, day=day, holder=side)
    except ReferenceMapError as error:
        st.error(literal(str(error).removeprefix(f"{folder}/")))
        return {}
    both = compare(control, drawn)
    days = agreement(both)
    if days.empty:
        st.warning("None of its places and days is on our map.")
        return {}
    agreed = (days["agreement"] * days["places"]).sum() / days["places"].sum()
    st.subheader(f"{agreed:.1%} of {int(days['places'].sum()):,} places and days agree", anchor=False)
    by_day, by_oblast = st.columns(2)
    for column, table, label in ((by_day, days, "Day"), (by_oblast, agreement(both, "admin1"), "Oblast")):
        column.dataframe(
            table.set_axis([label, "Places", "Agree"], axis=1),
            hide_index=True,
            height=260,
            column_config={
                "Day": st.column_config.DateColumn(format="YYYY-MM-DD"),
                "Agree": st.column_config.NumberColumn(format="percent"),
            },
        )
    table = differences(both)
    st.subheader(f"Where they differ: {len(table):,}", anchor=False)
    picked = st.dataframe(
        pd.DataFrame(
            {
                "Place": table["name"],
                "Oblast": table["admin1"],
                "Since": table["since"].dt.date,
                "Until": table["until"].dt.date,
                "Ours": [evidence.status_sentence(row, theatre) for row in table.to_dict("records")],
                "Theirs": table["reference"].map(names),
                "Map": [link(View(_within(row["since"]), row["place_id"])) for row in table.to_dict("records")],
            }
        ),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config={"Map": st.column_config.LinkColumn(display_text="open on the map")},
        alt="Places where the two maps differ; choose a row to read our evidence",
    )
    cite(table, picked)
    last = _within(drawn["day"].max())
    st.caption(f"Ours on {last}:")
    show("ours", payload, last)
    return {}


st.title("Compare", anchor=False)
way = pick("way", "What to compare", WAYS)
query = {"days": two_days, "known": as_known, "reference": reference}[way]()
st.query_params.from_dict(({} if way == "days" else {"way": way}) | query)

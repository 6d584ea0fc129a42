"""Map: who holds what on a day, and for one place why."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

import workspace
from maps import evidence
from maps.layer import Show, TheatreMap
from maps.page import standalone
from maps.view import View, parse, to_query
from maps.words import literal
from timeline.changes import changes
from timeline.control import RULES
from timeline.filters import claim_days

HEIGHT = 720
LATELY = timedelta(days=30)
state = st.session_state


def moved() -> None:
    """Something on the page was used, so what the address bar said before no longer counts."""
    state.moved = True


def heard() -> None:
    """The map's user let go of the slider or chose a place."""
    moved()
    message = state["map"]
    state.answered = message["number"]
    state.day = date.fromisoformat(message["day"])
    if message["data"].endswith(payload.blob.digest):
        state.place = payload.places[message["place"]] if message["place"] >= 0 else None


def go(day: date) -> None:
    moved()
    state.day = min(max(day, payload.first), payload.last)


def open_place(change: dict[str, Any]) -> None:
    """A line of the list leads to its place, on its day."""
    go(change["day"].date())
    state.place = change["place_id"]


def whole() -> str:
    """The map in one file, at what is shown now."""
    cards = evidence.cards(control, claims, payload.places, theatre)
    return standalone(theatre, payload, view, evidence=cards)


def share() -> None:
    with st.expander("Share"):
        st.download_button(
            "Download the map as one file",
            whole,
            file_name=f"marchland-{view.day}.html",
            mime="text/html",
            on_click="ignore",
            help="An HTML file with time bar and evidence that opens from disk, with no network.",
        )
        st.caption("To embed the map in a page of yours:")
        address = f"{st.context.url or ''}".split("?")[0].rstrip("/")
        st.code(
            f'<iframe src="{address}/embed?embed=true&{urlencode(to_query(view))}" width="100%" height="640"></iframe>'
        )


def chosen(band: str, found: pd.DataFrame) -> None:
    """A mark on the band leads to its day."""
    for mark in state[band]["selection"].get("claim", []):
        go(claim_days(found[found["id"] == mark["id"]]).iloc[0].date())


theatre = workspace.theatre()
control, claims = workspace.control(), workspace.claims()
payload = workspace.payload()
names = control.drop_duplicates("place_id").set_index("place_id").loc[list(payload.places)]

# The address bar speaks when a link opens the page, and stays silent when it only lags behind the page's own controls.
query = st.query_params.to_dict()
before = state.get("view") or View(payload.last)
if "day" not in state or (query != to_query(before) and not state.get("moved")):
    asked = query or to_query(before)
    before, state.notes = parse(asked, first=payload.first, last=payload.last, places=names.index, default=before.day)
    state.day, state.place = before.day, before.place or None
elif state.get("moved"):
    state.notes = ()
state.moved = False
if state.get("place") not in names.index:
    state.place = None

map_column, panel = st.columns([7, 3], gap="medium")

with panel:
    for note in state.notes:  # beside the map: above it, they would push it out of the window
        st.warning(literal(note))
    st.date_input(
        "Day", min_value=payload.first, max_value=payload.last, key="day", format="YYYY-MM-DD", on_change=moved
    )
    st.selectbox(
        "Place",
        sorted(names.index, key=lambda place: names.at[place, "name"]),
        format_func=lambda place: f"{names.at[place, 'name']} ({names.at[place, 'admin1']})",
        index=None,
        key="place",
        on_change=moved,
        placeholder="Click a place, or type its name",
    )

view = state.view = replace(before, day=state.day or before.day, place=state.place or "")
if query != to_query(view):
    st.query_params.from_dict(to_query(view))

with map_column:
    st_folium(
        TheatreMap(theatre),
        key="map",
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=Show(payload, view, answers=state.get("answered", 0)),
        on_change=heard,
    )

with panel:
    if not view.place:
        st.caption("Drag the time bar or press play. Click a place to read every claim behind its colour.")
        lately = changes(control[control["basis"] == "direct"], view.day - LATELY, view.day)
        lately = lately[lately["place_id"].isin(names.index)].iloc[::-1].head(12)
        st.subheader("The thirty days before", anchor=False)
        if lately.empty:
            st.caption("No change is reported in them.")
        for number, change in enumerate(lately.to_dict("records")):
            said = f"{change['day']:%-d %b} · {change['name']} · {evidence.status_sentence(change, theatre)}"
            st.button(literal(said), key=f"lately-{number}", type="tertiary", on_click=open_place, args=(change,))
        share()
        st.stop()
    found = evidence.claims_of(claims, view.place)
    row = evidence.state_of(workspace.estimate() if found.empty else control, view.place, view.day)
    st.subheader(literal(names.at[view.place, "name"]), anchor=False)
    st.markdown(f"**{literal(evidence.status_sentence(row, theatre))}** on {view.day:%-d %B %Y}")
    if found.empty:
        st.caption("No article here tells of this place: its colour is an estimate from the nearest that they tell of.")
        st.stop()
    if row is not None and row["rule"] in RULES:
        st.caption(literal(f"{row['rule']}: {RULES[row['rule']]} Confidence {row['confidence']:.0%}."))
    band = f"band-{view.place}"
    st.altair_chart(
        evidence.history_chart(control, found, view.place, theatre=theatre, day=view.day, last=payload.last),
        on_select=lambda: chosen(band, found),
        key=band,
        alt=f"Who held {names.at[view.place, 'name']} when, and every claim about it",
    )
    for claim, day in zip(found.to_dict("records"), claim_days(found), strict=True):
        st.html(evidence.claim_html(claim, theatre=theatre, standing=evidence.standing(claim, row)))
        st.button(f"Show {day:%-d %B %Y}", key=f"go-{claim['id']}", on_click=go, args=(day.date(),), type="tertiary")
    share()

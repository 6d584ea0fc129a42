"""The map alone, for an iframe in somebody else's page: /embed?embed=true&day=2022-09-10"""

from dataclasses import replace
from datetime import date

import streamlit as st
from streamlit_folium import st_folium

from maps import evidence
from maps.layer import Show, base_map
from maps.view import View, parse
from maps.words import literal
from timeline.filters import values
from translation.messages import spoken
from web import resources, workspace

payload, claims, theatre = workspace.payload(), workspace.claims(), resources.theatre()
state = st.session_state


def heard() -> None:
    """The map's user moved in time or chose a place, a range or a language."""
    message = state["embedded"]
    state.answered = message["number"]
    place = payload.places[message["place"]] if message["place"] >= 0 else ""
    since = date.fromisoformat(message["since"]) if message.get("since") else None
    day, language = date.fromisoformat(message["day"]), message.get("language") or spoken()
    state.shown = replace(state.shown, day=day, place=place, since=since, language=language)


if "shown" not in state:
    known = values(claims, theatre)
    query = st.query_params.to_dict()
    state.shown, notes = parse(query, first=payload.first, last=payload.last, places=payload.places, known=known)
    for note in notes:
        st.warning(literal(note))
view: View = state.shown
told = workspace.in_words(claims[claims["place_id"] == view.place] if view.place else claims.iloc[:0], view.language)
cards = evidence.cards(workspace.control(), told, payload.places, theatre, (view.language,))
number = payload.index(view.place) if view.place else None
st_folium(
    base_map(theatre),
    key="embedded",
    render=False,
    height=640,
    use_container_width=True,
    returned_objects=[],
    feature_group_to_add=Show(
        payload,
        view,
        kept=workspace.kept(view.filters),
        evidence=(cards.get(number, "") if number is not None else "") if view.place else None,
        answers=state.get("answered", 0),
    ),
    on_change=heard,
)

"""The map alone, for an iframe in somebody else's page: /embed?embed=true&day=2022-09-10"""

import streamlit as st
from streamlit_folium import st_folium

import workspace
from maps.layer import Show, TheatreMap
from maps.view import parse
from maps.words import literal
from timeline.filters import values

payload = workspace.payload()
known = values(workspace.claims(), workspace.theatre())
query = st.query_params.to_dict()
view, notes = parse(query, first=payload.first, last=payload.last, places=payload.places, known=known)
for note in notes:
    st.warning(literal(note))
st_folium(
    TheatreMap(workspace.theatre()),
    key="embedded",
    height=640,
    use_container_width=True,
    returned_objects=[],
    feature_group_to_add=Show(payload, view, kept=workspace.kept(view.filters)),
)

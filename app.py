"""Marchland's server: the pages (pages/navigation.py), and beside them what the map's browser side loads.

`streamlit run app.py` finds `app` here and serves both.
"""

import streamlit as st

from maps.assets import routes

# The script lies inside pages/: beside that folder, Streamlit would take a link to /articles as a page by itself, and
# run it without the navigation.
app = st.App("pages/navigation.py", routes=routes())

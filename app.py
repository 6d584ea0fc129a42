"""Marchland's server: the pages (navigation.py), and beside them what the map's browser side loads.

`streamlit run app.py` finds `app` here and serves both.
"""

import streamlit as st

from maps.assets import routes

app = st.App("navigation.py", routes=routes())

"""Marchland's server: the pages (pages/navigation.py), and beside them what the map's browser side loads.

`streamlit run app.py` finds `app` here and serves both.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st

from maps import assets, tiles
from web import startpage

tiles.configured()  # what is wrong with it is said before anybody opens a page


@asynccontextmanager
async def prepared(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Work out the map while the first browser is still loading the page around it."""
    Thread(target=_prepare, name="prepare", daemon=True).start()
    yield {}


def _prepare() -> None:
    from web import upkeep  # here, so that the server answers before pandas and the rest are loaded

    upkeep.prepare()


# The script lies inside pages/: beside that folder, Streamlit would take a link to /articles as a page by itself, and
# run it without the navigation.
app = st.App(
    "pages/navigation.py",
    routes=[*assets.routes(), *startpage.routes(Path(__file__).with_name("pages"))],
    lifespan=prepared,
)

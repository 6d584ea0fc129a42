"""Marchland's server: the pages (pages/navigation.py), beside them what the map's browser side loads and the answer to
whoever watches over it, and before all of them what holds for every request (web/middleware.py).

`streamlit run app.py` finds `app` here and serves it.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from maps import assets, tiles
from web import health, logs, middleware, provider, startpage

ADDRESS = st.get_option("server.address") or ""
# Threads take turns at Python. A page lets go of it with each thing that it shows, and beside one that reads an article
# or works out an edition it would wait as long as this, by default 5 ms, each time: a second a page.
sys.setswitchinterval(0.0005)

# what is wrong with it is said before anybody opens a page
reads = None
try:
    street_map = tiles.configured()
    print(f"marchland: {provider.refuse_to_be_open(ADDRESS)}", file=sys.stderr)
    if provider.provider():
        from web import signin  # here, since it takes a second that an open app need not wait for

        signin.configured()
        reads = signin.reads
except ValueError as error:
    sys.exit(f"marchland: {error}")


@asynccontextmanager
async def prepared(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Work out the map while the first browser is still loading the page around it."""
    logs.begin()
    Thread(target=_prepare, name="prepare", daemon=True).start()
    yield {}


def _prepare() -> None:
    from web import upkeep  # here, so that the server answers before pandas and the rest are loaded

    upkeep.prepare()


ROUTES = [*assets.routes(), *health.routes(), *startpage.routes(Path(__file__).with_name("pages"))]
MIDDLEWARE = [
    Middleware(
        middleware.Policy,
        hosts=middleware.hosts(ADDRESS, provider.own_host()),
        scripts=startpage.inline_scripts(),
        tiles=street_map.url,
        uploads=middleware.Uploads(),
        secure=provider.by_https(),
        reads=reads,
    )
]
# The script lies inside pages/: beside that folder, Streamlit would take a link to /articles as a page by itself, and
# run it without the navigation.
app = st.App(
    "pages/navigation.py",
    secrets=provider.secrets(),
    routes=ROUTES,
    middleware=MIDDLEWARE,
    lifespan=prepared,
    on_script_error=logs.page_failed,
)

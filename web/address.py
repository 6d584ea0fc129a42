"""A page and the browser around it: what its address asks for, how it is written, and its title.

Streamlit makes every address that a page writes a step of the browser's history. So a page writes only what its user
did, and takes over what a link, Back or Forward brings: each step of the history shows what was seen there.
"""

from collections.abc import Collection, Mapping

import streamlit as st

from maps.assets import address as asset
from maps.view import theatre_query

__all__ = ["arrived", "enter", "entitle", "moved", "run_script", "write"]

state = st.session_state
_SETTLED = ("theatre", "lang")  # parameters that are settled before any page runs (web/theatres.py, web/language.py)


def enter(page: str) -> None:
    """`page` begins to run, whichever ran before."""
    state["address-came"] = state.get("address-page") != page
    state["address-page"] = page


def moved() -> None:
    """Something on the page was used, so what the address bar said before no longer counts."""
    state.moved = True


def arrived(page: str, shown: Mapping[str, str], *, silent: Collection[str] = ()) -> dict[str, str] | None:
    """What the address bar asks `page` to show now; None where it only lags behind the page's own controls, or has only
    what the page shows already. `shown` is the query of what it would show by itself. Parameters in `silent` are
    written by the browser side alone."""
    silent = (*silent, *_SETTLED)
    query = {name: value for name, value in st.query_params.to_dict().items() if name not in silent}
    bare, known = f"{page}-bare", f"{page}-address"
    came = state.pop("address-came", known not in state)
    if came:
        state.pop("moved", None)
    if not query and came:
        state[bare] = dict(shown)  # what this page shows where its address says nothing
    if state.get("moved") or (not came and query == state.get(known)):
        return None
    state[known] = query
    return query or dict(state.get(bare, shown))


def write(page: str, query: Mapping[str, str], *, notes: Collection[str] = (), silent: Collection[str] = ()) -> None:
    """Have the address bar say what `page` shows, where its user changed it, or where it asked for what can't be had
    (`notes`), or shows a theatre that it does not say."""
    own = theatre_query()
    named = st.query_params.get("theatre", "") == own.get("theatre", "")
    if not (state.pop("moved", False) or notes or not named):
        return
    said = {"lang": st.query_params["lang"]} if "lang" in st.query_params else {}  # English too, if chosen
    whole = said | own | dict(query)
    if st.query_params.to_dict() != whole:
        st.query_params.from_dict(whole)
    state[f"{page}-address"] = {name: value for name, value in query.items() if name not in (*silent, *_SETTLED)}


def entitle(*parts: str) -> None:
    """Call the browser's tab by what the page shows, the nearest first."""
    st.set_page_config(page_title=" · ".join([*(part for part in parts if part), "Marchland"]))


def run_script() -> None:
    """What every page needs of the browser that Streamlit lacks: static/page.mjs, once in a tab."""
    with st.container(key="page-script"):  # which style.css takes out of the layout
        st.html(f'<script type="module" src="{asset("page.mjs")}"></script>', unsafe_allow_javascript=True)

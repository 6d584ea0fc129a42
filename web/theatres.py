"""Which theatre a session looks at: asked for by a link, chosen from a list, kept for the session.

Another theatre begins the session anew, so nothing of one is seen in the other.
"""

import streamlit as st

from maps.view import NAMED_THEATRE
from maps.words import literal
from theatre.errors import MarchlandError
from theatre.theatre import load_theatre, own_theatre, theatre_ids, theatre_title
from translation.messages import _, spoken
from web.language import LANGUAGE
from web.resources import THEATRE

__all__ = ["choose"]

state = st.session_state
_CHOICE = "theatre-choice"
_FAULT = "theatre-fault"  # the sentence that says why a theatre that was asked for is not shown


def choose(*, embedded: bool) -> None:
    """Settle which theatre this run is about, and offer the others where there are any. One that can't be read is told,
    and the session stays with the one that it had."""
    asked = st.query_params.get("theatre", "")
    if asked and asked != state.get(THEATRE):
        _look_at(asked)
    if THEATRE not in state:
        for id in (own_theatre(), *theatre_ids()):
            if _look_at(id, begin=False):
                break
    if THEATRE not in state:
        st.error(literal(state.get(_FAULT, _("There is no theatre here."))))
        st.stop()
    NAMED_THEATRE.set("" if state[THEATRE] == own_theatre() else state[THEATRE])
    if fault := state.get(_FAULT):
        st.error(literal(fault))
    if not embedded and len(ids := theatre_ids()) > 1:
        state[_CHOICE] = state[THEATRE]
        with st.container(key="theatre"):
            st.selectbox(
                _("Theatre"), ids, format_func=lambda id: theatre_title(id, spoken()), key=_CHOICE, on_change=_chosen,
                label_visibility="collapsed",
            )  # fmt: skip


def _chosen() -> None:
    """Another theatre was taken from the list."""
    keep = {LANGUAGE: st.query_params[LANGUAGE]} if LANGUAGE in st.query_params else {}
    st.query_params.from_dict(keep)  # a link's place, oblast and day are the other's
    _look_at(state[_CHOICE])


def _look_at(id: str, *, begin: bool = True) -> bool:
    """Have the session look at a theatre from here on, anew; not at one that can't be read."""
    try:
        load_theatre(id)
    except (MarchlandError, OSError) as error:
        title = theatre_title(id, spoken()) if id in theatre_ids() else _("The theatre")
        state[_FAULT] = _("{theatre} can't be shown: {why}").format(theatre=title, why=error)
        return False
    if begin and THEATRE in state:
        language = state.get(LANGUAGE)
        state.clear()
        if language:
            state[LANGUAGE] = language
    state[THEATRE] = id
    return True

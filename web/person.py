"""Who uses the app: the name that is kept with what a person decides."""

import streamlit as st

__all__ = ["ask_person", "person"]

_KEPT, _ASKED = "person", "person-asked"  # a widget's own state goes with the widget, so the name is kept beside it


def person() -> str:
    """The name that this session's user gave, "" where none is given."""
    return str(st.session_state.get(_KEPT, ""))


def ask_person() -> None:
    """A line for the name; what was given once stands in it."""
    st.session_state[_ASKED] = person()
    st.text_input("Your name", key=_ASKED, max_chars=80, on_change=_take, help="Kept with what you decide.")


def _take() -> None:
    st.session_state[_KEPT] = st.session_state[_ASKED].strip()

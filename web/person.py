"""Who uses the app: the name that is kept with what a person decides, and whose it is what they bring."""

import streamlit as st

from store.owners import EVERYBODY, of_browser, of_person
from translation.messages import _
from web import signin
from web.middleware import token_of

__all__ = ["ask_person", "owner", "person"]

_KEPT, _ASKED = "person", "person-asked"  # a widget's own state goes with the widget, so the name is kept beside it


def person() -> str:
    """Who is signed in; where nobody is asked to, the name that this session's user gave, "" where none is given."""
    return signin.actor().name or str(st.session_state.get(_KEPT, ""))


def owner() -> str:
    """Whose it is what this session's user brings and does not save: theirs who signed in; where nobody does, their
    browser's, and everybody's where it takes no cookies."""
    if name := signin.actor().name:
        return of_person(name)
    token = token_of(st.context.cookies)
    return of_browser(token) if token else EVERYBODY


def ask_person() -> None:
    """A line for the name, unless it is known; what was given once stands in it."""
    if signin.configured():
        return
    st.session_state[_ASKED] = person()
    st.text_input(_("Your name"), key=_ASKED, max_chars=80, on_change=_take, help=_("Kept with what you decide."))


def _take() -> None:
    st.session_state[_KEPT] = st.session_state[_ASKED].strip()

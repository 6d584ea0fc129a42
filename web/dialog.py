"""A dialog, and whether the session has one open: what a page shows anew by itself would close it under one's hands."""

from collections.abc import Callable

import streamlit as st

__all__ = ["closed", "is_open", "open_dialog"]

_OPEN = "dialog-open"


def open_dialog(title: str, body: Callable[..., None], *given: object) -> None:
    """Open a wide dialog and have `body` write it. However it is closed, the page is shown anew."""
    st.session_state[_OPEN] = True
    st.dialog(title, width="large", on_dismiss="rerun")(body)(*given)


def is_open() -> bool:
    """Whether a dialog is open: what shows the page anew unasked has to wait until it is not."""
    return bool(st.session_state.get(_OPEN))


def closed() -> None:
    """The page begins anew, without its dialog."""
    st.session_state.pop(_OPEN, None)

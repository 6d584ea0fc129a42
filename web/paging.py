"""Long tables a page at a time: what is not looked at is neither worked out nor sent."""

import streamlit as st

from translation.messages import _, number

__all__ = ["ROWS", "page_of"]

ROWS = 200


def page_of(count: int, key: str) -> slice:
    """The rows of a table of `count` that are shown, by a row of page numbers where one page does not hold them."""
    pages = max(-(-count // ROWS), 1)
    if pages == 1:
        return slice(0, ROWS)
    if st.session_state.get(key, 1) > pages:  # fewer fit than when it was chosen
        st.session_state[key] = pages
    numbers, words = st.columns([3, 2], vertical_alignment="center")
    with numbers:
        begin = (st.pagination(pages, key=key) - 1) * ROWS
    text = _("Rows {first} to {last} of {all}")
    words.caption(text.format(first=number(begin + 1), last=number(min(begin + ROWS, count)), all=number(count)))
    return slice(begin, begin + ROWS)

"""Tables of many articles on the Articles page: which column holds what is shown with the first rows, and confirmed."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from extract.read.article import ArticleError
from extract.read.isolated import read_table_head
from maps.words import literal, one_line
from store import Store
from store.arrivals import Asking
from translation.messages import N_, Messages, _, number
from web import resources
from web.person import owner

__all__ = ["ask", "kept_to_ask"]

LABELS = Messages({
    "text": N_("Text"),
    "title": N_("Title"),
    "published": N_("Date"),
    "publisher": N_("Publisher"),
    "url": N_("Address"),
    "language": N_("Language"),
})  # fmt: skip
NAMED = 3  # of several tables


def kept_to_ask(opened: Store, name: str, content: bytes) -> bool:
    """Whether a file is a table of many articles, which then waits in the store for its columns to be confirmed."""
    try:
        head = read_table_head(content, name)
    except ArticleError:
        return False  # who reads it says what is wrong
    if head:
        opened.arrivals.belonging_to(owner()).ask(name, content, head)
    return head is not None


def ask(opened: Store, *, confirmed: Callable[[Asking], None]) -> None:
    """Show the tables that wait, with what their columns seem to hold. `confirmed` is told of those that are to be
    read."""
    for table in opened.arrivals.belonging_to(owner()).asking():
        with st.container(border=True, key=f"table-{table.ids[0]}"):
            _show(opened, table, confirmed)


def _show(opened: Store, table: Asking, confirmed: Callable[[Asking], None]) -> None:
    several = len(table.ids) > 1
    names = ", ".join(one_line(name, 60) for name in table.names[:NAMED])
    if len(table.names) > NAMED:
        names = _("{some} and {n} more").format(some=names, n=number(len(table.names) - NAMED))
    st.subheader(literal(_("Which column of {names} holds what?").format(names=names)), anchor=False)
    for place, (field, label) in zip(st.columns(len(LABELS)), LABELS.items(), strict=True):
        place.selectbox(
            label,
            ["", *table.head.columns],
            format_func=lambda name: one_line(name, 60) or _("no column"),
            key=_bound(table, field),
            on_change=_take_over,
            args=(table, field),
        )
    st.dataframe(_first_rows(table), hide_index=True)
    text = table.chosen.get("text", "")
    said = _("These are its first rows.") if text else _("Say which column holds the articles' text.")
    words, read, drop = st.columns([6, 2, 1], vertical_alignment="center")
    words.caption(f"{said} {_('Nothing is read before you say so.')}")
    label = _("Read them so") if several else _("Read it so")
    if read.button(label, type="primary", disabled=not text, key=f"read-table-{table.ids[0]}", width="stretch"):
        confirmed(table)
        st.rerun()
    if drop.button(_("Discard"), key=f"drop-table-{table.ids[0]}", width="stretch"):
        opened.arrivals.belonging_to(owner()).discard(table.ids)
        st.rerun()


def _bound(table: Asking, field: str) -> str:
    """The key of a choice, which shows what the store has; what somebody else chose meanwhile shows too."""
    key, stored = f"column-{field}-{table.ids[0]}", table.chosen.get(field, "")
    state = st.session_state
    if key not in state or state.get(f"{key}-stored") != stored:
        state[key] = state[f"{key}-stored"] = stored
    return key


def _take_over(table: Asking, field: str) -> None:
    chosen = st.session_state[f"column-{field}-{table.ids[0]}"]
    resources.store().arrivals.belonging_to(owner()).choose(table.ids, {**table.chosen, field: chosen})


def _first_rows(table: Asking) -> pd.DataFrame:
    """The first rows, the columns that are taken for something before the others, each with what it is taken for."""
    means: dict[str, list[str]] = {name: [] for name in table.head.columns}
    for field, label in LABELS.items():
        means.get(table.chosen.get(field, ""), []).append(label)
    cells = {}
    for at, (name, labels) in sorted(enumerate(means.items()), key=lambda each: not each[1][1]):
        head = f"{', '.join(labels)}: {name}" if labels else name
        cells[one_line(head, 80)] = [one_line(row[at]) for row in table.head.rows]
    return pd.DataFrame(cells)

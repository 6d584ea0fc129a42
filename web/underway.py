"""What is read, fetched and saved beside the page of articles: how far it is, its brakes, and what came of it."""

import pandas as pd
import streamlit as st

from maps.words import one_line
from store.arrivals import Arrivals
from store.intake.work import PAUSED
from translation.errors import error_words
from translation.messages import _, counted, number
from web import background, dialog, online, resources
from web.person import owner

__all__ = ["AT_ONCE", "is_busy", "show_underway"]

AT_ONCE = 50  # files or articles that are read, looked at or saved while the page waits; more is done beside it
state = st.session_state


def show_underway() -> None:
    """What is worked off beside the page, with its brakes; and what came of it, a line a file."""
    opened = resources.store()
    online.start(opened)
    if is_busy(None):
        background.start(opened)
    if is_busy(owner()):
        _working()
    arrivals = opened.arrivals.belonging_to(owner())
    if arrivals.counts()[1]:
        _came(arrivals)


def is_busy(whose: str | None) -> bool:
    """Whether there is more to do of what somebody brought, or anybody, than a page waits for."""
    opened = resources.store()
    counts = opened.drafts.belonging_to(whose).counts()
    fetching = opened.online.allowed and opened.online.waiting(whose)
    waiting, _done = opened.arrivals.belonging_to(whose).counts()
    return bool(waiting or counts.accepted or counts.unread > AT_ONCE or fetching)


@st.fragment(run_every=2)
@resources.failures_told()
def _working() -> None:
    opened = resources.store()
    if not is_busy(owner()) and not dialog.is_open():
        st.rerun()
    background.start(opened)
    (waiting, done), counts = (
        opened.arrivals.belonging_to(owner()).counts(),
        opened.drafts.belonging_to(owner()).counts(),
    )
    addresses = len(opened.online.waiting(owner()))
    paused = opened.setting(PAUSED)
    numbers = (addresses, waiting, counts.unread, counts.accepted)
    parts = [
        counted(addresses, "{n} web address still to be fetched", "{n} web addresses still to be fetched"),
        _("{n} of {all} parts still to be read").format(n=number(waiting), all=number(waiting + done)),
        counted(counts.unread, "claims still to be found in {n} article", "claims still to be found in {n} articles"),
        counted(counts.accepted, "{n} article still to be saved", "{n} articles still to be saved"),
    ]
    waiting += addresses
    progress = done / (waiting + done) if waiting else 1 - (counts.unread + counts.accepted) / max(counts.all, 1)
    with st.container(border=True, key="working"):
        line = _("Paused: {parts}.") if paused else _("At work: {parts}.")
        left = "; ".join(part for part, count in zip(parts, numbers, strict=True) if count)
        st.progress(progress, line.format(parts=left))
        hold, end, _rest = st.columns([1, 1, 5])
        if hold.button(_("Go on") if paused else _("Pause"), width="stretch"):
            (background.resume if paused else background.pause)(opened)
            st.rerun()
        if end.button(_("Stop"), width="stretch"):
            unread, unsaved = background.stop(opened, owner())
            left = counted(
                unread, "{n} part of what was brought left unread", "{n} parts of what was brought left unread"
            )
            articles = counted(
                unsaved, "{n} article unsaved and waiting below", "{n} articles unsaved and waiting below"
            )
            state.said = [("warning", _("Stopped: {parts}, {articles}.").format(parts=left, articles=articles))]
            st.rerun()


def _came(arrivals: Arrivals) -> None:
    lines = arrivals.outcomes()
    bad = sum(map(len, lines["problems"]))
    files = counted(len(lines), "What came of {n} file", "What came of {n} files")
    good = counted(int(lines["articles"].sum()), "{n} article read", "{n} articles read")
    summary = _("{files}: {read}, {bad} not").format(files=files, read=good, bad=number(bad))
    with st.expander(summary):
        st.dataframe(
            pd.DataFrame(
                {
                    _("File"): lines["name"].map(one_line),
                    _("Articles"): lines["articles"],
                    _("Ask for their day"): lines["undated"],
                    _("Not read"): lines["problems"].map(len),
                    _("Why"): [one_line("; ".join(map(error_words, each)), 2000) for each in lines["problems"]],
                }
            ),
            hide_index=True,
            column_config={_("Why"): st.column_config.TextColumn(width="large")},
        )
        if st.button(_("Clear these lines")):
            arrivals.forget()
            st.rerun()

"""Web addresses and feeds on the Articles page: nothing of it goes online before the user says so."""

import re
from typing import Any

import streamlit as st

from maps.words import one_line
from store import Store
from store.online import Feed
from translation.errors import error_words
from translation.messages import N_, _, counted
from web import online
from web.article_view import notice_html
from web.person import owner
from web.resources import failures_told

__all__ = ["ask_for_addresses", "look", "show_feeds"]

_ADDRESS = re.compile(r"https?://\S+")
_EVERY = {15: N_("every 15 minutes"), 60: N_("every hour"), 360: N_("every 6 hours"), 1440: N_("every day")}
_GOES_ONLINE = N_(
    "Marchland goes online for this: it asks the sites for the pages, from the computer it runs on, once a second at "
    "most and only what their robots.txt permits. Nothing of yours is sent. It is off until you switch it on."
)


def look(store: Store) -> None:
    """The page begins to run: what feeds bring from now on makes it run again."""
    st.session_state["feeds-seen"] = _looks(store.online.feeds())


def ask_for_addresses(store: Store) -> None:
    """A box for addresses; they are fetched beside the page and come among the drafts."""
    _allowance(store, "addresses")
    with st.form("addresses", clear_on_submit=True, border=False):
        given = st.text_area(_("Web addresses of articles, one a line"), height=120)
        if st.form_submit_button(_("Fetch them"), disabled=not store.online.allowed):
            found = [each.rstrip(".,;)>\"'") for each in _ADDRESS.findall(given)]
            if found:
                store.online.ask_for(found, owner=owner())
                online.start(store)
                st.rerun()
            st.html(notice_html(_("There is no web address in it; each begins with http:// or https://."), "warning"))


def show_feeds(store: Store) -> None:
    """The feeds, each to be started, stopped and forgotten, and a line for one more."""
    _allowance(store, "feeds")
    with st.form("feed", clear_on_submit=True, border=False):
        where, every, button = st.columns([5, 2, 2], vertical_alignment="bottom")
        url = where.text_input(_("Address of an RSS or Atom feed"), max_chars=2000)
        minutes = every.selectbox(
            _("Look at it"), list(_EVERY), index=1, format_func=lambda minutes: _(_EVERY[minutes])
        )
        if button.form_submit_button(_("Add the feed"), disabled=not store.online.allowed):
            if not _ADDRESS.fullmatch(url.strip()):
                st.html(notice_html(_("A feed's address begins with http:// or https://."), "warning"))
            elif not store.online.add_feed(url.strip(), minutes):
                st.html(notice_html(_("This feed is here already.")))
            online.start(store)
    if store.online.feeds():
        _list(store)


def _allowance(store: Store, where: str) -> None:
    allowed = store.online.allowed
    st.caption(_(_GOES_ONLINE))
    if st.toggle(_("Let Marchland go online"), value=allowed, key=f"online-{where}-{allowed}") != allowed:
        store.online.allow(not allowed)
        online.start(store)
        st.rerun()


def every_minutes(minutes: int) -> str:
    return counted(minutes, "every {n} minute", "every {n} minutes")


def _looks(feeds: list[Feed]) -> list[str | None]:
    return [feed.looked_at for feed in feeds]


@st.fragment(run_every=5)
@failures_told()
def _list(store: Store) -> None:
    feeds = store.online.feeds()
    if _looks(feeds) != st.session_state["feeds-seen"]:  # what they brought belongs above
        st.rerun()
    for feed in feeds:
        words, toggle, look, forget = st.columns([6, 1, 1, 1], vertical_alignment="center")
        looked_at = (feed.looked_at or "")[:16].replace("T", " ")
        seen = _("looked at {moment} UTC").format(moment=looked_at) if feed.looked_at else _("not looked at yet")
        often = _(_EVERY[feed.minutes]) if feed.minutes in _EVERY else every_minutes(feed.minutes)
        every = often if feed.running else _("stopped")
        words.html(
            notice_html(
                f"{one_line(feed.title or feed.url, 80)}: {every}; {seen}"
                + (f"; {one_line(error_words(feed.result), 200)}" if feed.result else "")
            )
        )
        # done before the page runs, which may begin anew for what a feed brought
        toggle.button(
            _("Stop") if feed.running else _("Start"),
            key=f"feed-run-{feed.id}",
            on_click=_change,
            args=(store, feed.id),
            kwargs={"running": not feed.running},
            width="stretch",
        )
        look.button(
            _("Look now"),
            key=f"feed-look-{feed.id}",
            disabled=not feed.running,
            on_click=_change,
            args=(store, feed.id),
            kwargs={"looked_at": None},
            width="stretch",
        )
        forget.button(
            _("Forget"), key=f"feed-forget-{feed.id}", on_click=_forget, args=(store, feed.id), width="stretch"
        )


@failures_told()
def _forget(store: Store, id: int) -> None:
    store.online.remove_feed(id)


@failures_told()
def _change(store: Store, id: int, **values: Any) -> None:
    store.online.set_feed(id, **values)
    online.start(store)

"""Kept articles put right: title, day, publisher, address and labels of one, or of many at once."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from extract.model import Article
from extract.read.article import EARLIEST, ArticleError
from store import Store
from translation.errors import error_words
from translation.messages import _, counted
from web import upkeep
from web.article_view import notice_html
from web.person import ask_person, person

__all__ = ["edit_many", "edit_one"]

_SAID = "said"  # what the Articles page says at its top


def edit_one(opened: Store, article: Article, labels: str) -> None:
    """What is known of an article, to be put right; its claims are found anew by it."""
    with st.expander(_("Edit title, date, publisher, address or labels")):
        st.caption(_("Its claims are found anew by what you change here; what was decided about claims stays."))
        ask_person()
        with st.form(f"edit-{article.id[:12]}", border=False):
            title = st.text_input(_("Title"), article.title, max_chars=300)
            day, publisher, url, label = st.columns([2, 3, 4, 3])
            published = day.date_input(_("Published on"), article.published, min_value=EARLIEST, format="YYYY-MM-DD")
            name = publisher.text_input(_("Publisher"), article.publisher, max_chars=200)
            address = url.text_input(_("Address"), article.url, max_chars=2000)
            labelled = label.text_input(_("Labels, apart by commas"), labels, max_chars=500)
            why = st.text_input(_("Why, if you like to say so"), max_chars=300)
            if not st.form_submit_button(_("Save the changes"), type="primary"):
                return
        changed = (title, published, name, address) != (
            article.title, article.published, article.publisher, article.url,
        )  # fmt: skip
        try:
            if changed:
                upkeep.edit_articles(
                    opened, [article.id], title=title, day=published, publisher=name, url=address, why=why.strip()
                )
        except ArticleError as error:
            st.html(notice_html(error_words(error), "error"))
            return
        if labelled != labels:
            opened.label([article.id], labelled, by=person())
        st.rerun()


def edit_many(opened: Store, articles: pd.DataFrame, rows: Sequence[int]) -> None:
    """The same day, publisher or labels for some of the articles listed, or an end to them."""
    chosen = articles.iloc[[row for row in rows if row < len(articles)]]
    ids = chosen["id"].tolist()
    if not ids:
        st.caption(_("Choose rows by the boxes at their left."))
        return
    ask_person()
    with st.form("edit-many", border=False):
        day, publisher, label, button = st.columns([2, 3, 3, 2], vertical_alignment="bottom")
        published = day.date_input(
            _("Published on"), None, min_value=EARLIEST, format="YYYY-MM-DD", help=_("Empty: as it is.")
        )
        name = publisher.text_input(_("Publisher"), max_chars=200, help=_("Empty: as it is."))
        labels = label.text_input(_("Labels, apart by commas"), max_chars=500, help=_("Added to those that there are."))
        if button.form_submit_button(
            counted(len(ids), "Give it to {n} article", "Give it to {n} articles"), width="stretch"
        ):
            try:
                if published or name.strip():
                    upkeep.edit_articles(opened, ids, day=published, publisher=name.strip() or None)
                for id, former in zip(ids, chosen["label"], strict=True):
                    if labels.strip():
                        opened.label([id], f"{former}, {labels}", by=person())
                st.session_state[_SAID] = [
                    ("done", counted(len(ids), "Given to {n} article.", "Given to {n} articles."))
                ]
            except ArticleError as error:
                st.session_state[_SAID] = [("error", error_words(error))]
            st.rerun()
    with st.popover(counted(len(ids), "Remove {n} article", "Remove {n} articles")):
        st.write(_("Their texts go, and their claims go from the map."))
        if st.button(_("Remove them"), type="primary"):
            removed = opened.remove(*ids, by=person())
            st.session_state[_SAID] = [("done", counted(removed, "Removed {n} article.", "Removed {n} articles."))]
            st.rerun()

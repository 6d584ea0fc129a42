"""Articles: bring them in, see what was found before it is kept, and read what is kept."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from extract.model import Article, Claim
from extract.read.article import (
    MAX_FILE_BYTES,
    SUFFIXES,
    ArticleError,
    NeedsDate,
    Read,
)
from extract.read.isolated import read_file, read_paste
from maps.view import theatre_query
from maps.words import one_line
from store import Store
from store.access import Role
from store.arrivals import Asking
from store.intake.work import PAUSED, arrivals_of, confirm, read_next, rows_by_name
from store.samples import remove_samples
from translation.errors import error_words
from translation.messages import _, counted, pgettext
from web import desk, editing, resources, signin, sources, tables, workspace
from web.article_view import article_html, claim_line, notice_html, title_html
from web.drafts import own, show_claims, show_drafts, show_others
from web.paging import page_of
from web.person import owner
from web.startpage import SHOW_OPENED
from web.underway import AT_ONCE, show_underway

AT_ONCE_BYTES = 1_000_000  # that are read while the page waits
theatre = resources.theatre()
state = st.session_state


def page() -> None:
    st.html(Path(__file__).with_name("reading.css"))
    state.setdefault("said", [])
    asked = st.query_params.get("article")
    article = resources.store().article(asked) if asked else None
    if article:
        read(article)
        return
    if asked:
        st.html(notice_html(_("The article that the link asks for is not here; it may have been removed."), "warning"))
    st.title(_("Articles"), anchor=False)
    for kind, text in state.said:
        st.html(notice_html(text, kind))
    for saved in state.pop("saved", []):
        st.html(saved)
    if signin.may(Role.EDITOR):
        sources.look(resources.store())
        show_underway()
        tables.ask(resources.store(), confirmed=read_table)
        show_drafts()
        show_others()
        bring()
    collection()


# --- bringing in --------------------------------------------------------------------------------------------------


def bring() -> None:
    st.header(_("Add articles"), anchor=False)
    files, words, web, feeds = st.tabs([_("Files"), _("Pasted text"), _("Web addresses"), _("Feeds")], key="ways-in")
    with web:
        sources.ask_for_addresses(resources.store())
    with feeds:
        sources.show_feeds(resources.store())
    turn = state.setdefault("turn", 0)
    with files:
        given = st.file_uploader(
            _(
                "Texts, web pages, PDF, Word, mail, exports of channels, tables and archives of articles; up to {file} "
                "MB a file, of which a single document may be {document} MB. Nothing is saved before you have seen "
                "what was found."
            ).format(file=st.get_option("server.maxUploadSize"), document=MAX_FILE_BYTES // 1_000_000),
            accept_multiple_files=True,
            key=f"files-{turn}",
            help=_(
                "Files that end in {suffixes}; whatever they end in, what they are is told from their content. A table "
                "or a JSON Lines file brings one article a row; you see which column is taken for what."
            ).format(suffixes=", ".join(SUFFIXES)),
        )
    with words, st.form("paste", clear_on_submit=False, border=False):
        text = st.text_area(_("The article's text, headline first"), height=220, key=f"text-{turn}")
        pasted = st.form_submit_button(_("Find the claims in it"))
    if given or pasted:
        state.said = []
        # a widget with a new key is empty: what it held is now among the drafts. A paste that can't be read stays.
        opened = resources.store()
        brought = [file for file in given or () if not tables.kept_to_ask(opened, file.name, file.getvalue())]
        # what is too big is refused at once
        sizes = [file.size for file in brought if file.size <= MAX_FILE_BYTES or rows_by_name(file.name)]
        if len(brought) > AT_ONCE or sum(sizes) > AT_ONCE_BYTES:
            opened.arrivals.belonging_to(owner()).put(
                arrival for file in brought for arrival in arrivals_of(file.name, file.getvalue())
            )
            state.turn += 1
            st.rerun()
        readers = [partial(read_file, file.getvalue(), file.name, theatre=theatre.id) for file in brought]
        if pasted and not given:
            readers = [partial(read_paste, text, theatre=theatre.id)]
        if take(readers) or given:
            state.turn += 1
        st.rerun()


def take(readers: Iterable[Callable[[], list[Read]]]) -> bool:
    """Read what was brought into drafts; what can't be read is said by name. False if nothing could."""
    found: list[Article | NeedsDate] = []
    for reader in readers:
        try:
            read = reader()
        except ArticleError as error:
            read = [error]
        state.said += [("error", error_words(one)) for one in read if isinstance(one, ArticleError)]
        found += [one for one in read if not isinstance(one, ArticleError)]
    own().put(found)
    return bool(found)


def read_table(table: Asking) -> None:
    """Read tables as their columns were confirmed: small ones while the page waits, unless others come first."""
    opened = resources.store()
    soon = table.size <= AT_ONCE_BYTES and not opened.arrivals.counts()[0] and not opened.setting(PAUSED)
    confirm(opened, table.ids)
    while soon and read_next(opened, theatre.id):
        pass


# --- the collection -----------------------------------------------------------------------------------------------


def collection() -> None:
    opened = resources.store()
    st.header(_("The collection"), anchor=False)
    words, buttons = st.columns([3, 2], vertical_alignment="bottom")
    search = words.text_input(_("Search titles, texts and publishers"), key="search")
    count = opened.count_articles(search)
    with buttons:
        samples_button(opened)
    if not count:
        none = _("No article has “{words}” in it; try fewer or other words.").format(words=one_line(search, 60))
        empty = _("There is no article yet: add one above, or bring the samples back.")
        st.html(notice_html(none if search.strip() else empty))
        return
    articles = opened.articles(search, page_of(count, "collection-page"))
    shown = pd.DataFrame(
        {
            _("Published"): articles["published"].dt.date,
            _("Title"): articles["title"].map(one_line),
            _("Publisher"): articles["publisher"].map(one_line),
            _("Label"): articles["label"].map(one_line),
            _("Claims"): articles["claims"],
            _("Sample"): articles["sample"].map({True: _("sample"), False: ""}),
            _("Language"): articles["language"],
        }
    )
    several = signin.may(Role.REVIEWER) and st.toggle(
        _("Choose several"), help=_("To date, label or remove many at once.")
    )
    does = _("Choose rows to date, label or remove them.") if several else _("Choose a row to read it with its claims.")
    st.caption(f"{counted(count, '{n} article', '{n} articles')}. {does}")
    picked = st.dataframe(
        shown,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row" if several else "single-row",
        key=f"list-{state.get('opened', 0)}-{several}-{state.get('collection-page', 1)}",
        height=min(36 * (len(shown) + 1) + 2, 620),
        column_config={
            _("Published"): st.column_config.DateColumn(format=pgettext("moment", "D MMM YYYY"), width=110),
            _("Title"): st.column_config.TextColumn(width="large"),
            _("Sample"): st.column_config.TextColumn(width="small"),
            _("Language"): st.column_config.TextColumn(width="small"),
        },
    )
    rows = picked["selection"]["rows"]
    if several:
        editing.edit_many(opened, articles, rows)
    elif rows and rows[0] < len(articles):
        state.opened = state.get("opened", 0) + 1  # a fresh list, with no row chosen, to come back to
        st.query_params["article"] = articles["id"].iloc[rows[0]]
        st.rerun()


def samples_button(opened: Store) -> None:
    if not signin.may(Role.ADMIN):
        return
    if opened.has_samples():
        if st.button(_("Remove all samples"), help=_("The sample briefs and their claims; they can be brought back.")):
            removed = remove_samples(opened)
            state.said = [("done", counted(removed, "Removed {n} sample.", "Removed {n} samples."))]
            st.rerun()
    elif st.button(
        _("Bring the samples back"), help=_("Short briefs about well-documented events, to try things with.")
    ):
        added = resources.load_samples(opened)
        state.said = [("done", counted(added, "Brought back {n} sample.", "Brought back {n} samples."))]
        st.rerun()


# --- reading one --------------------------------------------------------------------------------------------------


def read(article: Article) -> None:
    opened = resources.store()
    claims = opened.claims_of(article.id)
    if st.button(_("All articles"), key="back"):
        st.query_params.from_dict(theatre_query())
        st.rerun()
    facts = [article.url, counted(len(claims), "{n} claim", "{n} claims")]
    st.html(title_html(article, level=1, facts=[fact for fact in facts if fact]))
    opened_at = st.query_params.get("claim", "")
    shown = [workspace.claim_in_words(claim) for claim in claims]
    st.html(article_html(article, shown, theatre, linked=True, opened=opened_at))
    if any(claim.id == opened_at for claim in claims):
        st.html(SHOW_OPENED, unsafe_allow_javascript=True)
    elif opened_at:
        st.html(notice_html(_("The claim that the link asks for is no longer in this article."), "warning"))
    if signin.may(Role.REVIEWER):
        at_the_desk(article, shown, opened_at)
        editing.edit_one(opened, article, opened.labels(article.id))
    if claims:
        with st.expander(_("The claims as a table")):
            show_claims(shown)
    for id, title, words in opened.links(article.id):
        address = urlencode(theatre_query() | {"article": id})
        linked = f'<a href="?{address}" target="_self">{escape(one_line(title, 120))}</a>'
        said = escape(_("This is {what} {title}."))
        st.html(f'<p class="ml-places">{said.format(what=escape(_(words)), title=linked)}</p>')
    if page := opened.online.capture(article.id):
        st.caption(
            _("Read from the page as it was on {moment} UTC, SHA-256 {digest}.").format(
                moment=page.fetched_at[:16].replace("T", " "), digest=page.digest
            )
        )
        st.download_button(
            _("The page as it was"),
            page.content,
            f"page-{page.digest[:12]}.bin",  # its markup is not ours to show
            "application/octet-stream",
            on_click="ignore",
        )
    if not signin.may(Role.REVIEWER):
        return
    with st.popover(_("Remove this article")):
        st.write(_("Its text goes, and its claims go from the map."))
        if st.button(_("Remove it"), type="primary"):
            opened.remove(article.id)
            state.said = [("done", _("Removed “{title}”.").format(title=one_line(article.title, 120)))]
            st.query_params.from_dict(theatre_query())
            st.rerun()


def at_the_desk(article: Article, claims: Sequence[Claim], opened_at: str) -> None:
    """A claim of the article to be put right, or one that was missed to be added."""
    which, right, missed = st.columns([4, 1, 2], vertical_alignment="bottom")
    ids = [claim.id for claim in claims if claim.id not in {each.supersedes for each in claims}]
    lines = {claim.id: claim_line(claim, theatre) for claim in claims}
    chosen = which.selectbox(
        _("A claim of this article"),
        ids,
        ids.index(opened_at) if opened_at in ids else 0,
        format_func=lambda id: f"{ids.index(id) + 1}. {lines[id]}",
        disabled=not ids,
        placeholder=_("none was found"),
    )
    with right:
        if chosen:
            desk.put_right(chosen, f"article-{article.id[:12]}")
    if missed.button(_("Add a claim that was missed"), width="stretch"):
        desk.open_missed(article)


page()

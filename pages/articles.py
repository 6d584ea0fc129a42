"""Articles: bring them in, see what was found before it is kept, and read what is kept."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from extract.model import Article, Claim
from extract.read.article import (
    EARLIEST,
    MAX_FILE_BYTES,
    SUFFIXES,
    ArticleError,
    NeedsDate,
    Read,
)
from extract.read.isolated import read_file, read_paste
from maps.view import theatre_query
from maps.words import counted, day_words, one_line
from store import Store
from store.access import Role
from store.arrivals import Asking
from store.drafts import Draft, DraftCounts
from store.intake import looking
from store.intake.work import PAUSED, arrivals_of, confirm, read_next, rows_by_name
from store.samples import remove_samples
from web import background, desk, editing, online, preview, resources, signin, sources, tables
from web.article_view import article_html, claim_line, claim_rows, map_link, notice_html, title_html
from web.difference import difference_html
from web.paging import page_of
from web.startpage import SHOW_OPENED

AT_ONCE = 50  # files or articles that are read, looked at or saved while the page waits; more is done beside it
AT_ONCE_BYTES = 1_000_000
SHOWN = 10  # found articles on the page at once
LINKS = {
    "voice": "one voice with",
    "version": "a new version of",
    "own": "an article of its own, though it is much like",
}
ASKING = "those that ask for one"

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
        st.html(notice_html("The article that the link asks for is not here; it may have been removed.", "warning"))
    st.title("Articles", anchor=False)
    for kind, text in state.said:
        st.html(notice_html(text, kind))
    for saved in state.pop("saved", []):
        st.html(saved)
    if signin.may(Role.EDITOR):
        sources.look(resources.store())
        underway()
        tables.ask(resources.store(), confirmed=read_table)
        drafts()
        bring()
    collection()


# --- bringing in --------------------------------------------------------------------------------------------------


def bring() -> None:
    st.header("Add articles", anchor=False)
    files, words, web, feeds = st.tabs(["Files", "Pasted text", "Web addresses", "Feeds"], key="ways-in")
    with web:
        sources.ask_for_addresses(resources.store())
    with feeds:
        sources.show_feeds(resources.store())
    turn = state.setdefault("turn", 0)
    with files:
        given = st.file_uploader(
            "Texts, web pages, PDF, Word, mail, exports of channels, tables and archives of articles; up to "
            f"{st.get_option('server.maxUploadSize')} MB a file, of which a single document may be "
            f"{MAX_FILE_BYTES // 1_000_000} MB. Nothing is saved before you have seen what was found.",
            accept_multiple_files=True,
            key=f"files-{turn}",
            help=f"Files that end in {', '.join(SUFFIXES)}; whatever they end in, what they are is told from their "
            "content. A table or a JSON Lines file brings one article a row; you see which column is taken for what.",
        )
    with words, st.form("paste", clear_on_submit=False, border=False):
        text = st.text_area("The article's text, headline first", height=220, key=f"text-{turn}")
        pasted = st.form_submit_button("Find the claims in it")
    if given or pasted:
        state.said = []
        # a widget with a new key is empty: what it held is now among the drafts. A paste that can't be read stays.
        opened = resources.store()
        brought = [file for file in given or () if not tables.kept_to_ask(opened, file.name, file.getvalue())]
        # what is too big is refused at once
        sizes = [file.size for file in brought if file.size <= MAX_FILE_BYTES or rows_by_name(file.name)]
        if len(brought) > AT_ONCE or sum(sizes) > AT_ONCE_BYTES:
            opened.arrivals.put(arrival for file in brought for arrival in arrivals_of(file.name, file.getvalue()))
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
        state.said += [("error", str(one)) for one in read if isinstance(one, ArticleError)]
        found += [one for one in read if not isinstance(one, ArticleError)]
    resources.store().drafts.put(found)
    return bool(found)


def read_table(table: Asking) -> None:
    """Read tables as their columns were confirmed: small ones while the page waits, unless others come first."""
    opened = resources.store()
    soon = table.size <= AT_ONCE_BYTES and not opened.arrivals.counts()[0] and not opened.setting(PAUSED)
    confirm(opened, table.ids)
    while soon and read_next(opened, theatre.id):
        pass


# --- what is done beside the page ---------------------------------------------------------------------------------


def underway() -> None:
    """What is worked off in the background, with its brakes; and what came of it, a line a file."""
    opened = resources.store()
    online.start(opened)
    if busy(opened):
        background.start(opened)
        working()
    if opened.arrivals.counts()[1]:
        came(opened)


def busy(opened: Store) -> bool:
    counts = opened.drafts.counts()
    fetching = opened.online.allowed and opened.online.waiting()
    return bool(opened.arrivals.counts()[0] or counts.accepted or counts.unread > AT_ONCE or fetching)


@st.fragment(run_every=2)
@resources.failures_told()
def working() -> None:
    opened = resources.store()
    if not busy(opened):
        st.rerun()
    background.start(opened)
    (waiting, done), counts = opened.arrivals.counts(), opened.drafts.counts()
    addresses = len(opened.online.waiting())
    paused = opened.setting(PAUSED)
    parts = [
        f"{addresses:,} web address{'' if addresses == 1 else 'es'} still to be fetched" if addresses else "",
        f"{waiting:,} of {waiting + done:,} parts still to be read" if waiting else "",
        f"claims still to be found in {counted(counts.unread, 'article')}" if counts.unread else "",
        f"{counted(counts.accepted, 'article')} still to be saved" if counts.accepted else "",
    ]
    waiting += addresses
    share = done / (waiting + done) if waiting else 1 - (counts.unread + counts.accepted) / max(counts.all, 1)
    with st.container(border=True, key="working"):
        st.progress(share, ("Paused: " if paused else "At work: ") + "; ".join(filter(None, parts)) + ".")
        hold, end, _ = st.columns([1, 1, 5])
        if hold.button("Go on" if paused else "Pause", width="stretch"):
            (background.resume if paused else background.pause)(opened)
            st.rerun()
        if end.button("Stop", width="stretch"):
            unread, unsaved = background.stop(opened)
            state.said = [
                (
                    "warning",
                    f"Stopped: {counted(unread, 'part')} of what was brought left unread, "
                    f"{counted(unsaved, 'article')} unsaved and waiting below.",
                )
            ]
            st.rerun()


def came(opened: Store) -> None:
    lines = opened.arrivals.outcomes()
    bad = sum(map(len, lines["problems"]))
    summary = f"What came of {counted(len(lines), 'file')}: {counted(int(lines['articles'].sum()), 'article')} read"
    with st.expander(f"{summary}, {bad:,} not"):
        st.dataframe(
            pd.DataFrame(
                {
                    "File": lines["name"].map(one_line),
                    "Articles": lines["articles"],
                    "Ask for their day": lines["undated"],
                    "Not read": lines["problems"].map(len),
                    "Why": [one_line("; ".join(each), 2000) for each in lines["problems"]],
                }
            ),
            hide_index=True,
            column_config={"Why": st.column_config.TextColumn(width="large")},
        )
        if st.button("Clear these lines"):
            opened.arrivals.forget()
            st.rerun()


# --- what was found -----------------------------------------------------------------------------------------------


def drafts() -> None:
    opened = resources.store()
    counts = opened.drafts.counts()
    if counts.all == counts.accepted:
        return
    if 0 < counts.unread <= AT_ONCE and not busy(opened):
        with resources.progress() as say:
            reader = resources.pipeline()
            looking.look(
                opened,
                reader,
                opened.drafts.unread(counts.unread),
                progress=lambda done: say(done / counts.unread, f"Reading {done} of {counts.unread}"),
            )
        counts = opened.drafts.counts()
    first = opened.drafts.first(SHOWN)
    waiting = counts.all - counts.accepted
    if waiting == 1 and first and not first[0].keep:  # alone it has no check mark, and saving it is the one choice
        opened.drafts.change([first[0].id], keep=True)
        st.rerun()
    with st.container(key="savebar", horizontal=True, vertical_alignment="center"):
        st.header("Found, not yet saved", anchor=False, width="stretch")
        if st.button("Discard all" if waiting > 1 else "Discard"):
            opened.drafts.discard()
            state.said = []
            st.rerun()
        label = f"Save {counted(counts.chosen, 'article')}" if counts.chosen else "Nothing to save"
        if st.button(label, type="primary", disabled=not counts.chosen):
            save(counts.chosen)
    if waiting > 1:
        for_all(counts)
    if counts.chosen and not busy(opened):
        with st.spinner("Working out what saving would change"):
            preview.show(opened.drafts.chosen(AT_ONCE))
        if counts.chosen > AT_ONCE:
            st.caption(f"That is of the first {AT_ONCE} of {counts.chosen:,} articles.")
    if waiting > SHOWN:
        st.caption(f"The first {SHOWN} of {waiting:,}; the others follow as these are saved or discarded.")
    for draft in first:
        with st.container(border=True, key=f"draft-{draft.id}"):
            show(draft, alone=waiting == 1, whole=waiting <= 2)


def for_all(counts: DraftCounts) -> None:
    """What many drafts have in common is given once."""
    opened = resources.store()
    with (
        st.expander("The same date, publisher or label for all that are to be saved"),
        st.form("for-all", border=False),
    ):
        day, name, label = st.columns([3, 4, 4])
        chosen = day.date_input("Published on", value=None, min_value=EARLIEST, max_value=None, format="YYYY-MM-DD")
        publisher = name.text_input("Publisher of all", max_chars=200)
        labelled = label.text_input("Label of all", max_chars=100, help="A word to find them by, in the collection.")
        whom = st.radio("The date is for", [ASKING, "all of them"], horizontal=True)
        if st.form_submit_button("Give it to all"):
            try:
                changed = opened.drafts.change(
                    day=chosen, publisher=publisher or None, label=labelled or None, undated_only=whom == ASKING
                )
                state.said = [("done", f"Given to {counted(changed, 'article')}.")]
            except ArticleError as error:
                state.said = [("error", str(error))]
            st.rerun()
    if counts.double and st.button(
        f"Take the {counts.double:,} that are nearly the same as others for copies, one voice with them"
    ):
        opened.drafts.link("voice")
        st.rerun()
    if counts.already and st.button(f"Discard the {counts.already:,} that are in the collection already"):
        opened.drafts.discard_already_kept()
        st.rerun()


def save(number: int) -> None:
    opened = resources.store()
    state.said, state.saved = [], []
    if number > AT_ONCE:
        opened.drafts.accept()
        st.rerun()
    for draft in opened.drafts.chosen(number):
        added = looking.save(opened, draft)
        if added.new:
            state.saved.append(saved_html(draft))
        else:
            state.said.append(("info", f"“{one_line(draft.article.title, 80)}” was already here; nothing changed."))
    st.rerun()


def saved_html(draft: Draft) -> str:
    article, claims = draft.article, draft.claims or ()
    links = f'<a href="?{urlencode(theatre_query() | {"article": article.id})}" target="_self">Read it</a>'
    placed = next((claim for claim in claims if claim.controller_after and claim.place_id), None)
    if placed:
        day = placed.event_to or placed.event_from or placed.published
        links += f' · <a href="{escape(map_link(placed))}" target="_self">See the map on {day_words(day)}</a>'
    said = notice_html(f"Saved “{one_line(article.title, 120)}” with {counted(len(claims), 'claim')}.", "done")
    return said.removesuffix("</span></div>") + f" {links}</span></div>"


def show(draft: Draft, *, alone: bool, whole: bool) -> None:
    """One article before it is kept: its facts to correct, what to know about it, and the text with its claims."""
    article = draft.article
    language = f"language: {article.language}"
    st.html(title_html(article, dated=draft.dated, facts=[article.file_name, language]))
    day, publisher, title, keep, drop = st.columns([3, 3, 4, 2, 2], vertical_alignment="bottom")
    day.date_input(
        "Published on",
        min_value=EARLIEST,
        max_value=None,
        format="YYYY-MM-DD",
        **typed(draft, "day", article.published if draft.dated else None),
    )
    publisher.text_input("Publisher", max_chars=200, **typed(draft, "publisher", article.publisher))
    title.text_input("Title", max_chars=300, **typed(draft, "title", article.title))
    if not draft.dated:
        ask(draft)
    if refused := state.pop(f"refused-{draft.id}", ""):
        st.html(notice_html(refused, "error"))
    # alone, the bar above says it all
    if not alone:
        keep.checkbox(
            "Save this one", disabled=not draft.ready, **typed(draft, "keep", draft.keep and not draft.already)
        )
    if not alone and drop.button("Discard", key=f"drop-{draft.id}"):
        resources.store().drafts.discard([draft.id])
        st.rerun()
    if draft.already:
        st.html(notice_html("This article is already in the collection; saving it again would change nothing."))
    if draft.problem:
        st.html(notice_html(draft.problem, "error"))
    double(draft)
    if draft.claims is None:
        with st.expander("The text", expanded=whole):
            st.html(article_html(article, (), theatre))
        return
    found(draft, draft.standing, whole=whole)


def double(draft: Draft) -> None:
    """What to do with an article that is nearly the same as another: shown side by side, and asked."""
    opened = resources.store()
    other = None if draft.already else opened.drafts.other(draft)
    if other is None:
        return
    title = one_line(other.title, 100)
    if draft.link:
        words, undo = st.columns([5, 1], vertical_alignment="center")
        words.html(notice_html(f"It is saved as {LINKS[draft.link]} “{title}”."))
        if undo.button("Change that", key=f"unlink-{draft.id}"):
            opened.drafts.link("", [draft.id])
            st.rerun()
        return
    where = ", ".join(filter(None, (one_line(other.publisher, 60), day_words(other.published))))
    st.html(
        notice_html(
            f"{draft.alike:.0%} of it is in “{title}” ({where}) too. Is it a copy, which is no second voice, or an "
            "amended version, which takes its place? Nothing is saved before you say so.",
            "warning",
        )
    )
    theirs, ours = difference_html(other.text, draft.article.text)
    left, right = st.columns(2)
    left.html(f"<b>{escape(title)}</b>{theirs}")
    right.html(f"<b>{escape(one_line(draft.article.title, 100))}</b>{ours}")
    for column, (link, label) in zip(
        st.columns([2, 2, 2, 3]),
        {"voice": "One voice with it", "version": "A new version of it", "own": "An article of its own"}.items(),
        strict=False,
    ):
        if column.button(label, key=f"{link}-{draft.id}", width="stretch"):
            opened.drafts.link(link, [draft.id])
            st.rerun()


def typed(draft: Draft, name: str, value: date | str | bool | None) -> dict[str, Any]:
    """What binds a field to a draft: it shows what the store has, and what a person types in it goes there at once.
    What somebody else changed meanwhile shows too."""
    key = f"{name}-{draft.id}"
    if f"{key}-stored" not in state or state[f"{key}-stored"] != value or key not in state:
        state[key] = state[f"{key}-stored"] = value
    return {"key": key, "on_change": take_over, "args": (draft.id, name, key)}


def take_over(id: int, name: str, key: str) -> None:
    try:
        resources.store().drafts.change([id], **{name: state[key]})
    except ArticleError as error:
        state[f"refused-{id}"] = str(error)


def date_as_suggested(draft: Draft) -> None:
    """A callback, so that whoever types on at once does not take the click back."""
    resources.store().drafts.change([draft.id], day=draft.suggestion)


def ask(draft: Draft) -> None:
    why = f"{draft.asked[0].upper()}{draft.asked[1:]}." if draft.asked else "It does not say its date."
    st.html(notice_html(f"{why} On which day was it published? Its claims are dated by that day.", "warning"))
    if draft.suggestion:
        st.button(
            f"It was {day_words(draft.suggestion)}, as the file suggests",
            key=f"suggested-{draft.id}",
            on_click=date_as_suggested,
            args=(draft,),
        )


def found(draft: Draft, claims: Sequence[Claim], *, whole: bool) -> None:
    places = draft.places
    if not draft.mentions:
        st.html(
            notice_html("No place named in it was recognised, so it says nothing that a map could show.", "warning")
        )
    elif not claims:
        other = f" It seems to be written in {draft.article.language!r}." if draft.article.language != "en" else ""
        st.html(
            notice_html(
                f"No claim was found in it: no sentence says who took, holds, left or fights for a place.{other}",
                "warning",
            )
        )
    if places:
        names = ", ".join(one_line(place, 60) for place in places[:40]) + (" …" if len(places) > 40 else "")
        st.html(f'<p class="ml-places"><b>{counted(len(places), "place")} named:</b> {escape(names)}</p>')
    if claims:
        table(claims)
    with st.expander(f"The text with {counted(len(claims), 'claim')}", expanded=whole):
        st.html(article_html(draft.article, claims, theatre))


def table(claims: Iterable[Claim]) -> None:
    st.dataframe(
        pd.DataFrame(claim_rows(claims, theatre)),
        hide_index=True,
        column_config={
            "Confidence": st.column_config.NumberColumn(format="percent", width="small"),
            "Sentence": st.column_config.TextColumn(width="large"),
        },
    )


# --- the collection -----------------------------------------------------------------------------------------------


def collection() -> None:
    opened = resources.store()
    st.header("The collection", anchor=False)
    words, buttons = st.columns([3, 2], vertical_alignment="bottom")
    search = words.text_input("Search titles, texts and publishers", key="search")
    count = opened.count_articles(search)
    with buttons:
        samples_button(opened)
    if not count:
        none = f"No article has “{one_line(search, 60)}” in it; try fewer or other words." if search.strip() else ""
        st.html(notice_html(none or "There is no article yet: add one above, or bring the samples back."))
        return
    articles = opened.articles(search, page_of(count, "collection-page"))
    shown = pd.DataFrame(
        {
            "Published": articles["published"].dt.date,
            "Title": articles["title"].map(one_line),
            "Publisher": articles["publisher"].map(one_line),
            "Label": articles["label"].map(one_line),
            "Claims": articles["claims"],
            "Sample": articles["sample"].map({True: "sample", False: ""}),
            "Language": articles["language"],
        }
    )
    several = signin.may(Role.REVIEWER) and st.toggle("Choose several", help="To date, label or remove many at once.")
    does = "Choose rows to date, label or remove them." if several else "Choose a row to read it with its claims."
    st.caption(f"{counted(count, 'article')}. {does}")
    picked = st.dataframe(
        shown,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row" if several else "single-row",
        key=f"list-{state.get('opened', 0)}-{several}-{state.get('collection-page', 1)}",
        height=min(36 * (len(shown) + 1) + 2, 620),
        column_config={
            "Published": st.column_config.DateColumn(format="D MMM YYYY", width="small"),
            "Title": st.column_config.TextColumn(width="large"),
            "Claims": st.column_config.NumberColumn(width="small"),
            "Sample": st.column_config.TextColumn(width="small"),
            "Language": st.column_config.TextColumn(width="small"),
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
        if st.button("Remove all samples", help="The sample briefs and their claims; they can be brought back."):
            removed = remove_samples(opened)
            state.said = [("done", f"Removed {counted(removed, 'sample')}.")]
            st.rerun()
    elif st.button("Bring the samples back", help="Short briefs about well-documented events, to try things with."):
        added = resources.load_samples(opened)
        state.said = [("done", f"Brought back {counted(added, 'sample')}.")]
        st.rerun()


# --- reading one --------------------------------------------------------------------------------------------------


def read(article: Article) -> None:
    opened = resources.store()
    claims = opened.claims_of(article.id)
    if st.button("All articles", key="back"):
        st.query_params.from_dict(theatre_query())
        st.rerun()
    facts = [article.url, counted(len(claims), "claim")]
    st.html(title_html(article, level=1, facts=[fact for fact in facts if fact]))
    opened_at = st.query_params.get("claim", "")
    st.html(article_html(article, claims, theatre, linked=True, opened=opened_at))
    if any(claim.id == opened_at for claim in claims):
        st.html(SHOW_OPENED, unsafe_allow_javascript=True)
    elif opened_at:
        st.html(notice_html("The claim that the link asks for is no longer in this article.", "warning"))
    if signin.may(Role.REVIEWER):
        at_the_desk(article, claims, opened_at)
        editing.edit_one(opened, article, opened.labels(article.id))
    if claims:
        with st.expander("The claims as a table"):
            table(claims)
    for id, title, words in opened.links(article.id):
        address = urlencode(theatre_query() | {"article": id})
        linked = f'<a href="?{address}" target="_self">{escape(one_line(title, 120))}</a>'
        st.html(f'<p class="ml-places">This is {words} {linked}.</p>')
    if page := opened.online.capture(article.id):
        st.caption(
            f"Read from the page as it was on {page.fetched_at[:16].replace('T', ' ')} UTC, SHA-256 {page.digest}."
        )
        st.download_button(
            "The page as it was",
            page.content,
            f"page-{page.digest[:12]}.bin",  # its markup is not ours to show
            "application/octet-stream",
            on_click="ignore",
        )
    if not signin.may(Role.REVIEWER):
        return
    with st.popover("Remove this article"):
        st.write("Its text goes, and its claims go from the map.")
        if st.button("Remove it", type="primary"):
            opened.remove(article.id)
            state.said = [("done", f"Removed “{one_line(article.title, 120)}”.")]
            st.query_params.from_dict(theatre_query())
            st.rerun()


def at_the_desk(article: Article, claims: Sequence[Claim], opened_at: str) -> None:
    """A claim of the article to be put right, or one that was missed to be added."""
    which, right, missed = st.columns([4, 1, 2], vertical_alignment="bottom")
    ids = [claim.id for claim in claims if claim.id not in {each.supersedes for each in claims}]
    lines = {claim.id: claim_line(claim, theatre) for claim in claims}
    chosen = which.selectbox(
        "A claim of this article",
        ids,
        ids.index(opened_at) if opened_at in ids else 0,
        format_func=lambda id: f"{ids.index(id) + 1}. {lines[id]}",
        disabled=not ids,
        placeholder="none was found",
    )
    with right:
        if chosen:
            desk.put_right(chosen, f"article-{article.id[:12]}")
    if missed.button("Add a claim that was missed", width="stretch"):
        desk.open_missed(article)


page()

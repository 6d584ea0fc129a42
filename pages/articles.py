"""Articles: bring them in, see what was found before it is kept, and read what is kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from extract.model import Article, Claim, Extraction
from extract.read.article import (
    EARLIEST,
    MAX_FILE_BYTES,
    SUFFIXES,
    ArticleError,
    NeedsDate,
    Read,
)
from extract.read.isolated import read_file, read_paste
from maps.words import counted, day_words, one_line
from store import Store
from store.samples import remove_samples
from web import resources
from web.article_view import article_html, claim_rows, map_link, notice_html, title_html

AT_ONCE = 500  # articles that one upload may bring
SHOWN = 10  # found articles on the page at once
SHOW_OPENED = "<script>document.querySelector('.ml-opened')?.scrollIntoView({ block: 'center' });</script>"

theatre = resources.theatre()
state = st.session_state


@dataclass(slots=True)
class Draft:
    """An article that was read and is not yet kept, and what was found in it."""

    number: int
    found: Article | NeedsDate
    extraction: Extraction | None = None
    problem: str = ""
    settled: int = 0  # how often its day was set from outside its date field

    @property
    def article(self) -> Article:
        return self.found.draft if isinstance(self.found, NeedsDate) else self.found

    @property
    def ready(self) -> bool:
        return self.extraction is not None and resources.store().holds(self.article.text) is None

    def look(self) -> None:
        """Find the claims, once the day is known."""
        if isinstance(self.found, Article):
            try:
                self.extraction, self.problem = resources.pipeline().extract(self.found), ""
            except (ValueError, ArithmeticError, LookupError, TypeError, RecursionError) as error:
                self.extraction = None
                self.problem = f"Marchland stumbled over this article ({type(error).__name__}); it can't be kept."


def page() -> None:
    st.html(Path(__file__).with_name("reading.css"))
    state.setdefault("drafts", [])
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
    drafts()
    bring()
    collection()


# --- bringing in --------------------------------------------------------------------------------------------------


def bring() -> None:
    st.header("Add articles", anchor=False)
    files, words = st.tabs(["Files", "Pasted text"])
    turn = state.setdefault("turn", 0)
    with files:
        given = st.file_uploader(
            f"Text, Markdown, HTML, PDF, Word or JSON Lines, up to {MAX_FILE_BYTES // 1_000_000} MB each. "
            "Nothing is saved before you have seen what was found.",
            accept_multiple_files=True,
            key=f"files-{turn}",
            help=f"Files that end in {', '.join(SUFFIXES)}; whatever they end in, what they are is told from their "
            "content. A JSON Lines file brings one article a row: text, title, published, publisher, url, language.",
        )
    with words, st.form("paste", clear_on_submit=False, border=False):
        text = st.text_area("The article's text, headline first", height=220, key=f"text-{turn}")
        pasted = st.form_submit_button("Find the claims in it")
    if given or pasted:
        state.said = []
        # a widget with a new key is empty: what it held is now among the drafts. A paste that can't be read stays.
        readers = [partial(read_file, file.getvalue(), file.name, theatre=theatre.id) for file in given or ()]
        if take(readers or [partial(read_paste, text, theatre=theatre.id)]) or given:
            state.turn += 1
        st.rerun()


def take(readers: Iterable[Callable[[], list[Read]]]) -> bool:
    """Read what was brought and find the claims in it; what can't be read is said by name. False if nothing could."""
    found: list[Read] = []
    for reader in readers:
        try:
            found.extend(reader())
        except ArticleError as error:
            found.append(error)
    if len(found) > AT_ONCE:
        state.said.append(
            ("warning", f"{len(found):,} articles are more than are taken at once; the first {AT_ONCE} were read.")
        )
    line = st.progress(0.0, "Reading")
    for number, one in enumerate(found[:AT_ONCE], start=1):
        if isinstance(one, ArticleError):
            state.said.append(("error", str(one)))
        else:
            state.count = state.get("count", 0) + 1
            draft = Draft(state.count, one)
            draft.look()
            state.drafts.append(draft)
        line.progress(number / min(len(found), AT_ONCE), f"Reading {number} of {min(len(found), AT_ONCE)}")
    line.empty()
    return not all(isinstance(one, ArticleError) for one in found)


# --- what was found -----------------------------------------------------------------------------------------------


def drafts() -> None:
    waiting: list[Draft] = state.drafts
    if not waiting:
        return
    alone = len(waiting) == 1  # then it has no check mark of its own
    chosen = [draft for draft in waiting if draft.ready and (alone or state.get(f"keep-{draft.number}", True))]
    with st.container(key="savebar", horizontal=True, vertical_alignment="center"):
        st.header("Found, not yet saved", anchor=False, width="stretch")
        if st.button("Discard all" if len(waiting) > 1 else "Discard"):
            state.drafts = []
            state.said = []
            st.rerun()
        label = f"Save {counted(len(chosen), 'article')}" if chosen else "Nothing to save"
        if st.button(label, type="primary", disabled=not chosen):
            save(chosen)
    if len(waiting) > SHOWN:
        st.caption(f"The first {SHOWN} of {len(waiting)}; the others follow as these are saved or discarded.")
    for draft in waiting[:SHOWN]:
        with st.container(border=True, key=f"draft-{draft.number}"):
            show(draft, whole=len(waiting) <= 2)


def save(chosen: list[Draft]) -> None:
    state.said, state.saved = [], []
    for draft in chosen:
        assert draft.extraction is not None
        added = resources.store().add(draft.extraction.article, draft.extraction.claims)
        if added.new:
            state.saved.append(saved_html(draft.extraction))
        else:
            state.said.append(("info", f"“{one_line(draft.article.title, 80)}” was already here; nothing changed."))
    kept = {draft.number for draft in chosen}
    state.drafts = [draft for draft in state.drafts if draft.number not in kept]
    st.rerun()


def saved_html(extraction: Extraction) -> str:
    article, claims = extraction.article, extraction.claims
    links = f'<a href="?{urlencode({"article": article.id})}" target="_self">Read it</a>'
    placed = next((claim for claim in claims if claim.controller_after and claim.place_id), None)
    if placed:
        day = placed.event_to or placed.event_from or placed.published
        links += f' · <a href="{escape(map_link(placed))}" target="_self">See the map on {day_words(day)}</a>'
    said = notice_html(f"Saved “{one_line(article.title, 120)}” with {counted(len(claims), 'claim')}.", "done")
    return said.removesuffix("</span></div>") + f" {links}</span></div>"


def show(draft: Draft, *, whole: bool) -> None:
    """One article before it is kept: its facts to correct, what to know about it, and the text with its claims."""
    article = draft.article
    language = f"language: {article.language}"
    dated = isinstance(draft.found, Article)
    st.html(title_html(article, dated=dated, facts=[article.file_name, language]))
    alone = len(state.drafts) == 1  # then the bar above says it all
    day, publisher, keep, drop = st.columns([3, 4, 2, 2], vertical_alignment="bottom")
    with day:
        chosen = st.date_input(
            "Published on",
            value=article.published if dated else None,
            min_value=EARLIEST,
            max_value=None,
            format="YYYY-MM-DD",
            key=f"day-{draft.number}-{draft.settled}",
        )
    with publisher:
        name = st.text_input("Publisher", article.publisher, max_chars=200, key=f"publisher-{draft.number}")
    if isinstance(draft.found, NeedsDate):
        ask(draft, draft.found)
    correct(draft, chosen, name)
    there = resources.store().holds(article.text)
    if not alone:
        keep.checkbox("Save this one", value=there is None, disabled=not draft.ready, key=f"keep-{draft.number}")
    if not alone and drop.button("Discard", key=f"drop-{draft.number}"):
        state.drafts = [other for other in state.drafts if other.number != draft.number]
        st.rerun()
    if there:
        st.html(notice_html("This article is already in the collection; saving it again would change nothing."))
    if draft.problem:
        st.html(notice_html(draft.problem, "error"))
    if draft.extraction is None:
        with st.expander("The text", expanded=whole):
            st.html(article_html(article, (), theatre))
        return
    found(draft.extraction, whole=whole)


def ask(draft: Draft, missing: NeedsDate) -> None:
    why = f"{missing.problem[0].upper()}{missing.problem[1:]}." if missing.problem else "It does not say its date."
    st.html(notice_html(f"{why} On which day was it published? Its claims are dated by that day.", "warning"))
    if missing.suggestion and st.button(
        f"It was {day_words(missing.suggestion)}, as the file suggests", key=f"suggested-{draft.number}"
    ):
        settle(draft, missing.suggestion)


def correct(draft: Draft, chosen: date | None, publisher: str) -> None:
    """Take over what the user changed; another day means other dates, so the claims are found anew."""
    article = draft.article
    if publisher.strip() != article.publisher:
        changed = replace(article, publisher=publisher.strip())
        draft.found = replace(draft.found, draft=changed) if isinstance(draft.found, NeedsDate) else changed
        draft.look()
    if chosen and (isinstance(draft.found, NeedsDate) or chosen != article.published):
        settle(draft, chosen)


def settle(draft: Draft, day: date) -> None:
    asking = draft.found if isinstance(draft.found, NeedsDate) else NeedsDate(draft.found)
    try:
        draft.found = asking.dated(day)
    except ArticleError as error:
        st.html(notice_html(str(error), "error"))
        return
    draft.look()
    draft.settled += 1
    st.rerun()


def found(extraction: Extraction, *, whole: bool) -> None:
    claims, mentions = extraction.claims, extraction.mentions
    places = list(dict.fromkeys(mention.place.name for mention in mentions if mention.place and not mention.metonym))
    if not mentions:
        st.html(
            notice_html("No place named in it was recognised, so it says nothing that a map could show.", "warning")
        )
    elif not claims:
        other = (
            f" It seems to be written in {extraction.article.language!r}."
            if extraction.article.language != "en"
            else ""
        )
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
        st.html(article_html(extraction.article, claims, theatre))


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
    articles = opened.articles(search)
    with buttons:
        samples_button(opened)
    if articles.empty:
        none = f"No article has “{one_line(search, 60)}” in it; try fewer or other words." if search.strip() else ""
        st.html(notice_html(none or "There is no article yet: add one above, or bring the samples back."))
        return
    shown = pd.DataFrame(
        {
            "Published": articles["published"].dt.date,
            "Title": articles["title"].map(one_line),
            "Publisher": articles["publisher"].map(one_line),
            "Claims": articles["claims"],
            "Sample": articles["sample"].map({True: "sample", False: ""}),
            "Language": articles["language"],
        }
    )
    st.caption(f"{counted(len(articles), 'article')}. Choose a row to read it with its claims.")
    picked = st.dataframe(
        shown,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"list-{state.get('opened', 0)}",
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
    if rows and rows[0] < len(articles):
        state.opened = state.get("opened", 0) + 1  # a fresh list, with no row chosen, to come back to
        st.query_params["article"] = articles["id"].iloc[rows[0]]
        st.rerun()


def samples_button(opened: Store) -> None:
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
        st.query_params.clear()
        st.rerun()
    facts = [article.url, counted(len(claims), "claim")]
    st.html(title_html(article, level=1, facts=[fact for fact in facts if fact]))
    opened_at = st.query_params.get("claim", "")
    st.html(article_html(article, claims, theatre, linked=True, opened=opened_at))
    if any(claim.id == opened_at for claim in claims):
        st.html(SHOW_OPENED, unsafe_allow_javascript=True)
    elif opened_at:
        st.html(notice_html("The claim that the link asks for is no longer in this article.", "warning"))
    if claims:
        with st.expander("The claims as a table"):
            table(claims)
    with st.popover("Remove this article"):
        st.write("Its text goes, and its claims go from the map.")
        if st.button("Remove it", type="primary"):
            opened.remove(article.id)
            state.said = [("done", f"Removed “{one_line(article.title, 120)}”.")]
            st.query_params.clear()
            st.rerun()


page()

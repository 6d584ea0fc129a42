"""Articles: bring them in, see what was found before it is kept, and read what is kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
from maps.words import day_words, one_line
from store import Store, owners
from store.access import Role
from store.arrivals import Arrivals, Asking
from store.drafts import Draft, DraftCounts, Drafts
from store.intake import looking
from store.intake.work import PAUSED, arrivals_of, confirm, read_next, rows_by_name
from store.samples import remove_samples
from translation.errors import error_words
from translation.messages import _, counted, number, pgettext, share
from web import background, desk, editing, online, preview, resources, signin, sources, tables, upkeep, workspace
from web.article_view import article_html, claim_line, claim_rows, map_link, notice_html, title_html
from web.difference import difference_html
from web.paging import page_of
from web.person import owner
from web.startpage import SHOW_OPENED

AT_ONCE = 50  # files or articles that are read, looked at or saved while the page waits; more is done beside it
AT_ONCE_BYTES = 1_000_000
PASTED = "The pasted text"  # as extract/read names what has no file
SHOWN = 10  # found articles on the page at once
LINKED = {
    "voice": _("It is saved as one voice with “{title}”."),
    "version": _("It is saved as a new version of “{title}”."),
    "own": _("It is saved as an article of its own, though it is much like “{title}”."),
}
ASKING, ALL = _("those that ask for one"), _("all of them")

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
        underway()
        tables.ask(resources.store(), confirmed=read_table)
        drafts()
        of_others()
        bring()
    collection()


def own() -> Drafts:
    """The drafts that whoever looks at the page works with."""
    return resources.store().drafts.belonging_to(owner())


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


# --- what is done beside the page ---------------------------------------------------------------------------------


def underway() -> None:
    """What is worked off in the background, with its brakes; and what came of it, a line a file."""
    opened = resources.store()
    online.start(opened)
    if busy(None):
        background.start(opened)
    if busy(owner()):
        working()
    arrivals = opened.arrivals.belonging_to(owner())
    if arrivals.counts()[1]:
        came(arrivals)


def busy(whose: str | None) -> bool:
    """Whether there is more to do of what somebody brought, or anybody, than a page waits for."""
    opened = resources.store()
    counts = opened.drafts.belonging_to(whose).counts()
    fetching = opened.online.allowed and opened.online.waiting(whose)
    waiting, _done = opened.arrivals.belonging_to(whose).counts()
    return bool(waiting or counts.accepted or counts.unread > AT_ONCE or fetching)


@st.fragment(run_every=2)
@resources.failures_told()
def working() -> None:
    opened = resources.store()
    if not busy(owner()):
        st.rerun()
    background.start(opened)
    (waiting, done), counts = opened.arrivals.belonging_to(owner()).counts(), own().counts()
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


def came(arrivals: Arrivals) -> None:
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


# --- what was found -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offered:
    """What the button to save says that it saves: how many drafts, and of so many as are saved while the page waits
    the id and title of the article, by the draft's id."""

    number: int = 0
    articles: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def drafts() -> None:
    opened, mine = resources.store(), own()
    counts = mine.counts()
    offered = state.pop("offered", Offered())
    if 0 < counts.unread <= AT_ONCE and not busy(owner()):
        with resources.progress() as say:
            reader = resources.pipeline()
            looking.look(
                opened,
                reader,
                mine.unread(counts.unread),
                progress=lambda done: say(done / counts.unread, upkeep.reading(done, counts.unread)),
            )
        counts = mine.counts()
    if state.get("save"):  # before there is a button, which somebody else may leave nothing to save
        save(offered)
    if counts.all == counts.accepted:
        return
    first = mine.first(SHOWN)
    waiting = counts.all - counts.accepted
    if waiting == 1 and first and not first[0].keep:  # alone it has no check mark, and saving it is the one choice
        mine.change([first[0].id], keep=True)
        st.rerun()
    with st.container(key="savebar", horizontal=True, vertical_alignment="center"):
        st.header(_("Found, not yet saved"), anchor=False, width="stretch")
        if st.button(_("Discard all") if waiting > 1 else _("Discard")):
            mine.discard()
            state.said = []
            st.rerun()
        label = counted(counts.chosen, "Save {n} article", "Save {n} articles")
        label = label if counts.chosen else _("Nothing to save")
        # its key keeps it the same button while others change how many there are
        st.button(label, type="primary", disabled=not counts.chosen, key="save")
    chosen = mine.chosen(AT_ONCE)
    state.offered = Offered(counts.chosen, {each.id: (each.article.id, each.article.title) for each in chosen})
    if waiting > 1:
        for_all(counts)
    if chosen and not busy(owner()):
        with st.spinner(_("Working out what saving would change")):
            preview.show(chosen)
        if counts.chosen > AT_ONCE:
            text = _("That is of the first {n} of {all} articles.")
            st.caption(text.format(n=AT_ONCE, all=number(counts.chosen)))
    if waiting > SHOWN:
        text = _("The first {n} of {all}; the others follow as these are saved or discarded.")
        st.caption(text.format(n=SHOWN, all=number(waiting)))
    for draft in first:
        with st.container(border=True, key=f"draft-{draft.id}"):
            show(draft, alone=waiting == 1, whole=waiting <= 2)


def of_others() -> None:
    """That others have articles which are not saved yet, and which, to be taken over."""
    opened, mine = resources.store(), owner()
    others = owners.of_others(opened, mine)
    if not others:
        return
    articles, asking = sum(each.articles for each in others), sum(each.tables for each in others)
    has = _("Others have {what}") if signin.configured() else _("Brought in other browsers: {what}")
    with st.expander(has.format(what=unsaved(articles, asking))):
        st.caption(_("What you take over is yours to save or discard, and no longer theirs."))
        for each in others:
            words, button = st.columns([6, 1], vertical_alignment="center")
            who = one_line(owners.name_of(each.owner), 80) or _("another browser")
            titles = "; ".join(f"“{one_line(title, 80)}”" for title in each.titles)
            if more := each.articles - len(each.titles):
                titles = _("{some} and {n} more").format(some=titles, n=number(more))
            words.html(notice_html(f"{who}: {titles or unsaved(0, each.tables)}"))
            if button.button(_("Take over"), key=f"take-over-{each.owner}", width="stretch"):
                owners.take_over(opened, each.owner, mine)
                text = _("Taken over from {who}: {what}.")
                state.said = [("done", text.format(who=who, what=unsaved(each.articles, each.tables)))]
                st.rerun()


def unsaved(articles: int, asking: int) -> str:
    parts = [
        counted(articles, "{n} article not yet saved", "{n} articles not yet saved") if articles else "",
        counted(asking, "{n} table not yet confirmed", "{n} tables not yet confirmed") if asking else "",
    ]
    return ", ".join(filter(None, parts))


def for_all(counts: DraftCounts) -> None:
    """What many drafts have in common is given once."""
    mine = own()
    with (
        st.expander(_("The same date, publisher or label for all that are to be saved")),
        st.form("for-all", border=False),
    ):
        day, name, label = st.columns([3, 4, 4])
        chosen = day.date_input(_("Published on"), value=None, min_value=EARLIEST, max_value=None, format="YYYY-MM-DD")
        publisher = name.text_input(_("Publisher of all"), max_chars=200)
        labelled = label.text_input(
            _("Label of all"), max_chars=100, help=_("A word to find them by, in the collection.")
        )
        whom = st.radio(_("The date is for"), [ASKING, ALL], horizontal=True)
        if st.form_submit_button(_("Give it to all")):
            try:
                changed = mine.change(
                    day=chosen, publisher=publisher or None, label=labelled or None, undated_only=whom == ASKING
                )
                state.said = [("done", counted(changed, "Given to {n} article.", "Given to {n} articles."))]
            except ArticleError as error:
                state.said = [("error", error_words(error))]
            st.rerun()
    if counts.double and st.button(
        counted(
            counts.double,
            "Take the {n} that is nearly the same as another for a copy, one voice with it",
            "Take the {n} that are nearly the same as others for copies, one voice with them",
        )
    ):
        mine.link("voice")
        st.rerun()
    if counts.already and st.button(
        counted(
            counts.already,
            "Discard the {n} that is in the collection already",
            "Discard the {n} that are in the collection already",
        )
    ):
        mine.discard_already_kept()
        st.rerun()


def save(offered: Offered) -> None:
    """Save what the button said, and no other; of what is not there any more it is said what became of it."""
    opened, mine = resources.store(), own()
    state.said, state.saved = [], []
    if offered.number > AT_ONCE:
        missing = offered.number - mine.accept()
        if missing > 0:
            text = counted(
                missing,
                "{n} of them was not there any more: somebody else saved it, discarded it or took it over meanwhile.",
                "{n} of them were not there any more: somebody else saved, discarded or took them over meanwhile.",
            )
            state.said.append(("warning", text))
        st.rerun()
    there = {draft.id: draft for draft in mine.of([*offered.articles])}
    ready = {draft.id for draft in mine.chosen(len(there), there)}
    for id, (article_id, title) in offered.articles.items():
        draft = there.get(id)
        if draft is None:
            state.said.append(("warning", gone(article_id, title)))
        elif id in ready and looking.save(opened, draft).new:
            state.saved.append(saved_html(draft))
        elif id in ready or draft.already:
            text = _("“{title}” was already here; nothing changed.")
            state.said.append(("info", text.format(title=one_line(draft.article.title, 80))))
    st.rerun()


def gone(article_id: str, title: str) -> str:
    """What became of a draft that its owner was about to save."""
    kept = resources.store().article(article_id)
    if kept is None:
        text = _("“{title}” was not saved: somebody else discarded it or took it over meanwhile.")
    elif kept.added_by and kept.added_by != signin.actor().name:
        text = _("“{title}” is saved already: {who} did it meanwhile.")
    else:
        text = _("“{title}” is saved already: somebody did it meanwhile, you in another window or somebody else.")
    return text.format(title=one_line(title, 80), who=one_line(kept.added_by, 80) if kept else "")


def saved_html(draft: Draft) -> str:
    article, claims = draft.article, draft.claims or ()
    links = f'<a href="?{urlencode(theatre_query() | {"article": article.id})}" target="_self">{_("Read it")}</a>'
    placed = next((claim for claim in claims if claim.controller_after and claim.place_id), None)
    if placed:
        day = placed.event_to or placed.event_from or placed.published
        there = escape(_("See the map on {day}").format(day=day_words(day)))
        links += f' · <a href="{escape(map_link(placed))}" target="_self">{there}</a>'
    text = counted(
        len(claims), "Saved “{title}” with {n} claim.", "Saved “{title}” with {n} claims.",
        title=one_line(article.title, 120),
    )  # fmt: skip
    said = notice_html(text, "done")
    return said.removesuffix("</span></div>") + f" {links}</span></div>"


def show(draft: Draft, *, alone: bool, whole: bool) -> None:
    """One article before it is kept: its facts to correct, what to know about it, and the text with its claims."""
    article = draft.article
    language = _("language: {code}").format(code=article.language)
    file_name = _("The pasted text") if article.file_name == PASTED else article.file_name
    st.html(title_html(article, dated=draft.dated, facts=[file_name, language]))
    day, publisher, title, keep, drop = st.columns([3, 3, 4, 2, 2], vertical_alignment="bottom")
    day.date_input(
        _("Published on"),
        min_value=EARLIEST,
        max_value=None,
        format="YYYY-MM-DD",
        **typed(draft, "day", article.published if draft.dated else None),
    )
    publisher.text_input(_("Publisher"), max_chars=200, **typed(draft, "publisher", article.publisher))
    title.text_input(_("Title"), max_chars=300, **typed(draft, "title", article.title))
    if not draft.dated:
        ask(draft)
    if refused := state.pop(f"refused-{draft.id}", ""):
        st.html(notice_html(refused, "error"))
    # alone, the bar above says it all
    if not alone:
        keep.checkbox(
            _("Save this one"), disabled=not draft.ready, **typed(draft, "keep", draft.keep and not draft.already)
        )
    if not alone and drop.button(_("Discard"), key=f"drop-{draft.id}"):
        own().discard([draft.id])
        st.rerun()
    if draft.already:
        st.html(notice_html(_("This article is already in the collection; saving it again would change nothing.")))
    if draft.problem:
        st.html(notice_html(error_words(draft.problem), "error"))
    double(draft)
    if draft.claims is None:
        with st.expander(_("The text"), expanded=whole):
            st.html(article_html(article, (), theatre))
        return
    shown = [workspace.claim_in_words(claim) for claim in draft.standing]
    found(draft, shown, whole=whole)


def double(draft: Draft) -> None:
    """What to do with an article that is nearly the same as another: shown side by side, and asked."""
    mine = own()
    other = None if draft.already else mine.other(draft)
    if other is None:
        return
    title = one_line(other.title, 100)
    if draft.link:
        words, undo = st.columns([5, 1], vertical_alignment="center")
        words.html(notice_html(LINKED[draft.link].format(title=title)))
        if undo.button(_("Change that"), key=f"unlink-{draft.id}"):
            mine.link("", [draft.id])
            st.rerun()
        return
    where = ", ".join(filter(None, (one_line(other.publisher, 60), day_words(other.published))))
    st.html(
        notice_html(
            _(
                "{share} of it is in “{title}” ({where}) too. Is it a copy, which is no second voice, or an amended "
                "version, which takes its place? Nothing is saved before you say so."
            ).format(share=share(draft.alike), title=title, where=where),
            "warning",
        )
    )
    theirs, ours = difference_html(other.text, draft.article.text)
    left, right = st.columns(2)
    left.html(f"<b>{escape(title)}</b>{theirs}")
    right.html(f"<b>{escape(one_line(draft.article.title, 100))}</b>{ours}")
    for column, (link, label) in zip(
        st.columns([2, 2, 2, 3]),
        {
            "voice": _("One voice with it"),
            "version": _("A new version of it"),
            "own": _("An article of its own"),
        }.items(),
        strict=False,
    ):
        if column.button(label, key=f"{link}-{draft.id}", width="stretch"):
            mine.link(link, [draft.id])
            st.rerun()


def typed(draft: Draft, name: str, value: date | str | bool | None) -> dict[str, Any]:
    """What binds a field to a draft: it shows what the store has, and what a person types in it goes there at once.
    What somebody else changed meanwhile shows too."""
    key = f"{name}-{draft.id}"
    if f"{key}-stored" not in state or state[f"{key}-stored"] != value or key not in state:
        state[key] = state[f"{key}-stored"] = value
    return {"key": key, "on_change": take_over, "args": (draft.id, name, key)}


def take_over(id: int, name: str, key: str) -> None:
    """What was typed goes to the store; where the draft is no longer there, that is said."""
    try:
        if not own().change([id], **{name: state[key]}):
            text = _("What you typed was not kept: somebody else saved the article, discarded it or took it over.")
            state.said = [("warning", text)]
    except ArticleError as error:
        state[f"refused-{id}"] = error_words(error)


def date_as_suggested(draft: Draft) -> None:
    """A callback, so that whoever types on at once does not take the click back."""
    own().change([draft.id], day=draft.suggestion)


def ask(draft: Draft) -> None:
    asks = error_words(draft.asked)
    why = f"{asks[0].upper()}{asks[1:]}." if asks else _("It does not say its date.")
    asked = _("On which day was it published? Its claims are dated by that day.")
    st.html(notice_html(f"{why} {asked}", "warning"))
    if draft.suggestion:
        st.button(
            _("It was {day}, as the file suggests").format(day=day_words(draft.suggestion)),
            key=f"suggested-{draft.id}",
            on_click=date_as_suggested,
            args=(draft,),
        )


def found(draft: Draft, claims: Sequence[Claim], *, whole: bool) -> None:
    places = draft.places
    if not draft.mentions:
        st.html(
            notice_html(_("No place named in it was recognised, so it says nothing that a map could show."), "warning")
        )
    elif not claims:
        none = _("No claim was found in it: no sentence says who took, holds, left or fights for a place.")
        other = _("It seems to be written in “{language}”.").format(language=draft.article.language)
        st.html(notice_html(none if draft.article.language == "en" else f"{none} {other}", "warning"))
    if places:
        names = ", ".join(one_line(place, 60) for place in places[:40]) + (" …" if len(places) > 40 else "")
        named = counted(len(places), "{n} place named:", "{n} places named:")
        st.html(f'<p class="ml-places"><b>{named}</b> {escape(names)}</p>')
    if claims:
        table(claims)
    with st.expander(counted(len(claims), "The text with {n} claim", "The text with {n} claims"), expanded=whole):
        st.html(article_html(draft.article, claims, theatre))


def table(claims: Iterable[Claim]) -> None:
    st.dataframe(
        pd.DataFrame(claim_rows(claims, theatre)),
        hide_index=True,
        column_config={
            _("Confidence"): st.column_config.NumberColumn(format="percent", width="small"),
            _("Sentence"): st.column_config.TextColumn(width="large"),
        },
    )


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
            table(shown)
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

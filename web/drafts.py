"""What was found and is not saved yet: each article with its facts to correct, what to know of it, and its claims."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from extract.model import Claim
from extract.read.article import EARLIEST, ArticleError
from maps.view import theatre_query
from maps.words import day_words, one_line
from store import owners
from store.drafts import Draft, DraftCounts, Drafts
from store.intake import looking
from translation.errors import error_words
from translation.messages import N_, Messages, _, counted, number, share
from web import preview, resources, signin, upkeep, workspace
from web.article_view import article_html, claim_rows, map_link, notice_html, title_html
from web.difference import difference_html
from web.person import owner
from web.underway import AT_ONCE, is_busy

__all__ = ["own", "show_claims", "show_drafts", "show_others"]

_PASTED = "The pasted text"  # as extract/read names what has no file
_SHOWN = 10  # found articles on the page at once
_LINKED = Messages({
    "voice": N_("It is saved as one voice with “{title}”."),
    "version": N_("It is saved as a new version of “{title}”."),
    "own": N_("It is saved as an article of its own, though it is much like “{title}”."),
})  # fmt: skip
state = st.session_state


def own() -> Drafts:
    """The drafts that whoever looks at the page works with."""
    return resources.store().drafts.belonging_to(owner())


@dataclass(frozen=True, slots=True)
class _Offered:
    """What the button to save says that it saves: how many drafts, and of so many as are saved while the page waits
    the id and title of the article, by the draft's id."""

    number: int = 0
    articles: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def show_drafts() -> None:
    """What was found and is not saved yet, and what may be done with it."""
    opened, mine = resources.store(), own()
    counts = mine.counts()
    offered = state.pop("offered", _Offered())
    if 0 < counts.unread <= AT_ONCE and not is_busy(owner()):
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
        _save(offered)
    if counts.all == counts.accepted:
        return
    first = mine.first(_SHOWN)
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
    state.offered = _Offered(counts.chosen, {each.id: (each.article.id, each.article.title) for each in chosen})
    if waiting > 1:
        _for_all(counts)
    if chosen and not is_busy(owner()):
        with st.spinner(_("Working out what saving would change")):
            preview.show(chosen)
        if counts.chosen > AT_ONCE:
            text = _("That is of the first {n} of {all} articles.")
            st.caption(text.format(n=AT_ONCE, all=number(counts.chosen)))
    if waiting > _SHOWN:
        text = _("The first {n} of {all}; the others follow as these are saved or discarded.")
        st.caption(text.format(n=_SHOWN, all=number(waiting)))
    for draft in first:
        with st.container(border=True, key=f"draft-{draft.id}"):
            _show(draft, alone=waiting == 1, whole=waiting <= 2)


def show_others() -> None:
    """That others have articles which are not saved yet, and which, to be taken over."""
    opened, mine = resources.store(), owner()
    others = owners.of_others(opened, mine)
    if not others:
        return
    articles, asking = sum(each.articles for each in others), sum(each.tables for each in others)
    has = _("Others have {what}") if signin.configured() else _("Brought in other browsers: {what}")
    with st.expander(has.format(what=_unsaved(articles, asking))):
        st.caption(_("What you take over is yours to save or discard, and no longer theirs."))
        for each in others:
            words, button = st.columns([6, 1], vertical_alignment="center")
            who = one_line(owners.name_of(each.owner), 80) or _("another browser")
            titles = "; ".join(f"“{one_line(title, 80)}”" for title in each.titles)
            if more := each.articles - len(each.titles):
                titles = _("{some} and {n} more").format(some=titles, n=number(more))
            words.html(notice_html(f"{who}: {titles or _unsaved(0, each.tables)}"))
            if button.button(_("Take over"), key=f"take-over-{each.owner}", width="stretch"):
                owners.take_over(opened, each.owner, mine)
                text = _("Taken over from {who}: {what}.")
                state.said = [("done", text.format(who=who, what=_unsaved(each.articles, each.tables)))]
                st.rerun()


def _unsaved(articles: int, asking: int) -> str:
    parts = [
        counted(articles, "{n} article not yet saved", "{n} articles not yet saved") if articles else "",
        counted(asking, "{n} table not yet confirmed", "{n} tables not yet confirmed") if asking else "",
    ]
    return ", ".join(filter(None, parts))


def _for_all(counts: DraftCounts) -> None:
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
        asking, everyone = _("those that ask for one"), _("all of them")
        whom = st.radio(_("The date is for"), [asking, everyone], horizontal=True)
        if st.form_submit_button(_("Give it to all")):
            try:
                changed = mine.change(
                    day=chosen, publisher=publisher or None, label=labelled or None, undated_only=whom == asking
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


def _save(offered: _Offered) -> None:
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
            state.said.append(("warning", _gone(article_id, title)))
        elif id in ready and looking.save(opened, draft).new:
            state.saved.append(_saved_html(draft))
        elif id in ready or draft.already:
            text = _("“{title}” was already here; nothing changed.")
            state.said.append(("info", text.format(title=one_line(draft.article.title, 80))))
    st.rerun()


def _gone(article_id: str, title: str) -> str:
    """What became of a draft that its owner was about to save."""
    kept = resources.store().article(article_id)
    if kept is None:
        text = _("“{title}” was not saved: somebody else discarded it or took it over meanwhile.")
    elif kept.added_by and kept.added_by != signin.actor().name:
        text = _("“{title}” is saved already: {who} did it meanwhile.")
    else:
        text = _("“{title}” is saved already: somebody did it meanwhile, you in another window or somebody else.")
    return text.format(title=one_line(title, 80), who=one_line(kept.added_by, 80) if kept else "")


def _saved_html(draft: Draft) -> str:
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


def _show(draft: Draft, *, alone: bool, whole: bool) -> None:
    """One article before it is kept: its facts to correct, what to know about it, and the text with its claims."""
    article = draft.article
    language = _("language: {code}").format(code=article.language)
    file_name = _("The pasted text") if article.file_name == _PASTED else article.file_name
    st.html(title_html(article, dated=draft.dated, facts=[file_name, language]))
    day, publisher, title, keep, drop = st.columns([3, 3, 4, 2, 2], vertical_alignment="bottom")
    day.date_input(
        _("Published on"),
        min_value=EARLIEST,
        max_value=None,
        format="YYYY-MM-DD",
        **_typed(draft, "day", article.published if draft.dated else None),
    )
    publisher.text_input(_("Publisher"), max_chars=200, **_typed(draft, "publisher", article.publisher))
    title.text_input(_("Title"), max_chars=300, **_typed(draft, "title", article.title))
    if not draft.dated:
        _ask(draft)
    if refused := state.pop(f"refused-{draft.id}", ""):
        st.html(notice_html(refused, "error"))
    # alone, the bar above says it all
    if not alone:
        keep.checkbox(
            _("Save this one"), disabled=not draft.ready, **_typed(draft, "keep", draft.keep and not draft.already)
        )
    if not alone and drop.button(_("Discard"), key=f"drop-{draft.id}"):
        own().discard([draft.id])
        st.rerun()
    if draft.already:
        st.html(notice_html(_("This article is already in the collection; saving it again would change nothing.")))
    if draft.problem:
        st.html(notice_html(error_words(draft.problem), "error"))
    _double(draft)
    if draft.claims is None:
        with st.expander(_("The text"), expanded=whole):
            st.html(article_html(article, (), resources.theatre()))
        return
    shown = [workspace.claim_in_words(claim) for claim in draft.standing]
    _found(draft, shown, whole=whole)


def _double(draft: Draft) -> None:
    """What to do with an article that is nearly the same as another: shown side by side, and asked."""
    mine = own()
    other = None if draft.already else mine.other(draft)
    if other is None:
        return
    title = one_line(other.title, 100)
    if draft.link:
        words, undo = st.columns([5, 1], vertical_alignment="center")
        words.html(notice_html(_LINKED[draft.link].format(title=title)))
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


def _typed(draft: Draft, name: str, value: date | str | bool | None) -> dict[str, Any]:
    """What binds a field to a draft: it shows what the store has, and what a person types in it goes there at once.
    What somebody else changed meanwhile shows too."""
    key = f"{name}-{draft.id}"
    if f"{key}-stored" not in state or state[f"{key}-stored"] != value or key not in state:
        state[key] = state[f"{key}-stored"] = value
    return {"key": key, "on_change": _take_over, "args": (draft.id, name, key)}


def _take_over(id: int, name: str, key: str) -> None:
    """What was typed goes to the store; where the draft is no longer there, that is said."""
    try:
        if not own().change([id], **{name: state[key]}):
            text = _("What you typed was not kept: somebody else saved the article, discarded it or took it over.")
            state.said = [("warning", text)]
    except ArticleError as error:
        state[f"refused-{id}"] = error_words(error)


def _date_as_suggested(draft: Draft) -> None:
    """A callback, so that whoever types on at once does not take the click back."""
    own().change([draft.id], day=draft.suggestion)


def _ask(draft: Draft) -> None:
    asks = error_words(draft.asked)
    why = f"{asks[0].upper()}{asks[1:]}." if asks else _("It does not say its date.")
    asked = _("On which day was it published? Its claims are dated by that day.")
    st.html(notice_html(f"{why} {asked}", "warning"))
    if draft.suggestion:
        st.button(
            _("It was {day}, as the file suggests").format(day=day_words(draft.suggestion)),
            key=f"suggested-{draft.id}",
            on_click=_date_as_suggested,
            args=(draft,),
        )


def _found(draft: Draft, claims: Sequence[Claim], *, whole: bool) -> None:
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
        show_claims(claims)
    with st.expander(counted(len(claims), "The text with {n} claim", "The text with {n} claims"), expanded=whole):
        st.html(article_html(draft.article, claims, resources.theatre()))


def show_claims(claims: Iterable[Claim]) -> None:
    """Claims as a table, in the words of the page's language."""
    st.dataframe(
        pd.DataFrame(claim_rows(claims, resources.theatre())),
        hide_index=True,
        column_config={
            _("Confidence"): st.column_config.NumberColumn(format="percent"),
            _("Sentence"): st.column_config.TextColumn(width="large"),
        },
    )

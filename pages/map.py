"""Map: who holds what on a day, and for one place why."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode

import numpy as np
import pandas as pd
import streamlit as st
from babel.dates import format_skeleton
from streamlit_folium import st_folium

from maps import evidence
from maps.layer import Show, base_map
from maps.page import standalone
from maps.view import BROWSERS, View, filters_query, parse, theatre_query, to_query
from maps.words import day_words, escaped, literal, phrase
from timeline.arrow import among
from timeline.filters import EVERYTHING, STANDING, claim_days, matching, matching_changes, stands, values
from translation.messages import ENGLISH, _, counted, languages, locale, number, share, spoken
from web import address, resources, workspace
from web.address import moved
from web.desk import put_right
from web.filterbar import Filterbar, chosen, set_filters

HEIGHT = 720
LATELY = timedelta(days=30)
LISTED = 12
state = st.session_state


def short_day(day: date) -> str:
    """ "9 Sep", in a list of lines of the same month or two."""
    return format_skeleton("MMMd", day, locale=locale()) if spoken() != ENGLISH else f"{day:%-d %b}"


def heard() -> None:
    """The map's user let go of the slider, chose a place, or set a range or the language."""
    moved()
    message = state["map"]
    state.answered = message["number"]
    state.day = date.fromisoformat(message["day"])
    state.since = date.fromisoformat(message["since"]) if message.get("since") else None
    state.language = message.get("language") or state.language
    if message["data"].endswith(payload.blob.digest):
        state.place = payload.places[message["place"]] if message["place"] >= 0 else None


def go(day: date) -> None:
    moved()
    state.day = min(max(day, payload.first), payload.last)
    if state.since and state.since > state.day:
        state.since = None


def open_place(day: date, place: str) -> None:
    """A line of the list leads to its place, on its day."""
    go(day)
    state.place = place


def chosen_mark(band: str, found: pd.DataFrame) -> None:
    """A mark on the band leads to its day."""
    for mark in state[band]["selection"].get("claim", []):
        go(claim_days(found[found["id"] == mark["id"]]).iloc[0].date())


def listen() -> View:
    """The view that the address bar asks for, where a link, Back or Forward opens it; else that of before, at what the
    map's browser side wrote to the address bar."""
    query = st.query_params.to_dict()
    from_browser = {name: query[name] for name in BROWSERS if name in query}
    browsers, _notes = parse(from_browser, first=payload.first, last=payload.last, places=())
    before: View = replace(
        state.get("view") or View(payload.last), filters=chosen(), at=browsers.at, hide=browsers.hide
    )
    shown = {name: value for name, value in to_query(before).items() if name not in BROWSERS}
    state.notes = () if state.get("moved") else state.get("notes", ())
    asked = address.arrived("map", shown, silent=BROWSERS)
    if asked is None and "day" not in state:  # another page was shown, and what the controls held is gone
        asked = shown
    if asked is not None:
        before, state.notes = parse(
            asked | from_browser,
            first=payload.first, last=payload.last, places=names.index, default=payload.last,
            known=values(claims, theatre),
        )  # fmt: skip
        state.day, state.place, state.since = before.day, before.place or None, before.since
        state.language = before.language
        set_filters(before.filters)
    if state.get("place") not in names.index:
        state.place = None
    return before


def controls() -> None:
    day, beside = st.columns([2, 3])
    day.date_input(
        _("Day"), min_value=payload.first, max_value=payload.last, key="day", format="YYYY-MM-DD", on_change=moved
    )
    if state.since:
        day.date_input(
            _("Changes since"),
            min_value=payload.first,
            max_value=payload.last,
            key="since",
            format="YYYY-MM-DD",
            on_change=moved,
        )
    beside.selectbox(
        _("Place"),
        workspace.place_order(spoken()),
        format_func=workspace.labels(spoken()).__getitem__,
        index=None,
        key="place",
        on_change=moved,
        placeholder=_("Type a name"),
    )


def results() -> bool:
    """How much the filters leave; says False where it is nothing."""
    if not view.filters.chosen():
        return True
    standing = workspace.standing(view.day)
    places = stands(standing, view.filters, view.day)
    if kept is not None:
        places &= among(standing["place_id"], [payload.places[number] for number in kept])
    fitting = int(matching(claims, view.filters, standing=standing, day=view.day).sum())
    if not places.any() and not fitting:
        filters.loosen()
        return False
    found = counted(int(places.sum()), "{n} place", "{n} places"), counted(fitting, "{n} claim", "{n} claims")
    st.caption(_("{places}, {claims} fit.").format(places=found[0], claims=found[1]))
    return True


def lately() -> None:
    """What changed up to the day shown; since the range's first day, where one is set."""
    begin = view.since or view.day - LATELY
    changed = workspace.reported_changes()  # in order of day
    start, end = changed["day"].searchsorted([pd.Timestamp(begin), pd.Timestamp(view.day)], side="right")
    rows = np.arange(start, end)
    if view.filters.chosen():
        rows = rows[matching_changes(changed.iloc[start:end].reset_index(drop=True), claims, view.filters)]
    since = _("Since {day}").format(day=day_words(begin))
    st.subheader(since if view.since else _("The thirty days before"), anchor=False)
    if not len(rows):
        st.caption(
            _("No change in them fits the filters.") if view.filters.chosen() else _("No change is reported in them.")
        )
    with st.container(key="listed"):
        listed = changed[["day", "place_id", "holder", "status", "basis", "rule"]].iloc[rows[-LISTED:][::-1]]
        for line, change in enumerate(listed.to_dict("records")):
            name = str(called.at[change["place_id"], "name"])
            said = f"{short_day(change['day'])} · {name} · "
            said += evidence.status_sentence(change, theatre, view.language)
            there = (change["day"].date(), change["place_id"])
            st.button(literal(said), key=f"lately-{line}", type="tertiary", on_click=open_place, args=there)
    if len(rows) > LISTED:
        asked = theatre_query() | filters_query(replace(view.filters, first=begin + timedelta(days=1), last=view.day))
        whole_list = _("All {n} of them").format(n=number(len(rows)))
        st.html(f'<a href="changes?{escaped(urlencode(asked))}" target="_self">{escaped(whole_list)}</a>')


def place_panel() -> None:
    """The place that is open: who held it when, and every claim about it."""
    found = workspace.in_words(evidence.claims_of(claims, view.place), view.language)
    row = evidence.state_of(workspace.estimate() if found.empty else control, view.place, view.day)
    language = view.language
    st.subheader(literal(called.at[view.place, "name"]), anchor=False)
    on = phrase("onDay", language, day=day_words(view.day, language=language))
    st.markdown(f"**{literal(evidence.status_sentence(row, theatre, language))}** {literal(on)}")
    sheet = theatre_query() | {"place": view.place, "on": view.day.isoformat()}
    sheet |= {"language": language} if language != spoken() else {}
    printed = _("Evidence page: to print, to keep as PDF, to cite")
    leads = f'<a href="evidence?{escaped(urlencode(sheet, safe=":"))}" target="_self">{escaped(printed)}</a>'
    st.html(f'<div class="ml-open" data-open="{escaped(view.place)}">{leads}</div>')
    if language != spoken():
        st.caption(literal(phrase("spoken", language)))
    if found.empty:
        st.caption(literal(phrase("onlyEstimate", language)))
        return
    if row is not None and (said := evidence.range_sentence(row, language)):
        st.caption(literal(f"{said[:1].upper()}{said[1:]}."))
    if row is not None:
        rule, sure = evidence.rule_sentence(row["rule"]), share(row["confidence"])
        said = _("{rule} Confidence {share}.").format(rule=rule, share=sure)
        if pd.notna(row["last_evidence"]):
            age = (pd.Timestamp(view.day) - row["last_evidence"]).days
            on = day_words(row["last_evidence"].date())
            before = counted(age, "{day}, {n} day before", "{day}, {n} days before", day=on) if age > 0 else on
            said += " " + _("Last report: {day}.").format(day=before)
        st.caption(literal(said))
    band = f"band-{view.place}"
    st.altair_chart(
        evidence.history_chart(
            control, found, view.place, theatre=theatre, day=view.day, last=payload.last, language=language
        ),
        on_select=lambda: chosen_mark(band, found),
        key=band,
        alt=_("Who held {place} when, and every claim about it").format(place=called.at[view.place, "name"]),
    )
    fitting = found[matching(found, view.filters.without(*STANDING))]
    if len(fitting) < len(found):
        text = counted(
            len(found),
            "{some} of {n} claim about it fit the filters.", "{some} of {n} claims about it fit the filters.",
            some=number(len(fitting)),
        )  # fmt: skip
        st.caption(text)
    for standing_of, heading, part in evidence.weighed(fitting, row):
        st.markdown(f"**{literal(phrase(heading, language))}**")
        for claim, day in zip(part.to_dict("records"), claim_days(part), strict=True):
            card = evidence.claim_html(claim, theatre=theatre, standing=standing_of, linked=True, languages=(language,))
            st.html(card)
            leads = phrase("showDay", language, day=day_words(day.date(), language=language))
            there, right = st.columns([2, 1])
            there.button(leads, key=f"go-{claim['id']}", on_click=go, args=(day.date(),), type="tertiary")
            with right:
                put_right(claim["id"], claim["id"], claim["publisher"])


def pass_on() -> None:
    with st.popover(_("Share"), key="share-panel", on_change="rerun", width="stretch") as panel:
        if not panel.open:
            return
        st.download_button(
            _("Download the map as one file"),
            whole,
            file_name=f"marchland-{view.day}.html",
            mime="text/html",
            on_click="ignore",
            help=_("An HTML file with time bar and evidence that opens from disk, with no network."),
        )
        st.caption(_("To embed the map in a page of yours:"))
        here = f"{st.context.url or ''}".split("?")[0].rstrip("/")
        st.code(
            f'<iframe src="{here}/embed?embed=true&{urlencode(to_query(view))}" width="100%" height="640"></iframe>',
            wrap_lines=True,
        )


def whole() -> str:
    """The map in one file, at what is shown now."""
    cards = evidence.cards(control, claims, payload.places, theatre, tuple(languages()))
    return standalone(theatre, payload, view, evidence=cards, kept=kept)


theatre = resources.theatre()
control, claims = workspace.control(), workspace.claims()
payload, names = workspace.payload(), workspace.places()
before = listen()

map_column, panel = st.columns([7, 3], gap="medium")

view = state.view = replace(
    before, day=state.day or before.day, place=state.place or "", since=state.since, language=state.language,
    filters=chosen(),
)  # fmt: skip
kept = workspace.kept(view.filters)
called = workspace.called(view.language)
address.write("map", to_query(view), notes=state.notes, silent=BROWSERS)
address.entitle(str(called.at[view.place, "name"]) if view.place else "", day_words(view.day), _("Map"))

with map_column:
    st_folium(  # before all else: a new day is on the map while the rest is still worked out
        base_map(theatre),
        key="map",
        render=False,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=Show(payload, view, answers=state.get("answered", 0), kept=kept),
        on_change=heard,
    )

with panel:
    for note in state.notes:  # beside the map: above it, they would push it out of the window
        st.warning(literal(note))
    controls()

filters = Filterbar(theatre, claims, view.day, moved)

with panel:
    narrow, other = st.columns(2)
    with narrow:
        filters.panel()
    with other:
        pass_on()
    filters.chips()
    some = results()
    if view.place:
        place_panel()
    elif some:
        if view.filters == EVERYTHING:
            st.caption(_("Drag the time bar or press play. Click a place to read every claim behind its colour."))
        lately()

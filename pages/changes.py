"""Changes: what changed when, and the words it rests on."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from maps.charts import changes_chart, moment_chosen, oblast_table
from maps.evidence import cited_html, rule_sentence
from maps.view import View, filters_query, link, parse_filters, theatre_query, to_query
from maps.words import ACTIONS, STATUSES, day_words, level_name, literal, side_name
from timeline.changes import counts, lags
from timeline.filters import Filters, matching_changes, values
from translation.messages import _, counted, number, pgettext, share, spoken
from web import address, files, resources, workspace
from web.desk import put_right
from web.filterbar import Filterbar, chosen, set_filters
from web.paging import page_of

MAP = Path(__file__).with_name("map.py")
theatre = resources.theatre()
claims, changed = workspace.claims(), workspace.changes()
names = {side.id: side_name(side) for side in theatre.sides.values()}
state = st.session_state
LEVEL = level_name(theatre)


def ranged() -> None:
    """The days were chosen: both of them, or the first of the two."""
    days = state["changes-days"]
    if len(days) == 2:
        set_filters(replace(chosen(), first=days[0], last=days[1]))
        address.moved()


def listen() -> None:
    """Take over the filters that a link, Back or Forward brings."""
    notes: tuple[str, ...] = ()
    query = address.arrived("changes", filters_query(chosen()))
    if query is not None:
        asked, notes = parse_filters(query, known=values(claims, theatre))
        set_filters(asked)
        for note in notes:
            st.warning(literal(note))
    address.write("changes", filters_query(chosen()), notes=notes)


def by_oblast(begin: date, end: date) -> None:
    """Places gained in the days, and how much land, by oblast and side."""
    land = workspace.area_history((max(begin - timedelta(days=1), theatre.start), end), by_oblast=True)
    st.caption(_("Areas are estimates from the nearest evidence; places gained are those that reports tell of."))
    st.dataframe(
        oblast_table(counts(shown), land, theatre=theatre).replace({LEVEL: workspace.regions(spoken())}),
        hide_index=True,
        column_config={LEVEL: st.column_config.TextColumn(pinned=True)},
        alt=_("Places gained and estimated area by {unit} and side").format(unit=theatre.level(1, spoken())),
    )


def confirmed() -> str:
    """How long it took, by side, from the first claim to confirmation."""
    waited = lags(shown).set_index("holder")
    told = []
    for side, name in names.items():
        if side in waited.index and (row := waited.loc[side].to_dict())["confirmed"]:
            text = _("{side} {median} (at once {share}, longest {longest}, not confirmed {open})")
            values = {"median": f"{row['median']:g}", "longest": f"{row['longest']:g}", "open": f"{row['open']:.0f}"}
            told.append(text.format(side=name, share=share(row["at_once"]), **values))
    return _("Days from the first claim to confirmation, median: {each}.").format(each="; ".join(told)) if told else ""


st.title(_("What changed when"), anchor=False)
if claims.empty:
    st.info(_("There is no article here yet, so nothing has changed. Add some on the Articles page."), icon=None)
    st.stop()
listen()

asked: Filters = chosen()
last = max(theatre.start, changed["day"].max().date())
begin = min(max(asked.first or theatre.start, theatre.start), last)
end = min(max(asked.last or last, theatre.start), last)
state["changes-days"] = (begin, end)
days, hands, narrow = st.columns([4, 3, 2], vertical_alignment="bottom")
days.date_input(
    _("Days"), min_value=theatre.start, max_value=last, format="YYYY-MM-DD", key="changes-days", on_change=ranged
)
hands_only = hands.toggle(_("Only changes of hands"), value=True, help=_("Leaves out changes of status alone"))
bar = Filterbar(theatre, claims, moved=address.moved)
address.entitle(_("Changes: {days}").format(days=day_words(begin, end)))
with narrow:
    bar.panel()
bar.chips()

known = changed[(changed["basis"] != "baseline") & (changed["day"] >= pd.Timestamp(theatre.start))]
fits = known[matching_changes(known.reset_index(drop=True), claims, asked)]
shown = fits[fits["changed_hands"]] if hands_only else fits
shown = shown.reset_index(drop=True)
if shown.empty:
    if asked.chosen():
        bar.loosen()
    if len(fits):
        text = counted(
            len(fits), "{n} change of status fits: show it by “Only changes of hands”.",
            "{n} changes of status fit: show them all by “Only changes of hands”.",
        )  # fmt: skip
        st.info(text, icon=None)
    st.stop()

gained = shown[shown["changed_hands"]]["holder"].value_counts()
told = ", ".join(_("{side} gained {n}").format(side=name, n=number(gained.get(key, 0))) for key, name in names.items())
some_fit = _("{some} of {all} changes fit.").format(some=number(len(shown)), all=number(len(known)))
st.caption(f"{some_fit} {_('Times a place changed hands: {each}.').format(each=told)}  \n{confirmed()}")
event = st.altair_chart(
    changes_chart(shown, theatre=theatre), on_select="rerun", key="weeks", alt=_("Places gained a week, by side")
)
if day := moment_chosen(event):
    st.switch_page(MAP, query_params=to_query(View(day, since=day - timedelta(days=7), filters=asked.without("days"))))

listed, oblasts = st.tabs([_("One by one"), _("By {unit}").format(unit=theatre.level(1, spoken()))])
with oblasts:
    by_oblast(begin, end)
with listed:
    some = shown.iloc[page_of(len(shown), "changes-page")]
called = some["place_id"].map(workspace.called(spoken())["name"]).fillna(some["name"])
rows = some.assign(
    name=called,
    admin1=some["admin1"].replace(workspace.regions(spoken())),
    map=[link(View(day.date(), place)) for day, place in zip(some["day"], some["place_id"], strict=True)],
    holder_from=some["holder_from"].map(names).fillna(_("nobody named")),
    holder=some["holder"].map(names).fillna(_("nobody named")),
    status=some["status"].map(STATUSES),
    actions=[", ".join(ACTIONS.get(action, action) for action in said.split()) for said in some["actions"]],
    confidence=some["confidence"] * 100,
    rule=some["rule"].map(rule_sentence),
)
with listed:
    picked = st.dataframe(
        rows,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"changes-{state.get('changes-page', 1)}",
        placeholder="–",
        column_order=(
            "day",
            "name",
            "admin1",
            "holder_from",
            "holder",
            "status",
            "actions",
            "confidence",
            "lag_days",
            "rule",
            "map",
        ),
        column_config={
            "day": st.column_config.DateColumn(_("Day"), format="YYYY-MM-DD"),
            "name": st.column_config.TextColumn(_("Place"), width=170),
            "admin1": LEVEL,
            "holder_from": pgettext("whose it was", "From"),
            "holder": pgettext("whose it became", "To"),
            "status": _("Status"),
            "actions": _("Reported as"),
            "confidence": st.column_config.NumberColumn(_("Confidence"), format="%.0f%%"),
            "lag_days": st.column_config.NumberColumn(
                _("Confirmed after"),
                format=_("%d d"),
                help=_(
                    "Days from the first claim that a side has the place until it counted as held: a source on "
                    "neither side or the other side bore it out, or nobody opposed it for some days. 0: at once. –: "
                    "not confirmed, or an estimate that no claim began."
                ),
            ),
            "rule": st.column_config.TextColumn(_("By which rule"), width="medium"),
            "map": st.column_config.LinkColumn(_("Map"), display_text=_("show")),
        },
        alt=_("Changes, one a row; choose a row to read its evidence"),
    )
    st.download_button(
        _("Download these changes"),
        partial(files.as_file, shown, ".csv"),
        f"marchland-changes-{begin}-to-{end}.csv",
        on_click="ignore",
        help=_(
            "CSV, with the columns of `python -m timeline changes`: the words for and against, and the days from the "
            "first claim to confirmation (lag_days)."
        ),
    )
    if not picked["selection"]["rows"]:
        st.caption(_("Choose a row to read the sentences behind it."))
        st.stop()
    row = some.iloc[picked["selection"]["rows"][0]]
    st.subheader(
        literal(f"{called.iloc[picked['selection']['rows'][0]]}, {day_words(row['day'].date())}"), anchor=False
    )
    st.caption(literal(rule_sentence(str(row["rule"]))))
    shown_on_map, sheet, _rest = st.columns([2, 2, 4])
    if shown_on_map.button(_("Show it on the map"), type="primary", width="stretch"):
        st.switch_page(MAP, query_params=to_query(View(row["day"].date(), row["place_id"])))
    if sheet.button(_("Evidence page"), width="stretch", help=_("To print, to keep as PDF, to cite")):
        asked_for = theatre_query() | {"place": str(row["place_id"]), "on": row["day"].date().isoformat()}
        st.switch_page(MAP.with_name("evidence.py"), query_params=asked_for)
    st.html(cited_html(row, workspace.in_words(claims), theatre))
    cited = claims[claims["id"].isin(f"{row['claims_for']} {row['claims_against']}".split())]
    with st.expander(_("Put a claim right")):
        for place, claim in enumerate(cited.to_dict("records"), start=1):
            words, right = st.columns([5, 1], vertical_alignment="center")
            words.caption(literal(f"{place}. {claim['quote']}", 160))
            with right:
                put_right(claim["id"], claim["id"], claim["publisher"])

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
from maps.words import ACTIONS, STATUSES, day_words, literal
from timeline.changes import counts, lags
from timeline.filters import Filters, matching_changes, values
from web import address, files, resources, workspace
from web.desk import put_right
from web.filterbar import Filterbar, chosen, set_filters
from web.paging import page_of

MAP = Path(__file__).with_name("map.py")
theatre = resources.theatre()
claims, changed = workspace.claims(), workspace.changes()
names = {side.id: side.name for side in theatre.sides.values()}
state = st.session_state


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
    st.caption("Areas are estimates from the nearest evidence; places gained are those that reports tell of.")
    st.dataframe(
        oblast_table(counts(shown), land, theatre=theatre),
        hide_index=True,
        column_config={theatre.level().capitalize(): st.column_config.TextColumn(pinned=True)},
        alt=f"Places gained and estimated area by {theatre.level()} and side",
    )


def confirmed() -> str:
    """How long it took, by side, from the first claim to confirmation."""
    waited = lags(shown).set_index("holder")
    told = []
    for side, name in names.items():
        if side in waited.index and (row := waited.loc[side])["confirmed"]:
            said = f"{name} {row['median']:g} (at once {row['at_once']:.0%}, longest {row['longest']:g}"
            told.append(said + (f", {row['open']:.0f} not confirmed)" if row["open"] else ")"))
    return f"Days from the first claim to confirmation, median: {'; '.join(told)}." if told else ""


st.title("What changed when", anchor=False)
if claims.empty:
    st.info("There is no article here yet, so nothing has changed. Add some on the Articles page.", icon=None)
    st.stop()
listen()

asked: Filters = chosen()
last = max(theatre.start, changed["day"].max().date())
begin = min(max(asked.first or theatre.start, theatre.start), last)
end = min(max(asked.last or last, theatre.start), last)
state["changes-days"] = (begin, end)
days, hands, narrow = st.columns([4, 3, 2], vertical_alignment="bottom")
days.date_input(
    "Days", min_value=theatre.start, max_value=last, format="YYYY-MM-DD", key="changes-days", on_change=ranged
)
hands_only = hands.toggle("Only changes of hands", value=True, help="Leaves out changes of status alone")
bar = Filterbar(theatre, claims, moved=address.moved)
address.entitle(f"Changes from {day_words(begin)} to {day_words(end)}")
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
        st.info(f"{len(fits)} changes of status fit: show them all by “Only changes of hands”.", icon=None)
    st.stop()

gained = shown[shown["changed_hands"]]["holder"].value_counts()
told = ", ".join(f"{names[key]} gained {gained.get(key, 0):,}" for key in names)
st.caption(f"{len(shown):,} of {len(known):,} changes fit. Times a place changed hands: {told}.  \n{confirmed()}")
event = st.altair_chart(
    changes_chart(shown, theatre=theatre), on_select="rerun", key="weeks", alt="Places gained a week, by side"
)
if day := moment_chosen(event):
    st.switch_page(MAP, query_params=to_query(View(day, since=day - timedelta(days=7), filters=asked.without("days"))))

listed, oblasts = st.tabs(["One by one", f"By {theatre.level()}"])
with oblasts:
    by_oblast(begin, end)
with listed:
    some = shown.iloc[page_of(len(shown), "changes-page")]
rows = some.assign(
    map=[link(View(day.date(), place)) for day, place in zip(some["day"], some["place_id"], strict=True)],
    holder_from=some["holder_from"].map(names).fillna("nobody named"),
    holder=some["holder"].map(names).fillna("nobody named"),
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
            "day": st.column_config.DateColumn("Day", format="YYYY-MM-DD"),
            "name": "Place",
            "admin1": theatre.level().capitalize(),
            "holder_from": "From",
            "holder": "To",
            "status": "Status",
            "actions": "Reported as",
            "confidence": st.column_config.NumberColumn("Confidence", format="%.0f %%"),
            "lag_days": st.column_config.NumberColumn(
                "Confirmed after",
                format="%d d",
                help="Days from the first claim that a side has the place until it counted as held: a source on "
                "neither side or the other side bore it out, or nobody opposed it for some days. 0: at once. –: "
                "not confirmed, or an estimate that no claim began.",
            ),
            "rule": st.column_config.TextColumn("By which rule", width="medium"),
            "map": st.column_config.LinkColumn("Map", display_text="show"),
        },
        alt="Changes, one a row; choose a row to read its evidence",
    )
    st.download_button(
        "Download these changes",
        partial(files.as_file, shown, ".csv"),
        f"marchland-changes-{begin}-to-{end}.csv",
        on_click="ignore",
        help="CSV, with the columns of `python -m timeline changes`: the words for and against, and the days from the "
        "first claim to confirmation (lag_days).",
    )
    if not picked["selection"]["rows"]:
        st.caption("Choose a row to read the sentences behind it.")
        st.stop()
    row = some.iloc[picked["selection"]["rows"][0]]
    st.subheader(literal(f"{row['name']}, {row['day']:%-d %B %Y}"), anchor=False)
    st.caption(literal(rule_sentence(str(row["rule"]))))
    shown_on_map, sheet, _ = st.columns([2, 2, 4])
    if shown_on_map.button("Show it on the map", type="primary", width="stretch"):
        st.switch_page(MAP, query_params=to_query(View(row["day"].date(), row["place_id"])))
    if sheet.button("Evidence page", width="stretch", help="To print, to keep as PDF, to cite"):
        asked_for = theatre_query() | {"place": str(row["place_id"]), "on": row["day"].date().isoformat()}
        st.switch_page(MAP.with_name("evidence.py"), query_params=asked_for)
    st.html(cited_html(row, claims, theatre))
    cited = claims[claims["id"].isin(f"{row['claims_for']} {row['claims_against']}".split())]
    with st.expander("Put a claim right"):
        for number, claim in enumerate(cited.to_dict("records"), start=1):
            words, right = st.columns([5, 1], vertical_alignment="center")
            words.caption(literal(f"{number}. {claim['quote']}", 160))
            with right:
                put_right(claim["id"], claim["id"], f"claim {number}")

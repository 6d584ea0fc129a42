"""Changes: what changed when, and the words it rests on."""

from datetime import date

import streamlit as st

import workspace
from extract.model import Action
from maps.charts import changes_chart
from maps.evidence import claim_html
from maps.view import View, to_query
from maps.words import literal
from timeline.changes import changes, narrowed

theatre = workspace.theatre()
control, claims = workspace.control(), workspace.claims()
names = {side.id: side.name for side in theatre.sides.values()}
last = max([theatre.start, *control["valid_from"].dt.date])

st.title("What changed when", anchor=False)
if claims.empty:
    st.info("There is no article here yet, so nothing has changed. Add some on the Articles page.", icon=None)
    st.stop()

when, oblast, side, action = st.columns([3, 3, 2, 3])
days = when.date_input("Days", (theatre.start, last), min_value=theatre.start, max_value=last, format="YYYY-MM-DD")
if not (isinstance(days, tuple) and len(days) == 2):
    st.info("Choose the last day as well.", icon=None)
    st.stop()
begin, end = days
table = changes(control, date.fromordinal(begin.toordinal() - 1), end, claims=claims)
oblasts = oblast.multiselect("Oblast", sorted(set(table["admin1"]) - {""}), placeholder="All oblasts")
sides = side.multiselect("Side", list(names), format_func=names.__getitem__, placeholder="Both sides")
actions = action.multiselect("Action", [str(kind) for kind in Action], placeholder="All actions")
hands_only = st.toggle("Only changes of hands", value=True, help="Leaves out changes of status alone")
shown = narrowed(table, admin1=oblasts, sides=sides, actions=actions, hands_only=hands_only)

if shown.empty:
    st.info(
        f"None of the {len(table)} changes in these days fits. Choose more oblasts, sides or actions, longer days, "
        "or show all changes of status.",
        icon=None,
    )
    st.stop()

st.altair_chart(changes_chart(shown, theatre=theatre), alt="Places gained a week, by side")
gained = shown[shown["changed_hands"]]["holder"].value_counts()
counted = ", ".join(f"{names[key]} gained {gained.get(key, 0)}" for key in names)
st.caption(f"{len(shown)} of {len(table)} changes in these days. Times a place changed hands: {counted}.")

rows = shown.assign(
    map=[
        f"/?{'&'.join(f'{key}={value}' for key, value in to_query(View(day.date(), place)).items())}"
        for day, place in zip(shown["day"], shown["place_id"], strict=True)
    ],
    holder_from=shown["holder_from"].map(names).fillna("nobody named"),
    holder=shown["holder"].map(names).fillna("nobody named"),
    confidence=shown["confidence"] * 100,
)
chosen = st.dataframe(
    rows,
    hide_index=True,
    on_select="rerun",
    selection_mode="single-row",
    key="changes",
    column_order=("day", "name", "admin1", "holder_from", "holder", "status", "actions", "confidence", "rule", "map"),
    column_config={
        "day": st.column_config.DateColumn("Day", format="YYYY-MM-DD"),
        "name": "Place",
        "admin1": "Oblast",
        "holder_from": "From",
        "holder": "To",
        "status": "Status",
        "actions": "By",
        "confidence": st.column_config.NumberColumn("Confidence", format="%.0f %%"),
        "rule": "Rule",
        "map": st.column_config.LinkColumn("Map", display_text="show"),
    },
    alt="Changes, one a row; choose a row to read its evidence",
)

if not chosen["selection"]["rows"]:
    st.caption("Choose a row to read the sentences behind it.")
    st.stop()
row = shown.iloc[chosen["selection"]["rows"][0]]
st.subheader(literal(f"{row['name']}, {row['day']:%-d %B %Y}"), anchor=False)
if st.button("Show it on the map", type="primary"):
    st.switch_page("pages/map.py", query_params=to_query(View(row["day"].date(), row["place_id"])))
quoted = claims.set_index("id", drop=False)
for standing, heading in (("for", "For"), ("against", "Against")):
    found = [id for id in row[f"claims_{standing}"].split() if id in quoted.index]
    if found:
        st.markdown(f"**{heading}**")
    for id in found:
        st.html(claim_html(quoted.loc[id], theatre=theatre, standing=standing))

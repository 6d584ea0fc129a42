"""Evidence: all that is known of one place on one day, to print, keep and cite: /evidence?place=ID&on=2022-09-10"""

import base64
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from maps import evidence
from maps.locator import around, drawing, svg
from maps.pdf import report_pdf
from maps.report import report_html, report_of
from maps.view import parse, theatre_query, to_query
from maps.words import day_words, literal
from timeline.control import on_day
from translation.messages import _
from web import address, resources, workspace

theatre = resources.theatre()
payload, names = workspace.payload(), workspace.places()
st.html(Path(__file__).with_name("evidence.css"))
query = st.query_params.to_dict()
asked = {"day": query.get("on", ""), "place": query.get("place", ""), "language": query.get("language", "")}
view, notes = parse(asked, first=payload.first, last=payload.last, places=names.index)
for note in notes:
    st.warning(literal(note))
if not view.place:
    st.title(_("Evidence"), anchor=False)
    st.info(_("Open a place on the map, then “Evidence page” below its name."), icon=None)
    st.stop()

name = str(workspace.called(view.language).at[view.place, "name"])
claims = workspace.in_words(evidence.claims_of(workspace.claims(), view.place), view.language)
control = workspace.estimate() if claims.empty else workspace.control()
row = evidence.state_of(control, view.place, view.day)
begun = None if row is None or pd.isna(row["valid_from"]) else row["valid_from"].date()
before = None if begun is None else evidence.state_of(control, view.place, begun - timedelta(days=1))
said = theatre_query() | {"place": view.place, "on": view.day.isoformat()}
here = f"{(st.context.url or '').split('?')[0]}?{urlencode(said, safe=':')}"
report = report_of(
    row,
    claims,
    name=name,
    admin1=str(workspace.called(view.language).at[view.place, "admin1"]),
    day=view.day,
    theatre=theatre,
    before=before,
    address=here,
    accessed=date.today(),
    language=view.language,
)
address.entitle(report.title, _("Evidence"))
standing = on_day(workspace.drawn(), view.day).set_index("place_id", drop=False)
standing = standing.reindex([id for id in payload.places if id in standing.index])  # the most important first
latitude, longitude = names.loc[[view.place], ["latitude", "longitude"]].to_numpy(float)[0]
standing = standing.assign(name=workspace.called(view.language)["name"].reindex(standing.index))
box = around(latitude, longitude)
picture = drawing(
    theatre, standing, workspace.outlines(view.day, box)["features"], place=view.place, language=view.language
)

with st.container(horizontal=True, key="evidence-tools"):
    if st.button(_("Show it on the map")):
        st.switch_page(Path(__file__).with_name("map.py"), query_params=to_query(view))
    st.download_button(
        _("Download as PDF"),
        partial(report_pdf, report, picture, view.language),
        f"marchland-{name}-{view.day}.pdf",
        mime="application/pdf",
        on_click="ignore",
    )
    with st.popover(_("Cite")):
        st.code(report.citation, language=None, wrap_lines=True)
    st.caption(_("To print it, use your browser's own Print: the page has its paper form."))
drawn = base64.b64encode(svg(picture).encode()).decode()
seen = _("Map of who holds what around {place} on {day}").format(place=name, day=day_words(view.day))
st.html(report_html(report, f"data:image/svg+xml;base64,{drawn}", seen, view.language))

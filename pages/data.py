"""Data: what is in here and where it comes from, to take away as files, and what happened to it."""

import json
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from gazetteer.files import info
from maps.words import counted, day_words, one_line
from store.access import Role
from store.samples import remove_samples
from theatre.folders import home
from timeline.claims import known_by
from timeline.files import DRAWN, coverage
from web import files, resources, signin, upkeep, workspace
from web.article_view import notice_html

KINDS = {
    "CSV": ".csv", "JSON Lines": ".jsonl", "GeoJSON": ".geojson", "Parquet": ".parquet", "KML": ".kml",
    "GeoPackage": ".gpkg",
}  # fmt: skip
WORDED = (".kml", ".gpkg")  # which people look at in other programs: each feature says in words what it is
AREAS = "Estimated areas on a day"

theatre = resources.theatre()
COUNTRY = theatre.sides.home.country
opened = resources.store()


def page() -> None:
    st.html(Path(__file__).with_name("reading.css"))
    st.title("Data", anchor=False)
    numbers()
    for kind, text in st.session_state.pop("data-said", []):
        st.html(notice_html(text, kind))
    downloads()
    if signin.may(Role.ADMIN):
        samples()
    origins()
    if signin.may(Role.ADMIN):
        exact()
        anew()
    if signin.may(Role.EDITOR):  # they name people
        decided()
        happened()
    who_may()


def numbers() -> None:
    articles, claims, control = opened.articles(), workspace.claims(), workspace.control()
    shown = {
        "Articles": len(articles),
        "of them samples": int(articles["sample"].sum()),
        "Claims": len(claims),
        "Places claimed": claims["place_id"].replace("", pd.NA).nunique(),
        "Control intervals": len(control),
        "Places in the gazetteer": len(resources.gazetteer()),
    }
    for column, (label, value) in zip(st.columns(len(shown)), shown.items(), strict=True):
        column.metric(label, f"{value:,}")


# --- to take away -------------------------------------------------------------------------------------------------


def downloads() -> None:
    st.header("Take it away", anchor=False)
    what, kind, known, button = st.columns([3, 2, 2, 2], vertical_alignment="bottom")
    table = what.selectbox("Table", ["Claims", "Control by place and time", AREAS])
    kinds = [name for name, suffix in KINDS.items() if table != AREAS or suffix in DRAWN]
    suffix = KINDS[kind.selectbox("Format", kinds)]
    on, as_known = None, None
    if table == AREAS:
        last = workspace.payload().last
        on = known.date_input("On", value=last, min_value=theatre.start, max_value=last, format="YYYY-MM-DD") or last
    elif table != "Claims":
        as_known = known.date_input(
            "As known on", value=None, format="YYYY-MM-DD", help="Use only what was published by then. Empty: all."
        )
    claims, control = workspace.claims(), workspace.control(as_known=as_known)
    covered = coverage(control, claims if as_known is None else claims[known_by(claims, as_known)])
    if on:
        name, made = f"areas-{on}", partial(areas_of, on, suffix, covered)
    else:
        name = "claims" if table == "Claims" else "control" + (f"-as-known-{as_known}" if as_known else "")
        made = partial(table_of, claims if table == "Claims" else control, suffix, covered)
    button.download_button("Download", made, f"marchland-{name}{suffix}", on_click="ignore")
    rests_on(covered, f"marchland-{name}", suffix)
    st.caption(
        "The columns are those of `python -m extract claims`, `python -m timeline control` and `python -m timeline "
        "areas`; in KML and GeoPackage a first one, statement, says it in words. In CSV, a text that a spreadsheet "
        "would take for a formula stands behind an apostrophe; the other formats hold every text as it is."
    )


def table_of(rows: pd.DataFrame, suffix: str, covered: dict[str, Any]) -> bytes:
    """A table as a file; it is made when the button is pressed."""
    return files.as_file(files.worded(rows, theatre) if suffix in WORDED else rows, suffix, {"coverage": covered})


def areas_of(day: date, suffix: str, covered: dict[str, Any]) -> bytes:
    """The estimated areas on a day as a file; they are worked out when the button is pressed."""
    return files.areas_as_file({"coverage": covered} | workspace.outlines(day), suffix)


def rests_on(covered: dict[str, Any], name: str, suffix: str) -> None:
    """On how much the file rests, in words, and as a small file that goes beside those that can't say it themselves."""
    words = (
        f"{counted(covered['places_with_reports'], 'place')} with reports, {counted(covered['articles'], 'article')}"
    )
    if covered["last_report"]:
        words += f", last report {day_words(date.fromisoformat(covered['last_report']))}"
    said, beside = st.columns([7, 2], vertical_alignment="center")
    said.caption(
        f"It rests on {words}." + (" The file says so in its member `coverage`." if suffix == ".geojson" else "")
    )
    if suffix != ".geojson":
        note = json.dumps({"of": f"{name}{suffix}", "coverage": covered}, indent=1)
        beside.download_button("Its coverage", note, f"{name}-coverage.json", on_click="ignore", key="coverage")


# --- what is in here ----------------------------------------------------------------------------------------------


def samples() -> None:
    st.header("Samples", anchor=False)
    if opened.has_samples():
        st.write(
            "The sample briefs are original short texts about well-documented events, so that the first start shows a "
            "living map. They are marked as samples everywhere; remove them before you work with your own articles."
        )
        if st.button("Remove all samples"):
            remove_samples(opened)
            st.rerun()
    else:
        st.write("The samples have been removed; everything here comes from your own articles.")
        if st.button("Bring the samples back"):
            resources.load_samples(opened)
            st.rerun()


def origins() -> None:
    st.header("Where it comes from", anchor=False)
    built = "The gazetteer has GeoNames' places, named by the theatre's tables."
    if theatre.register:
        built += (
            " They are joined with the official register of settlements. A village that only the register knows is "
            f"placed at the mean of its {theatre.level(3)}'s or {theatre.level(2)}'s known places, and is said to be "
            "approximate wherever it is shown."
        )
    st.write(f"**{theatre.title}**, from {day_words(theatre.start)}. {built}")
    facts = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in info(theatre, resources.gazetteer()).items()
    )
    st.html(f'<dl class="ml-files">{facts}</dl>')
    st.write("The theatre's own data comes with Marchland, to be read, checked and extended:")
    files = sorted(path for path in theatre.folder.iterdir() if path.is_file())
    st.html(f'<dl class="ml-files">{"".join(map(stated, files))}</dl>')


def stated(path: Path) -> str:
    """A file of the theatre: its rows, and what it says of itself."""
    rows, words = len(theatre.sides), "The sides, their colours and the theatre's bounds."
    if path.suffix == ".csv":
        remarks = [line[1:].strip() for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
        rows, words = len(theatre.table(path.stem)), " ".join(remarks)
    elif path.suffix == ".geojson":
        outlines = theatre.outlines(path.stem)
        rows, words = len(outlines["features"]), outlines.get("source", "")
    return f"<dt>{escape(path.name)} <span>{rows:,}</span></dt><dd>{escape(words)}</dd>"


def exact() -> None:
    st.header("Make every village exact", anchor=False)
    st.write(
        f"GeoNames' full list of the country (`{COUNTRY}.zip` from download.geonames.org/export/dump, CC BY 4.0) knows "
        "where nearly every village lies. Bring it here once, and the alternate names too if you like "
        f"(`alternatenames/{COUNTRY}.zip`). Either can be taken back."
    )
    turn = st.session_state.setdefault("data-turn", 0)
    dump = st.file_uploader("A GeoNames country dump", type=["zip", "txt"], key=f"dump-{turn}")
    merge, undo, _ = st.columns([2, 2, 4])
    if merge.button("Merge it into the gazetteer", type="primary", disabled=dump is None) and dump is not None:
        try:
            done = upkeep.import_places(dump.name, dump.getvalue())
        except ValueError as error:
            st.html(notice_html(f"{error}. The gazetteer is as it was.", "error"))
            return
        st.session_state["data-turn"] += 1
        answer = f"{done.places:,} places read, {done.changed:,} of them new or better known. Now find the claims anew."
        say("done", answer if done.changed else "All of that was known already; nothing changed.")
    if undo.button("Take the last import back"):
        name = upkeep.undo_import()
        say("done", f"Taken back: {name}. Now find the claims anew." if name else "Nothing has been imported.")


def anew() -> None:
    st.header("Find the claims anew", anchor=False)
    st.write(
        "The claims of an article are kept as they were found when it was saved. After an update of Marchland or of "
        "the gazetteer, have them found again; what you reviewed stays as it is."
    )
    if st.button("Read all articles again"):
        articles = upkeep.extract_anew(opened)
        say("done", f"{articles:,} articles read again.")


def say(kind: str, text: str) -> None:
    """Say something at the top of the page, run anew so that its numbers are those of now."""
    st.session_state["data-said"] = [(kind, text)]
    st.rerun()


def decided() -> None:
    st.header("What people decided", anchor=False)
    log = opened.decisions.log()
    if log.empty:
        st.html(notice_html("Nobody has confirmed, rejected or corrected a claim yet, or edited an article."))
        return
    shown = {"at": "When", "by": "Who", "decision": "What", "place": "Place", "before": "Before", "after": "After",
             "why": "Why", "title": "Article"}  # fmt: skip
    table = log.head(500)[list(shown)].map(lambda text: one_line(text, 300)).rename(columns=shown)
    st.dataframe(table, hide_index=True, height=min(36 * (len(table) + 1) + 2, 320))
    st.download_button(
        "Download all decisions", partial(files.as_file, log, ".csv"), "marchland-decisions.csv", on_click="ignore"
    )
    reread = len(opened.decisions.reread())
    if reread:
        st.caption(
            f"Read anew, {counted(reread, 'claim')} would say something else than what was decided, which stands. The "
            "Review page shows them under “decided, but read otherwise since”."
        )


def who_may() -> None:
    if signin.configured() is None:
        st.header("Who may do what", anchor=False)
        st.write(
            "This Marchland is open: it asks nobody who they are, and whoever reaches it may change and remove "
            "everything. docs/operations.md says how to have people sign in."
        )


def happened() -> None:
    st.header("What happened here", anchor=False)
    st.caption(
        f"Kept in `{one_line(opened.address, 300)}`; other files in `{one_line(str(home()), 300)}`. Times are UTC."
    )
    trail = opened.audit(limit=500)
    trail = trail.assign(
        subject=trail["subject"].map(lambda subject: one_line(subject, 24)),
        detail=[
            one_line(", ".join(f"{name}: {value}" for name, value in detail.items())) for detail in trail["detail"]
        ],
    )
    columns = {"at": "When", "event": "What", "subject": "Of", "detail": "Detail", "by": "By"}
    st.dataframe(trail[list(columns)].rename(columns=columns), hide_index=True, height=320)


page()

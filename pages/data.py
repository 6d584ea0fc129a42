"""Data: what is in here and where it comes from, to take away as files, and what happened to it."""

import json
import re
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from gazetteer.files import info
from maps.words import day_words, one_line
from store.access import Role
from store.samples import remove_samples
from theatre.folders import home
from timeline.claims import known_by
from timeline.files import DRAWN, coverage
from translation.messages import ENGLISH, N_, Messages, _, counted, number, spoken
from web import files, resources, signin, upkeep, workspace
from web.article_view import notice_html

KINDS = {
    "CSV": ".csv", "JSON Lines": ".jsonl", "GeoJSON": ".geojson", "Parquet": ".parquet", "KML": ".kml",
    "GeoPackage": ".gpkg",
}  # fmt: skip
WORDED = (".kml", ".gpkg")  # which people look at in other programs: each feature says in words what it is
CLAIMS, CONTROL, AREAS = _("Claims"), _("Control by place and time"), _("Estimated areas on a day")
EVENTS = Messages({
    "article added": N_("article added"),
    "article edited": N_("article edited"),
    "article removed": N_("article removed"),
    "articles forgotten": N_("articles forgotten"),
    "articles labelled": N_("articles labelled"),
    "claims added": N_("claims added"),
    "claims extracted anew": N_("claims extracted anew"),
    "feed added": N_("feed added"),
    "feed forgotten": N_("feed forgotten"),
    "going online allowed": N_("going online allowed"),
    "import of places undone": N_("import of places undone"),
    "places imported": N_("places imported"),
    "sample added": N_("sample added"),
    "samples removed": N_("samples removed"),
    "source edited": N_("source edited"),
    "store restored": N_("store restored"),
    "taken over": N_("taken over"),
    "claim confirmed": N_("claim confirmed"),
    "claim corrected": N_("claim corrected"),
    "claim redone": N_("claim redone"),
    "claim rejected": N_("claim rejected"),
    "claim undone": N_("claim undone"),
})  # fmt: skip
GAZETTEER = Messages({
    "file": N_("file"), "built": N_("built"), "places": N_("places"), "settlements": N_("settlements"),
    "spellings": N_("spellings"), "exact": N_("exact"), "hromada": N_("by municipality"), "raion": N_("by district"),
    "region": N_("by region"), "source": N_("source"), "import": N_("import"),
})  # fmt: skip

theatre = resources.theatre()
COUNTRY = theatre.sides.home.country
opened = resources.store()


def page() -> None:
    st.html(Path(__file__).with_name("reading.css"))
    st.title(_("Data"), anchor=False)
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
        _("Articles"): len(articles),
        _("of them samples"): int(articles["sample"].sum()),
        _("Claims"): len(claims),
        _("Places claimed"): claims["place_id"].replace("", pd.NA).nunique(),
        _("Control intervals"): len(control),
        _("Places in the gazetteer"): len(resources.gazetteer()),
    }
    for column, (label, value) in zip(st.columns(len(shown)), shown.items(), strict=True):
        column.metric(label, number(value))


# --- to take away -------------------------------------------------------------------------------------------------


def downloads() -> None:
    st.header(_("Take it away"), anchor=False)
    what, kind, known, button = st.columns([3, 2, 2, 2], vertical_alignment="bottom")
    table = what.selectbox(_("Table"), [CLAIMS, CONTROL, AREAS])
    kinds = [name for name, suffix in KINDS.items() if table != AREAS or suffix in DRAWN]
    suffix = KINDS[kind.selectbox(_("Format"), kinds)]
    on, as_known = None, None
    if table == AREAS:
        last = workspace.payload().last
        on = known.date_input(_("On"), value=last, min_value=theatre.start, max_value=last, format="YYYY-MM-DD") or last
    elif table != CLAIMS:
        as_known = known.date_input(
            _("As known on"),
            value=None,
            format="YYYY-MM-DD",
            help=_("Use only what was published by then. Empty: all."),
        )
    claims, control = workspace.claims(), workspace.control(as_known=as_known)
    covered = coverage(control, claims if as_known is None else claims[known_by(claims, as_known)])
    if on:
        name, made = f"areas-{on}", partial(areas_of, on, suffix, covered)
    else:
        name = "claims" if table == CLAIMS else "control" + (f"-as-known-{as_known}" if as_known else "")
        made = partial(table_of, claims if table == CLAIMS else control, suffix, covered)
    button.download_button(_("Download"), made, f"marchland-{name}{suffix}", on_click="ignore")
    rests_on(covered, f"marchland-{name}", suffix)
    st.caption(
        _(
            "The columns are those of `python -m extract claims`, `python -m timeline control` and `python -m timeline "
            "areas`; in KML and GeoPackage a first one, statement, says it in words. In CSV, a text that a spreadsheet "
            "would take for a formula stands behind an apostrophe; the other formats hold every text as it is."
        )
    )


def table_of(rows: pd.DataFrame, suffix: str, covered: dict[str, Any]) -> bytes:
    """A table as a file; it is made when the button is pressed."""
    return files.as_file(files.worded(rows, theatre) if suffix in WORDED else rows, suffix, {"coverage": covered})


def areas_of(day: date, suffix: str, covered: dict[str, Any]) -> bytes:
    """The estimated areas on a day as a file; they are worked out when the button is pressed."""
    return files.areas_as_file({"coverage": covered} | workspace.outlines(day), suffix)


def rests_on(covered: dict[str, Any], name: str, suffix: str) -> None:
    """On how much the file rests, in words, and as a small file that goes beside those that can't say it themselves."""
    words = [
        counted(covered["places_with_reports"], "{n} place with reports", "{n} places with reports"),
        counted(covered["articles"], "{n} article", "{n} articles"),
    ]
    if covered["last_report"]:
        last = day_words(date.fromisoformat(covered["last_report"]))
        words.append(_("last report {day}").format(day=last))
    said, beside = st.columns([7, 2], vertical_alignment="center")
    rests = _("It rests on: {evidence}.").format(evidence=", ".join(words))
    said.caption(f"{rests} {_('The file says so in its member `coverage`.') if suffix == '.geojson' else ''}".strip())
    if suffix != ".geojson":
        note = json.dumps({"of": f"{name}{suffix}", "coverage": covered}, indent=1)
        beside.download_button(_("Its coverage"), note, f"{name}-coverage.json", on_click="ignore", key="coverage")


# --- what is in here ----------------------------------------------------------------------------------------------


def samples() -> None:
    st.header(_("Samples"), anchor=False)
    if opened.has_samples():
        st.write(
            _(
                "The sample briefs are original short texts about well-documented events, so that the first start "
                "shows a living map. They are marked as samples everywhere; remove them before you work with your own "
                "articles."
            )
        )
        if st.button(_("Remove all samples")):
            remove_samples(opened)
            st.rerun()
    else:
        st.write(_("The samples have been removed; everything here comes from your own articles."))
        if st.button(_("Bring the samples back")):
            resources.load_samples(opened)
            st.rerun()


def origins() -> None:
    st.header(_("Where it comes from"), anchor=False)
    built = _("The gazetteer has GeoNames' places, named by the theatre's tables.")
    if theatre.register:
        text = _(
            "They are joined with the official register of settlements. A village that only the register knows is "
            "placed at the mean of the known places of its {small} or {large}, and is said to be approximate wherever "
            "it is shown."
        )
        built += " " + text.format(small=theatre.level(3, spoken()), large=theatre.level(2, spoken()))
    begun = _("from {day}").format(day=day_words(theatre.start))
    st.write(f"**{theatre.called_in(spoken())}**, {begun}. {built}")
    facts = "".join(
        f"<dt>{escape(gazetteer_word(name))}</dt><dd>{escape(gazetteer_word(text))}</dd>"
        for name, text in info(theatre, resources.gazetteer()).items()
    )
    st.html(f'<dl class="ml-files">{facts}</dl>')
    st.write(_("The theatre's own data comes with Marchland, to be read, checked and extended:"))
    files = sorted(path for path in theatre.folder.iterdir() if path.is_file())
    st.html(f'<dl class="ml-files">{"".join(map(stated, files))}</dl>')


def gazetteer_word(text: str) -> str:
    """A heading of the gazetteer's facts, or such a text, with the words of it that we have: "source 1"."""
    text = re.sub(r"\b\d{1,3}(,\d{3})+\b", lambda found: number(int(found[0].replace(",", ""))), text)
    return re.sub(r"^[a-z]+|(?<=\d )[a-z]+(?=[,)])", lambda found: GAZETTEER.get(found[0], found[0]), text)


def stated(path: Path) -> str:
    """A file of the theatre: its rows, and what it says of itself."""
    if path.name == "theatre.toml":
        words = escape(_("The sides, their colours and the theatre's bounds."))
        return f"<dt>{path.name} <span>{number(len(theatre.sides))}</span></dt><dd>{words}</dd>"
    if path.suffix == ".geojson":
        outlines = theatre.outlines(path.stem)
        of_parts = dict.fromkeys(each["properties"].get("source", "") for each in outlines["features"])
        rows, words = len(outlines["features"]), outlines.get("source") or " ".join(of_parts)
    else:
        remarks = [line[1:].strip() for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
        rows, words = len(theatre.table(path.stem)) if path.suffix == ".csv" else 0, " ".join(remarks)
    count = f" <span>{number(rows)}</span>" if rows else ""
    return f'<dt>{escape(path.name)}{count}</dt><dd lang="{ENGLISH}">{escape(words)}</dd>'  # as the file has it


def exact() -> None:
    st.header(_("Make every village exact"), anchor=False)
    st.write(
        _(
            "GeoNames' full list of the country (`{country}.zip` from download.geonames.org/export/dump, CC BY 4.0) "
            "knows where nearly every village lies. Bring it here once, and the alternate names too if you like "
            "(`alternatenames/{country}.zip`). Either can be taken back."
        ).format(country=COUNTRY)
    )
    turn = st.session_state.setdefault("data-turn", 0)
    dump = st.file_uploader(_("A GeoNames country dump"), type=["zip", "txt"], key=f"dump-{turn}")
    merge, undo, _rest = st.columns([2, 2, 4])
    if merge.button(_("Merge it into the gazetteer"), type="primary", disabled=dump is None) and dump is not None:
        try:
            done = upkeep.import_places(dump.name, dump.getvalue())
        except ValueError as error:
            st.html(notice_html(_("{why}. The gazetteer is as it was.").format(why=error), "error"))
            return
        st.session_state["data-turn"] += 1
        answer = _("Places read: {places}, of them new or better known: {changed}. Now find the claims anew.")
        answer = answer.format(places=number(done.places), changed=number(done.changed))
        say("done", answer if done.changed else _("All of that was known already; nothing changed."))
    if undo.button(_("Take the last import back")):
        name = upkeep.undo_import()
        back = _("Taken back: {name}. Now find the claims anew.").format(name=name)
        say("done", back if name else _("Nothing has been imported."))


def anew() -> None:
    st.header(_("Find the claims anew"), anchor=False)
    st.write(
        _(
            "The claims of an article are kept as they were found when it was saved. After an update of Marchland or "
            "of the gazetteer, have them found again; what you reviewed stays as it is."
        )
    )
    if st.button(_("Read all articles again")):
        articles = upkeep.extract_anew(opened)
        say("done", counted(articles, "{n} article read again.", "{n} articles read again."))


def say(kind: str, text: str) -> None:
    """Say something at the top of the page, run anew so that its numbers are those of now."""
    st.session_state["data-said"] = [(kind, text)]
    st.rerun()


def decided() -> None:
    st.header(_("What people decided"), anchor=False)
    log = opened.decisions.log()
    if log.empty:
        st.html(notice_html(_("Nobody has confirmed, rejected or corrected a claim yet, or edited an article.")))
        return
    shown = {"at": _("When"), "by": _("Who"), "decision": _("What"), "place": _("Place"), "before": _("Before"),
             "after": _("After"), "why": _("Why"), "title": _("Article")}  # fmt: skip
    table = log.head(500)[list(shown)].map(lambda text: one_line(text, 300)).rename(columns=shown)
    st.dataframe(table, hide_index=True, height=min(36 * (len(table) + 1) + 2, 320))
    st.download_button(
        _("Download all decisions"), partial(files.as_file, log, ".csv"), "marchland-decisions.csv", on_click="ignore"
    )
    reread = len(opened.decisions.reread())
    if reread:
        st.caption(
            counted(
                reread,
                "Read anew, {n} claim would say something else than what was decided, which stands. The Review page "
                "shows it under “decided, but read otherwise since”.",
                "Read anew, {n} claims would say something else than what was decided, which stands. The Review page "
                "shows them under “decided, but read otherwise since”.",
            )
        )


def who_may() -> None:
    if signin.configured() is None:
        st.header(_("Who may do what"), anchor=False)
        st.write(
            _(
                "This Marchland is open: it asks nobody who they are, and whoever reaches it may change and remove "
                "everything. docs/operations.md says how to have people sign in."
            )
        )


def happened() -> None:
    st.header(_("What happened here"), anchor=False)
    st.caption(
        _("Kept in `{store}`; other files in `{home}`. Times are UTC.").format(
            store=one_line(opened.address, 300), home=one_line(str(home()), 300)
        )
    )
    trail = opened.audit(limit=500)
    trail = trail.assign(
        event=trail["event"].map(lambda event: EVENTS.get(event, event)),
        subject=trail["subject"].map(lambda subject: one_line(subject, 24)),
        detail=[
            one_line(", ".join(f"{name}: {value}" for name, value in detail.items())) for detail in trail["detail"]
        ],
    )
    columns = {"at": _("When"), "event": _("What"), "subject": _("Of"), "detail": _("Detail"), "by": _("By")}
    st.dataframe(trail[list(columns)].rename(columns=columns), hide_index=True, height=320)


page()

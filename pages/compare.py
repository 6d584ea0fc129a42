"""Compare: two days, what is true and what was known, or our estimate and somebody else's map."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from maps import evidence
from maps.layer import Beside, Show, Source, base_map
from maps.payload import Payload
from maps.view import View, filters_query, link, parse
from maps.words import day_words, level_name, literal, one_line, side_name
from timeline.control import on_day
from timeline.filters import STANDING, stands, values
from timeline.reference import SUFFIXES, ReferenceMapError, agreement, compare, differences
from timeline.shapes import MAX_BYTES
from translation.errors import error_words
from translation.messages import _, counted, number, share, spoken
from web import address, resources, workspace
from web.filterbar import Filterbar, chosen, set_filters

WAYS = {"days": _("Two days"), "known": _("As true and as known"), "reference": _("With another map")}
LAYOUTS = {"beside": _("Side by side"), "swipe": _("Swipe"), "change": _("What changed")}
NAMED = ("way", "layout", "from", "to", "known", "on")  # the parameters, and the keys, of this page's controls
ALSO = ("place", "language")
HEIGHT = 520
LAST_REPORT = st.column_config.DateColumn(
    format="YYYY-MM-DD",
    help=_("The newest report behind what our map shows: the older, the less sure that it still holds."),
)
theatre = resources.theatre()
LEVEL = level_name(theatre)
payload, control, claims = workspace.payload(), workspace.control(), workspace.claims()
places = workspace.places()
names = {side.id: side_name(side) for side in theatre.sides.values()}
state = st.session_state


def listen() -> None:
    """Take over what a link, Back or Forward asks for, and say what of it can't be had."""
    shown = {name: value for name, value in state.get("compare-shown", {}).items() if name in (*NAMED, *ALSO)}
    query = address.arrived("compare", shown | filters_query(chosen()))
    if query is None:
        return
    state["compare-asked"] = query
    for name in NAMED:
        state.pop(name, None)
    asked, notes = parse(
        {name: value for name, value in query.items() if name not in ("day", "since", "at", "hide")},
        first=payload.first, last=payload.last, places=places.index, known=values(claims, theatre),
    )  # fmt: skip
    set_filters(asked.filters)
    state.language, state.compared = asked.language, asked.place
    warn(notes)


def warn(notes: Iterable[str]) -> None:
    """Say what of the address can't be had."""
    for note in notes:
        state.noted = True
        st.warning(literal(note))


def ask(name: str, label: str, default: date) -> date:
    """A day of the address bar's, or the nearest there is, in a date control."""
    if name not in state:
        query = {"day": state["compare-asked"].get(name, "")}
        view, notes = parse(query, first=payload.first, last=payload.last, places=(), default=default)
        state[name] = view.day
        warn(notes)
    st.date_input(
        label, min_value=payload.first, max_value=payload.last, key=name, format="YYYY-MM-DD", on_change=address.moved
    )
    day: date = state[name] or default
    return day


def pick(name: str, label: str, choices: Mapping[str, str]) -> str:
    """One of a few choices, the first where the address bar asks for none of them."""
    if state.get(name) not in choices:
        asked = "" if name in state else state["compare-asked"].get(name, "")
        state[name] = asked if asked in choices else next(iter(choices))
        if asked not in ("", state[name]):
            text = _("The link's {name}, “{asked}”, is not known; showing “{shown}”.")
            warn([text.format(name=name, asked=one_line(asked, 40), shown=choices[state[name]])])
    with tools:
        taken = st.segmented_control(
            label, list(choices), format_func=choices.__getitem__, key=name, required=True,
            label_visibility="collapsed", on_change=address.moved,
        )  # fmt: skip
    return str(taken)


def heard(name: str, shown: tuple[Payload, ...]) -> None:
    """A map's user chose a place or a language."""
    address.moved()
    message = state[f"map-{name}"]
    state[f"answered-{name}"] = message["number"]
    state.language = message.get("language") or spoken()
    for data in shown:
        if message["data"].endswith(data.blob.digest):
            state.compared = data.places[message["place"]] if message["place"] >= 0 else ""


def show(
    name: str,
    data: Payload,
    day: date,
    *,
    source: Source | None = None,
    since: date | None = None,
    beside: Beside | None = None,
) -> None:
    view = View(day, state.get("compared", ""), since=since, language=language, filters=chosen())
    shown = (data, beside.payload) if beside else (data,)
    st_folium(
        base_map(theatre, linked="marchland-compare", still=True),
        key=f"map-{name}",
        render=False,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=Show(
            data, view, source=source, beside=beside, kept=kept(data), answers=state.get(f"answered-{name}", 0)
        ),
        on_change=lambda: heard(name, shown),
    )


def pair(
    layout: str, left: tuple[str, Payload, date, Source | None], right: tuple[str, Payload, date, Source | None]
) -> None:
    """Two maps, in two columns or on the two sides of a divider in one map."""
    if layout == "swipe":
        _name, data, day, source = right
        beside = Beside(data, day, kept(data), source)
        show("swipe", left[1], left[2], source=left[3], beside=beside)
        return
    for column, (name, data, day, source) in zip(st.columns(2, gap="small"), (left, right), strict=True):
        with column:
            show(name, data, day, source=source)


def kept(data: Payload) -> tuple[int, ...] | None:
    """The places that the filters keep, by their numbers in `data`."""
    return None if kept_ids is None else tuple(number for number, id in enumerate(data.places) if id in kept_ids)


def narrow(day: date) -> None:
    """The filters, as on the map; on the day that their counts are of."""
    bar = Filterbar(theatre, claims, day, address.moved)
    with tools.container(width=160):
        bar.panel()
    bar.chips()


def fitting(table: pd.DataFrame, *standing: tuple[pd.DataFrame, date]) -> pd.DataFrame:
    """The rows of places that fit the filters, as they stand in any of these control rows on their day."""
    asked = chosen()
    keep = pd.Series(True, index=table.index)
    if kept_ids is not None:
        keep &= table["place_id"].isin(kept_ids)
    if set(asked.chosen()) & set(STANDING):
        fits = [rows["place_id"][stands(rows, asked, day)] for rows, day in standing]
        keep &= table["place_id"].isin(pd.concat(fits))
    if not keep.all():
        left = counted(
            int((~keep).sum()),
            "{n} place more that the filters leave out.",
            "{n} places more that the filters leave out.",
        )
        st.caption(left)
    return table[keep].reset_index(drop=True)


def opened(*versions: tuple[str, pd.DataFrame]) -> None:
    """The place that was chosen on a map: by each version what holds there, and the sentences behind it."""
    place = state.get("compared", "")
    if place not in places.index:
        return
    called = workspace.called(language)
    st.subheader(literal(called.at[place, "name"]), anchor=False)
    for column, (label, rows) in zip(st.columns(len(versions), gap="medium"), versions, strict=True):
        row = next(iter(rows[rows["place_id"] == place].to_dict("records")), None)
        with column:
            said = evidence.status_sentence(row, theatre, language)
            st.markdown(f"{literal(label)}: **{literal(said)}**")
            if row is not None:
                st.html(evidence.cited_html(row, workspace.in_words(claims, language), theatre, language))


def listed(table: pd.DataFrame, then: str, now: str) -> None:
    """Places that differ, a row each, and the evidence of the one that is chosen."""
    before = table.rename(columns={f"before_{name}": f"old_{name}" for name in ("status", "holder", "basis")})
    rows = before.to_dict("records")
    old = [{name: row[f"old_{name}"] for name in ("status", "holder", "basis")} for row in rows]
    picked = st.dataframe(
        pd.DataFrame(
            {
                _("Place"): named(table),
                LEVEL: table["admin1"].replace(workspace.regions(spoken())),
                then: [evidence.status_sentence(row, theatre) for row in old],
                now: [
                    evidence.status_sentence({str(key): value for key, value in row.items()}, theatre) for row in rows
                ],
                _("Since"): table["valid_from"].dt.date,
                _("Last report"): table["last_evidence"].dt.date,
                _("Map"): [link(View(_within(row["valid_from"]), row["place_id"])) for row in rows],
            }
        ),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            _("Map"): st.column_config.LinkColumn(display_text=_("open on the map")),
            _("Since"): st.column_config.DateColumn(format="YYYY-MM-DD"),
            _("Last report"): LAST_REPORT,
        },
        placeholder="–",
        alt=_("Places that differ, one a row; choose a row to read its evidence"),
    )
    cite(table, picked)


def named(table: pd.DataFrame) -> pd.Series:
    """What the places of a table are called."""
    return table["place_id"].map(workspace.called(spoken())["name"]).fillna(table["name"])


def cite(table: pd.DataFrame, picked: Any) -> None:
    if not picked["selection"]["rows"]:
        st.caption(_("Choose a row to read the sentences behind it."))
        return
    row = table.iloc[picked["selection"]["rows"][0]]
    st.subheader(literal(named(table).iloc[picked["selection"]["rows"][0]]), anchor=False)
    st.html(evidence.cited_html(row, workspace.in_words(claims, language), theatre, language))


def _within(moment: pd.Timestamp) -> date:
    return min(max(moment.date(), payload.first), payload.last)


def two_days() -> dict[str, str]:
    layout = pick("layout", _("How to show them"), LAYOUTS)
    days = {}
    asked = (("from", _("Earlier day"), payload.first), ("to", _("Later day"), payload.last))
    for column, (name, label, default) in zip(st.columns(2, gap="small"), asked, strict=True):
        with column:
            days[name] = ask(name, label, default)
    earlier, later = sorted(days.values())
    narrow(later)
    if layout == "change":
        show("change", payload, later, since=earlier)
    else:
        pair(layout, *((name, payload, day, None) for name, day in days.items()))
    before, after = on_day(control, earlier), on_day(control, later)
    opened((_("On {day}").format(day=earlier), before), (_("On {day}").format(day=later), after))
    table = evidence.differing(before, after)
    heading = st.empty()
    table = fitting(table, (before, earlier), (after, later))
    heading.subheader(
        counted(len(table), "What is different: {n} place", "What is different: {n} places"), anchor=False
    )
    shown = [on_day(workspace.drawn(), day) for day in (earlier, later)]
    guessed = evidence.differing(*shown)
    if kept_ids is not None:
        guessed = guessed[guessed["place_id"].isin(kept_ids)]
    guessed = guessed[~guessed["place_id"].isin(table["place_id"]) & (guessed["basis"] == "estimate")]
    if len(guessed) and not set(chosen().chosen()) & set(STANDING):
        text = counted(
            len(guessed), "{n} place more changed on the map by estimate alone: no report from there.",
            "{n} places more changed on the map by estimate alone: no report from there.",
        )  # fmt: skip
        st.caption(text)
    if table.empty:
        st.info(_("Nothing known changed between these two days. Choose days farther apart, or loosen the filters."))
    else:
        listed(table, _("Then"), _("Now"))
    return ({} if layout == "beside" else {"layout": layout}) | {name: day.isoformat() for name, day in days.items()}


def as_known() -> dict[str, str]:
    layout = pick("layout", _("How to show them"), {name: LAYOUTS[name] for name in ("beside", "swipe")})
    st.caption(_("The same day twice: by the articles that were published by then, and by all that are known today."))
    columns = st.columns(2, gap="small")
    with columns[0]:
        known = ask("known", _("As known on"), min(date(2022, 9, 9), payload.last))
    with columns[1]:
        day = ask("on", _("The day itself"), known)
    narrow(day)
    early = min(day, known)
    left = ("known", workspace.payload(known), early, Source("asKnown", known))
    pair(layout, left, ("true", payload, day, Source("asTrue")))
    if early < day:
        st.caption(_("What was known on {known} is shown on {day}, its last day.").format(known=known, day=early))
    before, after = on_day(workspace.control(known), day), on_day(control, day)
    opened((_("As known on {day}").format(day=known), before), (_("As known today"), after))
    table = evidence.differing(before, after)
    heading = st.empty()
    table = fitting(table, (before, day), (after, day))
    heading.subheader(counted(len(table), "Known only later: {n} place", "Known only later: {n} places"), anchor=False)
    if table.empty:
        st.info(_("What was known by then is what is known today. Choose a day nearer to an event."))
    else:
        listed(table, _("As known then"), _("As known today"))
    query = {"known": known.isoformat(), "on": day.isoformat()}
    return query if layout == "beside" else {"layout": layout} | query


def reference() -> dict[str, str]:
    """Our estimate and a map of somebody else's, from a file."""
    layout = pick("layout", _("How to show them"), {name: LAYOUTS[name] for name in ("beside", "swipe")})
    given, when, whose = st.columns([4, 2, 2])
    file = given.file_uploader(
        _("A map of control: areas (GeoJSON, KML, GeoPackage, ...), or a table with place_id, day and holder"),
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        max_upload_size=MAX_BYTES // 1_000_000,
        help=_(
            "Polygons may have a date and a holder; those without are of the day and side given here. It is compared, "
            "and never becomes part of our map."
        ),
    )
    undated = when.date_input(_("Its day, if it has none"), value=payload.last, format="YYYY-MM-DD")
    side = whose.selectbox(
        _("Its polygons show land held by"), [*names], index=len(names) - 1, format_func=lambda id: names[id]
    )
    query = {} if layout == "beside" else {"layout": layout}
    if file is None or side is None:
        st.info(_("Bring a map to see where and since when ours differs from it, with our evidence."))
        return query
    content = file.getvalue()
    try:
        read = workspace.reference(file.name, content, day=undated, holder=side)
    except ReferenceMapError as error:
        st.error(literal(error_words(error)))
        return query
    drawn = read.holders
    both = compare(control, drawn)
    days = agreement(both)
    if read.outside:
        st.info(literal(_("{outside} Compared is the rest.").format(outside=error_words(read.outside))))
    if days.empty:
        st.warning(_("None of its places and days is on our map."))
        return query
    agreed = (days["agreement"] * days["places"]).sum() / days["places"].sum()
    text = _("{share} of {n} places and days agree")
    st.subheader(text.format(share=share(agreed, digits=1), n=number(days["places"].sum())), anchor=False)
    drawn_days = sorted({_within(moment) for moment in drawn["day"]})
    day = drawn_days[-1]
    if len(drawn_days) > 1:
        day = st.select_slider(_("The day to show"), drawn_days, value=day)
    narrow(day)
    theirs = workspace.reference_payload(file.name, content, day=undated, holder=side, on=day)
    source = Source("theirs", name=one_line(file.name, 40))
    pair(layout, ("ours", payload, day, Source("ours")), ("theirs", theirs, day, source))
    opened((_("Ours on {day}").format(day=day), on_day(control, day)))
    agreeing(days, agreement(both, "admin1").replace({"admin1": workspace.regions(spoken())}))
    disagreeing(differences(both), day)
    return query


def agreeing(by_day: pd.DataFrame, by_oblast: pd.DataFrame) -> None:
    """How far two maps agree, by day and by oblast."""
    for column, table, label in zip(st.columns(2), (by_day, by_oblast), (_("Day"), LEVEL), strict=True):
        column.dataframe(
            table.set_axis([label, _("Places"), _("Agree")], axis=1),
            hide_index=True,
            height=260,
            column_config={
                _("Day"): st.column_config.DateColumn(format="YYYY-MM-DD"),
                _("Agree"): st.column_config.NumberColumn(format="percent"),
            },
        )


def disagreeing(table: pd.DataFrame, day: date) -> None:
    """Where a map differs from ours, a row each, and our evidence for the one that is chosen."""
    heading = st.empty()
    table = fitting(table, (on_day(control, day), day))
    heading.subheader(_("Where they differ: {n}").format(n=number(len(table))), anchor=False)
    rows = table.to_dict("records")
    picked = st.dataframe(
        pd.DataFrame(
            {
                _("Place"): named(table),
                LEVEL: table["admin1"].replace(workspace.regions(spoken())),
                _("Since"): table["since"].dt.date,
                _("Until"): table["until"].dt.date,
                _("Ours"): [evidence.status_sentence(row, theatre) for row in rows],
                _("Last report"): table["last_evidence"].dt.date,
                _("Theirs"): table["reference"].map(names),
                _("Map"): [link(View(_within(row["since"]), row["place_id"])) for row in rows],
            }
        ),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            _("Map"): st.column_config.LinkColumn(display_text=_("open on the map")),
            _("Last report"): LAST_REPORT,
        },
        placeholder="–",
        alt=_("Places where the two maps differ; choose a row to read our evidence"),
    )
    cite(table, picked)


st.title(_("Compare"), anchor=False)
listen()
tools = st.container(horizontal=True)
language = state.get("language") or spoken()
numbers = workspace.kept(chosen())
kept_ids = None if numbers is None else {payload.places[number] for number in numbers}
way = pick("way", _("What to compare"), WAYS)
query = {"days": two_days, "known": as_known, "reference": reference}[way]()
query = ({} if way == "days" else {"way": way}) | query | filters_query(chosen())
if place := state.get("compared"):
    query["place"] = place
if language != spoken():
    query["language"] = language
state["compare-shown"] = query
address.write("compare", query, notes=("said",) if state.pop("noted", False) else ())
days = " / ".join(day_words(date.fromisoformat(query[name])) for name in NAMED[2:] if name in query)
address.entitle(days, f"{_('Compare')}: {WAYS[way].lower()}")

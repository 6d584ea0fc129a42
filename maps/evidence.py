"""One place's evidence: its control over time as a band, its claims as marks on it and as quoted cards."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

import altair as alt
import pandas as pd

from extract.theatre import Theatre

__all__ = [
    "cards",
    "claim_days",
    "claim_html",
    "claims_of",
    "history_chart",
    "plain",
    "standing",
    "state_of",
    "status_sentence",
    "stretches",
]

_MARKDOWN = frozenset("\\`*_{}[]()<>#+-.!|~:$&")
STANDING = {"for": "#3d434a", "against": "#a3324c", "no part": "#8a8a86"}
_STATUS_SAID = {
    "held": "held by {side}",
    "claimed": "claimed by {side} alone",
    "contested": "contested: fighting in it",
    "disputed": "disputed: reports conflict",
    "unknown": "not known",
}
_ACTION_SAID = {
    "captured": "captured",
    "liberated": "liberated",
    "withdrew": "withdrawal",
    "entered": "entered",
    "advanced": "advance",
    "contested": "fighting",
    "besieged": "besieged",
    "held": "held",
    "repelled": "attack repelled",
    "transferred": "handed over",
}


def claims_of(claims: pd.DataFrame, place: str) -> pd.DataFrame:
    """The claims on a place, oldest event first."""
    found = claims[claims["place_id"] == place]
    return found.iloc[claim_days(found).argsort(kind="stable")]


def state_of(control: pd.DataFrame, place: str, day: date) -> pd.Series | None:
    """The control row that holds at a place on a day, or None."""
    rows = control[control["place_id"] == place]
    at = pd.Timestamp(day)
    rows = rows[
        (rows["valid_from"].isna() | (rows["valid_from"] <= at)) & (rows["valid_to"].isna() | (rows["valid_to"] > at))
    ]
    return None if rows.empty else rows.iloc[-1]


def status_sentence(row: Mapping[str, Any] | pd.Series | None, theatre: Theatre) -> str:
    """What a control row says, in words."""
    if row is None:
        return "no report yet"
    side = theatre.sides.get(row["holder"]) if isinstance(row["holder"], str) else None
    said = _STATUS_SAID.get(row["status"], str(row["status"])).format(side=side.name if side else "a side not named")
    if row["basis"] == "baseline":
        return f"{said} (as before the invasion; no report since)"
    if row["basis"] == "estimate":
        return f"{said} (an estimate: no report from here)"
    return said


def stretches(control: pd.DataFrame, place: str, theatre: Theatre, last: date) -> pd.DataFrame:
    """A place's control rows with days to draw between and words to read, clipped to the theatre's days."""
    rows = control[control["place_id"] == place].sort_values("valid_from", na_position="first")
    begin, end = _span(theatre, last)
    drawn = pd.DataFrame(
        {
            "from": _within(pd.to_datetime(rows["valid_from"]).fillna(begin), begin, end),
            "to": _within(pd.to_datetime(rows["valid_to"]).fillna(end), begin, end),
            "look": [_look(*of, theatre) for of in zip(rows["status"], rows["holder"], strict=True)],
            "says": [status_sentence(row, theatre) for _, row in rows.iterrows()],
            "rule": rows["rule"].astype(str),
            "confidence": rows["confidence"],
        }
    )
    return drawn[drawn["from"] < drawn["to"]]


def history_chart(
    control: pd.DataFrame, claims: pd.DataFrame, place: str, *, theatre: Theatre, day: date, last: date
) -> alt.LayerChart | alt.FacetChart:
    """Who held the place when, as a band; above it a mark for every claim, in the row of who says it; a line at `day`.

    Choosing a mark gives Streamlit the selection `claim` with the claim's `id`.
    """
    begin, end = _span(theatre, last)
    sides = list(theatre.sides.values())
    voices = [*(f"{side.adjective} side" for side in sides), "others", "result"]
    looks = [side.name for side in sides] + ["contested", "disputed", "not known"]
    colours = [side.colour for side in sides] + ["#4b4b4b", "#9b7fb8", "#b9b5ac"]
    time = alt.Scale(domain=[_moment(begin), _moment(end)], nice=False)
    row = alt.Y(
        "voice:N", sort=voices, scale=alt.Scale(domain=voices), title=None, axis=alt.Axis(ticks=False, domain=False)
    )
    colour = alt.Color("look:N", scale=alt.Scale(domain=looks, range=colours), legend=None)
    band = (
        alt.Chart(stretches(control, place, theatre, last).assign(voice="result"))
        .mark_bar(height=18)
        .encode(
            x=alt.X("from:T", title=None, scale=time, axis=alt.Axis(format="%Y", tickCount="year", grid=True)),
            x2="to:T",
            y=row,
            color=colour,
            tooltip=[
                alt.Tooltip("says:N", title="result"),
                alt.Tooltip("from:T"),
                alt.Tooltip("to:T", title="until"),
                "rule:N",
                alt.Tooltip("confidence:Q", format=".0%"),
            ],
        )
    )
    marks = pd.DataFrame(
        {
            "id": claims["id"],
            "at": _within(claim_days(claims), begin, end),
            "what": [_action(action) for action in claims["action"]],
            "who": [_claimant(claimant) for claimant in claims["claimant"]],
            "voice": [_voice(side, theatre) for side in claims["claimant_side"]],
            "look": [_result(after, theatre) for after in claims["controller_after"]],
            "counted": claims["mode"].isin(("fact", "claimed")),
            "publisher": claims["publisher"],
            "quote": claims["quote"],
        }
    )
    chosen = alt.selection_point(name="claim", fields=["id"])
    points = (
        alt.Chart(marks)
        .mark_point(size=90, filled=True, strokeWidth=1.5)
        .encode(
            x=alt.X("at:T", scale=time),
            y=row,
            color=colour,
            shape=alt.Shape("counted:N", scale=alt.Scale(domain=[True, False], range=["circle", "cross"]), legend=None),
            tooltip=[
                alt.Tooltip("what:N", title="claim"),
                alt.Tooltip("who:N", title="says"),
                alt.Tooltip("at:T", title="day"),
                "publisher:N",
                "quote:N",
            ],
        )
        .add_params(chosen)
    )
    now = (
        alt.Chart(pd.DataFrame({"at": [pd.Timestamp(day)]}))
        .mark_rule(strokeWidth=2, color="#c2185b")
        .encode(x=alt.X("at:T", scale=time))
    )
    return alt.layer(band, points, now, height=28 * len(voices))


def claim_html(claim: Mapping[str, Any], *, theatre: Theatre, standing: str) -> str:
    """A claim as a card of escaped HTML: what it says, who says it, the sentence it rests on, where from."""
    side = theatre.sides.get(str(claim["claimant_side"]))
    who = (
        str(claim["claimant"])
        if isinstance(claim["claimant"], str) and claim["claimant"]
        else "The article’s own voice"
    )
    voice = f"{who} ({side.adjective} side)" if side else who
    gained = theatre.sides.get(str(claim["gained_by"]))
    what = _action(claim["action"])
    if gained and what in ("captured", "liberated", "entered", "advance", "held"):
        what += f" by {gained.adjective} forces"
    mode = "" if claim["mode"] in ("fact", "claimed") else f" · {claim['mode']}: not counted"
    title = str(claim.get("title") or "") or str(claim["article"])
    facts = [
        f"{_days(claim)} ({claim['date_basis']} date)",
        f"confidence {float(claim['confidence']):.0%}",
        f"{'counts ' + standing if standing != 'no part' else 'took no part in the decision'}{mode}",
    ]
    return (
        f'<div style="border-left:4px solid {STANDING[standing]};padding:2px 0 2px 12px;margin:0 0 2px">'
        f"<div><b>{escape(what[:1].upper() + what[1:])}</b> · {escape(voice)}</div>"
        f'<blockquote style="margin:4px 0;font-family:Georgia,serif">“{escape(_one_line(claim["quote"]))}”</blockquote>'
        f'<div style="font-size:0.85em;opacity:0.85">{escape(" · ".join(facts))}<br>'
        f"{escape(_one_line(title))} · {escape(str(claim['publisher'] or 'publisher not known'))}, "
        f"{escape(_said(pd.Timestamp(claim['published'])))}</div></div>"
    )


def cards(control: pd.DataFrame, claims: pd.DataFrame, places: Sequence[str], theatre: Theatre) -> dict[int, str]:
    """Every claimed place's claims as escaped HTML, by the place's number in `places`."""
    number = {place: index for index, place in enumerate(places)}
    cited = {part: set(" ".join(control[f"claims_{part}"].astype(str)).split()) for part in ("for", "against")}
    found: dict[int, str] = {}
    for place, of_place in claims[claims["place_id"].isin(number)].groupby("place_id"):
        parts = []
        for row in claims_of(of_place, str(place)).to_dict("records"):
            claim = {str(column): value for column, value in row.items()}
            standing = next((part for part in cited if claim["id"] in cited[part]), "no part")
            parts.append(claim_html(claim, theatre=theatre, standing=standing))
        found[number[str(place)]] = "<br>".join(parts)
    return found


def standing(claim: Mapping[str, Any], row: pd.Series | None) -> str:
    """Whether a claim counts "for" or "against" a control row's status, or had "no part" in it."""
    if row is None:
        return "no part"
    for part in ("for", "against"):
        if claim["id"] in str(row[f"claims_{part}"]).split():
            return part
    return "no part"


def plain(text: object) -> str:
    """Text for a Streamlit label, where markdown would be read: every character stands for itself."""
    return "".join(f"\\{letter}" if letter in _MARKDOWN else letter for letter in _one_line(text))


def _look(status: object, holder: object, theatre: Theatre) -> str:
    if status in ("held", "claimed") and isinstance(holder, str) and holder in theatre.sides:
        return theatre.sides[holder].name
    return str(status) if status in ("contested", "disputed") else "not known"


def claim_days(claims: pd.DataFrame) -> pd.Series:
    """The day to show for each claim: its event's first, else its last, else the article's."""
    days = pd.to_datetime(claims["event_from"])
    return days.fillna(pd.to_datetime(claims["event_to"])).fillna(pd.to_datetime(claims["published"]))


def _span(theatre: Theatre, last: date) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.Timestamp(theatre.start), pd.Timestamp(last) + pd.Timedelta(days=1)


def _moment(day: pd.Timestamp) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _within(days: pd.Series, begin: pd.Timestamp, end: pd.Timestamp) -> pd.Series:
    return days.where(days >= begin, begin).where(days <= end, end)


def _action(action: object) -> str:
    return _ACTION_SAID.get(str(action), str(action))


def _claimant(who: object) -> str:
    return _one_line(who) if isinstance(who, str) and who else "The article’s own voice"


def _voice(side: object, theatre: Theatre) -> str:
    return f"{theatre.sides[side].adjective} side" if isinstance(side, str) and side in theatre.sides else "others"


def _result(after: object, theatre: Theatre) -> str:
    return "contested" if after == "contested" else _look("held", after, theatre)


def _days(claim: Mapping[str, Any]) -> str:
    begin, end = claim["event_from"], claim["event_to"]
    if pd.isna(begin) and pd.isna(end):
        return "day not known"
    if pd.isna(begin):
        return f"by {_said(pd.Timestamp(end))}"
    if pd.isna(end) or pd.Timestamp(begin) == pd.Timestamp(end):
        return _said(pd.Timestamp(begin))
    return f"{_said(pd.Timestamp(begin))} to {_said(pd.Timestamp(end))}"


def _said(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%B %Y}"


def _one_line(text: object) -> str:
    return " ".join(str(text).split())

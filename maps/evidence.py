"""One place's evidence: its control over time as a band, its claims as marks on it and as quoted cards."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

import altair as alt
import pandas as pd

from extract.learned import READER
from maps.charts import day_format
from maps.view import theatre_query
from maps.words import (
    BASES,
    REVIEWS,
    day_words,
    escaped,
    one_line,
    phrase,
    place_doubt,
    side_name,
    side_words,
    statement,
)
from theatre.theatre import Theatre
from timeline.control import RULES
from timeline.filters import claim_days
from translation.messages import N_, _, share, spoken

__all__ = [
    "cards",
    "cited_html",
    "claim_html",
    "claims_of",
    "differing",
    "facts",
    "history_chart",
    "quoted",
    "range_sentence",
    "rule_sentence",
    "standing",
    "standing_ever",
    "state_of",
    "status_sentence",
    "stretches",
    "voice",
    "weighed",
]

_COUNTS = {"for": "for", "against": "against", "no part": "noPart"}
_HEADINGS = {"for": "headFor", "against": "headAgainst", "no part": "headOther"}
STANDING = {"for": "#3d434a", "against": "#a3324c", "no part": "#8a8a86", "": "#8a8a86"}
_OF_A_DISPUTE = {"headFor": "headStays", "headAgainst": "headChanged"}  # what its claims are for is who held it before
_UNHELD = (N_("contested"), N_("disputed"), N_("not known"))
_KEY_COLUMNS = 3
_IMPLIED = ("R14", "R15")  # rules by which later reports say what was before them
_STATUSES = {
    "held": "isHeld",
    "claimed": "isClaimed",
    "contested": "isContested",
    "disputed": "isDisputed",
    "unknown": "isUnknown",
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


def status_sentence(row: Mapping[Any, Any] | pd.Series | None, theatre: Theatre, language: str = "") -> str:
    """What a control row says, in words."""
    if row is None:
        return phrase("noReport", language)
    side = theatre.sides.get(row["holder"]) if isinstance(row["holder"], str) else None
    holder = side_name(side, language) if side else phrase("noSide", language)
    key = "isShared" if row.get("rule") == "R20" else _STATUSES.get(row["status"])
    said = phrase(key, language, side=holder) if key else str(row["status"])
    if row["basis"] == "baseline":
        return phrase("asBaseline", language, what=said)
    if row["basis"] == "estimate":
        return phrase("asInferred" if row.get("rule") in _IMPLIED else "asEstimate", language, what=said)
    return said


def range_sentence(row: Mapping[Any, Any] | pd.Series, language: str = "") -> str:
    """From when until when a control row holds, and whether that is told or inferred; "" where nobody says."""
    begin, end = row["valid_from"], row["valid_to"]
    if pd.isna(begin) or row["basis"] == "baseline" or row["rule"] == "R17":
        return ""
    key = "since" if pd.isna(end) else "span"
    until = "" if pd.isna(end) else day_words(end.date(), language=language)
    said = phrase(key, language, day=day_words(begin.date(), language=language), until=until)
    if row["rule"] == "R14" or row["basis"] == "estimate":
        return phrase("notAtTheTime", language, range=said)
    return phrase("atLatest", language, range=said) if row["rule"] == "R15" else said


def rule_sentence(rule: str, language: str = "") -> str:
    """A rule of evidence by its id and in words: "R2: An admission ..."."""
    return f"{rule}: {_(RULES[rule], language)}" if rule in RULES else rule


def stretches(control: pd.DataFrame, place: str, theatre: Theatre, last: date, language: str = "") -> pd.DataFrame:
    """A place's control rows with days to draw between and words to read, clipped to the theatre's days."""
    rows = control[control["place_id"] == place].sort_values("valid_from", na_position="first")
    begin, end = _span(theatre, last)
    drawn = pd.DataFrame(
        {
            "from": _within(pd.to_datetime(rows["valid_from"]).fillna(begin), begin, end),
            "to": _within(pd.to_datetime(rows["valid_to"]).fillna(end), begin, end),
            "look": [_look(*of, theatre, language) for of in zip(rows["status"], rows["holder"], strict=True)],
            "says": [status_sentence(row, theatre, language) for _, row in rows.iterrows()],
            "rule": [rule_sentence(rule, language) for rule in rows["rule"].astype(str)],
            "confidence": rows["confidence"],
        }
    )
    return drawn[drawn["from"] < drawn["to"]]


def history_chart(
    control: pd.DataFrame,
    claims: pd.DataFrame,
    place: str,
    *,
    theatre: Theatre,
    day: date,
    last: date,
    language: str = "",
) -> alt.LayerChart | alt.FacetChart:
    """Who held the place when, as a band; above it a mark for every claim, in the row of who says it; a line at `day`.

    Choosing a mark gives Streamlit the selection `claim` with the claim's `id`.
    """
    result = phrase("result", language)
    sides = list(theatre.sides.values())
    voices = [*(side_words(side, language) for side in sides), phrase("voiceOthers", language), result]
    looks = [*(side_name(side, language) for side in sides), *(_(each, language) for each in _UNHELD)]
    colours = [side.colour for side in sides] + ["#4b4b4b", "#9b7fb8", "#b9b5ac"]
    row = alt.Y(
        "voice:N",
        sort=voices,
        scale=alt.Scale(domain=voices),
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelOverlap=False, labelLimit=0),
    )
    drawn = stretches(control, place, theatre, last, language).assign(voice=result)
    claimed = _claim_marks(claims, theatre, last, language)
    present = [look for look in looks if look in {*drawn["look"], *claimed["look"]}]
    key = alt.Legend(orient="bottom", title=None, values=present, symbolType="square", columns=_KEY_COLUMNS)
    colour = alt.Color("look:N", scale=alt.Scale(domain=looks, range=colours), legend=key)
    band, marks = _band(drawn, _span(theatre, last), result, language), _marks(claimed, language)
    now = (
        alt.Chart(pd.DataFrame({"at": [pd.Timestamp(day)]})).mark_rule(strokeWidth=2, color="#c2185b").encode(x="at:T")
    )
    layers = [each.encode(y=row, color=colour) for each in (band, marks)]
    key_rows = -(-len(present) // _KEY_COLUMNS)
    return alt.layer(*layers, now, height=28 * len(voices) + 24 * (1 + key_rows))  # the axis, and the key below it


def _band(drawn: pd.DataFrame, span: tuple[pd.Timestamp, pd.Timestamp], result: str, language: str) -> alt.Chart:
    """The rows of `stretches` as a band over `span`, the first day and that after the last; `result` is its title."""
    time = alt.Scale(domain=[_moment(day) for day in span], nice=False)
    return (
        alt.Chart(drawn)
        .mark_bar(height=18)
        .encode(
            x=alt.X("from:T", title=None, scale=time, axis=alt.Axis(format="%Y", tickCount="year", grid=True)),
            x2="to:T",
            tooltip=[
                alt.Tooltip("says:N", title=result),
                alt.Tooltip("from:T", title=_("from", language), format=day_format(language)),
                alt.Tooltip("to:T", title=_("until", language), format=day_format(language)),
                alt.Tooltip("rule:N", title=_("rule", language)),
                alt.Tooltip("confidence:Q", title=_("confidence", language), format=".0%"),
            ],
        )
    )


def _claim_marks(claims: pd.DataFrame, theatre: Theatre, last: date, language: str) -> pd.DataFrame:
    """A row for each claim: when and as what it is drawn, and the words of its tooltip."""
    return pd.DataFrame(
        {
            "id": claims["id"],
            "at": _within(claim_days(claims), *_span(theatre, last)),
            "what": [statement(claim, theatre, language) for claim in claims.to_dict("records")],
            "who": [_claimant(claimant, language) for claimant in claims["claimant"]],
            "voice": [_voice(side, theatre, language) for side in claims["claimant_side"]],
            "look": [_result(after, theatre, language) for after in claims["controller_after"]],
            "counted": claims["mode"].isin(("fact", "claimed")),
            "publisher": claims["publisher"],
            "quote": claims["quote"],
        }
    )


def _marks(marks: pd.DataFrame, language: str) -> alt.Chart:
    """Claims as marks that can be chosen: a disc where the claim counts, a cross where it does not."""
    return (
        alt.Chart(marks)
        .mark_point(size=90, filled=True, strokeWidth=1.5)
        .encode(
            x="at:T",
            shape=alt.Shape("counted:N", scale=alt.Scale(domain=[True, False], range=["circle", "cross"]), legend=None),
            tooltip=[
                alt.Tooltip("what:N", title=_("claim", language)),
                alt.Tooltip("who:N", title=_("says", language)),
                alt.Tooltip("at:T", title=_("day", language), format=day_format(language)),
                alt.Tooltip("publisher:N", title=_("publisher", language)),
                alt.Tooltip("quote:N", title=_("quote", language)),
            ],
        )
        .add_params(alt.selection_point(name="claim", fields=["id"]))
    )


def claim_html(
    claim: Mapping[Any, Any],
    *,
    theatre: Theatre,
    standing: str | None,
    linked: bool = False,
    languages: Sequence[str] = ("",),
) -> str:
    """A claim as a card of escaped HTML: what it says, who says it, the sentence it rests on, where from, what is
    doubtful about it. `standing` is what it means to the status shown, as `standing` has it, or "" where nothing is
    weighed; with None all three are written, and static/evidence.js shows that of the day. `linked` leads to its
    article, opened at the sentence. All but the sentence and its source is in each of `languages`, marked as such:
    whoever shows several hides the others."""
    quote = escaped(" ".join(claim["quote"].split()))
    heads = (_card_head(claim, theatre, language) for language in languages)
    feet = (_card_foot(claim, standing, linked, language) for language in languages)
    line = f"border-left:4px solid {STANDING[standing] if standing else 'var(--standing)'}"
    return (
        f'<div style="{line};padding:2px 0 2px 12px;margin:0 0 2px">{"".join(heads)}'
        f'<blockquote style="margin:4px 0;font-family:Georgia,serif">{quoted(quote)}</blockquote>{"".join(feet)}</div>'
    )


def quoted(quote: str) -> str:
    """In quotation marks, unless the sentence brings its own around all of it."""
    whole = quote[:1] in "“«„" and quote[-1:] in "”»“" and not any(mark in quote[1:-1] for mark in "“”«»„")
    return quote if whole else f"“{quote}”"


def voice(claim: Mapping[Any, Any], theatre: Theatre, language: str = "") -> str:
    """Who says so, with the side that they stand on; only the side where `statement` names them."""
    side = theatre.sides.get(str(claim["claimant_side"]))
    stands = side_words(side, language) if side else ""
    if claim["mode"] == "denied" and isinstance(claim["claimant"], str) and claim["claimant"]:
        return stands
    return _claimant(claim["claimant"], language) + (f" ({stands})" if stands else "")


def facts(claim: Mapping[Any, Any], language: str = "") -> list[str]:
    """What is to be known of a claim beside what it says: its day and how that is known, how sure it is, whether it is
    an admission, what a reviewer made of it, and that only the second reader saw it."""
    basis = claim["date_basis"]
    each = [
        f"{_days(claim, language)}: {phrase(basis, language) if basis in BASES else basis}",
        phrase("confidence", language, share=share(float(claim["confidence"]), language)),
        phrase("admission", language) if claim.get("admission") is True else "",
        phrase(str(claim["review"]), language) if claim.get("review") in REVIEWS else "",
        _second_reader(claim, language),
    ]
    return [fact for fact in each if fact]


def _card_head(claim: Mapping[Any, Any], theatre: Theatre, language: str) -> str:
    said = statement(claim, theatre, language)
    line = [f"<b>{escaped(said[:1].upper() + said[1:])}</b>", escaped(voice(claim, theatre, language))]
    return f'<div lang="{language or spoken()}">{" · ".join(filter(None, line))}</div>'


def _card_foot(claim: Mapping[Any, Any], standing: str | None, linked: bool, language: str) -> str:
    line = escaped(" · ".join(facts(claim, language)))
    if standing != "" and claim.get("review") != "rejected":  # which says already that it counts for nothing
        line = f"{_standing_html(standing, language)} · {line}"
    source = (
        f"{escaped(one_line(claim.get('title') or claim['article']))} · "
        f"{escaped(one_line(claim['publisher'] or phrase('noPublisher', language), 80))}, "
        f"{escaped(day_words(claim['published'].date(), language=language))}"
    )
    if linked:
        address = urlencode(theatre_query() | {"article": claim["article"], "claim": claim["id"]})
        source = f'<a href="articles?{escaped(address)}" target="_self" style="color:inherit">{source}</a>'
    doubt = place_doubt(claim, language)
    return (
        f'<div lang="{language or spoken()}" style="font-size:0.85em">{line}<br>{source}'
        f"{f'<br><i>{escaped(doubt)}</i>' if doubt else ''}</div>"
    )


def _standing_html(standing: str | None, language: str) -> str:
    if standing:
        return escaped(phrase(_COUNTS[standing], language))
    every = ((each, escaped(phrase(key, language))) for each, key in _COUNTS.items())
    return "".join(f'<span data-of="{each}">{words}</span>' for each, words in every)


def _second_reader(claim: Mapping[Any, Any], language: str) -> str:
    """That only the learned reader saw a claim, and by which word; "" where grammar did."""
    if claim.get("extractor") != READER:
        return ""
    return phrase("secondReader", language, word=one_line(claim["trigger"], 40))


def weighed(claims: pd.DataFrame, row: Mapping[Any, Any] | pd.Series | None) -> list[tuple[str, str, pd.DataFrame]]:
    """A place's claims, oldest first, in the order in which to read them: those that speak for what a control row
    says, those against it, the others. Each part with its standing and the `phrase` that heads it; none is empty."""
    of = pd.Series([standing(claim, row) for claim in claims.to_dict("records")], index=claims.index, dtype="str")
    conflict = _OF_A_DISPUTE if row is not None and row["status"] == "disputed" else {}
    parts = ((name, conflict.get(heading, heading), claims[of == name]) for name, heading in _HEADINGS.items())
    return [part for part in parts if len(part[2])]


def cited_html(row: Mapping[Any, Any] | pd.Series, claims: pd.DataFrame, theatre: Theatre, language: str = "") -> str:
    """The claims that a control row or a change rests on, and those against it, as cards under headings."""
    cited = f"{row['claims_for']} {row['claims_against']}".split()
    parts = []
    for of, heading, found in weighed(claims[claims["id"].isin(cited)], row):
        parts.append(f"<h4>{phrase(heading, language)}</h4>")
        for claim in found.to_dict("records"):
            parts.append(claim_html(claim, theatre=theatre, standing=of, linked=True, languages=(language,)))
    return "".join(parts) or f"<p>{phrase('noClaim', language)}</p>"


def differing(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The places that two tables of `timeline.control.on_day` show otherwise, newest change first: the rows of `after`
    with before_status, before_holder and before_basis. A place that one of them lacks is not known to it."""
    columns = ["place_id", "status", "holder", "basis"]
    old = before[columns].rename(columns={name: f"before_{name}" for name in columns[1:]})
    both = after.merge(old, on="place_id", how="left")
    both["before_status"] = both["before_status"].fillna("unknown")
    both[["before_holder", "before_basis"]] = both[["before_holder", "before_basis"]].fillna("")
    changed = (both["before_status"] != both["status"]) | (both["before_holder"] != both["holder"])
    return both[changed].sort_values("valid_from", ascending=False, ignore_index=True)


def cards(
    control: pd.DataFrame,
    claims: pd.DataFrame,
    places: Sequence[str],
    theatre: Theatre,
    languages: Sequence[str] = ("",),
) -> dict[int, str]:
    """Every claimed place's claims as escaped HTML, by the place's number in `places`. Each says on which days it
    counts, from one to before another, numbered from the theatre's first: static/evidence.js puts those of the day
    first."""
    number = {place: index for index, place in enumerate(places)}
    of_place = control[control["place_id"].isin(claims["place_id"].unique())]
    cited = {part: _days_cited(of_place, part, theatre) for part in ("for", "against")}
    found: dict[int, str] = {}
    for place, its_claims in claims[claims["place_id"].isin(number)].groupby("place_id"):
        parts = []
        for claim in claims_of(its_claims, str(place)).to_dict("records"):
            days = " ".join(f'data-{part}="{" ".join(cited[part].get(claim["id"], ()))}"' for part in cited)
            card = claim_html(claim, theatre=theatre, standing=None, languages=languages)
            parts.append(f'<div class="marchland-claim" {days}>{card}</div>')
        found[number[str(place)]] = "".join(parts)
    return found


def _days_cited(control: pd.DataFrame, part: str, theatre: Theatre) -> dict[str, list[str]]:
    """The days on which each claim bears on its place, by its id: "120..180", or "120.." where it still does."""
    begin, end = (
        ["" if pd.isna(day) else str((day - pd.Timestamp(theatre.start)).days) for day in control[name]]
        for name in ("valid_from", "valid_to")
    )
    found: dict[str, list[str]] = {}
    for ids, first, until in zip(control[f"claims_{part}"].astype(str), begin, end, strict=True):
        for id in ids.split():
            found.setdefault(id, []).append(f"{first}..{until}")
    return found


def standing(claim: Mapping[Any, Any], row: Mapping[Any, Any] | pd.Series | None) -> str:
    """Whether a claim counts "for" or "against" a control row's status, or had "no part" in it."""
    if row is None:
        return "no part"
    for part in ("for", "against"):
        if claim["id"] in str(row[f"claims_{part}"]).split():
            return part
    return "no part"


def standing_ever(claim: Mapping[Any, Any], control: pd.DataFrame) -> str:
    """Whether a claim counts "for" or "against" what some control row says, or has "no part" in any."""
    rows = control[[f"claims_{part}" for part in ("for", "against")]]
    rows = rows[
        rows["claims_for"].str.contains(claim["id"], regex=False)
        | rows["claims_against"].str.contains(claim["id"], regex=False)
    ]
    found = {standing(claim, row) for row in rows.to_dict("records")}
    return next((part for part in ("for", "against") if part in found), "no part")


def _look(status: object, holder: object, theatre: Theatre, language: str) -> str:
    if status in ("held", "claimed") and isinstance(holder, str) and holder in theatre.sides:
        return side_name(theatre.sides[holder], language)
    return _(str(status) if status in ("contested", "disputed") else "not known", language)


def _span(theatre: Theatre, last: date) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.Timestamp(theatre.start), pd.Timestamp(last) + pd.Timedelta(days=1)


def _moment(day: pd.Timestamp) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _within(days: pd.Series, begin: pd.Timestamp, end: pd.Timestamp) -> pd.Series:
    return days.where(days >= begin, begin).where(days <= end, end)


def _claimant(who: object, language: str = "") -> str:
    return one_line(who, 80) if isinstance(who, str) and who else phrase("ownVoice", language)


def _voice(side: object, theatre: Theatre, language: str) -> str:
    known = isinstance(side, str) and side in theatre.sides
    return side_words(theatre.sides[str(side)], language) if known else phrase("voiceOthers", language)


def _result(after: object, theatre: Theatre, language: str) -> str:
    return _("contested", language) if after == "contested" else _look("held", after, theatre, language)


def _days(claim: Mapping[Any, Any], language: str) -> str:
    begin, end = (None if pd.isna(claim[name]) else claim[name].date() for name in ("event_from", "event_to"))
    return day_words(begin, end, language)

"""All that is known of one place on one day, as a page of evidence: to be printed, kept and cited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from maps.evidence import facts, quoted, range_sentence, rule_sentence, status_sentence, voice, weighed
from maps.words import day_words, escaped, one_line, phrase, place_doubt, statement
from theatre.theatre import Theatre
from translation.messages import N_, _, ngettext, number, share

__all__ = ["CAVEAT", "Cited", "Report", "Source", "report_html", "report_of"]

CAVEAT = N_(
    "Worked out from dated claims in articles by stated rules; does not imply endorsement of any boundary or claim. "
    "Not for navigation, evacuation or targeting."
)
_MOST = 200  # claims that a report shows of each part
_QUOTE = 1_500  # characters


@dataclass(frozen=True, slots=True)
class Source:
    """An article: `number` is what claims cite it by, `url` is empty where it has none that may be followed, `digest`
    is the SHA-256 of its text."""

    number: int
    title: str
    publisher: str
    published: str
    url: str
    digest: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim as a report shows it, in words; `source` is the number of its article."""

    said: str
    voice: str
    quote: str
    facts: str
    source: int


@dataclass(frozen=True, slots=True)
class Report:
    """A place on a day, in plain text: nothing in it is escaped, and all of it may be somebody else's words."""

    title: str
    status: str
    facts: tuple[str, ...]
    rule: str
    parts: tuple[tuple[str, tuple[Cited, ...]], ...]
    sources: tuple[Source, ...]
    citation: str


def report_of(
    row: Mapping[Any, Any] | pd.Series | None,
    claims: pd.DataFrame,
    *,
    name: str,
    admin1: str,
    day: date,
    theatre: Theatre,
    before: Mapping[Any, Any] | pd.Series | None = None,
    address: str = "",
    accessed: date,
    language: str = "",
) -> Report:
    """The report of a place that its control `row` and `claims` tell of; `before` is the row that ended as this one
    began. `address` is where the report can be seen again, `accessed` the day on which it was made."""
    where = f"{one_line(name, 80)} ({one_line(admin1, 80)})" if admin1 else one_line(name, 80)
    on = day_words(day, language=language)
    status = status_sentence(row, theatre, language)
    sources = _sources(claims, language)
    parts = tuple(
        (phrase(heading, language), tuple(_cited(claim, sources, theatre, language) for claim in _records(part)))
        for _, heading, part in weighed(claims, row)
    )
    claimed = _number(len(claims), "{n} claim", "{n} claims", language)
    tally = _("{claims} in {articles}", language)
    tally = tally.format(claims=claimed, articles=_number(len(sources), "{n} article", "{n} articles", language))
    citation = _("Marchland: {place} on {day}: {status}. From {evidence}; as seen on {accessed}.", language)
    accessed_on = day_words(accessed, language=language)
    citation = citation.format(place=where, day=on, status=status, evidence=tally, accessed=accessed_on)
    return Report(
        f"{where}, {on}",
        status,
        _facts(row, before, day, tally, theatre, language),
        rule_sentence(str(row["rule"]), language) if row is not None else "",
        parts,
        tuple(sources.values()),
        f"{citation} {address}".strip(),
    )


def _number(count: int, one: str, more: str, language: str) -> str:
    return ngettext(one, more, count, language=language).replace("{n}", number(count, language))


def _records(part: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in each.items()} for each in part.head(_MOST).to_dict("records")]


def _facts(
    row: Mapping[Any, Any] | pd.Series | None,
    before: Mapping[Any, Any] | pd.Series | None,
    day: date,
    tally: str,
    theatre: Theatre,
    language: str,
) -> tuple[str, ...]:
    said = []
    if row is not None:
        said.append(range_sentence(row, language))
        if before is not None:
            former = status_sentence(before, theatre, language)
            said.append(_("Before that: {status}", language).format(status=former))
        said.append(phrase("confidence", language, share=share(float(row["confidence"]), language)))
        if pd.notna(row["last_evidence"]):
            age = max(0, (pd.Timestamp(day) - row["last_evidence"]).days)
            last = day_words(row["last_evidence"].date(), language=language)
            if age:
                last = _number(age, "{day}, {n} day before", "{day}, {n} days before", language).format(day=last)
            said.append(_("Last report: {day}", language).format(day=last))
    said.append(tally)
    return tuple(f"{each[:1].upper()}{each[1:]}." for each in said if each)


def _sources(claims: pd.DataFrame, language: str) -> dict[str, Source]:
    """The articles of claims by their ids, numbered by their days."""
    articles = claims.drop_duplicates("article").sort_values(["published", "article"])
    found = {}
    for place, row in enumerate(articles.to_dict("records"), 1):
        found[row["article"]] = Source(
            place,
            one_line(row.get("title") or row["article"], 300),
            one_line(row["publisher"] or phrase("noPublisher", language), 100),
            day_words(row["published"].date(), language=language),
            _followed(row.get("url")),
            str(row["article"]),
        )
    return found


def _followed(url: object) -> str:
    """A web address that may be a link, or ""."""
    text = url if isinstance(url, str) else ""
    try:
        safe = urlsplit(text).scheme in ("http", "https")
    except ValueError:
        return ""
    return one_line(text, 1_000) if safe else ""


def _cited(claim: Mapping[str, Any], sources: Mapping[str, Source], theatre: Theatre, language: str) -> Cited:
    said = statement(claim, theatre, language)
    more = [*facts(claim, language), place_doubt(claim, language)]
    return Cited(
        f"{said[:1].upper()}{said[1:]}",
        voice(claim, theatre, language),
        quoted(one_line(claim["quote"], _QUOTE)),
        " · ".join(filter(None, more)),
        sources[claim["article"]].number,
    )


def report_html(report: Report, picture: str, alt: str, language: str = "") -> str:
    """The report as escaped HTML; `picture` is the address of its map, and `alt` what that shows. `language` is that of
    the report."""
    parts = "".join(
        f"<h2>{escaped(heading)}</h2>{''.join(_cited_html(each) for each in cited)}" for heading, cited in report.parts
    )
    none = f"<p>{escaped(phrase('onlyEstimate', language))}</p>"
    rule = _("Rule {rule}", language).format(rule=report.rule)
    return (
        f'<article class="ml-report"><h1>{escaped(report.title)}</h1>'
        f'<p class="ml-status">{escaped(report.status[:1].upper() + report.status[1:])}</p>'
        f'<img src="{escaped(picture)}" alt="{escaped(alt)}">'
        f"<p>{escaped(' '.join(report.facts))}</p>"
        f"{f'<p>{escaped(rule)}</p>' if report.rule else ''}"
        f"{parts or none}"
        f"{_sources_html(report.sources, language)}"
        f"<h2>{escaped(_('How to cite', language))}</h2><p>{escaped(report.citation)}</p>"
        f'<p class="ml-caveat">{escaped(_(CAVEAT, language))}</p></article>'
    )


def _cited_html(cited: Cited) -> str:
    head = f"<b>{escaped(cited.said)}</b>{f' · {escaped(cited.voice)}' if cited.voice else ''}"
    return (
        f'<div class="ml-cited">{head} <a href="#source-{cited.source}">[{cited.source}]</a>'
        f"<blockquote>{escaped(cited.quote)}</blockquote><span>{escaped(cited.facts)}</span></div>"
    )


def _sources_html(sources: Sequence[Source], language: str) -> str:
    rows = []
    for each in sources:
        link = f'<br><a href="{escaped(each.url)}" rel="noopener">{escaped(each.url)}</a>' if each.url else ""
        rows.append(
            f'<li id="source-{each.number}" value="{each.number}">{escaped(each.title)}. {escaped(each.publisher)}, '
            f"{escaped(each.published)}.{link}<br><code>SHA-256 {escaped(each.digest)}</code></li>"
        )
    return f"<h2>{escaped(_('Articles', language))}</h2><ol>{''.join(rows)}</ol>" if rows else ""

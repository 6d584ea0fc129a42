"""The words of the model in front of people, and other people's text made fit to be shown.

Articles are hostile input: their text reaches HTML through `escaped` alone and Streamlit's Markdown through `literal`.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_interval

from theatre.sides import Side
from theatre.theatre import Theatre

__all__ = [
    "ACTIONS",
    "BASES",
    "MODES",
    "REVIEWS",
    "STATUSES",
    "counted",
    "day_words",
    "deed",
    "escaped",
    "literal",
    "one_line",
    "phrase",
    "place_doubt",
    "side_name",
    "statement",
]

ACTIONS: Mapping[str, str] = {
    "captured": "taken",
    "liberated": "liberated",
    "withdrew": "left",
    "entered": "entered",
    "advanced": "advance",
    "contested": "fighting",
    "besieged": "besieged",
    "held": "held",
    "repelled": "attack repelled",
    "transferred": "handed over",
}
MODES: Mapping[str, str] = {
    "fact": "stated",
    "claimed": "claimed",
    "denied": "denied",
    "planned": "planned",
    "hypothetical": "hypothetical",
}
REVIEWS: Mapping[str, str] = {
    "confirmed": "confirmed by a reviewer",
    "corrected": "corrected by a reviewer",
    "rejected": "rejected by a reviewer: counts for nothing",
}
BASES: Mapping[str, str] = {  # how the day of a claim's event is known
    "explicit": "the day is stated",
    "relative": "the day is told from the article's date",
    "context": "the day is told by the text around it",
    "publication": "no day is told: the article's date",
}
STATUSES: Mapping[str, str] = {
    "held": "held",
    "claimed": "claimed by one side alone",
    "contested": "contested: fighting",
    "disputed": "disputed: reports conflict",
    "unknown": "not known",
}
_LOCALES: Mapping[str, str] = {"en": "en_GB", "uk": "uk", "ru": "ru"}
_MARKDOWN = frozenset("\\`*_{}[]()<>#+-.!|~:$&")
# controls but tab and line ends; bidirectional marks, embeddings, overrides and isolates; specials
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2061-\u206f\ufff9-\ufffb]")
_NO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff]")  # harmless and common in web text: left out where shown


def one_line(text: object, limit: int = 200) -> str:
    """Text on one line, without characters that are not seen, cut to `limit` characters."""
    line = " ".join(_UNSEEN.sub(" ", _NO_WIDTH.sub("", str(text))).split())
    return line if len(line) <= limit else line[: limit - 2].rstrip() + " …"


def escaped(text: str) -> str:
    """Escaped for HTML text and attributes, with a box for each character that is not seen."""
    return escape(_UNSEEN.sub("\u25a1", _NO_WIDTH.sub("", text)), quote=True)


def literal(text: object, limit: int = 1000) -> str:
    """Text on one line for where Streamlit reads Markdown: every character stands for itself."""
    return "".join(f"\\{letter}" if letter in _MARKDOWN else letter for letter in one_line(text, limit))


def day_words(first: date | None, last: date | None = None, language: str = "en") -> str:
    """ "10 September 2022", or "3 to 10 September 2022" for a range; "day unknown" for none."""
    last = last or first
    if first is None or first == last:
        day = first or last
        if not day:
            return phrase("dayUnknown", language)
        words = format_date(day, "long", _LOCALES[language])
        return words if first else phrase("by", language, day=words)
    assert last is not None
    if language != "en":
        return str(format_interval(first, last, "yMMMd", locale=_LOCALES[language]))
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    start = f"{first.day} {first:%B}" if first.year == last.year else f"{first.day} {first:%B %Y}"
    return f"{start} to {last.day} {last:%B %Y}"


def phrase(key: str, language: str = "en", **values: object) -> str:
    """One of the texts of `evidence_words.toml`, with its {values}; in English where a language lacks it."""
    words = _texts()
    return words[language if key in words[language] else "en"][key].format(**values)


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("evidence_words.toml").read_text("utf-8"))


def side_name(side: Side, language: str = "en") -> str:
    """A side's name; in another language than English as the theatre says, else its country's."""
    if language == "en":
        return side.name
    return side.name_in(language) or str(Locale.parse(_LOCALES[language]).territories.get(side.country, side.name))


def deed(claim: Mapping[Any, Any], theatre: Theatre, language: str = "en") -> str:
    """What a claim tells of, and through whom: "taken by Russia", "left by Ukraine, in part". Whether that is said to
    be so, `statement` says."""
    action, side = str(claim["action"]), _doer(claim, theatre)
    if action not in ACTIONS:
        return action
    what = phrase(f"{action}By", language, side=side_name(side, language)) if side else phrase(action, language)
    return phrase("inPart", language, what=what) if claim.get("partial") else what


def statement(claim: Mapping[Any, Any], theatre: Theatre, language: str = "en", it: str = "it") -> str:
    """What a claim says, so that nobody takes a denial or a plan for the event: "taken by Russia", "Kyiv denied that
    Russia had taken it", "not entered". `it` is what English calls the place."""
    mode, action, what = str(claim["mode"]), str(claim["action"]), deed(claim, theatre, language)
    if mode in _UNREAL:
        return phrase(f"{mode}That", language, what=what)
    if mode != "denied":
        return what
    if not (isinstance(claim["claimant"], str) and claim["claimant"]):
        return phrase("none" if language == "en" and action in _NOUNS else "notSo", language, what=what)
    if language == "en" and action in ACTIONS:
        side = _doer(claim, theatre)
        of = phrase("aPartOf", it=it) if claim.get("partial") else it
        what = phrase(f"had_{action}By", side=side.name, it=of) if side else phrase(f"had_{action}", it=of)
    return phrase("deniedBy", language, who=_denier(claim, theatre), what=what)


def _denier(claim: Mapping[Any, Any], theatre: Theatre) -> str:
    """Who denies: where an article only says "it" or "he", the side."""
    side = theatre.sides.get(str(claim["claimant_side"]))
    if side and str(claim["claimant"]).lower() in ("it", "he", "she", "they"):
        return phrase("theSide", side=side.adjective)
    return one_line(claim["claimant"], 80)


_UNREAL = ("planned", "hypothetical")
_NOUNS = ("advanced", "contested", "repelled")  # actions that English names by a noun


def _doer(claim: Mapping[Any, Any], theatre: Theatre) -> Side | None:
    """The side through which it happened, or is said to have."""
    after, gained, lost = (claim[name] if isinstance(claim[name], str) else "" for name in _PARTIES)
    side = after if after and after != "contested" else gained
    if claim["action"] == "withdrew" or (claim["action"] == "held" and claim["mode"] == "denied" and not side):
        side = lost  # who left; or who is denied to hold it
    return theatre.sides.get(side)


_PARTIES = ("controller_after", "gained_by", "lost_by")


def counted(number: int, noun: str) -> str:
    """ "1 place", "2,000 places"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def place_doubt(claim: Mapping[Any, Any], language: str = "en") -> str:
    """What is not sure about where a claim is: a sentence, or "" when all is."""
    said = []
    place, name = (one_line(claim.get(key) or claim.get("place") or "", 60) for key in ("place", "name"))
    precision = str(claim.get("precision"))
    if precision == "near":
        radius = claim.get("radius_km")
        key = "nearWithin" if isinstance(radius, float) and radius > 0 else "near"
        said.append(phrase(key, language, place=place, name=name, km=f"{radius or 0:.0f}"))
    elif precision in ("hromada", "raion", "region"):
        said.append(phrase(f"{precision}Only", language, name=name))
    others = [f"{one_line(each['name'], 60)} ({where})" for each, where in _told_apart(claim)]
    if others:
        key = "mayAlsoBe" if claim.get("place_id") else "mayBe"
        said.append(phrase(key, language, place=place, others=phrase("or", language).join(others[:4])))
    line = "; ".join(said)
    return f"{line[:1].upper()}{line[1:]}." if line else ""


def _told_apart(claim: Mapping[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """What else is meant, and where each lies: the oblast, and the raion too where namesakes share the oblast."""
    others = _alternatives(claim)
    homes = Counter((each["name"], each["admin1"]) for each in others)
    if claim.get("place_id"):
        homes[str(claim.get("name")), str(claim.get("admin1"))] += 1
    told = []
    for each in others:
        units = (each["admin1"], each.get("admin2") if homes[each["name"], each["admin1"]] > 1 else "")
        told.append((each, ", ".join(one_line(unit, 60) for unit in units if unit)))
    return told


def _alternatives(claim: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = claim.get("alternatives")
    return list(json.loads(found or "[]") if isinstance(found, str) else found or ())

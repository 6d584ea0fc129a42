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

from babel.dates import format_date

from theatre.sides import Side
from theatre.theatre import Theatre
from translation.messages import ENGLISH, N_, Messages, locale, pgettext, spoken

__all__ = [
    "ACTIONS",
    "BASES",
    "MODES",
    "REVIEWS",
    "STATUSES",
    "day_words",
    "deed",
    "escaped",
    "level_name",
    "literal",
    "one_line",
    "phrase",
    "place_doubt",
    "side_name",
    "side_words",
    "statement",
]

ACTIONS = Messages({
    "captured": N_("taken"),
    "liberated": N_("liberated"),
    "withdrew": N_("left"),
    "entered": N_("entered"),
    "advanced": N_("advance"),
    "contested": N_("fighting"),
    "besieged": N_("besieged"),
    "held": N_("held"),
    "repelled": N_("attack repelled"),
    "transferred": N_("handed over"),
})  # fmt: skip
MODES = Messages({
    "fact": N_("stated"),
    "claimed": N_("claimed"),
    "denied": N_("denied"),
    "planned": N_("planned"),
    "hypothetical": N_("hypothetical"),
})  # fmt: skip
REVIEWS = Messages({
    "confirmed": N_("confirmed by a reviewer"),
    "corrected": N_("corrected by a reviewer"),
    "rejected": N_("rejected by a reviewer: counts for nothing"),
})  # fmt: skip
BASES = ("explicit", "relative", "context", "publication")  # how the day of a claim's event is known
STATUSES = Messages({
    "held": N_("held"),
    "claimed": N_("claimed by one side alone"),
    "contested": N_("contested: fighting"),
    "disputed": N_("disputed: reports conflict"),
    "unknown": N_("not known"),
})  # fmt: skip
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


def day_words(first: date | None, last: date | None = None, language: str = "") -> str:
    """ "10 September 2022", or "3 to 10 September 2022" for a range; "day unknown" for none."""
    last, language = last or first, language or spoken()
    if first is None or first == last:
        day = first or last
        if not day:
            return phrase("dayUnknown", language)
        words = _written(day, language)
        return words if first else phrase("by", language, day=words)
    assert last is not None
    if language != ENGLISH:
        until = _written(last, language)
        same = (first.year, first.month) == (last.year, last.month) and until.startswith(str(last.day))
        return f"{first.day}–{until}" if same else f"{_written(first, language)} – {until}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    start = f"{first.day} {first:%B}" if first.year == last.year else f"{first.day} {first:%B %Y}"
    return f"{start} to {last.day} {last:%B %Y}"


def _written(day: date, language: str) -> str:
    """A day with the name of its month, in the case that goes with it."""
    return format_date(day, pgettext("date", "d MMMM y", language), locale(language))


def phrase(key: str, language: str = "", **values: object) -> str:
    """One of the texts of `evidence_words.toml`, with its {values}; in English where a language lacks it."""
    return pgettext(f"card.{key}", _texts()[key], language).format(**values)


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("evidence_words.toml").read_text("utf-8"))


def side_name(side: Side, language: str = "") -> str:
    """A side's name; in another language than English as the theatre says, else its country's."""
    language = language or spoken()
    if language == ENGLISH:
        return side.name
    return side.name_in(language) or str(locale(language).territories.get(side.country, side.name))


def level_name(theatre: Theatre, number: int = 1, language: str = "") -> str:
    """What the theatre calls its units of a level, as a heading: "Oblast"."""
    return theatre.level(number, language or spoken()).capitalize()


def side_words(side: Side, language: str = "") -> str:
    """A side as one that speaks: "Ukrainian side"; its name, where the theatre has no adjective in the language."""
    language = language or spoken()
    adjective = side.adjective if language == ENGLISH else side.adjective_in(language)
    return phrase("voiceSide", language, side=adjective) if adjective else side_name(side, language)


def deed(claim: Mapping[Any, Any], theatre: Theatre, language: str = "") -> str:
    """What a claim tells of, and through whom: "taken by Russia", "left by Ukraine, in part". Whether that is said to
    be so, `statement` says."""
    action, side = str(claim["action"]), _doer(claim, theatre)
    if action not in ACTIONS:
        return action
    what = phrase(f"{action}By", language, side=side_name(side, language)) if side else phrase(action, language)
    return phrase("inPart", language, what=what) if claim.get("partial") else what


def statement(claim: Mapping[Any, Any], theatre: Theatre, language: str = "", it: str = "it") -> str:
    """What a claim says, so that nobody takes a denial or a plan for the event: "taken by Russia", "Kyiv denied that
    Russia had taken it", "not entered". `it` is what English calls the place."""
    language = language or spoken()
    mode, action, what = str(claim["mode"]), str(claim["action"]), deed(claim, theatre, language)
    if mode in _UNREAL:
        return phrase(f"{mode}That", language, what=what)
    if mode != "denied":
        return what
    if not (isinstance(claim["claimant"], str) and claim["claimant"]):
        return phrase("none_" if language == ENGLISH and action in _NOUNS else "notSo", language, what=what)
    if language == ENGLISH and action in ACTIONS:
        side = _doer(claim, theatre)
        of = phrase("aPartOf", it=it) if claim.get("partial") else it
        what = phrase(f"had_{action}By", side=side.name, it=of) if side else phrase(f"had_{action}", it=of)
    return phrase("deniedBy", language, who=_denier(claim, theatre, language), what=what)


def _denier(claim: Mapping[Any, Any], theatre: Theatre, language: str) -> str:
    """Who denies: where an article only says "it" or "he", the side."""
    side = theatre.sides.get(str(claim["claimant_side"]))
    if side and str(claim["claimant"]).lower() in ("it", "he", "she", "they"):
        return phrase("theSide", language, side=side_words(side, language))
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


def place_doubt(claim: Mapping[Any, Any], language: str = "") -> str:
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

"""The words of the model in front of people, and other people's text made fit to be shown.

Articles are hostile input: their text reaches HTML through `escaped` alone and Streamlit's Markdown through `literal`.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

from extract.theatre import Theatre

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
_NEARNESS = {  # how far a place's position can be from its true one, by the precision of the gazetteer
    "hromada": "its position is only known to its municipality: about 10 km, at most 25",
    "raion": "its position is only known to its district: within about 40 km",
    "region": "its position is only known to its oblast",
}
_LINK = {"captured": "by", "liberated": "by", "entered": "by", "held": "by", "transferred": "to"}

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


def day_words(first: date | None, last: date | None = None) -> str:
    """ "10 September 2022", or "3 to 10 September 2022" for a range; "day unknown" for none."""
    last = last or first
    if first is None or first == last:
        day = first or last
        words = f"{day.day} {day:%B %Y}" if day else "day unknown"
        return words if first or not day else f"by {words}"
    assert last is not None
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    start = f"{first.day} {first:%B}" if first.year == last.year else f"{first.day} {first:%B %Y}"
    return f"{start} to {last.day} {last:%B %Y}"


def deed(action: str, *, gained_by: str | None, lost_by: str | None, after: str | None, theatre: Theatre) -> str:
    """What a claim says happened, and through whom: "taken by Russia", "left by Ukraine"."""
    words = ACTIONS.get(action, action)
    side = theatre.sides.get((after if after and after != "contested" else gained_by) or "")
    if action == "withdrew":
        loser = theatre.sides.get(lost_by or "")
        return f"left by {loser.name}" if loser else words
    if side:
        return f"{words} {_LINK[action]} {side.name}" if action in _LINK else f"{words} ({side.name})"
    return words


def counted(number: int, noun: str) -> str:
    """ "1 place", "2,000 places"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def place_doubt(claim: Mapping[str, Any]) -> str:
    """What is not sure about where a claim is: a sentence, or "" when all is."""
    said = []
    if claim.get("precision") == "near":
        radius = claim.get("radius_km")
        far = f", within about {radius:.0f} km" if isinstance(radius, float) and radius > 0 else ""
        said.append(f"“{one_line(claim['place'], 60)}” is a point near {one_line(claim['name'], 60)}{far}")
    elif near := _NEARNESS.get(str(claim.get("precision"))):
        said.append(f"{one_line(claim['name'] or claim['place'], 60)} is approximate: {near}")
    others = [f"{one_line(each['name'], 60)} ({one_line(each['admin1'], 60)})" for each in _alternatives(claim)]
    if others:
        doubt = "may also be" if claim.get("place_id") else "it is not clear which place is meant: it may be"
        said.append(f"“{one_line(claim['place'], 60)}” {doubt} {' or '.join(others[:4])}")
    line = "; ".join(said)
    return f"{line[:1].upper()}{line[1:]}." if line else ""


def _alternatives(claim: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = claim.get("alternatives")
    return list(json.loads(found or "[]") if isinstance(found, str) else found or ())

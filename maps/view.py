"""What a link says about the map: one schema, read from the address bar and written back to it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

__all__ = ["STATUSES", "View", "parse", "to_query"]

STATUSES = ("held", "claimed", "contested", "disputed", "unknown", "area")


@dataclass(frozen=True, slots=True)
class View:
    """The day shown; the id of the place that is open, or ""; the part of the map to start from (latitude, longitude,
    zoom) or None; and what is left out: states as "status/side", where no side stands for any, and "area/" for the
    estimated areas."""

    day: date
    place: str = ""
    at: tuple[float, float, float] | None = None
    hide: tuple[str, ...] = ()


def parse(
    query: Mapping[str, str], *, first: date, last: date, places: Collection[str], default: date | None = None
) -> tuple[View, tuple[str, ...]]:
    """The view that `query` asks for, or the nearest that exists, and a sentence for each thing changed.

    `first` and `last` are the days there are, both included; without a day the view is at `default` or `last`.
    """
    notes: list[str] = []
    day = default or last
    if asked := query.get("day", ""):
        try:
            wanted = date.fromisoformat(asked)
        except ValueError:
            notes.append(f"The link's date, “{_short(asked)}”, is not a date like 2022-09-10; showing {_said(day)}.")
        else:
            day = min(max(wanted, first), last)
            if day != wanted:
                edge = "begins" if day == first else "ends"
                notes.append(f"The link's date is {_said(wanted)}, but what is known {edge} on {_said(day)}.")
    place = query.get("place", "")
    if place and place not in places:
        notes.append(f"The link's place, “{_short(place)}”, is not on this map; showing the whole map.")
        place = ""
    at = None
    if asked := query.get("at", ""):
        at = _at(asked)
        if at is None:
            notes.append(f"The link's part of the map, “{_short(asked)}”, can't be read; showing the whole map.")
    hide = tuple(state for state in query.get("hide", "").split(",") if state)
    if unknown := [state for state in hide if state.split("/")[0] not in STATUSES or state.count("/") != 1]:
        notes.append(f"The link's filter “{_short(','.join(unknown))}” is not known and was left out.")
        hide = tuple(state for state in hide if state not in unknown)
    return View(day, place, at, hide), tuple(notes)


def to_query(view: View) -> dict[str, str]:
    """The query parameters that bring `view` back."""
    query = {"day": view.day.isoformat()}
    if view.place:
        query["place"] = view.place
    if view.at:
        query["at"] = ",".join(f"{part:g}" for part in view.at)
    if view.hide:
        query["hide"] = ",".join(view.hide)
    return query


def _at(text: str) -> tuple[float, float, float] | None:
    try:
        latitude, longitude, zoom = (float(part) for part in text.split(","))
    except ValueError:
        return None
    sane = abs(latitude) <= 85 and abs(longitude) <= 180 and 1 <= zoom <= 18
    return (latitude, longitude, zoom) if sane else None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

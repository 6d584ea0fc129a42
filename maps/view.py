"""What a link says about the map: one schema, read from the address bar and written back to it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

__all__ = ["View", "parse", "to_query"]


@dataclass(frozen=True, slots=True)
class View:
    """The day shown and the id of the place that is open, or ""."""

    day: date
    place: str = ""


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
    return View(day, place), tuple(notes)


def to_query(view: View) -> dict[str, str]:
    """The query parameters that bring `view` back."""
    query = {"day": view.day.isoformat()}
    if view.place:
        query["place"] = view.place
    return query


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

"""What a link says about the map: one schema, read from the address bar and written back to it."""

from collections.abc import Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any
from urllib.parse import unquote, urlencode

from extract.model import Action, Mode
from maps.words import day_words
from theatre.theatre import DEFAULT_THEATRE, own_theatre
from timeline.filters import EVERYTHING, STATUSES, Filters
from translation.messages import ENGLISH, _, languages, spoken

__all__ = [
    "BROWSERS",
    "NAMED_THEATRE",
    "View",
    "filters_query",
    "link",
    "parse",
    "parse_filters",
    "theatre_query",
    "to_query",
]

BROWSERS = ("at", "hide")  # the parameters that the map in the browser writes to the address bar by itself
# The theatre that addresses name; none where it is the installation's own.
NAMED_THEATRE: ContextVar[str] = ContextVar("named_theatre", default="")
_HIDEABLE = (*STATUSES, "area")

# The filters' parameters, by the names of their fields. Those of several values keep them apart by commas.
_PARAMETERS: Mapping[str, str] = {
    "first": "first",
    "last": "last",
    "oblasts": "oblast",
    "raions": "raion",
    "sides": "side",
    "statuses": "status",
    "actions": "action",
    "modes": "mode",
    "claimant_sides": "by",
    "sources": "source",
    "claimants": "claimant",
    "confidence": "sure",
    "age": "age",
    "reviewed": "reviewed",
    "languages": "written",
    "labels": "label",
    "text": "text",
}
# What the public addresses of Ukraine's map call its units; every theatre's go by the other names too.
_UNITS: Mapping[str, str] = {"oblast": "admin1", "raion": "admin2"}
_FIXED: Mapping[str, Collection[str]] = {
    "statuses": STATUSES,
    "actions": tuple(map(str, Action)),
    "modes": tuple(map(str, Mode)),
}
_LONGEST, _MOST = 200, 100  # characters of a value, values of a filter


@dataclass(frozen=True, slots=True)
class View:
    """What the map shows.

    The day; the id of the place that is open, or ""; the part of the map to start from (latitude, longitude, zoom) or
    None; what the legend leaves out: states as "status/side", where no side stands for any, and "area/" for the
    estimated areas; with `since`, what changed from that day to `day`; the language of the map's names and words, by
    default that of the pages; and what is kept of the claims and places.
    """

    day: date
    place: str = ""
    at: tuple[float, float, float] | None = None
    hide: tuple[str, ...] = ()
    since: date | None = None
    language: str = field(default_factory=spoken)
    filters: Filters = EVERYTHING


def parse(
    query: Mapping[str, str],
    *,
    first: date,
    last: date,
    places: Collection[str],
    default: date | None = None,
    known: Mapping[str, Collection[str]] | None = None,
) -> tuple[View, tuple[str, ...]]:
    """The view that `query` asks for, or the nearest that exists, and a sentence for each thing changed.

    `first` and `last` are the days there are, both included; without a day the view is at `default` or `last`.
    `known` are the values that filters can take, by field (`timeline.filters.values`); a field that it lacks takes any.
    """
    notes: list[str] = []
    day = _day(query, "day", _("The link's date"), notes, first, last) or default or last
    since = _day(query, "since", _("The first day of the link's range"), notes, first, last)
    if since and since > day:
        since, day = day, since
        text = _("The link's range ends before it begins; showing {first} to {last}.")
        notes.append(text.format(first=day_words(since), last=day_words(day)))
    place = query.get("place", "")
    if place and place not in places:
        text = _("The link's place, “{asked}”, is not on this map; showing the whole map.")
        notes.append(text.format(asked=_short(place)))
        place = ""
    at = None
    if asked := query.get("at", ""):
        at = _at(asked)
        if at is None:
            text = _("The link's part of the map, “{asked}”, can't be read; showing the whole map.")
            notes.append(text.format(asked=_short(asked)))
    hide = tuple(state for state in query.get("hide", "").split(",") if state)
    if unknown := [state for state in hide if state.split("/")[0] not in _HIDEABLE or state.count("/") != 1]:
        text = _("The link's filter “{asked}” is not known and was left out.")
        notes.append(text.format(asked=_short(",".join(unknown))))
        hide = tuple(state for state in hide if state not in unknown)
    language = query.get("language", "") or spoken()
    if language not in languages():
        text = _("The map has no names in the link's language, “{asked}”; showing English.")
        notes.append(text.format(asked=_short(language)))
        language = ENGLISH
    filters, more = parse_filters(query, known=known)
    return View(day, place, at, hide, since, language, filters), (*notes, *more)


def to_query(view: View) -> dict[str, str]:
    """The query parameters that bring `view` back."""
    query = {**theatre_query(), "day": view.day.isoformat()}
    if view.since:
        query["since"] = view.since.isoformat()
    if view.place:
        query["place"] = view.place
    if view.at:
        query["at"] = ",".join(f"{part:g}" for part in view.at)
    if view.hide:
        query["hide"] = ",".join(view.hide)
    if view.language != spoken():
        query["language"] = view.language
    return query | filters_query(view.filters)


def theatre_query() -> dict[str, str]:
    """What an address says of the theatre and of the language of the pages: nothing of the installation's own theatre,
    and nothing of English."""
    said = {"theatre": NAMED_THEATRE.get(), "lang": "" if spoken() == ENGLISH else spoken()}
    return {name: value for name, value in said.items() if value}


def filters_query(filters: Filters) -> dict[str, str]:
    """The query parameters that bring `filters` back."""
    set_here = (each.name for each in fields(Filters) if getattr(filters, each.name) != each.default)
    return {_parameter(name): _written(name, getattr(filters, name)) for name in set_here}


def _parameter(name: str) -> str:
    """What a filter is called in the addresses of the theatre that they are about."""
    ukraine = (NAMED_THEATRE.get() or own_theatre()) == DEFAULT_THEATRE
    return _PARAMETERS[name] if ukraine else _UNITS.get(_PARAMETERS[name], _PARAMETERS[name])


def link(view: View, page: str = "") -> str:
    """The address of a page at `view`, relative to the app: "/?day=2022-09-10&place=..."."""
    return f"/{page}?{urlencode(to_query(view), safe=':,/')}"


def _written(name: str, value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(each.replace("%", "%25").replace(",", "%2C") for each in value)
    if name == "confidence":
        return f"{100 * value:.0f}"
    if name == "reviewed":
        return "yes" if value else "no"
    return str(value)


def parse_filters(
    query: Mapping[str, str], *, known: Mapping[str, Collection[str]] | None = None
) -> tuple[Filters, tuple[str, ...]]:
    """The filters that `query` asks for, without what can't be had, and a sentence for each thing left out."""
    known = {**(known or {}), **_FIXED}
    notes: list[str] = []
    asked: dict[str, Any] = {}
    for name in (each.name for each in fields(Filters)):
        parameter = _PARAMETERS[name]
        text = query.get(parameter, "") or query.get(_UNITS.get(parameter, ""), "")
        if not text:
            continue
        try:
            value: Any = _read(name, text)
        except ValueError:
            said = _("The link's filter “{asked}” can't be read and was left out.")
            notes.append(said.format(asked=f"{parameter}={_short(text)}"))
            continue
        if isinstance(value, tuple) and name in known:
            if unknown := [each for each in value if each not in known[name]]:
                said = _("The link's filter “{asked}” has nothing here: left out.")
                notes.append(said.format(asked=f"{parameter}={_short(', '.join(unknown))}"))
            value = tuple(each for each in value if each in known[name])
        asked[name] = value
    filters = Filters(**asked)
    if filters.first and filters.last and filters.first > filters.last:
        notes.append(_("The first day of the link's filter is after its last; the two were exchanged."))
        filters = Filters(**asked | {"first": filters.last, "last": filters.first})
    return filters, tuple(notes)


def _read(name: str, text: str) -> Any:
    """A filter's value; raises ValueError."""
    if name in ("first", "last"):
        return date.fromisoformat(text)
    if name in ("confidence", "age"):
        number, most = int(text), 100 if name == "confidence" else 100_000
        if not 0 <= number <= most:
            raise ValueError(text)
        return number / 100 if name == "confidence" else number
    if name == "reviewed":
        return ("no", "yes").index(text) == 1
    if name == "text":
        return " ".join(text[:_LONGEST].split())
    each = (unquote(part)[:_LONGEST] for part in text.split(",")[:_MOST])
    return tuple(dict.fromkeys(part for part in each if part))


def _day(query: Mapping[str, str], parameter: str, what: str, notes: list[str], first: date, last: date) -> date | None:
    """The day that a parameter names, or the nearest there is; None where it names none."""
    asked = query.get(parameter, "")
    if not asked:
        return None
    try:
        wanted = date.fromisoformat(asked)
    except ValueError:
        text = _("{what}, “{asked}”, is not a date like 2022-09-10 and was left out.")
        notes.append(text.format(what=what, asked=_short(asked)))
        return None
    day = min(max(wanted, first), last)
    if day != wanted:
        begins, ends = (
            _("{what} is {asked}, but what is known begins on {day}."),
            _("{what} is {asked}, but what is known ends on {day}."),
        )
        text = begins if day == first else ends
        notes.append(text.format(what=what, asked=day_words(wanted), day=day_words(day)))
    return day


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

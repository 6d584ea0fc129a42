"""The filters as the pages show them: a panel of choices with counts, what is set, and what to loosen.

What is chosen is kept for the session, so that the Map and Changes pages narrow alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle
from typing import Any

import pandas as pd
import streamlit as st

from maps.words import ACTIONS, MODES, STATUSES, level_name, literal, side_name, side_words
from theatre.theatre import Theatre
from timeline import filters as of
from timeline.filters import EVERYTHING, NOBODY, Filters
from translation.messages import N_, Messages, _, counted, number, share, spoken
from web import workspace

__all__ = ["Filterbar", "chosen", "set_filters"]

_LABELS = Messages({
    "text": N_("Words"),
    "days": N_("Days of the event"),
    "oblasts": "Oblast",  # as the theatre calls its units (Filterbar._label)
    "raions": "Raion",
    "sides": N_("Who holds it"),
    "statuses": N_("Status"),
    "actions": N_("What happened"),
    "modes": N_("How it is said"),
    "claimant_sides": N_("Side of who says so"),
    "claimants": N_("Who says so"),
    "sources": N_("Published by"),
    "languages": N_("Language of the article"),
    "labels": N_("Label of the article"),
    "confidence": N_("Confidence, at least"),
    "age": N_("Days since the last evidence, at most"),
    "reviewed": N_("Reviewed"),
})  # fmt: skip
_LANGUAGES = Messages({"en": N_("English"), "uk": N_("Ukrainian"), "ru": N_("Russian")})
_MOST = 300  # values offered of a filter: of those that more have, the rest is found by words
state = st.session_state


def chosen() -> Filters:
    """The filters that are set."""
    filters: Filters = state.get("filters", EVERYTHING)
    return filters


def set_filters(filters: Filters) -> None:
    state.filters = filters


@dataclass(frozen=True, slots=True)
class Filterbar:
    """The filters over some claims, laid out part by part where a page wants them. `day` is the one that the page
    shows, where it shows one. `moved` is called when the user changes a filter."""

    theatre: Theatre
    claims: pd.DataFrame
    day: date | None = None
    moved: Callable[[], None] = lambda: None

    @property
    def standing(self) -> pd.DataFrame | None:
        """The control rows of the day: worked out where they are asked for alone."""
        return None if self.day is None else workspace.standing(self.day)

    def panel(self) -> None:
        """A button that opens the choices; they are worked out when it is open."""
        # one label always: a button by another name would be another button, and close
        with st.popover(_("Filter"), key="filter-panel", on_change="rerun", width="stretch") as panel:
            if panel.open:
                self._choices(chosen())

    def chips(self) -> None:
        """What is set, each part with a button that drops it."""
        filters = chosen()
        if not filters.chosen():
            return
        with st.container(horizontal=True, gap="small", key="filter-chips"):
            for name in filters.chosen():
                label = f"{self._said(name, filters)}  ×"
                st.button(label, key=f"drop-{name}", on_click=self._drop, args=(name,), help=_("Drop this filter"))
            if len(filters.chosen()) > 1:
                st.button(_("Clear all"), key="drop-all", type="tertiary", on_click=self._drop, args=filters.chosen())

    def loosen(self) -> None:
        """Where nothing is left: the single filters that stand in the way, to drop."""
        ways = of.loosen(self.claims, chosen(), standing=self.standing, day=self.day)
        st.markdown(f"**{_('Nothing fits all of these filters.')}**")
        if not ways:
            st.caption(_("No single one is in the way: drop several, or all."))
        for name, count in list(ways.items())[:4]:
            st.button(
                counted(
                    count, "Without “{filter}”: {n} claim", "Without “{filter}”: {n} claims", filter=self._label(name)
                ),
                key=f"loosen-{name}",
                on_click=self._drop,
                args=(name,),
            )

    def _choices(self, filters: Filters) -> None:
        standing = self.standing
        found = of.options(self.claims, filters, standing=standing, day=self.day)
        self._widget(
            st.text_input, "text", filters.text, max_chars=200, placeholder=_("in sentence, place, headline, source")
        )
        left, right = st.columns(2)
        for column, name, label in (
            (left, "first", _("Event on or after")),
            (right, "last", _("Event on or before")),
        ):
            with column:
                value = getattr(filters, name)
                self._widget(st.date_input, name, value, label=label, min_value=date(1990, 1, 1), format="YYYY-MM-DD")
        names = [name for name in _LABELS if name in found and name != "reviewed"]
        if not filters.oblasts and not filters.raions:
            names.remove("raions")  # too many to choose from without an oblast
        if not found["labels"]:
            names.remove("labels")
        for column, name in zip(cycle((left, right)), names, strict=False):
            with column:
                self._several(name, found[name], filters)
        if standing is not None:
            with left:
                percent = round(100 * filters.confidence)
                self._widget(
                    st.number_input,
                    "confidence",
                    percent,
                    label=_("Confidence at least, %"),
                    min_value=0,
                    max_value=100,
                    step=5,
                )
            with right:
                self._widget(
                    st.number_input,
                    "age",
                    filters.age,
                    label=_("Days since last evidence, at most"),
                    min_value=0,
                    max_value=100_000,
                    step=1,
                )
        counts = found["reviewed"]
        said = {
            None: _("all"),
            True: _("reviewed ({n})").format(n=number(counts["yes"])),
            False: _("not yet ({n})").format(n=number(counts["no"])),
        }
        self._widget(
            st.segmented_control,
            "reviewed",
            filters.reviewed,
            options=list(said),
            format_func=said.__getitem__,
            required=True,
        )

    def _label(self, name: str) -> str:
        """What a filter is called; units are what the theatre calls them."""
        level = {"oblasts": 1, "raions": 2}.get(name)
        return level_name(self.theatre, level) if level else _LABELS[name]

    def _several(self, name: str, found: dict[str, int], filters: Filters) -> None:
        offered = list(dict.fromkeys([*getattr(filters, name), *list(found)[:_MOST]]))
        self._widget(
            st.multiselect,
            name,
            list(getattr(filters, name)),
            options=offered,
            format_func=lambda value: f"{self._value(name, value)} ({number(found.get(value, 0))})",
            placeholder=_("any"),
        )

    def _widget(self, kind: Callable[..., Any], name: str, value: Any, *, label: str = "", **options: Any) -> None:
        key = f"filter-{name}"
        state[key] = value
        kind(label or self._label(name), key=key, on_change=self._take, args=(name,), **options)

    def _take(self, name: str) -> None:
        value = state[f"filter-{name}"]
        if isinstance(value, list):
            value = tuple(value)
        elif name == "confidence":
            value = (value or 0) / 100
        elif name == "text":
            value = " ".join(value.split())
        filters = replace(chosen(), **{name: value})
        if filters.first and filters.last and filters.first > filters.last:
            filters = replace(filters, first=filters.last, last=filters.first)
        set_filters(filters)
        self.moved()

    def _drop(self, *names: str) -> None:
        set_filters(chosen().without(*names))
        self.moved()

    def _said(self, name: str, filters: Filters) -> str:
        if name == "days":
            return literal(_("{first} to {last}").format(first=filters.first or "…", last=filters.last or "…"))
        value = getattr(filters, name)
        if isinstance(value, tuple):
            words = ", ".join(self._value(name, each) for each in value[:2])
            more = _("{some} and {n} more").format(some=words, n=len(value) - 2)
            return literal(f"{self._label(name)}: {more if len(value) > 2 else words}", 90)
        if name == "confidence":
            return literal(_("confidence ≥ {share}").format(share=share(value)))
        if name == "age":
            return counted(value, "evidence of the last {n} day", "evidence of the last {n} days")
        if name == "reviewed":
            return _("reviewed") if value else _("not yet reviewed")
        return literal(f"“{value}”", 60)

    def _value(self, name: str, value: str) -> str:
        sides = self.theatre.sides
        if name == "sides":
            return side_name(sides[value]) if value in sides else value
        if name == "claimant_sides":
            return {"other": _("somebody else"), NOBODY: _("not said")}.get(value) or (
                side_words(sides[value]) if value in sides else value
            )
        if name == "oblasts":
            return workspace.regions(spoken()).get(value, value)
        if name == "raions":
            return workspace.raions(spoken()).get(value, value)
        if name == "claimants" and value == NOBODY:
            return _("the article itself")
        if name == "sources" and value.startswith("family:"):
            return _("all of {family}").format(family=value.removeprefix("family:").replace("-", " "))
        words: Mapping[str, Mapping[str, str]] = {
            "actions": ACTIONS,
            "modes": MODES,
            "statuses": STATUSES,
            "languages": _LANGUAGES,
        }
        return words.get(name, {}).get(value, value)

"""The filters as the pages show them: a panel of choices with counts, what is set, and what to loosen.

What is chosen is kept for the session, so that the Map and Changes pages narrow alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from maps.words import ACTIONS, MODES, STATUSES, literal
from theatre.theatre import Theatre
from timeline import filters as of
from timeline.filters import EVERYTHING, NOBODY, Filters

__all__ = ["Filterbar", "chosen", "set_filters"]

_LABELS: Mapping[str, str] = {
    "text": "Words",
    "days": "Days of the event",
    "oblasts": "Oblast",  # as the theatre calls its units (Filterbar._label)
    "raions": "Raion",
    "sides": "Who holds it",
    "statuses": "Status",
    "actions": "What happened",
    "modes": "How it is said",
    "claimant_sides": "Side of who says so",
    "claimants": "Who says so",
    "sources": "Published by",
    "languages": "Language of the article",
    "labels": "Label of the article",
    "confidence": "Confidence, at least",
    "age": "Days since the last evidence, at most",
    "reviewed": "Reviewed",
}
_LANGUAGES = {"en": "English", "uk": "Ukrainian", "ru": "Russian"}
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
    """The filters over some claims, laid out part by part where a page wants them. `standing` are the control rows of
    `day`, where the page shows a day. `moved` is called when the user changes a filter."""

    theatre: Theatre
    claims: pd.DataFrame
    standing: pd.DataFrame | None = None
    day: date | None = None
    moved: Callable[[], None] = lambda: None

    def panel(self) -> None:
        """A button that opens the choices; they are worked out when it is open."""
        # one label always: a button by another name would be another button, and close
        with st.popover("Filter", key="filter-panel", on_change="rerun", width="stretch") as panel:
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
                st.button(label, key=f"drop-{name}", on_click=self._drop, args=(name,), help="Drop this filter")
            if len(filters.chosen()) > 1:
                st.button("Clear all", key="drop-all", type="tertiary", on_click=self._drop, args=filters.chosen())

    def loosen(self) -> None:
        """Where nothing is left: the single filters that stand in the way, to drop."""
        ways = of.loosen(self.claims, chosen(), standing=self.standing, day=self.day)
        st.markdown("**Nothing fits all of these filters.**")
        if not ways:
            st.caption("No single one is in the way: drop several, or all.")
        for name, count in list(ways.items())[:4]:
            st.button(
                f"Without “{self._label(name)}”: {count:,} claim{'' if count == 1 else 's'}",
                key=f"loosen-{name}",
                on_click=self._drop,
                args=(name,),
            )

    def _choices(self, filters: Filters) -> None:
        found = of.options(self.claims, filters, standing=self.standing, day=self.day)
        self._widget(
            st.text_input, "text", filters.text, max_chars=200, placeholder="in sentence, place, headline, source"
        )
        left, right = st.columns(2)
        for column, name, label in ((left, "first", "Event on or after"), (right, "last", "Event on or before")):
            with column:
                value = getattr(filters, name)
                self._widget(st.date_input, name, value, label=label, min_value=date(1990, 1, 1), format="YYYY-MM-DD")
        names = [name for name in _LABELS if name in found and name != "reviewed"]
        if not filters.oblasts and not filters.raions:
            names.remove("raions")  # too many to choose from without an oblast
        if not found["labels"]:
            names.remove("labels")
        for number, name in enumerate(names):
            with (left, right)[number % 2]:
                self._several(name, found[name], filters)
        if self.standing is not None:
            with left:
                percent = round(100 * filters.confidence)
                self._widget(
                    st.number_input,
                    "confidence",
                    percent,
                    label="Confidence at least, %",
                    min_value=0,
                    max_value=100,
                    step=5,
                )
            with right:
                self._widget(
                    st.number_input,
                    "age",
                    filters.age,
                    label="Days since last evidence, at most",
                    min_value=0,
                    max_value=100_000,
                    step=1,
                )
        counts = found["reviewed"]
        said = {None: "all", True: f"reviewed ({counts['yes']:,})", False: f"not yet ({counts['no']:,})"}
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
        return self.theatre.level(level).capitalize() if level else _LABELS[name]

    def _several(self, name: str, counted: dict[str, int], filters: Filters) -> None:
        offered = list(dict.fromkeys([*getattr(filters, name), *list(counted)[:_MOST]]))
        self._widget(
            st.multiselect,
            name,
            list(getattr(filters, name)),
            options=offered,
            format_func=lambda value: f"{self._value(name, value)} ({counted.get(value, 0):,})",
            placeholder="any",
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
            return literal(f"{filters.first or '…'} to {filters.last or '…'}")
        value = getattr(filters, name)
        if isinstance(value, tuple):
            words = ", ".join(self._value(name, each) for each in value[:2])
            return literal(
                f"{self._label(name)}: {words}" + (f" and {len(value) - 2} more" if len(value) > 2 else ""), 90
            )
        if name == "confidence":
            return literal(f"confidence ≥ {value:.0%}")
        if name == "age":
            return f"evidence of the last {value} days"
        if name == "reviewed":
            return "reviewed" if value else "not yet reviewed"
        return literal(f"“{value}”", 60)

    def _value(self, name: str, value: str) -> str:
        sides = self.theatre.sides
        if name == "sides":
            return sides[value].name if value in sides else value
        if name == "claimant_sides":
            return {"other": "somebody else", NOBODY: "not said"}.get(value) or (
                f"{sides[value].adjective} side" if value in sides else value
            )
        if name == "claimants" and value == NOBODY:
            return "the article itself"
        if name == "sources" and value.startswith("family:"):
            return f"all of {value.removeprefix('family:').replace('-', ' ')}"
        words = {"actions": ACTIONS, "modes": MODES, "statuses": STATUSES, "languages": _LANGUAGES}
        return words.get(name, {}).get(value, value)

"""Editions of what the pages show: one of each moment for which it was worked out.

While the next one is worked out beside the pages, they show the one before. So nobody waits for what somebody else
saved; who saves something waits for their own.
"""

import logging
import threading
from collections.abc import Callable

import streamlit as st

__all__ = ["Editions", "editions"]

_log = logging.getLogger("marchland.editions")


class Editions:
    """The editions of one store by one gazetteer, by the store's revision."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest = 0
        self._begun = False

    @property
    def newest(self) -> int:
        """The revision of the newest one that is there; 0 for none."""
        return self._newest

    def add(self, revision: int) -> None:
        """The one of a revision is there."""
        with self._lock:
            self._newest = max(self._newest, revision)

    def begin(self, work_out: Callable[[], int]) -> None:
        """Have the next one worked out beside the pages; nothing where one is being already. `work_out` gives its
        revision."""
        with self._lock:
            if self._begun:
                return
            self._begun = True
        threading.Thread(target=self._work, args=(work_out,), name="edition", daemon=True).start()

    def _work(self, work_out: Callable[[], int]) -> None:
        try:
            self.add(work_out())
        except Exception:
            _log.exception("what follows from the articles can't be worked out; who opens a page is told")
            self._newest = 0  # so that the next page works it out itself, and says what is wrong
        finally:
            self._begun = False


@st.cache_resource(show_spinner=False, max_entries=4)
def editions(store_address: str, gazetteer_version: str) -> Editions:
    """Those of a store by a gazetteer, shared by all sessions."""
    return Editions()

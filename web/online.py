"""The thread of the app that goes online: one for all visitors, and only while the user allows it."""

import logging
import sys
import threading

from store import Store, StoreError
from store.intake.fetch import Fetcher
from store.intake.online import go_online

__all__ = ["fetcher", "start"]

BETWEEN_SECONDS = 5.0  # looks at whether a feed is due or an address waits

_log = logging.getLogger("marchland.online")
_lock = threading.Lock()
_threads: dict[str, tuple[threading.Thread, threading.Event]] = {}  # by the store's address


def fetcher() -> Fetcher:
    """The app's own: it reaches public addresses alone."""
    return Fetcher()


def start(store: Store) -> None:
    """Have what is due fetched at once, and go on looking; nothing where going online is not allowed."""
    if not store.online.allowed:
        return
    with _lock:
        thread, woken = _threads.get(store.address, (None, threading.Event()))
        woken.set()
        if thread is None or not thread.is_alive():
            thread = threading.Thread(target=_run, args=(store, woken), name="online", daemon=True)
            _threads[store.address] = (thread, woken)
            thread.start()


def _run(store: Store, woken: threading.Event) -> None:
    """Until it is not allowed any more. A fault is written down and stops nothing."""
    asker = fetcher()
    while True:
        woken.clear()
        try:
            if not store.online.allowed:
                return
            go_online(store, asker, store.theatre)
        except StoreError as error:
            print(error, file=sys.stderr)
        except Exception:
            _log.exception("going online failed")
        woken.wait(BETWEEN_SECONDS)

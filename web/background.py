"""The process beside the app that reads, looks at and saves what waits for it (`store.intake.work`).

It is started when there is something to do and ends by itself. The app stays quick meanwhile, and an app that was
restarted takes the work up again.
"""

import subprocess
import sys
import threading
import time

from store import Store
from store.intake.work import PAUSED, pending
from theatre.folders import DATA, home

__all__ = ["pause", "resume", "start", "stop"]

_lock = threading.Lock()
_processes: dict[str, tuple[subprocess.Popen[bytes], float]] = {}  # by the store's address, and since when
AGAIN_SECONDS = 60.0  # from one that failed to the next


def start(store: Store) -> None:
    """Have what waits worked off; nothing where that is done already, or nothing waits."""
    with _lock:
        working, since = _processes.get(store.address, (None, 0.0))
        if working and (working.poll() is None or (working.poll() and time.monotonic() - since < AGAIN_SECONDS)):
            return
        if not pending(store):
            return
        with (home() / "work.log").open("ab") as log:
            # the store's address with its password is in the environment, which the process has from here
            process = subprocess.Popen(
                [sys.executable, "-m", "store", "--theatre", store.theatre, "work"],
                cwd=DATA.parent,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        _processes[store.address] = process, time.monotonic()


def pause(store: Store) -> None:
    """Hold everything where it is; it stays so after a restart too."""
    store.set(PAUSED, True)


def resume(store: Store) -> None:
    """Go on."""
    store.set(PAUSED, False)
    start(store)


def stop(store: Store, owner: str) -> tuple[int, int]:
    """Fetch and read no more of what somebody brought and save no more: how many addresses, files or parts of files
    were left unread, and how many articles unsaved, which are drafts again. What others brought goes on as it did."""
    unread = store.online.stop(owner) + store.arrivals.belonging_to(owner).stop()
    unsaved = store.drafts.belonging_to(owner).accept_no_more()
    if not (store.arrivals.counts()[0] or store.drafts.counts().accepted or store.online.waiting()):
        store.set(PAUSED, False)
    return unread, unsaved

"""How long a correction takes to be on the map: `python -m bench.correction [--times 11]`.

The app with the samples, in a real Chromium: the first claim of Izium's card is rejected and confirmed again and again,
each timed from the click to the frame of the map that has what follows. Prints milliseconds: of the first one, before
which the app has worked out nothing itself, and the median and the longest of the others.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.load import FLAGS, FRAME, SHOWN, running
from theatre.folders import DATA, home

ADDRESS = "?day=2022-09-11&place=geonames:707292"
REST = 3000  # milliseconds between two corrections
# Notes when the first click of a dialog, or the first other data of the map, came.
CLICKED = "dialog => dialog.addEventListener('click', () => { window.clicked ||= Date.now(); }, true)"
CHANGED = """async (box) => {
    const before = marchland.current.data;
    while (marchland.current.data === before) await new Promise(requestAnimationFrame);
    return Date.now();
}"""


def corrections(page: Page, count: int) -> Iterator[float]:
    """Milliseconds from a click in the desk's dialog to the map that has what follows from it, `count` times."""
    for number in range(count):
        page.wait_for_timeout(REST)
        page.locator("button", has_text="Put right").first.click()
        dialog = page.get_by_role("dialog")
        verdict = dialog.get_by_role("button", name="Reject" if number % 2 == 0 else "Confirm", exact=True)
        verdict.wait_for()
        page.wait_for_timeout(REST)
        page.evaluate("() => { window.clicked = 0; }")
        dialog.evaluate(CLICKED)
        verdict.click(no_wait_after=True)
        seen = page.frame_locator(FRAME).locator(".marchland").evaluate(CHANGED)
        yield seen - page.evaluate("() => window.clicked")
        dialog.wait_for(state="detached")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=11)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for built in home().glob("gazetteer-*"):  # building it again would only take time
            shutil.copy(built, folder)
        database = f"sqlite:///{folder}/marchland.sqlite"
        environment = os.environ | {"MARCHLAND_HOME": folder, "MARCHLAND_DATABASE": database}
        subprocess.run([sys.executable, "-m", "store"], cwd=DATA.parent, env=environment, check=True)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with running(Path(folder), database) as (host, _process):
            page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
            page.set_default_timeout(120_000)
            page.goto(f"http://{host}/{ADDRESS}")
            page.frame_locator(FRAME).locator(SHOWN).wait_for()
            first, *rest = corrections(page, times)
        browser.close()
    print(f"first {first:.0f} ms; then median {statistics.median(rest):.0f} ms, longest {max(rest):.0f} ms")


if __name__ == "__main__":
    main()

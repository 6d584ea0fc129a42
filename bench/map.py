"""How fast the map is, in real Chromium: `python -m bench.map [--places 30000] [--samples] [--plain] [--minutes 10]`.

A made theatre of 30,000 places with 5 intervals each, and the samples, are measured in a Streamlit page, side by side
with the plain ways of drawing the same with Folium and streamlit-folium. MARCHLAND_THEATRE says whose samples. Prints
what it finds; times are medians in milliseconds.

A step is timed from the slider's input event, at a random moment between two frames, to the end of the page's work on
the next frame, which shows it; how much of that is our script, and how much waiting for the frame, is said too.
A date set from Python is timed from the Enter key in Streamlit's field to the map that shows the day.
"""

import argparse
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from playwright.sync_api import Browser, Error, Frame, Page, TimeoutError, sync_playwright

from maps.payload import Payload, encode
from theatre.errors import MarchlandError
from theatre.folders import DATA, home
from theatre.theatre import Theatre, load_theatre, own_theatre

PLACES, INTERVALS, DAYS = 30_000, 5, 1400
PATIENCE = 180  # seconds for one change; a plain way that needs longer is said to
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
FRAME = 'iframe[title="streamlit_folium.st_folium"]'

# Resolves at the end of the page's work on the next frame, with the time at which that work began.
PAINTED = """const painted = () => new Promise((done) => requestAnimationFrame(() => {
        const began = performance.now();
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done(began);
        channel.port2.postMessage(0);
    }));"""
# From an input event to after the frame that shows it; how much of it is script, and how much waiting for the frame.
STEP = f"""async (days) => {{
    {PAINTED}
    const slider = marchland.current.time.slider, times = [];
    await painted();
    for (const day of days) {{
        await new Promise((done) => setTimeout(done, 5 + Math.random() * 1000 / 60));
        const start = performance.now();
        slider.value = day;
        slider.dispatchEvent(new Event("input", {{ bubbles: true }}));
        const scripted = performance.now();
        const began = await painted();
        times.push([performance.now() - start, scripted - start, began - scripted]);
    }}
    return times;
}}"""
VIEW = f"""async (views) => {{
    {PAINTED}
    const map = marchland.current.map, times = [];
    for (const [lat, lng, zoom] of views) {{
        const start = performance.now();
        map.setView([lat, lng], zoom, {{ animate: false }});
        await painted();
        times.push(performance.now() - start);
    }}
    return times;
}}"""
RANGE = "() => marchland.current.time.toggleRange()"
FILTER = """(filters) => marchland.show({ ...marchland.current._wanted, answers: marchland.current.sent,
    filters: { sides: [], statuses: [], confidence: 0, age: null, ...filters } })"""
PLAY = """async (seconds) => {
    const { time, canvas } = marchland.current;
    time.set(0); canvas.flush(); time.speed = 60;
    const before = canvas.drawn;
    let frames = 0, running = true;
    const count = () => { frames++; if (running) requestAnimationFrame(count); };
    time.toggle(); requestAnimationFrame(count);
    await new Promise((done) => setTimeout(done, seconds * 1000));
    running = false; time.pause();
    return [frames / seconds, (canvas.drawn - before) / seconds];
}"""


def made_control(theatre: Theatre, places: int = PLACES, each: int = INTERVALS) -> pd.DataFrame:
    """A control table of `places` places that change hands `each` times on random days."""
    random = np.random.default_rng(7)
    number = np.arange(places * each) // each
    start = np.sort(random.integers(0, DAYS, (places, each)), axis=1).ravel()
    begin = pd.Series(pd.Timestamp(theatre.start) + pd.to_timedelta(start, unit="D"))
    return pd.DataFrame(
        {
            "place_id": [f"made:{n}" for n in number],
            "name": [f"Place {n}" for n in number],
            "latitude": random.uniform(44.5, 52.3, places)[number],
            "longitude": random.uniform(22.2, 40.1, places)[number],
            "admin1": [f"Oblast {n % 25}" for n in number],
            "valid_from": begin,
            "valid_to": begin.groupby(number).shift(-1),
            "status": random.choice(["held", "held", "held", "claimed", "contested"], places * each),
            "holder": random.choice(["UA", "RU"], places * each),
            "confidence": 0.9,
            "basis": "direct",
            "rule": "R3",
            "claims_for": "",
            "claims_against": "",
            "last_evidence": begin,
        }
    )


def no_places() -> pd.DataFrame:
    """Nothing known about any place but its position."""
    columns = {
        "population": pd.Series(dtype=float),
        "precision": pd.Series(dtype=object),
        "context": pd.Series(dtype=bool),
    }
    return pd.DataFrame(columns)


def made_payload(theatre: Theatre, places: int = PLACES) -> Payload:
    return encode(made_control(theatre, places), theatre=theatre, places=no_places())


@contextmanager
def served(script: str, environment: dict[str, str] | None = None) -> Iterator[str]:
    """The address of a Streamlit page with `script`, beside the map's own addresses."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        home = Path(folder)
        (home / "pages").mkdir()
        (home / "pages" / "script.py").write_text(script, "utf-8")
        (home / "app.py").write_text(
            "import streamlit as st\nfrom maps.assets import routes\n"
            'app = st.App("pages/script.py", routes=routes())\n',
            "utf-8",
        )
        shutil.copytree(DATA.parent / ".streamlit", home / ".streamlit")
        server = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
        app = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(home / "app.py"), *server],
            cwd=home,
            env={"PYTHONPATH": str(DATA.parent), "PATH": "/usr/bin:/bin", "HOME": folder}
            | {"MARCHLAND_THEATRE": own_theatre()}
            | (environment or {}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            for _ in range(240):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5)
                    break
                except OSError:
                    time.sleep(0.25)
            yield f"http://127.0.0.1:{port}"
        finally:
            app.terminate()
            app.wait(20)


OURS = """
import streamlit as st
from datetime import date, timedelta
from streamlit_folium import st_folium
from theatre.theatre import load_theatre
from maps.layer import Show, TheatreMap
from maps.view import View
{payload}
n = st.number_input("step", 0, 5000, 100)
day = payload().first + timedelta(days=int(n))
st_folium(TheatreMap(load_theatre()), key="map", height=700, use_container_width=True, returned_objects=[],
          feature_group_to_add=Show(payload(), View(day)))
"""
SAMPLES = "from web.workspace import payload"
MADE = """
from bench.map import made_payload

@st.cache_resource
def payload():
    return made_payload(load_theatre(), {places})
"""

PLAIN = """
import folium, json
import streamlit as st
import pandas as pd
from streamlit_folium import st_folium
from bench.map import made_control
from theatre.theatre import load_theatre
from maps.layer import TheatreMap

way = {way!r}
theatre = load_theatre()

@st.cache_resource
def control():
    return made_control(theatre, {places})

n = st.number_input("step", 0, 5000, 100)
day = pd.Timestamp(theatre.start) + pd.Timedelta(days=int(n))
rows = control()
rows = rows[(rows.valid_from <= day) & (rows.valid_to.isna() | (rows.valid_to > day))]
colours = rows.holder.map({{side.id: side.colour for side in theatre.sides.values()}})

class Plain(folium.Map):
    default_js = TheatreMap.default_js
    default_css = TheatreMap.default_css

m = Plain(location=(48.5, 31.5), zoom_start=6, tiles=None, prefer_canvas=True)
def geojson():
    features = [dict(type="Feature", properties=dict(c=c), geometry=dict(type="Point", coordinates=[lon, lat]))
                for c, lat, lon in zip(colours, rows.latitude, rows.longitude)]
    return folium.GeoJson(dict(type="FeatureCollection", features=features),
                          marker=folium.CircleMarker(radius=3, fill=True),
                          style_function=lambda f: dict(color=f["properties"]["c"]))
group = None
if way == "circle markers":
    for c, lat, lon in zip(colours, rows.latitude, rows.longitude):
        folium.CircleMarker((lat, lon), radius=3, color=c, fill=True).add_to(m)
elif way == "one GeoJson":
    geojson().add_to(m)
else:
    group = folium.FeatureGroup(name="control")
    geojson().add_to(group)
st_folium(m, key="map", height=700, use_container_width=True, returned_objects=[], feature_group_to_add=group)
"""


# A plain map that changed comes in a new frame, which lacks what was noted in the old one; a group, with a new number.
NEW_FRAME = (
    "() => { window.noted = true; }",
    "() => !window.noted && !!window.map && !!document.querySelector('.leaflet-overlay-pane canvas')",
)
NEWEST = (
    "const groups = window.feature_group || [], newest = groups.length ? groups[groups.length - 1]._leaflet_id : 0;"
)
NEW_GROUP = (
    f"() => {{ {NEWEST} window.noted = newest; }}",
    f"() => {{ {NEWEST} return newest && newest !== window.noted; }}",
)
OUR_DAY = ("() => {}", "(day) => marchland.current.points.day === day")
WAYS = {"feature_group_to_add": NEW_GROUP, "one GeoJson": NEW_FRAME, "circle markers": NEW_FRAME}
DRAWN = ".leaflet-overlay-pane canvas"
SHOWN = '[data-state="shown"]'


class TooSlow(MarchlandError):
    """Something that was waited for has not come; says what has."""


def map_frame(page: Page) -> Frame:
    return next(each for each in page.frames if "streamlit_folium" in each.url)


def open_map(browser: Browser, url: str, ready: str) -> Page:
    """A page whose map is there. Raises TooSlow."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(PATIENCE * 1000)
    try:
        page.goto(url)
        page.frame_locator(FRAME).locator(ready).first.wait_for()
    except TimeoutError as error:
        raise TooSlow(f"no map within {PATIENCE} s; frames of the page: {len(page.frames)}") from error
    return page


def when_moved(page: Page, moved: str, day: int) -> float:
    """The time, in milliseconds since 1970, at which the frame of the map says that it has moved. Raises TooSlow."""
    clock = f"(day) => ({moved})(day) && performance.timeOrigin + performance.now()"
    deadline = time.monotonic() + PATIENCE
    while (left := deadline - time.monotonic()) > 0:
        try:
            seen = map_frame(page).wait_for_function(clock, arg=day, polling=10, timeout=left * 1000)
            return float(seen.json_value())
        except TimeoutError:
            break
        except (Error, StopIteration):  # the frame is being replaced
            page.wait_for_timeout(20)
    raise TooSlow(f"the map did not follow within {PATIENCE} s")


def python_changes(page: Page, noted_moved: tuple[str, str], ready: str, count: int) -> Iterator[tuple[str, Any]]:
    """Milliseconds from a date entered in Streamlit to the map that shows it, and kB over the websocket."""
    note, moved = noted_moved
    received = [0]
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page.reload()
    page.frame_locator(FRAME).locator(ready).first.wait_for()
    page.wait_for_timeout(1500)
    page.evaluate("() => addEventListener('keydown', (event) => { window.pressed = event.timeStamp; }, true)")
    before = sum(received)
    times = []
    for day in range(200, 200 + 97 * count, 97):
        map_frame(page).evaluate(note)
        box = page.get_by_label("step")
        box.fill(str(day))
        box.press("Enter")
        end = when_moved(page, moved, day)
        times.append(end - page.evaluate("() => performance.timeOrigin + window.pressed"))
        page.wait_for_timeout(400)
    yield "date set from Python", statistics.median(times)
    yield "kB over the websocket for it", (sum(received) - before) / count / 1000


def measure_ours(
    browser: Browser, url: str, days: range, minutes: float, filters: dict[str, Any]
) -> Iterator[tuple[str, Any]]:
    page = open_map(browser, url, SHOWN)
    start = time.perf_counter()
    page.goto(url)
    page.frame_locator(FRAME).locator(SHOWN).wait_for()
    yield "first load, server warm", (time.perf_counter() - start) * 1000
    page.wait_for_timeout(1000)
    inner = map_frame(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))

    def steps(name: str) -> Iterator[tuple[str, Any]]:
        inner.evaluate(STEP, list(days)[:20])
        whole, scripted, waited = zip(*inner.evaluate(STEP, list(days)), strict=True)
        yield f"step of a day{name} to frame", statistics.median(whole)
        yield "  of it our script", statistics.median(scripted)
        yield "  of it waiting for the frame", statistics.median(waited)

    yield from steps("")
    jumps = inner.evaluate(STEP, [100, 1300, 200, 1100, 400, 900, 50, 1399, 0, 700] * 2)
    yield "jump of years to frame", statistics.median(each[0] for each in jumps)
    inner.evaluate(RANGE)
    yield from steps(" with two handles")
    inner.evaluate(RANGE)
    inner.evaluate(FILTER, filters)
    yield from steps(f" with filters {filters}")
    inner.evaluate(FILTER, {})
    yield "requests while moving in time", len(sent)
    views = [[48.5 + n % 3 * 0.2, 31 + n * 0.3, 6 + n % 4 * 0.5] for n in range(16)]
    yield "pan or zoom to frame", statistics.median(inner.evaluate(VIEW, views))
    inner.evaluate(VIEW, [[48.5, 31.5, 6]])
    frames, drawn = inner.evaluate(PLAY, 6)
    yield "frames a second, playing", frames
    yield "days drawn a second, playing", drawn
    yield from python_changes(page, OUR_DAY, SHOWN, 8)
    inner = map_frame(page)
    heap = "() => performance.memory.usedJSHeapSize / 1e6"
    client = page.context.new_cdp_session(page)
    inner.evaluate(PLAY, 5)
    client.send("HeapProfiler.collectGarbage")
    yield "heap before playing, MB", inner.evaluate(heap)
    for _ in range(int(minutes * 3)):
        inner.evaluate(PLAY, 20)
    client.send("HeapProfiler.collectGarbage")
    yield f"heap after {minutes:g} minutes, MB", inner.evaluate(heap)
    page.close()


def measure_plain(browser: Browser, way: str, places: int) -> Iterator[tuple[str, Any]]:
    with served(PLAIN.format(way=way, places=places)) as url:
        start = time.perf_counter()
        try:
            page = open_map(browser, url, DRAWN)
            yield "first load", (time.perf_counter() - start) * 1000
            yield from python_changes(page, WAYS[way], DRAWN, 3)
            page.close()
        except (TooSlow, TimeoutError) as error:
            yield "not measured", str(error).splitlines()[0]


def show(title: str, found: Iterator[tuple[str, Any]]) -> None:
    print(f"\n{title}", flush=True)
    for name, value in found:
        print(f"  {name:50} {value if isinstance(value, str) else format(value, ',.1f')}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="how long to play for the memory figure")
    parser.add_argument("--plain", action="store_true", help="measure the plain ways too")
    parser.add_argument("--samples", action="store_true", help="measure the samples too")
    parser.add_argument("--places", type=int, nargs="*", default=[1_000, PLACES])
    asked = parser.parse_args()
    filters = {"sides": [next(iter(load_theatre().sides))], "age": 90}
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome") or None
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for places in asked.places:
            size = len(made_payload(load_theatre(), places).blob.packed) / 1000
            with served(OURS.format(payload=MADE.format(places=places))) as url:
                measured = measure_ours(browser, url, range(300, 380), asked.minutes, filters)
                show(f"Marchland, {places:,} places, {size:,.0f} kB of data compressed", measured)
            for way in WAYS if asked.plain else ():
                show(f"{way}, {places:,} places", measure_plain(browser, way, places))
        if asked.samples:
            with tempfile.TemporaryDirectory() as folder:
                own = {"MARCHLAND_HOME": str(home()), "MARCHLAND_DATABASE": f"sqlite:///{folder}/samples.sqlite"}
                with served(OURS.format(payload=SAMPLES), own) as url:
                    measured = measure_ours(browser, url, range(20, 100), 0, filters)
                    show(f"Marchland, the samples of {own_theatre()} with estimated areas", measured)
        browser.close()


if __name__ == "__main__":
    main()

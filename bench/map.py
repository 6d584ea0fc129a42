"""How fast the map is, in real Chromium: `python -m bench.map [--minutes 10] [--markers]`.

A made theatre of 30,000 places with 5 intervals each, and the samples' size, are measured side by side with the plain
ways of drawing the same with Folium and streamlit-folium. Prints one table; times are medians in milliseconds.
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
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from playwright.sync_api import Browser, Page, sync_playwright

from extract.folders import DATA
from extract.theatre import Theatre, load_theatre
from maps.payload import Payload, encode

PLACES, INTERVALS, DAYS = 30_000, 5, 1400
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
FRAME = 'iframe[title="streamlit_folium.st_folium"]'

# From an input event to after the frame that shows it.
STEP = """async (days) => {
    const map = marchland.current, slider = map.time.slider, times = [];
    const painted = () => new Promise((done) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done();
        channel.port2.postMessage(0);
    }));
    await painted();
    for (const day of days) {
        await new Promise((done) => setTimeout(done, 5 + 11 * Math.random()));
        const start = performance.now();
        slider.value = day;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        const scripted = performance.now() - start;
        await painted();
        times.push([performance.now() - start, scripted]);
    }
    return times;
}"""
VIEW = """async (views) => {
    const map = marchland.current.map, times = [];
    const painted = () => new Promise((done) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done();
        channel.port2.postMessage(0);
    }));
    for (const [lat, lng, zoom] of views) {
        const start = performance.now();
        map.setView([lat, lng], zoom, { animate: false });
        await painted();
        times.push(performance.now() - start);
    }
    return times;
}"""
PLAY = """async (seconds) => {
    const { time, sheet } = marchland.current;
    time.set(0); sheet.flush(); time.speed = 60;
    const before = sheet.drawn;
    let frames = 0, running = true;
    const count = () => { frames++; if (running) requestAnimationFrame(count); };
    time.toggle(); requestAnimationFrame(count);
    await new Promise((done) => setTimeout(done, seconds * 1000));
    running = false; time.pause();
    return [frames / seconds, (sheet.drawn - before) / seconds];
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
def served(script: str) -> Any:
    """A Streamlit page with `script`, beside the map's own addresses."""
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
            env={"PYTHONPATH": str(DATA.parent), "PATH": "/usr/bin:/bin", "HOME": folder},
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
from bench.map import made_payload
from extract.theatre import load_theatre
from maps.layer import Show, TheatreMap
from maps.view import View

@st.cache_resource
def payload():
    return made_payload(load_theatre(), {places})

n = st.number_input("step", 0, 5000, 100)
day = payload().first + timedelta(days=int(n))
st_folium(TheatreMap(load_theatre()), key="map", height=700, use_container_width=True, returned_objects=[],
          feature_group_to_add=Show(payload(), View(day)))
"""

PLAIN = """
import folium, json
import streamlit as st
import pandas as pd
from streamlit_folium import st_folium
from bench.map import made_control
from extract.theatre import load_theatre
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


def set_step(page: Page, value: int) -> None:
    box = page.get_by_label("step")
    box.fill(str(value))
    box.press("Enter")


def python_change(page: Page, ready: str, moved: str, count: int) -> tuple[float, float]:
    """Median milliseconds from a date typed in Streamlit to the map that shows it, and kB over the websocket."""
    received = [0]
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page.reload()
    frame = page.frame_locator(FRAME)
    frame.locator(ready).first.wait_for(timeout=300_000)
    page.wait_for_timeout(1500)
    times = []
    before = sum(received)
    for number in range(count):
        inner = next(each for each in page.frames if "streamlit_folium" in each.url)
        inner.evaluate("() => { window.__seen = 1; }")
        start = time.perf_counter()
        set_step(page, 200 + 97 * number)
        deadline = start + 240
        while time.perf_counter() < deadline:
            try:
                inner = next(each for each in page.frames if "streamlit_folium" in each.url)
                if inner.evaluate(moved, 200 + 97 * number):
                    break
            except Exception:  # the frame is being replaced
                pass
        times.append((time.perf_counter() - start) * 1000)
        page.wait_for_timeout(400)
    return statistics.median(times), (sum(received) - before) / count / 1000


def measure_ours(browser: Browser, places: int, minutes: float) -> dict[str, Any]:
    theatre = load_theatre()
    payload = made_payload(theatre, places)
    found: dict[str, Any] = {"kB of data, gzip": len(payload.blob.packed) / 1000}
    with served(OURS.format(places=places)) as url:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(url)
        page.frame_locator(FRAME).locator('[data-state="shown"]').wait_for(timeout=180_000)
        start = time.perf_counter()
        page.goto(url)
        page.frame_locator(FRAME).locator('[data-state="shown"]').wait_for(timeout=180_000)
        found["first load, server warm"] = (time.perf_counter() - start) * 1000
        inner = next(each for each in page.frames if "streamlit_folium" in each.url)
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url))
        days = list(range(300, 380))
        steps = inner.evaluate(STEP, days)
        found["step of a day to frame"] = statistics.median(each[0] for each in steps)
        found["step of a day, script alone"] = statistics.median(each[1] for each in steps)
        jumps = inner.evaluate(STEP, [100, 1300, 200, 1100, 400, 900, 50, 1399, 0, 700])
        found["jump of years to frame"] = statistics.median(each[0] for each in jumps)
        found["requests while moving in time"] = len(sent)
        views = [[48.5 + n % 3 * 0.2, 31 + n * 0.3, 6 + n % 4 * 0.5] for n in range(16)]
        found["pan or zoom to frame"] = statistics.median(inner.evaluate(VIEW, views))
        inner.evaluate(VIEW, [[48.5, 31.5, 6]])
        found["frames a second, playing"], found["days drawn a second, playing"] = inner.evaluate(PLAY, 6)
        heap = "() => performance.memory.usedJSHeapSize / 1e6"
        client = page.context.new_cdp_session(page)
        client.send("HeapProfiler.collectGarbage")
        before = inner.evaluate(heap)
        for _ in range(int(minutes * 3)):
            inner.evaluate(PLAY, 20)
        client.send("HeapProfiler.collectGarbage")
        found[f"heap MB before and after {minutes:g} min"] = f"{before:.1f} {inner.evaluate(heap):.1f}"
        moved = (
            "(day) => marchland.current.control && marchland.current.points.day === day"
            " && document.querySelector('[data-state=shown]') !== null"
        )
        found["date set from Python"], found["kB over the websocket"] = python_change(
            page, '[data-state="shown"]', moved, 8
        )
        page.close()
    return found


def measure_plain(browser: Browser, way: str, places: int) -> dict[str, Any]:
    with served(PLAIN.format(way=way, places=places)) as url:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(url)
        # a changed map comes in a new frame, which lacks what was noted in the old one
        drawn = "() => !window.__seen && !!window.map && !!document.querySelector('.leaflet-overlay-pane canvas')"
        if way == "feature_group_to_add":
            drawn = "() => { const g = window.feature_group && window.feature_group[window.feature_group.length - 1]; if (!g || g.__seen) return false; const had = window.__group; window.__group = g._leaflet_id; return had !== undefined && had !== g._leaflet_id; }"  # noqa: E501
        ms, kilobytes = python_change(page, ".leaflet-overlay-pane canvas", drawn, 3)
        page.close()
        return {"date set from Python": ms, "kB over the websocket": kilobytes}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="how long to play for the memory figure")
    parser.add_argument("--plain", action="store_true", help="measure the plain ways too")
    parser.add_argument("--places", type=int, nargs="*", default=[1_000, PLACES])
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome") or None
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for places in asked.places:
            print(f"\nMarchland, {places:,} places", flush=True)
            for name, value in measure_ours(browser, places, asked.minutes).items():
                print(f"  {name:40} {value if isinstance(value, str) else format(value, ',.1f')}", flush=True)
            for way in ("feature_group_to_add", "one GeoJson", "circle markers") if asked.plain else ():
                print(f"{way}, {places:,} places", flush=True)
                for name, value in measure_plain(browser, way, places).items():
                    print(f"  {name:40} {value:,.1f}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()

"""The map at 100 to a million synthetic strikes, beside the other ways to show them in Streamlit, in one run.

    PYTHONPATH=. python tests/bench/map.py [--counts 100,10000,100000,1000000] [--ways layer,marker,fast,geojson,deck]

Each figure is a median of five; of what takes over 20 s there is one run, and what takes over 70 s ends there.
Redrawn is the second animation frame after drawing, for every way. Bytes are those of the host and of its WebSocket,
without libraries. `npm` fetches the libraries of the other ways, which folium asks of servers that a bench must not
need.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Frame, Page, Route, sync_playwright

from mapapp.map import map_assets
from tests.browser.conftest import FLAGS, find_chromium, free_port

ROOT = Path(__file__).parents[2]
RUNS, SLOW_S, GIVE_UP_S = 5, 20.0, 70.0
WAYS = ("layer", "marker", "fast", "geojson", "deck")
NPM = ("leaflet.markercluster@1.1.0", "jquery@3.7.1", "leaflet.awesome-markers@2.0.5")

TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
FIND = """const map = Object.values(window).find((value) => value instanceof L.Map);
    const layers = Object.values(map._layers);
    const cluster = layers.find((layer) => layer._topClusterLevel);
    const json = layers.find((layer) => layer.toGeoJSON && layer._layers && !layer._topClusterLevel);"""
INSIDE = {
    "layer": """async (n) => { const frame = mapapp.frame, first = frame.track.days.first;
        const drawn = new Promise((done) => window.addEventListener("mapapp:drawn", done, {once: true}));
        const start = performance.now();
        frame.brushed(frame.track.iso(first + 50 + 20 * n), frame.track.iso(first + 1000 + 20 * n), false);
        await drawn; return performance.now() - start; }""",
    "cluster": f"""async (n) => {{ {FIND}
        window.all = window.all || cluster.getLayers(); const kept = window.all.filter((_, i) => (i + n) % 2);
        const start = performance.now(); cluster.clearLayers(); cluster.addLayers(kept);
        await {TWO_FRAMES}; return performance.now() - start; }}""",
    "geojson": f"""async (n) => {{ {FIND}
        window.all = window.all || json.getLayers(); const start = performance.now();
        window.all.forEach((one, i) => ((i + n) % 2 ? json.addLayer(one) : json.removeLayer(one)));
        await {TWO_FRAMES}; return performance.now() - start; }}""",
}
# pydeck has no way to filter without Python.
INSIDE |= {"marker": INSIDE["cluster"], "fast": INSIDE["cluster"]}
PAN = {
    "layer": """async () => { const start = performance.now();
        const drawn = new Promise((done) => window.addEventListener("mapapp:drawn", done, {once: true}));
        mapapp.frame.map.panBy([80, 0], {animate: false}); await drawn; return performance.now() - start; }""",
    "other": f"""async () => {{ {FIND} const start = performance.now();
        map.panBy([80, 0], {{animate: false}}); await {TWO_FRAMES}; return performance.now() - start; }}""",
}
# deck.gl says nothing of its drawing; each draws its marks as instances, whose number follows the filter.
WATCH_DECK = """for (const name of ["drawArraysInstanced", "drawElementsInstanced"]) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...given) {
        window.benchDeck = {at: performance.now(), marks: given.at(-1)}; return draw.apply(this, given); }; }"""
PAN_DECK = f"""async () => {{
    const canvas = document.querySelector("[data-testid=stDeckGlJsonChart] canvas");
    const box = canvas.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
    const send = (kind, at, buttons) => canvas.dispatchEvent(new PointerEvent(kind, {{bubbles: true, pointerId: 1,
        isPrimary: true, pointerType: "mouse", clientX: at, clientY: y, buttons}}));
    send("pointerdown", x, 1); send("pointermove", x + 10, 1);
    await {TWO_FRAMES};
    const start = performance.now();
    send("pointermove", x + 80, 1);
    while (!(window.benchDeck.at > start)) await new Promise(requestAnimationFrame);
    await {TWO_FRAMES};
    const took = performance.now() - start; send("pointerup", x + 80, 0); return took; }}"""
PAN["deck"] = PAN_DECK


def libraries(folder: Path) -> dict[str, bytes]:
    """The files of the libraries that folium's maps ask for, by their last name."""
    assets = map_assets()
    found = {name: assets[name].content for name in ("leaflet.js", "leaflet.css")}
    subprocess.run(["npm", "pack", *NPM], cwd=folder, check=True, capture_output=True)
    for archive in folder.glob("*.tgz"):
        with tarfile.open(archive) as packed:
            for member in packed.getmembers():
                name = Path(member.name).name
                file = packed.extractfile(member) if "/dist/" in member.name and member.isfile() else None
                if file:
                    found[name] = file.read()
    found["jquery-3.7.1.min.js"] = found["jquery.min.js"]
    return found


class Server:
    """The bench's app as a process of its own."""

    def __init__(self) -> None:
        self.port = free_port()
        code = f"from tests.bench import map_app; map_app.main({self.port})"
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=quiet, stderr=quiet)

    def wait(self) -> None:
        """Until it answers."""
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/_stcore/health", timeout=1):
                    return
            except OSError:
                time.sleep(0.1)

    def memory(self, key: str) -> float:
        """Resident memory in MB: VmRSS now, VmHWM at its peak."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(key)) / 1024

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(20)


class Visit:
    """A page that shows one way, with what it was sent."""

    def __init__(self, browser: Any, way: str, files: dict[str, bytes], give_up: float) -> None:
        self.way, self.sent, self.give_up = way, 0, give_up
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(give_up * 1000)
        self.page.add_init_script(WATCH_DECK)
        self.page.route(lambda url: "127.0.0.1" not in url, lambda route: self.library(route, files))
        self.cdp = self.context.new_cdp_session(self.page)
        self.cdp.send("Network.enable")
        self.cdp.send("Performance.enable")
        urls: dict[str, str] = {}
        self.cdp.on("Network.responseReceived", lambda e: urls.update({e["requestId"]: e["response"]["url"]}))
        self.cdp.on("Network.loadingFinished", lambda e: self.count(urls.get(e["requestId"], ""), e))
        self.cdp.on("Network.webSocketFrameReceived", lambda e: self.add(len(e["response"]["payloadData"]) * 3 // 4))

    def library(self, route: Route, files: dict[str, bytes]) -> None:
        """Answer for the servers of folium's libraries."""
        name = route.request.url.split("?")[0].rsplit("/", 1)[-1]
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        route.fulfill(body=files.get(name, b""), content_type=kind)

    def count(self, url: str, event: dict[str, Any]) -> None:
        """Add what came of the data: neither Streamlit's own files nor the layer's script."""
        if "/mapdata/" in url and "/assets/" not in url:
            self.add(int(event["encodedDataLength"]))

    def add(self, size: int) -> None:
        """Bytes of data that were sent."""
        self.sent += size

    def open(self, port: int, count: int) -> float:
        """Seconds until the map is drawn for the first time."""
        start = time.perf_counter()
        self.page.goto(f"http://127.0.0.1:{port}/?way={self.way}&count={count}")
        self.drawn(False)
        return time.perf_counter() - start

    def frame(self, russian: bool) -> Frame | None:
        """The map's frame, once it shows the filter."""
        for frame in self.page.frames[1:]:
            try:
                if self.way == "layer":
                    test = (
                        "window.mapapp && mapapp.frame && document.body.dataset.drawn && "
                        f"(mapapp.frame.state.filter.attackers || []).length === {int(russian)}"
                    )
                else:
                    drawn = f"document.querySelector({json.dumps(MARK)})"
                    test = f"window.benchTag === 'russian={russian}' && {drawn}"
                if frame.evaluate(f"Boolean({test})"):
                    return frame
            except Error:
                continue
        return None

    def drawn(self, russian: bool) -> Frame | None:
        """Wait for the drawing; the frame where there is one."""
        if self.way == "deck":
            self.page.wait_for_function("window.benchDeck && window.benchDeck.marks > 4")
            self.page.evaluate(f"async () => {{ await {TWO_FRAMES}; }}")
            return None
        until = time.perf_counter() + self.give_up
        while time.perf_counter() < until:
            frame = self.frame(russian)
            if frame:
                if self.way != "layer":
                    frame.evaluate(f"async () => {{ await {TWO_FRAMES}; }}")
                return frame
            self.page.wait_for_timeout(10)
        raise TimeoutError

    def widget(self, russian: bool) -> float:
        """Milliseconds from the click on the box to the redrawn map."""
        if self.way == "deck":
            return self.deck_widget()
        before = 0
        if self.way == "layer":
            frame = self.drawn(not russian)
            before = int(frame.evaluate("Number(document.body.dataset.drawn)")) if frame else 0
        start = time.perf_counter()
        self.page.get_by_text("Only Russia").click()
        frame = self.drawn(russian)
        if self.way == "layer" and frame:
            frame.wait_for_function(f"Number(document.body.dataset.drawn) > {before}", polling=5)
        return (time.perf_counter() - start) * 1000

    def deck_widget(self) -> float:
        """`widget` for deck.gl: until another number of marks is drawn."""
        before = self.page.evaluate("window.benchDeck.marks")
        start = time.perf_counter()
        self.page.get_by_text("Only Russia").click()
        self.page.wait_for_function("before => window.benchDeck.marks !== before", arg=before)
        self.page.evaluate(f"async () => {{ await {TWO_FRAMES}; }}")
        return (time.perf_counter() - start) * 1000

    def heap(self) -> float:
        """JavaScript heap in MB."""
        metrics = {entry["name"]: entry["value"] for entry in self.cdp.send("Performance.getMetrics")["metrics"]}
        return float(metrics["JSHeapUsedSize"]) / 1e6


MARK = ".marker-cluster, .leaflet-marker-icon, .leaflet-overlay-pane canvas"


def median_of(measure: Callable[[int], float], slow: bool = False) -> float:
    """The median of five, or one where it is slow."""
    return statistics.median(measure(i) for i in range(1 if slow else RUNS))


def measure(browser: Any, way: str, count: int, files: dict[str, bytes], give_up: float) -> dict[str, float | str]:
    """All figures of one way at one size."""
    server = Server()
    visit = Visit(browser, way, files, give_up)
    try:
        server.wait()
        first = visit.open(server.port, count)
        row: dict[str, float | str] = {"bytes": visit.sent, "heap_MB": visit.heap()}
        row["first_s"] = first if first > SLOW_S else median_of(lambda _: visit.open(server.port, count))
        slow = float(row["first_s"]) > SLOW_S
        frame = visit.drawn(False) or visit.page.main_frame
        if way in INSIDE:
            row["inside_ms"] = median_of(lambda n: float(frame.evaluate(INSIDE[way], n)))
        row["pan_ms"] = median_of(lambda _: float(frame.evaluate(PAN.get(way, PAN["other"]))))
        visit.open(server.port, count)
        visit.sent = 0
        row["widget_ms"] = median_of(lambda n: visit.widget(n % 2 == 0), slow)
        row["bytes_a_filter"] = visit.sent / (1 if slow else RUNS)
        row["server_MB"] = server.memory("VmHWM")
        return row
    except (TimeoutError, Error) as problem:
        why = (str(problem) or type(problem).__name__).splitlines()[0][:150]
        return {"skipped": f"not within {give_up:.0f} s: {why}"}
    finally:
        visit.context.close()
        server.stop()


COLUMNS = ("first_s", "widget_ms", "inside_ms", "pan_ms", "bytes", "bytes_a_filter", "heap_MB", "server_MB")


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--counts", default="100,10000,100000,1000000")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--give-up", type=float, default=GIVE_UP_S, help="seconds after which a way is left out")
    given = parser.parse_args()
    print("| strikes | way |", " | ".join(COLUMNS), "|\n|" + "---|" * (len(COLUMNS) + 2), flush=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        files = libraries(Path(folder))
        ended: dict[str, int] = {}
        for count in map(int, given.counts.split(",")):
            for way in given.ways.split(","):
                row: dict[str, float | str] = {"skipped": f"ended at {ended.get(way, 0):,}"}
                if way not in ended:
                    browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
                    row = measure(browser, way, count, files, given.give_up)
                    browser.close()
                if "skipped" in row:
                    ended.setdefault(way, count)
                cells = [f"{row[name]:,.1f}" if name in row else "–" for name in COLUMNS]
                print(f"| {count:,} | {way} |", " | ".join(cells), "|", row.get("skipped", ""), flush=True)


if __name__ == "__main__":
    main()

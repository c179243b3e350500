"""A real store of very many strikes: start of the app (columns made, then kept), memory, first map, filters, words.

`python tests/bench/store.py [COUNT]` fills a SQLite store with that many synthetic strikes (a million by default, which
takes some minutes and 800 MB of disk) and starts `mapapp serve` on it twice. Run it on a quiet machine.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from playwright.sync_api import Frame, Page, sync_playwright

from mapapp.store import open_store
from tests.bench.map import INSIDE
from tests.bench.page import TIMES, memory, timed
from tests.bench.synthetic import synthetic_table
from tests.browser.conftest import FLAGS, find_chromium, free_port, map_frame, table_rows

PATIENCE_S = 600


def words(page: Page, frame: Frame, text: str) -> float:
    """From Enter in the field of words to the map drawn with another count, in milliseconds."""
    field = page.get_by_label("Place, target or source").first
    before = frame.evaluate("mapapp.stats().count")
    field.fill(text)
    start = time.perf_counter()
    field.press("Enter")
    frame.wait_for_function("count => mapapp.stats().count !== count", arg=before, polling=5)
    return 1000 * (time.perf_counter() - start)


def looked_at(url: str) -> str:
    """What a reader waits for, in one line."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 1400})
        page.set_default_timeout(90_000)
        start = time.perf_counter()
        page.goto(url)
        frame = map_frame(page)
        table_rows(page).first.wait_for()
        first = time.perf_counter() - start
        timed(page, frame, "port")
        tick = median(timed(page, frame, "port") for _ in range(TIMES))
        page.get_by_role("button", name="Clear all filters").click()
        page.wait_for_timeout(3000)
        searched = words(page, frame, "operator 31")
        words(page, frame, "")
        inside = median(float(frame.evaluate(INSIDE["layer"], n)) for n in range(TIMES))
        browser.close()
    return (
        f"map and table after {first:.1f} s, tick {tick:.0f} ms, two words {searched:.0f} ms, dates in the map "
        f"{inside:.0f} ms"
    )


def start(url: str, cache: str) -> None:
    """Serve the store once and print what was measured."""
    port = free_port()
    environment = {**os.environ, "XDG_CACHE_HOME": cache, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "mapapp", "serve", "--no-browser", "--port", str(port), "--store", url]
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        while time.perf_counter() - begun < PATIENCE_S:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        answers = time.perf_counter() - begun
        line = looked_at(f"http://127.0.0.1:{port}")
        print(f"answers after {answers:.1f} s, {line}, server at its peak {memory(process.pid):.0f} MB", flush=True)
    finally:
        process.terminate()
        process.wait(timeout=20)


def main(count: int) -> None:
    """Fill a store, then serve it with columns to make and with columns kept."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/strikes.sqlite"
        store = open_store(url)
        store.seed(iter(synthetic_table(count).strikes), "synthetic", "1")
        store.close()
        for what in ("made", "kept"):
            print(f"{count:,} strikes, columns {what}: ", end="", flush=True)
            start(url, f"{folder}/cache")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

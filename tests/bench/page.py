"""The whole map page with many synthetic strikes: from a tick in the sidebar to the map redrawn; the server's memory.

`python tests/bench/page.py [COUNT …]` prints a line for each count, medians of five. Run it on a quiet machine.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from playwright.sync_api import Frame, Page, sync_playwright

from tests.browser.conftest import FLAGS, find_chromium, free_port, map_frame, table_rows

TIMES = 5


def serve(port: int, count: int) -> None:
    """Run the app over a table of synthetic strikes."""
    from mapapp.app import server
    from mapapp.app.tables import tables
    from tests.bench.synthetic import synthetic_table

    kept = tables()
    table = synthetic_table(count)
    kept._current = (kept.store.revision(), table)
    kept.keep(table)
    server.app.run(config=server.options(port))


def memory(process: int) -> float:
    """Resident memory at its peak, in MB."""
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def timed(page: Page, frame: Frame, act: str) -> float:
    """From a tick of the first box of the sidebar to the map drawn with another count, in milliseconds."""
    box = page.locator("[data-testid=stCheckbox]").filter(has_text=re.compile(f"^{act} · ")).first
    before = frame.evaluate("[mapapp.stats().count, mapapp.stats().drawings]")
    start = time.perf_counter()
    box.click()
    frame.wait_for_function(
        "([count, drawings]) => mapapp.stats().count !== count && mapapp.stats().drawings > drawings",
        arg=before, polling=5,
    )  # fmt: skip
    return 1000 * (time.perf_counter() - start)


def measure(page: Page, url: str) -> tuple[float, float, float]:
    """Seconds to the first drawing; milliseconds of a tick, and of a page of the table."""
    start = time.perf_counter()
    page.goto(url)
    frame = map_frame(page)
    first = time.perf_counter() - start
    table_rows(page).first.wait_for()
    timed(page, frame, "port")
    ticks = [timed(page, frame, "port") for _ in range(TIMES)]
    pages = []
    for turn in range(TIMES):
        shown = table_rows(page).first.get_attribute("data-id")
        start = time.perf_counter()
        page.get_by_role("button", name="Previous" if turn % 2 else "Next", exact=True).click()
        page.wait_for_function(
            "id => [...document.querySelectorAll('*')].some(e => e.shadowRoot?.querySelector('tbody tr')?.dataset.id"
            " && e.shadowRoot.querySelector('tbody tr').dataset.id !== id)", arg=shown, polling=5,
        )  # fmt: skip
        pages.append(1000 * (time.perf_counter() - start))
    return first, median(ticks), median(pages)


def run(count: int) -> None:
    """Measure one count in a server and a browser of its own."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "MAPAPP_STORE": f"sqlite:///{folder}/strikes.sqlite"}
        process = subprocess.Popen([sys.executable, __file__, "serve", str(port), str(count)], env=environment)
        try:
            for _ in range(600):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
                page = browser.new_page(viewport={"width": 1280, "height": 1400})
                page.set_default_timeout(60_000)
                first, tick, turned = measure(page, f"http://127.0.0.1:{port}")
                browser.close()
            print(
                f"{count:>9,}  first drawn {first:.1f} s  tick to redrawn {tick:.0f} ms  "
                f"page of table {turned:.0f} ms  server at its peak {memory(process.pid):.0f} MB",
                flush=True,
            )
        finally:
            process.terminate()
            process.wait(timeout=20)


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(int(sys.argv[2]), int(sys.argv[3]))
    else:
        for number in map(int, sys.argv[1:] or ("120", "10000", "1000000")):
            run(number)

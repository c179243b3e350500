"""The figures of the first issue: start-up to the first map, memory, one extraction, reports a second.

    .venv/bin/python tests/bench/whole.py [FOLDER_OF_REPORTS]

FOLDER_OF_REPORTS holds annotated reports as JSON (default: tests/reports). Each figure is a median of five whole
processes but for reports a second, which is the median of five passes in one process, on one core.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 5
SAMPLE = ROOT / "data" / "reports" / "2025-12-20-odesa-port.json"


def median(values):
    return statistics.median(values)


def extract_once() -> float:
    """Seconds of wall time of `mapapp extract` on the sample, as a whole process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mapapp", "extract", str(SAMPLE)], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def memory_and_speed(folder: Path) -> tuple[float, float, int]:
    """Resident MB with gazetteer and vocabulary after reading all reports, reports a second, how many reports."""
    from mapapp import pipeline

    raw = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    passes = []
    for _ in range(RUNS + 1):
        start = time.process_time()
        for entry in raw:
            day = date.fromisoformat(entry["published"])
            pipeline.extract(pipeline.read_report(entry["text"], title=entry["title"], published=day))
        passes.append(len(raw) / (time.process_time() - start))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, median(passes[1:]), len(raw)


def first_map() -> tuple[float, float]:
    """Seconds from starting `mapapp` (a new store) to the first map drawn in Chromium, and the server's peak MB."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import FLAGS, find_chromium, free_port

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page, port = browser.new_page(), free_port()
        start = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "mapapp", "serve", "--no-browser", "--port", str(port),
             "--store", f"sqlite:///{folder}/store.sqlite"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            while True:
                try:
                    page.goto(f"http://localhost:{port}/", timeout=1000, wait_until="commit")
                    break
                except Exception:
                    time.sleep(0.05)
            page.wait_for_selector("iframe[title*=folium]", timeout=60_000)
            page.frame_locator("iframe[title*=folium]").locator("body[data-drawn]").wait_for(timeout=60_000)
            seconds = time.perf_counter() - start
            status = Path(f"/proc/{server.pid}/status").read_text()
            peak = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))
        finally:
            server.terminate()
            server.wait(20)
            browser.close()
    return seconds, peak


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "reports"
    sys.path.insert(0, str(ROOT))
    drawn = [first_map() for _ in range(RUNS)]
    rows = [
        ("from `mapapp` to the first map drawn, s", median([seconds for seconds, _ in drawn]), "6"),
        ("`mapapp extract` on the sample, whole process, s", median([extract_once() for _ in range(RUNS)]), "1.5"),
    ]
    resident, speed, count = memory_and_speed(folder)
    rows += [
        ("memory with gazetteer and vocabulary, MB", resident, "350"),
        ("memory of the server at its peak, MB", median([peak for _, peak in drawn]), "-"),
        (f"reports a second on {count} reports, one core", speed, "200"),
    ]
    for name, value, aim in rows:
        print(f"{name:55} {value:8.2f}   aim {aim}")


if __name__ == "__main__":
    main()

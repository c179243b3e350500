"""The server as a host runs it: `streamlit run` from another folder, nothing of ours on sys.path."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=2) as answer:
        return str(answer.read().decode())


def test_streamlit_run_serves_pages_and_map_data(tmp_path: Path) -> None:
    port = _port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "mapapp" / "app" / "server.py")]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    environment = {**os.environ, "MAPAPP_STORE": f"sqlite:///{tmp_path / 'strikes.sqlite'}"}
    with (tmp_path / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
        try:
            for _ in range(200):
                try:
                    assert _get(f"http://127.0.0.1:{port}/_stcore/health") == "ok"
                    break
                except OSError:
                    time.sleep(0.1)
            else:
                pytest.fail((tmp_path / "log.txt").read_text())
            assert "mapapp" in _get(f"http://127.0.0.1:{port}/mapdata/assets/mapapp.js")
        finally:
            process.terminate()
            process.wait(timeout=20)

"""A real Nominatim over `places.osm`: an own PostgreSQL in a folder, the import, the server, all on loopback.

Needs PostgreSQL with PostGIS, osm2pgsql, and a Python with nominatim-db and nominatim-api: `tests/nominatim/install`.
Run alone, it serves until it is stopped: python -m tests.nominatim.service FOLDER
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
PROGRAM = str(HERE / ".venv" / "bin" / "nominatim")
_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class _Cluster:
    """PostgreSQL of our own, on a loopback port, in `folder`; root hands it to the user postgres, as it must."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder / "db", free_port()
        self.user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        self.binaries = next(iter(_BINARIES), Path("/usr/bin"))
        if os.getuid() == 0:
            shutil.chown(folder, self.user)

    def _run(self, program: str, *arguments: object) -> None:
        # Output goes to a file: the server inherits it, and a pipe would never end.
        with (self.folder.parent / "postgres.log").open("ab") as log:
            subprocess.run(
                [self.binaries / program, *map(str, arguments)], check=True, stdout=log, stderr=log,
                user=self.user if os.getuid() == 0 else None, cwd=self.folder.parent,
            )  # fmt: skip

    def start(self) -> None:
        (self.folder.parent / "postgres.log").touch()
        self._run("initdb", "-D", self.folder, "-U", "nominatim", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} -c fsync=off -c jit=off"
        self._run("pg_ctl", "-D", self.folder, "-w", "-o", options, "start")
        self._run(
            "psql", "-h", "127.0.0.1", "-p", self.port, "-U", "nominatim", "-d", "postgres",
            "-c", 'CREATE ROLE "www-data" LOGIN',
        )  # fmt: skip

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.folder, "-m", "immediate", "stop")


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("nominatim serve ended; see serve.log")
        try:
            with urllib.request.urlopen(f"{url}/status", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("nominatim serve does not answer; see serve.log")


@contextmanager
def nominatim(folder: Path, program: str) -> Iterator[str]:
    """The address of a Nominatim that knows `places.osm`; `program` is the path of its `nominatim` command."""
    program = str(Path(program).absolute())
    cluster = _Cluster(folder)
    cluster.start()
    project = folder / "project"
    project.mkdir()
    dsn = f"pgsql:host=127.0.0.1;port={cluster.port};user=nominatim;dbname=nominatim"
    environment = {**os.environ, "NOMINATIM_DATABASE_DSN": dsn, "NOMINATIM_IMPORT_STYLE": "full"}
    environment["PATH"] = f"{Path(program).parent}:{os.environ['PATH']}"
    try:
        with (folder / "import.log").open("wb") as log:
            subprocess.run(
                [program, "import", "--offline", "--threads", "2", "--osm-file", HERE / "places.osm",
                 "--project-dir", project],
                env=environment, check=True, stdout=log, stderr=log, cwd=project,
            )  # fmt: skip
        port = free_port()
        with (folder / "serve.log").open("wb") as log:
            server = subprocess.Popen(
                [program, "serve", "--project-dir", project, "--server", f"127.0.0.1:{port}"],
                env=environment, stdout=log, stderr=log, cwd=project,
            )  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, server)
            yield url
        finally:
            server.terminate()
            server.wait(timeout=20)
    finally:
        cluster.stop()


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    with nominatim(folder, os.environ.get("MAPAPP_NOMINATIM") or PROGRAM) as url:
        print(f"Nominatim is at {url} (stop with Ctrl+C)", flush=True)
        # Blocked only now: the servers have inherited what was in force when they were started.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()

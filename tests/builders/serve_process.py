"""`unitrail serve` as a process of its own: it can be killed, and what it answers went through the real web server."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

DEADLINE = 60.0
POLL = 0.05


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


class Serve:
    """One address, one life of the process after another; its workers are in its own process group. Blocking."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        self._environment = os.environ | {
            "DATABASE_URL": database_url,
            "UNITRAIL_DATA": str(folder),
            "UNITRAIL_PORT": str(port),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = Path(sys.executable).with_name("unitrail")
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            [program, "serve"], env=self._environment, start_new_session=True, stdout=quiet, stderr=quiet
        )
        deadline = time.monotonic() + DEADLINE
        while not self._answers():
            assert self._process.poll() is None, "the server did not start"
            assert time.monotonic() < deadline, "the server did not answer in time"
            time.sleep(POLL)  # another process: there is nothing to wait for but its answer

    @property
    def group(self) -> int:
        """The process group of the server and its workers."""
        assert self._process is not None
        return self._process.pid

    def _answers(self) -> bool:
        with suppress(httpx.TransportError):
            return httpx.get(f"{self.url}/health").status_code == httpx.codes.OK
        return False

    def kill(self) -> None:
        assert self._process is not None
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@contextmanager
def serving(database_url: str, folder: Path) -> Iterator[Serve]:
    server = Serve(database_url, folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()

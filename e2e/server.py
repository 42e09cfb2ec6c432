"""A real Unitrail server for browser tests: own process, real PostgreSQL, the demo company's master data."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import httpx

from backend.app.app import login_desk
from backend.app.cli_device import offer_enrolment
from backend.app.cli_import import record_all
from backend.app.demo_company.company import SITE, entry_bodies
from backend.app.running import Running, running
from backend.app.settings import Settings
from backend.devices.entries import EnrolledKind
from backend.log.vocabulary import Entry
from backend.people.routes import set_secret

ROOT = Path(__file__).parents[1]
RECEIVER = "QH-0007"
OTHER_RECEIVER = "QH-0008"
PIN = "246810"
START_SECONDS = 120
T = TypeVar("T")


def apart(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: Playwright keeps a loop in the test's."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


class Server:
    """One installation: its settings and database, and the process that serves it while it runs."""

    def __init__(self, settings: Settings, database_url: str) -> None:
        self.settings = settings
        self.database_url = database_url
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.settings.port}"

    def start(self) -> None:
        """Serve, and return once a page is answered."""
        environment = os.environ | {
            "DATABASE_URL": self.database_url,
            "UNITRAIL_DATA": str(self.settings.data),
            "UNITRAIL_PORT": str(self.settings.port),
            "UNITRAIL_PRINTER_NETWORKS": "127.0.0.0/8",  # the printers of tests listen on this machine
        }
        command = [str(Path(sys.executable).parent / "unitrail"), "serve"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > deadline or self.process.poll() is not None:
                message = f"the server did not answer within {START_SECONDS} s"
                raise RuntimeError(message)
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            return httpx.get(self.url, timeout=2).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def stop(self) -> None:
        """End the process as an administrator would."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=20)
            self.process = None

    def enrolment(self, device_code: str, kind: EnrolledKind = "handheld") -> str:
        """Offer one device a code and return the address to open on it."""

        async def offer() -> str:
            async with running(self.settings, self.database_url) as server:
                return await offer_enrolment(server, device_code=device_code, kind=kind, name=device_code, site=SITE)

        address = apart(offer())
        return re.sub(r"^http://[^/]+", self.url, address)

    def record(self, body: Entry, *, reason: str | None = None) -> None:
        """Record an entry at the server's own door."""

        async def told() -> str:
            async with running(self.settings, self.database_url) as inside:
                return str((await inside.door.record(body, site=SITE, reason=reason)).outcome)

        assert apart(told()) == "accepted"

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """What a query finds in the server's database now."""

        async def fetch() -> list[dict[str, Any]]:
            db = await asyncpg.connect(self.database_url)
            try:
                return [dict(record) for record in await db.fetch(query, *values)]
            finally:
                await db.close()

        return apart(fetch())

    def wait_for_rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """What a query finds once it finds something: records and files are sent after the screen has gone on."""
        deadline = time.monotonic() + 30
        while not (found := self.rows(query, *values)):
            assert time.monotonic() < deadline, query
            time.sleep(0.1)
        return found

    def receipts(self) -> list[dict[str, Any]]:
        """Every receipt the server has, in the order in which devices recorded them."""
        return self.rows("SELECT * FROM row_receipt ORDER BY id")


async def _fill(server: Running) -> None:
    await record_all(server, entry_bodies(server.clock.now().date()))
    for number in ("P0007", "P0008"):
        await set_secret(login_desk(server), number, "pin", PIN, site=SITE, reason="test")


async def _prepare(settings: Settings, database_url: str) -> None:
    async with running(settings, database_url) as server:
        await _fill(server)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(database_url: str, folder: Path) -> Iterator[Server]:
    """Yield a server on a migrated, empty database, filled and running; stops it at the end."""
    settings = Settings(data=folder, port=free_port())
    apart(_prepare(settings, database_url))
    server = Server(settings, database_url)
    try:
        server.start()
        yield server
    finally:
        server.stop()
